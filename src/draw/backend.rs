//! A plotters backend that writes SVG: groups, titles, links, curves and plain text, to a hundredth of a px.
//!
//! One backend unit is 0.01 px ([`crate::draw::markup`]), so the size that [`SvgBackend`] reports to plotters
//! is a hundred times that of the picture. Elements of this room draw with [`SvgBackend::tag`] and with the
//! methods that take a [`Paint`]; what plotters itself draws comes through [`DrawingBackend`]. Attributes carry every
//! look: no style sheet, no script, no foreign object, so that the picture survives any program it is put into.

use crate::draw::color::Rgb;
use crate::draw::markup::{Markup, PathData, Tag, UNITS_PER_PX, Units, directed, length, units};
use crate::draw::paint::{Paint, Pen};
use crate::draw::text;
use crate::layout::{Face, Measure, TextStyle};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform,
};
use std::fmt;

/// Elements were not closed as they were opened. It is a fault of the caller, never of what is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unbalanced {
    /// Names of the elements that are still open; empty when one was closed too many.
    pub open: Vec<&'static str>,
}

impl fmt::Display for Unbalanced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.open.as_slice() {
            [] => f.write_str("an element was closed that was not open"),
            open => write!(f, "elements are still open: {}", open.join(", ")),
        }
    }
}

impl std::error::Error for Unbalanced {}

/// The picture while it is drawn.
#[derive(Debug)]
pub struct SvgBackend {
    markup: Markup,
    width: Units,
    height: Units,
}

impl SvgBackend {
    /// An empty picture of that size; at least 1 px by 1 px.
    pub fn new(width: Units, height: Units) -> SvgBackend {
        let [width, height] = [width, height].map(|side| side.max(UNITS_PER_PX));
        SvgBackend { markup: Markup::default(), width, height }
    }

    /// Starts an element.
    pub fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.markup.tag(name)
    }

    /// Opens a group of that class.
    pub fn open_group(&mut self, class: &str) {
        self.tag("g").attribute("class", class).open();
    }

    /// Ends the innermost open element.
    pub fn close(&mut self) {
        self.markup.close();
    }

    /// The picture's text, which is left empty.
    pub fn take(&mut self) -> String {
        self.markup.take()
    }

    /// Draws a path.
    pub fn path(&mut self, path: &PathData, paint: Paint) {
        paint.onto(self.tag("path").attribute("d", path.as_str())).end();
    }

    /// Its width and height.
    pub fn size(&self) -> (Units, Units) {
        (self.width, self.height)
    }

    /// Draws straight lines from point to point.
    pub fn polyline(&mut self, points: &[BackendCoord], pen: Pen) {
        self.path(&line_through(points), Paint::stroke(pen));
    }

    /// Draws a polygon through its corners; fewer than two draw nothing.
    pub fn polygon(&mut self, corners: &[BackendCoord], paint: Paint) {
        let mut path = line_through(corners);
        path.close();
        if corners.len() > 1 {
            self.path(&path, paint);
        }
    }

    /// Draws a circle.
    pub fn circle(&mut self, (x, y): BackendCoord, radius: Units, paint: Paint) {
        let tag = self.tag("circle").length("cx", x).length("cy", y);
        paint.onto(tag.length("r", radius.max(0))).end();
    }

    /// Draws a box between two opposite corners, its own corners rounded.
    pub fn rounded_box(&mut self, a: BackendCoord, b: BackendCoord, corner: Units, paint: Paint) {
        let (x, y) = (a.0.min(b.0), a.1.min(b.1));
        let (width, height) = (a.0.max(b.0) - x, a.1.max(b.1) - y);
        let corner = corner.clamp(0, (width / 2).min(height / 2));
        let mut tag = self.tag("rect").length("x", x).length("y", y);
        tag = tag.length("width", width).length("height", height);
        if corner > 0 {
            tag = tag.length("rx", corner);
        }
        paint.onto(tag).end();
    }

    /// Draws a path the way that plotters asked for.
    fn styled_path<S: BackendStyle>(&mut self, path: &PathData, style: &S, filled: bool) -> Drawn {
        let (paint, opacity) = paint_of(style, filled);
        let tag = paint.onto(self.tag("path").attribute("d", path.as_str()));
        tag.maybe("opacity", opacity.as_deref()).end();
        Ok(())
    }
}

/// The straight path through some points.
fn line_through(points: &[BackendCoord]) -> PathData {
    let mut path = PathData::default();
    let mut points = points.iter();
    if let Some(first) = points.next() {
        path.move_to(*first);
    }
    for point in points {
        path.line_to(*point);
    }
    path
}

/// A plotters colour without its transparency, which [`opacity`] gives.
fn rgb(color: BackendColor) -> Rgb {
    Rgb(color.rgb.0, color.rgb.1, color.rgb.2)
}

/// A plotters style as paint, and its transparency, if it has any, as an attribute's value.
fn paint_of<S: BackendStyle>(style: &S, filled: bool) -> (Paint, Option<String>) {
    let color = rgb(style.color());
    let pen = Pen::new(color, Units::try_from(style.stroke_width()).unwrap_or(Units::MAX));
    let paint = if filled { Paint::fill(color) } else { Paint::stroke(pen) };
    (paint, opacity(style.color()))
}

/// Opacity in hundredths, if it is not full.
fn opacity(color: BackendColor) -> Option<String> {
    let hundredths = units(color.alpha.clamp(0.0, 1.0));
    (hundredths < UNITS_PER_PX).then(|| length(hundredths))
}

type Drawn = Result<(), DrawingErrorKind<Unbalanced>>;

impl DrawingBackend for SvgBackend {
    type ErrorType = Unbalanced;

    fn get_size(&self) -> (u32, u32) {
        (self.width.unsigned_abs(), self.height.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    /// Fails unless every element that was opened is closed.
    fn present(&mut self) -> Drawn {
        if self.markup.is_balanced() {
            return Ok(());
        }
        let open = self.markup.open_elements().to_vec();
        Err(DrawingErrorKind::DrawingError(Unbalanced { open }))
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        let corner = (point.0.saturating_add(1), point.1.saturating_add(1));
        self.draw_rect(point, corner, &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let corners = [
            upper_left,
            (bottom_right.0, upper_left.1),
            bottom_right,
            (upper_left.0, bottom_right.1),
        ];
        let mut path = line_through(&corners);
        path.close();
        self.styled_path(&path, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.styled_path(&line_through(&points), style, false)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (paint, opacity) = paint_of(style, fill);
        let radius = Units::try_from(radius).unwrap_or(Units::MAX);
        let tag = self.tag("circle").length("cx", center.0).length("cy", center.1);
        paint.onto(tag.length("r", radius)).maybe("opacity", opacity.as_deref()).end();
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        let corners: Vec<BackendCoord> = vert.into_iter().collect();
        let mut path = line_through(&corners);
        path.close();
        self.styled_path(&path, style, true)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Drawn {
        let size = style.size();
        let anchor = style.anchor();
        // Without a turn the baseline lies below the point by what is above it in the line.
        let drop_em = match anchor.v_pos {
            VPos::Top => text::ASCENT_EM,
            VPos::Center => (text::ASCENT_EM - text::DESCENT_EM) / 2.0,
            VPos::Bottom => -text::DESCENT_EM,
        };
        let turn = match style.transform() {
            FontTransform::None => None,
            FontTransform::Rotate90 => Some(90),
            FontTransform::Rotate180 => Some(180),
            FontTransform::Rotate270 => Some(270),
        }
        .map(|degrees| format!("rotate({degrees} {} {})", length(pos.0), length(pos.1)));
        let (bold, italic) = match style.style() {
            FontStyle::Normal => (false, false),
            FontStyle::Oblique | FontStyle::Italic => (false, true),
            FontStyle::Bold => (true, false),
        };
        let anchor = match anchor.h_pos {
            HPos::Left => None,
            HPos::Center => Some("middle"),
            HPos::Right => Some("end"),
        };
        let baseline = pos.1.saturating_add((size * drop_em).round() as Units);
        let opacity = opacity(style.color());
        self.tag("text")
            .length("x", pos.0)
            .length("y", baseline)
            .maybe("text-anchor", anchor)
            .length("font-size", size.round() as Units)
            .maybe("font-weight", bold.then_some("700"))
            .maybe("font-style", italic.then_some("italic"))
            .attribute("fill", &rgb(style.color()).to_string())
            .maybe("opacity", opacity.as_deref())
            .maybe("transform", turn.as_deref())
            .text(&directed(text));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Unbalanced>> {
        let face = match style.style() {
            FontStyle::Normal => Face::Regular,
            FontStyle::Oblique | FontStyle::Italic => Face::Italic,
            FontStyle::Bold => Face::Bold,
        };
        let size_px = style.size();
        let width = text::FontMeasure::new().width_px(text, TextStyle { size_px, face });
        let height = size_px * (text::ASCENT_EM + text::DESCENT_EM);
        Ok((width.ceil() as u32, height.ceil() as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::{SvgBackend, Unbalanced};
    use crate::draw::color::Rgb;
    use crate::draw::paint::{Paint, Pen};
    use plotters_backend::{BackendColor, DrawingBackend, DrawingErrorKind};

    const INK: Rgb = Rgb(1, 2, 3);

    fn drawn(draw: impl FnOnce(&mut SvgBackend)) -> String {
        let mut svg = SvgBackend::new(1000, 1000);
        draw(&mut svg);
        svg.take()
    }

    #[test]
    fn the_size_is_in_hundredths_and_never_nothing() {
        assert_eq!(SvgBackend::new(96_000, 10_450).get_size(), (96_000, 10_450));
        assert_eq!(SvgBackend::new(-5, 0).get_size(), (100, 100));
    }

    #[test]
    fn shapes_carry_their_look_as_attributes() {
        let pen = Pen::new(INK, 125).dashed(Some((100, 300))).round();
        assert_eq!(
            drawn(|svg| svg.circle((150, 250), 360, Paint::both(Rgb(255, 255, 255), pen))),
            "<circle cx=\"1.5\" cy=\"2.5\" r=\"3.6\" fill=\"#ffffff\" stroke=\"#010203\" \
             stroke-width=\"1.25\" stroke-dasharray=\"1 3\" stroke-linecap=\"round\"/>\n"
        );
        assert_eq!(
            drawn(|svg| svg.rounded_box((900, 500), (100, 100), 800, Paint::fill(INK))),
            "<rect x=\"1\" y=\"1\" width=\"8\" height=\"4\" rx=\"2\" fill=\"#010203\"/>\n"
        );
    }

    #[test]
    fn what_plotters_draws_by_itself_comes_out_too() {
        let half = BackendColor { alpha: 0.5, rgb: (1, 2, 3) };
        let text = drawn(|svg| {
            svg.draw_line((0, 0), (100, 0), &half).expect("memory");
            svg.draw_rect((0, 0), (100, 100), &half, true).expect("memory");
            svg.fill_polygon([(0, 0), (100, 0), (0, 100)], &half).expect("memory");
        });
        let expected = "\
<path d=\"M0 0L1 0\" fill=\"none\" stroke=\"#010203\" stroke-width=\"0.01\" opacity=\"0.5\"/>
<path d=\"M0 0L1 0L1 1L0 1Z\" fill=\"#010203\" opacity=\"0.5\"/>
<path d=\"M0 0L1 0L0 1Z\" fill=\"#010203\" opacity=\"0.5\"/>
";
        assert_eq!(text, expected);
    }

    #[test]
    fn presenting_wants_every_group_closed() {
        let mut svg = SvgBackend::new(100, 100);
        svg.open_group("event");
        let open = Unbalanced { open: vec!["g"] };
        assert!(matches!(svg.present(), Err(DrawingErrorKind::DrawingError(e)) if e == open));
        svg.close();
        assert!(svg.present().is_ok());
    }
}
