//! Schedules that show that something can have been one way and the other.
//!
//! Only the two events asked about are given times. Tightest bounds between all their points are enough for that:
//! times that respect these can always be completed to a schedule of everything (Dechter, Meiri and Pearl 1991,
//! theorem 2.2). Each point is put as early as it can be; what could have been at any earlier time is put near the
//! dates, so that the schedule can be believed and checked by hand.

use crate::order::network::Node;
use crate::order::points::{UTC, end, start};
use crate::timeline::EventId;

/// How far apart the events of a schedule are put when nothing bounds them, in seconds: an hour.
const APART_S: i64 = 3_600;

/// How many points a schedule has: three origins, and start and end of two events.
const POINTS: usize = 7;

/// Times for two events, in seconds after the origin in UTC.
pub(super) struct Schedule {
    /// Where the origins lie that the dates of the two events are counted from.
    pub origins_s: [i64; 2],
    /// Start and end of the first event.
    pub first_s: (i64, i64),
    /// Start and end of the second event.
    pub second_s: (i64, i64),
}

/// A schedule in which `a` ends before `b` begins, by as much as possible, and one in which it does not, by as much;
/// `distance` tells the tightest upper bound of `to − from`, for the one and for the other. `near_s` is the time to put
/// undated events at.
pub(super) fn both_ways(
    distance: [impl Fn(Node, Node) -> Option<i64>; 2],
    (a, b): (EventId, EventId),
    origins: [Node; 2],
    near_s: i64,
) -> [Schedule; 2] {
    let [mut if_before, mut if_not] =
        distance.map(|distance| Bounds::between(distance, origins, (a, b)));
    let (least, most) = if_before.gap_s();
    let widest = most.unwrap_or_else(|| least.unwrap_or(0).max(APART_S));
    if_before.pin(FIRST_END, SECOND_START, widest);
    let (least, most) = if_not.gap_s();
    let narrowest = least.unwrap_or_else(|| most.unwrap_or(0).min(-APART_S));
    if_not.pin(FIRST_END, SECOND_START, narrowest);
    [if_before.schedule(near_s), if_not.schedule(near_s)]
}

const UTC_ORIGIN: usize = 0;
const FIRST_ORIGIN: usize = 1;
const SECOND_ORIGIN: usize = 2;
const FIRST_START: usize = 3;
const FIRST_END: usize = 4;
const SECOND_START: usize = 5;
const SECOND_END: usize = 6;

/// The greatest possible value of `to − from`, by `from` and `to`; `None` is unbounded.
struct Bounds([[Option<i64>; POINTS]; POINTS]);

impl Bounds {
    /// What a solution leaves between the points of two events.
    fn between(
        distance: impl Fn(Node, Node) -> Option<i64>,
        [of_a, of_b]: [Node; 2],
        (a, b): (EventId, EventId),
    ) -> Bounds {
        let nodes: [Node; POINTS] = [UTC, of_a, of_b, start(a), end(a), start(b), end(b)];
        Bounds(nodes.map(|from| nodes.map(|to| distance(from, to))))
    }

    /// The possible range of `start(b) − end(a)`; `None` is unbounded.
    fn gap_s(&self) -> (Option<i64>, Option<i64>) {
        let least = self.0[SECOND_START][FIRST_END].map(i64::saturating_neg);
        (least, self.0[FIRST_END][SECOND_START])
    }

    /// Fixes `to − from`, and draws the conclusions.
    fn pin(&mut self, from: usize, to: usize, value: i64) {
        self.tighten(from, to, value);
        self.tighten(to, from, value.saturating_neg());
    }

    fn tighten(&mut self, from: usize, to: usize, weight: i64) {
        for start in 0..POINTS {
            for end in 0..POINTS {
                let (Some(out), Some(on)) = (self.0[start][from], self.0[to][end]) else {
                    continue;
                };
                let around = out.saturating_add(weight).saturating_add(on);
                if self.0[start][end].is_none_or(|known| around < known) {
                    self.0[start][end] = Some(around);
                }
            }
        }
    }

    /// Times for all points, one after the other, each within what those before it leave.
    fn schedule(mut self, near_s: i64) -> Schedule {
        // Local clocks show UTC if they can.
        let origins_s = [FIRST_ORIGIN, SECOND_ORIGIN].map(|origin| {
            let local_s = self.latest(origin, self.earliest(origin).unwrap_or(0).max(0));
            self.pin(UTC_ORIGIN, origin, local_s);
            local_s
        });
        let mut place = |point: usize| {
            let time = self.earliest(point).unwrap_or_else(|| self.latest(point, near_s));
            self.pin(UTC_ORIGIN, point, time);
            time
        };
        Schedule {
            origins_s,
            first_s: (place(FIRST_START), place(FIRST_END)),
            second_s: (place(SECOND_START), place(SECOND_END)),
        }
    }

    fn earliest(&self, point: usize) -> Option<i64> {
        self.0[point][UTC_ORIGIN].map(i64::saturating_neg)
    }

    /// The latest possible time of a point that is not after `wish`, or the latest possible at all if that is before.
    fn latest(&self, point: usize, wish: i64) -> i64 {
        self.0[UTC_ORIGIN][point].map_or(wish, |latest| latest.min(wish))
    }
}
