//! D605: an event has neither a date nor a relation.

use crate::check::{Check, Evidence, Remarks, words};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D605"),
    name: "floating-event",
    severity: Severity::Note,
    summary: "an event with neither a date nor a relation",
    explain: "\
An event has no date, names no other event, and no other event names it.

## Why it matters

It can have happened at any time. A picture puts it beside the time scale, and it is in no order with
anything.

## What to do

Give it the widest date that is certain (`2016` or `2016-09` is better than nothing), or say what it came
before or after.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: talks
    kind: meeting
    date: 2016-09-09
  - id: back-channel
    kind: meeting
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: talks
    kind: meeting
    date: 2016-09-09
  - id: back-channel
    kind: meeting
    before: talks
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let mut related = vec![false; timeline.events.len()];
    for id in timeline.event_ids() {
        for relation in &timeline.event(id).relations {
            related[id.0 as usize] = true;
            related[relation.target.0 as usize] = true;
        }
    }
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        if event.when.is_some() || related[id.0 as usize] {
            continue;
        }
        let diagnostic = CHECK
            .says(format!("{} has neither a date nor a relation", words::quoted(&event.key)))
            .at(event.span, "could be at any time")
            .help("add `date:`, or say what it came `after:` or `before:`");
        remarks.add(Some(id), diagnostic);
    }
}
