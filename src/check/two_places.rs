//! D401: a person is in two places at once.

use crate::check::{Check, Evidence, Remarks, outside_tenure, places, words};
use crate::date::{Frame, Instant};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{
    ActorId, ActorKind, Event, EventId, Kind, Participant, Party, Place, PlaceId, Relation,
    RelationKind, Timeline,
};
use std::collections::BTreeMap;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D401"),
    name: "two-places",
    severity: Severity::Error,
    summary: "a person is in two places at the same time",
    explain: "\
A person takes part in two events at different places whose times overlap under every reading of their
dates. Meetings and visits count, and statements and announcements that have a place (for their speaker).

It is an error if both places have a `location` and lie more than 50 km apart. Where the distance is not
known, it is a warning: a palace and its city are two places, too.

Left alone are calls and messages; events by video or telephone (`form: video`, or such a role); an event
that is `part_of` or `during` the other; places of which one name contains the other (`Hangzhou`,
`Hangzhou, China`); states, organisations and groups, which can be in many places; events that did not
take place, or were only announced; and dates that merely may overlap: two events on one day are no
conflict.

## Why it matters

One of the two is wrong in its date, its place or its list of people, or someone else stood in.

## What to do

Correct the one that is wrong. If someone was present by video, say so.
",
    example: "\
title: Syria talks
timezone: UTC
actors:
  kerry: { name: John Kerry }
places:
  geneva: { name: Geneva, location: [46.2, 6.15] }
  hangzhou: { name: \"Hangzhou, China\", location: [30.27, 120.16] }
events:
  - id: summit
    kind: meeting
    date: 2016-09-05 09:00/2016-09-05 12:00
    place: hangzhou
    actors: [kerry]
  - id: round
    kind: meeting
    date: 2016-09-05 10:00/2016-09-05 11:00
    place: geneva
    actors: [kerry]
",
    cure: "\
title: Syria talks
timezone: UTC
actors:
  kerry: { name: John Kerry }
places:
  geneva: { name: Geneva, location: [46.2, 6.15] }
  hangzhou: { name: \"Hangzhou, China\", location: [30.27, 120.16] }
events:
  - id: summit
    kind: meeting
    date: 2016-09-05 09:00/2016-09-05 12:00
    place: hangzhou
    actors: [kerry]
  - id: round
    kind: meeting
    date: 2016-09-08 10:00/2016-09-08 11:00
    place: geneva
    actors: [kerry]
",
    run: Some(run),
};

/// Places that are nearer than this count as one.
const NEAR_KM: f64 = 50.0;
const EARTH_RADIUS_KM: f64 = 6371.0;

/// A person at a place, for a stretch of time of which `from..=to` is certain.
///
/// `from` is the latest second in which it can have begun, `to` the earliest in which it can have ended; where
/// `to < from`, no single second is certain, but the event touches every stretch that holds both.
#[derive(Debug, Clone, Copy)]
struct Stay {
    event: EventId,
    place: PlaceId,
    from: Instant,
    to: Instant,
    /// Start of the window, for a window of a minute.
    minute: Option<Instant>,
}

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    // Ordered by the events of the pair, so that findings do not depend on who was looked at first.
    let mut conflicts: BTreeMap<(EventId, EventId), Vec<ActorId>> = BTreeMap::new();
    for ((actor, _), stays) in stays_by_person(timeline) {
        for pair in clashes(timeline, stays) {
            conflicts.entry(pair).or_default().push(actor);
        }
    }
    for ((first, second), actors) in conflicts {
        report(timeline, first, second, &actors, remarks);
    }
}

/// Every person's stays, those read in UTC apart from those in no zone: they cannot be compared to the hour.
fn stays_by_person(timeline: &Timeline) -> BTreeMap<(ActorId, bool), Vec<Stay>> {
    let mut announced = vec![false; timeline.events.len()];
    for relation in timeline.events.iter().flat_map(|event| &event.relations) {
        if relation.kind == RelationKind::Announces {
            announced[relation.target.0 as usize] = true;
        }
    }
    let mut stays: BTreeMap<(ActorId, bool), Vec<Stay>> = BTreeMap::new();
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let only_announced = announced[id.0 as usize] && event.status.is_none();
        if only_announced || !outside_tenure::may_have_taken_place(event) {
            continue;
        }
        let Some((stay, frame)) = stay(event, id) else { continue };
        for actor in persons_present(timeline, event) {
            stays.entry((actor, frame == Frame::Floating)).or_default().push(stay);
        }
    }
    stays
}

fn stay(event: &Event, id: EventId) -> Option<(Stay, Frame)> {
    let (reading, place) = (event.reading()?, event.place?);
    let hard = reading.hard;
    let lasts_s = event.duration.as_ref().map_or(0, |duration| duration.value.min_s.max(0));
    let plus = |at: Option<Instant>, s: i64| at.map(|at| Instant(at.0.saturating_add(s)));
    // An event of known length ends no earlier than its start allows, and starts no later than its end does.
    let from = [hard.start_max, plus(hard.end_max, -lasts_s)].into_iter().flatten().min()?;
    let to = [hard.end_min, plus(hard.start_min, lasts_s)].into_iter().flatten().max()?;
    let minute = hard.start_min.filter(|start| {
        lasts_s == 0 && hard.end_max.is_some_and(|end| end.0.saturating_sub(start.0) < 60)
    });
    Some((Stay { event: id, place, from, to, minute }, reading.frame))
}

/// The persons who were bodily there.
fn persons_present(timeline: &Timeline, event: &Event) -> Vec<ActorId> {
    let speaker = event.speaker.iter();
    let present: Vec<&Participant> = match event.kind {
        Kind::Meeting | Kind::Visit => speaker.chain(&event.participants).collect(),
        Kind::Statement | Kind::Announcement => speaker.collect(),
        Kind::Call
        | Kind::Message
        | Kind::Proposal
        | Kind::Demand
        | Kind::Agreement
        | Kind::Ceasefire
        | Kind::Deadline
        | Kind::Decision
        | Kind::Breakdown
        | Kind::Incident
        | Kind::Milestone
        | Kind::Background => return Vec::new(),
    };
    if event.form.as_deref().is_some_and(from_afar) {
        return Vec::new();
    }
    let mut persons = Vec::new();
    for participant in present {
        match participant.party {
            Party::Actor(actor)
                if is_person(timeline, actor)
                    && !participant.role.as_deref().is_some_and(from_afar)
                    && !persons.contains(&actor) =>
            {
                persons.push(actor);
            }
            Party::Actor(_) | Party::Audience(_) => {}
        }
    }
    persons
}

fn is_person(timeline: &Timeline, actor: ActorId) -> bool {
    match timeline.actor(actor).kind {
        ActorKind::Person => true,
        ActorKind::State | ActorKind::Organisation | ActorKind::Group => false,
    }
}

fn from_afar(words: &str) -> bool {
    let words = words.to_lowercase();
    ["video", "phone", "remote", "virtual", "online", "written"].iter().any(|w| words.contains(w))
}

/// Pairs of stays that certainly overlap and cannot be one person's; for each stay the first such pair.
fn clashes(timeline: &Timeline, mut stays: Vec<Stay>) -> Vec<(EventId, EventId)> {
    // In the order of their first certain second, lasting stays before those that only touch it.
    stays.sort_by_key(|stay| (stay.from.min(stay.to), stay.to < stay.from, stay.event));
    let mut pairs = Vec::new();
    let mut lasting: Vec<Stay> = Vec::new();
    let mut minutes: BTreeMap<Instant, Vec<Stay>> = BTreeMap::new();
    for stay in stays {
        lasting.retain(|other| other.to >= stay.from.min(stay.to));
        let in_this_minute = stay.minute.map(|minute| minutes.entry(minute).or_default());
        let overlapping = lasting.iter().filter(|other| other.to >= stay.from);
        let together = in_this_minute.iter().flat_map(|others| others.iter());
        let clash = overlapping
            .chain(together)
            .find(|other| distance(timeline, **other, stay) != Distance::Near);
        if let Some(other) = clash {
            pairs.push((other.event.min(stay.event), other.event.max(stay.event)));
        }
        if let Some(others) = in_this_minute {
            others.push(stay);
        }
        if stay.from <= stay.to {
            lasting.push(stay);
        }
    }
    pairs
}

/// How far apart two stays are, as far as that matters.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Distance {
    Near,
    Km(f64),
    Unknown,
}

fn distance(timeline: &Timeline, a: Stay, b: Stay) -> Distance {
    if a.place == b.place || nested(timeline, a.event, b.event) {
        return Distance::Near;
    }
    let (one, other) = (timeline.place(a.place), timeline.place(b.place));
    match (one.location, other.location) {
        (Some(from), Some(to)) => match great_circle_km(from, to) {
            km if km > NEAR_KM => Distance::Km(km),
            _ => Distance::Near,
        },
        (Some(_), None) | (None, Some(_)) | (None, None) => {
            if names_overlap(one, other) {
                Distance::Near
            } else {
                Distance::Unknown
            }
        }
    }
}

fn nested(timeline: &Timeline, a: EventId, b: EventId) -> bool {
    let inside = |relation: &Relation, whole: EventId| {
        relation.target == whole
            && match relation.kind {
                RelationKind::PartOf | RelationKind::During | RelationKind::SameAs => true,
                RelationKind::After
                | RelationKind::Before
                | RelationKind::RespondsTo
                | RelationKind::Announces
                | RelationKind::Quotes
                | RelationKind::Reports
                | RelationKind::Supersedes
                | RelationKind::Implements => false,
            }
    };
    timeline.event(a).relations.iter().any(|relation| inside(relation, b))
        || timeline.event(b).relations.iter().any(|relation| inside(relation, a))
}

fn names_overlap(a: &Place, b: &Place) -> bool {
    let (a, b) = (a.name.to_lowercase(), b.name.to_lowercase());
    a.contains(&b) || b.contains(&a)
}

/// Distance on the sphere between two points of latitude and longitude in degrees.
fn great_circle_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (from.0.to_radians(), to.0.to_radians());
    let half_lat = (lat_b - lat_a) / 2.0;
    let half_lon = (to.1 - from.1).to_radians() / 2.0;
    let h = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
    2.0 * EARTH_RADIUS_KM * h.clamp(0.0, 1.0).sqrt().asin()
}

fn report(
    timeline: &Timeline,
    first: EventId,
    second: EventId,
    actors: &[ActorId],
    remarks: &mut Remarks,
) {
    let name = |event: EventId| {
        let place = timeline.event(event).place.map(|place| timeline.place(place));
        words::plain(place.map_or("", |place| &place.name))
    };
    let keys: Vec<String> =
        actors.iter().map(|&actor| words::quoted(&timeline.actor(actor).key)).collect();
    let verb = if keys.len() == 1 { "is" } else { "are" };
    let mut diagnostic = CHECK
        .says(format!(
            "{} {verb} in {} and in {} at the same time",
            words::list(&keys),
            name(first),
            name(second)
        ))
        .at(places::date(timeline, second), format!("in {}", name(second)))
        .at(places::date(timeline, first), format!("in {}", name(first)));
    match far_km(timeline, first, second) {
        Some(km) => {
            diagnostic = diagnostic
                .note(format!("the two places are about {} km apart", (km / 10.0).round() * 10.0))
                .help("correct a date, a place or a list of people, or say `form: video`");
        }
        None => {
            diagnostic.severity = Severity::Warning;
            diagnostic =
                diagnostic.help("if the two are near each other, give both places a `location`");
        }
    }
    remarks.add(Some(second), diagnostic);
}

fn far_km(timeline: &Timeline, a: EventId, b: EventId) -> Option<f64> {
    let location = |event: EventId| timeline.place(timeline.event(event).place?).location;
    Some(great_circle_km(location(a)?, location(b)?))
}
