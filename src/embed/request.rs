//! What a place asks for: events, and how they shall be drawn.
//!
//! A block says it in lines that begin with `//|` or `#|` (`//| layout: horizontal`, as filters for pandoc write
//! it), and a block that only names a file may say it in plain lines. An image says it behind a `?`:
//! `talks.yaml?layout=horizontal&actor=kerry`. The keys are in [`KEYS`].

use crate::embed::{Block, Content, Place};

/// The keys that a place may have, and what each says.
pub const KEYS: &[(&str, &str)] = &[
    ("file", "the event file, relative to the report"),
    ("layout", "how time runs"),
    ("width", "width of the picture: `160mm`"),
    ("theme", "colours"),
    ("from", "leave out what was over before this date"),
    ("to", "leave out what began after this date"),
    ("actor", "only events with one of these actors, separated by commas"),
    ("kind", "only events of these kinds, separated by commas"),
    ("focus", "set these actors off: everyone else turns grey"),
    ("pin", "hold life lines in this order; `...` is everyone else"),
    ("caption", "the words under the picture"),
    ("alt", "what is read to those who do not see the picture"),
    ("label", "a name for cross-references: `fig-talks`"),
    ("name", "the name of the picture's file, without extension"),
];

/// Keys that change the picture; the others change what stands in the report.
const OF_PICTURE: [&str; 9] =
    ["layout", "width", "theme", "from", "to", "actor", "kind", "focus", "pin"];

/// Where the events are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the report itself. The text begins with as many empty lines as stand before it in the report, so that a
    /// finding about it names a line of the report.
    Here(String),
    /// In this file, as written: relative to the report.
    File(String),
}

/// A timeline that a report wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where the events are.
    pub origin: Origin,
    /// Keys and values, in the order of [`KEYS`]; no key stands twice, and `file` is not among them.
    pub options: Vec<(&'static str, String)>,
}

/// What is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The fact: lower case, no full stop, names in backticks.
    pub message: String,
    /// The line of the report, from 1.
    pub line: usize,
}

impl Request {
    /// The value of a key.
    pub fn option(&self, key: &str) -> Option<&str> {
        self.options.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str())
    }

    /// What changes the picture, as one text: `layout=horizontal&actor=kerry`; empty if nothing does.
    pub fn look(&self) -> String {
        let of_picture = self.options.iter().filter(|(key, _)| OF_PICTURE.contains(key));
        of_picture.map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
    }
}

/// What a block asks for.
///
/// # Errors
/// An option that there is not, or that has no value; a block that is empty.
pub fn of_block(block: &Block) -> Result<Request, Wrong> {
    let mut options = Options::default();
    let mut events = String::new();
    let mut plain: Vec<(usize, &str)> = Vec::new();
    for (index, line) in block.text.lines().enumerate() {
        let number = block.first_line + index;
        let words = line.trim();
        match words.strip_prefix("//|").or_else(|| words.strip_prefix("#|")) {
            Some(option) => {
                options.add(option, ':', number)?;
                events.push('\n');
            }
            None => {
                if !words.is_empty() && !words.starts_with('#') {
                    plain.push((number, line));
                }
                events.push_str(line);
                events.push('\n');
            }
        }
    }
    let names_file = plain.iter().any(|(_, line)| line.starts_with("file:"));
    if names_file {
        for (number, line) in &plain {
            options.add(line, ':', *number)?;
        }
    }
    let file = options.take("file");
    let origin = match file {
        Some(file) => Origin::File(file),
        None if plain.is_empty() => {
            let message = "a timeline without events; write them, or `file: talks.yaml`".to_owned();
            return Err(Wrong { message, line: block.first_line });
        }
        None => Origin::Here("\n".repeat(block.first_line - 1) + &events),
    };
    Ok(Request { origin, options: options.found })
}

/// What an image's address asks for, if it names an event file.
///
/// # Errors
/// As [`of_block`]; `line` is where the address stands.
pub fn of_address(address: &str, line: usize) -> Option<Result<Request, Wrong>> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    if !(path.ends_with(".yaml") || path.ends_with(".yml")) {
        return None;
    }
    let mut options = Options::default();
    for option in query.split('&').filter(|option| !option.is_empty()) {
        if let Err(wrong) = options.add(&decoded(option), '=', line) {
            return Some(Err(wrong));
        }
    }
    Some(Ok(Request { origin: Origin::File(decoded(path)), options: options.found }))
}

/// What a place asks for; nothing if it is the image of something else.
pub fn of_place(place: &Place, line: usize) -> Option<Result<Request, Wrong>> {
    match &place.content {
        Content::Block(block) => Some(of_block(block)),
        Content::Image(image) => of_address(&image.address, line),
    }
}

#[derive(Default)]
struct Options {
    found: Vec<(&'static str, String)>,
}

impl Options {
    /// Adds `key: value`.
    fn add(&mut self, line: &str, between: char, number: usize) -> Result<(), Wrong> {
        let wrong = |message: String| Wrong { message, line: number };
        let (key, value) = line.split_once(between).unwrap_or((line, ""));
        let (key, value) = (key.trim(), unquoted(value.trim()));
        let Some(at) = KEYS.iter().position(|(known, _)| *known == key) else {
            let near = crate::source::nearest::nearest(key, KEYS.iter().map(|(key, _)| *key));
            let known = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    let names: Vec<_> = KEYS.iter().map(|(name, _)| format!("`{name}`")).collect();
                    format!("there are {}", names.join(", "))
                }
            };
            return Err(wrong(format!("a timeline has no option `{key}`; {known}")));
        };
        let key = KEYS[at].0;
        if value.is_empty() {
            return Err(wrong(format!("the option `{key}` has no value")));
        }
        if self.found.iter().any(|(known, _)| *known == key) {
            return Err(wrong(format!("the option `{key}` stands twice")));
        }
        let place = |key: &str| KEYS.iter().position(|(known, _)| *known == key);
        let after = self.found.partition_point(|(known, _)| place(known) < Some(at));
        self.found.insert(after, (key, value.to_owned()));
        Ok(())
    }

    fn take(&mut self, key: &str) -> Option<String> {
        let at = self.found.iter().position(|(known, _)| *known == key)?;
        Some(self.found.remove(at).1)
    }
}

fn unquoted(value: &str) -> &str {
    for mark in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(mark).and_then(|value| value.strip_suffix(mark)) {
            return inside;
        }
    }
    value
}

/// An address with its `%20` and the like undone; as it is where that gives no text.
pub fn decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) if bytes[at] == b'%' => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| address.to_owned())
}
