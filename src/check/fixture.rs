//! Small timelines made by hand, for the tests of the checks.

use crate::check::{CHECKS, Evidence, Remarks};
use crate::date::zone::Zone;
use crate::date::{self, Context, Reading};
use crate::diagnostic::{Diagnostic, Files, Span};
use crate::graph::EventGraph;
use crate::order::OrderNetwork;
use crate::timeline::{
    Actor, ActorId, ActorKind, Event, EventId, Kind, Participant, Party, Place, PlaceId, Relation,
    RelationKind, Timeline, When,
};

/// A date as it is read in UTC.
pub(super) fn date(text: &str) -> Reading {
    read(text, Zone::Fixed(0), false)
}

/// A date that the event fills: `span: whole`.
pub(super) fn whole(text: &str) -> Reading {
    read(text, Zone::Fixed(0), true)
}

/// A date in no known zone.
pub(super) fn floating(text: &str) -> Reading {
    read(text, Zone::default(), false)
}

fn read(text: &str, zone: Zone, whole: bool) -> Reading {
    date::read(text, &Context { zone, whole, ..Context::default() }).0.expect("a date")
}

/// An event with an id, a kind and a date.
pub(super) fn event(key: &str, kind: Kind, reading: Reading) -> Event {
    Event {
        key: key.into(),
        span: Span::default(),
        kind,
        form: Default::default(),
        title: key.into(),
        when: Some(When {
            text: String::new().into(),
            span: Span::default(),
            reading: Some(reading),
        }),
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
    }
}

/// A meeting of the first actor at a place.
pub(super) fn meeting(key: &str, place: u32, reading: Reading) -> Event {
    let party = Party::Actor(ActorId(0));
    let participant = Participant { party, role: Default::default(), span: Span::default() };
    Event {
        place: Some(PlaceId(place)),
        participants: vec![participant].into(),
        ..event(key, Kind::Meeting, reading)
    }
}

/// A relation to the event of that number.
pub(super) fn relation(kind: RelationKind, target: u32) -> Relation {
    Relation {
        kind,
        target: EventId(target),
        gap: None,
        per: None,
        rejected: Default::default(),
        span: Span::default(),
    }
}

/// A person.
pub(super) fn person(key: &str) -> Actor {
    Actor {
        key: key.into(),
        span: Span::default(),
        name: key.into(),
        short: None,
        aliases: Vec::new(),
        kind: ActorKind::Person,
        role: None,
        member_of: None,
        tenure: None,
        born: None,
        died: None,
        color: None,
    }
}

/// A place.
pub(super) fn place(name: &str, location: Option<(f64, f64)>) -> Place {
    Place {
        key: name.to_lowercase().into(),
        span: Span::default(),
        name: name.into(),
        zone: None,
        location,
    }
}

/// What one check finds in a timeline.
pub(super) fn found(code: &str, timeline: &Timeline) -> Vec<Diagnostic> {
    let graph = EventGraph::build(timeline);
    let order = OrderNetwork::build(timeline);
    let mut remarks = Remarks::default();
    let run = CHECKS.iter().find(|check| check.code.0 == code).and_then(|check| check.run);
    run.expect("a check with this code")(
        &Evidence {
            timeline,
            graph: &graph,
            order: &order,
            files: &Files::default(),
            quotations: &[],
        },
        &mut remarks,
    );
    remarks.unexcused(timeline).0
}
