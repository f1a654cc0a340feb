//! A cursor over the keys of one map, which turns shapes into texts and collects every mistake on the way.
//!
//! A record is read by asking its [`Fields`] for each key that it can have; what nobody asked for is an unknown
//! key. Hence the code that reads a record is the list of its keys, and there is no other list to keep in step.

use crate::diagnostic::{Diagnostic, Span};
use crate::source::document::Text;
use crate::source::findings::{MISSING_KEY, UNKNOWN_KEY, YAML_ATE_DATE, error};
use crate::source::nearest::nearest;
use crate::source::reader::Reader;
use crate::source::tree::{Entry, Node, Value};
use ecow::EcoString;
use thin_vec::ThinVec;

/// Longest text that a message repeats, in bytes.
const MAX_REPEATED: usize = 80;

/// The keys of one map.
pub(super) struct Fields<'r, 'a, 'f> {
    /// What the map describes, with its article: `an event`.
    what: &'static str,
    /// Where to say that a key is missing.
    place: Span,
    entries: &'r [Entry<'a>],
    asked: Vec<&'static str>,
    /// How many of the entries were asked for.
    taken: usize,
    /// Keys that have to be there and are not, each with an example of its value.
    missing: Vec<(&'static str, &'static str)>,
    reader: &'r mut Reader<'a, 'f>,
}

impl<'a> Reader<'a, '_> {
    /// Reads a map as a record; `what` names it with its article, `place` is where missing keys are reported.
    ///
    /// An empty value is a map without keys. Anything else that is not a map is reported and gives nothing.
    pub fn record<T>(
        &mut self,
        node: &Node<'a>,
        what: &'static str,
        place: Span,
        read: impl FnOnce(&mut Fields<'_, 'a, '_>) -> T,
    ) -> Option<T> {
        let entries: &[Entry<'a>] = match &node.value {
            Value::Map(entries) => entries,
            Value::Empty => &[],
            Value::Text(_) | Value::List(_) => {
                self.wrong_shape(
                    node,
                    format_args!("{what}"),
                    "a map",
                    "write its keys, one a line: `key: text`",
                );
                return None;
            }
        };
        Some(self.record_of(entries, what, place, read))
    }

    /// Reads the keys of a map as a record.
    pub fn record_of<T>(
        &mut self,
        entries: &[Entry<'a>],
        what: &'static str,
        place: Span,
        read: impl FnOnce(&mut Fields<'_, 'a, '_>) -> T,
    ) -> T {
        let mut fields = Fields {
            what,
            place,
            entries,
            asked: Vec::with_capacity(40),
            taken: 0,
            missing: Vec::new(),
            reader: self,
        };
        let record = read(&mut fields);
        fields.close();
        record
    }
}

impl<'r, 'a, 'f> Fields<'r, 'a, 'f> {
    /// The reader, for values with a shape of their own.
    pub fn reader(&mut self) -> &mut Reader<'a, 'f> {
        self.reader
    }

    /// The value of a key, if it is there and not empty.
    pub fn node(&mut self, key: &'static str) -> Option<&'r Node<'a>> {
        let entry = self.entry(key)?;
        match entry.value.value {
            Value::Empty => None,
            Value::Text(_) | Value::List(_) | Value::Map(_) => Some(&entry.value),
        }
    }

    /// Whether a key is there, empty or not.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The entry of a key, empty or not.
    pub fn entry(&mut self, key: &'static str) -> Option<&'r Entry<'a>> {
        self.asked.push(key);
        if self.taken == self.entries.len() {
            // Every entry has been asked for, and no key stands twice.
            return None;
        }
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        self.taken += 1;
        Some(entry)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.node(key)?;
        self.reader.text(node, format_args!("`{key}`"))
    }

    /// A text that has to be there; `example` is one that a person could write.
    pub fn required_text(&mut self, key: &'static str, example: &'static str) -> Option<Text> {
        self.require(key, example);
        self.text(key)
    }

    /// Says that a key has to be there and to have a value.
    pub fn require(&mut self, key: &'static str, example: &'static str) {
        match self.entries.iter().find(|entry| entry.key == key) {
            None => self.missing.push((key, example)),
            Some(Entry { value: Node { value: Value::Empty, .. }, key_span, .. }) => {
                self.reader.findings.add(|| {
                    error(
                        MISSING_KEY,
                        format!("`{key}` has no value"),
                        *key_span,
                        "nothing follows",
                    )
                    .help(format!("write `{key}: {example}`"))
                });
            }
            Some(_) => {}
        }
    }

    /// A date or a time, as text. A list or map in brackets is a date that YAML has taken for its own.
    pub fn date(&mut self, key: &'static str) -> Option<Text> {
        let node = self.node(key)?;
        let (start, kind) = match &node.value {
            Value::List(_) => ('[', "a list"),
            Value::Map(_) => ('{', "a map"),
            Value::Text(_) | Value::Empty => {
                return self.reader.text(node, format_args!("`{key}`"));
            }
        };
        if let Some(dual) = self.dual_date(node) {
            return Some(dual);
        }
        let written = self.reader.slice(node.span);
        if !written.starts_with(start) || written.len() > MAX_REPEATED || written.contains('\n') {
            return self.reader.text(node, format_args!("`{key}`"));
        }
        self.reader.findings.add(|| {
            let message = format!("YAML reads `{written}` as {kind}, not as a date");
            let quoted = written.replace('"', "");
            error(YAML_ATE_DATE, message, node.span, kind)
                .help(format!("quote it: `{key}: \"{quoted}\"`"))
        });
        None
    }

    /// A map of `os` and `ns`, as one text: the language of dates reads it.
    fn dual_date(&self, node: &Node<'a>) -> Option<Text> {
        let Value::Map(entries) = &node.value else { return None };
        let sides = entries.iter().map(|entry| match &entry.value.value {
            Value::Text(date) if matches!(&*entry.key, "os" | "ns") => {
                Some(format!("{}: {date}", entry.key))
            }
            Value::Text(_) | Value::List(_) | Value::Map(_) | Value::Empty => None,
        });
        let sides: Vec<String> = sides.collect::<Option<_>>()?;
        let written = self.reader.slice(node.span);
        // Verbatim where that is the same, so that findings can point into it.
        let plain = written.starts_with('{') && !written.contains(['"', '\'', '#', '\n']);
        let value = if plain { written.to_owned() } else { format!("{{{}}}", sides.join(", ")) };
        (!sides.is_empty()).then_some(Text { value: value.into(), span: node.span })
    }

    /// One text, or a list of them.
    pub fn texts(&mut self, key: &'static str) -> Vec<Text> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        match &node.value {
            Value::List(items) => items
                .iter()
                .filter_map(|item| self.reader.text(item, format_args!("an item of `{key}`")))
                .collect(),
            Value::Text(_) | Value::Map(_) | Value::Empty => {
                self.reader.text(node, format_args!("`{key}`")).into_iter().collect()
            }
        }
    }

    /// A list of records.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'a, 'f>, &Node<'a>) -> Option<T>,
    ) -> ThinVec<T> {
        let Some(node) = self.node(key) else {
            return ThinVec::new();
        };
        match &node.value {
            Value::List(items) => items.iter().filter_map(|item| read(self.reader, item)).collect(),
            Value::Text(_) | Value::Map(_) | Value::Empty => {
                let help = "begin each entry with `- `";
                self.reader.wrong_shape(node, format_args!("`{key}`"), "a list", help);
                ThinVec::new()
            }
        }
    }

    /// A map of records, each under its id.
    pub fn map<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'a, 'f>, Text, &Node<'a>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        match &node.value {
            Value::Map(entries) => entries
                .iter()
                .filter_map(|entry| read(self.reader, key_text(entry), &entry.value))
                .collect(),
            Value::Text(_) | Value::List(_) | Value::Empty => {
                let help = "write one `id: {…}` a line";
                self.reader.wrong_shape(node, format_args!("`{key}`"), "a map", help);
                Vec::new()
            }
        }
    }

    /// Names, each with an optional detail: one name, a list of names and one-key maps, or a map.
    ///
    /// `kerry`, `[kerry, {annan: mediator}]` and `{kerry: , annan: mediator}` are the three forms; `read` is given
    /// the name and the detail, which is empty where there is none.
    pub fn named<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'a, 'f>, Text, &Node<'a>) -> Option<T>,
    ) -> ThinVec<T> {
        let Some(node) = self.node(key) else {
            return ThinVec::new();
        };
        let items = match &node.value {
            Value::List(items) => &items[..],
            Value::Text(_) | Value::Map(_) | Value::Empty => std::slice::from_ref(node),
        };
        let mut found = ThinVec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::Text(text) => {
                    let name = Text { value: EcoString::from(&**text), span: item.span };
                    let nothing = Node { span: item.span, value: Value::Empty };
                    found.extend(read(self.reader, name, &nothing));
                }
                Value::Map(entries) => {
                    for entry in entries.iter() {
                        found.extend(read(self.reader, key_text(entry), &entry.value));
                    }
                }
                Value::Empty => {}
                Value::List(_) => {
                    let what = format_args!("an item of `{key}`");
                    self.reader.wrong_shape(item, what, "a text", "remove the inner brackets");
                }
            }
        }
        found
    }

    /// Adds a finding about this record.
    pub fn report(&mut self, finding: impl FnOnce() -> Diagnostic) {
        self.reader.findings.add(finding);
    }

    /// Reports keys that nobody asked for, and keys that had to be there and are not.
    fn close(self) {
        let Fields { what, place, entries, asked, mut missing, reader, .. } = self;
        if self.taken < entries.len() {
            let known = |entry: &&Entry<'a>| asked.iter().any(|key| *key == entry.key);
            for entry in entries.iter().filter(|entry| !known(entry)) {
                let meant = |key: &(&'static str, _)| nearest(&entry.key, [key.0]).is_some();
                if let Some(at) = missing.iter().position(meant) {
                    // The key is not missing but misspelt: one mistake, one finding.
                    missing.swap_remove(at);
                }
                reader.findings.add(|| unknown_key(entry, what, &asked));
            }
        }
        for (key, example) in missing {
            reader.findings.add(|| {
                error(MISSING_KEY, format!("`{key}` is missing in {what}"), place, "here")
                    .help(format!("write `{key}: {example}`"))
            });
        }
    }
}

fn unknown_key(entry: &Entry<'_>, what: &str, known: &[&str]) -> Diagnostic {
    let message = format!("unknown key `{}` in {what}", entry.key);
    let finding = error(UNKNOWN_KEY, message, entry.key_span, "not a key here");
    match nearest(&entry.key, known.iter().copied()) {
        Some(known) => finding.help(format!("did you mean `{known}`?")),
        None => finding.help(format!("the keys of {what} are {}", listed(known))),
    }
}

fn key_text(entry: &Entry<'_>) -> Text {
    Text { value: EcoString::from(&*entry.key), span: entry.key_span }
}

fn listed(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
