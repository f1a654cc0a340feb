//! Large timelines made from a schedule that is known.

use crate::build::random::Dice;
use crate::build::{Draft, bounds};
use demarche::date::Frame;
use demarche::date::duration::SecondsRange;
use demarche::order::FactKind;
use demarche::timeline::{EventId, Kind, RelationKind};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// A schedule, and a timeline that says nothing untrue about it.
pub struct World {
    /// Where chance comes from.
    pub dice: Dice,
    /// The timeline.
    pub draft: Draft,
    truth: Vec<(i64, i64)>,
}

impl World {
    /// So many events, three of five dated by the day, the hour or the minute, each with one or two relations.
    pub fn of(events: u32, seed: u64) -> World {
        let mut world = World { dice: Dice(seed), draft: Draft::default(), truth: Vec::new() };
        for _ in 0..events {
            let event = world.draft.event(Kind::Meeting);
            let start = 1_400_000_000 + world.dice.roll(u64::from(events) * HOUR as u64) as i64;
            let end = start + world.dice.roll(4 * HOUR as u64) as i64;
            world.truth.push((start, end));
            if world.dice.chance(60) {
                let unit = [DAY, HOUR, 60][world.dice.roll(3) as usize];
                let window =
                    |s: i64| (s.div_euclid(unit) * unit, s.div_euclid(unit) * unit + unit - 1);
                world.draft.dated(event, bounds(window(start), window(end)), Frame::Utc);
            }
        }
        for index in 0..events {
            for _ in 0..=world.dice.roll(2) {
                let other = world.neighbour(index, events);
                world.relate(EventId(index), EventId(other));
            }
        }
        world
    }

    /// Any event, or one of the few that stand next in the file.
    pub fn neighbour(&mut self, index: u32, events: u32) -> u32 {
        if self.dice.chance(50) {
            self.dice.roll(u64::from(events)) as u32
        } else {
            (index + 1 + self.dice.roll(5) as u32) % events
        }
    }

    /// Says something true about two events.
    fn relate(&mut self, a: EventId, b: EventId) {
        let (x, y) = (self.truth(a), self.truth(b));
        let gap = |s: i64| Some(SecondsRange { min_s: s - s % HOUR, max_s: Some(s + HOUR) });
        let says_gap = self.dice.chance(10);
        if x.1 < y.0 {
            self.draft.relate(a, RelationKind::Before, b).gap =
                gap(y.0 - x.1).filter(|_| says_gap).map(Into::into);
        } else if y.1 < x.0 {
            self.draft.relate(a, RelationKind::After, b).gap =
                gap(x.0 - y.1).filter(|_| says_gap).map(Into::into);
        } else if y.0 <= x.0 && x.1 <= y.1 {
            self.draft.relate(a, RelationKind::During, b);
        } else if y.0 < x.0 {
            self.draft.relate(a, RelationKind::RespondsTo, b);
        } else {
            self.draft.relate(a, RelationKind::Reports, b);
        }
    }

    /// Says something untrue about two events that dates show to be untrue.
    pub fn lie(&mut self) -> FactKind {
        loop {
            let events = self.truth.len() as u64;
            let a = EventId(self.dice.roll(events) as u32);
            let b = EventId(self.dice.roll(events) as u32);
            let dated = |event| self.draft.timeline.event(event).when.is_some();
            if dated(a) && dated(b) && self.truth(a).1 + 2 * DAY < self.truth(b).0 {
                self.draft.relate(a, RelationKind::After, b);
                let last = self.draft.timeline.event(a).relations.len() as u32 - 1;
                return FactKind::Relation(a, last);
            }
        }
    }

    /// Says of so many new events, of which nothing else is known, that each comes after the one before it, and the first
    /// after the last: the facts of a contradiction of this size.
    pub fn circle(&mut self, size: usize) -> Vec<FactKind> {
        let events: Vec<EventId> = (0..size).map(|_| self.draft.event(Kind::Meeting)).collect();
        let mut facts = Vec::new();
        for (index, &event) in events.iter().enumerate() {
            let before = events[(index + size - 1) % size];
            self.draft.relate(event, RelationKind::After, before);
            facts.push(FactKind::Relation(event, 0));
        }
        facts
    }

    /// When an event really began and ended.
    pub fn truth(&self, event: EventId) -> (i64, i64) {
        self.truth[event.0 as usize]
    }
}
