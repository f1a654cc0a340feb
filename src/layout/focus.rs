//! Whom the reader is to follow: everyone else steps back, and nobody is left out.
//!
//! A line in focus keeps its colour and is drawn over the others, which turn grey; the words of events in which nobody
//! in focus takes part are set in the ink of dates. Nothing moves: the picture with a focus is the picture without it.

use crate::layout::filter::is_among;
use crate::layout::{Ink, Layout, Shape};
use crate::timeline::{ActorId, Event, Timeline};

/// Those of the drawn actors who are in focus: those asked for, and the members of delegations asked for.
pub fn among(timeline: &Timeline, asked: &[ActorId], drawn: &[ActorId]) -> Vec<ActorId> {
    drawn.iter().copied().filter(|&actor| is_among(timeline, actor, asked)).collect()
}

/// Whether someone in focus takes part in an event.
pub fn concerns(focus: &[ActorId], event: &Event) -> bool {
    event.actors().iter().any(|actor| focus.contains(actor))
}

/// Sets back what is not in [`Layout::focus`]; nothing changes if nobody is.
pub fn apply(layout: &mut Layout, timeline: &Timeline) {
    let focus = &layout.focus;
    if focus.is_empty() {
        return;
    }
    layout.waiting.sort_by_key(|line| focus.contains(&line.actor));
    layout.life_lines.sort_by_key(|line| focus.contains(&line.actor));
    for figure in &mut layout.events {
        if concerns(focus, timeline.event(figure.event)) {
            continue;
        }
        for shape in &mut figure.shapes {
            if let Shape::Text(text) = shape
                && matches!(text.ink, Ink::Strong | Ink::Body)
            {
                text.ink = Ink::Muted;
            }
        }
    }
}
