//! The plotters backend: what elements draw on, to a hundredth of a px.
//!
//! One backend unit is 0.01 px ([`crate::draw::markup`]), so the size that [`Backend`] reports to plotters
//! is a hundred times that of the picture. Elements of this room draw with the methods that take a [`Paint`]; what
//! plotters itself draws comes through [`DrawingBackend`]. Both end on a [`Sheet`], which writes the file.

use crate::draw::color::Rgb;
use crate::draw::markup::{PathData, UNITS_PER_PX, Units, units};
use crate::draw::paint::{Paint, Pen};
use crate::draw::sheet::{Head, OPAQUE, Sheet, TextLine};
use crate::draw::text;
use crate::layout::{Face, Measure, TextAnchor, TextStyle};
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
pub struct Backend<'a> {
    sheet: &'a mut dyn Sheet,
    width: Units,
    height: Units,
}

impl<'a> Backend<'a> {
    /// Begins a picture of that size on a sheet; at least 1 px by 1 px.
    pub fn new(
        sheet: &'a mut dyn Sheet,
        head: Head<'_>,
        width: Units,
        height: Units,
    ) -> Backend<'a> {
        let [width, height] = [width, height].map(|side| side.max(UNITS_PER_PX));
        sheet.begin(head, (width, height));
        Backend { sheet, width, height }
    }

    /// Opens a group with those attributes.
    pub fn open(&mut self, attributes: &[(&'static str, &str)]) {
        self.sheet.open_group(attributes);
    }

    /// Opens a group of that class.
    pub fn open_group(&mut self, class: &str) {
        self.sheet.open_group(&[("class", class)]);
    }

    /// Says what a reader sees who points at the innermost group.
    pub fn hover(&mut self, words: &str) {
        self.sheet.hover(words);
    }

    /// Opens a link.
    pub fn open_link(&mut self, href: &str) {
        self.sheet.open_link(href);
    }

    /// Ends the innermost group or link.
    pub fn close(&mut self) {
        self.sheet.close();
    }

    /// Draws a path.
    pub fn path(&mut self, path: &PathData, paint: Paint) {
        self.sheet.path(path, paint, OPAQUE);
    }

    /// Writes a line of text.
    pub fn text(&mut self, line: TextLine<'_>) {
        self.sheet.text(line);
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
    pub fn circle(&mut self, center: BackendCoord, radius: Units, paint: Paint) {
        self.sheet.circle(center, radius.max(0), paint, OPAQUE);
    }

    /// Draws a box between two opposite corners, its own corners rounded.
    pub fn rounded_box(&mut self, a: BackendCoord, b: BackendCoord, corner: Units, paint: Paint) {
        let (x, y) = (a.0.min(b.0), a.1.min(b.1));
        let (width, height) = (a.0.max(b.0) - x, a.1.max(b.1) - y);
        let corner = corner.clamp(0, (width / 2).min(height / 2));
        self.sheet.rounded_box((x, y), (width, height), corner, paint);
    }

    /// Draws a path the way that plotters asked for.
    fn styled_path<S: BackendStyle>(&mut self, path: &PathData, style: &S, filled: bool) -> Drawn {
        let (paint, opacity) = paint_of(style, filled);
        self.sheet.path(path, paint, opacity);
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

/// A plotters style as paint, and its opacity in hundredths.
fn paint_of<S: BackendStyle>(style: &S, filled: bool) -> (Paint, Units) {
    let color = rgb(style.color());
    let pen = Pen::new(color, Units::try_from(style.stroke_width()).unwrap_or(Units::MAX));
    let paint = if filled { Paint::fill(color) } else { Paint::stroke(pen) };
    (paint, opacity(style.color()))
}

/// Opacity in hundredths.
fn opacity(color: BackendColor) -> Units {
    units(color.alpha.clamp(0.0, 1.0))
}

type Drawn = Result<(), DrawingErrorKind<Unbalanced>>;

impl DrawingBackend for Backend<'_> {
    type ErrorType = Unbalanced;

    fn get_size(&self) -> (u32, u32) {
        (self.width.unsigned_abs(), self.height.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    /// Fails unless every element that was opened is closed.
    fn present(&mut self) -> Drawn {
        match self.sheet.open_elements() {
            Some([]) => Ok(()),
            open => Err(DrawingErrorKind::DrawingError(Unbalanced {
                open: open.unwrap_or_default().to_vec(),
            })),
        }
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
        self.sheet.circle(center, radius, paint, opacity);
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
        let turn_deg = match style.transform() {
            FontTransform::None => 0,
            FontTransform::Rotate90 => 90,
            FontTransform::Rotate180 => 180,
            FontTransform::Rotate270 => 270,
        };
        let anchor = match anchor.h_pos {
            HPos::Left => TextAnchor::Start,
            HPos::Center => TextAnchor::Middle,
            HPos::Right => TextAnchor::End,
        };
        self.sheet.text(TextLine {
            words: text,
            at: (pos.0, pos.1.saturating_add((size * drop_em).round() as Units)),
            anchor,
            size: size.round() as Units,
            face: face_of(style.style()),
            color: rgb(style.color()),
            turn_deg,
            opacity: opacity(style.color()),
        });
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Unbalanced>> {
        let face = face_of(style.style());
        let size_px = style.size();
        let width = text::FontMeasure::new().width_px(text, TextStyle { size_px, face });
        let height = size_px * (text::ASCENT_EM + text::DESCENT_EM);
        Ok((width.ceil() as u32, height.ceil() as u32))
    }
}

fn face_of(style: FontStyle) -> Face {
    match style {
        FontStyle::Normal => Face::Regular,
        FontStyle::Oblique | FontStyle::Italic => Face::Italic,
        FontStyle::Bold => Face::Bold,
    }
}

#[cfg(test)]
mod tests {
    use super::{Backend, Unbalanced};
    use crate::draw::color::Rgb;
    use crate::draw::paint::{Paint, Pen};
    use crate::draw::sheet::{Head, Sheet};
    use crate::draw::svg::SvgSheet;
    use plotters_backend::{BackendColor, DrawingBackend, DrawingErrorKind};

    const INK: Rgb = Rgb(1, 2, 3);

    fn sheet() -> SvgSheet<'static> {
        SvgSheet::new(String::new())
    }

    /// The elements of a picture, without its root.
    fn drawn(draw: impl FnOnce(&mut Backend<'_>)) -> String {
        let mut sheet = sheet();
        draw(&mut Backend::new(&mut sheet, Head::default(), 1000, 1000));
        let drawn = String::from_utf8(sheet.finish()).expect("a text");
        let lines = drawn.lines().skip(3).filter(|line| *line != "</svg>");
        lines.map(|line| format!("{}\n", line.trim_start())).collect()
    }

    #[test]
    fn the_size_is_in_hundredths_and_never_nothing() {
        let size =
            |width, height| Backend::new(&mut sheet(), Head::default(), width, height).get_size();
        assert_eq!(size(96_000, 10_450), (96_000, 10_450));
        assert_eq!(size(-5, 0), (100, 100));
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
<path d=\"m0 0l1 0\" fill=\"none\" stroke=\"#010203\" stroke-width=\"0.01\" opacity=\"0.5\"/>
<path d=\"m0 0l1 0l0 1l-1 0z\" fill=\"#010203\" opacity=\"0.5\"/>
<path d=\"m0 0l1 0l-1 1z\" fill=\"#010203\" opacity=\"0.5\"/>
";
        assert_eq!(text, expected);
    }

    #[test]
    fn presenting_wants_every_group_closed() {
        let mut sheet = sheet();
        let mut svg = Backend::new(&mut sheet, Head::default(), 100, 100);
        svg.open_group("event");
        let open = Unbalanced { open: vec!["g"] };
        assert!(matches!(svg.present(), Err(DrawingErrorKind::DrawingError(e)) if e == open));
        svg.close();
        assert!(svg.present().is_ok());
    }
}
