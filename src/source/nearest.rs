//! "Did you mean": the known word nearest to one that was written.

/// The candidate nearest to `word`, if one is near enough to have been meant; the first of equals.
///
/// Near enough is a third of the longer word's letters, at least one, counted in letters left out, put in,
/// exchanged or swapped with their neighbour. Upper and lower case do not differ.
/// `nearest("speeker", ["speaker", "source"])` is `speaker`; `nearest("x", ["id"])` is nothing.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let candidate_length = candidate.chars().count();
        let allowed = match best {
            Some((distance, _)) => distance - 1,
            None => (length.max(candidate_length) / 3).max(1),
        };
        // As many letters as the lengths differ are missing in any case; most candidates end here.
        if length.abs_diff(candidate_length) > allowed || length.max(candidate_length) < 2 {
            continue;
        }
        let distance = strsim::osa_distance(&word, &candidate.to_lowercase());
        if distance == 0 {
            return Some(candidate);
        }
        if distance <= allowed {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_forgiven_and_another_word_is_not() {
        let keys = ["id", "kind", "speaker", "source", "published"];
        assert_eq!(nearest("speeker", keys), Some("speaker"));
        assert_eq!(nearest("knid", keys), Some("kind"));
        assert_eq!(nearest("Source", keys), Some("source"));
        assert_eq!(nearest("publshed", keys), Some("published"));
        assert_eq!(nearest("actors", keys), None);
        assert_eq!(nearest("", keys), None);
    }

    #[test]
    fn of_two_equally_near_the_first_is_named() {
        assert_eq!(nearest("geneva-3", ["geneva-1", "geneva-2"]), Some("geneva-1"));
    }
}
