//! `earlier Monday`, `later in the day`: a window, and on which side of what tells of it the event lies.
//!
//! The window is the whole day: who says `earlier` has his own moment in mind, which the words do not name. Where
//! the file has the statement that tells of the event, the order is a fact of its own ([`Edge`]).

use crate::date::expression::{DayPhrase, DayWord, PartPhrase, Single};
use crate::date::form::{Form, Parser};
use crate::date::reckon::Reckoner;
use crate::date::scan::{Cursor, Stop};
use crate::date::window::Extent;
use crate::date::{Edge, PartOfDay, Rule, day_phrase, part_of_day};
use std::fmt;

/// See [`parse`].
pub const FORM: Form = Form {
    name: "edge",
    summary: "a day, before or after what tells of it",
    examples: &[
        "earlier Monday",
        "earlier in the day Monday",
        "earlier on 2016-09-05",
        "later that day",
        "later in the day",
        "earlier today",
    ],
    parser: Parser::Single(parse),
};

/// A day and the side of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EdgePhrase {
    /// Before or after.
    pub edge: Edge,
    /// The day.
    pub day: DayPhrase,
    /// The part of it, if one is named.
    pub part: Option<PartOfDay>,
}

/// Reads `earlier` or `later`, and a day; without one, the anchor's.
///
/// # Errors
/// What follows is no day.
pub fn parse(cursor: &mut Cursor<'_>) -> Result<Single, Stop> {
    let start = cursor.at();
    let words = [(Edge::Earlier, "earlier"), (Edge::Later, "later")];
    let Some((edge, _)) = words.into_iter().find(|(_, word)| cursor.eat_phrase(word)) else {
        return cursor.stop("`earlier` or `later`");
    };
    cursor.blanks();
    let own_day = ["in the day", "that day", "the same day"];
    if own_day.into_iter().any(|words| cursor.eat_phrase(words)) {
        let after = *cursor;
        cursor.blanks();
        if cursor.peek().is_none_or(|next| !next.is_ascii_alphanumeric()) {
            *cursor = after;
            let day = DayPhrase::Word(DayWord::Today, cursor.since(start));
            return Ok(Single::Edge(EdgePhrase { edge, day, part: None }));
        }
    }
    if cursor.eat_phrase("on") {
        cursor.blanks();
    }
    let part = cursor.attempt(|cursor| match part_of_day::parse(cursor) {
        Ok(Single::Part(phrase)) => Some(phrase),
        Ok(_) | Err(_) => None,
    });
    Ok(Single::Edge(match part {
        Some(PartPhrase { day, part }) => EdgePhrase { edge, day, part: Some(part) },
        None => EdgePhrase { edge, day: day_phrase::parse(cursor)?, part: None },
    }))
}

/// The whole day, or the whole part of it.
pub fn read(phrase: EdgePhrase, reckoner: &mut Reckoner<'_>) -> Option<Extent> {
    let EdgePhrase { edge, day, part } = phrase;
    let extent = match part {
        Some(part) => part_of_day::read(PartPhrase { day, part }, reckoner)?,
        None => Extent::of_day(day_phrase::read(day, reckoner)?),
    };
    reckoner.by_rule(Rule::Edge);
    Some(Extent { edge: Some(edge), ..extent })
}

impl fmt::Display for EdgePhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.edge {
            Edge::Earlier => "earlier",
            Edge::Later => "later",
        };
        match self.part {
            Some(part) => write!(f, "{word} {}", Single::Part(PartPhrase { day: self.day, part })),
            None => write!(f, "{word} {}", self.day),
        }
    }
}
