//! Letters as outlines, for pictures that must not depend on a reader's fonts.

use crate::draw::font::Fonts;
use crate::draw::markup::{PathData, Units, units};
use crate::draw::sheet::TextLine;
use crate::draw::text::{FontMeasure, Run};
use crate::layout::TextAnchor;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Turns lines of text into paths, and remembers the letters that no font has.
pub struct Outlines<'a> {
    measure: &'a FontMeasure,
    missing: &'a RefCell<BTreeSet<char>>,
}

impl<'a> Outlines<'a> {
    /// Draws with the fonts of `measure`; what they lack is added to `missing`.
    pub fn new(measure: &'a FontMeasure, missing: &'a RefCell<BTreeSet<char>>) -> Outlines<'a> {
        Outlines { measure, missing }
    }

    /// The path of a line, not yet turned. A letter that no font has is an empty box.
    pub fn of_line(&mut self, line: &TextLine<'_>) -> PathData {
        let runs = self.measure.shape(&crate::draw::markup::directed(line.words), line.face);
        let size_px = f64::from(line.size) / 100.0;
        let width_px = width_em(&runs) * size_px;
        let (x, y) = (f64::from(line.at.0) / 100.0, f64::from(line.at.1) / 100.0);
        let mut x = match line.anchor {
            TextAnchor::Start => x,
            TextAnchor::Middle => x - width_px / 2.0,
            TextAnchor::End => x - width_px,
        };
        let mut path = PathData::default();
        for run in &runs {
            for glyph in &run.glyphs {
                let advance_px = glyph.advance_em * size_px;
                match run.font {
                    Some(font) => {
                        let at = (x + glyph.shift_em.0 * size_px, y - glyph.shift_em.1 * size_px);
                        let mut pen = Pen { path: &mut path, at, scale: size_px };
                        draw(self.measure.fonts(), font, glyph.id, &mut pen);
                    }
                    None if advance_px > 0.0 => {
                        self.missing.borrow_mut().extend(run.text[glyph.letters.clone()].chars());
                        empty_box(&mut path, (x, y), advance_px, size_px);
                    }
                    None => {}
                }
                x += advance_px;
            }
        }
        path
    }
}

/// Width of shaped runs, em.
pub fn width_em(runs: &[Run]) -> f64 {
    runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance_em).sum()
}

/// The box that stands for a letter that no font has.
pub fn empty_box(path: &mut PathData, (x, y): (f64, f64), width_px: f64, size_px: f64) {
    let line = (size_px * 0.05).max(0.4);
    let (left, right) = (x + width_px * 0.08, x + width_px * 0.92);
    let (top, bottom) = (y - size_px * 0.72, y);
    let corner = |x: f64, y: f64| (units(x), units(y));
    path.move_to(corner(left, top));
    path.line_to(corner(right, top));
    path.line_to(corner(right, bottom));
    path.line_to(corner(left, bottom));
    path.close();
    // The inside runs the other way round, so that it is left blank.
    let (left, right, top, bottom) = (left + line, right - line, top + line, bottom - line);
    path.move_to(corner(left, top));
    path.line_to(corner(left, bottom));
    path.line_to(corner(right, bottom));
    path.line_to(corner(right, top));
    path.close();
}

fn draw(fonts: &Fonts, font: crate::draw::font::FontId, glyph: u32, pen: &mut Pen<'_>) {
    let font = fonts.get(font).font_ref();
    // In units of the font: at a size, points would be rounded to parts of it.
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    pen.scale /= f64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
    if let Some(outline) = font.outline_glyphs().get(GlyphId::new(glyph)) {
        // An outline that cannot be read is a blank, as every program draws it.
        let _ = outline.draw(settings, pen);
    }
}

/// Writes outlines, which come in units of the font, into a path of the picture.
struct Pen<'a> {
    path: &'a mut PathData,
    at: (f64, f64),
    scale: f64,
}

impl Pen<'_> {
    fn point(&self, x: f32, y: f32) -> (Units, Units) {
        let (x, y) = (f64::from(x), f64::from(y));
        (units(self.at.0 + x * self.scale), units(self.at.1 - y * self.scale))
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.path.move_to(to);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.path.line_to(to);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, to) = (self.point(cx, cy), self.point(x, y));
        self.path.quadratic_to(control, to);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (first, second, to) = (self.point(ax, ay), self.point(bx, by), self.point(x, y));
        self.path.cubic_to(first, second, to);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
