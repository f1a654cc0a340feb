//! How long a picture takes, whole process, file to SVG, as the number of events grows; beside it the fastest
//! renderers of Mermaid's diagrams, given a Gantt chart of the same events.
//!
//! `cargo bench --bench growth -- [EVENTS…]` (default 100 1000 10000 100000). `mmdr` (crate `mermaid-rs-renderer`) and
//! `selkie` (crate `selkie-rs`) are run where the search path has them; they place one bar an event, join no actors and
//! solve no labels. The programs take turns, and every figure is the median of several runs.

#![allow(clippy::disallowed_methods, reason = "a benchmark writes files and runs programs")]

#[path = "support/generate.rs"]
mod generate;

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A Gantt chart of the same events: each on the first day that its date names, undated ones
/// on that of the event before them.
fn gantt(text: &str) -> String {
    let compiled =
        demarche::compile("bench.yaml", text.to_owned(), &mut |_| Err("no files".to_owned()));
    let mut chart = "gantt\n    title Negotiations\n    dateFormat YYYY-MM-DD\n".to_owned();
    let mut last = "2000-01-01".to_owned();
    for event in &compiled.timeline.events {
        if let Some(day) = event.reading().and_then(|reading| reading.civil.first) {
            last = day.to_string();
        }
        // What ends a task's name in Mermaid's grammar does not stand in it.
        let title = event.title.as_str().replace([':', ';', '#', ','], " ");
        let _ = writeln!(chart, "    {title} :{}, {last}, 1d", event.key);
    }
    chart
}

/// Seconds that a program takes; nothing if there is none, or it fails.
fn seconds(command: &mut Command) -> Option<f64> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    status.success().then(|| start.elapsed().as_secs_f64())
}

fn main() {
    // Cargo adds `--bench` of its own.
    let wanted: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let wanted = if wanted.is_empty() { vec![100, 1_000, 10_000, 100_000] } else { wanted };
    println!(" events    demarche        mmdr      selkie   crossings");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for count in wanted {
        let text = generate::event_file(count);
        let [events, chart, svg] =
            ["events.yaml", "chart.mmd", "out.svg"].map(|name| folder.path().join(name));
        std::fs::write(&chart, gantt(&text)).expect("a temporary file");
        std::fs::write(&events, text).expect("a temporary file");
        let ours = |more: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
            command.arg("render").arg(&events).arg("-o").arg(&svg).args(more);
            command
        };
        let theirs = |program: &str, file: &Path| {
            let mut command = Command::new(program);
            command.arg("-i").arg(file).arg("-o").arg(&svg);
            command
        };
        let runs = if count > 10_000 { 3 } else { 9 };
        let mut times = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..runs {
            times[0].extend(seconds(&mut ours(&[])));
            times[1].extend(seconds(&mut theirs("mmdr", &chart)));
            times[2].extend(seconds(&mut theirs("selkie", &chart)));
        }
        print!("{count:>7}");
        for times in &mut times {
            times.sort_by(f64::total_cmp);
            match times.get(times.len() / 2) {
                Some(median) => print!(" {:>8.1} ms", median * 1e3),
                None => print!("           -"),
            }
        }
        let told = ours(&["--explain-layout"]).output().expect("our own program");
        let told = String::from_utf8_lossy(&told.stderr).into_owned();
        let quality = told.lines().find_map(|line| line.split_once("crossings "));
        println!("   {}", quality.map_or("-", |(_, quality)| quality));
    }
}
