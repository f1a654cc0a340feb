//! The least number of crossings of a story of few lines, by dynamic programming over all their orders.
//!
//! For each layer a table says, for every order of the lines, how many crossings it takes at least to come to it from
//! the first layer on. From one layer to the next, crossings are swaps of neighbours: an order may be entered from any
//! other at the price of the swaps between them, and then those orders drop out that part a meeting.
//!
//! All prices of one step are paid together. Every order is reached from every other, with the fewest swaps there are,
//! by some of the swaps of one fixed sequence that turns a row round: the word property of the symmetric group (A.
//! Björner and F. Brenti, "Combinatorics of Coxeter Groups", 2005, theorem 2.2.2). So one pass for each swap of that
//! sequence does it, and since orders are numbered in the manner of a dictionary, a pass works on whole runs of the
//! table at once.

use crate::layout::line_order::Order;
use crate::layout::line_order::story::{Layer, Story};
use std::collections::HashMap;

/// So many lines at most: the orders of nine would be too many.
pub const LINES: usize = 8;

/// Orders times layers, beyond which the tables would be too many.
const TABLES: usize = 16_000_000;

/// No order may be here.
const BARRED: u8 = u8::MAX;

/// The best orders of a story and how often lines cross in them: `known`, unless there are better ones.
///
/// `None` if the story has too many lines or layers, or lines that do not live in all of it.
pub fn best(story: &Story, known: Vec<Order>, crossings: usize) -> Option<(Vec<Order>, usize)> {
    let lines = &story.layers().first()?.alive;
    let all_live = story.layers().iter().all(|layer| layer.alive == *lines);
    if !all_live || !(2..=LINES).contains(&lines.len()) {
        return None;
    }
    let mut orders = Orders::of(lines.len());
    if orders.list.len() * story.layers().len() > TABLES {
        return None;
    }
    let mut tables: Vec<Vec<u8>> = Vec::with_capacity(story.layers().len());
    let mut least = 0;
    for layer in story.layers() {
        let mut table = match tables.last() {
            Some(before) => {
                let mut table = before.clone();
                orders.pay_swaps(&mut table);
                table
            }
            None => vec![0; orders.list.len()],
        };
        orders.bar(&mut table, layer, lines);
        least += lower(&mut table)?;
        tables.push(table);
    }
    if least >= crossings {
        return Some((known, least));
    }
    Some((orders.walk_back(&tables, lines), least))
}

/// Takes the least entry from all of a table; `None` if all are barred.
fn lower(table: &mut [u8]) -> Option<usize> {
    let least = table.iter().copied().min().filter(|&least| least != BARRED)?;
    for entry in table.iter_mut().filter(|entry| **entry != BARRED) {
        *entry -= least;
    }
    Some(usize::from(least))
}

/// All orders of some lines.
struct Orders {
    /// The orders as in a dictionary; a line is its place in the list of all.
    list: Vec<[u8; LINES]>,
    lines: usize,
    /// By the lines of a meeting, as bits: which orders part it.
    parted: HashMap<u8, Vec<u8>>,
}

impl Orders {
    fn of(lines: usize) -> Orders {
        let mut order: [u8; LINES] = std::array::from_fn(|line| line as u8);
        let mut list = vec![order];
        while next(&mut order[..lines]) {
            list.push(order);
        }
        Orders { list, lines, parted: HashMap::new() }
    }

    /// Makes each entry the least that it takes to come there from any other, one for each swap of neighbours.
    fn pay_swaps(&self, table: &mut [u8]) {
        // The swaps that turn a row round: the first place up to the last, up to the last but one, and so on.
        for last in (1..self.lines).rev() {
            for place in 0..last {
                self.swap(table, place);
            }
        }
    }

    /// Pays for the swap of the lines at a place and the next.
    fn swap(&self, table: &mut [u8], place: usize) {
        // Orders that share all before the place lie in one block, those that share the next two lines as well in one
        // run of it.
        let rest = self.lines - place;
        let run: usize = (1..=rest - 2).product();
        let group = run * (rest - 1);
        for block in table.chunks_exact_mut(group * rest) {
            for one in 0..rest {
                for other in one + 1..rest {
                    // Of the lines left, `other` stands behind `one`: first `one` and then `other`, or the other way.
                    let (first, second) =
                        (one * group + (other - 1) * run, other * group + one * run);
                    let (low, high) = block.split_at_mut(second);
                    exchange(&mut low[first..first + run], &mut high[..run]);
                }
            }
        }
    }

    /// Bars the orders that part a meeting of a layer.
    fn bar(&mut self, table: &mut [u8], layer: &Layer, lines: &[u16]) {
        for meeting in &layer.meetings {
            let number = |line: &u16| lines.binary_search(line).unwrap_or(0);
            let who = meeting.iter().fold(0u8, |who, line| who | 1 << number(line));
            let (list, count) = (&self.list, self.lines);
            let parted = self.parted.entry(who).or_insert_with(|| {
                list.iter()
                    .map(|order| if parts(&order[..count], who) { BARRED } else { 0 })
                    .collect()
            });
            for (entry, parted) in table.iter_mut().zip(parted) {
                *entry |= *parted;
            }
        }
    }

    /// One cheapest way through the tables.
    fn walk_back(&self, tables: &[Vec<u8>], lines: &[u16]) -> Vec<Order> {
        let cheapest = |table: &[u8]| table.iter().position(|&entry| entry == 0).unwrap_or(0);
        let mut at = tables.last().map_or(0, |table| cheapest(table));
        let mut way = vec![at; tables.len()];
        for layer in (0..tables.len().saturating_sub(1)).rev() {
            let mut swaps = vec![BARRED; self.list.len()];
            swaps[at] = 0;
            self.pay_swaps(&mut swaps);
            let price = |order: &usize| {
                let entry = tables[layer][*order];
                (entry != BARRED).then(|| u16::from(entry) + u16::from(swaps[*order]))
            };
            // Of equally cheap ways the one on which lines stay where they are.
            let best = (0..self.list.len())
                .filter(|order| price(order).is_some())
                .min_by_key(|order| (price(order), swaps[*order], *order));
            at = best.unwrap_or(at);
            way[layer] = at;
        }
        let written = |at: usize| -> Order {
            self.list[at][..self.lines].iter().map(|&line| lines[line as usize]).collect()
        };
        way.into_iter().map(written).collect()
    }
}

/// The next order of a dictionary; false behind the last.
fn next(order: &mut [u8]) -> bool {
    let Some(rise) = order.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    let above = order.iter().rposition(|&line| line > order[rise]).unwrap_or(rise);
    order.swap(rise, above);
    order[rise + 1..].reverse();
    true
}

/// Whether the lines of a meeting, as bits, do not stand next to each other.
fn parts(order: &[u8], who: u8) -> bool {
    let places = order
        .iter()
        .enumerate()
        .fold(0u8, |places, (place, &line)| places | ((who >> line & 1) << place));
    let run = places >> places.trailing_zeros().min(7);
    run & run.wrapping_add(1) != 0
}

/// Each of two entries at the price of the other and one swap, if that is less.
fn exchange(ones: &mut [u8], others: &mut [u8]) {
    for (one, other) in ones.iter_mut().zip(others) {
        let (a, b) = (*one, *other);
        *one = a.min(b.saturating_add(1));
        *other = b.min(a.saturating_add(1));
    }
}

#[cfg(test)]
mod tests {
    use super::{BARRED, LINES, Orders, best, parts};
    use crate::layout::line_order::story::{Layer, Story, crossings};
    use crate::layout::line_order::{Order, proof};

    #[test]
    fn orders_are_numbered_like_words() {
        let orders = Orders::of(3);
        let words: Vec<&[u8]> = orders.list.iter().map(|order| &order[..3]).collect();
        let expected: [&[u8]; 6] =
            [&[0, 1, 2], &[0, 2, 1], &[1, 0, 2], &[1, 2, 0], &[2, 0, 1], &[2, 1, 0]];
        assert_eq!(words, expected);
        assert_eq!(Orders::of(LINES).list.len(), 40_320);
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
        assert!(!parts(&[0, 1, 2], 0b011));
        assert!(parts(&[0, 2, 1], 0b011));
        assert!(!parts(&[2, 1, 0, 3], 0b0111));
        assert!(parts(&[7, 0, 1, 2, 3, 4, 5, 6], 0b1100_0000));
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
