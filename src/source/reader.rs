//! The file that is being read: its text, and values of it as texts.

use crate::diagnostic::{FileId, Span};
use crate::source::document::Text;
use crate::source::findings::{Findings, WRONG_SHAPE, error};
use crate::source::tree::{Node, Value};
use ecow::EcoString;
use std::fmt::Arguments;

/// The file that is being read, and what was found wrong with it.
pub(super) struct Reader<'a, 'f> {
    /// Which file.
    pub file: FileId,
    /// Its text.
    pub text: &'a str,
    /// Everything found so far.
    pub findings: &'f mut Findings,
}

impl<'a> Reader<'a, '_> {
    /// The first line of a value, of which `span` are the bytes.
    pub fn first_line(&self, span: Span) -> Span {
        let (start, end) = (span.start as usize, span.end as usize);
        let written = self.text.get(start..end).unwrap_or("");
        let line = written.lines().next().unwrap_or("");
        Span::new(self.file, start, start + line.trim_end().len())
    }

    /// A text, or a list or map as it was written.
    pub fn as_written(&self, node: &Node<'a>) -> Text {
        let value = match &node.value {
            Value::Empty => "",
            Value::Text(text) => text,
            Value::List(_) | Value::Map(_) => self.slice(node.span),
        };
        Text { value: value.into(), span: node.span }
    }

    /// A value that has to be a text; empty is nothing. `what` is what the text would be: `a title`.
    pub fn text(&mut self, node: &Node<'a>, what: Arguments<'_>) -> Option<Text> {
        match &node.value {
            Value::Text(text) => Some(Text { value: EcoString::from(&**text), span: node.span }),
            Value::Empty => None,
            Value::List(_) | Value::Map(_) => {
                self.wrong_shape(node, what, "a text", "write one text, in quotes if need be");
                None
            }
        }
    }

    /// Reports a value of the wrong shape.
    pub fn wrong_shape(&mut self, node: &Node<'a>, what: Arguments<'_>, wanted: &str, help: &str) {
        let found = shape(node);
        let span = self.first_line(node.span);
        self.findings.add(|| {
            let message = format!("{what} is {found}, but {wanted} belongs here");
            error(WRONG_SHAPE, message, span, found).help(help)
        });
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

/// The shape of a value, in words.
fn shape(node: &Node<'_>) -> &'static str {
    match node.value {
        Value::Empty => "empty",
        Value::Text(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
    }
}
