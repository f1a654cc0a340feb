//! Who speaks of an event: the relations of others to it, and the sources that it cites itself.

use crate::commitments::{How, Mention};
use crate::date::civil::Day;
use crate::diagnostic::Span;
use crate::timeline::{Event, EventId, RelationKind, SourceId, Status, Timeline};

/// One relation that tells of an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) kind: RelationKind,
    /// The event at the other end of the relation.
    pub(super) carrier: EventId,
    target: EventId,
    per: Option<SourceId>,
    span: Span,
}

impl Told {
    pub(super) fn is_announcement(&self) -> bool {
        self.kind == RelationKind::Announces
    }

    pub(super) fn mention(&self) -> Mention {
        let how = How::Relation(self.kind, self.per);
        Mention { event: self.carrier, how, span: self.span }
    }
}

/// All relations that tell of an event, by the event told of, then in file order.
pub(super) struct Relations(Vec<Told>);

impl Relations {
    pub(super) fn of(&self, event: EventId) -> &[Told] {
        let first = self.0.partition_point(|told| told.target < event);
        let rest = &self.0[first..];
        &rest[..rest.partition_point(|told| told.target == event)]
    }
}

/// The relations by which others announce an event, come back to it, or take its place, as far as they are known
/// as of a day.
pub(super) fn relations_to(timeline: &Timeline, as_of: Option<Day>) -> Relations {
    let mut all = Vec::new();
    for carrier in timeline.event_ids() {
        let event = timeline.event(carrier);
        for relation in &event.relations {
            let (target, kind, per, span) =
                (relation.target, relation.kind, relation.per, relation.span);
            let counts = target != carrier
                && match kind {
                    // Only what took place itself shows that something else did.
                    RelationKind::RespondsTo
                    | RelationKind::Quotes
                    | RelationKind::Reports
                    | RelationKind::Implements
                    | RelationKind::During
                    | RelationKind::PartOf
                    | RelationKind::SameAs => took_place_if_told(event) && !is_after(event, as_of),
                    RelationKind::Announces => !is_after(event, as_of),
                    // A new date is known before the day that it names.
                    RelationKind::Supersedes => true,
                    RelationKind::After | RelationKind::Before => false,
                };
            if counts && is_known(timeline, event, as_of) {
                all.push(Told { kind, carrier, target, per, span });
                // One event told twice: the one is as good a witness of it as the other.
                if kind == RelationKind::SameAs && took_place_if_told(timeline.event(target)) {
                    all.push(Told { kind, carrier: target, target: carrier, per, span });
                }
            }
        }
    }
    all.sort_by_key(|told| told.target);
    Relations(all)
}

/// Whether nothing says of an event that it lay ahead or fell through.
fn took_place_if_told(event: &Event) -> bool {
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

/// Whether an event certainly begins after a day, on the calendar of the file.
pub(super) fn is_after(event: &Event, day: Option<Day>) -> bool {
    let first = event.reading().and_then(|reading| reading.civil.first);
    first.zip(day).is_some_and(|(first, day)| first > day)
}

/// Whether a source of an event may have been there to read on a day; an event without sources is known to its author.
pub(super) fn is_known(timeline: &Timeline, event: &Event, day: Option<Day>) -> bool {
    let Some(day) = day else { return true };
    let is_later = |source| {
        let published = timeline.source(source).published.as_ref();
        published.and_then(|day| day.value.civil.first).is_some_and(|first| first > day)
    };
    event.citations.is_empty() || !event.citations.iter().all(|c| is_later(c.source))
}

/// The citations of an event of sources that no announcement of it cites: they may tell that it took place.
///
/// Where the event itself says that it was announced, its sources may be those of the announcement.
pub(super) fn sources_of_its_own(
    timeline: &Timeline,
    (id, event): (EventId, &Event),
    relations: &[Told],
) -> Vec<Mention> {
    if event.status.as_ref().is_some_and(|status| status.value == Status::Announced) {
        return Vec::new();
    }
    let announcers = relations.iter().filter(|told| told.is_announcement());
    let cited: Vec<SourceId> = announcers
        .flat_map(|told| &timeline.event(told.carrier).citations)
        .map(|citation| citation.source)
        .collect();
    let own = event.citations.iter().filter(|citation| !cited.contains(&citation.source));
    own.map(|citation| Mention {
        event: id,
        how: How::Source(citation.source),
        span: citation.span,
    })
    .collect()
}
