//! Life lines as plotters elements on the chart.

use crate::draw::backend::{SvgBackend, Unbalanced};
use crate::draw::chart::Unclamped;
use crate::draw::color::Rgb;
use crate::draw::markup::Units;
use crate::draw::paint::{Paint, Pen};
use crate::draw::route::Route;
use crate::layout::{ChartPoint, LifeLine};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// Width of a life line.
const LINE: Units = 250;
/// Width of the paper-coloured line beneath it: where two lines cross, the later one lies visibly on top.
const HALO: Units = 600;

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
