//! Themes: which colour each ink has.
//!
//! A [`Theme`] is a row of [`THEMES`] or read from a file ([`mod@file`]). [`Inks`] joins it with the colours that the event file gives to its
//! actors, so that the rest of the room asks one question, [`Inks::color`], and every answer is legible on
//! the paper: a colour too light for it is darkened (lightened, on dark paper) until it is.

pub mod file;

use crate::draw::color::Rgb;
use crate::draw::markup::Units;
use crate::draw::paint::Pen;
use crate::layout::{FAINT, Ink};
use crate::timeline::{ActorId, Timeline};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A set of colours. Those that texts are written in are legible on `paper` and on `ground`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The name on the command line.
    pub name: &'static str,
    /// Titles, names, outlines.
    pub strong: Rgb,
    /// Quotations and notes.
    pub body: Rgb,
    /// Dates, roles, sources.
    pub muted: Rgb,
    /// Hairlines and leaders; never a text.
    pub rule: Rgb,
    /// Brackets that join related events, and their words.
    pub relation: Rgb,
    /// The ground of pills and bands.
    pub ground: Rgb,
    /// The paper.
    pub paper: Rgb,
    /// Colours for delegations, in the order in which they are given out.
    pub palette: [Rgb; 8],
    /// What tells delegations apart.
    pub lines: Lines,
}

/// What tells the life lines of delegations apart, beside their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Colour: that of the event file, else one of the palette.
    Colored,
    /// Dashes, for paper that has no colours. Colours of the event file are left out.
    Dashed,
}

/// Every theme; the first is the default.
pub static THEMES: [Theme; 3] = [
    Theme {
        name: "light",
        strong: Rgb(0x1b, 0x1f, 0x24),
        body: Rgb(0x3c, 0x44, 0x4d),
        muted: Rgb(0x5e, 0x67, 0x70),
        rule: Rgb(0xc9, 0xce, 0xd4),
        relation: Rgb(0x64, 0x6d, 0x77),
        ground: Rgb(0xf1, 0xf3, 0xf5),
        paper: Rgb(0xff, 0xff, 0xff),
        palette: PALETTE,
        lines: Lines::Colored,
    },
    Theme {
        name: "dark",
        strong: Rgb(0xf0, 0xf2, 0xf5),
        body: Rgb(0xcb, 0xd1, 0xd8),
        muted: Rgb(0x9d, 0xa6, 0xb0),
        rule: Rgb(0x45, 0x4d, 0x57),
        relation: Rgb(0x92, 0x9b, 0xa6),
        ground: Rgb(0x24, 0x2a, 0x32),
        paper: Rgb(0x16, 0x1a, 0x20),
        palette: PALETTE,
        lines: Lines::Colored,
    },
    Theme {
        name: "print",
        strong: Rgb(0x00, 0x00, 0x00),
        body: Rgb(0x26, 0x26, 0x26),
        muted: Rgb(0x4d, 0x4d, 0x4d),
        rule: Rgb(0xb3, 0xb3, 0xb3),
        relation: Rgb(0x4d, 0x4d, 0x4d),
        ground: Rgb(0xf2, 0xf2, 0xf2),
        paper: Rgb(0xff, 0xff, 0xff),
        palette: GREYS,
        lines: Lines::Dashed,
    },
];

/// Colours for delegations that have none of their own, in the order in which they are given out.
///
/// For readers who see red and green alike, the first four differ from each other, and each later one from the
/// one before it, in blue or in lightness.
pub const PALETTE: [Rgb; 8] = [
    Rgb(0x1f, 0x5f, 0xa8),
    Rgb(0xb8, 0x32, 0x2a),
    Rgb(0x00, 0x6f, 0x5c),
    Rgb(0x9c, 0x58, 0x00),
    Rgb(0x6f, 0x3f, 0xa0),
    Rgb(0x4d, 0x56, 0x1f),
    Rgb(0xb0, 0x2f, 0x7c),
    Rgb(0x26, 0x32, 0x3e),
];

/// Colours this far apart ([`Rgb::distance`]) are told apart as lines of one picture.
const APART: u32 = 110;

/// Greys for delegations on paper without colours: dark and less dark in turn, all different.
const GREYS: [Rgb; 8] = [
    Rgb(0x00, 0x00, 0x00),
    Rgb(0x59, 0x59, 0x59),
    Rgb(0x26, 0x26, 0x26),
    Rgb(0x66, 0x66, 0x66),
    Rgb(0x13, 0x13, 0x13),
    Rgb(0x60, 0x60, 0x60),
    Rgb(0x33, 0x33, 0x33),
    Rgb(0x52, 0x52, 0x52),
];

/// Width of a life line.
const LINE: Units = 250;

/// Width, dash and gap of the lines of delegations, in the order of [`GREYS`]. Their ends are round, which
/// lengthens a dash and shortens a gap by the line's width. Dots are bold: fine ones lead to those who come later.
const DASHES: [(Units, Option<(Units, Units)>); 8] = [
    (LINE, None),
    (LINE, Some((900, 550))),
    (380, Some((10, 640))),
    (LINE, Some((250, 500))),
    (400, None),
    (150, None),
    (LINE, Some((2000, 550))),
    (400, Some((900, 800))),
];

impl Theme {
    /// The theme of that name.
    pub fn named(name: &str) -> Option<&'static Theme> {
        THEMES.iter().find(|theme| theme.name == name)
    }

    /// A colour as it is painted under this theme: legible as text.
    pub fn legible(&self, color: Rgb) -> Rgb {
        color.legible_on(&[self.paper, self.ground])
    }
}

/// The colour of every actor, by [`ActorId`]: the one that the file gives or, failing that, one of the theme's
/// palette, the same for all members of a delegation.
///
/// Palette colours go to delegations in file order; those that lie near a colour that the file uses itself are given
/// out last, the nearest at the very end.
pub fn actor_colors(timeline: &Timeline, theme: &Theme) -> Vec<String> {
    let of_file = |id: ActorId| match theme.lines {
        Lines::Colored => timeline.color(id).and_then(Rgb::parse),
        Lines::Dashed => None,
    };
    let given: Vec<Option<Rgb>> = timeline.actor_ids().map(of_file).collect();
    let mut free: Vec<Rgb> = theme.palette.to_vec();
    // A stable sort: the order of the palette remains among those that are far from every given colour.
    free.sort_by_key(|color| {
        let nearest = given.iter().flatten().map(|given| color.distance(*given)).min();
        std::cmp::Reverse(nearest.unwrap_or(u32::MAX).min(APART))
    });
    let mut of_delegation: BTreeMap<ActorId, Rgb> = BTreeMap::new();
    timeline
        .actor_ids()
        .zip(&given)
        .map(|(id, given)| {
            let color = given.unwrap_or_else(|| {
                let next = free[of_delegation.len() % free.len()];
                *of_delegation.entry(timeline.delegation(id)).or_insert(next)
            });
            color.to_string()
        })
        .collect()
}

/// What each ink looks like in one picture.
pub struct Inks<'a> {
    theme: &'a Theme,
    colors: &'a dyn Fn(ActorId) -> Option<String>,
    /// Actors asked about before: making a colour legible is not free, and each is asked for many times.
    actors: RefCell<BTreeMap<ActorId, Rgb>>,
    /// The colours of the picture's life lines, each once, in the order of the file.
    colors_of_lines: Vec<Rgb>,
    /// Who keeps their colour; everyone, if nobody is named.
    focus: &'a [ActorId],
}

impl<'a> Inks<'a> {
    /// Joins a theme with the colours of actors; `colors` gives `#rrggbb`, or nothing.
    pub fn new(theme: &'a Theme, colors: &'a dyn Fn(ActorId) -> Option<String>) -> Inks<'a> {
        let actors = RefCell::default();
        Inks { theme, colors, actors, colors_of_lines: Vec::new(), focus: &[] }
    }

    /// The same with grey for everyone but these; nobody is everybody.
    pub fn focused_on(mut self, focus: &'a [ActorId]) -> Inks<'a> {
        self.focus = focus;
        self
    }

    /// The same for a picture in which these actors have life lines.
    pub fn with_lines(mut self, lines: impl Iterator<Item = ActorId>) -> Inks<'a> {
        let mut actors: Vec<ActorId> = lines.collect();
        actors.sort_unstable();
        for actor in actors {
            let color = self.actor(actor);
            if !self.colors_of_lines.contains(&color) {
                self.colors_of_lines.push(color);
            }
        }
        self
    }

    /// How an actor's life line is drawn. Where dashes tell delegations apart, each colour has its own.
    pub fn life_line(&self, actor: ActorId) -> Pen {
        let color = self.actor(actor);
        let (width, dash) = match self.theme.lines {
            _ if self.focus.contains(&actor) => (LINE + LINE / 5, None),
            _ if !self.focus.is_empty() => (LINE, None),
            Lines::Colored => (LINE, None),
            Lines::Dashed => {
                let number = self.colors_of_lines.iter().position(|known| *known == color);
                DASHES[number.unwrap_or(0) % DASHES.len()]
            }
        };
        let pen = Pen::new(color, width).dashed(dash);
        if dash.is_some() { pen.round() } else { pen }
    }

    /// The colour of an ink.
    pub fn color(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Actor(actor) => self.actor(actor),
            Ink::Strong => self.theme.strong,
            Ink::Body => self.theme.body,
            Ink::Muted => self.theme.muted,
            Ink::Rule => self.theme.rule,
            Ink::Relation => self.theme.relation,
            Ink::Ground => self.theme.ground,
            Ink::Paper => self.theme.paper,
            Ink::Faint(part) => {
                let parts = u16::from(FAINT.saturating_sub(part)) * 255 / u16::from(FAINT);
                self.theme.relation.mixed(self.theme.paper, parts)
            }
        }
    }

    /// An actor's colour. What is not a colour counts as none, and none is one of the palette.
    fn actor(&self, actor: ActorId) -> Rgb {
        if let Some(color) = self.actors.borrow().get(&actor) {
            return *color;
        }
        let is_set_back = !self.focus.is_empty() && !self.focus.contains(&actor);
        let given = (self.colors)(actor).and_then(|text| Rgb::parse(&text));
        let given = if is_set_back { Some(self.theme.rule) } else { given };
        let palette = &self.theme.palette;
        let spare = palette[actor.0 as usize % palette.len()];
        let color = self.theme.legible(given.unwrap_or(spare));
        self.actors.borrow_mut().insert(actor, color);
        color
    }
}

#[cfg(test)]
mod tests {
    use super::{DASHES, Inks, PALETTE, THEMES, Theme, actor_colors};
    use crate::diagnostic::Span;
    use crate::draw::color::{Rgb, TEXT_CONTRAST};
    use crate::layout::Ink;
    use crate::timeline::{Actor, ActorId, ActorKind, Timeline};

    #[test]
    fn every_ink_of_a_text_is_legible_on_paper_and_ground() {
        for theme in THEMES {
            let inks = [theme.strong, theme.body, theme.muted, theme.relation];
            for ink in inks.into_iter().chain(theme.palette.map(|c| theme.legible(c))) {
                for ground in [theme.paper, theme.ground] {
                    let contrast = ink.contrast(ground);
                    assert!(
                        contrast >= TEXT_CONTRAST,
                        "{} {ink} on {ground}: {contrast}",
                        theme.name
                    );
                }
            }
        }
    }

    #[test]
    fn hairlines_can_be_seen_and_stay_quiet() {
        for theme in THEMES {
            let contrast = theme.rule.contrast(theme.paper);
            assert!((1.4..3.0).contains(&contrast), "{}: {contrast}", theme.name);
        }
    }

    #[test]
    fn the_palette_needs_no_darkening_on_white() {
        for color in PALETTE {
            assert_eq!(THEMES[0].legible(color), color);
        }
    }

    /// The palette's colours as a reader without red or green cones sees them.
    ///
    /// # Source
    /// Viénot, Brettel and Mollon 1999, reduced matrices for deuteranopia and protanopia, on sRGB values.
    fn as_seen_without(cones: [[f64; 3]; 3], color: Rgb) -> [f64; 3] {
        let rgb = [color.0, color.1, color.2].map(f64::from);
        cones.map(|row| row.iter().zip(rgb).map(|(weight, channel)| weight * channel).sum())
    }

    #[test]
    fn the_palette_is_told_apart_without_red_or_green() {
        let deuteranopia =
            [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]];
        let protanopia =
            [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]];
        for cones in [deuteranopia, protanopia] {
            let first_four = (0..4).flat_map(|a| (a + 1..4).map(move |b| (a, b)));
            let neighbours = (3..PALETTE.len() - 1).map(|a| (a, a + 1));
            for (a, b) in first_four.chain(neighbours) {
                let seen = [a, b].map(|at| as_seen_without(cones, PALETTE[at]));
                let squares = seen[0].iter().zip(seen[1]).map(|(x, y)| (x - y) * (x - y));
                let apart = squares.sum::<f64>().sqrt();
                assert!(apart > 40.0, "{} and {}: {apart}", PALETTE[a], PALETTE[b]);
            }
        }
    }

    #[test]
    fn without_colours_every_delegation_has_lines_of_its_own() {
        let print = Theme::named("print").expect("a theme of the table");
        assert!(print.palette.iter().all(|c| c.0 == c.1 && c.1 == c.2 && print.legible(*c) == *c));
        let colors = |id: ActorId| Some(print.palette[id.0 as usize / 2].to_string());
        let inks = Inks::new(print, &colors).with_lines((0..16).map(ActorId));
        let looks: Vec<_> = (0..16).map(|id| inks.life_line(ActorId(id))).collect();
        for (one, look) in looks.iter().enumerate() {
            let same = |other: &usize| {
                (looks[*other].width, looks[*other].dash) == (look.width, look.dash)
            };
            let alike: Vec<usize> = (0..16).filter(same).collect();
            assert_eq!(alike, [one / 2 * 2, one / 2 * 2 + 1], "both members, and nobody else");
        }
        assert_eq!(DASHES.len(), print.palette.len());
    }

    #[test]
    fn what_is_no_colour_falls_back_to_the_palette() {
        let colors = |id: ActorId| (id.0 == 0).then(|| "crimson".to_owned());
        let inks = Inks::new(&THEMES[0], &colors);
        assert_eq!(inks.color(Ink::Actor(ActorId(0))), PALETTE[0]);
        assert_eq!(inks.color(Ink::Actor(ActorId(1))), PALETTE[1]);
        assert_eq!(inks.color(Ink::Actor(ActorId(u32::MAX))), PALETTE[7]);
    }

    #[test]
    fn a_pale_colour_is_darkened_for_white_paper_and_kept_on_dark() {
        let colors = |_: ActorId| Some("#ffd700".to_owned());
        let ink = Ink::Actor(ActorId(0));
        let light = Inks::new(&THEMES[0], &colors).color(ink);
        assert!(light.contrast(THEMES[0].paper) >= TEXT_CONTRAST && light != Rgb(0xff, 0xd7, 0));
        let dark = Theme::named("dark").expect("a theme of the table");
        assert_eq!(Inks::new(dark, &colors).color(ink), Rgb(0xff, 0xd7, 0));
    }

    #[test]
    fn a_delegation_shares_one_palette_colour() {
        let actor = |member_of: Option<u32>, color: Option<&str>| Actor {
            key: String::new().into(),
            span: Span::default(),
            name: String::new().into(),
            short: None,
            aliases: Vec::new(),
            kind: ActorKind::Person,
            role: None,
            member_of: member_of.map(ActorId),
            tenure: None,
            born: None,
            died: None,
            color: color.map(str::to_owned).map(Into::into),
        };
        let blue = PALETTE[0].to_string();
        let timeline = Timeline {
            actors: vec![
                actor(None, Some(&blue)),
                actor(None, None),
                actor(Some(1), None),
                actor(None, None),
                actor(Some(0), None),
            ],
            ..Timeline::default()
        };
        let [red, green] = [PALETTE[1].to_string(), PALETTE[2].to_string()];
        assert_eq!(
            actor_colors(&timeline, &THEMES[0]),
            [blue.clone(), red.clone(), red, green, blue]
        );
    }
}
