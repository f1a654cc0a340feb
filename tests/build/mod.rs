//! Timelines built by hand, with dates given in seconds: what the tests of order and graph are about.

#![allow(dead_code)]

pub mod random;
pub mod world;

use demarche::date::civil::Day;
use demarche::date::duration::SecondsRange;
use demarche::date::zone::Zone;
use demarche::date::{Bounds, Civil, Frame, Instant, Precision, Reading, Rule};
use demarche::diagnostic::Span;
use demarche::timeline::{
    Account, Actor, ActorId, ActorKind, Citation, Event, EventId, Kind, Participant, Party,
    Passage, Relation, RelationKind, Source, SourceId, Spanned, Status, Step, Timeline, When,
};

/// A timeline in the making.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The timeline so far.
    pub timeline: Timeline,
}

/// Start and end each between two seconds.
pub fn bounds(start: (i64, i64), end: (i64, i64)) -> Bounds {
    Bounds {
        start_min: Some(Instant::new(start.0)),
        start_max: Some(Instant::new(start.1)),
        end_min: Some(Instant::new(end.0)),
        end_max: Some(Instant::new(end.1)),
    }
}

/// A reading of exact seconds with these bounds.
pub fn reading(hard: Bounds, frame: Frame) -> Reading {
    let day =
        |instant: Option<Instant>| instant.map(|i| Day(i.seconds().div_euclid(86_400) as i32));
    Reading {
        hard,
        narrowed: None,
        civil: Civil {
            first: day(hard.start_min),
            last: day(hard.end_max),
            first_clock: None,
            last_clock: None,
            part: None,
            // Neither a clock time, which beside a duration is that of the beginning, nor whole days.
            precision: Precision::PartOfDay,
            interval: (hard.start_min, hard.start_max) != (hard.end_min, hard.end_max),
            ongoing: false,
            stage: None,
            limit: None,
            uncertain: false,
            approximate: false,
            old_style: false,
            year_start: None,
        },
        rule: Rule::Written,
        anchor: None,
        edge: None,
        members: Default::default(),
        zone: match frame {
            Frame::Utc => Zone::Fixed(0),
            Frame::Floating(clock) => Zone::Floating(clock),
        },
    }
}

/// A date as an account claims it.
pub fn claimed(hard: Bounds, frame: Frame) -> When {
    let text = format!("{hard:?}");
    When { text: text.into(), span: Span::default(), reading: Some(reading(hard, frame)) }
}

/// A relation `per` a source.
pub fn per(source: SourceId, kind: RelationKind, target: EventId) -> Relation {
    Relation {
        kind,
        target,
        gap: None,
        per: Some(source),
        rejected: Default::default(),
        span: Span::default(),
    }
}

impl Draft {
    /// An undated event of a kind, with the key `e0`, `e1`, …
    pub fn event(&mut self, kind: Kind) -> EventId {
        let id = EventId(self.timeline.events.len() as u32);
        self.timeline.events.push(Event {
            key: format!("e{}", id.0).into(),
            span: Span::default(),
            kind,
            form: Default::default(),
            title: String::new().into(),
            when: None,
            duration: None,
            place: None,
            participants: Default::default(),
            speaker: None,
            to: Default::default(),
            quote: None,
            translated_from: Default::default(),
            attribution: Default::default(),
            citations: Default::default(),
            text_spans: Default::default(),
            status: None,
            note: Default::default(),
            relations: Default::default(),
            accounts: Default::default(),
            allow: Default::default(),
        });
        id
    }

    /// So many undated meetings.
    pub fn meetings<const N: usize>(&mut self) -> [EventId; N] {
        std::array::from_fn(|_| self.event(Kind::Meeting))
    }

    /// The event behind an id.
    pub fn at(&mut self, id: EventId) -> &mut Event {
        &mut self.timeline.events[id.0 as usize]
    }

    /// Start and end both lie in `from..=to`.
    pub fn within(&mut self, id: EventId, from: i64, to: i64) {
        self.dated(id, bounds((from, to), (from, to)), Frame::Utc);
    }

    /// A date with these bounds.
    pub fn dated(&mut self, id: EventId, hard: Bounds, frame: Frame) {
        let text = format!("{:?}", hard);
        self.at(id).when = Some(When {
            text: text.into(),
            span: Span::default(),
            reading: Some(reading(hard, frame)),
        });
    }

    /// A date that is one of several windows.
    pub fn one_of(&mut self, id: EventId, windows: &[(i64, i64)], frame: Frame) {
        let from = windows.iter().map(|window| window.0).min().expect("a window");
        let to = windows.iter().map(|window| window.1).max().expect("a window");
        self.dated(id, bounds((from, to), (from, to)), frame);
        let members = windows.iter().map(|&window| bounds(window, window)).collect();
        let when = self.at(id).when.as_mut().expect("a date");
        when.reading.as_mut().expect("a reading").members = members;
    }

    /// `a kind b`
    pub fn relate(&mut self, a: EventId, kind: RelationKind, b: EventId) -> &mut Relation {
        let relations = &mut self.at(a).relations;
        relations.push(Relation {
            kind,
            target: b,
            gap: None,
            per: None,
            rejected: Default::default(),
            span: Span::default(),
        });
        let last = relations.len() - 1;
        &mut relations[last]
    }

    /// A step of a message, somewhere in these seconds. Steps of one event are given in the order of its way, events in
    /// the order of the file.
    pub fn passes(&mut self, event: EventId, step: Step, (from, to): (i64, i64), frame: Frame) {
        let reading = reading(bounds((from, to), (from, to)), frame);
        let when = When {
            text: format!("{from}..{to}").into(),
            span: Span::default(),
            reading: Some(reading),
        };
        self.timeline.passages.push(Passage { event, step, when });
    }

    /// What a source tells otherwise; nothing yet.
    pub fn account(&mut self, event: EventId, source: SourceId) -> &mut Account {
        let accounts = &mut self.at(event).accounts;
        accounts.push(Account {
            source,
            claims: Vec::new(),
            when: None,
            duration: None,
            place: None,
            relations: Default::default(),
            rejected: Default::default(),
            span: Span::default(),
        });
        let last = accounts.len() - 1;
        &mut accounts[last]
    }

    /// How long an event took.
    pub fn lasts(&mut self, id: EventId, min_s: i64, max_s: Option<i64>) {
        self.at(id).duration =
            Some(Spanned { value: SecondsRange { min_s, max_s }, span: Span::default() }.into());
    }

    /// A source, published in the second given if any.
    pub fn source(&mut self, published: Option<i64>) -> SourceId {
        let id = SourceId(self.timeline.sources.len() as u32);
        let at = |s: i64| reading(bounds((s, s), (s, s)), Frame::Utc);
        self.timeline.sources.push(Source {
            key: format!("s{}", id.0).into(),
            published: published
                .map(|s| Spanned { value: at(s), span: Span::default() })
                .map(Into::into),
            ..Source::default()
        });
        id
    }

    /// An event cites a source.
    pub fn cite(&mut self, id: EventId, source: SourceId) {
        self.at(id).citations.push(Citation {
            source,
            locator: Default::default(),
            span: Span::default(),
        });
    }

    /// What became of an event.
    pub fn status(&mut self, id: EventId, value: Status) {
        self.at(id).status = Some(Spanned { value, span: Span::default() });
    }

    /// A person.
    pub fn actor(&mut self) -> ActorId {
        let id = ActorId(self.timeline.actors.len() as u32);
        self.timeline.actors.push(Actor {
            key: format!("p{}", id.0).into(),
            span: Span::default(),
            name: String::new().into(),
            short: None,
            aliases: Vec::new(),
            kind: ActorKind::Person,
            role: None,
            member_of: None,
            tenure: None,
            born: None,
            died: None,
            color: None,
        });
        id
    }

    /// An actor speaks, writes or sends.
    pub fn speaks(&mut self, event: EventId, actor: ActorId) {
        let party = Party::Actor(actor);
        self.at(event).speaker =
            Some(Participant { party, role: Default::default(), span: Span::default() });
    }

    /// An event is addressed to an actor.
    pub fn is_told(&mut self, event: EventId, actor: ActorId) {
        let party = Party::Actor(actor);
        self.at(event).to.push(Participant {
            party,
            role: Default::default(),
            span: Span::default(),
        });
    }

    /// An actor takes part in an event.
    pub fn takes_part(&mut self, actor: ActorId, event: EventId) {
        let party = Party::Actor(actor);
        self.at(event).participants.push(Participant {
            party,
            role: Default::default(),
            span: Span::default(),
        });
    }
}
