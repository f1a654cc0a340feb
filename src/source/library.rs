//! YAML text → tree, by the YAML library.
//!
//! The only reader of anchors, tags, blocks of text and values over several lines, and the only one that says what is
//! wrong in a text.

use crate::diagnostic::{FileId, Span};
use crate::source::builder::{Builder, Fatal};
use crate::source::findings::Findings;
use crate::source::tree::Parsed;
use crate::source::{MAX_DEPTH, syntax};
use granit_parser::{
    Event, Parser, ScalarStyle, StructureStyle, TryLoadError, TrySpannedEventReceiver,
};

/// Reads one YAML document; gives nothing if there are only blanks and comments in it.
///
/// # Errors
/// The text is not YAML, or is beyond the limits.
pub(super) fn read<'a>(
    file: FileId,
    text: &'a str,
    findings: &mut Findings,
) -> Result<Option<Parsed<'a>>, Fatal> {
    let options = granit_parser::options! {
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder::new(file, text, findings);
    let mut parser = Parser::new_from_str_with_options(text, options);
    match parser.try_load(&mut builder, true) {
        Ok(()) => Ok(builder.parsed()),
        Err(TryLoadError::Receiver(fatal)) => Err(fatal),
        Err(TryLoadError::Scan(error)) => {
            let open = builder.innermost_bracket();
            Err(Box::new(syntax::explain(file, text, &error, open)))
        }
    }
}

/// Reads one value that is cut out of a text, from byte `offset` on; nothing if it is not a value by itself, or has
/// anchors or tags, which mean something only in the whole.
pub(super) fn value<'a>(builder: &mut Builder<'a, '_>, text: &'a str, offset: usize) -> Option<()> {
    let options = granit_parser::options! { flow_nesting_limit: MAX_DEPTH, block_nesting_limit: 1 };
    let mut parser = Parser::new_from_str_with_options(text, options);
    parser.try_load(&mut Part { builder, offset }, true).ok()
}

/// A builder that is given a part of a text.
struct Part<'b, 'a, 'f> {
    builder: &'b mut Builder<'a, 'f>,
    /// Where the part begins in the whole.
    offset: usize,
}

impl<'a> TrySpannedEventReceiver<'a> for Part<'_, 'a, '_> {
    type Error = ();

    fn on_event(&mut self, event: Event<'a>, span: granit_parser::Span) -> Result<(), ()> {
        let range = span.byte_range().unwrap_or_default();
        let at = self.builder.bytes(self.offset + range.start, self.offset + range.end);
        if span.tag_span().is_some() {
            return Err(());
        }
        let taken = match event {
            // In the whole, it stands where the next key does.
            Event::Scalar(text, ScalarStyle::Literal | ScalarStyle::Folded, ..)
                if text.trim().is_empty() =>
            {
                return Err(());
            }
            Event::Scalar(text, style, 0, _) => self.builder.scalar(text, style, 0, at),
            Event::SequenceStart(StructureStyle::Flow, 0, _) => {
                self.builder.begin_list(at, StructureStyle::Flow, 0)
            }
            Event::MappingStart(StructureStyle::Flow, 0, _) => {
                self.builder.begin_map(at, StructureStyle::Flow, 0)
            }
            Event::SequenceEnd | Event::MappingEnd => self.builder.end(at),
            Event::Scalar(..)
            | Event::SequenceStart(..)
            | Event::MappingStart(..)
            | Event::Alias(_) => return Err(()),
            _ => return Ok(()),
        };
        taken.map_err(|_| ())
    }
}

impl<'a> TrySpannedEventReceiver<'a> for Builder<'a, '_> {
    type Error = Fatal;

    fn on_event(&mut self, event: Event<'a>, span: granit_parser::Span) -> Result<(), Fatal> {
        let at = bytes(self, &span);
        if let Some(tag) = span.tag_span() {
            let tag = bytes(self, &tag);
            self.tag(tag);
        }
        match event {
            Event::DocumentStart(..) => self.document(at),
            Event::Scalar(text, style, anchor, _) => self.scalar(text, style, anchor, at),
            Event::SequenceStart(style, anchor, _) => self.begin_list(at, style, anchor),
            Event::MappingStart(style, anchor, _) => self.begin_map(at, style, anchor),
            Event::SequenceEnd | Event::MappingEnd => self.end(at),
            Event::Alias(anchor) => self.alias(anchor, at),
            // The stream's ends, and what the options leave switched off.
            _ => Ok(()),
        }
    }
}

fn bytes(builder: &Builder<'_, '_>, span: &granit_parser::Span) -> Span {
    let range = span.byte_range().unwrap_or_default();
    builder.bytes(range.start, range.end)
}
