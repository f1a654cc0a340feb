//! D313: a deadline has passed, and nothing says what came of it.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::commitments::{Outcome, commitments};
use crate::date::print;
use crate::diagnostic::{Code, Severity};
use crate::timeline::Kind;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D313"),
    name: "deadline-passed",
    severity: Severity::Warning,
    summary: "a deadline has passed without an outcome",
    explain: "\
A `deadline` lies before `as_of`, the day up to which the file knows what happened. It has no `status`
that says what came of it, and no other event responds to it, reports it, carries it out or takes its
place.

Without `as_of` nothing is reported, nor of a date that is approximate or uncertain.

## Why it matters

Whether an ultimatum was met, missed or prolonged is what its reader wants to know first.

## What to do

Write `status: met`, `missed`, `extended` or `superseded`; or relate the event that settled it, with
`responds_to` or `implements`.
",
    example: "\
title: Ultimatum
timezone: Europe/Zurich
as_of: 2016-09-12
events:
  - id: ultimatum
    kind: deadline
    date: 2016-09-09
",
    cure: "\
title: Ultimatum
timezone: Europe/Zurich
as_of: 2016-09-12
events:
  - id: ultimatum
    kind: deadline
    date: 2016-09-09
    status: met
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let Some(as_of) = timeline.as_of else { return };
    for commitment in commitments(timeline, evidence.order, Some(as_of)) {
        let id = commitment.event;
        let event = timeline.event(id);
        if event.kind == Kind::Deadline && commitment.outcome == Outcome::Silent {
            let diagnostic = CHECK
                .says(format!("{} has passed, and has no outcome", words::quoted(&event.key)))
                .at(
                    places::date(timeline, id),
                    format!("before {}, the day of `as_of`", print::day(as_of)),
                )
                .help("write `status: met`, `missed`, `extended` or `superseded`");
            remarks.add(Some(id), diagnostic);
        }
    }
}
