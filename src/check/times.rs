//! What dates alone prove: the least distance between two bounds.

use crate::date::{Frame, Instant, Reading};
use crate::timeline::Event;

/// A local second of an unknown zone lies between 14 hours before and 12 hours after the same second of UTC.
const FLOATING_EARLIEST_S: i64 = -14 * 3600;
const FLOATING_LATEST_S: i64 = 12 * 3600;

/// A bound of a date, on the scale that the date was read on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    at: Instant,
    frame: Frame,
}

/// The least number of seconds that lie between `from` and `to`, whatever the unknown zones are; negative
/// when `to` can come first.
pub(super) fn least_gap_s(from: Edge, to: Edge) -> i64 {
    let gap = to.at.seconds().saturating_sub(from.at.seconds());
    let slack = match (from.frame, to.frame) {
        // On one clock of unknown zone a distance is exact.
        (one, other) if one == other => 0,
        (Frame::Floating(_), Frame::Floating(_)) => FLOATING_EARLIEST_S - FLOATING_LATEST_S,
        (_, Frame::Floating(_)) => FLOATING_EARLIEST_S,
        (Frame::Floating(_), _) => -FLOATING_LATEST_S,
        (Frame::Utc, Frame::Utc) => 0,
    };
    gap.saturating_add(slack)
}

pub(super) fn start_min(reading: &Reading) -> Option<Edge> {
    edge(reading, reading.hard.start_min)
}

pub(super) fn start_max(reading: &Reading) -> Option<Edge> {
    edge(reading, reading.hard.start_max)
}

pub(super) fn end_min(reading: &Reading) -> Option<Edge> {
    edge(reading, reading.hard.end_min)
}

pub(super) fn end_max(reading: &Reading) -> Option<Edge> {
    edge(reading, reading.hard.end_max)
}

/// The latest end that the date of an event allows; `None` where the date says only when it began.
pub(super) fn end_max_of(event: &Event) -> Option<Edge> {
    event.reading().filter(|_| !event.dates_only_its_start()).and_then(end_max)
}

fn edge(reading: &Reading, bound: Option<Instant>) -> Option<Edge> {
    bound.map(|at| Edge { at, frame: reading.frame() })
}

#[cfg(test)]
mod tests {
    use super::{Edge, least_gap_s};
    use crate::date::zone::LocalClock;
    use crate::date::{Frame, Instant};

    #[test]
    fn an_unknown_zone_costs_what_the_world_spans() {
        let edge = |at, frame| Edge { at: Instant::new(at), frame };
        let [local, other] = [0, 1].map(|clock| Frame::Floating(LocalClock(clock)));
        let day = 86_400;
        assert_eq!(least_gap_s(edge(0, Frame::Utc), edge(day, Frame::Utc)), day);
        assert_eq!(least_gap_s(edge(0, local), edge(day, local)), day);
        assert_eq!(least_gap_s(edge(0, Frame::Utc), edge(day, local)), 10 * 3600);
        assert_eq!(least_gap_s(edge(0, local), edge(day, Frame::Utc)), 12 * 3600);
        assert_eq!(least_gap_s(edge(0, local), edge(2 * day, other)), 22 * 3600);
    }
}
