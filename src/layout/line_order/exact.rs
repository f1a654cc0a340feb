//! The least number of crossings of a story of few lines, by dynamic programming over all their orders.
//!
//! For each layer a table says, for every order of the lines, how many crossings it takes at least to come to it from
//! the first layer on. From one layer to the next, crossings are swaps of neighbours: an order may be entered from any
//! other at the price of the swaps between them, and then those orders drop out that part a meeting.
//!
//! All prices of one step are paid together. Every order is reached from every other, with the fewest swaps there are,
//! by some of the swaps of one fixed sequence that turns a row round: the word property of the symmetric group (A.
//! Björner and F. Brenti, "Combinatorics of Coxeter Groups", 2005, theorem 2.2.2). So one pass for each swap of that
//! sequence does it. Orders are numbered so that most passes work on long runs of the table at once: who stands last is
//! told by the greatest part of the number, who stands first by the least.

use crate::layout::line_order::Order;
use crate::layout::line_order::story::{Layer, Story};

/// So many lines at most: the orders of nine would be too many.
pub const LINES: usize = 8;

/// Orders times layers, beyond which the tables would be too many.
const TABLES: usize = 16_000_000;

/// No order may be here. Counts of crossings are far less: no order is more than 28 swaps from any other.
const BARRED: u8 = 127;

/// The best orders of a story and how often lines cross in them: `known`, unless there are better ones.
///
/// `None` if the story has too many lines or layers, or lines that do not live in all of it.
pub fn best(story: &Story, known: Vec<Order>, crossings: usize) -> Option<(Vec<Order>, usize)> {
    let lines = &story.layers().first()?.alive;
    let all_live = story.layers().iter().all(|layer| layer.alive == *lines);
    if !all_live || !(2..=LINES).contains(&lines.len()) {
        return None;
    }
    let orders = Orders::of(lines.len());
    if orders.list.len() * story.layers().len() > TABLES {
        return None;
    }
    let mut tables: Vec<Vec<u8>> = Vec::with_capacity(story.layers().len());
    let mut steps: Vec<u8> = Vec::with_capacity(story.layers().len());
    let mut least = 0;
    for (at, layer) in story.layers().iter().enumerate() {
        let mut table = match tables.last() {
            Some(before) => {
                let mut table = before.clone();
                orders.pay_swaps(&mut table);
                table
            }
            None => vec![0; orders.list.len()],
        };
        orders.bar(&mut table, layer, lines);
        orders.bar_unpinned(&mut table, &story.pinned_pairs(at), lines);
        let step = lower(&mut table)?;
        least += usize::from(step);
        steps.push(step);
        tables.push(table);
    }
    if least >= crossings {
        return Some((known, least));
    }
    Some((orders.walk_back(&tables, &steps, lines), least))
}

/// Takes the least entry from all of a table; `None` if all are barred.
fn lower(table: &mut [u8]) -> Option<u8> {
    let least = table.iter().copied().min().filter(|&least| least != BARRED)?;
    for entry in table.iter_mut() {
        *entry = if *entry == BARRED { BARRED } else { *entry - least };
    }
    Some(least)
}

/// All orders of some lines.
struct Orders {
    /// The orders by their numbers; a line is its place in the list of all.
    list: Vec<[u8; LINES]>,
    /// The number that each order would have in a dictionary, by which equally good ones are chosen from.
    rank: Vec<u16>,
    /// For each line, its place in each order.
    places: Vec<Vec<u8>>,
    lines: usize,
}

impl Orders {
    fn of(lines: usize) -> Orders {
        let count = (1..=lines).product();
        let mut order: [u8; LINES] = std::array::from_fn(|line| line as u8);
        let mut list = vec![order; count];
        let mut rank = vec![0; count];
        let mut places = vec![vec![0; count]; lines];
        for word in 0..count {
            let number = number(&order[..lines]);
            (list[number], rank[number]) = (order, word as u16);
            for (place, &line) in order[..lines].iter().enumerate() {
                places[usize::from(line)][number] = place as u8;
            }
            next(&mut order[..lines]);
        }
        Orders { places, list, rank, lines }
    }

    /// Makes each entry the least that it takes to come there from any other, one for each swap of neighbours.
    fn pay_swaps(&self, table: &mut [u8]) {
        // The swaps that turn a row round: from the last place down to the first, down to the second, and so on.
        for first in 0..self.lines {
            for place in (first..self.lines - 1).rev() {
                self.swap(table, place);
            }
        }
    }

    /// Pays for the swap of the lines at a place and the next.
    fn swap(&self, table: &mut [u8], place: usize) {
        let rest = self.lines - place;
        // The orders of those who stand before the two: all of them lie side by side.
        let run = (rest + 1..=self.lines).product();
        if run == 1 && rest == LINES {
            exchange_first(table);
        } else {
            exchange(table, run, rest);
        }
    }

    /// Bars the orders that part a meeting of a layer.
    fn bar(&self, table: &mut [u8], layer: &Layer, lines: &[u16]) {
        for meeting in &layer.meetings {
            let who = meeting.iter().filter_map(|line| lines.binary_search(line).ok());
            self.bar_parting(table, &who.collect::<Vec<usize>>());
        }
    }

    /// Bars the orders in which these lines do not stand next to each other.
    fn bar_parting(&self, table: &mut [u8], who: &[usize]) {
        const CHUNK: usize = 512;
        let most = who.len().saturating_sub(1) as u8;
        for (chunk, entries) in table.chunks_mut(CHUNK).enumerate() {
            let (mut first, mut last) = ([LINES as u8; CHUNK], [0; CHUNK]);
            for &line in who {
                let places = &self.places[line][chunk * CHUNK..][..entries.len()];
                for ((first, last), &place) in first.iter_mut().zip(&mut last).zip(places) {
                    *first = place.min(*first);
                    *last = place.max(*last);
                }
            }
            for (last, first) in last.iter_mut().zip(&first) {
                *last = if *last > *first + most { BARRED } else { 0 };
            }
            for (entry, barred) in entries.iter_mut().zip(&last) {
                *entry |= *barred;
            }
        }
    }

    /// Bars the orders that turn one of these pairs round.
    fn bar_unpinned(&self, table: &mut [u8], pairs: &[(u16, u16)], lines: &[u16]) {
        for (upper, lower) in pairs {
            let Some((upper, lower)) =
                lines.binary_search(upper).ok().zip(lines.binary_search(lower).ok())
            else {
                continue;
            };
            let places = self.places[upper].iter().zip(&self.places[lower]);
            for (entry, (upper, lower)) in table.iter_mut().zip(places) {
                *entry |= if upper > lower { BARRED } else { 0 };
            }
        }
    }

    /// One cheapest way through the tables, of which each is less by a step than what it takes from the one before.
    fn walk_back(&self, tables: &[Vec<u8>], steps: &[u8], lines: &[u16]) -> Vec<Order> {
        let cheapest = |table: &[u8]| {
            let cheapest = (0..table.len()).filter(|&order| table[order] == 0);
            cheapest.min_by_key(|&order| self.rank[order]).unwrap_or(0)
        };
        let mut at = tables.last().map_or(0, |table| cheapest(table));
        let mut way = vec![at; tables.len()];
        for layer in (0..tables.len().saturating_sub(1)).rev() {
            let price = tables[layer + 1][at].saturating_add(steps[layer + 1]);
            if tables[layer][at] != price {
                let mut swaps = vec![BARRED; self.list.len()];
                swaps[at] = 0;
                self.pay_swaps(&mut swaps);
                // Of equally cheap ways the one on which the fewest lines move.
                let ways = tables[layer].iter().zip(&swaps).enumerate();
                let ways =
                    ways.filter(|(_, (entry, swaps))| entry.saturating_add(**swaps) == price);
                let fewest = ways.min_by_key(|&(order, (_, swaps))| (*swaps, self.rank[order]));
                at = fewest.map_or(at, |(order, _)| order);
            }
            way[layer] = at;
        }
        let written = |at: usize| -> Order {
            self.list[at][..self.lines].iter().map(|&line| lines[line as usize]).collect()
        };
        way.into_iter().map(written).collect()
    }
}

/// The next order of a dictionary; the last one stays.
fn next(order: &mut [u8]) {
    let Some(rise) = order.windows(2).rposition(|pair| pair[0] < pair[1]) else { return };
    let above = order.iter().rposition(|&line| line > order[rise]).unwrap_or(rise);
    order.swap(rise, above);
    order[rise + 1..].reverse();
}

/// The number of an order: for each place, which of the lines that are left stands there, the first place counting least.
fn number(order: &[u8]) -> usize {
    let (mut number, mut unit) = (0, 1);
    for (place, line) in order.iter().enumerate() {
        let left = order[place + 1..].iter().filter(|other| *other < line).count();
        number += left * unit;
        unit *= order.len() - place;
    }
    number
}

/// What the swap of the first two of `rest` lines exchanges: each of two entries at the price of the other and one swap,
/// if that is less. Both stand in runs of `run` entries.
fn exchange(table: &mut [u8], run: usize, rest: usize) {
    for block in table.chunks_exact_mut(run * rest * (rest - 1)) {
        for one in 0..rest {
            for other in one + 1..rest {
                // Of the lines left, `other` stands behind `one`: first `one` and then `other`, or the other way.
                let ways = [one + (other - 1) * rest, other + one * rest].map(|way| way * run);
                let (first, second) = (ways[0].min(ways[1]), ways[0].max(ways[1]));
                let (low, high) = block.split_at_mut(second);
                let (ones, others) = (&mut low[first..first + run], &mut high[..run]);
                let (ones, ones_rest) = ones.split_at_mut(run / 16 * 16);
                let (others, others_rest) = others.split_at_mut(run / 16 * 16);
                exchange_all(ones, others);
                let (ones, ones_rest) = ones_rest.as_chunks_mut();
                let (others, others_rest) = others_rest.as_chunks_mut();
                for (one, other) in ones.iter_mut().zip(others) {
                    exchange_eight(one, other);
                }
                exchange_all(ones_rest, others_rest);
            }
        }
    }
}

/// Each entry at the price of its partner and one swap, if that is less.
fn exchange_all(ones: &mut [u8], others: &mut [u8]) {
    for (one, other) in ones.iter_mut().zip(others) {
        (*one, *other) = ((*other + 1).min(*one), (*one + 1).min(*other));
    }
}

/// The same for eight pairs of entries, which are compared at once as the bytes of two words.
fn exchange_eight(ones: &mut [u8; 8], others: &mut [u8; 8]) {
    const ONE: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = u64::from_le_bytes([128; 8]);
    // No entry has its highest bit set; after the subtraction it says where the first is no less than the second.
    let least = |a: u64, b: u64| {
        let is_more = ((a | HIGH) - b) & HIGH;
        a ^ ((a ^ b) & (is_more - (is_more >> 7)))
    };
    let (a, b) = (u64::from_le_bytes(*ones), u64::from_le_bytes(*others));
    *ones = least(a, b + ONE).to_le_bytes();
    *others = least(b, a + ONE).to_le_bytes();
}

/// [`exchange`] of the first two of eight lines, whose runs are single entries: the partners of a whole block are laid
/// beside it first, in one row, so that all of them are compared at once.
fn exchange_first(table: &mut [u8]) {
    const BLOCK: usize = LINES * (LINES - 1);
    const PARTNERS: [u8; BLOCK] = {
        let mut partners = [0; BLOCK];
        let mut one = 0;
        while one < LINES {
            let mut other = one + 1;
            while other < LINES {
                let ways = [one + (other - 1) * LINES, other + one * LINES];
                partners[ways[0]] = ways[1] as u8;
                partners[ways[1]] = ways[0] as u8;
                other += 1;
            }
            one += 1;
        }
        partners
    };
    for block in table.chunks_exact_mut(BLOCK) {
        let partners: [u8; BLOCK] = std::array::from_fn(|at| block[usize::from(PARTNERS[at])]);
        for (entry, partner) in block.iter_mut().zip(partners) {
            *entry = (partner + 1).min(*entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BARRED, LINES, Orders, best};
    use crate::layout::line_order::story::{Layer, Story, crossings};
    use crate::layout::line_order::{Order, proof};

    #[test]
    fn orders_are_numbered_by_who_stands_last_and_ranked_like_words() {
        let orders = Orders::of(3);
        let words: Vec<&[u8]> = orders.list.iter().map(|order| &order[..3]).collect();
        let expected: [&[u8]; 6] =
            [&[0, 1, 2], &[1, 0, 2], &[2, 0, 1], &[0, 2, 1], &[1, 2, 0], &[2, 1, 0]];
        assert_eq!(words, expected);
        assert_eq!(orders.rank, [0, 2, 4, 1, 3, 5]);
        let mut all = Orders::of(LINES).rank;
        all.sort_unstable();
        assert!(all.into_iter().eq(0..40_320));
    }

    #[test]
    fn every_order_is_reached_by_the_fewest_swaps() {
        for lines in 2..=6 {
            let orders = Orders::of(lines);
            for from in [0, orders.list.len() / 3, orders.list.len() - 1] {
                let mut table = vec![BARRED; orders.list.len()];
                table[from] = 0;
                orders.pay_swaps(&mut table);
                for (to, &swaps) in table.iter().enumerate() {
                    let pair = [from, to].map(|at| -> Order {
                        orders.list[at][..lines].iter().map(|&line| u16::from(line)).collect()
                    });
                    assert_eq!(usize::from(swaps), crossings(&pair), "{pair:?}");
                }
            }
        }
    }

    #[test]
    fn a_meeting_is_parted_by_whoever_stands_between() {
        let orders = Orders::of(4);
        let mut parted = vec![0; orders.list.len()];
        orders.bar_parting(&mut parted, &[1, 2]);
        for (order, parted) in orders.list.iter().zip(parted) {
            let place = |line| order[..4].iter().position(|&l| l == line).expect("its place");
            assert_eq!(parted == BARRED, place(1).abs_diff(place(2)) > 1, "{order:?}");
        }
        let mut parted = vec![0; orders.list.len()];
        orders.bar_parting(&mut parted, &[0, 1, 2, 3]);
        assert!(parted.iter().all(|&bar| bar == 0));
    }

    /// As many crossings as the SAT solver proves, for stories made from a seed.
    #[test]
    fn the_solver_agrees() {
        let mut seed = 7u64;
        let mut roll = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
            (seed >> 33) % below
        };
        for _ in 0..60 {
            let lines = 3 + roll(4) as u16;
            let layer = |roll: &mut dyn FnMut(u64) -> u64| {
                let mut all: Vec<u16> = (0..lines).collect();
                for at in (1..all.len()).rev() {
                    all.swap(at, roll(at as u64 + 1) as usize);
                }
                let first = 2 + roll(2) as usize;
                let mut meetings = vec![all[..first.min(all.len())].to_vec()];
                if all.len() >= first + 2 && roll(3) == 0 {
                    meetings.push(all[first..first + 2].to_vec());
                }
                Layer { alive: (0..lines).collect(), meetings }
            };
            let layers: Vec<Layer> = (0..6).map(|_| layer(&mut roll)).collect();
            let story = Story::new(layers).expect("a story");
            let rank: Vec<u16> = (0..lines).collect();
            let found = crate::layout::line_order::insertion::search(&story, &rank, None, 10, 0);
            let count = crossings(&found);
            let (orders, least) = best(&story, found.clone(), count).expect("few lines");
            assert!(story.admits(&orders));
            assert_eq!(crossings(&orders), least);
            let effort = crate::layout::line_order::THOROUGH;
            assert_eq!(proof::prove(&story, &rank, found, effort).lower_bound, least);
        }
    }

    #[test]
    fn too_many_lines_and_lines_that_come_and_go_are_left_to_others() {
        let story = |alive: [Vec<u16>; 2]| {
            let layers = alive.map(|alive| Layer { alive, meetings: Vec::new() });
            Story::new(layers.into()).expect("a story")
        };
        let nine: Vec<u16> = (0..9).collect();
        assert!(best(&story([nine.clone(), nine.clone()]), vec![nine.clone(), nine], 0).is_none());
        let changing = story([vec![0, 1], vec![0]]);
        assert!(best(&changing, vec![vec![0, 1], vec![0]], 0).is_none());
    }
}
