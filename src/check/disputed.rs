//! D311 and D312: what sources say cannot all hold, with each other or by itself.

use crate::check::{Check, Evidence, Remarks, contradiction, words};
use crate::diagnostic::{Code, Severity};
use crate::order::Contradiction;
use crate::timeline::SourceId;

/// Two sources or more contradict each other.
pub const DISPUTED: Check = Check {
    code: Code("D311"),
    name: "disputed",
    severity: Severity::Warning,
    summary: "sources contradict each other about the order of events",
    explain: "\
Facts that bear `per: source` cannot all hold, and more than one source is among them. Each source by
itself may be right. The facts are numbered, each with who says so; take any one away, and the rest can
hold.

Questions about the events concerned are answered `contested` where the answer depends on whom one
believes, with what each source says.

## Why it matters

A dispute between sources is a finding of the research, not a mistake of the file: it is kept, and shown,
and nothing is averaged. But no order may be drawn from it unawares.

## What to do

Leave it, if it is a real dispute, and excuse it with the reason: `allow: { D311: … }`. If one account is
known to be wrong, withdraw the fact that rests on it.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
sources:
  wire-a: { title: Talks end before dinner }
  wire-b: { title: Dinner before talks }
events:
  - id: talks
    kind: meeting
    date: 2016-09-09
    source: wire-a
  - id: dinner
    kind: meeting
    date: 2016-09-09
    source: wire-b
    after: { talks: { per: wire-a } }
    before: { talks: { per: wire-b } }
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
sources:
  wire-a: { title: Talks end before dinner }
  wire-b: { title: Dinner before talks }
events:
  - id: talks
    kind: meeting
    date: 2016-09-09
    source: wire-a
  - id: dinner
    kind: meeting
    date: 2016-09-09
    source: wire-b
    after: { talks: { per: wire-a } }
",
    run: Some(find_disputes),
};

/// One source contradicts itself, or what the author says.
pub const SOURCE_SELF_CLASH: Check = Check {
    code: Code("D312"),
    name: "source-self-clash",
    severity: Severity::Error,
    summary: "what one source says cannot hold",
    explain: "\
Facts that bear `per` one and the same source contradict each other, or what the file itself says: dates,
durations and relations without `per`. No other source is needed to see it.

## Why it matters

A source that contradicts itself was misread, or is of little worth here. The two cases call for
different things, and a reader has to know which it is.

## What to do

Look the passage up. If the source really says so, keep the fact that stands and move the other into a
`note`; if another source gave one of the facts, name that one in `per`.
",
    example: "\
title: Geneva
timezone: Europe/Zurich
sources:
  wire-a: { title: A long night }
events:
  - id: talks
    kind: meeting
    date: 2016-09-09
    source: wire-a
  - id: dinner
    kind: meeting
    date: 2016-09-09
    source: wire-a
    after: { talks: { per: wire-a } }
    before: { talks: { per: wire-a } }
",
    cure: "\
title: Geneva
timezone: Europe/Zurich
sources:
  wire-a: { title: A long night }
events:
  - id: talks
    kind: meeting
    date: 2016-09-09
    source: wire-a
  - id: dinner
    kind: meeting
    date: 2016-09-09
    source: wire-a
    after: { talks: { per: wire-a } }
",
    run: Some(find_self_clashes),
};

fn find_disputes(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for (clash, sources) in sourced(evidence) {
        if sources.len() > 1 {
            let verdicts = opinions(evidence, clash, &sources);
            let message = format!(
                "{} contradict each other: {} facts cannot all hold",
                keys(evidence, &sources),
                clash.facts.len()
            );
            let (excused_by, mut diagnostic) =
                contradiction::laid_out(&DISPUTED, message, evidence, clash);
            for opinion in verdicts {
                diagnostic = diagnostic.note(opinion);
            }
            let help = "withdraw a fact, or excuse the dispute: `allow: { D311: … }`";
            remarks.add(excused_by, diagnostic.help(help));
        }
    }
}

fn find_self_clashes(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for (clash, sources) in sourced(evidence) {
        if let [source] = sources[..] {
            let all_its_own =
                clash.facts.iter().all(|&fact| evidence.order.fact(fact).per == Some(source));
            let against = if all_its_own { "itself" } else { "what the file says" };
            let message = format!("{} contradicts {against}", keys(evidence, &sources));
            let (excused_by, diagnostic) =
                contradiction::laid_out(&SOURCE_SELF_CLASH, message, evidence, clash);
            let help = "withdraw one of these facts, or name another source for it";
            remarks.add(excused_by, diagnostic.help(help));
        }
    }
}

/// The contradictions that turn on what sources say, and that no check of a pair reports.
fn sourced<'a>(
    evidence: &Evidence<'a>,
) -> impl Iterator<Item = (&'a Contradiction, Vec<SourceId>)> {
    let evidence = *evidence;
    let all = evidence.order.contradictions().iter();
    all.map(move |clash| (clash, evidence.order.sources_of(clash))).filter(
        move |(clash, sources)| {
            !sources.is_empty() && !contradiction::refuted_by_dates(&evidence, clash)
        },
    )
}

fn keys(evidence: &Evidence<'_>, sources: &[SourceId]) -> String {
    let key = |&source: &SourceId| words::quoted(&evidence.timeline.source(source).key);
    words::list(&sources.iter().map(key).collect::<Vec<_>>())
}

/// What each of the sources says, in the order of the file: `wire-a: dinner is after talks`.
fn opinions(evidence: &Evidence<'_>, clash: &Contradiction, sources: &[SourceId]) -> Vec<String> {
    let said_by = |&source: &SourceId| {
        let facts = clash.facts.iter().filter(|&&f| evidence.order.fact(f).per == Some(source));
        let says = facts.map(|&fact| evidence.order.describe(evidence.timeline, fact));
        let key = words::plain(&evidence.timeline.source(source).key);
        format!("{key}: {}", words::list(&says.collect::<Vec<_>>()))
    };
    sources.iter().map(said_by).collect()
}
