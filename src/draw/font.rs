//! Fonts: the bundled ones, those that a user adds, and which of them has a letter.
//!
//! A text is set in the first font of a chain that has its letters: Noto Sans (Latin, Greek, Cyrillic), then DejaVu
//! Sans (Arabic, Hebrew, Armenian, Georgian, symbols), then the fonts that were added. DejaVu's Arabic and Hebrew
//! are as wide as or wider than those of the fonts that readers have. Han, kana, hangul, Devanagari and other
//! scripts are in no bundled font: without an added one they are reckoned by [`missing_em`].

use crate::layout::Face;
use harfrust::{FontRef, ShaperData};
use skrifa::MetadataProvider;
use skrifa::string::StringId;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use unicode_width::UnicodeWidthChar;

/// A font file.
pub struct Font {
    bytes: Cow<'static, [u8]>,
    /// Which font of a collection.
    index: u32,
    shaper: ShaperData,
    bold: bool,
    family: String,
}

impl Font {
    /// Reads a font; `None` if the bytes are none, or a font without letters that can be drawn.
    fn load(bytes: Cow<'static, [u8]>) -> Option<Font> {
        let font = FontRef::from_index(&bytes, 0).ok()?;
        let shaper = ShaperData::new(&font);
        let drawable = font.charmap().has_map() && font.outline_glyphs().format().is_some();
        let bold = font.attributes().weight.value() >= 600.0;
        let name = font.localized_strings(StringId::FAMILY_NAME).english_or_first();
        let family = name.map(|name| name.chars().collect()).unwrap_or_default();
        drawable.then_some(Font { bytes, index: 0, shaper, bold, family })
    }

    /// The font, for whoever shapes or draws with it.
    pub fn font_ref(&self) -> FontRef<'_> {
        FontRef::from_index(&self.bytes, self.index).expect("it was read before")
    }

    /// What the shaper has prepared.
    pub fn shaper(&self) -> &ShaperData {
        &self.shaper
    }

    /// The bytes of the file, and which font of it this is.
    pub fn file(&self) -> (&Cow<'static, [u8]>, u32) {
        (&self.bytes, self.index)
    }

    /// The name of its family.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// Whether it has a letter.
    pub fn has(&self, letter: char) -> bool {
        self.font_ref().charmap().map(letter).is_some()
    }
}

/// Number of a font in [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(usize);

impl FontId {
    /// The number.
    pub fn number(self) -> usize {
        self.0
    }
}

/// The bundled fonts: four faces of Noto Sans, two of DejaVu Sans. Each is read when it is first needed.
const BUNDLED: usize = 6;

/// Every font that a picture can be set in.
#[derive(Default)]
pub struct Fonts {
    bundled: [OnceCell<Font>; BUNDLED],
    added: Vec<Font>,
    /// Letters that were asked for. Looked up only, never walked through, so that its order plays no part.
    found: RefCell<HashMap<(char, Face), Option<FontId>>>,
}

impl Fonts {
    /// Adds the font of a file. It serves the letters that those before it lack.
    ///
    /// # Errors
    /// The bytes are no TrueType or OpenType font, or one without outlines.
    pub fn add(&mut self, bytes: Vec<u8>) -> Result<(), NoFont> {
        self.found.borrow_mut().clear();
        self.added.push(Font::load(Cow::Owned(bytes)).ok_or(NoFont)?);
        Ok(())
    }

    /// Families of the fonts that were added, each once, in order.
    pub fn added_families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        for font in &self.added {
            if !font.family.is_empty() && !families.contains(&font.family.as_str()) {
                families.push(&font.family);
            }
        }
        families
    }

    /// The font of a number.
    pub fn get(&self, id: FontId) -> &Font {
        match self.bundled.get(id.0) {
            Some(cell) => cell.get_or_init(|| {
                Font::load(Cow::Borrowed(bundled(id.0))).expect("a bundled font is a font")
            }),
            None => &self.added[id.0 - BUNDLED],
        }
    }

    /// The fonts to look for letters in, the first first.
    fn chain(&self, face: Face) -> impl Iterator<Item = FontId> + '_ {
        let (first, second, bold) = match face {
            Face::Regular => (0, 4, false),
            Face::Bold => (1, 5, true),
            Face::Italic => (2, 4, false),
            Face::BoldItalic => (3, 5, true),
        };
        let added = |right_weight: bool| {
            let fits = move |font: &Font| (font.bold == bold) == right_weight;
            let found = self.added.iter().enumerate().filter(move |(_, font)| fits(font));
            found.map(|(at, _)| FontId(BUNDLED + at))
        };
        [FontId(first), FontId(second)].into_iter().chain(added(true)).chain(added(false))
    }

    /// The first font of the face's chain that has a letter.
    pub fn with(&self, letter: char, face: Face) -> Option<FontId> {
        if let Some(found) = self.found.borrow().get(&(letter, face)) {
            return *found;
        }
        let found = self.chain(face).find(|&id| self.get(id).has(letter));
        self.found.borrow_mut().insert((letter, face), found);
        found
    }

    /// The font of a face for what no font has.
    pub fn first(&self, face: Face) -> FontId {
        self.chain(face).next().expect("a chain begins with a bundled font")
    }
}

/// The bytes were no font that can be drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoFont;

fn bundled(number: usize) -> &'static [u8] {
    match number {
        0 => notosans::REGULAR_TTF,
        1 => notosans::BOLD_TTF,
        2 => notosans::ITALIC_TTF,
        3 => notosans::BOLD_ITALIC_TTF,
        4 => dejavu::sans::regular(),
        _ => dejavu::sans::bold(),
    }
}

/// Width to reckon with for a letter that no font has, em: no less than what the common fonts give it.
///
/// A word of Devanagari is narrower than its letters together, for many of them join into one.
pub fn missing_em(letter: char) -> f64 {
    match (letter.width().unwrap_or(0), letter) {
        (0, _) => 0.0,
        // Emoji are drawn a quarter wider than Han characters.
        (2, '\u{1f000}'..) => 1.3,
        (2, _) => 1.0,
        // Vowel signs of Devanagari that take room of their own.
        (_, '\u{93b}' | '\u{93e}'..='\u{940}' | '\u{949}'..='\u{94c}' | '\u{94e}' | '\u{94f}') => {
            0.33
        }
        // Oriya, Tamil, Telugu, Kannada, Malayalam, Sinhala.
        (_, '\u{b00}'..='\u{dff}') => 1.2,
        // Myanmar, Ethiopic, Khmer.
        (_, '\u{1000}'..='\u{109f}' | '\u{1200}'..='\u{139f}' | '\u{1780}'..='\u{17ff}') => 1.0,
        _ => 0.75,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fonts, NoFont, missing_em};
    use crate::layout::Face;

    #[test]
    fn every_script_of_the_bundled_fonts_has_its_font() {
        let fonts = Fonts::default();
        for face in [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic] {
            let family = |letter: char| fonts.with(letter, face).map(|id| fonts.get(id).family());
            for letter in ['O', 'Ж', 'λ', 'ő', 'ệ', '“', '–'] {
                assert_eq!(family(letter), Some("Noto Sans"), "{letter} {face:?}");
            }
            for letter in ['م', 'پ', 'ש', 'Հ', 'მ', '✓'] {
                assert_eq!(family(letter), Some("DejaVu Sans"), "{letter} {face:?}");
            }
            for letter in ['部', 'か', '한', 'भ'] {
                assert_eq!(family(letter), None, "{letter} {face:?}");
            }
        }
    }

    #[test]
    fn an_added_font_serves_after_the_bundled_ones() {
        let mut fonts = Fonts::default();
        assert_eq!(fonts.add(b"no font".to_vec()), Err(NoFont));
        fonts.add(dejavu::sans_mono::bold().to_vec()).expect("a font");
        assert_eq!(fonts.added_families(), ["DejaVu Sans Mono"]);
        let first = fonts.with('O', Face::Bold).map(|id| fonts.get(id).family());
        assert_eq!(first, Some("Noto Sans"));
    }

    #[test]
    fn what_no_font_has_is_reckoned_wide() {
        assert_eq!(missing_em('部'), 1.0);
        assert_eq!(missing_em('🕊'), 0.75, "a narrow symbol");
        assert_eq!(missing_em('😀'), 1.3);
    }
}
