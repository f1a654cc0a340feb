//! What a horizontal picture has around its life lines: ground and headings, the ruler, names, brackets, bars.

use crate::layout::axis::Axis;
use crate::layout::brackets::{End, dash};
use crate::layout::columns::{BAND_PX, Columns, HEADING_PX};
use crate::layout::scene::Scene;
use crate::layout::sequence::Group;
use crate::layout::spacing::{
    DAY, DESCENT, MARGIN_PX, MIDDLE_TO_BASELINE, NAME, ROLE, TIE_PX, TIME, TRACK_PX,
};
use crate::layout::spans::{self, Along, SPAN_TRACK_PX, Span, Spans};
use crate::layout::ticks;
use crate::layout::wrap::{Line, fit, fit_name};
use crate::layout::{
    Furniture, Ink, Measure, Orientation, Point, Rect, Shape, Stroke, Text, TextAnchor, TextStyle,
    Tick, words,
};

/// Widest name or role.
const NAME_MAX_PX: f64 = 280.0;
/// From the lower edge of a linear axis up to where its joins end.
pub const JOIN_PX: f64 = 14.0;
/// Room for a break mark between two bands.
const BREAK_PX: f64 = 22.0;
/// Above the first and below the last life line, inside the bands.
pub const EDGE_PX: f64 = 8.0;

/// Edges of the rows along the axis, one more than rows: half-way between two marks.
pub fn edges(scene: &Scene<'_>, row_along: &[f64], axis_end: f64) -> Vec<f64> {
    let first = row_along.first().map_or(0.0, |x| x - BAND_PX);
    let between = row_along.windows(2).enumerate().map(|(row, pair)| {
        let heads = scene.group_of(row).end == row + 1;
        // A band ends near its last event.
        if heads { (pair[0] + BAND_PX).min(pair[1]) } else { (pair[0] + pair[1]) / 2.0 }
    });
    std::iter::once(first).chain(between).chain([axis_end]).collect()
}

/// The bars of all events, under the lanes. They belong to no event's group, so that pages may cut them.
pub fn bars(spans: &Spans, along: &dyn Along, grid: &Grid, top_px: f64) -> Vec<Furniture> {
    let origin = Point { x: grid.axis_x, y: grid.chart_y };
    let place = spans::Place { orientation: Orientation::Horizontal, origin: &origin };
    let bar = |span: &Span| {
        let across = top_px + EDGE_PX + (span.track as f64 + 0.5) * SPAN_TRACK_PX - 4.0;
        Furniture { role: "span", shapes: span.shapes(along, across, &place) }
    };
    spans.drawn.iter().map(bar).collect()
}

/// The lines of the picture that everything hangs on, canvas px.
pub struct Grid {
    /// Left end of the axis.
    pub axis_x: f64,
    /// Upper edge of the ground.
    pub band_y: f64,
    /// Lower edge of the ground.
    pub band_bottom: f64,
    /// Upper edge of the lanes.
    pub chart_y: f64,
    /// From one slot to the next.
    pub lane_px: f64,
}

/// What stands under the gap before a band: how much time was skipped, and up to when the file knows.
pub fn break_words(scene: &Scene<'_>, group: &Group, after_as_of: bool) -> Option<String> {
    let as_of = scene
        .timeline
        .as_of
        .filter(|_| after_as_of)
        .map(|day| words::as_of(day, &scene.timeline.printer));
    let parts: Vec<String> =
        group.skipped_days.map(words::skipped).into_iter().chain(as_of).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The skipped duration stands under the break mark, on a line of its own, between the leaders on either side.
pub fn gap_px(skipped: &str, measure: &dyn Measure) -> f64 {
    (measure.width_px(skipped, TIME) + 10.0 - 2.0 * BAND_PX).max(BREAK_PX)
}

/// Width of a band's heading.
pub fn heading_px((bold, light): &(String, String), measure: &dyn Measure) -> f64 {
    let light_px = if light.is_empty() { 0.0 } else { 5.0 + measure.width_px(light, TIME) };
    measure.width_px(bold, DAY) + light_px
}

fn text(at: Point, anchor: TextAnchor, (style, ink): (TextStyle, Ink), line: Line) -> Shape {
    let Line { text, width_px } = line;
    Shape::Text(Text { at, anchor, turn_deg: 0, style, ink, text, width_px })
}

/// A plain hairline.
pub fn stroke(points: Vec<Point>, ink: Ink) -> Shape {
    Shape::Stroke(Stroke { points, corner_px: 0.0, width_px: 1.0, dash: None, ink, head: false })
}

/// Bands under the days, headings below them, break marks where time was skipped.
pub fn bands(
    scene: &Scene<'_>,
    columns: &Columns,
    after_as_of: Option<usize>,
    grid: &Grid,
    ticks: &mut Vec<Tick>,
    measure: &dyn Measure,
) -> (Furniture, Furniture) {
    let mut fills = Vec::new();
    let mut headings = Vec::new();
    let baseline = grid.band_bottom + 6.0 + DAY.size_px;
    let mut band_end = 0.0;
    for (group, words) in scene
        .sequence
        .groups
        .iter()
        .zip(words::band_headings(&scene.sequence, &scene.timeline.printer))
    {
        let first = columns.columns[group.rows.start].x;
        let last = columns.columns[group.rows.end - 1].x;
        let left = first - BAND_PX;
        let right =
            (last + BAND_PX).max(first + HEADING_PX + heading_px(&words, measure) + HEADING_PX);
        fills.push(Shape::Fill {
            rect: Rect {
                x: grid.axis_x + left,
                y: grid.band_y,
                width: right - left,
                height: grid.band_bottom - grid.band_y,
            },
            corner_px: 0.0,
            ink: Ink::Ground,
        });
        let x = grid.axis_x + first + HEADING_PX;
        let (bold, light) = words;
        ticks.push(Tick { along: first, label: bold.clone(), at: None });
        let bold_px = measure.width_px(&bold, DAY);
        let at = Point { x, y: baseline };
        let line = Line { text: bold, width_px: bold_px };
        headings.push(text(at, TextAnchor::Start, (DAY, Ink::Strong), line));
        if !light.is_empty() {
            let at = Point { x: x + bold_px + 5.0, y: baseline };
            let line = Line { width_px: measure.width_px(&light, TIME), text: light };
            headings.push(text(at, TextAnchor::Start, (TIME, Ink::Muted), line));
        }
        let is_after = after_as_of == Some(group.rows.start);
        if let Some(words) = break_words(scene, group, is_after) {
            let middle = grid.axis_x + (band_end + left) / 2.0;
            let (low, high) = (grid.band_bottom + 3.0, grid.band_bottom - 7.0);
            for dx in [-5.0, 1.0] {
                if group.skipped_days.is_some() {
                    let points = vec![
                        Point { x: middle + dx, y: low },
                        Point { x: middle + dx + 5.0, y: high },
                    ];
                    fills.push(stroke(points, Ink::Muted));
                }
            }
            if is_after {
                let points =
                    vec![Point { x: middle, y: grid.band_y }, Point { x: middle, y: high - 3.0 }];
                fills.push(stroke(points, Ink::Strong));
            }
            let line = Line { width_px: measure.width_px(&words, TIME), text: words };
            let at = Point { x: middle, y: baseline + 16.0 };
            headings.push(text(at, TextAnchor::Middle, (TIME, Ink::Muted), line));
        }
        band_end = right;
    }
    (Furniture { role: "bands", shapes: fills }, Furniture { role: "days", shapes: headings })
}

/// One ground under the dated events with calendar ticks below it, and one under those without a date.
pub fn ruler(
    scene: &Scene<'_>,
    (axis, instants): (&Axis, &[f64]),
    columns: &Columns,
    grid: &Grid,
    ticks: &mut Vec<Tick>,
    measure: &dyn Measure,
) -> (Furniture, Furniture) {
    let (mut fills, mut labels) = (Vec::new(), Vec::new());
    let mut ground = |from: f64, to: f64| {
        let rect = Rect {
            x: grid.axis_x + from,
            y: grid.band_y,
            width: to - from,
            height: grid.band_bottom - grid.band_y,
        };
        fills.push(Shape::Fill { rect, corner_px: 0.0, ink: Ink::Ground });
    };
    let baseline = grid.band_bottom + 6.0 + DAY.size_px;
    let dated = axis.rows.len();
    if let Some(last) = axis.rows.last() {
        ground(0.0, last + BAND_PX);
    }
    if let Some((first, last)) =
        columns.columns[dated..].first().zip(columns.columns[dated..].last())
    {
        ground(first.x - BAND_PX, last.x + BAND_PX);
        let (bold, _) =
            words::heading(crate::layout::sequence::Heading::Undated, &scene.timeline.printer);
        let line = Line { width_px: measure.width_px(&bold, DAY), text: bold };
        let at = Point { x: grid.axis_x + first.x, y: baseline };
        labels.push(text(at, TextAnchor::Start, (DAY, Ink::Strong), line));
    }
    let room = |label: &str| measure.width_px(label, TIME) + 12.0;
    let heading = dated < columns.columns.len();
    let taken: Vec<(f64, f64)> = columns.columns[dated..]
        .first()
        .filter(|_| heading)
        .map(|c| (c.x + 24.0, 60.0))
        .into_iter()
        .collect();
    *ticks = ticks::ticks(axis, scene.timeline.zone, &room, &taken);
    for tick in ticks.iter() {
        let x = grid.axis_x + tick.along;
        let ends = [grid.band_bottom - 4.0, grid.band_bottom + 4.0];
        fills.push(stroke(ends.map(|y| Point { x, y }).to_vec(), Ink::Muted));
        let width_px = measure.width_px(&tick.label, TIME);
        let line = Line { text: tick.label.clone(), width_px };
        labels.push(text(Point { x, y: baseline }, TextAnchor::Middle, (TIME, Ink::Muted), line));
    }
    // From the true place of each instant to the mark that stands for it, which may have made room.
    for (from, to) in instants.iter().zip(&axis.rows) {
        let points = vec![
            Point { x: grid.axis_x + from, y: grid.band_bottom },
            Point { x: grid.axis_x + to, y: grid.band_bottom - JOIN_PX },
        ];
        fills.push(stroke(points, Ink::Muted));
    }
    (Furniture { role: "bands", shapes: fills }, Furniture { role: "axis", shapes: labels })
}

/// Room for names and roles.
pub fn names_width(scene: &Scene<'_>, with_roles: bool, measure: &dyn Measure) -> f64 {
    let mut widest: f64 = 0.0;
    for &(_, delegation) in &scene.headings {
        widest = widest.max(measure.width_px(&scene.timeline.actor(delegation).name, ROLE));
    }
    for &id in &scene.actors {
        let actor = scene.timeline.actor(id);
        widest = widest.max(measure.width_px(actor.label(), NAME));
        if let Some(role) = actor.role.as_deref().filter(|_| with_roles) {
            widest = widest.max(measure.width_px(role, ROLE));
        }
    }
    widest.min(NAME_MAX_PX).ceil()
}

/// Names and roles at the left end of the lines.
pub fn names(
    scene: &Scene<'_>,
    with_roles: bool,
    grid: &Grid,
    names_px: f64,
    measure: &dyn Measure,
) -> Furniture {
    let mut shapes = Vec::new();
    let right = MARGIN_PX + names_px;
    for (slot, &actor) in scene.orders.first().into_iter().flatten().enumerate() {
        let id = scene.actors[actor as usize];
        let middle = grid.chart_y + scene.slot_px(slot, grid.lane_px);
        if let Some(delegation) = scene.heading_at(slot) {
            let line = fit(&scene.timeline.actor(delegation).name, ROLE, names_px, measure);
            let at = Point { x: right, y: middle - grid.lane_px * 0.5 - 3.0 };
            shapes.push(text(at, TextAnchor::End, (ROLE, Ink::Strong), line));
        }
        let name = fit_name(scene.timeline.actor(id).label(), NAME, names_px, measure);
        let role = scene.timeline.actor(id).role.as_deref().filter(|_| with_roles);
        let drop_px = NAME.size_px * MIDDLE_TO_BASELINE;
        let baseline = if role.is_some() { middle - 1.0 } else { middle + drop_px };
        let at = Point { x: right, y: baseline };
        shapes.push(text(at, TextAnchor::End, (NAME, Ink::Actor(id)), name));
        if let Some(role) = role {
            let line = fit(role, ROLE, names_px, measure);
            let at = Point { x: right, y: baseline + NAME.size_px * DESCENT + ROLE.size_px * 0.9 };
            shapes.push(text(at, TextAnchor::End, (ROLE, Ink::Muted), line));
        }
    }
    Furniture { role: "names", shapes }
}

/// Bars under events whose order is not fully known.
pub fn ties(scene: &Scene<'_>, columns: &Columns, grid: &Grid) -> Furniture {
    let bar = |tie: &std::ops::Range<usize>| {
        let left = grid.axis_x + columns.columns[tie.start].x - 8.0;
        let right = grid.axis_x + columns.columns[tie.end - 1].x + 8.0;
        Shape::Fill {
            rect: Rect {
                x: left,
                y: grid.band_bottom - TIE_PX,
                width: right - left,
                height: TIE_PX,
            },
            corner_px: TIE_PX / 2.0,
            ink: Ink::Relation,
        }
    };
    Furniture { role: "ties", shapes: scene.sequence.ties.iter().map(bar).collect() }
}

/// How far beside its mark the nth bracket of an event comes down.
pub fn bracket_end_px(nth: usize) -> f64 {
    [5.0, -5.0, 8.0][nth.min(2)]
}

/// Relations, above the lanes; those that lead into other strips begin or end at an edge.
pub fn bracket_furniture(
    scene: &Scene<'_>,
    (columns, axis_end): (&Columns, f64),
    grid: &Grid,
    reaches: &[(f64, f64)],
) -> Furniture {
    let mut shapes = Vec::new();
    for bracket in &scene.brackets.drawn {
        let y = grid.band_y - 4.0 - bracket.track as f64 * TRACK_PX;
        // Beside the leader, which comes down to the same mark.
        let end = |end: End, nth: usize| match end {
            End::Row(row) => {
                let x = grid.axis_x + columns.columns[row].x + bracket_end_px(nth);
                vec![Point { x, y: grid.chart_y + reaches[row].0 - 2.0 }, Point { x, y }]
            }
            End::Earlier => vec![Point { x: grid.axis_x, y }],
            End::Later => vec![Point { x: grid.axis_x + axis_end, y }],
        };
        let mut points = end(bracket.from, bracket.nth.0);
        points.extend(end(bracket.to, bracket.nth.1).into_iter().rev());
        shapes.push(Shape::Stroke(Stroke {
            points,
            corner_px: 5.0,
            width_px: 1.2,
            dash: dash(bracket.kind),
            ink: Ink::Relation,
            head: bracket.to.row().is_some(),
        }));
    }
    Furniture { role: "relations", shapes }
}
