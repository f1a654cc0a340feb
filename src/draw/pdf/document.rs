//! The objects of a PDF file, from finished pages: structure, pages, fonts, addresses.

use crate::draw::font::FontId;
use crate::draw::pdf::{FinishedPage, PdfSheet, font_name};
use pdf_writer::types::{
    ActionType, AnnotationType, CidFontType, FontFlags, StructRole, SystemInfo, UnicodeCmap,
};
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

/// Level of compression: the best that is quick.
const LEVEL: u8 = 8;

/// The bytes of the file that a sheet and its pages make.
pub(super) fn written(sheet: &PdfSheet<'_>, pages: Vec<FinishedPage>) -> Vec<u8> {
    Document { sheet, pages, pdf: Pdf::new(), next: 1 }.write()
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
pub(super) fn ascii_address(href: &str) -> String {
    let byte = |byte: u8| match byte {
        0x21..=0x7e => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    href.bytes().map(byte).collect()
}
