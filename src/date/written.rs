//! `5 September 2016`, `Sept. 5, 2016`: a day in English words.

use crate::date::civil::parse_month;
use crate::date::expression::{DayPhrase, DayText, Single};
use crate::date::form::{Form, Parser};
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::year::year_in_words;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "written-day",
    summary: "a day in English words",
    examples: &[
        "5 September 2016",
        "5 Sept. 2016",
        "the 5th of September, 2016",
        "September 5, 2016",
        "Sept. 5 2016",
        "15 March 44 BCE",
        "13 February 1688/9",
    ],
    parser: Parser::Single(parse),
};

/// Reads day, month and year in the British or the American order.
///
/// # Errors
/// A word that is no month; a year that is missing: it is never guessed.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    Ok(Single::Day(DayPhrase::Written(written_day(cursor)?)))
}

/// A day in words, with the places of its parts.
pub fn written_day(cursor: &mut Cursor<'_>) -> Result<DayText, Stop> {
    let start = cursor.at();
    let DayAndMonth { month, day, month_range, day_range } = day_and_month(cursor)?;
    let comma = cursor.eat(b',');
    let blank = cursor.blanks();
    let year = match year_in_words(cursor) {
        Ok(year) if comma || blank => year,
        Ok(_) | Err(_) => return cursor.stop("a year, as in `5 September 2016`"),
    };
    let later = cursor.attempt(|cursor| later_year(year, cursor));
    let (year, two_years) = later.map_or((year, false), |later| (later, true));
    let range = cursor.since(start);
    Ok(DayText { year, two_years, month, day, range, month_range, day_range })
}

/// Nobody wrote two years after Britain had moved its New Year to January.
const LAST_TWO_YEARS: i32 = 1752;

/// The `/9` or `/89` of `1688/9`: the same day in years that begin in January.
fn later_year(year: i32, cursor: &mut Cursor<'_>) -> Option<i32> {
    let later = year + 1;
    if !cursor.eat(b'/') {
        return None;
    }
    let digits = cursor.digit_run();
    let ending = cursor.number(2)? as i32;
    let fits = later > 0 && later % 10i32.pow(digits as u32) == ending;
    // `1688/9 March 1689` goes on to the ninth, `1688/9:00` to a clock time.
    let mut ahead = *cursor;
    let month = ahead.blanks() && ahead.eat_word(parse_month).is_some();
    let ends = cursor.peek().is_none_or(|next| matches!(next, b' ' | b',')) && !month;
    (fits && ends && later <= LAST_TWO_YEARS).then_some(later)
}

/// A day and its month, with their places.
pub struct DayAndMonth {
    /// 1–12
    pub month: u8,
    /// As written, 0–99.
    pub day: u8,
    /// The month's word.
    pub month_range: Bytes,
    /// The day's digits.
    pub day_range: Bytes,
}

/// Day and month in the British or the American order.
pub fn day_and_month(cursor: &mut Cursor<'_>) -> Result<DayAndMonth, Stop> {
    let start = cursor.at();
    let day_first = {
        let mut ahead = *cursor;
        article(&mut ahead);
        ahead.peek().is_some_and(|next| next.is_ascii_digit())
    };
    let (day, day_range, month, month_range);
    if day_first {
        article(cursor);
        (day, day_range) = numbered_day(cursor)?;
        if !cursor.blanks() {
            return cursor.stop("a month's name");
        }
        if cursor.eat_phrase("of") {
            cursor.blanks();
        }
        let month_start = cursor.at();
        month = month_word(cursor)?;
        month_range = cursor.since(month_start);
    } else {
        month = month_word(cursor)?;
        month_range = cursor.since(start);
        cursor.blanks();
        article(cursor);
        (day, day_range) = numbered_day(cursor)?;
    }
    Ok(DayAndMonth { month, day, month_range, day_range })
}

/// A month's name or abbreviation, with or without a full stop.
pub fn month_word(cursor: &mut Cursor<'_>) -> Result<u8, Stop> {
    match cursor.eat_word(parse_month) {
        Some(month) => {
            cursor.eat(b'.');
            Ok(month)
        }
        None => cursor.stop("a month's name"),
    }
}

fn article(cursor: &mut Cursor<'_>) {
    if cursor.eat_phrase("the") {
        cursor.blanks();
    }
}

/// `5`, `05` or `5th`.
fn numbered_day(cursor: &mut Cursor<'_>) -> Result<(u8, Bytes), Stop> {
    let start = cursor.at();
    let Some(day) = cursor.number(2) else {
        return cursor.stop("a day of one or two digits");
    };
    let range = cursor.since(start);
    let _ = ["st", "nd", "rd", "th"].iter().any(|ending| cursor.eat_phrase(ending));
    Ok((day as u8, range))
}
