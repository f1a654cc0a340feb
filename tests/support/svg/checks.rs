//! The invariants of a picture. Each check gives the violations in words; none is the wanted answer.

use super::geometry::{Grid, P, bounds, depth, distance_to};
use super::{Picture, Shape, TextBox};
use demarche::draw::color::{Rgb, TEXT_CONTRAST};
use demarche::layout::{Layout, Orientation};
use std::collections::{BTreeMap, BTreeSet};

/// How deep two things may reach into each other before it counts, px: less than the eye sees.
const TOUCH_PX: f64 = 0.3;
/// How far a mark may lie off its line or its time, px.
const OFF_PX: f64 = 0.6;
/// How deep a line must reach into a capsule to run through it, px.
const THROUGH_PX: f64 = 1.5;

/// What a picture must show, known without the picture.
pub struct Expected {
    /// Every event with the actors that take part in it.
    pub parties: Vec<(u32, Vec<u32>)>,
    /// The label of every drawn actor.
    pub names: Vec<String>,
    /// Position of each event on the canvas along the time axis, px, where it is known.
    pub positions: BTreeMap<u32, f64>,
    /// Which way time runs.
    pub orientation: Orientation,
}

impl Expected {
    /// What a layout promises about events with those parties and actors with those names.
    pub fn of(layout: &Layout, parties: Vec<(u32, Vec<u32>)>, names: Vec<String>) -> Expected {
        let origin = match layout.orientation {
            Orientation::Vertical => layout.chart.y,
            Orientation::Horizontal => layout.chart.x,
        };
        let positions = layout.events.iter().map(|f| (f.event.0, origin + f.along)).collect();
        Expected { parties, names, positions, orientation: layout.orientation }
    }
}

/// Everything that is wrong with a picture.
pub fn violations(picture: &Picture, expected: &Expected) -> Vec<String> {
    [
        document(picture),
        texts_apart(picture),
        all_inside(picture),
        texts_free(picture),
        events_once(picture, expected),
        actors_named(picture, expected),
        marks_in_place(picture, expected),
        capsules_closed(picture),
        bars_whole(picture),
        texts_legible(picture),
    ]
    .concat()
}

/// The document has nothing but what a picture of ours consists of, and no id twice.
pub fn document(picture: &Picture) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let reused = picture.ids.iter().filter(|id| !seen.insert(id.as_str()));
    picture.faults.iter().cloned().chain(reused.map(|id| format!("id `{id}` twice"))).collect()
}

/// Invariant 1: no two texts overlap.
pub fn texts_apart(picture: &Picture) -> Vec<String> {
    let boxes: Vec<Vec<P>> = picture.texts.iter().map(|text| text.corners.clone()).collect();
    let grid = Grid::new(picture.width, picture.height, &boxes);
    let mut found = Vec::new();
    for (number, text) in picture.texts.iter().enumerate() {
        for other in grid.near(&text.corners).into_iter().filter(|other| *other > number) {
            let by = depth(&text.corners, &boxes[other]);
            if by > TOUCH_PX {
                let words = (&text.words, &picture.texts[other].words);
                found.push(format!("`{}` and `{}` overlap by {by:.1} px", words.0, words.1));
            }
        }
    }
    found
}

/// Invariant 1: nothing leaves the canvas.
pub fn all_inside(picture: &Picture) -> Vec<String> {
    let outside = |points: &[P]| {
        let ((left, top), (right, bottom)) = bounds(points);
        let over = [-left, -top, right - picture.width, bottom - picture.height];
        over.into_iter().fold(0.0, f64::max) > 0.01
    };
    let texts = picture.texts.iter().filter(|text| outside(&text.corners));
    let shapes = picture.shapes.iter().filter(|shape| {
        shape.stroke_boxes().iter().chain([&shape.points]).any(|points| outside(points))
    });
    let texts = texts.map(|text| format!("`{}` leaves the canvas", text.words));
    texts.chain(shapes.map(|shape| format!("{} leaves the canvas", named(shape)))).collect()
}

/// Invariant 1: no line, leader or mark runs through a text, and nothing is painted over one.
///
/// A text may lie on a fill that was painted before it; on a pill, only with its whole length.
pub fn texts_free(picture: &Picture) -> Vec<String> {
    let boxes: Vec<Vec<P>> = picture.texts.iter().map(|text| text.corners.clone()).collect();
    let grid = Grid::new(picture.width, picture.height, &boxes);
    let mut found = Vec::new();
    for (order, shape) in picture.shapes.iter().enumerate() {
        let mut hits: BTreeMap<usize, &str> = BTreeMap::new();
        for stroke in shape.stroke_boxes() {
            for at in grid.near(&stroke) {
                if depth(&stroke, &boxes[at]) > TOUCH_PX {
                    // The paper-coloured halo of a line can be seen only where it covers something.
                    let halo = shape.stroke.map(|(color, _)| color) == picture.paper;
                    match (halo, order >= picture.texts[at].order) {
                        (false, _) => hits.insert(at, "runs through"),
                        (true, true) => hits.insert(at, "hides a part of"),
                        (true, false) => None,
                    };
                }
            }
        }
        if shape.fill.is_some() && shape.points.len() > 2 {
            for at in grid.near(&shape.points) {
                if depth(&shape.points, &boxes[at]) > TOUCH_PX {
                    let how = overlap(shape, order, &picture.texts[at]);
                    hits.extend(how.map(|how| (at, how)));
                }
            }
        }
        let words = |at: &usize| &picture.texts[*at].words;
        found
            .extend(hits.iter().map(|(at, how)| format!("{} {how} `{}`", named(shape), words(at))));
    }
    found
}

/// What is wrong where a filled shape, the `order`th of the picture, and a text share a place.
fn overlap(shape: &Shape, order: usize, text: &TextBox) -> Option<&'static str> {
    let is_ground = shape.element == "rect" && shape.place.mark.is_none();
    if !is_ground {
        Some("runs through")
    } else if order >= text.order {
        Some("hides")
    } else if shape.rounded && !inside(&text.corners, &shape.points) {
        Some("is too small for")
    } else {
        None
    }
}

/// Whether a box lies in the box around a pill.
fn inside(text: &[P], pill: &[P]) -> bool {
    let (inner, outer) = (bounds(text), bounds(pill));
    let fits = [
        inner.0.0 - outer.0.0,
        inner.0.1 - outer.0.1,
        outer.1.0 - inner.1.0,
        outer.1.1 - inner.1.1,
    ];
    fits.into_iter().all(|room| room >= 0.0)
}

/// Invariant 2: every event is in the picture, once.
pub fn events_once(picture: &Picture, expected: &Expected) -> Vec<String> {
    let mut times: BTreeMap<u32, usize> = expected.parties.iter().map(|(id, _)| (*id, 0)).collect();
    for event in &picture.events {
        *times.entry(*event).or_default() += 1;
    }
    let known: BTreeSet<u32> = expected.parties.iter().map(|(id, _)| *id).collect();
    times
        .into_iter()
        .filter(|(event, times)| *times != 1 || !known.contains(event))
        .map(|(event, times)| format!("event {event} is in the picture {times} times"))
        .collect()
}

/// Invariant 2: every actor with a line is named. A long name may have lost some words before its last one.
pub fn actors_named(picture: &Picture, expected: &Expected) -> Vec<String> {
    // A name in the title of an event tells no line from another.
    let labels = || picture.texts.iter().filter(|text| text.place.event.is_none());
    let shortened = |words: &str, name: &str| {
        words.split_once('…').is_some_and(|(head, tail)| {
            let (head, tail) = (head.trim_end(), tail.trim_start());
            !head.is_empty() && !tail.is_empty() && name.starts_with(head) && name.ends_with(tail)
        })
    };
    let named = |name: &str| {
        labels().any(|text| text.words.starts_with(name) || shortened(&text.words, name))
    };
    let missing = expected.names.iter().filter(|name| !named(name));
    missing.map(|name| format!("`{name}` is not named")).collect()
}

/// Invariant 2: a mark sits on its actors' lines and at its time.
pub fn marks_in_place(picture: &Picture, expected: &Expected) -> Vec<String> {
    let lines = Pieces::of(picture);
    let parties: BTreeMap<u32, &[u32]> =
        expected.parties.iter().map(|(event, actors)| (*event, actors.as_slice())).collect();
    let mut found = Vec::new();
    for (event, kind, shapes) in picture.marks() {
        let corners: Vec<P> = shapes.iter().flat_map(|shape| &shape.points).copied().collect();
        let (low, high) = bounds(&corners);
        let (from, to) = match expected.orientation {
            Orientation::Vertical => (low.1, high.1),
            Orientation::Horizontal => (low.0, high.0),
        };
        if let Some(at) = expected.positions.get(&event)
            && !(from - OFF_PX..=to + OFF_PX).contains(at)
        {
            found.push(format!("the {kind} of event {event} is not at its time"));
        }
        let actors = parties.get(&event).copied().unwrap_or_default();
        for dot in shapes.iter().filter(|shape| shape.element == "circle") {
            let center = dot.center();
            let sits = lines.at(center).iter().any(|actor| actors.contains(actor));
            if !sits {
                let (x, y) = center;
                found.push(format!(
                    "a dot of the {kind} of event {event} at {x:.0},{y:.0} is on no line of its actors"
                ));
            }
        }
    }
    found
}

/// Invariant 3: the lines in a capsule are those of its dots, and no other line passes through it.
pub fn capsules_closed(picture: &Picture) -> Vec<String> {
    let lines = Pieces::of(picture);
    let mut found = Vec::new();
    for (event, kind, shapes) in picture.marks() {
        let capsule = shapes.iter().rev().find(|shape| shape.element == "rect");
        let Some(capsule) = capsule.filter(|_| kind == "capsule") else { continue };
        let dots: Vec<P> =
            shapes.iter().filter(|s| s.element == "circle").map(|s| s.center()).collect();
        let meet: BTreeSet<u32> = dots.iter().flat_map(|dot| lines.at(*dot)).collect();
        let pass = lines.through(&capsule.points);
        found
            .extend(pass.difference(&meet).map(|actor| {
                format!("the line of actor {actor} runs through the meeting {event}")
            }));
        let outside = dots.iter().filter(|dot| depth(&[**dot], &capsule.points) <= 0.0);
        found.extend(outside.map(|_| format!("a dot lies outside the capsule of event {event}")));
    }
    found
}

/// Invariant 3, where lines are straight: a bar's dots stand on as many lines, and it ends at the outermost two.
pub fn bars_whole(picture: &Picture) -> Vec<String> {
    let lines = Pieces::of(picture);
    let mut found = Vec::new();
    for (event, kind, shapes) in picture.marks() {
        if kind != "bar" {
            continue;
        }
        let dots: Vec<P> =
            shapes.iter().filter(|s| s.element == "circle").map(|s| s.center()).collect();
        let meet: BTreeSet<u32> = dots.iter().flat_map(|dot| lines.at(*dot)).collect();
        if dots.len() < 2 || meet.len() != dots.len() {
            found.push(format!(
                "the bar of event {event} has {} dots on {} lines",
                dots.len(),
                meet.len()
            ));
        }
        let (low, high) = bounds(&dots);
        for bar in shapes.iter().filter(|s| s.element == "path" && !s.closed) {
            let (from, to) = bounds(&bar.points);
            let within = [low.0 - from.0, low.1 - from.1, to.0 - high.0, to.1 - high.1];
            // The line that strikes a bar out is not level with it, and lies within.
            if within.into_iter().fold(f64::NEG_INFINITY, f64::max) > 12.0 {
                found.push(format!("the bar of event {event} reaches beyond its dots"));
            }
        }
    }
    found
}

/// The straight pieces of all life lines, by place.
struct Pieces {
    actors: Vec<u32>,
    pieces: Vec<Vec<P>>,
    grid: Grid,
}

impl Pieces {
    fn of(picture: &Picture) -> Pieces {
        let (mut actors, mut pieces) = (Vec::new(), Vec::new());
        for (actor, line) in picture.life_lines() {
            for piece in line.windows(2) {
                actors.push(actor);
                pieces.push(piece.to_vec());
            }
        }
        let grid = Grid::new(picture.width, picture.height, &pieces);
        Pieces { actors, pieces, grid }
    }

    /// Whose lines run through a point.
    fn at(&self, point: P) -> BTreeSet<u32> {
        let (x, y) = point;
        let around = [(x - OFF_PX, y - OFF_PX), (x + OFF_PX, y + OFF_PX)];
        let on = |at: &usize| distance_to(&self.pieces[*at], point) <= OFF_PX;
        self.grid.near(&around).into_iter().filter(on).map(|at| self.actors[at]).collect()
    }

    /// Whose lines run through a polygon.
    fn through(&self, polygon: &[P]) -> BTreeSet<u32> {
        let passes = |at: &usize| depth(&self.pieces[*at], polygon) > THROUGH_PX;
        self.grid.near(polygon).into_iter().filter(passes).map(|at| self.actors[at]).collect()
    }
}

/// Invariant 4: texts are legible on what they stand on.
pub fn texts_legible(picture: &Picture) -> Vec<String> {
    let (numbers, fills): (Vec<usize>, Vec<Vec<P>>) = picture
        .shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.fill.is_some() && shape.points.len() > 2)
        .map(|(number, shape)| (number, shape.points.clone()))
        .unzip();
    let grid = Grid::new(picture.width, picture.height, &fills);
    // The fill painted last before the text, of those under it.
    let ground = |text: &TextBox| {
        // A line that strikes the text through is no ground.
        let is_line = |at: usize| {
            let ((_, top), (_, bottom)) = bounds(&fills[at]);
            bottom - top <= 2.0
        };
        let near = grid.near(&text.corners);
        let mut under = near.into_iter().rev().filter(|&at| numbers[at] < text.order);
        let ground = under.find(|&at| !is_line(at) && depth(&fills[at], &text.corners) > TOUCH_PX);
        ground.and_then(|at| picture.shapes[numbers[at]].fill).unwrap_or(Rgb(255, 255, 255))
    };
    let contrast = |text: &TextBox| text.color.contrast(ground(text));
    let pale = picture.texts.iter().filter(|text| contrast(text) < TEXT_CONTRAST);
    pale.map(|text| format!("`{}` has a contrast of {:.2}", text.words, contrast(text))).collect()
}

/// A shape in words.
fn named(shape: &Shape) -> String {
    let place = &shape.place;
    let part = match (&place.mark, place.actor, place.leader) {
        (Some((_, kind)), _, _) => kind.clone(),
        (None, Some(actor), _) => format!("the line of actor {actor}"),
        (None, None, true) => "the leader".to_owned(),
        (None, None, false) => shape.element.clone(),
    };
    match place.event {
        Some(event) => format!("{part} of event {event}"),
        None if place.actor.is_some() => part,
        None => format!("{part} of `{}`", place.role),
    }
}
