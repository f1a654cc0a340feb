//! The storyline form of the problem: who is alive in each layer, and who meets there.
//!
//! Event rows are a special case (everybody is alive, one meeting a row). Besides the form itself: what an order
//! must keep, how its crossings are counted, and the layers that can be left out because a neighbour says more.

use crate::layout::line_order::Order;
use crate::layout::line_order::pins::Pins;
use std::ops::Range;

/// One moment of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// The lines that exist here.
    pub alive: Vec<u16>,
    /// Groups that must stand next to each other; groups of fewer than two say nothing.
    pub meetings: Vec<Vec<u16>>,
}

/// Where a line stands with regard to the meetings of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The line does not exist here.
    Absent,
    /// It meets nobody.
    Alone,
    /// It takes part in the meeting with this index.
    Meets(u16),
}

/// A checked sequence of layers over the lines `0..lines`.
#[derive(Debug, Clone)]
pub struct Story {
    lines: usize,
    layers: Vec<Layer>,
    places: Vec<Vec<Place>>,
    pins: Pins,
    /// First and last level of each meeting of each layer.
    spans: Vec<Vec<Option<(u16, u16)>>>,
}

impl Story {
    /// Checks the layers; `None` if a layer names a line twice, a meeting names a line that is not alive, or two
    /// meetings of a layer share one.
    pub fn new(layers: Vec<Layer>) -> Option<Story> {
        let lines = layers.iter().flat_map(|l| &l.alive).max().map_or(0, |&m| m as usize + 1);
        let mut story = Story {
            lines,
            layers: Vec::new(),
            places: Vec::new(),
            pins: Pins::default(),
            spans: Vec::new(),
        };
        for Layer { mut alive, meetings } in layers {
            let mut places = vec![Place::Absent; lines];
            alive.sort_unstable();
            for &line in &alive {
                if places[line as usize] != Place::Absent {
                    return None;
                }
                places[line as usize] = Place::Alone;
            }
            let meetings: Vec<Vec<u16>> = meetings.into_iter().filter(|m| m.len() > 1).collect();
            for (index, meeting) in meetings.iter().enumerate() {
                for &line in meeting {
                    let place = places.get_mut(line as usize)?;
                    if *place != Place::Alone {
                        return None;
                    }
                    *place = Place::Meets(index as u16);
                }
            }
            story.layers.push(Layer { alive, meetings });
            story.places.push(places);
            story.spans.push(Vec::new());
        }
        Some(story)
    }

    /// The story with pinned lines.
    pub fn pinned(mut self, pins: Pins) -> Story {
        let spans = |layer: &Layer| layer.meetings.iter().map(|m| pins.span(m)).collect();
        self.spans = self.layers.iter().map(spans).collect();
        self.pins = pins;
        self
    }

    /// The pinned lines.
    pub fn pins(&self) -> &Pins {
        &self.pins
    }

    /// Whether one line has to stand above another in a layer.
    pub fn is_pinned_above(&self, layer: usize, line: u16, other: u16) -> bool {
        if self.pins.is_empty() {
            return false;
        }
        let (one, two) = (self.place(layer, line), self.place(layer, other));
        if one == two && one != Place::Alone {
            return one != Place::Absent && self.pins.is_above(line, other);
        }
        let span = |line: u16, place: Place| match place {
            Place::Absent => None,
            Place::Alone => self.pins.level(line).map(|level| (level, level)),
            Place::Meets(meeting) => self.spans[layer][meeting as usize],
        };
        span(line, one).zip(span(other, two)).is_some_and(|(one, two)| one.1 < two.0)
    }

    /// Pairs of living lines of which the first has to stand above the second.
    pub fn pinned_pairs(&self, layer: usize) -> Vec<(u16, u16)> {
        if self.pins.is_empty() {
            return Vec::new();
        }
        let alive = &self.layers[layer].alive;
        let pairs = alive.iter().flat_map(|&a| alive.iter().map(move |&b| (a, b)));
        pairs.filter(|&(a, b)| self.is_pinned_above(layer, a, b)).collect()
    }

    /// Number of lines, alive or not.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// The layers, in order.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Where a line stands in a layer.
    pub fn place(&self, layer: usize, line: u16) -> Place {
        self.places[layer][line as usize]
    }

    /// Whether a line exists in a layer.
    pub fn lives(&self, layer: usize, line: u16) -> bool {
        self.place(layer, line) != Place::Absent
    }

    /// Whether an order breaks no pin of a layer.
    pub fn keeps_pins(&self, layer: usize, order: &[u16]) -> bool {
        let pinned = |slot: usize, &line: &u16| {
            order[slot + 1..].iter().any(|&lower| self.is_pinned_above(layer, lower, line))
        };
        self.pins.is_empty() || !order.iter().enumerate().any(|(slot, line)| pinned(slot, line))
    }

    /// Whether the orders hold every living line once, keep every meeting together and break no pin.
    pub fn admits(&self, orders: &[Order]) -> bool {
        orders.len() == self.layers.len()
            && orders.iter().zip(&self.layers).enumerate().all(|(at, (order, layer))| {
                let mut sorted = order.clone();
                sorted.sort_unstable();
                sorted == layer.alive
                    && layer.meetings.iter().all(|meeting| {
                        let first = order.iter().position(|line| meeting.contains(line));
                        first.is_some_and(|first| {
                            order[first..].iter().take(meeting.len()).all(|l| meeting.contains(l))
                        })
                    })
                    && self.keeps_pins(at, order)
            })
    }

    /// A stretch of layers as a story of its own, over the same lines.
    pub fn stretch(&self, layers: Range<usize>) -> Story {
        Story {
            lines: self.lines,
            layers: self.layers[layers.clone()].to_vec(),
            places: self.places[layers.clone()].to_vec(),
            pins: self.pins.clone(),
            spans: self.spans[layers].to_vec(),
        }
    }

    /// Leaves out the layers that a neighbour dominates: whoever is alive in them is alive there too, and whoever
    /// meets in them meets there too, with nobody else from the layer, and whoever is pinned above another in them is
    /// there too. Copying the neighbour's order costs nothing.
    pub fn reduce(&self) -> Reduced {
        let mut kept: Vec<usize> = Vec::new();
        let mut follows: Vec<usize> = (0..self.layers.len()).collect();
        for layer in 0..self.layers.len() {
            if let Some(&last) = kept.last() {
                let next = (layer + 1 < self.layers.len()).then_some(layer + 1);
                if self.dominated(layer, last) && self.bridges(layer, Some(last), next) {
                    follows[layer] = last;
                    continue;
                }
            }
            while let Some(&last) = kept.last() {
                let before = kept.len().checked_sub(2).map(|i| kept[i]);
                if !(self.dominated(last, layer) && self.bridges(last, before, Some(layer))) {
                    break;
                }
                follows[last] = layer;
                kept.pop();
            }
            kept.push(layer);
        }
        // A layer may follow one that was left out later; the last in such a chain was kept.
        for layer in 0..follows.len() {
            let mut leader = follows[layer];
            while follows[leader] != leader {
                leader = follows[leader];
            }
            follows[layer] = leader;
        }
        let story = Story {
            lines: self.lines,
            layers: kept.iter().map(|&i| self.layers[i].clone()).collect(),
            places: kept.iter().map(|&i| self.places[i].clone()).collect(),
            pins: self.pins.clone(),
            spans: kept.iter().map(|&i| self.spans[i].clone()).collect(),
        };
        let leader = follows.iter().map(|l| kept.partition_point(|k| k < l)).collect();
        Reduced { story, kept, leader }
    }

    fn dominated(&self, layer: usize, by: usize) -> bool {
        let Layer { alive, meetings } = &self.layers[layer];
        alive.iter().all(|&line| self.lives(by, line))
            && meetings.iter().all(|meeting| match self.place(by, meeting[0]) {
                Place::Absent | Place::Alone => false,
                Place::Meets(index) => {
                    let wider = &self.layers[by].meetings[index as usize];
                    let shared = wider.iter().filter(|&&line| self.lives(layer, line)).count();
                    shared == meeting.len() && meeting.iter().all(|line| wider.contains(line))
                }
            })
            && self.pinned_pairs(layer).iter().all(|&(a, b)| self.is_pinned_above(by, a, b))
    }

    /// Whether nobody is alive on both sides of a layer and not in it: crossings over a gap do not count, and they
    /// would if the layer were gone.
    fn bridges(&self, layer: usize, before: Option<usize>, after: Option<usize>) -> bool {
        let (Some(before), Some(after)) = (before, after) else {
            return true;
        };
        let both = self.layers[before].alive.iter().filter(|&&line| self.lives(after, line));
        both.into_iter().all(|&line| self.lives(layer, line))
    }
}

/// A story without its dominated layers.
pub struct Reduced {
    /// The layers that are left.
    pub story: Story,
    /// Which layers of the whole story they are.
    kept: Vec<usize>,
    /// For each layer of the whole story, the one of the reduced story whose order it takes.
    leader: Vec<usize>,
}

impl Reduced {
    /// The orders of the whole story.
    pub fn expand(&self, whole: &Story, orders: &[Order]) -> Vec<Order> {
        let leaders = self.leader.iter().enumerate();
        leaders
            .map(|(layer, &leader)| {
                let order = &orders[leader];
                order.iter().copied().filter(|&line| whole.lives(layer, line)).collect()
            })
            .collect()
    }

    /// The orders of the reduced story, out of those of the whole.
    pub fn project(&self, orders: &[Order]) -> Vec<Order> {
        self.kept.iter().map(|&layer| orders[layer].clone()).collect()
    }
}

/// Pairs of lines that are in two consecutive layers and whose order differs between them, summed over the layers.
pub fn crossings(orders: &[Order]) -> usize {
    let lines = orders.iter().flatten().max().map_or(0, |&m| m as usize + 1);
    crossings_at(orders, lines)
}

/// [`crossings`] of orders of the lines `0..lines`.
pub fn crossings_at(orders: &[Order], lines: usize) -> usize {
    let mut slot = vec![u16::MAX; lines];
    let mut next: Vec<u16> = Vec::new();
    let mut count = 0;
    for pair in orders.windows(2) {
        if pair[0] == pair[1] {
            continue;
        }
        slot.fill(u16::MAX);
        for (i, &line) in pair[1].iter().enumerate() {
            slot[line as usize] = i as u16;
        }
        next.clear();
        next.extend(pair[0].iter().map(|&l| slot[l as usize]).filter(|&s| s != u16::MAX));
        for (i, a) in next.iter().enumerate() {
            count += next[i + 1..].iter().filter(|b| *b < a).count();
        }
    }
    count
}
