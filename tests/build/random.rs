//! Random timelines over a few seconds, the same in every run.

use crate::build::{Draft, bounds};
use demarche::date::duration::SecondsRange;
use demarche::date::{Bounds, Frame, Instant};
use demarche::timeline::{EventId, Kind, RelationKind, Status};

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
}

/// A timeline by a recipe.
pub fn draft(dice: &mut Dice, recipe: Recipe) -> Draft {
    let mut draft = Draft::default();
    let sources = [
        draft.source(Some(dice.second(recipe.horizon_s))),
        draft.source(Some(dice.second(recipe.horizon_s))),
        draft.source(None),
    ];
    let count = recipe.events.0 + dice.roll(recipe.events.1 - recipe.events.0 + 1);
    let kinds = [Kind::Meeting, Kind::Statement, Kind::Announcement, Kind::Deadline, Kind::Call];
    for _ in 0..count {
        let id = draft.event(kinds[dice.roll(5) as usize]);
        date(dice, recipe, &mut draft, id);
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
        relation.gap = gap;
        relation.per = per;
    }
    draft
}

fn date(dice: &mut Dice, recipe: Recipe, draft: &mut Draft, id: EventId) {
    let frame = if dice.chance(recipe.local_percent) { Frame::Floating } else { Frame::Utc };
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
