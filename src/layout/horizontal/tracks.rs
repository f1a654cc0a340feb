//! Labels in the lanes of straight lines: beside their marks where there is room, else as numbers that lead to a list.
//!
//! A lane has room between two lines. A label may stand there to the right of its mark, above or below it, or to
//! its left, in one of several widths, wherever no mark of another event stands between or beside. Which of
//! those places each label takes is solved for all at once ([`crate::layout::placement`]). A label that fits
//! nowhere becomes a call-out: a number beside its mark, and the words under the strip.

use super::ground::{EDGE_PX, bracket_end_px};
use crate::layout::columns::{BAND_PX, Columns};
use crate::layout::label::{Label, Labels};
use crate::layout::placement::{Clash, Place, choose};
use crate::layout::scene::{Row, Scene};
use crate::layout::spacing::{DESCENT, MIDDLE_TO_BASELINE, NAME};
use crate::layout::{ChartPoint, Ink, Measure, Point, Rect, Shape, Text, TextAnchor};
use std::ops::Range;

/// Widths that labels are wrapped to in a lane.
const WIDTHS_PX: [f64; 4] = [120.0, 168.0, 230.0, 320.0];
/// Widths that a label is wrapped to in the list: where there are many, and where there are few.
const CALLOUTS_PX: [f64; 2] = [216.0, 400.0];
/// The least and the most room from one line to the next, and what all lines share. A number has room beside a line
/// however the next one ends.
const LANE_PX: (f64, f64) = (25.0, 112.0);
const LANES_PX: f64 = 600.0;
/// Above the lines, where events without actors stand, in lanes.
pub const FREE_LANES: f64 = 0.85;
/// From the upper edge of that room down to their marks.
pub const FREE_MARK_PX: f64 = 10.0;
/// From one mark to the next, at least.
const STEP_PX: f64 = 46.0;
/// From a line to the words in a lane beside it.
const CLEAR_PX: f64 = 8.0;
/// From a mark's middle to the words beside it, and to a number; half the width that a mark keeps free.
const BESIDE_PX: f64 = 10.0;
const NUMBER_BESIDE_PX: f64 = 9.2;
const HALF_MARK_PX: f64 = 9.0;
/// Between two labels.
const APART_PX: (f64, f64) = (9.0, 3.0);
/// Height of a number's pill, and its distance from the line: more than the end of a line is high.
const PILL_PX: f64 = 15.0;
const PILL_CLEAR_PX: f64 = 4.6;
/// In the list: from the left edge of an entry to its words, between two entries, above the first one.
const INDENT_PX: f64 = 24.0;
const ENTRY_GAP_PX: (f64, f64) = (20.0, 9.0);
const LIST_TOP_PX: f64 = 4.0;

/// From one line to the next, where so many share the height.
pub fn lane_px(lanes: f64, most_px: f64) -> f64 {
    (LANES_PX.min(most_px) / lanes.max(1.0)).clamp(LANE_PX.0, LANE_PX.1)
}

/// From one mark to the next, at least: a number has room between them.
pub fn step_px(number_px: f64) -> f64 {
    STEP_PX.max(NUMBER_BESIDE_PX + number_px + HALF_MARK_PX + 2.0)
}

/// The labels of a picture in all widths.
pub struct Words {
    /// For each row, its label in the widths of a lane, the narrowest first.
    pub forms: Vec<Vec<Label>>,
    /// The labels of all rows as they stand in the list, in both widths.
    entries: [Vec<Label>; 2],
}

/// The labels of some rows.
#[derive(Clone, Copy)]
pub struct Slice<'a> {
    forms: &'a [Vec<Label>],
    entries: [&'a [Label]; 2],
}

impl Words {
    /// Wraps all labels.
    pub fn of(scene: &Scene<'_>, mut labels: Labels<'_>) -> Words {
        let rows = 0..scene.sequence.rows.len();
        let all = |labels: &Labels<'_>, width_px: f64| -> Vec<Label> {
            let label = |r| labels.label(scene.sequence.rows[r], scene.names_place(r), width_px);
            rows.clone().map(label).collect()
        };
        let mut forms: Vec<Vec<Label>> = vec![Vec::new(); rows.len()];
        for width_px in WIDTHS_PX {
            for (forms, label) in forms.iter_mut().zip(all(&labels, width_px)) {
                if forms.last() != Some(&label) {
                    forms.push(label);
                }
            }
        }
        // In the list, no heading gives the day.
        labels.with_date = true;
        Words { forms, entries: CALLOUTS_PX.map(|width_px| all(&labels, width_px)) }
    }

    /// Those of some rows.
    pub fn of_rows(&self, rows: &Range<usize>) -> Slice<'_> {
        let entries = [0, 1].map(|width: usize| &self.entries[width][rows.clone()]);
        Slice { forms: &self.forms[rows.clone()], entries }
    }
}

/// Where the labels of a strip are. Lengths count from the left end of the axis and the upper edge of the lanes.
pub struct Tracks {
    spots: Vec<Spot>,
    /// How far words reach to the right.
    pub right_px: f64,
    /// Width and height of the list.
    pub list_px: (f64, f64),
    /// For each call-out its row, and its place in the list.
    callouts: Vec<(usize, Point)>,
    /// Which of [`CALLOUTS_PX`] the list has.
    width: usize,
}

/// Where the words of an event begin.
enum Spot {
    /// In a lane: which of the label's widths, and its origin.
    Lane(usize, Point),
    /// In the list; in the lane stands a number in this box.
    Number(Rect),
}

/// What the labels of a strip have to respect.
pub struct Ground<'a> {
    /// The strip's content.
    pub scene: &'a Scene<'a>,
    /// Where its events stand.
    pub columns: &'a Columns,
    /// From one line to the next.
    pub lane_px: f64,
    /// Where marks without actors stand, if there are any.
    pub free: Option<f64>,
    /// The labels of its rows.
    pub words: Slice<'a>,
    /// Words may reach so far to the right.
    pub most_px: f64,
    /// From the left edge of the list to its right edge.
    pub list_width_px: f64,
    /// Width of the longest number with its pill.
    pub number_px: f64,
    /// The first row after the day up to which the file knows.
    pub after_as_of: Option<usize>,
    /// Where lines end before the strip does.
    pub ends: Vec<ChartPoint>,
}

/// A place that a label may take.
struct Candidate {
    spot: Spot,
    area: Rect,
    place: Place,
}

/// Something that words must not stand on.
struct Obstacle {
    area: Rect,
    /// The event that it is the mark of.
    row: Option<usize>,
}

impl Tracks {
    /// Finds a place for every label.
    pub fn place(ground: &Ground<'_>) -> Tracks {
        let reaches = ground.reaches();
        let mut obstacles = ground.obstacles(&reaches);
        obstacles.sort_by(|a, b| a.area.x.total_cmp(&b.area.x));
        let widest_px = obstacles.iter().map(|o| o.area.width).fold(0.0, f64::max);
        let rows = 0..ground.columns.columns.len();
        let mut candidates: Vec<Vec<Candidate>> = rows
            .map(|row| {
                let is_free = |way: &Candidate| {
                    let left = way.area.x - widest_px;
                    let near = obstacles.partition_point(|o| o.area.x < left);
                    let right = way.area.x + way.area.width;
                    let mut near = obstacles[near..].iter().take_while(|o| o.area.x < right);
                    near.all(|obstacle| !obstacle.bars(way, row))
                };
                let mut ways = ground.in_lanes(row);
                ways.retain(is_free);
                let mut numbers = ground.numbers(row, reaches[row]);
                // One is left in any case.
                let kept = numbers.iter().position(is_free).unwrap_or(0);
                let mut at = 0;
                numbers.retain(|way| {
                    at += 1;
                    at == kept + 1 || is_free(way)
                });
                ways.extend(numbers);
                ways
            })
            .collect();
        let places: Vec<Vec<Place>> =
            candidates.iter().map(|ways| ways.iter().map(|way| way.place).collect()).collect();
        let chosen = choose(&places, &clashes(&candidates));
        let spots: Vec<Spot> = candidates
            .iter_mut()
            .zip(chosen)
            .map(|(ways, chosen)| {
                let at = chosen.unwrap_or(ways.len() - 1);
                ways.swap_remove(at).spot
            })
            .collect();
        let right = |(row, spot): (usize, &Spot)| match spot {
            Spot::Lane(form, at) => at.x + ground.words.forms[row][*form].width_px,
            Spot::Number(area) => area.x + area.width,
        };
        let right_px = spots.iter().enumerate().map(right).fold(0.0, f64::max);
        let (width, callouts, height_px) = ground.list(&spots);
        let right = |(row, at): &(usize, Point)| {
            at.x + INDENT_PX + ground.words.entries[width][*row].width_px
        };
        let list_px = (callouts.iter().map(right).fold(0.0, f64::max), height_px);
        Tracks { spots, right_px, list_px, callouts, width }
    }

    /// What stands for the words of a row: `lanes` and `list` are the origins of both on the canvas.
    pub fn shapes(
        &self,
        row: usize,
        words: Slice<'_>,
        (lanes, list): (Point, Point),
        first_number: usize,
        measure: &dyn Measure,
    ) -> Vec<Shape> {
        let moved = |by: Point, at: Point| Point { x: by.x + at.x, y: by.y + at.y };
        match &self.spots[row] {
            Spot::Lane(form, at) => words.forms[row][*form].shapes(moved(lanes, *at)).collect(),
            Spot::Number(area) => {
                let nth = self.callouts.partition_point(|(earlier, _)| *earlier < row);
                let Some((_, at)) = self.callouts.get(nth) else { return Vec::new() };
                let corner = moved(lanes, Point { x: area.x, y: area.y });
                let rect = Rect { x: corner.x, y: corner.y, ..*area };
                let digits = (first_number + nth).to_string();
                let width_px = measure.width_px(&digits, NAME);
                let number = |at: Point, anchor: TextAnchor| {
                    let (style, text) = (NAME, digits.clone());
                    let ink = Ink::Strong;
                    Shape::Text(Text { at, anchor, turn_deg: 0, style, ink, text, width_px })
                };
                let drop_px = NAME.size_px * MIDDLE_TO_BASELINE;
                let middle =
                    Point { x: rect.x + rect.width / 2.0, y: rect.y + rect.height / 2.0 + drop_px };
                let at = moved(list, *at);
                let pill = Shape::Fill { rect, corner_px: PILL_PX / 2.0, ink: Ink::Paper };
                let mut shapes = vec![pill, number(middle, TextAnchor::Middle)];
                let right = Point { x: at.x + INDENT_PX - 7.0, y: at.y + drop_px };
                shapes.push(number(right, TextAnchor::End));
                let origin = Point { x: at.x + INDENT_PX, y: at.y };
                shapes.extend(words.entries[self.width][row].shapes(origin));
                shapes
            }
        }
    }

    /// How many labels became numbers.
    pub fn callouts(&self) -> usize {
        self.callouts.len()
    }
}

/// Width of the pill of the longest number among so many.
pub fn number_px(count: usize, measure: &dyn Measure) -> f64 {
    let digits = count.max(1).to_string().len();
    measure.width_px(&"8".repeat(digits), NAME) + 8.0
}

impl Ground<'_> {
    /// How far the marks of each row reach across the lanes.
    fn reaches(&self) -> Vec<(f64, f64)> {
        let rows = self.scene.rows(self.lane_px);
        let free = self.free.unwrap_or(0.0);
        let reach = |(row, positions): (usize, &Row)| {
            let along = self.columns.columns[row].x;
            self.scene.marks(row, along, positions, self.lane_px, free).reach
        };
        rows.iter().enumerate().map(reach).collect()
    }

    fn obstacles(&self, reaches: &[(f64, f64)]) -> Vec<Obstacle> {
        let x = |row: usize| self.columns.columns[row].x;
        let mark = |(row, &(top, bottom)): (usize, &(f64, f64))| Obstacle {
            area: Rect {
                x: x(row) - HALF_MARK_PX,
                y: top,
                width: 2.0 * HALF_MARK_PX,
                height: bottom - top,
            },
            row: Some(row),
        };
        let mut obstacles: Vec<Obstacle> = reaches.iter().enumerate().map(mark).collect();
        // A bracket comes down to its mark from above the lanes.
        let highest = -self.lane_px * 4.0;
        for bracket in &self.scene.brackets.drawn {
            for (end, nth) in [(bracket.from, bracket.nth.0), (bracket.to, bracket.nth.1)] {
                let Some(row) = end.row() else { continue };
                let at = x(row) + bracket_end_px(nth);
                let height = reaches[row].0 - highest;
                let area = Rect { x: at - 2.5, y: highest, width: 5.0, height };
                obstacles.push(Obstacle { area, row: None });
            }
        }
        // A line that ends has a bar or a cross there.
        for end in &self.ends {
            let area = Rect { x: end.along - 11.0, y: end.across - 4.5, width: 17.0, height: 9.0 };
            obstacles.push(Obstacle { area, row: None });
        }
        // The rule of what the file knows stands between two bands.
        if let Some(row) = self.after_as_of.filter(|row| *row > 0) {
            let (from, to) = (x(row - 1) + BAND_PX, x(row) - BAND_PX);
            let height = self.lane_px * (self.scene.lanes() + 8.0);
            let area = Rect { x: from, y: highest, width: to - from, height };
            obstacles.push(Obstacle { area, row: None });
        }
        obstacles
    }

    /// Between which positions across words may stand.
    fn edges(&self) -> (f64, f64) {
        let lanes_px = self.lane_px * self.scene.lanes();
        (
            self.free.map_or(0.0, |free| free - FREE_MARK_PX) + 3.0 - EDGE_PX,
            lanes_px + EDGE_PX - 3.0,
        )
    }

    /// Position of each line across, from the first on.
    fn lines(&self) -> Vec<f64> {
        (0..self.scene.actors.len()).map(|slot| self.scene.slot_px(slot, self.lane_px)).collect()
    }

    /// The lines that an event's actors have, by slot; none for one without actors.
    fn slots(&self, row: usize) -> Vec<usize> {
        let actors = self.scene.event(row).actors();
        let order = self.scene.orders.get(row).into_iter().flatten().enumerate();
        let is_part = |line: u16| actors.contains(&self.scene.actors[usize::from(line)]);
        order.filter(|(_, line)| is_part(**line)).map(|(slot, _)| slot).collect()
    }

    /// The places of a row's label in the lanes beside its marks.
    fn in_lanes(&self, row: usize) -> Vec<Candidate> {
        let lines = self.lines();
        let slots = self.slots(row);
        let x = self.columns.columns[row].x;
        let (highest, lowest) = self.edges();
        let mut candidates = Vec::new();
        for gap in 0..=lines.len() {
            let upper = gap.checked_sub(1).filter(|slot| slots.contains(slot)).is_some();
            let lower = slots.contains(&gap);
            let is_beside = upper || lower || (slots.is_empty() && gap == 0);
            if !is_beside {
                continue;
            }
            let top = match gap.checked_sub(1) {
                Some(slot) => lines[slot] + CLEAR_PX,
                None => self.free.map_or(highest, |free| free + HALF_MARK_PX),
            };
            let bottom = lines.get(gap).map_or(lowest, |line| line - CLEAR_PX);
            for (form, label) in self.words.forms[row].iter().enumerate() {
                let room_px = bottom - top - label.height_px();
                if room_px < 0.0 {
                    continue;
                }
                let y = match (upper || slots.is_empty(), lower) {
                    (true, false) => top,
                    (false, true) => top + room_px,
                    _ => top + room_px / 2.0,
                };
                let right = [BESIDE_PX, BESIDE_PX + 4.0].map(|beside| (x + beside, 0));
                let left = [BESIDE_PX, BESIDE_PX + 4.0].map(|b| (x - b - label.width_px, 2));
                for (x, cost) in
                    right.into_iter().chain([(x - label.width_px / 2.0, 1)]).chain(left)
                {
                    let height = label.height_px();
                    let area = Rect { x, y, width: label.width_px, height };
                    if x < 2.0 || x + label.width_px > self.most_px {
                        continue;
                    }
                    let spot = Spot::Lane(form, Point { x, y: y + label.above_px });
                    let place = Place { cost, last_resort: false };
                    candidates.push(Candidate { spot, area, place });
                }
            }
        }
        candidates
    }

    /// The places of a number that stands for a row's label, the usual one first.
    fn numbers(&self, row: usize, reach: (f64, f64)) -> Vec<Candidate> {
        let lines = self.lines();
        let mut levels: Vec<f64> = self.slots(row).into_iter().map(|slot| lines[slot]).collect();
        if levels.is_empty() {
            levels.extend(lines.first().copied().filter(|line| *line < reach.1));
        }
        let x = self.columns.columns[row].x;
        let sides = [x + NUMBER_BESIDE_PX, x - NUMBER_BESIDE_PX - self.number_px];
        let beside = |line: &f64| [line + PILL_CLEAR_PX, line - PILL_CLEAR_PX - PILL_PX];
        let mut tops: Vec<f64> = levels.iter().flat_map(beside).collect();
        // Above the first line and below the last one there may be no room before brackets and bars begin.
        let (highest, lowest) = self.edges();
        let has_room = |top: &f64| *top >= highest && *top + PILL_PX <= lowest;
        if tops.iter().any(has_room) {
            tops.retain(has_room);
        }
        if tops.is_empty() {
            tops.push((reach.0 + reach.1 - PILL_PX) / 2.0);
        }
        let at = tops.into_iter().flat_map(|y| sides.map(|x| (x, y)));
        at.map(|(x, y)| {
            let area = Rect { x, y, width: self.number_px, height: PILL_PX };
            let place = Place { cost: 0, last_resort: true };
            Candidate { spot: Spot::Number(area), area, place }
        })
        .collect()
    }

    /// The list of those labels that became numbers, in columns of about one height: its width, where each label
    /// is, and how high it is.
    fn list(&self, spots: &[Spot]) -> (usize, Vec<(usize, Point)>, f64) {
        let is_number = |row: &usize| matches!(spots[*row], Spot::Number(_));
        let rows: Vec<usize> = (0..spots.len()).filter(is_number).collect();
        let step_px = |width: usize| INDENT_PX + CALLOUTS_PX[width] + ENTRY_GAP_PX.0;
        let columns = |width: usize| {
            ((self.list_width_px + ENTRY_GAP_PX.0) / step_px(width)).floor().max(1.0) as usize
        };
        // Side by side in one row, if they can be.
        let width = usize::from(rows.len() <= columns(1));
        let place = |height_px: f64| {
            let (mut column, mut y) = (0, LIST_TOP_PX);
            let mut deepest = 0.0_f64;
            let mut placed = Vec::with_capacity(rows.len());
            for &row in &rows {
                let entry = &self.words.entries[width][row];
                if y + entry.height_px() > height_px && y > LIST_TOP_PX {
                    (column, y) = (column + 1, LIST_TOP_PX);
                }
                let x = column as f64 * step_px(width);
                placed.push((row, Point { x, y: y + entry.above_px }));
                y += entry.height_px() + DESCENT;
                deepest = deepest.max(y);
                y += ENTRY_GAP_PX.1;
            }
            (placed, deepest, column)
        };
        // All columns full to the end would be so high.
        let taken = |row: &usize| self.words.entries[width][*row].height_px() + ENTRY_GAP_PX.1;
        let mut height_px = rows.iter().map(taken).sum::<f64>() / columns(width) as f64;
        height_px -= ENTRY_GAP_PX.1;
        loop {
            let (placed, deepest, last) = place(height_px);
            if last < columns(width) {
                return (width, placed, deepest);
            }
            height_px += 6.0;
        }
    }
}

impl Obstacle {
    /// Whether a place is not free because of this. Words keep away from marks of others on the lines beside them,
    /// which they would seem to belong to.
    fn bars(&self, way: &Candidate, row: usize) -> bool {
        let apart = match (self.row, &way.spot) {
            (Some(other), Spot::Lane(..)) if other != row => CLEAR_PX + 3.0,
            (Some(_), _) => 1.0,
            (None, _) => 0.0,
        };
        overlap(&self.area, &way.area, (0.0, apart))
    }
}

fn overlap(a: &Rect, b: &Rect, (dx, dy): (f64, f64)) -> bool {
    a.x < b.x + b.width + dx
        && b.x < a.x + a.width + dx
        && a.y < b.y + b.height + dy
        && b.y < a.y + a.height + dy
}

/// The pairs of places, of two labels, that overlap.
fn clashes(candidates: &[Vec<Candidate>]) -> Vec<Clash> {
    let mut all: Vec<((usize, usize), &Rect)> = candidates
        .iter()
        .enumerate()
        .flat_map(|(row, ways)| {
            ways.iter().enumerate().map(move |(at, way)| ((row, at), &way.area))
        })
        .collect();
    all.sort_by(|a, b| a.1.x.total_cmp(&b.1.x).then(a.0.cmp(&b.0)));
    let mut clashes = Vec::new();
    for (number, (one, area)) in all.iter().enumerate() {
        let right = area.x + area.width + APART_PX.0;
        let near = all[number + 1..].iter().take_while(|(_, other)| other.x < right);
        let near = near.filter(|(two, other)| two.0 != one.0 && overlap(area, other, APART_PX));
        clashes.extend(near.map(|(two, _)| (*one, *two)));
    }
    clashes
}
