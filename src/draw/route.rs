//! Lines as plotters elements see them: pieces between points.
//!
//! plotters maps the points of an element and hands them back one by one. A [`Route`] holds a line's pieces in the
//! element's own coordinates, gives its points in order, and makes a path of them once they are mapped. Control
//! points of curves are mapped like any other, so a curve needs not know which way time runs.

use crate::draw::markup::PathData;
use crate::layout::spacing::BEND;
use crate::layout::{ChartPoint, Leg, LifeLine, Point};
use plotters_backend::BackendCoord;

/// One piece of a line, in the coordinates `P`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Piece<P> {
    /// Begins here.
    Move(P),
    /// Straight on to here.
    Line(P),
    /// A curve with one control point, to the second point.
    Quadratic([P; 2]),
    /// A curve with two control points, to the third point.
    Cubic([P; 3]),
}

/// A line of pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Route<P>(Vec<Piece<P>>);

impl<P: Copy> Route<P> {
    /// Every point of the line, control points included, in the order that [`Route::path`] wants them back.
    pub fn points(&self) -> Vec<P> {
        self.0
            .iter()
            .flat_map(|piece| match piece {
                Piece::Move(p) | Piece::Line(p) => std::slice::from_ref(p),
                Piece::Quadratic(points) => points,
                Piece::Cubic(points) => points,
            })
            .copied()
            .collect()
    }

    /// The path through the mapped points; it ends early if there are too few of them.
    pub fn path(&self, mapped: &mut impl Iterator<Item = BackendCoord>) -> PathData {
        let mut path = PathData::default();
        for piece in &self.0 {
            let drawn = match piece {
                Piece::Move(_) => mapped.next().map(|to| path.move_to(to)),
                Piece::Line(_) => mapped.next().map(|to| path.line_to(to)),
                Piece::Quadratic(_) => {
                    mapped.next().zip(mapped.next()).map(|(a, to)| path.quadratic_to(a, to))
                }
                Piece::Cubic(_) => mapped
                    .next()
                    .zip(mapped.next())
                    .zip(mapped.next())
                    .map(|((a, b), to)| path.cubic_to(a, b, to)),
            };
            if drawn.is_none() {
                break;
            }
        }
        path
    }
}

impl Route<ChartPoint> {
    /// An actor's line. Bends leave and arrive along the time axis.
    pub fn of_life_line(line: &LifeLine) -> Route<ChartPoint> {
        let mut pieces = vec![Piece::Move(line.from)];
        let mut at = line.from;
        for step in &line.legs {
            at = match *step {
                Leg::To(to) => {
                    pieces.push(Piece::Line(to));
                    to
                }
                Leg::BendTo(to) => {
                    let run = (to.along - at.along) * BEND;
                    let leave = ChartPoint { along: at.along + run, across: at.across };
                    let arrive = ChartPoint { along: to.along - run, across: to.across };
                    pieces.push(Piece::Cubic([leave, arrive, to]));
                    to
                }
            };
        }
        Route(pieces)
    }
}

impl Route<Point> {
    /// A line through corners, each rounded by `corner_px` or by half the shorter of its two sides.
    pub fn through(corners: &[Point], corner_px: f64) -> Route<Point> {
        let mut pieces = Vec::new();
        for (at, &corner) in corners.iter().enumerate() {
            if at == 0 {
                pieces.push(Piece::Move(corner));
                continue;
            }
            let (before, after) = (corners[at - 1], corners.get(at + 1));
            match after {
                Some(&after) if corner_px > 0.0 => {
                    let sides = distance(before, corner).min(distance(corner, after));
                    let cut = corner_px.min(sides / 2.0);
                    pieces.push(Piece::Line(toward(corner, before, cut)));
                    pieces.push(Piece::Quadratic([corner, toward(corner, after, cut)]));
                }
                Some(_) | None => pieces.push(Piece::Line(corner)),
            }
        }
        Route(pieces)
    }
}

/// The distance of two points, px.
pub fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    (dx * dx + dy * dy).sqrt()
}

/// The point that lies `by_px` from `from` towards `to`; `from` itself where the two coincide.
pub fn toward(from: Point, to: Point, by_px: f64) -> Point {
    let whole = distance(from, to);
    if whole > 0.0 {
        let part = by_px / whole;
        Point { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
    } else {
        from
    }
}

#[cfg(test)]
mod tests {
    use super::Route;
    use crate::draw::markup::units;
    use crate::layout::{ChartPoint, Leg, LifeLine, Point};
    use crate::timeline::ActorId;

    #[test]
    fn a_bend_leaves_and_arrives_along_the_time_axis() {
        let at = |along: f64, across: f64| ChartPoint { along, across };
        let line = LifeLine {
            actor: ActorId(0),
            from: at(0.0, 10.0),
            legs: vec![Leg::To(at(20.0, 10.0)), Leg::BendTo(at(40.0, 30.0))],
        };
        let route = Route::of_life_line(&line);
        let points = route.points();
        assert_eq!(points[2].across, 10.0);
        assert_eq!(points[3].across, 30.0);
        let mut down = points.iter().map(|p| (units(p.across), units(p.along)));
        assert_eq!(route.path(&mut down).to_svg(), "m10 0l0 20c0 11 20 9 20 20");
    }

    #[track_caller]
    fn rounds(corners: &[(f64, f64)], corner_px: f64, expected: &str) {
        let corners: Vec<Point> = corners.iter().map(|&(x, y)| Point { x, y }).collect();
        let route = Route::through(&corners, corner_px);
        let mut mapped = route.points().into_iter().map(|p| (units(p.x), units(p.y)));
        assert_eq!(route.path(&mut mapped).to_svg(), expected);
    }

    #[test]
    fn corners_are_rounded_within_their_sides() {
        let hook = [(0.0, 0.0), (20.0, 0.0), (20.0, 50.0)];
        rounds(&hook, 0.0, "m0 0l20 0l0 50");
        rounds(&hook, 8.0, "m0 0l12 0q8 0 8 8l0 42");
        rounds(&hook, 80.0, "m0 0l10 0q10 0 10 10l0 40");
    }

    #[test]
    fn degenerate_lines_are_drawn_without_harm() {
        rounds(&[], 8.0, "");
        rounds(&[(1.0, 1.0)], 8.0, "m1 1");
        rounds(&[(1.0, 1.0), (1.0, 1.0), (1.0, 1.0)], 8.0, "m1 1l0 0q0 0 0 0l0 0");
    }
}
