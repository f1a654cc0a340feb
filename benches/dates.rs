//! How fast dates are read: texts a second on one core, beside chrono's parser of ISO 8601 in the same run.
//!
//! `cargo bench --bench dates`. Each row is the best of several rounds over the same texts; `read` is everything from
//! the text to four bounds in UTC, zone and anchor included, `parse` the grammar alone.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use demarche::date::civil::Day;
use demarche::date::zone::Zone;
use demarche::date::{Anchor, AnchorOrigin, Context, form, read};
use std::hint::black_box;
use std::time::Instant;

/// What an event file holds, in about the proportions in which files hold it.
const MIXED: [&str; 32] = [
    "2016-09-05",
    "2016-09-04",
    "1978-09-17",
    "1995-11-21",
    "2013-09-12",
    "1648-10-24",
    "2016-09",
    "2016",
    "2016-09-05T17:00+08:00",
    "2016-09-05T09:00Z",
    "2016-09-05 17:00",
    "1962-10-27T14:00Z",
    "2016-09-05T17:00:30+08:00",
    "1962-10-22 18:00",
    "1978-09-05/1978-09-17",
    "2016-09-05 10:00/11:30",
    "2012-05-07/..",
    "2009-01-20/2017-01-20",
    "1814-10~",
    "1978?",
    "199X",
    "2016-23",
    "[1977,1978]",
    "44 BCE",
    "Sunday",
    "Monday morning",
    "last Friday",
    "yesterday",
    "3 days ago",
    "5 September 2016",
    "Sept. 5, 2016",
    "for weeks",
];

const ISO_DAYS: [&str; 8] = [
    "2016-09-05",
    "2016-09-04",
    "1978-09-17",
    "1995-11-21",
    "2013-09-12",
    "1962-10-27",
    "1815-06-09",
    "1917-11-07",
];

const ISO_TIMES: [&str; 8] = [
    "2016-09-05T17:00:00+08:00",
    "2016-09-04T09:30:00Z",
    "1978-09-17T22:31:00-04:00",
    "1995-11-21T15:00:00-05:00",
    "2013-09-12T18:00:00+02:00",
    "1962-10-27T14:00:00Z",
    "1815-06-09T19:00:00+01:00",
    "1917-11-07T02:10:00+02:00",
];

/// Nanoseconds for one text, the best of the rounds.
fn best_ns(texts: &[&str], mut each: impl FnMut(&str)) -> f64 {
    const ROUNDS: usize = 15;
    const TIMES: usize = 4_000;
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..TIMES {
            for text in texts {
                each(black_box(text));
            }
        }
        let ns = start.elapsed().as_nanos() as f64 / (TIMES * texts.len()) as f64;
        best = best.min(ns);
    }
    best
}

fn row(name: &str, ns: f64) {
    println!("{name:<52} {ns:>8.0} ns {:>12.0} a second", 1e9 / ns);
}

fn main() {
    let anchor = Day::from_ymd(2016, 9, 5).expect("a day");
    let context = |zone: &str| Context {
        zone: Zone::parse(zone).expect("a zone"),
        anchors: vec![Anchor::day(anchor, AnchorOrigin::Timeline)],
        ..Context::default()
    };
    let (fixed, named) = (context("+08:00"), context("Asia/Shanghai"));
    let reads = |texts: &[&str], context: &Context| {
        best_ns(texts, |text| {
            black_box(read(text, context));
        })
    };
    for text in MIXED {
        assert!(read(text, &named).0.is_some(), "{text}");
    }
    row("read, mixed forms, named zone", reads(&MIXED, &named));
    row("read, mixed forms, fixed offset", reads(&MIXED, &fixed));
    row(
        "parse, mixed forms",
        best_ns(&MIXED, |text| {
            black_box(form::parse(text).is_ok());
        }),
    );
    row("read, ISO days, named zone", reads(&ISO_DAYS, &named));
    row("read, ISO days, fixed offset", reads(&ISO_DAYS, &fixed));
    row(
        "chrono, ISO days: NaiveDate::from_str",
        best_ns(&ISO_DAYS, |text| {
            black_box(text.parse::<chrono::NaiveDate>().is_ok());
        }),
    );
    row("read, ISO times with offset", reads(&ISO_TIMES, &fixed));
    row(
        "chrono, ISO times: DateTime::parse_from_rfc3339",
        best_ns(&ISO_TIMES, |text| {
            black_box(chrono::DateTime::parse_from_rfc3339(text).is_ok());
        }),
    );
    println!("\nslowest of the mixed forms, named zone:");
    let mut each: Vec<(f64, &str)> =
        MIXED.iter().map(|text| (reads(&[text], &named), *text)).collect();
    each.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (ns, text) in each.iter().take(8) {
        row(text, *ns);
    }
}
