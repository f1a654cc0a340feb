//! Shapes and life lines at the edge of a page: how far they reach, what is left of them between two heights, and the
//! same elsewhere.

use crate::layout::spacing::{ASCENT, BEND, DESCENT};
use crate::layout::{
    ChartPoint, EventFigure, Leg, LifeLine, Mark, Point, Rect, Shape, Stroke, Text,
};

/// A bend that is cut is drawn in straight pieces of this length, px.
const STEP_PX: f64 = 0.75;

/// Whether a shape can go on from one page to the next: a line or a bar down the page.
pub fn may_be_cut(shape: &Shape) -> bool {
    match shape {
        Shape::Text(_) | Shape::Mark(_) => false,
        Shape::Stroke(stroke) => stroke.points.iter().any(|p| p.y != stroke.points[0].y),
        Shape::Fill { rect, .. } => rect.height > 3.0 * rect.width,
    }
}

/// Top and bottom of a shape.
pub fn extent(shape: &Shape) -> (f64, f64) {
    match shape {
        Shape::Text(text) => {
            let (ascent, descent) = (text.style.size_px * ASCENT, text.style.size_px * DESCENT);
            match text.turn_deg {
                0 => (text.at.y - ascent, text.at.y + descent),
                // A turned name stands on its point.
                _ => (text.at.y - text.width_px - ascent, text.at.y + descent),
            }
        }
        Shape::Stroke(stroke) => {
            let ys = || stroke.points.iter().map(|point| point.y);
            (ys().fold(f64::INFINITY, f64::min), ys().fold(f64::NEG_INFINITY, f64::max))
        }
        Shape::Fill { rect, .. } => (rect.y, rect.y + rect.height),
        Shape::Mark(mark) => mark_extent(mark),
    }
}

/// Whether the middle of something lies between two heights.
pub fn within((top, bottom): (f64, f64), (from, to): (f64, f64)) -> bool {
    let middle = (top + bottom) / 2.0;
    middle >= from && middle < to
}

/// First and last position of a mark along the axis.
fn mark_extent(mark: &Mark) -> (f64, f64) {
    /// Second outlines and strikes reach so far beyond.
    const BEYOND_PX: f64 = 5.0;
    match mark {
        Mark::Bar { along, .. } => (along.0 - 2.0 * BEYOND_PX, along.1 + 2.0 * BEYOND_PX),
        Mark::Capsule { along, half_px, .. } => {
            (along.0 - half_px - BEYOND_PX, along.1 + half_px + BEYOND_PX)
        }
        Mark::Dot { at, radius_px, .. } | Mark::Diamond { at, radius_px, .. } => {
            (at.along - radius_px - BEYOND_PX, at.along + radius_px + BEYOND_PX)
        }
        Mark::Arrow { along, .. } | Mark::Deadline { along, .. } => {
            (along - BEYOND_PX, along + BEYOND_PX)
        }
    }
}

/// First and last position of a mark across the axis.
pub fn mark_across(mark: &Mark) -> (f64, f64) {
    const BEYOND_PX: f64 = 5.0;
    let (from, to) = match mark {
        Mark::Bar { across, .. } | Mark::Capsule { across, .. } => *across,
        Mark::Dot { at, radius_px, .. } | Mark::Diamond { at, radius_px, .. } => {
            (at.across - radius_px, at.across + radius_px)
        }
        Mark::Arrow { from, to, .. } | Mark::Deadline { from, to, .. } => (*from, *to),
    };
    (from.min(to) - BEYOND_PX, from.max(to) + BEYOND_PX)
}

/// Top and bottom of everything that belongs to an event, canvas y.
pub fn figure_extent(figure: &EventFigure, chart_y: f64) -> (f64, f64) {
    let marks = figure.marks.iter().map(|mark| {
        let (first, last) = mark_extent(mark);
        (first + chart_y, last + chart_y)
    });
    let all = marks.chain(figure.shapes.iter().map(extent));
    all.fold((f64::INFINITY, f64::NEG_INFINITY), |a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// The part of a shape between two heights, in as many pieces as it takes.
pub fn clipped(shape: &Shape, (from, to): (f64, f64)) -> Vec<Shape> {
    let (top, bottom) = extent(shape);
    if !may_be_cut(shape) {
        let keep = within((top, bottom), (from, to));
        return if keep { vec![shape.clone()] } else { Vec::new() };
    }
    if bottom <= from || top >= to {
        return Vec::new();
    }
    if top >= from && bottom <= to {
        return vec![shape.clone()];
    }
    match shape {
        Shape::Text(_) | Shape::Mark(_) => Vec::new(),
        Shape::Fill { rect, corner_px, ink } => {
            let (top, bottom) = (top.max(from), bottom.min(to));
            let rect = Rect { y: top, height: bottom - top, ..*rect };
            vec![Shape::Fill { rect, corner_px: *corner_px, ink: *ink }]
        }
        Shape::Stroke(stroke) => clipped_stroke(stroke, (from, to)),
    }
}

/// The pieces of a bent line between two heights; only the one that reaches its end keeps the head.
fn clipped_stroke(stroke: &Stroke, (from, to): (f64, f64)) -> Vec<Shape> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let last = stroke.points.len().saturating_sub(1);
    let mut ends_inside = false;
    for (at, pair) in stroke.points.windows(2).enumerate() {
        let Some((a, b)) = clipped_side(pair[0], pair[1], (from, to)) else { continue };
        match pieces.last_mut().filter(|piece| piece.last() == Some(&a)) {
            Some(piece) => piece.push(b),
            None => pieces.push(vec![a, b]),
        }
        ends_inside = at + 1 == last && b == pair[1];
    }
    let count = pieces.len();
    let piece = |(number, points): (usize, Vec<Point>)| {
        let head = stroke.head && ends_inside && number + 1 == count;
        Shape::Stroke(Stroke { points, head, ..stroke.clone() })
    };
    pieces.into_iter().enumerate().map(piece).collect()
}

/// The part of a straight line between two heights.
fn clipped_side(a: Point, b: Point, (from, to): (f64, f64)) -> Option<(Point, Point)> {
    if a.y.max(b.y) < from || a.y.min(b.y) > to {
        return None;
    }
    let at = |y: f64| {
        let part = if a.y == b.y { 0.0 } else { (y - a.y) / (b.y - a.y) };
        Point { x: a.x + (b.x - a.x) * part, y }
    };
    let end = |point: Point| {
        if point.y < from {
            at(from)
        } else if point.y > to {
            at(to)
        } else {
            point
        }
    };
    Some((end(a), end(b)))
}

/// A shape so much further right and down, px.
pub fn moved_shape(shape: &Shape, dx: f64, dy: f64) -> Shape {
    let moved = |point: &Point| Point { x: point.x + dx, y: point.y + dy };
    match shape {
        Shape::Text(text) => Shape::Text(Text { at: moved(&text.at), ..text.clone() }),
        Shape::Stroke(stroke) => {
            let points = stroke.points.iter().map(moved).collect();
            Shape::Stroke(Stroke { points, ..stroke.clone() })
        }
        Shape::Fill { rect, corner_px, ink } => {
            let rect = Rect { x: rect.x + dx, y: rect.y + dy, ..*rect };
            Shape::Fill { rect, corner_px: *corner_px, ink: *ink }
        }
        // Marks of the legend are in px of the canvas; time runs down.
        Shape::Mark(mark) => Shape::Mark(mark.moved(dy, dx)),
    }
}

/// A life line so much further along the axis, px.
pub fn moved_line(line: LifeLine, along: f64, across: f64) -> LifeLine {
    let moved = |point: ChartPoint| ChartPoint {
        along: point.along + along,
        across: point.across + across,
    };
    let legs = line.legs.into_iter().map(|leg| match leg {
        Leg::To(to) => Leg::To(moved(to)),
        Leg::BendTo(to) => Leg::BendTo(moved(to)),
    });
    LifeLine { actor: line.actor, from: moved(line.from), legs: legs.collect() }
}

/// Position across of a bend at a position along it, both ends included.
fn bend_at(a: ChartPoint, b: ChartPoint, along: f64) -> f64 {
    let length = b.along - a.along;
    if length <= 0.0 {
        return b.across;
    }
    let wanted = (along - a.along) / length;
    // The curve's own measure grows with the position: halve the interval until it is found.
    let (mut low, mut high) = (0.0f64, 1.0f64);
    for _ in 0..40 {
        let t = (low + high) / 2.0;
        let u = 1.0 - t;
        let reached = 3.0 * u * u * t * BEND + 3.0 * u * t * t * (1.0 - BEND) + t * t * t;
        if reached < wanted { low = t } else { high = t }
    }
    let t = (low + high) / 2.0;
    let part = t * t * (3.0 - 2.0 * t);
    a.across + (b.across - a.across) * part
}

/// Position across of a life line at a position along the axis, where it has one.
pub fn across_at(line: &LifeLine, along: f64) -> Option<f64> {
    let mut at = line.from;
    if along < at.along {
        return None;
    }
    for leg in &line.legs {
        let (Leg::To(to) | Leg::BendTo(to)) = *leg;
        if along <= to.along {
            return Some(match leg {
                Leg::To(_) => at.across,
                Leg::BendTo(_) => bend_at(at, to, along),
            });
        }
        at = to;
    }
    None
}

/// The part of a life line between two positions along the axis; it begins at `start` of the page, if that is given.
///
/// Positions stay those of the long picture, `start` counts from the first of the two.
pub fn clipped_line(
    line: &LifeLine,
    (first, last): (f64, f64),
    start: Option<f64>,
) -> Option<LifeLine> {
    let begin = line.from.along.max(first);
    let across = across_at(line, begin)?;
    let from = match start {
        Some(start) => ChartPoint { along: first + start, across },
        None => ChartPoint { along: begin, across },
    };
    let mut legs = Vec::new();
    if from.along < begin {
        legs.push(Leg::To(ChartPoint { along: begin, across }));
    }
    let mut at = line.from;
    for leg in &line.legs {
        let (Leg::To(to) | Leg::BendTo(to)) = *leg;
        let (a, b) = (at.along.max(first), to.along.min(last));
        if a < b || (a == b && at.along >= first && to.along <= last) {
            let is_whole = at.along >= first && to.along <= last;
            match leg {
                Leg::BendTo(_) if is_whole => legs.push(Leg::BendTo(to)),
                Leg::BendTo(_) => {
                    let steps = ((b - a) / STEP_PX).ceil().max(1.0);
                    for step in 1..=steps as usize {
                        let along = a + (b - a) * step as f64 / steps;
                        let across = bend_at(at, to, along);
                        legs.push(Leg::To(ChartPoint { along, across }));
                    }
                }
                Leg::To(_) => legs.push(Leg::To(ChartPoint { along: b, across: to.across })),
            }
        }
        at = to;
    }
    (!legs.is_empty()).then_some(LifeLine { actor: line.actor, from, legs })
}
