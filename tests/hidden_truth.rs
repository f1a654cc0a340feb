//! Large timelines made from a schedule that is known: what is proved must be true of it, and what contradicts
//! must contain a lie.

mod build;

use build::random::Dice;
use build::{Draft, bounds};
use demarche::date::Frame;
use demarche::date::duration::SecondsRange;
use demarche::order::{FactKind, OrderNetwork, Verdict};
use demarche::timeline::{EventId, Kind, RelationKind};
use std::time::Instant;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// A schedule, and a timeline that says nothing untrue about it.
struct World {
    dice: Dice,
    draft: Draft,
    truth: Vec<(i64, i64)>,
}

impl World {
    /// So many events, three of five dated by the day, the hour or the minute, each with one or two relations.
    fn of(events: u32, seed: u64) -> World {
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
    fn neighbour(&mut self, index: u32, events: u32) -> u32 {
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
            self.draft.relate(a, RelationKind::Before, b).gap = gap(y.0 - x.1).filter(|_| says_gap);
        } else if y.1 < x.0 {
            self.draft.relate(a, RelationKind::After, b).gap = gap(x.0 - y.1).filter(|_| says_gap);
        } else if y.0 <= x.0 && x.1 <= y.1 {
            self.draft.relate(a, RelationKind::During, b);
        } else if y.0 < x.0 {
            self.draft.relate(a, RelationKind::RespondsTo, b);
        } else {
            self.draft.relate(a, RelationKind::Reports, b);
        }
    }

    /// Says something untrue about two events that dates show to be untrue.
    fn lie(&mut self) -> FactKind {
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

    fn truth(&self, event: EventId) -> (i64, i64) {
        self.truth[event.0 as usize]
    }

    /// No verdict denies the truth.
    fn check_verdicts(&mut self, network: &OrderNetwork, pairs: usize) -> [usize; 3] {
        let mut counts = [0; 3];
        let events = self.truth.len() as u32;
        for _ in 0..pairs {
            let a = self.dice.roll(u64::from(events)) as u32;
            let b = EventId(self.neighbour(a, events));
            let a = EventId(a);
            let before = self.truth(a).1 < self.truth(b).0;
            match network.verdict(a, b) {
                Verdict::Certain => {
                    assert!(before);
                    counts[0] += 1;
                }
                Verdict::Impossible => {
                    assert!(!before);
                    counts[1] += 1;
                }
                Verdict::Possible => counts[2] += 1,
                Verdict::Contested => panic!("nothing is contested"),
            }
        }
        counts
    }
}

#[test]
fn a_true_timeline_has_no_contradictions_and_proves_nothing_untrue() {
    for (events, seed) in [(100, 1), (1_000, 2), (10_000, 3)] {
        let mut world = World::of(events, seed);
        let network = OrderNetwork::build(&world.draft.timeline);
        assert!(network.contradictions().is_empty());
        let counts = world.check_verdicts(&network, 2_000);
        assert!(counts.iter().all(|&count| count > 50), "every verdict is met: {counts:?}");
    }
}

#[test]
fn every_contradiction_contains_a_lie_and_every_lie_is_found() {
    for (events, lies, seed) in [(200, 1, 4), (1_000, 5, 5), (10_000, 12, 6)] {
        let mut world = World::of(events, seed);
        let lies: Vec<FactKind> = (0..lies).map(|_| world.lie()).collect();
        let network = OrderNetwork::build(&world.draft.timeline);
        let told = |facts: &[demarche::order::FactId]| {
            facts.iter().any(|&fact| lies.contains(&network.fact(fact).kind))
        };
        assert!(network.contradictions().iter().all(|c| told(&c.facts)));
        assert!(network.contradictions().len() >= lies.len());
        assert_eq!(network.unlisted_contradictions(), 0);
    }
}

#[test]
fn a_hundred_thousand_events_with_many_lies_end_soon() {
    let mut world = World::of(100_000, 7);
    let lies: Vec<FactKind> = (0..1_000).map(|_| world.lie()).collect();
    let network = OrderNetwork::build(&world.draft.timeline);
    assert_eq!(network.contradictions().len(), 20);
    assert!(network.unlisted_contradictions() >= lies.len() - 20);
}

/// Prints how long things take, the best of five times; run it with `--release -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn measure() {
    fn timed<T>(what: &str, mut job: impl FnMut() -> T) {
        let times = (0..5).map(|_| {
            let start = Instant::now();
            std::hint::black_box(job());
            start.elapsed()
        });
        println!("  {what}: {:?}", times.min().unwrap_or_default());
    }
    for events in [1_000, 10_000, 100_000] {
        println!("{events} events");
        let mut world = World::of(events, 8);
        timed("build", || OrderNetwork::build(&world.draft.timeline));
        timed("build, first bounds", || {
            OrderNetwork::build(&world.draft.timeline).bounds(EventId(0))
        });
        let network = OrderNetwork::build(&world.draft.timeline);
        timed("10,000 verdicts", || world.check_verdicts(&network, 10_000));
        timed("100 answers", || {
            (0..100).map(|x| network.order(EventId(x), EventId(x * 7))).collect::<Vec<_>>()
        });
        for lies in [5, 50] {
            for _ in 0..lies {
                world.lie();
            }
            timed(&format!("build with {lies} lies more"), || {
                OrderNetwork::build(&world.draft.timeline)
            });
            let network = OrderNetwork::build(&world.draft.timeline);
            let facts = network.contradictions().iter().map(|c| c.facts.len());
            println!("  facts in each contradiction: {:?}", facts.collect::<Vec<_>>());
            timed("1,000 verdicts", || {
                (1..1_000)
                    .filter(|&x| network.verdict(EventId(x - 1), EventId(x)) == Verdict::Certain)
                    .count()
            });
        }
    }
}
