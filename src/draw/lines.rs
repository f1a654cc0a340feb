//! Life lines as plotters elements on the chart.

use crate::draw::backend::{Backend, Unbalanced};
use crate::draw::chart::Unclamped;
use crate::draw::markup::Units;
use crate::draw::paint::{Paint, Pen};
use crate::draw::route::Route;
use crate::draw::theme::Inks;
use crate::layout::{ChartPoint, Ink, LifeLine};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// Width of the paper-coloured line beneath it: where two lines cross, the later one lies visibly on top.
const HALO: Units = 600;
/// Width of the dots that lead to a line.
const DOTS: Units = 100;

/// An actor's line: a halo, and the line in the actor's colour on it.
pub struct LifeLineElement {
    route: Route<ChartPoint>,
    points: Vec<ChartPoint>,
    line: Pen,
    halo: Option<Pen>,
}

impl LifeLineElement {
    /// A life line in the colours of `inks`.
    pub fn new(line: &LifeLine, inks: &Inks<'_>) -> LifeLineElement {
        let route = Route::of_life_line(line);
        let points = route.points();
        let halo = Some(Pen::new(inks.color(Ink::Paper), HALO));
        LifeLineElement { route, points, line: inks.life_line(line.actor), halo }
    }

    /// What leads from an actor's name to where the life line begins: fine dots, beneath everything.
    pub fn waiting(line: &LifeLine, inks: &Inks<'_>) -> LifeLineElement {
        let route = Route::of_life_line(line);
        let points = route.points();
        let pen = Pen::new(inks.color(Ink::Actor(line.actor)), DOTS).dashed(Some((DOTS, 4 * DOTS)));
        LifeLineElement { route, points, line: pen, halo: None }
    }
}

impl<'a> PointCollection<'a, ChartPoint, Unclamped> for &'a LifeLineElement {
    type Point = &'a ChartPoint;
    type IntoIter = &'a [ChartPoint];

    fn point_iter(self) -> &'a [ChartPoint] {
        &self.points
    }
}

impl Drawable<Backend<'_>, Unclamped> for LifeLineElement {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut mapped: I,
        svg: &mut Backend<'_>,
        _area: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Unbalanced>> {
        let path = self.route.path(&mut mapped);
        if let Some(halo) = self.halo {
            svg.path(&path, Paint::stroke(halo));
        }
        svg.path(&path, Paint::stroke(self.line.round()));
        Ok(())
    }
}
