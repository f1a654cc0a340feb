//! `demarche order`: what must have come first, and why.
//!
//! With two events, the question is: did the first end before the second began? Without, the whole timeline
//! is told in steps ([`crate::cli::chronicle`]).

use crate::Compiled;
use crate::cli::failure::{Exit, Failure};
use crate::cli::screen::Screen;
use crate::cli::{arguments, chronicle, compiled, when};
use crate::date::Instant;
use crate::date::civil::Day;
use crate::diagnostic::{Position, printable};
use crate::order::{Answer, Claim, Fact, FactId, FactKind, Verdict, Witness};
use crate::timeline::{EventId, Timeline};
use clap::ValueEnum;
use clap::builder::styling::AnsiColor;
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// Say what must have come first, with the proof
///
/// Nothing is guessed: what the file leaves open is `possible`, and two schedules show it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  demarche order talks.yaml                       the whole timeline, step by step
  demarche order talks.yaml obama-putin kerry-2   did obama-putin end before kerry-2 began?
  demarche order talks.yaml --why obama-putin kerry-2
  demarche order talks.yaml --source voa          the order as one source tells it
  demarche order talks.yaml --as-of 2016-09-04    how things stood that evening
  demarche order talks.yaml a b --format json

Exit code of a question: 0 certain, 1 impossible, 3 possible, 4 contested (sources disagree),
2 no such event, or the file could not be read. Of the whole timeline: 0, or 4 if it contradicts itself.")]
pub struct Arguments {
    /// The event file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Id of the event that may have come first
    #[arg(value_name = "A", requires = "second")]
    first: Option<String>,

    /// Id of the event that may have come after it
    #[arg(value_name = "B")]
    second: Option<String>,

    /// The same question, for those who look for it: why is A before B?
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "first")]
    why: Option<Vec<String>>,

    /// Believe one source, beside what nobody tells otherwise
    #[arg(long, value_name = "ID")]
    source: Option<String>,

    /// How things stood on that day: without what happened later, and with what was announced as announced
    #[arg(long, value_name = "DAY", value_parser = arguments::day)]
    as_of: Option<Day>,

    /// How the answer is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// A question about two events, with its answer.
pub struct Question<'a> {
    /// The timeline that it is asked of.
    pub compiled: &'a Compiled,
    /// The event that may have come first.
    pub first: EventId,
    /// The event that may have come after it.
    pub second: EventId,
    /// What is known.
    pub answer: Answer,
}

/// Answers the question, or tells the whole timeline.
///
/// # Errors
/// The file cannot be read, or has no such event.
pub fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let mut compiled = compiled::usable(&arguments.file, screen)?;
    if let Some(day) = arguments.as_of {
        let stood = compiled.timeline.known_on(day);
        let all = compiled.timeline.events.len();
        let known = stood.events.len();
        let asked = arguments.why.iter().flatten().chain(&arguments.first).chain(&arguments.second);
        let day = crate::date::print::day(day);
        for key in asked {
            let id = compiled::event(&compiled.timeline, key)?;
            let key = &compiled.timeline.event(id).key;
            if stood.events.iter().all(|event| event.key != *key) {
                return Err(Failure::new(format!("`{key}` was still to come on {day}")));
            }
        }
        compiled.timeline = stood;
        compiled = compiled.checked_again();
        screen.talk(&format!(
            "as things stood on {day}: {known} of {}\n",
            compiled::counted(all, "event")
        ));
    }
    if let Some(key) = &arguments.source {
        let source = compiled::source(&compiled.timeline, key)?;
        compiled.order = compiled.order.as_told_by(source);
        let title = printable::one_line(&compiled.timeline.source(source).title).into_owned();
        screen
            .talk(&format!("as `{key}` tells it ({title}), beside what nobody tells otherwise\n"));
    }
    let (first, second) = match arguments.why.as_deref() {
        Some([first, second]) => (Some(first), Some(second)),
        Some(_) | None => (arguments.first.as_ref(), arguments.second.as_ref()),
    };
    let (Some(first), Some(second)) = (first, second) else {
        match arguments.format {
            Format::Text => screen.print(&chronicle::text(&compiled, screen))?,
            Format::Json => screen.print_data(&chronicle::json(&compiled))?,
        }
        return Ok(agreement(&compiled, screen, &arguments.file.to_string_lossy()));
    };
    let first = compiled::event(&compiled.timeline, first)?;
    let second = compiled::event(&compiled.timeline, second)?;
    if first == second {
        return Err(Failure::new("an event has no order with itself; name two events"));
    }
    let answer = compiled.order.order(first, second);
    let question = Question { compiled: &compiled, first, second, answer };
    match arguments.format {
        Format::Text => screen.print(&question.text(screen))?,
        Format::Json => screen.print_data(&crate::cli::answer::json(&question))?,
    }
    Ok(match question.answer.verdict {
        Verdict::Certain => Exit::Done,
        Verdict::Impossible => Exit::Found,
        Verdict::Possible => Exit::Possible,
        Verdict::Contested => Exit::Contested,
    })
}

/// Whether the chronicle could be told from all the facts; if they contradict each other, says so.
fn agreement(compiled: &Compiled, screen: &Screen, name: &str) -> Exit {
    let open = compiled.order.contradictions().iter().filter(|clash| !clash.is_decided).count();
    let count = open + compiled.order.unlisted_contradictions();
    if count == 0 {
        return Exit::Done;
    }
    let contradictions = compiled::counted(count, "contradiction");
    let name = printable::one_line(name);
    screen.talk(&format!(
        "{contradictions} in this file, disputes of sources counted: of each, one fact was left out of the order above; `demarche check {name}` shows those that no `allow` excuses\n"
    ));
    Exit::Contested
}

impl Question<'_> {
    /// The id of an event, printable.
    fn key(&self, event: EventId) -> String {
        printable::one_line(&self.compiled.timeline.event(event).key).into_owned()
    }

    fn text(&self, screen: &Screen) -> String {
        let (a, b) = (self.key(self.first), self.key(self.second));
        let strong = screen.strong();
        let (color, sentence) = match self.answer.verdict {
            Verdict::Certain => (AnsiColor::Green, format!("{a} ends before {b} begins")),
            Verdict::Impossible => (AnsiColor::Red, format!("{a} cannot end before {b} begins")),
            Verdict::Possible => {
                (AnsiColor::Yellow, format!("{a} may end before {b} begins, or not"))
            }
            Verdict::Contested => {
                let sentence = format!("the facts disagree whether {a} ends before {b} begins");
                (AnsiColor::Magenta, sentence)
            }
        };
        let word = word(self.answer.verdict);
        let tint = screen.tint(color);
        let mut out = format!("{tint}{word}{tint:#}{strong}: {sentence}{strong:#}\n");
        if let Some(gap) = self.gap() {
            out.push_str(&format!("  {gap}\n"));
        }
        out.push_str(&self.proof(screen));
        out.push_str(&self.alternatives());
        for witness in &self.answer.witnesses {
            out.push_str(&self.witness(witness));
        }
        if let Some(verdict) = self.answer.if_unpadded {
            let then = self::word(verdict);
            out.push_str(&format!("  {then} if approximate dates are taken at their word\n"));
        }
        out.push_str(&self.assumptions(screen));
        if self.answer.verdict == Verdict::Possible {
            let dim = screen.dim();
            out.push_str(&format!(
                "  {dim}to decide it: give both events times, or write `after: {a}` at {b}{dim:#}\n"
            ));
        }
        out
    }

    /// How long after the end of the first the second begins.
    fn gap(&self) -> Option<String> {
        // Rounded outwards to whole minutes: single seconds come from the network's grid, not from the file.
        let least = |gap_s: i64| gap_s.div_euclid(60).saturating_mul(60);
        let most = |gap_s: i64| least(gap_s.saturating_add(59));
        let between = match (self.answer.gap_s.0.map(least), self.answer.gap_s.1.map(most)) {
            (Some(min), Some(max)) if min == max => when::seconds(min),
            (Some(min), Some(max)) => format!("{} … {}", when::seconds(min), when::seconds(max)),
            (Some(min), None) => format!("at least {}", when::seconds(min)),
            (None, Some(max)) => format!("at most {}", when::seconds(max)),
            (None, None) => return None,
        };
        match self.answer.verdict {
            Verdict::Certain | Verdict::Possible => {
                Some(format!("from the end of the first to the beginning of the second: {between}"))
            }
            Verdict::Impossible | Verdict::Contested => None,
        }
    }

    /// The facts that force the verdict, numbered, each with its place and its source.
    fn proof(&self, screen: &Screen) -> String {
        /// Facts longer than this do not push the places to the right.
        const WIDEST: usize = 72;
        let facts: Vec<_> = self.answer.proof.iter().map(|&id| fact(self.compiled, id)).collect();
        let widths = facts.iter().map(|fact| fact.says.width());
        let width = widths.filter(|&width| width <= WIDEST).max().unwrap_or(0);
        let dim = screen.dim();
        let mut out = String::new();
        for (index, fact) in facts.iter().enumerate() {
            let pad = " ".repeat(width.saturating_sub(fact.says.width()));
            let position = &fact.position;
            let place = format!("{}:{}", printable::one_line(position.file), position.line);
            let source = sources_in_words(fact);
            let number = index + 1;
            out.push_str(&format!("  {number} {}{pad}   {dim}{place}{source}{dim:#}\n", fact.says));
        }
        out
    }

    /// What the verdict would be without one of the facts in contradiction, and what each source says of it.
    fn alternatives(&self) -> String {
        let mut out = String::new();
        for &(given_up, verdict) in &self.answer.alternatives {
            let number = self.answer.proof.iter().position(|&fact| fact == given_up);
            if let Some(number) = number {
                out.push_str(&format!("  without {}: {}\n", number + 1, word(verdict)));
            }
        }
        let told = self.compiled.order.order_per_source(self.first, self.second);
        // Where no source says anything of time, there is nobody to choose between.
        if self.answer.verdict == Verdict::Contested && told.len() > 1 {
            for (source, verdict) in told {
                let who = match source {
                    Some(source) => {
                        let key = &self.compiled.timeline.source(source).key;
                        printable::one_line(key).into_owned()
                    }
                    None => "what the file itself says".to_owned(),
                };
                out.push_str(&format!("  by {who}: {}\n", word(verdict)));
            }
        }
        out
    }

    /// What is taken for granted, a line each.
    fn assumptions(&self, screen: &Screen) -> String {
        let pair = (self.first, self.second);
        let order = &self.compiled.order;
        let found = order.assumptions(&self.compiled.timeline, pair, &self.answer);
        let dim = screen.dim();
        let mut out = String::new();
        for assumption in found {
            let says = printable::one_line(&assumption.says);
            out.push_str(&format!("  {dim}assuming: {says}{dim:#}\n"));
        }
        out
    }

    /// One way that it can have happened.
    fn witness(&self, witness: &Witness) -> String {
        let usual = self.compiled.timeline.zone;
        let span = |event, (start, end): (Instant, Instant)| {
            let zone = when::zone_of(self.compiled.order.frame(event), usual);
            if start == end {
                return when::instant(start, zone);
            }
            format!("{} – {}", when::instant(start, zone), when::instant(end, zone))
        };
        let head = if witness.before { "it can be:  " } else { "or not:     " };
        let blank = " ".repeat(head.len());
        let (a, b) = (self.key(self.first), self.key(self.second));
        let width = a.width().max(b.width());
        let line = |head: &str, key: &str, span: String| {
            format!("  {head}{key}{}  {span}\n", " ".repeat(width - key.width()))
        };
        let mut out = line(head, &a, span(self.first, witness.first));
        out.push_str(&line(&blank, &b, span(self.second, witness.second)));
        let frames = [self.first, self.second].map(|event| self.compiled.order.frame(event));
        let clocks = match witness.ahead_s {
            [None, None] => return out,
            [Some(ahead_s), Some(_)] if frames[0] == frames[1] => {
                format!("clocks without a zone {} ahead of UTC", when::seconds(ahead_s))
            }
            [Some(first_s), Some(second_s)] => format!(
                "the clock of {a} {} ahead of UTC, that of {b} {}",
                when::seconds(first_s),
                when::seconds(second_s)
            ),
            [Some(ahead_s), None] | [None, Some(ahead_s)] => {
                format!("clocks without a zone {} ahead of UTC", when::seconds(ahead_s))
            }
        };
        out.push_str(&format!("  {blank}({clocks})\n"));
        out
    }
}

/// The word of a verdict.
pub fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Certain => "certain",
        Verdict::Impossible => "impossible",
        Verdict::Possible => "possible",
        Verdict::Contested => "contested",
    }
}

/// A fact of a proof, with its place.
pub struct FactLine<'a> {
    /// What it is: `date`, `relation`, `duration`, `passage` (of a message) or `published` (of a source).
    pub kind: &'static str,
    /// What it says, in words, printable.
    pub says: String,
    /// Where it stands.
    pub position: Position<'a>,
    /// Who says so, by `per`.
    pub source: Option<&'a str>,
    /// What the event that carries the fact is known from, where no `per` says who says so.
    pub cited: Vec<Cited<'a>>,
}

/// A source cited for a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited<'a> {
    /// Its id in the file.
    pub key: &'a str,
    /// The page or paragraph.
    pub locator: Option<&'a str>,
}

/// Looks a fact up.
pub fn fact(compiled: &Compiled, id: FactId) -> FactLine<'_> {
    let timeline = &compiled.timeline;
    let fact = compiled.order.fact(id);
    let kind = match fact.kind {
        FactKind::Date(_) | FactKind::End(_) | FactKind::Claim(_, _, Claim::Date) => "date",
        FactKind::Relation(..) | FactKind::Claim(_, _, Claim::Relation(_)) => "relation",
        FactKind::Duration(_) | FactKind::Claim(_, _, Claim::Duration) => "duration",
        FactKind::Passage(..) => "passage",
        FactKind::Published(..) => "published",
    };
    FactLine {
        kind,
        says: printable::one_line(&compiled.order.describe(timeline, id)).into_owned(),
        position: compiled.files.position(compiled.order.span_of(timeline, id)),
        source: fact.per.map(|source| timeline.source(source).key.as_str()),
        cited: cited(timeline, fact),
    }
}

/// The sources behind a fact that no `per` names: those of the event that carries it; of a day of publication, the
/// source itself.
fn cited(timeline: &Timeline, fact: Fact) -> Vec<Cited<'_>> {
    if fact.per.is_some() {
        return Vec::new();
    }
    match fact.kind {
        FactKind::Date(event)
        | FactKind::End(event)
        | FactKind::Relation(event, _)
        | FactKind::Duration(event)
        | FactKind::Passage(event, _)
        | FactKind::Claim(event, _, _) => {
            let citations = timeline.event(event).citations.iter();
            citations
                .map(|citation| Cited {
                    key: &timeline.source(citation.source).key,
                    locator: citation.locator.as_deref(),
                })
                .collect()
        }
        FactKind::Published(source, _) => {
            vec![Cited { key: &timeline.source(source).key, locator: None }]
        }
    }
}

/// `  per wire-a`, or `  voa, par. 11; ria`; nothing where no source is named.
fn sources_in_words(fact: &FactLine<'_>) -> String {
    if let Some(source) = fact.source {
        return format!("  per {}", printable::one_line(source));
    }
    let named = |cited: &Cited<'_>| match cited.locator {
        Some(locator) => format!("{}, {locator}", cited.key),
        None => cited.key.to_owned(),
    };
    let all: Vec<String> = fact.cited.iter().map(named).collect();
    if all.is_empty() {
        String::new()
    } else {
        format!("  {}", printable::one_line(&all.join("; ")))
    }
}
