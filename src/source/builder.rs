//! Texts, lists and maps as they are read → tree, within limits; entries of `events` → records, as soon as each is
//! complete.
//!
//! A file is mostly its events. Each is decoded when its end is reached and let go, so that the tree of a large file
//! never stands in memory as a whole. [`MAX_DEPTH`], [`MAX_NODES`] and [`MAX_COPIED`] end a text that is built to
//! exhaust memory.

use crate::diagnostic::{Diagnostic, FileId, Span};
use crate::source::blocks::Blocks;
use crate::source::document::EventRecord;
use crate::source::findings::{
    DUPLICATE_KEY, Findings, TOO_MUCH, WRONG_SHAPE, YAML_SYNTAX, error, too_deep,
};
use crate::source::reader::Reader;
use crate::source::tree::{self, Entry, Node, Parsed, Value};
use crate::source::{MAX_COPIED, MAX_DEPTH, MAX_NODES, decode};
use granit_parser::{ScalarStyle, StructureStyle};
use std::borrow::Cow;
use std::collections::HashMap;

/// An error that ends the reading.
pub(super) type Fatal = Box<Diagnostic>;

/// A list or map that has begun and not ended.
struct Open<'a> {
    /// Bytes of its bracket; empty for one that has none.
    start: Span,
    style: StructureStyle,
    anchor: usize,
    collection: Collection<'a>,
    /// Nodes and bytes of text in it so far: the price of an alias to it.
    weight: usize,
    /// How many lists and maps lie inside each other in it so far.
    height: usize,
    /// Where its last content so far ends.
    end: u32,
}

/// What is being filled, and where its content begins on the builder's stack.
enum Collection<'a> {
    List { first: usize },
    Map { first: usize, key: Option<Key<'a>> },
}

/// A key that waits for its value; without a text if it cannot be a key.
struct Key<'a> {
    text: Option<Cow<'a, str>>,
    span: Span,
}

/// A finished node, with what an alias to it would cost.
#[derive(Clone)]
struct Built<'a> {
    node: Node<'a>,
    weight: usize,
    height: usize,
}

/// The tree under construction. The contents of open lists and maps lie on two stacks, the innermost on top, and
/// are moved into the tree when the list or map ends.
pub(super) struct Builder<'a, 'f> {
    file: FileId,
    text: &'a str,
    findings: &'f mut Findings,
    root: Option<Node<'a>>,
    events: Blocks<EventRecord>,
    /// Whether the root has a complete `events` already.
    has_events: bool,
    /// What was found wrong in `events`.
    of_events: Findings,
    open: Vec<Open<'a>>,
    items: Vec<Node<'a>>,
    entries: Vec<Entry<'a>>,
    anchored: HashMap<usize, Built<'a>>,
    documents: usize,
    nodes: usize,
    copied: usize,
}

impl<'a, 'f> Builder<'a, 'f> {
    /// A builder that has nothing yet.
    pub(super) fn new(file: FileId, text: &'a str, findings: &'f mut Findings) -> Builder<'a, 'f> {
        Builder {
            file,
            text,
            findings,
            root: None,
            events: Blocks::default(),
            has_events: false,
            of_events: Findings::default(),
            open: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            anchored: HashMap::new(),
            documents: 0,
            nodes: 0,
            copied: 0,
        }
    }

    /// A document begins.
    pub(super) fn document(&mut self, at: Span) -> Result<(), Fatal> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "a second YAML document begins here";
        Err(Box::new(
            error(YAML_SYNTAX, message, at, "an event file is one document")
                .help("move it to a file of its own and name that file under `include`"),
        ))
    }

    /// A text.
    pub(super) fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        anchor: usize,
        at: Span,
    ) -> Result<(), Fatal> {
        let empty = style == ScalarStyle::Plain && (at.is_empty() || text == "~");
        let weight = 1 + text.len();
        let value = if empty { Value::Empty } else { Value::Text(text) };
        let node = Node { span: self.inside(at, style), value };
        self.finish(Built { node, weight, height: 0 }, anchor, at.end)
    }

    /// A list begins; `anchor` is 0 if it has none, as with every value.
    pub(super) fn begin_list(
        &mut self,
        start: Span,
        style: StructureStyle,
        anchor: usize,
    ) -> Result<(), Fatal> {
        self.begin(start, style, anchor, Collection::List { first: self.items.len() })
    }

    /// A map begins.
    pub(super) fn begin_map(
        &mut self,
        start: Span,
        style: StructureStyle,
        anchor: usize,
    ) -> Result<(), Fatal> {
        let first = self.entries.len();
        self.begin(start, style, anchor, Collection::Map { first, key: None })
    }

    fn begin(
        &mut self,
        start: Span,
        style: StructureStyle,
        anchor: usize,
        collection: Collection<'a>,
    ) -> Result<(), Fatal> {
        self.check_depth(self.open.len() + 1, start)?;
        let end = start.end;
        self.open.push(Open { start, style, anchor, collection, weight: 1, height: 0, end });
        Ok(())
    }

    /// The innermost list or map ends.
    pub(super) fn end(&mut self, at: Span) -> Result<(), Fatal> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let end = match open.style {
            StructureStyle::Flow => at.end,
            // A list or map without brackets ends where its content does, not where the next one begins.
            StructureStyle::Block => open.end,
        };
        let span = Span { end, ..open.start };
        if let Collection::Map { first, .. } = open.collection
            && open.anchor == 0
            && self.in_events()
        {
            // Decoded where it lies: a hundred thousand maps need not be put together to be taken apart.
            self.drop_duplicates(first);
            let mut reader =
                Reader { file: self.file, text: self.text, findings: &mut self.of_events };
            self.events.push(decode::event_of(&mut reader, span, &self.entries[first..]));
            self.entries.truncate(first);
            let weight = open.weight.max(span.len());
            return self.count(span, weight, open.height + 1, end);
        }
        let value = match open.collection {
            Collection::List { first } => Value::List(self.items.drain(first..).collect()),
            Collection::Map { first, .. } => {
                self.drop_duplicates(first);
                Value::Map(self.entries.drain(first..).collect())
            }
        };
        let node = Node { span, value };
        // Blanks and comments count as well: some lists are kept as they were written.
        let weight = open.weight.max(span.len());
        self.finish(Built { node, weight, height: open.height + 1 }, open.anchor, end)
    }

    /// What stands under an anchor stands here as well.
    pub(super) fn alias(&mut self, anchor: usize, at: Span) -> Result<(), Fatal> {
        let Some(built) = self.anchored.get(&anchor).cloned() else {
            let message = "an alias stands inside of what it repeats";
            return Err(Box::new(
                error(YAML_SYNTAX, message, at, "this would go on for ever")
                    .help("write out what is meant"),
            ));
        };
        self.check_depth(self.open.len() + built.height, at)?;
        self.copied = self.copied.saturating_add(built.weight);
        if self.copied > MAX_COPIED {
            let message = "aliases repeat too much of this file";
            return Err(Box::new(
                error(TOO_MUCH, message, at, "one alias too many")
                    .note(format!("all aliases together may repeat {MAX_COPIED} values and bytes"))
                    .help("write out what is meant, or repeat less"),
            ));
        }
        self.finish(built, 0, at.end)
    }

    /// Puts a finished node where it belongs: under the innermost open list or map.
    fn finish(&mut self, built: Built<'a>, anchor: usize, end: u32) -> Result<(), Fatal> {
        self.count(built.node.span, built.weight, built.height, end)?;
        if anchor != 0 {
            self.anchored.insert(anchor, built.clone());
        }
        let is_event = self.in_events();
        let in_root = self.open.len() == 1;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(built.node);
            return Ok(());
        };
        match &mut open.collection {
            Collection::List { .. } if is_event => {
                let (file, text) = (self.file, self.text);
                let mut reader = Reader { file, text, findings: &mut self.of_events };
                self.events.extend(decode::event(&mut reader, &built.node));
            }
            Collection::List { .. } => self.items.push(built.node),
            Collection::Map { key: slot, .. } => match slot.take() {
                None => *slot = Some(key(built.node, self.findings)),
                Some(Key { text: Some(key), span }) => {
                    self.has_events |= in_root && key == "events";
                    self.entries.push(Entry { key, key_span: span, value: built.node });
                }
                Some(Key { text: None, .. }) => {}
            },
        }
        Ok(())
    }

    /// Counts a finished node, and what it adds to the innermost open list or map.
    fn count(&mut self, at: Span, weight: usize, height: usize, end: u32) -> Result<(), Fatal> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            let message = format!("the file has more than {MAX_NODES} values");
            return Err(Box::new(
                error(TOO_MUCH, message, at, "one value too many")
                    .help("split the file and name its parts under `include`"),
            ));
        }
        if let Some(open) = self.open.last_mut() {
            open.weight = open.weight.saturating_add(weight);
            open.height = open.height.max(height);
            open.end = open.end.max(end);
        }
        Ok(())
    }

    /// Whether what comes next is an entry of the root's `events`, which nothing else can ask for: a list that an
    /// alias repeats has to be kept, and of two keys `events` the second is reported and dropped.
    fn in_events(&self) -> bool {
        let [root, list] = &self.open[..] else { return false };
        let Collection::Map { key: Some(key), .. } = &root.collection else { return false };
        matches!(list.collection, Collection::List { .. })
            && list.anchor == 0
            && root.anchor == 0
            && key.text.as_deref() == Some("events")
            && !self.has_events
    }

    /// Reports keys that the innermost map has twice, and keeps the first of each.
    fn drop_duplicates(&mut self, first: usize) {
        let entries = &self.entries[first..];
        let again = tree::repeated_keys(entries);
        for &(earlier, at) in &again {
            let (earlier, again) = (&entries[earlier], &entries[at]);
            self.findings.add(|| {
                let message = format!("the key `{}` stands twice", again.key);
                error(DUPLICATE_KEY, message, again.key_span, "here again")
                    .at(earlier.key_span, "first here")
                    .help("remove one of the two, or rename it")
            });
        }
        if !again.is_empty() {
            let mut at = 0;
            let mut duplicates = again.iter().map(|&(_, at)| at).peekable();
            let kept: Vec<Entry<'a>> = self
                .entries
                .drain(first..)
                .filter(|_| {
                    at += 1;
                    duplicates.next_if_eq(&(at - 1)).is_none()
                })
                .collect();
            self.entries.extend(kept);
        }
    }

    fn check_depth(&self, depth: usize, at: Span) -> Result<(), Fatal> {
        if depth <= MAX_DEPTH {
            return Ok(());
        }
        Err(Box::new(too_deep(at)))
    }

    /// Reports a tag that is not one of YAML's own.
    pub(super) fn tag(&mut self, at: Span) {
        let written = self.text.get(at.start as usize..at.end as usize).unwrap_or("!");
        if written.starts_with("!!") || written == "!" {
            return;
        }
        self.findings.add(|| {
            let message = format!("the tag `{written}` means nothing in an event file");
            error(WRONG_SHAPE, message, at, "a tag").help(format!(
                "remove it, or quote the text if it begins with `!`: \"{written} …\""
            ))
        });
    }

    /// The bracket that was opened last and is still open.
    pub(super) fn innermost_bracket(&self) -> Option<Span> {
        let open = self.open.iter().rev().find(|open| open.style == StructureStyle::Flow)?;
        Some(open.start)
    }

    /// The document that was built, with what was found in its events; nothing if there was none.
    pub(super) fn parsed(self) -> Option<Parsed<'a>> {
        let Builder { root, events, of_events, findings, .. } = self;
        // Only of a file that is YAML throughout: else one slip would be told many times over.
        findings.append(of_events);
        root.map(|root| Parsed { root, events })
    }

    /// Bytes of the file.
    pub(super) fn bytes(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    /// The bytes of a text itself: without quotes, and without the line breaks that end a block.
    fn inside(&self, at: Span, style: ScalarStyle) -> Span {
        match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if at.len() > 2 => {
                Span { start: at.start + 1, end: at.end - 1, ..at }
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let written = self.text.get(at.start as usize..at.end as usize).unwrap_or("");
                Span { end: at.start + written.trim_end().len() as u32, ..at }
            }
            _ => at,
        }
    }
}

/// Takes a node for a key, if it can be one.
fn key<'a>(node: Node<'a>, findings: &mut Findings) -> Key<'a> {
    let span = node.span;
    let (message, label, help) = match node.value {
        Value::Text(text) if text != "<<" => return Key { text: Some(text), span },
        Value::Text(_) => (
            "the key `<<` merges maps in other programs, not here",
            "a merge key",
            "write the keys out",
        ),
        Value::Empty => {
            ("a key is empty", "nothing stands before the `:`", "write a key before the `:`")
        }
        Value::List(_) => ("a list stands where a key belongs", "a list", "write a text as key"),
        Value::Map(_) => ("a map stands where a key belongs", "a map", "write a text as key"),
    };
    findings.add(|| error(WRONG_SHAPE, message, span, label).help(help));
    Key { text: None, span }
}
