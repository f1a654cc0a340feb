//! Pictures as files: one line a format, one table.
//!
//! A format takes arranged pages and gives the bytes of one file, or of one for each page. The same pages give the
//! same bytes. Formats whose libraries are heavy are cargo features; a build without one says how to get it.

use crate::draw::outline::Outlines;
use crate::draw::svg::SvgSheet;
use crate::draw::text::FontMeasure;
use crate::draw::theme::Theme;
use crate::layout::Layout;
use crate::timeline::ActorId;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// What is written: a picture, or the pages of one.
pub struct Picture<'a> {
    /// The pages, in order.
    pub pages: &'a [Layout],
    /// An actor's colour as `#rrggbb`.
    pub colors: &'a dyn Fn(ActorId) -> Option<String>,
    /// Every other colour.
    pub theme: &'a Theme,
    /// The fonts.
    pub measure: &'a FontMeasure,
    /// Whether letters are drawn as paths where the format leaves the choice.
    pub as_paths: bool,
    /// Pixels of an inch, where there are pixels.
    pub dpi: f64,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The bytes: one file, or one for each page.
    pub files: Vec<Vec<u8>>,
    /// Letters that no font has and for which a box was drawn; none where the reader's fonts are asked.
    pub missing: BTreeSet<char>,
}

/// Why nothing was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unwritten {
    /// This build leaves the format out; the cargo feature of that name has it.
    LeftOut(&'static str),
    /// The picture would have that many millions of pixels.
    TooLarge(f64),
}

/// A format of pictures.
#[derive(Debug)]
pub struct PictureFormat {
    /// Its name on the command line, and the extension of its files.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes it.
    pub write: fn(&Picture<'_>) -> Result<Written, Unwritten>,
}

/// Every format, the default first.
pub const PICTURES: &[PictureFormat] = &[
    PictureFormat { name: "svg", summary: "for reports and web pages", write: write_svg },
    PictureFormat { name: "png", summary: "pixels, for programs without SVG", write: write_png },
    PictureFormat { name: "pdf", summary: "for print and LaTeX", write: write_pdf },
];

/// Writes every page as SVG.
fn write_svg(picture: &Picture<'_>) -> Result<Written, Unwritten> {
    let missing = RefCell::default();
    let files = picture.pages.iter().map(|page| svg(picture, page, picture.as_paths, &missing));
    let files = files.collect();
    Ok(Written { files, missing: missing.into_inner() })
}

/// One page as SVG.
fn svg(
    picture: &Picture<'_>,
    page: &Layout,
    as_paths: bool,
    missing: &RefCell<BTreeSet<char>>,
) -> Vec<u8> {
    let mut sheet = SvgSheet::new(picture.measure.families());
    if as_paths {
        sheet = sheet.with_outlines(Outlines::new(picture.measure, missing));
    }
    crate::draw::draw_on(&mut sheet, page, picture.colors, picture.theme)
}

/// Writes every page as PNG, its letters as paths: no font is looked for on the machine.
#[cfg(feature = "png")]
fn write_png(picture: &Picture<'_>) -> Result<Written, Unwritten> {
    let missing = RefCell::default();
    let mut files = Vec::with_capacity(picture.pages.len());
    for page in picture.pages {
        let svg = svg(picture, page, true, &missing);
        files.push(crate::export::png::rasterize(&svg, picture.dpi)?);
    }
    Ok(Written { files, missing: missing.into_inner() })
}

#[cfg(not(feature = "png"))]
fn write_png(_picture: &Picture<'_>) -> Result<Written, Unwritten> {
    Err(Unwritten::LeftOut("png"))
}

/// Writes all pages as one PDF.
#[cfg(feature = "pdf")]
fn write_pdf(picture: &Picture<'_>) -> Result<Written, Unwritten> {
    let missing = RefCell::default();
    let mut sheet = crate::draw::pdf::PdfSheet::new(picture.measure, &missing);
    for page in picture.pages {
        crate::draw::compose_on(&mut sheet, page, picture.colors, picture.theme);
    }
    let bytes = crate::draw::sheet::Sheet::finish(&mut sheet);
    drop(sheet);
    Ok(Written { files: vec![bytes], missing: missing.into_inner() })
}

#[cfg(not(feature = "pdf"))]
fn write_pdf(_picture: &Picture<'_>) -> Result<Written, Unwritten> {
    Err(Unwritten::LeftOut("pdf"))
}

/// The format of a name.
pub fn find(name: &str) -> Option<&'static PictureFormat> {
    PICTURES.iter().find(|format| format.name == name)
}
