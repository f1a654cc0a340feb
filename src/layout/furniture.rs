//! What stands around the chart: title, legend, sources and notes. Shared by both orientations.

use crate::layout::brackets::{Brackets, dash};
use crate::layout::direction::{is_flush_right, is_right_to_left, join};
use crate::layout::marks::{Look, is_hollow, is_struck, look};
use crate::layout::sequence::Sequence;
use crate::layout::spacing::{
    ASCENT, CAPSULE_EDGE_PX, CAPSULE_HALF_PX, DESCENT, DIAMOND_PX, DOT_PX, LEGEND, MEETING_PX,
    SOURCES, SUBTITLE, TIE_PX, TITLE, line_px,
};
use crate::layout::wrap::wrap;
use crate::layout::{
    ChartPoint, Furniture, Ink, Mark, Measure, Orientation, Outline, Point, Rect, Shape, Stroke,
    Text, TextAnchor, TextStyle, words,
};
use crate::timeline::{ActorId, Event, Kind, Timeline};

/// Puts wrapped lines of text one under the other and moves `y` (the upper edge) down past them. Lines that run
/// right to left end at the right edge.
pub fn paragraph(
    shapes: &mut Vec<Shape>,
    text: &str,
    (style, ink): (TextStyle, Ink),
    (x, width_px): (f64, f64),
    y: &mut f64,
    measure: &dyn Measure,
) {
    for line in wrap(text, style, width_px, measure) {
        let (x, anchor) = if is_flush_right(&line.text) {
            (x + width_px, TextAnchor::End)
        } else {
            (x, TextAnchor::Start)
        };
        shapes.push(Shape::Text(Text {
            at: Point { x, y: *y + style.size_px * ASCENT },
            anchor,
            turn_deg: 0,
            style,
            ink,
            text: line.text,
            width_px: line.width_px,
        }));
        *y += line_px(style);
    }
}

/// Title and subtitle from `y` on; `y` ends under them.
pub fn title_block(
    timeline: &Timeline,
    subtitle: &str,
    (x, width_px): (f64, f64),
    y: &mut f64,
    measure: &dyn Measure,
) -> Furniture {
    let mut shapes = Vec::new();
    paragraph(&mut shapes, &timeline.title, (TITLE, Ink::Strong), (x, width_px), y, measure);
    *y += 2.0;
    paragraph(&mut shapes, subtitle, (SUBTITLE, Ink::Muted), (x, width_px), y, measure);
    Furniture { role: "title", shapes }
}

/// The line under the title: the file's own, then what period and how much the picture covers.
pub fn subtitle(timeline: &Timeline, sequence: &Sequence, actors: usize) -> String {
    let mut parts: Vec<String> = timeline.subtitle.iter().cloned().collect();
    parts.extend(words::period(timeline, &sequence.rows));
    parts.push(words::count(sequence.rows.len(), "event"));
    if actors > 0 {
        parts.push(words::count(actors, "actor"));
    }
    // Dots and dashes stay at the end of a line. The line runs the way that the title does.
    let runs = if is_right_to_left(&timeline.title) { "\u{200f}" } else { "" };
    format!("{runs}{}", join(&parts, "\u{a0}· ").replace(" – ", "\u{a0}– "))
}

/// One entry of the legend.
struct Entry {
    icon: Icon,
    text: String,
}

enum Icon {
    Mark(Mark),
    Relation(Option<(f64, f64)>),
    LifeLine(ActorId),
    Tie,
}

/// Room for an icon, px.
const ICON_PX: f64 = 28.0;

/// What occurs in the picture, and nothing else, in rows from `y` on; `y` ends under it.
pub fn legend(
    timeline: &Timeline,
    sequence: &Sequence,
    brackets: &Brackets,
    orientation: Orientation,
    (x, width_px): (f64, f64),
    y: &mut f64,
    measure: &dyn Measure,
) -> Furniture {
    let mut shapes = Vec::new();
    let mut at = x;
    let row_px = 20.0;
    for entry in entries(timeline, sequence, brackets) {
        let text_px = measure.width_px(&entry.text, LEGEND);
        if at > x && at + ICON_PX + text_px > x + width_px {
            at = x;
            *y += row_px;
        }
        let middle = *y + row_px / 2.0;
        let centre = Point { x: at + 11.0, y: middle };
        shapes.push(match entry.icon {
            Icon::Mark(mark) => Shape::Mark(placed(&mark, centre, orientation)),
            Icon::Relation(dash) => Shape::Stroke(Stroke {
                points: vec![
                    Point { x: at, y: middle },
                    Point { x: at + ICON_PX - 6.0, y: middle },
                ],
                corner_px: 0.0,
                width_px: 1.2,
                dash,
                ink: Ink::Relation,
                head: true,
            }),
            Icon::LifeLine(actor) => Shape::Stroke(Stroke {
                points: vec![
                    Point { x: at + 2.0, y: middle },
                    Point { x: at + ICON_PX - 8.0, y: middle },
                ],
                corner_px: 0.0,
                width_px: 2.5,
                dash: None,
                ink: Ink::Actor(actor),
                head: false,
            }),
            Icon::Tie => Shape::Fill {
                rect: tie_icon(centre, orientation),
                corner_px: TIE_PX / 2.0,
                ink: Ink::Relation,
            },
        });
        for line in wrap(&entry.text, LEGEND, width_px - ICON_PX, measure) {
            shapes.push(Shape::Text(Text {
                at: Point { x: at + ICON_PX, y: middle + LEGEND.size_px * 0.36 },
                anchor: TextAnchor::Start,
                turn_deg: 0,
                style: LEGEND,
                ink: Ink::Strong,
                text: line.text,
                width_px: line.width_px,
            }));
        }
        at += ICON_PX + text_px + 16.0;
    }
    *y += row_px;
    Furniture { role: "legend", shapes }
}

/// A bar beside a few rows, as the picture has it.
fn tie_icon(centre: Point, orientation: Orientation) -> Rect {
    let (width, height) = match orientation {
        Orientation::Vertical => (TIE_PX, 14.0),
        Orientation::Horizontal => (16.0, TIE_PX),
    };
    Rect { x: centre.x - width / 2.0, y: centre.y - height / 2.0, width, height }
}

/// A legend's mark is made around the chart's origin; this moves it to its place on the canvas.
fn placed(mark: &Mark, centre: Point, orientation: Orientation) -> Mark {
    match orientation {
        Orientation::Vertical => mark.moved(centre.y, centre.x),
        Orientation::Horizontal => mark.moved(centre.x, centre.y),
    }
}

fn entries(timeline: &Timeline, sequence: &Sequence, brackets: &Brackets) -> Vec<Entry> {
    let events: Vec<&Event> = sequence.rows.iter().map(|&id| timeline.event(id)).collect();
    let mut entries = Vec::new();
    for wanted in
        [Look::Capsule, Look::DoubleCapsule, Look::Dot, Look::Arrow, Look::Diamond, Look::Deadline]
    {
        let with: Vec<&Event> = events.iter().copied().filter(|e| look(e) == wanted).collect();
        if !with.is_empty() {
            let plain = icon(wanted, false, false);
            entries.push(Entry { icon: Icon::Mark(plain), text: kinds(&with) });
        }
    }
    let hollow = |e: &&Event| is_hollow(e) && !is_struck(e);
    if let Some(event) = events.iter().copied().find(hollow) {
        let mark = icon(look(event), true, false);
        let text = "announced, no report that it was held".to_owned();
        entries.push(Entry { icon: Icon::Mark(mark), text });
    }
    if let Some(event) = events.iter().copied().find(|e| is_struck(e)) {
        let mark = icon(look(event), is_hollow(event), true);
        entries.push(Entry { icon: Icon::Mark(mark), text: "cancelled or replaced".to_owned() });
    }
    if !sequence.ties.is_empty() {
        entries.push(Entry { icon: Icon::Tie, text: "order not fully known".to_owned() });
    }
    for kind in brackets.kinds() {
        let text = words::relation(kind).to_owned();
        entries.push(Entry { icon: Icon::Relation(dash(kind)), text });
    }
    for delegation in delegations(timeline, &events) {
        let text = timeline.actor(delegation).name.clone();
        entries.push(Entry { icon: Icon::LifeLine(delegation), text });
    }
    entries
}

/// The kinds of events that look the same: `meeting, call`.
fn kinds(events: &[&Event]) -> String {
    let words: Vec<&str> = Kind::ALL
        .iter()
        .filter(|(kind, _)| events.iter().any(|e| e.kind == *kind))
        .map(|(_, word)| *word)
        .collect();
    words.join(", ")
}

/// Groups that more than nobody in the picture belongs to, in the order of the file.
fn delegations(timeline: &Timeline, events: &[&Event]) -> Vec<ActorId> {
    let mut found = vec![false; timeline.actors.len()];
    for actor in events.iter().flat_map(|e| e.actors()) {
        let top = timeline.delegation(actor);
        if top != actor {
            found[top.0 as usize] = true;
        }
    }
    timeline.actor_ids().filter(|id| found[id.0 as usize]).collect()
}

/// A mark for the legend, in no actor's colour.
fn icon(look: Look, hollow: bool, struck: bool) -> Mark {
    let at = ChartPoint { along: 0.0, across: 0.0 };
    let half = MEETING_PX / 2.0;
    match look {
        Look::Capsule | Look::DoubleCapsule => Mark::Capsule {
            along: (0.0, 0.0),
            across: (-half - CAPSULE_EDGE_PX + 5.0, half + CAPSULE_EDGE_PX - 5.0),
            half_px: CAPSULE_HALF_PX - 2.5,
            members: vec![(2.0 - half, Ink::Strong), (half - 2.0, Ink::Strong)],
            outline: if hollow {
                Outline::Hollow
            } else if look == Look::DoubleCapsule {
                Outline::Double
            } else {
                Outline::Solid
            },
            struck,
        },
        Look::Dot => Mark::Dot { at, radius_px: DOT_PX, ink: Ink::Strong, hollow, struck },
        Look::Arrow => Mark::Arrow { along: 0.0, from: -8.0, to: 9.0, ink: Ink::Strong },
        Look::Diamond => {
            Mark::Diamond { at, radius_px: DIAMOND_PX, ink: Ink::Muted, hollow, struck }
        }
        Look::Deadline => Mark::Deadline { along: 0.0, from: -9.0, to: 9.0, struck },
    }
}

/// What the picture says below the legend: sources, and how to read it.
pub struct Notes {
    /// Sentences on how to read the picture.
    pub remarks: Vec<String>,
    /// Number of each source, by position; `None` for a source that no event of the picture cites.
    pub numbers: Vec<Option<usize>>,
}

/// Sources cited by the events of the picture, numbered in the order of the file; none if there is only one.
pub fn source_numbers(timeline: &Timeline, sequence: &Sequence) -> Vec<Option<usize>> {
    let mut cited = vec![false; timeline.sources.len()];
    for &id in &sequence.rows {
        for citation in &timeline.event(id).citations {
            cited[citation.source.0 as usize] = true;
        }
    }
    let mut number = 0;
    cited
        .iter()
        .map(|&is_cited| {
            is_cited.then(|| {
                number += 1;
                number
            })
        })
        .collect()
}

/// The numbered sources and the remarks, from `y` on; `y` ends under them.
pub fn notes(
    timeline: &Timeline,
    notes: &Notes,
    (x, width_px): (f64, f64),
    y: &mut f64,
    measure: &dyn Measure,
) -> Furniture {
    let mut shapes = Vec::new();
    let cited: Vec<(usize, usize)> =
        notes.numbers.iter().enumerate().filter_map(|(i, n)| n.map(|n| (i, n))).collect();
    let ink = (SOURCES, Ink::Muted);
    for &(index, number) in &cited {
        let source = words::source(&timeline.sources[index], &timeline.printer);
        if cited.len() == 1 {
            paragraph(&mut shapes, &format!("Source: {source}"), ink, (x, width_px), y, measure);
            continue;
        }
        // Numbers hang in a column of their own.
        let number = format!("[{number}]");
        let number_px = measure.width_px(&format!("[{}]", cited.len()), SOURCES) + 6.0;
        let at = Point { x, y: *y + SOURCES.size_px * ASCENT };
        let own_px = measure.width_px(&number, SOURCES);
        shapes.push(Shape::Text(Text {
            at,
            anchor: TextAnchor::Start,
            turn_deg: 0,
            style: SOURCES,
            ink: Ink::Muted,
            text: number,
            width_px: own_px,
        }));
        paragraph(&mut shapes, &source, ink, (x + number_px, width_px - number_px), y, measure);
    }
    for remark in &notes.remarks {
        paragraph(&mut shapes, remark, ink, (x, width_px), y, measure);
    }
    *y += SOURCES.size_px * DESCENT;
    Furniture { role: "sources", shapes }
}
