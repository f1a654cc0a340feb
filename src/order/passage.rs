//! The way of a message, and for which step of it an answer, a reaction or a quotation has to wait.
//!
//! A message is written (its date), sent, delivered, made public. Who answers it has received it; who reacts to it or
//! quotes it without being its author or its addressee knows it since it was public. Each is said only as far as
//! the file dates the steps: a step without a date is no point of the network, and the one before it has to do.

use crate::order::network::Node;
use crate::order::points;
use crate::timeline::{
    ActorId, EventId, Kind, Participant, Party, Passage, Relation, RelationKind, Step, Timeline,
};

/// A point of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// It begins.
    Start,
    /// It ends; of a message: it is written.
    End,
    /// A step on the way of a message.
    Passing(Step),
}

/// The dated steps of an event, each with its place in [`Timeline::passages`], in the order of the way.
pub fn dated_steps(
    timeline: &Timeline,
    event: EventId,
) -> impl Iterator<Item = (usize, &Passage)> + '_ {
    let passages = &timeline.passages;
    let first = passages.partition_point(|passage| passage.event < event);
    let those = passages.iter().enumerate().skip(first);
    those
        .take_while(move |(_, passage)| passage.event == event)
        .filter(|(_, passage)| passage.when.reading.is_some())
}

/// Which point of the target has certainly passed when the carrier of an answer or a quotation begins.
pub fn awaited(timeline: &Timeline, carrier: EventId, relation: &Relation) -> Moment {
    let target = relation.target;
    let steps: Vec<Step> = dated_steps(timeline, target).map(|(_, p)| p.step).collect();
    let is_message = timeline.event(target).kind == Kind::Message;
    let known_by = known_by(timeline, carrier, target);
    let written = if is_message || !steps.is_empty() { Moment::End } else { Moment::Start };
    let dated = |step: Step| steps.contains(&step).then_some(Moment::Passing(step));
    let received = || dated(Step::Delivered).or(dated(Step::Sent)).unwrap_or(written);
    match relation.kind {
        RelationKind::RespondsTo => match known_by {
            KnownBy::Author => written,
            KnownBy::Addressee | KnownBy::Anyone => received(),
            KnownBy::Others => dated(Step::Published).unwrap_or(written),
        },
        RelationKind::Quotes => match known_by {
            KnownBy::Author => written,
            KnownBy::Addressee => received(),
            KnownBy::Others | KnownBy::Anyone => dated(Step::Published).unwrap_or(written),
        },
        RelationKind::After
        | RelationKind::Before
        | RelationKind::During
        | RelationKind::PartOf
        | RelationKind::Announces
        | RelationKind::Reports
        | RelationKind::Supersedes
        | RelationKind::Implements
        | RelationKind::SameAs => Moment::Start,
    }
}

/// The point of the network for a moment of an event.
pub(super) fn node(timeline: &Timeline, event: EventId, moment: Moment) -> Node {
    match moment {
        Moment::Start => points::start(event),
        Moment::End => points::end(event),
        Moment::Passing(step) => {
            let found = dated_steps(timeline, event).find(|(_, passage)| passage.step == step);
            found.map_or(points::end(event), |(index, _)| points::passing(timeline, index))
        }
    }
}

/// As whom the carrier of a relation knows a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KnownBy {
    /// As one who wrote it.
    Author,
    /// As one whom it was for.
    Addressee,
    /// As neither: a third party.
    Others,
    /// The file does not say.
    Anyone,
}

fn known_by(timeline: &Timeline, carrier: EventId, message: EventId) -> KnownBy {
    let delegation = |p: &Participant| match p.party {
        Party::Actor(actor) => Some(timeline.delegation(actor)),
        Party::Audience(_) => None,
    };
    let event = timeline.event(carrier);
    let those: Vec<Option<ActorId>> =
        event.speaker.iter().chain(&event.participants).map(delegation).collect();
    let message = timeline.event(message);
    let is_among = |party: &Participant| {
        let delegation = delegation(party);
        delegation.is_some() && those.contains(&delegation)
    };
    if message.speaker.iter().any(is_among) {
        KnownBy::Author
    } else if message.to.iter().any(is_among) {
        KnownBy::Addressee
    } else if those.is_empty()
        || message.to.is_empty()
        || message.to.iter().any(|p| delegation(p).is_none())
    {
        KnownBy::Anyone
    } else {
        KnownBy::Others
    }
}
