//! Texts shaped: which letters stand where, and how wide a text is, exact for the fonts that the picture names.
//!
//! Words are shaped with the bundled fonts ([`crate::draw::font`]): kerning, ligatures, combining marks, joined
//! letters, both directions. Kerning across a blank is nil in these fonts, so a line is as wide as its words and
//! blanks, and each word is measured once. A letter that no font has is reckoned wider than a reader's
//! fall-back font will draw it, never narrower. This file places nothing.

use crate::draw::font::{FontId, Fonts, NoFont, missing_em};
use crate::draw::markup::is_printable;
use crate::layout::{Face, Measure, TextStyle};
use harfrust::{
    BufferClusterLevel, Direction, Script, ShapeOptions, ShapePlan, Shaper, UnicodeBuffer,
};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_width::UnicodeWidthChar;

/// The families that the picture names: the measured one, then ones that are nowhere wider, then any.
pub const FONT_FAMILY: &str = "'Noto Sans', 'Liberation Sans', Arial, Helvetica, sans-serif";

/// Height of the ink above the baseline, em: the tallest Latin letters and quotation marks.
pub const ASCENT_EM: f64 = 0.76;

/// Depth of the ink below the baseline, em: the tail of `g` and `Щ`.
pub const DESCENT_EM: f64 = 0.24;

/// What the shaper works out once for a font, a script and a direction.
type Plans = Vec<(FontId, Option<Script>, Rc<ShapePlan>)>;

/// Measures and shapes texts. Words that were measured before are remembered.
#[derive(Default)]
pub struct FontMeasure {
    fonts: Fonts,
    /// Measured words by face. Looked up only, never walked through, so that its order plays no part.
    words: [RefCell<HashMap<Box<str>, Word>>; 4],
    /// Width of a blank in each font that was needed, em.
    blanks: RefCell<BTreeMap<FontId, f64>>,
    /// What the shaper works out once for a font, a script and a direction. It takes longer than to shape a word.
    plans: RefCell<Plans>,
}

/// A measured word. Lengths are in em.
#[derive(Debug, Clone, Copy)]
struct Word {
    width_em: f64,
    /// Width of a blank beside it.
    blank_em: f64,
}

/// A stretch of a line in one font and one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The font; without one, `glyphs` has one glyph for each letter that no font has.
    pub font: Option<FontId>,
    /// What it says, in the order in which it is stored.
    pub text: String,
    /// Its glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// Whether its letters run right to left.
    pub fn is_backwards(&self) -> bool {
        let starts = |glyph: &Glyph| glyph.letters.start;
        self.glyphs.first().zip(self.glyphs.last()).is_some_and(|(a, b)| starts(a) > starts(b))
    }
}

/// One glyph. Lengths are in em.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// How far the next one stands to the right.
    pub advance_em: f64,
    /// How far it is moved to the right and up.
    pub shift_em: (f64, f64),
    /// The letters that it stands for, in bytes of [`Run::text`].
    pub letters: Range<usize>,
}

impl FontMeasure {
    /// Measures with the bundled fonts.
    pub fn new() -> FontMeasure {
        FontMeasure::default()
    }

    /// Adds the font of a file, for the letters that the bundled fonts lack.
    ///
    /// # Errors
    /// The bytes are no TrueType or OpenType font, or one without outlines.
    pub fn add_font(&mut self, bytes: Vec<u8>) -> Result<(), NoFont> {
        for words in &self.words {
            words.borrow_mut().clear();
        }
        self.fonts.add(bytes)
    }

    /// The fonts.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The families for the picture to name: [`FONT_FAMILY`], with those of the added fonts before the last one.
    pub fn families(&self) -> String {
        let names = self.fonts.added_families();
        let plain = |name: &&str| !name.contains(['\'', '"', ',', ';', '\\']);
        let added: String =
            names.into_iter().filter(plain).map(|name| format!("'{name}', ")).collect();
        FONT_FAMILY.replace("sans-serif", &format!("{added}sans-serif"))
    }

    /// Shapes a line: its runs from left to right. A line begins at the left, unless an isolate says otherwise.
    pub fn shape(&self, line: &str, face: Face) -> Vec<Run> {
        let line: String = line.chars().filter(|&c| is_printable(c)).collect();
        if line.is_ascii() {
            return self.direction_runs(&line, face, Direction::LeftToRight);
        }
        let paragraph = ParagraphBidiInfo::new(&line, Some(Level::ltr()));
        let (levels, runs) = paragraph.visual_runs(0..line.len());
        runs.into_iter()
            .flat_map(|run| {
                let backwards = levels.get(run.start).is_some_and(Level::is_rtl);
                let direction =
                    if backwards { Direction::RightToLeft } else { Direction::LeftToRight };
                self.direction_runs(&line[run], face, direction)
            })
            .collect()
    }

    /// Measures a word.
    ///
    /// Programs set signs and blanks among letters of a fall-back font in that font as often as in the first one:
    /// the wider way counts.
    fn word(&self, word: &str, face: Face) -> Word {
        let words = &self.words[face as usize];
        if let Some(known) = words.borrow().get(word) {
            return *known;
        }
        let first = self.fonts.first(face);
        let em = |runs: &[Run]| {
            runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance_em).sum::<f64>()
        };
        let blank = |font: FontId| {
            let known = self.blanks.borrow().get(&font).copied();
            known.unwrap_or_else(|| {
                let width = em(&[self.font_run(" ", font, Direction::LeftToRight)]);
                self.blanks.borrow_mut().insert(font, width);
                width
            })
        };
        let runs = self.shape(word, face);
        let mut measured = Word { width_em: em(&runs), blank_em: blank(first) };
        let other = runs.iter().filter_map(|run| run.font).find(|&font| font != first);
        if let Some(other) = other {
            let font = self.fonts.get(other);
            let is_whole = |run: &&Run| {
                run.text.chars().all(|c| is_invisible(c) || c.width() == Some(0) || font.has(c))
            };
            let alone = |run: &Run| {
                // Latin letters keep their own font whatever stands beside them.
                let has_latin =
                    run.text.chars().any(|c| c.is_alphabetic() && script_number(c) == 0);
                let again = self.font_run(&run.text, other, Direction::RightToLeft);
                if has_latin { em(std::slice::from_ref(run)) } else { em(&[again]) }
            };
            if runs.iter().filter(is_whole).count() == runs.len() {
                measured.width_em = measured.width_em.max(runs.iter().map(alone).sum());
            }
            measured.blank_em = measured.blank_em.max(blank(other));
        }
        words.borrow_mut().insert(word.into(), measured);
        measured
    }

    /// Width of a line that is shaped as a whole, em.
    #[cfg(test)]
    fn line_em(&self, line: &str, face: Face) -> f64 {
        let runs = self.shape(line, face);
        runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance_em).sum()
    }

    /// Shapes text of one direction, font by font and script by script.
    fn direction_runs(&self, text: &str, face: Face, direction: Direction) -> Vec<Run> {
        let mut runs: Vec<Run> = self
            .stretches(text, face)
            .into_iter()
            .map(|(font, range)| match font {
                Some(font) => self.font_run(&text[range], font, direction),
                None => missing_run(&text[range]),
            })
            .collect();
        if direction == Direction::RightToLeft {
            runs.reverse();
        }
        runs
    }

    /// Cuts text where another font or another script begins. Marks and joiners stay with the letter before them.
    fn stretches(&self, text: &str, face: Face) -> Vec<(Option<FontId>, Range<usize>)> {
        if text.is_ascii() {
            return vec![(Some(self.fonts.first(face)), 0..text.len())];
        }
        let mut stretches: Vec<(Option<FontId>, Range<usize>)> = Vec::new();
        let mut script = 0;
        for (at, letter) in text.char_indices() {
            let end = at + letter.len_utf8();
            if letter.width().unwrap_or(0) == 0 || is_invisible(letter) {
                match stretches.last_mut() {
                    Some((_, range)) => range.end = end,
                    None => stretches.push((Some(self.fonts.first(face)), at..end)),
                }
                continue;
            }
            let font = self.fonts.with(letter, face);
            let own = script_number(letter);
            let stays = own == 0 || script == 0 || own == script;
            match stretches.last_mut().filter(|(last, _)| *last == font && stays) {
                Some((_, range)) => range.end = end,
                None => {
                    stretches.push((font, at..end));
                    script = 0;
                }
            }
            script = if own == 0 { script } else { own };
        }
        stretches
    }

    /// The plan for shaping text of this script and direction in this font.
    fn plan(
        &self,
        font: FontId,
        shaper: &Shaper<'_>,
        script: Option<Script>,
        direction: Direction,
    ) -> Rc<ShapePlan> {
        let mut plans = self.plans.borrow_mut();
        let known = plans
            .iter()
            .find(|(f, s, plan)| (*f, *s) == (font, script) && plan.direction() == direction);
        if let Some((_, _, plan)) = known {
            return Rc::clone(plan);
        }
        let plan = Rc::new(ShapePlan::new(shaper, direction, script, None, &[]));
        plans.push((font, script, Rc::clone(&plan)));
        plan
    }

    /// Shapes text of one direction, font and script.
    fn font_run(&self, text: &str, id: FontId, direction: Direction) -> Run {
        let mut buffer = UnicodeBuffer::new();
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(direction);
        let font = self.fonts.get(id);
        let font_ref = font.font_ref();
        let shaper = font.shaper().shaper(&font_ref).build();
        let em = |units: i32| f64::from(units) / f64::from(shaper.units_per_em());
        let plan = self.plan(id, &shaper, script_of(&buffer), direction);
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
        let mut starts: Vec<usize> =
            shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        let letters = |start: usize| {
            let next = starts.partition_point(|&other| other <= start);
            start..starts.get(next).copied().unwrap_or(text.len())
        };
        let glyph = |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| Glyph {
            id: info.glyph_id,
            advance_em: em(position.x_advance),
            shift_em: (em(position.x_offset), em(position.y_offset)),
            letters: letters(info.cluster as usize),
        };
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(glyph).collect();
        Run { font: Some(id), text: text.to_owned(), glyphs }
    }
}

/// The script of a buffer, if its letters have one.
fn script_of(buffer: &UnicodeBuffer) -> Option<Script> {
    Some(buffer.script()).filter(|&script| script != harfrust::script::UNKNOWN)
}

/// Letters that no font has, each as wide as it may be at most.
fn missing_run(text: &str) -> Run {
    let glyph = |(at, letter): (usize, char)| Glyph {
        id: 0,
        advance_em: missing_em(letter),
        shift_em: (0.0, 0.0),
        letters: at..at + letter.len_utf8(),
    };
    Run { font: None, text: text.to_owned(), glyphs: text.char_indices().map(glyph).collect() }
}

/// Characters that steer a text and are never seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A number for the script of a letter, so far as letters of two scripts must not be shaped together; 0 for
/// Latin, Greek and Cyrillic, for signs, and for what goes with any script.
///
/// Beyond Arabic, which has several blocks, 128 code points are nearly always one script.
fn script_number(letter: char) -> u32 {
    match letter {
        '\u{0}'..='\u{52f}' | '\u{1e00}'..='\u{2bff}' => 0,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => 1,
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => 1,
        _ if letter.is_alphabetic() => u32::from(letter) >> 7,
        _ => 0,
    }
}

impl Measure for FontMeasure {
    fn width_px(&self, text: &str, style: TextStyle) -> f64 {
        let mut width_em = 0.0;
        let mut blank_em: f64 = 0.0;
        for (at, part) in text.split(' ').enumerate() {
            let word = self.word(part, style.face);
            width_em += word.width_em;
            if at > 0 {
                width_em += blank_em.max(word.blank_em);
            }
            blank_em = word.blank_em;
        }
        width_em * style.size_px
    }
}

#[cfg(test)]
mod tests {
    use super::FontMeasure;
    use crate::layout::{Face, Measure, TextStyle};

    const FACES: [Face; 4] = [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic];

    fn style(face: Face) -> TextStyle {
        TextStyle { size_px: 14.0, face }
    }

    /// What a line reads like from left to right, by the letters of its glyphs.
    fn seen(line: &str) -> String {
        let letters = |run: super::Run| {
            run.glyphs.iter().map(|glyph| run.text[glyph.letters.clone()].to_owned()).collect()
        };
        FontMeasure::new()
            .shape(line, Face::Regular)
            .into_iter()
            .map(letters)
            .collect::<Vec<String>>()
            .concat()
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
                let whole = measure.line_em(line, face) * 14.0;
                let parts = measure.width_px(line, style(face));
                assert!((whole - parts).abs() < 0.5, "{face:?} {line}: {whole} and {parts}");
            }
        }
    }

    #[test]
    fn blanks_and_signs_among_arabic_count_as_the_wider_font_has_them() {
        let measure = FontMeasure::new();
        for line in ["المفاوضات بين لافروف وكيري", "(القرار 242).", "השיחות, בקמפ."]
        {
            for face in FACES {
                let parts = measure.width_px(line, TextStyle { size_px: 1.0, face });
                let shaped = measure.line_em(line, face);
                assert!(parts > shaped && parts < 1.25 * shaped, "{line}: {parts} and {shaped}");
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
    fn arabic_letters_join() {
        let glyphs = |text: &str| -> Vec<u32> {
            let runs = FontMeasure::new().shape(text, Face::Regular);
            runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.id).collect()
        };
        // Persian letters lie in another block and join all the same.
        for word in ["محمد", "پیمان", "نگین"] {
            let apart: Vec<u32> =
                word.chars().rev().flat_map(|letter| glyphs(&letter.to_string())).collect();
            let joined = glyphs(word);
            let same = joined.iter().zip(&apart).filter(|(a, b)| a == b).count();
            assert!(joined.len() == apart.len() && same <= 1, "{word}: {joined:?}, {apart:?}");
        }
    }

    #[test]
    fn lines_are_set_the_way_they_are_read() {
        assert_eq!(seen("Obama"), "Obama");
        assert_eq!(seen("אבג Obama"), "גבא Obama");
        assert_eq!(
            seen("\u{2067}אבג Obama.\u{2069}").trim_matches(['\u{2067}', '\u{2069}']),
            ".Obama גבא"
        );
    }

    #[test]
    fn every_letter_has_a_glyph_once() {
        let lines = ["ff fi Ἀθῆναι", "لا إله", "שָׁלוֹם", "部长级会议 2016", "e\u{301}", "नमस्ते"];
        for line in lines {
            for run in FontMeasure::new().shape(line, Face::Regular) {
                let mut letters: Vec<_> = run.glyphs.iter().map(|g| g.letters.clone()).collect();
                letters.sort_by_key(|range| range.start);
                letters.dedup();
                let covered: usize = letters.iter().map(|range| range.len()).sum();
                assert_eq!(covered, run.text.len(), "{line}: {letters:?}");
            }
        }
    }

    #[test]
    fn a_missing_letter_is_reckoned_wide() {
        let measure = FontMeasure::new();
        let em =
            |text: &str| measure.width_px(text, TextStyle { size_px: 1.0, face: Face::Regular });
        assert_eq!(em("部长级会议"), 5.0);
        assert!((em("भारत") - (3.0 * 0.75 + 0.33)).abs() < 1e-9);
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
