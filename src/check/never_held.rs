//! D601: what was announced lies in the past, and nothing says whether it took place.

use crate::check::{Check, Evidence, Remarks, outcome, places, words};
use crate::date::print;
use crate::diagnostic::{Code, Severity};
use crate::timeline::{Event, EventId, Kind, RelationKind, Status, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D601"),
    name: "never-held",
    severity: Severity::Warning,
    summary: "an announced event neither took place nor was called off",
    explain: "\
An event was announced (by `status: announced`, or by another event that `announces` it), its date lies
before `as_of`, and nothing says what became of it: no other status, no event that responds to it, reports
it, quotes it or is a part of it, and no source beside those of the announcement.

Without `as_of` nothing is reported, nor of a date that is approximate or uncertain. Deadlines have a
check of their own.

## Why it matters

Announced meetings fall through. A picture that shows one like any other event claims that it was held.

## What to do

Write `status: held`, `postponed`, `cancelled` or `not-held`, and cite the source that tells.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
as_of: 2016-09-12
events:
  - id: plan
    kind: announcement
    date: 2016-09-05
    announces: round
  - id: round
    kind: meeting
    date: 2016-09-08
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
as_of: 2016-09-12
events:
  - id: plan
    kind: announcement
    date: 2016-09-05
    announces: round
  - id: round
    kind: meeting
    date: 2016-09-08
    status: held
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let Some(as_of) = timeline.as_of else { return };
    let followed = outcome::followed(timeline);
    let announcers = announcers(timeline);
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let Some(date) = event.reading() else { continue };
        let announcers = &announcers[id.0 as usize];
        let said = event.status.as_ref().is_some_and(|status| status.value == Status::Announced);
        if (said || !announcers.is_empty())
            && event.kind != Kind::Deadline
            && outcome::is_open(event)
            && !followed[id.0 as usize]
            && !is_told_elsewhere(timeline, event, announcers, said)
            && outcome::is_over(date, as_of)
        {
            let mut diagnostic = CHECK
                .says(format!(
                    "{} was announced; nothing says whether it took place",
                    words::quoted(&event.key)
                ))
                .at(
                    places::date(timeline, id),
                    format!("before {}, the day of `as_of`", print::day(as_of)),
                );
            for &announcer in announcers.iter().take(1) {
                diagnostic = diagnostic.at(timeline.event(announcer).span, "announced here");
            }
            let help = "write `status: held`, `postponed`, `cancelled` or `not-held`";
            remarks.add(Some(id), diagnostic.help(help));
        }
    }
}

/// Which events announce each event.
fn announcers(timeline: &Timeline) -> Vec<Vec<EventId>> {
    let mut announcers = vec![Vec::new(); timeline.events.len()];
    for id in timeline.event_ids() {
        for relation in &timeline.event(id).relations {
            if relation.kind == RelationKind::Announces {
                announcers[relation.target.0 as usize].push(id);
            }
        }
    }
    announcers
}

/// Whether a source tells of an event that none of its announcements cites, so that it may have taken place.
fn is_told_elsewhere(
    timeline: &Timeline,
    event: &Event,
    announcers: &[EventId],
    said_announced: bool,
) -> bool {
    let cited = |source| {
        let citations = announcers.iter().flat_map(|&other| &timeline.event(other).citations);
        citations.into_iter().any(|citation| citation.source == source)
    };
    !said_announced && event.citations.iter().any(|citation| !cited(citation.source))
}
