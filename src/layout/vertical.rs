//! The vertical picture: time runs down, days on the left, life lines in the middle, words on the right.
//!
//! Rows follow each other in the order of [`crate::layout::sequence`]; their distances are those that words and
//! bends need, not to scale. The picture grows downward and never sideways, unless there are more life lines
//! than its width can hold.

use crate::layout::brackets::{dash, touch_px};
use crate::layout::furniture::{Notes, legend, notes, subtitle, title_block};
use crate::layout::label::Label;
use crate::layout::names::{self, Named};
use crate::layout::scene::{Row, Scene};
use crate::layout::sequence::Heading;
use crate::layout::spacing::{
    ASCENT, COLUMN_GAP_PX, DAY, DESCENT, EVENT, GROUP_GAP_PX, LANE_MIN_PX, LANE_PX, MARGIN_PX,
    MIDDLE_TO_BASELINE, PILL_PX, ROW_GAP_PX, ROW_MIN_PX, TEXT_MIN_PX, TIE_PX, TIME, TRACK_PX,
    VERTICAL_WIDTH_PX, line_px,
};
use crate::layout::wrap::{Line, wrap};
use crate::layout::{
    EventFigure, Furniture, Ink, Layout, Measure, Nothing, Options, Orientation, Point, Rect,
    Shape, Stroke, Text, TextAnchor, TextStyle, Tick, words,
};
use crate::order::OrderNetwork;
use crate::timeline::Timeline;

/// Width that the column of days takes at most.
const DAYS_MAX_PX: f64 = 84.0;

/// Left edges and widths of the columns, px.
struct Columns {
    width_px: f64,
    days: (f64, f64),
    tie_x: f64,
    lanes_x: f64,
    lane_px: f64,
    lanes_px: f64,
    free: f64,
    text: (f64, f64),
}

/// What stands in the column of days beside one row.
struct Side {
    lines: Vec<(Line, TextStyle, Ink, f64, f64)>,
    above_px: f64,
    below_px: f64,
}

/// Arranges the vertical picture.
///
/// # Errors
/// [`Nothing`] if the filter leaves no event.
pub fn arrange(
    timeline: &Timeline,
    order: &OrderNetwork,
    options: &Options,
    measure: &dyn Measure,
) -> Result<Layout, Nothing> {
    let scene = Scene::build(timeline, order, options)?;
    let columns = columns(&scene, options, measure);
    let rows: Vec<Row> =
        (0..scene.sequence.rows.len()).map(|r| scene.row(r, columns.lane_px)).collect();

    let frame = (MARGIN_PX, columns.width_px - 2.0 * MARGIN_PX);
    let mut y = MARGIN_PX;
    let subtitle = subtitle(timeline, &scene.sequence, scene.actors.len());
    let title = title_block(timeline, &subtitle, frame, &mut y, measure);
    y += 12.0;
    let chart_y = y;
    let (names, line_starts, head_px) = names(&scene, &columns, chart_y, measure);
    y += head_px;

    let labels = scene.labels(measure);
    let blocks: Vec<Label> = (0..rows.len())
        .map(|r| labels.label(scene.event(r), scene.names_place(r), columns.text.1))
        .collect();
    let sides = sides(&scene, &columns, measure);

    let mut under = vec![title];
    let mut ticks = Vec::new();
    let mut middles = Vec::with_capacity(rows.len());
    let mut bottom = y;
    for (index, group) in scene.sequence.groups.iter().enumerate() {
        if index > 0 {
            under.push(separator(&columns, group.skipped_days, &mut bottom, measure));
        } else {
            under.push(Furniture {
                role: "rule",
                shapes: vec![hairline(frame.0, frame.0 + frame.1, bottom)],
            });
            bottom += GROUP_GAP_PX;
        }
        for row in group.rows.clone() {
            let above_px = blocks[row].above_px.max(sides[row].above_px);
            let mut middle = bottom + above_px;
            if let Some(last) = middles.last() {
                middle = middle.max(last + ROW_MIN_PX);
            }
            let below_px = blocks[row].below_px.max(sides[row].below_px).max(10.0);
            bottom = middle + below_px + ROW_GAP_PX;
            middles.push(middle);
        }
        bottom += GROUP_GAP_PX - ROW_GAP_PX;
        ticks.push(Tick {
            along: middles[group.rows.start] - chart_y,
            label: words::heading(group.heading, &scene.timeline.printer).0,
        });
    }
    let chart_bottom = bottom + 4.0;

    let mut events = Vec::with_capacity(rows.len());
    let mut reaches = Vec::with_capacity(rows.len());
    let mut leaders = Vec::with_capacity(rows.len());
    for (row, positions) in rows.iter().enumerate() {
        let middle = middles[row];
        let marks = scene.marks(row, middle - chart_y, positions, columns.lane_px, columns.free);
        let right = columns.lanes_x + marks.reach.1;
        leaders.push(Shape::Stroke(Stroke {
            points: vec![
                Point { x: right + 6.0, y: middle },
                Point { x: columns.text.0 - 7.0, y: middle },
            ],
            corner_px: 0.0,
            width_px: 1.0,
            dash: Some((1.0, 3.0)),
            ink: Ink::Rule,
            head: false,
        }));
        reaches.push(marks.reach);
        let event = scene.event(row);
        events.push(EventFigure {
            event: scene.sequence.rows[row],
            along: middle - chart_y,
            marks: marks.marks,
            shapes: blocks[row].shapes(Point { x: columns.text.0, y: middle }).collect(),
            hover: words::hover(timeline, event),
            href: words::link(timeline, event),
        });
    }
    under.push(Furniture { role: "leaders", shapes: leaders });
    // Over the life lines, whose blank edges would else cut off arrow heads that end beside them.
    let relations = bracket_furniture(&scene, &columns, &middles, &reaches);
    let mut over =
        vec![relations, names, ties(&scene, &columns, &middles), days(&sides, &columns, &middles)];
    let row_along: Vec<f64> = middles.iter().map(|m| m - chart_y).collect();
    let life_lines =
        scene.life_lines(&row_along, &rows, &|i| line_starts[i] - chart_y, chart_bottom - chart_y);

    let mut y = chart_bottom + 16.0;
    over.push(legend(
        timeline,
        &scene.sequence,
        &scene.brackets,
        Orientation::Vertical,
        frame,
        &mut y,
        measure,
    ));
    y += 6.0;
    let remarks = words::remarks(
        timeline,
        &scene.sequence,
        scene.left_out,
        scene.brackets.left_out,
        order.contradictions().len(),
    );
    let numbers = scene.source_numbers.clone();
    over.push(notes(timeline, &Notes { remarks, numbers }, frame, &mut y, measure));
    Ok(Layout {
        width_px: columns.width_px,
        height_px: (y + MARGIN_PX).ceil(),
        title: timeline.title.clone(),
        description: words::story(timeline, &scene.sequence),
        language: timeline.language.clone(),
        orientation: Orientation::Vertical,
        chart: Rect {
            x: columns.lanes_x,
            y: chart_y,
            width: columns.lanes_px.max(1.0),
            height: chart_bottom - chart_y,
        },
        ticks,
        under,
        life_lines,
        events,
        over,
        line_order: scene.quality,
    })
}

fn columns(scene: &Scene<'_>, options: &Options, measure: &dyn Measure) -> Columns {
    let mut days_px: f64 = 44.0;
    for group in &scene.sequence.groups {
        let (bold, light) = words::heading(group.heading, &scene.timeline.printer);
        let light_px = if light.is_empty() { 0.0 } else { 5.0 + measure.width_px(&light, TIME) };
        days_px = days_px.max(measure.width_px(&bold, DAY) + light_px);
    }
    for &id in &scene.sequence.rows {
        let time = words::time_of_day(scene.timeline, scene.timeline.event(id));
        days_px = days_px.max(measure.width_px(&time, TIME));
    }
    let days_px = days_px.min(DAYS_MAX_PX).ceil();
    let has_free =
        scene.sequence.rows.iter().any(|&id| scene.timeline.event(id).actors().is_empty());
    let tie_x = MARGIN_PX + days_px + COLUMN_GAP_PX / 2.0;
    let gutter_px =
        scene.brackets.tracks as f64 * TRACK_PX + if scene.brackets.tracks > 0 { 8.0 } else { 0.0 };
    let lanes_x = tie_x + TIE_PX + COLUMN_GAP_PX / 2.0 + gutter_px;
    let right_px = if has_free { 22.0 } else { 0.0 } + COLUMN_GAP_PX + 6.0;
    let wanted_px = options.width_px.unwrap_or(VERTICAL_WIDTH_PX);
    let count = scene.actors.len().max(1) as f64;
    let room_px = wanted_px - MARGIN_PX - TEXT_MIN_PX - right_px - lanes_x;
    let lane_px = (room_px / count).floor().clamp(LANE_MIN_PX, LANE_PX);
    let lanes_px = lane_px * scene.actors.len() as f64;
    let text_x = lanes_x + lanes_px + right_px;
    let width_px = wanted_px.max(text_x + TEXT_MIN_PX + MARGIN_PX);
    Columns {
        width_px,
        days: (MARGIN_PX, days_px),
        tie_x,
        lanes_x,
        lane_px,
        lanes_px,
        free: lanes_px + 12.0,
        text: (text_x, width_px - MARGIN_PX - text_x),
    }
}

/// Names of the actors above their lines, where each line starts (canvas y, by actor), and the height they take.
fn names(
    scene: &Scene<'_>,
    columns: &Columns,
    top: f64,
    measure: &dyn Measure,
) -> (Furniture, Vec<f64>, f64) {
    let mut starts = vec![top; scene.actors.len()];
    let Some(order) = scene.orders.first() else {
        return (Furniture { role: "names", shapes: Vec::new() }, starts, 0.0);
    };
    let named = |(slot, &actor): (usize, &u16)| Named {
        actor: scene.actors[actor as usize],
        x: columns.lanes_x + scene.slot_px(slot, columns.lane_px),
    };
    let lines: Vec<Named> = order.iter().enumerate().map(named).collect();
    let right_px = columns.width_px - MARGIN_PX;
    let names = names::names(scene.timeline, &lines, top, right_px, measure);
    for (&actor, start) in order.iter().zip(names.starts) {
        starts[actor as usize] = start;
    }
    (names.furniture, starts, names.height_px)
}

/// Headings and times, for each row.
fn sides(scene: &Scene<'_>, columns: &Columns, measure: &dyn Measure) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::with_capacity(scene.sequence.rows.len());
    let spans_years = words::spans_years(&scene.sequence);
    let mut year_shown = None;
    for group in &scene.sequence.groups {
        for row in group.rows.clone() {
            let mut side = Side { lines: Vec::new(), above_px: 0.0, below_px: 0.0 };
            if row == group.rows.start {
                let (bold, light) = words::heading(group.heading, &scene.timeline.printer);
                side.add_heading(&bold, &light, columns, measure);
                let year = words::heading_year(group.heading);
                if spans_years && year.is_some() && year != year_shown {
                    year_shown = year;
                    // A heading that is a year says so itself.
                    let is_year = matches!(group.heading, Heading::Year(_));
                    let year = year.filter(|_| !is_year).map(|y| y.to_string());
                    let ink = (TIME, Ink::Muted);
                    side.add(&year.unwrap_or_default(), ink, columns, measure);
                }
            }
            let time = words::time_of_day(scene.timeline, scene.event(row));
            let is_dated = group.heading != Heading::Undated;
            if row == group.rows.start && group.rows.len() > 1 && is_dated && !time.is_empty() {
                // The time is this event's and not the whole day's: the heading moves up, to a line of its own.
                side.lift();
            }
            if is_dated {
                side.add(&time, (TIME, Ink::Muted), columns, measure);
            }
            sides.push(side);
        }
    }
    sides
}

impl Side {
    fn add_heading(&mut self, bold: &str, light: &str, columns: &Columns, measure: &dyn Measure) {
        self.add(bold, (DAY, Ink::Strong), columns, measure);
        let Some((last, _, _, _, dy)) = self.lines.last() else { return };
        let (dx, dy) = (last.width_px + 5.0, *dy);
        let light = Line { text: light.to_owned(), width_px: measure.width_px(light, TIME) };
        if light.text.is_empty() {
        } else if dx + light.width_px <= columns.days.1 {
            self.lines.push((light, TIME, Ink::Muted, dx, dy));
        } else {
            self.add(&light.text, (TIME, Ink::Muted), columns, measure);
        }
    }

    fn add(
        &mut self,
        text: &str,
        (style, ink): (TextStyle, Ink),
        columns: &Columns,
        measure: &dyn Measure,
    ) {
        for line in wrap(text, style, columns.days.1, measure) {
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

fn days(sides: &[Side], columns: &Columns, middles: &[f64]) -> Furniture {
    let mut shapes = Vec::new();
    for (side, middle) in sides.iter().zip(middles) {
        for (line, style, ink, dx, dy) in &side.lines {
            shapes.push(Shape::Text(Text {
                at: Point { x: columns.days.0 + dx, y: middle + dy },
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

fn hairline(from: f64, to: f64, y: f64) -> Shape {
    Shape::Stroke(Stroke {
        points: vec![Point { x: from, y }, Point { x: to, y }],
        corner_px: 0.0,
        width_px: 1.0,
        dash: None,
        ink: Ink::Rule,
        head: false,
    })
}

/// The hairline between two groups, with a pill where days were skipped. Moves `bottom` past it.
fn separator(
    columns: &Columns,
    skipped_days: Option<i32>,
    bottom: &mut f64,
    measure: &dyn Measure,
) -> Furniture {
    let (left, right) = (MARGIN_PX, columns.width_px - MARGIN_PX);
    let Some(days) = skipped_days else {
        let line = hairline(left, right, *bottom);
        *bottom += GROUP_GAP_PX;
        return Furniture { role: "rule", shapes: vec![line] };
    };
    let words = words::skipped(days);
    let words_px = measure.width_px(&words, TIME);
    let middle = *bottom + PILL_PX / 2.0;
    let pill_px = words_px + 14.0;
    let shapes = vec![
        hairline(left + pill_px + 6.0, right, middle),
        Shape::Fill {
            rect: Rect { x: left, y: *bottom, width: pill_px, height: PILL_PX },
            corner_px: PILL_PX / 2.0,
            ink: Ink::Ground,
        },
        Shape::Text(Text {
            at: Point { x: left + 7.0, y: middle + TIME.size_px * MIDDLE_TO_BASELINE },
            anchor: TextAnchor::Start,
            turn_deg: 0,
            style: TIME,
            ink: Ink::Muted,
            text: words,
            width_px: words_px,
        }),
    ];
    *bottom += PILL_PX + GROUP_GAP_PX;
    Furniture { role: "gap", shapes }
}

fn ties(scene: &Scene<'_>, columns: &Columns, middles: &[f64]) -> Furniture {
    let bar = |tie: &std::ops::Range<usize>| {
        let (top, bottom) = (middles[tie.start] - 8.0, middles[tie.end - 1] + 8.0);
        Shape::Fill {
            rect: Rect { x: columns.tie_x, y: top, width: TIE_PX, height: bottom - top },
            corner_px: TIE_PX / 2.0,
            ink: Ink::Relation,
        }
    };
    Furniture { role: "ties", shapes: scene.sequence.ties.iter().map(bar).collect() }
}

fn bracket_furniture(
    scene: &Scene<'_>,
    columns: &Columns,
    middles: &[f64],
    reaches: &[(f64, f64)],
) -> Furniture {
    let mut shapes = Vec::new();
    for bracket in &scene.brackets.drawn {
        let x = columns.lanes_x - 6.0 - bracket.track as f64 * TRACK_PX;
        let end = |row: usize, nth: usize| {
            let mark_x = columns.lanes_x + reaches[row].0 - 4.0;
            Point { x: mark_x.max(x + 8.0), y: middles[row] + touch_px(nth) }
        };
        let (from, to) = (end(bracket.from, bracket.nth.0), end(bracket.to, bracket.nth.1));
        shapes.push(Shape::Stroke(Stroke {
            points: vec![from, Point { x, y: from.y }, Point { x, y: to.y }, to],
            corner_px: 6.0,
            width_px: 1.2,
            dash: dash(bracket.kind),
            ink: Ink::Relation,
            head: true,
        }));
    }
    Furniture { role: "relations", shapes }
}
