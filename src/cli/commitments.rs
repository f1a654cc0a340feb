//! What was announced and what became of it, for `demarche show --commitments`: as text and as JSON.

use crate::Compiled;
use crate::cli::compiled::counted;
use crate::cli::screen::Screen;
use crate::cli::{show, when};
use crate::commitments::{Commitment, Due, How, Mention, Outcome, commitments};
use crate::date::Frame;
use crate::date::civil::Day;
use crate::diagnostic::printable::{self, one_line};
use crate::export::instant::iso;
use crate::timeline::{Citation, EventId, Kind, RelationKind, SourceId};
use clap::builder::styling::AnsiColor;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// The version of the schema; changed when a field changes its meaning or goes away.
const VERSION: u32 = 1;
/// Evidence longer than this does not push the places to the right, in columns.
const WIDEST: usize = 64;

/// A mention with its place and its sources.
struct Line<'a> {
    says: String,
    when: String,
    file: &'a str,
    line: usize,
    sources: Vec<Cited<'a>>,
}

#[derive(Serialize)]
struct Cited<'a> {
    source: &'a str,
    locator: Option<&'a str>,
}

/// Commitments as text: by outcome, those that ask for attention first; then in file order.
pub fn text(compiled: &Compiled, as_of: Option<Day>, screen: &Screen) -> String {
    let all = commitments(&compiled.timeline, &compiled.order, as_of);
    let dim = screen.dim();
    let mut out = String::new();
    let mut counts = Vec::new();
    for (outcome, words) in Outcome::ALL {
        let group: Vec<&Commitment> = all.iter().filter(|c| c.outcome == outcome).collect();
        if group.is_empty() {
            continue;
        }
        counts.push(format!("{} {words}", group.len()));
        let tint = screen.tint(color(outcome));
        out.push_str(&format!("{tint}{words}{tint:#}\n"));
        let lines = |c: &Commitment| -> Vec<(&'static str, Line<'_>)> {
            let made = c.made_by.iter().map(|m| ("", line(compiled, c, m)));
            made.chain(c.shown_by.iter().map(|m| ("→ ", line(compiled, c, m)))).collect()
        };
        for commitment in group {
            out.push_str(&format!("  {}\n", headline(compiled, commitment, screen)));
            let lines = lines(commitment);
            let texts: Vec<String> =
                lines.iter().map(|(mark, line)| format!("{mark}{}", with_date(line))).collect();
            let widths = texts.iter().map(|text| text.width());
            let width = widths.filter(|&width| width <= WIDEST).max().unwrap_or(0);
            for ((_, line), text) in lines.iter().zip(&texts) {
                let pad = " ".repeat(width.saturating_sub(text.width()));
                let place = format!("{}:{}", one_line(line.file), line.line);
                let sources = sources_in_words(&line.sources);
                out.push_str(&format!("    {text}{pad}   {dim}{place}{sources}{dim:#}\n"));
            }
        }
        out.push('\n');
    }
    let day = match as_of {
        Some(day) => format!(" as of {}", when::day(day)),
        None => String::new(),
    };
    let how_many = if all.is_empty() {
        "no commitment is known".to_owned()
    } else {
        counted(all.len(), "commitment")
    };
    out.push_str(&format!("{how_many}{day}"));
    if !counts.is_empty() {
        out.push_str(&format!(": {}", counts.join(", ")));
    }
    out.push('\n');
    if as_of.is_none() && all.iter().any(|c| c.outcome == Outcome::Pending) {
        out.push_str(&format!(
            "{dim}without a day to look back from, nothing is over: write `as_of`, or ask with `--as-of`{dim:#}\n"
        ));
    }
    out
}

fn color(outcome: Outcome) -> AnsiColor {
    match outcome {
        Outcome::Silent | Outcome::Missed => AnsiColor::Red,
        Outcome::Mentioned
        | Outcome::NotHeld
        | Outcome::Cancelled
        | Outcome::Moved
        | Outcome::Extended
        | Outcome::Replaced => AnsiColor::Yellow,
        Outcome::Held | Outcome::Met => AnsiColor::Green,
        Outcome::Pending => AnsiColor::Cyan,
    }
}

/// `round: Second round, meeting, due 2016-09-08 Thu`
fn headline(compiled: &Compiled, commitment: &Commitment, screen: &Screen) -> String {
    let event = compiled.timeline.event(commitment.event);
    let strong = screen.strong();
    let mut text = format!(
        "{strong}{}{strong:#}: {}, {}",
        one_line(&event.key),
        one_line(&event.title),
        event.kind.word()
    );
    if event.reading().is_some() {
        let due = if event.kind == Kind::Deadline { "of" } else { "due" };
        text.push_str(&format!(" {due} {}", show::time(compiled, commitment.event)));
    } else {
        text.push_str(", no date");
    }
    if commitment.due == Due::Doubtful && commitment.outcome == Outcome::Pending {
        text.push_str(" (whether that is over is not certain)");
    }
    if let Some(next) = commitment.moved_to {
        let next_key = one_line(&compiled.timeline.event(next).key).into_owned();
        text.push_str(&format!(", now {next_key}, {}", dated(compiled, next)));
    }
    text
}

fn dated(compiled: &Compiled, id: EventId) -> String {
    match show::time(compiled, id) {
        time if time.is_empty() => "no date".to_owned(),
        time => time,
    }
}

fn with_date(line: &Line<'_>) -> String {
    if line.when.is_empty() { line.says.clone() } else { format!("{}, {}", line.says, line.when) }
}

/// A mention in words, with its place.
fn line<'a>(compiled: &'a Compiled, commitment: &Commitment, mention: &Mention) -> Line<'a> {
    let timeline = &compiled.timeline;
    let event = timeline.event(mention.event);
    let key = one_line(&event.key);
    let of_event: &[Citation] = &event.citations;
    let (says, sources) = match mention.how {
        How::Status(status) => (format!("status: {}", status.word()), cited(compiled, of_event)),
        How::Relation(kind, per) => {
            let verb = told_by(kind);
            let sources = match per {
                Some(source) => vec![named(compiled, source, None)],
                None => cited(compiled, of_event),
            };
            (format!("{verb} {key}"), sources)
        }
        How::Source(source) => {
            let own = of_event.iter().filter(|citation| citation.source == source);
            let sources = own.map(|c| named(compiled, c.source, c.locator.as_deref())).collect();
            ("cited from a source that does not announce it".to_owned(), sources)
        }
    };
    let when = if mention.event == commitment.event {
        String::new()
    } else {
        dated(compiled, mention.event)
    };
    let position = compiled.files.position(mention.span);
    Line { says, when, file: position.file, line: position.line, sources }
}

/// How the event at the other end of a relation speaks of a commitment.
fn told_by(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Announces => "announced by",
        RelationKind::RespondsTo => "answered by",
        RelationKind::Quotes => "quoted by",
        RelationKind::Reports => "reported by",
        RelationKind::Implements => "carried out by",
        RelationKind::Supersedes => "replaced by",
        RelationKind::During | RelationKind::PartOf => "has as a part",
        RelationKind::SameAs => "also told as",
        RelationKind::After => "followed by",
        RelationKind::Before => "preceded by",
    }
}

fn cited<'a>(compiled: &'a Compiled, citations: &'a [Citation]) -> Vec<Cited<'a>> {
    citations.iter().map(|c| named(compiled, c.source, c.locator.as_deref())).collect()
}

fn named<'a>(compiled: &'a Compiled, source: SourceId, locator: Option<&'a str>) -> Cited<'a> {
    Cited { source: &compiled.timeline.source(source).key, locator }
}

fn sources_in_words(sources: &[Cited<'_>]) -> String {
    let named = |cited: &Cited<'_>| match cited.locator {
        Some(locator) => format!("{}, {locator}", cited.source),
        None => cited.source.to_owned(),
    };
    let all: Vec<String> = sources.iter().map(named).collect();
    if all.is_empty() { String::new() } else { format!("  {}", one_line(&all.join("; "))) }
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    /// The day up to which the answer holds; `null` if nothing says so.
    as_of: Option<String>,
    commitments: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    event: &'a str,
    kind: &'static str,
    title: &'a str,
    /// The date as written, and the earliest and latest instants that it allows.
    due: Option<DueDate<'a>>,
    /// Whether that is over: `over`, `ahead`, `doubtful`, `undated`, `no-day`.
    is_due: &'static str,
    outcome: &'static str,
    moved_to: Option<&'a str>,
    made_by: Vec<Evidence<'a>>,
    shown_by: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
struct DueDate<'a> {
    written: &'a str,
    earliest: Option<String>,
    latest: Option<String>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    event: &'a str,
    /// `status`, `source`, or the word of a relation.
    how: &'static str,
    says: String,
    file: &'a str,
    line: usize,
    sources: Vec<Cited<'a>>,
}

/// Commitments as indented JSON, in file order, with a line break at its end.
pub fn json(compiled: &Compiled, as_of: Option<Day>) -> String {
    let all = commitments(&compiled.timeline, &compiled.order, as_of);
    let report = Report {
        version: VERSION,
        as_of: as_of.map(|day| day.to_string()),
        commitments: all.iter().map(|commitment| entry(compiled, commitment)).collect(),
    };
    // Strings and numbers alone cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    printable::json(text)
}

fn entry<'a>(compiled: &'a Compiled, commitment: &Commitment) -> Entry<'a> {
    let timeline = &compiled.timeline;
    let event = timeline.event(commitment.event);
    let evidence = |mention: &Mention| {
        let line = line(compiled, commitment, mention);
        Evidence {
            event: &timeline.event(mention.event).key,
            how: match mention.how {
                How::Status(_) => "status",
                How::Source(_) => "source",
                How::Relation(kind, _) => kind.word(),
            },
            says: line.says,
            file: line.file,
            line: line.line,
            sources: line.sources,
        }
    };
    let due = event.when.as_ref().map(|when| {
        let frame = when.reading.as_ref().map_or(Frame::Utc, |reading| reading.frame());
        let hard = when.reading.as_ref().map(|reading| reading.hard);
        DueDate {
            written: &when.text,
            earliest: hard.and_then(|hard| hard.start_min).map(|at| iso(at, frame)),
            latest: hard.and_then(|hard| hard.end_max).map(|at| iso(at, frame)),
        }
    });
    Entry {
        event: &event.key,
        kind: event.kind.word(),
        title: &event.title,
        due,
        is_due: match commitment.due {
            Due::Over => "over",
            Due::Ahead => "ahead",
            Due::Doubtful => "doubtful",
            Due::Undated => "undated",
            Due::NoDay => "no-day",
        },
        outcome: word(commitment.outcome),
        moved_to: commitment.moved_to.map(|id| timeline.event(id).key.as_str()),
        made_by: commitment.made_by.iter().map(evidence).collect(),
        shown_by: commitment.shown_by.iter().map(evidence).collect(),
    }
}

/// The word of an outcome for programs.
fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Silent => "silent",
        Outcome::Mentioned => "mentioned",
        Outcome::Missed => "missed",
        Outcome::NotHeld => "not-held",
        Outcome::Cancelled => "cancelled",
        Outcome::Moved => "moved",
        Outcome::Extended => "extended",
        Outcome::Replaced => "replaced",
        Outcome::Held => "held",
        Outcome::Met => "met",
        Outcome::Pending => "open",
    }
}
