//! The column of days: headings, weekdays, clock times, beside their rows.

use crate::layout::scene::Scene;
use crate::layout::sequence::Heading;
use crate::layout::spacing::{ASCENT, DAY, DESCENT, EVENT, MIDDLE_TO_BASELINE, TIME, line_px};
use crate::layout::wrap::{Line, wrap};
use crate::layout::{Furniture, Ink, Measure, Point, Shape, Text, TextAnchor, TextStyle, words};

/// Width that the column takes at most.
const DAYS_MAX_PX: f64 = 84.0;
/// And at least.
const DAYS_MIN_PX: f64 = 44.0;

/// What stands in the column of days beside one row.
pub struct Side {
    lines: Vec<(Line, TextStyle, Ink, f64, f64)>,
    /// How far it reaches above the row's middle, px.
    pub above_px: f64,
    /// How far it reaches below.
    pub below_px: f64,
}

/// Width that the column takes.
pub fn width_px(scene: &Scene<'_>, measure: &dyn Measure) -> f64 {
    let mut widest = DAYS_MIN_PX;
    for group in &scene.sequence.groups {
        let (bold, light) = words::heading(group.heading, &scene.timeline.printer);
        let light_px = if light.is_empty() { 0.0 } else { 5.0 + measure.width_px(&light, TIME) };
        widest = widest.max(measure.width_px(&bold, DAY) + light_px);
    }
    for &id in &scene.sequence.rows {
        let time = words::time_of_day(scene.timeline, scene.timeline.event(id));
        widest = widest.max(measure.width_px(&time, TIME));
    }
    widest.min(DAYS_MAX_PX).ceil()
}

/// Headings and times, for each row.
pub fn sides(scene: &Scene<'_>, width_px: f64, measure: &dyn Measure) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::with_capacity(scene.sequence.rows.len());
    let spans_years = words::spans_years(&scene.sequence);
    let mut year_shown = None;
    for group in &scene.sequence.groups {
        for row in group.rows.clone() {
            let mut side = Side { lines: Vec::new(), above_px: 0.0, below_px: 0.0 };
            if row == group.rows.start {
                let (bold, light) = words::heading(group.heading, &scene.timeline.printer);
                side.add_heading(&bold, &light, width_px, measure);
                let year = words::heading_year(group.heading);
                if spans_years && year.is_some() && year != year_shown {
                    year_shown = year;
                    // A heading that is a year says so itself.
                    let is_year = matches!(group.heading, Heading::Year(_));
                    let year = year.filter(|_| !is_year).map(|y| y.to_string());
                    let ink = (TIME, Ink::Muted);
                    side.add(&year.unwrap_or_default(), ink, width_px, measure);
                }
            }
            let time = words::time_of_day(scene.timeline, scene.event(row));
            let is_dated = group.heading != Heading::Undated;
            if row == group.rows.start && group.rows.len() > 1 && is_dated && !time.is_empty() {
                // The time is this event's and not the whole day's: the heading moves up, to a line of its own.
                side.lift();
            }
            if is_dated {
                side.add(&time, (TIME, Ink::Muted), width_px, measure);
            }
            sides.push(side);
        }
    }
    sides
}

impl Side {
    fn add_heading(&mut self, bold: &str, light: &str, width_px: f64, measure: &dyn Measure) {
        self.add(bold, (DAY, Ink::Strong), width_px, measure);
        let Some((last, _, _, _, dy)) = self.lines.last() else { return };
        let (dx, dy) = (last.width_px + 5.0, *dy);
        let light = Line { text: light.to_owned(), width_px: measure.width_px(light, TIME) };
        if light.text.is_empty() {
        } else if dx + light.width_px <= width_px {
            self.lines.push((light, TIME, Ink::Muted, dx, dy));
        } else {
            self.add(&light.text, (TIME, Ink::Muted), width_px, measure);
        }
    }

    fn add(
        &mut self,
        text: &str,
        (style, ink): (TextStyle, Ink),
        width_px: f64,
        measure: &dyn Measure,
    ) {
        for line in wrap(text, style, width_px, measure) {
            let dy = match self.lines.last() {
                Some((_, last, _, _, dy)) => dy + (line_px(*last) + line_px(style)) / 2.0,
                None => EVENT.size_px * MIDDLE_TO_BASELINE,
            };
            self.above_px = self.above_px.max(style.size_px * ASCENT - dy);
            self.below_px = self.below_px.max(dy + style.size_px * DESCENT);
            self.lines.push((line, style, ink, 0.0, dy));
        }
    }

    /// Moves what is there up, so that the next line stands where the first one stood.
    fn lift(&mut self) {
        let first = EVENT.size_px * MIDDLE_TO_BASELINE;
        let Some(&(_, last, _, _, last_dy)) = self.lines.last() else { return };
        let lift_px = last_dy + (line_px(last) + line_px(TIME)) / 2.0 - first;
        for (_, _, _, _, dy) in &mut self.lines {
            *dy -= lift_px;
        }
        self.above_px += lift_px;
        self.below_px = 0.0;
    }
}

/// The column's texts, its left edge at `x`, each side at the middle of its row.
pub fn days(sides: &[Side], x: f64, middles: &[f64]) -> Furniture {
    let mut shapes = Vec::new();
    for (side, middle) in sides.iter().zip(middles) {
        for (line, style, ink, dx, dy) in &side.lines {
            shapes.push(Shape::Text(Text {
                at: Point { x: x + dx, y: middle + dy },
                anchor: TextAnchor::Start,
                turn_deg: 0,
                style: *style,
                ink: *ink,
                text: line.text.clone(),
                width_px: line.width_px,
            }));
        }
    }
    Furniture { role: "days", shapes }
}
