//! `1978?`, `2016-09~`, `2016-~09-05`: a date of which some or all is uncertain or approximate.
//!
//! Uncertain (`?`) is not approximate (`~`): the one may be wrong altogether, the other is near the truth. So `?`
//! changes no bounds and is kept as a mark ([`Civil::uncertain`]), while `~` widens them by one unit of the
//! finest part that it stands at, on either side, and `%`, which is both, by two. No source gives a number;
//! this one is shown with every proof that rests on it.
//!
//! [`Civil::uncertain`]: crate::date::Civil::uncertain

use crate::date::civil::{Day, Local, days_in_month};
use crate::date::expression::Single;
use crate::date::form::{Form, Parser};
use crate::date::masked::{MaskedDate, day_digits, month_digits, year_digits};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::season::{SeasonText, months};
use crate::date::window::{Extent, Window};
use crate::date::{form, masked, season};
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "qualified",
    summary: "a date that is uncertain (`?`), approximate (`~`) or both (`%`), in whole or in part (EDTF)",
    examples: &[
        "1978?",
        "2016-09~",
        "2016-09-05%",
        "2016?-09",
        "2016-~09-05",
        "?2004-06~-10",
        "%-0043",
        "201X~",
        "2011-23~",
    ],
    parser: Parser::Single(parse),
};

/// What a qualifier says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `?`
    Uncertain,
    /// `~`
    Approximate,
    /// `%`
    Both,
}

impl Mark {
    /// Every mark with its sign.
    pub const ALL: [(Mark, u8); 3] =
        [(Mark::Uncertain, b'?'), (Mark::Approximate, b'~'), (Mark::Both, b'%')];

    fn is_uncertain(self) -> bool {
        match self {
            Mark::Uncertain | Mark::Both => true,
            Mark::Approximate => false,
        }
    }

    /// By how many units the bounds widen.
    fn units(self) -> i32 {
        match self {
            Mark::Uncertain => 0,
            Mark::Approximate => 1,
            Mark::Both => 2,
        }
    }
}

/// A date with its marks, for year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QualifiedDate {
    /// The date; in the place of the month there may be a season.
    pub date: MaskedDate,
    /// Marks before a part: they are about that part alone.
    pub before: [Option<Mark>; 3],
    /// Marks after a part: they are about that part and all to its left.
    pub after: [Option<Mark>; 3],
}

/// Reads a date in the ISO order with at least one mark; digits may be `X`.
///
/// # Errors
/// As for the same date without marks.
///
/// # Source
/// EDTF (ISO 8601-2:2019), level 1 (mark at the end) and level 2 (marks at parts).
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let start = *cursor;
    let (mut before, mut after) = ([None; 3], [None; 3]);
    before[0] = mark(cursor);
    let negative = cursor.eat(b'-');
    let mut date = MaskedDate { negative, ..year_digits(cursor)? };
    after[0] = mark(cursor);
    if cursor.eat(b'-') {
        before[1] = mark(cursor);
        date.month = Some(month_digits(cursor)?);
        after[1] = mark(cursor);
        if cursor.eat(b'-') {
            before[2] = mark(cursor);
            date.day = Some(day_digits(cursor)?);
            after[2] = mark(cursor);
        }
    }
    date.range = cursor.since(start.at());
    if before.iter().chain(&after).all(Option::is_none) || date.is_zero_with_sign() {
        return start.stop(form::END);
    }
    Ok(Single::Qualified(QualifiedDate { date, before, after }))
}

fn mark(cursor: &mut Cursor<'_>) -> Option<Mark> {
    Mark::ALL.into_iter().find(|(_, sign)| cursor.eat(*sign)).map(|(mark, _)| mark)
}

/// A unit by which bounds widen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Years(i32),
    Months(i32),
    Days(i32),
}

impl QualifiedDate {
    /// The marks that bear on a part: 0 the year, 1 the month, 2 the day.
    fn marks_on(&self, part: usize) -> impl Iterator<Item = Mark> {
        self.before[part].into_iter().chain(self.after[part..].iter().flatten().copied())
    }

    /// How far the bounds widen: by the finest part that is approximate.
    fn leeway(&self) -> Option<Unit> {
        let finest = (0..3).rev().filter(|part| self.has(*part)).find_map(|part| {
            let units = self.marks_on(part).map(Mark::units).max().filter(|units| *units > 0)?;
            Some((part, units))
        });
        let (part, units) = finest?;
        Some(match part {
            0 => Unit::Years(units * self.date.years_open()),
            1 if self.season().is_some() => Unit::Months(units * 3),
            1 => Unit::Months(units),
            _ => Unit::Days(units),
        })
    }

    fn has(&self, part: usize) -> bool {
        match part {
            0 => true,
            1 => self.date.month.is_some(),
            _ => self.date.day.is_some(),
        }
    }

    /// The season in the place of the month.
    fn season(&self) -> Option<SeasonText> {
        let number = |digits: &[u8]| -> Option<u32> {
            digits.iter().try_fold(0, |n, digit| {
                digit.is_ascii_digit().then(|| n * 10 + u32::from(digit - b'0'))
            })
        };
        let MaskedDate { negative, year, month, day, range } = self.date;
        let year = number(&year)? as i32;
        let number = number(&month?)? as u8;
        let season = SeasonText { year: if negative { -year } else { year }, number, range };
        months(season).filter(|_| day.is_none()).map(|_| season)
    }
}

/// The date as it is without its marks, widened by its leeway.
pub fn read(qualified: QualifiedDate, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let plain = match qualified.season() {
        Some(text) => season::read(text, reckoner),
        None => masked::read(qualified.date, reckoner),
    }?;
    let leeway = qualified.leeway();
    let window = leeway.map_or(plain.window, |leeway| widened(plain.window, leeway));
    let uncertain = (0..3).any(|part| qualified.marks_on(part).any(Mark::is_uncertain));
    Some(Extent { window, uncertain, approximate: leeway.is_some(), ..plain })
}

/// A window that may lie so much earlier or later. What is shown stays as it was.
fn widened(window: Window, leeway: Unit) -> Window {
    let first = |local: Local, times| shifted(local.day(), leeway, times).first_second();
    // Months are of several lengths: the last day is moved as the eve of the day after it.
    let last = |local: Local, times| {
        shifted(local.day().plus_days(1), leeway, times).plus_days(-1).last_second()
    };
    Window {
        first: (first(window.first.0, -1), first(window.first.1, 1)),
        last: (last(window.last.0, -1), last(window.last.1, 1)),
        shown: window.shown,
    }
}

/// A day moved by so many units; a day that the month does not have becomes its last.
fn shifted(day: Day, unit: Unit, times: i32) -> Day {
    let (year, month, of_month) = day.ymd();
    let months = match unit {
        Unit::Days(days) => return day.plus_days(days * times),
        Unit::Months(months) => months * times,
        Unit::Years(years) => years * times * 12,
    };
    let count = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
    let (year, month) = (count.div_euclid(12) as i32, count.rem_euclid(12) as u8 + 1);
    Day::from_ymd(year, month, of_month.min(days_in_month(year, month))).unwrap_or(day)
}

impl fmt::Display for QualifiedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = |mark: Option<Mark>| {
            mark.map_or("", |mark| match mark {
                Mark::Uncertain => "?",
                Mark::Approximate => "~",
                Mark::Both => "%",
            })
        };
        let year = MaskedDate { month: None, day: None, range: Bytes::default(), ..self.date };
        write!(f, "{}{year}{}", sign(self.before[0]), sign(self.after[0]))?;
        let parts = [self.date.month, self.date.day];
        for (index, digits) in parts.into_iter().enumerate() {
            if let Some(digits) = digits {
                let (before, after) = (sign(self.before[index + 1]), sign(self.after[index + 1]));
                write!(f, "-{before}{}{after}", String::from_utf8_lossy(&digits))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::date::{Context, read};

    /// First and last day that the bounds leave open, in a zone without offset.
    #[track_caller]
    fn covers(text: &str, first: &str, last: &str, marks: (bool, bool)) {
        let (reading, _) = read(text, &Context::default());
        let reading = reading.expect(text);
        let day = |instant: Option<crate::date::Instant>| {
            reading.zone.local(instant.expect(text)).day().to_string()
        };
        assert_eq!(
            (day(reading.hard.start_min), day(reading.hard.end_max)),
            (first.to_owned(), last.to_owned()),
            "{text}"
        );
        assert_eq!((reading.civil.uncertain, reading.civil.approximate), marks, "{text}");
    }

    const UNCERTAIN: (bool, bool) = (true, false);
    const APPROXIMATE: (bool, bool) = (false, true);
    const BOTH: (bool, bool) = (true, true);

    #[test]
    fn approximate_dates_are_wider_and_uncertain_ones_are_not() {
        covers("1978?", "1978-01-01", "1978-12-31", UNCERTAIN);
        covers("1978~", "1977-01-01", "1979-12-31", APPROXIMATE);
        covers("1978%", "1976-01-01", "1980-12-31", BOTH);
        covers("2004-06~", "2004-05-01", "2004-07-31", APPROXIMATE);
        covers("2016-09-05~", "2016-09-04", "2016-09-06", APPROXIMATE);
        covers("2016-02~", "2016-01-01", "2016-03-31", APPROXIMATE);
        covers("201X~", "2000-01-01", "2029-12-31", APPROXIMATE);
        covers("2011-23~", "2011-06-01", "2012-02-29", APPROXIMATE);
    }

    #[test]
    fn a_mark_widens_by_the_part_it_stands_at() {
        covers("2016-09-~05", "2016-09-04", "2016-09-06", APPROXIMATE);
        covers("2016-~09-05", "2016-08-05", "2016-10-05", APPROXIMATE);
        covers("2016~-09-05", "2015-09-05", "2017-09-05", APPROXIMATE);
        covers("~2016-09-05?", "2015-09-05", "2017-09-05", BOTH);
        covers("?2004-06~-10", "2004-05-10", "2004-07-10", BOTH);
    }
}
