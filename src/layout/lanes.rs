//! The order of life lines: who stands next to whom in each row, with few crossings.
//!
//! A *layer* is a row whose actors meet; in it they must stand next to each other. The sweep goes through the
//! layers and, where a meeting's members are apart, moves them together at the place that costs the fewest
//! crossings now and keeps the members of later meetings close. Sweeps forward and backward improve the order at
//! the start, and a local search over that order does the rest. It is a heuristic: good, and not proved least.
//!
//! The work is bounded by counts, never by a clock, so that the same file gives the same order everywhere.

/// A permutation of the life lines: `order[slot]` is the line that stands there.
pub type Order = Vec<u16>;

/// About how many elementary steps the local search may spend.
const BUDGET: usize = 40_000_000;

/// Finds an order for every layer.
///
/// `layers[i]` lists the lines that meet in row `i` (none or one: nothing to do there). `start` is a sensible
/// first order, for example by delegation; ties are settled in its favour. The result has an order for each row.
pub fn arrange(layers: &[Vec<u16>], start: &[u16]) -> Vec<Order> {
    let meetings: Vec<&[u16]> = layers.iter().filter(|l| l.len() > 1).map(Vec::as_slice).collect();
    let first = best_start(&meetings, start);
    let mut at = first;
    let mut orders = Vec::with_capacity(layers.len());
    for layer in layers {
        if layer.len() > 1 {
            gather(&mut at, layer);
        }
        orders.push(at.clone());
    }
    orders
}

/// Pairs of lines whose order differs between consecutive rows, summed over the rows.
pub fn crossings(orders: &[Order]) -> usize {
    orders.windows(2).map(|pair| inversions(&pair[0], &pair[1])).sum()
}

fn inversions(a: &[u16], b: &[u16]) -> usize {
    if a == b {
        return 0;
    }
    let mut slot = vec![0usize; b.len()];
    for (i, &line) in b.iter().enumerate() {
        slot[line as usize] = i;
    }
    let mut count = 0;
    for i in 0..a.len() {
        for j in i + 1..a.len() {
            count += usize::from(slot[a[i] as usize] > slot[a[j] as usize]);
        }
    }
    count
}

fn best_start(meetings: &[&[u16]], start: &[u16]) -> Order {
    let mut best = start.to_vec();
    let mut best_cost = sweep_cost(meetings, &best, usize::MAX);
    // Down and up again: the order that a backward sweep ends with suits the first meetings.
    for _ in 0..4 {
        let mut at = best.clone();
        for meeting in meetings {
            gather(&mut at, meeting);
        }
        for meeting in meetings.iter().rev() {
            gather(&mut at, meeting);
        }
        let cost = sweep_cost(meetings, &at, best_cost);
        if cost >= best_cost {
            break;
        }
        (best, best_cost) = (at, cost);
    }
    let lines = start.len();
    let mut left = BUDGET / (meetings.len() * (lines + 8) + 1);
    // Local search: take one line out and put it elsewhere, until nothing helps any more.
    let mut improved = true;
    while improved && best_cost > 0 {
        improved = false;
        for from in 0..lines {
            for to in 0..lines {
                if from == to || left == 0 {
                    continue;
                }
                left -= 1;
                let mut trial = best.clone();
                let line = trial.remove(from);
                trial.insert(to, line);
                let cost = sweep_cost(meetings, &trial, best_cost);
                if cost < best_cost {
                    (best, best_cost) = (trial, cost);
                    improved = true;
                }
            }
        }
    }
    best
}

/// Crossings of a forward sweep from `start`; gives up once they reach `limit`.
fn sweep_cost(meetings: &[&[u16]], start: &[u16], limit: usize) -> usize {
    let mut at = start.to_vec();
    let mut cost = 0;
    for meeting in meetings {
        cost += gather(&mut at, meeting);
        if cost >= limit {
            return limit;
        }
    }
    cost
}

/// Moves the members of a meeting together and gives the number of crossings that this makes.
///
/// Members keep their order among themselves, and so do the others. The block goes where the fewest pairs
/// change places.
fn gather(at: &mut Order, members: &[u16]) -> usize {
    let is_member = |line: u16| members.contains(&line);
    let Some(first) = at.iter().position(|&l| is_member(l)) else { return 0 };
    let last = at.iter().rposition(|&l| is_member(l)).unwrap_or(first);
    if last - first + 1 == members.len() {
        return 0;
    }
    let size = at.iter().filter(|&&l| is_member(l)).count();
    // Only lines between the outermost members can cross one. With the block before `k` of those outsiders,
    // an outsider with `m` members above it crosses them if it comes to stand above, and the other members if below.
    let mut above = 0;
    let mut members_above = Vec::new();
    for &line in &at[first..=last] {
        if is_member(line) {
            above += 1;
        } else {
            members_above.push(above);
        }
    }
    let mut cost: usize = members_above.iter().map(|&m| size - m).sum();
    let (mut best, mut best_k) = (cost, 0usize);
    for (k, &m) in members_above.iter().enumerate() {
        cost = cost + m - (size - m);
        // Ties go to the middle, which moves lines least.
        let nearer =
            (k + 1).abs_diff(members_above.len() / 2) < best_k.abs_diff(members_above.len() / 2);
        if cost < best || (cost == best && nearer) {
            (best, best_k) = (cost, k + 1);
        }
    }
    let window: Vec<u16> = at[first..=last].to_vec();
    let (inside, outside): (Vec<u16>, Vec<u16>) = window.iter().partition(|&&l| is_member(l));
    let merged = outside[..best_k].iter().chain(&inside).chain(&outside[best_k..]);
    for (slot, &line) in at[first..=last].iter_mut().zip(merged) {
        *slot = line;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{arrange, crossings, gather};

    #[test]
    fn a_meeting_gathers_its_members_at_least_cost() {
        let mut order = vec![0, 1, 2, 3, 4];
        assert_eq!(gather(&mut order, &[0, 1, 4]), 2);
        assert_eq!(order, [0, 1, 4, 2, 3]);
    }

    #[test]
    fn the_hangzhou_talks_need_no_crossing() {
        // Obama 0, Kerry 1, Putin 2, Lavrov 3, Ryabkov 4; Kerry–Lavrov twice, then Obama–Putin.
        let layers = vec![vec![1, 3], vec![], vec![1, 3], vec![0, 2]];
        let orders = arrange(&layers, &[0, 1, 2, 3, 4]);
        assert_eq!(crossings(&orders), 0, "{orders:?}");
    }

    #[test]
    fn members_stand_together_in_every_layer() {
        let layers = vec![vec![0, 3], vec![1, 4, 5], vec![0, 5], vec![2, 3, 4], vec![0, 1]];
        let orders = arrange(&layers, &[0, 1, 2, 3, 4, 5]);
        for (order, layer) in orders.iter().zip(&layers) {
            let slots: Vec<usize> =
                layer.iter().filter_map(|l| order.iter().position(|o| o == l)).collect();
            let span = slots.iter().max().unwrap_or(&0) - slots.iter().min().unwrap_or(&0);
            assert_eq!(span + 1, layer.len(), "{order:?} {layer:?}");
        }
    }
}
