//! Runs the hand-made cases in `tests/cases/*.md`: event files small enough to reason through on paper, each with
//! questions and the whole answer that is expected.
//!
//! A `yaml` block is an event file. The `answers` block below it asks `A < B` ("did A end before B began?"), one question
//! a paragraph: the verdict behind a colon, then line by line everything that the answer says: the proof, what would
//! follow if approximate dates were exact, what each source says, what is assumed.
#![allow(clippy::disallowed_methods, reason = "the cases are files beside this test")]

use demarche::Compiled;
use demarche::order::Verdict;
use std::path::Path;

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Certain => "certain",
        Verdict::Impossible => "impossible",
        Verdict::Possible => "possible",
        Verdict::Contested => "contested",
    }
}

/// The answer to a question, written as a case writes it.
fn answer(compiled: &Compiled, question: &str) -> String {
    let (a, b) = question.split_once(" < ").expect("a question is `A < B`");
    let event = |key: &str| compiled.event(key).unwrap_or_else(|| panic!("no event {key}"));
    let (a, b) = (event(a), event(b));
    let (order, timeline) = (&compiled.order, &compiled.timeline);
    let answer = order.order(a, b);
    let mut lines = vec![format!("{question}: {}", word(answer.verdict))];
    for &fact in &answer.proof {
        let says = order.describe(timeline, fact);
        let per =
            order.fact(fact).per.map(|source| format!(", per {}", timeline.source(source).key));
        lines.push(format!("  {says}{}", per.unwrap_or_default()));
    }
    if let Some(verdict) = answer.if_unpadded {
        lines.push(format!("  if dates are not padded: {}", word(verdict)));
    }
    let per_source = order.order_per_source(a, b);
    if answer.verdict == Verdict::Contested && per_source.len() > 1 {
        for (source, verdict) in per_source {
            let who =
                source.map_or("the file itself", |source| timeline.source(source).key.as_str());
            lines.push(format!("  by {who}: {}", word(verdict)));
        }
    }
    for assumption in order.assumptions(timeline, (a, b), &answer) {
        lines.push(format!("  {}: {}", assumption.ground.word(), assumption.says));
    }
    lines.join("\n")
}

/// The fenced blocks of a text with this tag.
fn blocks(text: &str, tag: &str) -> Vec<String> {
    let open = format!("```{tag}\n");
    let parts = text.split(&open).skip(1);
    parts.map(|part| part.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_case_is_answered_as_on_paper() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/cases can be listed")
        .map(|entry| entry.expect("tests/cases can be listed").path())
        .collect();
    files.sort();
    let (mut cases, mut wrong) = (0, Vec::new());
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a case is text");
        let (timelines, answers) = (blocks(&text, "yaml"), blocks(&text, "answers"));
        assert_eq!(timelines.len(), answers.len(), "{}", path.display());
        for (yaml, expected) in timelines.into_iter().zip(answers) {
            cases += 1;
            let compiled = demarche::compile("case.yaml", yaml, &mut |_| Err(String::new()));
            for expected in expected.trim_end().split("\n\n") {
                let question = expected.split(':').next().unwrap_or_default();
                let found = answer(&compiled, question);
                if found != expected.trim_start_matches('\n') {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    wrong.push(format!("{name}, found:\n{found}\nexpected:\n{expected}\n"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(cases >= 12, "{cases} cases");
}
