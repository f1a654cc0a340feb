//! `A/B`: from somewhere in A to somewhere in B.

use crate::date::expression::{DateTime, DayPhrase, End, Expression, Interval, PartPhrase, Single};
use crate::date::form::{Form, Parser, single_before};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Cursor, Stop};
use crate::date::window::{Extent, Sides};
use crate::date::{Cue, clock};

/// See [`parse`].
pub const FORM: Form = Form {
    name: "interval",
    summary: "from one date to another, open (`..`) or unknown at either end",
    examples: &[
        "2016-09-04/2016-09-05",
        "2016-09/2017",
        "2016-09-05/..",
        "../2016-09-05",
        "2016-09-05/",
        "/2016-09-05",
        "2016-09-05T10:00/2016-09-05T11:30+08:00",
        "2016-09-05 10:00/11:30",
        "Monday/Wednesday",
        "2016-09-05 10:00 Europe/Paris/2016-09-05 12:00",
    ],
    parser: Parser::Whole(parse),
};

/// Reads two dates with a stroke between; `..` at either side is open, nothing is unknown. The end of an
/// interval that starts at a clock time may be a clock time of the same day.
///
/// EDTF has no clock times inside intervals; meetings need them.
///
/// # Errors
/// A side that is no date; a stroke alone.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Expression, Stop> {
    if !cursor.rest().contains('/') {
        return cursor.stop("a date, `/` and a date");
    }
    let start = end(cursor, b"/")?;
    if !cursor.eat(b'/') {
        return cursor.stop("`/`");
    }
    let end_start = cursor.at();
    let end = match (same_day_end(start, cursor), start) {
        (Some(end), _) => end,
        (None, End::Unknown) if cursor.at_end() => return cursor.stop("a date or `..`"),
        (None, End::Single(_) | End::Open | End::Unknown) => end(cursor, b"")?,
    };
    Ok(Expression::Interval(Interval { start, end, end_range: cursor.since(end_start) }))
}

fn end(cursor: &mut Cursor<'_>, followers: &[u8]) -> Result<End, Stop> {
    if cursor.eat_text("..") {
        return Ok(End::Open);
    }
    if cursor.peek().is_none_or(|next| followers.contains(&next)) {
        return Ok(End::Unknown);
    }
    single_before(cursor, followers).map(End::Single)
}

/// The `11:30` of `2016-09-05 10:00/11:30`.
fn same_day_end(start: End, cursor: &mut Cursor<'_>) -> Option<End> {
    let End::Single(Single::DateTime(DateTime { day, .. })) = start else {
        return None;
    };
    cursor.attempt(|cursor| {
        let clock_start = cursor.at();
        let clock = clock::clock(cursor).ok()?;
        let clock_range = cursor.since(clock_start);
        let zone = clock::zone(cursor).ok()?;
        let end = DateTime { day, clock, zone, clock_range };
        cursor.at_end().then_some(End::Single(Single::DateTime(end)))
    })
}

/// Both sides on the calendar.
///
/// A bare weekday counts from the other side: of `Monday/Wednesday` about the past, Wednesday is the most
/// recent one, and Monday the most recent one before it.
pub fn read(interval: Interval, reckoner: &mut Reckoner<'_>) -> Option<Sides> {
    let (start, end) = (interval.start, interval.end);
    let from_end = bare_weekday(start)
        && (!bare_weekday(end) || reckoner.context.cue == Cue::Past)
        && matches!(end, End::Single(_));
    let (start, end) = if from_end {
        let end = side(end, reckoner)?;
        reckoner.other_side = end.map(|extent| (extent.days.0, Cue::Past));
        (side(start, reckoner)?, end)
    } else {
        let start = side(start, reckoner)?;
        let counts = bare_weekday(end);
        reckoner.other_side = start.filter(|_| counts).map(|extent| (extent.days.1, Cue::Future));
        (start, side(end, reckoner)?)
    };
    Some(Sides { start, end, ongoing: interval.end == End::Open })
}

/// `None` where a date could not be read, `Some(None)` where there is none.
fn side(end: End, reckoner: &mut Reckoner<'_>) -> Option<Option<Extent>> {
    match end {
        End::Single(single) => reckoner.single(single).map(Some),
        End::Open | End::Unknown => Some(None),
    }
}

fn bare_weekday(end: End) -> bool {
    let End::Single(single) = end else { return false };
    let day = match single {
        Single::Day(day)
        | Single::DateTime(DateTime { day, .. })
        | Single::Part(PartPhrase { day, .. }) => day,
        Single::Year(_)
        | Single::Month(_)
        | Single::Overnight(_)
        | Single::Distance(_)
        | Single::Period(_)
        | Single::Edge(_)
        | Single::Masked(_)
        | Single::Qualified(_)
        | Single::Season(_)
        | Single::Significant(_) => return false,
    };
    matches!(day, DayPhrase::Weekday(phrase) if phrase.modifier.is_none())
}
