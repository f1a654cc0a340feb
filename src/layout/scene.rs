//! What both orientations need before they place anything: rows, actors, line order, brackets, labels.

use crate::layout::axis::Axis;
use crate::layout::brackets::{Brackets, brackets};
use crate::layout::focus;
use crate::layout::furniture::{source_numbers, subtitle};
use crate::layout::label::Labels;
use crate::layout::least_movement::{self, Rules};
use crate::layout::line_order::{self, LineOrder, Order, Quality};
use crate::layout::lives::{self, Life, LineEnd, Lines};
use crate::layout::marks::{self, Marks, gathering, marks};
use crate::layout::paths::{Waypoint, path};
use crate::layout::pinned;
use crate::layout::sequence::{Heading, Sequence, sequence};
use crate::layout::spacing::{CLEAR_PX, MEETING_PX, STRAIGHT_PX};
use crate::layout::spans::Along;
use crate::layout::straight;
use crate::layout::{ChartPoint, Condensed, Design, Filter, LifeLine, Measure, Nothing, Options};
use crate::order::OrderNetwork;
use crate::timeline::{ActorId, Event, Timeline};
use std::ops::Range;

/// Room before each delegation, in lanes.
const GROUP_ROOM: f64 = 0.62;

/// A picture's content, before any of it has a place.
pub struct Scene<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Rows, groups, ties.
    pub sequence: Sequence,
    /// The actors that have a life line, in the order of the file.
    pub actors: Vec<ActorId>,
    /// For each of them, from which row to which it is there.
    pub lives: Vec<Life<'a>>,
    /// Whether lines are straight lanes, and meetings bars across them.
    pub straight: bool,
    /// Before each slot, how much wider than a lane everything before it is, in lanes: room between delegations.
    pub indents: Vec<f64>,
    /// The delegation that begins at a slot, where lines are grouped by delegation.
    pub headings: Vec<(usize, ActorId)>,
    /// For each row, who stands in which slot (as indices into `actors`).
    pub orders: Vec<Order>,
    /// How good these orders are.
    pub quality: Quality,
    /// For each row, who meets (as indices into `actors`); empty if nobody does.
    pub meetings: Vec<Vec<u16>>,
    /// Relations that are drawn.
    pub brackets: Brackets,
    /// Which events it shows.
    pub filter: Filter,
    /// Whom the reader is to follow, of the actors drawn.
    pub focus: Vec<ActorId>,
    /// Events that the filter left out.
    pub left_out: usize,
    /// What the rows stand for, where the timeline is a condensed one.
    pub condensed: Option<Condensed>,
    /// Number of each cited source.
    pub source_numbers: Vec<Option<usize>>,
}

/// Positions across at one row, by index into [`Scene::actors`].
pub struct Row {
    /// In the lane.
    pub lane: Vec<f64>,
    /// At the mark: in a capsule, or in the lane.
    pub at_mark: Vec<f64>,
}

impl<'a> Scene<'a> {
    /// Chooses, orders and counts everything that the picture shows.
    ///
    /// # Errors
    /// [`Nothing`] if no event is left to draw.
    pub fn build(
        timeline: &'a Timeline,
        order: &OrderNetwork,
        options: &Options,
    ) -> Result<Scene<'a>, Nothing> {
        let chosen = options.filter.select(timeline, order);
        if chosen.is_empty() {
            return Err(Nothing { events: timeline.events.len() });
        }
        let sequence = sequence(timeline, order, &chosen);
        let events: Vec<&Event> = sequence.rows.iter().map(|&id| timeline.event(id)).collect();
        let actors = drawn_actors(timeline, &events);
        let mut index = vec![u16::MAX; timeline.actors.len()];
        for (i, actor) in actors.iter().enumerate() {
            index[actor.0 as usize] = i as u16;
        }
        let meetings: Vec<Vec<u16>> = events
            .iter()
            .map(|e| gathering(e).into_iter().map(|a| index[a.0 as usize]).collect())
            .collect();
        let groups = delegations(timeline, &actors);
        let straight =
            matches!(options.design, Design::Lanes | Design::Tracks) || options.by_delegation;
        let takes_part = |row: usize, actor: ActorId| events[row].actors().contains(&actor);
        let lives: Vec<Life> = actors
            .iter()
            .map(|&id| Life::of(timeline.actor(id), &events, |row| takes_part(row, id)))
            .collect();
        let pins = pinned::pins(timeline, &options.pins, &actors);
        let LineOrder { mut orders, quality } = if straight {
            let order = straight::order(&meetings, &groups, options.by_delegation, &pins);
            // Straight lines cross nobody.
            let quality = Quality { crossings: 0, lower_bound: 0, proven: true };
            LineOrder { orders: vec![order; events.len()], quality }
        } else {
            let rows: Vec<Range<usize>> = lives.iter().map(|life| life.rows.clone()).collect();
            line_order::arrange(&meetings, &groups.concat(), &rows, pins)
        };
        if !straight {
            lives::fill(&mut orders, &meetings, &lives);
        }
        let headings = match orders.first().filter(|_| options.by_delegation) {
            Some(order) => headings(timeline, &actors, order),
            None => Vec::new(),
        };
        let indents = indents(timeline, &actors, orders.first(), options.by_delegation);
        let brackets = brackets(timeline, &sequence);
        let source_numbers = source_numbers(timeline, &sequence);
        let left_out = timeline.events.len() - chosen.len();
        let focus = focus::among(timeline, &options.focus, &actors);
        Ok(Scene {
            timeline,
            sequence,
            actors,
            lives,
            straight,
            indents,
            headings,
            orders,
            quality,
            meetings,
            brackets,
            filter: options.filter.clone(),
            focus,
            left_out,
            condensed: options.condensed,
            source_numbers,
        })
    }

    /// The line under the title.
    pub fn subtitle(&self) -> String {
        let rows = &self.sequence.rows;
        let events = self.condensed.map_or(rows.len(), |condensed| condensed.events);
        subtitle(self.timeline, rows, events, self.actors.len())
    }

    /// The event in a row.
    pub fn event(&self, row: usize) -> &'a Event {
        self.timeline.event(self.sequence.rows[row])
    }

    /// Whether a row's label has to name the place: not if the row before it, under the same heading, did.
    pub fn names_place(&self, row: usize) -> bool {
        let heads = self.sequence.groups.binary_search_by_key(&row, |g| g.rows.start).is_ok();
        heads || self.event(row - 1).place != self.event(row).place
    }

    /// The label maker for this picture. Source numbers are shown only if there is more than one source.
    pub fn labels<'m>(&'m self, measure: &'m dyn Measure) -> Labels<'m> {
        let sources = self.source_numbers.iter().flatten().count();
        let source_numbers = if sources > 1 { self.source_numbers.clone() } else { Vec::new() };
        Labels {
            timeline: self.timeline,
            measure,
            source_numbers,
            with_time: false,
            with_date: false,
        }
    }

    /// Rows before those that neither a date nor a relation places.
    pub fn dated_rows(&self) -> usize {
        let groups = &self.sequence.groups;
        groups.iter().rfind(|g| g.heading != Heading::Undated).map_or(0, |g| g.rows.end)
    }

    /// The rows under the heading that a row stands under.
    pub fn group_of(&self, row: usize) -> Range<usize> {
        let groups = &self.sequence.groups;
        let at = groups.partition_point(|group| group.rows.end <= row);
        groups.get(at).map_or(row..row + 1, |group| group.rows.clone())
    }

    /// Whether a bracket begins or ends at an event without actors.
    pub fn brackets_touch_free_marks(&self) -> bool {
        let is_free = |row: usize| self.event(row).actors().is_empty();
        let mut ends = self.brackets.drawn.iter().flat_map(|b| [b.from, b.to]);
        ends.any(|end| end.row().is_some_and(is_free))
    }

    /// The delegation that begins at a slot, where lines are grouped.
    pub fn heading_at(&self, slot: usize) -> Option<ActorId> {
        self.headings.iter().find(|(at, _)| *at == slot).map(|(_, id)| *id)
    }

    /// Position across of a slot.
    pub fn slot_px(&self, slot: usize, lane_px: f64) -> f64 {
        (slot as f64 + 0.5 + self.indents[slot]) * lane_px
    }

    /// Where a line's name stands, across: its slot in the first row.
    pub fn home_px(&self, line: usize, lane_px: f64) -> f64 {
        let slot = self.orders[0].iter().position(|&other| usize::from(other) == line);
        self.slot_px(slot.unwrap_or(0), lane_px)
    }

    /// What all lanes take across, in lanes.
    pub fn lanes(&self) -> f64 {
        self.actors.len() as f64 + self.indents.last().copied().unwrap_or(0.0)
    }

    /// From the first line to the last.
    pub fn extent(&self, lane_px: f64) -> (f64, f64) {
        match self.actors.len() {
            0 => (0.0, 0.0),
            count => (self.slot_px(0, lane_px), self.slot_px(count - 1, lane_px)),
        }
    }

    /// Where every line is, row by row: those who meet stand close together, and nobody moves more than that takes.
    ///
    /// Where there are too many lines and rows for that, those who meet close up around the middle of their lanes.
    pub fn rows(&self, lane_px: f64) -> Vec<Row> {
        let slots: Vec<f64> =
            (0..self.actors.len()).map(|slot| self.slot_px(slot, lane_px)).collect();
        let lives: Vec<Range<usize>> = self.lives.iter().map(|life| life.rows.clone()).collect();
        let rules = Rules {
            orders: &self.orders,
            meetings: &self.meetings,
            lives: &lives,
            slots: &slots,
            apart_px: MEETING_PX,
            clear_px: CLEAR_PX,
        };
        let placed = if self.straight { None } else { least_movement::positions(&rules) };
        match placed {
            Some(rows) => {
                rows.into_iter().map(|lane| Row { at_mark: lane.clone(), lane }).collect()
            }
            None => (0..self.orders.len()).map(|row| self.row(row, lane_px)).collect(),
        }
    }

    /// Where every line is at a row: those who meet close up around the middle of their lanes.
    fn row(&self, row: usize, lane_px: f64) -> Row {
        let mut lane = vec![0.0; self.actors.len()];
        for (slot, &actor) in self.orders[row].iter().enumerate() {
            lane[actor as usize] = self.slot_px(slot, lane_px);
        }
        let mut at_mark = lane.clone();
        let meeting = &self.meetings[row];
        if meeting.len() > 1 && !self.straight {
            let mut members = meeting.clone();
            members.sort_by(|&a, &b| lane[a as usize].total_cmp(&lane[b as usize]));
            let middle =
                members.iter().map(|&m| lane[m as usize]).sum::<f64>() / members.len() as f64;
            let apart = MEETING_PX.min(lane_px);
            for (i, &member) in members.iter().enumerate() {
                at_mark[member as usize] =
                    middle + (i as f64 - (members.len() as f64 - 1.0) / 2.0) * apart;
            }
        }
        Row { lane, at_mark }
    }

    /// Marks of a row's event; `free` is where an event without actors has its mark.
    pub fn marks(&self, row: usize, along: f64, positions: &Row, lane_px: f64, free: f64) -> Marks {
        let across =
            |actor: ActorId| self.actors.binary_search(&actor).ok().map(|i| positions.at_mark[i]);
        let extent = self.extent(lane_px);
        let lines = marks::Lines { across: &across, extent, free, straight: self.straight };
        marks(self.event(row), along, &lines)
    }

    /// The life lines: each begins at its own `start`, passes the rows of its life and ends behind the last of
    /// them (at the true instant, where `axis` has a scale), or at `end_along`. Whoever comes later has a dotted line up to there.
    pub fn life_lines(
        &self,
        row_along: &[f64],
        rows: &[Row],
        start: &dyn Fn(usize) -> ChartPoint,
        end_along: f64,
        axis: Option<&Axis>,
    ) -> Lines {
        let mut lines = Lines { life_lines: Vec::new(), waiting: Vec::new(), ends: Vec::new() };
        for (i, life) in self.lives.iter().enumerate() {
            let actor = self.actors[i];
            let mut waypoints: Vec<Waypoint> = row_along
                .iter()
                .zip(rows)
                .map(|(&along, row)| Waypoint { along, at_mark: row.at_mark[i], lane: row.lane[i] })
                .collect();
            let mut end = end_along;
            if let Some((until, ending)) = life.ends {
                let last = life.rows.end - 1;
                let wanted = axis.zip(until.hard.end_max).map(|(axis, at)| axis.end_px(at));
                // The last row of a part may be the last of a life.
                let next = row_along.get(last + 1).copied().unwrap_or(end_along);
                end = lives::between(wanted, row_along[last], next);
                waypoints.truncate(life.rows.end);
                // It goes straight on out of a meeting, and not back to a lane.
                let across = waypoints[last].at_mark;
                waypoints[last].lane = across;
                lines.ends.push(LineEnd { actor, at: ChartPoint { along: end, across }, ending });
            }
            let mut start = start(i);
            if let Some(from) = life.begins {
                let first = life.rows.start;
                let wanted = axis.zip(from.hard.start_min).map(|(axis, at)| axis.start_px(at));
                // Lines stay where the row before left them until just before the next one. Whoever passes another
                // line on the way to the first row begins behind that place.
                let (begin, across) = if self.passes(i, first, rows) {
                    (row_along[first] - STRAIGHT_PX, waypoints[first].at_mark)
                } else {
                    let begin = lives::between(wanted, row_along[first - 1], row_along[first]);
                    (begin, waypoints[first - 1].lane)
                };
                let birth = Waypoint { along: begin, at_mark: across, lane: across };
                let mut before: Vec<Waypoint> = waypoints.drain(..first).collect();
                before.push(birth);
                let legs = path(start, &before, begin);
                lines.waiting.push(LifeLine { actor, from: start, legs });
                waypoints.insert(0, birth);
                start = ChartPoint { along: begin, across };
            }
            let legs = path(start, &waypoints, end);
            lines.life_lines.push(LifeLine { actor, from: start, legs });
        }
        lines
    }

    /// Whether a line stands on another side of somebody who is there than in the row before.
    fn passes(&self, line: usize, row: usize, rows: &[Row]) -> bool {
        let (before, now) = (&rows[row - 1].lane, &rows[row].at_mark);
        let mut others = self.lives.iter().enumerate().filter(|(other, life)| {
            *other != line && life.rows.contains(&(row - 1)) && life.rows.contains(&row)
        });
        others.any(|(other, _)| (before[other] < before[line]) != (now[other] < now[line]))
    }
}

/// Everyone who takes part in a drawn event, in the order of the file.
fn drawn_actors(timeline: &Timeline, events: &[&Event]) -> Vec<ActorId> {
    let mut used = vec![false; timeline.actors.len()];
    for actor in events.iter().flat_map(|e| e.actors()) {
        used[actor.0 as usize] = true;
    }
    timeline.actor_ids().filter(|a| used[a.0 as usize]).collect()
}

/// The drawn actors by delegation, both in the order of the file.
fn delegations(timeline: &Timeline, actors: &[ActorId]) -> Vec<Vec<u16>> {
    let mut groups: Vec<(ActorId, Vec<u16>)> = Vec::new();
    for (i, &actor) in actors.iter().enumerate() {
        let top = timeline.delegation(actor);
        match groups.iter_mut().find(|(known, _)| *known == top) {
            Some((_, members)) => members.push(i as u16),
            None => groups.push((top, vec![i as u16])),
        }
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

/// Whose lane each slot is: the delegation's, for each slot of an order.
fn tops<'a>(
    timeline: &'a Timeline,
    actors: &'a [ActorId],
    order: &'a [u16],
) -> impl Iterator<Item = ActorId> + 'a {
    order.iter().map(|&actor| timeline.delegation(actors[actor as usize]))
}

/// Where a delegation begins whose own lane does not already name it.
fn headings(timeline: &Timeline, actors: &[ActorId], order: &[u16]) -> Vec<(usize, ActorId)> {
    let tops: Vec<ActorId> = tops(timeline, actors, order).collect();
    let begins = |slot: usize| slot == 0 || tops[slot] != tops[slot - 1];
    let is_group = |slot: usize| !actors.contains(&tops[slot]);
    let slots = (0..tops.len()).filter(|&slot| begins(slot) && is_group(slot));
    slots.map(|slot| (slot, tops[slot])).collect()
}

/// Room before each slot, in lanes.
fn indents(
    timeline: &Timeline,
    actors: &[ActorId],
    order: Option<&Order>,
    by_delegation: bool,
) -> Vec<f64> {
    let Some(order) = order.filter(|_| by_delegation) else { return vec![0.0; actors.len()] };
    let tops: Vec<ActorId> = tops(timeline, actors, order).collect();
    let mut room = 0.0;
    (0..tops.len())
        .map(|slot| {
            // The first heading needs its room as well.
            if slot == 0 || tops[slot] != tops[slot - 1] {
                room += GROUP_ROOM;
            }
            room
        })
        .collect()
}
