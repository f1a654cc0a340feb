//! A finished SVG read back into geometry: what a test can hold the invariants of a picture against.
//!
//! [`Picture::parse`] trusts nothing but the document: groups by their classes, shapes by their attributes, text
//! widths by the bundled font. [`checks`] says what is wrong with a picture, in words.

// Each test crate uses the part that it needs.
#![allow(dead_code)]

#[path = "svg/checks.rs"]
pub mod checks;
#[path = "svg/geometry.rs"]
pub mod geometry;

use demarche::draw::color::Rgb;
use demarche::draw::text::FontMeasure;
use demarche::layout::{Face, Measure, TextStyle};
use geometry::P;
use roxmltree::{Document, Node};

/// Height and depth of the ink of Noto Sans, em: `Å` reaches higher and `ç` deeper, but in no dense text.
const ASCENT_EM: f64 = 0.74;
const DESCENT_EM: f64 = 0.21;

/// Where a shape or a text stands in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Class of the innermost group that is not `leader` or `mark`: `event`, `life-line`, `legend`, …
    pub role: String,
    /// The event, inside an event's group.
    pub event: Option<u32>,
    /// The actor, inside a life line's group.
    pub actor: Option<u32>,
    /// Number of the mark in the document and its kind, inside a mark's group.
    pub mark: Option<(usize, String)>,
    /// Whether it is part of a leader.
    pub leader: bool,
}

/// One line of text and the box of its ink.
#[derive(Debug, Clone)]
pub struct TextBox {
    /// The words.
    pub words: String,
    /// The corners of the box; turned with the text.
    pub corners: Vec<P>,
    /// Its colour.
    pub color: Rgb,
    /// How many shapes are painted before it.
    pub order: usize,
    /// Where it stands.
    pub place: Place,
}

/// One painted shape, made straight.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its corners.
    pub points: Vec<P>,
    /// Whether the last corner joins the first.
    pub closed: bool,
    /// Colour of its inside.
    pub fill: Option<Rgb>,
    /// Colour and width of its outline.
    pub stroke: Option<(Rgb, f64)>,
    /// The element it was.
    pub element: String,
    /// Whether it is a box with rounded corners.
    pub rounded: bool,
    /// Where it stands.
    pub place: Place,
}

impl Shape {
    /// The convex polygons that its outline covers; none if it has no outline.
    pub fn stroke_boxes(&self) -> Vec<Vec<P>> {
        let Some((_, width)) = self.stroke else { return Vec::new() };
        let mut points = self.points.clone();
        if self.closed {
            points.extend(self.points.first());
        }
        let piece = |pair: &[P]| geometry::stroke_box(pair[0], pair[1], width / 2.0).to_vec();
        points.windows(2).map(piece).collect()
    }

    /// Its middle: that of a circle is its centre.
    pub fn center(&self) -> P {
        let (low, high) = geometry::bounds(&self.points);
        ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0)
    }
}

/// A finished picture.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// Width of the canvas.
    pub width: f64,
    /// Height of the canvas.
    pub height: f64,
    /// Every text, in painting order.
    pub texts: Vec<TextBox>,
    /// Every shape, in painting order.
    pub shapes: Vec<Shape>,
    /// The event of each group of class `event`, in document order.
    pub events: Vec<u32>,
    /// Every id.
    pub ids: Vec<String>,
    /// The paper's colour.
    pub paper: Option<Rgb>,
    /// What a document of ours does not have.
    pub faults: Vec<String>,
}

/// A life line: the actor, and the points of the coloured stroke.
pub type Line<'a> = (u32, &'a [P]);

impl Picture {
    /// Reads a picture. What is not understood is kept in [`Picture::faults`].
    pub fn parse(svg: &str) -> Picture {
        let mut picture = Picture::default();
        let document = match Document::parse(svg) {
            Ok(document) => document,
            Err(error) => {
                picture.faults.push(format!("not well-formed: {error}"));
                return picture;
            }
        };
        let root = document.root_element();
        picture.width = number(root, "width").unwrap_or(0.0);
        picture.height = number(root, "height").unwrap_or(0.0);
        let said = |name: &str| {
            let child = root.children().find(|node| node.has_tag_name(name));
            child.and_then(|node| node.text()).is_some_and(|text| !text.trim().is_empty())
        };
        for name in ["title", "desc"] {
            if !said(name) {
                picture.faults.push(format!("no <{name}>"));
            }
        }
        let view_box = format!("0 0 {} {}", picture.width, picture.height);
        for (name, value) in [("viewBox", view_box.as_str()), ("role", "img")] {
            if root.attribute(name) != Some(value) {
                picture.faults.push(format!("{name} is not `{value}`"));
            }
        }
        let mut reader = Reader { picture, measure: FontMeasure::new(), marks: 0 };
        reader.children(root, &Place::default());
        reader.picture
    }

    /// Every life line.
    pub fn life_lines(&self) -> Vec<Line<'_>> {
        let colored = |shape: &&Shape| shape.stroke.map(|(color, _)| color) != self.paper;
        self.shapes
            .iter()
            .filter(colored)
            .filter_map(|shape| Some((shape.place.actor?, shape.points.as_slice())))
            .collect()
    }

    /// The marks of events: event, kind, and the shapes of each, in document order.
    pub fn marks(&self) -> Vec<(u32, &str, Vec<&Shape>)> {
        let mut marks: Vec<(usize, u32, &str, Vec<&Shape>)> = Vec::new();
        for shape in &self.shapes {
            let (Some((number, kind)), Some(event)) = (&shape.place.mark, shape.place.event) else {
                continue;
            };
            match marks.last_mut().filter(|last| last.0 == *number) {
                Some(last) => last.3.push(shape),
                None => marks.push((*number, event, kind, vec![shape])),
            }
        }
        marks.into_iter().map(|(_, event, kind, shapes)| (event, kind, shapes)).collect()
    }
}

/// Walks the document.
struct Reader {
    picture: Picture,
    measure: FontMeasure,
    marks: usize,
}

impl Reader {
    fn children(&mut self, node: Node<'_, '_>, place: &Place) {
        for child in node.children().filter(Node::is_element) {
            if let Some(id) = child.attribute("id") {
                self.picture.ids.push(id.to_owned());
            }
            match child.tag_name().name() {
                "title" | "desc" => {}
                "g" => {
                    let place = self.entered(child, place);
                    self.children(child, &place);
                }
                "a" => self.children(child, place),
                "text" => self.text(child, place),
                "path" | "circle" | "rect" => self.shape(child, place),
                other => self.picture.faults.push(format!("an element <{other}>")),
            }
        }
    }

    /// The place inside a group.
    fn entered(&mut self, group: Node<'_, '_>, outer: &Place) -> Place {
        let mut place = outer.clone();
        let id = |name: &str| group.attribute(name).and_then(|text| text.parse().ok());
        match group.attribute("class").unwrap_or("").split_once(' ') {
            Some(("mark", kind)) => {
                self.marks += 1;
                place.mark = Some((self.marks, kind.to_owned()));
            }
            Some(_) | None => match group.attribute("class").unwrap_or("") {
                "leader" => place.leader = true,
                role => {
                    place.role = role.to_owned();
                    place.event = id("data-event").or(place.event);
                    place.actor = id("data-actor");
                    if role == "event" {
                        self.picture.events.extend(place.event);
                    }
                }
            },
        }
        place
    }

    fn text(&mut self, node: Node<'_, '_>, place: &Place) {
        let isolates = ['\u{2066}', '\u{2067}', '\u{2069}'];
        let words = node.text().unwrap_or("").trim_matches(isolates).to_owned();
        let size_px = number(node, "font-size").unwrap_or(0.0);
        let bold = node.attribute("font-weight") == Some("700");
        let italic = node.attribute("font-style") == Some("italic");
        let face = match (bold, italic) {
            (false, false) => Face::Regular,
            (true, false) => Face::Bold,
            (false, true) => Face::Italic,
            (true, true) => Face::BoldItalic,
        };
        let width = self.measure.width_px(&words, TextStyle { size_px, face });
        let (x, y) = (number(node, "x").unwrap_or(0.0), number(node, "y").unwrap_or(0.0));
        let left = match node.attribute("text-anchor") {
            None => x,
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            Some(other) => {
                self.picture.faults.push(format!("text-anchor `{other}`"));
                x
            }
        };
        let (top, bottom) = (y - ASCENT_EM * size_px, y + DESCENT_EM * size_px);
        let mut corners =
            vec![(left, top), (left + width, top), (left + width, bottom), (left, bottom)];
        if let Some(transform) = node.attribute("transform") {
            match turn_of(transform) {
                Some(turn) => turned(&mut corners, turn),
                None => self.picture.faults.push(format!("transform `{transform}`")),
            }
        }
        let color = self.color(node, "fill").unwrap_or(Rgb(0, 0, 0));
        let order = self.picture.shapes.len();
        let place = place.clone();
        self.picture.texts.push(TextBox { words, corners, color, order, place });
    }

    fn shape(&mut self, node: Node<'_, '_>, place: &Place) {
        let get = |name: &str| number(node, name).unwrap_or(0.0);
        let element = node.tag_name().name().to_owned();
        let corner = get("rx");
        let (points, closed) = match element.as_str() {
            "circle" => (geometry::circle((get("cx"), get("cy")), get("r")), true),
            "rect" => {
                let sides = (get("width"), get("height"));
                (geometry::rounded_box(get("x"), get("y"), sides.0, sides.1, corner), true)
            }
            _ => match geometry::flatten(node.attribute("d").unwrap_or("")) {
                Ok(path) => path,
                Err(error) => {
                    self.picture.faults.push(error);
                    return;
                }
            },
        };
        let fill = self.color(node, "fill");
        let stroke = self.color(node, "stroke").map(|color| (color, get("stroke-width")));
        if place.role == "paper" {
            self.picture.paper = fill;
        }
        let (place, rounded) = (place.clone(), corner > 0.0);
        let shape = Shape { points, closed, fill, stroke, element, rounded, place };
        self.picture.shapes.push(shape);
    }

    fn color(&mut self, node: Node<'_, '_>, name: &str) -> Option<Rgb> {
        let text = node.attribute(name).filter(|text| *text != "none")?;
        let color = Rgb::parse(text);
        if color.is_none() {
            self.picture.faults.push(format!("{name} `{text}`"));
        }
        color
    }
}

fn number(node: Node<'_, '_>, name: &str) -> Option<f64> {
    node.attribute(name)?.parse().ok()
}

/// Degrees and centre of `rotate(degrees x y)`.
fn turn_of(transform: &str) -> Option<(f64, P)> {
    let numbers = transform.strip_prefix("rotate(")?.strip_suffix(')')?;
    let numbers: Vec<f64> = numbers.split(' ').filter_map(|n| n.parse().ok()).collect();
    match numbers.as_slice() {
        &[degrees, x, y] => Some((degrees, (x, y))),
        _ => None,
    }
}

/// Turns points clockwise about a centre.
fn turned(points: &mut [P], (degrees, (cx, cy)): (f64, P)) {
    let (sin, cos) = degrees.to_radians().sin_cos();
    for point in points {
        let (dx, dy) = (point.0 - cx, point.1 - cy);
        *point = (cx + dx * cos - dy * sin, cy + dx * sin + dy * cos);
    }
}
