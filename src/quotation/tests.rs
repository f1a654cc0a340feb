use crate::quotation::{Verdict, verify};

const TEXT: &str = "“Given the gaps of trust that exist, that’s a tough negotiation,” Obama told a news \
conference. “We haven’t yet closed the gaps.”\n\nThe White House did not comment. “We will not meet them \
again in Vienna,” said Kerry, “and we can't accept the map.”";

#[track_caller]
fn word(quote: &str) -> &'static str {
    verify(TEXT, quote).word()
}

#[test]
fn the_stages_in_their_order() {
    assert_eq!(word("Given the gaps of trust that exist, that’s a tough negotiation"), "exact");
    assert_eq!(
        word("Given the gaps of trust that exist, that's a tough negotiation."),
        "normalised"
    );
    assert_eq!(word("that’s a tough negotiation … We haven’t yet closed the gaps"), "split");
    assert_eq!(word("Given the gaps … that’s a tough negotiation"), "edited");
    assert_eq!(word("[They] haven’t yet closed the gaps."), "edited");
    assert_eq!(word("we will not meet them again"), "edited");
    assert_eq!(word("a tough"), "too-short");
    assert_eq!(word("something else was said here altogether"), "not-found");
}

#[test]
fn a_changed_word_is_not_found() {
    for quote in [
        "Given the gap of trust that exist, that’s a tough negotiation",
        "that’s a negotiation tough",
        "We have yet closed the gaps",
        "We haven’t not yet closed the gaps",
        "We will meet them again in Vienna",
        "We will not meet them again in Geneva",
        "and we can accept the map",
        "and we can",
        "Given the gaps of trust that exist, that’s a tough negotiation, Obama said",
    ] {
        assert!(!verify(TEXT, quote).is_verbatim(), "{quote}");
    }
}

#[test]
fn an_edit_that_drops_a_negation_says_so() {
    let Verdict::Edited(edit) = verify(TEXT, "We will … meet them again").verdict else {
        panic!("edited");
    };
    assert_eq!(edit.dropped_negation.as_deref(), Some("not"));
    assert_eq!(edit.dropped_words, 1);
}

#[test]
fn the_nearest_passage_shows_the_difference() {
    let found = verify(TEXT, "We will meet them again in Vienna");
    let Verdict::NotFound(Some(nearest)) = found.verdict else { panic!("{found:?}") };
    assert_eq!(nearest.difference, (String::new(), "not".to_owned()));
    assert!(nearest.negated);
    assert_eq!(&TEXT[nearest.at], "We will not meet them again in Vienna");
}

#[test]
fn words_in_no_quotation_marks_are_told_apart() {
    let found = verify(TEXT, "The White House did not comment.");
    assert!(found.is_verbatim() && !found.between_marks);
    assert!(verify(TEXT, "We haven’t yet closed the gaps.").between_marks);
}

#[test]
fn a_text_that_stands_twice_is_ambiguous() {
    let text = "“We will never leave the talks,” said A. “We will never leave the talks,” said B.";
    assert_eq!(verify(text, "We will never leave the talks").also_at.len(), 1);
}
