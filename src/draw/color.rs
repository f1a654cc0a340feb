//! Colours, and how well they can be told from the paper.
//!
//! Contrast is that of WCAG 2.2: the ratio of relative luminances, from 1 to 21. The arithmetic uses
//! only `+ − × ÷`, which every machine rounds alike, so that a colour never depends on where it was made.

use std::fmt;

/// A colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The least contrast of a text against its ground: WCAG 2.2, success criterion 1.4.3, level AA.
pub const TEXT_CONTRAST: f64 = 4.5;

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Rgb {
    /// Reads `#rrggbb` or `#rgb`; nothing for any other text.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let channel = |shift: u32, mask: u32, scale: u32| ((number >> shift & mask) * scale) as u8;
        match digits.len() {
            6 => Some(Rgb(channel(16, 0xff, 1), channel(8, 0xff, 1), channel(0, 0xff, 1))),
            3 => Some(Rgb(channel(8, 0xf, 17), channel(4, 0xf, 17), channel(0, 0xf, 17))),
            _ => None,
        }
    }

    /// Relative luminance, from 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast with another colour, from 1 (none) to 21 (black on white).
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour itself, or the nearest shade of it that is legible as text on all the `grounds`.
    ///
    /// On light grounds it is mixed with black, on dark ones with white, no more than needed; the hue stays.
    pub fn legible_on(self, grounds: &[Rgb]) -> Rgb {
        let dark_ground = grounds.iter().any(|g| g.luminance() < 0.18);
        let aim = if dark_ground { Rgb(255, 255, 255) } else { Rgb(0, 0, 0) };
        let legible = |c: &Rgb| grounds.iter().all(|g| c.contrast(*g) >= TEXT_CONTRAST);
        (0..=255).map(|parts| self.mixed(aim, parts)).find(legible).unwrap_or(aim)
    }

    /// How different two colours look, from 0 to about 765.
    ///
    /// # Source
    /// The weighting of channels by the mean of red is Thiadmer Riemersma's ("Colour metric", CompuPhase).
    pub fn distance(self, other: Rgb) -> u32 {
        let delta = |a: u8, b: u8| i64::from(a) - i64::from(b);
        let mean = (i64::from(self.0) + i64::from(other.0)) / 2;
        let (r, g, b) = (delta(self.0, other.0), delta(self.1, other.1), delta(self.2, other.2));
        let square = (((512 + mean) * r * r) >> 8) + 4 * g * g + (((767 - mean) * b * b) >> 8);
        u32::try_from(square).unwrap_or(0).isqrt()
    }

    /// This colour with `parts` of 255 replaced by another.
    pub fn mixed(self, other: Rgb, parts: u16) -> Rgb {
        let mix = |a: u8, b: u8| {
            ((u16::from(a) * (255 - parts) + u16::from(b) * parts + 127) / 255) as u8
        };
        Rgb(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

/// The light of one sRGB channel, from 0 to 1.
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 {
        return value / 12.92;
    }
    // The standard's power of 2.4 is the square times the fifth root of the square.
    let base = (value + 0.055) / 1.055;
    base * base * fifth_root(base * base)
}

/// The fifth root of a number between 0 and 1, by Newton's method from above.
fn fifth_root(number: f64) -> f64 {
    let mut root = 1.0f64;
    for _ in 0..40 {
        let fourth_power = root * root * root * root;
        root = (4.0 * root + number / fourth_power) / 5.0;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::{Rgb, TEXT_CONTRAST, linear};

    const WHITE: Rgb = Rgb(255, 255, 255);
    const BLACK: Rgb = Rgb(0, 0, 0);

    #[test]
    fn hex_colours_are_read_and_nothing_else() {
        assert_eq!(Rgb::parse("#1f5fa8"), Some(Rgb(0x1f, 0x5f, 0xa8)));
        assert_eq!(Rgb::parse(" #FA0 "), Some(Rgb(0xff, 0xaa, 0x00)));
        for bad in ["", "#", "1f5fa8", "#12", "#1234567", "#+12345", "#12é456", "red", "url(#x)"] {
            assert_eq!(Rgb::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        // The grey that is known as the lightest legible one on white.
        assert!((Rgb(0x76, 0x76, 0x76).contrast(WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn light_follows_the_power_of_the_standard() {
        for channel in 0..=255u8 {
            let value = f64::from(channel) / 255.0;
            let expected =
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
            assert!((linear(channel) - expected).abs() < 1e-12, "{channel}");
        }
    }

    #[test]
    fn any_colour_becomes_legible_and_a_legible_one_stays() {
        let night = Rgb(0x16, 0x1a, 0x20);
        for step in 0..4096u32 {
            let digit = |shift: u32| (step >> shift & 0xf) as u8 * 17;
            let color = Rgb(digit(8), digit(4), digit(0));
            for paper in [WHITE, night] {
                let shade = color.legible_on(&[paper]);
                assert!(shade.contrast(paper) >= TEXT_CONTRAST, "{color} on {paper}");
                if color.contrast(paper) >= TEXT_CONTRAST {
                    assert_eq!(shade, color);
                }
            }
        }
    }
}
