//! What stands around the chart: title, sources and notes. Shared by all layouts.

use crate::layout::direction::{is_flush_right, is_right_to_left, join};
use crate::layout::sequence::Sequence;
use crate::layout::spacing::{ASCENT, DESCENT, SOURCES, SUBTITLE, TITLE, line_px};
use crate::layout::wrap::wrap;
use crate::layout::{Furniture, Ink, Measure, Point, Shape, Text, TextAnchor, TextStyle, words};
use crate::timeline::{EventId, Timeline};

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
pub fn subtitle(timeline: &Timeline, rows: &[EventId], events: usize, actors: usize) -> String {
    let mut parts: Vec<String> = timeline.subtitle.iter().map(|line| line.to_string()).collect();
    parts.extend(words::period(timeline, rows));
    parts.push(words::count(events, "event"));
    if actors > 0 {
        parts.push(words::count(actors, "actor"));
    }
    // Dots and dashes stay at the end of a line. The line runs the way that the title does.
    let runs = if is_right_to_left(&timeline.title) { "\u{200f}" } else { "" };
    format!("{runs}{}", join(&parts, "\u{a0}· ").replace(" – ", "\u{a0}– "))
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
