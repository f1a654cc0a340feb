//! `Sept. 5`, `5 September`: a day without its year, which is the one nearest to the anchor.
//!
//! Of 148 such days in the TempEval-3 training texts, the nearest year is right for 93 of 100; the article's own
//! year for 87, the most recent one for 64.

use crate::date::civil::{Day, month_name};
use crate::date::expression::{DayPhrase, Single};
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::window::DayChoice;
use crate::date::written::day_and_month;
use crate::date::{Precision, Rule};
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "day-of-year",
    summary: "a day without its year, in the year nearest to the anchor",
    examples: &["Sept. 5", "5 September", "the 5th of September", "May 5"],
    parser: Parser::Single(parse),
};

/// A day of any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOfYear {
    /// 1–12
    pub month: u8,
    /// As written, 0–99.
    pub day: u8,
    /// The whole of it.
    pub range: Bytes,
}

/// Reads day and month in the British or the American order.
///
/// # Errors
/// A word that is no month; no day beside it.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    Ok(Single::Day(DayPhrase::OfYear(day_of_year(cursor)?)))
}

/// The day and the month.
pub fn day_of_year(cursor: &mut Cursor<'_>) -> Result<DayOfYear, Stop> {
    let start = cursor.at();
    let parts = day_and_month(cursor)?;
    Ok(DayOfYear { month: parts.month, day: parts.day, range: cursor.since(start) })
}

/// The day in the year that brings it nearest to the anchor, with a remark on that year.
pub fn read(date: DayOfYear, reckoner: &mut Reckoner<'_>) -> Option<DayChoice> {
    let calendar = reckoner.calendar();
    let nearest = |anchor: Day| {
        let (year, ..) = calendar.ymd(anchor);
        // A leap day may be four years off, or eight around 1900.
        let years =
            (year - 8..=year + 8).filter_map(|year| calendar.day(year, date.month, date.day));
        years.min_by_key(|day| day.0.abs_diff(anchor.0))
    };
    // Whether there is such a day depends on no anchor near it.
    if nearest(Day(0)).is_none() {
        reckoner.findings.push(Finding::NoSuchDay {
            range: date.range.into(),
            reason: format!("no year has a day {} in {}", date.day, month_name(date.month)),
            suggestion: None,
        });
        return None;
    }
    let count = |anchor| nearest(anchor).unwrap_or(anchor);
    let counted = reckoner.count(date.range, Rule::YearNearest, count)?;
    let day = counted.day;
    reckoner.old_style |= calendar.is_julian_on(day);
    reckoner.findings.push(Finding::YearInferred {
        range: date.range.into(),
        day,
        precision: Precision::Day,
    });
    Some(DayChoice::one(day))
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day, month_name(self.month))
    }
}
