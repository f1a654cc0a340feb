//! Pinned lines: who is to stand above whom, wherever those who meet leave it possible.
//!
//! A pinned line has a level, and stands above the lines of a later one. Members of a meeting stand side by side, so
//! that a meeting as a whole stands above a line, or above another meeting, only if all its levels come first. A line
//! whose level lies between those of a meeting it has no part in may pass on either side of it. So there is always
//! an order that keeps every pin: spans of levels, of which one lies wholly before the other or neither does, form
//! no circle (they are an interval order).

use crate::layout::line_order::Order;
use crate::layout::line_order::story::{Place, Story};
use std::collections::BTreeMap;

/// The level of each line, by its number; a line without one may stand anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pins(Vec<Option<u16>>);

impl Pins {
    /// Pins lines to levels, `levels[line]` for each.
    pub fn new(levels: Vec<Option<u16>>) -> Pins {
        let first = levels.iter().flatten().min();
        // One level alone says nothing.
        if levels.iter().flatten().all(|level| Some(level) == first) {
            return Pins::default();
        }
        Pins(levels)
    }

    /// Whether nobody stands above anybody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The level of a line.
    pub fn level(&self, line: u16) -> Option<u16> {
        self.0.get(line as usize).copied().flatten()
    }

    /// The first and the last level of some lines.
    pub fn span(&self, lines: &[u16]) -> Option<(u16, u16)> {
        let levels = || lines.iter().filter_map(|&line| self.level(line));
        levels().min().zip(levels().max())
    }

    /// Whether one line is pinned above another, meetings aside.
    pub fn is_above(&self, line: u16, other: u16) -> bool {
        self.level(line).zip(self.level(other)).is_some_and(|(one, other)| one < other)
    }

    /// Pairs of lines that stand the other way round in an order.
    pub fn broken(&self, order: &[u16]) -> usize {
        let below = |slot: usize, upper: u16| {
            order[slot + 1..].iter().filter(|&&lower| self.is_above(lower, upper)).count()
        };
        order.iter().enumerate().map(|(slot, &upper)| below(slot, upper)).sum()
    }

    /// Lines sorted by level; those without one keep their slots.
    pub fn sorted(&self, order: &[u16]) -> Order {
        let mut pinned: Vec<u16> =
            order.iter().copied().filter(|&line| self.level(line).is_some()).collect();
        pinned.sort_by_key(|&line| self.level(line));
        let mut pinned = pinned.into_iter();
        let keep_or_take = |&line: &u16| match self.level(line) {
            Some(_) => pinned.next().unwrap_or(line),
            None => line,
        };
        order.iter().map(keep_or_take).collect()
    }
}

/// The order of a layer that keeps all pins and is otherwise like the given one, which holds meetings together.
pub fn settle(story: &Story, layer: usize, order: &[u16]) -> Order {
    let pins = story.pins();
    if pins.is_empty() {
        return order.to_vec();
    }
    let mut blocks: Vec<Order> = Vec::new();
    let mut of_meeting: BTreeMap<u16, usize> = BTreeMap::new();
    for &line in order {
        match story.place(layer, line) {
            Place::Meets(meeting) => {
                let at = *of_meeting.entry(meeting).or_insert(blocks.len());
                if at == blocks.len() {
                    blocks.push(Order::new());
                }
                blocks[at].push(line);
            }
            Place::Absent | Place::Alone => blocks.push(vec![line]),
        }
    }
    let mut settled = Order::with_capacity(order.len());
    while !blocks.is_empty() {
        // The first block that none of the others has to stand above. There is one: see above.
        let is_free = |block: &Order| {
            blocks.iter().all(|other| !story.is_pinned_above(layer, other[0], block[0]))
        };
        let next = blocks.iter().position(is_free).unwrap_or(0);
        settled.extend(pins.sorted(&blocks.remove(next)));
    }
    settled
}
