//! Units of time and how many of them: `three weeks`, `several days`, `a couple of hours`.

use crate::date::civil::{Day, days_in_month};
use crate::date::scan::{Cursor, Stop};
use std::fmt;

/// A unit of the calendar or of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Sixty seconds.
    Minute,
    /// Sixty minutes.
    Hour,
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// Fourteen days.
    Fortnight,
    /// A month, of whatever length.
    Month,
    /// Twelve months.
    Year,
}

const UNITS: [(Unit, &str, &str); 7] = [
    (Unit::Minute, "minute", "minutes"),
    (Unit::Hour, "hour", "hours"),
    (Unit::Day, "day", "days"),
    (Unit::Week, "week", "weeks"),
    (Unit::Fortnight, "fortnight", "fortnights"),
    (Unit::Month, "month", "months"),
    (Unit::Year, "year", "years"),
];

const NUMBERS: [(&str, i32); 19] = [
    ("an", 1),
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fourteen", 14),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
];

/// What is missing where a unit should stand.
pub const UNIT: &str = "`hours`, `days`, `weeks`, `months` or `years`";
const NUMBER: &str = "a number of days, weeks or months";

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// So many.
    Number(i32),
    /// `a couple of`
    Couple,
    /// `a few`
    Few,
    /// `several`
    Several,
    /// Nothing but the plural: `weeks`.
    Many,
}

impl Quantity {
    const WORDS: [(Quantity, &'static str); 6] = [
        (Quantity::Couple, "a couple of"),
        (Quantity::Couple, "couple of"),
        (Quantity::Few, "a few"),
        (Quantity::Few, "few"),
        (Quantity::Several, "several"),
        (Quantity::Many, "many"),
    ];

    /// From how many to how many it usually means.
    pub fn usual(self) -> (i32, i32) {
        match self {
            Quantity::Number(number) => (number, number),
            Quantity::Couple => (2, 2),
            Quantity::Few => (2, 5),
            Quantity::Several => (3, 7),
            Quantity::Many => (2, 14),
        }
    }

    /// The least that everybody means by it: what is said in the plural is two or more.
    pub fn least(self) -> i32 {
        match self {
            Quantity::Number(number) => number,
            Quantity::Couple | Quantity::Few | Quantity::Several | Quantity::Many => 2,
        }
    }
}

/// Reads how many and of what; with `bare`, the plural alone as well.
pub fn amount(cursor: &mut Cursor<'_>, bare: bool) -> Result<(Quantity, Unit), Stop> {
    let vague = Quantity::WORDS.into_iter().find(|(_, words)| cursor.eat_phrase(words));
    let quantity = match vague {
        Some((quantity, _)) => Some(quantity),
        None => number(cursor).map(Quantity::Number),
    };
    if quantity.is_some() && !cursor.blanks() {
        return cursor.stop(UNIT);
    }
    match (quantity, bare) {
        (Some(quantity), _) => Ok((quantity, unit(cursor)?)),
        (None, false) => cursor.stop(NUMBER),
        (None, true) => {
            let plural = UNITS.into_iter().find(|(_, _, many)| cursor.eat_phrase(many));
            match plural {
                Some((unit, ..)) => Ok((Quantity::Many, unit)),
                None => cursor.stop(NUMBER),
            }
        }
    }
}

fn number(cursor: &mut Cursor<'_>) -> Option<i32> {
    let word = NUMBERS.into_iter().find(|(word, _)| cursor.eat_phrase(word));
    // Three digits: four are a year.
    word.map(|(_, number)| number).or_else(|| Some(cursor.number(3)? as i32))
}

fn unit(cursor: &mut Cursor<'_>) -> Result<Unit, Stop> {
    let found =
        UNITS.into_iter().find(|(_, one, many)| cursor.eat_phrase(many) || cursor.eat_phrase(one));
    found.map_or_else(|| cursor.stop(UNIT), |(unit, ..)| Ok(unit))
}

impl Unit {
    /// Its length in seconds, where that is less than a day.
    pub fn clock_s(self) -> Option<i64> {
        match self {
            Unit::Minute => Some(60),
            Unit::Hour => Some(3600),
            Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year => None,
        }
    }

    /// Half of it in whole days; nothing for a day, which is named as such.
    pub fn half_days(self) -> i32 {
        match self {
            Unit::Minute | Unit::Hour | Unit::Day => 0,
            Unit::Week => 3,
            Unit::Fortnight => 7,
            Unit::Month => 15,
            Unit::Year => 183,
        }
    }

    /// A day so many units on; of a month that is too short, the last day. Hours and minutes stay on the day.
    pub fn step(self, day: Day, number: i32) -> Day {
        let months = match self {
            Unit::Minute | Unit::Hour => return day,
            Unit::Day => return day.plus_days(number),
            Unit::Week => return day.plus_days(number.saturating_mul(7)),
            Unit::Fortnight => return day.plus_days(number.saturating_mul(14)),
            Unit::Month => number,
            Unit::Year => number.saturating_mul(12),
        };
        let (year, month, of_month) = day.ymd();
        let count =
            year.saturating_mul(12).saturating_add(i32::from(month) - 1).saturating_add(months);
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u8 + 1);
        Day::from_ymd(year, month, of_month.min(days_in_month(year, month))).unwrap_or(day)
    }
}

/// An amount in words that are read again.
pub struct Amount(pub Quantity, pub Unit);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, one, many) = UNITS[self.1 as usize];
        match self.0 {
            Quantity::Number(1) => write!(f, "1 {one}"),
            Quantity::Number(number) => write!(f, "{number} {many}"),
            Quantity::Couple => write!(f, "a couple of {many}"),
            Quantity::Few => write!(f, "a few {many}"),
            Quantity::Several => write!(f, "several {many}"),
            Quantity::Many => f.write_str(many),
        }
    }
}
