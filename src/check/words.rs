//! Days, times and lengths as the messages of the checks say them.

use crate::date::civil::{Clock, Day, Weekday};
use crate::date::{Frame, PartOfDay, Precision, Reading};

const DAY_S: i64 = 86_400;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

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

/// `Monday 5 September 2016`
pub(super) fn day_in_full(day: Day) -> String {
    format!("{} {}", weekday_name(weekday(day)), day_in_words(day))
}

/// `5 September 2016`
pub(super) fn day_in_words(day: Day) -> String {
    let (year, month, day) = year_month_day(day);
    format!("{day} {} {year}", MONTHS[month as usize - 1])
}

/// `2016-09-05`, as a person types it
pub(super) fn iso(day: Day) -> String {
    let (year, month, day) = year_month_day(day);
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
}

/// What was understood of a date: `Monday 5 September 2016, 17:00 UTC+8`, `September 2016`, `Monday 5 September
/// 2016 to Wednesday 7 September 2016`.
pub(super) fn reading(reading: &Reading) -> String {
    let civil = &reading.civil;
    let zone = offset_s(reading).map(offset).unwrap_or_default();
    let end = |day: Day, clock: Option<Clock>| match clock {
        Some(clock) => format!("{}, {}{zone}", day_in_full(day), clock_time(clock)),
        None => day_in_full(day),
    };
    match (civil.first, civil.last) {
        (Some(first), Some(last)) if civil.interval => {
            format!("{} to {}", end(first, civil.first_clock), end(last, civil.last_clock))
        }
        (Some(first), None) => format!("from {} on", end(first, civil.first_clock)),
        (None, Some(last)) => format!("until {}", end(last, civil.last_clock)),
        (None, None) => "some day".to_owned(),
        (Some(first), Some(last)) => match civil.precision {
            Precision::Year => year_month_day(first).0.to_string(),
            Precision::Month => {
                let (year, month, _) = year_month_day(first);
                format!("{} {year}", MONTHS[month as usize - 1])
            }
            Precision::Day if first != last => {
                format!("{} to {}", day_in_full(first), day_in_full(last))
            }
            Precision::Day | Precision::Minute | Precision::Second => end(first, civil.first_clock),
            Precision::PartOfDay => match civil.part {
                Some(part) => format!("{}, {}", day_in_full(first), PartOfDay::word(part)),
                None => day_in_full(first),
            },
        },
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

/// The distance between two dates of which the earlier certainly lies `least_s` seconds before the later, as a
/// calendar or a clock would give it: `3 days` between two days, `1 h` between two clock times.
pub(super) fn distance(one: &Reading, other: &Reading, least_s: i64) -> String {
    let clock =
        |reading: &Reading| reading.civil.first_clock.or(reading.civil.last_clock).is_some();
    let day = |reading: &Reading| !clock(reading) && reading.civil.part.is_none();
    if day(one) && day(other) {
        days_apart(least_s)
    } else if clock(one) && clock(other) {
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

/// `a`, `a and b`, `a, b and c`
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// The weekday's name in English.
pub(super) fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// The weekday of a day.
pub(super) fn weekday(day: Day) -> Weekday {
    // 1970-01-01 was a Thursday.
    match day.0.rem_euclid(7) {
        0 => Weekday::Thursday,
        1 => Weekday::Friday,
        2 => Weekday::Saturday,
        3 => Weekday::Sunday,
        4 => Weekday::Monday,
        5 => Weekday::Tuesday,
        _ => Weekday::Wednesday,
    }
}

fn clock_time(clock: Clock) -> String {
    format!("{:02}:{:02}", clock.hour, clock.minute)
}

/// Seconds east of Greenwich at the beginning of a reading: what its clock shows less what UTC shows.
fn offset_s(reading: &Reading) -> Option<i64> {
    let start = match reading.frame {
        Frame::Utc => reading.hard.start_min?.0,
        Frame::Floating => return None,
    };
    let (day, clock) = (reading.civil.first?, reading.civil.first_clock?);
    let second = i64::from(clock.second.unwrap_or(0));
    let shown = i64::from(day.0) * DAY_S
        + i64::from(clock.hour) * 3600
        + i64::from(clock.minute) * 60
        + second;
    // Anything further is no offset of this world.
    Some(shown - start).filter(|offset| offset.abs() <= 16 * 3600)
}

fn offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '−' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    match (hours, minutes) {
        (0, 0) => " UTC".to_owned(),
        (hours, 0) => format!(" UTC{sign}{hours}"),
        (hours, minutes) => format!(" UTC{sign}{hours}:{minutes:02}"),
    }
}

/// Year, month from 1, day of the month from 1, on the proleptic Gregorian calendar.
fn year_month_day(day: Day) -> (i64, u32, u32) {
    // Counting from 1 March of year 0 puts the leap day last in its year, century and cycle of 400 years.
    let since = i64::from(day.0) + 719_468;
    let (cycle, in_cycle) = (since.div_euclid(146_097), since.rem_euclid(146_097));
    let century = (in_cycle / 36_524).min(3);
    let in_century = in_cycle - century * 36_524;
    let leap = in_century / 1461;
    let in_leap = in_century % 1461;
    let year_of_leap = (in_leap / 365).min(3);
    let mut left = in_leap - year_of_leap * 365;
    let march_year = cycle * 400 + century * 100 + leap * 4 + year_of_leap;
    let mut month = 3;
    for length in [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    let (year, month) = if month > 12 { (march_year + 1, month - 12) } else { (march_year, month) };
    (year, month, left as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::{day_in_full, days_apart, iso, length, list, offset, quoted};
    use crate::date::civil::Day;

    #[test]
    fn days_are_named() {
        assert_eq!(day_in_full(Day(17_049)), "Monday 5 September 2016");
        assert_eq!(day_in_full(Day(0)), "Thursday 1 January 1970");
        assert_eq!(iso(Day(-1)), "1969-12-31");
        assert_eq!(iso(Day(11_016)), "2000-02-29");
        assert_eq!(iso(Day(-719_528)), "0000-01-01");
        assert_eq!(iso(Day(-735_233)), "-0043-01-01");
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
    fn offsets_are_signed() {
        assert_eq!(offset(0), " UTC");
        assert_eq!(offset(8 * 3600), " UTC+8");
        assert_eq!(offset(-12_600), " UTC−3:30");
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
