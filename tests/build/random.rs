//! Random timelines over a few seconds, the same in every run.

use crate::build::{Draft, bounds, claimed, per};
use demarche::date::duration::SecondsRange;
use demarche::date::zone::LocalClock;
use demarche::date::{Bounds, Frame, Instant};
use demarche::diagnostic::Span;
use demarche::timeline::{
    ActorId, Audience, EventId, Kind, Participant, Party, RelationKind, SourceId, Spanned, Status,
    Step,
};

/// Numbers that look random, from a seed (Knuth's linear congruential generator).
pub struct Dice(pub u64);

impl Dice {
    /// A number in `0..below`.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }

    fn second(&mut self, below: i64) -> i64 {
        self.roll(below as u64) as i64
    }

    fn pair(&mut self, below: i64) -> (i64, i64) {
        let (x, y) = (self.second(below), self.second(below));
        (x.min(y), x.max(y))
    }
}

/// What a random timeline may contain.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// How many events, at least and at most.
    pub events: (u64, u64),
    /// Dates lie in the seconds below this.
    pub horizon_s: i64,
    /// How many events in a hundred have no date, or one with an open side.
    pub open_percent: u64,
    /// How many dates in a hundred are local.
    pub local_percent: u64,
    /// How many relations, beside those that are drawn for events one by one.
    pub relations: u64,
    /// How many events in a hundred have a step of a message that bears a date.
    pub message_percent: u64,
    /// How many events in a hundred are told otherwise by an account.
    pub account_percent: u64,
    /// How many dates in a hundred are one of several.
    pub choice_percent: u64,
}

/// How many clocks of unknown zone a timeline has beside the common one.
const FURTHER_CLOCKS: u32 = 2;

/// A timeline by a recipe.
pub fn draft(dice: &mut Dice, recipe: Recipe) -> Draft {
    let mut draft = Draft::default();
    draft.timeline.further_clocks = FURTHER_CLOCKS;
    let sources = [
        draft.source(Some(dice.second(recipe.horizon_s))),
        draft.source(Some(dice.second(recipe.horizon_s))),
        draft.source(None),
    ];
    let count = recipe.events.0 + dice.roll(recipe.events.1 - recipe.events.0 + 1);
    let kinds = [Kind::Meeting, Kind::Statement, Kind::Announcement, Kind::Deadline, Kind::Message];
    let actors = [draft.actor(), draft.actor(), draft.actor()];
    draft.timeline.actors[1].member_of = Some(actors[0]);
    for &source in &sources[..2] {
        if dice.chance(15) {
            draft.timeline.prefer.push(source);
        }
    }
    for _ in 0..count {
        let id = draft.event(kinds[dice.roll(5) as usize]);
        date(dice, recipe, &mut draft, id);
        message(dice, recipe, &mut draft, id, actors);
        if dice.chance(20) {
            let (min, max) = dice.pair(4);
            let open = dice.chance(recipe.open_percent);
            draft.lasts(id, min, (!open).then_some(max));
        }
        if dice.chance(20) {
            draft.cite(id, sources[dice.roll(3) as usize]);
        }
        if dice.chance(20) {
            draft.status(id, Status::ALL[dice.roll(10) as usize].0);
        }
    }
    for _ in 0..dice.roll(recipe.relations + 1) {
        let (a, b) = (EventId(dice.roll(count) as u32), EventId(dice.roll(count) as u32));
        if a == b && !dice.chance(10) {
            continue;
        }
        let kind = if dice.chance(50) {
            RelationKind::ALL[dice.roll(2) as usize].0
        } else {
            RelationKind::ALL[dice.roll(11) as usize].0
        };
        let gap = dice.chance(25).then(|| {
            let (min_s, max_s) = dice.pair(5);
            SecondsRange { min_s, max_s: dice.chance(60).then_some(max_s) }
        });
        let per = dice.chance(30).then(|| sources[dice.roll(3) as usize]);
        let relation = draft.relate(a, kind, b);
        relation.gap = gap.map(Into::into);
        relation.per = per;
        relation.rejected = (per.is_some() && dice.chance(10)).then_some("an error").into();
    }
    for id in (0..count as u32).map(EventId) {
        while dice.chance(recipe.account_percent) {
            let source = sources[dice.roll(3) as usize];
            account(dice, recipe, &mut draft, id, source);
        }
    }
    draft
}

/// Who speaks to whom, and the steps of a message.
fn message(dice: &mut Dice, recipe: Recipe, draft: &mut Draft, id: EventId, actors: [ActorId; 3]) {
    let party = |actor: u64| Participant {
        party: match actor {
            3 => Party::Audience(Audience::Press),
            actor => Party::Actor(actors[actor as usize]),
        },
        role: Default::default(),
        span: Span::default(),
    };
    if dice.chance(50) {
        draft.at(id).speaker = Some(party(dice.roll(3)));
    }
    if dice.chance(50) {
        draft.at(id).to.push(party(dice.roll(4)));
    }
    for step in [Step::Sent, Step::Delivered, Step::Published] {
        if dice.chance(recipe.message_percent) {
            let frame = frame(dice, recipe);
            draft.passes(id, step, dice.pair(recipe.horizon_s), frame);
        }
    }
}

/// What a source tells otherwise.
fn account(dice: &mut Dice, recipe: Recipe, draft: &mut Draft, id: EventId, source: SourceId) {
    let count = draft.timeline.events.len() as u64;
    let claim = dice.roll(3);
    let (window, frame) = (dice.pair(recipe.horizon_s), frame(dice, recipe));
    let length = dice.pair(4);
    let target = EventId(dice.roll(count) as u32);
    let kind = RelationKind::ALL[dice.roll(4) as usize].0;
    let rejected = dice.chance(10).then_some("an error");
    let account = draft.account(id, source);
    account.rejected = rejected.into();
    match claim {
        0 => account.when = Some(claimed(bounds(window, window), frame)),
        1 => {
            let value = SecondsRange { min_s: length.0, max_s: Some(length.1) };
            account.duration = Some(Spanned { value, span: Span::default() });
        }
        _ => account.relations.push(per(source, kind, target)),
    }
}

fn frame(dice: &mut Dice, recipe: Recipe) -> Frame {
    let clock = LocalClock(dice.roll(1 + u64::from(FURTHER_CLOCKS)) as u32);
    if dice.chance(recipe.local_percent) { Frame::Floating(clock) } else { Frame::Utc }
}

fn date(dice: &mut Dice, recipe: Recipe, draft: &mut Draft, id: EventId) {
    let frame = frame(dice, recipe);
    let window = dice.pair(recipe.horizon_s);
    let hard = match dice.roll(4) {
        // An interval: one window for the start, a later one for the end.
        0 => {
            let other = dice.pair(recipe.horizon_s);
            let (first, last) = (window.min(other), window.max(other));
            bounds(first, (last.0, last.1.max(first.1)))
        }
        1 => bounds((window.0, window.0), (window.0, window.0)),
        2 | 3 => bounds(window, window),
        _ => unreachable!("four sides"),
    };
    if dice.chance(recipe.choice_percent) {
        let count = 2 + dice.roll(2) as usize;
        let windows: Vec<(i64, i64)> = (0..count).map(|_| dice.pair(recipe.horizon_s)).collect();
        draft.one_of(id, &windows, frame);
        return;
    }
    if !dice.chance(recipe.open_percent) {
        draft.dated(id, hard, frame);
        return;
    }
    let open = |keep: bool, side: Option<Instant>| side.filter(|_| keep);
    if dice.chance(50) {
        let sides = [dice.chance(50), dice.chance(50), dice.chance(50), dice.chance(50)];
        let hard = Bounds {
            start_min: open(sides[0], hard.start_min),
            start_max: open(sides[1], hard.start_max),
            end_min: open(sides[2], hard.end_min),
            end_max: open(sides[3], hard.end_max),
        };
        draft.dated(id, hard, frame);
    }
}
