//! The format of event files as JSON Schema (draft 7, which editors understand best), for completion, hovering
//! help and a first check while typing.
//!
//! The lists of words are the tables that the reader uses; the keys are held against the reader by a test. What
//! needs more than one place of a file (ids that exist, dates that agree) is for `demarche check`.

use crate::timeline::resolve::words::ACTOR_KINDS;
use crate::timeline::{Kind, RelationKind, Status};
use serde_json::{Map, Value, json};

/// What a key holds.
#[derive(Clone, Copy)]
enum Holds {
    /// A text; YAML may take it for a number or a truth value, the reader does not.
    Text,
    /// One text, or a list of them.
    Texts,
    /// A date in the language of dates.
    Date,
    /// What another part of this table says.
    Part(&'static str),
    /// A map from ids to a part.
    MapOf(&'static str),
    /// A list of a part.
    ListOf(&'static str),
}

/// A key with what it holds and what it says.
type Key = (&'static str, Holds, &'static str);

/// The keys of a timeline, in the order of the format's page.
const TIMELINE: &[Key] = &[
    ("title", Holds::Text, "What the timeline is about."),
    ("subtitle", Holds::Text, "A second line under the title."),
    ("language", Holds::Text, "Language of the texts, as a BCP 47 tag: `en`, `de-CH`."),
    (
        "timezone",
        Holds::Text,
        "Zone of dates that name none: `Asia/Shanghai` or `+08:00`; `unknown` is a clock of its own.",
    ),
    (
        "offset",
        Holds::Text,
        "Offset from UTC of clock times that name none: `+03:30`; beside the zone, or in place of one.",
    ),
    ("anchor", Holds::Date, "The day that `Sunday` or `tomorrow` counts from."),
    ("as_of", Holds::Date, "What the file knows: up to this day."),
    ("calendar", Holds::Part("calendar"), "Calendar that dates are written in."),
    ("year_start", Holds::Text, "Day on which years begin, where it is not 1 January: `03-25`."),
    ("date_style", Holds::Text, "How dates are printed: `long`, `press` or `iso`."),
    ("include", Holds::Texts, "Other event files, relative to this one."),
    ("sources", Holds::MapOf("source"), "Where things are known from, by id."),
    ("actors", Holds::MapOf("actor"), "Who takes part, by id."),
    ("places", Holds::MapOf("place"), "Where things happen, by id."),
    ("events", Holds::ListOf("event"), "What happened, was said or was announced."),
    ("prefer", Holds::Texts, "Ids of sources, the most trusted first, for facts in dispute."),
    (
        "allow",
        Holds::Part("allow"),
        "Findings not to report, each with the reason: `{D101: reason}`.",
    ),
];

const SOURCE: &[Key] = &[
    ("title", Holds::Text, "Title of the article, book or document."),
    ("publisher", Holds::Text, "Who published it."),
    ("author", Holds::Text, "Who wrote it."),
    ("published", Holds::Date, "When it was published: the true date, not the page header's."),
    (
        "dateline",
        Holds::Part("dateline"),
        "Place and day that the text was written: `Geneva, 2016-09-05`.",
    ),
    ("accessed", Holds::Date, "When it was looked at."),
    ("url", Holds::Text, "Its address."),
    ("archive", Holds::Text, "Address of an archived copy."),
    ("text", Holds::Text, "Path of the saved text, against which quotations are checked."),
    ("sha256", Holds::Text, "Fingerprint of the saved text, as `sha256sum` prints it."),
    ("language", Holds::Text, "Its language, as a BCP 47 tag."),
    ("reliability", Holds::Part("reliability"), "How reliable it is, from A to F."),
];

const ACTOR: &[Key] = &[
    ("name", Holds::Text, "Full name."),
    ("short", Holds::Text, "Short name, for tight places."),
    ("aliases", Holds::Texts, "Other names."),
    ("kind", Holds::Part("actor_kind"), "What the actor is; a person if left out."),
    ("role", Holds::Text, "Office or function."),
    ("member_of", Holds::Text, "Id of the actor that this one belongs to."),
    ("tenure", Holds::Date, "When the office was held: `2013-02-01/2017-01-20`."),
    ("born", Holds::Date, "Day of birth."),
    ("died", Holds::Date, "Day of death."),
    ("color", Holds::Part("color"), "Colour of the life line, in quotes: `\"#1f5fa8\"`."),
];

const PLACE: &[Key] = &[
    ("name", Holds::Text, "Name."),
    (
        "timezone",
        Holds::Text,
        "Zone of clocks there; `unknown`, or `unknown NAME`, is a clock of which nobody knows the zone.",
    ),
    ("offset", Holds::Text, "Offset of clocks there from UTC, as a number: `+03:30`."),
    ("location", Holds::Part("location"), "Latitude and longitude in degrees: `[30.27, 120.16]`."),
];

/// The keys of an event but for the relations.
const EVENT: &[Key] = &[
    (
        "id",
        Holds::Text,
        "Name by which other events refer to this one; made from the title if left out.",
    ),
    ("kind", Holds::Part("kind"), "What kind of event it is."),
    ("form", Holds::Text, "Finer than the kind: `summit`, `letter`, `press conference`."),
    ("title", Holds::Text, "A short title; made from kind and actors if left out."),
    (
        "date",
        Holds::Date,
        "When: `2016-09-05`, `Sunday`, `1978-09-05/1978-09-17`, `Monday morning`.",
    ),
    ("time", Holds::Date, "Time of day, beside a date: `17:00`, `9 a.m.`."),
    (
        "timezone",
        Holds::Text,
        "Zone of this date, or `unknown`; else that of the place or the timeline.",
    ),
    ("offset", Holds::Text, "Offset of this clock time from UTC, as a number: `+03:30`."),
    (
        "dated",
        Holds::Date,
        "The date that a document bears, where it is not the day it was written.",
    ),
    ("anchor", Holds::Date, "The day that this date counts from; else the timeline's."),
    ("duration", Holds::Text, "How long it took: `90min`, `1h..3h`."),
    ("span", Holds::Part("span"), "Whether it lay somewhere in its date or lasted all of it."),
    ("place", Holds::Text, "Id of the place."),
    (
        "actors",
        Holds::Part("named"),
        "Who took part: ids, or ids with a part: `[kerry, {annan: mediator}]`.",
    ),
    ("speaker", Holds::Text, "Id of the one who spoke, wrote or sent."),
    ("to", Holds::Part("named"), "To whom; `reporters`, `press` and `public` need no definition."),
    ("quote", Holds::Text, "The words, verbatim."),
    ("translated_from", Holds::Text, "Language that the quotation was translated from."),
    ("attribution", Holds::Text, "Verb and circumstances: `told a news conference`."),
    ("source", Holds::Part("named"), "Where it is known from: an id, a list, or `{voa: p. 3}`."),
    (
        "text_span",
        Holds::Part("named"),
        "Bytes of the saved text that tell of it: `245..311`, or `{voa: 245..311}`.",
    ),
    ("status", Holds::Part("status"), "What became of it."),
    ("note", Holds::Text, "A remark."),
    ("sent", Holds::Date, "When a message left its author."),
    ("delivered", Holds::Date, "When it reached its addressee."),
    ("published", Holds::Date, "When it was made public."),
    ("accounts", Holds::ListOf("account"), "Rival versions, kept beside this one."),
    ("allow", Holds::Part("allow"), "Findings not to report here, each with the reason."),
];

/// What each relation says: the event that carries it, then the other.
fn relation_says(relation: &str) -> &'static str {
    match relation {
        "after" => "It begins after the other has ended.",
        "before" => "It ends before the other begins.",
        "during" => "It lies inside the other.",
        "part_of" => "It is a part of the other, and lies inside it.",
        "responds_to" => "It answers the other.",
        "announces" => "It says that the other will be.",
        "quotes" => "It repeats words of the other.",
        "reports" => "It tells of the other as past.",
        "supersedes" => "It takes the place of the other.",
        "implements" => "It carries the other out.",
        _ => "Both are one event, told twice.",
    }
}

/// Writes the schema as indented JSON with a line break at its end.
pub fn write() -> String {
    let mut definitions = Map::new();
    let mut define = |name: &str, schema: Value| {
        definitions.insert(name.to_owned(), schema);
    };
    // Whatever a YAML program takes a bare word for, the reader takes it as text.
    define("text", json!({ "type": ["string", "number", "boolean"] }));
    define(
        "texts",
        json!({ "anyOf": [
            { "$ref": "#/definitions/text" },
            { "type": "array", "items": { "$ref": "#/definitions/text" } },
        ]}),
    );
    define(
        "date",
        json!({ "anyOf": [
            { "$ref": "#/definitions/text" },
            {
                "type": "object",
                "description": "The day in both calendars: Old Style and New Style.",
                "properties": {
                    "os": { "$ref": "#/definitions/text" },
                    "ns": { "$ref": "#/definitions/text" },
                },
                "additionalProperties": false,
                "minProperties": 1,
            },
        ]}),
    );
    define(
        "calendar",
        json!({ "anyOf": [
            { "enum": ["gregorian", "julian"] },
            record(&[("reform", Holds::Text, "A country: Julian up to its reform, Gregorian from then on.")], &["reform"]),
        ]}),
    );
    define(
        "dateline",
        json!({ "anyOf": [
            { "$ref": "#/definitions/text" },
            record(&[("place", Holds::Text, "Where."), ("date", Holds::Date, "When.")], &[]),
        ]}),
    );
    define("reliability", json!({ "enum": ["A", "B", "C", "D", "E", "F"] }));
    define("color", json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" }));
    define(
        "location",
        json!({
            "type": "array",
            "items": [
                { "type": "number", "minimum": -90, "maximum": 90 },
                { "type": "number", "minimum": -180, "maximum": 180 },
            ],
            "minItems": 2,
            "maxItems": 2,
        }),
    );
    define("span", json!({ "enum": ["within", "whole"] }));
    define("actor_kind", words(ACTOR_KINDS.iter().map(|(_, word)| *word)));
    define("kind", words(Kind::ALL.iter().map(|(_, word)| *word)));
    define("status", words(Status::ALL.iter().map(|(_, word)| *word)));
    define(
        "named",
        json!({ "anyOf": [
            { "$ref": "#/definitions/text" },
            { "$ref": "#/definitions/details" },
            { "type": "array", "items": { "anyOf": [
                { "$ref": "#/definitions/text" },
                { "$ref": "#/definitions/details" },
            ]}},
        ]}),
    );
    define(
        "details",
        json!({
            "type": "object",
            "additionalProperties": { "type": ["string", "number", "boolean", "null"] },
        }),
    );
    define(
        "allow",
        json!({ "anyOf": [
            { "$ref": "#/definitions/details" },
            { "type": "array", "items": { "$ref": "#/definitions/details" } },
        ]}),
    );
    for (name, has_gap) in [("relation", false), ("relation_with_gap", true)] {
        let per = (
            "per",
            Holds::Text,
            "Id of the source that says so; else the author of the file does.",
        );
        let gap = ("gap", Holds::Text, "The time between the two: `10min..3h`.");
        let reject = ("reject", Holds::Text, "Reason to set aside what this source says.");
        let keys = if has_gap { vec![gap, per, reject] } else { vec![per, reject] };
        let details = json!({
            "type": "object",
            "additionalProperties": { "anyOf": [record(&keys, &[]), { "type": "null" }] },
        });
        define(
            name,
            json!({ "anyOf": [
                { "$ref": "#/definitions/text" },
                details,
                { "type": "array", "items": { "anyOf": [{ "$ref": "#/definitions/text" }, details] } },
            ]}),
        );
    }
    define(
        "account",
        json!({
            "type": "object",
            "properties": {
                "source": { "$ref": "#/definitions/text", "description": "Id of the source whose version it is." },
                "reject": {
                    "$ref": "#/definitions/text",
                    "description": "Reason to set aside this version.",
                },
                "claim": { "type": "object", "description": "Fields of the event that it tells otherwise." },
            },
            "required": ["source"],
            "additionalProperties": false,
        }),
    );
    define("source", record(SOURCE, &["title"]));
    define("actor", record(ACTOR, &["name"]));
    define("place", json!({ "anyOf": [record(PLACE, &[]), { "type": "null" }] }));
    let mut event = record(EVENT, &["kind"]);
    for (_, relation) in RelationKind::ALL {
        let part =
            if matches!(relation, "after" | "before") { "relation_with_gap" } else { "relation" };
        event["properties"][relation] = json!({
            "$ref": format!("#/definitions/{part}"),
            "description": relation_says(relation),
        });
    }
    define("event", event);
    let mut schema = record(TIMELINE, &[]);
    let fields = schema.as_object_mut().into_iter();
    for fields in fields {
        fields.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        fields.insert("title".to_owned(), json!("Event file of demarche"));
        fields.insert("definitions".to_owned(), Value::Object(std::mem::take(&mut definitions)));
        // A file that others include may hold only actors, or only sources.
        fields.insert("minProperties".to_owned(), json!(1));
    }
    // Strings and numbers alone cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    json!({ "enum": words.collect::<Vec<_>>() })
}

/// A map with these keys and no others.
fn record(keys: &[Key], required: &[&str]) -> Value {
    let mut properties = Map::new();
    for (key, holds, says) in keys {
        let mut schema = match holds {
            Holds::Text => json!({ "$ref": "#/definitions/text" }),
            Holds::Texts => json!({ "$ref": "#/definitions/texts" }),
            Holds::Date => json!({ "$ref": "#/definitions/date" }),
            Holds::Part(part) => json!({ "$ref": format!("#/definitions/{part}") }),
            Holds::MapOf(part) => json!({
                "type": "object",
                "additionalProperties": { "$ref": format!("#/definitions/{part}") },
            }),
            Holds::ListOf(part) => json!({
                "type": "array",
                "items": { "$ref": format!("#/definitions/{part}") },
            }),
        };
        schema["description"] = json!(says);
        properties.insert((*key).to_owned(), schema);
    }
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}
