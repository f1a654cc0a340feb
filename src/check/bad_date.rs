//! D001: a text stands where a date belongs, and no form of date reads it.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::Finding;
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D001"),
    name: "bad-date",
    severity: Severity::Error,
    summary: "a text is not a date that can be read",
    explain: "\
A text stands where a date belongs, and none of the forms of date reads it. The mark shows where
reading stopped, and the message says what could have stood there.

## Why it matters

A date that is guessed is worse than no date: `5/9/2016` is a day in May to one reader and a day in
September to another. An event whose date cannot be read is drawn without one, and nothing about its
order follows from it.

## What to do

Write the day as year, month and day, each with all its digits: `2016-09-05`. A clock time follows a
blank or a `T`: `2016-09-05 17:00`. Words work too, if there is a day to count from: `Monday morning`.
Where the day is obvious, the help line shows the whole text mended.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
events:
  - id: talks
    kind: meeting
    date: 2016-9-5
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
",
    run: Some(run),
};

/// What was expected stands in the message if it has no more bytes than this.
const LONGEST_EXPECTED: usize = 60;

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::BadDate { range, expected, found, suggestion } = &dated.finding else {
            continue;
        };
        let text = words::quoted(&dated.text);
        let found = if found.is_empty() {
            "the text ends here".to_owned()
        } else {
            format!("found {}", words::quoted(found))
        };
        let place = places::within(dated, range);
        // What a whole date may look like is a long list, and no part of the fact.
        let mut diagnostic = if expected.len() <= LONGEST_EXPECTED {
            let message = format!("{text} cannot be read as a date: expected {expected}");
            CHECK.says(message).at(place, found)
        } else {
            let message = format!("{text} cannot be read as a date");
            CHECK.says(message).at(place, found).note(format!("expected {expected}"))
        };
        if let Some(suggestion) = suggestion {
            diagnostic = diagnostic.help(format!("did you mean {}?", words::quoted(suggestion)));
        }
        remarks.add(dated.event, diagnostic);
    }
}
