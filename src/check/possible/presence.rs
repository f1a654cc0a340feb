//! People whose dates leave it open whether they were in two places at once, or had the time for the way.

use crate::check::possible::note;
use crate::check::presence::{Stay, stays_by_person};
use crate::check::two_places::{Distance, distance};
use crate::check::{Evidence, Remarks, places, travel_infeasible as certain, words};
use crate::date::Instant;
use crate::diagnostic::{Code, Diagnostic};
use crate::timeline::{ActorId, EventId, Timeline};
use std::collections::BTreeMap;

/// With how many later events of the same person each is compared.
const COMPARED: usize = 20;

/// What may be wrong with the way from one event to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Doubt {
    /// They may overlap.
    Overlap,
    /// Between them lie so many seconds at the least, and the way takes longer.
    Short(i64, certain::Way),
}

pub(super) fn two_places(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for ((first, second), (doubt, actors)) in doubts(timeline) {
        if doubt == Doubt::Overlap {
            let message = format!(
                "{} may be in {} and in {} at the same time",
                who(timeline, &actors),
                place(timeline, first),
                place(timeline, second)
            );
            let finding = placed(timeline, first, second, note(Code("D401"), message));
            remarks.add(Some(second), finding.help("give both a clock time, if a source has one"));
        }
    }
}

pub(super) fn travel_infeasible(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    let timeline = evidence.timeline;
    for ((first, second), (doubt, actors)) in doubts(timeline) {
        if let Doubt::Short(left_s, way) = doubt {
            // From the end of one day to the beginning of the next is a second.
            let time = match left_s {
                ..60 => "no time".to_owned(),
                left_s => format!("no more than {}", words::length(left_s)),
            };
            let message = format!(
                "{} may have {time} to get from {} to {}",
                who(timeline, &actors),
                place(timeline, first),
                place(timeline, second)
            );
            let finding = placed(timeline, first, second, note(Code("D402"), message))
                .note(way.in_words())
                .help("give both a clock time, if a source has one");
            remarks.add(Some(second), finding);
        }
    }
}

/// What is doubtful about pairs of events, with the people concerned; what is certain is left to the checks.
fn doubts(timeline: &Timeline) -> BTreeMap<(EventId, EventId), (Doubt, Vec<ActorId>)> {
    let mut found: BTreeMap<(EventId, EventId), (Doubt, Vec<ActorId>)> = BTreeMap::new();
    for ((actor, _), mut stays) in stays_by_person(timeline) {
        stays.sort_by_key(|stay| (stay.earliest, stay.event));
        for (number, &stay) in stays.iter().enumerate() {
            let later = stays[number + 1..].iter().take(COMPARED);
            let near = later.take_while(|later| {
                stay.latest.is_none_or(|end| gap_s(end, later.earliest) < certain::LONGEST_S)
            });
            let hit = near.copied().find_map(|later| Some((later, doubt(timeline, stay, later)?)));
            if let Some((later, doubt)) = hit {
                let pair = (stay.event.min(later.event), stay.event.max(later.event));
                found.entry(pair).or_insert((doubt, Vec::new())).1.push(actor);
            }
        }
    }
    found
}

/// Seconds from one instant to a later one; an unknown one may be at any time.
fn gap_s(from: Instant, to: Option<Instant>) -> i64 {
    to.map_or(i64::MIN, |to| to.seconds().saturating_sub(from.seconds()))
}

/// What is doubtful about two stays of one person, the first of which begins earlier by its date.
fn doubt(timeline: &Timeline, a: Stay, b: Stay) -> Option<Doubt> {
    let Distance::Km(km) = distance(timeline, a, b) else { return None };
    if a.from <= b.to && b.from <= a.to || certain::too_long(timeline, a, b).is_some() {
        return None;
    }
    let (latest, earliest) = (a.latest?, b.earliest?);
    let left_s = earliest.seconds().saturating_sub(latest.seconds());
    let way = certain::Way::of(km, left_s);
    if left_s <= 0 {
        Some(Doubt::Overlap)
    } else {
        (left_s < way.takes_s).then_some(Doubt::Short(left_s, way))
    }
}

fn who(timeline: &Timeline, actors: &[ActorId]) -> String {
    let key = |&actor: &ActorId| words::quoted(&timeline.actor(actor).key);
    words::list(&actors.iter().map(key).collect::<Vec<_>>())
}

fn place(timeline: &Timeline, event: EventId) -> String {
    let place = timeline.event(event).place.map(|place| timeline.place(place));
    words::plain(place.map_or("", |place| &place.name))
}

fn placed(timeline: &Timeline, first: EventId, second: EventId, finding: Diagnostic) -> Diagnostic {
    finding
        .at(places::date(timeline, second), format!("in {}", place(timeline, second)))
        .at(places::date(timeline, first), format!("in {}", place(timeline, first)))
}
