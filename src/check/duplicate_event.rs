//! D602: two events that look like one.

use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::civil::Day;
use crate::diagnostic::{Code, Severity};
use crate::order::Verdict;
use crate::timeline::{ActorId, Event, EventId, Kind, Timeline};
use std::collections::BTreeMap;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D602"),
    name: "duplicate-event",
    severity: Severity::Warning,
    summary: "two events of one kind, one day and the same people",
    explain: "\
Two meetings, calls, visits or agreements have the same kind and form, the same actors (two at least) and
the same single day, are not at different places, and nothing puts one before the other or relates them.
So do two statements of one day by one speaker with the very same quotation.

## Why it matters

A second source tells of a meeting in other words, and it enters the file twice. Every count is wrong then,
and the picture shows two meetings.

## What to do

If they are one, merge them, or write `same_as`. If they are two, say which came first, or give them clock
times or a different `form`.
",
    example: "\
title: Hangzhou
timezone: Asia/Shanghai
actors:
  obama: { name: Barack Obama }
  putin: { name: Vladimir Putin }
events:
  - id: obama-putin
    kind: meeting
    date: 2016-09-05
    actors: [obama, putin]
  - id: talks-at-the-summit
    kind: meeting
    date: 2016-09-05
    actors: [putin, obama]
",
    cure: "\
title: Hangzhou
timezone: Asia/Shanghai
actors:
  obama: { name: Barack Obama }
  putin: { name: Vladimir Putin }
events:
  - id: obama-putin
    kind: meeting
    date: 2016-09-05
    actors: [obama, putin]
  - id: talks-at-the-summit
    kind: meeting
    date: 2016-09-05
    actors: [putin, obama]
    after: obama-putin
",
    run: Some(run),
};

/// With how many events of the same description each is compared; on a day with more, people tell them apart.
const COMPARED: usize = 20;

/// What two events that look like one have in common, their dates aside.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Description<'a> {
    kind: Kind,
    form: Option<&'a str>,
    actors: Vec<ActorId>,
    quote: Option<&'a str>,
}

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    // Few events share kind and day; only of those are the descriptions worth making.
    let days = timeline.event_ids().filter_map(|id| {
        let event = timeline.event(id);
        Some((day(event)?, event.kind, id))
    });
    let mut days: Vec<(Day, Kind, EventId)> = days.collect();
    days.sort_unstable();
    for alike in days.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
        if let [_, _, ..] = alike {
            compare(evidence, alike.iter().map(|&(.., id)| id), remarks);
        }
    }
}

/// Looks for twins among events of one day and kind.
fn compare(evidence: &Evidence<'_>, events: impl Iterator<Item = EventId>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    let mut alike: BTreeMap<Description<'_>, Vec<EventId>> = BTreeMap::new();
    for id in events {
        let Some(description) = description(timeline.event(id)) else { continue };
        let others = alike.entry(description).or_default();
        let twin = others.iter().rev().take(COMPARED).rev();
        let twin = twin.copied().find(|&other| may_be_one(evidence, other, id));
        if let Some(twin) = twin {
            report(timeline, twin, id, remarks);
        }
        others.push(id);
    }
}

fn day(event: &Event) -> Option<Day> {
    let civil = &event.reading()?.civil;
    civil.first.filter(|_| civil.first == civil.last)
}

/// What an event can be recognised by; nothing if that is too little.
pub(super) fn description(event: &Event) -> Option<Description<'_>> {
    let mut actors = event.actors();
    actors.sort_unstable();
    let quote = event.quote.as_ref().map(|quote| quote.value.trim());
    let (enough, quote) = match event.kind {
        Kind::Meeting | Kind::Call | Kind::Visit | Kind::Agreement => (actors.len() > 1, None),
        Kind::Statement => (!actors.is_empty() && quote.is_some(), quote),
        Kind::Announcement
        | Kind::Message
        | Kind::Proposal
        | Kind::Demand
        | Kind::Ceasefire
        | Kind::Deadline
        | Kind::Decision
        | Kind::Breakdown
        | Kind::Incident
        | Kind::Milestone
        | Kind::Background => (false, None),
    };
    enough.then_some(Description { kind: event.kind, form: event.form.as_deref(), actors, quote })
}

/// Whether nothing tells two events of one likeness apart.
pub(super) fn may_be_one(evidence: &Evidence<'_>, a: EventId, b: EventId) -> bool {
    let timeline = evidence.timeline;
    let (one, other) = (timeline.event(a), timeline.event(b));
    let place = one.place.zip(other.place).is_none_or(|(here, there)| here == there);
    let related = one.relations.iter().any(|relation| relation.target == b)
        || other.relations.iter().any(|relation| relation.target == a);
    place
        && !related
        && evidence.order.verdict(a, b) != Verdict::Certain
        && evidence.order.verdict(b, a) != Verdict::Certain
}

fn report(timeline: &Timeline, first: EventId, again: EventId, remarks: &mut Remarks) {
    let (one, other) = (timeline.event(first), timeline.event(again));
    let diagnostic = CHECK
        .says(format!("{} looks like {}", words::quoted(&other.key), words::quoted(&one.key)))
        .at(other.span, format!("a {} of the same day and people", other.kind.word()))
        .at(places::date(timeline, first), "")
        .help(format!(
            "merge the two, write `same_as: {key}`, or say which came first",
            key = words::plain(&one.key)
        ));
    remarks.add(Some(again), diagnostic);
}
