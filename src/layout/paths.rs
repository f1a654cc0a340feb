//! Life lines as paths: straight in their lane, bent just before and after a meeting.

use crate::layout::spacing::{BEND_PX, STRAIGHT_PX};
use crate::layout::{ChartPoint, Leg};

/// One row, as a life line passes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waypoint {
    /// Position of the row along the axis.
    pub along: f64,
    /// Position across at the row's mark: inside a capsule, or in the lane.
    pub at_mark: f64,
    /// Position across of the lane around this row.
    pub lane: f64,
}

/// Draws a line from a point along its waypoints to `end_along`.
///
/// Passages are in order along the axis. A line leaves a capsule for its lane as soon as there is room and
/// moves to the next place just before it is needed; where rows are too close for both, it goes there at once.
pub fn path(from: ChartPoint, waypoints: &[Waypoint], end_along: f64) -> Vec<Leg> {
    let mut across = from.across;
    let mut legs = Vec::new();
    let mut free_from = from.along;
    for (i, waypoint) in waypoints.iter().enumerate() {
        if waypoint.at_mark != across {
            bend(
                &mut legs,
                &mut across,
                waypoint.at_mark,
                (free_from, waypoint.along - STRAIGHT_PX),
                Side::Late,
            );
        }
        free_from = waypoint.along + STRAIGHT_PX;
        if waypoint.at_mark == waypoint.lane {
            continue;
        }
        let next = waypoints.get(i + 1);
        let stays = next.is_some_and(|n| n.at_mark == across);
        let room_px = next.map_or(f64::INFINITY, |n| n.along - waypoint.along);
        let goes_on = next.is_some_and(|n| n.at_mark != waypoint.lane);
        let needs_px = 2.0 * STRAIGHT_PX + if goes_on { 2.0 * BEND_PX } else { BEND_PX };
        if !stays && room_px >= needs_px {
            let until = next.map_or(end_along, |n| n.along - STRAIGHT_PX);
            let end = bend(&mut legs, &mut across, waypoint.lane, (free_from, until), Side::Early);
            free_from = end;
        }
    }
    legs.push(Leg::To(ChartPoint { along: end_along, across }));
    legs
}

/// Where in the room that there is a bend lies.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Early,
    Late,
}

/// Adds a bend to `target` inside `room` and gives the position along at which it ends.
fn bend(legs: &mut Vec<Leg>, across: &mut f64, target: f64, room: (f64, f64), side: Side) -> f64 {
    // A line that moves far takes a longer bend, so that no bend is steep.
    let wanted_px = BEND_PX.max((target - *across).abs() * 0.8).min(4.0 * BEND_PX);
    let length_px = wanted_px.min((room.1 - room.0).max(0.0));
    let (begin, end) = match side {
        Side::Early => (room.0, room.0 + length_px),
        Side::Late => (room.1 - length_px, room.1),
    };
    legs.push(Leg::To(ChartPoint { along: begin, across: *across }));
    legs.push(Leg::BendTo(ChartPoint { along: end, across: target }));
    *across = target;
    end
}

#[cfg(test)]
mod tests {
    use super::{Waypoint, path};
    use crate::layout::{ChartPoint, Leg};

    fn at(along: f64, across: f64) -> ChartPoint {
        ChartPoint { along, across }
    }

    fn lane(along: f64, lane: f64) -> Waypoint {
        Waypoint { along, at_mark: lane, lane }
    }

    #[test]
    fn a_line_that_meets_nobody_is_straight() {
        let legs = path(at(0.0, 10.0), &[lane(50.0, 10.0), lane(120.0, 10.0)], 200.0);
        assert_eq!(legs.len(), 1);
    }

    #[test]
    fn a_line_bends_before_a_meeting_and_back_after_it() {
        let meeting = Waypoint { along: 120.0, at_mark: 18.0, lane: 10.0 };
        let legs = path(at(0.0, 10.0), &[lane(50.0, 10.0), meeting, lane(200.0, 10.0)], 250.0);
        let bends: Vec<(f64, f64)> = legs
            .iter()
            .filter_map(|s| match s {
                Leg::BendTo(p) => Some((p.along, p.across)),
                Leg::To(_) => None,
            })
            .collect();
        assert_eq!(bends.len(), 2);
        assert!(bends[0].0 < 120.0 && bends[0].1 == 18.0);
        assert!(bends[1].0 > 120.0 && bends[1].0 < 200.0 && bends[1].1 == 10.0);
    }

    #[test]
    fn positions_never_run_backward() {
        let waypoints: Vec<Waypoint> = (0..40)
            .map(|i| {
                let lane = f64::from(i % 3) * 26.0;
                Waypoint { along: 30.0 + f64::from(i) * 20.0, at_mark: lane + 5.0, lane }
            })
            .collect();
        let legs = path(at(0.0, 0.0), &waypoints, 900.0);
        let mut at = 0.0;
        for step in legs {
            let (Leg::To(p) | Leg::BendTo(p)) = step;
            assert!(p.along >= at - 1e-9, "{} < {at}", p.along);
            at = p.along;
        }
    }
}
