//! The passages of a text that stand between quotation marks.
//!
//! Double marks of every script are read, curly single ones too; straight single ones only in a text that has no others,
//! because they are apostrophes first. A mark that is not closed in its paragraph closes at its end: so newspapers print a
//! quotation that goes on in the next paragraph.

use std::ops::Range;

/// A passage between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The words, without the marks and without blanks at their ends.
    pub inner: Range<usize>,
    /// With the marks.
    pub outer: Range<usize>,
    /// Whether a closing mark was there.
    pub closed: bool,
}

/// Which marks enclose a text's quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    CurlySingle,
    StraightSingle,
}

/// Every passage between quotation marks, in order, nested ones not counted.
pub fn passages(text: &str) -> Vec<Passage> {
    let style = style(text);
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in paragraphs(text) {
        start = start.max(paragraph.start);
        in_paragraph(text, paragraph, style, &mut found);
    }
    found
}

fn style(text: &str) -> Style {
    let doubles = text.matches(['“', '"', '„', '«', '”']).count();
    if doubles > 0 {
        return Style::Double;
    }
    if text.contains('‘') { Style::CurlySingle } else { Style::StraightSingle }
}

/// Paragraphs: runs of lines that an empty line ends; a line that begins with an opening mark begins one, too.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let opens = content.starts_with(['“', '‘']) || content.starts_with('"');
        if (content.is_empty() || opens) && start < at {
            found.push(start..at);
            start = at;
        }
        at += line.len();
    }
    if start < at {
        found.push(start..at);
    }
    found
}

fn in_paragraph(text: &str, paragraph: Range<usize>, style: Style, found: &mut Vec<Passage>) {
    let mut open: Option<(usize, char)> = None;
    let body = &text[paragraph.clone()];
    let mut before = ' ';
    let mut characters = body.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let at = paragraph.start + at;
        let after = characters.peek().map_or(' ', |next| next.1);
        match open {
            None => {
                if opens(style, character, before, after) {
                    open = Some((at, character));
                }
            }
            Some((start, mark)) => {
                if closes(mark, character, before, after) {
                    push(text, start, mark, at, character.len_utf8(), true, found);
                    open = None;
                }
            }
        }
        before = character;
    }
    if let Some((start, mark)) = open
        && style != Style::StraightSingle
    {
        push(text, start, mark, paragraph.end, 0, false, found);
    }
}

fn opens(style: Style, mark: char, before: char, after: char) -> bool {
    let outside = !before.is_alphanumeric();
    match style {
        Style::Double => match mark {
            '“' | '„' | '«' => true,
            // A closing mark that opens: careless typing, and the rule in some languages.
            '”' => outside && after.is_alphanumeric(),
            '"' => outside && !after.is_whitespace(),
            _ => false,
        },
        Style::CurlySingle => mark == '‘' && outside && !after.is_whitespace(),
        Style::StraightSingle => {
            mark == '\'' && (before.is_whitespace() || before == '(') && after.is_alphanumeric()
        }
    }
}

fn closes(open: char, mark: char, before: char, after: char) -> bool {
    match open {
        '“' => mark == '”' || mark == '"',
        '„' => matches!(mark, '“' | '”' | '"'),
        '«' => mark == '»',
        '”' => mark == '”',
        '"' => (mark == '"' || mark == '”') && !before.is_whitespace(),
        // An apostrophe has a letter behind it; that of a plural has a blank, and is told by what stands before it.
        _ => {
            matches!((open, mark), ('‘', '’') | ('\'', '\''))
                && !after.is_alphanumeric()
                && (!before.is_alphanumeric() || before != 's' || matches!(after, '.' | ',' | ';'))
        }
    }
}

fn push(
    text: &str,
    start: usize,
    mark: char,
    end: usize,
    closing: usize,
    closed: bool,
    found: &mut Vec<Passage>,
) {
    let from = start + mark.len_utf8();
    let words = &text[from..end];
    let lead = words.len() - words.trim_start().len();
    let inner = from + lead..from + lead + words.trim().len();
    if inner.start < inner.end {
        found.push(Passage { inner, outer: start..end + closing, closed });
    }
}

#[cfg(test)]
mod tests {
    use super::passages;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = passages(text).into_iter().map(|p| &text[p.inner]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_of_every_kind() {
        check("“A b,” he said. “C.”", &["A b,", "C."]);
        check("\"A b,\" he said. \"C.\"", &["A b,", "C."]);
        check("He said « oui » and „nein“.", &["oui", "nein"]);
        check("‘The talks’ end isn’t near,’ he said.", &["The talks’ end isn’t near,"]);
        check("'It isn't over,' she said. The rebels' men left.", &["It isn't over,"]);
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        check("“One.\n\n“Two,” he said.", &["One.", "Two,"]);
    }

    #[test]
    fn inches_and_apostrophes_are_no_quotations() {
        check("The rebels' demands and the states' reply", &[]);
    }
}
