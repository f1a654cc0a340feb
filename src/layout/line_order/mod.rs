//! The order of life lines: who stands next to whom in each row, with the fewest crossings that there can be.
//!
//! Takes who meets in each row (or, in the general storyline form, who is alive in each layer and which groups
//! meet there) and gives an order for each, how often lines cross in it, and a lower bound that no order beats.
//!
//! - [`story`] holds the problem, counts crossings and drops layers that a neighbour dominates;
//! - [`pins`] says who has to stand above whom, where that is asked for;
//! - [`sweep`] finds a first order of event rows, [`insertion`] improves it line by line, and calms it in the end;
//! - [`exact`] goes through all orders where lines are few;
//! - [`encoding`] says in clauses what an order is, and [`proof`] finds the least number of crossings with a SAT
//!   solver, core by core; [`totalizer`] counts for it;
//! - [`windows`] does for stretches of layers what is too much for the whole.
//!
//! Nothing here looks at the clock: work is counted in steps and conflicts, so that the same file gives the same
//! order everywhere. A story that is too large for a proof keeps the order of the searches, with a bound that tells
//! how far it may be from the best.

pub mod encoding;
pub mod exact;
pub mod insertion;
pub mod pins;
pub mod proof;
pub mod story;
pub mod sweep;
pub mod totalizer;
pub mod windows;

use crate::layout::line_order::insertion::calm::calm;
use crate::layout::line_order::pins::Pins;
use crate::layout::line_order::proof::Bounds;
use crate::layout::line_order::story::{Layer, Story, crossings};
use std::ops::Range;

/// A permutation of the living life lines: `order[slot]` is the line that stands there.
pub type Order = Vec<u16>;

/// An order for each layer, and how good it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineOrder {
    /// Who stands in which slot of each layer.
    pub orders: Vec<Order>,
    /// How good the orders are.
    pub quality: Quality,
}

/// How few crossings an arrangement has, and how few there can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quality {
    /// Pairs of lines whose order differs between consecutive layers, summed over the layers.
    pub crossings: usize,
    /// No arrangement has fewer crossings.
    pub lower_bound: usize,
    /// Whether the two are equal.
    pub proven: bool,
}

/// How hard to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Elementary steps of the local search.
    pub steps: u64,
    /// Elementary steps of the search among orders with as few crossings, for one in which lines move less.
    pub calm: u64,
    /// Conflicts of the SAT solver.
    pub conflicts: u64,
    /// Propagations of the SAT solver: what bounds the work on stories that are large and easy.
    pub propagations: u64,
    /// Pairs of lines, summed over the layers that matter, beyond which no proof of the whole is tried.
    pub pairs: usize,
    /// From how many beginnings the search sets out where the whole is not proved: what it ends with depends more on
    /// where it began than on how long it went on.
    pub starts: u64,
    /// Conflicts of the SAT solver in a single window, and propagations.
    pub window: (u64, u64),
    /// Propagations of the SAT solver in all windows together, while they are improved and again while they are bounded.
    pub windows: u64,
}

/// For pictures: a few tenths of a second at most.
pub const PICTURE: Effort = Effort {
    steps: 1_200_000,
    calm: 300_000,
    conflicts: 1_500,
    propagations: 1_200_000,
    pairs: 12_000,
    starts: 1,
    window: (200, 50_000),
    windows: 150_000,
};

/// For stories that deserve a wait.
pub const THOROUGH: Effort = Effort {
    steps: 16_000_000_000,
    calm: 12_000_000,
    conflicts: 1_000_000,
    propagations: 1_500_000_000,
    pairs: 12_000,
    starts: 16,
    window: (4_000, 20_000_000),
    windows: 1_500_000_000,
};

/// Elementary steps of the search before the first proof: a good order helps it, the best one it finds itself.
const FIRST_STEPS: u64 = 4_000_000;

/// Layers in the windows that are put in their best order.
const WINDOW: usize = 12;

/// Rows times lines beyond which only the sweep is tried.
const SWEEP_ONLY: usize = 40_000;

/// Finds an order for every row of an event file.
///
/// `rows[i]` lists the lines that meet in row `i`, each once (none or one: nothing to do there). `start` is a
/// sensible first order of all lines, for example by delegation; ties are settled in its favour. `lives` says for
/// each line in which rows it exists, a meeting's members in the meeting's row among them. `pins` say who is to stand
/// above whom.
pub fn arrange(rows: &[Vec<u16>], start: &[u16], lives: &[Range<usize>], pins: Pins) -> LineOrder {
    let start = &pins.sorted(start);
    let mut swept = sweep::arrange(rows, start);
    let lives_in = |row: usize| move |line: &u16| lives[*line as usize].contains(&row);
    for (row, order) in swept.iter_mut().enumerate() {
        order.retain(lives_in(row));
    }
    let least = |orders: Vec<Order>| {
        let quality = Quality::of(crossings(&orders), 0);
        LineOrder { orders, quality }
    };
    if pins.is_empty() && (is_large(rows, start) || crossings(&swept) == 0) {
        return least(swept);
    }
    let layers = rows.iter().enumerate().map(|(row, meeting)| Layer {
        alive: start.iter().copied().filter(lives_in(row)).collect(),
        meetings: vec![meeting.clone()],
    });
    let Some(story) = Story::new(layers.collect()) else {
        return least(swept);
    };
    let story = story.pinned(pins);
    for (row, order) in swept.iter_mut().enumerate() {
        *order = pins::settle(&story, row, order);
    }
    if is_large(rows, start) || crossings(&swept) == 0 {
        return least(swept);
    }
    solve(&story, start, Some(swept), PICTURE)
}

/// Whether only the sweep is tried.
fn is_large(rows: &[Vec<u16>], lines: &[u16]) -> bool {
    rows.len() * lines.len() > SWEEP_ONLY
}

/// Finds an order for every layer of a story.
///
/// `start` holds all lines in the order to prefer; `first` may be an arrangement to begin with, which stays unless
/// another has fewer crossings.
pub fn solve(story: &Story, start: &[u16], first: Option<Vec<Order>>, effort: Effort) -> LineOrder {
    let reduced = story.reduce();
    let small = &reduced.story;
    let mut rank = vec![u16::MAX; story.lines()];
    for (i, &line) in start.iter().enumerate() {
        if let Some(place) = rank.get_mut(line as usize) {
            *place = i as u16;
        }
    }
    let first = first.filter(|orders| story.admits(orders)).map(|orders| reduced.project(&orders));
    let first_steps = (effort.steps / 4).min(FIRST_STEPS);
    let best = insertion::search(small, &rank, first, first_steps, 0);
    let count = crossings(&best);
    if let Some((best, least)) = exact::best(small, best.clone(), count) {
        let best = calm(small, &rank, best, effort.calm);
        let orders = reduced.expand(story, &best);
        let quality = Quality::of(crossings(&orders), least);
        return LineOrder { orders, quality };
    }
    let Bounds { orders: mut best, mut lower_bound, .. } = proof::prove(small, &rank, best, effort);
    if crossings(&best) > lower_bound {
        let window = Effort { conflicts: effort.window.0, propagations: effort.window.1, ..effort };
        let steps = (effort.steps - first_steps) / effort.starts;
        best = insertion::search(small, &rank, Some(best), steps, 1);
        for seed in 2..=effort.starts {
            let other = insertion::search(small, &rank, None, steps, seed);
            if crossings(&other) < crossings(&best) {
                best = other;
            }
        }
        let mut purse = effort.windows;
        best = windows::polish(small, &rank, best, WINDOW, window, &mut purse);
        let mut purse = effort.windows;
        lower_bound = lower_bound.max(windows::bound(small, &rank, &best, window, &mut purse));
    }
    best = calm(small, &rank, best, effort.calm);
    let orders = reduced.expand(story, &best);
    let quality = Quality::of(crossings(&orders), lower_bound);
    LineOrder { orders, quality }
}

impl Quality {
    fn of(crossings: usize, lower_bound: usize) -> Quality {
        Quality { crossings, lower_bound, proven: crossings == lower_bound }
    }
}
