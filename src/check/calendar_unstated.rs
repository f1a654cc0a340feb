//! D104: a day of Julian times, and nothing says which calendar names it.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::Finding;
use crate::date::calendar::{Calendar, julian_day};
use crate::diagnostic::{Code, Severity};
use crate::timeline::DateFinding;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D104"),
    name: "calendar-unstated",
    severity: Severity::Warning,
    summary: "a day of Julian times in a file that names no calendar",
    explain: "\
Before 15 October 1582 every date in a source is Julian; afterwards it is so until the country's own reform:
Britain in 1752, Russia in 1918. The file does not say by which calendar it goes, so its dates are read as
Gregorian.

## Why it matters

The two calendars are 10 to 13 days apart. A Russian dispatch that seems to answer a Western one before it was
sent is the classic result.

## What to do

Say once, at the head of the file, which it is: `calendar: gregorian` if the dates have been converted,
`calendar: julian`, or `calendar: {reform: RUSSIA}` for sources that follow their country. A single date can give
both: `date: {os: 1648-10-14, ns: 1648-10-24}`.
",
    example: "\
title: Petrograd
timezone: Europe/Moscow
events:
  - id: rising
    kind: statement
    date: 1917-10-25
",
    cure: "\
title: Petrograd
timezone: Europe/Moscow
calendar: {reform: RUSSIA}
events:
  - id: rising
    kind: statement
    date: 1917-10-25
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let unstated = |dated: &&DateFinding| matches!(dated.finding, Finding::CalendarUnstated { .. });
    let mut found = evidence.timeline.date_findings.iter().filter(unstated);
    // One line at the head of the file mends them all: one finding.
    let Some(dated) = found.next() else { return };
    let Finding::CalendarUnstated { range, day, country } = &dated.finding else { return };
    let (year, month, of_month) = day.ymd();
    let julian = julian_day(year, month, of_month).map(|day| format!("if Julian, {day}"));
    let date = words::quoted(places::slice(dated, range));
    let message = match country {
        Some(country) => {
            format!(
                "{date} is read as Gregorian, but {} was Julian then",
                country.replace('_', " ")
            )
        }
        None => format!("{date} is read as Gregorian, but the calendar then was Julian"),
    };
    let reform = country.and_then(Calendar::reform).unwrap_or(Calendar::Julian);
    let diagnostic =
        CHECK.says(message).at(places::within(dated, range), julian.unwrap_or_default()).help(
            format!("write `calendar: {reform}` or `calendar: gregorian` at the head of the file"),
        );
    let diagnostic = match found.count() {
        0 => diagnostic,
        1 => diagnostic.note("so is 1 more date"),
        more => diagnostic.note(format!("so are {more} more dates")),
    };
    remarks.add(dated.event, diagnostic);
}
