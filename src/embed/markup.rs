//! HTML: images, and fences inside comments.

use crate::embed::{
    Block, Content, Image, Place, end_of_line, line_of, may_be_timeline, names_timeline,
};
use std::ops::Range;

/// Elements whose content is no markup.
const OPAQUE: [&str; 4] = ["script", "style", "textarea", "title"];

/// Every place of a range of a text.
pub(super) fn find(report: &str, range: Range<usize>) -> Vec<Place> {
    let mut places = Vec::new();
    let mut at = range.start;
    while let Some(open) = report[at..range.end].find('<').map(|found| at + found) {
        let rest = &report[open..range.end];
        if rest.starts_with("<!--") {
            let Some(length) = rest.find("-->") else { break };
            at = open + length + 3;
            places.extend(comment(report, open..at));
            continue;
        }
        let end = tag_end(rest).map_or(range.end, |length| open + length);
        let name: String = rest[1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        if name == "img" {
            places.extend(source_of(report, open..end));
        }
        at = end.max(open + 1);
        if OPAQUE.contains(&name.as_str()) {
            let closing = format!("</{name}");
            // ASCII letters keep their length: the position fits the text.
            let behind = report[at..range.end].to_ascii_lowercase().find(&closing);
            at = behind.map_or(range.end, |length| at + length);
        }
    }
    places
}

/// Length of a tag, with its angle brackets; quoted values may hold any.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (index, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(index + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// The address in a tag's `src`.
fn source_of(report: &str, range: Range<usize>) -> Option<Place> {
    let tag = &report[range.clone()];
    let lower = tag.to_ascii_lowercase();
    for (found, _) in lower.match_indices("src") {
        let before = lower[..found].chars().next_back()?;
        let value = lower[found + 3..].trim_start();
        if !before.is_whitespace() || !value.starts_with('=') {
            continue;
        }
        let value = value[1..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let start = lower.len() - value.len() + quote.map_or(0, char::len_utf8);
        let ends = |c: char| quote.map_or(c.is_whitespace() || c == '>', |quote| c == quote);
        let length = tag[start..].find(ends)?;
        let address = &tag[start..start + length];
        let span = range.start + start..range.start + start + length;
        // What is written with entities reads otherwise than it is written.
        let plain = !address.contains('&') && may_be_timeline(address);
        return plain.then(|| Place {
            content: Content::Image(Image { address: address.to_owned(), whole: span.clone() }),
            span,
        });
    }
    None
}

/// The block in a comment that holds one.
fn comment(report: &str, range: Range<usize>) -> Option<Place> {
    let source = &report[range.clone()];
    let mut at = 0;
    let mut fence: Option<(String, usize)> = None;
    let mut text = String::new();
    for line in source.split_inclusive('\n') {
        let words = line.trim();
        match &fence {
            None => {
                let words = words.trim_start_matches("<!--").trim_start();
                let marks: String = words.chars().take_while(|c| *c == '`').collect();
                if marks.len() >= 3 && names_timeline(words[marks.len()..].trim_start()) {
                    fence = Some((marks, line_of(report, range.start + at) + 1));
                }
            }
            Some((marks, first_line)) => {
                if words.starts_with(marks.as_str()) {
                    let end = end_of_line(report, range.end);
                    // What stands behind the comment on its line stays there.
                    let clean = report[range.end..end].trim().is_empty();
                    let end = if clean { end } else { range.end };
                    let line_start = report[..range.start].rfind('\n').map_or(0, |at| at + 1);
                    let before = &report[line_start..range.start];
                    let indent: String = before.chars().take_while(|c| c.is_whitespace()).collect();
                    let first_line = *first_line;
                    let block =
                        Block { text: dedent(&text), first_line, indent, reference: end..end };
                    return Some(Place { span: range.start..end, content: Content::Block(block) });
                }
                text.push_str(line);
            }
        }
        at += line.len();
    }
    None
}

/// Lines without the blanks that all of them begin with.
pub(super) fn dedent(text: &str) -> String {
    let lines = || text.split_inclusive('\n');
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = lines().filter(|line| !line.trim().is_empty()).map(blanks).min().unwrap_or(0);
    lines().map(|line| line.get(common..).unwrap_or("\n")).collect()
}
