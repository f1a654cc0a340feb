//! D204: `last Monday` is one day to one reader and another to the next.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::{Finding, print};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D204"),
    name: "last-next-split",
    severity: Severity::Warning,
    summary: "`last` or `next` before a weekday, where readers differ",
    explain: "\
On a Wednesday, `last Monday` is two days ago to some, and the Monday of the week before to others; and so
with `next`. Where the two differ, both days are kept: the event lies on one of them.

## Why it matters

The two are a week apart, so that little can be proved about the order of such an event. Readers, and the
programs that read dates, are divided.

## What to do

Find out which day the source means, and write it. A bare `Monday` is the most recent one.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
anchor: 2016-09-07
events:
  - id: talks
    kind: meeting
    date: last Monday
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
anchor: 2016-09-07
events:
  - id: talks
    kind: meeting
    date: Monday
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::WeekdaySplit { range, earlier, later, shown } = &dated.finding else {
            continue;
        };
        let other = if shown == later { earlier } else { later };
        let diagnostic = CHECK
            .says(format!(
                "{} is {} to some readers and {} to others",
                words::quoted(places::slice(dated, range)),
                print::day(*earlier),
                print::day(*later)
            ))
            .at(places::within(dated, range), format!("shown on {}", print::day(*shown)))
            .help(format!("write the day that is meant: `{shown}` or `{other}`"));
        remarks.add(dated.event, diagnostic);
    }
}
