//! Geometry of a picture: where every line, mark and word goes. It knows no colour and no SVG.
//!
//! [`arrange`] gives a [`Layout`] that is fully resolved: [`mod@crate::draw`] decides nothing any more. Lengths
//! are px at 96 px an inch. Two coordinate systems are in use:
//!
//! - **chart** ([`ChartPoint`]): `along` the time axis and `across` the life lines, both in px from the chart's
//!   corner. Life lines and marks live here, so that the vertical and the horizontal picture share them; the
//!   plotters coordinate system of `draw` turns `along` down the page or across it.
//! - **canvas** ([`Point`]): x to the right, y down, from the picture's upper left corner. Texts, headings, rules,
//!   legend and notes live here.

pub mod axis;
pub mod brackets;
pub mod columns;
pub mod condensed;
pub mod cut;
pub mod days;
pub mod direction;
pub mod filter;
mod focus;
pub mod furniture;
pub mod horizontal;
pub mod label;
pub mod least_movement;
pub mod legend;
pub mod line_order;
pub mod lives;
pub mod marks;
pub mod names;
pub mod pages;
pub mod part;
pub mod paths;
pub mod pinned;
pub mod placement;
pub mod scene;
pub mod sequence;
pub mod spacing;
pub mod spans;
pub mod story;
pub mod straight;
pub mod ticks;
pub mod vertical;
pub mod words;
pub mod wrap;

use crate::date::Instant;
pub use crate::layout::axis::{SCALES, Scale};
pub use crate::layout::condensed::Condensed;
pub use crate::layout::filter::Filter;
pub use crate::layout::line_order::Quality;
pub use crate::layout::pinned::Pin;
use crate::order::OrderNetwork;
use crate::timeline::{ActorId, EventId, Timeline};

/// A point of the canvas, px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A box of the canvas, px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A point of the chart, px from its corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartPoint {
    /// Along the time axis.
    pub along: f64,
    /// Across the life lines.
    pub across: f64,
}

/// Which way time runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// Down the page.
    Vertical,
    /// To the right.
    Horizontal,
}

/// A face of the bundled family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

/// Size and face of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Font size, px.
    pub size_px: f64,
    /// Face.
    pub face: Face,
}

/// Where a text lies relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextAnchor {
    /// The point is at its left end.
    Start,
    /// The point is at its middle.
    Middle,
    /// The point is at its right end.
    End,
}

/// What something is painted with; the theme says which colour that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The colour of an actor's delegation.
    Actor(ActorId),
    /// Titles, names, outlines.
    Strong,
    /// Quotations and notes.
    Body,
    /// Dates, roles, sources.
    Muted,
    /// Hairlines and leaders.
    Rule,
    /// Brackets that join related events.
    Relation,
    /// The ground of gap pills and day bands.
    Ground,
    /// The paper.
    Paper,
    /// Fading: so many [`FAINT`]ths of the brackets' ink, the rest paper. It is a colour of its own and not a
    /// transparency, so that every program and every printer fades alike.
    Faint(u8),
}

/// In so many steps an ink fades into the paper.
pub const FAINT: u8 = 16;

/// A text, one line, on the canvas.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where the baseline begins, ends or has its middle, as `anchor` says.
    pub at: Point,
    /// See [`TextAnchor`].
    pub anchor: TextAnchor,
    /// Turned so many degrees clockwise about `at`; 0, −45 or −90.
    pub turn_deg: i32,
    /// Size and face.
    pub style: TextStyle,
    /// Colour.
    pub ink: Ink,
    /// The words.
    pub text: String,
    /// The width that the layout reckoned with, px.
    pub width_px: f64,
}

/// How an outline is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outline {
    /// Solid: it happened.
    Solid,
    /// Two lines, one inside the other: an agreement.
    Double,
    /// Dashed, not filled with dots: announced, no report that it was held.
    Hollow,
}

/// What became of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was kept: a tick.
    Met,
    /// It passed: a cross.
    Missed,
    /// It was put off: an arrow along time.
    Extended,
}

/// A piece of a life line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Leg {
    /// Straight on to here.
    To(ChartPoint),
    /// A curve that leaves and arrives along the time axis, to here.
    BendTo(ChartPoint),
}

/// A shape on the chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A capsule around the lines that meet, from `along.0` to `along.1` (equal for a moment) and `across.0` to `across.1`.
    Capsule {
        /// First and last position along the axis of its centre line.
        along: (f64, f64),
        /// First and last position across, edges included.
        across: (f64, f64),
        /// Half its thickness along the axis.
        half_px: f64,
        /// A dot for each actor that meets: position across, ink.
        members: Vec<(f64, Ink)>,
        /// How it is drawn.
        outline: Outline,
        /// Struck out: it was cancelled.
        struck: bool,
    },
    /// A bar across straight lines with a dot on the line of each who takes part; lines without a dot pass under it.
    Bar {
        /// First and last position along the axis; equal for a moment.
        along: (f64, f64),
        /// First and last position across, those of the outermost dots.
        across: (f64, f64),
        /// A dot for each actor that takes part: position across, ink.
        members: Vec<(f64, Ink)>,
        /// How it is drawn.
        outline: Outline,
        /// Struck out: it was cancelled.
        struck: bool,
    },
    /// A dot on the line of the one who speaks.
    Dot {
        /// Where.
        at: ChartPoint,
        /// Radius.
        radius_px: f64,
        /// Colour.
        ink: Ink,
        /// Only an outline: announced, no report that it happened.
        hollow: bool,
        /// Struck out.
        struck: bool,
    },
    /// An arrow across the lines, from sender to receiver; the tip is at `to`.
    Arrow {
        /// Position along the axis.
        along: f64,
        /// From here (across).
        from: f64,
        /// To here (across).
        to: f64,
        /// Colour.
        ink: Ink,
    },
    /// A diamond: an event without an actor of its own.
    Diamond {
        /// Its centre.
        at: ChartPoint,
        /// Half its width.
        radius_px: f64,
        /// Colour.
        ink: Ink,
        /// Only an outline.
        hollow: bool,
        /// Struck out.
        struck: bool,
    },
    /// A rule across all the lines: a deadline.
    Deadline {
        /// Position along the axis.
        along: f64,
        /// From here (across).
        from: f64,
        /// To here (across).
        to: f64,
        /// What became of it, as a sign at its far end.
        outcome: Option<Outcome>,
        /// Struck out: superseded.
        struck: bool,
    },
}

impl Mark {
    /// The same mark, moved along the axis and across it.
    pub fn moved(&self, along: f64, across: f64) -> Mark {
        let shift =
            |p: ChartPoint| ChartPoint { along: p.along + along, across: p.across + across };
        match self.clone() {
            Mark::Capsule { along: a, across: b, half_px, members, outline, struck } => {
                Mark::Capsule {
                    along: (a.0 + along, a.1 + along),
                    across: (b.0 + across, b.1 + across),
                    half_px,
                    members: members.into_iter().map(|(m, ink)| (m + across, ink)).collect(),
                    outline,
                    struck,
                }
            }
            Mark::Dot { at, radius_px, ink, hollow, struck } => {
                Mark::Dot { at: shift(at), radius_px, ink, hollow, struck }
            }
            Mark::Diamond { at, radius_px, ink, hollow, struck } => {
                Mark::Diamond { at: shift(at), radius_px, ink, hollow, struck }
            }
            Mark::Arrow { along: a, from, to, ink } => {
                Mark::Arrow { along: a + along, from: from + across, to: to + across, ink }
            }
            Mark::Bar { along: a, across: b, members, outline, struck } => Mark::Bar {
                along: (a.0 + along, a.1 + along),
                across: (b.0 + across, b.1 + across),
                members: members.into_iter().map(|(m, ink)| (m + across, ink)).collect(),
                outline,
                struck,
            },
            Mark::Deadline { along: a, from, to, struck, outcome } => Mark::Deadline {
                along: a + along,
                from: from + across,
                to: to + across,
                struck,
                outcome,
            },
        }
    }
}

/// A straight or bent line of the canvas that is not a life line.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// Its corners, two or more.
    pub points: Vec<Point>,
    /// Radius of rounded corners.
    pub corner_px: f64,
    /// Width.
    pub width_px: f64,
    /// Dash and gap, px; `None` is solid.
    pub dash: Option<(f64, f64)>,
    /// Colour.
    pub ink: Ink,
    /// Whether an arrow head stands at the last point.
    pub head: bool,
}

/// Something on the canvas that is not a mark.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A text.
    Text(Text),
    /// A line.
    Stroke(Stroke),
    /// A filled box with rounded corners.
    Fill {
        /// The box.
        rect: Rect,
        /// Radius of its corners.
        corner_px: f64,
        /// Colour.
        ink: Ink,
    },
    /// A small picture of a mark, for the legend: in px of the canvas, turned as in the chart (`along` is y in a
    /// vertical picture and x in a horizontal one).
    Mark(Mark),
}

/// An actor's line through time.
#[derive(Debug, Clone, PartialEq)]
pub struct LifeLine {
    /// Whose.
    pub actor: ActorId,
    /// Where it begins.
    pub from: ChartPoint,
    /// How it goes on.
    pub legs: Vec<Leg>,
}

/// Everything that belongs to one event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventFigure {
    /// Which event.
    pub event: EventId,
    /// Position along the time axis.
    pub along: f64,
    /// Marks on the chart.
    pub marks: Vec<Mark>,
    /// Leader and texts on the canvas.
    pub shapes: Vec<Shape>,
    /// What a reader sees who points at it; one line a fact.
    pub hover: String,
    /// Link to its first source.
    pub href: Option<String>,
}

/// A group of shapes with a name: `heading`, `gap`, `legend`, `sources`, `relation`, …
#[derive(Debug, Clone, PartialEq)]
pub struct Furniture {
    /// What it is; becomes the group's class.
    pub role: &'static str,
    /// The shapes, painted in this order.
    pub shapes: Vec<Shape>,
}

/// A tick of the time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Position along the axis.
    pub along: f64,
    /// What stands there: `4 Sep`.
    pub label: String,
    /// The instant that begins there, where the axis has a scale.
    pub at: Option<Instant>,
}

/// A picture, fully resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Width of the canvas, px.
    pub width_px: f64,
    /// Height of the canvas, px.
    pub height_px: f64,
    /// Title of the picture, for the reader's tools.
    pub title: String,
    /// The whole story in prose, for readers who hear the picture.
    pub description: String,
    /// BCP 47 language of the texts.
    pub language: Option<String>,
    /// Which way time runs.
    pub orientation: Orientation,
    /// Where the chart lies on the canvas.
    pub chart: Rect,
    /// Top and bottom of the strips of a horizontal picture, canvas y.
    pub strips: Vec<(f64, f64)>,
    /// True calendar positions on the axis.
    pub ticks: Vec<Tick>,
    /// Bands, rules and headings that lie under the chart.
    pub under: Vec<Furniture>,
    /// The life lines, painted in this order.
    pub life_lines: Vec<LifeLine>,
    /// From the names of those who come later to where their life lines begin.
    pub waiting: Vec<LifeLine>,
    /// Whose life lines keep their colours; all do if nobody is named.
    pub focus: Vec<ActorId>,
    /// Events in the order of the picture.
    pub events: Vec<EventFigure>,
    /// Names, brackets, legend and notes that lie over the chart.
    pub over: Vec<Furniture>,
    /// How often life lines cross, and how seldom they could.
    pub line_order: Quality,
    /// What the rows stand for, where the timeline is a condensed one.
    pub condensed: Option<Condensed>,
}

impl Layout {
    /// How many actors have a life line, in one strip of the picture or in several.
    pub fn actors(&self) -> usize {
        let mut actors: Vec<ActorId> = self.life_lines.iter().map(|line| line.actor).collect();
        actors.sort_unstable();
        actors.dedup();
        actors.len()
    }
}

/// Measures texts in the font that the picture names.
pub trait Measure {
    /// Width of one line of text, px.
    fn width_px(&self, text: &str, style: TextStyle) -> f64;
}

/// A layout of the table [`LAYOUTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Design {
    /// Time runs down; life lines bend to meet.
    Vertical,
    /// Time runs to the right; life lines bend to meet.
    Horizontal,
    /// Time runs down; one straight lane an actor, and a bar across the lanes of those who meet.
    Lanes,
    /// Time runs to the right; the same lanes, with the words in them.
    Tracks,
}

impl Design {
    /// Which way time runs.
    pub fn orientation(self) -> Orientation {
        match self {
            Design::Vertical | Design::Lanes => Orientation::Vertical,
            Design::Horizontal | Design::Tracks => Orientation::Horizontal,
        }
    }

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        LAYOUTS.iter().find(|(_, design)| *design == self).map_or("", |(name, _)| *name)
    }
}

/// What a picture shall show, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Which layout.
    pub design: Design,
    /// How time becomes length; `None` is the layout's own: elastic for the horizontal one, else a sequence.
    pub scale: Option<Scale>,
    /// Width, px; `None` is the layout's own.
    pub width_px: Option<f64>,
    /// The greatest height of a strip of a horizontal picture, px.
    pub strip_px: Option<f64>,
    /// Whether the members of a delegation stay side by side under its name, on straight lines.
    pub by_delegation: bool,
    /// Which events.
    pub filter: Filter,
    /// Whom to follow: everyone else steps back. Delegations stand for their members; nobody is everybody.
    pub focus: Vec<ActorId>,
    /// Whose life lines stand above whose (in vertical pictures: to the left), wherever those who meet leave it
    /// possible; one name alone comes first. Delegations stand for their members.
    pub pins: Vec<Pin>,
    /// What the rows stand for, where the timeline is a condensed one.
    pub condensed: Option<Condensed>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            design: LAYOUTS[0].1,
            scale: None,
            width_px: None,
            strip_px: None,
            by_delegation: false,
            filter: Filter::default(),
            focus: Vec::new(),
            pins: Vec::new(),
            condensed: None,
        }
    }
}

/// There is nothing to draw: no event is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nothing {
    /// Number of events that the timeline has and the filter left out.
    pub events: usize,
}

/// The layouts by name, the default first.
pub const LAYOUTS: &[(&str, Design)] = &[
    ("vertical", Design::Vertical),
    ("horizontal", Design::Horizontal),
    ("lanes", Design::Lanes),
    ("tracks", Design::Tracks),
];

/// Arranges a picture.
///
/// # Errors
/// [`Nothing`] if the filter leaves no event, or the timeline has none.
pub fn arrange(
    timeline: &Timeline,
    order: &OrderNetwork,
    options: &Options,
    measure: &dyn Measure,
) -> Result<Layout, Nothing> {
    let mut layout = match options.design.orientation() {
        Orientation::Vertical => vertical::arrange(timeline, order, options, measure)?,
        Orientation::Horizontal => horizontal::arrange(timeline, order, options, measure)?,
    };
    focus::apply(&mut layout, timeline);
    Ok(layout)
}
