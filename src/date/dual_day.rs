//! `{os: 1648-10-14, ns: 1648-10-24}`: a day by its Old Style and its New Style name, checked against each other.

use crate::date::calendar::Calendar;
use crate::date::day::{self, iso_day};
use crate::date::expression::{DayPhrase, DayText, Single};
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Cursor, Stop};
use crate::date::window::DayChoice;
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "dual-day",
    summary: "a day Old Style (Julian), New Style (Gregorian), or both",
    examples: &[
        "{os: 1648-10-14, ns: 1648-10-24}",
        "{os: 1917-10-25}",
        "{ns: 1713-04-11, os: 1713-03-31}",
    ],
    parser: Parser::Single(parse),
};

/// A day with one or both of its names; at least one is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DualDay {
    /// By the Julian calendar.
    pub old_style: Option<DayText>,
    /// By the Gregorian calendar.
    pub new_style: Option<DayText>,
}

const KEY: &str = "`os:` or `ns:` and a day";

/// Reads braces with `os:` and a day, `ns:` and a day, or both in either order.
///
/// # Errors
/// A key that stands twice or is another; a day that is not year, month and day.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    Ok(Single::Day(DayPhrase::Dual(dual_day(cursor)?)))
}

/// The day between its braces.
pub fn dual_day(cursor: &mut Cursor<'_>) -> Result<DualDay, Stop> {
    if !cursor.eat(b'{') {
        return cursor.stop("`{os: …, ns: …}`");
    }
    let mut dual = DualDay { old_style: None, new_style: None };
    loop {
        cursor.blanks();
        let free = [("os:", &mut dual.old_style), ("ns:", &mut dual.new_style)];
        let key = free.into_iter().find(|(key, day)| day.is_none() && cursor.eat_phrase(key));
        let Some((_, day)) = key else { return cursor.stop(KEY) };
        cursor.blanks();
        *day = Some(iso_day(cursor)?);
        cursor.blanks();
        if !cursor.eat(b',') {
            break;
        }
    }
    if cursor.eat(b'}') { Ok(dual) } else { cursor.stop("`,` or `}`") }
}

/// The day on the calendar. Where the two names are two days, both are kept and the New Style one is shown.
pub fn read(dual: DualDay, reckoner: &mut Reckoner<'_>) -> Option<DayChoice> {
    let mut side = |text: Option<DayText>, calendar| match text {
        Some(text) => day::read_by(calendar, text, reckoner).map(|day| Some((text, day))),
        None => Some(None),
    };
    let old_style = side(dual.old_style, Calendar::Julian)?;
    let new_style = side(dual.new_style, Calendar::Gregorian)?;
    match (old_style, new_style) {
        (Some((_, day)), None) | (None, Some((_, day))) => Some(DayChoice::one(day)),
        (Some((os, old)), Some((ns, new))) => {
            if old != new {
                reckoner.findings.push(Finding::OsNsMismatch {
                    os_range: os.range.into(),
                    ns_range: ns.range.into(),
                    old_style: old,
                    new_style: new,
                });
            }
            Some(DayChoice::two(new, old))
        }
        (None, None) => None,
    }
}

impl fmt::Display for DualDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.old_style, self.new_style) {
            (Some(os), Some(ns)) => write!(f, "{{os: {os}, ns: {ns}}}"),
            (Some(os), None) => write!(f, "{{os: {os}}}"),
            (None, Some(ns)) => write!(f, "{{ns: {ns}}}"),
            (None, None) => Ok(()),
        }
    }
}
