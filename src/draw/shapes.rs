//! What stands on the canvas beside the marks, as plotters elements: texts, strokes, fills.

use crate::draw::backend::{Backend, Unbalanced};
use crate::draw::chart::Unclamped;
use crate::draw::marks::{HEAD_HALF_PX, HEAD_PX};
use crate::draw::markup::units;
use crate::draw::paint::{Paint, Pen};
use crate::draw::route::{Route, distance, toward};
use crate::draw::sheet::{OPAQUE, TextLine};
use crate::draw::theme::Inks;
use crate::layout::{Ink, Point, Rect, Stroke, Text};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// One line of text.
pub struct TextElement<'a> {
    text: &'a Text,
    inks: &'a Inks<'a>,
}

impl<'a> TextElement<'a> {
    /// A text in the colours of `inks`.
    pub fn new(text: &'a Text, inks: &'a Inks<'a>) -> TextElement<'a> {
        TextElement { text, inks }
    }
}

impl<'a> PointCollection<'a, Point, Unclamped> for &'a TextElement<'_> {
    type Point = &'a Point;
    type IntoIter = Option<&'a Point>;

    fn point_iter(self) -> Option<&'a Point> {
        Some(&self.text.at)
    }
}

impl Drawable<Backend<'_>, Unclamped> for TextElement<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mapped: I,
        svg: &mut Backend<'_>,
        _area: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Unbalanced>> {
        let text = self.text;
        for at in mapped {
            svg.text(TextLine {
                words: &text.text,
                at,
                anchor: text.anchor,
                size: units(text.style.size_px).max(0),
                face: text.style.face,
                color: self.inks.color(text.ink),
                turn_deg: text.turn_deg,
                opacity: OPAQUE,
            });
        }
        Ok(())
    }
}

/// A line through corners, with an arrow head or without.
pub struct StrokeElement<'a> {
    stroke: &'a Stroke,
    route: Route<Point>,
    /// The line's points, then the three corners of the head, if there is one.
    points: Vec<Point>,
    inks: &'a Inks<'a>,
}

impl<'a> StrokeElement<'a> {
    /// A stroke in the colours of `inks`.
    pub fn new(stroke: &'a Stroke, inks: &'a Inks<'a>) -> StrokeElement<'a> {
        let mut corners = stroke.points.clone();
        corners.dedup();
        let head = if stroke.head { shorten_for_head(&mut corners) } else { None };
        let route = Route::through(&corners, stroke.corner_px);
        let mut points = route.points();
        points.extend(head.into_iter().flatten());
        StrokeElement { stroke, route, points, inks }
    }
}

/// Gives the corners of the head at the last point, and lets the line end inside the head.
fn shorten_for_head(corners: &mut [Point]) -> Option<[Point; 3]> {
    let [.., before, tip] = corners else { return None };
    let length_px = HEAD_PX.min(distance(*before, *tip));
    let neck = toward(*tip, *before, length_px);
    // A quarter turn of the head's axis, scaled to half its width.
    let half = HEAD_HALF_PX * length_px / HEAD_PX / distance(neck, *tip);
    let (dx, dy) = ((tip.y - neck.y) * half, (neck.x - tip.x) * half);
    let left = Point { x: neck.x + dx, y: neck.y + dy };
    let right = Point { x: neck.x - dx, y: neck.y - dy };
    let head = [*tip, left, right];
    *tip = toward(*tip, *before, length_px * 0.75);
    Some(head)
}

impl<'a> PointCollection<'a, Point, Unclamped> for &'a StrokeElement<'_> {
    type Point = &'a Point;
    type IntoIter = &'a [Point];

    fn point_iter(self) -> &'a [Point] {
        &self.points
    }
}

impl Drawable<Backend<'_>, Unclamped> for StrokeElement<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut mapped: I,
        svg: &mut Backend<'_>,
        _area: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Unbalanced>> {
        let color = self.inks.color(self.stroke.ink);
        let dash = self.stroke.dash.map(|(dash, gap)| (units(dash).max(0), units(gap).max(0)));
        let path = self.route.path(&mut mapped);
        let pen = match self.stroke.ink {
            // A piece of a life line in the legend looks like the line.
            Ink::Actor(actor) if dash.is_none() => self.inks.life_line(actor),
            _ => Pen::new(color, units(self.stroke.width_px).max(0)).dashed(dash),
        };
        if !path.is_empty() {
            svg.path(&path, Paint::stroke(pen));
        }
        let head: Vec<BackendCoord> = mapped.collect();
        svg.polygon(&head, Paint::fill(color));
        Ok(())
    }
}

/// A filled box.
pub struct FillElement<'a> {
    corners: [Point; 2],
    corner_px: f64,
    ink: Ink,
    inks: &'a Inks<'a>,
}

impl<'a> FillElement<'a> {
    /// A box with rounded corners in the colours of `inks`.
    pub fn new(rect: Rect, corner_px: f64, ink: Ink, inks: &'a Inks<'a>) -> FillElement<'a> {
        let far = Point { x: rect.x + rect.width, y: rect.y + rect.height };
        FillElement { corners: [Point { x: rect.x, y: rect.y }, far], corner_px, ink, inks }
    }
}

impl<'a> PointCollection<'a, Point, Unclamped> for &'a FillElement<'_> {
    type Point = &'a Point;
    type IntoIter = &'a [Point];

    fn point_iter(self) -> &'a [Point] {
        &self.corners
    }
}

impl Drawable<Backend<'_>, Unclamped> for FillElement<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut mapped: I,
        svg: &mut Backend<'_>,
        _area: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Unbalanced>> {
        if let Some((a, b)) = mapped.next().zip(mapped.next()) {
            let paint = Paint::fill(self.inks.color(self.ink));
            svg.rounded_box(a, b, units(self.corner_px), paint);
        }
        Ok(())
    }
}
