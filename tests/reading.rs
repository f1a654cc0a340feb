//! Reading event files: small texts, and what is found wrong with them.
//!
//! An expected finding is one line: code, line:column, message; with `help` under it where the remedy matters.

use demarche::diagnostic::{Diagnostic, Files};
use demarche::source;
use demarche::source::document::Document;

/// Reads a text as the file `talks.yaml`; there is nothing to include.
fn read(yaml: &str) -> (Files, Vec<Document>, Vec<Diagnostic>) {
    read_with(yaml, &[])
}

/// Reads a text as the file `talks.yaml`, with other files that it can include.
fn read_with(yaml: &str, others: &[(&str, &str)]) -> (Files, Vec<Document>, Vec<Diagnostic>) {
    let mut files = Files::default();
    let mut load = |path: &str| {
        let found = others.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| text.to_string()).ok_or_else(|| "no such file".to_owned())
    };
    let (documents, findings) = source::read(&mut files, "talks.yaml", yaml.to_owned(), &mut load);
    (files, documents, findings)
}

/// One line a finding, and one for its remedy.
fn summary(files: &Files, findings: &[Diagnostic]) -> String {
    let mut lines = String::new();
    for finding in findings {
        let place = finding.primary().map_or("-".to_owned(), |span| {
            let at = files.position(span);
            format!("{}:{}", at.line, at.column)
        });
        lines += &format!("{} {place} {}\n", finding.code, finding.message);
        if let Some(help) = &finding.help {
            lines += &format!("  {help}\n");
        }
    }
    lines
}

/// Reads a text and compares its findings, line by line; indentation of `expected` does not count.
#[track_caller]
fn check(yaml: &str, expected: &str) {
    let (files, _, findings) = read(yaml);
    compare(&summary(&files, &findings), expected);
}

#[track_caller]
fn compare(actual: &str, expected: &str) {
    let trimmed = |text: &str| text.trim().lines().map(|l| l.trim().to_owned()).collect::<Vec<_>>();
    assert!(trimmed(actual) == trimmed(expected), "\nfound:\n{actual}\nexpected:\n{expected}");
}

#[test]
fn probe() {
    let header = "title: t\nevents:\n";
    for yaml in [
        "",
        "# only a comment\n",
        "- a\n- b\n",
        "just text\n",
        "title: t\n",
        "titel: t\nevents: []\n",
        "title: t\nevents:\n  - id: a\n  - kind:\n  - knid: meeting\n    kind: [meeting]\n    speeker: x\n    zzzz: 1\n",
        "a: b: c\n",
        "title: \"unclosed\nb: c\n",
        "a:\n\tb: c\n",
        "a: 1\n  b: 2\n",
        "a:\n  - b\n - c\n",
        "a: [1,2\nb: c\n",
        "date: %2001\n",
        "a: @x\n",
        "a: 'it's'\n",
        "a: *nope\n",
        "title Foo\nevents: x\n",
        "a: 1\n---\nb: 2\n",
        "a: `x`\n",
        "a: \"x\\q\"\n",
        "quote: \"Yes\" he said\n",
        "a: - b\n",
        "a:b\nc: d\n",
        "- a\nb: c\n",
        "{a: 1}}\n",
        "title: Meeting: the second\nj: 1\n",
        "events:\n  - id: a\n   kind: b\n",
        "a: [x, y\n",
        "a: !foo b\n",
        "<<: {a: 1}\n",
        "a: x\u{0}y\n",
        "a: x\u{7}y\n",
        "a: \"un\nb: \"c\"\n",
        "e:\n  - {id: a, b: [x}\n",
        "e:\n  - id: a\n    kind: x\n\t  z: 1\n",
        "a: {b: c\nd: e\n",
        "a: x\n\tb\n",
        "a: &x [*x]\n",
        "a: b\n- c\n",
        "]",
        "q: Hello:\nb: 1\n",
        "a: b\n\n\nc\n",
        "a: b\nc\nd: e\n",
        "? [a]\n: b\n",
        "quote: 'a'' b' c\n",
        "a: \"b\n",
    ] {
        let (files, documents, findings) = read(yaml);
        println!("=== {yaml:?} → {} documents\n{}", documents.len(), summary(&files, &findings));
    }
    for event in [
        "date: [1667,1668]",
        "date: {..1984}",
        "date:\n      - a",
        "date: [1667,\n       1668]",
        "time: 09:30",
        "date: [a]\n    time: 09:30",
        "source: {voa: \"p. 3\"}",
        "after: {a: {gap: 10min..3h, per: voa, x: 1}}",
        "during: {a: {gap: 1h}}",
        "allow: [D402]",
        "allow: [D402: because]",
        "allow: {D402: because}",
        "accounts: [{source: nyt, claim: {duration: 90min, actors: [a, b]}}, {claim: x}]",
        "actors: [kerry, {annan: mediator}, [x]]",
        "actors: {a: {b: c}}",
        "quote: {a: b}",
        "id: a\n    id: b",
    ] {
        let yaml = format!("{header}  - kind: meeting\n    {event}\n");
        let (files, documents, findings) = read(&yaml);
        println!("=== {event:?} → {} documents\n{}", documents.len(), summary(&files, &findings));
    }
}
