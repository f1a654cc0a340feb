//! The stages of the search, strictest first.

use crate::quotation::fold::Folded;
use crate::quotation::nearest::nearest;
use crate::quotation::{Edit, Found, LEAST_LETTERS, LEAST_WORDS, Saved, Verdict, is_negation};
use memchr::memmem::Finder;
use std::ops::Range;

/// The farthest that two pieces of one quotation may stand apart, in bytes of the folded text.
const MAX_GAP: usize = 2_000;
/// The most words that a bracket may stand for.
const MAX_REPLACED_WORDS: usize = 8;
/// Places beyond this many are not listed.
const MAX_PLACES: usize = 16;

/// What may stand at the end of a quotation and belongs to the sentence around it.
const STOPS: [char; 7] = [' ', '.', ',', ';', ':', '-', '\''];
/// What may stand before it.
const STARTS: [char; 3] = [' ', '\'', '-'];

/// See [`Saved::verify`].
pub(super) fn search(saved: &Saved<'_>, quote: &str) -> Found {
    let folded = Folded::of(quote);
    let needle = trimmed(folded.text());
    if needle.is_empty() {
        return not_found(None);
    }
    let haystack = saved.folded.text();
    let places = places(haystack, needle);
    if let Some((first, others)) = places.split_first() {
        let at = saved.folded.original(first);
        let also_at = others.iter().map(|range| saved.folded.original(range)).collect();
        let verdict = if is_short(needle) {
            Verdict::TooShort
        } else if saved.text.contains(quote.trim()) {
            Verdict::Exact
        } else {
            Verdict::Normalised
        };
        let between_marks = saved.passage_of(&at).is_some();
        return Found { verdict, at: vec![at], also_at, between_marks };
    }
    if let Some(found) = in_pieces(saved, needle).or_else(|| recased(saved, needle)) {
        return found;
    }
    not_found(nearest(haystack, needle, &saved.folded))
}

fn not_found(nearest: Option<crate::quotation::Nearest>) -> Found {
    let verdict = Verdict::NotFound(nearest);
    Found { verdict, at: Vec::new(), also_at: Vec::new(), between_marks: false }
}

fn trimmed(text: &str) -> &str {
    let text = text.trim_start_matches(STARTS);
    let end = text.trim_end_matches(STOPS);
    // Three dots are words left out, not the end of a sentence.
    if text[end.len()..].starts_with("...") { &text[..end.len() + 3] } else { end }
}

fn is_short(needle: &str) -> bool {
    let words = needle.split([' ', '-']).filter(|w| w.contains(char::is_alphanumeric)).count();
    let letters = needle.chars().filter(|c| c.is_alphanumeric()).count();
    words < LEAST_WORDS || letters < LEAST_LETTERS
}

/// Every place where `needle` stands as a run of whole words.
fn places(haystack: &str, needle: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let finder = Finder::new(needle);
    while let Some(at) = finder.find(&haystack.as_bytes()[from..]) {
        let start = from + at;
        let range = start..start + needle.len();
        if whole_words(haystack, &range) {
            found.push(range.clone());
            if found.len() == MAX_PLACES {
                break;
            }
        }
        from = start + needle.chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// Whether a range of a folded text begins and ends where words do. `can` in `can't` is no word, nor is `violence` in
/// `non-violence`.
fn whole_words(text: &str, range: &Range<usize>) -> bool {
    let (before, inside, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts = letter(inside.chars().next());
    let ends = letter(inside.chars().next_back());
    if starts {
        if letter(before.chars().next_back()) {
            return false;
        }
        let glued = before.strip_suffix('-').or_else(|| before.strip_suffix('\''));
        if let Some(prefix) = glued {
            let word = prefix.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            if matches!(word.to_lowercase().as_str(), "non" | "un" | "anti" | "in" | "dis")
                || (before.ends_with('\'') && !word.is_empty())
            {
                return false;
            }
        }
    }
    if ends {
        let mut next = after.chars();
        match next.next() {
            Some(c) if c.is_alphanumeric() => return false,
            // `we can` in `we can't`; but `Syria` may end before `Syria's`.
            Some('\'') => {
                let tail: String = next.take_while(|c| c.is_alphanumeric()).collect();
                return tail.is_empty() || tail == "s";
            }
            _ => {}
        }
    }
    true
}

/// One part of an edited quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part<'q> {
    /// Words of the text.
    Words(&'q str),
    /// `…`: words are left out.
    Ellipsis,
    /// `[…]`: words are put in.
    Bracket(&'q str),
}

fn parts(needle: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = needle;
    let words = |text: &str| !trimmed(text).is_empty() && text.contains(char::is_alphanumeric);
    while !rest.is_empty() {
        let next = ["[...]", "(...)", "...", "["]
            .into_iter()
            .filter_map(|mark| Some((rest.find(mark)?, mark)))
            .min_by_key(|(at, mark)| (*at, std::cmp::Reverse(mark.len())));
        let Some((at, mark)) = next else {
            if words(rest) {
                parts.push(Part::Words(trimmed(rest)));
            }
            break;
        };
        if words(&rest[..at]) {
            parts.push(Part::Words(&rest[..at]));
        }
        if mark == "[" {
            let inside = &rest[at + 1..];
            let end = inside.find(']').unwrap_or(inside.len());
            parts.push(Part::Bracket(&inside[..end]));
            rest = inside.get(end + 1..).unwrap_or("");
        } else {
            parts.push(Part::Ellipsis);
            rest = &rest[at + mark.len()..];
        }
    }
    parts
}

/// Looks for a quotation with ellipses or brackets, piece by piece.
fn in_pieces(saved: &Saved<'_>, needle: &str) -> Option<Found> {
    let parts = parts(needle);
    if parts.iter().all(|part| matches!(part, Part::Words(_))) {
        return None;
    }
    let haystack = saved.folded.text();
    let first = parts.iter().find_map(|part| match part {
        Part::Words(words) => Some(trimmed_piece(words)),
        Part::Ellipsis | Part::Bracket(_) => None,
    })?;
    let tries = places(haystack, first);
    let mut best: Option<Found> = None;
    for start in tries {
        let Some(found) = pieces_from(saved, &parts, start.start) else { continue };
        if found.is_verbatim() {
            return Some(found);
        }
        best = best.or(Some(found));
    }
    best
}

fn trimmed_piece(words: &str) -> &str {
    words.trim_start_matches([' ', ',', ';', ':', '.', '-', '\'']).trim_end_matches(STOPS)
}

fn pieces_from(saved: &Saved<'_>, parts: &[Part<'_>], start: usize) -> Option<Found> {
    let haystack = saved.folded.text();
    let mut edit = Edit::default();
    let mut at: Vec<Range<usize>> = Vec::new();
    let mut split = true;
    let mut end = start;
    let mut between: Vec<&Part<'_>> = Vec::new();
    let mut longest = 0;
    for part in parts {
        let Part::Words(words) = part else {
            between.push(part);
            continue;
        };
        let piece = trimmed_piece(words);
        let most = if at.is_empty() { piece.len() } else { piece.len() + MAX_GAP };
        let mut limit = (end + most).min(haystack.len());
        while !haystack.is_char_boundary(limit) {
            limit -= 1;
        }
        let window = &haystack[end..limit];
        let found = first_whole(haystack, window, end, piece)?;
        if !at.is_empty() {
            let gap = end..found.start;
            let only_attribution =
                is_attribution(saved, at.last()?, &saved.folded.original(&found));
            let brackets = between.iter().any(|part| matches!(part, Part::Bracket(_)));
            if brackets || !only_attribution {
                split = false;
                leave_out(saved, &gap, brackets, &mut edit)?;
            }
        }
        for part in between.drain(..) {
            if let Part::Bracket(words) = part {
                edit.inserted.push((*words).to_owned());
            }
        }
        longest = longest.max(if is_short(piece) { 0 } else { piece.len() });
        end = found.end;
        at.push(saved.folded.original(&found));
    }
    for part in between {
        split = false;
        if let Part::Bracket(words) = part {
            edit.inserted.push((*words).to_owned());
        }
    }
    let between_marks = at.iter().all(|range| saved.passage_of(range).is_some());
    let verdict = if longest == 0 {
        Verdict::TooShort
    } else if split && at.len() > 1 {
        Verdict::Split
    } else {
        Verdict::Edited(edit)
    };
    Some(Found { verdict, at, also_at: Vec::new(), between_marks })
}

fn first_whole(haystack: &str, window: &str, offset: usize, piece: &str) -> Option<Range<usize>> {
    let finder = Finder::new(piece);
    let mut from = 0;
    while let Some(at) = finder.find(window.get(from..)?.as_bytes()) {
        let range = offset + from + at..offset + from + at + piece.len();
        if whole_words(haystack, &range) {
            return Some(range);
        }
        from += at + piece.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// Whether between two pieces lie only the end of one passage, words outside of quotation marks, and the beginning of the
/// next passage.
fn is_attribution(saved: &Saved<'_>, one: &Range<usize>, other: &Range<usize>) -> bool {
    let index = |range: &Range<usize>| {
        saved.passages.iter().position(|p| p.outer.start <= range.start && range.end <= p.outer.end)
    };
    let (Some(a), Some(b)) = (index(one), index(other)) else { return false };
    let wordless = |range: Range<usize>| {
        saved.text.get(range).is_some_and(|text| !text.contains(char::is_alphanumeric))
    };
    b == a + 1
        && wordless(one.end..saved.passages[a].inner.end.max(one.end))
        && wordless(saved.passages[b].inner.start.min(other.start)..other.start)
}

/// Counts the words between two pieces that stand between quotation marks, and looks for a negation among them.
/// A bracket may stand for a few words only.
fn leave_out(saved: &Saved<'_>, gap: &Range<usize>, bracket: bool, edit: &mut Edit) -> Option<()> {
    let mut words = 0;
    let text = &saved.folded.text()[gap.clone()];
    let mut at = gap.start;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let range = saved.folded.original(&(at..at + word.len()));
        at += word.len();
        let quoted = saved.passages.is_empty() || saved.passage_of(&range).is_some();
        if bare.is_empty() || !quoted {
            continue;
        }
        words += 1;
        if edit.dropped_negation.is_none() && is_negation(bare) {
            edit.dropped_negation = Some(bare.to_owned());
        }
    }
    if bracket && words > MAX_REPLACED_WORDS {
        return None;
    }
    edit.dropped_words += words;
    Some(())
}

/// Looks for a quotation whose first letter had its case changed to fit a sentence.
fn recased(saved: &Saved<'_>, needle: &str) -> Option<Found> {
    if is_short(needle) {
        return None;
    }
    let first = needle.chars().next()?;
    let flipped: String = if first.is_uppercase() {
        first.to_lowercase().collect()
    } else {
        first.to_uppercase().collect()
    };
    let needle = flipped + &needle[first.len_utf8()..];
    let place = places(saved.folded.text(), &needle).into_iter().next()?;
    let at = saved.folded.original(&place);
    let between_marks = saved.passage_of(&at).is_some();
    let verdict = Verdict::Edited(Edit { recased: true, ..Edit::default() });
    Some(Found { verdict, at: vec![at], also_at: Vec::new(), between_marks })
}
