//! How long a life line goes on: from when somebody comes to when somebody leaves, as far as the file says.
//!
//! `born` and `died` bound a life, `tenure` the time in an office. A line ends where the first of them certainly has
//! ended, and begins where the last of them certainly has begun; but whoever takes part in an event is there. A
//! row that carries no date of its own lies with the dated rows before it.

use crate::date::Reading;
use crate::layout::line_order::Order;
use crate::layout::{ChartPoint, Furniture, Ink, LifeLine, Point, Shape, Stroke};
use crate::timeline::{Actor, ActorId, Event};
use std::ops::Range;

/// What ends a life line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The end of a tenure.
    Left,
    /// A death.
    Died,
}

/// The rows that a life line passes, and why it does not pass all.
#[derive(Debug, Clone)]
pub struct Life<'a> {
    /// The rows, one at least.
    pub rows: Range<usize>,
    /// What begins it behind the first row of the picture.
    pub begins: Option<&'a Reading>,
    /// What ends it before the last row of the picture.
    pub ends: Option<(&'a Reading, Ending)>,
}

impl<'a> Life<'a> {
    /// The life of an actor in a picture of these events; `takes_part` says in which of them.
    pub fn of(actor: &'a Actor, events: &[&Event], takes_part: impl Fn(usize) -> bool) -> Life<'a> {
        let all = 0..events.len();
        let (begins, ends) = (begin(actor), end(actor));
        if begins.is_none() && ends.is_none() {
            return Life { rows: all, begins: None, ends: None };
        }
        // Towards the middle, a row without a date is on the same side as the row before it.
        let mut first = 0;
        if let Some(from) = begins {
            let is_before = |event: &Event| Some(is_over(event.reading()?, from));
            let late = events.iter().position(|event| is_before(event) == Some(false));
            let came = late.unwrap_or(events.len());
            first = (0..came).find(|&row| takes_part(row)).unwrap_or(came);
        }
        let mut after = events.len();
        if let Some((until, _)) = ends {
            let is_after = |event: &Event| Some(is_over(until, event.reading()?));
            let early = events.iter().rposition(|event| is_after(event) == Some(false));
            let mut left = early.map_or(0, |row| row + 1);
            while left < events.len() && is_after(events[left]).is_none() {
                left += 1;
            }
            after = (left..events.len()).rfind(|&row| takes_part(row)).map_or(left, |row| row + 1);
        }
        if first >= after {
            // What the dates say of this actor leaves nothing: then they say nothing.
            return Life { rows: all, begins: None, ends: None };
        }
        Life {
            begins: begins.filter(|_| first > 0),
            ends: ends.filter(|_| after < events.len()),
            rows: first..after,
        }
    }
}

/// Whether one date has certainly ended before another begins: as instants, and on the wall calendar, because nobody
/// says in which zone a tenure was written.
fn is_over(date: &Reading, before: &Reading) -> bool {
    let instants = date.hard.end_max.zip(before.hard.start_min);
    let days = date.civil.last.zip(before.civil.first);
    instants.is_some_and(|(end, start)| end < start) && days.is_some_and(|(end, start)| end < start)
}

/// What an actor has to wait for: the later of birth and office.
fn begin(actor: &Actor) -> Option<&Reading> {
    let known = [&actor.born, &actor.tenure].into_iter().flatten().map(|date| &date.value);
    known
        .filter(|date| date.civil.first.is_some() && !date.civil.uncertain)
        .max_by_key(|date| date.civil.first)
}

/// What takes an actor away: the earlier of death and the end of the office.
fn end(actor: &Actor) -> Option<(&Reading, Ending)> {
    let died = actor.died.as_ref().map(|date| (&date.value, Ending::Died));
    let left = actor.tenure.as_ref().map(|date| (&date.value, Ending::Left));
    let is_known = |date: &Reading| date.civil.last.is_some() && !date.civil.uncertain;
    let known = died.into_iter().chain(left).filter(|(date, _)| is_known(date));
    known.min_by_key(|(date, _)| date.civil.last)
}

/// The lines of a picture.
pub struct Lines {
    /// One for each actor, in the order of [`crate::layout::scene::Scene::actors`].
    pub life_lines: Vec<LifeLine>,
    /// From the names of those who come later to where their lines begin.
    pub waiting: Vec<LifeLine>,
    /// Where lines end before the picture does.
    pub ends: Vec<LineEnd>,
}

/// Where a life line ends before the picture does.
pub struct LineEnd {
    /// Whose.
    pub actor: ActorId,
    /// Its last point.
    pub at: ChartPoint,
    /// Why.
    pub ending: Ending,
}

impl Lines {
    /// The marks of the lines that end; `place` says where on the canvas a position of the chart is.
    pub fn ends(&self, place: impl Fn(ChartPoint) -> Point + Copy) -> Option<Furniture> {
        let shape = |end: &LineEnd| end.ending.shape(end.at, Ink::Actor(end.actor), place);
        let shapes: Vec<Shape> = self.ends.iter().map(shape).collect();
        (!shapes.is_empty()).then_some(Furniture { role: "ends", shapes })
    }
}

impl Ending {
    /// A bar across the end of a line, or a cross on it.
    pub fn shape(self, end: ChartPoint, ink: Ink, place: impl Fn(ChartPoint) -> Point) -> Shape {
        const HALF_PX: f64 = 4.5;
        let along = end.along - if self == Ending::Died { 5.0 } else { 0.0 };
        let point = |across: f64| place(ChartPoint { along, across: end.across + across });
        Shape::Stroke(Stroke {
            points: vec![point(-HALF_PX), point(HALF_PX)],
            corner_px: 0.0,
            width_px: 2.0,
            dash: None,
            ink,
            head: false,
        })
    }
}

/// A position between two rows, clear of their marks: the wanted one if there is one, else half-way.
pub fn between(wanted: Option<f64>, before: f64, after: f64) -> f64 {
    const CLEAR_PX: f64 = 14.0;
    let (low, high) = (before + CLEAR_PX, after - CLEAR_PX);
    match wanted {
        _ if low > high => (before + after) / 2.0,
        Some(wanted) => wanted.clamp(low, high),
        None => (before + after) / 2.0,
    }
}

/// Gives whoever is not there a slot as well, so that nobody has to move aside for somebody who comes or goes.
///
/// `orders[row]` holds those who are there. Whoever is still to come, or has left, stands in a row where the fewest
/// of those around are passed on the way to the row where there was, or will be, a place; never inside a meeting.
pub fn fill(orders: &mut [Order], meetings: &[Vec<u16>], lives: &[Life<'_>]) {
    let count = lives.len();
    for row in (0..orders.len().saturating_sub(1)).rev() {
        let next = orders[row + 1].clone();
        let waits = |line: &&u16| row < lives[**line as usize].rows.start;
        for &line in next.iter().filter(waits) {
            insert(&mut orders[row], line, &next, &meetings[row], count);
        }
    }
    for row in 1..orders.len() {
        let previous = orders[row - 1].clone();
        let gone = |line: &&u16| row >= lives[**line as usize].rows.end;
        for &line in previous.iter().filter(gone) {
            insert(&mut orders[row], line, &previous, &meetings[row], count);
        }
    }
}

/// Puts a line where it has the fewest others on another side than in the order beside.
fn insert(order: &mut Order, line: u16, beside: &Order, meeting: &[u16], count: usize) {
    let mut place = vec![usize::MAX; count];
    for (slot, &other) in beside.iter().enumerate() {
        place[other as usize] = slot;
    }
    let own = place[line as usize];
    let known = |other: &&u16| place[**other as usize] != usize::MAX;
    let mut crossed = order.iter().filter(known).filter(|o| place[**o as usize] < own).count();
    let mut best = (usize::MAX, usize::MAX, 0);
    for slot in 0..=order.len() {
        let meets = |at: usize| order.get(at).is_some_and(|other| meeting.contains(other));
        let is_inside = meeting.len() > 1 && slot > 0 && meets(slot - 1) && meets(slot);
        let candidate = (crossed, slot.abs_diff(own), slot);
        if !is_inside && candidate < best {
            best = candidate;
        }
        let Some(other) = order.get(slot).map(|&o| place[o as usize]) else { break };
        match other {
            usize::MAX => {}
            other if other < own => crossed -= 1,
            _ => crossed += 1,
        }
    }
    order.insert(best.2, line);
}
