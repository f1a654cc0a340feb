//! Whom the reader is to follow: everyone else steps back, and nobody is left out.
//!
//! A line in focus keeps its colour and is drawn over the others, which turn grey; the words of events in which nobody
//! in focus takes part are set in the ink of dates. Nothing moves: the picture with a focus is the picture without it.

use crate::layout::filter::belongs_to;
use crate::layout::{Ink, Layout, Shape};
use crate::timeline::{ActorId, Timeline};

/// Those of the drawn actors who are in focus: those asked for, and the members of delegations asked for.
pub fn among(timeline: &Timeline, asked: &[ActorId], drawn: &[ActorId]) -> Vec<ActorId> {
    let is_asked = |&actor: &ActorId| {
        asked.iter().any(|&wanted| wanted == actor || belongs_to(timeline, actor, wanted))
    };
    drawn.iter().copied().filter(is_asked).collect()
}

/// Sets back what is not in focus; `focus` are drawn actors, and nothing changes if there are none.
pub fn apply(layout: &mut Layout, timeline: &Timeline, focus: Vec<ActorId>) {
    if focus.is_empty() {
        return;
    }
    layout.life_lines.sort_by_key(|line| focus.contains(&line.actor));
    for figure in &mut layout.events {
        let event = timeline.event(figure.event);
        if event.actors().iter().any(|actor| focus.contains(actor)) {
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
    layout.focus = focus;
}
