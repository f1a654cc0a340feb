//! D207: an event that was announced lies before the day of the announcement.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::{Finding, print};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D207"),
    name: "cue-conflict",
    severity: Severity::Warning,
    summary: "an announced event whose date lies before the day that it is counted from",
    explain: "\
An event is marked as yet to come: its status is `announced`, or another event announces it. Its date is given
in words that lead to a day before the one that they are counted from.

## Why it matters

Nobody announces what is over. Either the words are counted from the wrong day, most often that of a later
article, or the event was held by then.

## What to do

If it was held, write `status: held`. If not, give the event the `anchor` on which it was announced, or write its
date out.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
anchor: 2016-09-07
events:
  - id: talks
    kind: meeting
    status: announced
    date: yesterday
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
anchor: 2016-09-07
events:
  - id: talks
    kind: meeting
    status: held
    date: yesterday
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::CueConflict { range, day, anchor } = &dated.finding else {
            continue;
        };
        let phrase = words::quoted(places::slice(dated, range));
        let diagnostic = CHECK
            .says(format!(
                "{phrase} is announced, but lies before {}, from which it is counted",
                print::day(anchor.day)
            ))
            .at(places::within(dated, range), print::day(*day))
            .help("write `status: held` if it was held, or the `anchor` on which it was announced");
        remarks.add(dated.event, diagnostic);
    }
}
