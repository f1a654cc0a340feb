//! The plotters coordinate systems of a picture.
//!
//! A [`Plane`] turns a [`ChartPoint`] into backend units: it is a plotters [`Cartesian2d`] of a [`TimeAxis`] and a
//! [`LaneAxis`], in this order when time runs to the right and the other way round when it runs down. So one
//! life line and one mark serve both. A [`Page`] does the same for a [`Point`] of the canvas.
//!
//! One px of the chart is one px of the picture, and nothing is ever moved to where it fits: plotters clamps
//! points to the edge of their area by default, which would put an event at a time when it did not happen.
//! Elements of this room are therefore mapped by [`Unclamped`].

use crate::draw::markup::{Units, units};
use crate::layout::{ChartPoint, Layout, Orientation, Point, Rect, Tick};
use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use plotters::element::CoordMapper;
use plotters_backend::BackendCoord;
use std::ops::Range;

/// Maps the points of an element as they are, without clamping them to the area.
pub struct Unclamped;

impl CoordMapper for Unclamped {
    type Output = BackendCoord;

    fn map<CT: CoordTranslate>(
        plane: &CT,
        from: &CT::From,
        _area: &plotters::drawing::Rect,
    ) -> BackendCoord {
        plane.translate(from)
    }
}

/// Position on an axis whose values are px from the chart's corner.
///
/// plotters hands the limits of an upright axis bottom first; here both axes grow away from the upper left
/// corner, so the smaller limit is the origin.
fn position(value_px: f64, limit: (Units, Units)) -> Units {
    limit.0.min(limit.1).saturating_add(units(value_px))
}

/// The axis of time, px from its beginning. Its key points are the layout's ticks: true calendar positions.
///
/// No mesh is drawn through them: the layout's own headings and rules already stand there.
#[derive(Debug, Clone)]
pub struct TimeAxis {
    length_px: f64,
    ticks_px: Vec<f64>,
}

impl Ranged for TimeAxis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        position(*value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // As many as are wanted, evenly thinned out; a tick is never moved.
        let step = self.ticks_px.len().div_ceil(hint.max_num_points().max(1)).max(1);
        self.ticks_px.iter().copied().step_by(step).collect()
    }

    fn range(&self) -> Range<f64> {
        0.0..self.length_px
    }
}

/// The axis across the life lines, px from the chart's edge. It has no key points: lanes bend.
#[derive(Debug, Clone)]
pub struct LaneAxis {
    length_px: f64,
}

impl Ranged for LaneAxis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        position(*value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, _hint: Hint) -> Vec<f64> {
        Vec::new()
    }

    fn range(&self) -> Range<f64> {
        0.0..self.length_px
    }
}

/// The coordinate system of a chart.
#[derive(Clone)]
pub enum Plane {
    /// Time runs down.
    Down(Cartesian2d<LaneAxis, TimeAxis>),
    /// Time runs to the right.
    Right(Cartesian2d<TimeAxis, LaneAxis>),
}

impl Plane {
    /// The plane of a layout's chart.
    pub fn of_chart(layout: &Layout) -> Plane {
        Plane::new(layout.orientation, layout.chart, &layout.ticks)
    }

    /// The plane of marks that stand on the canvas, in the legend: turned as in the chart, in px of the canvas.
    pub fn of_canvas(layout: &Layout) -> Plane {
        let (width, height) = (layout.width_px, layout.height_px);
        Plane::new(layout.orientation, Rect { x: 0.0, y: 0.0, width, height }, &[])
    }

    fn new(orientation: Orientation, chart: Rect, ticks: &[Tick]) -> Plane {
        let x = units(chart.x)..units(chart.x + chart.width);
        let y = units(chart.y)..units(chart.y + chart.height);
        let ticks_px = ticks.iter().map(|tick| tick.along).collect();
        match orientation {
            Orientation::Vertical => {
                let time = TimeAxis { length_px: chart.height, ticks_px };
                let lanes = LaneAxis { length_px: chart.width };
                Plane::Down(Cartesian2d::new(lanes, time, (x, y)))
            }
            Orientation::Horizontal => {
                let time = TimeAxis { length_px: chart.width, ticks_px };
                let lanes = LaneAxis { length_px: chart.height };
                Plane::Right(Cartesian2d::new(time, lanes, (x, y)))
            }
        }
    }
}

impl CoordTranslate for Plane {
    type From = ChartPoint;

    fn translate(&self, from: &ChartPoint) -> BackendCoord {
        match self {
            Plane::Down(plane) => plane.translate(&(from.across, from.along)),
            Plane::Right(plane) => plane.translate(&(from.along, from.across)),
        }
    }
}

/// The coordinate system of the canvas: px from its upper left corner.
#[derive(Debug, Clone, Copy)]
pub struct Page;

impl CoordTranslate for Page {
    type From = Point;

    fn translate(&self, from: &Point) -> BackendCoord {
        (units(from.x), units(from.y))
    }
}

#[cfg(test)]
mod tests {
    use super::Plane;
    use crate::layout::{ChartPoint, Orientation, Rect, Tick};
    use plotters::coord::CoordTranslate;
    use plotters::coord::ranged1d::Ranged;

    const CHART: Rect = Rect { x: 10.0, y: 20.0, width: 300.0, height: 400.0 };

    fn plane(orientation: Orientation) -> Plane {
        let tick = |along: f64| Tick { along, label: String::new(), at: None };
        Plane::new(orientation, CHART, &[tick(5.0), tick(50.5)])
    }

    #[track_caller]
    fn lands(orientation: Orientation, along: f64, across: f64, expected: (i32, i32)) {
        assert_eq!(plane(orientation).translate(&ChartPoint { along, across }), expected);
    }

    #[test]
    fn time_runs_down_and_lanes_to_the_right() {
        lands(Orientation::Vertical, 0.0, 0.0, (1000, 2000));
        lands(Orientation::Vertical, 7.0, 3.25, (1325, 2700));
    }

    #[test]
    fn time_runs_to_the_right_and_lanes_down() {
        lands(Orientation::Horizontal, 7.0, 3.25, (1700, 2325));
    }

    #[test]
    fn what_lies_outside_the_chart_stays_outside() {
        lands(Orientation::Vertical, 500.0, -30.0, (-2000, 52000));
        lands(Orientation::Horizontal, f64::INFINITY, f64::NAN, (500_001_000, 2000));
    }

    #[test]
    fn a_chart_of_no_size_is_drawn_too() {
        let nothing = Rect { x: 0.0, y: 0.0, width: 0.0, height: f64::NAN };
        let plane = Plane::new(Orientation::Vertical, nothing, &[]);
        assert_eq!(plane.translate(&ChartPoint { along: 1.0, across: 2.0 }), (200, 100));
    }

    #[test]
    fn key_points_are_the_ticks_of_the_layout() {
        let Plane::Down(down) = plane(Orientation::Vertical) else { panic!("time runs down") };
        assert_eq!(down.y_spec().key_points(usize::MAX), [5.0, 50.5]);
        assert_eq!(down.y_spec().key_points(1), [5.0]);
        assert!(down.x_spec().key_points(usize::MAX).is_empty());
    }
}
