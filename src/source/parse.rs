//! YAML text → tree: by the reader of the common form, or else by the library.
//!
//! Beside what is not YAML, an event file has no use for a second document, tags of somebody's own, keys that are not
//! texts and merge keys; each is refused.

use crate::diagnostic::FileId;
use crate::source::builder::Fatal;
use crate::source::findings::Findings;
use crate::source::tree::Parsed;
use crate::source::{library, plain};

/// Reads one YAML document; gives nothing if there are only blanks and comments in it.
///
/// Keys that stand twice and keys that are not texts are added to `findings` and do not end the reading: the
/// first of two equal keys is kept, the other kind is dropped.
///
/// # Errors
/// The text is not YAML, or is beyond the limits.
pub(super) fn parse<'a>(
    file: FileId,
    text: &'a str,
    findings: &mut Findings,
) -> Result<Option<Parsed<'a>>, Fatal> {
    let mut found = Findings::default();
    if let Some(parsed) = plain::read(file, text, &mut found) {
        findings.append(found);
        return Ok(Some(parsed));
    }
    library::read(file, text, findings)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::FileId;
    use crate::source::findings::Findings;
    use crate::source::{library, plain};
    use proptest::prelude::*;

    fn shown(parsed: &impl std::fmt::Debug, found: Findings) -> String {
        format!("{parsed:?} {:?}", found.into_vec())
    }

    /// What the two readers make of a text: tree, records and findings, as one prints them.
    fn both(text: &str) -> (Option<String>, String) {
        let file = FileId::FIRST;
        let mut found = Findings::default();
        let plain = plain::read(file, text, &mut found).map(|parsed| shown(&parsed, found));
        let mut found = Findings::default();
        let library = match library::read(file, text, &mut found) {
            Ok(None) => "nothing".to_owned(),
            Ok(Some(parsed)) => shown(&parsed, found),
            Err(fatal) => fatal.message,
        };
        (plain, library)
    }

    fn agree(text: &str) -> bool {
        let (plain, library) = both(text);
        if let Some(plain) = &plain {
            assert_eq!(plain, &library, "of\n{text}");
        }
        plain.is_some()
    }

    const FORM: &str = r#"# Talks
title: Talks
title2: "Talks, again"   # twice
sources:
  voa: {title: "A page", url: https://example.org/a#b, n: {}}
actors: {kerry: {name: John Kerry, kind: person}, e-u_1: {name: 'EU'}}

events:
- id: one
  kind: meeting
  date: 2016-09-05   # Monday
  time: 12:30
  after: [two, three]

# between
- id: two
  kind: statement
  quote: 'He said "no"'
  note: a#b é ~ , [x] {y}
  accounts:
    - source: voa
      claim: {date: ~, actors: []}
    -   source: other
        reject: why
        claim:
          note: >-
            for
            sure

          quote: "it \"was\"
            so"   # said
  text: |+
    One.

      Two.

  to: [a,
    {b: c}, d]   # e
  form: it's
    plain
"#;

    #[test]
    fn the_common_form_is_read_here_and_alike() {
        for text in [
            FORM,
            "a: b",
            "a: b\n\n\n",
            "a:\n- b\n- c: d\nb: c",
            "a:\n  b:\n    c: d\n  e: [f, g]\nh: i",
            "é: ü\nア: 会談",
            "a: b\u{2028}c\u{a0}d",
            "a: 😀 \u{e000}\nb: [\u{10ffff}, שלום]",
            "a: |\n  b",
            "a: |\n  b\n\n\nc: d",
            "a: |+\n  b\n\n\n",
            "a:\n  - |-\n    b\n     c\n  - >\n   d\n\n   e\n",
            "a: >-\n  b # c",
            "a: |\n\n\n  b\n# c\nd: e",
            "a: b\n  c",
            "a:\n- b\n - c",
            "a: b\n\n\n  c\n  d # e\nf: g",
            "a:\n- b\n  c\n- d",
            "a: \"b\n  c\"",
            "a: 'b\n\n  c'  # d\ne: f",
            "a: \"\\n\\u00e9\\\n  é\"",
            "a: 'it''s'",
            "a: [b,\n  c]\nd: {\n  e: f # g\n  }",
        ] {
            assert!(agree(text), "{text}");
        }
    }

    #[test]
    fn what_is_not_of_the_form_is_left_to_the_library() {
        for text in [
            "",
            "a",
            "- a",
            "a:",
            "a:\nb: c",
            "a: |2\n    b",
            "a: |\nb: c",
            "a: |\n  b\n c: d",
            "a: |\n  b\n# c\n  d",
            "a: \"b\nc\"",
            "a: \"b\n  c",
            "a: [b,\n  &c d]",
            "a: b\n  c: d",
            "a: b\n  c\n d\n  # e\n  f",
            "a: &x b\nc: *x",
            "a: !t b",
            "a: [b,]",
            "a: [b: c]",
            "a: {b}",
            "a: {b: }",
            "a:\tb",
            "a: b\r\nc: d",
            "a: b: c",
            "a: b:",
            "--- \na: b",
            "a: b\n---\nc: d",
            "a: b\n...\n",
            "%YAML 1.2\n---\na: b",
            "a: \"b\"c",
            "a: \"b\"#c",
            "a: [b]#c",
            "a: -1",
            "? a\n: b",
            " a: b",
            "a:\n  b: c\n d: e",
            "a:\n  - b\n c: d",
            "\u{feff}a: b",
            "a: b\u{85}c",
            "a: - b",
            "- - a",
            "a:\n-\n  b: c",
            "a: [b # c\n]",
            "'a': b",
            "<<: {a: b}",
        ] {
            assert!(!agree(text), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        /// Any text of the characters that mean something, by lines.
        #[test]
        fn any_text_is_read_alike(lines in prop::collection::vec(
            r#" {0,4}(- ?){0,2}([ab]: ?)?["'\[{]?[ab ,:#~\-]{0,6}["'\]}]? ?(#c)?"#, 0..7)) {
            agree(&lines.join("\n"));
        }

        /// Values over several lines, between keys and list items.
        #[test]
        fn any_value_is_read_alike(lines in prop::collection::vec(
            r#"(a: |b: |- |- a: | - ){0,1} {0,3}([|>][+\-]?|["'\[{]|["'][ab]{1,3}\\?)?[ab ,]{0,5}["'\]}]?(#c| #c)?"#,
            0..9,
        )) {
            agree(&format!("a:\n  b: {}", lines.join("\n  ")));
            agree(&format!("a: {}", lines.join("\n ")));
        }

        /// The form with a part cut out or put elsewhere.
        #[test]
        fn an_altered_file_is_read_alike(
            from in 0..FORM.len(), length in 0..12_usize, to in 0..FORM.len(),
            put in r##"[ \n:#\-,\[\]{}"'|>&*!~\\a]{0,3}"##,
        ) {
            let form: Vec<char> = FORM.chars().collect();
            let mut text = form.clone();
            let from = from.min(text.len() - 1);
            let cut: Vec<char> = text.drain(from..(from + length).min(form.len())).collect();
            let to = to.min(text.len());
            text.splice(to..to, put.chars().chain(cut));
            agree(&text.into_iter().collect::<String>());
        }
    }
}
