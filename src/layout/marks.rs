//! Which marks stand for an event, and where on its actors' lines.

use crate::layout::spacing::{CAPSULE_EDGE_PX, CAPSULE_HALF_PX, DIAMOND_PX, DOT_PX, MEETING_PX};
use crate::layout::{ChartPoint, Ink, Mark, Outcome, Outline};
use crate::timeline::{ActorId, Event, Kind, Participant, Party, Status};

/// What a mark looks like, and so what the legend has to explain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Look {
    /// A capsule around the lines of those who meet.
    Capsule,
    /// A double capsule: they agree.
    DoubleCapsule,
    /// A dot.
    Dot,
    /// An arrow from sender to receiver.
    Arrow,
    /// A diamond.
    Diamond,
    /// A rule across all lines.
    Deadline,
}

/// How an event's actors are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    /// Side by side in a capsule; the lines bend to meet.
    Gathering,
    /// A dot or a diamond on each line.
    Single,
    /// A dot on the sender's line and an arrow to each receiver.
    Sending,
    /// A rule across.
    Rule,
}

/// The actors whose lines bend to meet for this event; empty if fewer than two do.
pub fn gathering(event: &Event) -> Vec<ActorId> {
    match figure(event) {
        Figure::Gathering => together(event),
        Figure::Single | Figure::Sending | Figure::Rule => Vec::new(),
    }
}

/// How this event is drawn.
pub fn look(event: &Event) -> Look {
    match figure(event) {
        Figure::Gathering if is_agreement(event.kind) => Look::DoubleCapsule,
        Figure::Gathering => Look::Capsule,
        Figure::Sending => Look::Arrow,
        Figure::Rule => Look::Deadline,
        Figure::Single if is_act(event.kind) && !event.actors().is_empty() => Look::Dot,
        Figure::Single => Look::Diamond,
    }
}

/// Whether the event was announced and nothing says that it took place.
pub fn is_hollow(event: &Event) -> bool {
    match event.status.as_ref().map(|s| s.value) {
        Some(Status::Announced | Status::Postponed | Status::Cancelled | Status::NotHeld) => true,
        Some(
            Status::Held
            | Status::Reported
            | Status::Met
            | Status::Missed
            | Status::Extended
            | Status::Superseded,
        )
        | None => false,
    }
}

/// Whether the event is struck out: it was called off, or something took its place.
pub fn is_struck(event: &Event) -> bool {
    match event.status.as_ref().map(|s| s.value) {
        Some(Status::Cancelled | Status::Superseded) => true,
        // A deadline that was put off has a sign of its own.
        Some(Status::Extended) => event.kind != Kind::Deadline,
        Some(
            Status::Held
            | Status::Announced
            | Status::Postponed
            | Status::NotHeld
            | Status::Reported
            | Status::Met
            | Status::Missed,
        )
        | None => false,
    }
}

/// Whether the event's date no longer stood in the end: it is written struck through.
pub fn is_date_struck(event: &Event) -> bool {
    match event.status.as_ref().map(|s| s.value) {
        Some(Status::Postponed | Status::Extended | Status::Superseded) => event.when.is_some(),
        Some(
            Status::Held
            | Status::Announced
            | Status::Cancelled
            | Status::NotHeld
            | Status::Reported
            | Status::Met
            | Status::Missed,
        )
        | None => false,
    }
}

/// What became of a deadline, so far as the file says.
pub fn outcome(event: &Event) -> Option<Outcome> {
    if event.kind != Kind::Deadline {
        return None;
    }
    match event.status.as_ref().map(|s| s.value) {
        Some(Status::Met) => Some(Outcome::Met),
        Some(Status::Missed) => Some(Outcome::Missed),
        Some(Status::Extended) => Some(Outcome::Extended),
        Some(
            Status::Held
            | Status::Announced
            | Status::Postponed
            | Status::Cancelled
            | Status::NotHeld
            | Status::Reported
            | Status::Superseded,
        )
        | None => None,
    }
}

fn figure(event: &Event) -> Figure {
    if event.kind == Kind::Deadline {
        return Figure::Rule;
    }
    let speaker = event.speaker.as_ref().map(|s| s.party);
    let to_actor = |p: &Participant| matches!(p.party, Party::Actor(_)) && Some(p.party) != speaker;
    if is_said(event.kind) && speaker.is_some() && event.to.iter().any(to_actor) {
        return Figure::Sending;
    }
    if brings_together(event.kind) && together(event).len() > 1 {
        return Figure::Gathering;
    }
    Figure::Single
}

/// Speaker and participants, not the addressees.
fn together(event: &Event) -> Vec<ActorId> {
    let mut actors = Vec::new();
    for p in event.speaker.iter().chain(&event.participants) {
        if let Party::Actor(id) = p.party
            && !actors.contains(&id)
        {
            actors.push(id);
        }
    }
    actors
}

/// Kinds whose actors act jointly. In an incident or under a demand they do not, however many there are.
fn brings_together(kind: Kind) -> bool {
    match kind {
        Kind::Statement
        | Kind::Announcement
        | Kind::Meeting
        | Kind::Call
        | Kind::Visit
        | Kind::Proposal
        | Kind::Agreement
        | Kind::Ceasefire
        | Kind::Decision
        | Kind::Breakdown => true,
        Kind::Message
        | Kind::Demand
        | Kind::Deadline
        | Kind::Incident
        | Kind::Milestone
        | Kind::Background => false,
    }
}

/// Kinds that are words of somebody, to somebody.
fn is_said(kind: Kind) -> bool {
    match kind {
        Kind::Statement
        | Kind::Announcement
        | Kind::Message
        | Kind::Proposal
        | Kind::Demand
        | Kind::Decision => true,
        Kind::Meeting
        | Kind::Call
        | Kind::Visit
        | Kind::Agreement
        | Kind::Ceasefire
        | Kind::Deadline
        | Kind::Breakdown
        | Kind::Incident
        | Kind::Milestone
        | Kind::Background => false,
    }
}

/// Kinds that are something somebody does, and so a dot on that line.
fn is_act(kind: Kind) -> bool {
    is_said(kind) || matches!(kind, Kind::Meeting | Kind::Call | Kind::Visit | Kind::Breakdown)
}

fn is_agreement(kind: Kind) -> bool {
    matches!(kind, Kind::Agreement | Kind::Ceasefire)
}

/// Marks of one event and how far they reach across the lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Marks {
    /// The marks, painted in this order.
    pub marks: Vec<Mark>,
    /// From the lowest to the highest position across that they touch.
    pub reach: (f64, f64),
}

/// The lines that marks are put on.
pub struct Lines<'a> {
    /// Position of an actor's line across, at the event; `None` for an actor that is not drawn.
    pub across: &'a dyn Fn(ActorId) -> Option<f64>,
    /// From the first line to the last.
    pub extent: (f64, f64),
    /// Where the mark of an event without actors stands.
    pub free: f64,
    /// Whether lines are straight lanes, so that those who meet are joined by a bar.
    pub straight: bool,
}

/// From the end of a deadline's rule to the middle of the sign that says what became of it.
pub const OUTCOME_PX: f64 = 10.0;

/// Makes the marks of an event at a position along the axis.
pub fn marks(event: &Event, along: f64, lines: &Lines<'_>) -> Marks {
    let (hollow, struck) = (is_hollow(event), is_struck(event));
    let placed = |actors: Vec<ActorId>| -> Vec<(f64, Ink)> {
        let mut placed: Vec<(f64, Ink)> = actors
            .into_iter()
            .filter_map(|a| (lines.across)(a).map(|across| (across, Ink::Actor(a))))
            .collect();
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        placed
    };
    let dot = |(across, ink): (f64, Ink)| Mark::Dot {
        at: ChartPoint { along, across },
        radius_px: DOT_PX,
        ink,
        hollow,
        struck,
    };
    let diamond = |(across, ink): (f64, Ink)| Mark::Diamond {
        at: ChartPoint { along, across },
        radius_px: DIAMOND_PX,
        ink,
        hollow,
        struck,
    };
    let mut marks = Vec::new();
    match figure(event) {
        Figure::Gathering => {
            let members = placed(together(event));
            let first = members.first().map_or(lines.free, |m| m.0) - CAPSULE_EDGE_PX;
            let last = members.last().map_or(lines.free, |m| m.0) + CAPSULE_EDGE_PX;
            let outline = if hollow {
                Outline::Hollow
            } else if is_agreement(event.kind) {
                Outline::Double
            } else {
                Outline::Solid
            };
            if lines.straight {
                let across = (first + CAPSULE_EDGE_PX, last - CAPSULE_EDGE_PX);
                let along = (along, along);
                marks.push(Mark::Bar { along, across, members, outline, struck });
            } else {
                marks.push(Mark::Capsule {
                    along: (along, along),
                    across: (first, last),
                    half_px: CAPSULE_HALF_PX,
                    members,
                    outline,
                    struck,
                });
            }
        }
        Figure::Sending => {
            let senders = placed(together(event));
            let from = senders.first().map_or(lines.free, |s| s.0);
            let mut receivers = placed(event.actors());
            // The nearest last, so that its arrow head is not hidden under a longer shaft.
            receivers.sort_by(|a, b| (b.0 - from).abs().total_cmp(&(a.0 - from).abs()));
            for (to, _) in receivers {
                if senders.iter().all(|s| s.0 != to) {
                    // The tip stops short of the line, so that the line stays whole.
                    let short_px = if to > from { -3.0 } else { 3.0 };
                    marks.push(Mark::Arrow { along, from, to: to + short_px, ink: Ink::Strong });
                }
            }
            marks.extend(senders.into_iter().map(dot));
        }
        Figure::Rule => {
            let edge = MEETING_PX;
            marks.push(Mark::Deadline {
                along,
                from: lines.extent.0 - edge,
                to: lines.extent.1 + edge,
                struck,
                outcome: outcome(event),
            });
            marks.extend(placed(event.actors()).into_iter().map(dot));
        }
        Figure::Single => {
            let actors = placed(event.actors());
            if actors.is_empty() {
                marks.push(diamond((lines.free, Ink::Muted)));
            } else if look(event) == Look::Dot {
                marks.extend(actors.into_iter().map(dot));
            } else {
                marks.extend(actors.into_iter().map(diamond));
            }
        }
    }
    let reach = marks
        .iter()
        .map(reach)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| (all.0.min(one.0), all.1.max(one.1)));
    Marks { marks, reach }
}

fn reach(mark: &Mark) -> (f64, f64) {
    match mark {
        Mark::Capsule { across, .. } => *across,
        Mark::Bar { across, .. } => (across.0 - DOT_PX, across.1 + DOT_PX),
        Mark::Dot { at, radius_px, .. } | Mark::Diamond { at, radius_px, .. } => {
            (at.across - radius_px, at.across + radius_px)
        }
        Mark::Arrow { from, to, .. } => (from.min(*to), from.max(*to)),
        Mark::Deadline { from, to, outcome, .. } => {
            let sign_px = if outcome.is_some() { OUTCOME_PX + 5.0 } else { 0.0 };
            (from.min(*to), from.max(*to) + sign_px)
        }
    }
}
