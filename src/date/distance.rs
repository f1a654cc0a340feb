//! `three days ago`, `2 weeks later`, `the weekend`: days by a count from the anchor.
//!
//! A count of days is exact. A count of weeks or months is taken to half its unit either way: `two weeks
//! ago` is said of a day eleven days back as well as of one seventeen days back.

use crate::date::civil::{Day, Weekday, days_in_month};
use crate::date::expression::Single;
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::window::{DayChoice, Extent, Window};
use crate::date::{Cue, Precision, Rule};
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "distance",
    summary: "a count of days, weeks, months or years from the anchor, or the weekend near it",
    examples: &[
        "3 days ago",
        "two weeks later",
        "a month ago",
        "10 years later",
        "the weekend",
        "over the weekend",
        "last weekend",
    ],
    parser: Parser::Single(parse),
};

/// A phrase that counts from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// What it counts.
    pub steps: Steps,
    /// The words.
    pub range: Bytes,
}

/// What a phrase counts from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steps {
    /// So many units, back where negative.
    Units(i32, Unit),
    /// `the weekend`: on the side that the words around it point to.
    Weekend,
    /// `last weekend`: the most recent one that was over.
    LastWeekend,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// A month, of whatever length.
    Month,
    /// Twelve months.
    Year,
}

const UNITS: [(Unit, &str, &str); 4] = [
    (Unit::Day, "day", "days"),
    (Unit::Week, "week", "weeks"),
    (Unit::Month, "month", "months"),
    (Unit::Year, "year", "years"),
];

const NUMBERS: [(&str, i32); 14] = [
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
];

/// Reads a number, a unit and `ago` or `later`; or the weekend.
///
/// # Errors
/// A number alone; a unit without `ago` or `later`.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let start = cursor.at();
    let weekends = [
        ("over the weekend", Steps::Weekend),
        ("the weekend", Steps::Weekend),
        ("last weekend", Steps::LastWeekend),
    ];
    let weekend = weekends.into_iter().find(|(words, _)| cursor.eat_phrase(words));
    let steps = match weekend {
        Some((_, steps)) => steps,
        None => units(cursor)?,
    };
    Ok(Single::Distance(Distance { steps, range: cursor.since(start) }))
}

fn units(cursor: &mut Cursor<'_>) -> Result<Steps, Stop> {
    let in_words = NUMBERS.into_iter().find(|(word, _)| cursor.eat_phrase(word));
    // Three digits: four are a year.
    let number = in_words.map(|(_, number)| number).or_else(|| Some(cursor.number(3)? as i32));
    let Some(number) = number else {
        return cursor.stop("a number of days, weeks or months");
    };
    if !cursor.blanks() {
        return cursor.stop("`days`, `weeks` or `months`");
    }
    let unit =
        UNITS.into_iter().find(|(_, one, many)| cursor.eat_phrase(many) || cursor.eat_phrase(one));
    let Some((unit, ..)) = unit else {
        return cursor.stop("`days`, `weeks` or `months`");
    };
    cursor.blanks();
    if cursor.eat_phrase("ago") || cursor.eat_phrase("earlier") || cursor.eat_phrase("before") {
        Ok(Steps::Units(-number, unit))
    } else if cursor.eat_phrase("later") || cursor.eat_phrase("from now") {
        Ok(Steps::Units(number, unit))
    } else {
        cursor.stop("`ago` or `later`")
    }
}

/// The day or days that the phrase means.
pub fn read(distance: Distance, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let range = distance.range;
    match distance.steps {
        Steps::Units(number, unit) => {
            let counted = reckoner.count(range, Rule::DayWord, |day| stepped(day, number, unit))?;
            let half_days = match unit {
                Unit::Day => 0,
                Unit::Week => 3,
                Unit::Month => 15,
                Unit::Year => 183,
            };
            let day = counted.day;
            let choice = DayChoice {
                earliest: day.plus_days(-half_days),
                latest: day.plus_days(half_days),
                shown: day,
            };
            Some(Extent::of_day(choice))
        }
        Steps::Weekend => {
            let saturday: fn(Day) -> Day = match reckoner.cue() {
                Cue::Past => |day| day.on_or_before(Weekday::Saturday),
                // On a Sunday, the weekend that it belongs to.
                Cue::Future => |day| day.plus_days(-1).on_or_after(Weekday::Saturday),
            };
            let counted = reckoner.count(range, Rule::DayWord, saturday)?;
            Some(weekend(counted.day))
        }
        Steps::LastWeekend => {
            let saturday = |day: Day| day.plus_days(-1).on_or_before(Weekday::Sunday).plus_days(-1);
            let counted = reckoner.count(range, Rule::DayWord, saturday)?;
            Some(weekend(counted.day))
        }
    }
}

/// Saturday and Sunday; some begin it on Friday at six.
fn weekend(saturday: Day) -> Extent {
    const FRIDAY_EVENING_S: i64 = 6 * 3600;
    let extent = Extent::of_days(saturday, saturday.plus_days(1), Precision::Day);
    let Window { last, shown, .. } = extent.window;
    let first = (shown.0.plus_s(-FRIDAY_EVENING_S), shown.0);
    Extent { window: Window { first, last, shown }, ..extent }
}

/// So many units on. Of a month that is too short, the last day.
fn stepped(day: Day, number: i32, unit: Unit) -> Day {
    let months = match unit {
        Unit::Day => return day.plus_days(number),
        Unit::Week => return day.plus_days(number.saturating_mul(7)),
        Unit::Month => number,
        Unit::Year => number.saturating_mul(12),
    };
    let (year, month, of_month) = day.ymd();
    let count = year.saturating_mul(12).saturating_add(i32::from(month) - 1).saturating_add(months);
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u8 + 1);
    Day::from_ymd(year, month, of_month.min(days_in_month(year, month))).unwrap_or(day)
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match self.steps {
            Steps::Units(number, unit) => (number, unit),
            Steps::Weekend => return f.write_str("the weekend"),
            Steps::LastWeekend => return f.write_str("last weekend"),
        };
        let (_, one, many) = UNITS[unit as usize];
        let word = if number.abs() == 1 { one } else { many };
        write!(f, "{} {word} {}", number.abs(), if number < 0 { "ago" } else { "later" })
    }
}

#[cfg(test)]
mod tests {
    use crate::date::tests::hangzhou;
    use crate::date::{Context, Cue, read};

    #[track_caller]
    fn shows(text: &str, first: &str, last: &str) {
        let civil = read(text, &hangzhou()).0.expect(text).civil;
        let days = [civil.first, civil.last].map(|day| day.expect(text).to_string());
        assert_eq!(days, [first, last], "{text}");
    }

    #[test]
    fn units_are_counted_from_the_anchor() {
        shows("3 days ago", "2016-09-02", "2016-09-02");
        shows("two weeks later", "2016-09-19", "2016-09-19");
        shows("a month ago", "2016-08-05", "2016-08-05");
        shows("seven months ago", "2016-02-05", "2016-02-05");
        shows("0 days ago", "2016-09-05", "2016-09-05");
        shows("999 years later", "3015-09-05", "3015-09-05");
    }

    #[test]
    fn the_weekend_is_on_the_side_of_the_cue() {
        shows("the weekend", "2016-09-03", "2016-09-04");
        shows("last weekend", "2016-09-03", "2016-09-04");
        let context = Context { cue: Cue::Future, ..hangzhou() };
        let civil = read("over the weekend", &context).0.expect("a date").civil;
        assert_eq!(civil.first.map(|day| day.to_string()).as_deref(), Some("2016-09-10"));
    }
}
