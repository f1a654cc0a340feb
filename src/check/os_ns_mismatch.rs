//! D103: the Old Style and the New Style date of one event are two days.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::Finding;
use crate::date::calendar::Calendar;
use crate::date::civil::IsoYear;
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D103"),
    name: "os-ns-mismatch",
    severity: Severity::Error,
    summary: "an Old Style and a New Style date that are two days",
    explain: "\
A date is given by both calendars, and the two are not the same day. From the reform of 1582 on, the Julian
calendar is 10 days behind the Gregorian; 11 from 1700, 12 from 1800 and 13 from 1900.

## Why it matters

One of the two is wrong, and nothing tells which; the event is reckoned to lie on either. The commonest cause
is an offset of the wrong century, or a date that was converted twice.

## What to do

Look up which of the two the source gives, and convert that one anew. The help line does so both ways.
",
    example: "\
title: Westphalia
events:
  - id: peace
    kind: agreement
    date: {os: 1648-10-14, ns: 1648-10-25}
",
    cure: "\
title: Westphalia
events:
  - id: peace
    kind: agreement
    date: {os: 1648-10-14, ns: 1648-10-24}
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::OsNsMismatch { os_range, ns_range, old_style, new_style } = &dated.finding
        else {
            continue;
        };
        let (year, month, day) = Calendar::Julian.ymd(*new_style);
        let diagnostic = CHECK
            .says(format!(
                "{} Old Style is {old_style} New Style, not {}",
                words::quoted(places::slice(dated, os_range)),
                words::quoted(places::slice(dated, ns_range))
            ))
            .at(places::within(dated, ns_range), "another day")
            .at(places::within(dated, os_range), format!("{old_style} New Style"))
            .help(format!(
                "write `ns: {old_style}`, or `os: {}-{month:02}-{day:02}`",
                IsoYear(year)
            ));
        remarks.add(dated.event, diagnostic);
    }
}
