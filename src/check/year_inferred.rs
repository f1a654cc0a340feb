//! D206: a day stands without its year.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::{Finding, Precision, print};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D206"),
    name: "year-inferred",
    severity: Severity::Note,
    summary: "a day without its year, read in the year nearest to the anchor",
    explain: "\
A text says `Jan. 3` and no year. It is read in the year that brings it nearest to the day that the text is
counted from: on 28 December 2016, `Jan. 3` is a day of 2017.

## Why it matters

News texts leave the year out where it is plain, and in 93 of 100 cases it is the nearest one. But it is a
reading, and around New Year a wrong one is a year off.

## What to do

Nothing, if it is right. To say so for good, write the date out as the help line has it.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
anchor: 2016-09-07
events:
  - id: talks
    kind: meeting
    date: Sept. 5
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
anchor: 2016-09-07
events:
  - id: talks
    kind: meeting
    date: Sept. 5, 2016
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::YearInferred { range, day, precision } = &dated.finding else {
            continue;
        };
        let phrase = words::quoted(places::slice(dated, range));
        let iso = day.to_string();
        let (name, written) = if *precision == Precision::Month {
            (print::month(*day), iso[..iso.len() - 3].to_owned())
        } else {
            (print::day(*day), iso)
        };
        let diagnostic = CHECK
            .says(format!("{phrase} is read as {name}, the nearest one"))
            .at(places::within(dated, range), "no year")
            .help(format!("to say so for good, write `{written}`"));
        remarks.add(dated.event, diagnostic);
    }
}
