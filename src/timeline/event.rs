//! Events: what happened, who took part, how it hangs together with other events.

use crate::date::Reading;
use crate::date::duration::SecondsRange;
use crate::diagnostic::Span;
use crate::timeline::{ActorId, EventId, PlaceId, Seldom, SourceId, Spanned, Timeline};
use ecow::EcoString;
use thin_vec::ThinVec;

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
    /// One that anybody can speak to.
    Audience(Audience),
}

/// An audience that needs no definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Audience {
    Press,
    Public,
    Reporters,
}

impl Audience {
    /// Every audience with its word in the file.
    pub const ALL: [(Audience, &'static str); 3] = [
        (Audience::Press, "press"),
        (Audience::Public, "public"),
        (Audience::Reporters, "reporters"),
    ];

    /// The word in the file.
    pub fn word(self) -> &'static str {
        Audience::ALL[self as usize].1
    }

    /// The audience with this word.
    pub fn named(word: &str) -> Option<Audience> {
        Some(Audience::ALL.into_iter().find(|(_, known)| *known == word)?.0)
    }
}

/// An actor's part in one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub party: Party,
    /// Role in this event: `mediator`, `host`, …
    pub role: Seldom,
    /// Where it stands.
    pub span: Span,
}

/// A source cited for an event, with the page or paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Which source.
    pub source: SourceId,
    /// Where in it: `p. 3`.
    pub locator: Seldom,
    /// Where it stands.
    pub span: Span,
}

/// The bytes of a source's saved text that tell of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSpan {
    /// Which source.
    pub source: SourceId,
    /// The bytes, `start..end`.
    pub bytes: std::ops::Range<usize>,
    /// Where that stands.
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
    pub gap: Option<Box<SecondsRange>>,
    /// Who says so; `None` is the author of the file.
    pub per: Option<SourceId>,
    /// Why the editor sets it aside; it then orders nothing.
    pub rejected: Seldom,
    /// Where the target stands in the file.
    pub span: Span,
}

impl Relation {
    /// Whether the relation says anything about which of its two events came first.
    ///
    /// `supersedes` never does, nor what the editor set aside. Neither do an answer to a `deadline` and what carries it out: a deadline is dated by
    /// the moment at which it runs out, and can be met before.
    pub fn orders(&self, timeline: &Timeline) -> bool {
        match self.kind {
            _ if self.rejected.is_some() => false,
            RelationKind::Supersedes => false,
            RelationKind::RespondsTo | RelationKind::Implements => {
                timeline.event(self.target).kind != Kind::Deadline
            }
            RelationKind::After
            | RelationKind::Before
            | RelationKind::During
            | RelationKind::PartOf
            | RelationKind::Announces
            | RelationKind::Quotes
            | RelationKind::Reports
            | RelationKind::SameAs => true,
        }
    }
}

/// A rival version of one event, kept beside it; nothing is averaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose version.
    pub source: SourceId,
    /// Field and value, as written: `duration`, `90min`.
    pub claims: Vec<(EcoString, EcoString)>,
    /// When it was, by this account.
    pub when: Option<When>,
    /// How long it took, by this account.
    pub duration: Option<Spanned<SecondsRange>>,
    /// Where it was, by this account.
    pub place: Option<PlaceId>,
    /// How it hangs together with other events, by this account; each is `per` its source.
    pub relations: ThinVec<Relation>,
    /// Why the editor sets the account aside; it then bears on nothing.
    pub rejected: Seldom,
    /// Where it stands.
    pub span: Span,
}

/// A date as written and as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The text in the file; for a date with a separate `time`, both joined by a blank.
    pub text: EcoString,
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

impl Step {
    /// The word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Step::Sent => "sent",
            Step::Delivered => "delivered",
            Step::Published => "published",
        }
    }
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
    pub key: EcoString,
    /// Where the id stands, or the whole entry's first line.
    pub span: Span,
    /// The kind.
    pub kind: Kind,
    /// Open text inside the kind: `summit`, `letter`.
    pub form: Seldom,
    /// Title; made from kind and actors where the file gives none.
    pub title: EcoString,
    /// Its date.
    pub when: Option<When>,
    /// How long it took.
    pub duration: Option<Box<Spanned<SecondsRange>>>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Who took part, the speaker not included unless listed.
    pub participants: ThinVec<Participant>,
    /// Who spoke, wrote or sent.
    pub speaker: Option<Participant>,
    /// To whom.
    pub to: ThinVec<Participant>,
    /// The words, verbatim.
    pub quote: Option<Spanned<EcoString>>,
    /// Language that the quotation was translated from.
    pub translated_from: Seldom,
    /// The verb and the circumstances: `told a news conference`.
    pub attribution: Seldom,
    /// The sources.
    pub citations: ThinVec<Citation>,
    /// Which bytes of the saved texts tell of it.
    pub text_spans: ThinVec<TextSpan>,
    /// What became of it.
    pub status: Option<Spanned<Status>>,
    /// A remark.
    pub note: Seldom,
    /// Relations to other events.
    pub relations: ThinVec<Relation>,
    /// Rival versions.
    pub accounts: ThinVec<Account>,
    /// Codes that this event is excused from, each with its reason.
    pub allow: ThinVec<Allow>,
}

/// An excuse: a code that shall not be reported here, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The code, as written.
    pub code: EcoString,
    /// The reason.
    pub reason: EcoString,
    /// Where it stands.
    pub span: Span,
}

impl Event {
    /// An event of which nothing is known but its id, its kind and its title.
    pub fn bare(key: EcoString, kind: Kind, title: EcoString) -> Event {
        Event {
            key,
            span: Span::default(),
            kind,
            form: Seldom::default(),
            title,
            when: None,
            duration: None,
            place: None,
            participants: ThinVec::new(),
            speaker: None,
            to: ThinVec::new(),
            quote: None,
            translated_from: Seldom::default(),
            attribution: Seldom::default(),
            citations: ThinVec::new(),
            text_spans: ThinVec::new(),
            status: None,
            note: Seldom::default(),
            relations: ThinVec::new(),
            accounts: ThinVec::new(),
            allow: ThinVec::new(),
        }
    }

    /// Everyone named in the event, as often as that is: speaker, participants, addressees, in this order.
    pub fn everyone(&self) -> impl Iterator<Item = &Participant> {
        self.speaker.iter().chain(&self.participants).chain(&self.to)
    }

    /// Every defined actor of the event, once each, in the order of [`Event::everyone`].
    pub fn actors(&self) -> Vec<ActorId> {
        let mut actors = Vec::with_capacity(self.participants.len() + self.to.len() + 1);
        for p in self.everyone() {
            if let Party::Actor(id) = p.party
                && !actors.contains(&id)
            {
                actors.push(id);
            }
        }
        actors
    }

    /// Whether its date is the moment of its start: a single clock time, `17:00`, beside a length of 90 min, be it that
    /// of an account.
    pub fn dates_only_its_start(&self) -> bool {
        let told = self.accounts.iter().filter(|account| account.rejected.is_none());
        let has_length = self.duration.is_some() || told.clone().any(|a| a.duration.is_some());
        has_length && self.reading().is_some_and(Reading::is_clock_time)
    }

    /// What was understood of its date.
    pub fn reading(&self) -> Option<&Reading> {
        self.when.as_ref()?.reading.as_ref()
    }
}
