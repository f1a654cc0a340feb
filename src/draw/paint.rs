//! Pens and paint: the look of a shape as attributes of its element.

use crate::draw::color::Rgb;
use crate::draw::markup::{Tag, Units, length};

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    /// Its colour.
    pub color: Rgb,
    /// Its width.
    pub width: Units,
    /// Dash and gap; `None` is solid.
    pub dash: Option<(Units, Units)>,
    /// Whether its ends are round.
    pub round: bool,
}

impl Pen {
    /// A solid line with flat ends.
    pub fn new(color: Rgb, width: Units) -> Pen {
        Pen { color, width, dash: None, round: false }
    }

    /// The same with round ends.
    pub fn round(self) -> Pen {
        Pen { round: true, ..self }
    }

    /// The same in dashes.
    pub fn dashed(self, dash: Option<(Units, Units)>) -> Pen {
        Pen { dash, ..self }
    }
}

/// How a shape is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// Colour of its inside.
    pub fill: Option<Rgb>,
    /// Its outline.
    pub stroke: Option<Pen>,
}

impl Paint {
    /// Its inside only.
    pub fn fill(color: Rgb) -> Paint {
        Paint { fill: Some(color), stroke: None }
    }

    /// Its outline only.
    pub fn stroke(pen: Pen) -> Paint {
        Paint { fill: None, stroke: Some(pen) }
    }

    /// Its inside, and its outline over it.
    pub fn both(color: Rgb, pen: Pen) -> Paint {
        Paint { fill: Some(color), stroke: Some(pen) }
    }

    /// Adds the look to an element.
    pub fn onto(self, tag: Tag<'_>) -> Tag<'_> {
        let tag = match self.fill {
            Some(color) => tag.attribute("fill", &color.to_string()),
            None => tag.attribute("fill", "none"),
        };
        let Some(pen) = self.stroke else { return tag };
        let tag = tag.attribute("stroke", &pen.color.to_string()).length("stroke-width", pen.width);
        let tag = match pen.dash {
            Some((dash, gap)) => {
                let lengths = [dash, gap].map(length).join(" ");
                tag.attribute("stroke-dasharray", &lengths)
            }
            None => tag,
        };
        tag.maybe("stroke-linecap", pen.round.then_some("round"))
    }
}
