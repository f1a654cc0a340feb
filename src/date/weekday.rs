//! `Sunday`, `last Sunday`: a weekday, counted from an anchor.
//!
//! Reporters name the weekday of a day within the last or next seven days. In 322 bare weekdays of the
//! TempEval-3 training texts (news agencies, dated by day) the most recent such day, the article's own included, is
//! right in 90 of 100 cases, and no other plain rule does better; that is the rule for the past. `last`
//! and `next` mean two things to two readers; where those differ, both days are kept.

use crate::date::civil::{Day, Weekday};
use crate::date::expression::{DayPhrase, Modifier, Single, WeekdayPhrase};
use crate::date::finding::Finding;
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Bytes, Cursor, Stop};
use crate::date::window::DayChoice;
use crate::date::{Cue, Rule};

/// See [`parse`].
pub const FORM: Form = Form {
    name: "weekday",
    summary: "a weekday near the anchor",
    examples: &["Sunday", "Mon", "Thurs.", "last Sunday", "this Friday", "next Monday"],
    parser: Parser::Single(parse),
};

/// Reads a weekday's name or abbreviation, with or without `last`, `this` or `next` before it.
///
/// # Errors
/// A word that is no weekday.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    Ok(Single::Day(DayPhrase::Weekday(weekday_phrase(cursor)?)))
}

/// A weekday with its modifier.
pub fn weekday_phrase(cursor: &mut Cursor<'_>) -> Result<WeekdayPhrase, Stop> {
    let start = cursor.at();
    let modifier = Modifier::ALL.into_iter().find(|(_, word)| cursor.eat_phrase(word));
    if modifier.is_some() {
        cursor.blanks();
    }
    let (weekday, _) = weekday_word(cursor)?;
    let modifier = modifier.map(|(modifier, _)| modifier);
    Ok(WeekdayPhrase { modifier, weekday, range: cursor.since(start) })
}

/// The weekday alone, with its place; a full stop after it is read as part of an abbreviation.
pub fn weekday_word(cursor: &mut Cursor<'_>) -> Result<(Weekday, Bytes), Stop> {
    let start = cursor.at();
    match cursor.eat_word(Weekday::parse) {
        Some(weekday) => {
            let range = cursor.since(start);
            // `Sunday..` is a weekday and an open end.
            if !cursor.rest().starts_with("..") {
                cursor.eat(b'.');
            }
            Ok((weekday, range))
        }
        None => cursor.stop("a weekday"),
    }
}

/// The day that a weekday means; both days where `last` or `next` has two readings.
pub fn read(phrase: WeekdayPhrase, reckoner: &mut Reckoner<'_>) -> Option<DayChoice> {
    let WeekdayPhrase { modifier, weekday, range } = phrase;
    match modifier {
        None => {
            let (rule, count): (Rule, fn(Day, Weekday) -> Day) = match reckoner.cue() {
                Cue::Past => (Rule::WeekdayPast, Day::on_or_before),
                Cue::Future => (Rule::WeekdayFuture, Day::on_or_after),
            };
            let counted = reckoner.count(range, rule, |day| count(day, weekday))?;
            if counted.by_anchor && counted.from.weekday() == weekday {
                let day = counted.day;
                reckoner.findings.push(Finding::TookSameDay { range: range.into(), day });
            }
            Some(DayChoice::one(counted.day))
        }
        Some(modifier) => {
            let count = |day| modified(modifier, weekday, day);
            let counted = reckoner.count(range, Rule::WeekdayModified, |day| count(day).shown)?;
            let choice = count(counted.from);
            if choice.earliest != choice.latest {
                reckoner.findings.push(Finding::WeekdaySplit {
                    range: range.into(),
                    earlier: choice.earliest,
                    later: choice.latest,
                    shown: choice.shown,
                });
            }
            Some(choice)
        }
    }
}

/// `last`: the most recent one before the anchor, or the one of the week before. `next`: the first one
/// after it, or, shown, the one of the week after. `this`: the one of its week, Monday to Sunday.
fn modified(modifier: Modifier, weekday: Weekday, anchor: Day) -> DayChoice {
    let in_week = anchor.on_or_before(Weekday::Monday).on_or_after(weekday);
    match modifier {
        Modifier::Last => {
            let recent = anchor.plus_days(-1).on_or_before(weekday);
            DayChoice::two(recent, in_week.plus_days(-7))
        }
        Modifier::This => DayChoice::one(in_week),
        Modifier::Next => {
            let coming = anchor.plus_days(1).on_or_after(weekday);
            DayChoice::two(in_week.plus_days(7), coming)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::date::civil::{Day, Weekday};
    use crate::date::expression::Modifier;
    use crate::date::weekday::modified;

    #[test]
    fn last_and_next_keep_both_readings() {
        let wednesday = Day::from_ymd(2016, 9, 7).expect("a day");
        let days = |modifier, weekday| {
            let choice = modified(modifier, weekday, wednesday);
            [choice.earliest, choice.latest, choice.shown].map(|day| day.ymd().2)
        };
        assert_eq!(days(Modifier::Last, Weekday::Monday), [29, 5, 5]);
        assert_eq!(days(Modifier::Last, Weekday::Friday), [2, 2, 2]);
        assert_eq!(days(Modifier::Last, Weekday::Wednesday), [31, 31, 31]);
        assert_eq!(days(Modifier::Next, Weekday::Friday), [9, 16, 16]);
        assert_eq!(days(Modifier::Next, Weekday::Monday), [12, 12, 12]);
        assert_eq!(days(Modifier::This, Weekday::Sunday), [11, 11, 11]);
        assert_eq!(days(Modifier::This, Weekday::Monday), [5, 5, 5]);
    }
}
