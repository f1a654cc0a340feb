//! D311 and D312: what sources say cannot all hold, with each other or by itself.

use crate::check::{Check, Evidence, Remarks, anchor_conflict, contradiction, words};
use crate::diagnostic::{Code, Severity};
use crate::order::{Claim, Clash, Contradiction, FactId, FactKind};
use crate::timeline::SourceId;

/// Two sources or more contradict each other.
pub const DISPUTED: Check = Check {
    code: Code("D311"),
    name: "disputed",
    severity: Severity::Warning,
    summary: "sources contradict each other about the order of events",
    explain: "\
Facts that bear `per: source`, claims of `accounts`, or such a claim and what the event itself says, cannot all
hold. Each source by itself may be right. The facts are numbered, each with who says so; take any one away, and
the rest can hold.

Questions about the events concerned are answered `contested` where the answer depends on whom one
believes, with what each source says.

## Why it matters

A dispute between sources is a finding of the research, not a mistake of the file: it is kept, and shown,
and nothing is averaged. But no order may be drawn from it unawares.

## What to do

Leave it, if it is a real dispute, and excuse it with the reason: `allow: { D311: … }`. If one account is
known to be wrong, set it aside and say why: `reject: the log of the hotel has 23:10`, beside `per` or in the account.
If one source is as a rule to be believed before another, rank them at the top of the file: `prefer: [wire-a, wire-b]`.
Both are shown with every answer that rests on them.
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
Facts that bear `per` one and the same source, or claims of its accounts, contradict each other, or what the file
itself says: dates, durations and relations without `per` that no account tells otherwise. No other source is needed to see it.

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
    for clash in clashes(evidence, |clash| clash == Clash::Accounts) {
        let voices = evidence.order.voices_of(clash);
        let them: Vec<String> = voices.iter().map(|(voice, _)| name(evidence, *voice)).collect();
        let them = words::list(&them);
        let message = format!(
            "{them} contradict each other: {}",
            contradiction::cannot_hold(clash.facts.len())
        );
        let (excused_by, mut diagnostic) =
            contradiction::laid_out(&DISPUTED, message, evidence, clash);
        // Where each tells one fact, the list of facts says already who tells which.
        if voices.iter().any(|(_, facts)| facts.len() > 1) {
            for opinion in opinions(evidence, &voices) {
                diagnostic = diagnostic.note(opinion);
            }
        }
        if clash.is_decided {
            let aside = evidence.order.describe(evidence.timeline, clash.withdrawn);
            diagnostic = diagnostic
                .note(format!("`prefer` decides: `{}` is set aside", words::plain(&aside)));
            diagnostic.severity = Severity::Note;
        } else {
            diagnostic = diagnostic.help(
                "excuse the dispute (`allow: { D311: … }`), set a source aside (`reject: the reason`), or rank the sources (`prefer`)",
            );
        }
        remarks.add(excused_by, diagnostic);
    }
}

fn find_self_clashes(evidence: &Evidence<'_>, remarks: &mut Remarks) {
    for clash in clashes(evidence, |clash| matches!(clash, Clash::Source(_))) {
        let Clash::Source(source) = clash.clash else { continue };
        let all_its_own = clash.facts.iter().all(|&fact| evidence.order.fact(fact).is_version);
        let against = if all_its_own { "itself" } else { "what the file says" };
        let message = format!("{} contradicts {against}", name(evidence, Some(source)));
        let (excused_by, diagnostic) =
            contradiction::laid_out(&SOURCE_SELF_CLASH, message, evidence, clash);
        let help = "withdraw one of these facts, name another source for it, or keep it and write `reject: the reason`";
        remarks.add(excused_by, diagnostic.help(help));
    }
}

/// The contradictions of one sort that no check of a pair reports.
fn clashes<'a>(
    evidence: &Evidence<'a>,
    wanted: fn(Clash) -> bool,
) -> impl Iterator<Item = &'a Contradiction> {
    let evidence = *evidence;
    let all = evidence.order.contradictions().iter();
    all.filter(move |clash| {
        wanted(clash.clash)
            && !contradiction::refuted_by_dates(&evidence, clash)
            && !is_miscounted(&evidence, clash)
    })
}

/// Whether it is a day counted from the wrong anchor, which a check of its own reports.
fn is_miscounted(evidence: &Evidence<'_>, clash: &Contradiction) -> bool {
    let kinds: Vec<FactKind> =
        clash.facts.iter().map(|&fact| evidence.order.fact(fact).kind).collect();
    let [FactKind::Date(event), FactKind::Claim(other, _, Claim::Date)] = kinds[..] else {
        return false;
    };
    let mut remarks = Remarks::default();
    let same_as = anchor_conflict::same_as(evidence.timeline);
    anchor_conflict::told_elsewhere(evidence.timeline, &same_as, event, &mut remarks);
    event == other && !remarks.found.is_empty()
}

/// A source by its id; what events say without one, as the file itself.
fn name(evidence: &Evidence<'_>, voice: Option<SourceId>) -> String {
    match voice {
        Some(source) => words::quoted(&evidence.timeline.source(source).key),
        None => "the file itself".to_owned(),
    }
}

/// What each of them says: `wire-a: dinner is after talks`.
fn opinions(evidence: &Evidence<'_>, voices: &[(Option<SourceId>, Vec<FactId>)]) -> Vec<String> {
    let said_by = |(voice, facts): &(Option<SourceId>, Vec<FactId>)| {
        let says = facts.iter().map(|&fact| evidence.order.describe(evidence.timeline, fact));
        let key = match voice {
            Some(source) => words::plain(&evidence.timeline.source(*source).key),
            None => "the file itself".to_owned(),
        };
        format!("{key}: {}", words::list(&says.collect::<Vec<_>>()))
    };
    voices.iter().map(said_by).collect()
}
