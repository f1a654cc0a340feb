//! What to say about a text that no form reads: where reading stopped, what could have stood there, and
//! the text mended, if there is one obvious way.
//!
//! A mended text is offered only if it can be read; a guess that could be wrong (which of `5/9` is the
//! month?) is told as a question, never as an answer.

mod numbers;
mod words;

use crate::date::clock::{MIDNIGHT, ZONE};
use crate::date::form::{Unread, parse};
use crate::date::reckon::reckon;
use crate::date::scan::Cursor;
use crate::date::{Context, Finding, clock, zone};
use std::ops::Range;

/// One slip and its cure: the text without the slip, or `None` where it has none of that kind.
type Mend = fn(&str, &Context) -> Option<String>;

/// Every slip, in the order in which they are mended; a text may have several.
const MENDS: [Mend; 11] = [
    numbers::dates,
    words::strokes,
    words::blanks_in_set,
    numbers::clocks,
    words::letters,
    words::spelling,
    words::approximate,
    misspelt_zone,
    words::missing_year,
    words::days_of_month,
    words::hyphen,
];

/// The remark on a text that cannot be read.
pub fn bad_date(text: &str, unread: Unread, context: &Context) -> Finding {
    let whole = blanks_before(text)..text.trim_end().len().max(blanks_before(text));
    let date = &text[whole.clone()];
    let (range, expected, suggestion) = if let Some((one, other)) = numbers::ambiguous(date) {
        let (day, other_day) = (numbers::in_words(&one), numbers::in_words(&other));
        let both = format!(
            "year, month and day: `{one}` if that is {day}, `{other}` if it is {other_day}"
        );
        (whole, both, None)
    } else if is_clock(date) {
        (whole, "a day before the clock time, as in `2016-09-05 17:00`".to_owned(), None)
    } else {
        (
            token(text, &unread),
            expected(date, unread.at > whole.start, &unread),
            mended(date, context),
        )
    };
    let found = if range.is_empty() { "the end" } else { &text[range.clone()] };
    Finding::BadDate { found: found.to_owned(), range, expected, suggestion }
}

/// Whether a text is a clock time and nothing else.
fn is_clock(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    clock::clock(&mut cursor).is_ok() && cursor.at_end()
}

/// What could have stood where reading stopped, in words; `begun` if it stopped after the first byte.
fn expected(date: &str, begun: bool, unread: &Unread) -> String {
    if !date.is_empty() && date.bytes().all(|b| b.is_ascii_digit()) {
        return "a year of four digits, a month (`2016-09`) or a day (`2016-09-05`)".to_owned();
    }
    if !begun {
        return "a date such as `2016-09-05`, `5 September 2016`, `Monday 09:30` or \
                `2016-09-04/2016-09-05`"
            .to_owned();
    }
    // Other forms would want other words there, but this one knows which word it found.
    if unread.expected.contains(&MIDNIGHT) {
        return MIDNIGHT.to_owned();
    }
    match unread.expected.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "a date".to_owned(),
    }
}

/// The bytes to point at: the word, the number or the sign at which reading stopped.
fn token(text: &str, unread: &Unread) -> Range<usize> {
    let stop = unread.at.min(text.len());
    let start = stop + blanks_before(&text[stop..]);
    let rest = text[start..].trim_end();
    let wanted_zone = unread.expected.contains(&ZONE);
    let end = match rest.chars().next() {
        // At the end it points at the end of the date, not of the blanks after it.
        None => return text.trim_end().len()..text.trim_end().len(),
        Some(_) if wanted_zone => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        Some(first) if first.is_alphanumeric() => {
            let same = |c: char| c.is_alphanumeric() && c.is_numeric() == first.is_numeric();
            rest.find(|c: char| !same(c)).unwrap_or(rest.len())
        }
        Some(first) => first.len_utf8(),
    };
    start..start + end
}

fn blanks_before(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The text after as many mends as it needs.
fn mended(text: &str, context: &Context) -> Option<String> {
    // Longer texts are prose that stands in the wrong place, not dates with a slip.
    const LONGEST: usize = 80;
    if text.len() > LONGEST {
        return None;
    }
    let mut candidate = text.to_owned();
    for mend in MENDS {
        if let Some(better) = mend(&candidate, context) {
            candidate = better;
            if reads(&candidate, context) {
                return Some(candidate);
            }
        }
    }
    None
}

/// Whether a text is a date of days that exist.
fn reads(text: &str, context: &Context) -> bool {
    parse(text).is_ok_and(|expression| {
        let (_, findings) = reckon(expression, context);
        !findings.iter().any(|finding| match finding {
            Finding::BadDate { .. }
            | Finding::NoSuchDay { .. }
            | Finding::IntervalReversed { .. } => true,
            Finding::WeekdayMismatch { .. }
            | Finding::NoAnchor { .. }
            | Finding::AnchorConflict { .. }
            | Finding::TookSameDay { .. }
            | Finding::WeekdaySplit { .. }
            | Finding::OsNsMismatch { .. }
            | Finding::CalendarUnstated { .. }
            | Finding::YearInferred { .. }
            | Finding::CueConflict { .. }
            | Finding::DstGap { .. }
            | Finding::DstFold { .. }
            | Finding::WeekdayFar { .. }
            | Finding::SeasonSpan { .. } => false,
        })
    })
}

/// `2016-09-05 17:00 Asia/Shangai`
fn misspelt_zone(text: &str, _: &Context) -> Option<String> {
    let unread = parse(text).err().filter(|unread| unread.expected.contains(&ZONE))?;
    let range = token(text, &unread);
    let written = text[range.clone()].trim_matches(['[', ']']);
    let start = range.start + text[range].find(written)?;
    let name = zone::nearest(written)?;
    Some(format!("{}{name}{}", &text[..start], &text[start + written.len()..]))
}

#[cfg(test)]
mod tests {
    use crate::date::civil::Day;
    use crate::date::{Anchor, AnchorOrigin, Context, Finding, read};
    use proptest::prelude::proptest;

    fn context() -> Context {
        let day = Day::from_ymd(2017, 1, 3).expect("a day");
        let anchors = vec![Anchor::day(day, AnchorOrigin::Timeline)];
        Context { anchors, ..Context::default() }
    }

    #[track_caller]
    fn suggests(text: &str, suggestion: Option<&str>) {
        match read(text, &context()) {
            (None, findings) => match &findings[..] {
                [Finding::BadDate { suggestion: given, .. }] => {
                    assert_eq!(given.as_deref(), suggestion, "{text}");
                }
                other => panic!("{text}: {other:?}"),
            },
            (Some(reading), _) => panic!("{text} was read: {reading:?}"),
        }
    }

    #[track_caller]
    fn points_at(text: &str, found: &str, expected: &str) {
        match &read(text, &context()).1[..] {
            [Finding::BadDate { range, found: given, expected: wanted, .. }] => {
                assert_eq!(given, found, "{text}");
                assert!(wanted.contains(expected), "{text}: {wanted}");
                assert!(found == "the end" || &text[range.clone()] == found, "{text}: {range:?}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn numbers_are_mended() {
        suggests("2016-9-5", Some("2016-09-05"));
        suggests("2016-09-5", Some("2016-09-05"));
        suggests("2016-9", Some("2016-09"));
        suggests("2016/09/05", Some("2016-09-05"));
        suggests("20160905", Some("2016-09-05"));
        suggests("05.09.2016", Some("2016-09-05"));
        suggests("25/9/2016", Some("2016-09-25"));
        suggests("9/25/2016", Some("2016-09-25"));
        suggests("5/5/2016", Some("2016-05-05"));
        suggests("800", Some("0800"));
        suggests("5/9/2016", None);
        suggests("5/9/16", None);
        suggests("2016-9-5 9:30", Some("2016-09-05 09:30"));
        suggests("Monday 17.30", Some("Monday 17:30"));
        suggests("Monday 17h30", Some("Monday 17:30"));
    }

    #[test]
    fn words_are_mended() {
        suggests("Munday", Some("Monday"));
        suggests("Munday 9:30", Some("Monday 09:30"));
        suggests("5 Septembre 2016", Some("5 September 2016"));
        suggests("tomorow morning", Some("tomorrow morning"));
        suggests("2016-09-05t17:00z", Some("2016-09-05T17:00Z"));
        suggests("2016-09-04 to 2016-09-05", Some("2016-09-04/2016-09-05"));
        suggests("2016-09-04 – 2016-09-05", Some("2016-09-04/2016-09-05"));
        suggests("2016-09-04 / 2016-09-05", Some("2016-09-04/2016-09-05"));
        suggests("2016-09-05 17:00 Asia/Shangai", Some("2016-09-05 17:00 Asia/Shanghai"));
        suggests("2016-09-05T17:00[Asia/Shangai]", Some("2016-09-05T17:00[Asia/Shanghai]"));
        suggests("2016-09-05 10:00-11:30", Some("2016-09-05 10:00/11:30"));
        suggests("1978-1980", Some("1978/1980"));
        suggests("Monday–Wednesday", Some("Monday/Wednesday"));
        suggests("2016-09-05..2016-09-07", Some("2016-09-05/2016-09-07"));
        suggests("5-7 September 2016", Some("5 September 2016/7 September 2016"));
        suggests("2016-09-05 17:00 Hangzhou", None);
        suggests("in due course", None);
        suggests("[2020, 2021]", Some("[2020,2021]"));
        suggests("c. 1978", Some("1978~"));
        suggests("1990s", Some("199X"));
        suggests("19??", Some("19XX"));
        suggests("2016-xx-05", Some("2016-XX-05"));
    }

    #[test]
    fn a_missing_year_is_the_one_nearest_to_the_anchor() {
        suggests("Wednesday, 28 December", Some("Wednesday, 28 December 2016"));
        suggests("Tue., Jan. 3", Some("Tue., Jan. 3, 2017"));
        suggests("Monday, 5 September 09:30", None);
    }

    #[test]
    fn the_place_and_the_wish_are_told() {
        points_at("2016-9-5", "9", "month of two digits");
        points_at("5/9/2016", "5/9/2016", "`2016-09-05` if that is 5 September, `2016-05-09`");
        points_at("Monday midnight", "midnight", "24:00");
        points_at("2016-09-05 17:00 Asia/Shangai", "Asia/Shangai", "time zone");
        points_at("17:00", "17:00", "a day before");
        points_at("2016 09 05", "09", "the end");
        points_at("soon", "soon", "a date such as");
        points_at("", "the end", "a date such as");
        points_at("2016-09-05 at dawn", "dawn", "clock time");
        points_at("Monday, mornin", "mornin", "or a part of the day");
    }

    proptest! {
        #[test]
        fn slips_do_not_make_it_panic(text in "[0-9./ :tTzZ\\-–a-eéAM\\[]{0,16}") {
            let _ = read(&text, &context());
        }
    }
}
