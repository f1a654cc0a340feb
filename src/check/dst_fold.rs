//! D107: a clock time that the clocks of the zone showed twice.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::zone::Zone;
use crate::date::{Finding, print};
use crate::diagnostic::{Code, Severity};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D107"),
    name: "dst-fold",
    severity: Severity::Warning,
    summary: "a clock time that the clocks of the zone showed twice",
    explain: "\
Where clocks are put back, an hour comes twice: in New York, 01:30 was shown two times on 6 November 2016, an
hour apart.

## Why it matters

Both are kept: the event lies at one of them. Its order against anything of that night is open by an hour, for
want of one word.

## What to do

Write the offset beside the time, as the help line has it. A telegram's header or a time in UTC often tells.
",
    example: "\
title: A call by night
timezone: America/New_York
events:
  - id: call
    kind: call
    date: 2016-11-06 01:30
",
    cure: "\
title: A call by night
timezone: America/New_York
events:
  - id: call
    kind: call
    date: 2016-11-06T01:30-05:00
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for dated in &evidence.timeline.date_findings {
        let Finding::DstFold { range, zone, local, first_offset_s, second_offset_s } =
            &dated.finding
        else {
            continue;
        };
        let diagnostic = CHECK
            .says(format!(
                "{} happened twice on {} in {zone}: clocks were put back",
                words::quoted(&local.clock().to_string()),
                print::day(local.day())
            ))
            .at(places::within(dated, range), "which of the two?");
        // Local mean times are odd by seconds, which no offset can write.
        let written = [first_offset_s, second_offset_s].iter().all(|offset_s| **offset_s % 60 == 0);
        let diagnostic = if written {
            let at = |offset_s| format!("`{}T{}{}`", local.day(), local.clock(), offset(offset_s));
            let (first, second) = (at(*first_offset_s), at(*second_offset_s));
            diagnostic.help(format!("write {first} for the first time or {second} for the second"))
        } else {
            diagnostic.help("write the time in UTC, with a `Z` after it")
        };
        remarks.add(dated.event, diagnostic);
    }
}

/// `+02:00`; Greenwich is `Z`.
fn offset(offset_s: i32) -> String {
    if offset_s == 0 { "Z".to_owned() } else { Zone::Fixed(offset_s).to_string() }
}
