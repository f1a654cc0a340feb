//! Puts a layout on paper with plotters.
//!
//! [`draw()`] takes a [`Layout`], in which every place is already decided, and gives a complete SVG document:
//!
//! ```text
//!  Layout ──elements──▶ plotters areas (chart, page) ──▶ Backend ──▶ Sheet: SVG or PDF
//! ```
//!
//! Marks and life lines are plotters elements ([`marks`], [`lines`]) in the coordinates of the [`chart`], texts and
//! strokes ([`shapes`]) in those of the page; all of them draw groups, curves and plain text on our own
//! [`backend`], which hands them to a [`sheet`]: [`svg`], or PDF. [`theme`] says which colour an ink has, [`text`] how wide a word is, [`font`] which letters there are. This room moves nothing, leaves
//! nothing out and knows no event beyond its figure.
//!
//! In the document, `g.event` holds all of one event (`data-event` is its id), `g.life-line` a line
//! (`data-actor`), `g.leader` and `g.mark` their parts, and every other group is named for its role.

pub mod backend;
pub mod chart;
pub mod color;
mod compose;
pub mod font;
pub mod lines;
pub mod marks;
pub mod markup;
pub mod outline;
pub mod paint;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod route;
pub mod shapes;
pub mod sheet;
pub mod svg;
pub mod text;
pub mod theme;

use crate::draw::compose::Picture;
use crate::draw::sheet::Sheet;
use crate::draw::svg::SvgSheet;
use crate::draw::text::FONT_FAMILY;
use crate::draw::theme::{Inks, Theme};
use crate::layout::Layout;
use crate::timeline::ActorId;

/// Draws a layout: the text of a complete SVG document, the same for the same arguments.
///
/// `colors` gives an actor's colour as `#rrggbb`; where it gives none, or no colour, one of
/// [`theme::PALETTE`] is taken. All are shaded as far as it takes to be legible on the theme's paper.
/// Any layout is drawn: lengths that are no numbers count as 0, characters that XML forbids are left out,
/// and so are links to anything but `http`, `https` and `mailto`.
pub fn draw(layout: &Layout, colors: &dyn Fn(ActorId) -> Option<String>, theme: &Theme) -> String {
    let drawn = draw_on(&mut SvgSheet::new(FONT_FAMILY.to_owned()), layout, colors, theme);
    String::from_utf8(drawn).expect("SVG is text")
}

/// Draws a layout on a sheet, and gives the bytes of the file that it becomes.
pub fn draw_on(
    sheet: &mut dyn Sheet,
    layout: &Layout,
    colors: &dyn Fn(ActorId) -> Option<String>,
    theme: &Theme,
) -> Vec<u8> {
    compose_on(sheet, layout, colors, theme);
    sheet.finish()
}

/// Draws a layout on a sheet that may have had other pages before, and may have more.
pub fn compose_on(
    sheet: &mut dyn Sheet,
    layout: &Layout,
    colors: &dyn Fn(ActorId) -> Option<String>,
    theme: &Theme,
) {
    let lines = layout.life_lines.iter().map(|line| line.actor);
    let inks = Inks::new(theme, colors).focused_on(&layout.focus).with_lines(lines);
    Picture::new(layout, &inks, sheet)
        .compose()
        .expect("a sheet is in memory, and the picture closes every group that it opens")
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::draw::theme::THEMES;
    use crate::layout::{
        ChartPoint, EventFigure, Face, Furniture, Ink, Layout, Leg, LifeLine, Mark, Orientation,
        Outcome, Outline, Point, Quality, Rect, Shape, Stroke, Text, TextAnchor, TextStyle,
    };
    use crate::timeline::{ActorId, EventId};

    fn empty() -> Layout {
        Layout {
            condensed: None,
            width_px: 100.0,
            height_px: 50.0,
            title: "Talks".to_owned(),
            description: "Nothing happened.".to_owned(),
            language: None,
            orientation: Orientation::Vertical,
            chart: Rect { x: 0.0, y: 0.0, width: 100.0, height: 50.0 },
            ticks: Vec::new(),
            under: Vec::new(),
            waiting: Vec::new(),
            strips: Vec::new(),
            life_lines: Vec::new(),
            focus: Vec::new(),
            events: Vec::new(),
            over: Vec::new(),
            line_order: Quality { crossings: 0, lower_bound: 0, proven: true },
        }
    }

    fn figure(marks: Vec<Mark>, shapes: Vec<Shape>) -> EventFigure {
        let event = EventId(7);
        EventFigure { event, along: 0.0, marks, shapes, hover: "Talks".to_owned(), href: None }
    }

    fn text(words: &str) -> Shape {
        Shape::Text(Text {
            at: Point { x: 1.0, y: 2.0 },
            anchor: TextAnchor::End,
            turn_deg: -45,
            style: TextStyle { size_px: 12.5, face: Face::BoldItalic },
            ink: Ink::Strong,
            text: words.to_owned(),
            width_px: 10.0,
        })
    }

    fn stroke(points: &[(f64, f64)], head: bool) -> Shape {
        let points = points.iter().map(|&(x, y)| Point { x, y }).collect();
        let (corner_px, width_px) = (4.0, 1.0);
        Shape::Stroke(Stroke { points, corner_px, width_px, dash: None, ink: Ink::Relation, head })
    }

    fn svg(layout: &Layout) -> String {
        draw(layout, &|_| None, &THEMES[0])
    }

    #[test]
    fn a_picture_of_nothing_is_a_whole_document() {
        let expected = "\
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\" viewBox=\"0 0 100 50\" role=\"img\" \
aria-labelledby=\"picture-title picture-description\" \
font-family=\"'Noto Sans', 'Liberation Sans', Arial, Helvetica, sans-serif\" \
text-rendering=\"geometricPrecision\">
 <title id=\"picture-title\">Talks</title>
 <desc id=\"picture-description\">Nothing happened.</desc>
 <g class=\"paper\">
  <rect x=\"0\" y=\"0\" width=\"100\" height=\"50\" fill=\"#ffffff\"/>
 </g>
</svg>
";
        assert_eq!(svg(&empty()), expected);
    }

    #[test]
    fn an_event_is_one_group_painted_leader_first() {
        let dot = |along: f64| Mark::Dot {
            at: ChartPoint { along, across: 5.0 },
            radius_px: 5.0,
            ink: Ink::Actor(ActorId(0)),
            hollow: false,
            struck: false,
        };
        let shapes = vec![text("late"), stroke(&[(0.0, 0.0), (9.0, 0.0)], false)];
        let mut event = figure(vec![dot(5.0)], shapes);
        event.href = Some("https://example.org/".to_owned());
        let drawn = svg(&Layout { events: vec![event], ..empty() });
        let order = [
            r#"<g class="event" id="event-0" data-event="7">"#,
            "<title>Talks</title>",
            r#"<a href="https://example.org/">"#,
            r#"<g class="leader">"#,
            r#"<g class="mark dot">"#,
            r#"<text x="1" y="2" text-anchor="end" font-size="12.5" font-weight="700" font-style="italic" "#,
            r#"transform="rotate(-45 1 2)">late</text>"#,
            "</a>",
        ];
        let places: Vec<Option<usize>> = order.iter().map(|part| drawn.find(part)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{drawn}");
    }

    #[test]
    fn a_link_to_a_script_is_left_out() {
        let mut event = figure(Vec::new(), vec![text("x")]);
        event.href = Some("javascript:alert(1)".to_owned());
        assert!(!svg(&Layout { events: vec![event], ..empty() }).contains("<a "));
    }

    #[test]
    fn the_head_of_a_stroke_ends_where_the_stroke_was_to_end() {
        let over = vec![Furniture {
            role: "relation",
            shapes: vec![
                stroke(&[(0.0, 10.0), (50.0, 10.0)], true),
                stroke(&[(3.0, 3.0); 3], true),
            ],
        }];
        let drawn = svg(&Layout { over, ..empty() });
        assert!(drawn.contains(r#"d="m0 10l44.75 0""#), "{drawn}");
        assert!(drawn.contains(r#"d="m50 10l-7 -4l0 8z""#), "{drawn}");
    }

    #[test]
    fn any_layout_becomes_a_well_formed_document() {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e300, 1e300, 0.0, -5.0];
        let words = "<&\"'>]]>\u{0}\u{8}\u{fffe}\u{ffff}\u{202e}\u{1f54a}\u{5d0}\r\n\t--";
        for &v in &odd {
            for orientation in [Orientation::Vertical, Orientation::Horizontal] {
                let at = ChartPoint { along: v, across: v };
                let ink = Ink::Actor(ActorId(u32::MAX));
                let capsule = |outline: Outline| Mark::Capsule {
                    along: (v, 1.0),
                    across: (2.0, v),
                    half_px: v,
                    members: vec![(v, ink)],
                    outline,
                    struck: true,
                };
                let marks = vec![
                    capsule(Outline::Solid),
                    capsule(Outline::Double),
                    capsule(Outline::Hollow),
                    Mark::Dot { at, radius_px: v, ink, hollow: true, struck: true },
                    Mark::Arrow { along: v, from: v, to: v, ink },
                    Mark::Diamond { at, radius_px: v, ink, hollow: true, struck: true },
                    Mark::Deadline { along: v, from: v, to: 3.0, struck: true, outcome: None },
                    Mark::Deadline {
                        along: v,
                        from: v,
                        to: 3.0,
                        struck: false,
                        outcome: Some(Outcome::Extended),
                    },
                    Mark::Bar {
                        along: (v, v),
                        across: (v, 3.0),
                        members: vec![(v, ink)],
                        outline: Outline::Double,
                        struck: true,
                    },
                ];
                let rect = Rect { x: v, y: v, width: v, height: v };
                let mut shapes: Vec<Shape> = marks.iter().cloned().map(Shape::Mark).collect();
                shapes.extend([
                    text(words),
                    stroke(&[(v, 1.0), (2.0, v), (v, v)], true),
                    stroke(&[], true),
                    Shape::Fill { rect, corner_px: v, ink },
                ]);
                let hover = words.to_owned();
                let href = Some(format!("https://example.org/{words}"));
                let layout = Layout {
                    width_px: v,
                    height_px: v,
                    title: words.to_owned(),
                    description: words.to_owned(),
                    language: Some(words.to_owned()),
                    orientation,
                    chart: rect,
                    waiting: Vec::new(),
                    strips: Vec::new(),
                    life_lines: vec![LifeLine {
                        actor: ActorId(0),
                        from: at,
                        legs: vec![Leg::To(at), Leg::BendTo(at)],
                    }],
                    events: vec![EventFigure { hover, href, ..figure(marks, shapes) }],
                    ..empty()
                };
                let drawn = draw(&layout, &|_| Some(words.to_owned()), &THEMES[1]);
                if let Err(error) = roxmltree::Document::parse(&drawn) {
                    panic!("{v}: {error}\n{drawn}");
                }
            }
        }
    }
}
