//! Every quotation of a timeline beside the saved texts that it is cited from: the evidence that several checks, and
//! tables of evidence, go by.

use crate::diagnostic::{FileId, Files, Span};
use crate::prose::{Article, EntityKind, Lexicon};
use crate::quotation::{Found, Saved, Verdict};
use crate::timeline::{EventId, SourceId, Timeline};
use std::collections::BTreeMap;
use std::ops::Range;

/// A quotation of an event, held against the saved text of one source that the event cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The event.
    pub event: EventId,
    /// The source.
    pub source: SourceId,
    /// The saved text.
    pub file: FileId,
    /// What was found of the quotation.
    pub found: Found,
    /// Whether the saved text has quotation marks at all: a transcript or a readout has none.
    pub text_has_marks: bool,
    /// Whom the text gives the words to, by full name, where it names somebody beside them.
    pub speaker_in_text: Option<String>,
}

impl Checked {
    /// The places of the quotation in the saved text.
    pub fn spans(&self) -> Vec<Span> {
        self.found.at.iter().map(|range| self.span(range)).collect()
    }

    /// A place in the saved text.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }
}

/// Holds every quotation against the saved texts of the sources that its event cites.
///
/// Sources without a saved text, or whose text could not be read, give nothing.
pub fn quotations(timeline: &Timeline, files: &Files) -> Vec<Checked> {
    let mut texts: BTreeMap<FileId, Text<'_>> = BTreeMap::new();
    let mut lexicon: Option<Lexicon> = None;
    let mut checked = Vec::new();
    for event in timeline.event_ids() {
        let Some(quote) = &timeline.event(event).quote else { continue };
        for citation in &timeline.event(event).citations {
            let Some(file) = timeline.source(citation.source).saved else { continue };
            let text = texts.entry(file).or_insert_with(|| Text::new(&files.get(file).text));
            let mut found = text.saved.verify(&quote.value);
            choose(&mut found, timeline, event, citation.source);
            let speaker_in_text = if found.between_marks && english(timeline, citation.source) {
                let lexicon = lexicon.get_or_insert_with(Lexicon::english);
                text.speaker(&found, lexicon)
            } else {
                None
            };
            checked.push(Checked {
                event,
                source: citation.source,
                file,
                text_has_marks: !text.saved.passages().is_empty(),
                found,
                speaker_in_text,
            });
        }
    }
    checked
}

/// Of words that stand in several places, those are meant that lie in the event's `text_span`.
fn choose(found: &mut Found, timeline: &Timeline, event: EventId, source: SourceId) {
    let mut spans = timeline.event(event).text_spans.iter().filter(|span| span.source == source);
    let (Some(span), [first]) = (spans.next(), &found.at[..]) else { return };
    let inside =
        |range: &Range<usize>| span.bytes.start <= range.start && range.end <= span.bytes.end;
    let places: Vec<Range<usize>> = std::iter::once(first).chain(&found.also_at).cloned().collect();
    let meant: Vec<&Range<usize>> = places.iter().filter(|range| inside(range)).collect();
    if let [one] = meant[..] {
        found.at = vec![one.clone()];
        found.also_at.clear();
    }
}

/// Whether attribution is read by the rules of English.
fn english(timeline: &Timeline, source: SourceId) -> bool {
    let language = timeline.source(source).language.as_deref().or(timeline.language.as_deref());
    language.is_none_or(|tag| tag.to_lowercase().starts_with("en"))
}

/// A saved text, made ready once.
struct Text<'t> {
    saved: Saved<'t>,
    article: Option<Article<'t>>,
}

impl<'t> Text<'t> {
    fn new(text: &'t str) -> Text<'t> {
        Text { saved: Saved::new(text), article: None }
    }

    /// The one person whom the text gives all places of a quotation to.
    fn speaker(&mut self, found: &Found, lexicon: &Lexicon) -> Option<String> {
        // Words that stand twice can be two people's.
        if !found.also_at.is_empty() || matches!(found.verdict, Verdict::TooShort) {
            return None;
        }
        let text = self.saved.text();
        let article = self.article.get_or_insert_with(|| Article::read(text, lexicon));
        let mut speakers = found.at.iter().map(|range| article.speaker_of(range));
        let first = speakers.next()??;
        if speakers.any(|other| other.is_some_and(|other| other != first)) {
            return None;
        }
        let entity = article.entities.get(first.0)?;
        (entity.kind == EntityKind::Person).then(|| entity.name.clone())
    }
}
