//! The rules of time once more, as plainly as possible, to hold the program against.
//!
//! A constraint says `to − from <= weight`. Points are numbered: the origin in UTC, the origin of the common local clock,
//! then start and end of each event, then the steps of messages, then the origins of further clocks. What follows from constraints is worked out by Floyd and Warshall's method, cubed
//! loops and nothing clever.

use demarche::date::duration::SecondsRange;
use demarche::date::zone::LocalClock;
use demarche::date::{Bounds, Frame, Reading};
use demarche::order::{Claim, FactKind, Verdict};
use demarche::timeline::{
    Account, ActorId, Event, EventId, Kind, Participant, Party, Passage, Relation, RelationKind,
    SourceId, Status, Step, Timeline, When,
};

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
    2 + 2 * timeline.events.len() + timeline.passages.len() + timeline.further_clocks as usize
}

/// The point that instants of a frame are counted from: 0 for UTC, 1 for the common local clock, and after all other
/// points those of further clocks.
pub fn origin(timeline: &Timeline, frame: Frame) -> usize {
    let others = 2 + 2 * timeline.events.len() + timeline.passages.len();
    match frame {
        Frame::Utc => 0,
        Frame::Floating(LocalClock(0)) => 1,
        Frame::Floating(LocalClock(further)) => others + further as usize - 1,
    }
}

/// Every constraint of a timeline.
pub fn constraints(timeline: &Timeline) -> Vec<Constraint> {
    let mut all = Vec::new();
    let at = |reading: &Reading| origin(timeline, reading.frame());
    let mut say = |fact, from, to, weight| all.push(Constraint { from, to, weight, fact });
    // Local clocks show UTC plus −12 to +14 hours.
    for clock in 0..=timeline.further_clocks {
        let local = origin(timeline, Frame::Floating(LocalClock(clock)));
        say(None, 0, local, 12 * HOUR);
        say(None, local, 0, 14 * HOUR);
    }
    for a in timeline.event_ids() {
        let event = timeline.event(a);
        say(None, end(a), start(a), 0);
        if is_moment(timeline, a) {
            say(None, start(a), end(a), 0);
        }
        if let Some(reading) = event.reading() {
            let date = Some(FactKind::Date(a));
            if voices(timeline, FactKind::End(a)).is_some() {
                let Bounds { start_min, start_max, end_min, end_max } = reading.hard;
                let none = Bounds::default();
                let begins =
                    Reading { hard: Bounds { start_min, start_max, ..none }, ..reading.clone() };
                let ends = Reading { hard: Bounds { end_min, end_max, ..none }, ..reading.clone() };
                window(&mut say, date, (at(reading), &begins), start(a), end(a));
                window(&mut say, Some(FactKind::End(a)), (at(reading), &ends), start(a), end(a));
            } else {
                window(&mut say, date, (at(reading), reading), start(a), end(a));
            }
        }
        if let Some(duration) = &event.duration {
            lasts(&mut say, Some(FactKind::Duration(a)), a, duration.value);
        }
        let mut written = end(a);
        for (point, passage) in steps(timeline, a) {
            let reading = passage.when.reading.as_ref().expect("a dated step");
            if passage.step == Step::Published {
                say(None, point, end(a), 0);
            } else {
                say(None, point, written, 0);
                written = point;
            }
            let fact = Some(FactKind::Passage(a, passage.step));
            window(&mut say, fact, (at(reading), reading), point, point);
        }
        for (index, relation) in event.relations.iter().enumerate() {
            if relation.rejected.is_none() {
                let fact = Some(FactKind::Relation(a, index as u32));
                relates(timeline, &mut say, fact, a, relation);
            }
        }
        for (number, account) in event.accounts.iter().enumerate() {
            if account.rejected.is_some() {
                continue;
            }
            let claim = |claim| Some(FactKind::Claim(a, number as u32, claim));
            if let Some(reading) = account.when.as_ref().and_then(|when| when.reading.as_ref()) {
                window(&mut say, claim(Claim::Date), (at(reading), reading), start(a), end(a));
            }
            if let Some(duration) = &account.duration {
                lasts(&mut say, claim(Claim::Duration), a, duration.value);
            }
            for (index, relation) in account.relations.iter().enumerate() {
                let fact = claim(Claim::Relation(index as u32));
                relates(timeline, &mut say, fact, a, relation);
            }
        }
        for source in reporting(timeline, a) {
            let published = &timeline.source(source).published;
            if let Some(day) = published.as_ref().and_then(|p| p.value.hard.end_max) {
                say(Some(FactKind::Published(source, a)), 0, start(a), day.seconds());
            }
        }
    }
    all
}

type Say<'a> = dyn FnMut(Option<FactKind>, usize, usize, i64) + 'a;

/// Bounds of two points by a date.
fn window(
    say: &mut Say<'_>,
    date: Option<FactKind>,
    (origin, reading): (usize, &Reading),
    from: usize,
    to: usize,
) {
    let hard = reading.hard;
    for (point, min, max) in
        [(from, hard.start_min, hard.start_max), (to, hard.end_min, hard.end_max)]
    {
        if let Some(max) = max {
            say(date, origin, point, max.seconds());
        }
        if let Some(min) = min {
            say(date, point, origin, -min.seconds());
        }
    }
}

fn lasts(say: &mut Say<'_>, fact: Option<FactKind>, a: EventId, range: SecondsRange) {
    say(fact, end(a), start(a), -range.min_s);
    if let Some(max) = range.max_s {
        say(fact, start(a), end(a), max);
    }
}

fn relates(
    timeline: &Timeline,
    say: &mut Say<'_>,
    fact: Option<FactKind>,
    a: EventId,
    relation: &Relation,
) {
    let b = relation.target;
    let mut gap = |earlier: EventId, later: EventId| {
        say(fact, start(later), end(earlier), -1);
        if let Some(gap) = &relation.gap {
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
            if timeline.event(b).kind == Kind::Deadline => {}
        RelationKind::Implements => say(fact, start(a), start(b), -1),
        RelationKind::RespondsTo | RelationKind::Quotes => {
            say(fact, start(a), known_since(timeline, a, relation), -1);
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

/// The dated steps of a message, each with its point.
pub fn steps(timeline: &Timeline, a: EventId) -> Vec<(usize, &Passage)> {
    let first = 2 + 2 * timeline.events.len();
    let all = timeline.passages.iter().enumerate();
    all.filter(|(_, p)| p.event == a).map(|(index, p)| (first + index, p)).collect()
}

/// Since when one who answers or quotes can know what is answered or quoted.
///
/// | who | a letter answered | a letter quoted |
/// |---|---|---|
/// | its author's side | written | written |
/// | its addressee's side | delivered, else sent, else written | the same |
/// | others | published, else written | the same |
/// | nobody knows who | as the addressee | as others |
///
/// Anything else than a letter, without dated steps, is known since it began.
pub fn known_since(timeline: &Timeline, a: EventId, relation: &Relation) -> usize {
    let b = relation.target;
    let steps = steps(timeline, b);
    let of = |step: Step| steps.iter().find(|(_, p)| p.step == step).map(|(point, _)| *point);
    let letter = timeline.event(b).kind == Kind::Message || !steps.is_empty();
    let written = if letter { end(b) } else { start(b) };
    let delivered = of(Step::Delivered).or(of(Step::Sent)).unwrap_or(written);
    let published = of(Step::Published).unwrap_or(written);
    let sides = |parties: Vec<&Participant>| -> Vec<Option<ActorId>> {
        let side = |party: &&Participant| match party.party {
            Party::Actor(actor) => Some(timeline.actor(actor).member_of.unwrap_or(actor)),
            Party::Audience(_) => None,
        };
        parties.iter().map(side).collect()
    };
    let carrier = timeline.event(a);
    let who = sides(carrier.speaker.iter().chain(&carrier.participants).collect());
    let author = sides(timeline.event(b).speaker.iter().collect());
    let addressees = sides(timeline.event(b).to.iter().collect());
    let share =
        |side: &[Option<ActorId>]| side.iter().any(|one| one.is_some() && who.contains(one));
    let unclear = who.is_empty() || addressees.is_empty() || addressees.contains(&None);
    let answers = relation.kind == RelationKind::RespondsTo;
    if share(&author) {
        written
    } else if share(&addressees) || unclear && answers {
        delivered
    } else {
        published
    }
}

/// Everyone who tells a fact that is one version among several; `None` for a fact that must hold. The file itself
/// tells what its events say.
pub fn voices(timeline: &Timeline, fact: FactKind) -> Option<Vec<Option<SourceId>>> {
    let told = |event: EventId| {
        timeline.event(event).accounts.iter().filter(|account| account.rejected.is_none())
    };
    let own = |event: EventId,
               otherwise: &dyn Fn(&Account) -> bool,
               contests: &dyn Fn(&Account) -> bool| {
        told(event).any(contests).then(|| {
            let cited = timeline.event(event).citations.iter().map(|c| c.source);
            let backs = |source: &SourceId| {
                !told(event).any(|account| account.source == *source && otherwise(account))
            };
            std::iter::once(None).chain(cited.filter(backs).map(Some)).collect()
        })
    };
    let is_interval = |when: Option<&When>| {
        when.and_then(|when| when.reading.as_ref()).is_some_and(|reading| reading.civil.interval)
    };
    match fact {
        FactKind::Claim(event, number, _) => {
            let source = timeline.event(event).accounts[number as usize].source;
            Some(vec![Some(source)])
        }
        FactKind::Date(event) => {
            own(event, &|account| account.when.is_some(), &|account| account.when.is_some())
        }
        FactKind::End(event) => {
            let lasts = is_interval(timeline.event(event).when.as_ref())
                && !told(event).any(|account| account.when.is_some());
            own(event, &|account| account.duration.is_some(), &|account| {
                lasts && account.duration.is_some()
            })
        }
        FactKind::Duration(event) => {
            own(event, &|account| account.duration.is_some(), &|account| {
                account.duration.is_some() || is_interval(account.when.as_ref())
            })
        }
        FactKind::Relation(event, index) => {
            let relation = &timeline.event(event).relations[index as usize];
            if let Some(source) = relation.per {
                return Some(vec![Some(source)]);
            }
            let about = |account: &Account| {
                account.relations.iter().any(|claimed| claimed.target == relation.target)
            };
            own(event, &about, &about)
        }
        FactKind::Passage(..) | FactKind::Published(..) => None,
    }
}

/// How much a version is preferred.
pub fn preference(timeline: &Timeline, fact: FactKind) -> Option<usize> {
    let rank = |voice: Option<SourceId>| {
        let place = timeline.prefer.iter().position(|&source| Some(source) == voice);
        place.map_or(0, |place| timeline.prefer.len() - place)
    };
    voices(timeline, fact).map(|voices| voices.into_iter().map(rank).max().unwrap_or(0))
}

/// Whether an event has no length: something said, that nothing gives one.
pub fn is_moment(timeline: &Timeline, a: EventId) -> bool {
    let event = timeline.event(a);
    let instant = |reading: &Reading| {
        !reading.civil.interval
            && reading.hard.start_min == reading.hard.end_min
            && reading.hard.start_max == reading.hard.end_max
    };
    let relations = |event: &Event| -> Vec<Relation> {
        let accounts = event.accounts.iter().filter(|account| account.rejected.is_none());
        let claimed = accounts.flat_map(|account| account.relations.clone());
        let all = event.relations.iter().cloned().chain(claimed);
        all.filter(|relation| relation.rejected.is_none()).collect()
    };
    let contains = timeline.events.iter().flat_map(relations).any(|relation| {
        relation.target == a
            && [RelationKind::During, RelationKind::PartOf, RelationKind::SameAs]
                .contains(&relation.kind)
    });
    let told_twice = relations(event).iter().any(|r| r.kind == RelationKind::SameAs);
    let told_long =
        event.accounts.iter().filter(|account| account.rejected.is_none()).any(|told| {
            let reading = told.when.as_ref().and_then(|when| when.reading.as_ref());
            told.duration.is_some() || reading.is_some_and(|reading| !instant(reading))
        });
    [Kind::Statement, Kind::Announcement].contains(&event.kind)
        && event.reading().is_none_or(instant)
        && event.duration.is_none()
        && !contains
        && !told_twice
        && !told_long
}

/// The sources that tell of an event as begun.
pub fn reporting(timeline: &Timeline, a: EventId) -> Vec<SourceId> {
    let event = timeline.event(a);
    let announces = |other: &&Event| {
        other
            .relations
            .iter()
            .any(|r| r.kind == RelationKind::Announces && r.target == a && r.rejected.is_none())
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
    /// One table for each way to pick a member of every date that is one of several.
    worlds: Vec<Vec<Vec<Option<i64>>>>,
}

impl Closure {
    /// What follows from constraints between so many points, and from one member of each choice; `None` if they cannot
    /// all hold.
    pub fn of<'a>(
        points: usize,
        constraints: impl IntoIterator<Item = &'a Constraint>,
        choices: &[Vec<Vec<Constraint>>],
    ) -> Option<Closure> {
        let mut ways: Vec<Vec<Constraint>> = vec![constraints.into_iter().copied().collect()];
        for members in choices {
            let with = |way: &Vec<Constraint>| {
                let way = way.clone();
                members.iter().map(move |member| [&way[..], member].concat())
            };
            ways = ways.iter().flat_map(with).collect();
        }
        let worlds: Vec<_> = ways.iter().filter_map(|way| table(points, way)).collect();
        (!worlds.is_empty()).then_some(Closure { worlds })
    }

    /// The greatest possible value of `to − from`.
    pub fn bound(&self, from: usize, to: usize) -> Option<i64> {
        self.worlds.iter().try_fold(i64::MIN, |most, world| Some(most.max(world[from][to]?)))
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

/// The tightest upper bounds of `to − from`, by `from` and `to`; `None` if the constraints cannot all hold.
fn table(points: usize, constraints: &[Constraint]) -> Option<Vec<Vec<Option<i64>>>> {
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
    holds.then_some(bounds)
}

/// The dates that are one of several, each with what its members say.
pub fn choices(timeline: &Timeline) -> Vec<(FactKind, Vec<Vec<Constraint>>)> {
    let chosen = timeline.event_ids().filter_map(|a| {
        let reading = timeline.event(a).reading()?;
        let members = Some(&reading.members).filter(|members| !members.is_empty())?;
        let fact = FactKind::Date(a);
        let says = |&member: &Bounds| {
            let mut all = Vec::new();
            let mut say = |fact, from, to, weight| all.push(Constraint { from, to, weight, fact });
            let one = Reading { hard: member, ..reading.clone() };
            let at = origin(timeline, reading.frame());
            window(&mut say, Some(fact), (at, &one), start(a), end(a));
            all
        };
        Some((fact, members.iter().map(says).collect()))
    });
    chosen.collect()
}
