//! Markdown: fenced blocks, images, and what stands in its HTML.
//!
//! A CommonMark parser says what is a block and what only looks like one (a fence in a longer fence, in an
//! indented block, in a code span); this file finds the bytes.

use crate::embed::{
    Block, Content, Image, Place, end_of_line, line_of, markup, may_be_timeline, names_timeline,
};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Every place of a Markdown text.
pub(super) fn find(report: &str) -> Vec<Place> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let parser = Parser::new_ext(report, options).into_offset_iter();
    let mut places = Vec::new();
    let definitions = parser.reference_definitions();
    let defined: Vec<(String, Range<usize>)> = definitions
        .iter()
        .map(|(_, definition)| (definition.dest.to_string(), definition.span.clone()))
        .collect();
    let mut block: Option<(Range<usize>, String)> = None;
    let mut image: Option<(Range<usize>, usize, String)> = None;
    for (event, range) in parser {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if names_timeline(&info) => {
                block = Some((range, String::new()));
            }
            Event::Text(text) if block.is_some() => {
                if let Some((_, content)) = &mut block {
                    content.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((range, content)) = block.take() {
                    places.extend(fenced(report, range, content));
                }
            }
            Event::Start(Tag::Image { link_type: LinkType::Inline, dest_url, .. })
                if may_be_timeline(&dest_url) =>
            {
                let alt = range.start + 2;
                image = Some((range, alt, dest_url.to_string()));
            }
            Event::End(TagEnd::Image) => {
                if let Some((range, alt_end, address)) = image.take() {
                    places.extend(address_in(
                        report,
                        range.clone(),
                        alt_end..range.end,
                        "](",
                        &address,
                    ));
                }
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                places.extend(markup::find(report, range));
            }
            _ => {
                if let Some((_, alt_end, _)) = &mut image {
                    *alt_end = range.end.max(*alt_end);
                }
            }
        }
    }
    for (address, span) in defined {
        if may_be_timeline(&address) {
            places.extend(address_in(report, span.clone(), span, "]:", &address));
        }
    }
    places
}

/// The place of a fenced block, if its fence is closed: behind one that is not, nothing can be written.
fn fenced(report: &str, range: Range<usize>, text: String) -> Option<Place> {
    let source = report[range.clone()].trim_end();
    let fence: String =
        source.chars().take_while(|&c| c == source.chars().next().unwrap_or('`')).collect();
    let last = source.lines().last()?.trim_start_matches([' ', '\t', '>']);
    if source.lines().count() < 2 || !last.starts_with(&fence) {
        return None;
    }
    let line_start = report[..range.start].rfind('\n').map_or(0, |at| at + 1);
    // In a list, what follows the item's first line is as far in; in a quotation, it begins with its mark.
    let indent = report[line_start..range.start]
        .chars()
        .map(|c| if c == '>' || c.is_whitespace() { c } else { ' ' })
        .collect();
    let end = end_of_line(report, range.start + source.len());
    let first_line = line_of(report, range.start) + 1;
    let block = Block { text, first_line, indent, reference: end..end };
    Some(Place { span: range.start..end, content: Content::Block(block) })
}

/// The bytes of an address, behind the first `mark` of a range; none if it is written otherwise than it reads.
fn address_in(
    report: &str,
    whole: Range<usize>,
    range: Range<usize>,
    mark: &str,
    address: &str,
) -> Option<Place> {
    let source = report.get(range.clone())?;
    let behind = source.find(mark)? + mark.len();
    let at = behind + source[behind..].len() - source[behind..].trim_start().len();
    let at = if source[at..].starts_with('<') { at + 1 } else { at };
    let start = range.start + at;
    source[at..].starts_with(address).then(|| Place {
        span: start..start + address.len(),
        content: Content::Image(Image { address: address.to_owned(), whole }),
    })
}
