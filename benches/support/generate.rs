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
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    /// One of the words.
    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const TOPICS: &[&str] =
    &["a cease-fire", "border crossings", "prisoners", "water", "transit", "guarantees"];
const MEETINGS: &[&str] =
    &["Plenary on", "Bilateral talks on", "Working dinner on", "Proximity talks on"];
const WORDS: &[&str] = &[
    "we",
    "cannot",
    "accept",
    "the",
    "text",
    "before",
    "every",
    "delegation",
    "has",
    "seen",
    "it",
    "and",
    "no",
    "side",
    "will",
    "leave",
    "until",
    "guarantees",
    "are",
    "met",
    "in",
    "full",
];

const NAMES: &[&str] = &[
    "Ana Łaszczyk",
    "Жанна Петрова",
    "Maximilian von Habsburg-Lothringen",
    "Wu",
    "Ελένη Παππά",
    "Foreign Ministry of the Republic",
    "Ó Briain",
    "محمد جواد ظريف",
    "Permanent Representative of the Federation to the Conference on Disarmament",
    "יעל בן דוד",
    "王毅",
    "नरेन्द्र मोदी",
];

/// The last day of the century that a file reaches.
const LAST_DAY: usize = 95 * 365;

/// Day number and year–month–day of a day counted from 2001-01-01.
fn date(day: usize) -> (usize, usize, usize) {
    let (mut year, mut left) = (2001, day);
    // 2100 is the first year of four that is no leap year.
    let leaps = |year: usize| {
        year.is_multiple_of(4) && (year.is_multiple_of(400) || !year.is_multiple_of(100))
    };
    let length = |year: usize| if leaps(year) { 366 } else { 365 };
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

/// How varied a file is.
#[allow(dead_code, reason = "each user of this file needs one half of it")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Variety {
    /// Meetings, statements, proposals, agreements: what the structs of the benchmark can hold.
    Plain,
    /// Every kind of mark: messages, deadlines, incidents without actors, announcements, undated events, long titles.
    Full,
}

/// An event file with so many events.
#[allow(dead_code, reason = "each user of this file needs one half of it")]
pub fn event_file(count: usize) -> String {
    Writer::new(count, Variety::Plain, count as u64).write()
}

/// An event file with every kind of mark.
#[allow(dead_code, reason = "each user of this file needs one half of it")]
pub fn varied_file(count: usize, seed: u64) -> String {
    Writer::new(count, Variety::Full, seed).write()
}

struct Writer {
    random: Random,
    variety: Variety,
    count: usize,
    actors: usize,
    sources: usize,
    text: String,
    /// The last day that each event may lie on; an event after it begins on a later day. `None` for undated ones.
    last_days: Vec<Option<usize>>,
}

impl Writer {
    fn new(count: usize, variety: Variety, seed: u64) -> Writer {
        let mut random = Random::new(seed);
        let actors = match variety {
            Variety::Plain => (8 + count / 400).min(40),
            Variety::Full => 1 + random.below(if count > 60 { 40 } else { 14 }),
        };
        let sources = count / 4 + 1;
        Writer {
            random,
            variety,
            count,
            actors,
            sources,
            text: String::new(),
            last_days: Vec::new(),
        }
    }

    fn line(&mut self, words: std::fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(words);
        self.text.push('\n');
    }

    fn write(mut self) -> String {
        self.header();
        let mut day = 0;
        for i in 0..self.count {
            day += match self.random.below(40) {
                0 => self.random.below(30),
                1..=9 => 1,
                _ => 0,
            };
            // Now and then talks rest for years.
            if self.variety == Variety::Full && self.random.below(60) == 0 {
                day = (day + 365 * (1 + self.random.below(4))).min(LAST_DAY);
            }
            self.event(i, day);
        }
        self.text
    }

    fn header(&mut self) {
        self.line(format_args!("title: Generated negotiations\ntimezone: Europe/Zurich\nsources:"));
        for i in 0..self.sources {
            self.line(format_args!(
                "  s{i}: {{title: \"Report {i}\", url: \"https://archive.example/{i}\"}}"
            ));
        }
        self.line(format_args!("actors:\n  north: {{name: North, kind: group}}"));
        self.line(format_args!("  south: {{name: South, kind: group}}"));
        for i in 0..self.actors {
            let side = if i % 2 == 0 { "north" } else { "south" };
            let name = match self.variety {
                Variety::Plain => format!("Delegate {i}"),
                Variety::Full => format!("{} {i}", NAMES[i % NAMES.len()]),
            };
            let life = self.life();
            self.line(format_args!(
                "  a{i}: {{name: \"{name}\", kind: person, member_of: {side}{life}}}"
            ));
        }
        self.line(format_args!("places:\n  hall: {{name: \"Old Customs House\"}}"));
        self.line(format_args!(
            "  lake: {{name: \"Villa on the lake, Évian-les-Bains\"}}\nevents:"
        ));
    }

    /// A tenure or a death, for one in four of a full file's actors: some come later, some leave.
    fn life(&mut self) -> String {
        if self.variety == Variety::Plain || self.random.below(4) > 0 {
            return String::new();
        }
        let mut day = || {
            let (year, month, of_month) = date(self.random.below(self.count + 20));
            format!("{year}-{month:02}-{of_month:02}")
        };
        let (one, other) = (day(), day());
        match self.random.below(3) {
            0 => format!(", died: {one}"),
            1 => format!(", tenure: {one}/.."),
            _ => format!(", tenure: {}/{}", (&one).min(&other), (&one).max(&other)),
        }
    }

    fn event(&mut self, i: usize, day: usize) {
        let is_full = self.variety == Variety::Full;
        let is_statement = self.random.below(5) < 2;
        let kind = match self.random.below(if is_full { 8 } else { 4 }) {
            _ if is_statement => "statement",
            0 | 1 => "meeting",
            2 => "proposal",
            3 => "agreement",
            4 => "message",
            5 => "incident",
            6 => "deadline",
            _ => "call",
        };
        self.line(format_args!("  - id: e{i}\n    kind: {kind}"));
        let is_undated = is_full && self.random.below(12) == 0;
        let last_day = if is_undated { None } else { Some(self.date(day)) };
        let topic = self.random.pick(TOPICS);
        let title = match kind {
            "meeting" | "call" => format!("{} {topic}", self.random.pick(MEETINGS)),
            "statement" => format!("Remarks on {topic}"),
            _ if is_full && self.random.below(4) == 0 => {
                format!(
                    "A {kind} about {topic}, about which accounts of those present differ widely"
                )
            }
            _ => format!("A {kind} on {topic}"),
        };
        self.line(format_args!("    title: \"{title}\""));
        match kind {
            "statement" | "message" => self.words(kind == "message"),
            "incident" => {}
            _ => self.company(),
        }
        if is_full && kind == "meeting" && self.random.below(5) == 0 {
            let status = self.random.pick(&["announced", "cancelled", "postponed"]);
            self.line(format_args!("    status: {status}"));
        }
        self.relations(i, day);
        if self.random.below(4) == 0 {
            let source = self.random.below(self.sources);
            self.line(format_args!("    source: s{source}"));
        }
        self.last_days.push(last_day);
    }

    /// Writes a date that the hidden day lies in, and gives the last day it allows.
    fn date(&mut self, day: usize) -> usize {
        let (year, month, of_month) = date(day);
        let start = format!("{year}-{month:02}-{of_month:02}");
        match self.random.below(10) {
            0..=3 => {
                let (hour, minute) = (8 + self.random.below(12), self.random.below(60));
                self.line(format_args!("    date: {start}T{hour:02}:{minute:02}+01:00"));
                day
            }
            4..=8 => {
                self.line(format_args!("    date: {start}"));
                day
            }
            _ => {
                let end = day + 1 + self.random.below(3);
                let (year, month, of_month) = date(end);
                self.line(format_args!("    date: {start}/{year}-{month:02}-{of_month:02}"));
                end
            }
        }
    }

    fn words(&mut self, is_message: bool) {
        let speaker = self.random.below(self.actors);
        self.line(format_args!("    speaker: a{speaker}"));
        if is_message && self.actors > 1 {
            let to = (speaker + 1 + self.random.below(self.actors - 1)) % self.actors;
            self.line(format_args!("    to: a{to}"));
        }
        let count = 10 + self.random.below(14);
        let words: Vec<&str> = (0..count).map(|_| self.random.pick(WORDS)).collect();
        self.line(format_args!("    quote: \"{}.\"", words.join(" ")));
    }

    fn company(&mut self) {
        let first = self.random.below(self.actors);
        let more = (1 + self.random.below(4)).min(self.actors - 1);
        let mut who: Vec<usize> = (0..=more).map(|k| (first + k * 3) % self.actors).collect();
        who.sort_unstable();
        who.dedup();
        let who: Vec<String> = who.into_iter().map(|k| format!("a{k}")).collect();
        self.line(format_args!("    actors: [{}]", who.join(", ")));
        let place = if self.random.below(3) == 0 { "lake" } else { "hall" };
        self.line(format_args!("    place: {place}"));
    }

    fn relations(&mut self, i: usize, day: usize) {
        if i == 0 || self.random.below(2) == 0 {
            return;
        }
        let before = i - 1 - self.random.below(i.min(60));
        if self.last_days[before].is_some_and(|last| last < day) {
            let word = match self.variety {
                Variety::Plain => "after",
                Variety::Full => self.random.pick(&["after", "responds_to", "implements"]),
            };
            self.line(format_args!("    {word}: [e{before}]"));
        }
    }
}
