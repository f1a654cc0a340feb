//! Pictures in other formats: the same bytes twice, pages that keep their promises, words that can be found, and
//! the same looks as the SVG.
//!
//! What other programs make of a picture is asked of those that are on the machine: `pdfinfo`, `pdftotext` and
//! `pdftoppm` (poppler), `rsvg-convert`, `chromium`. A test says which one is missing, and skips what needs it.

#![cfg(all(feature = "png", feature = "pdf"))]
#![allow(clippy::disallowed_methods, reason = "a test reads samples and runs programs")]

#[path = "support/svg.rs"]
mod svg;

use demarche::draw::text::FontMeasure;
use demarche::draw::theme::{THEMES, actor_colors};
use demarche::export::picture::{PICTURES, Picture, Written, find};
use demarche::layout::pages::{PAGES, PageSize, paginate};
use demarche::layout::{Design, Layout, Options};
use demarche::{Compiled, compile};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The smallest text that prints well: 8 pt, in px at 96 an inch.
const LEAST_PX: f64 = 8.0 * 96.0 / 72.0;
/// Pixels of an inch in the comparison, and pixels of a square whose mean is compared: small enough for a missing word
/// or line, large enough to forgive the soft edges of letters.
const DPI: f64 = 192.0;
const SQUARE: usize = 6;
/// The mean difference of two pictures that look the same, as a part of black to white.
const MEAN: f64 = 0.01;
/// A square that differs by so much is another thing, and so many of them are allowed, as a part of all.
const OTHER: f64 = 0.25;
const OTHERS: f64 = 0.0005;

fn sample(name: &str) -> Compiled {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("timelines").join(name);
    let text = std::fs::read_to_string(path).expect("a sample file");
    compile(name, text, &mut |_| Err("samples include nothing".to_owned()))
}

fn page(name: &str) -> PageSize {
    *PAGES.iter().find(|page| page.name == name).expect("paper of the table")
}

fn written(compiled: &Compiled, pages: &[Layout], format: &str, as_paths: bool) -> Written {
    written_at(DPI, compiled, pages, format, as_paths)
}

fn written_at(
    dpi: f64,
    compiled: &Compiled,
    pages: &[Layout],
    format: &str,
    as_paths: bool,
) -> Written {
    let (theme, measure) = (&THEMES[0], FontMeasure::new());
    let colors = actor_colors(&compiled.timeline, theme);
    let picture = Picture {
        pages,
        colors: &|actor| colors.get(actor.0 as usize).cloned(),
        theme,
        measure: &measure,
        as_paths,
        dpi,
    };
    (find(format).expect("a format of the table").write)(&picture).expect("it can be written")
}

fn whole(compiled: &Compiled) -> Layout {
    demarche::arrange(compiled, &Options::default()).expect("an event to draw")
}

fn paged(compiled: &Compiled, paper: &str) -> Vec<Layout> {
    paged_as(compiled, paper, Design::Vertical)
}

fn paged_as(compiled: &Compiled, paper: &str, design: Design) -> Vec<Layout> {
    let (page, measure) = (page(paper), FontMeasure::new());
    let options = Options {
        design,
        width_px: Some(page.picture_px()),
        strip_px: Some(page.strip_px()),
        ..Options::default()
    };
    let layout = demarche::arrange(compiled, &options).expect("an event to draw");
    paginate(&layout, page, &compiled.timeline, &measure).expect("paper that is large enough")
}

/// Runs a program; says so and gives nothing where it is not on the machine.
fn run(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{program} {arguments:?}: {said}");
            Some(output.stdout)
        }
        Err(_) => {
            println!("skipped: `{program}` is not on this machine");
            None
        }
    }
}

/// A folder of the test's own, with a file in it.
fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    (folder, path)
}

#[test]
fn every_format_has_the_same_bytes_twice() {
    let compiled = sample("resolution-242.yaml");
    let pages = [whole(&compiled)];
    for format in PICTURES {
        // So few pixels that a test build draws them quickly.
        let once = || written_at(48.0, &compiled, &pages, format.name, false);
        let one = once();
        assert_eq!(one, once(), "{}", format.name);
        let named = !one.missing.is_empty();
        assert_eq!(named, format.name != "svg", "Han and Devanagari are in no bundled font");
    }
}

#[test]
fn no_event_is_split_or_lost_between_pages() {
    let compiled = sample("dayton-1995.yaml");
    let long = whole(&compiled);
    for design in [Design::Vertical, Design::Horizontal] {
        no_event_is_lost(&compiled, &long, &paged_as(&compiled, "a4", design));
    }
}

fn no_event_is_lost(compiled: &Compiled, long: &Layout, pages: &[Layout]) {
    assert!(pages.len() > 3, "a long timeline");
    let drawn: Vec<u32> =
        pages.iter().flat_map(|page| &page.events).map(|figure| figure.event.0).collect();
    let expected: Vec<u32> = long.events.iter().map(|figure| figure.event.0).collect();
    assert_eq!(drawn, expected, "each event once, in order");
    assert!(pages.iter().all(|page| page.actors() <= compiled.timeline.actors.len()));
    let said = |page: &Layout, wanted: &str| {
        page.over.iter().flat_map(|piece| &piece.shapes).any(|shape| match shape {
            demarche::layout::Shape::Text(text) => text.text == wanted,
            _ => false,
        })
    };
    let count = pages.len();
    for (at, page) in pages.iter().enumerate() {
        assert!(said(page, &format!("{} / {count}", at + 1)), "page {} has its number", at + 1);
        if !page.events.is_empty() {
            assert!(said(page, "Holbrooke"), "page {} names its lines", at + 1);
        }
    }
    let with =
        |role: &str| pages.iter().filter(|page| page.over.iter().any(|p| p.role == role)).count();
    assert_eq!(with("legend"), 1, "the legend comes once");
}

#[test]
fn pages_keep_the_promises_of_a_picture() {
    use Design::{Horizontal, Vertical};
    for (name, paper, design) in [
        ("dayton-1995.yaml", "a4", Vertical),
        ("syria-2016.yaml", "a5", Vertical),
        ("resolution-242.yaml", "letter", Vertical),
        ("dayton-1995.yaml", "a4-landscape", Horizontal),
        ("syria-2016.yaml", "slide", Horizontal),
        ("vienna-1815.yaml", "slide", Horizontal),
        ("camp-david-1978.yaml", "letter-landscape", Horizontal),
    ] {
        let compiled = sample(name);
        let pages = paged_as(&compiled, paper, design);
        let size = page(paper);
        for (at, (page, bytes)) in
            pages.iter().zip(written(&compiled, &pages, "svg", false).files).enumerate()
        {
            assert_eq!((page.width_px, page.height_px), (size.width_px, size.height_px));
            let picture = svg::Picture::parse(std::str::from_utf8(&bytes).expect("SVG is text"));
            let found = [
                svg::checks::document(&picture),
                svg::checks::texts_apart(&picture),
                svg::checks::all_inside(&picture),
                svg::checks::texts_free(&picture),
                svg::checks::capsules_closed(&picture),
                svg::checks::texts_legible(&picture),
            ]
            .concat();
            assert_eq!(found, Vec::<String>::new(), "{name} on {paper}, page {}", at + 1);
        }
    }
}

#[test]
fn no_text_is_smaller_than_8_pt_at_its_printed_size() {
    for name in
        ["dayton-1995.yaml", "syria-2016.yaml", "camp-david-1978.yaml", "resolution-242.yaml"]
    {
        let compiled = sample(name);
        let pages = [paged(&compiled, "a4"), vec![whole(&compiled)]].concat();
        for drawn in written(&compiled, &pages, "svg", false).files {
            let text = String::from_utf8(drawn).expect("SVG is text");
            let document = roxmltree::Document::parse(&text).expect("SVG is XML");
            let sizes = document.descendants().filter_map(|node| node.attribute("font-size"));
            let least = sizes.filter_map(|size| size.parse().ok()).fold(f64::INFINITY, f64::min);
            assert!((LEAST_PX..100.0).contains(&least), "{name}: {least} px");
        }
    }
}

#[test]
fn letters_as_paths_keep_their_words_for_readers() {
    let compiled = sample("syria-2016.yaml");
    let pages = [whole(&compiled)];
    let drawn = written(&compiled, &pages, "svg", true).files.concat();
    let text = String::from_utf8(drawn).expect("SVG is text");
    assert!(!text.contains("<text") && !text.contains("font-family"));
    assert!(text.contains("aria-label=\"Kerry–Lavrov talks on Syria\""));
}

#[test]
fn a_pdf_says_its_title_and_its_words() {
    let compiled = sample("resolution-242.yaml");
    let pages = paged(&compiled, "a4");
    let bytes = written(&compiled, &pages, "pdf", false).files.concat();
    let (_folder, path) = file("talks.pdf", &bytes);
    let path = path.to_str().expect("a path");
    if let Some(info) = run("pdfinfo", &[path]) {
        let info = String::from_utf8_lossy(&info);
        for expected in ["Resolution 242", "Tagged:          yes", "(A4)"] {
            assert!(info.contains(expected), "{expected} in {info}");
        }
        assert!(info.contains(&format!("Pages:           {}", pages.len())), "{info}");
    }
    if let Some(text) = run("pdftotext", &["-layout", path, "-"]) {
        let text = String::from_utf8_lossy(&text);
        for expected in
            ["Caradon and Goldberg weigh", "Василий Кузнецов", "محمود رياض", "אבא אבן", "7 Nov"]
        {
            assert!(text.contains(expected), "{expected} in {text}");
        }
    }
}

/// A picture in grey: width, height, and 0 to 255 for each pixel.
struct Grey(usize, usize, Vec<f64>);

impl Grey {
    fn of_png(bytes: &[u8]) -> Grey {
        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let mut reader = decoder.read_info().expect("PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("a frame");
        let channels = info.color_type.samples();
        Grey::of_rgb(info.width as usize, info.height as usize, &pixels, channels)
    }

    /// A binary portable pixmap.
    fn of_ppm(bytes: &[u8]) -> Grey {
        let header: Vec<&[u8]> = bytes.splitn(4, |byte| byte.is_ascii_whitespace()).collect();
        let number = |at: usize| -> usize {
            String::from_utf8_lossy(header[at]).parse().expect("a number of pixels")
        };
        let (width, height) = (number(1), number(2));
        Grey::of_rgb(width, height, &bytes[bytes.len() - width * height * 3..], 3)
    }

    fn of_rgb(width: usize, height: usize, pixels: &[u8], channels: usize) -> Grey {
        let grey = |pixel: &[u8]| {
            let [r, g, b] = [0, 1, 2].map(|at| f64::from(pixel[at]));
            0.299 * r + 0.587 * g + 0.114 * b
        };
        Grey(width, height, pixels.chunks_exact(channels).map(grey).collect())
    }

    /// Mean of a square.
    fn square(&self, column: usize, row: usize) -> f64 {
        let mut sum = 0.0;
        for y in row * SQUARE..(row + 1) * SQUARE {
            for x in column * SQUARE..(column + 1) * SQUARE {
                sum += self.2[y * self.0 + x];
            }
        }
        sum / (SQUARE * SQUARE) as f64
    }

    #[track_caller]
    fn looks_like(&self, other: &Grey, what: &str) {
        let near = |a: usize, b: usize| a.abs_diff(b) <= 2;
        assert!(near(self.0, other.0) && near(self.1, other.1), "{what}: {}×{}", other.0, other.1);
        let columns = self.0.min(other.0) / SQUARE;
        let rows = self.1.min(other.1) / SQUARE;
        let (mut sum, mut others) = (0.0, 0);
        for row in 0..rows {
            for column in 0..columns {
                let apart = (self.square(column, row) - other.square(column, row)).abs() / 255.0;
                sum += apart;
                others += usize::from(apart > OTHER);
            }
        }
        let count = (columns * rows) as f64;
        let (mean, others) = (sum / count, others as f64 / count);
        println!("{what}: mean difference {:.2} %, other {:.3} %", mean * 100.0, others * 100.0);
        assert!(mean < MEAN && others < OTHERS, "{what}: {mean}, {others}");
    }
}

#[test]
fn every_format_looks_like_the_svg() {
    let compiled = sample("syria-2016.yaml");
    let pages = [whole(&compiled)];
    let bytes = |format: &str| written(&compiled, &pages, format, false).files.concat();
    let ours = Grey::of_png(&bytes("png"));

    let (folder, pdf) = file("talks.pdf", &bytes("pdf"));
    let pdf = pdf.to_str().expect("a path");
    if let Some(drawn) = run("pdftoppm", &["-r", "192", pdf]) {
        ours.looks_like(&Grey::of_ppm(&drawn), "the PDF in poppler");
    }
    let svg = folder.path().join("talks.svg");
    std::fs::write(&svg, bytes("svg")).expect("a file");
    let svg = svg.to_str().expect("a path");
    // These two set the words in a font of the machine: with another one they look otherwise, and rightly so.
    let has_font = run("fc-match", &["-f", "%{family}", "Noto Sans"])
        .is_some_and(|family| String::from_utf8_lossy(&family).contains("Noto Sans"));
    if !has_font {
        println!("skipped: Noto Sans is not on this machine");
        return;
    }
    if let Some(drawn) = run("rsvg-convert", &["-z", "2", svg]) {
        ours.looks_like(&Grey::of_png(&drawn), "the SVG in librsvg");
    }
    let shot = folder.path().join("shot.png");
    let page = folder.path().join("talks.html");
    let markup = std::fs::read_to_string(svg).expect("the SVG");
    std::fs::write(&page, format!("<html><body style=\"margin:0\">{markup}</body></html>"))
        .expect("a file");
    let size = format!("--window-size={},{}", ours.0.div_ceil(2), ours.1.div_ceil(2));
    let arguments = [
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--hide-scrollbars".to_owned(),
        "--force-device-scale-factor=2".to_owned(),
        format!("--user-data-dir={}", folder.path().join("profile").display()),
        format!("--screenshot={}", shot.display()),
        size,
        format!("file://{}", page.display()),
    ];
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if run("chromium", &arguments).is_some() {
        let drawn = std::fs::read(&shot).expect("a screenshot");
        ours.looks_like(&Grey::of_png(&drawn), "the SVG in Chromium");
    }
}
