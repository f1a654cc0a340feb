//! Typst, LaTeX and reStructuredText, line by line: fences, in the open or in comments, and images.
//!
//! None of the three is parsed; what is skipped are comments, raw text and the usual environments for code.

use crate::embed::markup::dedent;
use crate::embed::{
    Block, Content, Image, Language, Place, line_of, may_be_timeline, names_timeline,
};

/// Environments of LaTeX in which nothing is a command.
const VERBATIM: [&str; 5] = ["verbatim", "Verbatim", "lstlisting", "minted", "comment"];

/// A line with its place.
struct Line<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// Every place of a text.
pub(super) fn find(report: &str, language: Language) -> Vec<Place> {
    let mut start = 0;
    let lines: Vec<Line<'_>> = report
        .split_inclusive('\n')
        .map(|text| {
            start += text.len();
            Line { start: start - text.len(), end: start, text }
        })
        .collect();
    let mut places = Vec::new();
    let mut at = 0;
    let mut in_comment = false;
    while at < lines.len() {
        if let Some((marks, info)) = opening(lines[at].text, language) {
            let closed = (at + 1..lines.len()).find(|&i| closes(lines[i].text, &marks, language));
            if let Some(close) = closed {
                if names_timeline(info) {
                    places.push(block(report, &lines, (at, close), language));
                }
                at = close + 1;
                continue;
            }
        }
        if let Some(end) = skipped(&lines, at, language) {
            at = end;
            continue;
        }
        images(&lines[at], language, &mut in_comment, &mut places);
        at += 1;
    }
    places
}

/// A line without the mark of a comment.
fn uncommented(line: &str, language: Language) -> &str {
    let line = line.trim();
    let mark = match language {
        Language::Typst => "//",
        Language::Latex => "%",
        Language::Markdown | Language::Html | Language::Rst => return line,
    };
    line.strip_prefix(mark).unwrap_or(line).trim_start()
}

/// The marks of a fence that opens here, and the words behind it.
fn opening(line: &str, language: Language) -> Option<(String, &str)> {
    let line = uncommented(line, language);
    let marks: String = line.chars().take_while(|&c| c == '`').collect();
    let info = line[marks.len()..].trim();
    (marks.len() >= 3 && !info.contains('`')).then_some((marks, info))
}

fn closes(line: &str, marks: &str, language: Language) -> bool {
    let line = uncommented(line, language);
    line.starts_with(marks) && line.chars().all(|c| c == '`')
}

/// The place of the block between two fences.
fn block(
    report: &str,
    lines: &[Line<'_>],
    (open, close): (usize, usize),
    language: Language,
) -> Place {
    let mark = match language {
        Language::Typst => "//",
        Language::Latex => "%",
        Language::Markdown | Language::Html | Language::Rst => "",
    };
    let is_commented = !mark.is_empty() && lines[open].text.trim_start().starts_with(mark);
    let bare = |line: &Line<'_>| {
        let text = line.text.trim_start_matches([' ', '\t']);
        if is_commented {
            text.strip_prefix(mark).unwrap_or(text).to_owned()
        } else {
            line.text.to_owned()
        }
    };
    let text: String = lines[open + 1..close].iter().map(bare).collect();
    let mut start = open;
    let mut end = close;
    let mut indent = blanks(lines[open].text);
    // A comment around the fence belongs to it: the reference must not stand in the comment.
    let next = lines.get(close + 1).map(|line| line.text.trim());
    if matches!(next, Some("*/" | "\\end{comment}")) {
        end = close + 1;
    }
    if language == Language::Rst
        && let Some(head) = (0..open).rev().find(|&i| {
            !lines[i].text.trim().is_empty() && blanks(lines[i].text).len() < indent.len()
        })
        && lines[head].text.trim_start().starts_with("..")
    {
        start = head;
        indent = blanks(lines[head].text);
    }
    let end = lines[end].end;
    let first_line = line_of(report, lines[open].start) + 1;
    let block = Block { text: dedent(&text), first_line, indent, reference: end..end };
    Place { span: lines[start].start..end, content: Content::Block(block) }
}

fn blanks(line: &str) -> String {
    line.chars().take_while(|c| *c == ' ' || *c == '\t').collect()
}

/// The line behind a part that is not to be looked at, if one begins here.
fn skipped(lines: &[Line<'_>], at: usize, language: Language) -> Option<usize> {
    let line = lines[at].text.trim();
    match language {
        Language::Latex => {
            let name = line.strip_prefix("\\begin{")?.split('}').next()?;
            // A comment may hold a fence, which is looked for line by line.
            let is_code = VERBATIM.contains(&name) && name != "comment";
            let closing = format!("\\end{{{name}}}");
            let end = lines[at..].iter().position(|line| line.text.contains(&closing));
            is_code.then(|| end.map_or(lines.len(), |end| at + end + 1))
        }
        Language::Rst => {
            let is_literal = (line.ends_with("::") && !line.starts_with(".."))
                || line.starts_with(".. code")
                || line.starts_with(".. parsed-literal::");
            let depth = blanks(lines[at].text).len();
            let inside =
                |line: &&Line<'_>| line.text.trim().is_empty() || blanks(line.text).len() > depth;
            let holds_fence = |line: &Line<'_>| opening(line.text, language).is_some();
            let count = lines[at + 1..].iter().take_while(inside).count();
            let is_skipped = is_literal && !lines[at + 1..at + 1 + count].iter().any(holds_fence);
            is_skipped.then_some(at + 1 + count)
        }
        Language::Markdown | Language::Html | Language::Typst => None,
    }
}

/// The images whose addresses stand on a line.
fn images(line: &Line<'_>, language: Language, in_comment: &mut bool, places: &mut Vec<Place>) {
    let mut add = |start: usize, address: &str| {
        if may_be_timeline(address) {
            let span = line.start + start..line.start + start + address.len();
            places.push(Place {
                content: Content::Image(Image { address: address.to_owned(), whole: span.clone() }),
                span,
            });
        }
    };
    match language {
        Language::Typst => {
            let code = typst_code(line.text, in_comment);
            for (found, _) in code.match_indices("image(") {
                let arguments = &code[found + 6..];
                let quote = arguments.len() - arguments.trim_start().len();
                if arguments[quote..].starts_with('"')
                    && let Some(length) = arguments[quote + 1..].find('"')
                {
                    let start = found + 6 + quote + 1;
                    add(start, &line.text[start..start + length]);
                }
            }
        }
        Language::Latex => {
            let mut marks = line.text.match_indices('%').map(|(at, _)| at);
            let comment = marks.find(|&at| !line.text[..at].ends_with('\\'));
            let code = &line.text[..comment.unwrap_or(line.text.len())];
            for (found, command) in code.match_indices("\\includegraphics") {
                let mut at = found + command.len();
                if code[at..].starts_with('[') {
                    at += code[at..].find(']').map_or(0, |length| length + 1);
                }
                if code[at..].starts_with('{')
                    && let Some(length) = code[at + 1..].find('}')
                {
                    add(at + 1, &code[at + 1..at + 1 + length]);
                }
            }
        }
        Language::Rst => {
            for directive in ["image:: ", "figure:: "] {
                let Some(found) = line.text.find(directive) else { continue };
                if line.text[..found].trim_start().starts_with("..") {
                    let start = found + directive.len();
                    let address = line.text[start..].trim();
                    let lead = line.text[start..].len() - line.text[start..].trim_start().len();
                    add(start + lead, address);
                }
            }
        }
        Language::Markdown | Language::Html => {}
    }
}

/// A line of Typst in which the bytes of comments are blanks.
fn typst_code(line: &str, in_comment: &mut bool) -> String {
    let bytes = line.as_bytes();
    let mut code = String::with_capacity(line.len());
    let mut at = 0;
    let mut in_text = false;
    for (index, c) in line.char_indices() {
        if index < at {
            continue;
        }
        let pair = bytes.get(index..index + 2).unwrap_or_default();
        let width = c.len_utf8();
        if *in_comment {
            if pair == b"*/" {
                *in_comment = false;
                at = index + 2;
                code.push_str("  ");
            } else {
                code.extend(std::iter::repeat_n(' ', width));
            }
            continue;
        }
        match c {
            '"' if !line[..index].ends_with('\\') => in_text = !in_text,
            '/' if !in_text && pair == b"/*" => {
                *in_comment = true;
                at = index + 2;
                code.push_str("  ");
                continue;
            }
            // An address, `https://…`, is no comment.
            '/' if !in_text && pair == b"//" && !line[..index].ends_with(':') => {
                code.extend(std::iter::repeat_n(' ', line.len() - index));
                return code;
            }
            _ => {}
        }
        code.push(c);
    }
    code
}
