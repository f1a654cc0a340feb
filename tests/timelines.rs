//! The pictures of whole event files, held against what a picture promises (`support/svg/checks.rs`).
//!
//! The real timelines and generated ones of 1 to 300 events between 1 to 40 actors, in every layout: no two texts overlap, nothing is
//! clipped, no line runs through a word, every event is there once, every mark stands on its actors' lines at its
//! place, whoever meets stands together, and drawing again gives the same bytes. The committed pictures in `output/`
//! are what the program draws.
//!
//! Thirty-two generated files are drawn unless `PICTURES` says how many: `PICTURES=1000 cargo test --release --test
//! timelines` is the whole promise.

#![allow(clippy::disallowed_methods, reason = "a test reads the sample files")]

#[path = "../benches/support/generate.rs"]
mod generate;
#[path = "support/svg.rs"]
mod svg;

use demarche::diagnostic::{Diagnostic, Severity};
use demarche::draw::theme::THEMES;
use demarche::export::gallery::{self, Entry};
use demarche::layout::cut::across_at;
use demarche::layout::{Design, LAYOUTS, Layout, Leg, LifeLine, Options, Pin, SCALES, Scale};
use demarche::order::Verdict;
use demarche::timeline::ActorId;
use demarche::{Compiled, compile};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use svg::Picture;
use svg::checks::{Expected, violations};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sample_files() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(project().join("timelines")).expect("the sample files");
    let mut files: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "yaml"));
    files.sort();
    files
}

fn compiled(name: &str, text: String) -> Compiled {
    compile(name, text, &mut |_| Err("there is nothing to include".to_owned()))
}

/// What is wrong with the picture of a compiled file, in one layout.
fn faults(compiled: &Compiled, design: Design, scale: Option<Scale>, theme: usize) -> Vec<String> {
    faults_of(compiled, &Options { design, scale, ..Options::default() }, theme)
}

fn faults_of(compiled: &Compiled, options: &Options, theme: usize) -> Vec<String> {
    let layout = demarche::arrange(compiled, options).expect("an event to draw");
    let drawn = demarche::paint(compiled, &layout, &THEMES[theme]);
    let again = demarche::draw(compiled, options, &THEMES[theme]).expect("an event to draw");
    let timeline = &compiled.timeline;
    let parties = timeline
        .event_ids()
        .map(|id| (id.0, timeline.event(id).actors().iter().map(|a| a.0).collect()))
        .collect();
    let names = layout
        .life_lines
        .iter()
        .map(|line| timeline.actor(line.actor).label().to_owned())
        .collect();
    let mut faults = violations(&Picture::parse(&drawn), &Expected::of(&layout, parties, names));
    if drawn != again {
        faults.push("drawn twice, the bytes differ".to_owned());
    }
    faults.extend(run_together(&layout));
    faults
}

/// Lines that run on one another instead of side by side or across, dotted ones among them.
fn run_together(layout: &Layout) -> Vec<String> {
    const STEP_PX: f64 = 2.0;
    const APART_PX: f64 = 3.0;
    const LONGEST_PX: f64 = 14.0;
    let mut points: BTreeMap<i64, Vec<(f64, usize)>> = BTreeMap::new();
    let lines: Vec<&LifeLine> = layout.life_lines.iter().chain(&layout.waiting).collect();
    for (number, line) in lines.iter().enumerate() {
        let mut at = line.from;
        let mut step = (at.along / STEP_PX).ceil() as i64;
        for leg in &line.legs {
            let (Leg::To(to) | Leg::BendTo(to)) = *leg;
            let piece = LifeLine { from: at, legs: vec![*leg], ..(*line).clone() };
            while step as f64 * STEP_PX < to.along {
                let across = across_at(&piece, step as f64 * STEP_PX);
                points.entry(step).or_default().extend(across.map(|across| (across, number)));
                step += 1;
            }
            at = to;
        }
    }
    let mut faults = Vec::new();
    let mut runs: BTreeMap<(usize, usize), (i64, i64)> = BTreeMap::new();
    for (step, mut across) in points {
        across.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in across.windows(2).filter(|pair| pair[1].0 - pair[0].0 < APART_PX) {
            let key = (pair[0].1.min(pair[1].1), pair[0].1.max(pair[1].1));
            let run = runs.entry(key).or_insert((step, step));
            *run = if run.1 + 1 >= step { (run.0, step) } else { (step, step) };
            if ((run.1 - run.0) as f64 * STEP_PX - LONGEST_PX).abs() < STEP_PX / 2.0 {
                let [a, b] = [key.0, key.1].map(|number| lines[number].actor.0);
                let along = step as f64 * STEP_PX;
                faults.push(format!("the lines of actors {a} and {b} run together at {along}"));
            }
        }
    }
    faults
}

#[test]
fn pinned_lines_keep_every_promise() {
    for path in sample_files() {
        let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a sample file");
        let compiled = compiled(&name, text);
        let timeline = &compiled.timeline;
        let mut seen: Vec<ActorId> = Vec::new();
        for id in timeline.event_ids() {
            seen.extend(timeline.event(id).actors().iter().map(|&a| timeline.delegation(a)));
        }
        let (first, last) = (seen[0], seen[seen.len() - 1]);
        for pins in [
            vec![Pin::Actor(first)],
            vec![Pin::Others, Pin::Actor(last)],
            vec![Pin::Actor(last), Pin::Others, Pin::Actor(first)],
        ] {
            for (layout, design) in LAYOUTS {
                for by_delegation in [false, true] {
                    let pins = pins.clone();
                    let options =
                        Options { design: *design, pins, by_delegation, ..Options::default() };
                    let faults = faults_of(&compiled, &options, 0);
                    assert!(faults.is_empty(), "{name}, {layout}:\n{}", faults.join("\n"));
                }
            }
            // What straight lines promise can be read off the picture: the pinned stand outside.
            let options =
                Options { design: Design::Lanes, pins: pins.clone(), ..Options::default() };
            let layout = demarche::arrange(&compiled, &options).expect("events");
            let mut lines: Vec<&LifeLine> = layout.life_lines.iter().collect();
            lines.sort_by(|a, b| a.from.across.total_cmp(&b.from.across));
            let level = |line: &&LifeLine| {
                let own = Pin::Actor(timeline.delegation(line.actor));
                let of = |wanted: Pin| pins.iter().position(|&pin| pin == wanted);
                of(own).or(of(Pin::Others)).unwrap_or(pins.len())
            };
            let levels: Vec<usize> = lines.iter().map(level).collect();
            assert!(levels.is_sorted(), "{name}: {levels:?}");
        }
    }
}

#[test]
fn strips_one_below_the_other_keep_every_promise() {
    let strips = |(design, width_px, by_delegation): (Design, f64, bool)| Options {
        design,
        width_px: Some(width_px),
        by_delegation,
        ..Options::default()
    };
    let asked = [
        (Design::Horizontal, 900.0, false),
        (Design::Horizontal, 1280.0, false),
        (Design::Horizontal, 1100.0, true),
        (Design::Tracks, 900.0, true),
        (Design::Tracks, 1280.0, false),
    ];
    let mut texts: Vec<(String, String)> = sample_files()
        .into_iter()
        .map(|path| {
            let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a sample file"))
        })
        .collect();
    texts.extend((0..12).map(|seed| {
        let count = 1 + (seed as usize * 37) % 60;
        (format!("seed {seed}"), generate::varied_file(count, seed))
    }));
    for (name, text) in texts {
        let compiled = compiled(&name, text);
        for asked in asked {
            let (options, width_px) = (strips(asked), asked.1);
            let faults = faults_of(&compiled, &options, 0);
            assert!(faults.is_empty(), "{name}, {width_px} px:\n{}", faults.join("\n"));
            let layout = demarche::arrange(&compiled, &options).expect("events");
            let alone = Options { width_px: None, ..options };
            let whole = demarche::arrange(&compiled, &alone).expect("events");
            let rows = |layout: &demarche::layout::Layout| {
                layout.events.iter().map(|figure| figure.event).collect::<Vec<_>>()
            };
            assert_eq!(rows(&layout), rows(&whole), "{name}, {width_px} px");
            assert_eq!(layout.actors(), whole.actors(), "{name}, {width_px} px");
            // No wider than asked, unless a single event is.
            let names_px = layout.chart.x;
            assert!(
                layout.width_px <= width_px.max(names_px + 520.0),
                "{name}: {}",
                layout.width_px
            );
        }
    }
}

#[test]
fn the_real_timelines_keep_every_promise() {
    for path in sample_files() {
        let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a sample file");
        let compiled = compiled(&name, text);
        for (layout, design) in LAYOUTS {
            for theme in 0..THEMES.len() {
                let faults = faults(&compiled, *design, None, theme);
                assert!(faults.is_empty(), "{name}, {layout}:\n{}", faults.join("\n"));
            }
        }
    }
}

/// Which generated files are drawn: so many as `PICTURES` says, or only those of `SEEDS`, separated by commas.
fn seeds() -> Vec<u64> {
    let numbers = |name: &str| -> Option<Vec<u64>> {
        std::env::var(name).ok()?.split(',').map(|number| number.parse().ok()).collect()
    };
    let count = numbers("PICTURES").and_then(|numbers| numbers.first().copied()).unwrap_or(32);
    numbers("SEEDS").unwrap_or_else(|| (0..count).collect())
}

#[test]
fn the_real_timelines_keep_every_promise_on_every_scale() {
    for path in sample_files() {
        let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a sample file");
        let compiled = compiled(&name, text);
        for (layout, design) in LAYOUTS {
            for (word, scale) in SCALES {
                let faults = faults(&compiled, *design, Some(*scale), 0);
                assert!(faults.is_empty(), "{name}, {layout}, {word}:\n{}", faults.join("\n"));
            }
        }
    }
}

/// No scale changes the order of rows, and every tick lies between the rows before and after its instant.
#[test]
fn scales_keep_the_order_and_ticks_lie_at_their_instants() {
    for path in sample_files() {
        let text = std::fs::read_to_string(&path).expect("a sample file");
        let compiled = compiled("sample.yaml", text);
        for (layout, design) in LAYOUTS {
            let rows = |scale: Scale| {
                let options = Options { design: *design, scale: Some(scale), ..Options::default() };
                demarche::arrange(&compiled, &options).expect("an event to draw")
            };
            let order = |scale: Scale| -> Vec<u32> {
                rows(scale).events.iter().map(|figure| figure.event.0).collect()
            };
            let (linear, elastic) = (rows(Scale::Linear), rows(Scale::Elastic));
            assert_eq!(order(Scale::Linear), order(Scale::Sequence), "{layout}");
            assert_eq!(order(Scale::Elastic), order(Scale::Sequence), "{layout}");
            let timed: Vec<(i64, f64)> =
                linear.ticks.iter().filter_map(|t| Some((t.at?.seconds(), t.along))).collect();
            assert!(timed.len() >= 2, "{layout}: {} ticks", timed.len());
            let (first, last) = (timed[0], timed[timed.len() - 1]);
            let px_per_s = (last.1 - first.1) / (last.0 - first.0) as f64;
            for (at, along) in &timed {
                let exact = first.1 + (at - first.0) as f64 * px_per_s;
                assert!((along - exact).abs() < 0.01, "{layout}: {along} is not {exact}");
            }
            let ticks: Vec<(i64, f64)> =
                elastic.ticks.iter().filter_map(|t| Some((t.at?.seconds(), t.along))).collect();
            for (at, along) in ticks {
                for figure in &elastic.events {
                    let bounds = compiled.order.bounds(figure.event);
                    if bounds.end_max.is_some_and(|end| end.seconds() < at) {
                        assert!(figure.along <= along + 0.01, "{layout}: {:?}", figure.event);
                    }
                    if bounds.start_min.is_some_and(|start| start.seconds() > at) {
                        assert!(figure.along >= along - 0.01, "{layout}: {:?}", figure.event);
                    }
                }
            }
        }
    }
}

#[test]
fn generated_timelines_keep_every_promise() {
    let mut wrong = Vec::new();
    for seed in seeds() {
        // Small ones first; every sixteenth, and all of the long run, may be large.
        let most = if seed >= 32 || seed % 16 == 15 { 300 } else { 40 };
        let count = 1 + (seed as usize * 37) % most;
        let text = generate::varied_file(count, seed);
        let compiled = compiled("generated.yaml", text);
        // Some act outside their tenure or after their death: that must do no harm to a picture.
        let is_meant = |finding: &Diagnostic| matches!(finding.code.0, "D403" | "D404");
        let mut findings = compiled.findings.iter().filter(|finding| !is_meant(finding));
        assert!(findings.all(|finding| finding.severity != Severity::Error));
        for (layout, design) in LAYOUTS {
            // Lanes differ from the vertical picture in their lines alone: every third file is enough.
            if *design == Design::Lanes && seed % 3 > 0 {
                continue;
            }
            let faults = faults(&compiled, *design, None, 0);
            let shown = faults.iter().take(4).map(|f| format!("\n  {f}")).collect::<String>();
            if !faults.is_empty() {
                wrong.push(format!(
                    "seed {seed}, {count} events, {layout}: {} faults:{shown}",
                    faults.len()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} pictures:\n{}", wrong.len(), wrong.join("\n"));
}

/// The keys of every actor and event entry of a generated file, the other way round.
fn keys_turned(text: &str) -> String {
    let mut turned = String::new();
    let mut entry: Vec<&str> = Vec::new();
    let flush = |entry: &mut Vec<&str>, turned: &mut String| {
        for (at, line) in entry.drain(..).rev().enumerate() {
            turned.push_str(if at == 0 { "  - " } else { "    " });
            turned.push_str(line);
            turned.push('\n');
        }
    };
    for line in text.lines() {
        if let Some(first) = line.strip_prefix("  - ") {
            flush(&mut entry, &mut turned);
            entry.push(first);
        } else if let Some(next) = line.strip_prefix("    ") {
            entry.push(next);
        } else if let Some((key, fields)) = line.split_once(": {") {
            let mut fields: Vec<&str> = fields.trim_end_matches('}').split(", ").collect();
            fields.reverse();
            turned.push_str(&format!("{key}: {{{}}}\n", fields.join(", ")));
        } else {
            turned.push_str(line);
            turned.push('\n');
        }
    }
    flush(&mut entry, &mut turned);
    turned
}

#[test]
fn the_order_of_keys_does_not_show() {
    for seed in 0..6 {
        let text = generate::varied_file(12, seed).replace("Villa on the lake, Évian", "Évian");
        let turned = keys_turned(&text);
        assert_ne!(text, turned);
        let draw = |text: String, design| {
            let options = Options { design, ..Options::default() };
            demarche::draw(&compiled("keys.yaml", text), &options, &THEMES[0]).expect("a picture")
        };
        for (layout, design) in LAYOUTS {
            let same = draw(text.clone(), *design) == draw(turned.clone(), *design);
            assert!(same, "seed {seed}, {layout}: other bytes\n{turned}");
        }
    }
}

#[test]
fn neither_locale_nor_time_zone_shows() {
    let drawn = |zone: &str, locale: &str| {
        let file = project().join("timelines/syria-2016.yaml");
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["render", &file.to_string_lossy(), "-o", "-"])
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .env("LANG", locale)
            .output()
            .expect("the program runs");
        assert!(!run.stdout.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
        run.stdout
    };
    let here = drawn("UTC", "C");
    for (zone, locale) in
        [("Pacific/Kiritimati", "ar_EG.UTF-8"), ("America/St_Johns", "tr_TR.UTF-8")]
    {
        assert!(here == drawn(zone, locale), "{zone}, {locale}");
    }
}

/// The description that is read aloud names every event that is drawn, in the order of the picture.
#[test]
fn the_description_tells_the_whole_story_in_order() {
    for path in sample_files() {
        let name = path.display().to_string();
        let compiled = compiled(&name, std::fs::read_to_string(&path).expect("a sample"));
        for (_, design) in LAYOUTS {
            let options = Options { design: *design, ..Options::default() };
            let layout = demarche::arrange(&compiled, &options).expect("a picture");
            let mut rest = layout.description.as_str();
            for figure in &layout.events {
                let title = &compiled.timeline.event(figure.event).title;
                let at = rest.find(title.as_str());
                let at = at.unwrap_or_else(|| panic!("{name}: `{title}` is not told in its turn"));
                rest = &rest[at + title.len()..];
            }
        }
    }
}

#[test]
fn rows_never_contradict_what_is_certain() {
    for seed in 0..40 {
        let count = 1 + (seed as usize * 23) % 60;
        let compiled = compiled("generated.yaml", generate::varied_file(count, seed));
        let layout = demarche::arrange(&compiled, &Options::default()).expect("an event to draw");
        let rows: Vec<_> = layout.events.iter().map(|figure| figure.event).collect();
        for (i, &above) in rows.iter().enumerate() {
            for &below in &rows[i + 1..] {
                let verdict = compiled.order.verdict(below, above);
                assert_ne!(
                    verdict,
                    Verdict::Certain,
                    "seed {seed}: {below:?} stands under {above:?}"
                );
            }
        }
    }
}

/// What the report on the Syria talks fixes, and what it leaves open.
#[test]
fn the_syria_talks_are_in_no_order_that_the_report_does_not_give() {
    let path = project().join("timelines/syria-2016.yaml");
    let text = std::fs::read_to_string(path).expect("the sample file");
    let compiled = compiled("syria-2016.yaml", text);
    let verdict = |first: &str, second: &str| {
        let event = |key| compiled.event(key).expect("an event of the file");
        compiled.order.verdict(event(first), event(second))
    };
    for (one, other) in [
        ("obama-to-reporters", "kerry-lavrov-sunday"),
        ("obama-to-reporters", "kerry-to-reporters"),
        ("kerry-lavrov-monday", "obama-putin"),
        ("kerry-lavrov-monday", "obama-news-conference"),
        ("obama-instructs-kerry", "obama-putin"),
        ("ryabkov-last-brick", "kerry-lavrov-sunday"),
    ] {
        assert_eq!(verdict(one, other), Verdict::Possible, "{one}, {other}");
        assert_eq!(verdict(other, one), Verdict::Possible, "{other}, {one}");
    }
    for (first, second) in [
        ("kerry-lavrov-sunday", "kerry-to-reporters"),
        ("kerry-to-reporters", "kerry-lavrov-monday"),
        ("obama-to-reporters", "obama-putin"),
        ("obama-putin", "obama-news-conference"),
        ("aleppo-strikes", "kerry-lavrov-sunday"),
    ] {
        assert_eq!(verdict(first, second), Verdict::Certain, "{first}, {second}");
        assert_eq!(verdict(second, first), Verdict::Impossible, "{second}, {first}");
    }
}

#[test]
fn output_holds_what_the_program_draws() {
    let mut entries = Vec::new();
    for path in sample_files() {
        let stem = path.file_stem().expect("a file name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a sample file");
        let compiled = compiled(&stem, text);
        let whole = demarche::arrange(&compiled, &Options::default()).expect("an event to draw");
        let mut entry = Entry {
            title: compiled.timeline.title.to_string(),
            subtitle: compiled.covers(&whole),
            source: format!("../timelines/{stem}.yaml"),
            pictures: Vec::new(),
        };
        for (layout, design) in LAYOUTS {
            let suffix = if *layout == LAYOUTS[0].0 { String::new() } else { format!("-{layout}") };
            let file = format!("{stem}{suffix}.svg");
            entry.pictures.push((file.clone(), layout));
            let file = project().join("output").join(file);
            let options = Options { design: *design, ..Options::default() };
            let drawn = demarche::draw(&compiled, &options, &THEMES[0]).expect("an event to draw");
            let committed = std::fs::read_to_string(&file).unwrap_or_default();
            assert!(
                drawn == committed,
                "{} is stale: render {stem} ({layout}) again, with `{GALLERY}`",
                file.display()
            );
        }
        entries.push(entry);
    }
    let page = std::fs::read_to_string(project().join("output/README.md")).unwrap_or_default();
    assert!(page == gallery::write(&entries), "output/README.md is stale: `{GALLERY}`");
}

/// Draws everything in `output/` again.
const GALLERY: &str = "demarche gallery timelines/*.yaml";
