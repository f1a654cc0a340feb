//! Names of actors above their life lines: a staircase of names and roles, or upright names where there are many.

use crate::layout::spacing::{ASCENT, DESCENT, MIDDLE_TO_BASELINE, NAME, ROLE};
use crate::layout::wrap::{Line, fit, fit_name};
use crate::layout::{Furniture, Ink, Measure, Point, Shape, Text, TextAnchor, TextStyle};
use crate::timeline::{ActorId, Timeline};

/// More life lines than this are named by vertical names without roles.
const STAIRCASE_MAX: usize = 12;
/// Longest name written vertically.
const NAME_MAX_PX: f64 = 280.0;
/// Height of a step of the staircase.
const STEP_PX: f64 = 17.0;

/// A life line to be named.
pub struct Named {
    /// Whose.
    pub actor: ActorId,
    /// Where it stands, canvas x.
    pub x: f64,
}

/// Names with their places.
pub struct Names {
    /// The names.
    pub furniture: Furniture,
    /// Where each line begins under its name, canvas y, in the order of the lines.
    pub starts: Vec<f64>,
    /// Height that they take.
    pub height_px: f64,
}

/// Names lines, which are given from left to right, from `top` down; no word reaches beyond `right_px`.
pub fn names(
    timeline: &Timeline,
    lines: &[Named],
    top: f64,
    right_px: f64,
    measure: &dyn Measure,
) -> Names {
    if lines.len() <= STAIRCASE_MAX {
        staircase(timeline, lines, top, right_px, measure)
    } else {
        upright(timeline, lines, top, measure)
    }
}

fn text(at: Point, turn_deg: i32, line: Line, style: TextStyle, ink: Ink) -> Shape {
    let Line { text, width_px } = line;
    Shape::Text(Text { at, anchor: TextAnchor::Start, turn_deg, style, ink, text, width_px })
}

/// The leftmost name stands highest, and each line begins under its own name.
fn staircase(
    timeline: &Timeline,
    lines: &[Named],
    top: f64,
    right_px: f64,
    measure: &dyn Measure,
) -> Names {
    let mut shapes = Vec::new();
    let mut starts = Vec::with_capacity(lines.len());
    for (step, line) in lines.iter().enumerate() {
        let actor = timeline.actor(line.actor);
        let x = line.x - 4.0;
        let y = top + step as f64 * STEP_PX + NAME.size_px * ASCENT;
        let name = fit_name(actor.label(), NAME, right_px - x, measure);
        let role_x = x + name.width_px + 6.0;
        let role = actor.role.as_deref().unwrap_or_default();
        let role = fit(role, ROLE, (right_px - role_x).max(0.0), measure);
        shapes.push(text(Point { x, y }, 0, name, NAME, Ink::Actor(line.actor)));
        if role.text.chars().count() > 2 {
            shapes.push(text(Point { x: role_x, y }, 0, role, ROLE, Ink::Muted));
        }
        starts.push(y + NAME.size_px * DESCENT + 3.0);
    }
    let height_px = lines.len() as f64 * STEP_PX + 12.0;
    Names { furniture: Furniture { role: "names", shapes }, starts, height_px }
}

fn upright(timeline: &Timeline, lines: &[Named], top: f64, measure: &dyn Measure) -> Names {
    let name =
        |line: &Named| fit_name(timeline.actor(line.actor).label(), NAME, NAME_MAX_PX, measure);
    let names: Vec<Line> = lines.iter().map(name).collect();
    let tallest = names.iter().map(|name| name.width_px).fold(0.0, f64::max);
    let shapes = lines.iter().zip(names).map(|(line, name)| {
        let at = Point { x: line.x + NAME.size_px * MIDDLE_TO_BASELINE, y: top + tallest };
        text(at, -90, name, NAME, Ink::Actor(line.actor))
    });
    let furniture = Furniture { role: "names", shapes: shapes.collect() };
    Names { furniture, starts: vec![top + tallest + 4.0; lines.len()], height_px: tallest + 14.0 }
}
