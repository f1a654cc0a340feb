//! How long `check` and `render` take, beside what `serde_yaml` takes to deserialise the same file.
//!
//! `cargo bench --bench pipeline -- [EVENTS… | FILE…]` (default 1000 10000): files of so many generated events, or
//! event files of your own. Every figure is the median of several
//! runs, and the runs of the three are taken in turn, so that a busy machine disturbs all alike.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads files and its arguments")]

#[path = "support/generate.rs"]
mod generate;

use demarche::draw::theme::THEMES;
use demarche::layout::{Design, Options};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

/// The event file as plain structs, for `serde_yaml` to fill.
#[derive(serde::Deserialize)]
#[allow(dead_code, reason = "only deserialised")]
struct File {
    title: String,
    timezone: String,
    #[serde(default)]
    sources: BTreeMap<String, BTreeMap<String, String>>,
    actors: BTreeMap<String, Actor>,
    #[serde(default)]
    places: BTreeMap<String, BTreeMap<String, String>>,
    events: Vec<Event>,
}

#[derive(serde::Deserialize)]
#[allow(dead_code, reason = "only deserialised")]
struct Actor {
    name: String,
    kind: String,
    member_of: Option<String>,
}

#[derive(serde::Deserialize)]
#[allow(dead_code, reason = "only deserialised")]
struct Event {
    id: String,
    kind: String,
    date: String,
    title: String,
    #[serde(default)]
    actors: Vec<String>,
    speaker: Option<String>,
    quote: Option<String>,
    #[serde(default)]
    after: Vec<String>,
    place: Option<String>,
    source: Option<String>,
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    // Cargo adds `--bench` of its own.
    let mut wanted: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if wanted.is_empty() {
        wanted = vec!["1000".to_owned(), "10000".to_owned()];
    }
    println!(
        "events      MB  serde_yaml   check    ratio   render (vertical)  render (horizontal)"
    );
    for argument in wanted {
        let text = match argument.parse() {
            Ok(count) => generate::event_file(count),
            Err(_) => std::fs::read_to_string(&argument).expect("an event file"),
        };
        let runs = if text.len() > 5_000_000 { 3 } else { 9 };
        let (mut yaml, mut check, mut vertical, mut horizontal) = (vec![], vec![], vec![], vec![]);
        let compile = || demarche::compile("bench.yaml", text.clone(), &mut |_| Err(String::new()));
        let compiled = compile();
        let count = compiled.timeline.events.len();
        for _ in 0..runs {
            yaml.push(seconds(|| {
                let file: File = serde_yaml::from_str(black_box(&text)).expect("a valid file");
                black_box(file);
            }));
            check.push(seconds(|| {
                black_box(compile());
            }));
            for (design, times) in
                [(Design::Vertical, &mut vertical), (Design::Horizontal, &mut horizontal)]
            {
                let options = Options { design, ..Options::default() };
                times.push(seconds(|| {
                    let svg = demarche::draw(&compiled, &options, &THEMES[0]);
                    black_box(svg.map(|s| s.len()).unwrap_or_default());
                }));
            }
        }
        let (yaml, check) = (median(yaml), median(check));
        println!(
            "{count:>6} {:>7.2} {:>9.1} ms {:>6.1} ms {:>6.2} {:>14.1} ms {:>16.1} ms",
            text.len() as f64 / 1e6,
            yaml * 1e3,
            check * 1e3,
            check / yaml,
            (check + median(vertical)) * 1e3,
            (check + median(horizontal)) * 1e3,
        );
    }
    println!("render includes reading and checking; times are medians, one thread");
}
