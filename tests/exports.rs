//! Every format gives the same bytes twice, and the exported event file says what the first one said.

#![allow(clippy::disallowed_methods, reason = "a test reads the sample files")]

use demarche::check::CHECKS;
use demarche::export::{FORMATS, Format, Subject, find};
use demarche::{Compiled, compile};

fn compiled(name: &str, text: &str) -> Compiled {
    compile(name, text.to_owned(), &mut |_| Err("there is no other file".to_owned()))
}

fn export(format: &Format, compiled: &Compiled) -> String {
    (format.write)(Subject {
        files: &compiled.files,
        timeline: &compiled.timeline,
        graph: &compiled.graph,
        order: &compiled.order,
    })
}

/// Clocks of unknown zone, and a treaty that bears another day than that of its signing.
const CLOCKS_AND_FACES: &str = "\
title: A treaty and its news
timezone: Europe/Paris
places:
  ship: { name: At sea, timezone: unknown }
events:
  - { id: treaty, kind: agreement, date: 1807-07-09, dated: 1807-07-07, title: Signed, bearing the day of the talks }
  - { id: sighting, kind: incident, date: 1807-07-09 05:30, place: ship, title: Sails sighted }
  - { id: signal, kind: message, date: 1807-07-09 06:00, timezone: unknown log, title: Signal }
  - { id: answer, kind: message, date: 1807-07-09 07:00, timezone: unknown log, title: Answer }
";

/// The samples, and the event files in the pages of the checks that can be read at all.
fn event_files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/timelines");
    for entry in std::fs::read_dir(folder).expect("the samples").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let text = std::fs::read_to_string(&path).expect("a sample");
            files.push((path.display().to_string(), text));
        }
    }
    files.sort();
    assert!(!files.is_empty());
    for check in CHECKS {
        files.push((format!("{} cured", check.code), check.cure.to_owned()));
    }
    files.push(("clocks and faces".to_owned(), CLOCKS_AND_FACES.to_owned()));
    files.retain(|(name, text)| compiled(name, text).readable);
    files
}

/// What a timeline says, as JSON without what only tells how it was written.
fn meaning(compiled: &Compiled) -> serde_json::Value {
    let json = export(find("json").expect("the format"), compiled);
    let mut value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    for event in value["events"].as_array_mut().expect("a list of events") {
        let event = event.as_object_mut().expect("an event");
        for how in ["file", "line", "date_as_written"] {
            event.remove(how);
        }
        if let Some(date) = event.get_mut("date").and_then(|date| date.as_object_mut()) {
            date.remove("counted_from");
        }
        // Relations are written kind by kind.
        if let Some(relations) = event["relations"].as_array_mut() {
            relations.sort_by_key(|relation| relation.to_string());
        }
    }
    value
}

#[test]
fn every_format_gives_the_same_bytes_twice() {
    for (name, text) in event_files() {
        let (first, second) = (compiled(&name, &text), compiled(&name, &text));
        for format in FORMATS {
            assert!(export(format, &first) == export(format, &second), "{name} as {}", format.name);
        }
    }
}

#[test]
fn the_exported_event_file_says_what_the_first_one_said() {
    for (name, text) in event_files() {
        let first = compiled(&name, &text);
        let yaml = export(find("yaml").expect("the format"), &first);
        let second = compiled("exported.yaml", &yaml);
        assert!(second.readable, "{name}:\n{yaml}\n{:#?}", second.findings);
        let (first, second) = (meaning(&first), meaning(&second));
        assert!(first == second, "{name}\n{yaml}\n{}", difference(&first, &second));
        assert_eq!(yaml, export(find("yaml").expect("the format"), &compiled("again.yaml", &yaml)));
    }
}

/// The first lines that differ.
fn difference(first: &serde_json::Value, second: &serde_json::Value) -> String {
    let lines = |value| serde_json::to_string_pretty(value).expect("JSON");
    let (first, second) = (lines(first), lines(second));
    let pairs = first.lines().zip(second.lines());
    let different: Vec<_> = pairs.filter(|(a, b)| a != b).take(4).collect();
    format!("{different:#?}")
}
