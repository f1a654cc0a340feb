//! The timeline as understood, for programs: ids resolved, dates as instants, the order worked out.
//!
//! Every id refers to a record of the same document. `date` is what the event's own date says; `bounds` is what
//! is left of it when all facts are taken together. The number in `version` changes when a field changes its
//! meaning or goes away, not when one is added.

use crate::date::duration::SecondsRange;
use crate::date::{Bounds, Frame, Instant, Reading};
use crate::diagnostic::printable;
use crate::export::Subject;
use crate::export::instant::iso;
use crate::order::passage::dated_steps;
use crate::timeline::{
    Account, Actor, ActorKind, Event, EventId, Participant, Party, Place, Relation, Source,
    Timeline,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of the schema.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    title: &'a str,
    subtitle: Option<&'a str>,
    language: Option<&'a str>,
    /// An IANA name or an offset; `null` when nobody said.
    timezone: Option<String>,
    anchor: Option<String>,
    as_of: Option<String>,
    sources: Vec<SourceRecord<'a>>,
    actors: Vec<ActorRecord<'a>>,
    places: Vec<PlaceRecord<'a>>,
    events: Vec<EventRecord<'a>>,
    /// Pairs of which the first is over before the second begins, by relations; what others imply is left out.
    order: Vec<[&'a str; 2]>,
    /// Facts that cannot all hold.
    contradictions: Vec<ContradictionRecord>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    id: &'a str,
    title: &'a str,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<DateRecord>,
    dateline: Option<DatelineRecord<'a>>,
    accessed: Option<DateRecord>,
    url: Option<&'a str>,
    archive: Option<&'a str>,
    text: Option<&'a str>,
    sha256: Option<&'a str>,
    language: Option<&'a str>,
    reliability: Option<char>,
}

#[derive(Serialize)]
struct DatelineRecord<'a> {
    place: &'a str,
    date: Option<DateRecord>,
}

#[derive(Serialize)]
struct ActorRecord<'a> {
    id: &'a str,
    name: &'a str,
    short: Option<&'a str>,
    aliases: Vec<&'a str>,
    kind: &'static str,
    role: Option<&'a str>,
    member_of: Option<&'a str>,
    /// The outermost group, or the actor itself.
    delegation: &'a str,
    tenure: Option<DateRecord>,
    born: Option<DateRecord>,
    died: Option<DateRecord>,
    /// The actor's own colour or the inherited one.
    color: Option<&'a str>,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    id: &'a str,
    name: &'a str,
    timezone: Option<String>,
    location: Option<[f64; 2]>,
}

#[derive(Serialize)]
struct EventRecord<'a> {
    id: &'a str,
    kind: &'static str,
    form: Option<&'a str>,
    title: &'a str,
    date: Option<DateRecord>,
    date_as_written: Option<&'a str>,
    /// The date that the document bears, where it was drawn up on another day.
    #[serde(skip_serializing_if = "Option::is_none")]
    dated: Option<DateRecord>,
    /// When a message was sent, delivered and made public, as far as the file says.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    steps: BTreeMap<&'static str, DateRecord>,
    bounds: BoundsRecord,
    duration_s: Option<RangeRecord>,
    place: Option<&'a str>,
    speaker: Option<PartyRecord<'a>>,
    actors: Vec<PartyRecord<'a>>,
    to: Vec<PartyRecord<'a>>,
    quote: Option<&'a str>,
    translated_from: Option<&'a str>,
    attribution: Option<&'a str>,
    sources: Vec<CitationRecord<'a>>,
    /// Bytes of saved texts, from the first to the one behind the last.
    text_spans: Vec<TextSpanRecord<'a>>,
    status: Option<&'static str>,
    note: Option<&'a str>,
    relations: Vec<RelationRecord<'a>>,
    accounts: Vec<AccountRecord<'a>>,
    file: &'a str,
    line: usize,
}

/// A date as understood: the instants that it certainly lies between, both inclusive; `null` is unbounded.
#[derive(Serialize)]
struct DateRecord {
    #[serde(flatten)]
    bounds: BoundsRecord,
    timezone: Option<String>,
    /// The day that relative words were counted from.
    counted_from: Option<String>,
}

#[derive(Serialize)]
struct BoundsRecord {
    start_min: Option<String>,
    start_max: Option<String>,
    end_min: Option<String>,
    end_max: Option<String>,
}

#[derive(Serialize)]
struct RangeRecord {
    min: i64,
    max: Option<i64>,
}

#[derive(Serialize)]
struct PartyRecord<'a> {
    /// An actor's id, or the word of an audience.
    id: &'a str,
    /// Whether the id is only the word of an audience: `reporters`, `press`, `public`.
    audience: bool,
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct CitationRecord<'a> {
    id: &'a str,
    locator: Option<&'a str>,
}

#[derive(Serialize)]
struct TextSpanRecord<'a> {
    source: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct RelationRecord<'a> {
    kind: &'static str,
    event: &'a str,
    gap_s: Option<RangeRecord>,
    per: Option<&'a str>,
    /// Why the editor sets it aside.
    rejected: Option<&'a str>,
}

#[derive(Serialize)]
struct AccountRecord<'a> {
    source: &'a str,
    claims: BTreeMap<&'a str, &'a str>,
    /// Why the editor sets it aside.
    rejected: Option<&'a str>,
}

#[derive(Serialize)]
struct ContradictionRecord {
    facts: Vec<String>,
    short_by_s: i64,
}

/// Writes a timeline as indented JSON with a line break at its end.
pub fn write(subject: Subject<'_>) -> String {
    let timeline = subject.timeline;
    let key = |id| timeline.event(id).key.as_str();
    let order = subject.graph.reduced_order().into_iter();
    let contradictions = subject.order.contradictions().iter();
    let document = Document {
        version: VERSION,
        title: &timeline.title,
        subtitle: timeline.subtitle.as_deref(),
        language: timeline.language.as_deref(),
        timezone: zone_name(timeline.zone),
        anchor: timeline.anchor.map(|day| day.to_string()),
        as_of: timeline.as_of.map(|day| day.to_string()),
        sources: timeline.sources.iter().map(source).collect(),
        actors: timeline.actors.iter().map(|actor| actor_record(timeline, actor)).collect(),
        places: timeline.places.iter().map(place).collect(),
        events: timeline.event_ids().map(|id| event(subject, id)).collect(),
        order: order.map(|(first, second)| [key(first), key(second)]).collect(),
        contradictions: contradictions
            .map(|contradiction| ContradictionRecord {
                facts: contradiction
                    .facts
                    .iter()
                    .map(|&fact| subject.order.describe(timeline, fact))
                    .collect(),
                short_by_s: contradiction.short_by_s,
            })
            .collect(),
    };
    // Strings and numbers alone cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    printable::json(text)
}

fn zone_name(zone: crate::date::zone::Zone) -> Option<String> {
    (!zone.is_floating()).then(|| zone.to_string())
}

fn bounds(bounds: &Bounds, frame: Frame) -> BoundsRecord {
    let text = |at: Option<Instant>| at.map(|at| iso(at, frame));
    BoundsRecord {
        start_min: text(bounds.start_min),
        start_max: text(bounds.start_max),
        end_min: text(bounds.end_min),
        end_max: text(bounds.end_max),
    }
}

fn date(reading: &Reading) -> DateRecord {
    DateRecord {
        bounds: bounds(&reading.hard, reading.frame()),
        timezone: zone_name(reading.zone),
        counted_from: reading.anchor.map(|anchor| anchor.day.to_string()),
    }
}

fn range(range: SecondsRange) -> RangeRecord {
    RangeRecord { min: range.min_s, max: range.max_s }
}

fn source(source: &Source) -> SourceRecord<'_> {
    SourceRecord {
        id: &source.key,
        title: &source.title,
        publisher: source.publisher.as_deref(),
        author: source.author.as_deref(),
        published: source.published.as_ref().map(|d| date(&d.value)),
        dateline: source.dateline.as_ref().map(|(place, day)| DatelineRecord {
            place,
            date: day.as_ref().map(|d| date(&d.value)),
        }),
        accessed: source.accessed.as_ref().map(|d| date(&d.value)),
        url: source.url.as_deref(),
        archive: source.archive.as_deref(),
        text: source.text.as_ref().map(|text| text.value.as_str()),
        sha256: source.sha256.as_ref().map(|digits| digits.value.as_str()),
        language: source.language.as_deref(),
        reliability: source.reliability,
    }
}

fn actor_record<'a>(timeline: &'a Timeline, actor: &'a Actor) -> ActorRecord<'a> {
    let found = timeline.actor_ids().find(|&id| std::ptr::eq(timeline.actor(id), actor));
    ActorRecord {
        id: &actor.key,
        name: &actor.name,
        short: actor.short.as_deref(),
        aliases: actor.aliases.iter().map(|alias| alias.as_str()).collect(),
        kind: match actor.kind {
            ActorKind::Person => "person",
            ActorKind::State => "state",
            ActorKind::Organisation => "organisation",
            ActorKind::Group => "group",
        },
        role: actor.role.as_deref(),
        member_of: actor.member_of.map(|id| timeline.actor(id).key.as_str()),
        delegation: found.map_or(&actor.key, |id| &timeline.actor(timeline.delegation(id)).key),
        tenure: actor.tenure.as_ref().map(|d| date(&d.value)),
        born: actor.born.as_ref().map(|d| date(&d.value)),
        died: actor.died.as_ref().map(|d| date(&d.value)),
        color: found.and_then(|id| timeline.color(id)),
    }
}

fn place(place: &Place) -> PlaceRecord<'_> {
    PlaceRecord {
        id: &place.key,
        name: &place.name,
        timezone: place.zone.and_then(zone_name),
        location: place.location.map(|(latitude, longitude)| [latitude, longitude]),
    }
}

fn event(subject: Subject<'_>, id: EventId) -> EventRecord<'_> {
    let timeline = subject.timeline;
    let event: &Event = timeline.event(id);
    let position = subject.files.position(event.span);
    let party = |p| party(timeline, p);
    EventRecord {
        id: &event.key,
        kind: event.kind.word(),
        form: event.form.as_deref(),
        title: &event.title,
        date: event.reading().map(date),
        date_as_written: event.when.as_ref().map(|when| when.text.as_str()),
        dated: timeline.face_date(id).and_then(|face| face.reading.as_ref()).map(date),
        steps: dated_steps(timeline, id)
            .filter_map(|(_, p)| Some((p.step.word(), date(p.when.reading.as_ref()?))))
            .collect(),
        bounds: bounds(&subject.order.bounds(id), subject.order.frame(id)),
        duration_s: event.duration.as_ref().map(|duration| range(duration.value)),
        place: event.place.map(|id| timeline.place(id).key.as_str()),
        speaker: event.speaker.as_ref().map(party),
        actors: event.participants.iter().map(party).collect(),
        to: event.to.iter().map(party).collect(),
        quote: event.quote.as_ref().map(|quote| quote.value.as_str()),
        translated_from: event.translated_from.as_deref(),
        attribution: event.attribution.as_deref(),
        sources: event
            .citations
            .iter()
            .map(|citation| CitationRecord {
                id: &timeline.source(citation.source).key,
                locator: citation.locator.as_deref(),
            })
            .collect(),
        text_spans: event
            .text_spans
            .iter()
            .map(|span| TextSpanRecord {
                source: &timeline.source(span.source).key,
                start: span.bytes.start,
                end: span.bytes.end,
            })
            .collect(),
        status: event.status.as_ref().map(|status| status.value.word()),
        note: event.note.as_deref(),
        relations: event.relations.iter().map(|r| relation(timeline, r)).collect(),
        accounts: event.accounts.iter().map(|a| account(timeline, a)).collect(),
        file: position.file,
        line: position.line,
    }
}

fn party<'a>(timeline: &'a Timeline, participant: &'a Participant) -> PartyRecord<'a> {
    let (id, audience) = match participant.party {
        Party::Actor(id) => (timeline.actor(id).key.as_str(), false),
        Party::Audience(audience) => (audience.word(), true),
    };
    PartyRecord { id, audience, role: participant.role.as_deref() }
}

fn relation<'a>(timeline: &'a Timeline, relation: &'a Relation) -> RelationRecord<'a> {
    RelationRecord {
        kind: relation.kind.word(),
        event: &timeline.event(relation.target).key,
        gap_s: relation.gap.as_deref().copied().map(range),
        per: relation.per.map(|source| timeline.source(source).key.as_str()),
        rejected: relation.rejected.as_deref(),
    }
}

fn account<'a>(timeline: &'a Timeline, account: &'a Account) -> AccountRecord<'a> {
    let claims = account.claims.iter().map(|(field, value)| (field.as_str(), value.as_str()));
    AccountRecord {
        source: &timeline.source(account.source).key,
        claims: claims.collect(),
        rejected: account.rejected.as_deref(),
    }
}
