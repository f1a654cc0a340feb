//! Which events a picture shows. What was left out is counted, so that the picture can say so.

use crate::date::Instant;
use crate::date::civil::Day;
use crate::order::OrderNetwork;
use crate::timeline::{ActorId, EventId, Kind, Timeline};

/// A selection of events; an empty list selects everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Not before this day.
    pub from: Option<Day>,
    /// Not after this day.
    pub to: Option<Day>,
    /// Only events with one of these actors, or of a member of one of them.
    pub actors: Vec<ActorId>,
    /// Only events of these kinds.
    pub kinds: Vec<Kind>,
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// The events that are shown, in file order.
    pub fn select(&self, timeline: &Timeline, order: &OrderNetwork) -> Vec<EventId> {
        timeline.event_ids().filter(|&id| self.admits(timeline, order, id)).collect()
    }

    fn admits(&self, timeline: &Timeline, order: &OrderNetwork, id: EventId) -> bool {
        let event = timeline.event(id);
        let kind = self.kinds.is_empty() || self.kinds.contains(&event.kind);
        let actor = self.actors.is_empty()
            || event.actors().iter().any(|&actor| is_among(timeline, actor, &self.actors));
        kind && actor && self.in_period(timeline, order, id)
    }

    /// Whether the event can lie in the period. An event that no date and no relation places lies in no period.
    fn in_period(&self, timeline: &Timeline, order: &OrderNetwork, id: EventId) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let (first, last) = days(timeline, order, id);
        if first.is_none() && last.is_none() {
            return false;
        }
        let starts_in_time = self.to.is_none_or(|to| first.is_none_or(|day| day <= to));
        let ends_in_time = self.from.is_none_or(|from| last.is_none_or(|day| day >= from));
        starts_in_time && ends_in_time
    }
}

/// The first and the last day that an event can touch, as far as they are known.
pub fn days(timeline: &Timeline, order: &OrderNetwork, id: EventId) -> (Option<Day>, Option<Day>) {
    // Days are compared as local days where the event's date was written, else through the network's instants.
    let civil = timeline.event(id).reading().map(|r| r.civil);
    let bounds = order.bounds(id);
    let local = |instant: Instant| timeline.zone.local(instant).day();
    let first = civil.and_then(|c| c.first).or_else(|| bounds.start_min.map(local));
    let last = civil.and_then(|c| c.last).or_else(|| bounds.end_max.map(local));
    (first, last)
}

/// Whether an actor is one of those asked for, or a member of one of them.
pub fn is_among(timeline: &Timeline, actor: ActorId, asked: &[ActorId]) -> bool {
    asked.iter().any(|&wanted| wanted == actor || belongs_to(timeline, actor, wanted))
}

fn belongs_to(timeline: &Timeline, actor: ActorId, group: ActorId) -> bool {
    let mut at = actor;
    for _ in 0..timeline.actors.len() {
        match timeline.actor(at).member_of {
            Some(next) if next == group => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}
