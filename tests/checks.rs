//! Every check's example fires, and its cure is clean.

use demarche::check::{CHECKS, Check};
use demarche::diagnostic::{Diagnostic, Severity};

/// What is found in a file that can include no other.
fn findings(text: &str) -> Vec<Diagnostic> {
    let mut texts = |path: &str| match path {
        "texts/wire.txt" => Ok(include_str!("specs/texts/wire.txt").to_owned()),
        _ => Err("there is no such file".to_owned()),
    };
    let compiled = demarche::compile("example.yaml", text.to_owned(), &mut texts);
    let strict = demarche::check::not_edtf::find(&compiled.timeline);
    let evidence = demarche::check::Evidence {
        timeline: &compiled.timeline,
        graph: &compiled.graph,
        order: &compiled.order,
        files: &compiled.files,
        quotations: &[],
    };
    let possible = demarche::check::possible::find(&evidence);
    compiled.findings.into_iter().chain(strict).chain(possible).collect()
}

/// Asserts that no check breaks a promise, naming every one that does.
#[track_caller]
fn assert_for_all(promise: impl Fn(&Check) -> Option<String>) {
    let broken: Vec<String> = CHECKS
        .iter()
        .filter_map(|check| {
            promise(check).map(|why| format!("{} {}: {why}", check.code, check.name))
        })
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

fn listed(findings: &[Diagnostic]) -> String {
    let lines: Vec<String> =
        findings.iter().map(|f| format!("{}[{}]: {}", f.severity, f.code, f.message)).collect();
    format!("found [{}]", lines.join("; "))
}

#[test]
fn every_example_fires_and_shows_no_other_error() {
    assert_for_all(|check| {
        let found = findings(check.example);
        let fires = found.iter().any(|f| f.code == check.code && f.severity == check.severity);
        let other = found.iter().any(|f| f.severity == Severity::Error && f.code != check.code);
        (!fires || other).then(|| listed(&found))
    });
}

#[test]
fn every_cure_is_clean() {
    assert_for_all(|check| {
        let found = findings(check.cure);
        let dirty = found.iter().any(|f| f.severity == Severity::Error || f.code == check.code);
        dirty.then(|| listed(&found))
    });
}

#[test]
fn every_example_shows_its_place_and_reads_as_a_sentence() {
    assert_for_all(|check| {
        for finding in findings(check.example).iter().filter(|f| f.code == check.code) {
            let message = &finding.message;
            if finding.primary().is_none() {
                return Some(format!("no place: {message}"));
            }
            // Capitals throughout are a name: `YAML`.
            let capital = message.starts_with(char::is_uppercase)
                && message.chars().nth(1).is_some_and(char::is_lowercase);
            if message.ends_with('.') || capital {
                return Some(format!("lower case and no full stop, please: {message}"));
            }
        }
        None
    });
}

#[test]
fn chains_of_facts_are_told_step_by_step() {
    for (code, count) in [("D301", 3), ("D302", 3)] {
        let example = CHECKS.iter().find(|check| check.code.0 == code).map(|check| check.example);
        let found = findings(example.unwrap_or_default());
        let finding = found.iter().find(|f| f.code.0 == code).expect("the example fires");
        assert_eq!(finding.steps.len(), count, "{code}");
        assert!(finding.steps.iter().all(|step| !step.text.is_empty()), "{code}");
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the page is a file beside this test")]
fn the_page_of_all_checks_is_made_from_the_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let page = demarche::check::page::all();
    if std::env::var("DOCS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(&path, &page).expect("docs/checks.md can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/checks.md is not what the table says: `DOCS=overwrite cargo test --test checks` writes it"
    );
}

/// Of very many events without a source, the first are told one by one and the rest at once; excuses count as ever.
#[test]
fn very_many_events_without_a_source_are_told_at_once() {
    let mut text = "title: Many\nsources: { wire: { title: Wire } }\nevents:\n".to_owned();
    for number in 0..200 {
        let allow = if number == 150 { ", allow: { D505: from memory }" } else { "" };
        text.push_str(&format!(
            "  - {{ id: e{number}, kind: incident, date: 2016-09-05{allow} }}\n"
        ));
    }
    let compiled = demarche::compile("many.yaml", text, &mut |_| Err(String::new()));
    let unsourced = compiled.findings.iter().filter(|finding| finding.code.0 == "D505");
    let messages: Vec<&str> = unsourced.map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages.len(), 21);
    assert_eq!(messages[0], "`e0` has no source");
    assert_eq!(messages[20], "from `e20` on many events have no source");
    assert!(compiled.findings.iter().all(|finding| finding.code.0 != "D607"), "the excuse is used");
}
