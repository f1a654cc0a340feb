//! D106: a clock time that no clock of the zone ever showed.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::{Finding, print};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D106"),
    name: "dst-gap",
    severity: Severity::Error,
    summary: "a clock time that the clocks of the zone skipped",
    explain: "\
Where clocks are put forward, an hour is missing: in New York, 02:30 never was on 13 March 2016, because
the clocks went from 01:59 to 03:00.

## Why it matters

A source that gives such a time has another zone in mind, or is in error. Which hour is meant decides what
came first; until that is known the event is reckoned to lie anywhere from one to the other.

## What to do

Look up in which zone the source gives its times, and name it: `2016-03-13 02:30 Europe/London`. The help line
names the two times between which the clocks jumped.
",
    example: "\
title: A call by night
timezone: America/New_York
events:
  - id: call
    kind: call
    date: 2016-03-13 02:30
",
    cure: "\
title: A call by night
timezone: America/New_York
events:
  - id: call
    kind: call
    date: 2016-03-13 03:30
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::DstGap { range, zone, local, before, after } = &dated.finding else {
            continue;
        };
        let diagnostic = CHECK
            .says(format!(
                "{} on {} does not exist in {zone}: clocks were put forward past it",
                words::quoted(&local.clock().to_string()),
                print::day(local.day())
            ))
            .at(places::within(dated, range), "no clock showed this")
            .help(format!(
                "write `{before}` or `{after}`, or name the zone that the source has in mind"
            ));
        remarks.add(dated.event, diagnostic);
    }
}
