//! The strips of a horizontal picture on pages: each stays in one piece.

use super::{Atom, Press, Slice};
use crate::layout::cut::{extent, moved_line, moved_shape, within};
use crate::layout::{EventFigure, Layout, LifeLine};

impl Press<'_> {
    /// The strips as things that stay in one piece.
    pub(super) fn strips(&self) -> Vec<Atom> {
        let strip = |&(top, bottom): &(f64, f64)| Atom { top, bottom, separates: false };
        self.layout.strips.iter().map(strip).collect()
    }

    /// A page of strips, without its number.
    pub(super) fn page_of_strips(&self, number: usize, (slice, top): (Slice, f64)) -> Layout {
        let layout = self.layout;
        let (range, shift) = ((slice.from, slice.to), top - slice.from);
        let is_here = |y: f64| within((y, y), range);
        let shown = |figure: &&EventFigure| {
            let words = figure.shapes.iter().map(extent).next();
            words.is_some_and(|words| within(words, range))
        };
        let figures: Vec<&EventFigure> = layout.events.iter().filter(shown).collect();
        let furniture = match number {
            0 => self.first_header(shift).furniture,
            _ => self.running_title(figures.first().map(|figure| self.date(figure)).as_deref()).0,
        };
        let mut page = self.blank(furniture);
        page.chart = self.chart(slice, top);
        // From a position across the whole picture's chart to one across the page's.
        let across = layout.chart.y - slice.from;
        let moved = |lines: &[LifeLine]| -> Vec<LifeLine> {
            let here = lines.iter().filter(|line| is_here(layout.chart.y + line.from.across));
            here.map(|line| moved_line(line.clone(), 0.0, across)).collect()
        };
        page.life_lines = moved(&layout.life_lines);
        page.waiting = moved(&layout.waiting);
        page.under = self.moved_furniture(&layout.under, range, shift);
        page.over.extend(self.moved_furniture(&layout.over, range, shift));
        let figure = |figure: &EventFigure| EventFigure {
            event: figure.event,
            along: figure.along,
            marks: figure.marks.iter().map(|mark| mark.moved(0.0, across)).collect(),
            shapes: figure.shapes.iter().map(|s| moved_shape(s, self.dx, shift)).collect(),
            hover: figure.hover.clone(),
            href: figure.href.clone(),
        };
        page.events = figures.into_iter().map(figure).collect();
        page
    }
}
