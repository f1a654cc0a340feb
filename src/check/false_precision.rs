//! D110: a date that is finer than what its source says.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::{self, Anchor, AnchorOrigin, Context, Precision, Reading};
use crate::diagnostic::{Code, Severity, Span};
use crate::timeline::{EventId, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D110"),
    name: "false-precision",
    severity: Severity::Warning,
    summary: "a date that is finer than what its source says",
    explain: "\
The event has a clock time, and every account of its date, by the sources that it cites, names the day or less. Or its
date is the first second of a day (`T00:00:00`), which is how tables and programs write a day of which they know no
hour.

## Why it matters

A date says when *inside a window* something was. A day written as its first second puts the event before
everything else of that day, and the order is proved from it, wrongly.

## What to do

Write the date as finely as the source does: `2016-09-05`, not `2016-09-05T00:00:00`. If something did happen at
midnight, write `00:00`, without seconds.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal in Hangzhou, published: 2016-09-05 }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05 00:00
    source: wire
    accounts:
      - { source: wire, claim: { date: Monday } }
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
sources:
  wire: { title: No deal in Hangzhou, published: 2016-09-05 }
events:
  - id: talks
    kind: meeting
    date: 2016-09-05
    source: wire
    accounts:
      - { source: wire, claim: { date: Monday } }
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let Some(reading) = event.reading().filter(|reading| reading.civil.first_clock.is_some())
        else {
            continue;
        };
        let key = words::quoted(&event.key);
        let place = places::date(timeline, id);
        let diagnostic = if let Some((claim, span)) = coarser_claim(timeline, id, reading) {
            let says = words::quoted(&claim);
            CHECK
                .says(format!("{key} has a clock time, but its source says {says}"))
                .at(place, "finer than its source")
                .at(span, format!("says {says}"))
        } else if is_first_second(reading) {
            CHECK
                .says(format!("{key} is dated to the first second of a day"))
                .at(place, "a day in the guise of a moment")
        } else {
            continue;
        };
        remarks.add(Some(id), diagnostic.help("write the date as finely as the source does"));
    }
}

/// Midnight to the second: nobody who knows the hour writes that.
fn is_first_second(reading: &Reading) -> bool {
    let clock = reading.civil.first_clock;
    let midnight =
        clock.is_some_and(|clock| (clock.hour, clock.minute, clock.second) == (0, 0, Some(0)));
    midnight && !reading.civil.interval
}

/// What a cited source says of the date, if each that is cited says something and none of it names an hour.
fn coarser_claim(timeline: &Timeline, id: EventId, reading: &Reading) -> Option<(String, Span)> {
    let event = timeline.event(id);
    let day = reading.civil.first?;
    let context = Context {
        zone: reading.zone,
        anchors: vec![Anchor::day(day, AnchorOrigin::Event)],
        calendar: timeline.calendar,
        ..Context::default()
    };
    let claims = event.accounts.iter().flat_map(|account| {
        let dates = account.claims.iter().filter(|(field, _)| field == "date" || field == "time");
        dates.map(move |(field, claim)| (account, field, claim))
    });
    let mut coarse = None;
    for (account, field, claim) in claims.clone() {
        let precision = date::read(claim, &context).0.map(|reading| reading.civil.precision);
        match precision {
            // A clock time alone is no date; whoever claims it knows the hour.
            _ if field == "time" => return None,
            Some(Precision::Year | Precision::Month | Precision::Day | Precision::PartOfDay) => {
                coarse.get_or_insert((claim.to_string(), account.span));
            }
            Some(Precision::Minute | Precision::Second) | None => return None,
        }
    }
    let told = |source| claims.clone().any(|(account, _, _)| account.source == source);
    let all_told = event.citations.iter().all(|citation| told(citation.source));
    coarse.filter(|_| all_told && !event.citations.is_empty())
}
