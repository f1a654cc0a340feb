//! Every schedule of a small timeline, one by one, each held against the words of the file. It knows no constraints
//! between points, only whether a relation is true of two spans of time.

use crate::rules::{is_moment, known_since, reporting, start, steps};
use demarche::timeline::{EventId, Kind, Relation, RelationKind, Step, Timeline};
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
    let told = || event.accounts.iter().filter(|account| account.rejected.is_none());
    let claimed = told().filter_map(|account| account.when.as_ref()?.reading.as_ref());
    let dated = event.reading().into_iter().chain(claimed).all(|reading| {
        let hard = reading.hard;
        let lies = |time, min: Option<_>, max: Option<_>| {
            let time = demarche::date::Instant::new(time);
            min.is_none_or(|min| min <= time) && max.is_none_or(|max| time <= max)
        };
        let within = |bounds: &demarche::date::Bounds| {
            lies(starts, bounds.start_min, bounds.start_max)
                && lies(ends, bounds.end_min, bounds.end_max)
        };
        within(&hard) && (reading.members.is_empty() || reading.members.iter().any(within))
    });
    let claimed = told().filter_map(|account| account.duration.as_ref());
    let lasts = event.duration.as_deref().into_iter().chain(claimed).all(|duration| {
        let (min, max) = (duration.value.min_s, duration.value.max_s);
        min <= ends - starts && max.is_none_or(|max| ends - starts <= max)
    });
    let passes = [Step::Sent, Step::Delivered, Step::Published]
        .into_iter()
        .all(|step| step_at(timeline, id, step, ends).is_ok());
    let published = reporting(timeline, id).into_iter().all(|source| {
        let published = &timeline.source(source).published;
        let day = published.as_ref().and_then(|published| published.value.hard.end_max);
        day.is_none_or(|day| starts <= day.seconds())
    });
    dated && lasts && passes && published && (!is_moment(timeline, id) || starts == ends)
}

/// Whether every relation between events that are placed is true.
fn relations_hold(timeline: &Timeline, placed: &Schedule) -> bool {
    placed.iter().zip(&timeline.events).enumerate().all(|(a_index, (&a, event))| {
        let accounts = event.accounts.iter().filter(|account| account.rejected.is_none());
        let claimed = accounts.flat_map(|account| &account.relations);
        let all = event.relations.iter().chain(claimed);
        let id = EventId(a_index as u32);
        all.filter(|relation| relation.rejected.is_none()).all(|relation| {
            let Some(&b) = placed.get(relation.target.0 as usize) else {
                return true;
            };
            let in_gap = |gap_s: i64| {
                gap_s > 0
                    && relation.gap.as_ref().is_none_or(|gap| {
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
                RelationKind::RespondsTo | RelationKind::Quotes => {
                    is_known(timeline, id, relation, b, a.0)
                }
                RelationKind::Implements => b.0 < a.0,
                RelationKind::Announces => a.1 <= b.0,
                RelationKind::Reports => b.0 <= a.1,
                RelationKind::SameAs => a == b,
                RelationKind::Supersedes => true,
            }
        })
    })
}

/// The earliest second in which a message, written by `written`, can have come to a step; `Ok(None)` if that has no
/// date, `Err` if it cannot have.
fn step_at(timeline: &Timeline, id: EventId, step: Step, written: i64) -> Result<Option<i64>, ()> {
    let found = timeline.passages.iter().find(|p| p.event == id && p.step == step);
    let Some(reading) = found.and_then(|passage| passage.when.reading.as_ref()) else {
        return Ok(None);
    };
    let before = match step {
        Step::Sent | Step::Published => written,
        Step::Delivered => step_at(timeline, id, Step::Sent, written)?.unwrap_or(written),
    };
    let earliest = reading.hard.start_min.map_or(before, |min| min.seconds().max(before));
    let in_time = reading.hard.end_max.is_none_or(|max| earliest <= max.seconds());
    if in_time { Ok(Some(earliest)) } else { Err(()) }
}

/// Whether one who begins in a second can know what is answered or quoted.
fn is_known(
    timeline: &Timeline,
    a: EventId,
    relation: &Relation,
    b: (i64, i64),
    second: i64,
) -> bool {
    let since = known_since(timeline, a, relation);
    let id = relation.target;
    let step = steps(timeline, id).into_iter().find(|(point, _)| *point == since);
    let known = match step {
        Some((_, passage)) => step_at(timeline, id, passage.step, b.1),
        None if since == start(id) => Ok(Some(b.0)),
        None => Ok(Some(b.1)),
    };
    known.is_ok_and(|known| known.is_some_and(|known| known < second))
}
