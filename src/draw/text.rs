//! Widths of texts, exact for the font that the picture names.
//!
//! [`FontMeasure`] shapes words with the bundled Noto Sans: kerning, ligatures, combining marks, both
//! directions. Kerning across a blank is nil in this font, so a line is as wide as its words and blanks, and each
//! word is shaped once. A letter that the font lacks is reckoned wider than a reader's fall-back font will
//! draw it, never narrower. This file places nothing.

use crate::draw::markup::is_printable;
use crate::layout::{Face, Measure, TextStyle};
use harfrust::{BufferClusterLevel, Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use std::cell::RefCell;
use std::collections::HashMap;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_width::UnicodeWidthChar;

/// The families that the picture names: the measured one, then ones that are nowhere wider, then any.
pub const FONT_FAMILY: &str = "'Noto Sans', 'Liberation Sans', Arial, Helvetica, sans-serif";

/// Height of the ink above the baseline, em: the tallest Latin letters and quotation marks.
pub const ASCENT_EM: f64 = 0.76;

/// Depth of the ink below the baseline, em: the tail of `g` and `Щ`.
pub const DESCENT_EM: f64 = 0.24;

/// Measures texts in the bundled font. Words that were measured before are remembered.
pub struct FontMeasure {
    faces: [MeasuredFace; 4],
}

/// One face with what was measured in it.
struct MeasuredFace {
    font: FontRef<'static>,
    shaper: ShaperData,
    /// Widths of words in em. Looked up only, never walked through, so that its order plays no part.
    words: RefCell<HashMap<Box<str>, f64>>,
}

impl FontMeasure {
    /// Loads the bundled faces.
    pub fn new() -> FontMeasure {
        let bytes = [
            notosans::REGULAR_TTF,
            notosans::BOLD_TTF,
            notosans::ITALIC_TTF,
            notosans::BOLD_ITALIC_TTF,
        ];
        FontMeasure { faces: bytes.map(MeasuredFace::load) }
    }

    fn face(&self, face: Face) -> &MeasuredFace {
        let [regular, bold, italic, bold_italic] = &self.faces;
        match face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Italic => italic,
            Face::BoldItalic => bold_italic,
        }
    }
}

impl Default for FontMeasure {
    fn default() -> FontMeasure {
        FontMeasure::new()
    }
}

impl Measure for FontMeasure {
    fn width_px(&self, text: &str, style: TextStyle) -> f64 {
        let face = self.face(style.face);
        let blank_em = face.word_em(" ");
        let words_em: f64 =
            text.split(' ').filter(|word| !word.is_empty()).map(|word| face.word_em(word)).sum();
        let blanks = text.bytes().filter(|byte| *byte == b' ').count();
        (words_em + blank_em * blanks as f64) * style.size_px
    }
}

impl MeasuredFace {
    fn load(bytes: &'static [u8]) -> MeasuredFace {
        let font = FontRef::new(bytes).expect("the bundled font is a font");
        let shaper = ShaperData::new(&font);
        MeasuredFace { font, shaper, words: RefCell::default() }
    }

    /// Width of a word, em.
    fn word_em(&self, word: &str) -> f64 {
        if let Some(width) = self.words.borrow().get(word) {
            return *width;
        }
        let width = self.shaped_em(word);
        self.words.borrow_mut().insert(word.into(), width);
        width
    }

    /// Shapes a text, run of direction by run of direction, and gives its width in em.
    fn shaped_em(&self, text: &str) -> f64 {
        let text: String = text.chars().filter(|&c| is_printable(c)).collect();
        if text.is_ascii() {
            return self.run_em(&text, Direction::LeftToRight);
        }
        let paragraph = ParagraphBidiInfo::new(&text, None);
        let (levels, runs) = paragraph.visual_runs(0..text.len());
        runs.into_iter()
            .map(|run| {
                let backwards = levels.get(run.start).is_some_and(Level::is_rtl);
                let direction =
                    if backwards { Direction::RightToLeft } else { Direction::LeftToRight };
                self.run_em(&text[run], direction)
            })
            .sum()
    }

    /// Shapes one run of one direction.
    fn run_em(&self, run: &str, direction: Direction) -> f64 {
        let mut buffer = UnicodeBuffer::new();
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        buffer.push_str(run);
        buffer.guess_segment_properties();
        buffer.set_direction(direction);
        let shaper = self.shaper.shaper(&self.font).build();
        let units_per_em = f64::from(shaper.units_per_em());
        let glyphs = shaper.shape(buffer, ShapeOptions::new());
        let glyph_em = |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| {
            if info.glyph_id == 0 {
                let letter = run.get(info.cluster as usize..).and_then(|rest| rest.chars().next());
                letter.map_or(1.0, missing_em)
            } else {
                f64::from(position.x_advance) / units_per_em
            }
        };
        glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()).map(glyph_em).sum()
    }
}

/// Width to reckon with for a letter that the font lacks, em: more than the common fonts give it on average.
fn missing_em(letter: char) -> f64 {
    match (letter.width().unwrap_or(0), letter) {
        (0, _) => 0.0,
        // Emoji are drawn a quarter wider than Han characters.
        (2, '\u{1f000}'..) => 1.3,
        (2, _) => 1.0,
        // Armenian.
        (_, '\u{530}'..='\u{58f}') => 0.9,
        // Oriya, Tamil, Telugu, Kannada, Malayalam, Sinhala.
        (_, '\u{b00}'..='\u{dff}') => 1.2,
        // Myanmar, Ethiopic, Khmer.
        (_, '\u{1000}'..='\u{109f}' | '\u{1200}'..='\u{139f}' | '\u{1780}'..='\u{17ff}') => 1.0,
        _ => 0.75,
    }
}

#[cfg(test)]
mod tests {
    use super::{FontMeasure, missing_em};
    use crate::layout::{Face, Measure, TextStyle};

    const FACES: [Face; 4] = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic];

    fn style(face: Face) -> TextStyle {
        TextStyle { size_px: 14.0, face }
    }

    #[test]
    fn a_line_is_as_wide_as_its_words_and_blanks() {
        let lines = [
            "“I think there are a couple of tough issues that we talked about today… We will meet",
            "To AV Team: Yemen, Wa Tu LT VA P. A, T. Y Vo f T",
            "Переговоры Лаврова и Керри: «ещё далеко», — сказал Путин",
            "Συνομιλίες για τη Συρία, Ἀθῆναι",
            "Thủ tướng Việt Nam",
        ];
        let measure = FontMeasure::new();
        for face in FACES {
            for line in lines {
                let whole = measure.face(face).shaped_em(line) * 14.0;
                let parts = measure.width_px(line, style(face));
                assert!((whole - parts).abs() < 0.5, "{face:?} {line}: {whole} and {parts}");
            }
        }
    }

    #[test]
    fn kerning_counts() {
        let measure = FontMeasure::new();
        let width = |text: &str| measure.width_px(text, style(Face::Regular));
        assert!(width("AV") < width("A") + width("V") - 0.1);
    }

    #[test]
    fn width_grows_with_size_and_weight() {
        let measure = FontMeasure::new();
        let width =
            |size_px: f64, face: Face| measure.width_px("Obama", TextStyle { size_px, face });
        assert!((width(28.0, Face::Regular) - 2.0 * width(14.0, Face::Regular)).abs() < 1e-9);
        assert!(width(14.0, Face::Bold) > width(14.0, Face::Regular));
    }

    #[test]
    fn a_missing_letter_is_reckoned_wide() {
        let measure = FontMeasure::new();
        let em =
            |text: &str| measure.width_px(text, TextStyle { size_px: 1.0, face: Face::Regular });
        assert_eq!(em("部长级会议"), 5.0);
        assert_eq!(em("اجتماع"), 6.0 * 0.75);
        assert_eq!(missing_em('🕊'), 0.75, "a narrow symbol");
        assert_eq!(missing_em('😀'), 1.3);
    }

    #[test]
    fn characters_that_are_not_drawn_have_no_width() {
        let measure = FontMeasure::new();
        let width = |text: &str| measure.width_px(text, style(Face::Regular));
        assert_eq!(width("a\u{0}\u{202e}b\u{200b}\u{2067}"), width("ab"));
        assert_eq!(width(""), 0.0);
        assert_eq!(width("  "), 2.0 * width(" "));
    }
}
