//! Who was bodily where, and when for certain.

use crate::date::{Frame, Instant, Precision};
use crate::timeline::{
    ActorId, ActorKind, Event, EventId, Kind, Participant, Party, PlaceId, RelationKind, Status,
    Timeline,
};
use std::collections::BTreeMap;

const MINUTE_S: i64 = 60;

/// A person at a place, for a stretch of time of which `from..=to` is certain.
///
/// `from` is the latest second in which it can have begun, `to` the earliest in which it can have ended; where
/// `to < from`, no single second is certain, but the event touches every stretch that holds both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stay {
    pub(super) event: EventId,
    pub(super) place: PlaceId,
    pub(super) from: Instant,
    pub(super) to: Instant,
    /// The earliest second in which it can have begun, if there is one.
    pub(super) earliest: Option<Instant>,
    /// The latest second in which it can have ended, if there is one.
    pub(super) latest: Option<Instant>,
    /// Start of the window, for a window of a minute.
    pub(super) minute: Option<Instant>,
}

/// Whether nothing says that an event was called off or is still to come.
pub(super) fn may_have_taken_place(event: &Event) -> bool {
    match event.status.as_ref().map(|status| status.value) {
        None
        | Some(Status::Held | Status::Reported | Status::Met | Status::Missed | Status::Extended) => {
            true
        }
        Some(
            Status::Announced
            | Status::Postponed
            | Status::Cancelled
            | Status::NotHeld
            | Status::Superseded,
        ) => false,
    }
}

/// Every person's stays, apart for each scale that their dates are on: between two they cannot be compared to the hour.
pub(super) fn stays_by_person(timeline: &Timeline) -> BTreeMap<(ActorId, Frame), Vec<Stay>> {
    let mut announced = vec![false; timeline.events.len()];
    for relation in timeline.events.iter().flat_map(|event| &event.relations) {
        if relation.kind == RelationKind::Announces {
            announced[relation.target.0 as usize] = true;
        }
    }
    let mut stays: BTreeMap<(ActorId, Frame), Vec<Stay>> = BTreeMap::new();
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let only_announced = announced[id.0 as usize] && event.status.is_none();
        if only_announced || !may_have_taken_place(event) {
            continue;
        }
        let Some((stay, frame)) = stay(event, id) else { continue };
        for actor in persons_present(timeline, event) {
            stays.entry((actor, frame)).or_default().push(stay);
        }
    }
    stays
}

fn stay(event: &Event, id: EventId) -> Option<(Stay, Frame)> {
    let (reading, place) = (event.reading()?, event.place?);
    let hard = reading.hard;
    let lasts_s = event.duration.as_ref().map_or(0, |duration| duration.value.min_s.max(0));
    let end_max = hard.end_max.filter(|_| !event.dates_only_its_start());
    let plus =
        |at: Option<Instant>, s: i64| at.map(|at| Instant::new(at.seconds().saturating_add(s)));
    // An event of known length ends no earlier than its start allows, and starts no later than its end does.
    let from = [hard.start_max, plus(end_max, -lasts_s)].into_iter().flatten().min()?;
    let to = [hard.end_min, plus(hard.start_min, lasts_s)].into_iter().flatten().max()?;
    // `12:00` names a minute: a meeting until 12:00 and one from 12:00 on may share it.
    let blur_s = if reading.civil.precision == Precision::Minute { MINUTE_S - 1 } else { 0 };
    let from = plus(hard.start_min, blur_s).map_or(from, |blurred| from.max(blurred));
    let to = plus(end_max, -blur_s).map_or(to, |blurred| to.min(blurred));
    let is_minute = |start: &Instant| {
        end_max.is_some_and(|end| end.seconds().saturating_sub(start.seconds()) < MINUTE_S)
            && lasts_s == 0
    };
    let minute = hard.start_min.filter(is_minute);
    let (earliest, latest) = (hard.start_min, end_max);
    Some((Stay { event: id, place, from, to, earliest, latest, minute }, reading.frame()))
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
