//! D109: where a season begins and ends is counted in more than one way.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::{Finding, print};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D109"),
    name: "season-span",
    severity: Severity::Note,
    summary: "a season, whose first and last day are disputed",
    explain: "\
A season stands as a date. It is read as the weather services of the north count it, in whole months: winter
2010 is December 2010 to February 2011. The numbers 29 to 32 are those of the south.

## Why it matters

Programs that read such dates give three answers for `2010-24`: December 2010 alone, December to February, and
October to December. To a diplomat, `winter` may well be January. What is proved from a season's edges holds
under this reading only.

## What to do

Nothing, if it is what the source means. To say so for good, write the months: `2010-12/2011-02`.
",
    example: "\
title: A thaw
events:
  - id: talks
    kind: meeting
    date: winter 2010
",
    cure: "\
title: A thaw
events:
  - id: talks
    kind: meeting
    date: 2010-12/2011-02
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::SeasonSpan { range, first, last } = &dated.finding else {
            continue;
        };
        let diagnostic = CHECK
            .says(format!(
                "{} is read as {} to {}; others count seasons otherwise",
                words::quoted(places::slice(dated, range)),
                print::day(*first),
                print::day(*last)
            ))
            .at(places::within(dated, range), "")
            .help(format!("to say so for good, write `{first}/{last}`"));
        remarks.add(dated.event, diagnostic);
    }
}
