//! `2016`, `-0043`, `44 BCE`: a whole year.

use crate::date::Precision;
use crate::date::civil::{Day, YEARS};
use crate::date::expression::Single;
use crate::date::form::{Form, Parser};
use crate::date::scan::{Cursor, Stop};
use crate::date::window::Extent;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "year",
    summary: "a year, by four digits or with its era",
    examples: &["2016", "0800", "-0043", "44 BCE", "44 B.C.", "800 CE", "AD 800"],
    parser: Parser::Single(parse),
};

/// Words after a year, and whether they count backwards from the year 1.
const ERAS: [(&str, bool); 8] = [
    ("BCE", true),
    ("B.C.E.", true),
    ("BC", true),
    ("B.C.", true),
    ("CE", false),
    ("C.E.", false),
    ("AD", false),
    ("A.D.", false),
];

/// Reads a year of four digits, with a minus sign before those below zero, or one of any length with its era.
///
/// Year 0 is 1 BCE, as astronomers count and as ISO 8601 has it: `44 BCE` is `-0043`.
///
/// # Errors
/// More or fewer digits without an era; `-0000`; a `Y` before the year, which EDTF has for years beyond 9999.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    year_in_words(cursor).map(Single::Year)
}

/// A year by itself: as [`iso_year`] reads it, or with an era.
pub fn year_in_words(cursor: &mut Cursor<'_>) -> Result<i32, Stop> {
    let with_era = cursor.attempt(|cursor| {
        let leading = cursor.eat_phrase("AD") || cursor.eat_phrase("A.D.");
        if leading {
            cursor.blanks();
            return cursor.number(4).map(|year| year as i32);
        }
        let year = cursor.number(4)? as i32;
        cursor.blanks();
        let (_, backwards) = ERAS.into_iter().find(|(era, _)| cursor.eat_phrase(era))?;
        // There is no year 0 in either era.
        if year == 0 {
            return None;
        }
        Some(if backwards { 1 - year } else { year })
    });
    match with_era {
        Some(year) => Ok(year),
        None => iso_year(cursor),
    }
}

/// Four digits, with a minus sign before those below zero.
pub fn iso_year(cursor: &mut Cursor<'_>) -> Result<i32, Stop> {
    let start = *cursor;
    if cursor.eat(b'Y') && cursor.peek().is_some_and(|b| b == b'-' || b.is_ascii_digit()) {
        return cursor.stop("a year from -9999 to 9999, four digits without `Y`");
    }
    *cursor = start;
    let before_zero = cursor.eat(b'-');
    let Some(year) = cursor.digits(4).map(|year| year as i32) else {
        return start.stop("a year of four digits");
    };
    if before_zero && year == 0 {
        return start.stop("the year `0000`, which has no sign");
    }
    let year = if before_zero { -year } else { year };
    debug_assert!(YEARS.contains(&year));
    Ok(year)
}

/// From 1 January to 31 December.
pub fn read(year: i32) -> Option<Extent> {
    let (first, last) = (Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?);
    Some(Extent::of_days(first, last, Precision::Year))
}

#[cfg(test)]
mod tests {
    use crate::date::scan::Cursor;
    use crate::date::year::year_in_words;

    fn year(text: &str) -> Option<i32> {
        let mut cursor = Cursor::new(text);
        year_in_words(&mut cursor).ok().filter(|_| cursor.at_end())
    }

    #[test]
    fn eras_count_without_a_year_zero() {
        assert_eq!(year("1 BCE"), Some(0));
        assert_eq!(year("44 bc"), Some(-43));
        assert_eq!(year("44BCE"), Some(-43));
        assert_eq!(year("A.D. 14"), Some(14));
        assert_eq!(year("0 BCE"), None);
        assert_eq!(year("44 BCEX"), None);
    }

    #[test]
    fn digits_are_four() {
        assert_eq!(year("0044"), Some(44));
        assert_eq!(year("-9999"), Some(-9999));
        assert_eq!(year("44"), None);
        assert_eq!(year("20160"), None);
    }
}
