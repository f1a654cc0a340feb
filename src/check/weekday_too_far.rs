//! D205: a weekday's name for a day that is too far off to be called by it.

use crate::check::{Check, Evidence, Remarks, anchor_conflict, places, words};
use crate::date::{Finding, print};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D205"),
    name: "weekday-too-far",
    severity: Severity::Warning,
    summary: "a weekday with a date that lies more than a week from the day its text was written",
    explain: "\
A date stands with its weekday, and the text that names the weekday was written more than seven days before or
after it: so its `dateline` says, or the event's own `anchor`.

## Why it matters

The press calls a day by its weekday only within a week of it; of any other day it gives the date. A `Monday` that
has been given a date twelve days before the dateline has most likely been counted from the wrong day.

## What to do

Read the text again. If the weekday is its own word, count it from the dateline; if the date is right, leave the
weekday out, or correct the dateline.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire:
    title: No deal in Hangzhou
    dateline: Hangzhou, 2016-09-10
events:
  - id: talks
    kind: meeting
    date: Monday, 2016-08-29
    source: wire
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire:
    title: No deal in Hangzhou
    dateline: Hangzhou, 2016-09-10
events:
  - id: talks
    kind: meeting
    date: Monday, 2016-09-05
    source: wire
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::WeekdayFar { range, date, anchor } = &dated.finding else {
            continue;
        };
        let days = anchor.day.0.abs_diff(date.0);
        let side = if *date < anchor.day { "before" } else { "after" };
        let diagnostic = CHECK
            .says(format!(
                "{} is pinned to {}, {days} days {side} {}",
                words::quoted(places::slice(dated, range)),
                print::day(*date),
                anchor_conflict::origin(anchor.origin)
            ))
            .at(places::within(dated, range), "too far off for a weekday's name")
            .help("leave the weekday out, or correct the date or the day that the text was written on");
        remarks.add(dated.event, diagnostic);
    }
}
