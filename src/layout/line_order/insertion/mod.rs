//! Local search: takes life lines out and puts them back where they cross fewest others.
//!
//! With all other lines fixed, the best way of one line through its layers is a shortest path over slots, found by
//! dynamic programming. A story is built up from nothing by such insertions and polished line by line. Then small
//! groups, lines that meet or that cross each other, are taken out of a stretch of layers or of all, and inserted
//! again. What is a little worse is now and then kept, less and less often (annealing); the best is remembered.
//! Work is counted in elementary steps, never in time. [`calm`] goes on among orders that are equally good.

pub mod calm;

use crate::layout::line_order::Order;
use crate::layout::line_order::story::{Place, Story, crossings, crossings_at};
use std::ops::{Range, RangeInclusive};

/// How much one crossing counts against one slot of movement.
const CROSSING: u64 = 1 << 24;

/// Lengths of the stretches that groups are taken out of, in layers.
const STRETCHES: [usize; 6] = [4, 8, 16, 32, 64, usize::MAX];

/// Most lines that are taken out together.
const GROUP_MAX: usize = 6;

/// The best orders that the search finds, from `first` on if that is given.
///
/// `rank[line]` is the line's place in the order to prefer where crossings tie; `steps` bounds the work; `seed`
/// makes a second search look elsewhere: from 1 on, a story without `first` orders is built up line by line in an
/// order thrown by dice.
pub fn search(
    story: &Story,
    rank: &[u16],
    first: Option<Vec<Order>>,
    steps: u64,
    seed: u64,
) -> Vec<Order> {
    let from_nothing = first.is_none();
    let orders = first.unwrap_or_else(|| vec![Order::new(); story.layers().len()]);
    let mut search = Search { story, rank, steps, orders, scratch: Scratch::default() };
    let mut lines: Vec<u16> = (0..story.lines() as u16).collect();
    lines.sort_by_key(|&line| rank[line as usize]);
    if from_nothing && seed > 0 {
        let mut dice = Dice(seed.wrapping_mul(2).wrapping_add(1));
        dice.shuffle(&mut lines);
    }
    let mut present = vec![false; story.lines()];
    search.orders.iter().flatten().for_each(|&line| present[line as usize] = true);
    for &line in lines.iter().filter(|&&line| !present[line as usize]) {
        search.insert(line, 0..story.layers().len());
    }
    search.polish(&lines);
    search.shake(&lines, seed);
    search.orders
}

/// Room that is used again and again.
#[derive(Default)]
struct Scratch {
    /// Where a line stands in the lower layer of a transition; `u16::MAX` where it does not.
    position: Vec<u16>,
    /// Whether a line stands in its upper layer.
    upper: Vec<bool>,
    below: Vec<u64>,
    shared: Vec<u64>,
}

struct Search<'a> {
    story: &'a Story,
    rank: &'a [u16],
    steps: u64,
    orders: Vec<Order>,
    scratch: Scratch,
}

impl<'a> Search<'a> {
    /// Inserts every line anew until a round brings nothing.
    fn polish(&mut self, lines: &[u16]) {
        let whole = 0..self.orders.len();
        let mut cost = crossings(&self.orders);
        while self.steps > 0 && cost > 0 {
            for &line in lines {
                if self.steps == 0 {
                    return;
                }
                self.remove(line, whole.clone());
                self.insert(line, whole.clone());
            }
            let now = crossings(&self.orders);
            if now >= cost {
                return;
            }
            cost = now;
        }
    }

    /// Takes small groups out of a stretch of layers, inserts them again, and keeps what is not much worse.
    fn shake(&mut self, lines: &[u16], seed: u64) {
        let meetings = self.meetings();
        if meetings.is_empty() || lines.len() < 3 {
            return;
        }
        let mut cost = crossings(&self.orders);
        let (mut best, mut least) = (self.orders.clone(), cost);
        let mut dice = Dice(seed.wrapping_mul(2).wrapping_add(1));
        let budget = self.steps.max(1);
        while self.steps > 0 && least > 0 {
            let (stretch, group) = self.choose_stretch(&meetings, lines, &mut dice);
            let before = self.cost(&stretch);
            let kept = self.orders[stretch.clone()].to_vec();
            self.renew(&group, &stretch);
            let after = self.cost(&stretch);
            // The further the search, the rarer a worse arrangement is kept.
            let cold = 1 + (16 * (budget - self.steps) / budget) as usize;
            if after > before
                && dice.roll((4 * cold * cold).pow((after - before).min(3) as u32)) > 0
            {
                self.orders[stretch].clone_from_slice(&kept);
                continue;
            }
            cost = cost + after - before;
            if cost < least {
                (least, best) = (cost, self.orders.clone());
            }
        }
        self.orders = best;
    }

    /// All meetings with their layers.
    fn meetings(&self) -> Vec<(usize, &'a Vec<u16>)> {
        let layers = self.story.layers().iter().enumerate();
        layers.flat_map(|(at, layer)| layer.meetings.iter().map(move |m| (at, m))).collect()
    }

    /// A stretch of layers, and some lines to take out of it.
    fn choose_stretch(
        &self,
        meetings: &[(usize, &Vec<u16>)],
        lines: &[u16],
        dice: &mut Dice,
    ) -> (Range<usize>, Vec<u16>) {
        let (at, group) = self.choose(meetings, lines, dice);
        let length = STRETCHES[dice.roll(STRETCHES.len())].min(self.orders.len());
        let from = (at + 1).saturating_sub(1 + dice.roll(length)).min(self.orders.len() - length);
        (from..from + length, group)
    }

    /// Takes lines out of a stretch of layers and inserts them again.
    fn renew(&mut self, group: &[u16], stretch: &Range<usize>) {
        for &line in group {
            self.remove(line, stretch.clone());
        }
        for &line in group {
            self.insert(line, stretch.clone());
        }
    }

    /// A layer and some lines to take out around it: lines that meet there, or two that cross there and their
    /// company.
    fn choose(
        &self,
        meetings: &[(usize, &Vec<u16>)],
        lines: &[u16],
        dice: &mut Dice,
    ) -> (usize, Vec<u16>) {
        let mut group = Vec::new();
        let mut at = 0;
        if dice.roll(3) > 0 {
            for _ in 0..6 {
                at = 1 + dice.roll(self.orders.len().max(2) - 1);
                let crossing = self.orders.get(at).map(|_| self.crossing(at)).unwrap_or_default();
                if !crossing.is_empty() {
                    let (a, b) = crossing[dice.roll(crossing.len())];
                    group.extend([a, b]);
                    break;
                }
            }
        }
        if group.is_empty() || dice.roll(3) == 0 {
            let (layer, meeting) = meetings[dice.roll(meetings.len())];
            if group.is_empty() {
                at = layer;
                group.extend(meeting);
            }
        } else if let Some(Place::Meets(index)) = group.first().map(|&l| self.story.place(at, l)) {
            group.extend(&self.story.layers()[at].meetings[index as usize]);
        }
        if dice.roll(2) == 0 {
            group.push(lines[dice.roll(lines.len())]);
            group.push(lines[dice.roll(lines.len())]);
        }
        dice.shuffle(&mut group);
        group.truncate(1 + dice.roll(GROUP_MAX));
        let mut once: Vec<u16> = Vec::with_capacity(group.len());
        for line in group {
            if !once.contains(&line) {
                once.push(line);
            }
        }
        (at, once)
    }

    /// The pairs that cross between a layer and the one before.
    fn crossing(&self, layer: usize) -> Vec<(u16, u16)> {
        let (upper, lower) = (&self.orders[layer - 1], &self.orders[layer]);
        let stays: Vec<(u16, usize)> = upper
            .iter()
            .filter_map(|&line| lower.iter().position(|&l| l == line).map(|at| (line, at)))
            .collect();
        let mut pairs = Vec::new();
        for (i, a) in stays.iter().enumerate() {
            pairs.extend(stays[i + 1..].iter().filter(|b| b.1 < a.1).map(|b| (a.0, b.0)));
        }
        pairs
    }

    /// Crossings before, in and after a stretch of layers.
    fn cost(&mut self, stretch: &Range<usize>) -> usize {
        let end = (stretch.end + 1).min(self.orders.len());
        let from = stretch.start.saturating_sub(1);
        for pair in self.orders[from..end].windows(2) {
            self.steps = self.steps.saturating_sub((pair[0].len() * pair[1].len() / 4) as u64);
        }
        crossings_at(&self.orders[from..end], self.story.lines())
    }

    fn remove(&mut self, line: u16, layers: Range<usize>) {
        for layer in layers {
            if self.story.lives(layer, line) {
                self.orders[layer].retain(|&other| other != line);
            }
        }
    }

    /// Inserts a line that is in none of these layers into those it lives in.
    fn insert(&mut self, line: u16, layers: Range<usize>) {
        let mut layer = layers.start;
        while layer < layers.end {
            let from = layer;
            while layer < layers.end && self.story.lives(layer, line) {
                layer += 1;
            }
            if from < layer {
                self.insert_into(line, from..layer);
            }
            layer += 1;
        }
    }

    /// Inserts a line into layers through all of which it lives. If it stands in the layer before or after them, it
    /// goes on from there, and to there.
    fn insert_into(&mut self, line: u16, layers: Range<usize>) {
        let stands = |layer: usize| {
            let order = self.orders.get(layer)?;
            order.iter().position(|&l| l == line)
        };
        let before = layers.start.checked_sub(1).and_then(stands);
        let after = stands(layers.end);
        let first = self.slots(layers.start, line);
        // For each layer, its slots and from which slot of the layer before the best way comes.
        let mut ways: Vec<(Vec<usize>, Vec<usize>)> = Vec::with_capacity(layers.len());
        let (mut slots, mut costs) = match before {
            Some(slot) => {
                let (costs, came) = self.transition(layers.start, &[slot], &[0], &first);
                ways.push((first.clone(), came));
                (first, costs)
            }
            None => {
                let earlier = |l: &&u16| self.rank[**l as usize] < self.rank[line as usize];
                let wanted = self.orders[layers.start].iter().filter(earlier).count() as u64;
                let costs = first.iter().map(|&slot| (slot as u64).abs_diff(wanted)).collect();
                ways.push((first.clone(), vec![0; first.len()]));
                (first, costs)
            }
        };
        for layer in layers.start + 1..layers.end {
            let next = self.slots(layer, line);
            let (next_costs, came) = self.transition(layer, &slots, &costs, &next);
            ways.push((next.clone(), came));
            (slots, costs) = (next, next_costs);
        }
        let best = match after {
            Some(slot) => self.transition(layers.end, &slots, &costs, &[slot]).1.first().copied(),
            None => (0..costs.len()).min_by_key(|&i| costs[i]),
        };
        let Some(mut at) = best else {
            return;
        };
        for (layer, (slots, came)) in layers.zip(ways).rev() {
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
        self.steps =
            self.steps.saturating_sub((slots.len() * next.len() + upper.len() * 4) as u64 + 8);
        let Scratch { position, upper: stands, below, shared } = &mut self.scratch;
        position.clear();
        position.resize(self.story.lines(), u16::MAX);
        for (i, &other) in lower.iter().enumerate() {
            position[other as usize] = i as u16;
        }
        stands.clear();
        stands.resize(self.story.lines(), false);
        upper.iter().for_each(|&other| stands[other as usize] = true);
        // How many of the lines in both layers stand before each slot of the lower layer …
        below.clear();
        below.resize(lower.len() + 1, 0);
        for (i, &other) in lower.iter().enumerate() {
            below[i + 1] = below[i] + u64::from(stands[other as usize]);
        }
        // … and how many of them stand before the slot of the upper layer as well.
        shared.clear();
        shared.resize(lower.len() + 1, 0);
        let mut above = 0;
        let mut best = vec![u64::MAX; next.len()];
        let mut came = vec![0; next.len()];
        let mut passed = 0;
        for (index, &slot) in slots.iter().enumerate() {
            for &other in &upper[passed..slot] {
                let at = position[other as usize];
                if at != u16::MAX {
                    above += 1;
                    shared[at as usize + 1..].iter_mut().for_each(|count| *count += 1);
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

    /// The slots of a layer where a line may stand: beside those it meets, not between others who meet, and where
    /// its pins hold it.
    fn slots(&self, layer: usize, line: u16) -> Vec<usize> {
        let order = &self.orders[layer];
        let pinned = self.pinned_slots(layer, line);
        let own = self.story.place(layer, line);
        let place = |slot: usize| self.story.place(layer, order[slot]);
        if own != Place::Alone
            && let Some(first) = (0..order.len()).find(|&slot| place(slot) == own)
            && let Some(last) = (first..order.len()).rev().find(|&slot| place(slot) == own)
        {
            return (first.max(*pinned.start())..=(last + 1).min(*pinned.end())).collect();
        }
        let parts = |slot: usize| {
            slot > 0
                && slot < order.len()
                && place(slot) != Place::Alone
                && place(slot - 1) == place(slot)
        };
        pinned.filter(|&slot| !parts(slot)).collect()
    }

    /// The slots of a layer below all lines that a line is pinned below, and above all that it is pinned above.
    fn pinned_slots(&self, layer: usize, line: u16) -> RangeInclusive<usize> {
        let order = &self.orders[layer];
        if self.story.pins().is_empty() {
            return 0..=order.len();
        }
        let is_above = |&other: &u16| self.story.is_pinned_above(layer, other, line);
        let is_below = |&other: &u16| self.story.is_pinned_above(layer, line, other);
        let first = order.iter().rposition(is_above).map_or(0, |slot| slot + 1);
        first..=order.iter().position(is_below).unwrap_or(order.len())
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

    /// Puts lines in any order.
    fn shuffle(&mut self, lines: &mut [u16]) {
        for at in (1..lines.len()).rev() {
            lines.swap(at, self.roll(at + 1));
        }
    }
}
