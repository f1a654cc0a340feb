//! Dates in words against the cases of another reader: which are tried, which agree, and why the rest differ.
//!
//! The suites give, for one phrase and one moment of reference, what it means of the past and of the future. They
//! are Microsoft's Recognizers-Text (MIT), `Specs/DateTime/English/*.json`, and no part of this project. A case is
//! tried where this program reads the phrase at all: it leaves out what no event file says of a day, such as `lunch
//! time` or `the first week of Oct`.

use demarche::date::civil::{Day, Local};
use demarche::date::zone::{UTC, Zone};
use demarche::date::{Anchor, AnchorOrigin, Context, Cue, Instant, Reading, Rule, duration, read};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// One case that this program reads: the phrase, and the window that it gives and that the suite gives, in seconds,
/// the last one included.
struct Tried {
    phrase: String,
    cue: Cue,
    reference: String,
    rule: Rule,
    ours: (Option<i64>, Option<i64>),
    theirs: (i64, i64),
}

const NEAREST: &str = "they give the next such day for the future and the last one for the past; here it is the nearest \
                       one, which a text's own words about past or future do not move";
const BETWEEN: &str = "what is `between` two dates may lie on the second of them as well: people who write so include it";
const NEAREST_BETWEEN: &str =
    "the nearest year, and the second date included, as in the rows R0 and R5";
const WITHIN: &str = "what is `within` so many days of a day, or minutes of a minute, may lie on the last of them in full";
const HOURS: &str = "parts of the day are shown as 06–12, 12–18, 18–22 and 20–05, not as 08–12, 12–16, 16–20 and 20–24";

/// By suite and rule: how many cases are tried, how many of them agree, and why the others do not.
const TALLY: &[(&str, &str, usize, usize, &str)] = &[
    ("DateParser", "R0", 10, 10, ""),
    ("DateParser", "R1", 2, 2, ""),
    ("DateParser", "R2", 2, 2, ""),
    ("DateParser", "R3", 6, 6, ""),
    ("DateParser", "R4", 12, 12, ""),
    ("DateParser", "R5", 14, 7, NEAREST),
    ("DateParser", "R6", 14, 14, ""),
    ("DatePeriodParser", "R0", 14, 4, BETWEEN),
    ("DatePeriodParser", "R5", 8, 1, NEAREST_BETWEEN),
    ("DatePeriodParser", "R6", 2, 0, "`2 days hence` is a day here, and the days up to it there"),
    (
        "DatePeriodParser",
        "R7",
        8,
        7,
        "`the weekend` about the past is the one that was, not the coming one",
    ),
    (
        "DatePeriodParser",
        "R8",
        62,
        52,
        "`last sept` is the most recent one, not that of last year; `earlier in the week` may be today; the middle of a week is Wednesday to Friday",
    ),
    ("DatePeriodParser", "R9", 8, 0, WITHIN),
    ("DateTimePeriodParser", "R1", 1, 0, HOURS),
    ("DateTimePeriodParser", "R2", 1, 0, HOURS),
    ("DateTimePeriodParser", "R3", 2, 0, HOURS),
    ("DateTimePeriodParser", "R4", 14, 0, HOURS),
    ("DateTimePeriodParser", "R9", 6, 0, WITHIN),
    ("TimePeriodParser", "R4", 12, 0, HOURS),
];

/// Lengths of time that are tried; the others are half words, or lengths that nobody gives an event: `another hour`.
const TRIED_LENGTHS: usize = 19;

const SUITES: [&str; 5] = [
    "DateParser",
    "DatePeriodParser",
    "DateTimePeriodParser",
    "TimePeriodParser",
    "DurationParser",
];

/// The cases of a suite; `None`, and a line printed, where it is absent.
#[allow(clippy::disallowed_methods, reason = "a test reads its suite")]
fn cases(suite: &str) -> Option<Vec<Value>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/benchmarks/relative")
        .join(format!("{suite}.json"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return None;
    };
    Some(serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("JSON"))
}

/// `2016-11-07` or `2016-11-07 16:12:00` as a second of UTC.
fn second(text: &str) -> Option<i64> {
    let context = Context { zone: UTC, ..Context::default() };
    read(text, &context).0?.hard.start_min.map(|at| at.seconds())
}

/// What a resolution of a suite covers: first and last second.
fn window(value: &Value, suite: &str, day: Day) -> Option<(i64, i64)> {
    let text = |key: &str| value[key].as_str();
    let clock = |key: &str| second(&format!("{day} {}", text(key)?));
    match suite {
        "DateParser" => {
            let first = second(text("date")?)?;
            Some((first, first + 86_399))
        }
        "DatePeriodParser" => Some((second(text("startDate")?)?, second(text("endDate")?)? - 1)),
        "DateTimePeriodParser" => {
            Some((second(text("startDateTime")?)?, second(text("endDateTime")?)? - 1))
        }
        _ => Some((clock("startTime")?, clock("endTime")? - 1)),
    }
}

/// A phrase read at a moment: for a part of the day, of the day of that moment.
fn ours(phrase: &str, suite: &str, reference: &str, cue: Cue) -> Option<Reading> {
    let at = second(&reference.replace('T', " "))?;
    let day = Zone::Fixed(0).local(Instant::new(at)).day();
    let at = (at % 86_400 != 0).then_some(Instant::new(at));
    let anchors = vec![Anchor { day, at, origin: AnchorOrigin::Timeline }];
    let context = Context { anchors, cue, zone: UTC, ..Context::default() };
    let phrase = match suite {
        "TimePeriodParser" => format!("today {}", phrase.strip_prefix("in the ").unwrap_or(phrase)),
        _ => phrase.to_owned(),
    };
    read(&phrase, &context).0
}

/// Every case of a suite about dates that this program reads; and how many there are.
fn tried(suite: &'static str) -> Option<(Vec<Tried>, usize)> {
    let mut tried = Vec::new();
    let mut count = 0;
    for case in cases(suite)? {
        let Some(reference) = case["Context"]["ReferenceDateTime"].as_str() else { continue };
        let [result] = &case["Results"].as_array().expect("results")[..] else { continue };
        let Some(phrase) = result["Text"].as_str() else { continue };
        let day = Local(second(&reference.replace('T', " ")).expect("a moment")).day();
        for (cue, side) in [(Cue::Past, "PastResolution"), (Cue::Future, "FutureResolution")] {
            let Some(theirs) = window(&result["Value"][side], suite, day) else { continue };
            count += 1;
            let Some(reading) = ours(phrase, suite, reference, cue) else { continue };
            let shown = reading.shown();
            let ours =
                (shown.start_min.map(|at| at.seconds()), shown.end_max.map(|at| at.seconds()));
            let (phrase, reference) = (phrase.to_owned(), reference.to_owned());
            tried.push(Tried { phrase, cue, reference, rule: reading.rule, ours, theirs });
        }
    }
    Some((tried, count))
}

#[test]
fn phrases_mean_what_others_take_them_for() {
    let mut counted: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let mut different = Vec::new();
    for suite in &SUITES[..4] {
        let Some((tried, count)) = tried(suite) else { return };
        println!("{suite}: {} of {count} readings tried", tried.len());
        for case in &tried {
            let agrees = case.ours == (Some(case.theirs.0), Some(case.theirs.1));
            let row = counted.entry((suite, case.rule.code())).or_default();
            row.0 += 1;
            row.1 += usize::from(agrees);
            if !agrees {
                different.push(case.to_string());
            }
        }
    }
    let counted: Vec<_> = counted
        .into_iter()
        .map(|((suite, rule), (tried, agreed))| (suite, rule, tried, agreed))
        .collect();
    let mut expected: Vec<_> = TALLY.iter().map(|row| (row.0, row.1, row.2, row.3)).collect();
    expected.sort_unstable();
    assert_eq!(counted, expected, "{}", different.join("\n"));
    for (suite, rule, tried, agreed, why) in TALLY {
        assert_eq!(
            tried == agreed,
            why.is_empty(),
            "{suite} {rule}: every difference has its reason"
        );
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        println!(
            "{suite} {rule}: {tried} tried, {agreed} agreed, {} differ by rule{why}",
            tried - agreed
        );
    }
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |at: Option<i64>| at.map_or("-".to_owned(), |at| Local(at).to_string());
        let Tried { phrase, cue, reference, rule, ours, theirs } = self;
        let (ours, theirs) =
            ([ours.0, ours.1].map(show), [Some(theirs.0), Some(theirs.1)].map(show));
        write!(f, "{phrase} ({cue:?}, {}, from {reference}): {ours:?}, not {theirs:?}", rule.code())
    }
}

#[test]
fn lengths_are_what_others_take_them_for() {
    let Some(cases) = cases("DurationParser") else { return };
    let (mut tried, mut outside) = (0, Vec::new());
    for case in &cases {
        let result = &case["Results"][0];
        let (Some(phrase), Some(theirs)) =
            (result["Text"].as_str(), result["Value"]["FutureResolution"]["duration"].as_str())
        else {
            continue;
        };
        let Ok(range) = duration::read(phrase) else { continue };
        tried += 1;
        let seconds = theirs.parse::<f64>().expect("seconds") as i64;
        if seconds < range.min_s || range.max_s.is_some_and(|max_s| seconds > max_s) {
            outside.push(phrase);
        }
    }
    println!(
        "DurationParser: {tried} of {} lengths tried, {} agreed",
        cases.len(),
        tried - outside.len()
    );
    assert_eq!((tried, outside), (TRIED_LENGTHS, Vec::new()));
}
