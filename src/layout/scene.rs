//! What both orientations need before they place anything: rows, actors, line order, brackets, labels.

use crate::layout::brackets::{Brackets, brackets};
use crate::layout::furniture::source_numbers;
use crate::layout::label::Labels;
use crate::layout::line_order::{self, LineOrder, Order, Quality};
use crate::layout::marks::{Lines, Marks, gathering, marks};
use crate::layout::paths::{Waypoint, path};
use crate::layout::sequence::{Sequence, sequence};
use crate::layout::spacing::MEETING_PX;
use crate::layout::{LifeLine, Measure, Nothing, Options};
use crate::order::OrderNetwork;
use crate::timeline::{ActorId, Event, Timeline};

/// A picture's content, before any of it has a place.
pub struct Scene<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Rows, groups, ties.
    pub sequence: Sequence,
    /// The actors that have a life line, in the order of the file.
    pub actors: Vec<ActorId>,
    /// For each row, who stands in which slot (as indices into `actors`).
    pub orders: Vec<Order>,
    /// How good these orders are.
    pub quality: Quality,
    /// For each row, who meets (as indices into `actors`); empty if nobody does.
    pub meetings: Vec<Vec<u16>>,
    /// Relations that are drawn.
    pub brackets: Brackets,
    /// Events that the filter left out.
    pub left_out: usize,
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
        let start = starting_order(timeline, &actors);
        let LineOrder { orders, quality } = line_order::arrange(&meetings, &start);
        let brackets = brackets(timeline, &sequence);
        let source_numbers = source_numbers(timeline, &sequence);
        let left_out = timeline.events.len() - chosen.len();
        Ok(Scene {
            timeline,
            sequence,
            actors,
            orders,
            quality,
            meetings,
            brackets,
            left_out,
            source_numbers,
        })
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
        Labels { timeline: self.timeline, measure, source_numbers, with_time: false }
    }

    /// Position across of a slot.
    pub fn slot_px(&self, slot: usize, lane_px: f64) -> f64 {
        (slot as f64 + 0.5) * lane_px
    }

    /// From the first line to the last.
    pub fn extent(&self, lane_px: f64) -> (f64, f64) {
        match self.actors.len() {
            0 => (0.0, 0.0),
            count => (self.slot_px(0, lane_px), self.slot_px(count - 1, lane_px)),
        }
    }

    /// Where every line is at a row: those who meet close up around the middle of their lanes.
    pub fn row(&self, row: usize, lane_px: f64) -> Row {
        let mut lane = vec![0.0; self.actors.len()];
        for (slot, &actor) in self.orders[row].iter().enumerate() {
            lane[actor as usize] = self.slot_px(slot, lane_px);
        }
        let mut at_mark = lane.clone();
        let meeting = &self.meetings[row];
        if meeting.len() > 1 {
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
        let lines = Lines { across: &across, extent: self.extent(lane_px), free };
        marks(self.event(row), along, &lines)
    }

    /// The life lines: each begins at its own `start_along`, passes every row and ends at `end_along`.
    pub fn life_lines(
        &self,
        row_along: &[f64],
        rows: &[Row],
        start_along: &dyn Fn(usize) -> f64,
        end_along: f64,
    ) -> Vec<LifeLine> {
        (0..self.actors.len())
            .map(|i| {
                let waypoints: Vec<Waypoint> = row_along
                    .iter()
                    .zip(rows)
                    .map(|(&along, row)| Waypoint {
                        along,
                        at_mark: row.at_mark[i],
                        lane: row.lane[i],
                    })
                    .collect();
                let (from, legs) = path(start_along(i), &waypoints, end_along);
                LifeLine { actor: self.actors[i], from, legs }
            })
            .collect()
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

/// A first order: delegations side by side, in the order of the file.
fn starting_order(timeline: &Timeline, actors: &[ActorId]) -> Vec<u16> {
    let mut order: Vec<u16> = (0..actors.len() as u16).collect();
    order.sort_by_key(|&i| {
        let actor = actors[i as usize];
        let top = timeline.delegation(actor);
        let first = actors.iter().position(|&a| timeline.delegation(a) == top);
        (first, i)
    });
    order
}
