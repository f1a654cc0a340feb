//! Pictures held against what they promise (`support/svg/checks.rs`).
//!
//! First the checks themselves: each is shown a small picture that breaks its promise, and one that does not. Then
//! a layout made by hand, with every kind of mark, in both orientations: it keeps every promise, and it looks as it
//! did (`tests/pictures/*.svg`; to accept a new look, run with `SNAPSHOTS=overwrite` and view them).

#[path = "support/sample.rs"]
mod sample;
#[path = "support/svg.rs"]
mod svg;

use demarche::draw::draw;
use demarche::draw::theme::THEMES;
use demarche::layout::Orientation;
use demarche::timeline::ActorId;
use std::collections::BTreeMap;
use svg::Picture;
use svg::checks::{self, Expected};

/// A picture of 200 by 100 px around some elements.
fn picture(elements: &str) -> Picture {
    Picture::parse(&format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100" role="img">
        <title>t</title><desc>d</desc>
        <g class="paper"><rect x="0" y="0" width="200" height="100" fill="#ffffff"/></g>{elements}</svg>"##
    ))
}

fn text(x: f64, y: f64, words: &str) -> String {
    format!(
        r##"<g class="notes"><text x="{x}" y="{y}" font-size="10" fill="#000000">{words}</text></g>"##
    )
}

/// An upright life line at `x`.
fn line(actor: u32, x: f64) -> String {
    let path = |look: &str| format!(r#"<path d="m{x} 5l0 90" fill="none" {look}/>"#);
    let halo = path(r##"stroke="#ffffff" stroke-width="6""##);
    let ink = path(r##"stroke="#1f5fa8" stroke-width="2.5""##);
    format!(r#"<g class="life-line" data-actor="{actor}">{halo}{ink}</g>"#)
}

/// An event with a capsule at y 50 and dots at some x.
fn meeting(event: u32, from: f64, to: f64, dots: &[f64]) -> String {
    let width = to - from;
    let dots: String = dots
        .iter()
        .map(|x| format!(r##"<circle cx="{x}" cy="50" r="3.6" fill="#1f5fa8"/>"##))
        .collect();
    format!(
        r##"<g class="event" data-event="{event}"><title>e</title><g class="mark capsule">
        <rect x="{from}" y="42" width="{width}" height="16" rx="8" fill="#ffffff" stroke="#000000" stroke-width="2"/>
        {dots}</g></g>"##
    )
}

fn expected(parties: &[(u32, &[u32])], position: f64) -> Expected {
    Expected {
        parties: parties.iter().map(|(event, actors)| (*event, actors.to_vec())).collect(),
        names: vec!["Obama".to_owned()],
        positions: parties.iter().map(|(event, _)| (*event, position)).collect::<BTreeMap<_, _>>(),
        orientation: Orientation::Vertical,
    }
}

#[track_caller]
fn finds(violations: Vec<String>, expected: &[&str]) {
    assert_eq!(violations, expected);
}

#[test]
fn texts_that_overlap_are_found() {
    let apart = [text(10.0, 20.0, "Obama"), text(10.0, 32.0, "Putin")].concat();
    finds(checks::texts_apart(&picture(&apart)), &[]);
    let over = [text(10.0, 20.0, "Obama"), text(20.0, 24.0, "Putin")].concat();
    finds(checks::texts_apart(&picture(&over)), &["`Obama` and `Putin` overlap by 5.5 px"]);
}

#[test]
fn turned_texts_are_measured_turned() {
    let turned = |x: f64| {
        let turn = format!(r#"transform="rotate(-45 {x} 60)""#);
        text(x, 60.0, "Obama, President").replace("<text", &format!("<text {turn}"))
    };
    let names = |gap: f64| picture(&[turned(20.0), turned(20.0 + gap)].concat());
    // Side by side at 45°, texts of 9.5 px in height need 9.5 · √2 = 13.4 px.
    finds(checks::texts_apart(&names(14.0)), &[]);
    assert_eq!(checks::texts_apart(&names(12.0)).len(), 1);
}

#[test]
fn what_leaves_the_canvas_is_found() {
    finds(checks::all_inside(&picture(&[text(10.0, 20.0, "Obama"), line(0, 50.0)].concat())), &[]);
    let out = [text(180.0, 20.0, "Obama"), line(0, 200.0), meeting(3, -2.0, 30.0, &[])].concat();
    finds(
        checks::all_inside(&picture(&out)),
        &[
            "`Obama` leaves the canvas",
            "the line of actor 0 leaves the canvas",
            "the line of actor 0 leaves the canvas",
            "capsule of event 3 leaves the canvas",
        ],
    );
}

#[test]
fn lines_and_marks_that_run_through_a_text_are_found() {
    let free = [line(0, 50.0), text(56.0, 20.0, "Obama")].concat();
    finds(checks::texts_free(&picture(&free)), &[]);
    let through = [line(0, 50.0), text(30.0, 20.0, "Obama")].concat();
    finds(checks::texts_free(&picture(&through)), &["the line of actor 0 runs through `Obama`"]);
    let mark = [text(30.0, 52.0, "Obama"), meeting(3, 40.0, 80.0, &[])].concat();
    finds(checks::texts_free(&picture(&mark)), &["capsule of event 3 runs through `Obama`"]);
    let curve = r##"<g class="leader"><path d="m10 90c0 -50 80 -30 80 -80" fill="none" stroke="#cccccc" stroke-width="1"/></g>"##;
    let curve = [curve.to_owned(), text(40.0, 54.0, "Obama")].concat();
    finds(checks::texts_free(&picture(&curve)), &["the leader of `` runs through `Obama`"]);
}

#[test]
fn a_halo_hides_only_what_is_beneath_it() {
    let beside = 52.0;
    let over = [line(0, 50.0), text(beside, 20.0, "Obama")].concat();
    finds(checks::texts_free(&picture(&over)), &[]);
    let under = [text(beside, 20.0, "Obama"), line(0, 50.0)].concat();
    finds(checks::texts_free(&picture(&under)), &["the line of actor 0 hides a part of `Obama`"]);
}

#[test]
fn a_text_fits_its_pill_and_is_not_hidden() {
    let pill = |width: u32| {
        format!(
            r##"<g class="gap"><rect x="5" y="10" width="{width}" height="18" rx="9" fill="#f1f3f5"/></g>"##
        )
    };
    let on = |width: u32| picture(&[pill(width), text(12.0, 22.0, "15 days")].concat());
    finds(checks::texts_free(&on(60)), &[]);
    finds(checks::texts_free(&on(30)), &["rect of `gap` is too small for `15 days`"]);
    let hidden = picture(&[text(12.0, 22.0, "15 days"), pill(60)].concat());
    finds(checks::texts_free(&hidden), &["rect of `gap` hides `15 days`"]);
}

#[test]
fn events_that_are_missing_or_doubled_are_found() {
    let drawn = [meeting(0, 40.0, 80.0, &[]), meeting(2, 90.0, 120.0, &[])].concat();
    let drawn = picture(&[drawn, meeting(2, 130.0, 150.0, &[])].concat());
    finds(
        checks::events_once(&drawn, &expected(&[(0, &[]), (1, &[]), (2, &[])], 50.0)),
        &["event 1 is in the picture 0 times", "event 2 is in the picture 2 times"],
    );
    finds(
        checks::events_once(&picture(&meeting(7, 40.0, 80.0, &[])), &expected(&[], 50.0)),
        &["event 7 is in the picture 1 times"],
    );
}

#[test]
fn an_actor_without_a_name_is_found() {
    let named = picture(&text(10.0, 20.0, "Obama"));
    finds(checks::actors_named(&named, &expected(&[], 0.0)), &[]);
    let in_title = text(10.0, 20.0, "Obama").replace("notes", "event");
    let in_title = in_title.replace("<g ", "<g data-event=\"0\" ");
    finds(
        checks::actors_named(&picture(&in_title), &expected(&[], 0.0)),
        &["`Obama` is not named"],
    );
}

#[test]
fn marks_off_their_lines_or_their_time_are_found() {
    let lines = [line(0, 50.0), line(1, 64.0)].concat();
    let drawn = |dots: &[f64]| picture(&[lines.clone(), meeting(0, 42.0, 72.0, dots)].concat());
    let meets = expected(&[(0, &[0, 1])], 50.0);
    finds(checks::marks_in_place(&drawn(&[50.0, 64.0]), &meets), &[]);
    finds(
        checks::marks_in_place(&drawn(&[50.0, 61.0]), &meets),
        &["a dot of the capsule of event 0 at 61,50 is on no line of its actors"],
    );
    finds(
        checks::marks_in_place(&drawn(&[50.0, 64.0]), &expected(&[(0, &[0])], 50.0)),
        &["a dot of the capsule of event 0 at 64,50 is on no line of its actors"],
    );
    finds(
        checks::marks_in_place(&drawn(&[50.0, 64.0]), &expected(&[(0, &[0, 1])], 70.0)),
        &["the capsule of event 0 is not at its time"],
    );
}

#[test]
fn strangers_in_a_meeting_are_found() {
    let lines = [line(0, 50.0), line(1, 64.0), line(2, 78.0)].concat();
    let drawn = |dots: &[f64]| {
        let to = dots.iter().fold(0.0, |a: f64, b| a.max(*b)) + 8.0;
        picture(&[lines.clone(), meeting(0, 42.0, to, dots)].concat())
    };
    finds(checks::capsules_closed(&drawn(&[50.0, 64.0])), &[]);
    finds(
        checks::capsules_closed(&drawn(&[50.0, 78.0])),
        &["the line of actor 1 runs through the meeting 0"],
    );
    let stray = picture(&[lines.clone(), meeting(0, 42.0, 72.0, &[50.0, 64.0, 78.0])].concat());
    finds(checks::capsules_closed(&stray), &["a dot lies outside the capsule of event 0"]);
}

#[test]
fn pale_texts_are_found() {
    let pale = text(10.0, 20.0, "Obama").replace("#000000", "#999999");
    finds(checks::texts_legible(&picture(&pale)), &["`Obama` has a contrast of 2.85"]);
    finds(checks::texts_legible(&picture(&text(10.0, 20.0, "Obama"))), &[]);
}

#[test]
fn a_document_with_strange_parts_is_found() {
    finds(
        checks::document(&picture(r#"<g id="a"/><g id="a"/><script/><path d="m1 1a2 2"/>"#)),
        &["an element <script>", "path command `a2 2` in `m1 1a2 2`", "id `a` twice"],
    );
    let bare = Picture::parse(r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#);
    finds(
        checks::document(&bare),
        &["no <title>", "no <desc>", "viewBox is not `0 0 9 9`", "role is not `img`"],
    );
    assert_eq!(checks::document(&Picture::parse("<svg")).len(), 1);
}

/// Draws the layout made by hand, and holds it against every promise and against its golden.
#[track_caller]
fn keeps_its_promises(orientation: Orientation, theme: usize, golden: snapbox::Data) {
    let layout = sample::layout(orientation);
    let colors = |id: ActorId| {
        // Obama and Kerry in one colour; the last of the others has none of its own.
        let own = ["#b8322a", "#1f5fa8", "#1f5fa8", "#b8322a"];
        own.get(id.0 as usize).map(|color| (*color).to_owned())
    };
    let drawn = draw(&layout, &colors, &THEMES[theme]);
    assert!(drawn == draw(&layout, &colors, &THEMES[theme]), "same input, same bytes");
    let names = sample::ACTORS.map(str::to_owned).to_vec();
    let expected = Expected::of(&layout, sample::parties(), names);
    finds(checks::violations(&Picture::parse(&drawn), &expected), &[]);
    snapbox::assert_data_eq!(drawn, golden.raw());
}

#[test]
fn the_vertical_sample_keeps_its_promises() {
    keeps_its_promises(Orientation::Vertical, 0, snapbox::file!["pictures/sample-vertical.svg"]);
}

#[test]
fn the_horizontal_sample_keeps_its_promises() {
    keeps_its_promises(
        Orientation::Horizontal,
        0,
        snapbox::file!["pictures/sample-horizontal.svg"],
    );
}

#[test]
fn the_dark_sample_keeps_its_promises() {
    keeps_its_promises(Orientation::Vertical, 1, snapbox::file!["pictures/sample-dark.svg"]);
}
