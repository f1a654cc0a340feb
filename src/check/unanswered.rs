//! D603: a demand or a proposal that nothing answers.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{Event, Kind, RelationKind, Status, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D603"),
    name: "unanswered",
    severity: Severity::Note,
    summary: "a demand or a proposal without a reply",
    explain: "\
A `demand` or a `proposal` has no event that responds to it, carries it out or takes its place, and no
`status` that says what came of it.

## Why it matters

Silence can be an answer. If there was one, it is missing from the file.

## What to do

Add the reply with `responds_to`, or leave it.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: offer
    kind: proposal
    date: 2016-09-08
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: offer
    kind: proposal
    date: 2016-09-08
  - id: refusal
    kind: statement
    date: 2016-09-09
    responds_to: offer
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let followed = followed(timeline);
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let asks = matches!(event.kind, Kind::Demand | Kind::Proposal);
        if asks && is_open(event) && !followed[id.0 as usize] {
            let diagnostic = CHECK
                .says(format!("nothing responds to {}", words::quoted(&event.key)))
                .at(event.span, "")
                .help("add the reply with `responds_to`, if there was one");
            remarks.add(Some(id), diagnostic);
        }
    }
}

/// Whether the status of an event leaves open what became of it.
fn is_open(event: &Event) -> bool {
    match event.status.as_ref().map(|status| status.value) {
        None | Some(Status::Announced) => true,
        Some(
            Status::Held
            | Status::Postponed
            | Status::Cancelled
            | Status::NotHeld
            | Status::Reported
            | Status::Met
            | Status::Missed
            | Status::Extended
            | Status::Superseded,
        ) => false,
    }
}

/// Which events another one comes back to: answers, reports, quotes, carries out, replaces, or is a part of.
fn followed(timeline: &Timeline) -> Vec<bool> {
    let mut followed = vec![false; timeline.events.len()];
    for id in timeline.event_ids() {
        for relation in &timeline.event(id).relations {
            let comes_back = match relation.kind {
                RelationKind::RespondsTo
                | RelationKind::Reports
                | RelationKind::Quotes
                | RelationKind::Implements
                | RelationKind::Supersedes
                | RelationKind::During
                | RelationKind::PartOf
                | RelationKind::SameAs => true,
                RelationKind::After | RelationKind::Before | RelationKind::Announces => false,
            };
            if comes_back && relation.target != id {
                followed[relation.target.0 as usize] = true;
                // One event told twice: what comes back to the one comes back to the other.
                if relation.kind == RelationKind::SameAs {
                    followed[id.0 as usize] = true;
                }
            }
        }
    }
    followed
}
