//! The language of dates against the public suites for EDTF (ISO 8601-2:2019).
//!
//! The suites lie beside the repository and are skipped where they do not: strings with their bounds from
//! OpenHistoricalMap/edtf-java, strings with a verdict from unt-libraries/edtf-validate. Where this program
//! reads a string otherwise, on purpose, the string stands here with the reason.

use demarche::date::zone::Zone;
use demarche::date::{Context, Finding, Instant, Reading, read};
use std::path::PathBuf;

/// Rows of a suite by their columns; without comments and heading. `None`, and a line printed, where it is absent.
#[allow(clippy::disallowed_methods, reason = "a test reads its suite")]
fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/benchmarks/edtf").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not here", path.display());
        return None;
    };
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    Some(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn in_utc(text: &str) -> (Option<Reading>, Vec<Finding>) {
    read(text, &Context { zone: Zone::Fixed(0), ..Context::default() })
}

/// Whether the text is a date that can be, with nothing wrong about it.
fn is_read(text: &str) -> bool {
    in_utc(text).0.is_some()
}

fn is_out_of_range(text: &str) -> bool {
    let (_, findings) = in_utc(text);
    findings.iter().any(|finding| match finding {
        Finding::BadDate { expected, .. } => expected.contains("from -9999 to 9999"),
        _ => false,
    })
}

/// Years that only a `Y` can write: this program stops at four digits, and says so.
fn is_long_year(text: &str) -> bool {
    text.contains('Y')
}

/// Invalid strings that this program reads.
const ACCEPTED: [(&str, &str); 10] = [
    ("2004-01-01T10:10:10+02:00:30", "mean times, before there were zones, have seconds"),
    (" 1863-03-29", "blanks around a date do not count"),
    ("1863-03-29 ", "blanks around a date do not count"),
    ("2005-07-25T10:10:10Z/2006-01-01T10:10:10Z", "meetings need clock times inside intervals"),
    ("2005-07-25T10:10:10Z/2006-01", "meetings need clock times inside intervals"),
    ("2005-07-25/2006-01-01T10:10:10Z", "meetings need clock times inside intervals"),
    ("0000-01-03/0000-01", "the end may lie after the start"),
    ("0000-02/0000", "the end may lie after the start"),
    ("2004-06-11%/2004-06~", "the end may lie after the start"),
    ("2004-06-11%/2004-%06", "the end may lie after the start"),
];

#[test]
fn strings_are_valid_or_not() {
    let Some(rows) = rows("validate.tsv") else { return };
    let mut wrong = Vec::new();
    for row in &rows {
        let (verdict, text) = (row[1].as_str(), row[2].as_str());
        let expected = match verdict {
            "valid" => true,
            _ => ACCEPTED.iter().any(|(accepted, _)| *accepted == text),
        };
        let right = if verdict == "valid" && is_long_year(text) {
            is_out_of_range(text)
        } else {
            is_read(text) == expected
        };
        if !right {
            wrong.push(format!("{verdict}: {text:?} {:?}", in_utc(text).1));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// Whether the suite's bounds, in milliseconds, are those that the reading shows.
fn agrees(reading: &Reading, least: &str, most: &str) -> bool {
    let second = |milliseconds: &str| -> Option<Instant> {
        milliseconds.parse::<i64>().ok().map(|ms| Instant::new(ms.div_euclid(1000)))
    };
    let last = reading.shown().end_max;
    // A clock time without seconds is a moment for the suite and a minute here.
    let minute = last.map(|last| Instant::new(last.seconds() - 59));
    reading.shown().start_min == second(least)
        && (last == second(most) || minute == second(most) && least == most)
}

/// Kinds of which this program takes another view.
const OTHER_KINDS: [(&str, &str); 3] = [
    ("Season", "edtf-java takes seasons for quarters; see the module `season`"),
    ("Century", "`19` is ISO 8601-2 but not EDTF; people mean the year 19 or 2019"),
    ("Decade", "`199` is ISO 8601-2 but not EDTF; people mean the year 199"),
];

/// Strings of which this program takes another view.
const OTHERWISE: [(&str, &str); 10] = [
    ("[2020, 2021]", "EDTF has no blanks in sets"),
    ("[2020, 2021, 2023]", "EDTF has no blanks in sets"),
    ("{2020, 2021}", "EDTF has no blanks in sets"),
    ("1900-02-29", "a day that is not on the calendar has no bounds"),
    ("2019-02-29", "a day that is not on the calendar has no bounds"),
    ("2020-05-01T10:30:00−05:00", "the suite's bounds are not those of its own normal form"),
    ("2020-05-01T00:00:00+14:00", "the suite's bounds are not those of its own normal form"),
    ("2020-05-01T00:00:00-12:00", "the suite's bounds are not those of its own normal form"),
    (" 2020", "blanks around a date do not count"),
    ("2020 ", "blanks around a date do not count"),
];

#[test]
fn bounds_are_those_of_the_suites() {
    let (mut wrong, mut agreed, mut otherwise) = (Vec::new(), 0, 0);
    for name in [
        "level0.tsv",
        "level1.tsv",
        "level2.tsv",
        "loc-spec.tsv",
        "iso8601-2.tsv",
        "edge-cases.tsv",
    ] {
        let Some(rows) = rows(name) else { return };
        for row in rows {
            let (text, kind, least, most) = (&row[0], &row[1], &row[3], &row[4]);
            let invalid = row.get(6).is_some_and(|verdict| verdict == "INVALID");
            let as_the_suite = if is_long_year(text) {
                is_out_of_range(text) || invalid
            } else {
                match in_utc(text).0 {
                    Some(reading) => !invalid && agrees(&reading, least, most),
                    None => invalid,
                }
            };
            // A string that is listed as read otherwise has to be: a reason for nothing is a mistake as well.
            let listed = OTHERWISE.iter().chain(&OTHER_KINDS).any(|(o, _)| o == text || o == kind);
            agreed += usize::from(as_the_suite && !listed);
            otherwise += usize::from(!as_the_suite && listed);
            if as_the_suite == listed && !(listed && is_any_of_kind(kind)) {
                wrong.push(format!("{name}: {kind} {text:?} {least} {most} {:?}", in_utc(text)));
            }
        }
    }
    println!(
        "{agreed} strings have the bounds of the suites, {otherwise} are read otherwise for a reason"
    );
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A reason that is about a whole kind need not move every string of it: some seasons are quarters.
fn is_any_of_kind(kind: &str) -> bool {
    OTHER_KINDS.iter().any(|(known, _)| *known == kind)
}

/// Slips, and the bytes that a finding has to point at.
const SLIPS: [(&str, &str); 30] = [
    ("201", ""),
    ("1950S0", "0"),
    ("2016-13", "13"),
    ("2016-00", "00"),
    ("2016-09-31", "09-31"),
    ("2015-02-29", "02-29"),
    ("2016-9-05", "9"),
    ("2016-09-5", "5"),
    ("2016-09-05x", "x"),
    ("2016-09-05T", ""),
    ("2016-09-05T25:00", "25"),
    ("2016-09-05T17:60", "60"),
    ("2016-09-05T17:00:61", "61"),
    ("2016-09-05T17:00+25:00", "+25:00"),
    ("2016-09-05T17:00 Mars/Base", "Mars/Base"),
    ("-0000", "-"),
    ("Y17E7", "17"),
    ("Y170000002", "170000002"),
    ("2016/2015", "2015"),
    ("2016-09-05/2016-09-02", "2016-09-02"),
    ("2016-09-05/2016-09-31", "09-31"),
    ("2016-09-05/x", "x"),
    ("[2016,2015x]", "x"),
    ("[2016..2014]", "2016..2014"),
    ("{2016", ""),
    ("2016~~", "~"),
    ("2016-45", "45"),
    ("2016-XX-3X-", "-"),
    ("Monday, 2016-09-31", "09-31"),
    ("between 2016 and 2014", "between 2016 and 2014"),
];

#[test]
fn every_error_points_at_its_bytes() {
    let mut wrong = Vec::new();
    for (text, bytes) in SLIPS {
        let (_, findings) = in_utc(text);
        let range = findings.iter().find_map(|finding| match finding {
            Finding::BadDate { range, .. }
            | Finding::NoSuchDay { range, .. }
            | Finding::IntervalReversed { range, .. } => Some(range.clone()),
            _ => None,
        });
        match range {
            Some(range) if text.get(range.clone()) == Some(bytes) => {}
            other => wrong
                .push(format!("{text:?}: {other:?} {:?}", other.clone().and_then(|r| text.get(r)))),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
