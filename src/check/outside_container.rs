//! D307: an event does not lie inside the one that it is a part of.

use crate::check::{Check, Evidence, Remarks, pairs, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::RelationKind;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D307"),
    name: "outside-container",
    severity: Severity::Error,
    summary: "an event does not lie inside the one that it is a part of",
    explain: "\
`part_of` and `during` say that an event begins no earlier and ends no later than another. By their dates
it begins before the other can have begun, or ends after the other can have ended.

## Why it matters

A session outside its summit is a session of another day, or the summit was longer than the file says. A
picture that nests the one in the other would show what did not happen.

## What to do

Correct one of the dates. For what belongs to an event without lying inside it (a preparatory call, a
press conference on the next day), write `before` or `after`.
",
    example: "\
title: Summit
timezone: Asia/Shanghai
events:
  - id: summit
    kind: meeting
    date: 2016-09-04/2016-09-05
  - id: session
    kind: meeting
    date: 2016-09-06
    part_of: summit
",
    cure: "\
title: Summit
timezone: Asia/Shanghai
events:
  - id: summit
    kind: meeting
    date: 2016-09-04/2016-09-05
  - id: session
    kind: meeting
    date: 2016-09-05
    part_of: summit
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for kind in [RelationKind::PartOf, RelationKind::During] {
        pairs::report(&CHECK, evidence.timeline, kind, remarks, |pair| {
            let (part, whole) = (words::quoted(&pair.carrier.key), words::quoted(&pair.target.key));
            let by = pair.by.as_deref().unwrap_or_default();
            (
                format!("{part} does not lie inside {whole}: it misses by {by}"),
                "correct one of the dates, or write `before` or `after`".to_owned(),
            )
        });
    }
}
