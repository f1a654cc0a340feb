//! `2016-09`, `September 2016`: a whole month.

use crate::date::Precision;
use crate::date::civil::{Day, IsoYear, MONTH_NAMES, days_in_month};
use crate::date::expression::{MonthText, Single};
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::window::Extent;
use crate::date::written::month_word;
use crate::date::year::{iso_year, year_in_words};

/// See [`parse`].
pub const FORM: Form = Form {
    name: "month",
    summary: "a month of a year",
    examples: &["2016-09", "-0043-03", "September 2016", "Sept. 2016", "March 44 BCE"],
    parser: Parser::Single(parse),
};

/// Numbers in the place of a month that EDTF gives to seasons, quarters and halves of a year.
pub const SEASON_NUMBERS: std::ops::RangeInclusive<u8> = 21..=41;

/// Reads `2016-09`, or the month's name and the year.
///
/// # Errors
/// A month that has not two digits, a season's number in its place, a name without a year.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let start = cursor.at();
    if cursor.peek().is_some_and(|next| next.is_ascii_alphabetic() && next != b'Y') {
        let month = month_word(cursor)?;
        let month_range = cursor.since(start);
        cursor.eat(b',');
        cursor.blanks();
        let year = year_in_words(cursor)?;
        return Ok(Single::Month(MonthText {
            year,
            month,
            range: cursor.since(start),
            month_range,
        }));
    }
    let year = iso_year(cursor)?;
    let (month, month_range) = iso_month(cursor)?;
    if SEASON_NUMBERS.contains(&month) {
        return Err(Stop { at: month_range.start, expected: "a month from 01 to 12" });
    }
    Ok(Single::Month(MonthText { year, month, range: cursor.since(start), month_range }))
}

/// The hyphen and the two digits after a year.
pub fn iso_month(cursor: &mut Cursor<'_>) -> Result<(u8, Bytes), Stop> {
    if !cursor.eat(b'-') {
        return cursor.stop("`-` and a month");
    }
    let start = cursor.at();
    match cursor.digits(2) {
        Some(month) => Ok((month as u8, cursor.since(start))),
        None => cursor.stop("a month of two digits"),
    }
}

/// From the month's first day to its last.
pub fn read(text: MonthText, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let last = days_in_month(text.year, text.month);
    let first = Day::from_ymd(text.year, text.month, 1);
    let (Some(first), Some(last)) = (first, Day::from_ymd(text.year, text.month, last)) else {
        reckoner.findings.push(Finding::NoSuchDay {
            range: text.month_range.into(),
            reason: no_such_month(text.month),
            suggestion: (text.month == 0).then(|| IsoYear(text.year).to_string()),
        });
        return None;
    };
    Some(Extent::of_days(first, last, Precision::Month))
}

/// Why a number is no month.
pub fn no_such_month(month: u8) -> String {
    format!("there is no month {month:02}: months are 01 to {}", MONTH_NAMES.len())
}
