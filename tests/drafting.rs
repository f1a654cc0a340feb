//! Whatever is fed to `draft`, it answers: an event file that its own reader reads, or a refusal.

use demarche::diagnostic::Severity;
use demarche::draft::{Request, draft, input};
use demarche::prose::Lexicon;
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);

/// Drafts a text; a draft has to be readable.
fn feed(text: &str) {
    let request = Request { text, key: "article".to_owned(), ..Request::default() };
    let Ok(draft) = draft(&[request], &LEXICON) else { return };
    let yaml = draft.to_yaml();
    let compiled = demarche::compile("draft.yaml", yaml.clone(), &mut |_| Err("none".into()));
    assert!(compiled.readable, "{yaml}");
    let broken = compiled
        .findings
        .iter()
        .find(|f| f.severity == Severity::Error && f.code.0.starts_with("D7"));
    assert!(broken.is_none(), "{broken:?}\n{yaml}");
}

/// Pieces that reports are made of, thrown together.
const PIECES: [&str; 40] = [
    "Kerry",
    "John Kerry",
    "Russian Foreign Minister Sergei Lavrov",
    "met",
    "with",
    "said",
    "told reporters",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "on Monday",
    "Sept. 5, 2016",
    "will",
    "the two",
    "agreed to",
    "after the meeting",
    ".",
    ". ",
    ",",
    "\n\n",
    "\n",
    "he",
    "U.S.",
    "in Geneva",
    "tomorrow",
    "—",
    "GENEVA, Sept 5 (Reuters) - ",
    "FILE - ",
    "Q: ",
    "MR. KIRBY: ",
    ":",
    "the",
    "a",
    "Related posts",
    "14:32",
    "…",
    "(",
    "was quoted as saying",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,300}") {
        feed(&text);
        feed(&format!("The talks of the two in the city and on the road, and he was with them by the sea. {text}"));
    }

    #[test]
    fn any_jumble_of_report_gets_an_answer(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..80)) {
        feed(&pieces.join(" "));
        feed(&pieces.concat());
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in [input::Format::Text, input::Format::Markdown, input::Format::Html] {
            for encoding in [None, Some("windows-1252"), Some("utf-16le")] {
                if let Ok(page) = input::read(&bytes, format, encoding) {
                    feed(&page.text);
                }
            }
        }
    }
}

#[test]
fn other_languages_are_refused() {
    let french = "Le ministre des Affaires étrangères a rencontré son homologue russe lundi à Genève pour parler de la Syrie. \
                  Les deux hommes se reverront demain matin, selon un communiqué publié dans la soirée par le Quai d’Orsay.";
    let request = Request { text: french, key: "fr".to_owned(), ..Request::default() };
    assert!(draft(&[request], &LEXICON).is_err());
}
