//! The line order against a brute-force oracle: every permutation of every layer, by dynamic programming.

use demarche::layout::line_order::insertion::calm::calm;
use demarche::layout::line_order::pins::Pins;
use demarche::layout::line_order::story::{Layer, Story, crossings};
use demarche::layout::line_order::{Effort, LineOrder, PICTURE, arrange, solve};
use std::ops::Range;

/// Numbers that look random, from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// Up to five lines in up to five layers, alive or not, in up to two meetings a layer.
    fn layers(&mut self) -> Vec<Layer> {
        let lines = 5 - (self.roll(5) / 2) as u16;
        let count = 5 - self.roll(5) / 3;
        let always = self.roll(2) == 0;
        (0..count)
            .map(|_| {
                let mut alive: Vec<u16> = (0..lines).collect();
                alive.retain(|_| always || self.roll(8) > 0);
                let mut meetings = vec![Vec::new(), Vec::new(), Vec::new()];
                for &line in &alive {
                    meetings[self.roll(3) as usize].push(line);
                }
                meetings.truncate(2);
                Layer { alive, meetings }
            })
            .collect()
    }
}

fn permutations(lines: &[u16]) -> Vec<Vec<u16>> {
    if lines.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (i, &first) in lines.iter().enumerate() {
        let mut rest = lines.to_vec();
        rest.remove(i);
        for mut tail in permutations(&rest) {
            tail.insert(0, first);
            all.push(tail);
        }
    }
    all
}

/// Whether a meeting's lines stand side by side.
fn together(order: &[u16], meeting: &[u16]) -> bool {
    let slots: Vec<usize> = (0..order.len()).filter(|&s| meeting.contains(&order[s])).collect();
    slots.windows(2).all(|pair| pair[0] + 1 == pair[1])
}

/// Whether no line stands below one that its pin puts it above: by its own level among those it meets, else by the
/// last level of its meeting and the first of the other's.
fn pinned(order: &[u16], layer: &Layer, levels: &[Option<u16>]) -> bool {
    let alone = |line: u16| vec![line];
    let company = |line: u16| {
        let meeting =
            layer.meetings.iter().find(|meeting| meeting.len() > 1 && meeting.contains(&line));
        meeting.cloned().unwrap_or_else(|| alone(line))
    };
    let level = |line: &u16| levels.get(*line as usize).copied().flatten();
    (0..order.len()).all(|lower| {
        (0..lower).all(|upper| {
            let (upper, lower) = (order[upper], order[lower]);
            let (above, below) = match company(upper) == company(lower) {
                true => (alone(upper), alone(lower)),
                false => (company(upper), company(lower)),
            };
            let first = above.iter().filter_map(level).min();
            let last = below.iter().filter_map(level).max();
            first.zip(last).is_none_or(|(first, last)| last >= first)
        })
    })
}

/// The least number of crossings, by trying everything.
fn oracle(layers: &[Layer]) -> usize {
    oracle_pinned(layers, &[])
}

/// The least number of crossings among the orders that keep lines at their levels.
fn oracle_pinned(layers: &[Layer], levels: &[Option<u16>]) -> usize {
    let mut ways: Vec<(Vec<u16>, usize)> = vec![(Vec::new(), 0)];
    for layer in layers {
        ways = permutations(&layer.alive)
            .into_iter()
            .filter(|order| layer.meetings.iter().all(|m| together(order, m)))
            .filter(|order| pinned(order, layer, levels))
            .map(|order| {
                let cost = |(before, cost): &(Vec<u16>, usize)| {
                    cost + crossings(&[before.clone(), order.clone()])
                };
                let least = ways.iter().map(cost).min().unwrap_or_default();
                (order, least)
            })
            .collect();
    }
    ways.iter().map(|(_, cost)| *cost).min().unwrap_or_default()
}

#[test]
fn crossings_count_pairs_that_are_in_both_layers() {
    assert_eq!(crossings(&[vec![0, 1, 2], vec![2, 1, 0]]), 3);
    assert_eq!(crossings(&[vec![0, 1, 2], vec![2, 3, 0]]), 1);
    assert_eq!(crossings(&[vec![0, 1], vec![], vec![1, 0]]), 0);
}

#[test]
fn the_proof_agrees_with_trying_everything() {
    // No local search to speak of, so that the proof has to find the order by itself.
    let effort = Effort { steps: 1, ..PICTURE };
    let mut dice = Dice(7);
    let mut with_crossings = 0;
    for round in 0..150 {
        let layers = dice.layers();
        let story = Story::new(layers.clone()).expect("a well-formed story");
        let start: Vec<u16> = (0..story.lines() as u16).collect();
        let LineOrder { orders, quality } = solve(&story, &start, None, effort);
        assert!(story.admits(&orders), "round {round}: {layers:?} {orders:?}");
        assert!(quality.proven, "round {round}: {layers:?} {quality:?}");
        assert_eq!(quality.crossings, oracle(&layers), "round {round}: {layers:?}");
        with_crossings += usize::from(quality.crossings > 0);
    }
    assert!(with_crossings >= 30, "only {with_crossings} stories need crossings at all");
}

#[test]
fn pinned_lines_agree_with_trying_everything() {
    let mut dice = Dice(31);
    let (mut dearer, mut passed) = (0, 0);
    for round in 0..200 {
        let layers = dice.layers();
        let story = Story::new(layers.clone()).expect("a well-formed story");
        let lines = story.lines() as u16;
        let level = |dice: &mut Dice| (dice.roll(4) > 0).then(|| dice.roll(4) as u16);
        let levels: Vec<Option<u16>> = (0..lines).map(|_| level(&mut dice)).collect();
        let pins = Pins::new(levels.clone());
        let story = story.pinned(pins.clone());
        let start: Vec<u16> = (0..lines).collect();
        // By the search alone, which keeps all pins; by the proof alone; and by whatever suits the story.
        let searched = solve(&story, &start, None, Effort { conflicts: 0, pairs: 0, ..PICTURE });
        assert!(story.admits(&searched.orders), "round {round}: {layers:?} {levels:?}");
        let least = oracle_pinned(&layers, &levels);
        for effort in [Effort { steps: 1, ..PICTURE }, PICTURE] {
            let LineOrder { orders, quality } = solve(&story, &start, None, effort);
            let told = format!("round {round}: {layers:?} {levels:?} {orders:?}");
            assert!(story.admits(&orders), "{told}");
            assert!(orders.iter().zip(&layers).all(|(o, l)| pinned(o, l, &levels)), "{told}");
            assert!(quality.proven, "{told} {quality:?}");
            assert_eq!(quality.crossings, least, "{told}");
            passed += usize::from(orders.iter().any(|order| pins.broken(order) > 0));
        }
        dearer += usize::from(least > oracle(&layers));
    }
    assert!(dearer >= 40, "pins cost nothing but in {dearer} stories");
    assert!(passed >= 40, "meetings pass a pinned line in {passed} stories only");
}

#[test]
fn rows_settle_into_their_pins_before_any_search() {
    let mut dice = Dice(37);
    for round in 0..100 {
        let lines = 3 + dice.roll(5) as u16;
        // So many rows that nothing but the sweep is tried, in one round of ten.
        let count = if round % 10 == 0 { 15_000 } else { 1 + dice.roll(5) };
        let rows: Vec<Vec<u16>> =
            (0..count).map(|_| (0..lines).filter(|_| dice.roll(2) == 0).collect()).collect();
        let levels: Vec<Option<u16>> =
            (0..lines).map(|_| (dice.roll(4) > 0).then(|| dice.roll(3) as u16)).collect();
        let start: Vec<u16> = (0..lines).collect();
        let lives = vec![0..rows.len(); lines as usize];
        let found = arrange(&rows, &start, &lives, Pins::new(levels.clone())).orders;
        for (order, row) in found.iter().zip(&rows) {
            let layer = Layer { alive: start.clone(), meetings: vec![row.clone()] };
            assert!(together(order, row), "round {round}: {row:?} {order:?}");
            assert!(pinned(order, &layer, &levels), "round {round}: {row:?} {levels:?} {order:?}");
        }
    }
}

#[test]
fn event_rows_agree_with_trying_everything() {
    let mut dice = Dice(11);
    for round in 0..100 {
        let lines = 2 + dice.roll(4) as u16;
        let rows: Vec<Vec<u16>> = (0..1 + dice.roll(5))
            .map(|_| (0..lines).filter(|_| dice.roll(2) == 0).collect())
            .collect();
        let start: Vec<u16> = (0..lines).collect();
        // Some are not there from the first row to the last; whoever meets is.
        let life = |line: u16| {
            let meets = || (0..rows.len()).filter(|&row| rows[row].contains(&line));
            match (meets().next(), meets().next_back(), line % 2) {
                (Some(first), Some(last), 0) => first..last + 1,
                _ => 0..rows.len(),
            }
        };
        let lives: Vec<Range<usize>> = (0..lines).map(life).collect();
        let alive = |row: usize| -> Vec<u16> {
            start.iter().copied().filter(|&line| lives[line as usize].contains(&row)).collect()
        };
        let layers: Vec<Layer> = rows
            .iter()
            .enumerate()
            .map(|(row, meeting)| Layer { alive: alive(row), meetings: vec![meeting.clone()] })
            .collect();
        let LineOrder { orders, quality } = arrange(&rows, &start, &lives, Pins::default());
        assert!(quality.proven, "round {round}: {rows:?}");
        assert_eq!(quality.crossings, oracle(&layers), "round {round}: {rows:?}");
        assert!(Story::new(layers).is_some_and(|story| story.admits(&orders)), "round {round}");
        assert_eq!(crossings(&orders), quality.crossings, "round {round}");
    }
}

#[test]
fn windows_bound_from_below_and_never_make_worse() {
    // Too much for one proof, by decree: what is known comes from windows alone.
    let effort = Effort { steps: 2_000, pairs: 90, ..PICTURE };
    let mut dice = Dice(23);
    let mut bounded = 0;
    for round in 0..60 {
        let layers: Vec<Layer> = (0..3).flat_map(|_| dice.layers()).collect();
        let story = Story::new(layers.clone()).expect("a well-formed story");
        let start: Vec<u16> = (0..story.lines() as u16).collect();
        let LineOrder { orders, quality } = solve(&story, &start, None, effort);
        let least = oracle(&layers);
        assert!(story.admits(&orders), "round {round}: {layers:?} {orders:?}");
        assert!(quality.lower_bound <= least, "round {round}: {quality:?}, {least} {layers:?}");
        assert!(quality.crossings >= least, "round {round}: {quality:?}, {least}");
        bounded += usize::from(quality.lower_bound > 0);
    }
    assert!(bounded >= 20, "only {bounded} stories have a bound");
}

#[test]
fn a_window_keeps_the_layers_at_its_ends() {
    use demarche::layout::line_order::proof::between;
    let mut dice = Dice(29);
    for round in 0..60 {
        let layers = dice.layers();
        let story = Story::new(layers.clone()).expect("a well-formed story");
        let rank: Vec<u16> = (0..story.lines() as u16).collect();
        let known = solve(&story, &rank, None, Effort { conflicts: 0, ..PICTURE }).orders;
        let best = between(&story, &rank, known.clone(), (true, true), PICTURE).orders;
        assert!(story.admits(&best), "round {round}: {layers:?} {best:?}");
        assert!(crossings(&best) <= crossings(&known), "round {round}");
        assert_eq!((best.first(), best.last()), (known.first(), known.last()), "round {round}");
    }
}

/// By how many places lines move, all together.
fn moved(orders: &[Vec<u16>]) -> usize {
    let step = |pair: &[Vec<u16>]| -> usize {
        let places = pair[0].iter().enumerate().filter_map(|(slot, line)| {
            pair[1].iter().position(|other| other == line).map(|to| to.abs_diff(slot))
        });
        places.sum()
    };
    orders.windows(2).map(step).sum()
}

#[test]
fn a_calmer_order_has_no_more_crossings() {
    let mut dice = Dice(41);
    let (mut before, mut after) = (0, 0);
    for round in 0..60 {
        // Everybody is there always, so that places are the same for all that is counted.
        let layer = |dice: &mut Dice| {
            let mut meetings = vec![Vec::new(), Vec::new(), Vec::new()];
            (0..7).for_each(|line: u16| meetings[dice.roll(3) as usize].push(line));
            meetings.truncate(2);
            Layer { alive: (0..7).collect(), meetings }
        };
        let story = Story::new((0..12).map(|_| layer(&mut dice)).collect()).expect("a story");
        let rank: Vec<u16> = (0..7).collect();
        let best = solve(&story, &rank, None, Effort { calm: 0, ..PICTURE }).orders;
        let calmed = calm(&story, &rank, best.clone(), PICTURE.calm);
        assert!(story.admits(&calmed), "round {round}");
        assert_eq!(crossings(&calmed), crossings(&best), "round {round}: it was the least");
        assert!(moved(&calmed) <= moved(&best), "round {round}");
        before += moved(&best);
        after += moved(&calmed);
    }
    assert!(after * 100 < before * 95, "{after} places instead of {before}");
}

#[test]
fn a_story_that_contradicts_itself_is_refused() {
    let layer = |alive: &[u16], meetings: &[&[u16]]| Layer {
        alive: alive.to_vec(),
        meetings: meetings.iter().map(|m| m.to_vec()).collect(),
    };
    assert!(Story::new(vec![layer(&[0, 1, 1], &[])]).is_none());
    assert!(Story::new(vec![layer(&[0, 1], &[&[0, 2]])]).is_none());
    assert!(Story::new(vec![layer(&[0, 1, 2], &[&[0, 1], &[1, 2]])]).is_none());
    assert!(Story::new(vec![layer(&[0, 1], &[&[0, 0]])]).is_none());
    assert!(Story::new(Vec::new()).is_some());
}

#[test]
fn the_same_story_gives_the_same_orders() {
    let mut dice = Dice(3);
    let rows: Vec<Vec<u16>> =
        (0..40).map(|_| (0..10).filter(|_| dice.roll(3) == 0).collect()).collect();
    let start: Vec<u16> = (0..10).collect();
    let lives = vec![0..rows.len(); start.len()];
    let first = arrange(&rows, &start, &lives, Pins::default());
    assert_eq!(first, arrange(&rows, &start, &lives, Pins::default()));
    assert!(first.quality.lower_bound > 0 && first.quality.crossings >= first.quality.lower_bound);
}
