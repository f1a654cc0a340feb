//! The legend: every mark and line that occurs in the picture, once, and nothing else.

use crate::layout::brackets::dash;
use crate::layout::lives::Ending;
use crate::layout::marks::{Look, is_hollow, is_struck, look, outcome};
use crate::layout::scene::Scene;
use crate::layout::spacing::{
    CAPSULE_EDGE_PX, CAPSULE_HALF_PX, DIAMOND_PX, DOT_PX, LEGEND, MEETING_PX, TIE_PX,
};
use crate::layout::spans::{self, Spans};
use crate::layout::wrap::wrap;
use crate::layout::{
    ChartPoint, Furniture, Ink, Mark, Measure, Orientation, Outcome, Outline, Point, Rect, Shape,
    Stroke, Text, TextAnchor, words,
};
use crate::timeline::{ActorId, Event, Kind, Timeline};

/// What the legend speaks of.
pub struct Shown<'a> {
    /// The picture's content.
    pub scene: &'a Scene<'a>,
    /// Its bars.
    pub spans: &'a Spans,
    /// Which way time runs.
    pub orientation: Orientation,
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
    /// Dots that lead to a line.
    Waiting,
    /// The end of a line.
    Ending(Ending),
    Tie,
    /// A bar: whether it lasts.
    Span(bool),
    /// A sign behind a title.
    Sign(&'static str),
}

/// Room for an icon, px.
const ICON_PX: f64 = 28.0;
/// Height of a row, px.
const ROW_PX: f64 = 20.0;
/// Height of a further line of one entry, px.
const LINE_PX: f64 = 14.0;

/// The legend in rows from `y` on; `y` ends under it.
pub fn legend(
    shown: &Shown<'_>,
    (x, width_px): (f64, f64),
    y: &mut f64,
    measure: &dyn Measure,
) -> Furniture {
    let mut shapes = Vec::new();
    let mut at = x;
    for entry in entries(shown) {
        let text_px = measure.width_px(&entry.text, LEGEND);
        if at > x && at + ICON_PX + text_px > x + width_px {
            at = x;
            *y += ROW_PX;
        }
        let middle = *y + ROW_PX / 2.0;
        let centre = Point { x: at + 11.0, y: middle };
        icon_shapes(&mut shapes, entry.icon, centre, shown.orientation, measure);
        for (number, line) in
            wrap(&entry.text, LEGEND, width_px - ICON_PX, measure).into_iter().enumerate()
        {
            // A text too long for the width goes on below.
            let drop_px = number as f64 * LINE_PX;
            *y += if number > 0 { LINE_PX } else { 0.0 };
            shapes.push(Shape::Text(Text {
                at: Point { x: at + ICON_PX, y: middle + drop_px + LEGEND.size_px * 0.36 },
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
    *y += ROW_PX;
    Furniture { role: "legend", shapes }
}

fn icon_shapes(
    shapes: &mut Vec<Shape>,
    icon: Icon,
    centre: Point,
    orientation: Orientation,
    measure: &dyn Measure,
) {
    let stroke = |from: f64, to: f64, width_px: f64, dash, ink, head| {
        let at = |dx: f64| Point { x: centre.x + dx, y: centre.y };
        Shape::Stroke(Stroke {
            points: vec![at(from), at(to)],
            corner_px: 0.0,
            width_px,
            dash,
            ink,
            head,
        })
    };
    match icon {
        Icon::Mark(mark) => shapes.push(Shape::Mark(placed(&mark, centre, orientation))),
        Icon::Relation(dash) => shapes.push(stroke(-11.0, 11.0, 1.2, dash, Ink::Relation, true)),
        Icon::LifeLine(actor) => {
            shapes.push(stroke(-9.0, 9.0, 2.5, None, Ink::Actor(actor), false));
        }
        Icon::Waiting => {
            let dots = Some((1.0, 4.0));
            shapes.push(stroke(-9.0, 1.0, 1.0, dots, Ink::Strong, false));
            shapes.push(stroke(1.0, 10.0, 2.5, None, Ink::Strong, false));
        }
        Icon::Ending(ending) => {
            shapes.push(stroke(-9.0, 8.0, 2.5, None, Ink::Strong, false));
            let at = ChartPoint { along: centre.x + 8.0, across: centre.y };
            let on_canvas = |at: ChartPoint| Point { x: at.along, y: at.across };
            shapes.push(ending.shape(at, Ink::Strong, on_canvas));
        }
        Icon::Tie => shapes.push(Shape::Fill {
            rect: tie_icon(centre, orientation),
            corner_px: TIE_PX / 2.0,
            ink: Ink::Relation,
        }),
        Icon::Span(lasts) => {
            let origin = Point { x: 0.0, y: 0.0 };
            let place = spans::Place { orientation: Orientation::Horizontal, origin: &origin };
            let profile = (centre.x - 11.0, centre.x - 3.0, centre.x + 3.0, centre.x + 11.0);
            spans::bar(shapes, profile, lasts, centre.y, &place);
        }
        Icon::Sign(sign) => shapes.push(Shape::Text(Text {
            at: Point { x: centre.x, y: centre.y + LEGEND.size_px * 0.36 },
            anchor: TextAnchor::Middle,
            turn_deg: 0,
            style: LEGEND,
            ink: Ink::Muted,
            text: sign.to_owned(),
            width_px: measure.width_px(sign, LEGEND),
        })),
    }
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

const LOOKS: [Look; 6] =
    [Look::Capsule, Look::DoubleCapsule, Look::Dot, Look::Arrow, Look::Diamond, Look::Deadline];

fn entries(shown: &Shown<'_>) -> Vec<Entry> {
    let scene = shown.scene;
    let (timeline, sequence) = (scene.timeline, &scene.sequence);
    let events: Vec<&Event> = sequence.rows.iter().map(|&id| timeline.event(id)).collect();
    let mut entries = Vec::new();
    let texts = look_texts_of(scene, &events);
    for (wanted, text) in LOOKS.into_iter().zip(texts) {
        if let Some(text) = text {
            let mark = icon(wanted, scene.straight, false, false, None);
            entries.push(Entry { icon: Icon::Mark(mark), text });
        }
    }
    for (wanted, word) in
        [(Outcome::Met, "met"), (Outcome::Missed, "missed"), (Outcome::Extended, "extended")]
    {
        if events.iter().any(|e| outcome(e) == Some(wanted)) {
            let mark = icon(Look::Deadline, scene.straight, false, false, Some(wanted));
            entries.push(Entry { icon: Icon::Mark(mark), text: word.to_owned() });
        }
    }
    let hollow = |e: &&Event| is_hollow(e) && !is_struck(e);
    if let Some(event) = events.iter().copied().find(hollow) {
        let mark = icon(look(event), scene.straight, true, false, None);
        let text = "announced, no report that it was held".to_owned();
        entries.push(Entry { icon: Icon::Mark(mark), text });
    }
    if let Some(event) = events.iter().copied().find(|e| is_struck(e)) {
        let mark = icon(look(event), scene.straight, is_hollow(event), true, None);
        entries.push(Entry { icon: Icon::Mark(mark), text: "cancelled or replaced".to_owned() });
    }
    if !sequence.ties.is_empty() {
        entries.push(Entry { icon: Icon::Tie, text: "order not fully known".to_owned() });
    }
    for (lasts, words) in [(true, "lasts so long"), (false, "at some time within")] {
        let mut of_kind = shown.spans.drawn.iter().filter(|span| span.lasts == lasts).peekable();
        if of_kind.peek().is_some() {
            let fades = of_kind.any(|span| span.fades());
            let text = match fades {
                true => format!("{words}; faded ends are not exact"),
                false => words.to_owned(),
            };
            entries.push(Entry { icon: Icon::Span(lasts), text });
        }
    }
    for sign in ["≠", "≈", "?"] {
        if events.iter().any(|event| words::signs(event).contains(&sign)) {
            entries.push(Entry { icon: Icon::Sign(sign), text: words::sign(sign).to_owned() });
        }
    }
    for kind in scene.brackets.kinds() {
        let text = words::relation(kind).to_owned();
        entries.push(Entry { icon: Icon::Relation(dash(kind)), text });
    }
    if scene.lives.iter().any(|life| life.begins.is_some()) {
        entries.push(Entry { icon: Icon::Waiting, text: "not yet there".to_owned() });
    }
    for (ending, words) in [(Ending::Left, "leaves office"), (Ending::Died, "dies")] {
        if scene.lives.iter().any(|life| life.ends.is_some_and(|(_, why)| why == ending)) {
            entries.push(Entry { icon: Icon::Ending(ending), text: words.to_owned() });
        }
    }
    // Where some are set off, colour tells them from the others, and not one delegation from another.
    for delegation in delegations(timeline, &events).into_iter().filter(|_| scene.focus.is_empty())
    {
        let text = timeline.actor(delegation).name.clone();
        entries.push(Entry { icon: Icon::LifeLine(delegation), text: text.to_string() });
    }
    entries
}

/// As [`look_texts`]; the marks of a condensed picture stand for those who took part.
fn look_texts_of(scene: &Scene<'_>, events: &[&Event]) -> [Option<String>; 6] {
    let texts = look_texts(events);
    match scene.condensed {
        Some(condensed) => {
            let took_part = format!("took part in that {}", condensed.unit.word());
            texts.map(|text| text.map(|_| took_part.clone()))
        }
        None => texts,
    }
}

/// What each look stands for, in the order of [`LOOKS`]; nothing for one that does not occur.
///
/// Each kind of event is named once, at the look that most events of it have. Where a kind occurs in several looks,
/// what tells the looks apart is said as well: `together: meeting, visit` and `one alone: statement, decision`.
fn look_texts(events: &[&Event]) -> [Option<String>; 6] {
    let count = |kind: Kind, wanted: Look| {
        events.iter().filter(|e| e.kind == kind && look(e) == wanted).count()
    };
    let mut kinds: [Vec<&str>; 6] = Default::default();
    let mut shares = [false; 6];
    for (kind, word) in Kind::ALL {
        let counts = LOOKS.map(|wanted| count(kind, wanted));
        let most = counts.iter().copied().max().unwrap_or(0);
        if most == 0 {
            continue;
        }
        if let Some(at) = counts.iter().position(|&n| n == most) {
            kinds[at].push(word);
        }
        if counts.iter().filter(|&&n| n > 0).count() > 1 {
            for (shares, count) in shares.iter_mut().zip(counts) {
                *shares |= count > 0;
            }
        }
    }
    let mut texts: [Option<String>; 6] = Default::default();
    for (at, wanted) in LOOKS.into_iter().enumerate() {
        let occurs = events.iter().any(|e| look(e) == wanted);
        let words = kinds[at].join(", ");
        let how = match wanted {
            Look::Capsule => "together",
            Look::DoubleCapsule => "agreed together",
            Look::Dot => "one alone",
            Look::Arrow => "from one to another",
            Look::Diamond => "on a date",
            Look::Deadline => "deadline",
        };
        texts[at] = match (occurs, shares[at], words.is_empty()) {
            (false, _, _) => None,
            (true, _, true) => Some(how.to_owned()),
            (true, true, false) => Some(format!("{how}: {words}")),
            (true, false, false) => Some(words),
        };
    }
    texts
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
fn icon(look: Look, straight: bool, hollow: bool, struck: bool, outcome: Option<Outcome>) -> Mark {
    let at = ChartPoint { along: 0.0, across: 0.0 };
    let half = MEETING_PX / 2.0;
    let outline = match look {
        _ if hollow => Outline::Hollow,
        Look::DoubleCapsule => Outline::Double,
        Look::Capsule | Look::Dot | Look::Arrow | Look::Diamond | Look::Deadline => Outline::Solid,
    };
    match look {
        Look::Capsule | Look::DoubleCapsule if straight => Mark::Bar {
            along: (0.0, 0.0),
            across: (-half, half),
            members: vec![(-half, Ink::Strong), (half, Ink::Strong)],
            outline,
            struck,
        },
        Look::Capsule | Look::DoubleCapsule => Mark::Capsule {
            along: (0.0, 0.0),
            across: (-half - CAPSULE_EDGE_PX + 5.0, half + CAPSULE_EDGE_PX - 5.0),
            half_px: CAPSULE_HALF_PX - 2.5,
            members: vec![(2.0 - half, Ink::Strong), (half - 2.0, Ink::Strong)],
            outline,
            struck,
        },
        Look::Dot => Mark::Dot { at, radius_px: DOT_PX, ink: Ink::Strong, hollow, struck },
        Look::Arrow => Mark::Arrow { along: 0.0, from: -8.0, to: 9.0, ink: Ink::Strong },
        Look::Diamond => {
            Mark::Diamond { at, radius_px: DIAMOND_PX, ink: Ink::Muted, hollow, struck }
        }
        Look::Deadline => {
            // With its sign it is as long as without.
            let (from, to) = if outcome.is_some() { (-12.0, -4.0) } else { (-9.0, 9.0) };
            Mark::Deadline { along: 0.0, from, to, struck, outcome }
        }
    }
}
