//! Makes text from a file safe to print: what a terminal would obey becomes something to see.
//!
//! An event file may come from anybody. Control characters could move the cursor or rewrite what was
//! printed before; bidirectional overrides could make a line read as something that it is not. Letters of
//! every script, joiners and direction marks that only hint are left alone.

use std::borrow::Cow;

/// Replaces what a terminal would obey: one character in, one character out.
///
/// A control character becomes its picture (`␛` for escape); other characters that act on the line, such as
/// bidirectional overrides and line separators, become `�`.
pub fn visible(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ if obeyed(c) => '\u{fffd}',
        _ => c,
    }
}

/// A text of one line: a line break or a tab inside it becomes a blank, all else as [`visible`] says.
///
/// `one_line("Talks\u{1b}[2J\non Syria")` is `Talks␛[2J on Syria`.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().any(obeyed) {
        Cow::Owned(text.chars().map(|c| if is_blank(c) { ' ' } else { visible(c) }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A text of several lines: line breaks stay, all else as [`one_line`] says.
pub fn lines(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| c != '\n' && obeyed(c)) {
        let show = |c| match c {
            '\n' => '\n',
            '\t' => ' ',
            _ => visible(c),
        };
        Cow::Owned(text.chars().map(show).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// JSON with every such character written as an escape, so that it can be printed and still says the same.
pub fn json(text: String) -> String {
    if !text.chars().any(|c| c != '\n' && obeyed(c)) {
        return text;
    }
    // A serializer escapes what stands below U+0020 itself: what is left can only stand inside a string.
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && obeyed(c) {
            safe.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Whether a terminal, or whoever reads a line, would obey the character instead of showing it.
fn obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_blank(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{json, lines, one_line, visible};

    #[test]
    fn an_escape_sequence_is_shown_and_not_obeyed() {
        assert_eq!(one_line("Talks\u{1b}[2J\non Syria"), "Talks␛[2J on Syria");
        assert_eq!(one_line("\u{9b}31m"), "�31m");
        assert_eq!(one_line("a\u{202e}b\u{2066}c"), "a�b�c");
        assert_eq!(visible('\u{7f}'), '␡');
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in ["Лавров", "杭州", "مذاكرات", "क्ष", "a\u{200d}b", "\u{200f}א"]
        {
            assert_eq!(one_line(text), text);
        }
    }

    #[test]
    fn line_breaks_stay_where_lines_are_asked_for() {
        assert_eq!(lines("a\tb\nc\r\n"), "a b\nc␍\n");
    }

    #[test]
    fn escaped_json_still_says_the_same() {
        let title = "a\u{202e}b\u{9b}c\u{7f}";
        let safe = json(serde_json::to_string(title).unwrap());
        assert_eq!(safe, r#""a\u202eb\u009bc\u007f""#);
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), title);
    }
}
