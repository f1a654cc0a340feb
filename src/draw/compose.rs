//! The order of painting: ground, life lines, events, names and notes.

use crate::draw::backend::{Backend, Unbalanced};
use crate::draw::chart::{Page, Plane};
use crate::draw::lines::LifeLineElement;
use crate::draw::marks::MarkElement;
use crate::draw::markup::{safe_language, safe_link, units};
use crate::draw::shapes::{FillElement, StrokeElement, TextElement};
use crate::draw::sheet::{Head, Sheet};
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
    svg: Rc<RefCell<Backend<'a>>>,
    /// The canvas, in px.
    page: DrawingArea<Backend<'a>, Page>,
    /// The chart, in px along the time axis and across it.
    chart: DrawingArea<Backend<'a>, Plane>,
    /// The canvas once more, for marks that stand on it.
    legend: DrawingArea<Backend<'a>, Plane>,
}

impl<'a> Picture<'a> {
    /// An empty picture of a layout on a sheet.
    pub fn new(layout: &'a Layout, inks: &'a Inks<'a>, sheet: &'a mut dyn Sheet) -> Picture<'a> {
        let head = Head {
            title: &layout.title,
            description: &layout.description,
            language: layout.language.as_deref().and_then(safe_language),
        };
        let (width, height) = (units(layout.width_px), units(layout.height_px));
        let backend = Backend::new(sheet, head, width, height);
        let svg = Rc::new(RefCell::new(backend));
        let root: DrawingArea<Backend<'a>, Shift> = DrawingArea::from(&svg);
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
    pub fn compose(&self) -> Result<(), DrawError> {
        self.paper()?;
        self.furniture(&self.layout.under)?;
        for line in &self.layout.waiting {
            self.waiting(line)?;
        }
        for line in &self.layout.life_lines {
            self.life_line(line)?;
        }
        for (index, figure) in self.layout.events.iter().enumerate() {
            self.event(index, figure)?;
        }
        self.furniture(&self.layout.over)?;
        self.page.present()
    }

    /// The ground of the whole picture.
    fn paper(&self) -> Result<(), DrawError> {
        let layout = self.layout;
        self.open("paper");
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

    /// From a name to where the actor's life line begins.
    fn waiting(&self, line: &LifeLine) -> Result<(), DrawError> {
        self.open("waiting");
        self.chart.draw(&LifeLineElement::waiting(line, self.inks))?;
        self.close();
        Ok(())
    }

    fn life_line(&self, line: &LifeLine) -> Result<(), DrawError> {
        let actor = line.actor.0.to_string();
        self.svg.borrow_mut().open(&[("class", "life-line"), ("data-actor", &actor)]);
        self.chart.draw(&LifeLineElement::new(line, self.inks))?;
        self.close();
        Ok(())
    }

    /// All of one event: what a reader sees who points at it, then its leader, its marks and its texts.
    fn event(&self, index: usize, figure: &EventFigure) -> Result<(), DrawError> {
        let link = figure.href.as_deref().and_then(safe_link);
        {
            let mut svg = self.svg.borrow_mut();
            let (id, event) = (format!("event-{index}"), figure.event.0.to_string());
            svg.open(&[("class", "event"), ("id", &id), ("data-event", &event)]);
            svg.hover(&figure.hover);
            if let Some(link) = link {
                svg.open_link(link);
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
