//! `2016-09-05T17:00+08:00`, `Monday 09:30`: a clock time of a day.

use crate::date::Precision;
use crate::date::clock::{CLOCK, clock, zone};
use crate::date::day_phrase;
use crate::date::expression::{DateTime, Single};
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Cursor, Stop};
use crate::date::window::{Extent, Window};
use crate::date::zone::Zone;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "date-time",
    summary: "a clock time of any day, with or without its zone",
    examples: &[
        "2016-09-05T17:00",
        "2016-09-05 17:00:30",
        "2016-09-05T17:00+08:00",
        "2016-09-05T09:00Z",
        "2016-09-05 17:00 Asia/Shanghai",
        "2016-09-05T17:00[Europe/Paris]",
        "2016-09-05T24:00",
        "Monday 09:30",
        "tomorrow at 5 p.m.",
        "5 September 2016, noon",
    ],
    parser: Parser::Single(parse),
};

/// Reads a day, `T`, a blank, a comma or `at`, a clock time, and the zone if there is one.
///
/// # Errors
/// What follows the day is no clock time; what follows the clock time looks like a zone and is none.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let day = day_phrase::parse(cursor)?;
    let joined = cursor.eat(b'T');
    if !joined {
        let comma = cursor.eat(b',');
        if !cursor.blanks() && !comma {
            return cursor.stop(CLOCK);
        }
        if cursor.eat_phrase("at") {
            cursor.blanks();
        }
    }
    let clock_start = cursor.at();
    let clock = clock(cursor)?;
    let clock_range = cursor.since(clock_start);
    let after_clock = *cursor;
    let zone = zone(cursor)?;
    if let Some(Zone::Fixed(offset_s @ ..0)) = zone
        && !joined
        && after_clock.peek() != Some(b' ')
        && clock.second.is_none()
        && i64::from(-offset_s) > clock.first_second_s()
    {
        // `10:00-11:00` has the shape of an offset and the look of a span.
        return after_clock.stop("`/` before an end, or a blank before an offset");
    }
    Ok(Single::DateTime(DateTime { day, clock, zone, clock_range }))
}

/// The minute or the second that the clock time names.
pub fn read(date_time: DateTime, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let DateTime { day, clock, zone, clock_range } = date_time;
    let choice = day_phrase::read(day, reckoner)?;
    let (first_s, last_s) = (clock.first_second_s(), clock.last_second_s());
    let precision = if clock.second.is_some() { Precision::Second } else { Precision::Minute };
    Some(Extent {
        window: Window::in_day(choice, (first_s, last_s), (first_s, last_s)),
        zone,
        clock: Some(clock),
        clock_range,
        ..Extent::of_days(choice.shown, choice.shown, precision)
    })
}
