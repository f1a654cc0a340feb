//! Mutations of quotations: no altered one passes as verbatim, and no typographic variant fails.
//!
//! The quotations are those of the invented articles beside this test and, where it is at hand, of a real report.
#![allow(clippy::disallowed_methods, reason = "the articles are files beside this test")]

use demarche::quotation::{Saved, passages};
use std::path::{Path, PathBuf};

/// Every text, with its quotations of five words and more.
fn texts() -> Vec<(String, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["tests/articles", "tests/articles/held-out"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("the articles");
        paths.extend(
            entries
                .flatten()
                .map(|e| e.path())
                .filter(|p| p.extension().is_some_and(|e| e == "txt")),
        );
    }
    let real = root.join("../shared/sources/voa-syria-2016-09-05.txt");
    if real.exists() {
        paths.push(real);
    } else {
        println!("skipped: the real report is not at hand");
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("a text");
            let quotes = passages(&text)
                .into_iter()
                .map(|p| text[p.inner].trim_end_matches([',', '.', '?']).to_owned())
                .filter(|quote| quote.split_whitespace().count() >= 5)
                .collect();
            (text, quotes)
        })
        .collect()
}

/// Alterations of the words, the last and first ones kept where taking them away would leave a true fragment.
fn altered(quote: &str) -> Vec<String> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let mut found = Vec::new();
    let mut push = |words: Vec<String>| found.push(words.join(" "));
    let own = || words.iter().map(|w| (*w).to_owned()).collect::<Vec<String>>();
    for at in 0..words.len() {
        let mut changed = own();
        changed[at] =
            if words[at].to_lowercase().starts_with("the") { "a".into() } else { "the".into() };
        push(changed);
        let mut longer = own();
        longer[at] = format!("{}s", words[at].trim_end_matches(|c: char| !c.is_alphanumeric()));
        push(longer);
        if at > 0 {
            for negation in ["not", "never"] {
                let mut more = own();
                more.insert(at, negation.to_owned());
                push(more);
            }
        }
        if at > 0 && at + 1 < words.len() {
            let mut fewer = own();
            fewer.remove(at);
            push(fewer);
        }
        if at + 1 < words.len() {
            let mut swapped = own();
            swapped.swap(at, at + 1);
            push(swapped);
        }
    }
    let mut moved = own();
    let last = moved.pop().unwrap_or_default();
    moved.insert(0, last);
    push(moved);
    found.retain(|mutant| mutant != quote);
    found
}

/// The same words in other types.
fn variants(quote: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    vec![
        quote.replace(['’', '‘'], "'").replace(['“', '”'], "\""),
        quote.replace('\'', "’"),
        format!("“{quote}”"),
        format!("\"{quote}.\""),
        quote.replace(' ', "\u{a0}"),
        quote.replace(' ', "  "),
        quote.replacen(' ', "\n", 1),
        quote.nfd().collect(),
        quote.nfc().collect(),
        quote.replace(" - ", " — ").replace('–', "-").replace('—', " - "),
        quote.replace("fi", "ﬁ"),
        quote.replace('…', "..."),
        quote.replacen("e", "e\u{ad}", 1),
        format!("  {quote},  "),
    ]
}

#[test]
fn no_altered_quotation_passes_and_no_variant_fails() {
    // Every second alteration, unless all are asked for: `ALL_MUTATIONS=1`.
    let every = if std::env::var_os("ALL_MUTATIONS").is_some() { 1 } else { 2 };
    let (mut mutants, mut typographic) = (0, 0);
    let mut wrong = Vec::new();
    for (text, quotes) in texts() {
        let saved = Saved::new(&text);
        for quote in &quotes {
            assert!(saved.verify(quote).is_verbatim(), "{quote}");
            for mutant in altered(quote).into_iter().step_by(every) {
                mutants += 1;
                // A mutant can be a true quotation of another place.
                let elsewhere = text.contains(&mutant);
                if !elsewhere && saved.verify(&mutant).is_verbatim() {
                    wrong.push(format!("passes: {mutant}"));
                }
            }
            for variant in variants(quote) {
                typographic += 1;
                if !saved.verify(&variant).is_verbatim() {
                    wrong.push(format!("fails: {variant:?}"));
                }
            }
        }
    }
    println!("{mutants} alterations, {typographic} typographic variants");
    assert!(mutants >= 1000, "only {mutants} alterations");
    assert!(typographic >= 300, "only {typographic} variants");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
