//! Tree → [`Document`]: the format of the event file, key by key.

use crate::diagnostic::{FileId, Span};
use crate::source::document::{
    AccountRecord, ActorRecord, Calendar, Citing, Dateline, Document, EventRecord, Excuse, Link,
    Part, PlaceRecord, RELATIONS, SourceRecord, Text,
};
use crate::source::fields::Fields;
use crate::source::findings::{Findings, MISSING_KEY, WRONG_SHAPE, error};
use crate::source::reader::Reader;
use crate::source::tree::{Entry, Node, Parsed, Value};
use thin_vec::ThinVec;

/// What a file is to the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The file that was asked for: needs a title, and events of its own unless it includes other files.
    Main,
    /// A file named under `include`: may hold only actors, or only sources.
    Included,
}

/// Reads the root of a file; gives nothing only if that is not a map. `events` are those that were read while the
/// file was parsed; their list is empty then.
pub(super) fn document(
    file: FileId,
    text: &str,
    Parsed { root, events }: Parsed<'_>,
    role: Role,
    findings: &mut Findings,
) -> Option<Document> {
    let root = &root;
    let mut reader = Reader { file, text, findings };
    let place = match &root.value {
        Value::Map(entries) => entries.first().map_or(root.span, |entry| entry.key_span),
        Value::Empty | Value::Text(_) | Value::List(_) => root.span,
    };
    reader.record(root, "an event file", place, |fields| {
        let title = match role {
            Role::Main => fields.required_text("title", "Cease-fire talks"),
            Role::Included => fields.text("title"),
        };
        let include = fields.texts("include");
        if role == Role::Main && include.is_empty() {
            fields.require("events", "[{kind: meeting}]");
        }
        let rest = fields.list("events", event);
        Document {
            file,
            title,
            subtitle: fields.text("subtitle"),
            language: fields.text("language"),
            date_style: fields.text("date_style"),
            timezone: fields.text("timezone"),
            offset: fields.text("offset"),
            anchor: fields.date("anchor"),
            as_of: fields.date("as_of"),
            calendar: calendar(fields),
            year_start: fields.text("year_start"),
            include,
            prefer: fields.texts("prefer"),
            allow: excuses(fields),
            sources: fields.map("sources", source),
            actors: fields.map("actors", actor),
            places: fields.map("places", place_record),
            events: if events.is_empty() { rest.into_iter().collect() } else { events },
        }
    })
}

fn calendar(fields: &mut Fields<'_, '_, '_>) -> Option<Calendar> {
    let entry = fields.entry("calendar")?;
    match &entry.value.value {
        Value::Map(_) => fields
            .reader()
            .record(&entry.value, "a calendar", entry.key_span, |fields| {
                fields.required_text("reform", "RUSSIA").map(Calendar::Reform)
            })
            .flatten(),
        Value::Text(_) | Value::List(_) | Value::Empty => {
            fields.reader().text(&entry.value, format_args!("`calendar`")).map(Calendar::Named)
        }
    }
}

fn source<'a>(reader: &mut Reader<'a, '_>, id: Text, node: &Node<'a>) -> Option<SourceRecord> {
    let place = id.span;
    reader.record(node, "a source", place, |fields| SourceRecord {
        id,
        title: fields.required_text("title", "No deal after talks"),
        publisher: fields.text("publisher").map(Box::new),
        author: fields.text("author").map(Box::new),
        published: fields.date("published").map(Box::new),
        dateline: dateline(fields).map(Box::new),
        accessed: fields.date("accessed").map(Box::new),
        url: fields.text("url"),
        archive: fields.text("archive").map(Box::new),
        text: fields.text("text").map(Box::new),
        sha256: fields.text("sha256").map(Box::new),
        language: fields.text("language").map(Box::new),
        reliability: fields.text("reliability").map(Box::new),
    })
}

fn dateline(fields: &mut Fields<'_, '_, '_>) -> Option<Dateline> {
    let node = fields.node("dateline")?;
    match &node.value {
        Value::Map(_) => fields.reader().record(node, "a dateline", node.span, |fields| {
            let place = fields.text("place");
            Dateline::Parts { place, date: fields.date("date") }
        }),
        Value::Text(_) | Value::List(_) | Value::Empty => {
            fields.reader().text(node, format_args!("`dateline`")).map(Dateline::Line)
        }
    }
}

fn actor<'a>(reader: &mut Reader<'a, '_>, id: Text, node: &Node<'a>) -> Option<ActorRecord> {
    let place = id.span;
    reader.record(node, "an actor", place, |fields| ActorRecord {
        id,
        name: fields.required_text("name", "John Kerry"),
        short: fields.text("short"),
        aliases: fields.texts("aliases"),
        kind: fields.text("kind"),
        role: fields.text("role"),
        member_of: fields.text("member_of"),
        tenure: fields.date("tenure"),
        born: fields.date("born"),
        died: fields.date("died"),
        color: color(fields, "color"),
    })
}

/// A colour. `color: #1f5fa8` without quotes is an empty value and a comment, which nobody means.
pub(super) fn color(fields: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<Text> {
    let entry = fields.entry(key)?;
    let Value::Empty = entry.value.value else {
        return fields.reader().text(&entry.value, format_args!("`{key}`"));
    };
    let text = fields.reader().text;
    let line = text.get(entry.key_span.end as usize..)?.lines().next()?;
    let comment = line.trim_start_matches([':', ' ']);
    let digits = comment.strip_prefix('#')?;
    let end = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
    if end == 3 || end == 6 {
        let at = entry.key_span.end as usize + line.len() - comment.len();
        let span = Span::new(entry.key_span.file, at, at + 1 + end);
        let written = &comment[..=end];
        fields.report(|| {
            let message = format!("YAML reads `{written}` as a comment, not as a colour");
            error(WRONG_SHAPE, message, span, "a comment")
                .help(format!("quote it: `{key}: \"{written}\"`"))
        });
    }
    None
}

fn place_record<'a>(reader: &mut Reader<'a, '_>, id: Text, node: &Node<'a>) -> Option<PlaceRecord> {
    let place = id.span;
    reader.record(node, "a place", place, |fields| PlaceRecord {
        id,
        name: fields.text("name"),
        timezone: fields.text("timezone"),
        offset: fields.text("offset"),
        location: location(fields),
    })
}

/// Latitude and longitude, degrees.
fn location(fields: &mut Fields<'_, '_, '_>) -> Option<(f64, f64)> {
    let node = fields.node("location")?;
    let number = |node: &Node<'_>, limit: f64| match &node.value {
        Value::Text(text) => text.parse::<f64>().ok().filter(|degrees| degrees.abs() <= limit),
        Value::Empty | Value::List(_) | Value::Map(_) => None,
    };
    let pair = match &node.value {
        Value::List(items) => match &items[..] {
            [latitude, longitude] => number(latitude, 90.0).zip(number(longitude, 180.0)),
            _ => None,
        },
        Value::Text(_) | Value::Map(_) | Value::Empty => None,
    };
    if pair.is_none() {
        let span = fields.reader().first_line(node.span);
        fields.report(|| {
            let message = "a location is two numbers: latitude and longitude in degrees";
            error(WRONG_SHAPE, message, span, "not such a pair")
                .help("write `location: [30.27, 120.16]`; south and west are negative")
        });
    }
    pair
}

/// Reads an entry of `events`.
pub(super) fn event<'a>(reader: &mut Reader<'a, '_>, node: &Node<'a>) -> Option<EventRecord> {
    let first_line = reader.first_line(node.span);
    reader.record(node, "an event", first_line, |fields| event_record(fields, first_line))
}

/// Reads an entry of `events` that is a map, of which `span` are the bytes and `entries` the keys.
pub(super) fn event_of<'a>(
    reader: &mut Reader<'a, '_>,
    span: Span,
    entries: &[Entry<'a>],
) -> EventRecord {
    let first_line = reader.first_line(span);
    reader.record_of(entries, "an event", first_line, |fields| event_record(fields, first_line))
}

fn event_record(fields: &mut Fields<'_, '_, '_>, first_line: Span) -> EventRecord {
    EventRecord {
        first_line,
        id: fields.text("id"),
        kind: fields.required_text("kind", "meeting"),
        form: fields.text("form").map(Box::new),
        title: fields.text("title"),
        date: fields.date("date"),
        time: time(fields).map(Box::new),
        timezone: fields.text("timezone").map(Box::new),
        offset: fields.text("offset").map(Box::new),
        dated: fields.date("dated").map(Box::new),
        anchor: fields.date("anchor").map(Box::new),
        duration: fields.text("duration").map(Box::new),
        extent: fields.text("span").map(Box::new),
        place: fields.text("place"),
        actors: fields.named("actors", part),
        speaker: fields.text("speaker").map(Box::new),
        to: fields.named("to", part),
        quote: fields.text("quote"),
        translated_from: fields.text("translated_from").map(Box::new),
        attribution: fields.text("attribution").map(Box::new),
        sources: fields.named("source", citing),
        text_span: fields.named("text_span", citing),
        status: fields.text("status").map(Box::new),
        note: fields.text("note").map(Box::new),
        sent: fields.date("sent").map(Box::new),
        delivered: fields.date("delivered").map(Box::new),
        published: fields.date("published").map(Box::new),
        links: links(fields),
        accounts: fields.list("accounts", account),
        allow: excuses(fields),
    }
}

/// The `time` of an event, which means nothing without its `date`.
fn time(fields: &mut Fields<'_, '_, '_>) -> Option<Text> {
    let time = fields.date("time")?;
    if fields.has("date") {
        return Some(time);
    }
    fields.report(|| {
        let message = "`time` stands without a `date`";
        error(MISSING_KEY, message, time.span, "of which day?")
            .help("write `date: 2016-09-05` beside it")
    });
    None
}

fn part<'a>(reader: &mut Reader<'a, '_>, actor: Text, role: &Node<'a>) -> Option<Part> {
    Some(Part { actor, role: reader.text(role, format_args!("a role")).map(Box::new) })
}

fn citing<'a>(reader: &mut Reader<'a, '_>, source: Text, locator: &Node<'a>) -> Option<Citing> {
    let locator = reader.text(locator, format_args!("the place in a source")).map(Box::new);
    Some(Citing { source, locator })
}

fn links(fields: &mut Fields<'_, '_, '_>) -> ThinVec<Link> {
    let mut links = ThinVec::new();
    for relation in RELATIONS {
        let found =
            fields.named(relation, |reader, target, detail| link(reader, relation, target, detail));
        // Most events have one relation or two: no room for more than there are.
        links.reserve_exact(found.len());
        links.extend(found);
    }
    links
}

fn link<'a>(
    reader: &mut Reader<'a, '_>,
    relation: &'static str,
    target: Text,
    detail: &Node<'a>,
) -> Option<Link> {
    if let Value::Empty = detail.value {
        return Some(Link { relation, target, gap: None, per: None, reject: None });
    }
    let place = target.span;
    reader.record(detail, "a relation", place, |fields| {
        // Only two relations leave a time between their events.
        let gap = if matches!(relation, "after" | "before") {
            fields.text("gap").map(Box::new)
        } else {
            None
        };
        let per = fields.text("per").map(Box::new);
        let reject = fields.text("reject").map(Box::new);
        if let (None, Some(reason)) = (&per, &reject) {
            fields.report(|| {
                let message = "`reject` sets aside what a source says, and no source is named";
                error(MISSING_KEY, message, reason.span, "whose word is set aside?")
                    .help("name the source with `per`, or take the relation out")
            });
        }
        Link { relation, target, gap, per, reject }
    })
}

fn account<'a>(reader: &mut Reader<'a, '_>, node: &Node<'a>) -> Option<AccountRecord> {
    let first_line = reader.first_line(node.span);
    reader.record(node, "an account", first_line, |fields| {
        let account = AccountRecord {
            source: fields.required_text("source", "voa"),
            reject: fields.text("reject"),
            first_line,
            ..AccountRecord::default()
        };
        let Some(claim) = fields.node("claim") else { return account };
        let reader = fields.reader();
        let place = reader.first_line(claim.span);
        let understood = reader.record(claim, "a claim", place, |fields| {
            // What is told otherwise and does not bear on time is kept as it is written.
            for key in UNTIMED_CLAIMS {
                fields.node(key);
            }
            AccountRecord {
                date: fields.date("date"),
                time: fields.date("time"),
                duration: fields.text("duration"),
                place: fields.text("place"),
                links: links(fields),
                ..account.clone()
            }
        });
        let mut account = understood.unwrap_or(account);
        if let Value::Map(entries) = &claim.value {
            account.claims = entries
                .iter()
                .map(|entry| {
                    let field = Text { value: (&*entry.key).into(), span: entry.key_span };
                    (field, reader.as_written(&entry.value))
                })
                .collect();
        }
        account
    })
}

/// What an account can tell otherwise beside date, time, duration, place and relations.
const UNTIMED_CLAIMS: [&str; 10] =
    ["kind", "form", "title", "actors", "speaker", "to", "quote", "attribution", "status", "note"];

fn excuses(fields: &mut Fields<'_, '_, '_>) -> ThinVec<Excuse> {
    fields.named("allow", |reader, code, reason| {
        let Some(reason) = reader.text(reason, format_args!("a reason")) else {
            reader.findings.add(|| {
                let message = format!("`{}` is excused without a reason", code.value);
                let help = format!("write `allow: {{{}: the reason}}`", code.value);
                error(MISSING_KEY, message, code.span, "why?").help(help)
            });
            return None;
        };
        Some(Excuse { code, reason })
    })
}
