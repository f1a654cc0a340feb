//! Direction of writing: which texts run right to left, and how a line of one is kept whole.
//!
//! Direction belongs to a paragraph (UAX #9). A paragraph that is cut into lines would lose it: a line of an
//! Arabic text that begins with a Latin name would run left to right. So each line of a right-to-left paragraph is
//! set in an isolate of its direction, and a line of any other that would turn is set in an isolate of the other one.
//! Programs that draw SVG agree on isolates, while they differ on `direction` and where it anchors a text.

use unicode_bidi::{Direction, get_base_direction};

const LEFT_TO_RIGHT: char = '\u{2066}';
const RIGHT_TO_LEFT: char = '\u{2067}';
const FIRST_STRONG: char = '\u{2068}';
const END: char = '\u{2069}';

/// Whether any character may run right to left; no text of Latin, Greek, Cyrillic, Indic or Han letters does.
fn may_turn(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'))
}

/// Whether a paragraph runs right to left: its first letter does.
pub fn is_right_to_left(paragraph: &str) -> bool {
    may_turn(paragraph) && get_base_direction(paragraph) == Direction::Rtl
}

/// A line of a paragraph that runs right to left, or does not, so that it reads as in the paragraph.
pub fn line_of(line: &str, right_to_left: bool) -> String {
    if right_to_left {
        format!("{RIGHT_TO_LEFT}{line}{END}")
    } else if is_right_to_left(line) {
        format!("{LEFT_TO_RIGHT}{line}{END}")
    } else {
        line.to_owned()
    }
}

/// Whether a line, as [`line_of`] gives it, belongs to a paragraph that runs right to left.
pub fn is_flush_right(line: &str) -> bool {
    line.starts_with(RIGHT_TO_LEFT)
}

/// A line without the isolate that [`line_of`] has set it in.
pub fn bare(line: &str) -> &str {
    line.trim_matches([LEFT_TO_RIGHT, RIGHT_TO_LEFT, END])
}

/// Joins parts so that none turns its neighbours around.
pub fn join(parts: &[String], separator: &str) -> String {
    if !parts.iter().any(|part| may_turn(part)) {
        return parts.join(separator);
    }
    let isolated: Vec<String> =
        parts.iter().map(|part| format!("{FIRST_STRONG}{part}{END}")).collect();
    isolated.join(separator)
}

#[cfg(test)]
mod tests {
    use super::{bare, is_flush_right, is_right_to_left, join, line_of};

    #[test]
    fn the_first_letter_decides() {
        assert!(is_right_to_left("«اجتماع» Obama"));
        assert!(is_right_to_left("12 שעות"));
        for text in ["Obama اجتماع", "会谈", "", "—"] {
            assert!(!is_right_to_left(text), "{text}");
        }
    }

    #[test]
    fn lines_keep_the_direction_of_their_paragraph() {
        assert_eq!(line_of("Obama", false), "Obama");
        assert_eq!(line_of("Obama", true), "\u{2067}Obama\u{2069}");
        assert_eq!(line_of("اجتماع", false), "\u{2066}اجتماع\u{2069}");
        assert!(is_flush_right(&line_of("Obama", true)));
        assert!(!is_flush_right(&line_of("اجتماع", false)));
        assert_eq!(bare(&line_of("Obama", true)), "Obama");
    }

    #[test]
    fn parts_do_not_turn_each_other_around() {
        let parts = |parts: [&str; 2]| join(&parts.map(str::to_owned), " · ");
        assert_eq!(parts(["Geneva", "announced"]), "Geneva · announced");
        assert_eq!(parts(["جنيف", "4–5 May"]), "\u{2068}جنيف\u{2069} · \u{2068}4–5 May\u{2069}");
    }
}
