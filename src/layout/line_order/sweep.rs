//! A first order of event rows, found by sweeping through the meetings and back.
//!
//! Where a meeting's members are apart, the sweep moves them together at the place that costs the fewest
//! crossings now. Sweeps forward and backward improve the order at the start, and a local search over that order
//! does the rest. It is a heuristic that starts from the delegations and moves few lines: good, and not proved
//! least. The work is bounded by counts, so that the same file gives the same order everywhere.

use crate::layout::line_order::Order;
use std::cmp::Ordering;

/// About how many elementary steps the local search may spend.
const BUDGET: usize = 3_000_000;

/// Finds an order for every layer.
///
/// `layers[i]` lists the lines that meet in row `i`, each once (none or one: nothing to do there). `start` is a
/// sensible first order, for example by delegation; ties are settled in its favour. The result has an order for
/// each row.
pub fn arrange(layers: &[Vec<u16>], start: &[u16]) -> Vec<Order> {
    let meetings: Vec<&[u16]> = layers.iter().filter(|l| l.len() > 1).map(Vec::as_slice).collect();
    let mut sweep = Sweep::from(&best_start(&meetings, start));
    let mut orders = Vec::with_capacity(layers.len());
    for layer in layers {
        sweep.gather(layer);
        orders.push(sweep.at.clone());
    }
    orders
}

fn best_start(meetings: &[&[u16]], start: &[u16]) -> Order {
    let mut best = start.to_vec();
    let mut best_cost = sweep_cost(meetings, &best, usize::MAX);
    // Down and up again: the order that a backward sweep ends with suits the first meetings.
    for _ in 0..4 {
        let mut sweep = Sweep::from(&best);
        for meeting in meetings {
            sweep.gather(meeting);
        }
        for meeting in meetings.iter().rev() {
            sweep.gather(meeting);
        }
        let cost = sweep_cost(meetings, &sweep.at, best_cost);
        if cost >= best_cost {
            break;
        }
        (best, best_cost) = (sweep.at, cost);
    }
    let lines = start.len();
    let mut left = BUDGET / (meetings.len() * 8 + lines + 1);
    // Local search: take one line out and put it elsewhere, until nothing helps any more.
    let mut improved = true;
    while improved && best_cost > 0 {
        improved = false;
        for from in 0..lines {
            for to in 0..lines {
                if from == to || left == 0 {
                    continue;
                }
                left -= 1;
                let mut trial = best.clone();
                let line = trial.remove(from);
                trial.insert(to, line);
                let cost = sweep_cost(meetings, &trial, best_cost);
                if cost < best_cost {
                    (best, best_cost) = (trial, cost);
                    improved = true;
                }
            }
        }
    }
    best
}

/// Crossings of a forward sweep from `start`; gives up once they reach `limit`.
fn sweep_cost(meetings: &[&[u16]], start: &[u16], limit: usize) -> usize {
    let mut sweep = Sweep::from(start);
    let mut cost = 0;
    for meeting in meetings {
        cost += sweep.gather(meeting);
        if cost >= limit {
            return limit;
        }
    }
    cost
}

/// An order on its way through the layers.
struct Sweep {
    /// Who stands in each slot.
    at: Order,
    /// In which slot each line stands.
    slot: Vec<u16>,
    /// Slots of the members of the meeting at hand.
    members: Vec<u16>,
    /// The lines between the outermost members that are not members.
    outsiders: Vec<u16>,
}

impl Sweep {
    fn from(order: &[u16]) -> Sweep {
        let mut slot = vec![0; order.len()];
        for (i, &line) in order.iter().enumerate() {
            slot[line as usize] = i as u16;
        }
        Sweep { at: order.to_vec(), slot, members: Vec::new(), outsiders: Vec::new() }
    }

    /// Moves the members of a meeting together and gives the number of crossings that this makes.
    ///
    /// Members keep their order among themselves, and so do the others. An outsider with `m` of the `k` members
    /// above it crosses those `m` if it goes above the block and the other `k − m` if it goes below; it goes where
    /// it crosses fewer. Outsiders to whom it makes no difference are shared out evenly, which moves lines least.
    fn gather(&mut self, meeting: &[u16]) -> usize {
        self.members.clear();
        self.members.extend(meeting.iter().map(|&line| self.slot[line as usize]));
        self.members.sort_unstable();
        let (Some(&first), Some(&last)) = (self.members.first(), self.members.last()) else {
            return 0;
        };
        let size = self.members.len();
        let between = (last - first) as usize + 1 - size;
        if between == 0 {
            return 0;
        }
        let (mut cost, mut surely_above, mut either) = (0, 0, 0);
        for (i, pair) in self.members.windows(2).enumerate() {
            let (above, gap) = (i + 1, (pair[1] - pair[0]) as usize - 1);
            cost += gap * above.min(size - above);
            match (2 * above).cmp(&size) {
                Ordering::Less => surely_above += gap,
                Ordering::Equal => either += gap,
                Ordering::Greater => {}
            }
        }
        let above = (between / 2).clamp(surely_above, surely_above + either);
        self.move_block(first as usize, above);
        cost
    }

    /// Puts the block after `above` of the outsiders of the window that begins at slot `first`.
    fn move_block(&mut self, first: usize, above: usize) {
        self.outsiders.clear();
        for pair in self.members.windows(2) {
            let gap = pair[0] as usize + 1..pair[1] as usize;
            self.outsiders.extend_from_slice(&self.at[gap]);
        }
        // From here on `members` holds lines instead of slots.
        for member in &mut self.members {
            *member = self.at[*member as usize];
        }
        let (before, after) = self.outsiders.split_at(above);
        let merged = before.iter().chain(&self.members).chain(after);
        for (slot, &line) in (first..).zip(merged) {
            self.at[slot] = line;
            self.slot[line as usize] = slot as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Sweep, arrange};
    use crate::layout::line_order::story::crossings;

    #[test]
    fn a_meeting_gathers_its_members_at_least_cost() {
        let mut sweep = Sweep::from(&[0, 1, 2, 3, 4]);
        assert_eq!(sweep.gather(&[0, 1, 4]), 2);
        assert_eq!(sweep.at, [0, 1, 4, 2, 3]);
        assert_eq!(sweep.slot, [0, 1, 3, 4, 2]);
    }

    #[test]
    fn the_hangzhou_talks_need_no_crossing() {
        // Obama 0, Kerry 1, Putin 2, Lavrov 3, Ryabkov 4; Kerry–Lavrov twice, then Obama–Putin.
        let layers = vec![vec![1, 3], vec![], vec![1, 3], vec![0, 2]];
        let orders = arrange(&layers, &[0, 1, 2, 3, 4]);
        assert_eq!(crossings(&orders), 0, "{orders:?}");
    }

    #[test]
    fn members_stand_together_in_every_layer() {
        let layers = vec![vec![0, 3], vec![1, 4, 5], vec![0, 5], vec![2, 3, 4], vec![0, 1]];
        let orders = arrange(&layers, &[0, 1, 2, 3, 4, 5]);
        for (order, layer) in orders.iter().zip(&layers) {
            let slots: Vec<usize> =
                layer.iter().filter_map(|l| order.iter().position(|o| o == l)).collect();
            let span = slots.iter().max().unwrap_or(&0) - slots.iter().min().unwrap_or(&0);
            assert_eq!(span + 1, layer.len(), "{order:?} {layer:?}");
        }
    }
}
