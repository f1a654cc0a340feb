//! D203: a bare weekday was read as the very day that it is counted from.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::{Finding, print};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D203"),
    name: "took-same-day",
    severity: Severity::Note,
    summary: "a bare weekday was read as the day that it is counted from",
    explain: "\
A text written on a Monday says `Monday`. It is read as that same Monday, not as the one a week before
or after.

## Why it matters

News texts mean their own day in almost half of all such cases, and rarely one a week away; so this is
the best reading. But it is a reading, and you may know better.

## What to do

Nothing, if it is right. To say so for good, write the date out. If the week before is meant, write
`last Monday`.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
anchor: 2016-09-05
events:
  - id: talks
    kind: meeting
    date: Monday
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
anchor: 2016-09-05
events:
  - id: talks
    kind: meeting
    date: Monday, 2016-09-05
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::TookSameDay { range, day } = &dated.finding else {
            continue;
        };
        let phrase = words::quoted(places::slice(dated, range));
        let diagnostic = CHECK
            .says(format!(
                "{phrase} is read as {}, the very day that it is counted from",
                print::day_with_weekday(*day)
            ))
            .at(places::within(dated, range), "")
            .help(format!("to say so for good, write `{day}`"));
        remarks.add(dated.event, diagnostic);
    }
}
