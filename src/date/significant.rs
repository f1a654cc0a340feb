//! `1950S2`: a year of which only the first digits are to be relied on.

use crate::date::Precision;
use crate::date::civil::{Day, IsoYear, YEARS};
use crate::date::expression::Single;
use crate::date::form::{Form, Parser};
use crate::date::scan::{Cursor, Stop};
use crate::date::window::{Extent, Window};
use crate::date::year::iso_year;
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "significant-digits",
    summary: "a year estimated to so many digits (EDTF)",
    examples: &["1950S2", "-1859S3"],
    parser: Parser::Single(parse),
};

/// A year and how many of its digits count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignificantYear {
    /// The estimate.
    pub year: i32,
    /// Digits from the left that are relied on, 1–9.
    pub digits: u8,
}

/// Reads a year of four digits, `S` and the number of its digits that count.
///
/// # Errors
/// No digit after the `S`, or a 0.
///
/// # Source
/// EDTF (ISO 8601-2:2019), level 2, significant digits.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let year = iso_year(cursor)?;
    if !cursor.eat(b'S') {
        return cursor.stop("the end of the date");
    }
    let count = *cursor;
    match cursor.digits(1) {
        Some(digits @ 1..) => {
            Ok(Single::Significant(SignificantYear { year, digits: digits as u8 }))
        }
        Some(0) | None => count.stop("the number of digits that count"),
    }
}

/// Every year that begins with those digits; the estimate is shown.
pub fn read(text: SignificantYear) -> Option<Extent> {
    let unknown = 4u32.saturating_sub(u32::from(text.digits));
    let years = 10i32.pow(unknown);
    let least = text.year.abs() / years * years;
    let (least, most) = (least, least + years - 1);
    let (first, last) = if text.year < 0 { (-most, -least) } else { (least, most) };
    let (first, last) = (first.max(*YEARS.start()), last.min(*YEARS.end()));
    let whole = |year: i32| {
        let (first, last) = (Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?);
        Some((first.first_second(), last.last_second()))
    };
    let window = Window { shown: whole(text.year)?, ..Window::one_of(whole(first)?, whole(last)?) };
    let days = (Day::from_ymd(text.year, 1, 1)?, Day::from_ymd(text.year, 12, 31)?);
    let approximate = unknown > 0;
    Some(Extent { window, approximate, ..Extent::of_days(days.0, days.1, Precision::Year) })
}

impl fmt::Display for SignificantYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}S{}", IsoYear(self.year), self.digits)
    }
}

#[cfg(test)]
mod tests {
    use crate::date::significant::{SignificantYear, read};

    #[test]
    fn the_digits_that_count_give_the_bounds() {
        let years = |year, digits| {
            let window = read(SignificantYear { year, digits }).expect("a year").window;
            [window.first.0, window.last.1, window.shown.0].map(|local| local.day().ymd().0)
        };
        assert_eq!(years(1950, 2), [1900, 1999, 1950]);
        assert_eq!(years(1950, 3), [1950, 1959, 1950]);
        assert_eq!(years(1859, 5), [1859, 1859, 1859]);
        assert_eq!(years(-1859, 2), [-1899, -1800, -1859]);
        assert_eq!(years(44, 1), [0, 999, 44]);
    }
}
