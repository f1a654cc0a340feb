//! SVG as text: numbers, escaping, elements that close.
//!
//! A [`Markup`] is a growing document. [`Markup::tag`] starts an element, its attributes follow, and the
//! element ends as a leaf, around a text, or open for children until [`Markup::close`]. Everything that a
//! person wrote is escaped on its way in, so that the document is well-formed whatever the
//! event file holds. This file knows no shape and no colour.

use unicode_bidi::{Direction, get_base_direction};

/// A length in hundredths of a px: the unit of every coordinate that is written.
///
/// Fixed point keeps the output free of float printing: same input, same bytes, on every machine.
pub type Units = i32;

/// Units in one px.
pub const UNITS_PER_PX: Units = 100;

/// Further out than any canvas, and near enough to zero that sums of a few lengths stay within [`Units`].
const LIMIT_UNITS: f64 = 5e8;

/// The nearest length in units; what is not a number is 0, and what lies beyond any canvas is cut off.
pub fn units(px: f64) -> Units {
    (px * f64::from(UNITS_PER_PX)).round().clamp(-LIMIT_UNITS, LIMIT_UNITS) as Units
}

/// Appends a length in px, as short as it can be said: `12`, `12.5`, `-0.25`.
fn push_length(out: &mut String, length: Units) {
    if length < 0 {
        out.push('-');
    }
    let magnitude = length.unsigned_abs();
    let (mut whole, hundredths) = (magnitude / 100, magnitude % 100);
    // Pictures hold millions of lengths: digits are written from the back, without a text of their own each.
    let mut digits = [0u8; 10];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (whole % 10) as u8;
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    out.extend(digits[first..].iter().map(|&digit| char::from(digit)));
    if hundredths != 0 {
        out.push('.');
        out.push(char::from(b'0' + (hundredths / 10) as u8));
        if !hundredths.is_multiple_of(10) {
            out.push(char::from(b'0' + (hundredths % 10) as u8));
        }
    }
}

/// A length in px as text.
pub fn length(length: Units) -> String {
    let mut out = String::new();
    push_length(&mut out, length);
    out
}

/// Whether a character may stand in the picture.
///
/// Left out are the control characters that XML 1.0 forbids, even escaped, and the embeddings and
/// overrides of the bidirectional algorithm: they make a text read otherwise than it is stored. Isolates
/// stay; they end with the text that they stand in.
pub fn is_printable(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => false,
        '\u{202a}'..='\u{202e}' | '\u{fffe}' | '\u{ffff}' => false,
        _ => true,
    }
}

/// Appends a text so that it means itself in element content and in attributes.
fn escape(out: &mut String, text: &str) {
    // Most of a text means itself, and goes in as a whole.
    let is_plain = |b: u8| matches!(b, b' '..=b'~') && !matches!(b, b'&' | b'<' | b'>' | b'"');
    let mut rest = text;
    loop {
        let plain = rest.bytes().position(|b| !is_plain(b)).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else { return };
        rest = &rest[c.len_utf8()..];
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ if is_printable(c) => out.push(c),
            _ => {}
        }
    }
}

/// A line of text as it goes into a `<text>` element.
///
/// A line whose first letter runs right to left is set in an isolate of that direction: its full stop then
/// stands at its left end, while the `<text>` keeps the anchor that the layout reckoned with.
pub fn directed(line: &str) -> String {
    match get_base_direction(line) {
        Direction::Rtl => format!("\u{2067}{line}\u{2069}"),
        Direction::Ltr | Direction::Mixed => line.to_owned(),
    }
}

/// The address, if it is one that a reader's program may open: `http`, `https`, `mailto`, or a place in the same
/// document (`#name`).
pub fn safe_link(href: &str) -> Option<&str> {
    let href = href.trim();
    if let Some(name) = href.strip_prefix('#') {
        let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        return (!name.is_empty() && name.bytes().all(is_name)).then_some(href);
    }
    let scheme = href.split_once(':')?.0.to_ascii_lowercase();
    let known = matches!(scheme.as_str(), "http" | "https" | "mailto");
    (known && !href.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(href)
}

/// A BCP 47 tag, if the text can be one.
pub fn safe_language(tag: &str) -> Option<&str> {
    let subtag =
        |s: &str| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric());
    tag.split('-').all(subtag).then_some(tag)
}

/// A document that is being written, one element a line, indented by depth.
#[derive(Debug, Default)]
pub struct Markup {
    out: String,
    open: Vec<&'static str>,
    /// Whether more elements were closed than opened.
    overclosed: bool,
}

impl Markup {
    /// Starts an element.
    pub fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        Tag { markup: self, name }
    }

    /// Ends the innermost open element.
    pub fn close(&mut self) {
        match self.open.pop() {
            Some(name) => {
                self.indent();
                self.end_tag(name);
            }
            None => self.overclosed = true,
        }
    }

    /// Names of the elements that are still open, the outermost first.
    pub fn open_elements(&self) -> &[&'static str] {
        &self.open
    }

    /// Whether more elements were closed than opened.
    pub fn is_overclosed(&self) -> bool {
        self.overclosed
    }

    /// The document as written so far, which is left empty.
    pub fn take(&mut self) -> String {
        std::mem::take(self).out
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.out.push(' ');
        }
    }

    fn end_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }
}

/// The start of an element; attributes may follow. It must be finished by one of its last three methods.
#[must_use = "an element must be ended, filled or opened"]
pub struct Tag<'a> {
    markup: &'a mut Markup,
    name: &'static str,
}

impl Tag<'_> {
    /// Adds an attribute.
    pub fn attribute(self, name: &str, value: &str) -> Self {
        let out = &mut self.markup.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
        self
    }

    /// Adds an attribute, if there is a value.
    pub fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// Adds a length.
    pub fn length(self, name: &str, value: Units) -> Self {
        let out = &mut self.markup.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push_length(out, value);
        out.push('"');
        self
    }

    /// Ends the element: it has no content.
    pub fn end(self) {
        self.markup.out.push_str("/>\n");
    }

    /// Ends the element around a text.
    pub fn text(self, content: &str) {
        self.markup.out.push('>');
        escape(&mut self.markup.out, content);
        self.markup.end_tag(self.name);
    }

    /// Leaves the element open for children.
    pub fn open(self) {
        self.markup.out.push_str(">\n");
        self.markup.open.push(self.name);
    }
}

/// A piece of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment {
    /// Begins at a point.
    Move((Units, Units)),
    /// Goes straight on.
    Line((Units, Units)),
    /// Goes on along a quadratic curve: its control point, its end.
    Quadratic([(Units, Units); 2]),
    /// Goes on along a cubic curve: its control points, its end.
    Cubic([(Units, Units); 3]),
    /// Goes back to where it began.
    Close,
}

/// A path.
#[derive(Debug, Clone, Default)]
pub struct PathData {
    segments: Vec<Segment>,
}

impl PathData {
    /// Begins at a point.
    pub fn move_to(&mut self, to: (Units, Units)) {
        self.segments.push(Segment::Move(to));
    }

    /// Goes straight on.
    pub fn line_to(&mut self, to: (Units, Units)) {
        self.segments.push(Segment::Line(to));
    }

    /// Goes on along a quadratic curve.
    pub fn quadratic_to(&mut self, control: (Units, Units), to: (Units, Units)) {
        self.segments.push(Segment::Quadratic([control, to]));
    }

    /// Goes on along a cubic curve.
    pub fn cubic_to(&mut self, first: (Units, Units), second: (Units, Units), to: (Units, Units)) {
        self.segments.push(Segment::Cubic([first, second, to]));
    }

    /// Goes back to where it began.
    pub fn close(&mut self) {
        self.segments.push(Segment::Close);
    }

    /// Its pieces.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// The `d` of a `<path>`, in steps from point to point, which is shorter for many small pieces. It is exact:
    /// steps are taken between points that are whole units already.
    pub fn to_svg(&self) -> String {
        let mut out = String::with_capacity(24 * self.segments.len());
        let (mut at, mut start) = ((0, 0), (0, 0));
        for segment in &self.segments {
            let (letter, points): (char, &[(Units, Units)]) = match segment {
                Segment::Move(to) => ('m', std::slice::from_ref(to)),
                Segment::Line(to) => ('l', std::slice::from_ref(to)),
                Segment::Quadratic(points) => ('q', points),
                Segment::Cubic(points) => ('c', points),
                Segment::Close => ('z', &[]),
            };
            out.push(letter);
            let from = at;
            for (number, &(x, y)) in points.iter().enumerate() {
                if number > 0 {
                    out.push(' ');
                }
                push_length(&mut out, x.saturating_sub(from.0));
                out.push(' ');
                push_length(&mut out, y.saturating_sub(from.1));
            }
            at = points.last().copied().unwrap_or(start);
            if let Segment::Move(to) = segment {
                start = *to;
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{Markup, PathData, directed, length, safe_language, safe_link, units};

    #[test]
    fn lengths_are_as_short_as_they_can_be_said() {
        let said: Vec<String> = [1200, 1250, 1225, 1205, 5, -25, 0].map(length).to_vec();
        assert_eq!(said, ["12", "12.5", "12.25", "12.05", "0.05", "-0.25", "0"]);
    }

    #[test]
    fn no_float_can_break_a_coordinate() {
        assert_eq!(units(f64::NAN), 0);
        assert_eq!(units(f64::INFINITY), 500_000_000);
        assert_eq!(units(-1e300), -500_000_000);
        assert_eq!(units(12.345), 1235);
    }

    #[test]
    fn text_means_itself() {
        let mut markup = Markup::default();
        markup.tag("text").attribute("id", "a\"b").text("a<b & c>d\u{0}\u{b}\u{202e}x");
        assert_eq!(markup.take(), "<text id=\"a&quot;b\">a&lt;b &amp; c&gt;dx</text>\n");
    }

    #[test]
    fn elements_nest_and_balance() {
        let mut markup = Markup::default();
        markup.tag("g").open();
        markup.tag("path").end();
        assert_eq!(markup.open_elements(), ["g"]);
        markup.close();
        assert!(markup.open_elements().is_empty() && !markup.is_overclosed());
        markup.close();
        assert!(markup.is_overclosed(), "one closed too many");
        assert_eq!(markup.take(), "<g>\n <path/>\n</g>\n");
    }

    #[test]
    fn paths_hold_straight_and_bent_pieces() {
        let mut path = PathData::default();
        path.move_to((0, 0));
        path.line_to((100, -50));
        path.cubic_to((1, 2), (3, 4), (500, 600));
        path.close();
        path.move_to((100, 100));
        path.line_to((150, 100));
        let steps = "m0 0l1 -0.5c-0.99 0.52 -0.97 0.54 4 6.5zm1 1l0.5 0";
        assert_eq!(path.to_svg(), steps);
    }

    #[test]
    fn only_links_that_are_safe_to_open_are_kept() {
        assert_eq!(safe_link(" https://example.org/a?b=c "), Some("https://example.org/a?b=c"));
        assert_eq!(safe_link("mailto:desk@example.org"), Some("mailto:desk@example.org"));
        for bad in
            ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//host", "", "http://a b"]
        {
            assert_eq!(safe_link(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_a_language_tag_is_a_language() {
        assert_eq!(safe_language("zh-Hans"), Some("zh-Hans"));
        assert_eq!(safe_language(""), None);
        assert_eq!(safe_language("en\" onload=\"x"), None);
    }

    #[test]
    fn a_line_that_runs_right_to_left_is_isolated() {
        assert_eq!(directed("Obama"), "Obama");
        assert_eq!(directed("«اجتماع»"), "\u{2067}«اجتماع»\u{2069}");
    }
}
