//! Schedules that show that something can have been one way and the other.
//!
//! A witness satisfies every fact in force. Everything in it happens as early as it can; what could have happened
//! at any earlier time is put near the events asked about, so that the schedule can be believed and checked by hand.

use crate::order::encode::{LOCAL, UTC, end, start};
use crate::order::network::{Edge, Network, Node};
use crate::order::relax::Relaxation;
use crate::order::solution::{Direction, Solution, UNBOUNDED};
use crate::timeline::EventId;

/// How far apart the events of a schedule are put when nothing bounds them, in seconds: an hour.
const APART_S: i64 = 3_600;

/// A time for every point, in seconds after the origin in UTC.
pub(super) struct Schedule(Vec<i64>);

impl Schedule {
    /// The time of a point after an origin.
    pub fn since(&self, origin: Node, point: Node) -> i64 {
        self.0[point.index()].saturating_sub(self.0[origin.index()])
    }
}

/// A schedule in which `a` ends before `b` begins, by as much as the gap allows, and one in which it does not, by
/// as much. `gap_s` is the possible range of `start(b) − end(a)`, and `near_s` the time to put undated events at.
pub(super) fn both_ways(
    network: &Network,
    solution: &Solution,
    (a, b): (EventId, EventId),
    gap_s: (Option<i64>, Option<i64>),
    near_s: i64,
) -> Option<[Schedule; 2]> {
    let most = gap_s.1.unwrap_or_else(|| gap_s.0.unwrap_or(0).max(APART_S));
    let least = gap_s.0.unwrap_or_else(|| gap_s.1.unwrap_or(0).min(-APART_S));
    let (end, start) = (end(a), start(b));
    let at_least = Edge { from: start, to: end, weight: most.saturating_neg(), fact: None };
    let at_most = Edge { from: end, to: start, weight: least, fact: None };
    Some([
        schedule(network, solution, at_least, near_s)?,
        schedule(network, solution, at_most, near_s)?,
    ])
}

/// The earliest schedule under one constraint more; `None` if the constraint cannot hold.
fn schedule(
    network: &Network,
    solution: &Solution,
    assumed: Edge,
    near_s: i64,
) -> Option<Schedule> {
    let network = network.with(assumed);
    let mut relaxation =
        Relaxation::new(&network, solution.withdrawn().clone(), solution.potentials().to_vec());
    relaxation.run().ok()?;
    let (withdrawn, potentials) = relaxation.into_parts();
    let solution = Solution::new(withdrawn, potentials, &[]);
    let latest = solution.distances(&network, &[(UTC, 0)], Direction::From);
    let earliest_negated = solution.distances(&network, &[(UTC, 0)], Direction::To);
    // A point may be held at or after any time that is not beyond its latest; the earliest schedule that respects
    // this is found by treating each such time as an origin.
    let mut origins = vec![(UTC, 0), (LOCAL, latest[LOCAL.index()].min(0).saturating_neg())];
    for (index, &latest) in latest.iter().enumerate() {
        if earliest_negated[index] == UNBOUNDED {
            origins.push((Node(index as u32), latest.min(near_s).saturating_neg()));
        }
    }
    let negated = solution.distances(&network, &origins, Direction::To);
    Some(Schedule(negated.iter().map(|time| time.saturating_neg()).collect()))
}
