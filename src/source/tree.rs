//! The tree between YAML and the records: texts, lists and maps, every key and every value with its bytes.
//!
//! It keeps no types: `2016`, `09:30` and `NO` are the texts they are written as. Whatever it is built of has been
//! bounded by [`crate::source::builder`].

use crate::diagnostic::Span;
use crate::source::blocks::Blocks;
use crate::source::document::EventRecord;
use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

/// A value and its bytes.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    /// Where it stands: a quoted text without its quotes, a list or map in brackets with its brackets.
    pub span: Span,
    /// What it is.
    pub value: Value<'a>,
}

/// A value. Lists and maps are shared, so that an alias costs nothing.
#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    /// Nothing was written, or `~`.
    Empty,
    /// A text; borrowed where it stands in the file as it is.
    Text(Cow<'a, str>),
    /// A list.
    List(Rc<[Node<'a>]>),
    /// A map, in the order of the file, no key twice.
    Map(Rc<[Entry<'a>]>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node<'a>,
}

/// A YAML document.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    /// Its tree, without the events that were read on the way.
    pub root: Node<'a>,
    /// The entries of the root's `events`, if they were read on the way.
    pub events: Blocks<EventRecord>,
}

/// Maps longer than this are searched for repeated keys by way of a hash table.
const SHORT_MAP: usize = 16;

/// Keys that stand again in a list of entries: where each stands first, and where again.
pub(super) fn repeated_keys(entries: &[Entry<'_>]) -> Vec<(usize, usize)> {
    if entries.len() <= SHORT_MAP {
        let earlier = |at: usize| (0..at).find(|&first| entries[first].key == entries[at].key);
        return (1..entries.len()).filter_map(|at| Some((earlier(at)?, at))).collect();
    }
    let mut seen = HashMap::with_capacity(entries.len());
    let mut repeated = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let first = *seen.entry(&*entry.key).or_insert(at);
        if first != at {
            repeated.push((first, at));
        }
    }
    repeated
}
