//! D402: the way from one event to the next is too long for the time between them.

use crate::check::presence::{Stay, stays_by_person};
use crate::check::two_places::{Distance, distance};
use crate::check::{Check, Evidence, Remarks, places, words};
use crate::diagnostic::{Code, Severity};
use crate::timeline::{ActorId, EventId, Timeline};
use std::collections::BTreeMap;

/// The check.
pub const CHECK: Check = Check {
    code: Code("D402"),
    name: "travel-infeasible",
    severity: Severity::Warning,
    summary: "a person cannot get from one event to the other in time",
    explain: "\
A person takes part in two events at places with a `location`, and the time between them, taken as long as
the dates allow and in either order, is less than the way takes: the great circle at 900 km/h, and one
hour.

What counts as presence is told by D401, which reports events that overlap. Two events on one day are a
conflict only if the whole day does not suffice.

## Why it matters

A clock time is in the wrong zone, or a date is off by a day; or someone took part from afar.

## What to do

Correct the date, its zone, or the place. If someone was present by video, say so: `form: video`.
",
    example: "\
title: Two summits
timezone: UTC
actors:
  kerry: { name: John Kerry }
  lavrov: { name: Sergei Lavrov }
places:
  geneva: { name: Geneva, location: [46.2, 6.15] }
  hangzhou: { name: Hangzhou, location: [30.27, 120.16] }
events:
  - id: summit
    kind: meeting
    date: 2016-09-05 09:00/12:00
    place: hangzhou
    actors: [kerry, lavrov]
  - id: round
    kind: meeting
    date: 2016-09-05 15:00/16:00
    place: geneva
    actors: [kerry, lavrov]
",
    cure: "\
title: Two summits
timezone: UTC
actors:
  kerry: { name: John Kerry }
  lavrov: { name: Sergei Lavrov }
places:
  geneva: { name: Geneva, location: [46.2, 6.15] }
  hangzhou: { name: Hangzhou, location: [30.27, 120.16] }
events:
  - id: summit
    kind: meeting
    date: 2016-09-05 09:00/12:00
    place: hangzhou
    actors: [kerry, lavrov]
  - id: round
    kind: meeting
    date: 2016-09-08 15:00/16:00
    place: geneva
    actors: [kerry, lavrov]
",
    run: Some(run),
};

/// As fast as a jet cruises.
const SPEED_KM_PER_H: f64 = 900.0;
/// To and from the airports, at the very least.
const ON_THE_GROUND_S: f64 = 3600.0;
/// No way on earth takes longer: half of its circumference.
pub(super) const LONGEST_S: i64 = (20_100 * 3600) / 900 + 3600;

/// A way that is too long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Way {
    km: f64,
    pub(super) takes_s: i64,
    /// The most time that there is.
    left_s: i64,
}

impl Way {
    pub(super) fn of(km: f64, left_s: i64) -> Way {
        Way { km, takes_s: (km / SPEED_KM_PER_H * 3600.0 + ON_THE_GROUND_S) as i64, left_s }
    }

    pub(super) fn in_words(&self) -> String {
        let km = (self.km / 10.0).round() * 10.0;
        format!("about {km} km take {} at the least", words::length(self.takes_s))
    }
}

fn run(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    // Ordered by the events of the pair, so that findings do not depend on who was looked at first.
    let mut ways: BTreeMap<(EventId, EventId), (Way, Vec<ActorId>)> = BTreeMap::new();
    for ((actor, _), mut stays) in stays_by_person(timeline) {
        stays.sort_by_key(|stay| (stay.from, stay.event));
        for (number, &stay) in stays.iter().enumerate() {
            let near = stays[number + 1..].iter().take_while(|other| {
                other.from.seconds().saturating_sub(stay.to.seconds()) < LONGEST_S
            });
            let hit =
                near.copied().find_map(|other| Some((other, too_long(timeline, stay, other)?)));
            if let Some((other, way)) = hit {
                let pair = (stay.event.min(other.event), stay.event.max(other.event));
                ways.entry(pair).or_insert((way, Vec::new())).1.push(actor);
            }
        }
    }
    for ((first, second), (way, actors)) in ways {
        report(timeline, (first, second), &way, &actors, remarks);
    }
}

/// The way between two stays, if neither order leaves time for it, and they do not certainly overlap.
pub(super) fn too_long(timeline: &Timeline, a: Stay, b: Stay) -> Option<Way> {
    let gap_s = |from: Stay, to: Stay| to.from.seconds().saturating_sub(from.to.seconds());
    let left_s = gap_s(a, b).max(gap_s(b, a));
    let same_minute = a.minute.is_some() && a.minute == b.minute;
    if left_s <= 0 || left_s >= LONGEST_S || same_minute {
        return None;
    }
    match distance(timeline, a, b) {
        Distance::Km(km) => {
            let way = Way::of(km, left_s);
            (left_s < way.takes_s).then_some(way)
        }
        Distance::Near | Distance::Unknown => None,
    }
}

fn report(
    timeline: &Timeline,
    (first, second): (EventId, EventId),
    way: &Way,
    actors: &[ActorId],
    remarks: &mut Remarks,
) {
    let name = |event: EventId| {
        let place = timeline.event(event).place.map(|place| timeline.place(place));
        words::plain(place.map_or("", |place| &place.name))
    };
    let keys: Vec<String> =
        actors.iter().map(|&actor| words::quoted(&timeline.actor(actor).key)).collect();
    let diagnostic = CHECK
        .says(format!(
            "{} cannot get from {} to {} in {}",
            words::list(&keys),
            name(first),
            name(second),
            words::length(way.left_s)
        ))
        .at(places::date(timeline, second), format!("in {}", name(second)))
        .at(places::date(timeline, first), format!("in {}", name(first)))
        .note(way.in_words())
        .help("correct a date, its zone or a place, or say `form: video`");
    remarks.add(Some(second), diagnostic);
}
