//! A long picture on numbered pages.
//!
//! [`paginate`] takes an arranged picture and cuts it where nothing is cut in two: between events, and never right
//! behind a hairline or a gap. Life lines and brackets that go on are continued on the next page, under the
//! names of their actors; the heading of a day that goes on is repeated. Legend and sources come once, at the end.
//! Nothing is made smaller, so that the smallest text keeps its size on paper.

mod strips;

use crate::layout::cut::{
    across_at, clipped, clipped_line, extent, figure_extent, mark_across, may_be_cut, moved_line,
    moved_shape, within,
};
use crate::layout::names::{Named, names};
use crate::layout::spacing::{
    ASCENT, DAY, DESCENT, GROUP_GAP_PX, LANE_MIN_PX, MARGIN_PX, SOURCES, STRIP_GAP_PX, SUBTITLE,
    TIME, TITLE, line_px,
};
use crate::layout::wrap::{fit, wrap};
use crate::layout::{
    EventFigure, Furniture, Ink, Layout, LifeLine, Mark, Measure, Orientation, Point, Rect, Shape,
    Stroke, Text, TextAnchor, TextStyle, words,
};
use crate::timeline::{ActorId, Timeline};

/// A sheet of paper, px at 96 px an inch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageSize {
    /// Its name on the command line.
    pub name: &'static str,
    /// Width.
    pub width_px: f64,
    /// Height.
    pub height_px: f64,
    /// Blank edge.
    pub margin_px: f64,
}

/// Px in a millimetre.
const MM: f64 = 96.0 / 25.4;

const fn page(name: &'static str, width_mm: f64, height_mm: f64, margin_mm: f64) -> PageSize {
    PageSize { name, width_px: width_mm * MM, height_px: height_mm * MM, margin_px: margin_mm * MM }
}

/// Every sheet of paper.
pub const PAGES: [PageSize; 10] = [
    page("a3", 297.0, 420.0, 25.0),
    page("a4", 210.0, 297.0, 20.0),
    page("a5", 148.0, 210.0, 12.0),
    page("b5", 176.0, 250.0, 15.0),
    page("letter", 215.9, 279.4, 20.0),
    page("legal", 215.9, 355.6, 20.0),
    page("a3-landscape", 420.0, 297.0, 20.0),
    page("a4-landscape", 297.0, 210.0, 15.0),
    page("letter-landscape", 279.4, 215.9, 15.0),
    page("slide", 338.67, 190.5, 10.0),
];

impl PageSize {
    /// The height for a strip of a horizontal picture, px: a page without its head and foot.
    pub fn strip_px(self) -> f64 {
        // Title, subtitle, and the gaps above and below a strip.
        let head_px = line_px(TITLE) + line_px(SUBTITLE) + 20.0 + STRIP_GAP_PX;
        self.height_px - 2.0 * self.margin_px - FOOT_PX - head_px
    }

    /// The width for a picture whose words reach from margin to margin.
    pub fn picture_px(self) -> f64 {
        self.width_px - 2.0 * (self.margin_px - MARGIN_PX)
    }
}

/// Why a picture does not go on pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NoPages {
    /// It needs this width, px.
    TooWide(f64),
    /// One event needs this height, px, and a page has this one.
    TooTall(f64, f64),
}

/// Blank between two things, px, in which a page may end.
const CUT_PX: f64 = 6.0;
/// The same among the lines of legend and sources.
const TAIL_CUT_PX: f64 = 0.5;
/// Above legend and sources, px.
const TAIL_GAP_PX: f64 = 12.0;
/// Height of the line at the foot of a page.
const FOOT_PX: f64 = 22.0;
/// Something that stays in one piece.
#[derive(Debug, Clone, Copy)]
struct Atom {
    top: f64,
    bottom: f64,
    /// A hairline or a gap: no page ends behind it.
    separates: bool,
}

/// The stretch of the long picture that a page shows, `from..to` in its canvas y.
#[derive(Debug, Clone, Copy)]
struct Slice {
    from: f64,
    to: f64,
    /// It begins within a day, month or year.
    amid: bool,
}

/// Puts a picture on pages.
///
/// # Errors
/// See [`NoPages`].
pub fn paginate(
    layout: &Layout,
    page: PageSize,
    timeline: &Timeline,
    measure: &dyn Measure,
) -> Result<Vec<Layout>, NoPages> {
    // A picture that needs a little more may use half of the margins.
    if layout.width_px - 2.0 * MARGIN_PX > page.width_px - page.margin_px + 0.01 {
        return Err(NoPages::TooWide(layout.width_px - 2.0 * MARGIN_PX + page.margin_px));
    }
    let press =
        Press { layout, page, timeline, measure, dx: (page.width_px - layout.width_px) / 2.0 };
    press.pages()
}

/// What every page is made of.
struct Press<'a> {
    layout: &'a Layout,
    page: PageSize,
    timeline: &'a Timeline,
    measure: &'a dyn Measure,
    /// From the long picture's left edge to the page's.
    dx: f64,
}

/// What stands above the body of a page.
struct Header {
    furniture: Vec<Furniture>,
    /// Where each life line begins, canvas y.
    starts: Vec<(ActorId, f64)>,
    /// Where the body begins.
    bottom: f64,
}

/// Moves names apart that would overlap: a page may begin where lines are on their way from one place to another.
fn spread(lines: &mut [Named]) {
    // Each round moves two names as far as they lack, half each; so many rounds settle more names than a page holds.
    for _ in 0..200 {
        let mut moved = false;
        for at in 1..lines.len() {
            let lack = LANE_MIN_PX - 0.5 - (lines[at].x - lines[at - 1].x);
            if lack > 0.01 {
                lines[at - 1].x -= lack / 2.0;
                lines[at].x += lack / 2.0;
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}

impl Press<'_> {
    fn pages(&self) -> Result<Vec<Layout>, NoPages> {
        let layout = self.layout;
        let body_top = self.body_top();
        let body_bottom = self.body_bottom();
        let page_bottom = self.page.height_px - self.page.margin_px - FOOT_PX;
        let first_top = self.page.margin_px - MARGIN_PX + body_top;
        let body = match layout.orientation {
            Orientation::Vertical => self.atoms(body_top, body_bottom),
            Orientation::Horizontal => self.strips(),
        };
        let mut slices: Vec<(Slice, f64)> = Vec::new();
        let mut from = body_top;
        while from < body_bottom - 0.5 {
            let amid = from > body_top && !separator_follows(&body, from);
            let top = match slices.is_empty() {
                true => first_top,
                false if layout.orientation == Orientation::Horizontal => {
                    self.running_title(None).1
                }
                false => self.header(from, amid).bottom,
            };
            let to = last_cut(&body, from, body_bottom, page_bottom - top, CUT_PX)
                .map_err(|needed| NoPages::TooTall(needed, page_bottom - top))?;
            slices.push((Slice { from, to, amid }, top));
            from = to;
        }
        let mut pages: Vec<Layout> = slices
            .iter()
            .enumerate()
            .map(|(number, slice)| match layout.orientation {
                Orientation::Vertical => self.body_page(number, *slice),
                Orientation::Horizontal => self.page_of_strips(number, *slice),
            })
            .collect();
        let mut used = slices.last().map_or(first_top, |(slice, top)| top + slice.to - slice.from);

        // Legend, sources and remarks follow; they may begin a page of their own.
        let tail = self.atoms(body_bottom, layout.height_px);
        let mut from = tail.first().map_or(layout.height_px, |atom| atom.top);
        let end = tail.iter().map(|atom| atom.bottom).fold(from, f64::max);
        let mut new_page = used + TAIL_GAP_PX + (end - from) > page_bottom;
        while from < end - 0.5 {
            if new_page {
                let (furniture, bottom) = self.running_title(None);
                pages.push(self.blank(furniture));
                used = bottom;
            }
            let top = used + TAIL_GAP_PX;
            let to = last_cut(&tail, from, end, page_bottom - top, TAIL_CUT_PX)
                .map_err(|needed| NoPages::TooTall(needed, page_bottom - top))?;
            if let Some(page) = pages.last_mut() {
                page.over.extend(self.moved_furniture(&layout.over, (from, to), top - from));
            }
            from = to;
            new_page = true;
        }
        self.number(&mut pages);
        Ok(pages)
    }

    /// What begins at each name on the first page: a life line, or the dots that lead to one.
    fn named_lines(&self) -> impl Iterator<Item = &LifeLine> {
        let Layout { waiting, life_lines, .. } = self.layout;
        let waits = |line: &&LifeLine| waiting.iter().any(|other| other.actor == line.actor);
        waiting.iter().chain(life_lines.iter().filter(move |line| !waits(line)))
    }

    /// Where the names end and the first day begins: at the first hairline.
    fn body_top(&self) -> f64 {
        if let Some((top, _)) = self.layout.strips.first() {
            return *top;
        }
        let chart = self.layout.chart;
        let lines = self.named_lines().map(|line| chart.y + line.from.along);
        let lowest_name = lines.fold(chart.y, f64::max);
        let rules = self.layout.under.iter().filter(|piece| piece.role == "rule");
        let tops = rules.flat_map(|piece| &piece.shapes).map(|shape| extent(shape).0);
        tops.filter(|top| *top >= lowest_name - 1.0).fold(f64::INFINITY, f64::min).min(
            self.layout
                .events
                .iter()
                .map(|figure| figure_extent(figure, chart.y).0)
                .fold(f64::INFINITY, f64::min),
        )
    }

    /// What has to stay whole between two heights, from the top down.
    fn atoms(&self, from: f64, to: f64) -> Vec<Atom> {
        let layout = self.layout;
        let mut atoms: Vec<Atom> = Vec::new();
        let mut add = |(top, bottom): (f64, f64), separates: bool| {
            if bottom > from && top < to {
                atoms.push(Atom { top: top.max(from), bottom: bottom.min(to), separates });
            }
        };
        let figures = match layout.orientation {
            Orientation::Vertical => layout.events.as_slice(),
            Orientation::Horizontal => &[],
        };
        for figure in figures {
            add(figure_extent(figure, layout.chart.y), false);
        }
        for piece in layout.under.iter().chain(&layout.over) {
            let separates = matches!(piece.role, "rule" | "gap");
            for shape in &piece.shapes {
                if !may_be_cut(shape) {
                    add(self.extent(shape), separates);
                }
            }
        }
        atoms.sort_by(|a, b| a.top.total_cmp(&b.top));
        atoms
    }

    /// Where the last event or strip ends.
    fn body_bottom(&self) -> f64 {
        let chart = self.layout.chart;
        self.layout.strips.last().map_or(chart.y + chart.height, |(_, bottom)| *bottom)
    }

    /// When an event was.
    fn date(&self, figure: &EventFigure) -> String {
        words::date(self.timeline.event(figure.event), &self.timeline.printer)
    }

    /// The part of the chart that a page has below `top`.
    fn chart(&self, slice: Slice, top: f64) -> Rect {
        let chart = self.layout.chart;
        Rect { x: chart.x + self.dx, y: top, width: chart.width, height: slice.to - slice.from }
    }

    /// A page of the body, without its number.
    fn body_page(&self, number: usize, (slice, top): (Slice, f64)) -> Layout {
        let layout = self.layout;
        let shift = top - slice.from;
        let range = (slice.from, slice.to);
        let header = if number == 0 {
            self.first_header(shift)
        } else {
            self.header(slice.from, slice.amid)
        };
        let mut page = self.blank(Vec::new());
        page.chart = self.chart(slice, top);
        // From a position along the long picture's axis to one along the page's.
        let along = layout.chart.y - slice.from;
        page.ticks = layout
            .ticks
            .iter()
            .map(|tick| crate::layout::Tick { along: tick.along + along, ..tick.clone() })
            .filter(|tick| (0.0..page.chart.height).contains(&tick.along))
            .collect();
        page.under = self.moved_furniture(&layout.under, range, shift);
        page.over = self.moved_furniture(&layout.over, range, shift);
        if number > 0 {
            // The page has its own hairline at the top.
            page.under.retain(|piece| piece.role != "rule" || !at_top(piece, top));
        }
        page.over.extend(header.furniture);
        page.events = layout
            .events
            .iter()
            .filter(|figure| within(figure_extent(figure, layout.chart.y), range))
            .map(|figure| self.moved_figure(figure, along, shift))
            .collect();
        let end = page.chart.height - along;
        let part = |line: &LifeLine| {
            let named = header.starts.iter().find(|(actor, _)| *actor == line.actor);
            // A line that begins further down does not begin at the name.
            let is_there = layout.chart.y + line.from.along <= slice.from;
            let start = named.filter(|_| is_there).map(|(_, y)| y - top);
            Some(moved_line(clipped_line(line, (-along, end), start)?, along, 0.0))
        };
        page.life_lines = layout.life_lines.iter().filter_map(part).collect();
        page.waiting = layout.waiting.iter().filter_map(part).collect();
        page
    }

    /// The head of the first page: title and names as they are.
    fn first_header(&self, shift: f64) -> Header {
        let layout = self.layout;
        let range = (f64::NEG_INFINITY, self.body_top());
        let mut furniture = self.moved_furniture(&layout.under, range, shift);
        furniture.extend(self.moved_furniture(&layout.over, range, shift));
        let start = |line: &LifeLine| (line.actor, layout.chart.y + line.from.along + shift);
        let starts = self
            .named_lines()
            .filter(|line| layout.chart.y + line.from.along < range.1)
            .map(start)
            .collect();
        Header { furniture, starts, bottom: range.1 + shift }
    }

    /// The head of a later page: what it continues, the names of the lines that go on, and the day that does.
    fn header(&self, from: f64, amid: bool) -> Header {
        let layout = self.layout;
        let next = layout
            .events
            .iter()
            .find(|figure| figure_extent(figure, layout.chart.y).0 >= from - 0.5);
        let since = next.map(|figure| self.date(figure));
        let (mut furniture, mut y) = self.running_title(since.as_deref());
        let at = from - layout.chart.y;
        let lines = layout.waiting.iter().chain(&layout.life_lines);
        let mut lines: Vec<Named> = lines
            .filter_map(|line| {
                let x = layout.chart.x + self.dx + across_at(line, at)?;
                Some(Named { actor: line.actor, x, heading: None })
            })
            .collect();
        lines.sort_by(|a, b| a.x.total_cmp(&b.x));
        spread(&mut lines);
        let right = self.page.width_px - self.dx - MARGIN_PX;
        let named = names(self.timeline, &lines, y, right, self.measure);
        y += named.height_px;
        furniture.push(named.furniture);
        furniture.push(Furniture { role: "rule", shapes: vec![self.hairline(y)] });
        y += GROUP_GAP_PX;
        if amid {
            let tick = layout.ticks.iter().rev().find(|tick| tick.along <= at);
            let heading = tick.map(|tick| tick.label.clone()).unwrap_or_default();
            let room = layout.chart.x - MARGIN_PX - 8.0;
            let mut shapes = Vec::new();
            let long = self.measure.width_px("(continued)", TIME) <= room;
            let continued = if long { "(continued)" } else { "(cont.)" };
            for (words, style, ink) in
                [(heading.as_str(), DAY, Ink::Strong), (continued, TIME, Ink::Muted)]
            {
                for line in wrap(words, style, room.max(40.0), self.measure) {
                    y += line_px(style);
                    let at = Point { x: self.dx + MARGIN_PX, y: y - style.size_px * DESCENT };
                    shapes.push(text(at, TextAnchor::Start, style, ink, line.text, line.width_px));
                }
            }
            y += 4.0;
            furniture.push(Furniture { role: "days", shapes });
        }
        let starts = lines.iter().zip(&named.starts).map(|(line, y)| (line.actor, *y)).collect();
        Header { furniture, starts, bottom: y }
    }

    /// The title of a page that continues another, and where it ends.
    fn running_title(&self, since: Option<&str>) -> (Vec<Furniture>, f64) {
        let continued = match since {
            Some(date) => format!("continued from {date}"),
            None => "continued".to_owned(),
        };
        let top = self.page.margin_px;
        let room = self.page.width_px - 2.0 * (self.dx + MARGIN_PX);
        let note_px = self.measure.width_px(&continued, SUBTITLE);
        let title = fit(&self.layout.title, BOLD, (room - note_px - 12.0).max(60.0), self.measure);
        let y = top + SUBTITLE.size_px * ASCENT;
        let left = self.dx + MARGIN_PX;
        let title_px = title.width_px;
        let shapes = vec![
            text(Point { x: left, y }, TextAnchor::Start, BOLD, Ink::Strong, title.text, title_px),
            text(
                Point { x: left + title_px + 8.0, y },
                TextAnchor::Start,
                SUBTITLE,
                Ink::Muted,
                continued,
                note_px,
            ),
        ];
        (vec![Furniture { role: "title", shapes }], top + line_px(SUBTITLE) + 8.0)
    }

    fn hairline(&self, y: f64) -> Shape {
        let (left, right) = (self.dx + MARGIN_PX, self.page.width_px - self.dx - MARGIN_PX);
        Shape::Stroke(Stroke {
            points: vec![Point { x: left, y }, Point { x: right, y }],
            corner_px: 0.0,
            width_px: 1.0,
            dash: None,
            ink: Ink::Rule,
            head: false,
        })
    }

    /// A page with nothing on it but this.
    fn blank(&self, over: Vec<Furniture>) -> Layout {
        let layout = self.layout;
        Layout {
            condensed: None,
            width_px: self.page.width_px,
            height_px: self.page.height_px,
            title: layout.title.clone(),
            description: String::new(),
            language: layout.language.clone(),
            orientation: layout.orientation,
            chart: Rect { x: 0.0, y: 0.0, width: 1.0, height: 1.0 },
            ticks: Vec::new(),
            under: Vec::new(),
            strips: Vec::new(),
            life_lines: Vec::new(),
            waiting: Vec::new(),
            focus: layout.focus.clone(),
            events: Vec::new(),
            over,
            line_order: layout.line_order,
        }
    }

    /// Numbers the pages at their feet, and says what each is.
    fn number(&self, pages: &mut [Layout]) {
        let count = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            let number = index + 1;
            page.description = match number {
                1 => self.layout.description.clone(),
                _ => format!("Page {number} of {count}; the first page tells the whole story."),
            };
            if count == 1 {
                continue;
            }
            page.title = format!("{} ({number} of {count})", self.layout.title);
            let words = format!("{number} / {count}");
            let width_px = self.measure.width_px(&words, SOURCES);
            let y = self.page.height_px - self.page.margin_px - SOURCES.size_px * DESCENT;
            let at = Point { x: self.page.width_px / 2.0, y };
            let shapes = vec![text(at, TextAnchor::Middle, SOURCES, Ink::Muted, words, width_px)];
            page.over.push(Furniture { role: "page-number", shapes });
        }
    }

    /// The parts of furniture between two heights, on the page.
    fn moved_furniture(
        &self,
        furniture: &[Furniture],
        range: (f64, f64),
        shift: f64,
    ) -> Vec<Furniture> {
        furniture
            .iter()
            .filter_map(|piece| {
                let shapes: Vec<Shape> = piece
                    .shapes
                    .iter()
                    .flat_map(|shape| self.clipped(shape, range))
                    .map(|shape| self.moved_shape(&shape, shift))
                    .collect();
                (!shapes.is_empty()).then_some(Furniture { role: piece.role, shapes })
            })
            .collect()
    }

    /// The mark of a legend, if time runs to the right in it.
    fn turned<'s>(&self, shape: &'s Shape) -> Option<&'s Mark> {
        match shape {
            Shape::Mark(mark) if self.layout.orientation == Orientation::Horizontal => Some(mark),
            _ => None,
        }
    }

    /// Top and bottom of a shape.
    fn extent(&self, shape: &Shape) -> (f64, f64) {
        self.turned(shape).map_or_else(|| extent(shape), mark_across)
    }

    /// The part of a shape between two heights.
    fn clipped(&self, shape: &Shape, range: (f64, f64)) -> Vec<Shape> {
        match self.turned(shape) {
            Some(mark) if !within(mark_across(mark), range) => Vec::new(),
            Some(_) => vec![shape.clone()],
            None => clipped(shape, range),
        }
    }

    /// A shape on the page.
    fn moved_shape(&self, shape: &Shape, shift: f64) -> Shape {
        match self.turned(shape) {
            Some(mark) => Shape::Mark(mark.moved(self.dx, shift)),
            None => moved_shape(shape, self.dx, shift),
        }
    }

    fn moved_figure(&self, figure: &EventFigure, along: f64, shift: f64) -> EventFigure {
        EventFigure {
            event: figure.event,
            along: figure.along + along,
            marks: figure.marks.iter().map(|mark| mark.moved(along, 0.0)).collect(),
            shapes: figure.shapes.iter().map(|s| moved_shape(s, self.dx, shift)).collect(),
            hover: figure.hover.clone(),
            href: figure.href.clone(),
        }
    }
}

const BOLD: TextStyle = TextStyle { size_px: SUBTITLE.size_px, face: crate::layout::Face::Bold };

fn text(
    at: Point,
    anchor: TextAnchor,
    style: TextStyle,
    ink: Ink,
    words: String,
    width_px: f64,
) -> Shape {
    Shape::Text(Text { at, anchor, turn_deg: 0, style, ink, text: words, width_px })
}

/// Whether the first thing at or below a height is a hairline or a gap.
fn separator_follows(atoms: &[Atom], from: f64) -> bool {
    atoms.iter().find(|atom| atom.top >= from - 0.01).is_some_and(|atom| atom.separates)
}

fn at_top(piece: &Furniture, top: f64) -> bool {
    piece.shapes.iter().all(|shape| extent(shape).0 - top < 2.0 * CUT_PX)
}

/// The last height at which a page may end that begins at `from` and has room for `room_px`.
///
/// # Errors
/// Not even the first thing fits; gives the height that it needs.
fn last_cut(atoms: &[Atom], from: f64, end: f64, room_px: f64, least_px: f64) -> Result<f64, f64> {
    if end - from <= room_px {
        return Ok(end);
    }
    let mut reached = from;
    let mut behind_separator = true;
    let mut best = None;
    for atom in atoms.iter().filter(|atom| atom.bottom > from + 0.01) {
        if atom.top - reached >= least_px && !behind_separator {
            // A page ends as high as it can, so that what follows keeps its distance on the next one.
            let cut = (atom.top - CUT_PX.min((atom.top - reached) / 2.0)).max(reached);
            if cut - from > room_px {
                return best.ok_or(cut - from);
            }
            best = Some(cut);
        }
        if atom.bottom >= reached {
            behind_separator = atom.separates;
            reached = atom.bottom;
        }
    }
    best.ok_or(end - from)
}
