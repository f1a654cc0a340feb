//! Where lines run across the picture, once their order is known: so that they move least.
//!
//! Members of a meeting stand side by side at one distance, all others at least as far apart, and nobody beyond the
//! first or the last slot. Among all positions that keep this, those are found for which the lines move least in
//! sum and keep to their slots most; both are weighed against each other. [`flow`] solves it exactly.

pub mod flow;

use crate::layout::line_order::Order;
use flow::Problem;
use std::ops::Range;

/// What moving costs, and being off the slot for a row: a line returns to its slot if for more than three rows
/// nothing keeps it elsewhere, and stays near those whom it meets again soon.
const MOVEMENT: i64 = 3;
const AWAY: i64 = 2;
/// Units in a px.
const UNITS: f64 = 10.0;
/// Lines times rows beyond which nothing is solved.
const MOST: usize = 4000;

/// What positions have to keep.
pub struct Rules<'a> {
    /// For each row, who stands in which slot.
    pub orders: &'a [Order],
    /// For each row, who meets.
    pub meetings: &'a [Vec<u16>],
    /// For each line, the rows behind which it is no longer there.
    pub lives: &'a [Range<usize>],
    /// Position of each slot, px, rising.
    pub slots: &'a [f64],
    /// From one member of a meeting to the next, px.
    pub apart_px: f64,
    /// From the outermost member of a meeting to its neighbour outside, px.
    pub clear_px: f64,
}

/// Positions of all lines, px, by row and line; none where there are too many.
///
/// Before the first row each line stands in its slot.
pub fn positions(rules: &Rules<'_>) -> Option<Vec<Vec<f64>>> {
    let Rules { orders, meetings, lives, slots, .. } = *rules;
    let count = lives.len();
    if count * orders.len() > MOST || count == 0 {
        return None;
    }
    let units = |px: f64| (px * UNITS).round() as i64;
    let (first, last) = (units(slots[0]), units(slots[count - 1]));
    let apart = units(rules.apart_px).min(least_step(slots, units));
    let mut problem = Problem::default();
    // The point of each line in the row before, and how far from it the line stands.
    let mut before: Vec<Option<(usize, i64)>> = vec![None; count];
    let mut places: Vec<Vec<(usize, i64)>> = Vec::with_capacity(orders.len());
    let mut homes = vec![0; count];
    if let Some(order) = orders.first() {
        for (slot, &line) in order.iter().enumerate() {
            homes[line as usize] = units(slots[slot]);
        }
    }
    // In a row in which nobody meets, comes or goes, everybody can stand as in another such row before it.
    let is_quiet = |row: usize| {
        let nobody_goes = || lives.iter().all(|life| life.end != row);
        meetings[row].len() < 2 && row > 0 && orders[row] == orders[row - 1] && nobody_goes()
    };
    for row in 0..orders.len() {
        if row > 0 && is_quiet(row) && (is_quiet(row - 1) || meetings[row - 1].len() < 2) {
            let same = places[row - 1].clone();
            places.push(same);
            continue;
        }
        let alike = (row + 1..orders.len()).take_while(|&row| is_quiet(row)).count();
        let rows = if meetings[row].len() < 2 { 1 + alike as i64 } else { 1 };
        let away = AWAY * rows;
        let clear = units(rules.clear_px).min(least_step(slots, units));
        let here: Vec<(usize, u16)> = orders[row]
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, line)| row < lives[*line as usize].end)
            .collect();
        // Whoever is gone stays where the line ended.
        let mut place: Vec<(usize, i64)> =
            before.iter().map(|known| known.unwrap_or((0, 0))).collect();
        let meets = |line: u16| meetings[row].len() > 1 && meetings[row].contains(&line);
        let mut above: Option<(u16, usize, i64)> = None;
        for &(slot, line) in &here {
            let joined = above.filter(|(other, _, _)| meets(*other) && meets(line));
            let (point, off) = match joined {
                Some((_, point, off)) => (point, off + apart),
                None => (problem.point(units(slots[slot]), away), 0),
            };
            if joined.is_some() {
                problem.wish(point, 0, units(slots[slot]) - off, away);
            } else if let Some((other, upper, upper_off)) = above {
                let least = if meets(other) || meets(line) { clear } else { apart };
                problem.at_least(upper, point, upper_off + least);
            } else {
                problem.at_least(0, point, first);
            }
            place[line as usize] = (point, off);
            above = Some((line, point, off));
            match before[line as usize] {
                // The names stand still.
                None => problem.wish(point, 0, homes[line as usize] - off, MOVEMENT),
                Some((old, old_off)) => problem.wish(point, old, old_off - off, MOVEMENT),
            }
            before[line as usize] = Some((point, off));
        }
        if let Some((_, point, off)) = above {
            problem.at_least(point, 0, off - last);
        }
        places.push(place);
    }
    let (at, _) = problem.solve()?;
    let px = |&(point, off): &(usize, i64)| (at[point] + off) as f64 / UNITS;
    Some(places.iter().map(|place| place.iter().map(px).collect()).collect())
}

/// The least distance of two slots.
fn least_step(slots: &[f64], units: impl Fn(f64) -> i64) -> i64 {
    let steps = slots.windows(2).map(|pair| units(pair[1]) - units(pair[0]));
    steps.min().unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{AWAY, MOVEMENT, Rules, positions};
    use crate::layout::line_order::arrange;
    use crate::layout::line_order::pins::Pins;
    use std::ops::Range;

    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, below: u64) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((self.0 >> 33) % below) as usize
        }
    }

    /// What lines that close up around the middle of their slots in each meeting would cost.
    fn closing_up(orders: &[Vec<u16>], meetings: &[Vec<u16>], slots: &[f64]) -> f64 {
        let rows = orders.iter().zip(meetings).map(|(order, meeting)| {
            let mut at = vec![0.0; order.len()];
            for (slot, &line) in order.iter().enumerate() {
                at[line as usize] = slots[slot];
            }
            let members: Vec<u16> = order.iter().copied().filter(|l| meeting.contains(l)).collect();
            if members.len() > 1 {
                let sum: f64 = members.iter().map(|&m| at[m as usize]).sum();
                let middle = sum / members.len() as f64;
                for (i, &member) in members.iter().enumerate() {
                    let off = i as f64 - (members.len() as f64 - 1.0) / 2.0;
                    at[member as usize] = middle + off * 14.0;
                }
            }
            at
        });
        price(orders, slots, &rows.collect::<Vec<_>>())
    }

    /// Movement and absence, weighed.
    fn price(orders: &[Vec<u16>], slots: &[f64], rows: &[Vec<f64>]) -> f64 {
        let mut before = vec![0.0; slots.len()];
        for (slot, &line) in orders[0].iter().enumerate() {
            before[line as usize] = slots[slot];
        }
        let mut sum = 0.0;
        for (order, row) in orders.iter().zip(rows) {
            for (slot, &line) in order.iter().enumerate() {
                let at = row[line as usize];
                sum += MOVEMENT as f64 * (at - before[line as usize]).abs();
                sum += AWAY as f64 * (at - slots[slot]).abs();
                before[line as usize] = at;
            }
        }
        sum
    }

    #[test]
    fn lines_keep_their_distances_and_move_less_than_by_closing_up() {
        let mut dice = Dice(17);
        let mut better = 0;
        for round in 0..60 {
            let lines = 2 + dice.roll(9);
            let meetings: Vec<Vec<u16>> = (0..1 + dice.roll(24))
                .map(|_| (0..lines as u16).filter(|_| dice.roll(4) == 0).collect())
                .collect();
            let start: Vec<u16> = (0..lines as u16).collect();
            let lives: Vec<Range<usize>> = vec![0..meetings.len(); lines];
            let orders = arrange(&meetings, &start, &lives, Pins::default()).orders;
            let slots: Vec<f64> = (0..lines).map(|slot| 34.0 * slot as f64 + 17.0).collect();
            let rules = Rules {
                orders: &orders,
                meetings: &meetings,
                lives: &lives,
                slots: &slots,
                apart_px: 14.0,
                clear_px: 20.0,
            };
            let rows = positions(&rules).expect("few lines and rows");
            for (row, (order, meeting)) in orders.iter().zip(&meetings).enumerate() {
                let meets = |line: u16| meeting.len() > 1 && meeting.contains(&line);
                for pair in order.windows(2) {
                    let step = rows[row][pair[1] as usize] - rows[row][pair[0] as usize];
                    match (meets(pair[0]), meets(pair[1])) {
                        (true, true) => assert_eq!(step, 14.0, "round {round}, row {row}"),
                        (false, false) => assert!(step >= 14.0, "round {round}, row {row}: {step}"),
                        _ => assert!(step >= 20.0, "round {round}, row {row}: {step}"),
                    }
                }
                let (first, last) = (order[0] as usize, order[lines - 1] as usize);
                assert!(rows[row][first] >= slots[0] && rows[row][last] <= slots[lines - 1]);
            }
            let (ours, simple) =
                (price(&orders, &slots, &rows), closing_up(&orders, &meetings, &slots));
            assert!(ours <= simple + 1e-6, "round {round}: {ours} > {simple}");
            better += usize::from(ours < simple - 1.0);
        }
        assert!(better >= 30, "better in {better} rounds only");
    }
}
