//! `2016-09-05`: one day, as ISO 8601 writes it.

use crate::date::calendar::{self, Calendar, Skipped};
use crate::date::civil::{Day, IsoYear, month_name};
use crate::date::expression::{DayPhrase, DayText, Single};
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::month::{iso_month, no_such_month};
use crate::date::print;
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
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
    Ok(DayText { year, two_years: false, month, day: day as u8, range, month_range, day_range })
}

/// The day on the calendar. A day that the calendar does not have is remarked on.
pub fn read(text: DayText, reckoner: &mut Reckoner<'_>) -> Option<Day> {
    // Nobody wrote two years in the calendar whose year begins in January.
    let calendar = match reckoner.context.calendar {
        None if text.two_years => Calendar::Julian,
        stated => stated.unwrap_or_default(),
    };
    let day = read_by(calendar, text, reckoner)?;
    if reckoner.context.calendar.is_none() && !text.two_years {
        let country = calendar::country_of(reckoner.context.zone, day);
        if country.is_some() || day < calendar::FIRST_GREGORIAN {
            let range = text.range.into();
            reckoner.findings.push(Finding::CalendarUnstated { range, day, country });
        }
    }
    Some(day)
}

/// The day on a given calendar. A day that the calendar does not have is remarked on.
pub fn read_by(calendar: Calendar, text: DayText, reckoner: &mut Reckoner<'_>) -> Option<Day> {
    let day = by_year_start(calendar, text, reckoner)
        .or_else(|| calendar.day(text.year, text.month, text.day));
    match day {
        Some(day) => reckoner.old_style |= calendar.is_julian_on(day),
        None => reckoner.findings.push(no_such_day(text, calendar)),
    }
    day
}

/// A day before the one on which the year began, 25 March in England: its year went on after 31 December.
fn by_year_start(calendar: Calendar, text: DayText, reckoner: &mut Reckoner<'_>) -> Option<Day> {
    const LADY_DAY: (u8, u8) = (3, 25);
    if text.two_years {
        reckoner.year_start = Some(reckoner.context.year_start.unwrap_or(LADY_DAY));
        return None;
    }
    let start = reckoner.context.year_start?;
    let day = calendar.day(text.year + 1, text.month, text.day);
    let day = day.filter(|day| (text.month, text.day) < start && calendar.is_julian_on(*day))?;
    reckoner.year_start = Some(start);
    Some(day)
}

fn no_such_day(text: DayText, calendar: Calendar) -> Finding {
    let DayText { year, month, day, month_range, day_range, .. } = text;
    let days = calendar.days_in_month(year, month);
    let finding = |range: Bytes, reason: String, suggestion: Option<String>| Finding::NoSuchDay {
        range: range.into(),
        reason,
        suggestion,
    };
    if month == 0 {
        return finding(month_range, no_such_month(month), Some(IsoYear(year).to_string()));
    }
    if days == 0 {
        // `2016-13-05`: perhaps day and month changed places.
        let swapped = Day::from_ymd(year, day, month).map(|day| day.to_string());
        return finding(month_range, no_such_month(month), swapped);
    }
    let in_month = format!("{}-{month:02}", IsoYear(year));
    if day == 0 {
        let reason = "there is no day 00: days are counted from 01".to_owned();
        return finding(day_range, reason, Some(in_month));
    }
    // The day is wrong only beside its month; in words either may come first.
    let both = Bytes {
        start: month_range.start.min(day_range.start),
        end: month_range.end.max(day_range.end),
    };
    if let Some(skipped) = calendar.skipped(year, month, day) {
        let Skipped { country, last_julian: (year, month, day), first_gregorian } = skipped;
        let reason = format!(
            "in {country} {} followed on {day} {} {}",
            print::day(first_gregorian),
            month_name(month),
            print::year(year)
        );
        return finding(both, reason, Some(first_gregorian.to_string()));
    }
    let reason = format!("{} {} has {days} days", month_name(month), print::year(year));
    finding(both, reason, Some(format!("{in_month}-{days:02}")))
}
