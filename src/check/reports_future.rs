//! D303: an event tells of another as past that cannot have begun.

use crate::check::{Check, Evidence, Remarks, pairs, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::RelationKind;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D303"),
    name: "reports-future",
    severity: Severity::Error,
    summary: "an event reports another that had not begun",
    explain: "\
`reports` says that an event tells of another as past, or as going on. By their dates, the telling was
over before the other can have begun.

## Why it matters

A statement that describes a meeting was made after the meeting began, or it is not a description but a
plan. The two look alike in a text (`the ministers meet on Monday`), and mean opposite things for the
order of events.

## What to do

If the statement speaks of what was still to come, write `announces` instead of `reports`. Otherwise one
of the two dates is wrong. Check the zones of both: Sunday evening in Washington is Monday in Hangzhou.
",
    example: "\
title: Syria talks at the Hangzhou summit
timezone: Asia/Shanghai
events:
  - id: kerry-to-reporters
    kind: statement
    date: 2016-09-04
    reports: kerry-lavrov
  - id: kerry-lavrov
    kind: meeting
    date: 2016-09-05
",
    cure: "\
title: Syria talks at the Hangzhou summit
timezone: Asia/Shanghai
events:
  - id: kerry-to-reporters
    kind: statement
    date: 2016-09-04
    announces: kerry-lavrov
  - id: kerry-lavrov
    kind: meeting
    date: 2016-09-05
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    pairs::report(&CHECK, evidence.timeline, RelationKind::Reports, remarks, |pair| {
        let (report, reported) =
            (words::quoted(&pair.carrier.key), words::quoted(&pair.target.key));
        (
            format!("{report} reports {reported}, which had not begun"),
            format!("if it was still to come, write `announces: {}`", pair.target.key),
        )
    });
}
