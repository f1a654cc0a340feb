//! D603: a demand or a proposal that nothing answers.

use crate::check::{Check, Evidence, Remarks, outcome, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::Kind;

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
    let followed = outcome::followed(timeline);
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let asks = matches!(event.kind, Kind::Demand | Kind::Proposal);
        if asks && outcome::is_open(event) && !followed[id.0 as usize] {
            let diagnostic = CHECK
                .says(format!("nothing responds to {}", words::quoted(&event.key)))
                .at(event.span, "")
                .help("add the reply with `responds_to`, if there was one");
            remarks.add(Some(id), diagnostic);
        }
    }
}
