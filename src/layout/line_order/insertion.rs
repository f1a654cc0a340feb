//! Local search: takes whole life lines out and puts them back where they cross fewest others.
//!
//! With all other lines fixed, the best way of one line through its layers is a shortest path over slots, found by
//! dynamic programming. A story is built up from nothing by such insertions; then lines are taken out, one by one
//! and in small groups, and inserted again. Work is counted in elementary steps, never in time.

use crate::layout::line_order::Order;
use crate::layout::line_order::story::{Place, Story, crossings};

/// How much one crossing counts against one slot of movement.
const CROSSING: u64 = 1 << 24;

/// The best orders that the search finds, from `first` on if that is given.
///
/// `rank[line]` is the line's place in the order to prefer where crossings tie; `steps` bounds the work.
pub fn search(story: &Story, rank: &[u16], first: Option<Vec<Order>>, steps: u64) -> Vec<Order> {
    let mut search = Search { story, rank, steps, orders: Vec::new() };
    search.orders = first.unwrap_or_else(|| vec![Order::new(); story.layers().len()]);
    let mut lines: Vec<u16> = (0..story.lines() as u16).collect();
    lines.sort_by_key(|&line| rank[line as usize]);
    for &line in &lines {
        if !search.orders.iter().any(|order| order.contains(&line)) {
            search.insert(line);
        }
    }
    search.polish(&lines);
    search.shake(&lines);
    search.orders
}

struct Search<'a> {
    story: &'a Story,
    rank: &'a [u16],
    steps: u64,
    orders: Vec<Order>,
}

impl Search<'_> {
    /// Inserts every line anew until a round brings nothing.
    fn polish(&mut self, lines: &[u16]) {
        let mut cost = crossings(&self.orders);
        while self.steps > 0 {
            for &line in lines {
                if self.steps == 0 {
                    return;
                }
                self.remove(line);
                self.insert(line);
            }
            let now = crossings(&self.orders);
            if now >= cost {
                return;
            }
            cost = now;
        }
    }

    /// Takes small groups out, lines that meet each other or any lines, and keeps what is not worse.
    fn shake(&mut self, lines: &[u16]) {
        let meetings: Vec<&Vec<u16>> =
            self.story.layers().iter().flat_map(|layer| &layer.meetings).collect();
        if meetings.is_empty() || lines.len() < 3 {
            return;
        }
        let mut cost = crossings(&self.orders);
        let mut dice = Dice(1);
        while self.steps > 0 && cost > 0 {
            let before = self.orders.clone();
            let mut group = meetings[dice.roll(meetings.len())].clone();
            if dice.roll(2) == 0 {
                group.push(lines[dice.roll(lines.len())]);
                group.push(lines[dice.roll(lines.len())]);
            }
            for i in (1..group.len()).rev() {
                group.swap(i, dice.roll(i + 1));
            }
            group.truncate(2 + dice.roll(4));
            group.dedup();
            for &line in &group {
                self.remove(line);
            }
            for (i, &line) in group.iter().enumerate() {
                if !group[..i].contains(&line) {
                    self.insert(line);
                }
            }
            let now = crossings(&self.orders);
            if now > cost {
                self.orders = before;
            }
            cost = cost.min(now);
        }
    }

    fn remove(&mut self, line: u16) {
        for order in &mut self.orders {
            order.retain(|&other| other != line);
        }
    }

    /// Inserts a line that is in no layer yet.
    fn insert(&mut self, line: u16) {
        let mut layer = 0;
        while layer < self.orders.len() {
            let from = layer;
            while layer < self.orders.len() && self.story.lives(layer, line) {
                layer += 1;
            }
            self.insert_into(line, from, layer);
            layer += 1;
        }
    }

    /// Inserts a line into the layers `from..to`, through all of which it lives.
    fn insert_into(&mut self, line: u16, from: usize, to: usize) {
        if from == to {
            return;
        }
        let mut slots = self.slots(from, line);
        let wanted = self.orders[from].iter();
        let wanted =
            wanted.filter(|&&l| self.rank[l as usize] < self.rank[line as usize]).count() as u64;
        let mut costs: Vec<u64> =
            slots.iter().map(|&slot| (slot as u64).abs_diff(wanted)).collect();
        // For each layer, its slots and from which slot of the layer before the best way comes.
        let mut ways: Vec<(Vec<usize>, Vec<usize>)> = vec![(slots.clone(), vec![0; slots.len()])];
        for layer in from + 1..to {
            let next = self.slots(layer, line);
            let (next_costs, came) = self.transition(layer, &slots, &costs, &next);
            ways.push((next.clone(), came));
            (slots, costs) = (next, next_costs);
        }
        let best = (0..costs.len()).min_by_key(|&i| costs[i]);
        let Some(mut at) = best else {
            return;
        };
        for (layer, (slots, came)) in (from..to).zip(ways).rev() {
            self.orders[layer].insert(slots[at], line);
            at = came[at];
        }
    }

    /// Costs of the slots `next` of a layer, and the index in `slots` that each is best reached from.
    fn transition(
        &mut self,
        layer: usize,
        slots: &[usize],
        costs: &[u64],
        next: &[usize],
    ) -> (Vec<u64>, Vec<usize>) {
        let (upper, lower) = (&self.orders[layer - 1], &self.orders[layer]);
        self.steps = self.steps.saturating_sub((upper.len() * lower.len()) as u64 + 8);
        let mut position = vec![usize::MAX; self.story.lines()];
        for (i, &other) in lower.iter().enumerate() {
            position[other as usize] = i;
        }
        let both = |&other: &u16| self.story.lives(layer - 1, other);
        // How many of the lines in both layers stand before each slot of the lower layer …
        let mut below = vec![0u64; lower.len() + 1];
        for (i, other) in lower.iter().enumerate() {
            below[i + 1] = below[i] + u64::from(both(other));
        }
        // … and how many of them stand before the slot of the upper layer as well.
        let mut shared = vec![0u64; lower.len() + 1];
        let mut above = 0;
        let mut best = vec![u64::MAX; next.len()];
        let mut came = vec![0; next.len()];
        let mut passed = 0;
        for (index, &slot) in slots.iter().enumerate() {
            for &other in &upper[passed..slot] {
                let at = position[other as usize];
                if at != usize::MAX {
                    above += 1;
                    shared[at + 1..].iter_mut().for_each(|count| *count += 1);
                }
            }
            passed = slot;
            for (i, &to) in next.iter().enumerate() {
                let crossed = above + below[to] - 2 * shared[to];
                let cost = costs[index] + crossed * CROSSING + slot.abs_diff(to) as u64;
                if cost < best[i] {
                    (best[i], came[i]) = (cost, index);
                }
            }
        }
        (best, came)
    }

    /// The slots of a layer where a line may stand: beside those it meets, and not between others who meet.
    fn slots(&self, layer: usize, line: u16) -> Vec<usize> {
        let order = &self.orders[layer];
        let own = self.story.place(layer, line);
        let places: Vec<Place> = order.iter().map(|&l| self.story.place(layer, l)).collect();
        if own != Place::Alone
            && let Some(first) = places.iter().position(|place| *place == own)
            && let Some(last) = places.iter().rposition(|place| *place == own)
        {
            return (first..=last + 1).collect();
        }
        let parts = |slot: usize| {
            slot > 0
                && slot < places.len()
                && places[slot - 1] == places[slot]
                && places[slot] != Place::Alone
        };
        (0..=places.len()).filter(|&slot| !parts(slot)).collect()
    }
}

/// Numbers that look random, the same in every run (a linear congruential generator).
struct Dice(u64);

impl Dice {
    /// A number below `sides`, which is at least one.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides as u64) as usize
    }
}
