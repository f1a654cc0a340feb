//! `199X`, `2016-XX-05`: a date of which some digits are not known.

use crate::date::civil::{Day, Local, days_in_month};
use crate::date::expression::Single;
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::window::{Extent, Window};
use crate::date::{Precision, form};
use std::fmt;
use std::ops::RangeInclusive;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "masked",
    summary: "a date with `X` for each digit that is not known (EDTF)",
    examples: &["199X", "19XX", "2016-XX", "2016-09-XX", "2016-XX-05", "156X-12-25", "-1X32-X1-X2"],
    parser: Parser::Single(parse),
};

/// A digit that is not known.
const UNKNOWN: u8 = b'X';

/// A date by its digits; each is a decimal digit or `X`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaskedDate {
    /// Whether a minus sign stands before the year.
    pub negative: bool,
    /// The digits of the year.
    pub year: [u8; 4],
    /// The digits of the month.
    pub month: Option<[u8; 2]>,
    /// The digits of the day; never without a month.
    pub day: Option<[u8; 2]>,
    /// The whole of it.
    pub range: Bytes,
}

/// Reads a year, a month or a day in the ISO order, at least one digit of which is an `X`.
///
/// # Errors
/// As for the same date without `X`.
///
/// # Source
/// EDTF (ISO 8601-2:2019), levels 1 and 2, unspecified digits.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let start = *cursor;
    let negative = cursor.eat(b'-');
    let mut date = MaskedDate { negative, ..year_digits(cursor)? };
    if cursor.eat(b'-') {
        date.month = Some(month_digits(cursor)?);
        if cursor.eat(b'-') {
            date.day = Some(day_digits(cursor)?);
        }
    }
    date.range = cursor.since(start.at());
    if date.is_masked() { Ok(Single::Masked(date)) } else { start.stop(form::END) }
}

/// The four digits of a year, as a date of nothing but that year.
pub fn year_digits(cursor: &mut Cursor<'_>) -> Result<MaskedDate, Stop> {
    let year = digits(cursor, "a year of four digits")?;
    Ok(MaskedDate { negative: false, year, month: None, day: None, range: Bytes::default() })
}

/// The two digits of a month.
pub fn month_digits(cursor: &mut Cursor<'_>) -> Result<[u8; 2], Stop> {
    digits(cursor, "a month of two digits")
}

/// The two digits of a day.
pub fn day_digits(cursor: &mut Cursor<'_>) -> Result<[u8; 2], Stop> {
    digits(cursor, "a day of two digits")
}

fn digits<const N: usize>(
    cursor: &mut Cursor<'_>,
    expected: &'static str,
) -> Result<[u8; N], Stop> {
    let fits = |b: &u8| b.is_ascii_digit() || *b == UNKNOWN;
    let mut run = cursor.rest().bytes().take_while(fits);
    let mut digits = [0; N];
    let read = digits.iter_mut().all(|digit| match run.next() {
        Some(next) => {
            *digit = next;
            true
        }
        None => false,
    });
    if !read || run.next().is_some() {
        return cursor.stop(expected);
    }
    for digit in digits {
        cursor.eat(digit);
    }
    Ok(digits)
}

impl MaskedDate {
    /// Whether it is the year `-0000`, which is written without a sign.
    pub fn is_zero_with_sign(&self) -> bool {
        self.negative && self.year == *b"0000"
    }

    /// Whether a digit is unknown.
    pub fn is_masked(&self) -> bool {
        let months = self.month.iter().chain(&self.day).flatten();
        self.year.iter().chain(months).any(|digit| *digit == UNKNOWN)
    }

    /// The finest unit of which anything is known.
    pub fn precision(&self) -> Precision {
        let known = |digits: Option<[u8; 2]>| digits.is_some_and(|d| d != [UNKNOWN; 2]);
        if known(self.day) {
            Precision::Day
        } else if known(self.month) {
            Precision::Month
        } else {
            Precision::Year
        }
    }

    /// How many years the unknown digits at the year's end leave open: 10 for `199X`, 1 where all are known.
    pub fn years_open(&self) -> i32 {
        self.year.iter().rev().take_while(|digit| **digit == UNKNOWN).fold(1, |years, _| years * 10)
    }

    /// The earliest and the latest of the days, months or years that fit, each as its first and its last day;
    /// `None` where none fits.
    pub fn hull(&self) -> Option<((Day, Day), (Day, Day))> {
        let years = || self.years().filter(|year| self.fits_year(*year));
        let first = years().find_map(|year| self.units(year).next());
        let last = years().rev().find_map(|year| self.units(year).last());
        first.zip(last)
    }

    /// The units of the finest written kind that fit in a year, in order.
    fn units(&self, year: i32) -> impl Iterator<Item = (Day, Day)> {
        let whole_year = self.month.is_none();
        let months = (1..=12).filter(move |month| self.month.is_none_or(|m| fits(&m, *month)));
        months.take(if whole_year { 1 } else { 12 }).flat_map(move |month| {
            let all_days = days_in_month(year, month);
            let month_end = if whole_year { (12, 31) } else { (month, all_days) };
            let days = (1..=all_days).filter(move |day| self.day.is_none_or(|d| fits(&d, *day)));
            let days = days.take(if self.day.is_none() { 1 } else { usize::from(all_days) });
            days.filter_map(move |day| {
                let last = if self.day.is_some() { (month, day) } else { month_end };
                Some((Day::from_ymd(year, month, day)?, Day::from_ymd(year, last.0, last.1)?))
            })
        })
    }

    /// From the least to the greatest year that the digits allow; not every year between fits.
    fn years(&self) -> RangeInclusive<i32> {
        let with = |unknown: u8| {
            self.year.iter().fold(0, |year, digit| {
                year * 10 + i32::from(if *digit == UNKNOWN { unknown } else { digit - b'0' })
            })
        };
        if self.negative { -with(9)..=-with(0) } else { with(0)..=with(9) }
    }

    fn fits_year(&self, year: i32) -> bool {
        // The year 0 has no sign.
        let sign_fits = if self.negative { year < 0 } else { year >= 0 };
        sign_fits && fits(&self.year, year.unsigned_abs())
    }
}

/// Whether a number has these digits.
fn fits(digits: &[u8], number: impl Into<u32>) -> bool {
    let mut rest: u32 = number.into();
    let all = digits.iter().rev().all(|digit| {
        let last = rest % 10;
        rest /= 10;
        *digit == UNKNOWN || u32::from(digit - b'0') == last
    });
    all && rest == 0
}

/// From the earliest to the latest unit that fits.
pub fn read(date: MaskedDate, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let Some((first, last)) = date.hull() else {
        reckoner.findings.push(Finding::NoSuchDay {
            range: date.range.into(),
            reason: format!("no day of the calendar fits {date}"),
            suggestion: None,
        });
        return None;
    };
    let seconds =
        |(from, to): (Day, Day)| -> (Local, Local) { (from.first_second(), to.last_second()) };
    let window = Window::one_of(seconds(first), seconds(last));
    Some(Extent { window, ..Extent::of_days(first.0, last.1, date.precision()) })
}

impl fmt::Display for MaskedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        f.write_str(&String::from_utf8_lossy(&self.year))?;
        for digits in self.month.iter().chain(&self.day) {
            write!(f, "-{}", String::from_utf8_lossy(digits))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::date::expression::Single;
    use crate::date::masked::parse;
    use crate::date::scan::Cursor;

    #[track_caller]
    fn covers(text: &str, first: &str, last: &str) {
        let Ok(Single::Masked(date)) = parse(&mut Cursor::new(text)) else { panic!("{text}") };
        let hull = date.hull().map(|((first, _), (_, last))| (first.to_string(), last.to_string()));
        assert_eq!(hull, Some((first.to_owned(), last.to_owned())), "{text}");
    }

    #[test]
    fn the_hull_holds_every_day_that_fits() {
        covers("199X", "1990-01-01", "1999-12-31");
        covers("XXXX", "0000-01-01", "9999-12-31");
        covers("-XXXX", "-9999-01-01", "-0001-12-31");
        covers("2016-XX", "2016-01-01", "2016-12-31");
        covers("2016-XX-05", "2016-01-05", "2016-12-05");
        covers("2016-02-XX", "2016-02-01", "2016-02-29");
        covers("2016-1X", "2016-10-01", "2016-12-31");
        covers("-1X32-X1-X2", "-1932-01-02", "-1032-11-22");
        covers("20XX-02-29", "2000-02-29", "2096-02-29");
        covers("2016-XX-31", "2016-01-31", "2016-12-31");
    }

    #[test]
    fn what_fits_nothing_has_no_hull() {
        for text in ["2015-02-3X", "2016-2X", "2016-X9-31", "2015-0X-XX-"] {
            let Ok(Single::Masked(date)) = parse(&mut Cursor::new(text)) else { continue };
            assert_eq!(date.hull().is_none(), text != "2015-0X-XX-", "{text}");
        }
    }
}
