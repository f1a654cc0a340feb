//! D404: someone acts before birth or after death.

use crate::check::outside_tenure::{Side, side};
use crate::check::{Check, Evidence, Remarks, places, presence, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{EventId, Kind, Participant, Party, Timeline};

/// The check.
pub const CHECK: Check = Check {
    code: Code("D404"),
    name: "not-alive",
    severity: Severity::Error,
    summary: "an actor takes part in an event before birth or after death",
    explain: "\
An actor has a `born` or a `died`, and speaks or takes part in an event that certainly lies before the one
or after the other.

Left alone are milestones and background events (a funeral has its dead), an actor with a role of its own
in the event, those who are merely addressed, and events that did not take place.

## Why it matters

A date is off by years, or a name stands for a namesake or a successor.

## What to do

Correct the date, the day of birth or death, or the name.
",
    example: "\
title: Oslo
timezone: Europe/Oslo
actors:
  rabin: { name: Yitzhak Rabin, born: 1922-03-01, died: 1995-11-04 }
events:
  - id: remarks
    kind: statement
    date: 1996-11-04
    speaker: rabin
",
    cure: "\
title: Oslo
timezone: Europe/Oslo
actors:
  rabin: { name: Yitzhak Rabin, born: 1922-03-01, died: 1995-11-04 }
events:
  - id: remarks
    kind: statement
    date: 1994-11-04
    speaker: rabin
",
    run: Some(run),
};

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    if timeline.actors.iter().all(|actor| actor.born.is_none() && actor.died.is_none()) {
        return;
    }
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let remembers = matches!(event.kind, Kind::Background | Kind::Milestone);
        if remembers || !presence::may_have_taken_place(event) {
            continue;
        }
        let mut seen = Vec::new();
        for participant in event.speaker.iter().chain(&event.participants) {
            if participant.role.is_none() && !seen.contains(&participant.party) {
                seen.push(participant.party);
                examine(timeline, id, participant, remarks);
            }
        }
    }
}

fn examine(timeline: &Timeline, id: EventId, participant: &Participant, remarks: &mut Remarks) {
    let Party::Actor(actor) = participant.party else { return };
    let (actor, event) = (timeline.actor(actor), timeline.event(id));
    let Some(date) = event.reading() else { return };
    let born = actor.born.as_ref().map(|born| (born, "born"));
    let died = actor.died.as_ref().map(|died| (died, "died"));
    let ends = (born.map(|(born, _)| &born.value), died.map(|(died, _)| &died.value));
    let (state, end) = match side(ends, event, date) {
        Some(Side::Before) => ("was not yet born", born),
        Some(Side::After) => ("was no longer alive", died),
        None => return,
    };
    let Some((end, verb)) = end else { return };
    let diagnostic = CHECK
        .says(format!(
            "{} {state} when {} took place",
            words::quoted(&actor.key),
            words::quoted(&event.key)
        ))
        .at(participant.span, "")
        .at(places::date(timeline, id), words::reading(date))
        .at(end.span, format!("{verb} {}", words::reading(&end.value)))
        .help("correct one of the dates, or the name");
    remarks.add(Some(id), diagnostic);
}
