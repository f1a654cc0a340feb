//! D401: a person is in two places at once.

use crate::check::presence::{Stay, stays_by_person};
use crate::check::{Check, Evidence, Remarks, places, words};
use crate::date::Instant;
use crate::diagnostic::{Code, Severity};
use crate::timeline::{ActorId, EventId, Place, Relation, RelationKind, Timeline};
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
pub(super) enum Distance {
    Near,
    Km(f64),
    Unknown,
}

pub(super) fn distance(timeline: &Timeline, a: Stay, b: Stay) -> Distance {
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
    a.contains(b.as_str()) || b.contains(a.as_str())
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

#[cfg(test)]
mod tests {
    use crate::check::fixture::{self, date, whole};
    use crate::date::Reading;
    use crate::date::duration::SecondsRange;
    use crate::diagnostic::{Severity, Span};
    use crate::timeline::{RelationKind, Spanned, Timeline};

    /// The first meeting is in Geneva, the second in Vienna.
    fn two_meetings(a: Reading, b: Reading) -> Timeline {
        Timeline {
            actors: vec![fixture::person("kerry")],
            places: vec![
                fixture::place("Geneva", Some((46.2, 6.15))),
                fixture::place("Vienna", Some((48.21, 16.37))),
            ],
            events: vec![fixture::meeting("a", 0, a), fixture::meeting("b", 1, b)],
            ..Timeline::default()
        }
    }

    #[track_caller]
    fn check(a: Reading, b: Reading, expected: usize) {
        let timeline = two_meetings(a.clone(), b.clone());
        assert_eq!(fixture::found("D401", &timeline).len(), expected);
        let timeline = two_meetings(b, a);
        assert_eq!(fixture::found("D401", &timeline).len(), expected, "the other way round");
    }

    #[test]
    fn only_a_certain_overlap_counts() {
        let morning = whole("2016-09-05 09:00/12:00");
        check(morning.clone(), date("2016-09-05 10:00/11:00"), 1);
        check(morning.clone(), date("2016-09-05 10:00"), 1);
        check(morning.clone(), date("2016-09-05 11:30/13:00"), 1);
        check(morning.clone(), date("2016-09-05 12:00/13:00"), 0);
        check(morning.clone(), whole("2016-09-05 12:00/13:00"), 0);
        check(morning.clone(), date("2016-09-05"), 0);
        check(date("2016-09-05"), date("2016-09-05"), 0);
        check(whole("2016-09-05"), morning, 1);
    }

    #[test]
    fn one_minute_is_one_time() {
        check(date("2016-09-05 09:00"), date("2016-09-05 09:00"), 1);
        check(date("2016-09-05 09:00"), date("2016-09-05 09:01"), 0);
    }

    #[test]
    fn a_known_length_fills_time() {
        let mut timeline = two_meetings(date("2016-09-05 09:00"), date("2016-09-05 09:30"));
        assert!(fixture::found("D401", &timeline).is_empty());
        let length = SecondsRange { min_s: 3600, max_s: None };
        timeline.events[0].duration = Some(Spanned { value: length, span: Span::default() }.into());
        assert_eq!(fixture::found("D401", &timeline).len(), 1);
    }

    #[test]
    fn a_part_of_the_other_event_is_no_second_place() {
        let mut timeline = overlapping();
        timeline.events[1].relations = vec![fixture::relation(RelationKind::PartOf, 0)].into();
        assert!(fixture::found("D401", &timeline).is_empty());
    }

    #[test]
    fn an_unknown_distance_is_a_warning() {
        let mut timeline = overlapping();
        timeline.places[0].location = None;
        let found = fixture::found("D401", &timeline);
        assert_eq!(found[0].severity, Severity::Warning);
        timeline.places[0].name = "Vienna, Austria".into();
        assert!(fixture::found("D401", &timeline).is_empty());
    }

    #[test]
    fn a_day_of_a_thousand_meetings_is_one_finding_each() {
        let mut timeline = overlapping();
        let day = whole("2016-09-05");
        timeline.events = (0..1000).map(|i| fixture::meeting("m", i % 2, day.clone())).collect();
        assert_eq!(fixture::found("D401", &timeline).len(), 999);
    }

    fn overlapping() -> Timeline {
        two_meetings(date("2016-09-05 09:00/12:00"), date("2016-09-05 10:00/11:00"))
    }
}
