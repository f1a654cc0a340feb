//! The paragraphs of a page, and what each of them is.
//!
//! An empty line ends a paragraph. Lines that follow each other are one paragraph if the text is wrapped, and paragraphs of
//! their own if it is not. A page prints things that are no part of the article: they are recognised by their words
//! (`[furniture]`), by their shape (a line without a full stop is a heading), or because they stand twice.

use crate::prose::lexicon::{Furniture, Lexicon};
use std::collections::HashSet;
use std::ops::Range;

/// What a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The headline.
    Headline,
    /// A heading inside the article.
    Section,
    /// A paragraph of the article, with its number from 1.
    Body(usize),
    /// Under a picture.
    Caption,
    /// A date that stands alone.
    PageDate,
    /// `Date: 5 May 1962`: a label and what it says.
    Label(Range<usize>, Range<usize>),
    /// What somebody says in a transcript: the name before the colon, and the number of the paragraph.
    Turn(Range<usize>, usize),
    /// Who wrote it.
    Byline,
    /// No part of the article.
    Furniture,
}

impl Role {
    /// Whether it is read for events.
    pub fn is_read(&self) -> bool {
        match self {
            Role::Body(_) | Role::Caption | Role::Turn(..) => true,
            Role::Headline
            | Role::Section
            | Role::PageDate
            | Role::Label(..)
            | Role::Byline
            | Role::Furniture => false,
        }
    }

    /// The number of a paragraph of the article.
    pub fn number(&self) -> Option<usize> {
        match self {
            Role::Body(number) | Role::Turn(_, number) => Some(*number),
            Role::Headline
            | Role::Section
            | Role::Caption
            | Role::PageDate
            | Role::Label(..)
            | Role::Byline
            | Role::Furniture => None,
        }
    }
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its bytes; those of what is to be read, where something stands before it (a dateline, a name and a colon).
    pub bytes: Range<usize>,
    /// What it is.
    pub role: Role,
    /// A clock time that it is headed by, as in a live page.
    pub stamp: Option<Range<usize>>,
    /// Place and day that it is headed by, as in `GENEVA, Sept 12 (Reuters) -`.
    pub dateline: Option<Range<usize>>,
}

/// The paragraphs of a text.
pub fn blocks(text: &str, lexicon: &Lexicon) -> Vec<Block> {
    let pieces = pieces(text);
    let mut seen: HashSet<String> = HashSet::new();
    let mut blocks: Vec<Block> = Vec::with_capacity(pieces.len());
    let mut number = 0;
    let mut ended = false;
    let mut headline = false;
    let mut pending_stamp: Option<Range<usize>> = None;
    let half = text.len() / 2;
    for bytes in pieces {
        let words = &text[bytes.clone()];
        let mut block =
            Block { bytes: bytes.clone(), role: Role::Furniture, stamp: None, dateline: None };
        let same = simplified(words);
        let repeated = same.len() > 20 && !seen.insert(same);
        if ended || repeated || !words.contains(char::is_alphabetic) && !is_clock(words) {
            blocks.push(block);
            continue;
        }
        match furniture(words, lexicon) {
            Some(Furniture::End) => {
                ended = bytes.start >= half;
                blocks.push(block);
                continue;
            }
            Some(Furniture::Line) => {
                blocks.push(block);
                continue;
            }
            None => {}
        }
        if is_clock(words) {
            pending_stamp = Some(bytes);
            blocks.push(block);
            continue;
        }
        let mut start = bytes.start;
        if let Some(length) = leading_clock(words) {
            block.stamp = Some(start..start + length);
            start += length;
            let rest = &text[start..bytes.end];
            start +=
                rest.len() - rest.trim_start_matches([' ', '-', '–', '—', ':', '|', '\t']).len();
            pending_stamp = None;
        } else if pending_stamp.is_some() {
            block.stamp = pending_stamp.clone();
        }
        let words = &text[start..bytes.end];
        block.bytes = start..bytes.end;
        let role = if label(words).is_none() && is_page_date(words) {
            Role::PageDate
        } else if label(words).is_none() && is_caption(words) {
            Role::Caption
        } else if is_byline(words) {
            Role::Byline
        } else if let Some((label, value)) = label(words) {
            let shift = |range: Range<usize>| start + range.start..start + range.end;
            Role::Label(shift(label), shift(value))
        } else if let Some((name, rest)) = turn(words) {
            number += 1;
            block.bytes = start + rest..bytes.end;
            Role::Turn(start + name.start..start + name.end, number)
        } else if is_heading(words) && block.stamp.is_none() {
            if headline { Role::Section } else { Role::Headline }
        } else {
            number += 1;
            if number <= 2
                && let Some((line, rest)) = dateline(words)
            {
                block.dateline = Some(start..start + line);
                block.bytes = start + rest..block.bytes.end;
            }
            pending_stamp.clone_from(&block.stamp);
            Role::Body(number)
        };
        headline |= matches!(role, Role::Headline | Role::Body(_) | Role::Turn(..));
        block.role = role;
        blocks.push(block);
    }
    blocks
}

/// Paragraphs as ranges, by empty lines; where lines are not wrapped, every line.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut groups: Vec<Vec<Range<usize>>> = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if content.is_empty() {
            groups.push(Vec::new());
        } else {
            let lead = line.len() - line.trim_start().len();
            let start = at + lead;
            if let Some(group) = groups.last_mut() {
                group.push(start..start + content.len());
            }
        }
        at += line.len();
    }
    let mut found = Vec::new();
    for group in groups {
        let mut open: Option<Range<usize>> = None;
        for (index, line) in group.iter().enumerate() {
            let joined = open.as_ref().is_some_and(|o| {
                let before = &text[group[index - 1].clone()];
                wraps(before, &text[line.clone()], o.len())
            });
            match (&mut open, joined) {
                (Some(range), true) => range.end = line.end,
                (range, _) => {
                    found.extend(range.take());
                    *range = Some(line.clone());
                }
            }
        }
        found.extend(open);
    }
    found
}

/// Whether a line goes on in the next one: it is about as long as lines are wrapped, and does not end a paragraph.
fn wraps(line: &str, next: &str, _so_far: usize) -> bool {
    let length = line.chars().count();
    let labelled = label(next).is_some() || turn(next).is_some() || leading_clock(next).is_some();
    let listed = next.starts_with(['-', '*', '•']);
    let full = (45..=110).contains(&length);
    full && !labelled && !listed
}

/// A text without case, blanks and dashes, to know it again.
fn simplified(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn furniture(words: &str, lexicon: &Lexicon) -> Option<Furniture> {
    let line = words.trim_matches(|c: char| !c.is_alphanumeric() && c != '©').to_lowercase();
    let short = line.split_whitespace().count();
    lexicon.furniture.iter().find_map(|(start, furniture)| {
        let rest = line.strip_prefix(start.as_str())?;
        if rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        let many =
            start.split_whitespace().count() > 1 || rest.is_empty() || rest.starts_with([':', ';']);
        let allowed = if many { 30 } else { 4 };
        // A sentence that begins with such a word is a sentence.
        let is_sentence = words.trim_end().ends_with(['.', '”', '"'])
            && short > 6
            && !rest.starts_with(':')
            && start.split_whitespace().count() < 2
            && start != "©"
            && start != "copyright";
        (short <= allowed && !is_sentence).then_some(*furniture)
    })
}

/// `14:32`, `9.15 a.m.`, `1432 GMT`: alone in a line.
fn is_clock(words: &str) -> bool {
    leading_clock(words).is_some_and(|length| !words[length..].contains(char::is_alphanumeric))
}

/// The length of a clock time, with its zone, at the beginning of a paragraph.
fn leading_clock(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = digits;
    if !(1..=2).contains(&digits) || !matches!(bytes.get(at), Some(b':' | b'.' | b'h')) {
        return None;
    }
    at += 1;
    let minutes = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    if minutes != 2 {
        return None;
    }
    at += 2;
    for suffix in
        [" a.m.", " p.m.", "am", "pm", " am", " pm", " GMT", " UTC", " CET", " EST", " local time"]
    {
        if words[at..].len() >= suffix.len()
            && words.is_char_boundary(at + suffix.len())
            && words[at..at + suffix.len()].eq_ignore_ascii_case(suffix)
        {
            at += suffix.len();
        }
    }
    let next = words[at..].chars().next();
    next.is_none_or(|c| !c.is_alphanumeric()).then_some(at)
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_month(word: &str) -> bool {
    let word = word.to_lowercase();
    word.len() >= 3
        && MONTHS.iter().any(|month| word.starts_with(month))
        && [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
        .iter()
        .any(|name| name.starts_with(word.as_str()) || word == "sept")
}

/// A date and nothing else, but for words that label it.
fn is_page_date(words: &str) -> bool {
    let pieces: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let allowed = |word: &&str| {
        let lower = word.to_lowercase();
        word.chars().all(|c| c.is_ascii_digit())
            || is_month(word)
            || weekdays.contains(&lower.as_str())
            || matches!(
                lower.as_str(),
                "published"
                    | "updated"
                    | "posted"
                    | "last"
                    | "on"
                    | "at"
                    | "gmt"
                    | "utc"
                    | "am"
                    | "pm"
                    | "th"
                    | "st"
                    | "nd"
                    | "rd"
                    | "est"
                    | "edt"
                    | "cet"
                    | "date"
                    | "of"
            )
    };
    pieces.len() <= 12
        && pieces.iter().all(allowed)
        && pieces.iter().any(|w| is_month(w))
        && pieces.iter().any(|w| w.chars().all(|c| c.is_ascii_digit()))
        || iso_day(words.trim())
}

fn iso_day(words: &str) -> bool {
    words.len() == 10
        && words.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
}

fn is_caption(words: &str) -> bool {
    const WEEKDAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let start = words.trim_start();
    if [
        "FILE ",
        "FILE-",
        "FILE:",
        "(FILE",
        "File photo",
        "FILE PHOTO",
        "Photo:",
        "PHOTO:",
        "Caption:",
    ]
    .iter()
    .any(|mark| start.starts_with(mark))
    {
        return true;
    }
    let credit =
        ["(AP Photo", "(Reuters", "(Photo", "/AFP", "/Reuters", "/AP)", "Getty Images", "[Photo"];
    let end = words.trim_end();
    if credit.iter().any(|mark| words.contains(mark))
        && words.len() < 600
        && end.ends_with([')', ']'])
        && !start.contains("(Reuters) -")
        && !start.contains("(Reuters) —")
        && !start.contains("(Reuters) –")
    {
        return true;
    }
    // One sentence in the present, with a whole date at its end.
    let tail: Vec<&str> = end
        .trim_end_matches('.')
        .rsplit([',', ' '])
        .filter(|word| !word.is_empty())
        .take(3)
        .collect();
    let year = |w: &str| {
        w.len() == 4 && w.starts_with(['1', '2']) && w.bytes().all(|b| b.is_ascii_digit())
    };
    let day = |w: &str| w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit());
    let month = |w: &str| is_month(w.trim_end_matches('.'));
    // `confirmed on Monday …, signed on Nov. 24, 2013` is a report: captions name a weekday beside their date if at all.
    let words_before = end.rsplit([',', ' ']).filter(|word| !word.is_empty()).skip(4);
    let by_weekday = words_before.into_iter().any(|word| WEEKDAYS.contains(&word));
    let dated = match tail[..] {
        _ if by_weekday => false,
        [y, d, m] => year(y) && (day(d) && month(m) || day(m) && month(d)),
        _ => false,
    };
    let comma = end.rfind(", ").is_some_and(|at| end.len() - at < 30);
    let posed = [
        ", left,",
        ", right,",
        ", center,",
        ", centre,",
        "(L)",
        "(R)",
        ", seen ",
        " listens to ",
        " shakes hands",
    ]
    .iter()
    .any(|mark| words.contains(mark));
    let single = words.matches(". ").count() <= 2;
    let quoted = words.contains(['“', '"']);
    dated
        && comma
        && single
        && !quoted
        && words.split_whitespace().count() >= 8
        && (posed || present_tense(words))
}

/// Whether the first verb of a sentence is one of the present, as captions have it: a word in `s` after a subject in
/// capitals, or a bare verb after a plural.
fn present_tense(words: &str) -> bool {
    let past = words.split_whitespace().take(9).any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        matches!(
            word,
            "met" | "said" | "held" | "told" | "was" | "were" | "had" | "signed" | "agreed"
        )
    });
    !past
}

fn is_byline(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let starts = words.starts_with("By ") || words.starts_with("BY ") || words.starts_with("by ");
    starts && count <= 12 && !words.trim_end().ends_with(['.', '”', '"', ','])
        || count <= 3
            && ["Reuters", "AFP", "Associated Press", "VOA News", "AP", "BBC News"]
                .contains(&words.trim())
}

/// A heading: short, and without a stop at its end.
fn is_heading(words: &str) -> bool {
    let end = words.trim_end();
    let count = end.split_whitespace().count();
    count <= 22
        && !end.ends_with(['.', '?', '!', '”', '"', ':', ';', ',', '’', ')', '…'])
        && !breaks_off(end)
}

/// The dateline at the beginning of a report: how long it is, and where the report begins. It opens with a word in
/// capitals and ends with a dash.
fn dateline(words: &str) -> Option<(usize, usize)> {
    let first: String = words.chars().take_while(|c| c.is_alphabetic() || *c == '.').collect();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || first.chars().any(char::is_lowercase) {
        return None;
    }
    let dashes = [" — ", " – ", " - ", "— ", "– ", " -- ", "—"];
    let (at, dash) = dashes
        .iter()
        .filter_map(|dash| Some((words.find(dash)?, dash)))
        .filter(|(at, _)| *at <= 90)
        .min_by_key(|(at, dash)| (*at, std::cmp::Reverse(dash.len())))?;
    let line = &words[..at];
    let sentence = line.contains(['“', '"', ':', '?']) || line.split_whitespace().count() > 12;
    (!sentence).then_some((at, at + dash.len()))
}

/// Whether a sentence ends inside a text; the stop of an abbreviation ends none.
fn breaks_off(words: &str) -> bool {
    words.match_indices(". ").any(|(at, _)| {
        let word = words[..at].rsplit(' ').next().unwrap_or("");
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters > 3 && !word.contains('.')
    })
}

/// `Date: 5 May 1962`, `PARTICIPANTS: …`.
fn label(words: &str) -> Option<(Range<usize>, Range<usize>)> {
    const LABELS: [&str; 24] = [
        "date",
        "time",
        "place",
        "participants",
        "subject",
        "from",
        "to",
        "drafted",
        "classification",
        "date and time",
        "location",
        "copies to",
        "copy",
        "source",
        "ref",
        "reference",
        "published",
        "updated",
        "last updated",
        "city",
        "present",
        "re",
        "date/time",
        "venue",
    ];
    let colon = words.find(':').filter(|at| *at <= 24)?;
    let name = words[..colon].trim().to_lowercase();
    if !LABELS.contains(&name.as_str()) {
        return None;
    }
    let value = &words[colon + 1..];
    let lead = value.len() - value.trim_start().len();
    Some((0..colon, colon + 1 + lead..words.len()))
}

/// `MR. KIRBY: …`, `QUESTION: …`: who speaks in a transcript, and where what they say begins.
fn turn(words: &str) -> Option<(Range<usize>, usize)> {
    let colon = words.find(':').filter(|at| (1..=60).contains(at))?;
    let name = words[..colon].trim();
    let count = name.split_whitespace().count();
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
    let all = letters.count();
    let shouted = all >= 1 && capitals * 10 >= all * 8;
    let titled = [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Sir",
        "Lord",
        "President",
        "Secretary",
        "Ambassador",
        "Senator",
        "Minister",
        "Chairman",
    ]
    .iter()
    .any(|title| {
        name.strip_prefix(title).is_some_and(|rest| rest.starts_with(['.', ' ']) && count <= 4)
    }) && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let asked = titled || matches!(name, "Q" | "A" | "Question" | "Answer" | "Moderator");
    let rest = &words[colon + 1..];
    let stops = name.contains([',', ';', '“', '"']) || name.contains('.') && !titled;
    let fits = count <= 7 && (!stops || shouted) && rest.starts_with(' ');
    if !(fits && (shouted || asked)) {
        return None;
    }
    let lead = rest.len() - rest.trim_start().len();
    (!rest.trim().is_empty()).then_some((0..colon, colon + 1 + lead))
}

#[cfg(test)]
mod tests {
    use super::{Role, blocks};
    use crate::prose::lexicon::Lexicon;

    #[track_caller]
    fn roles(text: &str, expected: &[&str]) {
        let found: Vec<&str> = blocks(text, &Lexicon::english())
            .into_iter()
            .map(|block| match block.role {
                Role::Headline => "headline",
                Role::Section => "section",
                Role::Body(_) => "body",
                Role::Caption => "caption",
                Role::PageDate => "date",
                Role::Label(..) => "label",
                Role::Turn(..) => "turn",
                Role::Byline => "byline",
                Role::Furniture => "furniture",
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_is_sorted_into_its_parts() {
        roles(
            "January 19, 2017\n\nNo deal after talks\n\nBy Jane Roe\n\nAnnan met Assad.\n\nThe talks\n\nThey ended.\n\n\
             FILE - A street in Homs, Aug. 27, 2016.\nFILE – A street in Homs, Aug. 27, 2016.\n\nRelated posts\n\nMore talks",
            &[
                "date",
                "headline",
                "byline",
                "body",
                "section",
                "body",
                "caption",
                "furniture",
                "furniture",
                "furniture",
            ],
        );
    }

    #[test]
    fn transcripts_and_memoranda_have_labels() {
        roles(
            "DATE: May 5, 1962\nPARTICIPANTS: The Secretary\n\nMR. KIRBY: Good afternoon.",
            &["label", "label", "turn"],
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The ministers of the two countries met on Monday in the palace of the\nforeign ministry and agreed.\n";
        roles(text, &["body"]);
    }

    #[test]
    fn a_live_page_is_headed_by_clocks() {
        let found =
            blocks("14:32\n\nKerry said no.\n\n15:05 GMT Lavrov said yes.", &Lexicon::english());
        let stamps: Vec<bool> = found.iter().map(|block| block.stamp.is_some()).collect();
        assert_eq!(stamps, [false, true, true]);
    }
}
