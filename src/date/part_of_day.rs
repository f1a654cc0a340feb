//! `Monday morning`, `tonight`, `early Monday`: a part of a day.
//!
//! Nobody agrees where an evening begins, so each part has two windows: one that holds for every
//! reader, and a narrower one that is shown.

use crate::date::civil::DAY_S;
use crate::date::expression::{DayPhrase, DayWord, PartPhrase, Single};
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::window::{DayChoice, Extent, Window};
use crate::date::{PartOfDay, Precision, Rule, day_phrase};

/// See [`parse`].
pub const FORM: Form = Form {
    name: "part-of-day",
    summary: "the morning, afternoon, evening or night of a day",
    examples: &[
        "Monday morning",
        "2016-09-05 evening",
        "5 September 2016, early morning",
        "tomorrow night",
        "tonight",
        "last night",
        "this morning",
        "overnight",
        "early Monday",
        "late on 2016-09-05",
        "late Monday afternoon",
        "Monday, early evening",
        "the early hours of Monday",
    ],
    parser: Parser::Single(parse),
};

/// A part's word, the hours that it certainly lies in, and the hours that are shown; an hour past 24 is the
/// next day's.
type Hours = (PartOfDay, &'static str, (i64, i64), (i64, i64));

/// In the order of [`PartOfDay`]; the words of [`ALIASES`] mean one of these as well.
const PARTS: [Hours; 13] = [
    (PartOfDay::Morning, "morning", (0, 12), (6, 12)),
    (PartOfDay::EarlyMorning, "early morning", (0, 9), (0, 9)),
    (PartOfDay::Afternoon, "afternoon", (12, 19), (12, 18)),
    (PartOfDay::Evening, "evening", (16, 24), (18, 22)),
    (PartOfDay::Night, "night", (18, 30), (20, 29)),
    (PartOfDay::LateMorning, "late morning", (0, 12), (9, 12)),
    (PartOfDay::EarlyAfternoon, "early afternoon", (12, 19), (12, 15)),
    (PartOfDay::LateAfternoon, "late afternoon", (12, 19), (15, 18)),
    (PartOfDay::EarlyEvening, "early evening", (16, 24), (18, 20)),
    (PartOfDay::LateEvening, "late evening", (16, 24), (20, 22)),
    (PartOfDay::LateNight, "late night", (18, 30), (22, 26)),
    (PartOfDay::Early, "early", (0, 24), (0, 12)),
    (PartOfDay::Late, "late", (0, 24), (12, 24)),
];

/// Other words for parts.
const ALIASES: [(&str, PartOfDay); 5] = [
    ("in the early hours", PartOfDay::EarlyMorning),
    ("in the small hours", PartOfDay::EarlyMorning),
    ("late at night", PartOfDay::LateNight),
    ("at night", PartOfDay::Night),
    ("early hours", PartOfDay::EarlyMorning),
];

const PART: &str = "a part of the day such as `morning`";

impl PartOfDay {
    /// Its English word: `early morning`.
    pub fn word(self) -> &'static str {
        self.hours().1
    }

    fn hours(self) -> Hours {
        PARTS[self as usize]
    }
}

/// Phrases that hold a day and its part in one.
const PHRASES: [(&str, DayWord, PartOfDay); 6] = [
    ("tonight", DayWord::Today, PartOfDay::Night),
    ("last night", DayWord::Yesterday, PartOfDay::Night),
    ("this morning", DayWord::Today, PartOfDay::Morning),
    ("this afternoon", DayWord::Today, PartOfDay::Afternoon),
    ("this evening", DayWord::Today, PartOfDay::Evening),
    ("last evening", DayWord::Yesterday, PartOfDay::Evening),
];

/// Reads a day and its part, `early` or `late` before a day, or a phrase that is both.
///
/// # Errors
/// What follows the day is no part of a day; a part without its day.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let start = cursor.at();
    if cursor.eat_phrase("overnight") {
        return Ok(Single::Overnight(cursor.since(start)));
    }
    if let Some((day, part)) = phrase(cursor) {
        return Ok(Single::Part(PartPhrase { day, part }));
    }
    let hours = ["in the early hours of", "the early hours of", "in the small hours of"];
    if hours.into_iter().any(|words| cursor.eat_phrase(words)) {
        cursor.blanks();
        let day = day_phrase::parse(cursor)?;
        return Ok(Single::Part(PartPhrase { day, part: PartOfDay::EarlyMorning }));
    }
    for whole in [PartOfDay::Early, PartOfDay::Late] {
        if cursor.eat_phrase(whole.word()) {
            cursor.blanks();
            if cursor.eat_phrase("on") {
                cursor.blanks();
            }
            // `late Monday afternoon`: the afternoon of which the second half is shown.
            let phrase = cursor.attempt(|cursor| phrase(cursor));
            let (day, word) = match phrase {
                Some((day, part)) => (day, Some(part.word())),
                None => (day_phrase::parse(cursor)?, None),
            };
            let after = *cursor;
            let word = word.or_else(|| {
                cursor.blanks();
                let parts = PARTS.iter().map(|(_, word, ..)| *word);
                parts.filter(|word| !word.contains(' ')).find(|word| cursor.eat_phrase(word))
            });
            let named = word.and_then(|word| {
                let both = format!("{} {word}", whole.word());
                PARTS.iter().find(|(_, word, ..)| *word == both).map(|(part, ..)| *part)
            });
            if named.is_none() {
                *cursor = after;
            }
            return Ok(Single::Part(PartPhrase { day, part: named.unwrap_or(whole) }));
        }
    }
    let day = day_phrase::parse(cursor)?;
    let comma = cursor.eat(b',');
    if !cursor.blanks() && !comma {
        return cursor.stop(PART);
    }
    let alias = ALIASES.into_iter().find(|(word, _)| cursor.eat_phrase(word));
    let part = alias.map(|(_, part)| part).or_else(|| {
        let named =
            PARTS.iter().filter(|(part, ..)| !matches!(part, PartOfDay::Early | PartOfDay::Late));
        named.into_iter().find(|(_, word, ..)| cursor.eat_phrase(word)).map(|(part, ..)| *part)
    });
    match part {
        Some(part) => Ok(Single::Part(PartPhrase { day, part })),
        None => cursor.stop(PART),
    }
}

/// One of [`PHRASES`].
fn phrase(cursor: &mut Cursor<'_>) -> Option<(DayPhrase, PartOfDay)> {
    let start = cursor.at();
    let (_, word, part) = PHRASES.into_iter().find(|(text, ..)| cursor.eat_phrase(text))?;
    Some((DayPhrase::Word(word, cursor.since(start)), part))
}

/// The hours of the part.
pub fn read(phrase: PartPhrase, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let choice = day_phrase::read(phrase.day, reckoner)?;
    let (part, _, hard, shown) = phrase.part.hours();
    let window = Window::in_day(choice, seconds(hard), seconds(shown));
    Some(extent(window, choice, choice, part))
}

/// `overnight`: from 20:00 on the day before the anchor to 08:00 on the anchor's.
pub fn read_overnight(range: Bytes, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let counted = reckoner.count(range, Rule::DayWord, |day| day.plus_days(-1))?;
    let (eve, morrow) = (DayChoice::one(counted.day), DayChoice::one(counted.from));
    let hours = seconds((20, 32));
    Some(extent(Window::in_day(eve, hours, hours), eve, morrow, PartOfDay::Night))
}

fn extent(window: Window, first: DayChoice, last: DayChoice, part: PartOfDay) -> Extent {
    Extent {
        window,
        part: Some(part),
        ..Extent::of_days(first.shown, last.shown, Precision::PartOfDay)
    }
}

/// First and last second of a stretch of hours.
fn seconds(hours: (i64, i64)) -> (i64, i64) {
    const HOUR_S: i64 = DAY_S / 24;
    (hours.0 * HOUR_S, hours.1 * HOUR_S - 1)
}

#[cfg(test)]
mod tests {
    use crate::date::part_of_day::PARTS;

    #[test]
    fn each_part_knows_its_row() {
        for (part, word, hard, shown) in PARTS {
            assert_eq!(part.word(), word);
            assert!(hard.0 <= shown.0 && shown.1 <= hard.1, "{word}");
        }
    }
}
