//! Any of the forms that name one day, for the forms that build on a day.

use crate::date::dated_weekday::{check, dated_weekday};
use crate::date::day::iso_day;
use crate::date::day_word::day_word;
use crate::date::expression::DayPhrase;
use crate::date::reckon::Reckoner;
use crate::date::scan::{Cursor, Stop};
use crate::date::weekday::weekday_phrase;
use crate::date::window::DayChoice;
use crate::date::written::written_day;
use crate::date::{day, day_word, dual_day, weekday};

type Way = fn(&mut Cursor<'_>) -> Result<DayPhrase, Stop>;

/// The ways to name a day. A weekday with a date comes before the weekday alone.
const WAYS: [Way; 6] = [
    |cursor| iso_day(cursor).map(DayPhrase::Written),
    |cursor| written_day(cursor).map(DayPhrase::Written),
    dated_weekday,
    |cursor| weekday_phrase(cursor).map(DayPhrase::Weekday),
    day_word,
    |cursor| dual_day::dual_day(cursor).map(DayPhrase::Dual),
];

/// Reads the day that comes next, however it is named.
///
/// # Errors
/// The furthest place that one of the ways reached.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<DayPhrase, Stop> {
    let mut furthest = Stop { at: cursor.at(), expected: "a day" };
    for way in WAYS {
        let mut ahead = *cursor;
        match way(&mut ahead) {
            Ok(phrase) => {
                *cursor = ahead;
                return Ok(phrase);
            }
            Err(stop) if stop.at > furthest.at => furthest = stop,
            Err(_) => {}
        }
    }
    Err(furthest)
}

/// The day on the calendar.
pub fn read(phrase: DayPhrase, reckoner: &mut Reckoner<'_>) -> Option<DayChoice> {
    match phrase {
        DayPhrase::Written(text) => day::read(text, reckoner).map(DayChoice::one),
        DayPhrase::Weekday(phrase) => weekday::read(phrase, reckoner),
        DayPhrase::Dated { weekday, weekday_range, date } => {
            let day = day::read(date, reckoner)?;
            check(weekday, weekday_range, day, date.range, reckoner);
            Some(DayChoice::one(day))
        }
        DayPhrase::Dual(day) => dual_day::read(day, reckoner),
        DayPhrase::Word(word, range) => day_word::read(word, range, reckoner),
    }
}
