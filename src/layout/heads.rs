//! The names of the actors above their upright lines.

use crate::layout::scene::Scene;
use crate::layout::spacing::{ASCENT, DESCENT, MIDDLE_TO_BASELINE, NAME, ROLE};
use crate::layout::wrap::{Line, fit};
use crate::layout::{Furniture, Ink, Measure, Point, Shape, Text, TextAnchor, TextStyle};
use crate::timeline::ActorId;

/// More life lines than this are named by vertical names without roles.
const STAIRCASE_MAX: usize = 12;
/// Longest name written vertically.
const NAME_MAX_PX: f64 = 280.0;
/// From one step of the staircase to the next, px.
const STEP_PX: f64 = 17.0;

/// Names above lines.
pub struct Heads {
    /// The names, and those of the delegations where lines are grouped.
    pub furniture: Furniture,
    /// Where each line begins: canvas y, by actor of the scene.
    pub starts: Vec<f64>,
    /// Height that they take, px.
    pub height_px: f64,
}

fn text(at: Point, turn_deg: i32, line: Line, style: TextStyle, ink: Ink) -> Shape {
    let Line { text, width_px } = line;
    Shape::Text(Text { at, anchor: TextAnchor::Start, turn_deg, style, ink, text, width_px })
}

/// Names the lines from `top` on. `lane` gives the canvas x of a slot, and no name reaches beyond `right`.
///
/// Names stand on a staircase: the leftmost highest, and each line begins under its own name. Where there are
/// too many for that they are turned upright.
pub fn heads(
    scene: &Scene<'_>,
    lane: &dyn Fn(usize) -> f64,
    top: f64,
    right: f64,
    measure: &dyn Measure,
) -> Heads {
    let count = scene.actors.len();
    let mut shapes = Vec::new();
    let mut starts = vec![top; count];
    let Some(order) = scene.orders.first() else {
        return Heads { furniture: Furniture { role: "names", shapes }, starts, height_px: 0.0 };
    };
    if count > STAIRCASE_MAX {
        return upright(scene, order, lane, top, measure);
    }
    let mut step = 0.0;
    for (slot, &actor) in order.iter().enumerate() {
        let id = scene.actors[actor as usize];
        let x = lane(slot) - 4.0;
        if let Some(delegation) = scene.heading_at(slot) {
            let name = &scene.timeline.actor(delegation).name;
            let line = fit(name, ROLE, right - x, measure);
            let at = Point { x, y: top + step + NAME.size_px * ASCENT };
            shapes.push(text(at, 0, line, ROLE, Ink::Strong));
            step += STEP_PX - 2.0;
        }
        let baseline = top + step + NAME.size_px * ASCENT;
        let name = fit(scene.timeline.actor(id).label(), NAME, right - x, measure);
        let role_x = x + name.width_px + 6.0;
        let role = scene.timeline.actor(id).role.as_deref().unwrap_or_default();
        let role = fit(role, ROLE, (right - role_x).max(0.0), measure);
        shapes.push(text(Point { x, y: baseline }, 0, name, NAME, Ink::Actor(id)));
        if role.text.chars().count() > 2 {
            shapes.push(text(Point { x: role_x, y: baseline }, 0, role, ROLE, Ink::Muted));
        }
        starts[actor as usize] = baseline + NAME.size_px * DESCENT + 3.0;
        step += STEP_PX;
    }
    Heads { furniture: Furniture { role: "names", shapes }, starts, height_px: step + 12.0 }
}

fn upright(
    scene: &Scene<'_>,
    order: &[u16],
    lane: &dyn Fn(usize) -> f64,
    top: f64,
    measure: &dyn Measure,
) -> Heads {
    let label = |id: ActorId| fit(scene.timeline.actor(id).label(), NAME, NAME_MAX_PX, measure);
    let lines: Vec<Line> = scene.actors.iter().map(|&id| label(id)).collect();
    let mut starts = vec![top; lines.len()];
    let mut shapes = Vec::new();
    let mut head = top;
    // The name of a delegation stands above the first name of its own, level with the others.
    let mut until = f64::NEG_INFINITY;
    let mut raised = 0.0;
    for slot in 0..order.len() {
        let Some(delegation) = scene.heading_at(slot) else { continue };
        let line = fit(&scene.timeline.actor(delegation).name, ROLE, NAME_MAX_PX, measure);
        let x = lane(slot) - 6.0;
        raised = if x < until { raised + STEP_PX } else { 0.0 };
        until = until.max(x + line.width_px + 8.0);
        let at = Point { x, y: top + raised + NAME.size_px * ASCENT };
        head = head.max(top + raised + STEP_PX);
        shapes.push(text(at, 0, line, ROLE, Ink::Strong));
    }
    let tallest = lines.iter().map(|l| l.width_px).fold(0.0, f64::max);
    let foot = head + tallest;
    for (slot, &actor) in order.iter().enumerate() {
        let id = scene.actors[actor as usize];
        let at = Point { x: lane(slot) + NAME.size_px * MIDDLE_TO_BASELINE, y: foot };
        shapes.push(text(at, -90, lines[actor as usize].clone(), NAME, Ink::Actor(id)));
        starts[actor as usize] = foot + 4.0;
    }
    let height_px = foot - top + 14.0;
    Heads { furniture: Furniture { role: "names", shapes }, starts, height_px }
}
