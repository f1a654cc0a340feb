//! The axis of time: where rows stand along it, and where any instant between them lies.
//!
//! Three scales, none of which changes the order of rows:
//!
//! - **sequence**: rows follow each other at the distances that words and bends need;
//! - **elastic**: a distance is in proportion to time, but never less than words need and never more than a cap. Where
//!   the cap is hit the axis is *broken*, and the picture names the time that was skipped;
//! - **linear**: instants stand exactly in proportion. Rows that crowd there make room for each other, moved as little
//!   as least squares allow; the picture says how far.

use crate::date::Instant;
use crate::layout::spans::Along;

/// How time becomes length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// In proportion, between what words need and a cap.
    Elastic,
    /// Exactly in proportion.
    Linear,
    /// One after the other.
    Sequence,
}

/// The scales by name.
pub const SCALES: &[(&str, Scale)] =
    &[("elastic", Scale::Elastic), ("linear", Scale::Linear), ("sequence", Scale::Sequence)];

/// A row on the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Need {
    /// When it is, seconds; never before the row above it.
    pub at_s: i64,
    /// Least distance from the row above it, px; nothing for the first.
    pub least_px: f64,
    /// Longest distance before the axis is broken, px.
    pub cap_px: f64,
}

/// A place where an instant is known to lie.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Knot {
    at_s: i64,
    /// Where it begins, and where the last row of the same instant is.
    px: (f64, f64),
}

/// A stretch of the axis that is shorter than its time would be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Break {
    /// From the row above to the row below, px.
    pub px: (f64, f64),
    /// Where the mark of the break stands, and with it every instant inside.
    pub at_px: f64,
    /// The row below.
    pub row: usize,
    /// The time between them.
    pub skipped_s: i64,
}

/// An axis with its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Position of each row, px from the beginning of the axis.
    pub rows: Vec<f64>,
    /// Where it is broken, in order.
    pub breaks: Vec<Break>,
    /// Px of one second; zero if it has no scale.
    pub px_per_s: f64,
    /// How many rows stand off their instant, and by how many seconds at most.
    pub moved: (usize, i64),
    knots: Vec<Knot>,
}

/// The elastic axis that is `wanted_px` long, or as near to that as its needs and caps allow.
pub fn elastic(needs: &[Need], first_px: f64, wanted_px: f64) -> Axis {
    let gaps: Vec<i64> = needs.windows(2).map(|pair| pair[1].at_s - pair[0].at_s).collect();
    let distance = |gap: usize, px_per_s: f64| {
        let need = needs[gap + 1];
        let cap_px = need.cap_px.max(need.least_px);
        (gaps[gap] as f64 * px_per_s).clamp(need.least_px, cap_px)
    };
    let length = |px_per_s: f64| (0..gaps.len()).map(|gap| distance(gap, px_per_s)).sum::<f64>();
    // The whole length grows with the scale; sixty halvings reach a second in many centuries.
    let (mut low, mut high) = (0.0, 64.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if length(middle) <= wanted_px { low = middle } else { high = middle }
    }
    let mut rows = Vec::with_capacity(needs.len());
    let mut breaks = Vec::new();
    let mut at = first_px;
    for row in 0..needs.len() {
        if row > 0 {
            let step = distance(row - 1, low);
            if gaps[row - 1] as f64 * low > step + 0.5 {
                breaks.push(Break {
                    px: (at, at + step),
                    at_px: at + step / 2.0,
                    row,
                    skipped_s: gaps[row - 1],
                });
            }
            at += step;
        }
        rows.push(at);
    }
    let knots = knots(needs, &rows);
    Axis { rows, breaks, px_per_s: 0.0, moved: (0, 0), knots }
}

/// The linear axis, its instants `length_px` apart from the first to the last.
pub fn linear(needs: &[Need], first_px: f64, length_px: f64) -> Axis {
    let first_s = needs.first().map_or(0, |need| need.at_s);
    let last_s = needs.last().map_or(0, |need| need.at_s);
    let px_per_s = if last_s > first_s { length_px / (last_s - first_s) as f64 } else { 0.0 };
    let place = |at_s: i64| first_px + (at_s - first_s) as f64 * px_per_s;
    let targets: Vec<f64> = needs.iter().map(|need| place(need.at_s)).collect();
    let rows = apart(&targets, needs, first_px);
    let off_px = |(row, target): (&f64, &f64)| (row - target).abs();
    let off = || rows.iter().zip(&targets).map(off_px).filter(|off| *off > 0.5);
    let most_px = off().fold(0.0, f64::max);
    let most_s = if px_per_s > 0.0 { (most_px / px_per_s).round() as i64 } else { 0 };
    let knots = match needs {
        [] => Vec::new(),
        _ => [first_s, last_s].map(|at_s| Knot { at_s, px: (place(at_s), place(at_s)) }).to_vec(),
    };
    Axis { moved: (off().count(), most_s), rows, breaks: Vec::new(), px_per_s, knots }
}

/// Positions nearest to their targets, by least squares, that keep their least distances and begin at `first_px`.
///
/// With the needs taken off, distances may not shrink: isotonic regression, by pooling neighbours that violate it.
fn apart(targets: &[f64], needs: &[Need], first_px: f64) -> Vec<f64> {
    let mut taken = Vec::with_capacity(needs.len());
    let mut sum = 0.0;
    for (row, need) in needs.iter().enumerate() {
        sum += if row > 0 { need.least_px } else { 0.0 };
        taken.push(sum);
    }
    // Pools of rows that stand side by side: their mean, and how many they are.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (target, taken) in targets.iter().zip(&taken) {
        pools.push((target - taken, 1));
        while let [.., (above, n), (below, m)] = pools.as_slice() {
            if above <= below {
                break;
            }
            let (count, mean) = (n + m, (above * *n as f64 + below * *m as f64) / (n + m) as f64);
            pools.truncate(pools.len() - 2);
            pools.push((mean, count));
        }
    }
    let means = pools.iter().flat_map(|&(mean, count)| std::iter::repeat_n(mean, count));
    means.zip(&taken).map(|(mean, taken)| mean.max(first_px) + taken).collect()
}

fn knots(needs: &[Need], rows: &[f64]) -> Vec<Knot> {
    let mut knots: Vec<Knot> = Vec::new();
    for (need, &px) in needs.iter().zip(rows) {
        match knots.last_mut().filter(|last| last.at_s == need.at_s) {
            Some(last) => last.px.1 = px,
            None => knots.push(Knot { at_s: need.at_s, px: (px, px) }),
        }
    }
    knots
}

impl Axis {
    /// Moves everything along the axis.
    pub fn shift(&mut self, by_px: f64) {
        let knots = self.knots.iter_mut().flat_map(|knot| [&mut knot.px.0, &mut knot.px.1]);
        let breaks = self.breaks.iter_mut().flat_map(|b| [&mut b.px.0, &mut b.px.1, &mut b.at_px]);
        for px in self.rows.iter_mut().chain(knots).chain(breaks) {
            *px += by_px;
        }
    }

    /// Position of an instant, px; outside the axis, its nearer end. An instant inside a break lies at its middle.
    pub fn position_px(&self, at_s: i64) -> f64 {
        let after = self.knots.partition_point(|knot| knot.at_s <= at_s);
        let Some(below) = self.knots.get(after) else {
            return self.knots.last().map_or(0.0, |knot| knot.px.1);
        };
        let Some(above) = after.checked_sub(1).map(|i| self.knots[i]) else {
            return below.px.0;
        };
        if at_s == above.at_s {
            return above.px.0;
        }
        if let Some(found) = self.breaks.iter().find(|b| b.px.0 == above.px.1) {
            return found.at_px;
        }
        let part = (at_s - above.at_s) as f64 / (below.at_s - above.at_s) as f64;
        above.px.1 + (below.px.0 - above.px.1) * part
    }

    fn is_broken(&self, from_px: f64) -> bool {
        self.breaks.iter().any(|b| b.px.0 == from_px)
    }

    /// From its first instant to its last, px. On a linear axis rows may stand beyond it.
    pub fn ends_px(&self) -> (f64, f64) {
        let ends = self.knots.first().zip(self.knots.last());
        ends.map_or((0.0, 0.0), |(first, last)| (first.px.0, last.px.1))
    }

    /// Where the instant of each of `needs` truly lies, which for a row that made room is not where it stands.
    pub fn true_px(&self, needs: &[i64]) -> Vec<f64> {
        needs.iter().map(|&at_s| self.position_px(at_s)).collect()
    }

    /// The stretches that are in proportion: their instants and their positions.
    pub fn stretches(&self) -> impl Iterator<Item = ((i64, i64), (f64, f64))> + '_ {
        self.knots
            .windows(2)
            .filter(|pair| !self.is_broken(pair[0].px.1))
            .map(|pair| ((pair[0].at_s, pair[1].at_s), (pair[0].px.1, pair[1].px.0)))
    }
}

impl Along for Axis {
    fn start_px(&self, at: Instant) -> f64 {
        self.position_px(at.seconds())
    }

    fn end_px(&self, at: Instant) -> f64 {
        self.position_px(at.seconds().saturating_add(1))
    }

    fn row_px(&self, row: usize) -> f64 {
        self.rows[row]
    }

    fn limits_px(&self) -> (f64, f64) {
        let ends = self.rows.first().copied().zip(self.rows.last().copied());
        ends.map_or((0.0, 0.0), |(first, last)| (first - 12.0, last + 12.0))
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, Need, elastic, linear};

    fn needs(at: &[i64]) -> Vec<Need> {
        at.iter().map(|&at_s| Need { at_s, least_px: 40.0, cap_px: 100.0 }).collect()
    }

    #[test]
    fn elastic_distances_lie_between_need_and_cap() {
        let axis = elastic(&needs(&[0, 10, 30, 100_000, 100_050]), 0.0, 270.0);
        let steps: Vec<f64> = axis.rows.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(steps.iter().all(|step| (40.0..=100.0).contains(step)), "{steps:?}");
        assert!((axis.rows[4] - 270.0).abs() < 0.01, "{:?}", axis.rows);
        assert_eq!(axis.breaks.len(), 1);
        assert_eq!(axis.breaks[0].skipped_s, 99_970);
    }

    #[test]
    fn instants_lie_in_proportion_between_rows_and_in_the_middle_of_a_break() {
        let axis = elastic(&needs(&[0, 10, 100_000]), 0.0, 200.0);
        let (a, b) = (axis.rows[0], axis.rows[1]);
        assert!((axis.position_px(5) - (a + b) / 2.0).abs() < 1e-9);
        assert_eq!(axis.position_px(50_000), (b + axis.rows[2]) / 2.0);
        assert_eq!((axis.position_px(-9), axis.position_px(1 << 40)), (a, axis.rows[2]));
    }

    fn check_linear(at: &[i64], length_px: f64) -> Axis {
        let axis = linear(&needs(at), 10.0, length_px);
        assert!(axis.rows.windows(2).all(|pair| pair[1] - pair[0] >= 40.0 - 1e-9), "{axis:?}");
        assert!(axis.rows.first().is_none_or(|&first| first >= 10.0 - 1e-9), "{axis:?}");
        axis
    }

    #[test]
    fn a_linear_axis_with_room_is_exact() {
        let axis = check_linear(&[0, 50, 100], 200.0);
        assert_eq!(axis.rows, [10.0, 110.0, 210.0]);
        assert_eq!(axis.moved, (0, 0));
    }

    #[test]
    fn rows_that_crowd_make_room_and_say_so() {
        let axis = check_linear(&[0, 100, 102, 200], 200.0);
        // The two in the middle share what they need: 19 px each.
        assert_eq!(axis.rows, [10.0, 91.0, 131.0, 210.0]);
        assert_eq!(axis.moved, (2, 19));
        check_linear(&[0, 0, 0, 1], 10.0);
        check_linear(&[], 10.0);
        assert_eq!(check_linear(&[7], 10.0).rows, [10.0]);
    }
}
