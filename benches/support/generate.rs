//! Event files of any size, the same for the same number.
//!
//! A negotiation of bursts and pauses: meetings, statements with quotations, proposals, agreements; dates to the
//! minute, the day, the month and as intervals; relations to what went before. Consistent by construction: every
//! event is given a hidden instant first, and everything written agrees with it.

use std::fmt::Write;

/// A linear congruential generator (constants of Knuth's MMIX).
pub struct Random(u64);

impl Random {
    /// A generator with a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    /// One of the words.
    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const TOPICS: &[&str] = &["a cease-fire", "border crossings", "prisoners", "water", "transit", "guarantees"];
const MEETINGS: &[&str] = &["Plenary on", "Bilateral talks on", "Working dinner on", "Proximity talks on"];
const WORDS: &[&str] = &[
    "we", "cannot", "accept", "the", "text", "before", "every", "delegation", "has", "seen", "it",
    "and", "no", "side", "will", "leave", "until", "guarantees", "are", "met", "in", "full",
];

/// Day number and year–month–day of a day counted from 2001-01-01, for the years of this century.
fn date(day: usize) -> (usize, usize, usize) {
    let (mut year, mut left) = (2001, day);
    let length = |year: usize| if year.is_multiple_of(4) { 366 } else { 365 };
    while left >= length(year) {
        left -= length(year);
        year += 1;
    }
    let february = if length(year) == 366 { 29 } else { 28 };
    let mut month = 0;
    for days in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < days {
            break;
        }
        left -= days;
        month += 1;
    }
    (year, month + 1, left + 1)
}

/// An event file with so many events.
pub fn event_file(count: usize) -> String {
    let mut random = Random::new(count as u64);
    let actors = (8 + count / 400).min(40);
    let mut text = String::from("title: Generated negotiations\ntimezone: Europe/Zurich\n");
    let sources = count / 4 + 1;
    text.push_str("sources:\n");
    for i in 0..sources {
        let _ = writeln!(text, "  s{i}: {{title: \"Report {i}\", url: \"https://archive.example/{i}\"}}");
    }
    text.push_str("actors:\n  north: {name: North, kind: group}\n  south: {name: South, kind: group}\n");
    for i in 0..actors {
        let side = if i % 2 == 0 { "north" } else { "south" };
        let _ = writeln!(text, "  a{i}: {{name: \"Delegate {i}\", kind: person, member_of: {side}}}");
    }
    text.push_str("places:\n  hall: {name: \"Old Customs House\"}\nevents:\n");
    let mut day = 0;
    // The last day that an event may lie on; an event after it begins on a later day.
    let mut last_days: Vec<usize> = Vec::with_capacity(count);
    for i in 0..count {
        // This many days a century of 10,000 events is long enough for.
        day += match random.below(40) {
            0 => random.below(30),
            1..=9 => 1,
            _ => 0,
        };
        let (year, month, of_month) = date(day);
        let topic = random.pick(TOPICS);
        let _ = writeln!(text, "  - id: e{i}");
        let is_statement = random.below(5) < 2;
        let kind = if is_statement { "statement" } else { random.pick(&["meeting", "meeting", "proposal", "agreement"]) };
        let _ = writeln!(text, "    kind: {kind}");
        let last_day = match random.below(10) {
            0..=3 => {
                let (hour, minute) = (8 + random.below(12), random.below(60));
                let _ = writeln!(text, "    date: {year}-{month:02}-{of_month:02}T{hour:02}:{minute:02}+01:00");
                day
            }
            4..=8 => {
                let _ = writeln!(text, "    date: {year}-{month:02}-{of_month:02}");
                day
            }
            _ => {
                let end = day + 1 + random.below(3);
                let (y, m, d) = date(end);
                let _ = writeln!(text, "    date: {year}-{month:02}-{of_month:02}/{y}-{m:02}-{d:02}");
                end
            }
        };
        if is_statement {
            let speaker = random.below(actors);
            let _ = writeln!(text, "    title: \"Delegate {speaker} on {topic}\"\n    speaker: a{speaker}");
            let words: Vec<&str> = (0..10 + random.below(14)).map(|_| random.pick(WORDS)).collect();
            let _ = writeln!(text, "    quote: \"{}.\"", words.join(" "));
        } else {
            let _ = writeln!(text, "    title: \"{} {topic}\"", random.pick(MEETINGS));
            let first = random.below(actors);
            let more = 1 + random.below(4.min(actors - 1));
            let who: Vec<String> = (0..=more).map(|k| format!("a{}", (first + k * 3) % actors)).collect();
            let mut who = who;
            who.sort();
            who.dedup();
            let _ = writeln!(text, "    actors: [{}]\n    place: hall", who.join(", "));
        }
        if i > 0 && random.below(2) == 0 {
            let before = i - 1 - random.below(i.min(60));
            if last_days[before] < day {
                let _ = writeln!(text, "    after: [e{before}]");
            }
        }
        if random.below(4) == 0 {
            let _ = writeln!(text, "    source: s{}", random.below(sources));
        }
        last_days.push(last_day);
    }
    text
}
