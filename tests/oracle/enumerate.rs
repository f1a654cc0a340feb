//! Every schedule of a small timeline, one by one, each held against the words of the file. It knows no constraints
//! between points, only whether a relation is true of two spans of time.

use crate::rules::{is_moment, reporting};
use demarche::timeline::{EventId, Kind, RelationKind, Timeline};
use std::ops::Range;

/// Start and end of each event.
pub type Schedule = Vec<(i64, i64)>;

/// Every schedule with all points in `seconds`. All dates are in UTC and bounded on every side.
pub fn schedules(timeline: &Timeline, seconds: Range<i64>) -> Vec<Schedule> {
    let mut found = Vec::new();
    place(timeline, &seconds, &mut Vec::new(), &mut found);
    found
}

/// Puts one event after the other wherever the file allows, those before it being placed.
fn place(
    timeline: &Timeline,
    seconds: &Range<i64>,
    placed: &mut Schedule,
    found: &mut Vec<Schedule>,
) {
    if placed.len() == timeline.events.len() {
        found.push(placed.clone());
        return;
    }
    for starts in seconds.clone() {
        for ends in starts..seconds.end {
            placed.push((starts, ends));
            let id = EventId(placed.len() as u32 - 1);
            if is_possible(timeline, id, (starts, ends)) && relations_hold(timeline, placed) {
                place(timeline, seconds, placed, found);
            }
            placed.pop();
        }
    }
}

/// Whether an event can have taken place then, as far as its own entry says.
fn is_possible(timeline: &Timeline, id: EventId, (starts, ends): (i64, i64)) -> bool {
    let event = timeline.event(id);
    let dated = event.reading().is_none_or(|reading| {
        let hard = reading.hard;
        let lies = |time, min: Option<_>, max: Option<_>| {
            let time = demarche::date::Instant(time);
            min.is_none_or(|min| min <= time) && max.is_none_or(|max| time <= max)
        };
        lies(starts, hard.start_min, hard.start_max) && lies(ends, hard.end_min, hard.end_max)
    });
    let lasts = event.duration.as_ref().is_none_or(|duration| {
        let (min, max) = (duration.value.min_s, duration.value.max_s);
        min <= ends - starts && max.is_none_or(|max| ends - starts <= max)
    });
    let published = reporting(timeline, id).into_iter().all(|source| {
        let published = &timeline.source(source).published;
        let day = published.as_ref().and_then(|published| published.value.hard.end_max);
        day.is_none_or(|day| starts <= day.0)
    });
    dated && lasts && published && (!is_moment(timeline, id) || starts == ends)
}

/// Whether every relation between events that are placed is true.
fn relations_hold(timeline: &Timeline, placed: &Schedule) -> bool {
    placed.iter().zip(&timeline.events).all(|(&a, event)| {
        event.relations.iter().all(|relation| {
            let Some(&b) = placed.get(relation.target.0 as usize) else {
                return true;
            };
            let in_gap = |gap_s: i64| {
                gap_s > 0
                    && relation.gap.is_none_or(|gap| {
                        gap.min_s <= gap_s && gap.max_s.is_none_or(|max_s| gap_s <= max_s)
                    })
            };
            match relation.kind {
                RelationKind::After => in_gap(a.0 - b.1),
                RelationKind::Before => in_gap(b.0 - a.1),
                RelationKind::During | RelationKind::PartOf => b.0 <= a.0 && a.1 <= b.1,
                // A deadline is dated by its end: what answers it or carries it out can come sooner.
                RelationKind::RespondsTo | RelationKind::Implements
                    if timeline.event(relation.target).kind == Kind::Deadline =>
                {
                    true
                }
                RelationKind::RespondsTo | RelationKind::Quotes | RelationKind::Implements => {
                    b.0 < a.0
                }
                RelationKind::Announces => a.1 <= b.0,
                RelationKind::Reports => b.0 <= a.1,
                RelationKind::SameAs => a == b,
                RelationKind::Supersedes => true,
            }
        })
    })
}
