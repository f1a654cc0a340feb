//! A timeline understood: plain data, ids resolved, dates read.
//!
//! [`resolve`] makes a [`Timeline`] of the documents that [`crate::source`] read. What could not be
//! resolved (a name that nothing answers to, an id used twice, what there is to remark about a date) is kept
//! here as data, in [`Timeline::unresolved`], [`Timeline::reused_ids`] and [`Timeline::date_findings`]; the
//! checks turn it into messages. This room draws nothing and orders nothing.

pub mod event;
mod known;
mod rejection;
pub mod resolve;
mod seldom;

pub use crate::timeline::event::{
    Account, Allow, Audience, Citation, Event, Kind, Participant, Party, Passage, Relation,
    RelationKind, Status, Step, TextSpan, When,
};
pub use crate::timeline::rejection::Rejection;
pub use crate::timeline::seldom::Seldom;

use crate::date::calendar::Calendar;
use crate::date::civil::Day;
use crate::date::print::Printer;
use crate::date::zone::Zone;
use crate::date::{Finding, Reading};
use crate::diagnostic::{FileId, Span};
use ecow::EcoString;

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
    pub title: EcoString,
    /// A second line under the title.
    pub subtitle: Option<EcoString>,
    /// BCP 47 tag of the language it is written in.
    pub language: Option<EcoString>,
    /// Writes dates in that language and in the file's house style.
    pub printer: Printer,
    /// Zone of dates that name none.
    pub zone: Zone,
    /// How many clocks of unknown zone there are beside the common one: numbers 1 and up.
    pub further_clocks: u32,
    /// Calendar that dates are written in; `None` if the file does not say, which is read as Gregorian.
    pub calendar: Option<Calendar>,
    /// Month and day on which the year begins in Julian dates: `(3, 25)` in England before 1752; `None` is 1 January.
    pub year_start: Option<(u8, u8)>,
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
    /// Dates that documents bear and were not drawn up on: antedated, postdated; in the order of their events.
    pub face_dates: Vec<(EventId, When)>,
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
    pub key: EcoString,
    /// Where the id stands.
    pub span: Span,
    /// Full name.
    pub name: EcoString,
    /// Short name for tight places.
    pub short: Option<EcoString>,
    /// Other names.
    pub aliases: Vec<EcoString>,
    /// Person, state, organisation or group.
    pub kind: ActorKind,
    /// Office or function.
    pub role: Option<EcoString>,
    /// What this actor belongs to.
    pub member_of: Option<ActorId>,
    /// When the office was held.
    pub tenure: Option<Box<Spanned<Reading>>>,
    /// Day of birth.
    pub born: Option<Box<Spanned<Reading>>>,
    /// Day of death.
    pub died: Option<Box<Spanned<Reading>>>,
    /// Colour as `#rrggbb`, the actor's own; see [`Timeline::color`] for the inherited one.
    pub color: Option<EcoString>,
}

/// Where something is known from.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The id in the file.
    pub key: EcoString,
    /// Where the id stands.
    pub span: Span,
    /// Title.
    pub title: EcoString,
    /// Publisher.
    pub publisher: Seldom,
    /// Author.
    pub author: Seldom,
    /// When it was published.
    pub published: Option<Box<Spanned<Reading>>>,
    /// Where and when the text was written: the place as written, and the day.
    pub dateline: Option<(EcoString, Option<Box<Spanned<Reading>>>)>,
    /// When it was looked at.
    pub accessed: Option<Box<Spanned<Reading>>>,
    /// Address.
    pub url: Option<EcoString>,
    /// Address of an archived copy.
    pub archive: Seldom,
    /// Path of the saved text, as the event file names it.
    pub text: Option<Box<Spanned<EcoString>>>,
    /// The saved text, once it has been read.
    pub saved: Option<FileId>,
    /// Why the saved text could not be read.
    pub unread: Seldom,
    /// SHA-256 that the saved text had when it was read for the file.
    pub sha256: Option<Box<Spanned<EcoString>>>,
    /// Language, BCP 47.
    pub language: Seldom,
    /// Reliability, `A` to `F`.
    pub reliability: Option<char>,
}

/// Where something happened.
#[derive(Debug, Clone)]
pub struct Place {
    /// The id in the file.
    pub key: EcoString,
    /// Where the id stands.
    pub span: Span,
    /// Name.
    pub name: EcoString,
    /// Zone of clocks there.
    pub zone: Option<Zone>,
    /// Latitude and longitude, degrees.
    pub location: Option<(f64, f64)>,
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
    pub name: EcoString,
    /// What it should have meant.
    pub referent: Referent,
    /// Where it stands.
    pub span: Span,
    /// The nearest name that exists, if one is near.
    pub nearest: Option<EcoString>,
}

/// An id that stands twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReusedId {
    /// The id.
    pub key: EcoString,
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
    pub text: EcoString,
    /// The remark.
    pub finding: Finding,
}

impl Timeline {
    /// The date that an event's document bears, where the file gives one beside the true one.
    pub fn face_date(&self, id: EventId) -> Option<&When> {
        let found = self.face_dates.binary_search_by_key(&id, |(event, _)| *event).ok()?;
        Some(&self.face_dates[found].1)
    }

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
