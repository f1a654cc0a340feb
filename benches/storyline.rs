//! How few crossings the line order needs on the storyline benchmark, and whether that is proved.
//!
//! `cargo bench --bench storyline -- [FILE…]`; with no file, every `.txt` of `../shared/benchmarks/storyline`. A
//! file has the number of actors and of layers in its first line, then a line a layer: the actors alive, `|`, and
//! the meetings, separated by `;`. Beside ours, what twenty barycenter sweeps reach, the method that most tools use.
//! Last, how far the lines of our order have to move in sum.
//!
//! One thread, one run. Seconds are those that the processor worked for this program where the system tells (Linux),
//! so that a busy machine does not count; else those of the wall clock.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads files and its arguments")]

use demarche::layout::least_movement::flow::Problem;
use demarche::layout::line_order::story::{Layer, Place, Story, crossings};
use demarche::layout::line_order::{THOROUGH, solve};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn numbers(text: &str) -> Option<Vec<u16>> {
    text.split_whitespace().map(|word| word.parse().ok()).collect()
}

fn story(text: &str) -> Option<Story> {
    let layer = |line: &str| {
        let (alive, meetings) = line.split_once('|')?;
        let meetings = meetings.split(';').map(numbers).collect::<Option<Vec<_>>>()?;
        Some(Layer { alive: numbers(alive)?, meetings })
    };
    Story::new(text.lines().skip(1).map(layer).collect::<Option<Vec<_>>>()?)
}

/// The benchmark beside the project, if it is there.
fn benchmark() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/benchmarks/storyline");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files
}

/// The fewest crossings that barycenter sweeps find: each layer in the order of where its lines stood before, a
/// meeting as one block at the mean of its members; down and up again, twenty times.
fn barycenter(story: &Story) -> usize {
    let count = story.layers().len();
    let mut least = usize::MAX;
    let mut at: Vec<f64> = (0..story.lines()).map(|line| line as f64).collect();
    for sweep in 0..20 {
        let mut orders = vec![Vec::new(); count];
        for step in 0..count {
            let layer = if sweep % 2 == 0 { step } else { count - 1 - step };
            let Layer { alive, meetings } = &story.layers()[layer];
            let mut blocks: Vec<Vec<u16>> = meetings.clone();
            let meets = |line: &u16| meetings.iter().any(|meeting| meeting.contains(line));
            blocks.extend(alive.iter().filter(|line| !meets(line)).map(|&line| vec![line]));
            let mean = |block: &[u16]| {
                block.iter().map(|&line| at[line as usize]).sum::<f64>() / block.len() as f64
            };
            blocks.iter_mut().for_each(|block| {
                block.sort_by(|&a, &b| at[a as usize].total_cmp(&at[b as usize]));
            });
            blocks.sort_by(|a, b| mean(a).total_cmp(&mean(b)));
            let order = blocks.concat();
            for (slot, &line) in order.iter().enumerate() {
                at[line as usize] = slot as f64;
            }
            orders[layer] = order;
        }
        least = least.min(crossings(&orders));
    }
    least
}

/// How far lines move in sum, in the distance of two neighbours, where they run so that this is least: members of a
/// meeting stand side by side, all others as far apart at least.
fn movement(story: &Story, orders: &[Vec<u16>]) -> i64 {
    // Every point needs a place to be drawn to; it is to count for nothing beside movement.
    const MOVEMENT: i64 = 10_000_000;
    let mut problem = Problem::default();
    let mut before: Vec<Option<usize>> = vec![None; story.lines()];
    let mut moves: Vec<(usize, usize)> = Vec::new();
    for (layer, order) in orders.iter().enumerate() {
        let mut here = vec![None; story.lines()];
        let mut above: Option<(u16, usize)> = None;
        for &line in order {
            let point = problem.point(0, 1);
            if let Some((other, upper)) = above {
                problem.at_least(upper, point, 1);
                let place = story.place(layer, line);
                if place != Place::Alone && place == story.place(layer, other) {
                    problem.at_least(point, upper, -1);
                }
            }
            if let Some(old) = before[line as usize] {
                problem.wish(point, old, 0, MOVEMENT);
                moves.push((point, old));
            }
            here[line as usize] = Some(point);
            above = Some((line, point));
        }
        before = here;
    }
    let at = problem.solve().map(|(at, _)| at).unwrap_or_default();
    moves.iter().map(|&(a, b)| (at[a] - at[b]).abs()).sum()
}

/// Seconds since some moment: of work for this thread where the system tells, else of the wall clock.
fn now_s(clock: Instant) -> f64 {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let worked_ns = status.split(' ').next().and_then(|word| word.parse::<f64>().ok());
    worked_ns.map_or(clock.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

fn main() {
    let arguments = std::env::args().skip(1).filter(|a| !a.starts_with('-'));
    let mut files: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    if files.is_empty() {
        files = benchmark();
    }
    if files.is_empty() {
        println!("no file given, and no benchmark in ../shared/benchmarks/storyline: skipped");
        return;
    }
    println!("{:<12} crossings  lower bound  proven  seconds  barycenter  movement", "instance");
    let clock = Instant::now();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(story) = std::fs::read_to_string(&file).ok().as_deref().and_then(story) else {
            println!("{name:<12} is not a storyline instance");
            continue;
        };
        let start: Vec<u16> = (0..story.lines() as u16).collect();
        let begun_s = now_s(clock);
        let found = solve(&story, &start, None, THOROUGH);
        let seconds = now_s(clock) - begun_s;
        let valid = if story.admits(&found.orders) { "" } else { "  INVALID ORDER" };
        let quality = found.quality;
        println!(
            "{name:<12} {:>9} {:>12} {:>7} {seconds:>8.2} {:>11} {:>9}{valid}",
            quality.crossings,
            quality.lower_bound,
            if quality.proven { "yes" } else { "no" },
            barycenter(&story),
            movement(&story, &found.orders),
        );
    }
}
