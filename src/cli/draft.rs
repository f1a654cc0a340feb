//! `demarche draft`: an event file from articles.

use crate::Compiled;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;
use crate::cli::screen::Screen;
use crate::date::civil::Day;
use crate::diagnostic::Severity;
use crate::draft::input::{self, Page, Unreadable};
use crate::draft::{Draft, Lost, Refusal, Request};
use crate::prose::Lexicon;
use std::path::{Path, PathBuf};

/// Draft an event file from articles
///
/// Reads news reports, communiqués, transcripts and memoranda in English, and writes the event file that a careful
/// editor would start from: who said what in which words, who met whom, on which day and by whose account. What is not
/// sure carries a comment that begins with `?`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche draft report.txt > talks.yaml
  demarche draft report.txt --published 2016-09-05 -o talks.yaml
  demarche draft page.html --text sources/page.txt -o talks.yaml
  demarche draft wire.txt readout.txt    one draft; what they tell differently stands under `accounts`

An article is plain text, Markdown or saved HTML. Quotations are checked against it by `demarche check`, as long as
the file stays where `text:` says.")]
pub struct Arguments {
    /// Articles; `-` is standard input
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<PathBuf>,

    /// The day of publication, where the article does not say it [of the first article]
    #[arg(long, value_name = "DATE", value_parser = day)]
    published: Option<Day>,

    /// The place that the article was written at [of the first article]
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,

    /// The title of the timeline
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,

    /// The encoding, where it is not UTF-8 and the page does not say it
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,

    /// Further words to read by, in the form of the built-in lists
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,

    /// Save the text of the article, which quotations are checked against [one article]
    #[arg(long, value_name = "PATH")]
    text: Option<PathBuf>,

    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// Reads one day of the command line.
fn day(text: &str) -> Result<Day, String> {
    let reading = crate::cli::arguments::date(text)?;
    let civil = reading.civil;
    match (civil.first, civil.last) {
        (Some(first), Some(last)) if first == last => Ok(first),
        _ => Err("it is not a single day; write it as `2016-09-05`".to_owned()),
    }
}

/// Writes the draft.
///
/// # Errors
/// An article cannot be read, is no English text, or the result cannot be written.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    if arguments.text.is_some() && arguments.articles.len() > 1 {
        return Err(Failure::new("`--text` saves the text of one article, and several are named"));
    }
    let lexicon = lexicon(&arguments.lexicon)?;
    let mut pages = Vec::with_capacity(arguments.articles.len());
    for path in &arguments.articles {
        pages.push(page(path, arguments.encoding.as_deref())?);
    }
    let output = arguments.output.as_deref().filter(|path| !files::is_stream(path));
    let saved = match &arguments.text {
        Some(path) => {
            files::write(path, &pages[0].text)?;
            Some(path.clone())
        }
        None => None,
    };
    let keys = keys(&arguments.articles);
    let requests: Vec<Request<'_>> = pages
        .iter()
        .enumerate()
        .map(|(number, page)| {
            let article = &arguments.articles[number];
            let text = match &saved {
                Some(path) => Some(path.as_path()),
                None => {
                    Some(article.as_path()).filter(|path| page.as_saved && !files::is_stream(path))
                }
            };
            Request {
                text: &page.text,
                key: keys[number].clone(),
                path: text.map(|path| beside(path, output)),
                title: page.title.clone(),
                publisher: page.publisher.clone(),
                page_published: page.published.clone(),
                published: arguments
                    .published
                    .filter(|_| number == 0 || arguments.articles.len() == 1),
                place: arguments.place.clone().filter(|_| number == 0),
            }
        })
        .collect();
    let mut draft = crate::draft::draft(&requests, &lexicon)
        .map_err(|(number, refusal)| refused(&arguments.articles[number], &refusal))?;
    if let Some(title) = &arguments.title {
        draft.title.clone_from(title);
    }
    let yaml = withdraw_what_is_refuted(&mut draft, output);
    match output {
        None => screen.print_data(&yaml)?,
        Some(path) => {
            files::write(path, &yaml)?;
            let name = files::name(path);
            screen.talk(&format!("wrote {name}\nnext: demarche check {name}\n"));
        }
    }
    for remark in draft.remarks.iter().filter(|remark| remark.starts_with("? ")) {
        screen.talk(&format!("note: {}\n", remark.trim_start_matches("? ")));
    }
    Ok(Exit::Done)
}

fn lexicon(paths: &[PathBuf]) -> Result<Lexicon, Failure> {
    let mut texts = Vec::with_capacity(paths.len());
    for path in paths {
        texts.push(files::read(path)?);
        let text = texts.last().map_or("", String::as_str);
        Lexicon::with(&[text]).map_err(|bad| {
            Failure::new(format!("`{}` line {}: {}", files::name(path), bad.line, bad.reason))
        })?;
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Lexicon::with(&texts).map_err(|bad| Failure::new(bad.reason))
}

fn page(path: &Path, encoding: Option<&str>) -> Result<Page, Failure> {
    let bytes = files::read_bytes(path)?;
    let name = files::name(path);
    let format = input::format_of(&name, &bytes);
    input::read(&bytes, format, encoding).map_err(|unreadable| {
        let cannot = |reason: String| Failure::new(format!("cannot draft from `{name}`: {reason}"));
        match unreadable {
            Unreadable::Binary(kind) => cannot(format!("it is {kind}")),
            Unreadable::Encoding(at) => cannot(format!("it is not UTF-8 (byte {at})"))
                .help("name its encoding: `--encoding windows-1252`"),
            Unreadable::UnknownEncoding(name) => cannot(format!("there is no encoding `{name}`"))
                .help("write a name such as `windows-1252`, `iso-8859-2`, `koi8-r` or `utf-16le`"),
            Unreadable::Misfit(encoding) => cannot(format!("its bytes are not {encoding}"))
                .help("`--encoding NAME` names another encoding"),
        }
    })
}

fn refused(path: &Path, refusal: &Refusal) -> Failure {
    let name = files::name(path);
    match refusal {
        Refusal::Empty => Failure::new(format!("there is no text to draft from in `{name}`")),
        Refusal::NotEnglish(share) => Failure::new(format!(
            "`{name}` does not read as English: of a hundred words, {share} are common ones"
        ))
        .help("drafts are made from English only; for other languages, begin with `demarche init`"),
    }
}

/// Ids of sources, from the names of their files.
fn keys(paths: &[PathBuf]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for path in paths {
        let stem =
            path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let mut slug: String = stem
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        slug = slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        if slug.is_empty() || !slug.starts_with(|c: char| c.is_ascii_alphabetic()) {
            slug = format!("source-{slug}").trim_end_matches('-').to_owned();
        }
        let mut key = slug.clone();
        let mut number = 2;
        while keys.contains(&key) {
            key = format!("{slug}-{number}");
            number += 1;
        }
        keys.push(key);
    }
    keys
}

/// The path of a file as an event file beside `output` names it.
fn beside(path: &Path, output: Option<&Path>) -> String {
    let folder = output.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let Some(folder) = folder.filter(|_| path.is_relative()) else {
        return path.display().to_string();
    };
    let folder = folder.components().filter(|c| !matches!(c, std::path::Component::CurDir));
    let mut up = PathBuf::new();
    let mut left: Vec<_> = folder.collect();
    let mut rest: Vec<_> =
        path.components().filter(|c| !matches!(c, std::path::Component::CurDir)).collect();
    if left.iter().any(|c| !matches!(c, std::path::Component::Normal(_))) {
        return std::fs::canonicalize(path)
            .map_or_else(|_| path.display().to_string(), |p| p.display().to_string());
    }
    while !left.is_empty() && !rest.is_empty() && left[0] == rest[0] {
        left.remove(0);
        rest.remove(0);
    }
    for _ in &left {
        up.push("..");
    }
    up.extend(rest);
    up.display().to_string()
}

/// Most rounds of checking a draft against itself.
const MAX_ROUNDS: usize = 6;

/// Checks the draft as anybody would, and takes back what the checks refute: relations first, then dates. What is
/// taken back stays as a comment.
fn withdraw_what_is_refuted(draft: &mut Draft, output: Option<&Path>) -> String {
    let name = output.map_or_else(|| "draft.yaml".to_owned(), files::name);
    let yaml = draft.to_yaml();
    // Quotations are taken from the text as they stand: only dates and relations can be refuted, and those need no
    // saved text.
    let mut compiled = crate::compile(&name, yaml.clone(), &mut |_| Err("not asked for".into()));
    for round in 0..MAX_ROUNDS {
        let Some(errors) = refuted(&compiled) else {
            return if round == 0 { yaml } else { draft.to_yaml() };
        };
        for (key, lost) in draft.withdraw(&errors) {
            let event = compiled.event(&key).map(|id| &mut compiled.timeline.events[id.0 as usize]);
            match (event, lost) {
                (Some(event), Lost::Relations) => event.relations.clear(),
                (Some(event), Lost::Date) => event.when = None,
                (Some(event), Lost::Quotation) => event.quote = None,
                (None, _) => {}
            }
        }
        compiled = compiled.checked_again();
    }
    draft.to_yaml()
}

/// Events that errors point at, each with the code and the message; `None` if there are none.
fn refuted(compiled: &Compiled) -> Option<Vec<(String, &'static str, String)>> {
    let mut found = Vec::new();
    for finding in compiled.findings.iter().filter(|f| f.severity == Severity::Error) {
        let at = finding.labels.iter().find_map(|label| {
            compiled.timeline.events.iter().rev().find(|event| {
                event.span.file == label.span.file && event.span.start <= label.span.start
            })
        });
        if let Some(event) = at {
            found.push((event.key.to_string(), finding.code.0, finding.message.clone()));
        }
    }
    (!found.is_empty()).then_some(found)
}
