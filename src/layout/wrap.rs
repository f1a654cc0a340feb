//! Breaks a text into lines of least raggedness.
//!
//! Breaks are where Unicode allows them (UAX #14). The number of lines is the least possible; among
//! the ways to break into so many lines, the one with the least sum of squared blanks at the line ends is taken.
//! Each line keeps the direction of the paragraph that it is cut from ([`crate::layout::direction`]).

use crate::layout::direction::{is_right_to_left, line_of};
use crate::layout::{Measure, TextStyle};

/// A line of a wrapped text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The words, without blanks at either end.
    pub text: String,
    /// Its width, px.
    pub width_px: f64,
}

/// A stretch of text between two places where a line may break.
struct Piece<'a> {
    /// Its text with the blanks that follow it.
    text: &'a str,
    /// Width without the blanks.
    solid_px: f64,
    /// Width of the blanks.
    blank_px: f64,
}

/// Wraps `text` into lines no wider than `width_px`.
///
/// A line break in the text is kept. A word that is wider than a line is cut. An empty text gives no line.
pub fn wrap(text: &str, style: TextStyle, width_px: f64, measure: &dyn Measure) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in text.lines().map(str::trim).filter(|p| !p.is_empty()) {
        let backwards = is_right_to_left(paragraph);
        let whole_px = measure.width_px(paragraph, style);
        if whole_px <= width_px {
            lines.push(Line { text: line_of(paragraph, backwards), width_px: whole_px });
        } else {
            let wrapped = wrap_paragraph(paragraph, style, width_px, measure).into_iter();
            lines.extend(wrapped.map(|line| Line { text: line_of(&line.text, backwards), ..line }));
        }
    }
    lines
}

/// A name in one line; where it is too long, its last word stays, which often tells it from its neighbour's.
pub fn fit_name(name: &str, style: TextStyle, width_px: f64, measure: &dyn Measure) -> Line {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((head, last)) = name.rsplit_once(' ') else {
        return fit(&name, style, width_px, measure);
    };
    let tail = format!("… {last}");
    let tail_px = measure.width_px(&tail, style);
    if measure.width_px(&name, style) <= width_px || tail_px > width_px / 2.0 {
        return fit(&name, style, width_px, measure);
    }
    let ends: Vec<usize> = head.char_indices().map(|(at, _)| at).collect();
    let shortened = |end: usize| format!("{}{tail}", head[..end].trim_end());
    let cut = ends
        .partition_point(|&end| end == 0 || measure.width_px(&shortened(end), style) <= width_px);
    let text = shortened(ends.get(cut.saturating_sub(1)).copied().unwrap_or(0));
    let backwards = is_right_to_left(&name);
    let width_px = measure.width_px(&text, style);
    Line { text: line_of(&text, backwards), width_px }
}

/// Wraps to one line, and ends it with an ellipsis if it is too long.
pub fn fit(text: &str, style: TextStyle, width_px: f64, measure: &dyn Measure) -> Line {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole_px = measure.width_px(&text, style);
    let backwards = is_right_to_left(&text);
    if whole_px <= width_px {
        return Line { text: line_of(&text, backwards), width_px: whole_px };
    }
    let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    let cut = ends.partition_point(|&end| {
        end == 0 || measure.width_px(&format!("{}…", text[..end].trim_end()), style) <= width_px
    });
    let end = ends.get(cut.saturating_sub(1)).copied().unwrap_or(0);
    let text = format!("{}…", text[..end].trim_end());
    let width_px = measure.width_px(&text, style);
    Line { text: line_of(&text, backwards), width_px }
}

fn wrap_paragraph(text: &str, style: TextStyle, width_px: f64, measure: &dyn Measure) -> Vec<Line> {
    let pieces = pieces(text, style, width_px, measure);
    let ends = break_evenly(&pieces, width_px);
    let mut lines = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        let line = pieces[start..end].iter().map(|p| p.text).collect::<String>();
        let line = line.trim().to_owned();
        lines.push(Line { width_px: measure.width_px(&line, style), text: line });
        start = end;
    }
    lines
}

fn pieces<'a>(
    text: &'a str,
    style: TextStyle,
    width_px: f64,
    measure: &dyn Measure,
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (end, _) in unicode_linebreak::linebreaks(text) {
        push_piece(&mut pieces, &text[start..end], style, width_px, measure);
        start = end;
    }
    pieces
}

fn push_piece<'a>(
    pieces: &mut Vec<Piece<'a>>,
    text: &'a str,
    style: TextStyle,
    width_px: f64,
    measure: &dyn Measure,
) {
    let solid = text.trim_end();
    let solid_px = measure.width_px(solid, style);
    if solid_px > width_px && solid.chars().nth(1).is_some() {
        // A word that no line can hold is halved until it fits.
        let middle = solid.chars().count() / 2;
        let cut = solid.char_indices().nth(middle).map_or(solid.len(), |(i, _)| i);
        push_piece(pieces, &text[..cut], style, width_px, measure);
        push_piece(pieces, &text[cut..], style, width_px, measure);
        return;
    }
    let blank = &text[solid.len()..];
    let blank_px = if blank.is_empty() { 0.0 } else { measure.width_px(blank, style) };
    pieces.push(Piece { text, solid_px, blank_px });
}

/// The ends of the lines, as indices into `pieces`.
fn break_evenly(pieces: &[Piece<'_>], width_px: f64) -> Vec<usize> {
    let count = pieces.len();
    // best[i] is the cost of the pieces from i on: lines first, then raggedness; and where their first line ends.
    let mut best: Vec<(usize, f64, usize)> = vec![(0, 0.0, count); count + 1];
    for start in (0..count).rev() {
        let mut used_px = 0.0;
        let mut choice = (usize::MAX, f64::INFINITY, start + 1);
        for end in start + 1..=count {
            let piece = &pieces[end - 1];
            if end > start + 1 && used_px + piece.solid_px > width_px {
                break;
            }
            let (lines, ragged, _) = best[end];
            let blank_px = (width_px - used_px - piece.solid_px).max(0.0);
            // The last line may be short; a tenth of its blank counts, so that it is not a single word if another way exists.
            let weight = if end == count { 0.35 } else { 1.0 };
            let candidate = (lines + 1, ragged + weight * blank_px * blank_px, end);
            if (candidate.0, candidate.1) < (choice.0, choice.1) {
                choice = candidate;
            }
            used_px += piece.solid_px + piece.blank_px;
        }
        best[start] = choice;
    }
    let mut ends = Vec::new();
    let mut at = 0;
    while at < count {
        at = best[at].2;
        ends.push(at);
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::{fit, wrap};
    use crate::layout::{Face, Measure, TextStyle};

    /// A font in which every character is 10 px wide.
    struct Typewriter;

    impl Measure for Typewriter {
        fn width_px(&self, text: &str, _style: TextStyle) -> f64 {
            text.chars().count() as f64 * 10.0
        }
    }

    const STYLE: TextStyle = TextStyle { size_px: 12.0, face: Face::Regular };

    fn lines(text: &str, width_px: f64) -> Vec<String> {
        wrap(text, STYLE, width_px, &Typewriter).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn a_short_text_is_one_line() {
        assert_eq!(lines("keep working", 200.0), ["keep working"]);
        assert!(lines("  ", 200.0).is_empty());
    }

    #[test]
    fn no_line_is_wider_than_the_column_and_no_word_is_lost() {
        let text = "We will meet tomorrow morning and see whether or not it is possible";
        let wrapped = lines(text, 200.0);
        assert!(wrapped.iter().all(|l| l.chars().count() <= 20), "{wrapped:?}");
        assert_eq!(wrapped.join(" "), text);
    }

    #[test]
    fn lines_are_even() {
        // Greedy breaking would leave `aaa bbb` over `c`.
        assert_eq!(lines("aaaa bb cc ddddd", 70.0), ["aaaa", "bb cc", "ddddd"]);
    }

    #[test]
    fn a_word_wider_than_the_column_is_cut() {
        assert!(lines("Donaudampfschifffahrt", 60.0).iter().all(|l| l.chars().count() <= 6));
        assert_eq!(lines("Donaudampfschifffahrt", 60.0).concat(), "Donaudampfschifffahrt");
    }

    #[test]
    fn what_does_not_fit_one_line_ends_in_an_ellipsis() {
        assert_eq!(fit("a long title", STYLE, 70.0, &Typewriter).text, "a long…");
        assert_eq!(fit("short", STYLE, 70.0, &Typewriter).text, "short");
    }
}
