//! `Monday, 2016-09-05`: a date with its weekday beside it. The date counts; the weekday is checked.

use crate::date::AnchorOrigin;
use crate::date::civil::{Day, Weekday};
use crate::date::day::iso_day;
use crate::date::expression::{DayPhrase, Single};
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::weekday::weekday_word;
use crate::date::written::written_day;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "dated-weekday",
    summary: "a date with its weekday, which is checked",
    examples: &["Monday, 2016-09-05", "Monday 5 September 2016", "Mon., Sept. 5, 2016"],
    parser: Parser::Single(parse),
};

/// Reads a weekday, a comma or a blank, and a day with its year.
///
/// # Errors
/// What follows the weekday is no such day.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    Ok(Single::Day(dated_weekday(cursor)?))
}

/// A weekday with its date.
pub fn dated_weekday(cursor: &mut Cursor<'_>) -> Result<DayPhrase, Stop> {
    let (weekday, weekday_range) = weekday_word(cursor)?;
    let comma = cursor.eat(b',');
    if !cursor.blanks() && !comma {
        return cursor.stop("a date");
    }
    let start = *cursor;
    let date = iso_day(cursor).or_else(|iso| {
        *cursor = start;
        written_day(cursor).map_err(|written| if iso.at > written.at { iso } else { written })
    })?;
    Ok(DayPhrase::Dated { weekday, weekday_range, date })
}

/// Remarks on a weekday that is not the date's.
pub fn check(
    weekday: Weekday,
    weekday_range: Bytes,
    date: Day,
    date_range: Bytes,
    reckoner: &mut Reckoner<'_>,
) {
    if date.weekday() == weekday {
        remark_on_distance(weekday_range, date, reckoner);
        return;
    }
    reckoner.findings.push(Finding::WeekdayMismatch {
        weekday_range: weekday_range.into(),
        date_range: date_range.into(),
        stated: weekday,
        date,
        // Three days back and a week's worth on: the one nearest to the date.
        nearest: date.plus_days(-3).on_or_after(weekday),
    });
}

/// Remarks on a date that nobody calls by its weekday on the day on which its text was written.
///
/// Only days count that are the text's own: a later book may well give a weekday with its date.
fn remark_on_distance(weekday_range: Bytes, date: Day, reckoner: &mut Reckoner<'_>) {
    /// The press names a day by its weekday within seven days of it.
    const FAR_DAYS: u32 = 7;
    let of_text = |origin| match origin {
        AnchorOrigin::Event | AnchorOrigin::Dateline => true,
        AnchorOrigin::Timeline | AnchorOrigin::Published => false,
    };
    let mut own = reckoner.context.anchors.iter().filter(|anchor| of_text(anchor.origin));
    if let Some(anchor) = own.next().filter(|anchor| anchor.day.0.abs_diff(date.0) > FAR_DAYS) {
        let (range, anchor) = (weekday_range.into(), *anchor);
        reckoner.findings.push(Finding::WeekdayFar { range, date, anchor });
    }
}
