//! The rules of time once more, as plainly as possible, to hold the program against.
//!
//! A constraint says `to − from <= weight`. Points are numbered: the origin in UTC, the origin of local clocks, then
//! start and end of each event. What follows from constraints is worked out by Floyd and Warshall's method, cubed
//! loops and nothing clever.

use demarche::date::{Frame, Instant};
use demarche::order::{FactKind, Verdict};
use demarche::timeline::{Event, EventId, Kind, RelationKind, SourceId, Status, Timeline};

/// `to − from <= weight`, by definition or by a fact.
#[derive(Debug, Clone, Copy)]
pub struct Constraint {
    pub from: usize,
    pub to: usize,
    pub weight: i64,
    pub fact: Option<FactKind>,
}

const HOUR: i64 = 3_600;

pub fn start(event: EventId) -> usize {
    2 + 2 * event.0 as usize
}

pub fn end(event: EventId) -> usize {
    3 + 2 * event.0 as usize
}

pub fn point_count(timeline: &Timeline) -> usize {
    2 + 2 * timeline.events.len()
}

/// Every constraint of a timeline.
pub fn constraints(timeline: &Timeline) -> Vec<Constraint> {
    let mut all = Vec::new();
    let mut say = |fact, from, to, weight| all.push(Constraint { from, to, weight, fact });
    // Local clocks show UTC plus −12 to +14 hours.
    say(None, 0, 1, 12 * HOUR);
    say(None, 1, 0, 14 * HOUR);
    for a in timeline.event_ids() {
        let event = timeline.event(a);
        say(None, end(a), start(a), 0);
        if is_moment(timeline, a) {
            say(None, start(a), end(a), 0);
        }
        if let Some(reading) = event.reading() {
            let date = Some(FactKind::Date(a));
            let origin = match reading.frame {
                Frame::Utc => 0,
                Frame::Floating => 1,
            };
            let hard = reading.hard;
            for (point, min, max) in
                [(start(a), hard.start_min, hard.start_max), (end(a), hard.end_min, hard.end_max)]
            {
                if let Some(Instant(max)) = max {
                    say(date, origin, point, max);
                }
                if let Some(Instant(min)) = min {
                    say(date, point, origin, -min);
                }
            }
        }
        if let Some(duration) = &event.duration {
            let lasts = Some(FactKind::Duration(a));
            say(lasts, end(a), start(a), -duration.value.min_s);
            if let Some(max) = duration.value.max_s {
                say(lasts, start(a), end(a), max);
            }
        }
        for (index, relation) in event.relations.iter().enumerate() {
            let fact = Some(FactKind::Relation(a, index as u32));
            let b = relation.target;
            let mut gap = |earlier: EventId, later: EventId| {
                say(fact, start(later), end(earlier), -1);
                if let Some(gap) = relation.gap {
                    say(fact, start(later), end(earlier), -gap.min_s);
                    if let Some(max) = gap.max_s {
                        say(fact, end(earlier), start(later), max);
                    }
                }
            };
            match relation.kind {
                RelationKind::After => gap(b, a),
                RelationKind::Before => gap(a, b),
                RelationKind::During | RelationKind::PartOf => {
                    say(fact, start(a), start(b), 0);
                    say(fact, end(b), end(a), 0);
                }
                // A deadline is dated by its end: what answers it or carries it out can come sooner.
                RelationKind::RespondsTo | RelationKind::Implements
                    if timeline.event(relation.target).kind == Kind::Deadline => {}
                RelationKind::RespondsTo | RelationKind::Quotes | RelationKind::Implements => {
                    say(fact, start(a), start(b), -1);
                }
                RelationKind::Announces => say(fact, start(b), end(a), 0),
                RelationKind::Reports => say(fact, end(a), start(b), 0),
                RelationKind::SameAs => {
                    for (x, y) in [(start(a), start(b)), (end(a), end(b))] {
                        say(fact, x, y, 0);
                        say(fact, y, x, 0);
                    }
                }
                RelationKind::Supersedes => {}
            }
        }
        for source in reporting(timeline, a) {
            let published = &timeline.source(source).published;
            if let Some(Instant(day)) = published.as_ref().and_then(|p| p.value.hard.end_max) {
                say(Some(FactKind::Published(source, a)), 0, start(a), day);
            }
        }
    }
    all
}

/// Whether an event has no length: something said, that nothing gives one.
pub fn is_moment(timeline: &Timeline, a: EventId) -> bool {
    let event = timeline.event(a);
    let instant = event.reading().is_none_or(|reading| {
        !reading.civil.interval
            && reading.hard.start_min == reading.hard.end_min
            && reading.hard.start_max == reading.hard.end_max
    });
    let contains = timeline.events.iter().flat_map(|other| &other.relations).any(|relation| {
        relation.target == a
            && [RelationKind::During, RelationKind::PartOf, RelationKind::SameAs]
                .contains(&relation.kind)
    });
    let told_twice = event.relations.iter().any(|r| r.kind == RelationKind::SameAs);
    [Kind::Statement, Kind::Announcement].contains(&event.kind)
        && instant
        && event.duration.is_none()
        && !contains
        && !told_twice
}

/// The sources that tell of an event as begun.
pub fn reporting(timeline: &Timeline, a: EventId) -> Vec<SourceId> {
    let event = timeline.event(a);
    let announces = |other: &&Event| {
        other.relations.iter().any(|r| r.kind == RelationKind::Announces && r.target == a)
    };
    let announcers: Vec<&Event> = timeline.events.iter().filter(announces).collect();
    let only_planned = match &event.status {
        None => !announcers.is_empty(),
        Some(status) => [Status::Announced, Status::Postponed, Status::Cancelled, Status::NotHeld]
            .contains(&status.value),
    };
    if only_planned || event.kind == Kind::Deadline {
        return Vec::new();
    }
    let announced_by =
        |source| announcers.iter().any(|event| event.citations.iter().any(|c| c.source == source));
    event.citations.iter().map(|c| c.source).filter(|&source| !announced_by(source)).collect()
}

/// The tightest bounds between all points.
pub struct Closure {
    bounds: Vec<Vec<Option<i64>>>,
}

impl Closure {
    /// What follows from constraints between so many points; `None` if they cannot all hold.
    pub fn of<'a>(
        points: usize,
        constraints: impl IntoIterator<Item = &'a Constraint>,
    ) -> Option<Closure> {
        let mut bounds = vec![vec![None; points]; points];
        for (point, row) in bounds.iter_mut().enumerate() {
            row[point] = Some(0);
        }
        for c in constraints {
            let bound: &mut Option<i64> = &mut bounds[c.from][c.to];
            *bound = Some(bound.map_or(c.weight, |known| known.min(c.weight)));
        }
        for via in 0..points {
            let on_from_here = bounds[via].clone();
            for row in &mut bounds {
                let Some(out) = row[via] else { continue };
                for (known, on) in row.iter_mut().zip(&on_from_here) {
                    if let Some(on) = on
                        && known.is_none_or(|known| out + on < known)
                    {
                        *known = Some(out + on);
                    }
                }
            }
        }
        let holds = (0..points).all(|point| bounds[point][point] == Some(0));
        holds.then_some(Closure { bounds })
    }

    /// The greatest possible value of `to − from`.
    pub fn bound(&self, from: usize, to: usize) -> Option<i64> {
        self.bounds[from][to]
    }

    /// Did `a` end before `b` began?
    pub fn verdict(&self, a: EventId, b: EventId) -> Verdict {
        if self.bound(start(b), end(a)).is_some_and(|bound| bound < 0) {
            Verdict::Certain
        } else if self.bound(end(a), start(b)).is_some_and(|bound| bound <= 0) {
            Verdict::Impossible
        } else {
            Verdict::Possible
        }
    }

    /// The possible range of `start(b) − end(a)`.
    pub fn gap_s(&self, a: EventId, b: EventId) -> (Option<i64>, Option<i64>) {
        (self.bound(start(b), end(a)).map(|bound| -bound), self.bound(end(a), start(b)))
    }
}
