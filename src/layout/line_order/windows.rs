//! Stories too long for one proof: exact in windows of some layers.
//!
//! The changes between two layers count once, so the least crossings of windows that share no more than a layer add
//! up to a lower bound of the whole. Windows that are solved are joined two by two, as long as that succeeds. The
//! other way round, a window between two layers whose order stays is put in its best order, which never makes the
//! whole worse. Both stop after so much work, never after so much time.

use crate::layout::line_order::proof::{between, prove};
use crate::layout::line_order::story::{Story, crossings};
use crate::layout::line_order::{Effort, Order};
use std::ops::Range;

/// Steps from layer to layer in the windows that a bound begins with.
const FIRST_STEPS: usize = 6;

/// A window with what is known about it.
struct Window {
    /// Its layers; the last one is the next window's first.
    layers: Range<usize>,
    /// It needs no fewer crossings.
    lower: usize,
    /// Whether it can do with those.
    solved: bool,
}

/// A number of crossings that no orders of the story have fewer of.
///
/// `orders` are the best ones known: they guide the search. `effort` is that of a single window; `purse` holds the
/// propagations that are left for all of them.
pub fn bound(
    story: &Story,
    rank: &[u16],
    orders: &[Order],
    effort: Effort,
    purse: &mut u64,
) -> usize {
    let mut solve = |layers: Range<usize>, at_least: usize| {
        if *purse == 0 {
            return Window { layers, lower: at_least, solved: false };
        }
        let known = orders[layers.clone()].to_vec();
        let found = prove(&story.stretch(layers.clone()), rank, known, effort);
        *purse = purse.saturating_sub(found.spent);
        let solved = crossings(&found.orders) == found.lower_bound;
        Window { layers, lower: found.lower_bound.max(at_least), solved }
    };
    let last = orders.len().saturating_sub(1);
    let mut windows: Vec<Window> = (0..last)
        .step_by(FIRST_STEPS)
        .map(|from| solve(from..(from + FIRST_STEPS).min(last) + 1, 0))
        .collect();
    let mut joined = true;
    while joined && windows.len() > 1 {
        joined = false;
        let mut wider: Vec<Window> = Vec::with_capacity(windows.len());
        let mut rest = windows.into_iter();
        while let Some(left) = rest.next() {
            match rest.next() {
                Some(right) if left.solved && right.solved => {
                    joined = true;
                    let layers = left.layers.start..right.layers.end;
                    wider.push(solve(layers, left.lower + right.lower));
                }
                Some(right) => wider.extend([left, right]),
                None => wider.push(left),
            }
        }
        windows = wider;
    }
    windows.iter().map(|window| window.lower).sum()
}

/// Puts windows of `width` layers in their best order, one after the other, half a window further each time, with
/// so much effort for each, as long as there are propagations left in the `purse`.
pub fn polish(
    story: &Story,
    rank: &[u16],
    mut orders: Vec<Order>,
    width: usize,
    effort: Effort,
    purse: &mut u64,
) -> Vec<Order> {
    let count = orders.len();
    for from in (0..count).step_by((width / 2).max(1)) {
        let to = (from + width).min(count);
        // The layer before and the layer after stay as they are, where there are any.
        let layers = from.saturating_sub(1)..(to + 1).min(count);
        let known = orders[layers.clone()].to_vec();
        let given = (from > 0, to < count);
        let best = between(&story.stretch(layers.clone()), rank, known, given, effort);
        orders[layers].clone_from_slice(&best.orders);
        *purse = purse.saturating_sub(best.spent);
        if to == count || *purse == 0 {
            break;
        }
    }
    orders
}
