//! `2016-23`, `autumn 2016`, `2016-33`: a season, a quarter, a third or a half of a year.
//!
//! Where a season begins is disputed: libraries for EDTF give three answers for `2010-24`. Here seasons are those of
//! the weather services of the north (winter 2010 is December 2010 to February 2011), unless the
//! number says south; a remark tells so.

use crate::date::Precision;
use crate::date::civil::{Day, IsoYear, days_in_month};
use crate::date::expression::Single;
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::month::SEASON_NUMBERS;
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::window::Extent;
use crate::date::year::{iso_year, year_in_words};
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "season",
    summary: "a season, quarter, third or half of a year (EDTF)",
    examples: &["2016-23", "2016-33", "2016-41", "-0043-21", "autumn 2016", "summer of 2016"],
    parser: Parser::Single(parse),
};

/// A part of a year by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeasonText {
    /// The year; the winter that begins in it.
    pub year: i32,
    /// 21–24 spring to winter, 25–28 the same of the north, 29–32 of the south, 33–36 quarters, 37–39
    /// thirds, 40–41 halves.
    pub number: u8,
    /// The whole of it.
    pub range: Bytes,
}

const WORDS: [(&str, u8); 5] =
    [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];

/// Reads a year and a number from 21 to 41, or a season's word and a year.
///
/// # Errors
/// A number that is no season's; a season without a year.
///
/// # Source
/// EDTF (ISO 8601-2:2019), level 1 (21–24) and level 2 (25–41), sub-year groupings.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let start = *cursor;
    if let Some((_, number)) = WORDS.into_iter().find(|(word, _)| cursor.eat_phrase(word)) {
        cursor.blanks();
        if cursor.eat_phrase("of") {
            cursor.blanks();
        }
        let year = year_in_words(cursor)?;
        return Ok(Single::Season(SeasonText { year, number, range: cursor.since(start.at()) }));
    }
    let year = iso_year(cursor)?;
    if !cursor.eat(b'-') {
        return cursor.stop("`-` and a month");
    }
    let before_number = *cursor;
    match cursor.digits(2).map(|number| number as u8) {
        Some(number) if SEASON_NUMBERS.contains(&number) => {
            Ok(Single::Season(SeasonText { year, number, range: cursor.since(start.at()) }))
        }
        Some(_) | None => before_number.stop("a month of two digits"),
    }
}

/// The months of the season, remarking where others count otherwise.
pub fn read(season: SeasonText, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let (first, last) = months(season)?;
    if season.number <= 32 {
        reckoner.findings.push(Finding::SeasonSpan { range: season.range.into(), first, last });
    }
    Some(Extent::of_days(first, last, Precision::Month))
}

/// First and last day. A winter that begins in December ends in the next year.
pub fn months(season: SeasonText) -> Option<(Day, Day)> {
    let part = |first: u8, length: u8, index: u8| (first + index * length, length);
    let (first_month, length) = match season.number {
        21..=28 => part(3, 3, (season.number - 21) % 4),
        // The south has its spring in September.
        29 | 30 => part(9, 3, season.number - 29),
        31 | 32 => part(3, 3, season.number - 31),
        33..=36 => part(1, 3, season.number - 33),
        37..=39 => part(1, 4, season.number - 37),
        40 | 41 => part(1, 6, season.number - 40),
        0..=20 | 42.. => return None,
    };
    let last_month = first_month + length - 1;
    let (last_year, last_month) = if last_month > 12 {
        (season.year + 1, last_month - 12)
    } else {
        (season.year, last_month)
    };
    let first = Day::from_ymd(season.year, first_month, 1)?;
    Some((first, Day::from_ymd(last_year, last_month, days_in_month(last_year, last_month))?))
}

impl fmt::Display for SeasonText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", IsoYear(self.year), self.number)
    }
}

#[cfg(test)]
mod tests {
    use crate::date::scan::Bytes;
    use crate::date::season::{SeasonText, months};

    #[track_caller]
    fn covers(number: u8, first: &str, last: &str) {
        let season = SeasonText { year: 2010, number, range: Bytes::default() };
        let days = months(season).map(|(first, last)| (first.to_string(), last.to_string()));
        assert_eq!(days, Some((first.to_owned(), last.to_owned())), "{number}");
    }

    #[test]
    fn parts_of_the_year_are_where_they_should_be() {
        covers(21, "2010-03-01", "2010-05-31");
        covers(24, "2010-12-01", "2011-02-28");
        covers(28, "2010-12-01", "2011-02-28");
        covers(29, "2010-09-01", "2010-11-30");
        covers(30, "2010-12-01", "2011-02-28");
        covers(32, "2010-06-01", "2010-08-31");
        covers(33, "2010-01-01", "2010-03-31");
        covers(36, "2010-10-01", "2010-12-31");
        covers(38, "2010-05-01", "2010-08-31");
        covers(41, "2010-07-01", "2010-12-31");
    }
}
