//! Life lines, and the ticks of their axis, as plotters elements on the chart.

use crate::draw::backend::{Paint, Pen, SvgBackend, Unbalanced};
use crate::draw::chart::Unclamped;
use crate::draw::color::Rgb;
use crate::draw::markup::Units;
use crate::draw::route::Route;
use crate::layout::{ChartPoint, LifeLine};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// Width of a life line.
const LINE: Units = 250;
/// Width of the paper-coloured line beneath it: where two lines cross, the later one lies visibly on top.
const HALO: Units = 600;
/// Width of a tick.
const TICK: Units = 100;
/// Length of a tick, px, from the chart's edge inwards.
const TICK_PX: f64 = 4.0;

/// An actor's line: a halo, and the line in the actor's colour on it.
pub struct LifeLineElement {
    route: Route<ChartPoint>,
    points: Vec<ChartPoint>,
    color: Rgb,
    paper: Rgb,
}

impl LifeLineElement {
    /// A life line in `color` on `paper`.
    pub fn new(line: &LifeLine, color: Rgb, paper: Rgb) -> LifeLineElement {
        let route = Route::of_life_line(line);
        let points = route.points();
        LifeLineElement { route, points, color, paper }
    }
}

impl<'a> PointCollection<'a, ChartPoint, Unclamped> for &'a LifeLineElement {
    type Point = &'a ChartPoint;
    type IntoIter = &'a [ChartPoint];

    fn point_iter(self) -> &'a [ChartPoint] {
        &self.points
    }
}

impl Drawable<SvgBackend, Unclamped> for LifeLineElement {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut mapped: I,
        svg: &mut SvgBackend,
        _area: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Unbalanced>> {
        let path = self.route.path(&mut mapped);
        svg.path(&path, Paint::stroke(Pen::new(self.paper, HALO)));
        svg.path(&path, Paint::stroke(Pen::new(self.color, LINE).round()));
        Ok(())
    }
}

/// A tick of the time axis, with its date for those who point at it.
pub struct TickElement<'a> {
    ends: [ChartPoint; 2],
    label: &'a str,
    color: Rgb,
}

impl<'a> TickElement<'a> {
    /// A tick that stands on the chart's edge at `foot`.
    pub fn new(foot: ChartPoint, label: &'a str, color: Rgb) -> TickElement<'a> {
        let tip = ChartPoint { across: foot.across + TICK_PX, ..foot };
        TickElement { ends: [foot, tip], label, color }
    }
}

impl<'a> PointCollection<'a, ChartPoint, Unclamped> for &'a TickElement<'_> {
    type Point = &'a ChartPoint;
    type IntoIter = &'a [ChartPoint];

    fn point_iter(self) -> &'a [ChartPoint] {
        &self.ends
    }
}

impl Drawable<SvgBackend, Unclamped> for TickElement<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mapped: I,
        svg: &mut SvgBackend,
        _area: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Unbalanced>> {
        let ends: Vec<BackendCoord> = mapped.collect();
        svg.open_group("tick");
        svg.tag("title").text(self.label);
        svg.polyline(&ends, Pen::new(self.color, TICK));
        svg.close();
        Ok(())
    }
}
