//! D601: what was announced lies in the past, and nothing says whether it took place.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::commitments::{Outcome, commitments};
use crate::date::print;
use crate::diagnostic::{Code, Severity};
use crate::timeline::Kind;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D601"),
    name: "never-held",
    severity: Severity::Warning,
    summary: "an announced event neither took place nor was called off",
    explain: "\
An event was announced (by `status: announced`, or by another event that `announces` it), its date lies
before `as_of`, and nothing says what became of it: no other status, no event that responds to it, reports
it, quotes it or is a part of it, and no source beside those of the announcement.

Without `as_of` nothing is reported, nor of a date that is approximate or uncertain. Deadlines have a
check of their own.

## Why it matters

Announced meetings fall through. A picture that shows one like any other event claims that it was held.

## What to do

Write `status: held`, `postponed`, `cancelled` or `not-held`, and cite the source that tells.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
as_of: 2016-09-12
events:
  - id: plan
    kind: announcement
    date: 2016-09-05
    announces: round
  - id: round
    kind: meeting
    date: 2016-09-08
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
as_of: 2016-09-12
events:
  - id: plan
    kind: announcement
    date: 2016-09-05
    announces: round
  - id: round
    kind: meeting
    date: 2016-09-08
    status: held
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let Some(as_of) = timeline.as_of else { return };
    for commitment in commitments(timeline, evidence.order, Some(as_of)) {
        let id = commitment.event;
        let event = timeline.event(id);
        if commitment.outcome != Outcome::Silent || event.kind == Kind::Deadline {
            continue;
        }
        let key = words::quoted(&event.key);
        let mut diagnostic =
            CHECK.says(format!("{key} was announced; nothing says whether it took place")).at(
                places::date(timeline, id),
                format!("before {}, the day of `as_of`", print::day(as_of)),
            );
        if let Some(announcer) = commitment.made_by.iter().find(|mention| mention.event != id) {
            diagnostic = diagnostic.at(timeline.event(announcer.event).span, "announced here");
        }
        let help = "write `status: held`, `postponed`, `cancelled` or `not-held`";
        remarks.add(Some(id), diagnostic.help(help));
    }
}
