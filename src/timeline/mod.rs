//! A timeline understood: plain data, ids resolved, dates read.
//!
//! [`resolve`] makes a [`Timeline`] of the documents that [`crate::source`] read. What could not be
//! resolved (a name that nothing answers to, an id used twice, what there is to remark about a date) is kept
//! here as data, in [`Timeline::unresolved`], [`Timeline::reused_ids`] and [`Timeline::date_findings`]; the
//! checks turn it into messages. This room draws nothing and orders nothing.

pub mod resolve;

use crate::date::calendar::Calendar;
use crate::date::civil::Day;
use crate::date::duration::SecondsRange;
use crate::date::zone::Zone;
use crate::date::{Finding, Precision, Reading};
use crate::diagnostic::Span;

/// Index into [`Timeline::actors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);
/// Index into [`Timeline::events`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);
/// Index into [`Timeline::sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);
/// Index into [`Timeline::places`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// A whole timeline. Everything keeps the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// What it is about.
    pub title: String,
    /// A second line under the title.
    pub subtitle: Option<String>,
    /// BCP 47 tag of the language it is written in.
    pub language: Option<String>,
    /// Zone of dates that name none.
    pub zone: Zone,
    /// Calendar that dates are written in; `None` if the file does not say, which is read as Gregorian.
    pub calendar: Option<Calendar>,
    /// Day that relative words count from.
    pub anchor: Option<Day>,
    /// What the file knows: up to this day.
    pub as_of: Option<Day>,
    /// The sources, by [`SourceId`].
    pub sources: Vec<Source>,
    /// The actors, by [`ActorId`].
    pub actors: Vec<Actor>,
    /// The places, by [`PlaceId`].
    pub places: Vec<Place>,
    /// The events, by [`EventId`].
    pub events: Vec<Event>,
    /// Further dates of messages, in the order of their events.
    pub passages: Vec<Passage>,
    /// Sources, the most trusted first, for facts in dispute.
    pub prefer: Vec<SourceId>,
    /// Codes that the whole timeline is excused from, each with its reason.
    pub allow: Vec<Allow>,
    /// Names that nothing answers to.
    pub unresolved: Vec<Unresolved>,
    /// Ids that stand twice.
    pub reused_ids: Vec<ReusedId>,
    /// What there is to remark about dates.
    pub date_findings: Vec<DateFinding>,
}

/// A text where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the file.
    pub span: Span,
}

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ActorKind {
    /// A human being.
    #[default]
    Person,
    /// A state.
    State,
    /// An organisation with an address.
    Organisation,
    /// A delegation, bloc, armed group.
    Group,
}

/// Someone who takes part.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The id in the file.
    pub key: String,
    /// Where the id stands.
    pub span: Span,
    /// Full name.
    pub name: String,
    /// Short name for tight places.
    pub short: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Person, state, organisation or group.
    pub kind: ActorKind,
    /// Office or function.
    pub role: Option<String>,
    /// What this actor belongs to.
    pub member_of: Option<ActorId>,
    /// When the office was held.
    pub tenure: Option<Spanned<Reading>>,
    /// Day of birth.
    pub born: Option<Spanned<Reading>>,
    /// Day of death.
    pub died: Option<Spanned<Reading>>,
    /// Colour as `#rrggbb`, the actor's own; see [`Timeline::color`] for the inherited one.
    pub color: Option<String>,
}

/// Where something is known from.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The id in the file.
    pub key: String,
    /// Where the id stands.
    pub span: Span,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<Spanned<Reading>>,
    /// Where and when the text was written: the place as written, and the day.
    pub dateline: Option<(String, Option<Spanned<Reading>>)>,
    /// When it was looked at.
    pub accessed: Option<Spanned<Reading>>,
    /// Address.
    pub url: Option<String>,
    /// Address of an archived copy.
    pub archive: Option<String>,
    /// Path of the saved text.
    pub text: Option<String>,
    /// Language, BCP 47.
    pub language: Option<String>,
    /// Reliability, `A` to `F`.
    pub reliability: Option<char>,
}

/// Where something happened.
#[derive(Debug, Clone)]
pub struct Place {
    /// The id in the file.
    pub key: String,
    /// Where the id stands.
    pub span: Span,
    /// Name.
    pub name: String,
    /// Zone of clocks there.
    pub zone: Option<Zone>,
    /// Latitude and longitude, degrees.
    pub location: Option<(f64, f64)>,
}

/// What kind of event it is. Closed; `form` refines it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Statement,
    Announcement,
    Meeting,
    Call,
    Visit,
    Message,
    Proposal,
    Demand,
    Agreement,
    Ceasefire,
    Deadline,
    Decision,
    Breakdown,
    Incident,
    Milestone,
    Background,
}

impl Kind {
    /// Every kind with its word in the file, in the order of the format's page.
    pub const ALL: [(Kind, &'static str); 16] = [
        (Kind::Statement, "statement"),
        (Kind::Announcement, "announcement"),
        (Kind::Meeting, "meeting"),
        (Kind::Call, "call"),
        (Kind::Visit, "visit"),
        (Kind::Message, "message"),
        (Kind::Proposal, "proposal"),
        (Kind::Demand, "demand"),
        (Kind::Agreement, "agreement"),
        (Kind::Ceasefire, "ceasefire"),
        (Kind::Deadline, "deadline"),
        (Kind::Decision, "decision"),
        (Kind::Breakdown, "breakdown"),
        (Kind::Incident, "incident"),
        (Kind::Milestone, "milestone"),
        (Kind::Background, "background"),
    ];

    /// The word in the file.
    pub fn word(self) -> &'static str {
        Kind::ALL[self as usize].1
    }
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Status {
    Held,
    Announced,
    Postponed,
    Cancelled,
    NotHeld,
    Reported,
    Met,
    Missed,
    Extended,
    Superseded,
}

impl Status {
    /// Every status with its word in the file.
    pub const ALL: [(Status, &'static str); 10] = [
        (Status::Held, "held"),
        (Status::Announced, "announced"),
        (Status::Postponed, "postponed"),
        (Status::Cancelled, "cancelled"),
        (Status::NotHeld, "not-held"),
        (Status::Reported, "reported"),
        (Status::Met, "met"),
        (Status::Missed, "missed"),
        (Status::Extended, "extended"),
        (Status::Superseded, "superseded"),
    ];

    /// The word in the file.
    pub fn word(self) -> &'static str {
        Status::ALL[self as usize].1
    }
}

/// Someone named in an event: a defined actor, or one of the audiences that need no definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A defined actor.
    Actor(ActorId),
    /// `reporters`, `press` or `public`.
    Audience(&'static str),
}

/// The audiences that need no definition.
pub const AUDIENCES: [&str; 3] = ["reporters", "press", "public"];

/// An actor's part in one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub party: Party,
    /// Role in this event: `mediator`, `host`, …
    pub role: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A source cited for an event, with the page or paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Which source.
    pub source: SourceId,
    /// Where in it: `p. 3`.
    pub locator: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// How two events hang together. `A kind B`: A is the event that carries the relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// A begins after B has ended.
    After,
    /// A ends before B begins.
    Before,
    /// A lies inside B.
    During,
    /// A is a part of B, and lies inside it.
    PartOf,
    /// A answers B: B began before A began.
    RespondsTo,
    /// A says that B will be: A has ended when B begins.
    Announces,
    /// A repeats words of B: B began before A began.
    Quotes,
    /// A tells of B as past: B began before A ended.
    Reports,
    /// A takes the place of B; says nothing of the order of what they speak of.
    Supersedes,
    /// A carries B out; B began before A began.
    Implements,
    /// A and B are one event told twice.
    SameAs,
}

impl RelationKind {
    /// Every relation with its word in the file.
    pub const ALL: [(RelationKind, &'static str); 11] = [
        (RelationKind::After, "after"),
        (RelationKind::Before, "before"),
        (RelationKind::During, "during"),
        (RelationKind::PartOf, "part_of"),
        (RelationKind::RespondsTo, "responds_to"),
        (RelationKind::Announces, "announces"),
        (RelationKind::Quotes, "quotes"),
        (RelationKind::Reports, "reports"),
        (RelationKind::Supersedes, "supersedes"),
        (RelationKind::Implements, "implements"),
        (RelationKind::SameAs, "same_as"),
    ];

    /// The word in the file.
    pub fn word(self) -> &'static str {
        RelationKind::ALL[self as usize].1
    }
}

/// One relation of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// To which event.
    pub target: EventId,
    /// For `after` and `before`: the time between the one's end and the other's beginning.
    pub gap: Option<SecondsRange>,
    /// Who says so; `None` is the author of the file.
    pub per: Option<SourceId>,
    /// Where the target stands in the file.
    pub span: Span,
}

/// A rival version of one event, kept beside it. Kept as data; nothing is averaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose version.
    pub source: SourceId,
    /// Field and value, as written: `duration`, `90min`.
    pub claims: Vec<(String, String)>,
    /// Where it stands.
    pub span: Span,
}

/// A date as written and as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The text in the file; for a date with a separate `time`, both joined by a blank.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// What was understood; `None` when the text could not be read.
    pub reading: Option<Reading>,
}

/// A step on the way of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// It left its author.
    Sent,
    /// It reached its addressee.
    Delivered,
    /// It was made public.
    Published,
}

/// When a message came to a [`Step`] of its way; the event's own date says when it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The message.
    pub event: EventId,
    /// Which step.
    pub step: Step,
    /// When.
    pub when: When,
}

/// One dated (or undated) thing that happened, was said or was announced.
#[derive(Debug, Clone)]
pub struct Event {
    /// The id in the file, or one made from the title.
    pub key: String,
    /// Where the id stands, or the whole entry's first line.
    pub span: Span,
    /// The kind.
    pub kind: Kind,
    /// Open text inside the kind: `summit`, `letter`.
    pub form: Option<String>,
    /// Title; made from kind and actors where the file gives none.
    pub title: String,
    /// Its date.
    pub when: Option<When>,
    /// How long it took.
    pub duration: Option<Spanned<SecondsRange>>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Who took part, the speaker not included unless listed.
    pub participants: Vec<Participant>,
    /// Who spoke, wrote or sent.
    pub speaker: Option<Participant>,
    /// To whom.
    pub to: Vec<Participant>,
    /// The words, verbatim.
    pub quote: Option<Spanned<String>>,
    /// Language that the quotation was translated from.
    pub translated_from: Option<String>,
    /// The verb and the circumstances: `told a news conference`.
    pub attribution: Option<String>,
    /// The sources.
    pub citations: Vec<Citation>,
    /// What became of it.
    pub status: Option<Spanned<Status>>,
    /// A remark.
    pub note: Option<String>,
    /// Relations to other events.
    pub relations: Vec<Relation>,
    /// Rival versions.
    pub accounts: Vec<Account>,
    /// Codes that this event is excused from, each with its reason.
    pub allow: Vec<Allow>,
}

/// An excuse: a code that shall not be reported here, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The code, as written.
    pub code: String,
    /// The reason.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

/// What a name should have meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Referent {
    /// An actor.
    Actor,
    /// An event.
    Event,
    /// A source.
    Source,
    /// A place.
    Place,
}

/// A name that nothing answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The name.
    pub name: String,
    /// What it should have meant.
    pub referent: Referent,
    /// Where it stands.
    pub span: Span,
    /// The nearest name that exists, if one is near.
    pub nearest: Option<String>,
}

/// An id that stands twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReusedId {
    /// The id.
    pub key: String,
    /// Where it stands first.
    pub first: Span,
    /// Where it stands again.
    pub again: Span,
}

/// Something to remark about one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFinding {
    /// The event, when the date is an event's.
    pub event: Option<EventId>,
    /// The text's place in the file; the finding's ranges count from its first byte.
    pub span: Span,
    /// The text.
    pub text: String,
    /// The remark.
    pub finding: Finding,
}

impl Timeline {
    /// The event behind an id.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.0 as usize]
    }

    /// The actor behind an id.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0 as usize]
    }

    /// The source behind an id.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// The place behind an id.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.0 as usize]
    }

    /// Every event with its id.
    pub fn event_ids(&self) -> impl Iterator<Item = EventId> + use<> {
        (0..self.events.len() as u32).map(EventId)
    }

    /// Every actor's id.
    pub fn actor_ids(&self) -> impl Iterator<Item = ActorId> + use<> {
        (0..self.actors.len() as u32).map(ActorId)
    }

    /// The outermost group that an actor belongs to; the actor itself when it belongs to none.
    pub fn delegation(&self, id: ActorId) -> ActorId {
        let mut top = id;
        // A membership that runs in a circle ends after as many steps as there are actors.
        for _ in 0..self.actors.len() {
            match self.actor(top).member_of {
                Some(next) => top = next,
                None => break,
            }
        }
        top
    }

    /// The colour given to an actor or, failing that, to the nearest group it belongs to.
    pub fn color(&self, id: ActorId) -> Option<&str> {
        let mut at = Some(id);
        for _ in 0..=self.actors.len() {
            let actor = self.actor(at?);
            if let Some(color) = &actor.color {
                return Some(color);
            }
            at = actor.member_of;
        }
        None
    }
}

impl Actor {
    /// The short name, or the full one.
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

impl Event {
    /// Every defined actor of the event, once each: speaker, participants, addressees, in this order.
    pub fn actors(&self) -> Vec<ActorId> {
        let mut actors = Vec::new();
        for p in self.speaker.iter().chain(&self.participants).chain(&self.to) {
            if let Party::Actor(id) = p.party
                && !actors.contains(&id)
            {
                actors.push(id);
            }
        }
        actors
    }

    /// Whether its date is the moment of its start: a single clock time, `17:00`, beside a length of 90 min.
    pub fn dates_only_its_start(&self) -> bool {
        self.duration.is_some()
            && self.reading().is_some_and(|reading| {
                let civil = &reading.civil;
                let is_clock = civil.precision >= Precision::Minute;
                is_clock && !civil.interval && civil.last_clock.is_none()
            })
    }

    /// What was understood of its date.
    pub fn reading(&self) -> Option<&Reading> {
        self.when.as_ref()?.reading.as_ref()
    }
}
