//! The vertical picture: time runs down, days on the left, life lines in the middle, words on the right.
//!
//! Rows follow each other in the order of [`crate::layout::sequence`]; their distances are those that words and
//! bends need, not to scale. The picture grows downward and never sideways, unless there are more life lines
//! than its width can hold. The `lanes` layout is the same with straight lines, on bands, and bars across them.

use crate::date::civil::Day;
use crate::layout::axis::{self, Axis, Need, Scale};
use crate::layout::brackets::{dash, touch_px};
use crate::layout::days::{self, Side, days, sides};
use crate::layout::furniture::{Notes, notes, title_block};
use crate::layout::label::Label;
use crate::layout::legend::{Shown, legend};
use crate::layout::marks::{OUTCOME_PX, outcome};
use crate::layout::names::{self, Named};
use crate::layout::scene::Scene;
use crate::layout::spacing::{
    COLUMN_GAP_PX, GROUP_GAP_PX, LANE_MIN_PX, LANE_PX, LINE, MARGIN_PX, MIDDLE_TO_BASELINE,
    PILL_PX, ROW_GAP_PX, ROW_MIN_PX, TEXT_MIN_PX, TIE_PX, TIME, TRACK_PX, VERTICAL_WIDTH_PX,
};
use crate::layout::spans::{self, Along, SPAN_TRACK_PX, Span, Spans, Steps, Times};
use crate::layout::ticks;
use crate::layout::{
    ChartPoint, EventFigure, Furniture, Ink, Layout, Measure, Nothing, Options, Orientation, Point,
    Rect, Shape, Stroke, Text, TextAnchor, Tick, story, words,
};
use crate::order::OrderNetwork;
use crate::timeline::Timeline;

/// Room for the marks of events without actors.
const FREE_PX: f64 = 22.0;
/// How far to the right of the axis an instant is joined to its row.
const JOIN_PX: f64 = 8.0;
/// How much longer than its words need a break may make a distance on an elastic axis, and which part of all that
/// the axis takes up.
const BREAK_PX: f64 = 56.0;
const ELASTIC_SHARE: f64 = 0.5;
/// How much longer than its words need a linear axis is.
const LINEAR_STRETCH: f64 = 1.6;
/// Room beside the last line, for the ends of deadlines.
const EDGE_PX: f64 = 6.0;

/// Left edges and widths of the columns, px.
struct Columns {
    width_px: f64,
    days: (f64, f64),
    tie_x: f64,
    lanes_x: f64,
    lane_px: f64,
    lanes_px: f64,
    free: f64,
    /// Left edge of the marks of events without actors, if they stand on the left.
    tracks_x: f64,
    spans_x: f64,
    text: (f64, f64),
    /// Upper edge of the chart.
    chart_y: f64,
}

/// Where the rows are, canvas px.
struct Stack {
    middles: Vec<f64>,
    /// Edges of the rows, one more than rows.
    edges: Vec<f64>,
    under: Vec<Furniture>,
    ticks: Vec<Tick>,
    bottom: f64,
    /// In px of the chart; none where the rows are a sequence.
    axis: Option<Axis>,
}

/// What rows are put in place from.
struct Put<'a> {
    scene: &'a Scene<'a>,
    order: &'a OrderNetwork,
    columns: &'a Columns,
    blocks: &'a [Label],
    sides: &'a [Side],
    measure: &'a dyn Measure,
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
    let times = Times::of(&scene, order);
    let spans = spans::spans(&scene, order, &times);
    let mut columns = columns(&scene, &spans, options, measure);
    let rows = scene.rows(columns.lane_px);

    let frame = (MARGIN_PX, columns.width_px - 2.0 * MARGIN_PX);
    let mut y = MARGIN_PX;
    let subtitle = scene.subtitle();
    let title = title_block(timeline, &subtitle, frame, &mut y, measure);
    y += 12.0;
    let chart_y = y;
    columns.chart_y = chart_y;
    let (names, starts, height_px) = names(&scene, &columns, chart_y, measure);
    y += height_px;

    let scale = options.scale.unwrap_or(Scale::Sequence);
    let mut labels = scene.labels(measure);
    labels.with_date = scale != Scale::Sequence;
    let blocks: Vec<Label> = (0..rows.len())
        .map(|r| labels.label(scene.sequence.rows[r], scene.names_place(r), columns.text.1))
        .collect();
    let sides = sides(&scene, columns.days.1, measure);
    let put =
        Put { scene: &scene, order, columns: &columns, blocks: &blocks, sides: &sides, measure };
    let stack = match scale {
        Scale::Sequence => put.stack(y),
        Scale::Elastic | Scale::Linear => put.on_scale(scale, &times, y),
    };
    let Stack { middles, edges, under: separators, ticks, bottom, axis } = stack;
    // On an axis with a scale only what has no time has a heading.
    let first_side = if axis.is_some() { scene.dated_rows() } else { 0 };
    let ticks =
        ticks.into_iter().map(|tick| Tick { along: tick.along - chart_y, ..tick }).collect();
    let chart_bottom = bottom + 4.0;
    let mut under = vec![title];
    under.extend(bands(&scene, &columns, (y, chart_bottom)));
    under.extend(separators);

    let row_along: Vec<f64> = middles.iter().map(|m| m - chart_y).collect();
    let edges: Vec<f64> = edges.iter().map(|e| e - chart_y).collect();
    let steps = Steps { times: &times, rows: &row_along, edges: &edges };
    let along: &dyn Along = match &axis {
        Some(axis) => axis,
        None => &steps,
    };
    let bars = bars(&spans, &columns, along, chart_y);
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
        let shapes = blocks[row].shapes(Point { x: columns.text.0, y: middle }).collect();
        events.push(EventFigure {
            event: scene.sequence.rows[row],
            along: middle - chart_y,
            marks: marks.marks,
            shapes,
            hover: words::hover(timeline, scene.sequence.rows[row]),
            href: words::link(timeline, event),
        });
    }
    under.push(Furniture { role: "leaders", shapes: leaders });
    // Over the life lines, whose blank edges would else cut off arrow heads that end beside them.
    let relations = bracket_furniture(&scene, &columns, &middles, &reaches);
    let mut over = vec![
        relations,
        names,
        ties(&scene, &columns, &middles),
        days(&sides[first_side..], columns.days.0, &middles[first_side..]),
    ];
    let start = |i: usize| ChartPoint {
        along: starts[i] - chart_y,
        across: scene.home_px(i, columns.lane_px),
    };
    let lines = scene.life_lines(&row_along, &rows, &start, chart_bottom - chart_y, axis.as_ref());
    let on_canvas =
        |at: ChartPoint| Point { x: columns.lanes_x + at.across, y: chart_y + at.along };
    over.extend(lines.ends(on_canvas));

    over.extend(bars);
    let mut y = chart_bottom + 16.0;
    let shown = Shown { scene: &scene, spans: &spans, orientation: Orientation::Vertical };
    over.push(legend(&shown, frame, &mut y, measure));
    y += 6.0;
    let remarks = words::remarks(&scene, &spans, order, words::scale_note(scale, axis.as_ref()));
    let numbers = scene.source_numbers.clone();
    over.push(notes(timeline, &Notes { remarks, numbers }, frame, &mut y, measure));
    Ok(Layout {
        condensed: scene.condensed,
        width_px: columns.width_px,
        height_px: (y + MARGIN_PX).ceil(),
        title: timeline.title.to_string(),
        description: story::story(&scene, order),
        language: timeline.language.clone().map(String::from),
        orientation: Orientation::Vertical,
        chart: Rect {
            x: columns.lanes_x,
            y: chart_y,
            width: columns.lanes_px.max(1.0),
            height: chart_bottom - chart_y,
        },
        strips: Vec::new(),
        ticks,
        under,
        life_lines: lines.life_lines,
        waiting: lines.waiting,
        focus: scene.focus,
        events,
        over,
        line_order: scene.quality,
    })
}

fn columns(scene: &Scene<'_>, spans: &Spans, options: &Options, measure: &dyn Measure) -> Columns {
    let days_px = days::width_px(scene, measure);
    let events = || scene.sequence.rows.iter().map(|&id| scene.timeline.event(id));
    let has_free = events().any(|event| event.actors().is_empty());
    // Brackets run on the left of the lines: what they reach for stands there as well, so that none crosses them.
    let is_left = has_free && scene.brackets_touch_free_marks();
    let tie_x = MARGIN_PX + days_px + COLUMN_GAP_PX / 2.0;
    let gutter_px =
        scene.brackets.tracks as f64 * TRACK_PX + if scene.brackets.tracks > 0 { 8.0 } else { 0.0 };
    let join_px = if options.scale == Some(Scale::Linear) { JOIN_PX } else { 0.0 };
    let tracks_x = tie_x + TIE_PX + COLUMN_GAP_PX / 2.0 + join_px + gutter_px;
    let lanes_x = tracks_x + if is_left { FREE_PX } else { 0.0 };
    let beside_px = if has_free && !is_left { FREE_PX } else { 0.0 };
    let has_outcome = events().any(|event| outcome(event).is_some());
    let sign_px = if has_outcome { 2.0 * OUTCOME_PX - EDGE_PX } else { 0.0 };
    let spans_px = match spans.tracks {
        0 => 0.0,
        tracks => tracks as f64 * SPAN_TRACK_PX + 4.0,
    };
    let right_px = beside_px.max(sign_px) + spans_px + COLUMN_GAP_PX + EDGE_PX;
    let wanted_px = options.width_px.unwrap_or(VERTICAL_WIDTH_PX);
    let count = scene.lanes().max(1.0);
    let room_px = wanted_px - MARGIN_PX - TEXT_MIN_PX - right_px - lanes_x;
    let lane_px = (room_px / count).floor().clamp(LANE_MIN_PX, LANE_PX);
    let lanes_px = lane_px * scene.lanes();
    let text_x = lanes_x + lanes_px + right_px;
    let width_px = wanted_px.max(text_x + TEXT_MIN_PX + MARGIN_PX);
    Columns {
        width_px,
        days: (MARGIN_PX, days_px),
        tie_x,
        lanes_x,
        lane_px,
        lanes_px,
        free: if is_left { -10.0 } else { lanes_px + 12.0 },
        tracks_x,
        spans_x: lanes_px + beside_px.max(sign_px) + EDGE_PX,
        text: (text_x, width_px - MARGIN_PX - text_x),
        chart_y: 0.0,
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
        heading: scene.heading_at(slot),
    };
    let lines: Vec<Named> = order.iter().enumerate().map(named).collect();
    let right_px = columns.width_px - MARGIN_PX;
    let names = names::names(scene.timeline, &lines, top, right_px, measure);
    for (&actor, start) in order.iter().zip(names.starts) {
        starts[actor as usize] = start;
    }
    (names.furniture, starts, names.height_px)
}

impl Put<'_> {
    /// Puts the rows one under the other, `y` being the upper edge of all.
    fn stack(&self, y: f64) -> Stack {
        let Put { scene, order, columns, blocks, sides, measure } = *self;
        let (left, right) = (MARGIN_PX, columns.width_px - MARGIN_PX);
        let rule = Furniture { role: "rule", shapes: vec![hairline(left, right, y)] };
        let mut under = vec![rule];
        let mut ticks = Vec::new();
        let mut middles: Vec<f64> = Vec::with_capacity(blocks.len());
        let mut edges = vec![y];
        let mut bottom = y + GROUP_GAP_PX;
        let after_as_of = words::first_group_after_as_of(scene.timeline, order, &scene.sequence);
        for (index, group) in scene.sequence.groups.iter().enumerate() {
            if index > 0 {
                // The rows above end where the rule or the pill begins.
                if let Some(edge) = edges.last_mut() {
                    *edge = bottom - GROUP_GAP_PX / 2.0;
                }
                let day = scene.timeline.as_of.filter(|_| after_as_of == Some(index));
                let as_of = day.map(|day| words::as_of(day, &scene.timeline.printer));
                let separator = separator(columns, group.skipped_days, as_of, &mut bottom, measure);
                under.extend(separator);
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
                edges.push(bottom - ROW_GAP_PX / 2.0);
            }
            bottom += GROUP_GAP_PX - ROW_GAP_PX;
            ticks.push(Tick {
                along: middles[group.rows.start],
                label: words::heading(group.heading, &scene.timeline.printer).0,
                at: None,
            });
        }
        Stack { middles, edges, under, ticks, bottom, axis: None }
    }

    /// Puts the rows on an axis with a scale, from `y` down; those that nothing places stand below it.
    fn on_scale(&self, scale: Scale, times: &Times, y: f64) -> Stack {
        let Put { scene, columns, blocks, sides, measure, .. } = *self;
        let (left, right) = (MARGIN_PX, columns.width_px - MARGIN_PX);
        let rule = Furniture { role: "rule", shapes: vec![hairline(left, right, y)] };
        let dated = times.seconds().len();
        let needs: Vec<Need> = (0..dated)
            .map(|row| {
                let above_px = row.checked_sub(1).map_or(0.0, |row| blocks[row].below_px.max(10.0));
                let words_px = above_px + ROW_GAP_PX + blocks[row].above_px;
                let least_px = words_px.max(ROW_MIN_PX);
                let at_s = times.seconds()[row];
                // A break has room for its pill between the words.
                Need { at_s, least_px, cap_px: least_px + BREAK_PX }
            })
            .collect();
        let first = y + GROUP_GAP_PX + blocks.first().map_or(0.0, |block| block.above_px);
        let least_px: f64 = needs.iter().skip(1).map(|need| need.least_px).sum();
        let mut axis = match scale {
            Scale::Linear => axis::linear(&needs, first, least_px * LINEAR_STRETCH),
            Scale::Elastic | Scale::Sequence => {
                let spare_px = BREAK_PX * dated.saturating_sub(1) as f64;
                axis::elastic(&needs, first, least_px + spare_px * ELASTIC_SHARE)
            }
        };
        let mut under = vec![rule];
        for b in &mut axis.breaks {
            // Between the words of the rows on either side.
            let above = b.px.0 + blocks[b.row - 1].below_px.max(10.0);
            b.at_px = (above + b.px.1 - blocks[b.row].above_px) / 2.0;
        }
        let mut taken: Vec<(f64, f64)> =
            axis.breaks.iter().map(|b| (b.at_px, PILL_PX / 2.0 + 4.0)).collect();
        let axis_x = columns.tie_x + TIE_PX + 4.0;
        if let Some((day, at)) = self.as_of(times) {
            let middle = axis.position_px(at);
            if taken.iter().all(|(other, half)| (other - middle).abs() > half + 8.0) {
                taken.push((middle, 8.0));
                let rule = Point { x: axis_x - 6.0, y: middle };
                let shapes = vec![
                    line(
                        rule,
                        Point { x: columns.lanes_x + columns.lanes_px, y: middle },
                        Ink::Strong,
                    ),
                    self.tick_text(words::as_of(day, &scene.timeline.printer), middle, Ink::Strong),
                ];
                under.push(Furniture { role: "as-of", shapes });
            }
        }
        let zone = scene.timeline.zone;
        let ticks = ticks::ticks(&axis, zone, &|_| TIME.size_px * LINE + 2.0, &taken);
        under.push(self.axis_furniture(&axis, &ticks, axis_x));
        if scale == Scale::Linear {
            under.push(joins(&axis.true_px(times.seconds()), &axis.rows, axis_x));
        }
        for b in &axis.breaks {
            let mut top = b.at_px - PILL_PX / 2.0;
            let from = axis_x + 8.0;
            let shapes =
                pill(words::stretch(b.skipped_s), Ink::Rule, (left, right), &mut top, measure);
            let shapes = shapes.into_iter().map(|shape| begins_at(shape, from)).collect();
            under.push(Furniture { role: "gap", shapes });
        }
        let mut middles = axis.rows.clone();
        let mut bottom = middles.last().map_or(y, |last| {
            let below_px = blocks[dated - 1].below_px.max(10.0);
            last + below_px + ROW_GAP_PX
        });
        for row in dated..blocks.len() {
            if row == dated {
                under.push(Furniture { role: "rule", shapes: vec![hairline(left, right, bottom)] });
                bottom += GROUP_GAP_PX;
            }
            let mut middle = bottom + blocks[row].above_px.max(sides[row].above_px);
            if let Some(last) = middles.last() {
                middle = middle.max(last + ROW_MIN_PX);
            }
            bottom = middle + blocks[row].below_px.max(sides[row].below_px).max(10.0) + ROW_GAP_PX;
            middles.push(middle);
        }
        axis.shift(-self.columns.chart_y);
        Stack { middles, edges: Vec::new(), under, ticks, bottom, axis: Some(axis) }
    }

    /// The day up to which the file knows, if that lies on the axis with something after it, and its end.
    fn as_of(&self, times: &Times) -> Option<(Day, i64)> {
        let timeline = self.scene.timeline;
        let day = timeline.as_of?;
        let end = timeline.zone.latest(day.last_second()).seconds();
        let (first, last) = (times.seconds().first()?, times.seconds().last()?);
        (*first <= end && end < *last).then_some((day, end))
    }

    fn tick_text(&self, text: String, middle: f64, ink: Ink) -> Shape {
        Shape::Text(Text {
            at: Point { x: self.columns.days.0, y: middle + TIME.size_px * MIDDLE_TO_BASELINE },
            anchor: TextAnchor::Start,
            turn_deg: 0,
            style: TIME,
            ink,
            width_px: self.measure.width_px(&text, TIME),
            text,
        })
    }

    /// The axis, open where it is broken, with its ticks and their labels.
    fn axis_furniture(&self, axis: &Axis, ticks: &[Tick], x: f64) -> Furniture {
        let mut shapes = Vec::new();
        let (first, last) = axis.ends_px();
        let mut from = first - 6.0;
        let last = last + 6.0;
        for b in axis.breaks.iter().map(|b| b.at_px).chain([f64::INFINITY]) {
            let to = (b - 4.0).min(last);
            shapes.push(line(Point { x, y: from }, Point { x, y: to }, Ink::Muted));
            if b.is_finite() {
                // Two slanting strokes over the gap.
                for dy in [-3.0, 3.0] {
                    let (low, high) = (b + dy + 2.0, b + dy - 2.0);
                    shapes.push(line(
                        Point { x: x - 4.0, y: low },
                        Point { x: x + 4.0, y: high },
                        Ink::Muted,
                    ));
                }
            }
            from = b + 4.0;
        }
        for tick in ticks {
            let y = tick.along;
            shapes.push(line(Point { x: x - 5.0, y }, Point { x, y }, Ink::Muted));
            shapes.push(self.tick_text(tick.label.clone(), y, Ink::Muted));
        }
        Furniture { role: "axis", shapes }
    }
}

fn line(from: Point, to: Point, ink: Ink) -> Shape {
    Shape::Stroke(Stroke {
        points: vec![from, to],
        corner_px: 0.0,
        width_px: 1.0,
        dash: None,
        ink,
        head: false,
    })
}

/// From the true place of each instant on the axis to the row that stands for it, which may have made room.
fn joins(instants: &[f64], rows: &[f64], x: f64) -> Furniture {
    let join = |(&from, &to): (&f64, &f64)| {
        Shape::Stroke(Stroke {
            points: vec![
                Point { x, y: from },
                Point { x: x + JOIN_PX, y: to },
                Point { x: x + JOIN_PX + 3.0, y: to },
            ],
            corner_px: 0.0,
            width_px: 1.0,
            dash: None,
            ink: Ink::Muted,
            head: false,
        })
    };
    Furniture { role: "joins", shapes: instants.iter().zip(rows).map(join).collect() }
}

/// A line that begins no further left than `x`; anything else as it is.
fn begins_at(shape: Shape, x: f64) -> Shape {
    match shape {
        Shape::Stroke(mut stroke) => {
            for point in &mut stroke.points {
                point.x = point.x.max(x);
            }
            Shape::Stroke(stroke)
        }
        Shape::Text(_) | Shape::Fill { .. } | Shape::Mark(_) => shape,
    }
}

/// Bands under every other lane or delegation, where lines are straight.
fn bands(scene: &Scene<'_>, columns: &Columns, (top, bottom): (f64, f64)) -> Option<Furniture> {
    if !scene.straight {
        return None;
    }
    let count = scene.actors.len();
    let starts: Vec<usize> = match scene.headings.as_slice() {
        [] => (0..count).collect(),
        _ => (0..count).filter(|&s| s == 0 || scene.indents[s] != scene.indents[s - 1]).collect(),
    };
    let half = columns.lane_px / 2.0;
    let shapes = starts
        .iter()
        .enumerate()
        .step_by(2)
        .map(|(i, &slot)| {
            let last = starts.get(i + 1).copied().unwrap_or(count) - 1;
            let left = columns.lanes_x + scene.slot_px(slot, columns.lane_px) - half;
            let right = columns.lanes_x + scene.slot_px(last, columns.lane_px) + half;
            let rect = Rect { x: left, y: top, width: right - left, height: bottom - top };
            Shape::Fill { rect, corner_px: 0.0, ink: Ink::Ground }
        })
        .collect();
    Some(Furniture { role: "bands", shapes })
}

/// The bars of all events. They belong to no event's group, so that pages may cut them.
fn bars(spans: &Spans, columns: &Columns, along: &dyn Along, chart_y: f64) -> Vec<Furniture> {
    let origin = Point { x: columns.lanes_x, y: chart_y };
    let place = spans::Place { orientation: Orientation::Vertical, origin: &origin };
    let bar = |span: &Span| {
        let across = columns.spans_x + (span.track as f64 + 0.5) * SPAN_TRACK_PX;
        Furniture { role: "span", shapes: span.shapes(along, across, &place) }
    };
    spans.drawn.iter().map(bar).collect()
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

/// What stands between two groups: a hairline, with a pill where days were skipped, and the rule up to which the
/// file knows. Moves `bottom` past it.
fn separator(
    columns: &Columns,
    skipped_days: Option<i32>,
    as_of: Option<String>,
    bottom: &mut f64,
    measure: &dyn Measure,
) -> Vec<Furniture> {
    let (left, right) = (MARGIN_PX, columns.width_px - MARGIN_PX);
    let mut found = Vec::new();
    if let Some(words) = as_of {
        let pill = pill(words, Ink::Strong, (left, right), bottom, measure);
        found.push(Furniture { role: "as-of", shapes: pill });
        if skipped_days.is_none() {
            return found;
        }
    }
    let Some(days) = skipped_days else {
        let shapes = vec![hairline(left, right, *bottom)];
        *bottom += GROUP_GAP_PX;
        return vec![Furniture { role: "rule", shapes }];
    };
    let shapes = pill(words::skipped(days), Ink::Rule, (left, right), bottom, measure);
    found.push(Furniture { role: "gap", shapes });
    found
}

/// A pill with a line from it to the right edge. Moves `bottom` past it.
fn pill(
    words: String,
    line: Ink,
    (left, right): (f64, f64),
    bottom: &mut f64,
    measure: &dyn Measure,
) -> Vec<Shape> {
    let words_px = measure.width_px(&words, TIME);
    let middle = *bottom + PILL_PX / 2.0;
    let pill_px = words_px + 14.0;
    *bottom += PILL_PX + GROUP_GAP_PX;
    vec![
        Shape::Stroke(Stroke {
            points: vec![
                Point { x: left + pill_px + 6.0, y: middle },
                Point { x: right, y: middle },
            ],
            corner_px: 0.0,
            width_px: if line == Ink::Rule { 1.0 } else { 1.4 },
            dash: None,
            ink: line,
            head: false,
        }),
        Shape::Fill {
            rect: Rect { x: left, y: middle - PILL_PX / 2.0, width: pill_px, height: PILL_PX },
            corner_px: PILL_PX / 2.0,
            ink: Ink::Ground,
        },
        Shape::Text(Text {
            at: Point { x: left + 7.0, y: middle + TIME.size_px * MIDDLE_TO_BASELINE },
            anchor: TextAnchor::Start,
            turn_deg: 0,
            style: TIME,
            ink: if line == Ink::Rule { Ink::Muted } else { line },
            text: words,
            width_px: words_px,
        }),
    ]
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
        let x = columns.tracks_x - 6.0 - bracket.track as f64 * TRACK_PX;
        let end = |row: usize, nth: usize| {
            let mark_x = columns.lanes_x + reaches[row].0 - 4.0;
            Point { x: mark_x.max(x + 8.0), y: middles[row] + touch_px(nth) }
        };
        // A vertical picture is all in one.
        let Some((from, to)) = bracket.from.row().zip(bracket.to.row()) else { continue };
        let (from, to) = (end(from, bracket.nth.0), end(to, bracket.nth.1));
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
