//! Every distance and text size of a picture, in one place. All lengths are px at 96 px an inch.
//!
//! The vertical picture is made for a report: 160 mm wide at its real size, where 8 pt, the smallest text that
//! prints well, is 10.7 px. Nothing here is smaller.

use crate::layout::{Face, TextStyle};

/// How far a bend of a life line goes straight on along the time axis before it leaves its line, as a part of its
/// length.
pub const BEND: f64 = 0.55;
/// Width of the vertical picture unless the caller wants another: 160 mm.
pub const VERTICAL_WIDTH_PX: f64 = 604.72;
/// Width that the horizontal picture aims at: a 16:9 slide, 13.33 in wide.
pub const HORIZONTAL_WIDTH_PX: f64 = 1280.0;
/// The least width of the horizontal picture, for its title and legend.
pub const HORIZONTAL_MIN_PX: f64 = 640.0;
/// Blank edge around everything.
pub const MARGIN_PX: f64 = 16.0;

/// Title of the picture.
pub const TITLE: TextStyle = TextStyle { size_px: 20.0, face: Face::Bold };
/// The line under it.
pub const SUBTITLE: TextStyle = TextStyle { size_px: 12.0, face: Face::Regular };
/// Name of an actor.
pub const NAME: TextStyle = TextStyle { size_px: 12.0, face: Face::Bold };
/// Role of an actor.
pub const ROLE: TextStyle = TextStyle { size_px: 11.0, face: Face::Regular };
/// Day headings.
pub const DAY: TextStyle = TextStyle { size_px: 13.0, face: Face::Bold };
/// Weekday, clock time, gap.
pub const TIME: TextStyle = TextStyle { size_px: 11.0, face: Face::Regular };
/// Title of an event.
pub const EVENT: TextStyle = TextStyle { size_px: 13.0, face: Face::Bold };
/// Words of an event.
pub const QUOTE: TextStyle = TextStyle { size_px: 12.0, face: Face::Italic };
/// Remark on an event.
pub const NOTE: TextStyle = TextStyle { size_px: 12.0, face: Face::Regular };
/// Place, status, source number.
pub const META: TextStyle = TextStyle { size_px: 11.0, face: Face::Regular };
/// Legend.
pub const LEGEND: TextStyle = TextStyle { size_px: 11.0, face: Face::Regular };
/// Sources and notes.
pub const SOURCES: TextStyle = TextStyle { size_px: 11.0, face: Face::Regular };

/// From one baseline to the next, as a multiple of the font size.
pub const LINE: f64 = 1.36;
/// From a line's middle (where its mark stands) down to its baseline, as a multiple of the font size.
pub const MIDDLE_TO_BASELINE: f64 = 0.36;
/// Highest ink above a baseline, as a multiple of the font size (Noto Sans, ascenders and accents on capitals).
pub const ASCENT: f64 = 0.95;
/// Deepest ink under a baseline, as a multiple of the font size.
pub const DESCENT: f64 = 0.26;

/// From one life line to the next where there is room.
pub const LANE_PX: f64 = 26.0;
/// The least distance between life lines.
pub const LANE_MIN_PX: f64 = 13.0;
/// From one life line to the next in the horizontal picture: two lines of text.
pub const LANE_ROW_PX: f64 = 34.0;
/// Between life lines inside a capsule.
pub const MEETING_PX: f64 = 14.0;
/// From the outermost line in a capsule to a line outside of it.
pub const CLEAR_PX: f64 = 20.0;
/// Half the thickness of a capsule.
pub const CAPSULE_HALF_PX: f64 = 8.0;
/// From the outermost line in a capsule to its edge.
pub const CAPSULE_EDGE_PX: f64 = 8.0;
/// Radius of a dot on a life line.
pub const DOT_PX: f64 = 5.5;
/// Half the width of a diamond.
pub const DIAMOND_PX: f64 = 6.0;
/// Length of a bend of a life line, along the axis.
pub const BEND_PX: f64 = 22.0;
/// A life line runs straight so far before and after a mark.
pub const STRAIGHT_PX: f64 = 9.0;

/// Between the blocks of two events.
pub const ROW_GAP_PX: f64 = 14.0;
/// The least distance between two marks along the axis.
pub const ROW_MIN_PX: f64 = 40.0;
/// Above and below the hairline between two days.
pub const GROUP_GAP_PX: f64 = 12.0;
/// Height of a pill that names a skipped duration.
pub const PILL_PX: f64 = 17.0;
/// Between two strips of the horizontal picture.
pub const STRIP_GAP_PX: f64 = 26.0;
/// Between columns of the vertical picture.
pub const COLUMN_GAP_PX: f64 = 12.0;
/// Between the tracks of relation brackets.
pub const TRACK_PX: f64 = 9.0;
/// At most so many tracks; relations that would need more are told in words.
pub const TRACKS_MAX: usize = 5;
/// Width of the bar beside events whose order is open.
pub const TIE_PX: f64 = 2.0;
/// The least width of the text column.
pub const TEXT_MIN_PX: f64 = 210.0;
/// Width at which labels of the horizontal picture wrap.
pub const LABEL_PX: f64 = 176.0;
/// A duration as long as this, in days, is named in a pill.
pub const GAP_MIN_DAYS: i32 = 2;

/// Height of a line of text, px.
pub fn line_px(style: TextStyle) -> f64 {
    style.size_px * LINE
}
