//! `demarche show`: a timeline as a table.

use crate::Compiled;
use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::Screen;
use crate::cli::table::{Column, Table};
use crate::cli::{arguments, chronicle, commitments, compiled, when};
use crate::date::civil::Day;
use crate::date::{Reading, Rule};
use crate::order::passage::dated_steps;
use crate::timeline::{Event, EventId, Participant, Party, Spanned, Timeline};
use clap::ValueEnum;
use clap::builder::styling::Style;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Show an event file as a table
///
/// Events stand in chronological order as far as it is known; where it is not, they keep the order of the
/// file. A time in brackets was worked out from other events.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche show talks.yaml
  demarche show talks.yaml --dates         how each date was understood
  demarche show talks.yaml --commitments   what was announced, and what became of it
  demarche show talks.yaml --commitments --as-of 2016-09-10")]
pub struct Arguments {
    /// The event file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Show each date as written and as understood, with the rule and the day counted from
    #[arg(long)]
    dates: bool,

    /// Show what was announced and every deadline, what became of each, and what in the file says so
    #[arg(long, conflicts_with = "dates")]
    commitments: bool,

    /// The day from which `--commitments` looks back, instead of the file's `as_of`
    #[arg(long, value_name = "DAY", value_parser = arguments::day, requires = "commitments")]
    as_of: Option<Day>,

    /// How `--commitments` are printed
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        requires = "commitments"
    )]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Prints the table.
///
/// # Errors
/// The file cannot be read.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let compiled = compiled::usable(&arguments.file, screen)?;
    if arguments.commitments {
        let as_of = arguments.as_of.or(compiled.timeline.as_of);
        match arguments.format {
            Format::Text => screen.print(&commitments::text(&compiled, as_of, screen))?,
            Format::Json => screen.print_data(&commitments::json(&compiled, as_of))?,
        }
        return Ok(Exit::Done);
    }
    if arguments.dates {
        let (table, rules) = dates(&compiled);
        screen.print(&table.render(screen))?;
        screen.print(&legend(&rules))?;
    } else {
        screen.print(&events(&compiled, screen).render(screen))?;
        screen.print(&chronicle::set_aside(&compiled, screen))?;
    }
    Ok(Exit::Done)
}

fn events(compiled: &Compiled, screen: &Screen) -> Table {
    let timeline = &compiled.timeline;
    let mut table = Table::new(vec![
        Column::fixed("When"),
        Column::fixed("Kind"),
        Column::flexible("Who", 12),
        Column::flexible("Title", 20),
    ]);
    let edges = compiled.graph.reduced_order();
    let count = timeline.events.len();
    for id in crate::order::steps::listing(&compiled.order, count, &edges) {
        let event = timeline.event(id);
        table.row(vec![
            (time(compiled, id), Style::new()),
            (event.kind.word().to_owned(), screen.dim()),
            (who(timeline, event), Style::new()),
            (event.title.to_string(), screen.strong()),
        ]);
    }
    table
}

/// When an event was: its own date, or what the others leave.
pub fn time(compiled: &Compiled, id: EventId) -> String {
    let zone = compiled.timeline.zone;
    match compiled.timeline.event(id).reading() {
        Some(reading) => when::reading(reading, zone),
        None => {
            let zone = when::zone_of(compiled.order.frame(id), zone);
            when::inferred(&compiled.order.bounds(id), zone)
        }
    }
}

/// Who took part: `Kerry → reporters`, `Obama, Putin`.
fn who(timeline: &Timeline, event: &Event) -> String {
    let names = |participants: &[Participant]| {
        let labels: Vec<_> = participants.iter().map(|p| party(timeline, p.party)).collect();
        labels.join(", ")
    };
    let speaker = event.speaker.as_ref().map(|speaker| party(timeline, speaker.party));
    let others: Vec<Participant> = event
        .participants
        .iter()
        .filter(|p| event.speaker.as_ref().is_none_or(|speaker| speaker.party != p.party))
        .cloned()
        .collect();
    let mut from: Vec<&str> = speaker.into_iter().collect();
    let others = names(&others);
    if !others.is_empty() {
        from.push(&others);
    }
    let from = from.join(", ");
    match (from.is_empty(), event.to.is_empty()) {
        (_, true) => from,
        (true, false) => format!("→ {}", names(&event.to)),
        (false, false) => format!("{from} → {}", names(&event.to)),
    }
}

fn party(timeline: &Timeline, party: Party) -> &str {
    match party {
        Party::Actor(id) => timeline.actor(id).label(),
        Party::Audience(audience) => audience.word(),
    }
}

/// The rules that occur, each with what it does.
fn legend(rules: &BTreeSet<Rule>) -> String {
    let line = |rule: &Rule| format!("{:<4} {}\n", rule.code(), rule.summary());
    format!("\n{}", rules.iter().map(line).collect::<String>())
}

/// Every date of the file, in file order: of events, then of sources, then of actors.
fn dates(compiled: &Compiled) -> (Table, BTreeSet<Rule>) {
    let timeline = &compiled.timeline;
    let mut table = Table::new(vec![
        Column::flexible("Of", 18),
        Column::flexible("As written", 12),
        Column::fixed("As understood"),
        Column::fixed("By"),
    ]);
    let mut rules = BTreeSet::new();
    let mut row = |of: String, text: &str, reading: Option<&Reading>| {
        let cells = match reading {
            Some(reading) => {
                rules.insert(reading.rule);
                [when::reading(reading, timeline.zone), when::how(reading)]
            }
            None => ["not understood".to_owned(), String::new()],
        };
        let cells = [of, text.to_owned()].into_iter().chain(cells);
        table.row(cells.map(|cell| (cell, Style::new())).collect());
    };
    for (event, id) in timeline.events.iter().zip(timeline.event_ids()) {
        if let Some(date) = &event.when {
            row(event.key.to_string(), &date.text, date.reading.as_ref());
        }
        if let Some(face) = timeline.face_date(id) {
            row(format!("{} dated", event.key), &face.text, face.reading.as_ref());
        }
        for (_, passage) in dated_steps(timeline, id) {
            let (step, date) = (passage.step.word(), &passage.when);
            row(format!("{} {step}", event.key), &date.text, date.reading.as_ref());
        }
    }
    let mut side = |key: &str, field: &str, date: Option<&Spanned<Reading>>| {
        if let Some(date) = date {
            row(format!("{key} {field}"), compiled.files.slice(date.span), Some(&date.value));
        }
    };
    for source in &timeline.sources {
        side(&source.key, "published", source.published.as_deref());
        side(&source.key, "dateline", source.dateline.as_ref().and_then(|(_, day)| day.as_deref()));
        side(&source.key, "accessed", source.accessed.as_deref());
    }
    for actor in &timeline.actors {
        side(&actor.key, "tenure", actor.tenure.as_deref());
        side(&actor.key, "born", actor.born.as_deref());
        side(&actor.key, "died", actor.died.as_deref());
    }
    (table, rules)
}
