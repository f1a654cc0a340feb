//! SVG: attributes for every look, plain text, or its outlines.
//!
//! No style sheet, no script, no foreign object, so that the picture survives any program it is put into.

use crate::draw::markup::{Markup, PathData, Units, directed, length};
use crate::draw::outline::Outlines;
use crate::draw::paint::Paint;
use crate::draw::sheet::{Head, OPAQUE, Sheet, TextLine};
use crate::layout::{Face, TextAnchor};

/// An SVG document.
pub struct SvgSheet<'a> {
    markup: Markup,
    families: String,
    /// Draws letters as paths, where that is wanted.
    outlines: Option<Outlines<'a>>,
}

impl<'a> SvgSheet<'a> {
    /// An empty document that names those font families.
    pub fn new(families: String) -> SvgSheet<'a> {
        SvgSheet { markup: Markup::default(), families, outlines: None }
    }

    /// The same with every letter as a path.
    pub fn with_outlines(self, outlines: Outlines<'a>) -> SvgSheet<'a> {
        SvgSheet { outlines: Some(outlines), ..self }
    }
}

/// Opacity, if it is not full.
fn opacity(hundredths: Units) -> Option<String> {
    (hundredths < OPAQUE).then(|| length(hundredths.max(0)))
}

impl Sheet for SvgSheet<'_> {
    fn begin(&mut self, head: Head<'_>, (width, height): (Units, Units)) {
        let view_box = format!("0 0 {} {}", length(width), length(height));
        let svg = &mut self.markup;
        let families = self.outlines.is_none().then_some(self.families.as_str());
        svg.tag("svg")
            .attribute("xmlns", "http://www.w3.org/2000/svg")
            .length("width", width)
            .length("height", height)
            .attribute("viewBox", &view_box)
            .maybe("lang", head.language)
            .maybe("xml:lang", head.language)
            .attribute("role", "img")
            .attribute("aria-labelledby", "picture-title picture-description")
            .maybe("font-family", families)
            .maybe("text-rendering", families.map(|_| "geometricPrecision"))
            .open();
        svg.tag("title").attribute("id", "picture-title").text(head.title);
        svg.tag("desc").attribute("id", "picture-description").text(head.description);
    }

    fn open_group(&mut self, attributes: &[(&'static str, &str)]) {
        let group = self.markup.tag("g");
        attributes.iter().fold(group, |group, (name, value)| group.attribute(name, value)).open();
    }

    fn hover(&mut self, words: &str) {
        self.markup.tag("title").text(words);
    }

    fn open_link(&mut self, href: &str) {
        self.markup.tag("a").attribute("href", href).open();
    }

    fn close(&mut self) {
        self.markup.close();
    }

    fn open_elements(&self) -> Option<&[&'static str]> {
        // The root is open until the picture ends.
        let open = self.markup.open_elements();
        (!self.markup.is_overclosed()).then(|| open.get(1..).unwrap_or(open))
    }

    fn path(&mut self, path: &PathData, paint: Paint, hundredths: Units) {
        let tag = self.markup.tag("path").attribute("d", &path.to_svg());
        paint.onto(tag).maybe("opacity", opacity(hundredths).as_deref()).end();
    }

    fn circle(&mut self, (x, y): (Units, Units), radius: Units, paint: Paint, hundredths: Units) {
        let tag = self.markup.tag("circle").length("cx", x).length("cy", y).length("r", radius);
        paint.onto(tag).maybe("opacity", opacity(hundredths).as_deref()).end();
    }

    fn rounded_box(
        &mut self,
        (x, y): (Units, Units),
        (width, height): (Units, Units),
        corner: Units,
        paint: Paint,
    ) {
        let mut tag = self.markup.tag("rect").length("x", x).length("y", y);
        tag = tag.length("width", width).length("height", height);
        if corner > 0 {
            tag = tag.length("rx", corner);
        }
        paint.onto(tag).end();
    }

    fn text(&mut self, line: TextLine<'_>) {
        let (x, y) = line.at;
        let turn = (line.turn_deg != 0)
            .then(|| format!("rotate({} {} {})", line.turn_deg, length(x), length(y)));
        let opacity = opacity(line.opacity);
        if let Some(outlines) = &mut self.outlines {
            let path = outlines.of_line(&line);
            let words = crate::layout::direction::bare(line.words);
            self.markup
                .tag("path")
                .attribute("role", "img")
                .attribute("aria-label", words)
                .attribute("d", &path.to_svg())
                .attribute("fill", &line.color.to_string())
                .maybe("opacity", opacity.as_deref())
                .maybe("transform", turn.as_deref())
                .end();
            return;
        }
        let anchor = match line.anchor {
            TextAnchor::Start => None,
            TextAnchor::Middle => Some("middle"),
            TextAnchor::End => Some("end"),
        };
        let (bold, italic) = match line.face {
            Face::Regular => (false, false),
            Face::Bold => (true, false),
            Face::Italic => (false, true),
            Face::BoldItalic => (true, true),
        };
        self.markup
            .tag("text")
            .length("x", x)
            .length("y", y)
            .maybe("text-anchor", anchor)
            .length("font-size", line.size)
            .maybe("font-weight", bold.then_some("700"))
            .maybe("font-style", italic.then_some("italic"))
            .attribute("fill", &line.color.to_string())
            .maybe("opacity", opacity.as_deref())
            .maybe("transform", turn.as_deref())
            .text(&directed(line.words));
    }

    fn finish(&mut self) -> Vec<u8> {
        self.markup.close();
        self.markup.take().into_bytes()
    }
}
