//! `yesterday`, `today`, `tomorrow`: a day by its distance from the anchor.

use crate::date::Rule;
use crate::date::civil::Day;
use crate::date::expression::{DayPhrase, DayWord, Single};
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::window::DayChoice;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "day-word",
    summary: "a day by its distance from the anchor",
    examples: &[
        "today",
        "yesterday",
        "tomorrow",
        "the day before yesterday",
        "the day after tomorrow",
    ],
    parser: Parser::Single(parse),
};

/// Reads one of [`DayWord::ALL`].
///
/// # Errors
/// Any other word.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    Ok(Single::Day(day_word(cursor)?))
}

/// A day word with its place.
pub fn day_word(cursor: &mut Cursor<'_>) -> Result<DayPhrase, Stop> {
    let start = cursor.at();
    match DayWord::ALL.into_iter().find(|(_, text, _)| cursor.eat_phrase(text)) {
        Some((word, _, _)) => Ok(DayPhrase::Word(word, cursor.since(start))),
        None => cursor.stop("`today`, `yesterday` or `tomorrow`"),
    }
}

/// The anchor, so many days back or on.
pub fn read(word: DayWord, range: Bytes, reckoner: &mut Reckoner<'_>) -> Option<DayChoice> {
    let count = |day: Day| day.plus_days(word.distance_days());
    Some(DayChoice::one(reckoner.count(range, Rule::DayWord, count)?.day))
}
