//! What is wrong with a text that is not YAML, in the words of the person who wrote it.
//!
//! The YAML crate says which rule of the grammar failed and where it noticed. This file looks at the line to
//! say what was most likely meant: a `:` inside a text, a quote that is not closed, a line indented differently
//! from its neighbours, a tab. It gives exactly one [`Diagnostic`], with the line as it should be where that is plain.

use crate::diagnostic::{Diagnostic, FileId, Span};
use crate::source::findings::{TOO_MUCH, YAML_SYNTAX, error, too_deep};
use granit_parser::{ErrorKind, ScanError};

/// Longest line that a remedy repeats, in characters.
const MAX_REPEATED: usize = 100;

/// Explains a syntax error. `bracket` is the last bracket that was opened and not closed before it.
pub(super) fn explain(
    file: FileId,
    text: &str,
    scan_error: &ScanError,
    bracket: Option<Span>,
) -> Diagnostic {
    let at = Place::new(file, text, scan_error.marker().byte_offset());
    if let Some(found) = at.tab() {
        return found;
    }
    match scan_error.kind() {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
            if bracket.is_some() =>
        {
            at.unclosed(bracket)
        }
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator
            if bracket.is_some() =>
        {
            at.unclosed(bracket)
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => at.colon(),
        ErrorKind::UnclosedFlowCollection { .. } => at.unclosed(Some(at.character())),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => at.error(
            format!("`{open}` is closed by `{close}`"),
            format!("this `{open}`"),
            format!("close it with `{}`", closing(*open)),
        ),
        ErrorKind::MisplacedFlowCollectionEnd => at.error(
            format!("`{}` closes nothing", at.found()),
            "no bracket is open here",
            "remove it, or quote the text that it belongs to",
        ),
        ErrorKind::UnclosedQuotedScalar => at.error(
            format!("a text that begins with {} is never closed", at.quote_mark()),
            "opened here",
            format!("write {} at its end", at.quote_mark()),
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => at.after_quote(),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => at.error(
            "a `\\` in this text begins no escape that YAML knows",
            "the text begins here",
            "write the text in single quotes, or `\\\\` for each `\\`",
        ),
        ErrorKind::UnexpectedCharacter { character } => at.character_refused(*character),
        ErrorKind::UnknownAnchor => at.error(
            format!("`{}` repeats something that has no such name", at.word()),
            "an alias",
            at.quoted_line().unwrap_or_else(|| "quote a text that begins with `*`".to_owned()),
        ),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation => at.indentation(),
        ErrorKind::BlockSequenceEntryNotAllowed => at.error(
            "a list item begins in the middle of a line",
            "this `-`",
            "begin the list on a line of its own, or quote a text that begins with `-`",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => at.error(
            "a line without `:` stands where a key belongs",
            "no `:` after this",
            "write `key: text`; a text that goes on in the next line is indented deeper than its key",
        ),
        ErrorKind::RecursionLimitExceeded => too_deep(at.character()),
        ErrorKind::DirectiveByteLimitExceeded { .. }
        | ErrorKind::TooManyReservedDirectiveParams { .. } => {
            error(TOO_MUCH, "a YAML directive is too long", at.rest_of_line(), "too long")
                .help("remove the line")
        }
        _ => at.error(scan_error.info(), "here", "quote the text, or check brackets and indentation"),
    }
}

/// The place where reading stopped.
struct Place<'a> {
    file: FileId,
    text: &'a str,
    offset: usize,
    /// Where its line begins and ends.
    line: (usize, usize),
}

impl<'a> Place<'a> {
    /// The place at a byte offset; at the end of the text, the last line that says something.
    fn new(file: FileId, text: &'a str, offset: Option<usize>) -> Place<'a> {
        let mut offset = offset.unwrap_or(text.len()).min(text.trim_end().len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
        Place { file, text, offset, line: (start, end) }
    }

    fn error(
        &self,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        error(YAML_SYNTAX, message, self.character(), label).help(help)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    fn found(&self) -> char {
        self.text[self.offset..].chars().next().unwrap_or(' ')
    }

    /// The one character where reading stopped.
    fn character(&self) -> Span {
        let length = self.text[self.offset..].chars().next().map_or(0, char::len_utf8);
        self.span(self.offset, self.offset + length)
    }

    fn rest_of_line(&self) -> Span {
        let rest = self.text[self.offset..self.line.1].trim_end();
        self.span(self.offset, self.offset + rest.len())
    }

    fn word(&self) -> &'a str {
        let rest = &self.text[self.offset..self.line.1];
        rest.split([' ', ',', ']', '}']).next().unwrap_or(rest)
    }

    fn quote_mark(&self) -> &'static str {
        if self.found() == '\'' { "`'`" } else { "`\"`" }
    }

    /// A tab in the white space that begins this line or the next one.
    ///
    /// The next one, because a text that seems to go on in a line indented by a tab is reported where it begins.
    fn tab(&self) -> Option<Diagnostic> {
        let mut start = self.line.0;
        for line in self.text[start..].split('\n').take(2) {
            let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line[..indentation].find('\t') {
                let span = self.span(start + tab, start + tab + 1);
                return Some(
                    error(YAML_SYNTAX, "a tab indents this line", span, "a tab")
                        .help("indent with blanks; YAML allows no tabs here"),
                );
            }
            start += line.len() + 1;
        }
        None
    }

    /// A `:` where no key can be.
    fn colon(&self) -> Diagnostic {
        let before = &self.text[self.line.0..self.offset];
        let content = before.trim_start_matches([' ', '-']);
        let Some(colon) = content.find(": ") else {
            return self.deeper_than_its_neighbour(content);
        };
        let value = before.len() - content.len() + colon + 2;
        let finding = self.error(
            "a `:` stands inside a text that is not quoted",
            "YAML takes what stands before it for a key",
            "quote the text",
        );
        match self.quoted(self.line.0 + value) {
            Some(line) => finding.help(format!("quote the text: `{line}`")),
            None => finding,
        }
    }

    /// A key in a line that was read as more text of the line above.
    fn deeper_than_its_neighbour(&self, key: &str) -> Diagnostic {
        let above = self.text[..self.line.0].trim_end();
        let start = above.rfind('\n').map_or(0, |at| at + 1);
        let line = above[start..].trim_start();
        if line.is_empty() || line.contains(": ") {
            let message = format!("`{}` is indented deeper than the line above it", beginning(key));
            let span = self.span(self.offset - key.len(), self.offset);
            error(YAML_SYNTAX, message, span, "read as part of the text above")
                .help("indent the keys of one entry alike")
        } else {
            let message = "a line without `: ` stands where a key belongs";
            let span = self.span(above.len() - line.len(), above.len());
            error(YAML_SYNTAX, message, span, "no `: ` in this line")
                .help("write `key: text`, with a blank after the `:`")
        }
    }

    /// A line whose first column fits no line above it.
    fn indentation(&self) -> Diagnostic {
        let finding = error(
            YAML_SYNTAX,
            "this line is not indented like its neighbours",
            self.rest_of_line(),
            "begins in another column",
        );
        finding.help("indent the keys of one entry alike, and every `-` of one list alike")
    }

    fn unclosed(&self, bracket: Option<Span>) -> Diagnostic {
        let bracket = bracket.unwrap_or_else(|| self.character());
        let open = self.text[bracket.start as usize..].chars().next().unwrap_or('[');
        let finding =
            error(YAML_SYNTAX, format!("`{open}` is never closed"), bracket, "opened here");
        let finding = if bracket.start as usize == self.offset {
            finding
        } else {
            finding.at(self.character(), "still open here")
        };
        finding.help(format!("write `{}` where the {} ends", closing(open), kind(open)))
    }

    /// Something after the quote that should have ended the text.
    fn after_quote(&self) -> Diagnostic {
        let mark =
            if self.text[self.line.0..self.offset].trim_end().ends_with('\'') { '\'' } else { '"' };
        let help = if mark == '\'' {
            "write an apostrophe inside single quotes as `''`, or use double quotes"
        } else {
            "to quote inside a text, put the whole of it in single quotes: `'\"Yes\", he said'`"
        };
        error(
            YAML_SYNTAX,
            format!("text goes on after the closing `{mark}`"),
            self.rest_of_line(),
            "after the end of the quoted text",
        )
        .note(format!("if this is the beginning of a text, a `{mark}` is missing in a line above"))
        .help(help)
    }

    /// A character that cannot stand here: one that YAML keeps for itself, or one that is not text at all.
    fn character_refused(&self, character: char) -> Diagnostic {
        if character.is_control() || character == '\u{feff}' {
            return self.error(
                format!("the character U+{:04X} is not allowed in YAML", u32::from(character)),
                "cannot be printed",
                "remove it",
            );
        }
        let name =
            if character == '`' { "a backtick".to_owned() } else { format!("`{character}`") };
        self.error(
            format!("a text that is not quoted begins with {name}"),
            "YAML keeps this character for itself",
            self.quoted_line().unwrap_or_else(|| "quote the text".to_owned()),
        )
    }

    /// "quote it: …", with the text that begins here in quotes.
    fn quoted_line(&self) -> Option<String> {
        self.quoted(self.offset).map(|line| format!("quote the text: `{line}`"))
    }

    /// This line with everything from `start` on in quotes, if it is short and nothing else hangs on it.
    fn quoted(&self, start: usize) -> Option<String> {
        let before = self.text[self.line.0..start].trim_start();
        let text = self.text[start..self.line.1].trim_end();
        // Inside brackets, the text may end before the line does; and so it does before a comment.
        let ends_with_line =
            !before.contains(['[', '{']) && !text.contains(['[', '{', ']', '}', '#']);
        let mark = ['"', '\'']
            .into_iter()
            .find(|mark| !(text.contains(*mark) || *mark == '"' && text.contains('\\')))?;
        let line = format!("{before}{mark}{text}{mark}");
        (ends_with_line && line.chars().count() <= MAX_REPEATED).then_some(line)
    }
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

fn kind(open: char) -> &'static str {
    if open == '{' { "map" } else { "list" }
}

/// The beginning of a text, short enough for a message.
fn beginning(text: &str) -> String {
    let mut words: String = text.chars().take(40).collect();
    if words.len() < text.len() {
        words.push('…');
    }
    words
}
