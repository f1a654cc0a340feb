//! Days, weekdays, months and clock times without a zone, on the proleptic Gregorian calendar.
//!
//! Years count as astronomers count them: year 0 is 1 BCE, −43 is 44 BCE. Day arithmetic wraps `chrono`, and
//! `julian` beyond its years; no other room sees them. This file knows no zones ([`crate::date::zone`]) and no grammar beyond single words.

use chrono::{Datelike, NaiveDate};
use std::fmt;
use std::ops::RangeInclusive;

/// The years that a date may name: those of four digits.
pub const YEARS: RangeInclusive<i32> = -9999..=9999;

/// The years that `chrono` reckons with; `julian` knows those beyond.
const NEAR_YEARS: RangeInclusive<i32> = -262_142..=262_141;

/// The Julian day number of 1970-01-01.
pub const EPOCH_JDN: julian::Jdnum = 2_440_588;

/// Seconds of a day, leap seconds ignored.
pub const DAY_S: i64 = 86_400;

/// A day of the proleptic Gregorian calendar, as a count from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Year, month 1–12 and day of the Gregorian calendar, by the Julian day number.
pub fn ymd_of_jdn(jdn: i32) -> (i32, u8, u8) {
    let date = julian::Calendar::GREGORIAN.at_jdn(jdn);
    (date.year(), date.month().number() as u8, date.day() as u8)
}

impl Day {
    /// The day with this year, month 1–12 and day 1–31; `None` where the calendar has no such day.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Day> {
        match NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)) {
            Some(date) => Some(Day(date.to_epoch_days())),
            None if NEAR_YEARS.contains(&year) => None,
            None => {
                let month = julian::Month::try_from(month).ok()?;
                let date = julian::Calendar::GREGORIAN.at_ymd(year, month, u32::from(day)).ok()?;
                date.julian_day_number().checked_sub(EPOCH_JDN).map(Day)
            }
        }
    }

    /// Year, month 1–12 and day 1–31. Days whose Julian day number has more than 31 bits give the last that has not.
    pub fn ymd(self) -> (i32, u8, u8) {
        if let Some(date) = NaiveDate::from_epoch_days(self.0) {
            return (date.year(), date.month() as u8, date.day() as u8);
        }
        ymd_of_jdn(self.0.saturating_add(EPOCH_JDN))
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // Day 0 was a Thursday.
        Weekday::ALL[(i64::from(self.0) + 3).rem_euclid(7) as usize]
    }

    /// So many days later, or earlier where `days` is negative.
    pub fn plus_days(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// The latest `weekday` that is not after this day.
    pub fn on_or_before(self, weekday: Weekday) -> Day {
        let back = i64::from(self.weekday().number()) - i64::from(weekday.number());
        self.plus_days(-(back.rem_euclid(7) as i32))
    }

    /// The first `weekday` that is not before this day.
    pub fn on_or_after(self, weekday: Weekday) -> Day {
        let ahead = i64::from(weekday.number()) - i64::from(self.weekday().number());
        self.plus_days(ahead.rem_euclid(7) as i32)
    }

    /// 00:00:00 of this day.
    pub fn first_second(self) -> Local {
        Local(i64::from(self.0) * DAY_S)
    }

    /// 23:59:59 of this day.
    pub fn last_second(self) -> Local {
        Local(i64::from(self.0) * DAY_S + DAY_S - 1)
    }
}

/// ISO 8601: `2016-09-05`, `-0043-03-15`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{}-{month:02}-{day:02}", IsoYear(year))
    }
}

/// A year as ISO 8601 writes it: four digits, with a minus sign before those below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IsoYear(pub i32);

impl fmt::Display for IsoYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.0.unsigned_abs())
    }
}

/// A second on a wall clock, counted from 1970-01-01 00:00:00 on that clock. Which clock, the [`Zone`] beside it says.
///
/// [`Zone`]: crate::date::zone::Zone
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Local(pub i64);

impl Local {
    /// So many seconds later.
    pub fn plus_s(self, seconds: i64) -> Local {
        Local(self.0.saturating_add(seconds))
    }

    /// The day that this second belongs to.
    pub fn day(self) -> Day {
        let day = self.0.div_euclid(DAY_S).clamp(i64::from(i32::MIN), i64::from(i32::MAX));
        Day(day as i32)
    }

    /// What the clock shows: `03:30`, or `03:30:20` where there are seconds.
    pub fn clock(self) -> Clock {
        let second = self.0.rem_euclid(DAY_S);
        let (hour, minute) = (second / 3600, second / 60 % 60);
        let second = (second % 60 != 0).then_some((second % 60) as u8);
        Clock { hour: hour as u8, minute: minute as u8, second }
    }
}

/// Day and clock time: `2016-03-13 03:30`; the seconds only where there are any.
impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day(), self.clock())
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Monday, the first day of an ISO week.
    Monday,
    /// Tuesday
    Tuesday,
    /// Wednesday
    Wednesday,
    /// Thursday
    Thursday,
    /// Friday
    Friday,
    /// Saturday
    Saturday,
    /// Sunday
    Sunday,
}

impl Weekday {
    /// The week, from Monday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// The ISO number: Monday 1, Sunday 7.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// `Monday`
    pub fn name(self) -> &'static str {
        WEEKDAY_NAMES[self as usize]
    }

    /// `Mon`
    pub fn short_name(self) -> &'static str {
        &self.name()[..3]
    }

    /// Reads a weekday's word in any case: the full name, its first three letters, or the longer
    /// abbreviations of the press (`Tues`, `Weds`, `Thur`, `Thurs`). A full stop is not part of the word.
    pub fn parse(word: &str) -> Option<Weekday> {
        let named = Weekday::ALL.into_iter().find(|weekday| {
            word.eq_ignore_ascii_case(weekday.name())
                || word.eq_ignore_ascii_case(weekday.short_name())
        });
        named.or_else(|| match word.to_ascii_lowercase().as_str() {
            "tues" => Some(Weekday::Tuesday),
            "weds" => Some(Weekday::Wednesday),
            "thur" | "thurs" => Some(Weekday::Thursday),
            _ => None,
        })
    }
}

/// The full name.
impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The names of the week, from Monday.
pub const WEEKDAY_NAMES: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The names of the months, from January.
pub const MONTH_NAMES: [&str; 12] = [
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

/// The full name of a month 1–12; empty for any other number.
pub fn month_name(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|i| MONTH_NAMES.get(i)).copied().unwrap_or("")
}

/// The first three letters of a month's name: `Sep`; empty for a number that is no month.
pub fn month_short_name(month: u8) -> &'static str {
    month_name(month).get(..3).unwrap_or("")
}

/// Reads a month's word in any case: the full name, its first three letters, or `Sept`. A full stop
/// (`Sept.`) is not part of the word.
pub fn parse_month(word: &str) -> Option<u8> {
    if word.eq_ignore_ascii_case("sept") {
        return Some(9);
    }
    let named = |name: &&str| {
        word.eq_ignore_ascii_case(name)
            || name.get(..3).is_some_and(|s| word.eq_ignore_ascii_case(s))
    };
    MONTH_NAMES.iter().position(named).map(|index| index as u8 + 1)
}

/// How many days a month has; 0 for a number that is no month.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0
            && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) =>
        {
            29
        }
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// A clock time; hour 24 is allowed as the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// 0–24
    pub hour: u8,
    /// 0–59
    pub minute: u8,
    /// 0–59; `None` when it was not written.
    pub second: Option<u8>,
}

impl Clock {
    /// The first second that the clock time names, counted from 00:00:00.
    pub fn first_second_s(self) -> i64 {
        i64::from(self.hour) * 3600
            + i64::from(self.minute) * 60
            + i64::from(self.second.unwrap_or(0))
    }

    /// The last second that it names: without seconds, the minute's last.
    pub fn last_second_s(self) -> i64 {
        self.first_second_s() + if self.second.is_some() { 0 } else { 59 }
    }
}

/// `17:00` or `17:00:30`.
impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        match self.second {
            Some(second) => write!(f, ":{second:02}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::date::civil::{Day, Weekday, days_in_month, parse_month};
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(2016, 9, 5), Some(Day(17_049)));
        assert_eq!(Day::from_ymd(2015, 2, 29), None);
        assert_eq!(Day::from_ymd(2016, 13, 1), None);
    }

    #[test]
    fn the_week_is_right() {
        assert_eq!(Day(17_049).weekday(), Weekday::Monday);
        assert_eq!(Day(17_049).on_or_before(Weekday::Sunday), Day(17_048));
        assert_eq!(Day(17_049).on_or_before(Weekday::Monday), Day(17_049));
        assert_eq!(Day(17_049).on_or_after(Weekday::Sunday), Day(17_055));
    }

    #[test]
    fn far_days_do_not_panic() {
        for day in [Day(i32::MIN), Day(i32::MAX)] {
            let _ = (day.ymd(), day.weekday(), day.plus_days(1), day.to_string());
            let _ = (day.on_or_after(Weekday::Sunday), day.on_or_before(Weekday::Monday));
        }
    }

    #[test]
    fn words_are_read_in_any_case() {
        assert_eq!(Weekday::parse("SUNDAY"), Some(Weekday::Sunday));
        assert_eq!(Weekday::parse("thurs"), Some(Weekday::Thursday));
        assert_eq!(Weekday::parse("Munday"), None);
        assert_eq!(parse_month("Sept"), Some(9));
        assert_eq!(parse_month("sep"), Some(9));
        assert_eq!(parse_month("may"), Some(5));
        assert_eq!(parse_month("Septembre"), None);
    }

    proptest! {
        #[test]
        fn a_day_survives_year_month_day(number in -4_371_587i32..=2_932_896) {
            let (year, month, day) = Day(number).ymd();
            prop_assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
        }

        #[test]
        fn months_are_as_long_as_chrono_says(year in -9999i32..=9999, month in 1u8..=12) {
            let longest = (28..=31).rev().find(|&day| Day::from_ymd(year, month, day).is_some());
            prop_assert_eq!(longest, Some(days_in_month(year, month)));
        }
    }
}
