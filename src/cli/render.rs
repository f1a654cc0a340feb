//! `demarche render`: event files become pictures.

use crate::Compiled;
use crate::cli::failure::{Exit, Failure};
use crate::cli::paper::{Paper, Press};
use crate::cli::screen::Screen;
use crate::cli::{arguments, compiled, files};
use crate::date::Reading;
use crate::diagnostic::Severity;
use crate::diagnostic::json::Summary;
use crate::layout::filter::is_among;
use crate::layout::{Design, Filter, LifeLine, Options, Pin, Quality, Scale};
use crate::timeline::Kind;
use std::path::{Path, PathBuf};

/// The folder that pictures are written to.
const FOLDER: &str = "output";

/// Draw event files as SVG, PNG or PDF
///
/// A picture is drawn even when there are errors, as long as there is something to draw; the errors are
/// printed. `timelines/talks.yaml` is drawn to `output/talks.svg`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche render timelines/talks.yaml              to output/talks.svg
  demarche render timelines/*.yaml -o figures/      one picture each
  demarche render talks.yaml --layout horizontal --width 160mm -o talks-wide.svg
  demarche render talks.yaml --theme print -o talks.pdf
  demarche render talks.yaml --pin usa,...,russia   two delegations outside, all others between
  demarche render talks.yaml --from 2016-09 --actor kerry,lavrov -o - > talks.svg

Exit code: 0 drawn, 1 drawn although errors were found, 2 not everything could be drawn.")]
pub struct Arguments {
    /// Event files; `-` is standard input, and is drawn to standard output
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Where to write: a file, a folder (existing, or ending in `/`), or `-` for standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// How it is arranged [default: vertical]
    #[arg(long, value_name = "LAYOUT", value_parser = arguments::layout_parser())]
    layout: Option<Design>,

    /// How time becomes length [default: elastic for the horizontal layout, else sequence]
    #[arg(long, value_name = "SCALE", value_parser = arguments::scale_parser())]
    scale: Option<Scale>,

    /// Width of the picture: `160mm`, `6in`, `960px` or `960`
    #[arg(long, value_name = "WIDTH", value_parser = arguments::width_px)]
    width: Option<f64>,

    #[command(flatten)]
    paper: Paper,

    /// Say how often life lines cross (`crossings`), that no order has fewer than `lower_bound`, and whether that
    /// is `proven` to be the least
    #[arg(long)]
    explain_layout: bool,

    /// Hold the members of a delegation together, under its name; lines are then straight
    #[arg(long, value_name = "FIELD", value_parser = ["member_of"])]
    group_by: Option<String>,

    /// Leave out what was over before this date: `2016-09-05`, `2016-09` or `2016`
    #[arg(long, value_name = "DATE", value_parser = arguments::date)]
    from: Option<Reading>,

    /// Leave out what began after this date
    #[arg(long, value_name = "DATE", value_parser = arguments::date)]
    to: Option<Reading>,

    /// Only events with one of these actors; ids, separated by commas
    #[arg(long = "actor", value_name = "ID", value_delimiter = ',')]
    actors: Vec<String>,

    /// Set these actors off: everyone else turns grey, and nobody is left out; ids, separated by commas
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    focus: Vec<String>,

    /// Hold life lines in this order, from the top, or from the left: ids, separated by commas, `...` for everyone
    /// else. A meeting may still pass whoever is pinned between those who meet
    #[arg(long = "pin", value_name = "ID", value_delimiter = ',')]
    pins: Vec<String>,

    /// Only events of these kinds, separated by commas
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',', hide_possible_values = true,
          value_parser = arguments::kind_parser())]
    kinds: Vec<Kind>,
}

/// Where a picture goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Stdout,
    File(PathBuf),
}

/// Draws every file; one that fails does not keep the others from being drawn.
///
/// # Errors
/// The request makes no sense: nothing has been written then.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let (from, to) = (arguments.from.as_ref(), arguments.to.as_ref());
    let from = from.and_then(|reading| reading.civil.first);
    let to = to.and_then(|reading| reading.civil.last);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(Failure::new("`--from` lies after `--to`: nothing is between them"));
    }
    let press = arguments.paper.prepare(arguments.output.as_deref(), screen)?;
    let targets = targets(&arguments.files, arguments.output.as_deref(), press.format.name)?;
    let mut exit = press.exit;
    for (path, target) in arguments.files.iter().zip(&targets) {
        let filter = Filter { from, to, actors: Vec::new(), kinds: arguments.kinds.clone() };
        let outcome = one(path, target, filter, arguments, &press, screen);
        exit = exit.max(outcome.unwrap_or_else(|failure| {
            screen.fail(&failure);
            Exit::Failed
        }));
    }
    Ok(exit)
}

/// Draws one file. Nothing is written before the whole picture is there.
fn one(
    path: &Path,
    target: &Target,
    mut filter: Filter,
    arguments: &Arguments,
    press: &Press,
    screen: &Screen,
) -> Result<Exit, Failure> {
    let mut compiled = compiled::compile(path)?;
    press.restyle(&mut compiled);
    let name = files::name(path);
    compiled::print_findings(&compiled, Severity::Warning, screen);
    if !compiled.readable {
        return Err(compiled::unreadable(&name));
    }
    for key in &arguments.actors {
        filter.actors.push(compiled::actor(&compiled.timeline, key)?);
    }
    let focus = arguments.focus.iter().map(|key| compiled::actor(&compiled.timeline, key));
    let focus = focus.collect::<Result<Vec<_>, _>>()?;
    let pins = compiled::pins(&compiled.timeline, arguments.pins.iter().map(String::as_str))?;
    let (compiled, condensed) = compiled.condensed(&filter);
    if condensed.is_some() {
        // Those that are left have been chosen.
        filter = Filter::default();
    }
    let options = Options {
        condensed,
        design: arguments.layout.unwrap_or(crate::layout::LAYOUTS[0].1),
        scale: arguments.scale,
        width_px: arguments.width,
        strip_px: None,
        by_delegation: arguments.group_by.is_some(),
        filter,
        focus,
        pins,
    };
    let (layout, pages) = press.arrange(&compiled, &options).map_err(|failure| {
        failure.unwrap_or_else(|| nothing_to_draw(&compiled, &options.filter, &name))
    })?;
    if layout.focus.is_empty() && !options.focus.is_empty() {
        let names = arguments.focus.join("`, `");
        screen.talk(&format!(
            "note: nothing is set off: `{names}` takes part in nothing that is shown\n"
        ));
    }
    let timeline = &compiled.timeline;
    for (name, pin) in arguments.pins.iter().zip(&options.pins) {
        let Pin::Actor(pinned) = *pin else { continue };
        let is_pinned = |line: &LifeLine| is_among(timeline, line.actor, &[pinned]);
        if !layout.life_lines.iter().any(is_pinned) {
            screen.talk(&format!(
                "note: `{name}` is pinned, and takes part in nothing that is shown\n"
            ));
        }
    }
    if arguments.explain_layout {
        let Quality { crossings, lower_bound, proven } = layout.line_order;
        let proven = if proven { "yes" } else { "no" };
        screen.talk(&format!(
            "layout of {name}: crossings {crossings}, lower_bound {lower_bound}, proven {proven}\n"
        ));
    }
    let written = press.write(&compiled, &pages, screen)?;
    match (target, written.as_slice()) {
        (Target::Stdout, [bytes]) => screen.print_bytes(bytes)?,
        (Target::Stdout, _) => {
            let count = written.len();
            return Err(Failure::new(format!("{count} pages cannot go to standard output"))
                .help("name a file with `-o`, or take `--format pdf`"));
        }
        (Target::File(file), _) => {
            if let Some(folder) = file.parent()
                && arguments.output.as_deref().is_none_or(files::is_folder)
            {
                files::make_folder(folder)?;
            }
            for (number, bytes) in written.iter().enumerate() {
                files::write(&page_file(file, number, written.len()), bytes)?;
            }
            let events = condensed.map_or(layout.events.len(), |condensed| condensed.events);
            let events = compiled::counted(events, "event");
            let actors = compiled::counted(layout.actors(), "actor");
            let first = files::name(&page_file(file, 0, written.len()));
            let (last, sheets) = match (written.len(), pages.len()) {
                (1, 1) => (String::new(), String::new()),
                (1, pages) => (String::new(), format!(", {pages} pages")),
                (files, pages) => (
                    format!(" … {}", files::name(&page_file(file, files - 1, files))),
                    format!(", {pages} pages"),
                ),
            };
            screen.talk(&format!("wrote {first}{last}  ({events}, {actors}{sheets})\n"));
            if let Some(asked_px) =
                arguments.width.filter(|&asked_px| layout.width_px > asked_px + 0.5)
            {
                screen.talk(&format!(
                    "note: it is {:.0} px wide instead of {asked_px:.0}: its lines and words need as much\n",
                    layout.width_px
                ));
            }
        }
    }
    let errors = Summary::of(&compiled.findings).errors;
    Ok(if errors > 0 { Exit::Found } else { Exit::Done })
}

/// The file of a page: `talks-2.svg` for the second of several, `talks.svg` for the only one.
fn page_file(file: &Path, number: usize, count: usize) -> PathBuf {
    if count == 1 {
        return file.to_owned();
    }
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{}", number + 1));
    if let Some(extension) = file.extension() {
        name.push(".");
        name.push(extension);
    }
    file.with_file_name(name)
}

/// Why a picture would be empty: the file is, or the filter takes everything away.
fn nothing_to_draw(compiled: &Compiled, filter: &Filter, name: &str) -> Failure {
    if compiled.timeline.events.is_empty() {
        return Failure::new(format!("there is nothing to draw in `{name}`: it has no events"));
    }
    let mut options = Vec::new();
    if filter.from.is_some() {
        options.push("`--from`");
    }
    if filter.to.is_some() {
        options.push("`--to`");
    }
    if !filter.actors.is_empty() {
        options.push("`--actor`");
    }
    if !filter.kinds.is_empty() {
        options.push("`--kind`");
    }
    let events = compiled::counted(compiled.timeline.events.len(), "event");
    if options.is_empty() {
        let reason = "none of them can be placed in time";
        return Failure::new(format!("there is nothing to draw in `{name}`: {events}, {reason}"));
    }
    let options = options.join(", ");
    Failure::new(format!("there is nothing to draw in `{name}`: {options} leave none of {events}"))
        .help(format!("`demarche show {name}` lists them"))
}

/// Where each picture goes.
///
/// # Errors
/// Two would go to one place, or one would replace an event file that is being read.
fn targets(
    inputs: &[PathBuf],
    output: Option<&Path>,
    extension: &str,
) -> Result<Vec<Target>, Failure> {
    if let (Some(path), [_, _, ..]) = (output, inputs)
        && !files::is_folder(path)
    {
        let name = files::name(path);
        return Err(Failure::new("several files cannot be drawn to one place").help(format!(
            "name a folder: `-o {}/`",
            name.trim_end_matches(&format!(".{extension}"))
        )));
    }
    let targets: Vec<Target> =
        inputs.iter().map(|input| target(input, output, extension)).collect();
    let mut seen: Vec<(PathBuf, &Path)> = Vec::new();
    for (input, target) in inputs.iter().zip(&targets) {
        let identity = match target {
            Target::Stdout => PathBuf::from("-"),
            Target::File(path) => files::identity(path),
        };
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == identity) {
            let (first, second) = (files::name(first), files::name(input));
            let place = match target {
                Target::Stdout => "standard output".to_owned(),
                Target::File(path) => format!("`{}`", files::name(path)),
            };
            return Err(Failure::new(format!(
                "`{first}` and `{second}` would both be drawn to {place}"
            )));
        }
        let replaced =
            |input: &&PathBuf| !files::is_stream(input) && files::identity(input) == identity;
        if let Some(input) = inputs.iter().find(replaced) {
            let name = files::name(input);
            return Err(Failure::new(format!("the picture would replace the event file `{name}`")));
        }
        seen.push((identity, input));
    }
    Ok(targets)
}

fn target(input: &Path, output: Option<&Path>, extension: &str) -> Target {
    let stem = if files::is_stream(input) { Some("stdin".as_ref()) } else { input.file_stem() };
    let mut file = stem.unwrap_or_default().to_owned();
    file.push(format!(".{extension}"));
    match output {
        Some(path) if files::is_stream(path) => Target::Stdout,
        Some(path) if files::is_folder(path) => Target::File(path.join(file)),
        Some(path) => Target::File(path.to_owned()),
        None if files::is_stream(input) => Target::Stdout,
        None => Target::File(Path::new(FOLDER).join(file)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Target, targets};
    use std::path::{Path, PathBuf};

    fn file(path: &str) -> Target {
        Target::File(PathBuf::from(path))
    }

    #[track_caller]
    fn check(inputs: &[&str], output: Option<&str>, expected: Result<&[Target], &str>) {
        let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
        let found =
            targets(&inputs, output.map(Path::new), "svg").map_err(|failure| failure.message);
        assert_eq!(found.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn where_pictures_go() {
        check(&["a/talks.yaml"], None, Ok(&[file("output/talks.svg")]));
        check(&["-"], None, Ok(&[Target::Stdout]));
        check(&["talks.yaml"], Some("-"), Ok(&[Target::Stdout]));
        check(&["talks.yaml"], Some("b.svg"), Ok(&[file("b.svg")]));
        check(&["one.yaml", "two.yaml"], Some("f/"), Ok(&[file("f/one.svg"), file("f/two.svg")]));
        check(&["-"], Some("f/"), Ok(&[file("f/stdin.svg")]));
    }

    #[test]
    fn two_pictures_never_share_a_place() {
        let both = "`a/talks.yaml` and `b/talks.yaml` would both be drawn to `output/talks.svg`";
        check(&["a/talks.yaml", "b/talks.yaml"], None, Err(both));
        let one_place = "several files cannot be drawn to one place";
        check(&["a.yaml", "b.yaml"], Some("c.svg"), Err(one_place));
        check(&["a.yaml", "b.yaml"], Some("-"), Err(one_place));
        let twice = "`<stdin>` and `<stdin>` would both be drawn to standard output";
        check(&["-", "-"], None, Err(twice));
    }

    #[test]
    fn an_event_file_is_never_replaced() {
        let inputs = [PathBuf::from("src/lib.rs")];
        assert!(targets(&inputs, Some(Path::new("./src/../src/lib.rs")), "svg").is_err());
    }
}
