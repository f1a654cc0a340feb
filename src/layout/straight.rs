//! An order for straight lanes: one for the whole picture, in which meetings reach across few strangers.
//!
//! Where lines do not bend, a meeting is a bar from the first to the last lane of those who take part, and what is
//! left to choose is which lanes stand side by side. The order found is one that no move of one lane, and no
//! move of one delegation as a whole, improves; it is not proved to be the best of all. Members of a delegation can be
//! held together, and lanes pinned above others.

use crate::layout::line_order::Order;
use crate::layout::line_order::pins::Pins;

/// Finds the order of lanes.
///
/// `meetings[i]` lists the lanes that meet in row `i`. `groups` holds the lanes by delegation, in the order to start
/// from; with `together`, the lanes of a group stay side by side, and `pins` hold as far as that allows.
pub fn order(meetings: &[Vec<u16>], groups: &[Vec<u16>], together: bool, pins: &Pins) -> Order {
    let mut best: Vec<Vec<u16>> = if together {
        let mut best: Vec<Vec<u16>> = groups.iter().map(|group| pins.sorted(group)).collect();
        best.sort_by_key(|group| pins.span(group));
        best
    } else {
        pins.sorted(&groups.concat()).into_iter().map(|lane| vec![lane]).collect()
    };
    // No number of strangers outweighs a pin.
    let most = 1 + meetings.iter().map(Vec::len).sum::<usize>() * groups.concat().len();
    let price = |blocks: &[Vec<u16>]| {
        let order = blocks.concat();
        strangers(meetings, &order) + most * pins.broken(&order)
    };
    let mut cost = price(&best);
    // Each round lowers the cost by one at least; the limit only guards against surprises.
    for _ in 0..200 {
        let before = cost;
        moved(&mut best, &mut cost, price);
        for block in 0..best.len() {
            let mut lanes = best[block].clone();
            moved(&mut lanes, &mut cost, |lanes| {
                let mut blocks = best.clone();
                blocks[block] = lanes.to_vec();
                price(&blocks)
            });
            best[block] = lanes;
        }
        if cost == before {
            break;
        }
    }
    best.concat()
}

/// Tries every item in every place and keeps what costs least.
fn moved<T: Clone>(items: &mut Vec<T>, cost: &mut usize, price: impl Fn(&[T]) -> usize) {
    for from in 0..items.len() {
        let mut best: Option<(usize, Vec<T>)> = None;
        for to in (0..items.len()).filter(|&to| to != from) {
            let mut trial = items.clone();
            let item = trial.remove(from);
            trial.insert(to, item);
            let trial_cost = price(&trial);
            if trial_cost < best.as_ref().map_or(*cost, |(least, _)| *least) {
                best = Some((trial_cost, trial));
            }
        }
        if let Some((least, order)) = best {
            (*cost, *items) = (least, order);
        }
    }
}

/// How many lanes, all meetings together, lie under a bar without taking part.
pub fn strangers(meetings: &[Vec<u16>], order: &[u16]) -> usize {
    let mut slot = vec![0usize; order.len()];
    for (at, &lane) in order.iter().enumerate() {
        slot[lane as usize] = at;
    }
    meetings
        .iter()
        .filter(|meeting| meeting.len() > 1)
        .map(|meeting| {
            let slots = || meeting.iter().map(|&lane| slot[lane as usize]);
            let (first, last) = (slots().min().unwrap_or(0), slots().max().unwrap_or(0));
            (last - first + 1).saturating_sub(meeting.len())
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{order, strangers};
    use crate::layout::line_order::pins::Pins;

    #[test]
    fn those_who_meet_stand_side_by_side() {
        let meetings = [vec![0, 3], vec![0, 3], vec![1, 2]];
        let found = order(&meetings, &[vec![0, 1, 2, 3]], false, &Pins::default());
        assert_eq!(strangers(&meetings, &found), 0, "{found:?}");
    }

    #[test]
    fn delegations_stay_together_when_they_have_to() {
        let meetings = [vec![0, 2], vec![0, 2], vec![1, 3]];
        let found = order(&meetings, &[vec![0, 1], vec![2, 3]], true, &Pins::default());
        let side = |lane: u16| found.iter().position(|&l| l == lane).unwrap();
        assert_eq!(side(0).abs_diff(side(1)), 1, "{found:?}");
        assert_eq!(side(2).abs_diff(side(3)), 1, "{found:?}");
        assert_eq!(side(0).abs_diff(side(2)), 1, "{found:?}");
    }

    #[test]
    fn an_order_that_is_good_stays_that_of_the_file() {
        assert_eq!(
            order(&[vec![0, 1], vec![1, 2]], &[vec![0], vec![1, 2]], false, &Pins::default()),
            [0, 1, 2]
        );
        assert!(order(&[], &[], true, &Pins::default()).is_empty());
    }
}
