//! Among orders with equally few crossings, one in which lines move less.

use super::{Dice, Scratch, Search};
use crate::layout::line_order::Order;
use crate::layout::line_order::story::Story;
use std::ops::Range;

/// For each line and each layer, rounds in vain after which a search for a calmer order is given up.
const PATIENCE: usize = 40;

/// Orders with as few crossings as the given ones, in which lines move less: what is taken out and put back
/// stays unless lines cross more or move by more places.
pub fn calm(story: &Story, rank: &[u16], orders: Vec<Order>, steps: u64) -> Vec<Order> {
    let mut search = Search { story, rank, steps, orders, scratch: Scratch::default() };
    let lines: Vec<u16> = (0..story.lines() as u16).collect();
    let meetings = search.meetings();
    if meetings.is_empty() || lines.len() < 3 {
        return search.orders;
    }
    let mut dice = Dice(3);
    let patience = PATIENCE * (lines.len() + search.orders.len());
    let mut in_vain = 0;
    while search.steps > 0 && in_vain < patience {
        let (stretch, group) = search.choose_stretch(&meetings, &lines, &mut dice);
        let before = search.unrest(&stretch);
        let kept = search.orders[stretch.clone()].to_vec();
        search.renew(&group, &stretch);
        let after = search.unrest(&stretch);
        if after > before {
            search.orders[stretch].clone_from_slice(&kept);
        }
        in_vain = if after < before { 0 } else { in_vain + 1 };
    }
    search.orders
}

impl Search<'_> {
    /// Crossings before, in and after a stretch of layers, and by how many places lines move there: among all that
    /// are there, and among those who stay, because others may come and go where there is room.
    fn unrest(&mut self, stretch: &Range<usize>) -> (usize, usize) {
        let crossings = self.cost(stretch);
        let end = (stretch.end + 1).min(self.orders.len());
        let from = stretch.start.saturating_sub(1);
        let Scratch { position, upper: stands, .. } = &mut self.scratch;
        // Where each line of the lower layer stands, and how many of those who stay stand before it.
        let mut lower: Vec<(u16, u16)> = vec![(0, 0); self.story.lines()];
        let mut moved = 0;
        for pair in self.orders[from..end].windows(2) {
            if pair[0] == pair[1] {
                continue;
            }
            stands.clear();
            stands.resize(self.story.lines(), false);
            pair[0].iter().for_each(|&line| stands[line as usize] = true);
            position.clear();
            position.resize(self.story.lines(), u16::MAX);
            let mut rank = 0;
            for (slot, &line) in pair[1].iter().enumerate() {
                position[line as usize] = slot as u16;
                lower[line as usize] = (slot as u16, rank);
                rank += u16::from(stands[line as usize]);
            }
            let stay = |&(_, line): &(usize, &u16)| position[usize::from(*line)] != u16::MAX;
            for (rank, (slot, &line)) in pair[0].iter().enumerate().filter(stay).enumerate() {
                let (to, to_rank) = lower[line as usize];
                moved += slot.abs_diff(to.into()) + rank.abs_diff(to_rank.into());
            }
        }
        (crossings, moved)
    }
}
