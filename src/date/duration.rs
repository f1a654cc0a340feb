//! Lengths of time: `90min`, `10min..3h`, `60min..`.
//!
//! A length is as precise as the finest unit that was written: `90min` says "to the nearest minute", so it
//! lies from 89 min 30 s to 90 min 30 s. Clock times are whole minutes and are treated alike; a length that were
//! exact to the second would contradict them.

use crate::date::finding::Finding;
use crate::date::scan::{Cursor, Stop};

/// A length of time that is known to lie between two lengths, in seconds, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondsRange {
    /// At least so long.
    pub min_s: i64,
    /// At most so long; `None` is unbounded.
    pub max_s: Option<i64>,
}

/// A unit: its words, its mean length in seconds, and by how many of them it can differ from that.
type Unit = (&'static [&'static str], i64, i64);

/// The units, from long to short. A month has 28 to 31 days, a year 365 or 366.
const UNITS: [Unit; 7] = [
    (&["years", "year", "yr"], 31_557_600, 64_800),
    (&["months", "month"], 2_548_800, 129_600),
    (&["weeks", "week", "wk", "w"], 604_800, 0),
    (&["days", "day", "d"], 86_400, 0),
    (&["hours", "hour", "hrs", "hr", "h"], 3600, 0),
    (&["minutes", "minute", "mins", "min", "m"], 60, 0),
    (&["seconds", "second", "secs", "sec", "s"], 1, 0),
];

/// Numbers in words, in half units.
const WORDS: [(&str, i64); 19] = [
    ("half an", 1),
    ("half a", 1),
    ("one and a half", 3),
    ("two and a half", 5),
    ("three and a half", 7),
    ("an", 2),
    ("a", 2),
    ("one", 2),
    ("two", 4),
    ("three", 6),
    ("four", 8),
    ("five", 10),
    ("six", 12),
    ("seven", 14),
    ("eight", 16),
    ("nine", 18),
    ("ten", 20),
    ("eleven", 22),
    ("twelve", 24),
];

/// Numbers beyond this are slips, not lengths of events: a thousand years in seconds has eleven digits.
const MOST_DIGITS: usize = 6;

const UNIT: &str = "a unit such as `min`, `h` or `days`";
const LENGTH: &str = "a length such as `90min`, `2h` or `10min..3h`";

/// A length with half its finest unit as leeway.
#[derive(Debug, Clone, Copy)]
struct Length {
    seconds: i64,
    leeway_s: i64,
}

/// Reads a length, or a range of lengths open at either end: `90min`, `1h30min`, `3 days`, `PT90M`, `10min..3h`,
/// `60min..`, `..2h`.
///
/// Half the finest unit that was written is leeway on either side: `2h` is 1 h 30 min to 2 h 30 min, `120min` is
/// 119 min 30 s to 120 min 30 s. The ends of a range are meant as said, without leeway: `10min..3h` is 600 s
/// to 10800 s.
///
/// # Errors
/// A [`Finding::BadDate`]: a number without a unit, an unknown unit, units that do not run from large to small, a
/// range that ends below its start.
pub fn read(text: &str) -> Result<SecondsRange, Finding> {
    let mut cursor = Cursor::new(text.trim_end());
    cursor.blanks();
    range(&mut cursor).map_err(|stop| {
        let rest = &text[stop.at..];
        let found = rest.split("..").next().unwrap_or(rest).trim_end();
        Finding::BadDate {
            range: stop.at..stop.at + found.len(),
            expected: stop.expected.to_owned(),
            found: found.to_owned(),
            suggestion: None,
        }
    })
}

fn range(cursor: &mut Cursor<'_>) -> Result<SecondsRange, Stop> {
    let start = *cursor;
    let least = if cursor.rest().starts_with("..") { None } else { Some(length(cursor)?) };
    cursor.blanks();
    if !cursor.eat_text("..") {
        return match least {
            Some(Length { seconds, leeway_s }) if cursor.at_end() => Ok(SecondsRange {
                min_s: (seconds - leeway_s).max(0),
                max_s: Some(seconds + leeway_s),
            }),
            Some(_) | None => cursor.stop("the end of the length, or `..` and a greater one"),
        };
    }
    cursor.blanks();
    let second = *cursor;
    let most = if cursor.at_end() { None } else { Some(length(cursor)?) };
    let min_s = least.map_or(0, |length| length.seconds);
    match most {
        None if least.is_none() => start.stop(LENGTH),
        None => Ok(SecondsRange { min_s, max_s: None }),
        Some(_) if !cursor.at_end() => cursor.stop("the end of the length"),
        Some(most) if most.seconds < min_s => second.stop("a length not below the first one"),
        Some(most) => Ok(SecondsRange { min_s, max_s: Some(most.seconds) }),
    }
}

/// One or more numbers with units, from large to small.
fn length(cursor: &mut Cursor<'_>) -> Result<Length, Stop> {
    if cursor.peek() == Some(b'P') {
        return iso_length(cursor);
    }
    let mut total = Length { seconds: 0, leeway_s: 0 };
    let mut finest_s = i64::MAX;
    loop {
        let halves = number(cursor)?;
        cursor.blanks();
        cursor.eat(b'-');
        let before_unit = *cursor;
        let Some((unit_s, varies_s)) = cursor.eat_word(unit) else {
            return cursor.stop(UNIT);
        };
        if unit_s >= finest_s {
            return before_unit.stop("a smaller unit than the one before");
        }
        let and_a_half = cursor
            .attempt(|cursor| (cursor.blanks() && cursor.eat_phrase("and a half")).then_some(1));
        let halves = halves + and_a_half.unwrap_or(0);
        finest_s = if halves % 2 == 0 { unit_s } else { unit_s / 2 };
        total.seconds += halves * unit_s / 2;
        total.leeway_s += halves * varies_s / 2;
        let more = cursor.attempt(|cursor| {
            cursor.blanks();
            cursor.eat_phrase("and");
            cursor.blanks();
            cursor.peek().filter(u8::is_ascii_digit)
        });
        if more.is_none() {
            return Ok(Length { leeway_s: total.leeway_s + finest_s / 2, ..total });
        }
    }
}

/// A number in half units.
fn number(cursor: &mut Cursor<'_>) -> Result<i64, Stop> {
    if let Some((_, halves)) = WORDS.into_iter().find(|(word, _)| cursor.eat_phrase(word)) {
        return Ok(halves);
    }
    match cursor.number(MOST_DIGITS) {
        Some(number) => Ok(2 * i64::from(number)),
        None => cursor.stop(LENGTH),
    }
}

/// Seconds of the unit that a word names, in any case, and by how many it can differ.
fn unit(word: &str) -> Option<(i64, i64)> {
    let named = |names: &[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
    let found = UNITS.into_iter().find(|(names, ..)| named(names));
    found.map(|(_, seconds, varies_s)| (seconds, varies_s))
}

/// ISO 8601: `P2W`, `P3D`, `PT90M`, `P1DT12H`. Months and years have no fixed length and are not read.
fn iso_length(cursor: &mut Cursor<'_>) -> Result<Length, Stop> {
    const DAY_UNITS: [(u8, i64); 2] = [(b'W', 604_800), (b'D', 86_400)];
    const CLOCK_UNITS: [(u8, i64); 3] = [(b'H', 3600), (b'M', 60), (b'S', 1)];
    cursor.eat(b'P');
    let mut total = Length { seconds: 0, leeway_s: i64::MAX };
    let mut units: &[(u8, i64)] = &DAY_UNITS;
    loop {
        if cursor.eat(b'T') {
            units = &CLOCK_UNITS;
        }
        let Some(number) = cursor.number(MOST_DIGITS).map(i64::from) else {
            return cursor.stop(LENGTH);
        };
        let Some((_, unit_s)) = units.iter().find(|(letter, _)| cursor.eat(*letter)) else {
            return cursor.stop("`W`, `D`, or after `T` one of `H`, `M`, `S`");
        };
        if *unit_s >= total.leeway_s {
            return cursor.stop("a smaller unit than the one before");
        }
        total = Length { seconds: total.seconds + number * unit_s, leeway_s: *unit_s };
        if !cursor.peek().is_some_and(|next| next == b'T' || next.is_ascii_digit()) {
            return Ok(Length { leeway_s: total.leeway_s / 2, ..total });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::date::Finding;
    use crate::date::duration::{SecondsRange, read};
    use proptest::prelude::{any, proptest};

    #[track_caller]
    fn reads(text: &str, min_s: i64, max_s: Option<i64>) {
        assert_eq!(read(text), Ok(SecondsRange { min_s, max_s }), "{text}");
    }

    #[track_caller]
    fn refuses(text: &str, at: usize, wanted: &str) {
        match read(text) {
            Err(Finding::BadDate { range, expected, .. }) => {
                assert_eq!(range.start, at, "{text}: {expected}");
                assert!(expected.contains(wanted), "{text}: {expected}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_length_is_as_precise_as_its_finest_unit() {
        reads("90min", 5370, Some(5430));
        reads("90 minutes", 5370, Some(5430));
        reads("PT90M", 5370, Some(5430));
        reads("1h30min", 5370, Some(5430));
        reads("1 hr 30 m", 5370, Some(5430));
        reads("2h", 5400, Some(9000));
        reads("3 days", 216_000, Some(302_400));
        reads("P3D", 216_000, Some(302_400));
        reads("P1DT12H", 127_800, Some(131_400));
        reads("2 weeks", 907_200, Some(1_512_000));
        reads("45 s", 45, Some(45));
        reads("0min", 0, Some(30));
        reads("two weeks", 907_200, Some(1_512_000));
        reads("half an hour", 900, Some(2700));
        reads("an hour and a half", 4500, Some(6300));
        reads("30-minutes", 1770, Some(1830));
        // Any three months, to half a month either way.
        reads("3 months", 5_983_200, Some(9_309_600));
    }

    #[test]
    fn ranges_are_meant_as_said() {
        reads("10min..3h", 600, Some(10_800));
        reads("60min..", 3600, None);
        reads("..2h", 0, Some(7200));
        reads("10 min .. 3 h", 600, Some(10_800));
    }

    #[test]
    fn what_is_no_length_is_told() {
        refuses("", 0, "a length");
        refuses("..", 0, "a length");
        refuses("90", 2, "a unit");
        refuses("90 moons", 3, "a unit");
        refuses("30min1h", 6, "smaller unit");
        refuses("3h..1h", 4, "not below");
        refuses("1h x", 3, "the end");
        refuses("P1M", 2, "`W`");
        refuses("P", 1, "a length");
        refuses("9999999 weeks", 0, "a length");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in any::<String>(), near in "[P.0-9 hmindaysTMHS]{0,12}") {
            let _ = (read(&text), read(&near));
        }
    }
}
