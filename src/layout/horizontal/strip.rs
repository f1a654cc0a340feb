//! A strip of the horizontal picture: how much it holds, where its parts lie, and how it is drawn.

use super::ground::{
    EDGE_PX, Grid, JOIN_PX, bands, bars, bracket_furniture, break_words, edges, gap_px, heading_px,
    names, ruler, stroke, ties,
};
use super::tracks::{FREE_LANES, FREE_MARK_PX, Ground, Tracks, Words, number_px, step_px};
use crate::layout::axis::{self, Axis, Scale};
use crate::layout::columns::{BAND_PX, Band, Columns, Need, Side, arrange as arrange_columns, at};
use crate::layout::cut::moved_line;
use crate::layout::label::Label;
use crate::layout::lives::Lines;
use crate::layout::marks::{OUTCOME_PX, outcome};
use crate::layout::part::part;
use crate::layout::scene::{Row, Scene};
use crate::layout::sequence::Group;
use crate::layout::spacing::{BEND_PX, MARGIN_PX, STRAIGHT_PX, TRACK_PX};
use crate::layout::spans::{Along, SPAN_TRACK_PX, Spans, Steps, Times};
use crate::layout::{
    ChartPoint, EventFigure, Furniture, Ink, Layout, LifeLine, Measure, Point, words,
};
use crate::order::OrderNetwork;
use std::ops::Range;

/// Above the labels of a strip.
const ABOVE_PX: f64 = 14.0;
/// How much more than the least distance undated events stand apart behind a linear axis.
const UNDATED_STRETCH: f64 = 1.2;
/// Between the chart's lower edge and the labels below: the row of headings.
const HEADINGS_PX: f64 = 46.0;

/// What all strips have in common.
pub struct Frame<'a> {
    /// The order of the events.
    pub order: &'a OrderNetwork,
    /// The bars of the whole picture.
    pub spans: &'a Spans,
    /// Measures texts.
    pub measure: &'a dyn Measure,
    /// Whether roles stand under names.
    pub with_roles: bool,
    /// From one line to the next.
    pub lane_px: f64,
    /// Room for names.
    pub names_px: f64,
    /// Left end of the axis.
    pub axis_x: f64,
    /// How time becomes length.
    pub scale: Scale,
    /// The first row that lies after the day up to which the file knows.
    pub after_as_of: Option<usize>,
    /// The labels of all rows, unless they stand in the lanes.
    pub blocks: &'a [Label],
    /// The labels of all rows, if they stand in the lanes.
    pub words: Option<&'a Words>,
    /// How long the axis should be.
    pub length_px: f64,
    /// How high a strip may be.
    pub height_px: f64,
}

/// Rows that stand side by side, and where.
pub struct Strip<'a> {
    scene: Scene<'a>,
    /// Which rows of the picture.
    pub rows: Range<usize>,
    times: Times,
    spans: Spans,
    columns: Columns,
    /// The axis, where it has a scale.
    pub axis: Option<Axis>,
    after_as_of: Option<usize>,
    /// Where the labels are, if they are in the lanes.
    pub tracks: Option<Tracks>,
}

/// What the parts of a strip's chart take, px.
struct Heights {
    /// Marks of events without actors.
    free_px: f64,
    /// Brackets.
    tracks_px: f64,
    /// Life lines.
    lanes_px: f64,
    /// Signs at the ends of deadlines.
    signs_px: f64,
    /// From the lanes to the lower edge of the ground.
    below_lanes_px: f64,
}

impl<'a> Frame<'a> {
    /// Places what stands side by side.
    pub fn strip(&self, scene: Scene<'a>, rows: Range<usize>) -> Strip<'a> {
        let times = Times::of(&scene, self.order);
        let spans = self.spans.within(&rows);
        let after_as_of = self.after_as_of.filter(|row| rows.contains(row));
        let after_as_of = after_as_of.map(|row| row - rows.start);
        let (mut columns, axis) = self.columns(&scene, &rows, &times, after_as_of);
        let tracks = self.words.map(|words| {
            let placed = scene.rows(self.lane_px);
            let lines = life_lines(&scene, &columns, axis.as_ref(), (&placed, self.lane_px));
            let tracks = Tracks::place(&Ground {
                scene: &scene,
                columns: &columns,
                lane_px: self.lane_px,
                free: has_free(&scene).then_some(FREE_MARK_PX - FREE_LANES * self.lane_px),
                words: words.of_rows(&rows),
                most_px: self.length_px.max(columns.width_px),
                list_width_px: self.axis_x - MARGIN_PX + self.length_px.max(columns.width_px),
                number_px: number_px(words.forms.len(), self.measure),
                after_as_of,
                ends: lines.ends.iter().map(|end| end.at).collect(),
            });
            let list_px = tracks.list_px.0 + MARGIN_PX - self.axis_x;
            columns.width_px = columns.width_px.max(tracks.right_px).max(list_px);
            columns.depth_px = (0.0, tracks.list_px.1);
            tracks
        });
        Strip { scene, rows, times, spans, columns, axis, after_as_of, tracks }
    }

    /// Where the events stand, and the axis if it has a scale.
    fn columns(
        &self,
        scene: &Scene<'_>,
        rows: &Range<usize>,
        times: &Times,
        after_as_of: Option<usize>,
    ) -> (Columns, Option<Axis>) {
        let blocks = self.blocks.get(rows.clone());
        let needs: Vec<Need> = (0..scene.sequence.rows.len())
            .map(|row| {
                let shown = scene.event(row).reading().map(|r| r.shown());
                let at = shown.and_then(|s| s.start_min.or(s.end_min).or(s.end_max));
                let size = blocks.map(|blocks| (blocks[row].width_px, blocks[row].height_px()));
                let (width_px, height_px) = size.unwrap_or((0.0, 0.0));
                let at_s =
                    at.map(|instant| instant.seconds()).filter(|_| self.scale != Scale::Sequence);
                Need { width_px, height_px, at_s }
            })
            .collect();
        let is_after = |group: &Group| after_as_of == Some(group.rows.start);
        let bands: Vec<Band> = scene
            .sequence
            .groups
            .iter()
            .zip(words::band_headings(&scene.sequence, &scene.timeline.printer))
            .map(|(group, heading)| Band {
                columns: group.rows.clone(),
                heading_px: heading_px(&heading, self.measure),
                gap_px: break_words(scene, group, is_after(group))
                    .map_or(0.0, |words| gap_px(&words, self.measure)),
            })
            .collect();
        let least_px = match self.words {
            Some(words) => step_px(number_px(words.forms.len(), self.measure)),
            None => 2.0 * STRAIGHT_PX + BEND_PX + 4.0,
        };
        match self.scale {
            Scale::Linear => {
                let (columns, axis) = linear(scene, times, &needs, least_px, self.length_px);
                (columns, Some(axis))
            }
            Scale::Elastic | Scale::Sequence => {
                (arrange_columns(&needs, &bands, least_px, self.length_px), None)
            }
        }
    }

    /// The rows of each strip: as many as have room beside each other, and no day in two if that can be helped.
    pub fn strips(&self, scene: &Scene<'a>) -> Vec<Range<usize>> {
        let count = scene.sequence.rows.len();
        let fits = |range: Range<usize>| {
            let strip = self.strip(part(scene, range.clone()), range);
            strip.length_px() <= self.length_px && strip.height_px(self.lane_px) <= self.height_px
        };
        let mut ranges = Vec::new();
        let mut from = 0;
        while from < count {
            let mut to = count;
            if !fits(from..count) {
                // `from..least` fits, or is a single row; `from..most` does not.
                let (mut least, mut most) = (from + 1, count);
                let mut step = 8;
                while least + step < most {
                    if fits(from..least + step) {
                        least += step;
                        step *= 2;
                    } else {
                        most = least + step;
                    }
                }
                while most - least > 1 {
                    let middle = least.midpoint(most);
                    if fits(from..middle) { least = middle } else { most = middle }
                }
                let starts = scene.sequence.groups.iter().map(|group| group.rows.start);
                let early = from + (least - from).div_ceil(2);
                let mut between: Vec<usize> =
                    starts.filter(|at| (early..=least).contains(at)).collect();
                between.sort_unstable();
                // Fewer rows are not always less high.
                to = between.into_iter().rfind(|&at| fits(from..at)).unwrap_or(least);
            }
            ranges.push(from..to);
            from = to;
        }
        ranges
    }
}

impl Strip<'_> {
    /// What the axis and the labels on it take.
    pub fn length_px(&self) -> f64 {
        let last_x = self.columns.columns.last().map_or(0.0, |column| column.x);
        self.columns.width_px.max(last_x + end_px(&self.scene))
    }

    /// What the parts of the chart take.
    fn heights(&self, lane_px: f64) -> Heights {
        let scene = &self.scene;
        let events = || scene.sequence.rows.iter().map(|&id| scene.timeline.event(id));
        let tracks_px = match scene.brackets.tracks {
            0 => 0.0,
            tracks => tracks as f64 * TRACK_PX + 6.0,
        };
        let spans_px = match self.spans.tracks {
            0 => 0.0,
            tracks => tracks as f64 * SPAN_TRACK_PX + 4.0,
        };
        let has_outcome = events().any(|event| outcome(event).is_some());
        let signs_px = if has_outcome { OUTCOME_PX } else { 0.0 };
        let joins_px = if self.axis.is_some() { JOIN_PX + 4.0 } else { 0.0 };
        Heights {
            free_px: match (has_free(scene), &self.tracks) {
                (true, Some(_)) => FREE_LANES * lane_px,
                (true, None) => 18.0,
                (false, _) => 0.0,
            },
            tracks_px,
            lanes_px: lane_px * scene.lanes(),
            signs_px,
            below_lanes_px: EDGE_PX + signs_px + spans_px + joins_px,
        }
    }

    /// All of its height.
    fn height_px(&self, lane_px: f64) -> f64 {
        let Heights { free_px, tracks_px, lanes_px, below_lanes_px, .. } = self.heights(lane_px);
        let chart_px = 10.0 + tracks_px + EDGE_PX + free_px + lanes_px + below_lanes_px;
        let (above_px, below_px) = self.columns.depth_px;
        ABOVE_PX + above_px + chart_px + HEADINGS_PX + below_px
    }

    /// Adds the strip to a picture, below `y`, which ends under it.
    ///
    /// Numbers that stand for labels begin with `first_number`.
    pub fn draw(&self, frame: &Frame<'_>, first_number: usize, picture: &mut Layout, y: &mut f64) {
        let Strip { scene, times, spans, columns, axis, .. } = self;
        let Frame { axis_x, lane_px, measure, .. } = *frame;
        let timeline = scene.timeline;
        let rows = scene.rows(lane_px);
        let Heights { free_px, tracks_px, lanes_px, signs_px, below_lanes_px } =
            self.heights(lane_px);
        // From the top: labels above, brackets, free marks, life lines, headings, labels below.
        let above_y = *y + ABOVE_PX + columns.depth_px.0;
        let band_y = above_y + 10.0 + tracks_px;
        let chart_y = band_y + EDGE_PX + free_px;
        let band_bottom = chart_y + lanes_px + below_lanes_px;
        let below_y = band_bottom + HEADINGS_PX;
        let grid = Grid { axis_x, band_y, band_bottom, chart_y, lane_px };

        let mut ticks = Vec::new();
        let (bands, headings) = match axis {
            Some(axis) => {
                let instants = axis.true_px(times.seconds());
                ruler(scene, (axis, &instants), columns, &grid, &mut ticks, measure)
            }
            None => bands(scene, columns, self.after_as_of, &grid, &mut ticks, measure),
        };
        picture.ticks.extend(ticks);
        picture.under.push(bands);

        let row_along: Vec<f64> = columns.columns.iter().map(|c| c.x).collect();
        let axis_end = row_along.last().copied().unwrap_or(0.0) + end_px(scene);
        let edges = edges(scene, &row_along, axis_end);
        let steps = Steps { times, rows: &row_along, edges: &edges };
        let along: &dyn Along = match axis {
            Some(axis) => axis,
            None => &steps,
        };
        // The first strip has the chart; in it, the others lie further down.
        if picture.events.is_empty() {
            picture.chart.y = chart_y;
        }
        let down_px = chart_y - picture.chart.y;
        let mut reaches = Vec::with_capacity(rows.len());
        let mut leaders = Vec::with_capacity(rows.len());
        for (row, positions) in rows.iter().enumerate() {
            let column = columns.columns[row];
            let free = match self.tracks {
                Some(_) => FREE_MARK_PX - free_px,
                None => -free_px / 2.0 - 1.0,
            };
            let marks = scene.marks(row, column.x, positions, lane_px, free);
            let x = axis_x + column.x;
            let number = self.rows.start + row;
            let shapes = if let Some((tracks, words)) = self.tracks.as_ref().zip(frame.words) {
                let lanes = Point { x: axis_x, y: chart_y };
                let list = Point { x: MARGIN_PX, y: below_y };
                let words = words.of_rows(&self.rows);
                tracks.shapes(row, words, (lanes, list), first_number, measure)
            } else {
                let block = &frame.blocks[number];
                let (origin_y, ends) = match column.side {
                    Side::Above => {
                        let bottom = above_y - column.out_px;
                        (bottom - block.below_px, (bottom + 3.0, chart_y + marks.reach.0 - 4.0))
                    }
                    Side::Below => {
                        let top = below_y + column.out_px;
                        (top + block.above_px, (chart_y + marks.reach.1 + 4.0, top - 3.0))
                    }
                };
                let ends = vec![Point { x, y: ends.0 }, Point { x, y: ends.1 }];
                leaders.push(stroke(ends, Ink::Rule));
                block.shapes(Point { x, y: origin_y }).collect()
            };
            reaches.push(marks.reach);
            picture.events.push(EventFigure {
                event: scene.sequence.rows[row],
                along: column.x,
                marks: marks.marks.iter().map(|mark| mark.moved(0.0, down_px)).collect(),
                shapes,
                hover: words::hover(timeline, scene.sequence.rows[row]),
                href: words::link(timeline, scene.event(row)),
            });
        }
        if self.tracks.is_none() {
            picture.under.push(Furniture { role: "leaders", shapes: leaders });
        }

        let lines = life_lines(scene, columns, axis.as_ref(), (&rows, lane_px));
        let on_canvas = |at: ChartPoint| Point { x: axis_x + at.along, y: chart_y + at.across };
        picture.over.extend([
            // Over the life lines, whose blank edges would else cut off arrow heads that end beside them.
            bracket_furniture(scene, (columns, axis_end), &grid, &reaches),
            names(scene, frame.with_roles, &grid, frame.names_px, measure),
            headings,
            ties(scene, columns, &grid),
        ]);
        picture.over.extend(lines.ends(on_canvas));
        let down = |line: LifeLine| moved_line(line, 0.0, down_px);
        picture.life_lines.extend(lines.life_lines.into_iter().map(down));
        picture.waiting.extend(lines.waiting.into_iter().map(down));
        picture.over.extend(bars(spans, along, &grid, lanes_px + signs_px));
        picture.chart.width = picture.chart.width.max(axis_end);
        picture.chart.height = (down_px + lanes_px).max(picture.chart.height);
        *y = below_y + columns.depth_px.1;
    }
}

/// The life lines of a strip.
fn life_lines(
    scene: &Scene<'_>,
    columns: &Columns,
    axis: Option<&Axis>,
    (rows, lane_px): (&[Row], f64),
) -> Lines {
    let along: Vec<f64> = columns.columns.iter().map(|column| column.x).collect();
    let end = along.last().copied().unwrap_or(0.0) + end_px(scene);
    let start = |i: usize| ChartPoint { along: 0.0, across: scene.home_px(i, lane_px) };
    scene.life_lines(&along, rows, &start, end, axis)
}

/// Whether an event stands above the lines.
fn has_free(scene: &Scene<'_>) -> bool {
    let mut rows = 0..scene.sequence.rows.len();
    rows.any(|row| scene.event(row).actors().is_empty())
}

/// From the last mark to the ends of the lines, which bend back to their lanes after a meeting.
fn end_px(scene: &Scene<'_>) -> f64 {
    let meets = scene.meetings.last().is_some_and(|meeting| meeting.len() > 1);
    if meets && !scene.straight { STRAIGHT_PX + BEND_PX + BAND_PX } else { BAND_PX }
}

/// Columns on a linear axis; what has no time stands behind it.
fn linear(
    scene: &Scene<'_>,
    times: &Times,
    needs: &[Need],
    least_px: f64,
    wanted_px: f64,
) -> (Columns, Axis) {
    let seconds = times.seconds();
    let rows: Vec<axis::Need> =
        seconds.iter().map(|&at_s| axis::Need { at_s, least_px, cap_px: least_px }).collect();
    let undated = needs.len() - seconds.len();
    let behind_px = undated as f64 * least_px * UNDATED_STRETCH;
    let label_px = needs.last().map_or(0.0, |need| need.width_px);
    let first = BAND_PX + STRAIGHT_PX + BEND_PX;
    // Marks need some room, whatever width is wanted.
    let need_px = least_px * seconds.len().saturating_sub(1) as f64;
    let length_px = (wanted_px - first - behind_px - label_px.max(end_px(scene))).max(need_px);
    let axis = axis::linear(&rows, first, length_px);
    let mut xs = axis.rows.clone();
    let from = xs.last().copied().unwrap_or(first - least_px)
        + if undated > 0 { 2.0 * BAND_PX } else { 0.0 };
    xs.extend((1..=undated).map(|n| from + n as f64 * least_px * UNDATED_STRETCH));
    (at(needs, &xs), axis)
}
