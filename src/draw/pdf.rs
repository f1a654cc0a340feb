//! PDF: vectors and real text, in fonts that the file carries with it.
//!
//! Letters are those of [`crate::draw::text`], so that a line is exactly as wide as the layout reckoned with; each
//! font is cut down to the letters that occur. Glyphs say which letters they stand for, and every line from left to
//! right says its words, so that it can be found and copied whatever its script. The picture is one tagged figure, with
//! the whole story as its alternative text. Nothing in the file depends on the time or the place of writing.

mod document;

use crate::draw::color::Rgb;
use crate::draw::font::FontId;
use crate::draw::markup::{PathData, Segment, UNITS_PER_PX, Units, directed, is_printable};
use crate::draw::outline::{empty_box, width_em};
use crate::draw::paint::{Paint, Pen};
use crate::draw::sheet::{Head, OPAQUE, Sheet, TextLine};
use crate::draw::text::{FontMeasure, Run};
use crate::layout::TextAnchor;
use pdf_writer::types::LineCapStyle;
use pdf_writer::{Content, Finish, Name, Rect, Str, TextStr};
use skrifa::instance::{LocationRef, Size};
use skrifa::{GlyphId, MetadataProvider};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// Points in one unit: 72 points and 96 px make an inch.
const POINTS: f32 = 0.75 / UNITS_PER_PX as f32;
/// The distance of a circle's control points from its quarter points, as a part of the radius.
const ROUND: f64 = 0.552_285;
/// A PDF document that is being written, page by page.
pub struct PdfSheet<'a> {
    measure: &'a FontMeasure,
    missing: &'a RefCell<BTreeSet<char>>,
    title: String,
    language: Option<String>,
    pages: Vec<Page>,
    fonts: BTreeMap<FontId, UsedFont>,
    /// What is open: the address of a link, or nothing for a group.
    open: Vec<Option<String>>,
    names: Vec<&'static str>,
    overclosed: bool,
}

struct Page {
    size: (f32, f32),
    /// What is drawn; from `begin` to the end of the page one marked figure.
    content: Content,
    description: String,
    links: Vec<(Rect, String)>,
}

/// A page with its content written out.
#[derive(Default)]
struct FinishedPage {
    size: (f32, f32),
    content: Vec<u8>,
    description: String,
    links: Vec<(Rect, String)>,
}

impl Page {
    fn finish(mut self) -> FinishedPage {
        self.content.end_marked_content();
        let Page { size, content, description, links } = self;
        FinishedPage { size, content: content.finish().into_vec(), description, links }
    }
}

/// The glyphs of a font that occur, with what they stand for.
#[derive(Default)]
struct UsedFont {
    glyphs: GlyphRemapper,
    texts: BTreeMap<u16, String>,
}

impl<'a> PdfSheet<'a> {
    /// An empty document. Letters that no font of `measure` has are added to `missing`.
    pub fn new(measure: &'a FontMeasure, missing: &'a RefCell<BTreeSet<char>>) -> PdfSheet<'a> {
        PdfSheet {
            measure,
            missing,
            title: String::new(),
            language: None,
            pages: Vec::new(),
            fonts: BTreeMap::new(),
            open: Vec::new(),
            names: Vec::new(),
            overclosed: false,
        }
    }

    fn page(&mut self) -> &mut Page {
        self.pages.last_mut().expect("a page is begun before anything is drawn on it")
    }

    /// Paints the path that was drawn last.
    fn paint(&mut self, paint: Paint) {
        let content = &mut self.page().content;
        if let Some(Rgb(r, g, b)) = paint.fill {
            content.set_fill_rgb(part(r), part(g), part(b));
        }
        if let Some(pen) = paint.stroke {
            set_pen(content, pen);
        }
        match (paint.fill, paint.stroke) {
            (Some(_), Some(_)) => content.fill_nonzero_and_stroke(),
            (Some(_), None) => content.fill_nonzero(),
            (None, Some(_)) => content.stroke(),
            (None, None) => content.end_path(),
        };
    }

    fn trace(&mut self, path: &PathData) {
        let content = &mut self.page().content;
        let mut at = (0, 0);
        for segment in path.segments() {
            match *segment {
                Segment::Move(to) => {
                    content.move_to(x(to), y(to));
                    at = to;
                }
                Segment::Line(to) => {
                    content.line_to(x(to), y(to));
                    at = to;
                }
                Segment::Quadratic([control, to]) => {
                    let third = |end: (Units, Units)| {
                        let mix = |a: Units, b: Units| (a as f32 + 2.0 * b as f32) / 3.0 * POINTS;
                        (mix(end.0, control.0), mix(end.1, control.1))
                    };
                    let ((ax, ay), (bx, by)) = (third(at), third(to));
                    content.cubic_to(ax, ay, bx, by, x(to), y(to));
                    at = to;
                }
                Segment::Cubic([a, b, to]) => {
                    content.cubic_to(x(a), y(a), x(b), y(b), x(to), y(to));
                    at = to;
                }
                Segment::Close => {
                    content.close_path();
                }
            }
        }
    }

    /// Shows the glyphs of a run from a point on, in px.
    fn show(&mut self, run: &Run, font: FontId, (mut left, base): (f64, f64), size_px: f64) {
        let used = self.fonts.entry(font).or_default();
        let face = self.measure.fonts().get(font).font_ref();
        let widths = face.glyph_metrics(Size::new(1000.0), LocationRef::default());
        let mut pieces: Vec<Piece> = Vec::new();
        for glyph in &run.glyphs {
            let new = used.glyphs.remap(glyph.id as u16);
            used.texts.entry(new).or_insert_with(|| said(&run.text[glyph.letters.clone()]));
            let (dx, dy) = glyph.shift_em;
            let moved = dx != 0.0 || dy != 0.0;
            let natural = widths.advance_width(GlyphId::new(glyph.id)).unwrap_or(0.0);
            let adjust = (f64::from(natural) - glyph.advance_em * 1000.0).round() as f32;
            match pieces.last_mut().filter(|piece| !moved && !piece.moved) {
                Some(piece) => piece.glyphs.push((new, adjust)),
                None => {
                    let at = (left + dx * size_px, base - dy * size_px);
                    pieces.push(Piece { at, moved, glyphs: vec![(new, adjust)] });
                }
            }
            left += glyph.advance_em * size_px;
        }
        let content = &mut self.page().content;
        content.begin_text().set_font(Name(font_name(font).as_bytes()), (size_px * 0.75) as f32);
        for Piece { at, glyphs, .. } in pieces {
            let (left, base) = ((at.0 * 0.75) as f32, (at.1 * 0.75) as f32);
            content.set_text_matrix([1.0, 0.0, 0.0, -1.0, left, base]);
            let mut shown = content.show_positioned();
            let mut items = shown.items();
            for (glyph, adjust) in glyphs {
                items.show(Str(&glyph.to_be_bytes()));
                if adjust != 0.0 {
                    items.adjust(adjust);
                }
            }
        }
        content.end_text();
    }
}

/// Glyphs that follow each other on one line, with how much closer each next one stands, in thousandths of an em.
struct Piece {
    at: (f64, f64),
    /// Whether its only glyph is moved off the line.
    moved: bool,
    glyphs: Vec<(u16, f32)>,
}

fn x(point: (Units, Units)) -> f32 {
    point.0 as f32 * POINTS
}

fn y(point: (Units, Units)) -> f32 {
    point.1 as f32 * POINTS
}

fn part(channel: u8) -> f32 {
    f32::from(channel) / 255.0
}

fn set_pen(content: &mut Content, pen: Pen) {
    let Rgb(r, g, b) = pen.color;
    content.set_stroke_rgb(part(r), part(g), part(b));
    content.set_line_width(pen.width as f32 * POINTS);
    let cap = if pen.round { LineCapStyle::RoundCap } else { LineCapStyle::ButtCap };
    content.set_line_cap(cap);
    let dash = pen.dash.map(|(dash, gap)| [dash as f32 * POINTS, gap as f32 * POINTS]);
    content.set_dash_pattern(dash.into_iter().flatten(), 0.0);
}

/// Words without the characters that steer them and are never seen.
fn said(words: &str) -> String {
    let steers = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
    words.chars().filter(|&c| is_printable(c) && !steers(c)).collect()
}

fn font_name(font: FontId) -> String {
    format!("F{}", font.number())
}

impl Sheet for PdfSheet<'_> {
    fn begin(&mut self, head: Head<'_>, size: (Units, Units)) {
        if self.pages.is_empty() {
            self.title = said(head.title);
            self.language = head.language.map(str::to_owned);
        }
        let size = (x(size), y(size));
        let mut content = Content::new();
        // From here on y runs down, as in the layout.
        content.transform([1.0, 0.0, 0.0, -1.0, 0.0, size.1]);
        content.begin_marked_content_with_properties(Name(b"Figure")).properties().identify(0);
        let description = said(&format!("{}. {}", head.title, head.description));
        self.pages.push(Page { size, content, description, links: Vec::new() });
    }

    fn open_group(&mut self, _attributes: &[(&'static str, &str)]) {
        self.open.push(None);
        self.names.push("g");
    }

    fn hover(&mut self, _words: &str) {}

    fn open_link(&mut self, href: &str) {
        self.open.push(Some(href.to_owned()));
        self.names.push("a");
    }

    fn close(&mut self) {
        self.overclosed |= self.open.pop().is_none();
        self.names.pop();
    }

    fn open_elements(&self) -> Option<&[&'static str]> {
        (!self.overclosed).then_some(&self.names)
    }

    fn path(&mut self, path: &PathData, paint: Paint, _opacity: Units) {
        self.trace(path);
        self.paint(paint);
    }

    fn circle(&mut self, center: (Units, Units), radius: Units, paint: Paint, opacity: Units) {
        let (size, corner) = ((radius * 2, radius * 2), radius);
        let _ = opacity;
        self.rounded_box((center.0 - radius, center.1 - radius), size, corner, paint);
    }

    fn rounded_box(
        &mut self,
        (left, top): (Units, Units),
        (width, height): (Units, Units),
        corner: Units,
        paint: Paint,
    ) {
        let (right, bottom) = (left.saturating_add(width), top.saturating_add(height));
        let mut path = PathData::default();
        if corner == 0 {
            path.move_to((left, top));
            path.line_to((right, top));
            path.line_to((right, bottom));
            path.line_to((left, bottom));
        } else {
            let pull = corner - (f64::from(corner) * ROUND).round() as Units;
            path.move_to((left + corner, top));
            path.line_to((right - corner, top));
            path.cubic_to((right - pull, top), (right, top + pull), (right, top + corner));
            path.line_to((right, bottom - corner));
            path.cubic_to((right, bottom - pull), (right - pull, bottom), (right - corner, bottom));
            path.line_to((left + corner, bottom));
            path.cubic_to((left + pull, bottom), (left, bottom - pull), (left, bottom - corner));
            path.line_to((left, top + corner));
            path.cubic_to((left, top + pull), (left + pull, top), (left + corner, top));
        }
        path.close();
        self.path(&path, paint, OPAQUE);
    }

    fn text(&mut self, line: TextLine<'_>) {
        let runs = self.measure.shape(&directed(line.words), line.face);
        let px = |units: Units| f64::from(units) / f64::from(UNITS_PER_PX);
        let size_px = px(line.size);
        let width_px = width_em(&runs) * size_px;
        let back_px = match line.anchor {
            TextAnchor::Start => 0.0,
            TextAnchor::Middle => width_px / 2.0,
            TextAnchor::End => width_px,
        };
        let at = (px(line.at.0), px(line.at.1));
        let link = self.open.iter().rev().flatten().next().cloned();
        let content = &mut self.page().content;
        content.save_state();
        let (sin, cos) = quarter_turn(line.turn_deg);
        content.transform([cos, sin, -sin, cos, (at.0 * 0.75) as f32, (at.1 * 0.75) as f32]);
        let Rgb(r, g, b) = line.color;
        content.set_fill_rgb(part(r), part(g), part(b));
        // Readers put letters that run right to left in order by themselves, and would turn these words around.
        let words = said(line.words);
        let turns = runs.iter().any(Run::is_backwards);
        let mut span = content.begin_marked_content_with_properties(Name(b"Span"));
        if turns {
            span.properties();
        } else {
            span.properties().actual_text(TextStr(&words));
        }
        span.finish();
        let mut left = -back_px;
        for run in &runs {
            match run.font {
                Some(font) => self.show(run, font, (left, 0.0), size_px),
                None => self.boxes(run, left, size_px),
            }
            left += width_em(std::slice::from_ref(run)) * size_px;
        }
        let content = &mut self.page().content;
        content.end_marked_content();
        content.restore_state();
        if let Some(href) = link.filter(|_| line.turn_deg == 0) {
            let page = self.page();
            let height = page.size.1;
            let edge = |x_px: f64, y_px: f64| ((x_px * 0.75) as f32, height - (y_px * 0.75) as f32);
            let (x1, y1) = edge(at.0 - back_px, at.1 + size_px * 0.25);
            let (x2, y2) = edge(at.0 - back_px + width_px, at.1 - size_px * 0.8);
            page.links.push((Rect::new(x1, y1, x2, y2), href));
        }
    }

    fn finish(&mut self) -> Vec<u8> {
        let pages = std::mem::take(&mut self.pages).into_iter();
        let finished: Vec<FinishedPage> = pages.map(Page::finish).collect();
        document::written(self, finished)
    }
}

impl PdfSheet<'_> {
    /// Empty boxes for letters that no font has.
    fn boxes(&mut self, run: &Run, mut left: f64, size_px: f64) {
        let mut path = PathData::default();
        for glyph in &run.glyphs {
            let advance_px = glyph.advance_em * size_px;
            if advance_px > 0.0 {
                self.missing.borrow_mut().extend(run.text[glyph.letters.clone()].chars());
                empty_box(&mut path, (left, 0.0), advance_px, size_px);
            }
            left += advance_px;
        }
        self.trace(&path);
        self.page().content.fill_nonzero();
    }
}

/// Sine and cosine of a turn: exact for those that a layout makes, so that every machine writes the same.
fn quarter_turn(degrees: i32) -> (f32, f32) {
    match degrees.rem_euclid(360) {
        0 => (0.0, 1.0),
        90 => (1.0, 0.0),
        180 => (0.0, -1.0),
        270 => (-1.0, 0.0),
        315 => (-std::f32::consts::FRAC_1_SQRT_2, std::f32::consts::FRAC_1_SQRT_2),
        45 => (std::f32::consts::FRAC_1_SQRT_2, std::f32::consts::FRAC_1_SQRT_2),
        other => (other as f32).to_radians().sin_cos(),
    }
}

#[cfg(test)]
mod tests {
    use super::PdfSheet;
    use super::document::ascii_address;
    use crate::draw::color::Rgb;
    use crate::draw::sheet::{Head, OPAQUE, Sheet, TextLine};
    use crate::draw::text::FontMeasure;
    use crate::layout::{Face, TextAnchor};
    use std::cell::RefCell;

    fn written(words: &str) -> (Vec<u8>, String) {
        let (measure, missing) = (FontMeasure::new(), RefCell::default());
        let mut sheet = PdfSheet::new(&measure, &missing);
        let head = Head { title: words, description: words, language: Some("en") };
        sheet.begin(head, (60_000, 80_000));
        sheet.open_group(&[("class", "event")]);
        sheet.open_link("https://example.org/ü (1)");
        for (at, face) in [Face::Regular, Face::BoldItalic].into_iter().enumerate() {
            sheet.text(TextLine {
                words,
                at: (5_000, 5_000 + 2_000 * at as i32),
                anchor: TextAnchor::Start,
                size: 1_200,
                face,
                color: Rgb(0, 0, 0),
                turn_deg: 0,
                opacity: OPAQUE,
            });
        }
        sheet.close();
        sheet.close();
        assert_eq!(sheet.open_elements(), Some(&[][..]));
        (sheet.finish(), missing.into_inner().into_iter().collect())
    }

    #[test]
    fn the_same_picture_has_the_same_bytes() {
        let (one, missing) = written("Lavrov, Лавров, لافروف");
        assert_eq!(one, written("Lavrov, Лавров, لافروف").0);
        assert!(one.starts_with(b"%PDF-1.") && missing.is_empty());
    }

    #[test]
    fn a_letter_that_no_font_has_is_named() {
        assert_eq!(written("王毅 Wang").1, "毅王");
    }

    #[test]
    fn hostile_words_do_no_harm() {
        let long = "Wörter ".repeat(20_000);
        for words in
            ["", "a\u{0}\u{7}\u{1b}[31m", "\u{202e}abc\u{2067}", ")(\\>>endobj", "\u{ffff}", &long]
        {
            let (bytes, _) = written(words);
            assert!(bytes.len() < 400_000 + 40 * words.len());
        }
    }

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(ascii_address("https://a.org/é x"), "https://a.org/%C3%A9%20x");
    }
}
