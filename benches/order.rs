//! How long the order of events takes: building the network, finding contradictions, answering questions.
//!
//! `cargo bench --bench order -- [EVENTS…]` (default 1000 10000 100000). The timelines are those of
//! `tests/hidden_truth.rs`: three of five events dated, one or two true relations each; then lies are planted. Times
//! are the best of five runs, one thread.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads its arguments and the clock")]

#[path = "../tests/build/mod.rs"]
mod build;

use build::world::World;
use demarche::order::OrderNetwork;
use demarche::timeline::EventId;
use std::hint::black_box;
use std::time::Instant;

/// How many lies are planted.
const LIES: usize = 5;
/// How many pairs of events are asked about.
const PAIRS: usize = 2_000;
/// How many of them are asked for a proof as well.
const PROOFS: usize = 100;

/// The best time of five, in seconds, and what the work gave.
fn best<T>(mut work: impl FnMut() -> T) -> (f64, T) {
    let mut run = || {
        let start = Instant::now();
        let given = black_box(work());
        (start.elapsed().as_secs_f64(), given)
    };
    let first = run();
    (1..5).map(|_| run()).fold(first, |best, next| if next.0 < best.0 { next } else { best })
}

/// Pairs of events, half of them near each other in the file.
fn pairs(world: &mut World, events: u32) -> Vec<(EventId, EventId)> {
    let mut pair = || {
        let one = world.dice.roll(u64::from(events)) as u32;
        (EventId(one), EventId(world.neighbour(one, events)))
    };
    (0..PAIRS).map(|_| pair()).collect()
}

fn main() {
    let mut sizes: Vec<u32> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    // In a smaller world no two events lie far enough apart for a lie.
    sizes.retain(|&size| size >= 100);
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 100_000];
    }
    println!("                                           after {LIES} lies");
    println!(" events   facts     build   verdict    proof      build  contradictions   verdict");
    for events in sizes {
        let mut world = World::of(events, 8);
        let (build_s, network) = best(|| OrderNetwork::build(&world.draft.timeline));
        let pairs = pairs(&mut world, events);
        let ask = |network: &OrderNetwork| {
            pairs.iter().map(|&(a, b)| network.verdict(a, b)).collect::<Vec<_>>()
        };
        let (verdicts_s, _) = best(|| ask(&network));
        let (proofs_s, _) = best(|| {
            pairs.iter().take(PROOFS).map(|&(a, b)| network.order(a, b)).collect::<Vec<_>>()
        });
        let facts = network.facts().len();
        for _ in 0..LIES {
            world.lie();
        }
        let (torn_s, torn) = best(|| OrderNetwork::build(&world.draft.timeline));
        let (contested_s, _) = best(|| ask(&torn));
        println!(
            "{events:>7} {facts:>7} {:>6.1} ms {:>6.2} µs {:>5.1} µs {:>7.1} ms {:>15} {:>6.2} µs",
            build_s * 1e3,
            verdicts_s * 1e6 / PAIRS as f64,
            proofs_s * 1e6 / PROOFS as f64,
            torn_s * 1e3,
            torn.contradictions().len() + torn.unlisted_contradictions(),
            contested_s * 1e6 / PAIRS as f64,
        );
    }
}
