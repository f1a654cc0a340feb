//! Dates and lengths of time as the messages of the checks say them.

use crate::date::civil::DAY_S;
use crate::date::{Reading, print};

/// A text of the file between backticks, as [`plain`] shows it.
pub(super) fn quoted(text: &str) -> String {
    format!("`{}`", plain(text))
}

/// A text of the file on one line and cut to 60 characters, so that it cannot flood a message.
pub(super) fn plain(text: &str) -> String {
    let mut shown: String =
        text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown
}

/// What was understood of a date: `Monday 5 September 2016, 17:00 UTC+8`, `September 2016`.
pub(super) fn reading(reading: &Reading) -> String {
    let civil = &reading.civil;
    let date = print::full(civil);
    let weekday = civil.first.filter(|_| is_one_day(reading)).map(|day| day.weekday());
    let text = match weekday {
        Some(weekday) => format!("{weekday} {date}"),
        None => date,
    };
    match reading.hard.start_min.filter(|_| has_clock(reading)) {
        Some(start) => format!("{text} {}", reading.zone.label(start)),
        None => text,
    }
}

/// The distance between two dates of which the earlier certainly lies `least_s` seconds before the later, as a
/// calendar or a clock would give it: `3 days` between two days, `1 h` between two clock times.
pub(super) fn distance(one: &Reading, other: &Reading, least_s: i64) -> String {
    if is_calendar(one) && is_calendar(other) {
        days_apart(least_s)
    } else if has_clock(one) && has_clock(other) {
        length(least_s)
    } else {
        format!("at least {}", length(least_s))
    }
}

/// The days between two days, given the seconds from the end of the earlier to the start of the later.
pub(super) fn days_apart(least_s: i64) -> String {
    match 1 + least_s.max(0) / DAY_S {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// A length of time in its two largest units: `3 days`, `1 h 30 min`, `45 s`.
///
/// Whole minutes are rounded up, because `17:00` names a minute: from 16:00 to 17:00 is called `1 h`, although
/// only 59 minutes and a second of it are certain.
pub(super) fn length(seconds: i64) -> String {
    if seconds < 60 {
        return format!("{} s", seconds.max(0));
    }
    let minutes = seconds / 60 + i64::from(seconds % 60 != 0);
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let days_text = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    match (days, hours, minutes) {
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, 0) => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (_, 0, _) => days_text,
        (1..=6, hours, _) => format!("{days_text} {hours} h"),
        (_, _, _) => days_text,
    }
}

/// `a`, `a and b`, `a, b and c`
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// Whether a date speaks of whole days alone, not of clocks or parts of a day.
pub(super) fn is_calendar(reading: &Reading) -> bool {
    !has_clock(reading) && reading.civil.part.is_none()
}

fn is_one_day(reading: &Reading) -> bool {
    reading.civil.first.is_some() && reading.civil.first == reading.civil.last
}

fn has_clock(reading: &Reading) -> bool {
    reading.civil.first_clock.is_some() || reading.civil.last_clock.is_some()
}

#[cfg(test)]
mod tests {
    use crate::check::words::{days_apart, length, list, quoted, reading};
    use crate::date::zone::Zone;
    use crate::date::{Context, read};

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let context = Context { zone: Zone::Fixed(8 * 3600), ..Context::default() };
        let understood = read(text, &context).0.expect("a date");
        assert_eq!(reading(&understood), expected);
    }

    #[test]
    fn a_date_says_what_was_understood() {
        reads("2016-09-05", "Monday 5 September 2016");
        reads("2016-09-05 17:00", "Monday 5 September 2016, 17:00 UTC+8");
        reads("2016-09-05 17:00Z", "Monday 5 September 2016, 17:00 UTC");
        reads("2016-09-05 evening", "Monday 5 September 2016, evening");
        reads("2016-09-05/2016-09-07", "5–7 September 2016");
        reads("2016-09", "September 2016");
    }

    #[test]
    fn lengths_take_two_units() {
        assert_eq!(length(0), "0 s");
        assert_eq!(length(59), "59 s");
        assert_eq!(length(3541), "1 h");
        assert_eq!(length(5400), "1 h 30 min");
        assert_eq!(length(86_401), "1 day");
        assert_eq!(length(2 * 86_400 + 3 * 3600), "2 days 3 h");
        assert_eq!(length(30 * 86_400 + 3600), "30 days");
    }

    #[test]
    fn neighbouring_days_are_a_day_apart() {
        assert_eq!(days_apart(1), "1 day");
        assert_eq!(days_apart(2 * 86_400 + 1), "3 days");
    }

    #[test]
    fn texts_are_cut_and_kept_on_one_line() {
        assert_eq!(quoted("a\nb"), "`a b`");
        assert_eq!(quoted(&"x".repeat(100)).chars().count(), 63);
    }

    #[test]
    fn lists_read_as_english() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items), "a, b and c");
        assert_eq!(list(&items[..1]), "a");
    }
}
