//! Drafts of invented articles, compared with what a careful reader finds in them.
//!
//! `cargo test --test articles -- --nocapture` prints precision and recall of events, speakers, days and quotations, and
//! lists every miss. The drafts themselves are kept beside the articles and compared byte for byte.
#![allow(clippy::disallowed_methods, reason = "the articles are files beside this test")]

use demarche::draft::{Request, draft, input};
use demarche::prose::Lexicon;
use demarche::timeline::{ActorId, Event, Party, Timeline};
use demarche::{Compiled, compile};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What a reader finds: one line of a `.gold` file.
#[derive(Debug, Clone)]
struct Gold {
    kinds: Vec<String>,
    days: Option<(String, String)>,
    speaker: Option<String>,
    others: Vec<String>,
    status: Option<String>,
    quotes: Vec<String>,
}

impl Gold {
    fn parse(line: &str) -> Gold {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let column =
            |at: usize| columns.get(at).copied().filter(|text| !text.is_empty() && *text != "-");
        let days = column(1).map(|text| {
            let (first, last) = text.split_once('/').unwrap_or((text, text));
            (first.to_owned(), last.to_owned())
        });
        let list = |at: usize, by: char| {
            column(at)
                .unwrap_or("")
                .split(by)
                .map(|t| t.trim().to_owned())
                .filter(|t| !t.is_empty())
                .collect()
        };
        Gold {
            kinds: list(0, ','),
            days,
            speaker: column(2).map(str::to_owned),
            others: list(3, ','),
            status: column(4).map(str::to_owned),
            quotes: list(5, ';'),
        }
    }
}

/// Found, wanted and given, of one thing.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    right: usize,
    given: usize,
    wanted: usize,
}

impl Score {
    fn add(&mut self, other: Score) {
        self.right += other.right;
        self.given += other.given;
        self.wanted += other.wanted;
    }

    fn percent(part: usize, whole: usize) -> String {
        (part * 100).checked_div(whole).map_or("   –".to_owned(), |share| format!("{share:3}%"))
    }

    fn cells(self) -> String {
        format!(
            "{} {}",
            Score::percent(self.right, self.given),
            Score::percent(self.right, self.wanted)
        )
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Scores {
    events: Score,
    speakers: Score,
    days: Score,
    quotes: Score,
}

impl Scores {
    fn add(&mut self, other: Scores) {
        self.events.add(other.events);
        self.speakers.add(other.speakers);
        self.days.add(other.days);
        self.quotes.add(other.quotes);
    }

    fn line(self, name: &str) -> String {
        format!(
            "{name:<22} {}   {}   {}   {}",
            self.events.cells(),
            self.speakers.cells(),
            self.days.cells(),
            self.quotes.cells()
        )
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles")
}

fn articles(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension().is_some_and(|e| e == "txt") && path.with_extension("gold").exists()
        })
        .collect();
    found.sort();
    found
}

fn drafted(path: &Path, lexicon: &Lexicon) -> (String, Compiled) {
    let text = std::fs::read_to_string(path).expect("an article");
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let request = Request {
        text: &text,
        key: name.clone(),
        path: Some(format!("{name}.txt")),
        ..Request::default()
    };
    let yaml = draft(&[request], lexicon).expect("an English text").to_yaml();
    let compiled = compile(&format!("{name}.yaml"), yaml.clone(), &mut |_| Ok(text.clone()));
    (yaml, compiled)
}

fn names(timeline: &Timeline, id: ActorId) -> String {
    let actor = timeline.actor(id);
    format!("{} {} {}", actor.key, actor.name, actor.label()).to_lowercase()
}

fn is(timeline: &Timeline, party: Party, name: &str) -> bool {
    let name = name.to_lowercase();
    match party {
        Party::Actor(id) => names(timeline, id).contains(&name),
        Party::Audience(audience) => audience.word() == name,
    }
}

fn has(timeline: &Timeline, event: &Event, name: &str) -> bool {
    event
        .participants
        .iter()
        .chain(&event.to)
        .chain(&event.speaker)
        .any(|p| is(timeline, p.party, name))
}

fn days(event: &Event) -> Option<(String, String)> {
    let civil = &event.reading()?.civil;
    Some((civil.first?.to_string(), civil.last?.to_string()))
}

fn has_quote(event: &Event, piece: &str) -> bool {
    event
        .quote
        .as_ref()
        .is_some_and(|quote| quote.value.contains(piece.trim_end_matches([',', '.'])))
}

/// How well a drafted event answers to a gold one; 0 if it cannot be it.
fn likeness(timeline: &Timeline, gold: &Gold, event: &Event) -> u32 {
    if !gold.kinds.iter().any(|kind| kind == event.kind.word()) {
        return 0;
    }
    let speaks = gold
        .kinds
        .iter()
        .any(|k| matches!(k.as_str(), "statement" | "demand" | "announcement" | "message"));
    let mut score = 1;
    let mut tied = false;
    if let (Some(name), Some(speaker)) = (&gold.speaker, &event.speaker) {
        if is(timeline, speaker.party, name) {
            score += 4;
            tied = true;
        } else {
            return 0;
        }
    }
    let quoted = gold.quotes.iter().filter(|piece| has_quote(event, piece)).count();
    if quoted > 0 {
        score += 10;
        tied = true;
    } else if !gold.quotes.is_empty() && speaks {
        return 0;
    }
    let known = gold.others.iter().filter(|name| has(timeline, event, name)).count() as u32;
    score += 2 * known;
    tied |= known > 0;
    if gold.days.is_some() && gold.days == days(event) {
        score += 3;
        tied = true;
    }
    let status = event.status.as_ref().map(|s| s.value.word());
    if gold.status.as_deref() == status {
        score += 1;
    } else if gold.status.is_some() {
        return 0;
    }
    if gold.speaker.is_none()
        && gold.others.is_empty()
        && gold.days.is_none()
        && gold.quotes.is_empty()
    {
        tied = true;
    }
    if tied { score } else { 0 }
}

fn score(path: &Path, compiled: &Compiled, misses: &mut String) -> Scores {
    let timeline = &compiled.timeline;
    let text = std::fs::read_to_string(path.with_extension("gold")).expect("a gold file");
    let gold: Vec<Gold> = text
        .lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(Gold::parse)
        .collect();
    let drafted: Vec<&Event> =
        timeline.events.iter().filter(|e| e.kind.word() != "background").collect();
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (g, want) in gold.iter().enumerate() {
        for (d, event) in drafted.iter().enumerate() {
            let likeness = likeness(timeline, want, event);
            if likeness > 0 {
                pairs.push((likeness, g, d));
            }
        }
    }
    pairs.sort_by_key(|&(likeness, g, d)| (std::cmp::Reverse(likeness), g, d));
    let mut of_gold: Vec<Option<usize>> = vec![None; gold.len()];
    let mut used = vec![false; drafted.len()];
    for (_, g, d) in pairs {
        if of_gold[g].is_none() && !used[d] {
            of_gold[g] = Some(d);
            used[d] = true;
        }
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut scores = Scores::default();
    scores.events.wanted = gold.len();
    scores.events.given = drafted.len();
    for (want, found) in gold.iter().zip(&of_gold) {
        let event = found.map(|d| drafted[d]);
        scores.speakers.wanted += usize::from(want.speaker.is_some());
        scores.days.wanted += usize::from(want.days.is_some());
        scores.quotes.wanted += want.quotes.len();
        let Some(event) = event else {
            let _ = writeln!(misses, "  {name}: not found: {want:?}");
            continue;
        };
        scores.events.right += 1;
        if let Some(speaker) = &want.speaker {
            let right = event.speaker.as_ref().is_some_and(|s| is(timeline, s.party, speaker));
            scores.speakers.right += usize::from(right);
            if !right {
                let _ = writeln!(misses, "  {name}: `{}` lacks its speaker {speaker}", event.key);
            }
        }
        let dated = days(event);
        if want.days.is_some() && want.days == dated {
            scores.days.right += 1;
        } else if want.days != dated {
            let _ = writeln!(
                misses,
                "  {name}: `{}` is dated {dated:?}, not {:?}",
                event.key, want.days
            );
        }
        for piece in &want.quotes {
            let right = has_quote(event, piece);
            scores.quotes.right += usize::from(right);
            if !right {
                let _ = writeln!(misses, "  {name}: `{}` lacks “{piece}”", event.key);
            }
        }
    }
    for (event, used) in drafted.iter().zip(&used) {
        scores.speakers.given += usize::from(
            event.speaker.is_some()
                && (*used && gold_has_speaker(&gold, &of_gold, &drafted, event) || !used),
        );
        scores.days.given += usize::from(days(event).is_some());
        scores.quotes.given += event.quote.as_ref().map_or(0, |q| q.value.split(" … ").count());
        if !used {
            let _ = writeln!(misses, "  {name}: not wanted: {} `{}`", event.kind.word(), event.key);
        }
    }
    scores
}

/// Whether the gold event that a drafted one answers to has a speaker at all.
fn gold_has_speaker(
    gold: &[Gold],
    of_gold: &[Option<usize>],
    drafted: &[&Event],
    event: &Event,
) -> bool {
    of_gold.iter().zip(gold).any(|(found, want)| {
        found.is_some_and(|d| std::ptr::eq(drafted[d], event)) && want.speaker.is_some()
    })
}

fn run(folder: &Path, heading: &str) -> Scores {
    let lexicon = Lexicon::english();
    let mut table = format!(
        "\n{heading:<22} events      speakers    days        quotations\n{:<22} prec  rec   prec  rec   prec  rec   prec  rec\n",
        ""
    );
    let mut misses = String::new();
    let mut all = Scores::default();
    for path in articles(folder) {
        let (_, compiled) = drafted(&path, &lexicon);
        let scores = score(&path, &compiled, &mut misses);
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let _ = writeln!(table, "{}", scores.line(&name));
        all.add(scores);
    }
    let _ = writeln!(table, "{}", all.line("all"));
    println!("{table}\nmisses:\n{misses}");
    all
}

#[test]
fn drafts_find_what_a_reader_finds() {
    let all = run(&folder(), "articles");
    // What is reached now is kept; the table says where the rest is lost.
    assert!(all.events.right * 100 >= all.events.wanted * 70, "recall of events fell");
    assert!(all.quotes.right * 100 >= all.quotes.wanted * 85, "recall of quotations fell");
    run(&folder().join("held-out"), "held out");
}

/// Pages as sites save them, in three encodings: drafts of them are kept beside them.
#[test]
fn pages_of_three_encodings_are_drafted_without_their_furniture() {
    let lexicon = Lexicon::english();
    let update = std::env::var_os("UPDATE_DRAFTS").is_some();
    // Words that stand in the page and in no article: menus, related stories, comments, footers.
    let pages: [(&str, &str, &[&str]); 3] = [
        ("agency", "2018-03-13", &["Brno", "disaster", "newsletter", "2024", "Facebook", "Sport"]),
        ("readout", "2021-06-03", &["Sato", "2023", "Follow", "日本語", "Search"]),
        ("blog", "2003-11-12", &["vasya", "nice man", "Copyright", "Архив", "2011"]),
    ];
    for (name, published, furniture) in pages {
        let path = folder().join("pages").join(format!("{name}.html"));
        let bytes = std::fs::read(&path).expect("a page");
        let format = input::format_of(&path.to_string_lossy(), &bytes);
        let page = input::read(&bytes, format, None).expect("it says its encoding");
        let request = Request {
            text: &page.text,
            key: name.to_owned(),
            title: page.title.clone(),
            publisher: page.publisher.clone(),
            page_published: page.published.clone(),
            ..Request::default()
        };
        let yaml = draft(&[request], &lexicon).expect("English").to_yaml();
        assert!(yaml.contains(&format!("published: {published}")), "{name}: {yaml}");
        for word in furniture {
            assert!(!yaml.contains(word), "{name} has `{word}`: {yaml}");
        }
        let kept = path.with_extension("yaml");
        if update {
            std::fs::write(&kept, &yaml).expect("a draft is written");
        }
        assert_eq!(std::fs::read_to_string(&kept).unwrap_or_default(), yaml, "{name}");
    }
}

#[test]
fn drafts_are_those_kept_and_check_without_errors() {
    let lexicon = Lexicon::english();
    let update = std::env::var_os("UPDATE_DRAFTS").is_some();
    let mut wrong = Vec::new();
    for path in articles(&folder()).into_iter().chain(articles(&folder().join("held-out"))) {
        let (yaml, compiled) = drafted(&path, &lexicon);
        let kept = path.with_extension("yaml");
        if update {
            std::fs::write(&kept, &yaml).expect("a draft is written");
        } else if std::fs::read_to_string(&kept).unwrap_or_default() != yaml {
            wrong.push(format!("{} differs from the draft that is kept", path.display()));
        }
        for finding in &compiled.findings {
            if finding.severity == demarche::diagnostic::Severity::Error {
                wrong.push(format!("{}: {}: {}", path.display(), finding.code, finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
