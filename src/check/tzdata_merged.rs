//! D108: a clock time before 1970 in a zone that has no history of its own.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::Event;
use std::collections::BTreeSet;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D108"),
    name: "tzdata-merged",
    severity: Severity::Note,
    summary: "a clock time before 1970 in a zone that the database gives another zone's clocks",
    explain: "\
The database of time zones keeps one history for zones that have agreed since 1970. Before that year, clocks of
Stockholm are given as those of Berlin, with the summer time of a war that Sweden was not in.

## Why it matters

The time may be off by an hour or more, and with it the order of telegrams that crossed within the hour. Days are
hardly ever concerned.

## What to do

If an hour matters, look up which time was kept, and say so: `offset: \"+01:00\"` at the event or its place, or in
the date itself. If not, leave it.
",
    example: "\
title: Stockholm
timezone: Europe/Stockholm
events:
  - id: note
    kind: message
    date: 1945-06-05 17:00
",
    cure: "\
title: Stockholm
timezone: Europe/Stockholm
events:
  - id: note
    kind: message
    offset: \"+01:00\"
    date: 1945-06-05 17:00
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let mut told = BTreeSet::new();
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let Some((zone, other)) = merged(event) else { continue };
        // What goes for one clock time of a zone goes for all.
        if !told.insert(zone.clone()) {
            continue;
        }
        let diagnostic = CHECK
            .says(format!(
                "{} uses the clocks of {other} here: {zone} has none of its own before 1970",
                words::quoted(&event.key)
            ))
            .at(places::date(timeline, id), format!("as clocks in {other} showed it"))
            .help("if the hour matters, write `offset:` with the time that was kept there");
        remarks.add(Some(id), diagnostic);
    }
}

/// The zone of a clock time that is another's, and whose.
fn merged(event: &Event) -> Option<(String, &'static str)> {
    let reading = event.reading()?;
    let clock = reading.civil.first_clock.or(reading.civil.last_clock);
    let at = reading.hard.start_min.or(reading.hard.end_max)?;
    let other = reading.zone.merged_with()?;
    (clock.is_some() && at.seconds() < 0).then(|| (reading.zone.to_string(), other))
}
