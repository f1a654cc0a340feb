//! Looks of findings.

use crate::diagnostic::text::{plain, render};
use crate::diagnostic::{Code, Diagnostic, Files, Severity, Span};

/// A finding about the words `first` and, as a second label, `second`, both searched for in the text.
fn finding(files: &mut Files, text: &str, first: &str, second: &str) -> Diagnostic {
    let file = files.add("talks.yaml", text.to_owned());
    let span = |word: &str| {
        let at = text.find(word).expect("the word is in the text");
        Span::new(file, at, at + word.len())
    };
    Diagnostic::new(Code("D101"), Severity::Error, "dates disagree")
        .at(span(first), "")
        .at(span(second), "a Sunday")
}

#[track_caller]
fn check(text: &str, first: &str, second: &str, expected: &str) {
    let mut files = Files::default();
    let finding = finding(&mut files, text, first, second);
    assert_eq!(render(&files, &[finding], false), expected);
}

#[test]
fn the_fact_the_line_and_the_remedy() {
    let mut files = Files::default();
    let text = "a: 1\nb:\n  date: Monday, 2016-09-04\n";
    let finding = finding(&mut files, text, "Monday", "2016").note("so it is").help("write Sunday");
    let expected = "\
error[D101]: dates disagree
 --> talks.yaml:3:9
  |
3 |   date: Monday, 2016-09-04
  |         ^^^^^^  ---- a Sunday
  |
  = note: so it is
  = help: write Sunday
";
    assert_eq!(render(&files, &[finding], false), expected);
}

#[test]
fn an_error_without_a_place() {
    let text = plain("cannot read `x`", Some("did you mean `y`?"), false);
    assert_eq!(text, "error: cannot read `x`\n  = help: did you mean `y`?\n");
}

#[test]
fn lines_between_labels_are_folded_away() {
    let text = format!("first\n{}second\n", "x\n".repeat(90));
    let expected = "\
error[D101]: dates disagree
  --> talks.yaml:92:1
   |
 1 | first
   | ----- a Sunday
...
92 | second
   | ^^^^^^
";
    check(&text, "second", "first", expected);
}

#[test]
fn labels_far_apart_are_two_snippets() {
    let text = format!("first\n{}second\n", "x\n".repeat(900));
    let expected = "\
error[D101]: dates disagree
   --> talks.yaml:902:1
    |
902 | second
    | ^^^^^^
    |
   ::: talks.yaml:1:1
    |
  1 | first
    | ----- a Sunday
";
    check(&text, "second", "first", expected);
}

#[test]
fn labels_in_two_files() {
    let mut files = Files::default();
    let one = files.add("one.yaml", "id: geneva\n".to_owned());
    let two = files.add("two.yaml", "# more\nid: geneva\n".to_owned());
    let finding = Diagnostic::new(Code("D606"), Severity::Error, "`geneva` stands twice")
        .at(Span::new(two, 11, 17), "again")
        .at(Span::new(one, 4, 10), "first here");
    let expected = "\
error[D606]: `geneva` stands twice
 --> two.yaml:2:5
  |
2 | id: geneva
  |     ^^^^^^ again
  |
 ::: one.yaml:1:5
  |
1 | id: geneva
  |     ------ first here
";
    assert_eq!(render(&files, &[finding], false), expected);
}

#[test]
fn a_long_line_is_cut_and_its_column_is_the_true_one() {
    let text = format!("{}Monday Sunday{}\n", "é".repeat(90_000), "x".repeat(90_000));
    let mut files = Files::default();
    let finding = finding(&mut files, &text, "Monday", "Sunday");
    let out = render(&files, &[finding], false);
    assert!(out.contains("--> talks.yaml:1:90001\n"), "{out}");
    assert!(out.contains("^^^^^^ ------ a Sunday"), "{out}");
    assert!(out.len() < 1000, "{} bytes", out.len());
}

#[test]
fn control_characters_are_shown() {
    let expected = "\
error[D101]: dates disagree
 --> talks.yaml:1:14
  |
1 | a: �31m    ␛[0m�Monday Sunday
  |                 ^^^^^^ ------ a Sunday
";
    check("a: \u{9b}31m\t\u{1b}[0m\u{202e}Monday Sunday\n", "Monday", "Sunday", expected);
}

proptest::proptest! {
    /// Any text and any places, in range or not, inside characters or not.
    #[test]
    fn never_panics(
        text in "(\\PC|[\\r\\n\\t\u{9b}é会\u{301}]){0,300}",
        spans in proptest::collection::vec((0usize..700, 0usize..700), 0..5),
    ) {
        let mut files = Files::default();
        let file = files.add("t.yaml", text);
        let finding = spans.iter().fold(
            Diagnostic::new(Code("D001"), Severity::Warning, "a fact"),
            |d, &(start, end)| d.at(Span::new(file, start, end), "here"),
        );
        proptest::prop_assert!(render(&files, &[finding], false).contains("a fact"));
    }
}
