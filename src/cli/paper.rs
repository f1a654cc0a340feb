//! How a picture gets to paper: format, fonts, theme. What every verb that draws has in common.

use crate::Compiled;
use crate::cli::failure::{Exit, Failure, nearest};
use crate::cli::screen::Screen;
use crate::cli::{arguments, files};
use crate::date::print::{House, Printer};
use crate::diagnostic::{Files, Severity, text};
use crate::draw::text::FontMeasure;
use crate::draw::theme::{self, THEMES, Theme};
use crate::export::picture::{self, PICTURES, Picture, PictureFormat, Unwritten};
use crate::layout::pages::{self, NoPages, PageSize};
use crate::layout::{Layout, Options};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Pixels of an inch unless told otherwise: two for each px of the layout.
const DPI: f64 = 192.0;
/// So many letters that no font has are named.
const LETTERS_NAMED: usize = 12;

/// How letters get into a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum TextAs {
    /// Words that the reader's program sets in a font of its own
    Words,
    /// Outlines that look the same everywhere
    Paths,
}

/// Options of every verb that draws.
#[derive(Debug, clap::Args)]
pub struct Paper {
    /// File format: svg, png or pdf [default: as the name of the output says, else svg]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true,
          value_parser = arguments::picture_format_parser())]
    format: Option<&'static PictureFormat>,

    /// Colours: light, dark, print, or a YAML file of your own [default: light]
    #[arg(long, value_name = "THEME|FILE")]
    theme: Option<String>,

    /// Paper to draw a vertical picture on, as many numbered pages as it takes
    #[arg(long, value_name = "PAPER", value_parser = arguments::page_parser())]
    page: Option<PageSize>,

    /// A font file for letters that the bundled fonts lack (Han, kana, hangul, Devanagari …); may be repeated
    #[arg(long = "font", value_name = "FILE")]
    fonts: Vec<PathBuf>,

    /// How dates are written: long, press or iso [default: the file's `date_style`, else long]
    #[arg(long, value_name = "STYLE", value_parser = arguments::house_parser(),
          hide_possible_values = true)]
    date_style: Option<House>,

    /// Letters of an SVG as `words`, or as `paths` that look the same everywhere [default: words]
    #[arg(long, value_name = "HOW", value_enum, hide_possible_values = true)]
    text: Option<TextAs>,

    /// Pixels of an inch in a PNG [default: 192]
    #[arg(long, value_name = "DPI", value_parser = arguments::dpi)]
    dpi: Option<f64>,
}

/// Everything that is needed to put pictures on paper.
pub struct Press {
    /// The format.
    pub format: &'static PictureFormat,
    /// The fonts.
    pub measure: FontMeasure,
    /// [`Exit::Found`] if there were errors in the theme.
    pub exit: Exit,
    theme: Theme,
    as_paths: bool,
    dpi: f64,
    page: Option<PageSize>,
    house: Option<House>,
}

impl Paper {
    /// Reads fonts and theme. `output` is where the picture goes: its name may say the format.
    ///
    /// # Errors
    /// A file cannot be read, a font is none, or there is no such theme.
    pub fn prepare(&self, output: Option<&Path>, screen: &Screen) -> Result<Press, Failure> {
        let extension = output.and_then(Path::extension).and_then(|e| e.to_str());
        let named = extension.and_then(|e| picture::find(&e.to_lowercase()));
        let format = self.format.or(named).unwrap_or(&PICTURES[0]);
        let mut measure = FontMeasure::new();
        for path in &self.fonts {
            let bytes = files::read_bytes(path)?;
            measure.add_font(bytes).map_err(|_| {
                let name = files::name(path);
                let help = "name a TrueType or OpenType file: .ttf, .otf or .ttc";
                Failure::new(format!("`{name}` is no font that can be drawn with")).help(help)
            })?;
        }
        let (theme, exit) = match self.theme.as_deref() {
            None => (THEMES[0], Exit::Done),
            Some(name) => chosen_theme(name, screen)?,
        };
        let as_paths = self.text == Some(TextAs::Paths);
        let (dpi, page, house) = (self.dpi.unwrap_or(DPI), self.page, self.date_style);
        Ok(Press { format, measure, exit, theme, as_paths, dpi, page, house })
    }
}

/// A theme of the table, or of a file.
fn chosen_theme(name: &str, screen: &Screen) -> Result<(Theme, Exit), Failure> {
    if let Some(theme) = Theme::named(name) {
        return Ok((*theme, Exit::Done));
    }
    let path = Path::new(name);
    let is_path = name.contains(['/', '\\']) || path.extension().is_some() || path.exists();
    if !is_path {
        let names = THEMES.iter().map(|theme| theme.name);
        let failure = Failure::new(format!("there is no theme `{name}`"));
        return Err(match nearest(name, names.clone()) {
            Some(near) => failure.did_you_mean(Some(near)),
            None => {
                let names: Vec<&str> = names.collect();
                failure.help(format!("write {} or the name of a YAML file", names.join(", ")))
            }
        });
    }
    let mut read = Files::default();
    let source = files::read(path)?;
    let (theme, findings) = theme::file::read(&mut read, &files::name(path), source);
    if !findings.is_empty() {
        screen.talk(&text::render(&read, &findings, screen.err_color));
        screen.talk("\n");
    }
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok((theme, if wrong { Exit::Found } else { Exit::Done }))
}

impl Press {
    /// Has dates written in the style that was asked for.
    pub fn restyle(&self, compiled: &mut Compiled) {
        if let Some(house) = self.house {
            let timeline = &mut compiled.timeline;
            timeline.printer = Printer::new(timeline.language.as_deref(), house);
        }
    }

    /// Arranges a picture: the whole of it, and its pages. Without paper the whole is the only page.
    ///
    /// # Errors
    /// There is nothing to draw (`None`), or the paper is too small.
    pub fn arrange(
        &self,
        compiled: &Compiled,
        options: &Options,
    ) -> Result<(Layout, Vec<Layout>), Option<Failure>> {
        let mut options = options.clone();
        if let Some(page) = self.page {
            options.width_px = options.width_px.or(Some(page.picture_px()));
            options.strip_px = Some(page.strip_px());
        }
        let whole =
            crate::arrange_with(compiled, &options, &self.measure).map_err(|_| None::<Failure>)?;
        let pages = match self.page {
            None => vec![whole.clone()],
            Some(page) => pages::paginate(&whole, page, &compiled.timeline, &self.measure)
                .map_err(|reason| Some(no_pages(reason, page)))?,
        };
        Ok((whole, pages))
    }

    /// The bytes of a picture: one file, or one for each page.
    ///
    /// # Errors
    /// The format was left out of this build, or the picture has too many pixels.
    pub fn write(
        &self,
        compiled: &Compiled,
        pages: &[Layout],
        screen: &Screen,
    ) -> Result<Vec<Vec<u8>>, Failure> {
        let colors = theme::actor_colors(&compiled.timeline, &self.theme);
        let picture = Picture {
            pages,
            colors: &|actor| colors.get(actor.0 as usize).cloned(),
            theme: &self.theme,
            measure: &self.measure,
            as_paths: self.as_paths,
            dpi: self.dpi,
        };
        let written = (self.format.write)(&picture).map_err(|reason| self.unwritten(reason))?;
        if !written.missing.is_empty() {
            screen.talk(&missing(&written.missing));
        }
        Ok(written.files)
    }

    fn unwritten(&self, reason: Unwritten) -> Failure {
        let name = self.format.name;
        match reason {
            Unwritten::LeftOut(feature) => {
                Failure::new(format!("this build cannot write {}", name.to_uppercase())).help(
                    format!("`cargo install demarche --features {feature}` builds one that can"),
                )
            }
            Unwritten::TooLarge(megapixels) => Failure::new(format!(
                "the picture would have {megapixels:.0} million pixels at {:.0} an inch",
                self.dpi
            ))
            .help("lower `--dpi`, or draw less of the timeline with `--from` and `--to`"),
        }
    }
}

fn no_pages(reason: NoPages, page: PageSize) -> Failure {
    let mm = |px: f64| (px * 25.4 / 96.0).ceil();
    let name = page.name;
    match reason {
        NoPages::TooWide(needed) => Failure::new(format!(
            "the picture needs a page {:.0} mm wide, and {name} has {:.0} mm",
            mm(needed),
            mm(page.width_px)
        ))
        .help("take larger paper, or draw fewer actors with `--actor`"),
        NoPages::TooTall(needed, room) => Failure::new(format!(
            "one event needs {:.0} mm of a page, and {name} has {:.0} mm",
            mm(needed),
            mm(room)
        ))
        .help("take larger paper, or shorten the longest quotation or note"),
    }
}

/// Says which letters became boxes.
fn missing(letters: &BTreeSet<char>) -> String {
    let named: Vec<String> =
        letters.iter().take(LETTERS_NAMED).map(|letter| letter.to_string()).collect();
    let more = letters.len().saturating_sub(LETTERS_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let them = if letters.len() == 1 { "it" } else { "them" };
    format!(
        "note: no font has {}{more}: boxes stand for {them}; `--font FILE` adds a font that has {them}\n",
        named.join(" ")
    )
}
