//! A layout made by hand, with every kind of mark, stroke and text, in both orientations.
//!
//! It stands for what the real layouts give, so that the drawing can be judged without them.

use demarche::draw::text::FontMeasure;
use demarche::layout::{
    ChartPoint, EventFigure, Face, Furniture, Ink, Layout, Leg, LifeLine, Mark, Measure,
    Orientation, Outline, Point, Quality, Rect, Shape, Stroke, Text, TextAnchor, TextStyle, Tick,
};
use demarche::timeline::{ActorId, EventId};

/// Names in the order of their lines.
pub const ACTORS: [&str; 5] = ["Putin", "Obama", "Kerry", "Lavrov", "Ryabkov"];

/// Who takes part in each event of [`EVENTS`], by place in [`ACTORS`].
const PARTIES: [&[u32]; 10] =
    [&[], &[2, 3], &[2], &[4], &[2, 3], &[0, 1], &[1, 2], &[0, 1, 2, 3], &[1], &[0, 1]];

/// Titles of the events, in order of time.
pub const EVENTS: [&str; 10] = [
    "Civilians evacuated",
    "Kerry–Lavrov talks",
    "Kerry to reporters",
    "Ryabkov on “the last brick”",
    "A meeting is announced",
    "Obama–Putin talks are cancelled",
    "Obama instructs Kerry",
    "Agreement on a cease-fire",
    "A statement is announced",
    "The deadline passes",
];

/// Distance of two events along the axis, and of two lines across it, px.
const STEP_PX: f64 = 60.0;
const LANE_PX: f64 = 30.0;

/// The events with the actors of each, as the checks want them.
pub fn parties() -> Vec<(u32, Vec<u32>)> {
    (0..).zip(PARTIES.iter().map(|actors| actors.to_vec())).collect()
}

/// The layout.
pub fn layout(orientation: Orientation) -> Layout {
    let sheet = Sheet { orientation, measure: FontMeasure::new() };
    let (chart, width_px, height_px) = match orientation {
        Orientation::Vertical => (rect(160.0, 160.0, 220.0, 660.0), 720.0, 900.0),
        Orientation::Horizontal => (rect(130.0, 120.0, 660.0, 220.0), 860.0, 620.0),
    };
    let events: Vec<EventFigure> = (0..EVENTS.len()).map(|at| sheet.event(at, chart)).collect();
    let ticks = [(0, "12 Aug"), (3, "5 Sep")]
        .map(|(at, label)| Tick { along: along(at), label: label.to_owned(), at: None })
        .to_vec();
    Layout {
        condensed: None,
        width_px,
        height_px,
        title: "Talks on a cease-fire".to_owned(),
        description: "Ten events between five people, one of each kind of mark.".to_owned(),
        language: Some("en".to_owned()),
        orientation,
        chart,
        ticks,
        under: vec![sheet.heading(), sheet.band(chart)],
        waiting: Vec::new(),
        strips: Vec::new(),
        life_lines: (0..ACTORS.len()).map(life_line).collect(),
        focus: Vec::new(),
        events,
        over: vec![sheet.names(chart), sheet.relation(chart), sheet.legend(height_px)],
        line_order: Quality { crossings: 0, lower_bound: 0, proven: true },
    }
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect { x, y, width, height }
}

fn along(event: usize) -> f64 {
    40.0 + STEP_PX * event as f64
}

fn lane(actor: usize) -> f64 {
    40.0 + LANE_PX * actor as f64
}

/// A straight line that bends towards a neighbour before each meeting, and back after it.
fn life_line(actor: usize) -> LifeLine {
    let at = |along: f64, across: f64| ChartPoint { along, across };
    let home = lane(actor);
    let mut legs = Vec::new();
    for (event, parties) in PARTIES.iter().enumerate() {
        let meets = parties.len() > 1 && ![6, 9].contains(&event);
        let Some(place) = parties.iter().position(|p| *p == actor as u32).filter(|_| meets) else {
            continue;
        };
        let middle = parties.iter().map(|p| lane(*p as usize)).sum::<f64>() / parties.len() as f64;
        let across = middle + 14.0 * (place as f64 - (parties.len() - 1) as f64 / 2.0);
        let meeting = along(event);
        legs.extend([
            Leg::To(at(meeting - 34.0, home)),
            Leg::BendTo(at(meeting - 10.0, across)),
            Leg::To(at(meeting + 10.0, across)),
            Leg::BendTo(at(meeting + 34.0, home)),
        ]);
    }
    // The first two change places after everything, so that the picture shows a crossing.
    let end = if actor < 2 { lane(1 - actor) } else { home };
    legs.push(Leg::To(at(604.0, home)));
    legs.push(Leg::BendTo(at(640.0, end)));
    legs.push(Leg::To(at(652.0, end)));
    LifeLine { actor: ActorId(actor as u32), from: at(0.0, home), legs }
}

/// A capsule around the lines of an event's parties.
fn capsule(event: usize, outline: Outline, struck: bool) -> Mark {
    let parties = PARTIES[event];
    let middle = parties.iter().map(|p| lane(*p as usize)).sum::<f64>() / parties.len() as f64;
    let half = 7.0 * (parties.len() - 1) as f64;
    let member = |(place, party): (usize, &u32)| {
        (middle - half + 14.0 * place as f64, Ink::Actor(ActorId(*party)))
    };
    Mark::Capsule {
        along: (along(event), along(event)),
        across: (middle - half - 8.0, middle + half + 8.0),
        half_px: 8.0,
        members: parties.iter().enumerate().map(member).collect(),
        outline,
        struck,
    }
}

fn marks(event: usize) -> Vec<Mark> {
    let at = |actor: usize| ChartPoint { along: along(event), across: lane(actor) };
    let dot = |actor: usize, hollow: bool, struck: bool| Mark::Dot {
        at: at(actor),
        radius_px: 5.5,
        ink: Ink::Actor(ActorId(actor as u32)),
        hollow,
        struck,
    };
    match event {
        0 => {
            let at = ChartPoint { along: along(0), across: lane(5) };
            let (ink, hollow) = (Ink::Muted, false);
            vec![Mark::Diamond { at, radius_px: 6.0, ink, hollow, struck: false }]
        }
        1 => vec![capsule(1, Outline::Solid, false)],
        4 => vec![capsule(4, Outline::Hollow, false)],
        5 => vec![capsule(5, Outline::Solid, true)],
        6 => {
            let (from, to) = (lane(1), lane(2) - 6.0);
            vec![dot(1, false, false), Mark::Arrow { along: along(6), from, to, ink: Ink::Strong }]
        }
        7 => vec![capsule(7, Outline::Double, false)],
        8 => vec![dot(1, true, false)],
        9 => {
            let (from, to) = (lane(0) - 12.0, lane(1) + 12.0);
            vec![Mark::Deadline { along: along(9), from, to, struck: false, outcome: None }]
        }
        _ => vec![dot(PARTIES[event][0] as usize, false, event == 3)],
    }
}

/// Makes the shapes of the canvas.
struct Sheet {
    orientation: Orientation,
    measure: FontMeasure,
}

impl Sheet {
    fn text(&self, (x, y): (f64, f64), style: (f64, Face), ink: Ink, words: &str) -> Text {
        let style = TextStyle { size_px: style.0, face: style.1 };
        Text {
            at: Point { x, y },
            anchor: TextAnchor::Start,
            turn_deg: 0,
            style,
            ink,
            text: words.to_owned(),
            width_px: self.measure.width_px(words, style),
        }
    }

    fn event(&self, event: usize, chart: Rect) -> EventFigure {
        let far = marks(event).iter().map(|mark| self.edge(mark)).fold(0.0, f64::max);
        let (leader, words) = match self.orientation {
            Orientation::Vertical => {
                let y = chart.y + along(event);
                let ends = [(chart.x + far, y), (chart.x + chart.width + 8.0, y)];
                (ends, (chart.x + chart.width + 16.0, y + 5.0))
            }
            Orientation::Horizontal => {
                let x = chart.x + along(event);
                // Earlier titles lie lower, so that no leader runs through one.
                let row = 19.0 * (EVENTS.len() - event) as f64;
                let foot = (x, chart.y + far);
                let y = chart.y + chart.height + row;
                ([foot, (x, y - 14.0)], (x - 4.0, y))
            }
        };
        let stroke = Stroke {
            points: leader.map(|(x, y)| Point { x, y }).to_vec(),
            corner_px: 0.0,
            width_px: 1.0,
            dash: Some((1.0, 3.0)),
            ink: Ink::Rule,
            head: false,
        };
        let mut shapes = vec![
            Shape::Stroke(stroke),
            Shape::Text(self.text(words, (14.0, Face::Bold), Ink::Strong, EVENTS[event])),
        ];
        if self.orientation == Orientation::Vertical {
            let at = (words.0, words.1 + 19.0);
            let note = "“Keep working at it over the next several days.”";
            shapes.push(Shape::Text(self.text(at, (12.5, Face::Italic), Ink::Body, note)));
        }
        EventFigure {
            event: EventId(event as u32),
            along: along(event),
            marks: marks(event),
            shapes,
            hover: format!("{}\n5 September 2016 · VOA News", EVENTS[event]),
            href: (event == 2).then(|| "https://example.org/?a=1&b=2".to_owned()),
        }
    }

    /// The far edge of a mark across the lines, with room for the leader to begin after it.
    fn edge(&self, mark: &Mark) -> f64 {
        match mark {
            Mark::Capsule { across, .. } => across.1 + 6.0,
            Mark::Dot { at, radius_px, .. } | Mark::Diamond { at, radius_px, .. } => {
                at.across + radius_px + 6.0
            }
            Mark::Arrow { from, to, .. } | Mark::Deadline { from, to, .. } => from.max(*to) + 8.0,
            Mark::Bar { across, .. } => across.1 + 8.0,
        }
    }

    fn heading(&self) -> Furniture {
        let title = "Talks on a cease-fire";
        let below = "4–5 September 2016 · one of each kind of mark";
        let shapes = vec![
            Shape::Text(self.text((40.0, 50.0), (24.0, Face::Bold), Ink::Strong, title)),
            Shape::Text(self.text((40.0, 75.0), (14.0, Face::Regular), Ink::Muted, below)),
        ];
        Furniture { role: "heading", shapes }
    }

    /// The ground of the second day, and a pill with the time that was skipped.
    fn band(&self, chart: Rect) -> Furniture {
        let (band, pill) = match self.orientation {
            Orientation::Vertical => {
                let y = chart.y + along(4) - STEP_PX / 2.0;
                (rect(chart.x, y, chart.width, 3.0 * STEP_PX), rect(40.0, y - 9.0, 52.0, 18.0))
            }
            Orientation::Horizontal => {
                let x = chart.x + along(4) - STEP_PX / 2.0;
                let pill = rect(x + 70.0, chart.y - 9.0, 52.0, 18.0);
                (rect(x, chart.y + 12.0, 3.0 * STEP_PX, chart.height - 24.0), pill)
            }
        };
        let at = (pill.x + 7.0, pill.y + 13.0);
        let shapes = vec![
            Shape::Fill { rect: band, corner_px: 0.0, ink: Ink::Ground },
            Shape::Fill { rect: pill, corner_px: 9.0, ink: Ink::Ground },
            Shape::Text(self.text(at, (11.0, Face::Regular), Ink::Muted, "15 days")),
        ];
        Furniture { role: "gap", shapes }
    }

    fn names(&self, chart: Rect) -> Furniture {
        let name = |(actor, name): (usize, &&str)| {
            let ink = Ink::Actor(ActorId(actor as u32));
            let style = (13.0, Face::Bold);
            Shape::Text(match self.orientation {
                Orientation::Vertical => {
                    let at = (chart.x + lane(actor) + 4.0, chart.y - 6.0);
                    Text { turn_deg: -45, ..self.text(at, style, ink, name) }
                }
                Orientation::Horizontal => {
                    let at = (chart.x - 8.0, chart.y + lane(actor) + 4.5);
                    Text { anchor: TextAnchor::End, ..self.text(at, style, ink, name) }
                }
            })
        };
        Furniture { role: "names", shapes: ACTORS.iter().enumerate().map(name).collect() }
    }

    /// A bracket from the announcement to what it announced.
    fn relation(&self, chart: Rect) -> Furniture {
        let place = |along: f64, across: f64| match self.orientation {
            Orientation::Vertical => Point { x: chart.x + across, y: chart.y + along },
            Orientation::Horizontal => Point { x: chart.x + along, y: chart.y + across },
        };
        let (from, to) = (along(2), along(4));
        let bracket = Stroke {
            points: vec![
                place(from, lane(2) - 8.0),
                place(from, 12.0),
                place(to, 12.0),
                place(to, lane(2) - 2.0),
            ],
            corner_px: 8.0,
            width_px: 1.2,
            dash: Some((4.0, 3.0)),
            ink: Ink::Relation,
            head: true,
        };
        let middle = place((from + to) / 2.0, 6.0);
        let at = (middle.x, middle.y);
        let words = self.text(at, (10.5, Face::Regular), Ink::Relation, "announces");
        let turn_deg = if self.orientation == Orientation::Vertical { -90 } else { 0 };
        let words = Text { anchor: TextAnchor::Middle, turn_deg, ..words };
        Furniture { role: "relation", shapes: vec![Shape::Stroke(bracket), Shape::Text(words)] }
    }

    fn legend(&self, height_px: f64) -> Furniture {
        let y = height_px - 30.0;
        let ink = Ink::Actor(ActorId(1));
        // Marks of the legend are turned as in the chart.
        let turned = |x: f64| match self.orientation {
            Orientation::Vertical => ChartPoint { along: y, across: x },
            Orientation::Horizontal => ChartPoint { along: x, across: y },
        };
        let ChartPoint { along, across } = turned(52.0);
        let capsule = Mark::Capsule {
            along: (along, along),
            across: (across - 11.0, across + 11.0),
            half_px: 7.0,
            members: vec![(across - 5.0, ink), (across + 5.0, Ink::Actor(ActorId(3)))],
            outline: Outline::Solid,
            struck: false,
        };
        let at = turned(150.0);
        let dot = Mark::Dot { at, radius_px: 5.0, ink, hollow: false, struck: false };
        let word = |x: f64, word: &str| {
            Shape::Text(self.text((x, y + 4.0), (12.0, Face::Regular), Ink::Strong, word))
        };
        let shapes = vec![
            Shape::Mark(capsule),
            word(68.0, "meeting"),
            Shape::Mark(dot),
            word(162.0, "statement"),
        ];
        Furniture { role: "legend", shapes }
    }
}
