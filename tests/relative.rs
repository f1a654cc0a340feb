//! Relative dates against the cases of another reader: which are tried, which agree, and why the rest differ.
//!
//! The suite gives, for one phrase and one day of reference, what it means of the past and of the future. It
//! is Microsoft's Recognizers-Text (MIT), `Specs/DateTime/English/DateParser.json`, and no part of this project.

use demarche::date::civil::Day;
use demarche::date::{Anchor, AnchorOrigin, Context, Cue, Rule, read};

/// By rule: cases tried, cases that agree, and why the others do not.
const TALLY: &[(Rule, usize, usize, &str)] = &[
    (Rule::Written, 10, 10, ""),
    (Rule::WeekdayPast, 2, 2, ""),
    (Rule::WeekdayFuture, 2, 2, ""),
    (Rule::WeekdayModified, 6, 6, ""),
    (Rule::DayWord, 20, 20, ""),
    (
        Rule::YearNearest,
        14,
        7,
        "they give the next such day for the future and the last one for the past; here it is the nearest one, \
         which a text's own words about past or future do not move",
    ),
];

fn day(text: &str) -> Option<Day> {
    read(text.get(..10)?, &Context::default()).0?.civil.first
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads its suite")]
fn phrases_mean_what_others_take_them_for() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/benchmarks/relative/DateParser.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return;
    };
    let text = text.trim_start_matches('\u{feff}');
    let cases: Vec<serde_json::Value> = serde_json::from_str(text).expect("JSON");
    let mut counts = vec![(0, 0); TALLY.len()];
    let mut different = Vec::new();
    for case in &cases {
        let Some(reference) = case["Context"]["ReferenceDateTime"].as_str().and_then(day) else {
            continue;
        };
        let [result] = &case["Results"].as_array().expect("results")[..] else { continue };
        let Some(phrase) = result["Text"].as_str() else { continue };
        for (cue, side) in [(Cue::Past, "PastResolution"), (Cue::Future, "FutureResolution")] {
            let Some(expected) = result["Value"][side]["date"].as_str().and_then(day) else {
                continue;
            };
            let anchors = vec![Anchor { day: reference, origin: AnchorOrigin::Timeline }];
            let context = Context { anchors, cue, ..Context::default() };
            let Some(reading) = read(phrase, &context).0 else { continue };
            let row = TALLY.iter().position(|row| row.0 == reading.rule).expect("a rule");
            counts[row].0 += 1;
            if reading.civil.first == Some(expected) {
                counts[row].1 += 1;
            } else {
                let ours = reading.civil.first.map(|day| day.to_string());
                different.push(format!(
                    "{phrase} ({cue:?}, from {reference}): {ours:?}, not {expected}"
                ));
            }
        }
    }
    let tally: Vec<_> = TALLY.iter().map(|row| (row.1, row.2)).collect();
    assert_eq!(counts, tally, "{}", different.join("\n"));
    for (rule, tried, agreed, why) in TALLY {
        assert_eq!(tried == agreed, why.is_empty(), "{rule:?}: every difference has its reason");
        println!(
            "{rule:?}: {tried} tried, {agreed} agreed{}{why}",
            if why.is_empty() { "" } else { ": " }
        );
    }
}
