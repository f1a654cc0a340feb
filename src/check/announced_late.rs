//! D305: an announcement comes after what it announces has begun.

use crate::check::{Check, Evidence, Remarks, pairs, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::RelationKind;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D305"),
    name: "announced-late",
    severity: Severity::Error,
    summary: "an announcement comes after what it announces has begun",
    explain: "\
`announces` says that an event speaks of another that is still to come. By their dates, the other had
begun before the announcement was over.

## Why it matters

What is announced is a promise; what is told afterwards is a report. A picture that draws the one for
the other says that a meeting was planned when it had been held.

## What to do

If it tells what had already begun, write `reports` instead of `announces`. If the date of the announced
event was moved, keep the announced date in an event of its own, and let the later one `supersedes` it.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: talks
    kind: meeting
    date: 2016-09-08
  - id: spokesman
    kind: announcement
    date: 2016-09-09
    announces: talks
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
events:
  - id: talks
    kind: meeting
    date: 2016-09-08
  - id: spokesman
    kind: announcement
    date: 2016-09-09
    reports: talks
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    pairs::report(&CHECK, evidence.timeline, RelationKind::Announces, remarks, |pair| {
        let (news, announced) = (words::quoted(&pair.carrier.key), words::quoted(&pair.target.key));
        let by = pair.by.as_deref().unwrap_or_default();
        (
            format!("{news} announces {announced} {by} after it had begun"),
            format!("if it tells of what had begun, write `reports: {}`", pair.target.key),
        )
    });
}
