//! Life lines as paths: straight in their lane, bent just before and after a meeting.

use crate::layout::spacing::{BEND_PX, STRAIGHT_PX};
use crate::layout::{ChartPoint, Step};

/// One row, as a life line passes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passage {
    /// Position of the row along the axis.
    pub along: f64,
    /// Position across at the row's mark: inside a capsule, or in the lane.
    pub at_mark: f64,
    /// Position across of the lane around this row.
    pub lane: f64,
}

/// Draws a line from `start` along its passages to `end_along`.
///
/// Passages are in order along the axis. A line leaves a capsule for its lane as soon as there is room and
/// moves to the next place just before it is needed; where rows are too close for both, it goes there at once.
pub fn path(start_along: f64, passages: &[Passage], end_along: f64) -> (ChartPoint, Vec<Step>) {
    let mut across = passages.first().map_or(0.0, |p| p.lane);
    let from = ChartPoint { along: start_along, across };
    let mut steps = Vec::new();
    let mut free_from = start_along;
    for (i, passage) in passages.iter().enumerate() {
        if passage.at_mark != across {
            bend(
                &mut steps,
                &mut across,
                passage.at_mark,
                (free_from, passage.along - STRAIGHT_PX),
                Side::Late,
            );
        }
        free_from = passage.along + STRAIGHT_PX;
        if passage.at_mark == passage.lane {
            continue;
        }
        let next = passages.get(i + 1);
        let stays = next.is_some_and(|n| n.at_mark == across);
        let room_px = next.map_or(f64::INFINITY, |n| n.along - passage.along);
        let goes_on = next.is_some_and(|n| n.at_mark != passage.lane);
        let needs_px = 2.0 * STRAIGHT_PX + if goes_on { 2.0 * BEND_PX } else { BEND_PX };
        if !stays && room_px >= needs_px {
            let until = next.map_or(end_along, |n| n.along - STRAIGHT_PX);
            let end = bend(&mut steps, &mut across, passage.lane, (free_from, until), Side::Early);
            free_from = end;
        }
    }
    steps.push(Step::To(ChartPoint { along: end_along, across }));
    (from, steps)
}

/// Where in the room that there is a bend lies.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Early,
    Late,
}

/// Adds a bend to `target` inside `room` and gives the position along at which it ends.
fn bend(steps: &mut Vec<Step>, across: &mut f64, target: f64, room: (f64, f64), side: Side) -> f64 {
    // A line that moves far takes a longer bend, so that no bend is steep.
    let wanted_px = BEND_PX.max((target - *across).abs() * 0.8).min(4.0 * BEND_PX);
    let length_px = wanted_px.min((room.1 - room.0).max(0.0));
    let (begin, end) = match side {
        Side::Early => (room.0, room.0 + length_px),
        Side::Late => (room.1 - length_px, room.1),
    };
    steps.push(Step::To(ChartPoint { along: begin, across: *across }));
    steps.push(Step::BendTo(ChartPoint { along: end, across: target }));
    *across = target;
    end
}

#[cfg(test)]
mod tests {
    use super::{Passage, path};
    use crate::layout::Step;

    fn lane(along: f64, lane: f64) -> Passage {
        Passage { along, at_mark: lane, lane }
    }

    #[test]
    fn a_line_that_meets_nobody_is_straight() {
        let (from, steps) = path(0.0, &[lane(50.0, 10.0), lane(120.0, 10.0)], 200.0);
        assert_eq!(from.across, 10.0);
        assert_eq!(steps.len(), 1);
    }

    #[test]
    fn a_line_bends_before_a_meeting_and_back_after_it() {
        let meeting = Passage { along: 120.0, at_mark: 18.0, lane: 10.0 };
        let (_, steps) = path(0.0, &[lane(50.0, 10.0), meeting, lane(200.0, 10.0)], 250.0);
        let bends: Vec<(f64, f64)> = steps
            .iter()
            .filter_map(|s| match s {
                Step::BendTo(p) => Some((p.along, p.across)),
                Step::To(_) => None,
            })
            .collect();
        assert_eq!(bends.len(), 2);
        assert!(bends[0].0 < 120.0 && bends[0].1 == 18.0);
        assert!(bends[1].0 > 120.0 && bends[1].0 < 200.0 && bends[1].1 == 10.0);
    }

    #[test]
    fn positions_never_run_backward() {
        let passages: Vec<Passage> = (0..40)
            .map(|i| {
                let lane = f64::from(i % 3) * 26.0;
                Passage { along: 30.0 + f64::from(i) * 20.0, at_mark: lane + 5.0, lane }
            })
            .collect();
        let (from, steps) = path(0.0, &passages, 900.0);
        let mut at = from.along;
        for step in steps {
            let (Step::To(p) | Step::BendTo(p)) = step;
            assert!(p.along >= at - 1e-9, "{} < {at}", p.along);
            at = p.along;
        }
    }
}
