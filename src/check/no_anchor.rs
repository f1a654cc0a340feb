//! D201: a relative date has no day to count from.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::Finding;
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D201"),
    name: "no-anchor",
    severity: Severity::Error,
    summary: "a relative date has nothing to count from",
    explain: "\
`Sunday`, `tomorrow` and their kind are counted from a day: the event's `anchor`, else the timeline's
`anchor`, else the `dateline` of the event's source, else the day that source was `published`. None of
them is given.

## Why it matters

The day is never taken from the machine's clock, and never from the day a page was looked at. The same
file must mean the same thing next year.

## What to do

Give the event's source its `published` day, or give the file (or this event) an `anchor`: the day on
which the words were written or spoken. Or write the date out.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
events:
  - id: talks
    kind: meeting
    date: Sunday
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
anchor: 2016-09-05
events:
  - id: talks
    kind: meeting
    date: Sunday
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::NoAnchor { range } = &dated.finding else {
            continue;
        };
        let phrase = words::quoted(places::slice(dated, range));
        let diagnostic = CHECK
            .says(format!("{phrase} has nothing to count from"))
            .at(places::within(dated, range), "")
            .help("add `anchor:` with the day of the text, to the event or at the top of the file");
        remarks.add(dated.event, diagnostic);
    }
}
