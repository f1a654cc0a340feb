//! A partial order told as a story: steps that certainly follow one another.
//!
//! [`chronicle`] cuts the events into the smallest steps such that every event of a step is certainly over
//! before any event of the next one begins. What a step leaves open stays open: it says only which of its
//! events certainly follow which. An event that may lie anywhere along several steps (a war in the
//! background, an undated letter) would melt them into one; it is told beside them instead.
//!
//! The work is bounded: in long timelines, only events whose dates overlap are compared pair by pair, and
//! where too many overlap, the step knows only what the file says outright ([`Step::examined`]).

mod windows;

use crate::date::{Bounds, Frame, Instant};
use crate::order::steps::windows::Windows;
use crate::order::{OrderNetwork, Verdict};
use crate::timeline::EventId;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Up to so many events, all are compared with all.
const COMPARED_WITH_ALL: usize = 200;
/// In a longer timeline, up to so many events of overlapping dates are compared with each other.
const COMPARED_IN_A_STEP: usize = 60;
/// An event that may lie anywhere along a chain of so many others is told beside the steps.
const CHAIN: usize = 4;

/// The events of a timeline, in steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chronicle {
    /// The steps, first to last.
    pub steps: Vec<Step>,
    /// Events that no step can hold, in the order of the steps that they lie between.
    pub beside: Vec<Beside>,
}

/// Events of which no other step's event is certainly in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The events, each after those that it certainly follows.
    pub events: Vec<Placed>,
    /// Whether its events were compared with each other; if not, only the edges given are known of their order.
    pub examined: bool,
}

/// An event in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The event.
    pub event: EventId,
    /// Those events of the same step that it certainly follows, without those that follow from others.
    pub after: Vec<EventId>,
}

/// An event beside the steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The event.
    pub event: EventId,
    /// Index of the last step that is certainly over before it begins.
    pub after: Option<usize>,
    /// Index of the first step that certainly begins after it is over.
    pub before: Option<usize>,
}

/// Lists events so that a certain order shows: those of `edges` (first before second) always, those of
/// dates always, others as far as the two say. Ties keep file order.
pub fn listing(network: &OrderNetwork, count: usize, edges: &[(EventId, EventId)]) -> Vec<EventId> {
    let keys: Vec<_> = ids(count).map(|id| Key::of(network.bounds(id), id)).collect();
    sorted(&keys, edges)
}

/// Tells the order of `count` events; `edges` are pairs known to be in order, such as the reduced graph's.
pub fn chronicle(network: &OrderNetwork, count: usize, edges: &[(EventId, EventId)]) -> Chronicle {
    let order = Order::of(network, count);
    let list = order.listing(listing(network, count, edges));
    let (sequence, beside) = order.part(&list);
    let compare_all = count <= COMPARED_WITH_ALL;
    let mut steps = Vec::new();
    for block in order.blocks(&sequence) {
        if compare_all || block.len() <= COMPARED_IN_A_STEP {
            steps.extend(order.examine(block));
        } else {
            steps.push(unexamined(block, count, edges));
        }
    }
    let mut beside: Vec<_> = beside.into_iter().map(|event| order.beside(event, &steps)).collect();
    beside.sort_by_key(|b| (b.after, b.before.unwrap_or(usize::MAX), b.event));
    Chronicle { steps, beside }
}

/// A step too large to compare: its events follow each other as far as edges say.
fn unexamined(block: &[EventId], count: usize, edges: &[(EventId, EventId)]) -> Step {
    let mut inside = vec![false; count];
    for event in block {
        inside[event.0 as usize] = true;
    }
    let mut after = vec![Vec::new(); count];
    for &(first, second) in edges.iter().filter(|(first, _)| inside[first.0 as usize]) {
        after[second.0 as usize].push(first);
    }
    let placed =
        |&event: &EventId| Placed { event, after: std::mem::take(&mut after[event.0 as usize]) };
    Step { events: block.iter().map(placed).collect(), examined: false }
}

/// What an event is sorted by: the earliest it can begin or, unknown, the latest; then the latest end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    begins: i64,
    ends: i64,
    event: EventId,
}

impl Key {
    fn of(bounds: Bounds, event: EventId) -> Key {
        let begins =
            bounds.start_min.or(bounds.start_max).map_or(i64::MAX, |instant| instant.seconds());
        let ends = bounds.end_max.map_or(i64::MAX, |instant| instant.seconds());
        Key { begins, ends, event }
    }
}

fn ids(count: usize) -> impl Iterator<Item = EventId> {
    (0..count as u32).map(EventId)
}

/// Sorts by key, but never an event before one that an edge puts before it. Events on a circle of edges
/// come last.
fn sorted(keys: &[Key], edges: &[(EventId, EventId)]) -> Vec<EventId> {
    let mut waiting_for = vec![0usize; keys.len()];
    let mut followers = vec![Vec::new(); keys.len()];
    for &(first, second) in edges {
        waiting_for[second.0 as usize] += 1;
        followers[first.0 as usize].push(second);
    }
    let free = keys.iter().filter(|key| waiting_for[key.event.0 as usize] == 0);
    let mut ready: BinaryHeap<_> = free.map(|&key| Reverse(key)).collect();
    let mut list = Vec::with_capacity(keys.len());
    while let Some(Reverse(key)) = ready.pop() {
        list.push(key.event);
        for &follower in &followers[key.event.0 as usize] {
            let index = follower.0 as usize;
            waiting_for[index] -= 1;
            if waiting_for[index] == 0 {
                ready.push(Reverse(keys[index]));
            }
        }
    }
    let mut stuck: Vec<Key> =
        keys.iter().copied().filter(|key| waiting_for[key.event.0 as usize] > 0).collect();
    stuck.sort();
    list.extend(stuck.iter().map(|key| key.event));
    list
}

/// What is certain of pairs of events.
struct Order<'a> {
    network: &'a OrderNetwork,
    /// On one scale, so that they compare.
    bounds: Vec<Bounds>,
}

/// The bounds in UTC of an event on a clock that may have been in any of the world's zones.
fn in_any_zone(bounds: Bounds) -> Bounds {
    let earliest = |at: Instant| Instant::new(at.seconds().saturating_sub(14 * 3600));
    let latest = |at: Instant| Instant::new(at.seconds().saturating_add(12 * 3600));
    Bounds {
        start_min: bounds.start_min.map(earliest),
        start_max: bounds.start_max.map(latest),
        end_min: bounds.end_min.map(earliest),
        end_max: bounds.end_max.map(latest),
    }
}

impl Order<'_> {
    fn of(network: &OrderNetwork, count: usize) -> Order<'_> {
        let mut scales = ids(count).map(|id| network.frame(id));
        let first = scales.next();
        let mixed = scales.any(|scale| Some(scale) != first);
        let bounds = |id| match network.frame(id) {
            Frame::Floating(_) if mixed => in_any_zone(network.bounds(id)),
            Frame::Floating(_) | Frame::Utc => network.bounds(id),
        };
        Order { network, bounds: ids(count).map(bounds).collect() }
    }

    fn earliest(&self, event: EventId) -> i64 {
        self.bounds[event.0 as usize].start_min.map_or(i64::MIN, |instant| instant.seconds())
    }

    fn latest(&self, event: EventId) -> i64 {
        self.bounds[event.0 as usize].end_max.map_or(i64::MAX, |instant| instant.seconds())
    }

    /// Whether bounds alone put `a` before `b`.
    fn apart(&self, a: EventId, b: EventId) -> bool {
        self.latest(a) < self.earliest(b)
    }

    /// Whether `a` is certainly over before `b` begins.
    fn before(&self, a: EventId, b: EventId) -> bool {
        self.apart(a, b) || self.network.verdict(a, b) == Verdict::Certain
    }

    /// Corrects the order of a short list by what only the network knows.
    fn listing(&self, list: Vec<EventId>) -> Vec<EventId> {
        if list.len() > COMPARED_WITH_ALL { list } else { self.comparable(&list).0 }
    }

    /// Compares all with all: the list in a certain order, and for each of its pairs, whether that is certain.
    fn comparable(&self, list: &[EventId]) -> (Vec<EventId>, Vec<Vec<bool>>) {
        let count = list.len();
        let mut edges = Vec::new();
        let mut before = vec![vec![false; count]; count];
        for (i, &a) in list.iter().enumerate() {
            for (j, &b) in list.iter().enumerate() {
                if i != j && self.before(a, b) {
                    before[i][j] = true;
                    edges.push((EventId(i as u32), EventId(j as u32)));
                }
            }
        }
        // Positions in the list are the ids here, and the keys: what is not certain keeps its place.
        let keys: Vec<_> = ids(count).map(|event| Key { begins: 0, ends: 0, event }).collect();
        let places = sorted(&keys, &edges);
        let places: Vec<usize> = places.into_iter().map(|place| place.0 as usize).collect();
        let row = |&i: &usize| places.iter().map(|&j| before[i][j]).collect();
        (places.iter().map(|&i| list[i]).collect(), places.iter().map(row).collect())
    }

    /// Parts the list into events that make the steps, and events that lie along several of them.
    fn part(&self, list: &[EventId]) -> (Vec<EventId>, Vec<EventId>) {
        let along: Vec<bool> = if list.len() <= COMPARED_WITH_ALL {
            let (_, before) = self.comparable(list);
            let along: Vec<bool> =
                (0..list.len()).map(|i| open_chain(&before, i) >= CHAIN).collect();
            // Where most events lie along others, there is no main line to tell them beside.
            let most = along.iter().filter(|&&is| is).count() * 2 > list.len();
            if most { vec![false; list.len()] } else { along }
        } else {
            let windows = Windows::of(self, list);
            list.iter().map(|&event| windows.chain_along(self, event) >= CHAIN).collect()
        };
        let chosen = |wanted: bool| {
            let pairs = list.iter().zip(&along);
            pairs.filter(move |(_, along)| **along == wanted).map(|(&event, _)| event).collect()
        };
        (chosen(false), chosen(true))
    }

    /// Cuts a list wherever dates alone put all that is before the cut before all that is behind it.
    fn blocks<'l>(&self, list: &'l [EventId]) -> Vec<&'l [EventId]> {
        let mut earliest_from = vec![i64::MAX; list.len() + 1];
        for (i, &event) in list.iter().enumerate().rev() {
            earliest_from[i] = earliest_from[i + 1].min(self.earliest(event));
        }
        let mut blocks = Vec::new();
        let (mut start, mut latest) = (0, i64::MIN);
        for (i, &event) in list.iter().enumerate() {
            latest = latest.max(self.latest(event));
            if latest < earliest_from[i + 1] || i + 1 == list.len() {
                blocks.push(&list[start..=i]);
                start = i + 1;
            }
        }
        blocks
    }

    /// Compares the events of a block and cuts it further.
    fn examine(&self, block: &[EventId]) -> Vec<Step> {
        let (list, before) = self.comparable(block);
        let mut steps = Vec::new();
        let mut start = 0;
        // The furthest event that is open with one before it: no cut before that.
        let mut open_until = 0;
        for i in 0..list.len() {
            let open = (i + 1..list.len()).rev().find(|&j| !before[i][j]);
            open_until = open_until.max(open.unwrap_or(i));
            if open_until <= i {
                let placed =
                    |j| Placed { event: list[j], after: nearest_before(&before, start, j, &list) };
                steps.push(Step { events: (start..=i).map(placed).collect(), examined: true });
                start = i + 1;
            }
        }
        steps
    }

    /// Finds the steps that an event lies between.
    fn beside(&self, event: EventId, steps: &[Step]) -> Beside {
        let over = |step: &Step| step.events.iter().all(|placed| self.before(placed.event, event));
        let to_come =
            |step: &Step| step.events.iter().all(|placed| self.before(event, placed.event));
        // What is certainly over before it began is followed by what is not, and so on: both are sorted.
        let after = steps.partition_point(over).checked_sub(1);
        let before = steps.partition_point(|step| !to_come(step));
        Beside { event, after, before: (before < steps.len()).then_some(before) }
    }
}

/// The length of the longest chain among the events in no certain order with `event`.
fn open_chain(before: &[Vec<bool>], event: usize) -> usize {
    let mut chains: Vec<(usize, usize)> = Vec::new();
    let open = |&i: &usize| i != event && !before[i][event] && !before[event][i];
    for i in (0..before.len()).filter(open) {
        let longest =
            chains.iter().filter(|&&(j, _)| before[j][i]).map(|&(_, length)| length).max();
        chains.push((i, longest.unwrap_or(0) + 1));
    }
    chains.iter().map(|&(_, length)| length).max().unwrap_or(0)
}

/// The events of `start..event` that are certainly before it, without those that others of them imply.
fn nearest_before(
    before: &[Vec<bool>],
    start: usize,
    event: usize,
    list: &[EventId],
) -> Vec<EventId> {
    let all = (start..event).filter(|&i| before[i][event]);
    let implied = |i: usize| (i + 1..event).any(|j| before[i][j] && before[j][event]);
    all.filter(|&i| !implied(i)).map(|i| list[i]).collect()
}

#[cfg(test)]
mod tests;
