//! `2016-09-05`: one day, as ISO 8601 writes it.

use crate::date::civil::{Day, IsoYear, days_in_month, month_name};
use crate::date::expression::{DayPhrase, DayText, Single};
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::month::{iso_month, no_such_month};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Cursor, Stop};
use crate::date::year::iso_year;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "day",
    summary: "a day as year, month, day",
    examples: &["2016-09-05", "-0043-03-15"],
    parser: Parser::Single(parse),
};

/// Reads `2016-09-05`.
///
/// # Errors
/// A part that has not its four, two or two digits.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    Ok(Single::Day(DayPhrase::Written(iso_day(cursor)?)))
}

/// Year, month and day with hyphens between.
pub fn iso_day(cursor: &mut Cursor<'_>) -> Result<DayText, Stop> {
    let start = cursor.at();
    let year = iso_year(cursor)?;
    let (month, month_range) = iso_month(cursor)?;
    if !cursor.eat(b'-') {
        return cursor.stop("`-` and a day");
    }
    let day_start = cursor.at();
    let Some(day) = cursor.digits(2) else {
        return cursor.stop("a day of two digits");
    };
    let day_range = cursor.since(day_start);
    let range = cursor.since(start);
    Ok(DayText { year, month, day: day as u8, range, month_range, day_range })
}

/// The day on the calendar. A day that the calendar does not have is remarked on.
pub fn read(text: DayText, reckoner: &mut Reckoner<'_>) -> Option<Day> {
    let day = Day::from_ymd(text.year, text.month, text.day);
    if day.is_none() {
        reckoner.findings.push(no_such_day(text));
    }
    day
}

fn no_such_day(text: DayText) -> Finding {
    let DayText { year, month, day, .. } = text;
    let days = days_in_month(year, month);
    if days == 0 {
        // `2016-13-05`: perhaps day and month changed places.
        let swapped = Day::from_ymd(year, day, month).map(|day| day.to_string());
        return Finding::NoSuchDay {
            range: text.month_range.into(),
            reason: no_such_month(month),
            suggestion: swapped.or_else(|| (month == 0).then(|| IsoYear(year).to_string())),
        };
    }
    let (reason, suggestion) = match day {
        0 => (
            "there is no day 00: days are counted from 01".to_owned(),
            format!("{}-{month:02}", IsoYear(year)),
        ),
        1.. => (
            format!("{} {} has {days} days", month_name(month), IsoYear(year)),
            format!("{}-{month:02}-{days:02}", IsoYear(year)),
        ),
    };
    let range = if text.month_range.start < text.day_range.start {
        text.month_range.start..text.day_range.end
    } else {
        text.day_range.start..text.month_range.end
    };
    // A day 00 is wrong by itself; a day 31 only beside its month.
    let range = if day == 0 { text.day_range.into() } else { range };
    Finding::NoSuchDay { range, reason, suggestion: Some(suggestion) }
}
