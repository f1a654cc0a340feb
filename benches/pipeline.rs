//! How long `check` and `render` take, beside what `serde_yaml` takes to deserialise the same file, and how much
//! memory `check` needs.
//!
//! `cargo bench --bench pipeline -- [--no-render] [EVENTS… | FILE…]` (default 1000 10000): files of so many generated
//! events, or event files of your own; `--no-render` leaves the pictures out, which nobody draws of 100 000 events.
//! Every figure is the median of several runs, and the runs are taken in turn, so that a busy machine disturbs all
//! alike. Memory is the peak of a process of its own that does nothing else (`VmHWM` of `/proc/self/status`, where
//! there is one), the file's text included.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads files and its arguments")]

#[path = "support/generate.rs"]
mod generate;

use demarche::draw::theme::THEMES;
use demarche::layout::{Options, Orientation};
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

/// The most memory that this process has used so far, in bytes; known on Linux alone.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

/// The peak of a process that does nothing but check a file, beyond that of one that checks nothing.
fn peak_of(file: &str) -> Option<u64> {
    let peak = |file: &str| {
        let program = std::env::current_exe().ok()?;
        let output = std::process::Command::new(program).args(["--peak", file]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse::<u64>().ok()
    };
    Some(peak(file)?.saturating_sub(peak("")?))
}

/// What the process of [`peak_of`] does.
fn print_peak(file: &str) {
    if !file.is_empty() {
        let text = std::fs::read_to_string(file).expect("an event file");
        black_box(demarche::compile("bench.yaml", text, &mut |_| Err(String::new())));
    }
    println!("{}", peak_bytes().map_or_else(String::new, |bytes| bytes.to_string()));
}

fn main() {
    // Cargo adds `--bench` of its own.
    let mut wanted: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [flag, file] = &wanted[..]
        && flag == "--peak"
    {
        return print_peak(file);
    }
    let given = wanted.len();
    wanted.retain(|argument| argument != "--no-render");
    let renders = wanted.len() == given;
    if wanted.is_empty() {
        wanted = vec!["1000".to_owned(), "10000".to_owned()];
    }
    let pictures = if renders { "  render (vertical)  render (horizontal)" } else { "" };
    println!("events      MB  serde_yaml       check  ratio  peak, B an event{pictures}");
    for argument in wanted {
        let scratch = tempfile::NamedTempFile::new().expect("a temporary file");
        let (text, file) = match argument.parse() {
            Ok(count) => {
                let text = generate::event_file(count);
                std::fs::write(scratch.path(), &text).expect("a temporary file");
                (text, scratch.path().to_string_lossy().into_owned())
            }
            Err(_) => (std::fs::read_to_string(&argument).expect("an event file"), argument),
        };
        let runs = if text.len() > 5_000_000 { 5 } else { 9 };
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
            for (orientation, times) in
                [(Orientation::Vertical, &mut vertical), (Orientation::Horizontal, &mut horizontal)]
            {
                let options = Options { orientation, ..Options::default() };
                times.push(seconds(|| {
                    let svg = renders.then(|| demarche::draw(&compiled, &options, &THEMES[0]));
                    black_box(svg.is_some());
                }));
            }
        }
        let (yaml, check) = (median(yaml), median(check));
        let peak = peak_of(&file)
            .map_or_else(|| "-".to_owned(), |peak| (peak / count.max(1) as u64).to_string());
        print!(
            "{count:>6} {:>7.2} {:>8.1} ms {:>8.1} ms {:>6.2} {peak:>17}",
            text.len() as f64 / 1e6,
            yaml * 1e3,
            check * 1e3,
            check / yaml,
        );
        if renders {
            let [vertical, horizontal] = [vertical, horizontal].map(|t| (check + median(t)) * 1e3);
            print!(" {vertical:>15.1} ms {horizontal:>17.1} ms");
        }
        println!();
    }
    println!("render includes reading and checking; times are medians, one thread");
}
