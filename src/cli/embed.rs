//! `demarche embed`: the timelines of reports are drawn, and the reports show them.

use crate::cli::failure::{Exit, Failure};
use crate::cli::progress::Progress;
use crate::cli::screen::Screen;
use crate::cli::{compiled, drawing, files};
use crate::diagnostic::json::Summary;
use crate::diagnostic::{Files, Severity, printable};
use crate::embed::reference::{self, Shown};
use crate::embed::request::{Origin, Request, decoded, of_address, of_place};
use crate::embed::stamp::{self, Stamp};
use crate::embed::{
    Block, Content, Image, LANGUAGES, Language, Place, apply, find, language, line_of,
};
use crate::source::document::Document;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Draw the timelines of reports, and show them there
///
/// A report in Markdown, HTML, Typst, LaTeX or reStructuredText holds timelines as blocks between fences
/// (```timeline), with the events or with `file: talks.yaml`, or as images of event files
/// (`![Talks](talks.yaml)`). Their pictures are drawn, and the report is made to show them; all else in it stays as
/// it is, byte for byte. A picture that is up to date is not drawn again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche embed report.md             draw what is new or changed
  demarche embed --check docs/*.md     say what is stale, and end with 1 if anything is
  demarche embed --watch report.typ    again whenever the report or an event file changes

In a block, `//| caption: Two days in Hangzhou` says what stands under the picture; so do layout, width, theme,
from, to, actor, kind, alt, label and name. Behind an image's address: `talks.yaml?layout=horizontal`.

Exit code: 0 done, 1 stale (with --check) or errors in the events, 2 something could not be read, drawn or written.")]
pub struct Arguments {
    /// Reports
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<PathBuf>,

    /// Write nothing; say what is stale
    #[arg(long, conflicts_with = "watch")]
    check: bool,

    /// Go on, and draw again whenever something changes
    #[arg(long)]
    watch: bool,

    /// Draw everything, up to date or not
    #[arg(long)]
    all: bool,

    /// The folder for pictures of blocks, beside each report
    #[arg(long, value_name = "NAME", default_value = "figures")]
    folder: String,
}

/// How often files are looked at with `--watch`.
const LOOK_AGAIN: Duration = Duration::from_millis(300);

/// Embeds every report; one that fails does not keep the others from being done.
///
/// # Errors
/// None of its own: what fails is printed.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    loop {
        let mut run = Run { arguments, screen, pictures: BTreeMap::new(), read: Vec::new() };
        let mut exit = Exit::Done;
        for path in &arguments.reports {
            exit = exit.max(run.report(path).unwrap_or_else(|failure| {
                screen.fail(&failure);
                Exit::Failed
            }));
        }
        if !arguments.watch {
            return Ok(exit);
        }
        let mut watched = arguments.reports.clone();
        watched.append(&mut run.read);
        let before = times(&watched);
        while times(&watched) == before {
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}

/// When files were last changed; nothing for one that is not there.
fn times(paths: &[PathBuf]) -> Vec<Option<SystemTime>> {
    let time = |path: &PathBuf| std::fs::metadata(path).and_then(|data| data.modified()).ok();
    paths.iter().map(time).collect()
}

/// One run over all reports.
struct Run<'a> {
    arguments: &'a Arguments,
    screen: &'a Screen,
    /// The pictures of this run and what each is drawn from, so that no two go to one place.
    pictures: BTreeMap<PathBuf, String>,
    /// The event files that were read.
    read: Vec<PathBuf>,
}

/// What became of one report.
#[derive(Default)]
struct Outcome {
    drawn: usize,
    current: usize,
    stale: usize,
    errors: usize,
    failed: usize,
    edits: Vec<(std::ops::Range<usize>, String)>,
}

/// A timeline of a report on its way to a picture.
struct Job {
    request: Request,
    /// The event text and what findings call it.
    name: String,
    text: String,
    documents: Vec<Document>,
    /// Where the picture goes.
    picture: PathBuf,
    stamp: Stamp,
}

impl Run<'_> {
    fn report(&mut self, path: &Path) -> Result<Exit, Failure> {
        let name = files::name(path);
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let Some(language) = language(extension) else {
            let known: Vec<String> = LANGUAGES.iter().map(|(e, _)| format!(".{e}")).collect();
            return Err(Failure::new(format!("`{name}` is no report that can be read"))
                .help(format!("reports end in {}", known.join(", "))));
        };
        let report = files::read(path)?;
        let places = find(&report, language);
        let mut outcome = Outcome::default();
        let mut progress = Progress::begin(places.len());
        for place in &places {
            let line = line_of(&report, place.span.start);
            progress.step(&format!("{name}:{line}"));
            let done = self.place(path, language, &report, place, &mut outcome, &progress);
            if let Err(failure) = done {
                outcome.failed += 1;
                progress.clear();
                let message = format!("{name}:{line}: {}", failure.message);
                self.screen.fail(&Failure { message, help: failure.help });
            }
        }
        drop(progress);
        let written = apply(&report, &outcome.edits);
        if written != report {
            if self.arguments.check {
                let edits = outcome.edits.len();
                self.say(&format!(
                    "stale: {name}: {} to write",
                    compiled::counted(edits, "reference")
                ));
                outcome.stale += 1;
            } else {
                files::write(path, &written)?;
            }
        }
        self.sum_up(&name, &outcome);
        Ok(if outcome.failed > 0 {
            Exit::Failed
        } else if outcome.errors > 0 || outcome.stale > 0 {
            Exit::Found
        } else {
            Exit::Done
        })
    }

    fn say(&self, line: &str) {
        self.screen.talk(&format!("{}\n", printable::one_line(line)));
    }

    fn sum_up(&self, name: &str, outcome: &Outcome) {
        let all = outcome.drawn + outcome.current + outcome.failed;
        let mut parts = vec![compiled::counted(all, "timeline")];
        if all == 0 {
            parts.push("see `demarche embed --help` for how a report holds one".to_owned());
        }
        if outcome.drawn > 0 {
            let word = if self.arguments.check { "stale" } else { "drawn" };
            parts.push(format!("{} {word}", outcome.drawn));
        }
        if outcome.current > 0 {
            parts.push(format!("{} up to date", outcome.current));
        }
        if outcome.failed > 0 {
            parts.push(format!("{} failed", outcome.failed));
        }
        self.say(&format!("{name}: {}", parts.join(", ")));
    }

    /// Does one place: draws its picture if it is stale, and notes what the report has to say instead.
    fn place(
        &mut self,
        path: &Path,
        language: Language,
        report: &str,
        place: &Place,
        outcome: &mut Outcome,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let line = line_of(report, place.span.start);
        let Some(job) = self.job(path, language, place, line)? else { return Ok(()) };
        let there = if job.picture.exists() { Some(files::read(&job.picture)?) } else { None };
        let reason = match &there {
            None => Some("there is no picture"),
            Some(picture) if !stamp::has_one(picture) => {
                let name = files::name(&job.picture);
                return Err(Failure::new(format!(
                    "`{name}` is there, and is no picture of `embed`"
                ))
                .help("move it away, or give the timeline a `name:` of its own"));
            }
            Some(picture) => match stamp::of(picture) {
                None => Some("the picture was changed by hand"),
                Some(found) if found != job.stamp => Some("the events or the options have changed"),
                Some(_) if self.arguments.all => Some("all are to be drawn"),
                Some(_) => None,
            },
        };
        let svg = match (reason, there) {
            (None, Some(picture)) => {
                outcome.current += 1;
                picture
            }
            (reason, there) => {
                if self.arguments.check {
                    outcome.drawn += 1;
                    outcome.stale += 1;
                    progress.clear();
                    let (name, picture) = (files::name(path), files::name(&job.picture));
                    self.say(&format!(
                        "stale: {picture}  ({name}:{line}: {})",
                        reason.unwrap_or_default()
                    ));
                    // The reference is compared as far as it can be without the picture.
                    let Some(picture) = there else { return Ok(()) };
                    picture
                } else {
                    let svg = self.draw(&job, outcome, progress)?;
                    if let Some(folder) = job.picture.parent() {
                        files::make_folder(folder)?;
                    }
                    files::write(&job.picture, &svg)?;
                    outcome.drawn += 1;
                    svg
                }
            }
        };
        if language == Language::Latex && !self.arguments.check {
            self.pdf(&job, progress)?;
        }
        if let Some(edit) = edit(path, language, report, place, &job, &svg) {
            outcome.edits.push(edit);
        }
        Ok(())
    }

    /// LaTeX reads no SVG: draws the picture once more as PDF, if that is not there or older than the SVG.
    fn pdf(&self, job: &Job, progress: &Progress) -> Result<(), Failure> {
        let pdf = job.picture.with_extension("pdf");
        let ages = times(&[job.picture.clone(), pdf.clone()]);
        if ages[1].is_some() && ages[1] >= ages[0] {
            return Ok(());
        }
        let compiled = crate::compile(&job.name, job.text.clone(), &mut files::read_named);
        match drawing::draw_pdf(&compiled, &job.request)? {
            Some(bytes) => files::write(&pdf, bytes)?,
            None => {
                let (svg, pdf) = (files::name(&job.picture), files::name(&pdf));
                progress.clear();
                self.say(&format!(
                    "note: this build writes no PDF, which LaTeX needs: rsvg-convert -f pdf -o {pdf} {svg}"
                ));
            }
        }
        Ok(())
    }

    /// What a place wants and where its picture goes; nothing if it is an image of something else.
    fn job(
        &mut self,
        path: &Path,
        language: Language,
        place: &Place,
        line: usize,
    ) -> Result<Option<Job>, Failure> {
        let (request, picture) = match of_place(place, line) {
            Some(Ok(request)) => (request, None),
            Some(Err(wrong)) => return Err(Failure::new(wrong.message)),
            None => match drawn_before(path, language, place) {
                Some((request, picture)) => (request, Some(picture)),
                None => return Ok(None),
            },
        };
        let (name, text) = drawing::events(&request, path)?;
        let mut read = Files::default();
        let (documents, _) =
            crate::source::read(&mut read, &name, text.clone(), &mut files::read_named);
        let is_file = matches!(request.origin, Origin::File(_));
        let names = read.iter().skip(usize::from(!is_file)).map(|file| PathBuf::from(&file.name));
        self.read.extend(names);
        let look = request.look();
        let inputs = stamp::inputs(&read, &look);
        let picture = match (picture, &place.content) {
            (Some(picture), _) => picture,
            (None, Content::Image(_)) => image_path(&PathBuf::from(&name), &request),
            (None, Content::Block(_)) => {
                let title =
                    documents.first().and_then(|d| d.title.as_ref()).map(|t| t.value.as_str());
                self.block_path(path, &request, title.unwrap_or_default(), &inputs)
            }
        };
        self.pictures.insert(picture.clone(), inputs.clone());
        let file = match (&place.content, &request.origin) {
            (Content::Image(_), Origin::File(_)) => {
                let file = Path::new(&name).file_name().unwrap_or_default().to_string_lossy();
                let file = reference::address(&file);
                Some(if look.is_empty() { file } else { format!("{file}?{look}") })
            }
            (Content::Image(_) | Content::Block(_), _) => None,
        };
        let stamp = Stamp { file, inputs };
        Ok(Some(Job { request, name, text, documents, picture, stamp }))
    }

    /// The picture of a block: named by the block, or after the report and the title.
    fn block_path(&self, path: &Path, request: &Request, title: &str, inputs: &str) -> PathBuf {
        let folder = path.parent().unwrap_or(Path::new("")).join(&self.arguments.folder);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = match request.option("name") {
            Some(name) => slug(name),
            None => slug(&format!("{stem} {title} {}", values(request))),
        };
        let name = if name.is_empty() { "timeline".to_owned() } else { name };
        let place = |number: usize| match number {
            1 => folder.join(format!("{name}.svg")),
            _ => folder.join(format!("{name}-{number}.svg")),
        };
        let free = |path: &PathBuf| self.pictures.get(path).is_none_or(|known| known == inputs);
        (1..).map(place).find(free).unwrap_or_else(|| place(1))
    }

    fn draw(
        &self,
        job: &Job,
        outcome: &mut Outcome,
        progress: &Progress,
    ) -> Result<String, Failure> {
        let compiled = crate::compile(&job.name, job.text.clone(), &mut files::read_named);
        if compiled.findings.iter().any(|finding| finding.severity < Severity::Note) {
            progress.clear();
            compiled::print_findings(&compiled, Severity::Warning, self.screen);
        }
        if !compiled.readable {
            return Err(compiled::unreadable(&job.name));
        }
        outcome.errors += Summary::of(&compiled.findings).errors;
        Ok(stamp::stamped(&drawing::draw(&compiled, &job.request)?, &job.stamp))
    }
}

/// The request behind a picture that an earlier run drew for an image, if the image shows one.
fn drawn_before(path: &Path, language: Language, place: &Place) -> Option<(Request, PathBuf)> {
    let Content::Image(Image { address, .. }) = &place.content else { return None };
    let is_picture =
        address.ends_with(".svg") || (language == Language::Latex && address.ends_with(".pdf"));
    let file = decoded(address);
    let picture = drawing::beside(path, &file).with_extension("svg");
    if !is_picture || !picture.is_file() {
        return None;
    }
    let text = files::read(&picture).ok()?;
    let from = stamp::file_of(&text)?;
    let mut request = of_address(&from, 0)?.ok()?;
    if let Origin::File(event_file) = &request.origin {
        // The stamp names it from where the picture is, the request from where the report is.
        let folder = Path::new(&file).parent().unwrap_or(Path::new(""));
        request.origin = Origin::File(folder.join(event_file).to_string_lossy().into_owned());
    }
    Some((request, picture))
}

/// The picture of an image: beside the event file, named after it and the options.
fn image_path(events: &Path, request: &Request) -> PathBuf {
    let stem = events.file_stem().unwrap_or_default().to_string_lossy();
    let suffix = slug(&values(request));
    let name =
        if suffix.is_empty() { format!("{stem}.svg") } else { format!("{stem}-{suffix}.svg") };
    events.with_file_name(name)
}

/// The values of the options that change the picture, with the keys of those that share values with others: one
/// actor may be chosen, followed and pinned in three pictures of one event file.
fn values(request: &Request) -> String {
    let look = request.look();
    let options = look.split('&').filter_map(|option| option.split_once('='));
    let words = options.map(|(key, value)| match key {
        "pin" => format!("pin {}", value.replace("...", "others").replace('…', "others")),
        "focus" | "from" | "to" => format!("{key} {value}"),
        _ => value.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A name for a file: letters and digits of ASCII, joined by `-`.
fn slug(text: &str) -> String {
    /// A file's name may have some 255 bytes.
    const LONGEST: usize = 80;
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST);
    slug.trim_end_matches('-').to_owned()
}

/// What the report has to say instead, if it does not say it.
fn edit(
    path: &Path,
    language: Language,
    report: &str,
    place: &Place,
    job: &Job,
    svg: &str,
) -> Option<(std::ops::Range<usize>, String)> {
    match &place.content {
        Content::Image(Image { address, .. }) => {
            let name = address.split('?').next().unwrap_or_default();
            if name.ends_with(".svg") || name.ends_with(".pdf") {
                return None;
            }
            let file = job.picture.file_name().unwrap_or_default().to_string_lossy();
            let folder = name.rfind('/').map_or("", |at| &name[..=at]);
            let file = match language {
                Language::Markdown | Language::Html => reference::address(&file),
                Language::Latex => file.replace(".svg", ".pdf"),
                Language::Typst | Language::Rst => file.into_owned(),
            };
            Some((place.span.clone(), format!("{folder}{file}")))
        }
        Content::Block(block) => reference_edit(path, language, report, block, job, svg),
    }
}

fn reference_edit(
    path: &Path,
    language: Language,
    report: &str,
    block: &Block,
    job: &Job,
    svg: &str,
) -> Option<(std::ops::Range<usize>, String)> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let relative = job.picture.strip_prefix(folder).unwrap_or(&job.picture);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    let events: usize = job.documents.iter().map(|document| document.events.iter().count()).sum();
    let title = job.documents.first().and_then(|document| document.title.as_ref());
    let title = title.map_or("", |title| title.value.as_str());
    let alt = format!("Timeline of {}: {title}", compiled::counted(events, "event"));
    let shown = Shown {
        path: &parts.join("/"),
        alt: job.request.option("alt").unwrap_or(&alt),
        caption: job.request.option("caption"),
        label: job.request.option("label"),
        size_px: size(svg),
    };
    let mut text = reference::write(language, &block.indent, &shown);
    if block.reference.is_empty() {
        let ends_line = report[..block.reference.start].ends_with('\n');
        if !ends_line {
            text.insert(0, '\n');
        }
        if language == Language::Rst && !report[block.reference.end..].starts_with('\n') {
            text.push('\n');
        }
    }
    (report[block.reference.clone()] != text).then(|| (block.reference.clone(), text))
}

/// Width and height of a picture, px, as its root says.
fn size(svg: &str) -> (f64, f64) {
    let side = |name: &str| {
        let value = svg.split_once(name)?.1.split('"').next()?;
        value.parse::<f64>().ok()
    };
    (side(" width=\"").unwrap_or(0.0), side(" height=\"").unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::image_path;
    use crate::embed::request::{Origin, Request};
    use std::path::Path;

    #[test]
    fn pictures_that_differ_have_names_that_differ() {
        let name = |key: &'static str, value: &str| {
            let options = vec![(key, value.to_owned())];
            let request = Request { origin: Origin::File("talks.yaml".to_owned()), options };
            image_path(Path::new("talks.yaml"), &request).display().to_string()
        };
        assert_eq!(name("actor", "kerry"), "talks-kerry.svg");
        assert_eq!(name("focus", "kerry"), "talks-focus-kerry.svg");
        assert_eq!(name("pin", "kerry,putin"), "talks-pin-kerry-putin.svg");
        assert_eq!(name("pin", "kerry,...,putin"), "talks-pin-kerry-others-putin.svg");
        assert_eq!(name("from", "2016-09"), "talks-from-2016-09.svg");
        assert_eq!(name("to", "2016-09"), "talks-to-2016-09.svg");
    }
}
