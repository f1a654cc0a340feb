//! Marks as plotters elements: capsules, dots, arrows, diamonds, deadlines.
//!
//! A mark says where it is in points of the chart alone; the chart's plane turns them the way that time
//! runs, so that each mark is drawn by the same lines in every orientation, and in the legend.

use crate::draw::backend::{Backend, Unbalanced};
use crate::draw::chart::Unclamped;
use crate::draw::markup::{Units, units};
use crate::draw::paint::{Paint, Pen};
use crate::draw::theme::Inks;
use crate::layout::{ChartPoint, Ink, Mark, Outline};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// Outline of a capsule.
const OUTLINE: Units = 200;
/// Outline of a hollow dot or diamond, and of the dots in a hollow capsule.
const THIN: Units = 160;
/// The second line of a double outline.
const SECOND: Units = 100;
/// From the first line of a double outline to the second, px.
const SECOND_PX: f64 = 3.2;
/// The ring of paper around a dot, which lifts it off its line.
const RING: Units = 200;
/// Dash and gap of a hollow capsule.
const DASH: (Units, Units) = (350, 250);
/// Radius of an actor's dot in a capsule, px; less in a capsule too thin for it.
const MEMBER_PX: f64 = 3.6;
/// The same as a part of half the capsule's thickness.
const MEMBER_PART: f64 = 0.46;
/// The line that strikes a mark out.
const STRIKE: Units = 200;
/// How far the strike reaches beyond the mark, px.
const STRIKE_PX: f64 = 4.0;
/// The shaft of an arrow, and the paper beside it.
const SHAFT: Units = 160;
const SHAFT_HALO: Units = 460;
/// Length of an arrow's head, px.
pub const HEAD_PX: f64 = 7.0;
/// Half the width of an arrow's head, px.
pub const HEAD_HALF_PX: f64 = 4.0;
/// A deadline's rule, and half the length of the bars at its ends, px.
const DEADLINE: Units = 180;
const DEADLINE_BAR_PX: f64 = 4.0;

/// A mark with the colours it is painted in.
pub struct MarkElement<'a> {
    mark: &'a Mark,
    points: Vec<ChartPoint>,
    inks: &'a Inks<'a>,
}

impl<'a> MarkElement<'a> {
    /// A mark in the colours of `inks`.
    pub fn new(mark: &'a Mark, inks: &'a Inks<'a>) -> MarkElement<'a> {
        MarkElement { mark, points: points_of(mark), inks }
    }

    /// The word for the mark, which is its class in the picture.
    pub fn class(mark: &Mark) -> &'static str {
        match mark {
            Mark::Capsule { .. } => "mark capsule",
            Mark::Dot { .. } => "mark dot",
            Mark::Arrow { .. } => "mark arrow",
            Mark::Diamond { .. } => "mark diamond",
            Mark::Deadline { .. } => "mark deadline",
        }
    }
}

/// The points that a mark is drawn from, in the order in which [`MarkElement`] takes them back.
fn points_of(mark: &Mark) -> Vec<ChartPoint> {
    let at = |along: f64, across: f64| ChartPoint { along, across };
    match mark {
        Mark::Capsule { along, across, half_px, members, .. } => {
            let (first, last) = (along.0 - half_px, along.1 + half_px);
            let middle = (along.0 + along.1) / 2.0;
            let mut points = vec![
                at(first, across.0),
                at(last, across.1),
                at(first - SECOND_PX, across.0 - SECOND_PX),
                at(last + SECOND_PX, across.1 + SECOND_PX),
                at(last + STRIKE_PX, across.0 - STRIKE_PX),
                at(first - STRIKE_PX, across.1 + STRIKE_PX),
            ];
            points.extend(members.iter().map(|(across, _)| at(middle, *across)));
            points
        }
        Mark::Dot { at: center, radius_px, .. } => {
            let [from, to] = strike(*center, *radius_px);
            vec![*center, from, to]
        }
        Mark::Arrow { along, from, to, .. } => {
            let back = HEAD_PX.min((to - from).abs()) * if to < from { 1.0 } else { -1.0 };
            let neck = to + back;
            vec![
                at(*along, *from),
                // The shaft ends inside the head, so that no gap shows between them.
                at(*along, neck - back / 4.0),
                at(*along, *to),
                at(along - HEAD_HALF_PX, neck),
                at(along + HEAD_HALF_PX, neck),
            ]
        }
        Mark::Diamond { at: center, radius_px, .. } => {
            let [from, to] = strike(*center, *radius_px);
            let (along, across, r) = (center.along, center.across, *radius_px);
            vec![
                at(along - r, across),
                at(along, across + r),
                at(along + r, across),
                at(along, across - r),
                from,
                to,
            ]
        }
        Mark::Deadline { along, from, to, .. } => {
            let [strike_from, strike_to] = strike(at(*along, (from + to) / 2.0), STRIKE_PX);
            let bar = DEADLINE_BAR_PX;
            vec![
                at(*along, *from),
                at(*along, *to),
                at(along - bar, *from),
                at(along + bar, *from),
                at(along - bar, *to),
                at(along + bar, *to),
                strike_from,
                strike_to,
            ]
        }
    }
}

/// The slanting line through a round mark; it looks the same whichever way time runs.
fn strike(center: ChartPoint, radius_px: f64) -> [ChartPoint; 2] {
    let reach = radius_px + STRIKE_PX / 2.0;
    let end = |side: f64| ChartPoint {
        along: center.along + side * reach,
        across: center.across - side * reach,
    };
    [end(1.0), end(-1.0)]
}

impl<'a> PointCollection<'a, ChartPoint, Unclamped> for &'a MarkElement<'_> {
    type Point = &'a ChartPoint;
    type IntoIter = &'a [ChartPoint];

    fn point_iter(self) -> &'a [ChartPoint] {
        &self.points
    }
}

impl Drawable<Backend<'_>, Unclamped> for MarkElement<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mapped: I,
        svg: &mut Backend<'_>,
        _area: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Unbalanced>> {
        let points: Vec<BackendCoord> = mapped.collect();
        let brush = Brush { inks: self.inks, points: &points };
        svg.open_group(MarkElement::class(self.mark));
        match self.mark {
            Mark::Capsule { half_px, members, outline, struck, .. } => {
                brush.capsule(svg, *half_px, members, *outline);
                brush.strike(svg, (4, 5), *struck);
            }
            Mark::Dot { radius_px, ink, hollow, struck, .. } => {
                brush.dot(svg, units(*radius_px), *ink, *hollow);
                brush.strike(svg, (1, 2), *struck);
            }
            Mark::Arrow { ink, .. } => brush.arrow(svg, *ink),
            Mark::Diamond { ink, hollow, struck, .. } => {
                brush.diamond(svg, *ink, *hollow);
                brush.strike(svg, (4, 5), *struck);
            }
            Mark::Deadline { struck, .. } => {
                brush.deadline(svg);
                brush.strike(svg, (6, 7), *struck);
            }
        }
        svg.close();
        Ok(())
    }
}

/// The mapped points of one mark and the colours to paint it in. Numbers of points are those of [`points_of`].
struct Brush<'a> {
    inks: &'a Inks<'a>,
    points: &'a [BackendCoord],
}

impl Brush<'_> {
    fn pen(&self, ink: Ink, width: Units) -> Pen {
        Pen::new(self.inks.color(ink), width)
    }

    fn paper(&self, width: Units) -> Pen {
        self.pen(Ink::Paper, width)
    }

    fn capsule(
        &self,
        svg: &mut Backend<'_>,
        half_px: f64,
        members: &[(f64, Ink)],
        outline: Outline,
    ) {
        let [a, b, outer_a, outer_b, _, _, dots @ ..] = self.points else { return };
        let paper = self.inks.color(Ink::Paper);
        let pen = self.pen(Ink::Strong, OUTLINE);
        let corner = units(half_px);
        match outline {
            Outline::Solid => svg.rounded_box(*a, *b, corner, Paint::both(paper, pen)),
            Outline::Double => {
                let second = self.pen(Ink::Strong, SECOND);
                let outer = units(half_px + SECOND_PX);
                svg.rounded_box(*outer_a, *outer_b, outer, Paint::both(paper, second));
                svg.rounded_box(*a, *b, corner, Paint::both(paper, pen));
            }
            Outline::Hollow => {
                let dashed = pen.dashed(Some(DASH));
                svg.rounded_box(*a, *b, corner, Paint::both(paper, dashed));
            }
        }
        let radius = units(MEMBER_PX.min(half_px * MEMBER_PART));
        for (dot, (_, ink)) in dots.iter().zip(members) {
            match outline {
                Outline::Solid | Outline::Double => {
                    svg.circle(*dot, radius, Paint::fill(self.inks.color(*ink)));
                }
                Outline::Hollow => {
                    let ring = self.pen(*ink, THIN);
                    svg.circle(*dot, radius - THIN / 2, Paint::both(paper, ring));
                }
            }
        }
    }

    fn dot(&self, svg: &mut Backend<'_>, radius: Units, ink: Ink, hollow: bool) {
        let [center, ..] = self.points else { return };
        if hollow {
            let paper = Paint::both(self.inks.color(Ink::Paper), self.paper(RING));
            svg.circle(*center, radius, paper);
            svg.circle(*center, radius - THIN, Paint::stroke(self.pen(ink, THIN)));
        } else {
            let paint = Paint::both(self.inks.color(ink), self.paper(RING));
            svg.circle(*center, radius, paint);
        }
    }

    fn arrow(&self, svg: &mut Backend<'_>, ink: Ink) {
        let [from, neck, head @ ..] = self.points else { return };
        svg.polyline(&[*from, *neck], self.paper(SHAFT_HALO));
        svg.polyline(&[*from, *neck], self.pen(ink, SHAFT));
        svg.polygon(head, Paint::fill(self.inks.color(ink)));
    }

    fn diamond(&self, svg: &mut Backend<'_>, ink: Ink, hollow: bool) {
        let [a, b, c, d, ..] = self.points else { return };
        let corners = [*a, *b, *c, *d];
        let paper = self.inks.color(Ink::Paper);
        svg.polygon(&corners, Paint::both(paper, self.paper(2 * RING)));
        if hollow {
            svg.polygon(&corners, Paint::stroke(self.pen(ink, THIN)));
        } else {
            svg.polygon(&corners, Paint::fill(self.inks.color(ink)));
        }
    }

    fn deadline(&self, svg: &mut Backend<'_>) {
        let [from, to, bars @ ..] = self.points else { return };
        let pen = self.pen(Ink::Strong, DEADLINE);
        svg.polyline(&[*from, *to], self.paper(SHAFT_HALO));
        svg.polyline(&[*from, *to], pen);
        for bar in bars.chunks_exact(2).take(2) {
            svg.polyline(bar, pen);
        }
    }

    /// Strikes the mark out along the line between two of its points.
    fn strike(&self, svg: &mut Backend<'_>, (from, to): (usize, usize), struck: bool) {
        let ends = self.points.get(from).zip(self.points.get(to)).filter(|_| struck);
        if let Some((from, to)) = ends {
            svg.polyline(&[*from, *to], self.pen(Ink::Strong, STRIKE).round());
        }
    }
}
