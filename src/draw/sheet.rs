//! What a picture is written to: groups, titles, links, paths and lines of text.
//!
//! A [`Sheet`] is told everything in painting order and gives the finished file. [`crate::draw::svg`] writes SVG,
//! [`crate::draw::pdf`] PDF; both are given the same things, so that they cannot show different ones. A sheet decides
//! no place and no colour.

use crate::draw::color::Rgb;
use crate::draw::markup::{PathData, Units};
use crate::draw::paint::Paint;
use crate::layout::{Face, TextAnchor};

/// What is said of a picture as a whole.
#[derive(Debug, Clone, Copy, Default)]
pub struct Head<'a> {
    /// Its title.
    pub title: &'a str,
    /// The whole story in prose.
    pub description: &'a str,
    /// BCP 47 language of its texts.
    pub language: Option<&'a str>,
}

/// One line of text.
#[derive(Debug, Clone, Copy)]
pub struct TextLine<'a> {
    /// The words, with the isolates that keep their direction.
    pub words: &'a str,
    /// Where its baseline begins, ends or has its middle.
    pub at: (Units, Units),
    /// Which of these `at` is.
    pub anchor: TextAnchor,
    /// Font size.
    pub size: Units,
    /// Face.
    pub face: Face,
    /// Colour.
    pub color: Rgb,
    /// Turned so many degrees clockwise about `at`.
    pub turn_deg: i32,
    /// Opacity in hundredths; 100 is full.
    pub opacity: Units,
}

/// Full opacity, in hundredths.
pub const OPAQUE: Units = 100;

/// A picture that is being written.
pub trait Sheet {
    /// Begins a picture, or a page of it, of that size.
    fn begin(&mut self, head: Head<'_>, size: (Units, Units));

    /// Opens a group with those attributes.
    fn open_group(&mut self, attributes: &[(&'static str, &str)]);

    /// Says what a reader sees who points at the innermost group.
    fn hover(&mut self, words: &str);

    /// Opens a link.
    fn open_link(&mut self, href: &str);

    /// Closes the innermost group or link.
    fn close(&mut self);

    /// Names of the groups that are still open, the outermost first; `None` if one was closed too many.
    fn open_elements(&self) -> Option<&[&'static str]>;

    /// Draws a path.
    fn path(&mut self, path: &PathData, paint: Paint, opacity: Units);

    /// Draws a circle.
    fn circle(&mut self, center: (Units, Units), radius: Units, paint: Paint, opacity: Units);

    /// Draws a box from its upper left corner, its corners rounded.
    fn rounded_box(
        &mut self,
        at: (Units, Units),
        size: (Units, Units),
        corner: Units,
        paint: Paint,
    );

    /// Writes a line of text.
    fn text(&mut self, line: TextLine<'_>);

    /// Ends the picture and gives its bytes.
    fn finish(&mut self) -> Vec<u8>;
}
