//! What each mark of a picture says, read from the finished SVG.
//!
//! `pictures/marks.yaml` has one of each: a lasting conference, rival accounts, an approximate and an uncertain date,
//! deadlines that were met, missed and extended, a cancelled meeting, open and unknown ends, an announcement for
//! after the day that the file knows up to. Its pictures keep every promise in every layout.

#[path = "support/svg.rs"]
mod svg;

use demarche::draw::color::Rgb;
use demarche::draw::theme::THEMES;
use demarche::layout::{Design, Ink, LAYOUTS, Leg, Options, SCALES, Shape as Drawn};
use demarche::timeline::ActorId;
use demarche::{Compiled, compile};
use svg::checks::{Expected, violations};
use svg::{Picture, Shape};

const MARKS: &str = include_str!("pictures/marks.yaml");

fn compiled(text: &str) -> Compiled {
    compile("marks.yaml", text.to_owned(), &mut |_| Err("nothing to include".to_owned()))
}

/// A picture that keeps every promise.
#[track_caller]
fn picture(compiled: &Compiled, options: &Options, theme: usize) -> Picture {
    let layout = demarche::arrange(compiled, options).expect("an event to draw");
    let timeline = &compiled.timeline;
    let parties = layout
        .events
        .iter()
        .map(|f| (f.event.0, timeline.event(f.event).actors().iter().map(|a| a.0).collect()))
        .collect();
    let label = |line: &demarche::layout::LifeLine| timeline.actor(line.actor).label().to_owned();
    let names = layout.life_lines.iter().map(label).collect();
    let svg = demarche::paint(compiled, &layout, &THEMES[theme]);
    let picture = Picture::parse(&svg);
    let faults = violations(&picture, &Expected::of(&layout, parties, names));
    assert!(faults.is_empty(), "{}:\n{}", options.design.name(), faults.join("\n"));
    picture
}

fn vertical(text: &str) -> (Compiled, Picture) {
    let compiled = compiled(text);
    let picture = picture(&compiled, &Options::default(), 0);
    (compiled, picture)
}

/// The filled boxes of an event that are no marks: the line through its old date.
fn boxes<'a>(compiled: &Compiled, picture: &'a Picture, key: &str) -> Vec<&'a Shape> {
    let event = compiled.event(key).expect("an event of the file").0;
    let own = |shape: &&Shape| {
        shape.place.event == Some(event) && shape.place.leader && shape.element == "rect"
    };
    picture.shapes.iter().filter(own).collect()
}

/// The pieces of an event's bar as they are painted, its knob left out: those that hang together around the knob beside
/// its row.
fn bar<'a>(compiled: &Compiled, picture: &'a Picture, key: &str) -> Vec<&'a Shape> {
    let event = compiled.event(key).expect("an event of the file").0;
    let marks = picture.marks();
    let (_, _, mark) = marks.iter().find(|(of, _, _)| *of == event).expect("its mark");
    let middle = mark[0].center().1;
    let of_spans = || picture.shapes.iter().filter(|s| s.place.role == "span" && s.fill.is_some());
    let knob = of_spans().find(|s| s.rounded && (s.center().1 - middle).abs() < 0.6);
    let Some(knob) = knob else { return Vec::new() };
    let in_track = |s: &&Shape| !s.rounded && (s.center().0 - knob.center().0).abs() < 0.1;
    let pieces: Vec<&Shape> = of_spans().filter(in_track).collect();
    let (mut top, mut bottom) = (middle, middle);
    let touches =
        |s: &Shape, top: f64, bottom: f64| head(s) <= bottom + 0.1 && foot(s) >= top - 0.1;
    // Until nothing more hangs on what is there.
    loop {
        let hang = || pieces.iter().filter(|s| touches(s, top, bottom));
        let reach = (
            hang().map(|s| head(s)).fold(top, f64::min),
            hang().map(|s| foot(s)).fold(bottom, f64::max),
        );
        if reach == (top, bottom) {
            return pieces.into_iter().filter(|s| touches(s, top, bottom)).collect();
        }
        (top, bottom) = reach;
    }
}

/// The shades of an event's bar from above as one sees them, as contrast with white paper.
fn shades(compiled: &Compiled, picture: &Picture, key: &str) -> Vec<f64> {
    let white = Rgb(255, 255, 255);
    let pieces = bar(compiled, picture, key);
    let top = pieces.iter().map(|s| head(s)).fold(f64::INFINITY, f64::min);
    let bottom = pieces.iter().map(|s| foot(s)).fold(top, f64::max);
    let at = |y: f64| pieces.iter().rfind(|s| head(s) <= y && foot(s) >= y);
    let seen = (0..(bottom - top) as usize).filter_map(|step| at(top + 0.5 + step as f64)?.fill);
    let mut shades: Vec<f64> = seen.map(|fill| fill.contrast(white)).collect();
    shades.dedup();
    shades
}

/// The upper edge of a shape.
fn head(shape: &Shape) -> f64 {
    svg::geometry::bounds(&shape.points).0.1
}

/// The lower edge of a shape.
fn foot(shape: &Shape) -> f64 {
    svg::geometry::bounds(&shape.points).1.1
}

fn row(compiled: &Compiled, picture: &Picture, key: &str) -> f64 {
    let title = &compiled.timeline.event(compiled.event(key).expect("an event")).title;
    let text = picture.texts.iter().find(|text| text.words.starts_with(title.as_str()));
    text.expect("its title").corners[0].1
}

#[test]
fn every_mark_keeps_the_promises_in_every_layout() {
    let compiled = compiled(MARKS);
    for (_, design) in LAYOUTS {
        for by_delegation in [false, true] {
            for theme in 0..THEMES.len() {
                let options = Options { design: *design, by_delegation, ..Options::default() };
                picture(&compiled, &options, theme);
            }
        }
        for (_, scale) in SCALES {
            let scale = Some(*scale);
            picture(&compiled, &Options { design: *design, scale, ..Options::default() }, 0);
        }
    }
}

#[test]
fn a_lasting_event_has_a_bar_down_to_its_end() {
    let (compiled, picture) = vertical(MARKS);
    let pieces = bar(&compiled, &picture, "conf");
    let lowest = pieces.iter().map(|s| foot(s)).fold(0.0, f64::max);
    // It ends on the twelfth: after the deadline of the tenth, before that of the fifteenth.
    assert!(lowest > row(&compiled, &picture, "dl") && lowest < row(&compiled, &picture, "dl2"));
    assert!(bar(&compiled, &picture, "talks").is_empty(), "a day is told by its heading");
}

#[test]
fn an_approximate_date_fades_at_both_ends() {
    let (compiled, picture) = vertical(MARKS);
    let shades = shades(&compiled, &picture, "call");
    let darkest = shades.iter().copied().fold(0.0, f64::max);
    let (first, last) = (shades[0], shades[shades.len() - 1]);
    assert!(first < 0.6 * darkest && last < 0.6 * darkest, "{shades:?}");
    let peak = shades.iter().position(|s| *s == darkest).unwrap_or(0);
    assert!(shades[..=peak].windows(2).all(|s| s[0] <= s[1]), "{shades:?}");
    assert!(shades[peak..].windows(2).all(|s| s[0] >= s[1]), "{shades:?}");
}

#[test]
fn an_unknown_end_fades_and_an_open_one_runs_on() {
    let (compiled, picture) = vertical(MARKS);
    let unknown = shades(&compiled, &picture, "unk");
    assert!(unknown.len() > 6 && unknown.windows(2).all(|s| s[0] >= s[1]), "{unknown:?}");
    let lowest = |key: &str| {
        let bars = bar(&compiled, &picture, key);
        bars.iter().map(|s| foot(s)).fold(0.0, f64::max)
    };
    assert!(lowest("unk") < row(&compiled, &picture, "st2"));
    assert!(lowest("ceasefire") > row(&compiled, &picture, "next"));
}

#[test]
fn a_date_that_was_put_off_is_struck_through() {
    let (compiled, picture) = vertical(MARKS);
    for (key, date) in [("dl", "10 September 2016"), ("post", "19 September 2016")] {
        let event = compiled.event(key).expect("an event").0;
        let old = picture.texts.iter().find(|t| t.place.event == Some(event) && t.words == date);
        let corners = &old.expect("the old date").corners;
        let through = boxes(&compiled, &picture, key).into_iter().any(|line| {
            let ((left, top), (right, bottom)) = svg::geometry::bounds(&line.points);
            let across = left <= corners[0].0 + 0.5 && right >= corners[2].0 - 0.5;
            across && bottom - top < 2.0 && top > corners[0].1 && bottom < corners[2].1
        });
        assert!(through, "{key}");
    }
    let words = picture.texts.iter().any(|t| t.words == "extended: 15 September 2016");
    assert!(words, "the new date is beside it");
}

#[test]
fn a_deadline_carries_the_sign_of_its_outcome() {
    let (compiled, picture) = vertical(MARKS);
    let lines = |key: &str| {
        let event = compiled.event(key).expect("an event").0;
        let marks = picture.marks();
        let found = marks.iter().find(|(of, kind, _)| *of == event && *kind == "deadline");
        found.map_or(0, |(_, _, shapes)| shapes.len())
    };
    // Halo, rule and two bars; a cross and an arrow are two lines more, a tick is one.
    assert_eq!((lines("dl"), lines("dl2"), lines("dl3")), (6, 6, 5));
}

#[test]
fn accounts_that_differ_are_marked_and_told() {
    let (compiled, picture) = vertical(MARKS);
    let event = compiled.event("talks").expect("an event").0;
    let words: Vec<&str> = picture
        .texts
        .iter()
        .filter(|t| t.place.event == Some(event))
        .map(|t| t.words.as_str())
        .collect();
    assert!(words.iter().any(|w| w.ends_with('≠')), "{words:?}");
    let all = words.join(" ").replace('\u{a0}', " ");
    assert!(all.contains("New York Times: 90 min; Xinhua: at least 60 min"), "{all}");
}

#[test]
fn the_legend_names_each_kind_once() {
    for text in [MARKS, include_str!("../timelines/camp-david-1978.yaml")] {
        let (_, picture) = vertical(text);
        let legend = picture.texts.iter().filter(|t| t.place.role == "legend");
        let words: Vec<&str> =
            legend.flat_map(|t| t.words.split([',', ':', ' '])).filter(|w| !w.is_empty()).collect();
        for (_, kind) in demarche::timeline::Kind::ALL {
            let times = words.iter().filter(|w| **w == kind).count();
            assert!(times <= 1, "{kind} stands {times} times in the legend");
        }
    }
}

#[test]
fn brackets_to_events_without_actors_cross_no_line() {
    let (_, picture) = vertical(
        "
title: Two incidents
timezone: UTC
actors: { a: { name: Ada }, b: { name: Bo } }
events:
  - { id: i, kind: incident, date: 2016-09-01, title: An incident }
  - { id: m, kind: meeting, date: 2016-09-02, title: A meeting, actors: [a, b] }
  - { id: j, kind: incident, date: 2016-09-03, title: Its consequence, responds_to: i }
",
    );
    let first = picture
        .life_lines()
        .iter()
        .flat_map(|(_, line)| *line)
        .map(|p| p.0)
        .fold(f64::INFINITY, f64::min);
    let relations: Vec<&Shape> =
        picture.shapes.iter().filter(|s| s.place.role == "relations").collect();
    assert!(!relations.is_empty());
    assert!(relations.iter().flat_map(|s| &s.points).all(|p| p.0 < first));
}

#[test]
fn the_rule_of_what_the_file_knows_lies_before_what_is_to_come() {
    let (compiled, picture) = vertical(MARKS);
    let rule = picture.texts.iter().find(|t| t.place.role == "as-of").expect("the rule");
    assert_eq!(rule.words, "as of 1 Oct");
    let y = rule.corners[0].1;
    assert!(row(&compiled, &picture, "st2") < y && y < row(&compiled, &picture, "next"));
}

#[test]
fn colours_given_out_lie_far_from_those_of_the_file() {
    let text = "
title: Two sides
timezone: UTC
actors: { a: { name: Ada, color: '#2060b0' }, b: { name: Bo } }
events:
  - { kind: meeting, date: 2016-09-02, title: A meeting, actors: [a, b] }
";
    let colors = demarche::draw::theme::actor_colors(&compiled(text).timeline, &THEMES[0]);
    let color = |at: usize| Rgb::parse(&colors[at]).expect("a colour");
    assert!(color(0).distance(color(1)) > 110, "{colors:?}");
}

#[test]
fn the_story_says_how_sure_the_order_is() {
    let text = "
title: A day
timezone: UTC
actors: { a: { name: Ada }, b: { name: Bo } }
events:
  - { id: one, kind: statement, date: 2016-09-01, title: One, speaker: a }
  - { id: two, kind: statement, date: 2016-09-02, title: Two, speaker: a }
  - { id: three, kind: statement, date: 2016-09-02, title: Three, speaker: b }
";
    let compiled = compiled(text);
    let layout = demarche::arrange(&compiled, &Options::default()).expect("events");
    assert_eq!(
        layout.description,
        "1 September 2016: One. Then: 2 September 2016: Two. Before or after that: 2 September 2016: \
         Three. The order is not fully known among: Two; Three."
    );
}

#[test]
fn members_of_a_delegation_stand_together_under_its_name() {
    let text = "
title: Two delegations
timezone: UTC
actors:
  usa: { name: United States }
  rus: { name: Russia }
  a: { name: Ada, member_of: usa }
  b: { name: Bo, member_of: rus }
  c: { name: Cy, member_of: usa }
  d: { name: Di, member_of: rus }
events:
  - { kind: meeting, date: 2016-09-01, title: One, actors: [a, b] }
  - { kind: meeting, date: 2016-09-02, title: Two, actors: [c, d] }
  - { kind: meeting, date: 2016-09-03, title: Three, actors: [a, d] }
";
    let compiled = compiled(text);
    for (_, design) in LAYOUTS {
        let options = Options { design: *design, by_delegation: true, ..Options::default() };
        let picture = picture(&compiled, &options, 0);
        let across = |actor: u32| {
            let lines = picture.life_lines();
            let (_, points) = lines.iter().find(|(of, _)| *of == actor).expect("a line");
            // Straight from end to end.
            let (first, last) = (points[0], points[points.len() - 1]);
            match design {
                Design::Horizontal | Design::Tracks => {
                    assert_eq!(first.1, last.1);
                    first.1
                }
                Design::Vertical | Design::Lanes => {
                    assert_eq!(first.0, last.0);
                    first.0
                }
            }
        };
        let side =
            |one: u32, two: u32| (across(one).min(across(two)), across(one).max(across(two)));
        let ((a, c), (b, d)) = (side(2, 4), side(3, 5));
        assert!(c < b || d < a, "{}: {:?} {:?}", design.name(), (a, c), (b, d));
        for name in ["United States", "Russia"] {
            let named = picture.texts.iter().any(|t| t.words == name && t.place.role == "names");
            assert!(named, "{name}");
        }
    }
}

#[test]
fn everyone_else_steps_back_from_those_in_focus_and_nothing_moves() {
    let text = "\
title: T
timezone: Europe/Zurich
actors:
  usa: { name: United States, color: '#1f5fa8' }
  a: { name: Ada, member_of: usa }
  b: { name: Bo, color: '#b8322a' }
  c: { name: Cy, color: '#2f7d32' }
events:
  - { kind: meeting, date: 2016-09-01, title: One, actors: [a, b] }
  - { kind: statement, date: 2016-09-02, title: Two, speaker: c, quote: No. }
";
    let compiled = compiled(text);
    let [usa, ada, bo, cy] = [0, 1, 2, 3].map(ActorId);
    for (_, design) in LAYOUTS {
        let plain = Options { design: *design, ..Options::default() };
        let focused = Options { focus: vec![usa], ..plain.clone() };
        for theme in 0..THEMES.len() {
            picture(&compiled, &focused, theme);
        }
        let before = demarche::arrange(&compiled, &plain).expect("a picture");
        let after = demarche::arrange(&compiled, &focused).expect("a picture");
        // Who is asked for stands for the members, and is painted last.
        assert_eq!(after.focus, [ada]);
        assert_eq!(after.life_lines.last().map(|line| line.actor), Some(ada));
        for line in &after.life_lines {
            assert!(before.life_lines.contains(line));
        }
        for (before, after) in before.events.iter().zip(&after.events) {
            assert_eq!((before.along, &before.marks), (after.along, &after.marks));
            let is_in_focus = compiled.timeline.event(after.event).actors().contains(&ada);
            for (before, after) in before.shapes.iter().zip(&after.shapes) {
                let (Drawn::Text(before), Drawn::Text(after)) = (before, after) else { continue };
                assert_eq!(before.at, after.at);
                let ink = if is_in_focus { before.ink } else { Ink::Muted };
                assert_eq!(ink, after.ink, "{}", after.text);
            }
        }
        let svg = demarche::draw(&compiled, &focused, &THEMES[0]).expect("a picture");
        let stroke = |actor: ActorId| {
            let group =
                svg.split("data-actor=\"").find(|part| part.starts_with(&format!("{}\"", actor.0)));
            let group = group.expect("a life line").split("</g>").next().unwrap_or_default();
            let color = group.rsplit('#').next().expect("a colour");
            color.chars().take(6).collect::<String>()
        };
        assert_eq!(stroke(ada), "1f5fa8");
        assert_eq!(stroke(bo), stroke(cy), "one grey for all others");
        assert!(svg.contains("Set off: Ada, in 1 of 2 events."), "{svg}");
    }
}

const LIVES: &str = "
title: Those who come and go
timezone: UTC
actors:
  ada: { name: Ada, tenure: 2016-03-04/2016-03-20 }
  bo: { name: Bo, died: 2016-03-10 }
  cy: { name: Cy, tenure: 2016-03-11/.. }
  di: { name: Di }
events:
  - { id: e1, kind: meeting, date: 2016-03-01, title: First talks, actors: [bo, di] }
  - { id: e2, kind: meeting, date: 2016-03-05, title: A mediator, actors: [ada, bo, di] }
  - { id: e3, kind: meeting, date: 2016-03-12, title: A minister, actors: [cy, di] }
  - { id: e4, kind: agreement, date: 2016-03-18, title: An agreement, actors: [ada, cy, di] }
  - { id: e5, kind: meeting, date: 2016-03-28, title: A dinner, actors: [cy, di] }
";

#[test]
fn life_lines_last_as_long_as_the_file_says() {
    let compiled = compiled(LIVES);
    for (name, design) in LAYOUTS {
        let options = Options { design: *design, ..Options::default() };
        let layout = demarche::arrange(&compiled, &options).expect("events");
        let at = |row: usize| layout.events[row].along;
        let reach = |key: &str| {
            let line =
                |line: &&demarche::layout::LifeLine| compiled.timeline.actor(line.actor).key == key;
            let line = layout.life_lines.iter().find(line).expect("a line");
            let (Leg::To(end) | Leg::BendTo(end)) = line.legs[line.legs.len() - 1];
            (line.from.along, end.along)
        };
        let (ada, bo, cy, di) = (reach("ada"), reach("bo"), reach("cy"), reach("di"));
        assert!(
            at(0) < ada.0 && ada.0 < at(1) && at(3) < ada.1 && ada.1 < at(4),
            "{name}: {ada:?}"
        );
        assert!(bo.0 < at(0) && at(1) < bo.1 && bo.1 < at(2), "{name}: {bo:?}");
        assert!(at(1) < cy.0 && cy.0 < at(2) && at(4) < cy.1, "{name}: {cy:?}");
        assert!(di.0 < at(0) && at(4) < di.1, "{name}: {di:?}");
        // Dots lead from the names of those who come later to their lines.
        assert_eq!(layout.waiting.len(), 2, "{name}");
        let picture = picture(&compiled, &options, 0);
        let legend = picture.texts.iter().filter(|text| text.place.role == "legend");
        let words: Vec<&str> = legend.map(|text| text.words.as_str()).collect();
        for word in ["not yet there", "leaves office", "dies"] {
            assert!(words.contains(&word), "{name}: {words:?}");
        }
    }
}

#[test]
fn whoever_takes_part_is_there_whatever_the_tenure_says() {
    let late = LIVES
        .replace("title: A dinner, actors: [cy, di]", "title: A dinner, actors: [cy, di, bo, ada]");
    let compiled = compiled(&late);
    let layout = demarche::arrange(&compiled, &Options::default()).expect("events");
    let last = layout.events[4].along;
    let ends = |line: &demarche::layout::LifeLine| {
        let (Leg::To(end) | Leg::BendTo(end)) = line.legs[line.legs.len() - 1];
        end.along
    };
    assert!(layout.life_lines.iter().all(|line| ends(line) > last));
}

#[test]
fn strips_show_how_lines_begin_and_end() {
    let compiled = compiled(LIVES);
    for width_px in [420.0, 500.0, 640.0] {
        let options =
            Options { design: Design::Horizontal, width_px: Some(width_px), ..Options::default() };
        let layout = demarche::arrange(&compiled, &options).expect("events");
        assert!(layout.strips.len() > 1, "{width_px}");
        // One has died, one has left: each is told once, wherever the strips end.
        let ends = layout.over.iter().filter(|piece| piece.role == "ends");
        assert_eq!(ends.map(|piece| piece.shapes.len()).sum::<usize>(), 2, "{width_px}");
        let picture = picture(&compiled, &options, 0);
        let words = |wanted: &str| {
            let mut legend = picture.texts.iter().filter(|text| text.place.role == "legend");
            legend.any(|text| text.words == wanted)
        };
        assert_eq!(words("not yet there"), !layout.waiting.is_empty(), "{width_px}");
    }
}

const TALKS: &str = "
title: A long day
timezone: UTC
actors:
  ada: { name: Ada }
  bo: { name: Bo }
  cy: { name: Cy }
events:
  - { id: e1, kind: statement, date: 2016-03-01, title: Before the talks, speaker: ada, quote: Short words fit. }
  - { id: e2, kind: meeting, date: 2016-03-02 09:00, title: Talks, actors: [ada, bo, cy] }
  - { id: e3, kind: statement, date: 2016-03-02 10:00, title: In the lobby, speaker: bo, quote: \"These words are so many that no lane will ever hold them, for a lane is only as high as a few lines, and so they have to stand in the list below the lines, where there is room for as many words as anybody may have said in a lobby, on a morning, to whoever was waiting there for them. \" }
  - { id: e4, kind: statement, date: 2016-03-02 10:05, title: A second one, speaker: bo }
  - { id: e5, kind: statement, date: 2016-03-02 10:10, title: A third one, speaker: bo }
  - { id: e6, kind: statement, date: 2016-03-02 10:15, title: A fourth one, speaker: bo }
  - { id: e7, kind: statement, date: 2016-03-02 10:20, title: A fifth one, speaker: bo }
";

#[test]
fn words_stand_in_the_lane_of_their_mark_or_below_under_a_number() {
    let compiled = compiled(TALKS);
    let options = Options { design: Design::Tracks, ..Options::default() };
    let picture = picture(&compiled, &options, 0);
    let lines = picture.life_lines();
    let lowest =
        lines.iter().flat_map(|(_, points)| points.iter()).map(|p| p.1).fold(0.0, f64::max);
    let mut numbers = Vec::new();
    for id in compiled.timeline.event_ids() {
        let event = compiled.timeline.event(id);
        let texts: Vec<&svg::TextBox> =
            picture.texts.iter().filter(|text| text.place.event == Some(id.0)).collect();
        let below =
            |text: &svg::TextBox| text.corners.iter().all(|corner| corner.1 > lowest + 40.0);
        let number: Vec<&&svg::TextBox> =
            texts.iter().filter(|text| text.words.parse::<usize>().is_ok()).collect();
        // Nothing is left out.
        let words: Vec<&str> = texts.iter().map(|text| text.words.as_str()).collect();
        assert!(words.join(" ").contains(event.title.as_str()), "{words:?}");
        match number.as_slice() {
            [] => assert!(!texts.iter().any(|text| below(text)), "{words:?}"),
            [mark, list] => {
                assert!(!below(mark) && below(list), "{words:?}");
                assert_eq!(mark.words, list.words);
                assert_eq!(texts.iter().filter(|text| !below(text)).count(), 1, "{words:?}");
                numbers.push(mark.words.clone());
            }
            other => panic!("{} numbers: {words:?}", other.len()),
        }
    }
    // Those that do not fit are numbered in the order of time; the long one is among them, and not all are.
    let expected: Vec<String> = (1..=numbers.len()).map(|n| n.to_string()).collect();
    assert_eq!(numbers, expected);
    assert!((1..6).contains(&numbers.len()), "{numbers:?}");
    let told = picture.texts.iter().any(|text| text.words.contains("Numbers beside marks"));
    assert!(told, "the notes explain the numbers");
}

#[test]
fn what_lasts_or_leads_over_a_strip_goes_on_in_the_next() {
    let days = ["02", "05", "09", "12", "16", "20", "24"];
    let said = days.map(|day| {
        format!(
            "  - {{ kind: statement, date: 2016-03-{day}, title: A day of talks, speaker: bo }}\n"
        )
    });
    let text = format!(
        "title: A long conference
timezone: UTC
actors:
  ada: {{ name: Ada }}
  bo: {{ name: Bo }}
events:
  - {{ id: all, kind: meeting, date: 2016-03-01/2016-03-28, title: Conference, actors: [ada, bo] }}
{}  - {{ id: end, kind: agreement, date: 2016-03-27, title: Its act, actors: [ada, bo], implements: all }}
",
        said.concat()
    );
    let compiled = compiled(&text);
    for design in [Design::Horizontal, Design::Tracks] {
        let options = Options { design, width_px: Some(420.0), ..Options::default() };
        let layout = demarche::arrange(&compiled, &options).expect("events");
        let count = layout.strips.len();
        assert!(count > 2, "{count}");
        let pieces = |role: &str| -> Vec<&demarche::layout::Shape> {
            let of_role = layout.over.iter().filter(|piece| piece.role == role);
            of_role.flat_map(|piece| &piece.shapes).collect()
        };
        // A bar in each strip, and one knob where the event itself is.
        let is_knob = |shape: &&&demarche::layout::Shape| matches!(shape, demarche::layout::Shape::Fill { corner_px, .. } if *corner_px > 0.0);
        let bars = layout.over.iter().filter(|piece| piece.role == "span").count();
        assert_eq!(bars, count, "{design:?}");
        assert_eq!(pieces("span").iter().filter(is_knob).count(), 1, "{design:?}");
        // The relation passes them all, and its head is where it ends.
        let relations = pieces("relations");
        let has_head = |shape: &&&demarche::layout::Shape| matches!(shape, demarche::layout::Shape::Stroke(stroke) if stroke.head);
        assert_eq!(relations.len(), count, "{design:?}");
        assert_eq!(relations.iter().filter(has_head).count(), 1, "{design:?}");
    }
}
