//! The order of painting: ground, life lines, events, names and notes.

use crate::draw::backend::{SvgBackend, Unbalanced};
use crate::draw::chart::{Page, Plane};
use crate::draw::lines::LifeLineElement;
use crate::draw::marks::MarkElement;
use crate::draw::markup::{length, safe_language, safe_link, units};
use crate::draw::shapes::{FillElement, StrokeElement, TextElement};
use crate::draw::text::FONT_FAMILY;
use crate::draw::theme::Inks;
use crate::layout::{EventFigure, Furniture, Ink, Layout, LifeLine, Mark, Rect, Shape};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use std::cell::RefCell;
use std::rc::Rc;

/// What can go wrong in plotters: nothing that a layout can bring about.
pub type DrawError = DrawingAreaErrorKind<Unbalanced>;

/// One picture while it is drawn: three plotters areas over one backend.
pub struct Picture<'a> {
    layout: &'a Layout,
    inks: &'a Inks<'a>,
    svg: Rc<RefCell<SvgBackend>>,
    /// The canvas, in px.
    page: DrawingArea<SvgBackend, Page>,
    /// The chart, in px along the time axis and across it.
    chart: DrawingArea<SvgBackend, Plane>,
    /// The canvas once more, for marks that stand on it.
    legend: DrawingArea<SvgBackend, Plane>,
}

impl<'a> Picture<'a> {
    /// An empty picture of a layout.
    pub fn new(layout: &'a Layout, inks: &'a Inks<'a>) -> Picture<'a> {
        let backend = SvgBackend::new(units(layout.width_px), units(layout.height_px));
        let svg = Rc::new(RefCell::new(backend));
        let root: DrawingArea<SvgBackend, Shift> = DrawingArea::from(&svg);
        Picture {
            layout,
            inks,
            page: root.apply_coord_spec(Page),
            chart: root.apply_coord_spec(Plane::of_chart(layout)),
            legend: root.apply_coord_spec(Plane::of_canvas(layout)),
            svg,
        }
    }

    /// Paints from the bottom up: ground, life lines, events, names and notes.
    pub fn compose(&self) -> Result<String, DrawError> {
        self.open_document()?;
        self.furniture(&self.layout.under)?;
        for line in &self.layout.life_lines {
            self.life_line(line)?;
        }
        for (index, figure) in self.layout.events.iter().enumerate() {
            self.event(index, figure)?;
        }
        self.furniture(&self.layout.over)?;
        self.close();
        self.page.present()?;
        Ok(self.svg.borrow_mut().take())
    }

    /// The root element, what is said about the picture, and the paper.
    fn open_document(&self) -> Result<(), DrawError> {
        let layout = self.layout;
        let language = layout.language.as_deref().and_then(safe_language);
        {
            let mut svg = self.svg.borrow_mut();
            let (width, height) = svg.size();
            let view_box = format!("0 0 {} {}", length(width), length(height));
            svg.tag("svg")
                .attribute("xmlns", "http://www.w3.org/2000/svg")
                .length("width", width)
                .length("height", height)
                .attribute("viewBox", &view_box)
                .maybe("lang", language)
                .maybe("xml:lang", language)
                .attribute("role", "img")
                .attribute("aria-labelledby", "picture-title picture-description")
                .attribute("font-family", FONT_FAMILY)
                .attribute("text-rendering", "geometricPrecision")
                .open();
            svg.tag("title").attribute("id", "picture-title").text(&layout.title);
            svg.tag("desc").attribute("id", "picture-description").text(&layout.description);
            svg.open_group("paper");
        }
        let canvas = Rect { x: 0.0, y: 0.0, width: layout.width_px, height: layout.height_px };
        self.page.draw(&FillElement::new(canvas, 0.0, Ink::Paper, self.inks))?;
        self.close();
        Ok(())
    }

    fn furniture(&self, furniture: &[Furniture]) -> Result<(), DrawError> {
        for piece in furniture {
            self.open(piece.role);
            for shape in &piece.shapes {
                self.shape(shape)?;
            }
            self.close();
        }
        Ok(())
    }

    fn life_line(&self, line: &LifeLine) -> Result<(), DrawError> {
        let actor = line.actor.0.to_string();
        self.svg
            .borrow_mut()
            .tag("g")
            .attribute("class", "life-line")
            .attribute("data-actor", &actor)
            .open();
        let [color, paper] = [Ink::Actor(line.actor), Ink::Paper].map(|ink| self.inks.color(ink));
        self.chart.draw(&LifeLineElement::new(line, color, paper))?;
        self.close();
        Ok(())
    }

    /// All of one event: what a reader sees who points at it, then its leader, its marks and its texts.
    fn event(&self, index: usize, figure: &EventFigure) -> Result<(), DrawError> {
        let link = figure.href.as_deref().and_then(safe_link);
        {
            let mut svg = self.svg.borrow_mut();
            svg.tag("g")
                .attribute("class", "event")
                .attribute("id", &format!("event-{index}"))
                .attribute("data-event", &figure.event.0.to_string())
                .open();
            svg.tag("title").text(&figure.hover);
            if let Some(link) = link {
                svg.tag("a").attribute("href", link).open();
            }
        }
        let is_ground = |shape: &&Shape| matches!(shape, Shape::Stroke(_) | Shape::Fill { .. });
        let (ground, words): (Vec<&Shape>, Vec<&Shape>) = figure.shapes.iter().partition(is_ground);
        if !ground.is_empty() {
            self.open("leader");
            for shape in ground {
                self.shape(shape)?;
            }
            self.close();
        }
        // An arrow comes out from under the dot of the one who sends it.
        let is_arrow = |mark: &&Mark| matches!(mark, Mark::Arrow { .. });
        let (arrows, others): (Vec<&Mark>, Vec<&Mark>) = figure.marks.iter().partition(is_arrow);
        for mark in arrows.into_iter().chain(others) {
            self.chart.draw(&MarkElement::new(mark, self.inks))?;
        }
        for shape in words {
            self.shape(shape)?;
        }
        if link.is_some() {
            self.close();
        }
        self.close();
        Ok(())
    }

    fn shape(&self, shape: &Shape) -> Result<(), DrawError> {
        match shape {
            Shape::Text(text) => self.page.draw(&TextElement::new(text, self.inks)),
            Shape::Stroke(stroke) => self.page.draw(&StrokeElement::new(stroke, self.inks)),
            Shape::Fill { rect, corner_px, ink } => {
                self.page.draw(&FillElement::new(*rect, *corner_px, *ink, self.inks))
            }
            Shape::Mark(mark) => self.legend.draw(&MarkElement::new(mark, self.inks)),
        }
    }

    fn open(&self, class: &str) {
        self.svg.borrow_mut().open_group(class);
    }

    fn close(&self) {
        self.svg.borrow_mut().close();
    }
}
