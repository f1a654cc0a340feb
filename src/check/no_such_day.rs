//! D003: a date names a day that the calendar does not have.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::Finding;
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D003"),
    name: "no-such-day",
    severity: Severity::Error,
    summary: "a day that the calendar does not have",
    explain: "\
The date is well formed, but its calendar has no such day: 29 February outside a leap year, 31 June, a
thirteenth month, a day that a change of calendar skipped.

## Why it matters

It is nearly always a slip in one digit, and any repair by rule (the last of the month? the first of
the next?) would hide it.

## What to do

Look the day up in the source. The help line names a day that exists and may have been meant.
",
    example: "\
title: Minsk
timezone: Europe/Minsk
events:
  - id: ceasefire
    kind: ceasefire
    date: 2015-02-29
",
    cure: "\
title: Minsk
timezone: Europe/Minsk
events:
  - id: ceasefire
    kind: ceasefire
    date: 2015-02-15
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::NoSuchDay { range, reason, suggestion } = &dated.finding else {
            continue;
        };
        // Of an interval, only one side is wrong.
        let wrong =
            if dated.text.contains('/') { places::slice(dated, range) } else { &dated.text };
        let mut diagnostic = CHECK
            .says(format!("{} does not exist ({reason})", words::quoted(wrong)))
            .at(places::within(dated, range), "");
        if let Some(suggestion) = suggestion {
            diagnostic = diagnostic.help(format!("did you mean {}?", words::quoted(suggestion)));
        }
        remarks.add(dated.event, diagnostic);
    }
}
