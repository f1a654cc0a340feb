//! What became of what was announced or demanded, as far as the file says.

use crate::date::Reading;
use crate::date::civil::Day;
use crate::timeline::{Event, RelationKind, Status, Timeline};

/// Whether the status of an event leaves open what became of it.
pub(super) fn is_open(event: &Event) -> bool {
    match event.status.as_ref().map(|status| status.value) {
        None | Some(Status::Announced) => true,
        Some(
            Status::Held
            | Status::Postponed
            | Status::Cancelled
            | Status::NotHeld
            | Status::Reported
            | Status::Met
            | Status::Missed
            | Status::Extended
            | Status::Superseded,
        ) => false,
    }
}

/// Which events another one comes back to: answers, reports, quotes, carries out, replaces, or is a part of.
pub(super) fn followed(timeline: &Timeline) -> Vec<bool> {
    let mut followed = vec![false; timeline.events.len()];
    for id in timeline.event_ids() {
        for relation in &timeline.event(id).relations {
            let comes_back = match relation.kind {
                RelationKind::RespondsTo
                | RelationKind::Reports
                | RelationKind::Quotes
                | RelationKind::Implements
                | RelationKind::Supersedes
                | RelationKind::During
                | RelationKind::PartOf
                | RelationKind::SameAs => true,
                RelationKind::After | RelationKind::Before | RelationKind::Announces => false,
            };
            if comes_back && relation.target != id {
                followed[relation.target.0 as usize] = true;
                // One event told twice: what comes back to the one comes back to the other.
                if relation.kind == RelationKind::SameAs {
                    followed[id.0 as usize] = true;
                }
            }
        }
    }
    followed
}

/// Whether a date lies wholly before a day, on the calendar of the file; never of a date that is uncertain.
pub(super) fn is_over(date: &Reading, day: Day) -> bool {
    let civil = &date.civil;
    !civil.approximate && !civil.uncertain && civil.last.is_some_and(|last| last < day)
}
