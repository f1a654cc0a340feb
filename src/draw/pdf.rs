//! PDF: vectors and real text, in fonts that the file carries with it.
//!
//! Letters are those of [`crate::draw::text`], so that a line is exactly as wide as the layout reckoned with; each
//! font is cut down to the letters that occur. Glyphs say which letters they stand for, and every line from left to
//! right says its words, so that it can be found and copied whatever its script. The picture is one tagged figure, with
//! the whole story as its alternative text. Nothing in the file depends on the time or the place of writing.

use crate::draw::color::Rgb;
use crate::draw::font::FontId;
use crate::draw::markup::{PathData, Segment, UNITS_PER_PX, Units, directed, is_printable};
use crate::draw::outline::{empty_box, width_em};
use crate::draw::paint::{Paint, Pen};
use crate::draw::sheet::{Head, OPAQUE, Sheet, TextLine};
use crate::draw::text::{FontMeasure, Run};
use crate::layout::TextAnchor;
use pdf_writer::types::{
    ActionType, AnnotationType, CidFontType, FontFlags, LineCapStyle, StructRole, SystemInfo,
    UnicodeCmap,
};
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// Points in one unit: 72 points and 96 px make an inch.
const POINTS: f32 = 0.75 / UNITS_PER_PX as f32;
/// The distance of a circle's control points from its quarter points, as a part of the radius.
const ROUND: f64 = 0.552_285;
/// Level of compression: the best that is quick.
const LEVEL: u8 = 8;

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
        Document { sheet: self, pages: finished, pdf: Pdf::new(), next: 1 }.write()
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

/// The numbers of a page's objects.
#[derive(Clone, Copy)]
struct PageIds {
    page: Ref,
    content: Ref,
    /// The figure that the whole page is, and the list in which the page finds it.
    figure: Ref,
    figures: Ref,
}

/// The objects of the file while they are written.
struct Document<'s, 'a> {
    sheet: &'s PdfSheet<'a>,
    pages: Vec<FinishedPage>,
    pdf: Pdf,
    next: i32,
}

impl Document<'_, '_> {
    fn id(&mut self) -> Ref {
        let id = Ref::new(self.next);
        self.next += 1;
        id
    }

    fn write(mut self) -> Vec<u8> {
        let sheet = self.sheet;
        let (catalog, tree, info) = (self.id(), self.id(), self.id());
        let (structure, whole) = (self.id(), self.id());
        let fonts: Vec<(FontId, Ref)> = sheet.fonts.keys().map(|&font| (font, self.id())).collect();
        let pages: Vec<PageIds> = (0..self.pages.len())
            .map(|_| PageIds {
                page: self.id(),
                content: self.id(),
                figure: self.id(),
                figures: self.id(),
            })
            .collect();
        let language = sheet.language.as_deref().unwrap_or("en");
        let mut root = self.pdf.catalog(catalog);
        root.pages(tree).lang(TextStr(language)).pair(Name(b"StructTreeRoot"), structure);
        root.viewer_preferences().display_doc_title(true);
        root.mark_info().marked(true);
        root.finish();
        self.pdf.pages(tree).kids(pages.iter().map(|ids| ids.page)).count(pages.len() as i32);
        self.pdf.document_info(info).title(TextStr(&sheet.title)).producer(TextStr("demarche"));
        self.structure(structure, whole, &pages);
        for (number, ids) in pages.iter().enumerate() {
            self.page(number, *ids, (tree, whole), &fonts);
        }
        for (font, id) in fonts {
            self.font(font, id);
        }
        self.pdf.finish()
    }

    /// The tags: a document of one figure a page.
    fn structure(&mut self, structure: Ref, whole: Ref, pages: &[PageIds]) {
        let mut root = self.pdf.indirect(structure).start::<StructTreeRoot<'_>>();
        root.child(whole);
        let mut parents = root.parent_tree();
        let mut numbers = parents.nums();
        for (number, ids) in pages.iter().enumerate() {
            numbers.insert(number as i32, ids.figures);
        }
        numbers.finish();
        parents.finish();
        root.finish();
        let mut element = self.pdf.struct_element(whole);
        element.kind(StructRole::Document).parent(structure);
        let mut children = element.children();
        for ids in pages {
            children.struct_element(ids.figure);
        }
    }

    fn page(
        &mut self,
        number: usize,
        ids: PageIds,
        (tree, whole): (Ref, Ref),
        fonts: &[(FontId, Ref)],
    ) {
        let page = std::mem::take(&mut self.pages[number]);
        let links: Vec<Ref> = page.links.iter().map(|_| self.id()).collect();
        for (id, (rect, href)) in links.iter().zip(&page.links) {
            let mut link = self.pdf.annotation(*id);
            link.subtype(AnnotationType::Link).rect(*rect).border(0.0, 0.0, 0.0, None);
            // A PDF address is ASCII; the rest of it is written as bytes in hexadecimal.
            let address = ascii_address(href);
            link.action().action_type(ActionType::Uri).uri(Str(address.as_bytes()));
        }
        let mut object = self.pdf.page(ids.page);
        object.parent(tree).contents(ids.content).struct_parents(number as i32);
        object.media_box(Rect::new(0.0, 0.0, page.size.0, page.size.1));
        object.annotations(links);
        let mut resources = object.resources();
        let mut names = resources.fonts();
        for (font, id) in fonts {
            names.pair(Name(font_name(*font).as_bytes()), *id);
        }
        names.finish();
        resources.finish();
        object.finish();
        self.stream(ids.content, &page.content);
        let mut figure = self.pdf.struct_element(ids.figure);
        figure.kind(StructRole::Figure).parent(whole).page(ids.page);
        figure.alt(TextStr(&page.description));
        figure.children().marked_content_id(0);
        figure.finish();
        self.pdf.indirect(ids.figures).array().item(ids.figure);
    }

    /// A font, cut down to the glyphs that occur.
    fn font(&mut self, font: FontId, id: Ref) {
        let used = &self.sheet.fonts[&font];
        let source = self.sheet.measure.fonts().get(font);
        let (bytes, index) = source.file();
        // What cannot be cut down is taken whole: then numbers of glyphs would not fit, so nothing is shown.
        let subset = subsetter::subset(bytes, index, &used.glyphs).unwrap_or_default();
        let face = source.font_ref();
        let metrics = face.metrics(Size::new(1000.0), LocationRef::default());
        let widths = face.glyph_metrics(Size::new(1000.0), LocationRef::default());
        let outlines = FontRef::new(&subset).ok();
        let cff = outlines.and_then(|font| font.table_data(Tag::new(b"CFF ")));
        let cff = cff.map(|table| table.as_bytes().to_vec());

        let (cid, descriptor, map, file) = (self.id(), self.id(), self.id(), self.id());
        // Six letters before the name say that the font is a part; the number keeps two parts of one font apart.
        let tag: String = format!("{:06}", font.number())
            .bytes()
            .map(|digit| char::from(digit - b'0' + b'A'))
            .collect();
        let family: String = source.family().chars().filter(char::is_ascii_alphanumeric).collect();
        let name = format!("{tag}+{family}");
        let system =
            SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
        self.pdf
            .type0_font(id)
            .base_font(Name(name.as_bytes()))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(map);
        let mut object = self.pdf.cid_font(cid);
        let kind = if cff.is_some() { CidFontType::Type0 } else { CidFontType::Type2 };
        object.subtype(kind).base_font(Name(name.as_bytes())).system_info(system);
        object.font_descriptor(descriptor).default_width(0.0);
        if cff.is_none() {
            object.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        let advances = used
            .glyphs
            .remapped_gids()
            .map(|old| widths.advance_width(GlyphId::new(u32::from(old))).unwrap_or(0.0).round());
        object.widths().consecutive(0, advances);
        object.finish();
        let bounds = metrics
            .bounds
            .map_or([-500.0, -300.0, 1500.0, 1100.0], |b| [b.x_min, b.y_min, b.x_max, b.y_max]);
        let mut object = self.pdf.font_descriptor(descriptor);
        object.name(Name(name.as_bytes())).flags(FontFlags::SYMBOLIC);
        object.bbox(Rect::new(bounds[0], bounds[1], bounds[2], bounds[3]));
        object.italic_angle(metrics.italic_angle).ascent(metrics.ascent);
        object.descent(metrics.descent).cap_height(metrics.cap_height.unwrap_or(714.0));
        object.stem_v(80.0);
        if cff.is_some() {
            object.font_file3(file);
        } else {
            object.font_file2(file);
        }
        object.finish();
        let mut cmap = UnicodeCmap::new(Name(b"Letters"), system);
        for (glyph, text) in &used.texts {
            if !text.is_empty() {
                cmap.pair_with_multiple(*glyph, text.chars());
            }
        }
        self.stream(map, &cmap.finish());
        let is_cff = cff.is_some();
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&cff.unwrap_or(subset), LEVEL);
        let mut stream = self.pdf.stream(file, &packed);
        stream.filter(Filter::FlateDecode);
        if is_cff {
            stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        }
    }

    /// A compressed stream.
    fn stream(&mut self, id: Ref, bytes: &[u8]) {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(bytes, LEVEL);
        self.pdf.stream(id, &packed).filter(Filter::FlateDecode);
    }
}

/// An address in ASCII: every other character as its bytes in hexadecimal (RFC 3986).
fn ascii_address(href: &str) -> String {
    let byte = |byte: u8| match byte {
        0x21..=0x7e => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    href.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::{PdfSheet, ascii_address};
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
