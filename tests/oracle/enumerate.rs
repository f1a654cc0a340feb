//! Every schedule of a small timeline, one by one. It reads the file's own words, not constraints.

use crate::rules::{Constraint, constraints, end, point_count, start};
use demarche::timeline::{EventId, Timeline};
use std::ops::Range;

/// Start and end of each event.
pub type Schedule = Vec<(i64, i64)>;

/// Every schedule with all points in `seconds`, local clocks aside.
pub fn schedules(timeline: &Timeline, seconds: Range<i64>) -> Vec<Schedule> {
    let local = 1;
    let constraints: Vec<Constraint> =
        constraints(timeline).into_iter().filter(|c| c.from != local && c.to != local).collect();
    let mut found = Vec::new();
    let mut points = vec![None; point_count(timeline)];
    points[0] = Some(0);
    place(timeline, &constraints, &seconds, EventId(0), &mut points, &mut found);
    found
}

/// Puts one event after the other wherever nothing that is placed already forbids it.
fn place(
    timeline: &Timeline,
    constraints: &[Constraint],
    seconds: &Range<i64>,
    event: EventId,
    points: &mut Vec<Option<i64>>,
    found: &mut Vec<Schedule>,
) {
    if event.0 as usize == timeline.events.len() {
        let at = |point: usize| points[point].expect("every point is placed");
        found.push(timeline.event_ids().map(|id| (at(start(id)), at(end(id)))).collect());
        return;
    }
    for starts in seconds.clone() {
        for ends in starts..seconds.end {
            points[start(event)] = Some(starts);
            points[end(event)] = Some(ends);
            let broken = |c: &Constraint| {
                points[c.to].zip(points[c.from]).is_some_and(|(to, from)| to - from > c.weight)
            };
            if !constraints.iter().any(broken) {
                place(timeline, constraints, seconds, EventId(event.0 + 1), points, found);
            }
        }
    }
    points[start(event)] = None;
    points[end(event)] = None;
}
