//! How long the order of events takes: building the network, finding contradictions, answering questions.
//!
//! `cargo bench --bench order -- [EVENTS…]` (default 1000 10000 100000 1000000); `peers` behind the sizes has `tsort`,
//! networkx and Z3 work on the same relations, up to 10000 events, and says where one is not installed. The timelines are those of
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
        sizes = vec![1_000, 10_000, 100_000, 1_000_000];
    }
    let with_peers = std::env::args().any(|argument| argument == "peers");
    println!("                                                     after {LIES} lies");
    println!(
        " events   facts      build      check   verdict    proof  found, least  contradictions   verdict"
    );
    for events in sizes {
        let mut world = World::of(events, 8);
        let (build_s, network) = best(|| OrderNetwork::build(&world.draft.timeline));
        let pairs = pairs(&mut world, events);
        let ask = |network: &OrderNetwork| {
            pairs.iter().map(|&(a, b)| network.verdict(a, b)).collect::<Vec<_>>()
        };
        let (check_s, wrong) = best(|| network.settle_again());
        assert_eq!(wrong, 0, "a true timeline has no contradictions");
        let (verdicts_s, _) = best(|| ask(&network));
        let (proofs_s, _) = best(|| {
            pairs.iter().take(PROOFS).map(|&(a, b)| network.order(a, b)).collect::<Vec<_>>()
        });
        let facts = network.facts().len();
        for _ in 0..LIES {
            world.lie();
        }
        let torn = OrderNetwork::build(&world.draft.timeline);
        let (torn_s, _) = best(|| torn.settle_again());
        let (contested_s, _) = best(|| ask(&torn));
        println!(
            "{events:>7} {facts:>7} {:>7.1} ms {:>7.1} ms {:>6.2} µs {:>5.1} µs {:>10.1} ms {:>15} {:>6.2} µs",
            build_s * 1e3,
            check_s * 1e3,
            verdicts_s * 1e6 / PAIRS as f64,
            proofs_s * 1e6 / PROOFS as f64,
            torn_s * 1e3,
            torn.contradictions().len() + torn.unlisted_contradictions(),
            contested_s * 1e6 / PAIRS as f64,
        );
        if with_peers && events <= MOST_FOR_PEERS {
            peers(&network, check_s);
        }
    }
}

/// Larger timelines are not given to programs that would not be done with them.
const MOST_FOR_PEERS: u32 = 10_000;

/// Has other programs decide whether the same constraints can all hold.
fn peers(network: &OrderNetwork, own_s: f64) {
    println!("          ours: {:.1} ms", own_s * 1e3);
    let mut lines = String::new();
    let mut pairs = String::new();
    for (from, to, weight) in network.constraints() {
        lines.push_str(&format!("{from} {to} {weight}\n"));
        // What must come strictly before what, the origins aside, is all that `tsort` understands.
        if weight < 0 && from > 1 && to > 1 {
            pairs.push_str(&format!("{to} {from}\n"));
        }
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py");
    for (name, command, input) in [
        ("tsort (relations alone)", vec!["tsort"], &pairs),
        ("networkx", vec!["python3", script, "networkx"], &lines),
        ("Z3", vec!["python3", script, "z3"], &lines),
    ] {
        match timed(&command, input) {
            Some((seconds, said)) => println!("          {name}: {:.1} ms{said}", seconds * 1e3),
            None => println!("          {name}: not installed"),
        }
    }
}

/// Runs a program on a text; how long it took, by its own account if it gives one, else altogether.
fn timed(command: &[&str], input: &str) -> Option<(f64, String)> {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let start = Instant::now();
    let mut child = Command::new(command[0])
        .args(&command[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take()?;
    let text = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().ok()?;
    let altogether_s = start.elapsed().as_secs_f64();
    writer.join().ok()?.ok();
    let said = String::from_utf8_lossy(&output.stdout);
    match said.lines().last().and_then(|line| line.split_once(' ')) {
        Some((seconds, verdict)) if command.len() > 1 => {
            Some((seconds.parse().ok()?, format!(" ({verdict})")))
        }
        Some(_) | None if output.status.success() => Some((altogether_s, String::new())),
        Some(_) | None => None,
    }
}
