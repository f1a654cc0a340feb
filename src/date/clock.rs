//! `17:00`, `5:30 p.m.`, `noon`, and the zone after them: what can stand beside a day.

use crate::date::civil::Clock;
use crate::date::scan::{Cursor, Stop};
use crate::date::zone::{UTC, Zone};

/// What is missing where a clock time should stand.
pub const CLOCK: &str = "a clock time such as `17:00`";

const TWO_DIGIT_HOUR: &str = "an hour of two digits, as in `09:30`";
/// What is missing where `midnight` stands.
pub const MIDNIGHT: &str = "`00:00` for the start of the day or `24:00` for its end";
const MINUTES: &str = "minutes from 00 to 59";
/// What is missing where a zone is misspelt.
pub const ZONE: &str = "a time zone such as `+08:00` or `Asia/Shanghai`";

/// Reads a clock time: `17:00`, `17:00:30`, `24:00`, `5 p.m.`, `5:30 pm`, `noon`.
///
/// Fractions of a second are read and dropped: the event lies in that second.
///
/// # Errors
/// `midnight` and `12 a.m.`, which may be the start or the end of the day; an hour of one digit
/// without a.m. or p.m.; numbers that no clock shows.
pub fn clock(cursor: &mut Cursor<'_>) -> Result<Clock, Stop> {
    if cursor.eat_phrase("noon") || cursor.eat_phrase("midday") {
        return Ok(Clock { hour: 12, minute: 0, second: None });
    }
    let start = *cursor;
    if cursor.eat_phrase("midnight") {
        return start.stop(MIDNIGHT);
    }
    let digits = cursor.digit_run();
    let Some(hour) = cursor.number(2).map(|hour| hour as u8) else {
        return cursor.stop(CLOCK);
    };
    let minute = if cursor.eat(b':') { Some(sixtieths(cursor, MINUTES)?) } else { None };
    if let Some(after_noon) = cursor.attempt(half_of_day) {
        return twelve_hours(hour, minute.unwrap_or(0), after_noon)
            .map_or_else(|e| start.stop(e), Ok);
    }
    let Some(minute) = minute else {
        return cursor.stop("`:` and minutes, or `a.m.` or `p.m.`");
    };
    if digits != 2 {
        return start.stop(TWO_DIGIT_HOUR);
    }
    if hour > 24 {
        return start.stop("an hour from 00 to 24");
    }
    let second =
        if cursor.eat(b':') { Some(sixtieths(cursor, "seconds from 00 to 59")?) } else { None };
    if second.is_some() {
        fraction(cursor)?;
    }
    if hour == 24 && (minute > 0 || second.is_some_and(|second| second > 0)) {
        return Err(Stop { at: start.at() + 3, expected: "`24:00`, the end of the day" });
    }
    Ok(Clock { hour, minute, second })
}

/// Two digits from 00 to 59.
fn sixtieths(cursor: &mut Cursor<'_>, expected: &'static str) -> Result<u8, Stop> {
    let start = *cursor;
    match cursor.digits(2) {
        Some(number @ 0..=59) => Ok(number as u8),
        Some(_) | None => start.stop(expected),
    }
}

fn fraction(cursor: &mut Cursor<'_>) -> Result<(), Stop> {
    // `17:00:30..` is a time and an open end.
    if cursor.rest().starts_with("..") || !cursor.eat(b'.') {
        return Ok(());
    }
    if cursor.digit_run() == 0 {
        return cursor.stop("a fraction of a second");
    }
    while cursor.peek().is_some_and(|next| next.is_ascii_digit() && cursor.eat(next)) {}
    Ok(())
}

/// `a.m.` or `p.m.`: whether it is after noon.
fn half_of_day(cursor: &mut Cursor<'_>) -> Option<bool> {
    cursor.blanks();
    let words = [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)];
    words.into_iter().find(|(word, _)| cursor.eat_phrase(word)).map(|(_, after_noon)| after_noon)
}

fn twelve_hours(hour: u8, minute: u8, after_noon: bool) -> Result<Clock, &'static str> {
    let hour = match (hour, after_noon) {
        (12, false) if minute == 0 => return Err(MIDNIGHT),
        (12, false) => 0,
        (12, true) => 12,
        (1..=11, false) => hour,
        (1..=11, true) => hour + 12,
        (0, _) | (13.., _) => return Err("an hour from 1 to 12 before `a.m.` or `p.m.`"),
    };
    Ok(Clock { hour, minute, second: None })
}

/// Reads the zone after a clock time, if there is one: `Z`, `+08:00`, `[Asia/Shanghai]`, or after a blank also
/// a bare name.
///
/// # Errors
/// Something that begins like a zone and is none.
pub fn zone(cursor: &mut Cursor<'_>) -> Result<Option<Zone>, Stop> {
    let start = *cursor;
    let blank = cursor.blanks();
    let read = match cursor.peek() {
        Some(b'[') => return bracketed(cursor).map(Some),
        Some(b'Z') if !blank => {
            cursor.eat(b'Z');
            return Ok(Some(UTC));
        }
        Some(b'+' | b'-') => offset(cursor),
        Some(_) if cursor.rest().starts_with('−') => offset(cursor),
        Some(next) if blank && next.is_ascii_alphabetic() => name(cursor),
        Some(_) | None => {
            *cursor = start;
            return Ok(None);
        }
    };
    match read {
        Some(zone) => Ok(Some(zone)),
        None => cursor.stop(ZONE),
    }
}

fn bracketed(cursor: &mut Cursor<'_>) -> Result<Zone, Stop> {
    cursor.eat(b'[');
    let inside = cursor.rest().split(']').next().unwrap_or_default();
    match Zone::parse(inside) {
        Some(zone) => {
            cursor.eat_text(inside);
            if cursor.eat(b']') { Ok(zone) } else { cursor.stop("`]`") }
        }
        None => cursor.stop(ZONE),
    }
}

/// `+08:00`, `+0800` or `+08`. Where a zone stands by itself `+8` will do; after a clock time it may be a slip.
fn offset(cursor: &mut Cursor<'_>) -> Option<Zone> {
    let rest = cursor.rest();
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | ':' | '+' | '-' | '−'));
    let text = &rest[..end.unwrap_or(rest.len())];
    let zone = Zone::parse(text).filter(|_| text.bytes().filter(u8::is_ascii_digit).count() > 1)?;
    cursor.eat_text(text);
    Some(zone)
}

/// A zone's name: the longest that can be read up to a blank or up to the stroke of an interval.
fn name(cursor: &mut Cursor<'_>) -> Option<Zone> {
    let rest = cursor.rest();
    let mut text = rest.split(|c: char| c.is_whitespace() || c == ',').next()?;
    loop {
        if let Some(zone) = Zone::parse(text) {
            cursor.eat_text(text);
            return Some(zone);
        }
        text = text.rsplit_once('/')?.0;
    }
}

#[cfg(test)]
mod tests {
    use crate::date::clock::{clock, zone};
    use crate::date::scan::Cursor;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let mut cursor = Cursor::new(text);
        let read = clock(&mut cursor).map(|clock| clock.to_string());
        assert_eq!((read.as_deref(), cursor.rest()), (Ok(expected), ""), "{text}");
    }

    #[track_caller]
    fn refuses(text: &str, expected: &str) {
        let stop = clock(&mut Cursor::new(text)).expect_err(text);
        assert!(stop.expected.contains(expected), "{text}: {stop:?}");
    }

    #[test]
    fn clock_times_are_read() {
        reads("17:00", "17:00");
        reads("17:00:30", "17:00:30");
        reads("17:00:30.125", "17:00:30");
        reads("24:00", "24:00");
        reads("5 p.m.", "17:00");
        reads("5:30pm", "17:30");
        reads("11 AM", "11:00");
        reads("12:30 a.m.", "00:30");
        reads("12 p.m.", "12:00");
        reads("Noon", "12:00");
    }

    #[test]
    fn doubtful_clock_times_are_refused() {
        refuses("midnight", "24:00");
        refuses("12 a.m.", "24:00");
        refuses("9:30", "two digits");
        refuses("25:00", "from 00 to 24");
        refuses("17:60", "from 00 to 59");
        refuses("17:00:60", "from 00 to 59");
        refuses("24:01", "`24:00`");
        refuses("13 p.m.", "from 1 to 12");
        refuses("17", "minutes");
    }

    #[test]
    fn zones_are_read_up_to_a_stroke() {
        let read = |text| {
            let mut cursor = Cursor::new(text);
            (zone(&mut cursor).map(|z| z.map(|z| z.to_string())), cursor.rest())
        };
        let some = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(read("Z/.."), (some("UTC"), "/.."));
        assert_eq!(read("+08:00"), (some("+08:00"), ""));
        assert_eq!(read(" Europe/Paris/2016"), (some("Europe/Paris"), "/2016"));
        assert_eq!(read("[Europe/Paris]"), (some("Europe/Paris"), ""));
        assert_eq!(read("/12:00"), (Ok(None), "/12:00"));
        assert!(read(" Asia/Shangai").0.is_err());
        assert!(read("+15:00").0.is_err());
        assert!(read("+8").0.is_err());
    }
}
