//! Whose life lines are to stand above whose: what a reader asked for, as levels of the lines that are drawn.

use crate::layout::filter::is_among;
use crate::layout::line_order::pins::Pins;
use crate::timeline::{ActorId, Timeline};

/// One place in the order that life lines are to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// An actor, or the members of a delegation.
    Actor(ActorId),
    /// Everyone who is not named.
    Others,
}

/// The levels of the drawn actors. Who is asked for by name has that place, whatever place the delegation has.
pub fn pins(timeline: &Timeline, asked: &[Pin], drawn: &[ActorId]) -> Pins {
    let alone = [asked.first().copied().unwrap_or(Pin::Others), Pin::Others];
    let asked = if asked.len() == 1 { &alone } else { asked };
    let named = |actor: ActorId| asked.iter().position(|pin| *pin == Pin::Actor(actor));
    let in_delegation = |actor: ActorId| {
        asked.iter().position(|pin| match pin {
            Pin::Actor(delegation) => is_among(timeline, actor, &[*delegation]),
            Pin::Others => false,
        })
    };
    let others = || asked.iter().position(|pin| *pin == Pin::Others);
    let level = |&actor: &ActorId| {
        let level = named(actor).or_else(|| in_delegation(actor)).or_else(others);
        level.map(|level| level as u16)
    };
    Pins::new(drawn.iter().map(level).collect())
}
