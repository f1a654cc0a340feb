//! The word lists, and the patterns made of them.
//!
//! A list is text: `[section]` lines, entries, `#` comments, columns parted by `|`. Three files are built in; a reader can
//! add a fourth. Unknown sections and entries with too few columns are reported with their line.

use crate::prose::tokens::Token;
use std::collections::{BTreeMap, HashMap, HashSet};

const BUILT_IN: [(&str, &str); 3] = [
    ("english.txt", include_str!("lexicon/english.txt")),
    ("countries.txt", include_str!("lexicon/countries.txt")),
    ("organisations.txt", include_str!("lexicon/organisations.txt")),
];

/// The forms of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// `meet`
    Base,
    /// `meets`
    Present,
    /// `met`
    Past,
    /// `met`, after `have` or `be`
    Participle,
    /// `meeting`
    Ing,
}

/// One place in a pattern.
#[derive(Debug, Clone)]
enum Slot {
    /// One of these words. The flag says that it may be missing.
    Words(Vec<String>, bool),
    /// Up to so many words of any kind.
    Gap(usize),
}

/// A sequence of words to look for.
#[derive(Debug, Clone)]
pub struct Pattern {
    slots: Vec<Slot>,
}

/// Patterns with a value each, found by their first word.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    entries: Vec<(Pattern, T)>,
    by_first: HashMap<String, Vec<usize>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { entries: Vec::new(), by_first: HashMap::new() }
    }
}

/// A verb or phrase that reports words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeechUse {
    /// The subject stands before it.
    Plain,
    /// The one spoken to follows.
    To,
    /// Reports words only with a quotation or a clause after it.
    Words,
    /// The subject follows: `according to`.
    After,
}

/// Who takes part in what a pattern of events finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parties {
    /// Subject and object.
    Both,
    /// The subject; the object only if it is a person.
    Person,
    /// The subject alone.
    Subject,
    /// The subject sends to the object.
    To,
    /// Those named after `between`, `of` or `with`, or before the noun.
    Between,
    /// Nobody.
    Nobody,
}

/// What a pattern of events says.
#[derive(Debug, Clone)]
pub struct Happening {
    /// The kind of event, as in an event file.
    pub kind: String,
    /// Its form, if there is one.
    pub form: Option<String>,
    /// Who takes part.
    pub parties: Parties,
}

/// A country.
#[derive(Debug, Clone)]
pub struct Country {
    /// Its name.
    pub name: String,
    /// Its capital.
    pub capital: String,
    /// Zone of the capital.
    pub zone: String,
    /// Whether family names come first there.
    pub family_first: bool,
}

/// A place.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// The country it lies in.
    pub country: String,
    /// Zone of clocks there.
    pub zone: String,
}

/// What a proper name names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proper {
    /// A country by its number.
    Country(usize),
    /// The adjective of a country, or its people in the singular.
    Adjective(usize),
    /// The people of a country, in the plural.
    People(usize),
    /// The capital of a country, which is a place and a word for its government.
    Capital(usize),
    /// An organisation by its number.
    Organisation(usize),
}

/// An organisation.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// The country that it belongs to.
    pub country: Option<usize>,
}

/// An audience.
#[derive(Debug, Clone)]
pub struct Audience {
    /// `reporters`, `press` or `public`.
    pub id: String,
    /// The form that it gives to a statement.
    pub form: Option<String>,
}

/// What to do about a line of page furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Furniture {
    /// The line goes.
    Line,
    /// The line and all after it go.
    End,
}

/// All word lists.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    verbs: HashMap<String, Vec<(String, VerbForm)>>,
    irregular: HashMap<String, [String; 5]>,
    /// Verbs that report words.
    pub speech: Phrases<SpeechUse>,
    /// What happens.
    pub events: Phrases<Happening>,
    /// Words for the participants of the meeting spoken of last.
    pub groups: Phrases<()>,
    /// Audiences.
    pub audiences: Phrases<Audience>,
    /// Where words are said, with the form that it gives.
    pub occasions: Phrases<String>,
    /// What stands before a verb of the future.
    pub future: Phrases<()>,
    /// What stands before a verb of no event.
    pub unreal: Phrases<()>,
    /// Words of cancelling, with the status.
    pub cancelled: Phrases<String>,
    /// Heads of a role.
    pub offices: Phrases<String>,
    /// Proper names.
    pub proper: Phrases<Proper>,
    /// Places by name.
    pub places: Phrases<usize>,
    /// The countries.
    pub countries: Vec<Country>,
    /// The organisations.
    pub organisations: Vec<Organisation>,
    /// The places.
    pub place_list: Vec<Place>,
    /// Lines of a page.
    pub furniture: Vec<(String, Furniture)>,
    pronouns: HashSet<String>,
    nameless: HashSet<String>,
    role_words: HashSet<String>,
    abbreviations: HashSet<String>,
    particles: HashSet<String>,
}

/// A line of a word list that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl Lexicon {
    /// The words that are built in, and those of further lists.
    ///
    /// # Errors
    /// The first line of a further list that means nothing.
    pub fn with(further: &[&str]) -> Result<Lexicon, BadLine> {
        let mut sections = BTreeMap::new();
        for (_, text) in BUILT_IN {
            sort(text, &mut sections)?;
        }
        for text in further {
            sort(text, &mut sections)?;
        }
        let mut lexicon = Lexicon::default();
        lexicon.fill(&sections)?;
        Ok(lexicon)
    }

    /// The words that are built in.
    pub fn english() -> Lexicon {
        // A test reads every line of the lists.
        Lexicon::with(&[]).unwrap_or_default()
    }

    fn fill(&mut self, sections: &Sections<'_>) -> Result<(), BadLine> {
        let lines = |name: &str| sections.get(name).map_or(&[][..], Vec::as_slice);
        for line in lines("verbs") {
            let forms: Vec<&str> = line.columns[0].split_whitespace().collect();
            let Ok(forms) = <[&str; 5]>::try_from(forms) else {
                return line.wrong("an irregular verb has five forms");
            };
            self.irregular.insert(forms[0].to_owned(), forms.map(str::to_owned));
        }
        for verb in ["be", "have", "do", "make", "take", "go", "come"] {
            self.add_verb(verb);
        }
        for line in lines("speech") {
            let usage = match line.column(1) {
                None => SpeechUse::Plain,
                Some("to") => SpeechUse::To,
                Some("words") => SpeechUse::Words,
                Some("after") => SpeechUse::After,
                Some(_) => return line.wrong("it is `to`, `words` or `after`"),
            };
            let pattern = self.pattern(line.columns[0]);
            self.speech.add(pattern, usage);
        }
        for line in lines("events") {
            let (Some(kind), Some(parties)) = (line.column(1), line.column(3)) else {
                return line.wrong("write `pattern | kind | form | who`");
            };
            let parties = match parties {
                "both" => Parties::Both,
                "person" => Parties::Person,
                "subject" => Parties::Subject,
                "to" => Parties::To,
                "between" => Parties::Between,
                "none" => Parties::Nobody,
                _ => {
                    return line.wrong("who: `both`, `subject`, `person`, `to`, `between`, `none`");
                }
            };
            let form = line.column(2).map(str::to_owned);
            let pattern = self.pattern(line.columns[0]);
            self.events.add(pattern, Happening { kind: kind.to_owned(), form, parties });
        }
        for line in lines("groups") {
            let pattern = self.pattern(line.columns[0]);
            self.groups.add(pattern, ());
        }
        for line in lines("addressees") {
            let Some(id) = line.column(1) else { return line.wrong("write `words | id | form`") };
            if !["reporters", "press", "public"].contains(&id) {
                return line.wrong("an audience is `reporters`, `press` or `public`");
            }
            let form = line.column(2).map(str::to_owned);
            let pattern = self.pattern(line.columns[0]);
            self.audiences.add(pattern, Audience { id: id.to_owned(), form });
        }
        for line in lines("occasions") {
            let Some(form) = line.column(1) else { return line.wrong("write `words | form`") };
            let pattern = self.pattern(line.columns[0]);
            self.occasions.add(pattern, form.to_owned());
        }
        for line in lines("cancelled") {
            let Some(status) = line.column(1) else { return line.wrong("write `words | status`") };
            let pattern = self.pattern(line.columns[0]);
            self.cancelled.add(pattern, status.to_owned());
        }
        for line in lines("future") {
            let pattern = self.pattern(line.columns[0]);
            self.future.add(pattern, ());
        }
        for line in lines("unreal") {
            let pattern = self.pattern(line.columns[0]);
            self.unreal.add(pattern, ());
        }
        for line in lines("offices") {
            let pattern = self.pattern(line.columns[0]);
            self.offices.add(pattern, line.columns[0].to_owned());
        }
        for line in lines("furniture") {
            let furniture = match line.column(1) {
                Some("line") => Furniture::Line,
                Some("end") => Furniture::End,
                Some(_) | None => return line.wrong("it is `line` or `end`"),
            };
            self.furniture.push((line.columns[0].to_lowercase(), furniture));
        }
        let words = |name| lines(name).iter().map(|line| line.columns[0].to_lowercase()).collect();
        self.pronouns = words("pronouns");
        self.nameless = words("nameless");
        self.role_words = words("role words");
        self.abbreviations = words("abbreviations");
        self.particles = words("particles");
        self.fill_names(sections)
    }

    fn fill_names(&mut self, sections: &Sections<'_>) -> Result<(), BadLine> {
        let lines = |name: &str| sections.get(name).map_or(&[][..], Vec::as_slice);
        for line in lines("countries") {
            let (Some(capital), Some(zone)) = (line.column(3), line.column(4)) else {
                return line.wrong("write `name | other names | adjectives | capital | zone`");
            };
            let id = self.countries.len();
            let name = line.columns[0].to_owned();
            for name in std::iter::once(line.columns[0]).chain(line.list(1)) {
                self.proper.add(self.pattern_of_name(name), Proper::Country(id));
            }
            for (at, word) in line.list(2).enumerate() {
                // The first is the adjective; of the others, those in `s` are the people.
                let people = at > 0 && word.ends_with('s') && !word.ends_with("ss");
                let proper = if people { Proper::People(id) } else { Proper::Adjective(id) };
                self.proper.add(self.pattern_of_name(word), proper);
            }
            self.proper.add(self.pattern_of_name(capital), Proper::Capital(id));
            let place =
                Place { name: capital.to_owned(), country: name.clone(), zone: zone.to_owned() };
            self.add_place(place);
            let family_first = line.column(5) == Some("family-first");
            let (capital, zone) = (capital.to_owned(), zone.to_owned());
            self.countries.push(Country { name, capital, zone, family_first });
        }
        for line in lines("places") {
            let (Some(country), Some(zone)) = (line.column(1), line.column(2)) else {
                return line.wrong("write `name | country | zone`");
            };
            self.add_place(Place {
                name: line.columns[0].to_owned(),
                country: country.to_owned(),
                zone: zone.to_owned(),
            });
        }
        for line in lines("organisations") {
            let id = self.organisations.len();
            let country = line.column(2).and_then(|name| self.country_named(name));
            for name in std::iter::once(line.columns[0]).chain(line.list(1)) {
                self.proper.add(self.pattern_of_name(name), Proper::Organisation(id));
            }
            self.organisations.push(Organisation { name: line.columns[0].to_owned(), country });
        }
        Ok(())
    }

    fn add_place(&mut self, place: Place) {
        let id = self.place_list.len();
        self.places.add(self.pattern_of_name(&place.name), id);
        self.place_list.push(place);
    }

    /// The country of a name.
    pub fn country_named(&self, name: &str) -> Option<usize> {
        self.countries.iter().position(|country| country.name == name)
    }

    /// The verb that a word is a form of, in lower case, with the form.
    pub fn verb_forms(&self, word: &str) -> &[(String, VerbForm)] {
        self.verbs.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a word in lower case is a pronoun.
    pub fn is_pronoun(&self, word: &str) -> bool {
        self.pronouns.contains(word)
    }

    /// Whether a head of a role can stand for somebody without a name.
    pub fn is_nameless(&self, head: &str) -> bool {
        self.nameless.contains(head)
    }

    /// Whether a word belongs to the role that it precedes.
    pub fn is_role_word(&self, word: &str) -> bool {
        self.role_words.contains(word)
    }

    /// Whether a word in lower case, with its full stop, is an abbreviation.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// Whether a word in lower case stands inside names.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// A name's words, exactly.
    fn pattern_of_name(&self, name: &str) -> Pattern {
        let words = crate::prose::tokens::words_of(name);
        Pattern { slots: words.into_iter().map(|w| Slot::Words(vec![w], false)).collect() }
    }

    fn pattern(&mut self, text: &str) -> Pattern {
        let mut slots = Vec::new();
        for piece in text.split_whitespace() {
            match piece {
                "~" => slots.push(Slot::Gap(3)),
                "~~" => slots.push(Slot::Gap(10)),
                _ => {
                    let optional = piece.ends_with('?');
                    let mut words = Vec::new();
                    for word in piece.trim_end_matches('?').split('/') {
                        match word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
                            Some(verb) => words.extend(self.add_verb(verb)),
                            None => words.push(word.to_lowercase()),
                        }
                    }
                    words.sort();
                    words.dedup();
                    slots.push(Slot::Words(words, optional));
                }
            }
        }
        Pattern { slots }
    }

    /// Makes the forms of a verb known, and gives them.
    fn add_verb(&mut self, base: &str) -> Vec<String> {
        let forms = self.irregular.get(base).cloned().unwrap_or_else(|| regular(base));
        let kinds = [
            VerbForm::Base,
            VerbForm::Present,
            VerbForm::Past,
            VerbForm::Participle,
            VerbForm::Ing,
        ];
        for (form, kind) in forms.iter().zip(kinds) {
            let known = self.verbs.entry(form.clone()).or_default();
            if !known.iter().any(|(verb, of)| verb == base && *of == kind) {
                known.push((base.to_owned(), kind));
            }
        }
        let mut all = forms.to_vec();
        if base == "be" {
            all.extend(["are", "am", "were"].map(str::to_owned));
            for form in ["are", "am", "were"] {
                let kind = if form == "were" { VerbForm::Past } else { VerbForm::Present };
                let known = self.verbs.entry(form.to_owned()).or_default();
                if known.is_empty() {
                    known.push((base.to_owned(), kind));
                }
            }
        }
        all
    }
}

/// The forms of a verb that follows the rules.
fn regular(base: &str) -> [String; 5] {
    let stem = base;
    let consonant_y =
        stem.ends_with('y') && !stem[..stem.len() - 1].ends_with(['a', 'e', 'i', 'o', 'u']);
    let third = if consonant_y {
        format!("{}ies", &stem[..stem.len() - 1])
    } else if stem.ends_with(['s', 'x', 'z']) || stem.ends_with("ch") || stem.ends_with("sh") {
        format!("{stem}es")
    } else {
        format!("{stem}s")
    };
    let past = if stem.ends_with('e') {
        format!("{stem}d")
    } else if consonant_y {
        format!("{}ied", &stem[..stem.len() - 1])
    } else {
        format!("{stem}ed")
    };
    let ing = match stem.strip_suffix('e') {
        Some(short) if !stem.ends_with("ee") => format!("{short}ing"),
        _ => format!("{stem}ing"),
    };
    [base.to_owned(), third, past.clone(), past, ing]
}

type Sections<'l> = BTreeMap<&'l str, Vec<Line<'l>>>;

struct Line<'l> {
    number: usize,
    columns: Vec<&'l str>,
}

impl<'l> Line<'l> {
    fn column(&self, at: usize) -> Option<&'l str> {
        self.columns.get(at).copied().filter(|text| !text.is_empty())
    }

    fn list(&self, at: usize) -> impl Iterator<Item = &'l str> + use<'l> {
        self.column(at).unwrap_or("").split(',').map(str::trim).filter(|name| !name.is_empty())
    }

    fn wrong(&self, reason: &str) -> Result<(), BadLine> {
        Err(BadLine { line: self.number, reason: reason.to_owned() })
    }
}

const SECTIONS: [&str; 20] = [
    "verbs",
    "speech",
    "pronouns",
    "groups",
    "addressees",
    "occasions",
    "events",
    "future",
    "unreal",
    "cancelled",
    "offices",
    "nameless",
    "role words",
    "abbreviations",
    "particles",
    "furniture",
    "organisations",
    "countries",
    "places",
    "",
];

fn sort<'l>(text: &'l str, sections: &mut Sections<'l>) -> Result<(), BadLine> {
    let mut section = "";
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let number = index + 1;
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            if !SECTIONS.contains(&name) {
                let known = SECTIONS[..SECTIONS.len() - 1].join("`, `");
                let reason = format!("`{name}` is no section; the sections are `{known}`");
                return Err(BadLine { line: number, reason });
            }
            section = name;
            continue;
        }
        if section.is_empty() {
            let reason = "a `[section]` has to come first".to_owned();
            return Err(BadLine { line: number, reason });
        }
        let columns = line.split('|').map(str::trim).collect();
        sections.entry(section).or_default().push(Line { number, columns });
    }
    Ok(())
}

impl<T> Phrases<T> {
    fn add(&mut self, pattern: Pattern, value: T) {
        let id = self.entries.len();
        for slot in &pattern.slots {
            let Slot::Words(words, optional) = slot else { break };
            for word in words {
                self.by_first.entry(word.clone()).or_default().push(id);
            }
            if !optional {
                break;
            }
        }
        self.entries.push((pattern, value));
    }

    /// The longest pattern that begins at a token: how many tokens it takes, and its value. Of equals, the first in the list.
    pub fn at(&self, tokens: &[Token], at: usize, end: usize) -> Option<(usize, &T)> {
        let ids = self.by_first.get(tokens.get(at)?.lower.as_str())?;
        let mut best: Option<(usize, usize)> = None;
        for &id in ids {
            let slots = &self.entries[id].0.slots;
            if let Some(after) = matches(slots, tokens, at, end)
                && best.is_none_or(|(longest, _)| after - at > longest)
            {
                best = Some((after - at, id));
            }
        }
        let (length, id) = best?;
        Some((length, &self.entries[id].1))
    }

    /// The first pattern of the list that begins at a token, whatever its length.
    pub fn first_at(&self, tokens: &[Token], at: usize, end: usize) -> Option<(usize, &T)> {
        let ids = self.by_first.get(tokens.get(at)?.lower.as_str())?;
        ids.iter().find_map(|&id| {
            let after = matches(&self.entries[id].0.slots, tokens, at, end)?;
            Some((after - at, &self.entries[id].1))
        })
    }
}

/// Where a pattern that begins at a token ends.
fn matches(slots: &[Slot], tokens: &[Token], at: usize, end: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    match slot {
        Slot::Words(words, optional) => {
            let here = tokens.get(at).filter(|_| at < end);
            let fits = here.is_some_and(|token| words.binary_search(&token.lower).is_ok());
            if fits && let Some(after) = matches(rest, tokens, at + 1, end) {
                return Some(after);
            }
            if *optional { matches(rest, tokens, at, end) } else { None }
        }
        Slot::Gap(most) => (0..=*most).find_map(|skipped| {
            let until = at + skipped;
            let stops = tokens.get(at..until.min(end))?.iter().any(|token| !token.is_word());
            if stops || until >= end { None } else { matches(rest, tokens, until, end) }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, VerbForm, regular};

    #[test]
    fn every_line_of_the_lists_is_understood() {
        let lexicon = Lexicon::with(&[]).expect("the built-in lists");
        assert!(lexicon.countries.len() > 100 && lexicon.place_list.len() > 150);
        assert!(lexicon.verb_forms("met").iter().any(|(v, f)| v == "meet" && *f == VerbForm::Past));
        for place in &lexicon.place_list {
            assert!(crate::date::zone::Zone::parse(&place.zone).is_some(), "{}", place.zone);
        }
    }

    #[test]
    fn regular_verbs_follow_the_rules() {
        assert_eq!(regular("reply"), ["reply", "replies", "replied", "replied", "replying"]);
        assert_eq!(regular("announce")[2..], ["announced", "announced", "announcing"]);
        assert_eq!(regular("address")[1], "addresses");
        assert_eq!(regular("agree")[4], "agreeing");
    }

    #[test]
    fn a_bad_line_is_named() {
        let bad = Lexicon::with(&["[speech]\n<say> | loudly\n"]).expect_err("a bad line");
        assert_eq!(bad.line, 2);
        assert!(Lexicon::with(&["[places]\nBerlin\n"]).is_err());
        assert!(Lexicon::with(&["[plces]\n"]).is_err());
    }
}
