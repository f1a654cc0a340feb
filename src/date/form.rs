//! The table of the forms that a date can have, and reading a text by it.
//!
//! A form reads a text from a [`Cursor`] on and leaves the cursor where the date ends; so a form serves alone, inside an
//! interval and beside others without knowing of them. To add one: a file with its grammar and its
//! meaning, and a line in [`FORMS`].

use crate::date::expression::{Expression, Single};
use crate::date::scan::{Cursor, Stop};
use crate::date::stretch::StretchPhrase;
use crate::date::{
    date_time, dated_weekday, day, day_of_year, day_word, distance, dual_day, edge, interval,
    masked, month, part_of_day, period, qualified, season, set, significant, stretch, weekday,
    written, year,
};

/// One way to write a date.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// Its name: a noun, in kebab case.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Texts of this form; no other form reads them.
    pub examples: &'static [&'static str],
    /// How it is read.
    pub parser: Parser,
}

/// Reads one form from a cursor on, as far as it goes.
#[derive(Debug, Clone, Copy)]
pub enum Parser {
    /// One window: also stands inside other forms.
    Single(fn(&mut Cursor<'_>) -> Result<Single, Stop>),
    /// A form made of others.
    Whole(fn(&mut Cursor<'_>) -> Result<Expression, Stop>),
    /// A stretch in words: stands alone.
    Stretch(fn(&mut Cursor<'_>) -> Result<StretchPhrase, Stop>),
}

/// Every form. The commonest comes first: reading stops at the first that fits.
pub const FORMS: &[Form] = &[
    day::FORM,
    date_time::FORM,
    month::FORM,
    year::FORM,
    written::FORM,
    weekday::FORM,
    dated_weekday::FORM,
    day_word::FORM,
    day_of_year::FORM,
    distance::FORM,
    dual_day::FORM,
    part_of_day::FORM,
    period::FORM,
    edge::FORM,
    stretch::FORM,
    interval::FORM,
    qualified::FORM,
    masked::FORM,
    season::FORM,
    significant::FORM,
    set::FORM,
];

/// No form reads the text: how far the best of them came, and what they would have needed there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The byte at which reading stopped.
    pub at: usize,
    /// What could have stood there; each once, in the order of [`FORMS`].
    pub expected: Vec<&'static str>,
}

impl Form {
    /// Reads a whole text by this form alone.
    ///
    /// # Errors
    /// The place where the form cannot go on; for a text that goes on after the date, the date's end.
    pub fn parse(&self, text: &str) -> Result<Expression, Stop> {
        let mut cursor = Cursor::new(text.trim_end());
        cursor.blanks();
        let expression = match self.parser {
            Parser::Single(single) => Expression::Single(single(&mut cursor)?),
            Parser::Whole(whole) => whole(&mut cursor)?,
            Parser::Stretch(stretch) => Expression::Stretch(stretch(&mut cursor)?),
        };
        if cursor.at_end() { Ok(expression) } else { cursor.stop(END) }
    }
}

/// What is missing where a date is followed by something else.
pub const END: &str = "the end of the date";

/// Reads a whole text by the form that fits it; for one who does not ask why none does.
pub fn find(text: &str) -> Option<Expression> {
    // A text is of one form at most, so the order of asking changes nothing but the time that it takes.
    let found = likely(text).and_then(|form| form.parse(text).ok());
    found.or_else(|| FORMS.iter().find_map(|form| form.parse(text).ok()))
}

/// Reads a whole text by the form that fits it. Blanks around it are not part of a date.
///
/// # Errors
/// [`Unread`] where none fits.
pub fn parse(text: &str) -> Result<Expression, Unread> {
    // Where forms stopped is asked only when none fits: a date that can be read costs no memory.
    if let Some(expression) = find(text) {
        return Ok(expression);
    }
    let mut unread = Unread { at: 0, expected: Vec::new() };
    for stop in FORMS.iter().filter_map(|form| form.parse(text).err()) {
        unread.add(stop);
    }
    Err(unread)
}

/// The form that the signs of a text speak for, where the table would come to it late.
fn likely(text: &str) -> Option<&'static Form> {
    let bytes = text.as_bytes();
    let (first, last) = (*bytes.first()?, *bytes.last()?);
    match first {
        b'[' | b'{' => return Some(&set::FORM),
        b'f' => return Some(&stretch::FORM),
        b'0'..=b'9' | b'.' => {}
        _ => return None,
    }
    if matches!(last, b'~' | b'?' | b'%') {
        Some(&qualified::FORM)
    } else if bytes.contains(&b'/') {
        Some(&interval::FORM)
    } else if bytes.contains(&b'X') {
        Some(&masked::FORM)
    } else if bytes.len() == 7 && matches!(bytes[5], b'2'..=b'4') {
        Some(&season::FORM)
    } else {
        None
    }
}

impl Unread {
    fn add(&mut self, stop: Stop) {
        if stop.at > self.at {
            *self = Unread { at: stop.at, expected: vec![stop.expected] };
        } else if stop.at == self.at && !self.expected.contains(&stop.expected) {
            self.expected.push(stop.expected);
        }
    }
}

/// Reads the one window that comes next and that the text's end or one of `followers` follows.
///
/// # Errors
/// The furthest place that a form of one window reached.
pub fn single_before(cursor: &mut Cursor<'_>, followers: &[u8]) -> Result<Single, Stop> {
    let start = cursor.at();
    let mut furthest = Stop { at: start, expected: "a date" };
    for form in FORMS {
        let Parser::Single(parse) = form.parser else { continue };
        let mut ahead = *cursor;
        let stop = match parse(&mut ahead) {
            Ok(single) if ahead.peek().is_none_or(|next| followers.contains(&next)) => {
                *cursor = ahead;
                return Ok(single);
            }
            Ok(_) => Stop { at: ahead.at(), expected: END },
            Err(stop) => stop,
        };
        // Of two that stop at one place, the one that wanted more knows better than the one that was content.
        let knows_better = stop.at == furthest.at && furthest.expected == END;
        if stop.at > furthest.at || (knows_better && stop.at > start) {
            furthest = stop;
        }
    }
    Err(furthest)
}

#[cfg(test)]
mod tests {
    use crate::date::form::{FORMS, parse};

    #[test]
    fn each_example_is_read_by_its_form_alone() {
        for form in FORMS {
            assert!(!form.examples.is_empty(), "{} shows no example", form.name);
            for example in form.examples {
                let readers: Vec<&str> =
                    FORMS.iter().filter(|f| f.parse(example).is_ok()).map(|f| f.name).collect();
                assert_eq!(readers, [form.name], "{example}");
            }
        }
    }

    #[test]
    fn what_is_printed_is_read_again() {
        for example in FORMS.iter().flat_map(|form| form.examples) {
            let printed = parse(example).expect(example).to_string();
            let again = parse(&printed).unwrap_or_else(|e| panic!("{example} → {printed}: {e:?}"));
            assert_eq!(again.to_string(), printed, "{example}");
        }
    }

    #[track_caller]
    fn stops(text: &str, at: usize, expected: &str) {
        let unread = parse(text).expect_err(text);
        assert_eq!(unread.at, at, "{text}: {unread:?}");
        assert!(unread.expected.iter().any(|e| e.contains(expected)), "{text}: {unread:?}");
    }

    #[test]
    fn reading_stops_where_the_best_form_stops() {
        stops("2016-9-5", 5, "month of two digits");
        stops("2016-09-5", 8, "day of two digits");
        stops("2016-09-05x", 10, "the end of the date");
        stops("2016-09-05 midnight", 11, "24:00");
        stops("2016-09-05 9:30", 11, "hour of two digits");
        stops("2016-09-05 17:60", 14, "minutes");
        stops("2016-09-05 25:00", 11, "hour from 00 to 24");
        stops("2016-09-05T24:30", 14, "24:00");
        stops("2016-09-05 17:00 Asia/Shangai", 17, "time zone");
        stops("2016-09-05/2016-9-7", 16, "month of two digits");
        stops("5 September,", 12, "a year");
        stops("Monday mornin", 7, "part of the day");
        stops("-0000", 0, "year");
        stops("Y17E7", 1, "9999");
        stops("17:00", 2, "");
        stops("", 0, "");
    }
}
