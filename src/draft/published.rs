//! The day that an article's relative words count from, and what speaks for and against it.
//!
//! Taken, in this order: the day that the caller gives; a dateline with its year; a day that the page labels as that of
//! publication; the date line of a document (`Vienna, 14 July 2015`, `DATE: March 3, 1962`); a full date in the article or
//! under a picture on whose weekday, or one near it, the article's own words agree. Never the date at the head of a page by
//! itself: it is often the day on which the page was made. What disagrees is remarked.

use crate::date::civil::Day;
use crate::date::zone::Zone;
use crate::date::{self, Anchor, AnchorOrigin, Precision};
use crate::draft::Request;
use crate::draft::dating;
use crate::draft::event::one_line;
use crate::prose::{Article, Lexicon, Role};

/// What was found out about an article's day and place.
#[derive(Debug, Clone, Default)]
pub(super) struct Published {
    /// The day that relative words count from.
    pub anchor: Option<Day>,
    /// The day of publication, where that is known and not only the day of the events.
    pub day: Option<Day>,
    /// The zone of the article's days.
    pub zone: Zone,
    /// The place of the dateline.
    pub dateline: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The agency of the dateline.
    pub publisher: Option<String>,
    /// What the head of the file says about all this.
    pub remarks: Vec<String>,
    /// Full dates under pictures: the block and the day.
    pub captions: Vec<(usize, Day)>,
}

/// A full date somewhere on the page.
#[derive(Debug, Clone)]
struct Evidence {
    day: Day,
    words: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Header,
    Labelled,
    Letterhead,
    Byline,
    Caption,
    ArchiveCaption,
    Body,
}

/// A header this many days after the last day of the story can be the day of publication.
const MAX_DELAY_DAYS: i32 = 7;

/// Looks for the day and the place of an article.
pub(super) fn find(article: &Article<'_>, request: &Request<'_>, lexicon: &Lexicon) -> Published {
    let mut published = Published { title: headline(article), ..Published::default() };
    let evidence = evidence(article, &mut published);
    let dateline = article.blocks.iter().find_map(|block| block.dateline.clone());
    let mut dateline_day = None;
    if let Some(line) = &dateline {
        dateline_day = read_dateline(&article.text[line.clone()], lexicon, &mut published);
    }
    place(article, request, lexicon, &mut published);
    choose(request, dateline_day, &evidence, article, lexicon, &mut published);
    published
}

fn headline(article: &Article<'_>) -> Option<String> {
    let block = article.blocks.iter().find(|block| block.role == Role::Headline)?;
    Some(one_line(&article.text[block.bytes.clone()]))
}

/// The full dates in a range of bytes.
fn full_days(text: &str) -> Vec<(Day, String)> {
    if !may_hold_full_day(text) {
        return Vec::new();
    }
    dating::scan_text(text)
        .into_iter()
        .filter_map(|words| {
            let (reading, _) = date::read(&words, &date::Context::default());
            let civil = reading?.civil;
            let whole = civil.precision >= Precision::Day && civil.first == civil.last;
            let rests = words.chars().any(|c| c.is_ascii_digit()) && words.len() >= 8;
            Some((civil.first.filter(|_| whole && rests)?, words))
        })
        .collect()
}

/// Whether a text has what every full date has: a year, and a month by its name or its number. Most paragraphs have not,
/// and to look for phrases in them is dear.
fn may_hold_full_day(text: &str) -> bool {
    let is_year = |run: &str| run.len() == 4 && run.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.split(|c: char| !c.is_alphanumeric());
    let has_year = parts.clone().any(is_year);
    let is_number =
        |run: &str| (1..=2).contains(&run.len()) && run.bytes().all(|b| b.is_ascii_digit());
    let is_month = |run: &str| date::civil::parse_month(run).is_some();
    has_year && parts.any(|run| is_number(run) || is_month(run))
}

fn evidence(article: &Article<'_>, published: &mut Published) -> Vec<Evidence> {
    let mut found = Vec::new();
    let mut add = |kind, text: &str| -> Option<Day> {
        let days = full_days(text);
        let first = days.first().map(|(day, _)| *day);
        found.extend(days.into_iter().map(|(day, words)| Evidence { day, words, kind }));
        first
    };
    let mut body = 0;
    let mut headline = false;
    for (number, block) in article.blocks.iter().enumerate() {
        let words = &article.text[block.bytes.clone()];
        match &block.role {
            Role::PageDate => {
                let lower = words.to_lowercase();
                let labelled = ["published", "posted", "updated"].iter().any(|w| lower.contains(w));
                // Under the headline it is the article's; above it, the page's.
                let kind = match (labelled, headline && body == 0) {
                    (true, _) => Kind::Labelled,
                    (false, true) => Kind::Byline,
                    (false, false) => Kind::Header,
                };
                add(kind, words);
            }
            Role::Label(label, value) => {
                let label = article.text[label.clone()].to_lowercase();
                if label.contains("date")
                    || label.contains("published")
                    || label.contains("updated")
                {
                    let kind = if label.contains("published") || label.contains("updated") {
                        Kind::Labelled
                    } else {
                        Kind::Letterhead
                    };
                    add(kind, &article.text[value.clone()]);
                }
            }
            Role::Caption => {
                let archive = words.trim_start().to_uppercase().starts_with("FILE");
                let kind = if archive { Kind::ArchiveCaption } else { Kind::Caption };
                if let Some(day) = add(kind, words) {
                    published.captions.push((number, day));
                }
            }
            Role::Headline | Role::Section | Role::Byline => {
                headline = true;
                // `Vienna, 14 July 2015`: a short line with a place and a date.
                if words.split_whitespace().count() <= 10 && body <= 1 {
                    add(Kind::Letterhead, words);
                }
            }
            Role::Body(_) | Role::Turn(..) => {
                body += 1;
                let short = words.split_whitespace().count() <= 9;
                let head = short && body <= 3 && !words.contains(['“', '"']);
                add(if head { Kind::Letterhead } else { Kind::Body }, words);
            }
            Role::Furniture => {}
        }
    }
    found
}

/// Reads `HANGZHOU, China, Sept 5 (Reuters)` and `GENEVA (AP), Sept. 9, 2016`: place, agency, and the words of its day.
fn read_dateline(line: &str, lexicon: &Lexicon, published: &mut Published) -> Option<String> {
    let (line, agency) = match (line.find('('), line.rfind(')')) {
        (Some(open), Some(close)) if open < close => {
            let around = format!("{}{}", line[..open].trim(), &line[close + 1..]);
            (around.trim().to_owned(), Some(line[open + 1..close].trim().to_owned()))
        }
        _ => (line.trim().to_owned(), None),
    };
    let line = line.as_str();
    published.publisher = agency.filter(|a| !a.is_empty() && a.len() < 40);
    let day = dating::scan_text(line).into_iter().next_back();
    let mut place = line.to_owned();
    if let Some(words) = &day
        && let Some(at) = place.find(words.as_str())
    {
        place.truncate(at);
    }
    let place = place.trim_matches([' ', ',', '-', '—', '–']).trim();
    if !place.is_empty() {
        let place: Vec<String> = place.split(' ').map(title_case).collect();
        let place = place.join(" ");
        published.zone = zone_of(&place, lexicon).unwrap_or_default();
        published.dateline = Some(place);
    }
    day
}

fn title_case(word: &str) -> String {
    if word.chars().filter(|c| c.is_alphabetic()).count() < 2
        || word.contains('.')
        || word.chars().any(char::is_lowercase)
    {
        return word.to_owned();
    }
    let mut characters = word.chars();
    let first = characters.next().map(String::from).unwrap_or_default();
    first + &characters.as_str().to_lowercase()
}

/// The zone of a place by its name: a city of the lists, or the capital of the country that it names.
pub(super) fn zone_of(place: &str, lexicon: &Lexicon) -> Option<Zone> {
    let names: Vec<&str> = place.split(',').map(str::trim).collect();
    let city =
        lexicon.place_list.iter().find(|p| names.iter().any(|n| n.eq_ignore_ascii_case(&p.name)));
    let zone = city.map(|p| p.zone.as_str()).or_else(|| {
        let country = lexicon
            .countries
            .iter()
            .find(|c| names.iter().any(|n| n.eq_ignore_ascii_case(&c.name)));
        country.map(|c| c.zone.as_str())
    })?;
    Zone::parse(zone)
}

/// The zone: of the place that the caller gives, of the dateline, or of the place where the article's events are.
fn place(
    article: &Article<'_>,
    request: &Request<'_>,
    lexicon: &Lexicon,
    published: &mut Published,
) {
    if let Some(place) = &request.place {
        match zone_of(place, lexicon) {
            Some(zone) => published.zone = zone,
            None => published.remarks.push(format!(
                "? the zone of {place} is not in the word lists; write `timezone: …` if days are to be compared across zones"
            )),
        }
        published.dateline = Some(place.clone());
        return;
    }
    if !published.zone.is_floating() {
        return;
    }
    // `in Hangzhou, China`: the place that the article names first as one where something is.
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for sentence in &article.sentences {
        for at in sentence.tokens.clone() {
            let token = &article.tokens[at];
            if !token.capital || token.quoted {
                continue;
            }
            let led = at > 0 && matches!(article.tokens[at - 1].lower.as_str(), "in" | "at" | "to");
            if led
                && let Some((_, place)) =
                    lexicon.places.at(&article.tokens, at, sentence.tokens.end)
            {
                match counts.iter_mut().find(|(known, _)| known == place) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((*place, 1)),
                }
            }
        }
    }
    // Letterheads: `Vienna, 14 July 2015`.
    let mut head = None;
    for block in article.blocks.iter().take(8) {
        let words = &article.text[block.bytes.clone()];
        if words.split_whitespace().count() <= 9 && head.is_none() {
            let name = words.split([',', '(']).next().unwrap_or("").trim();
            head = lexicon.place_list.iter().position(|p| p.name.eq_ignore_ascii_case(name));
        }
    }
    let chosen = head.or_else(|| {
        let most = counts.iter().map(|(_, count)| *count).max()?;
        counts.iter().find(|(_, count)| *count == most).map(|(place, _)| *place)
    });
    if let Some(place) = chosen {
        let place = &lexicon.place_list[place];
        published.zone = Zone::parse(&place.zone).unwrap_or_default();
        if head.is_none() {
            published.remarks.push(format!(
                "? timezone: no dateline names the place; taken from {}, which the text names as a place of events",
                place.name
            ));
        } else {
            published.dateline = Some(place.name.clone());
        }
    }
}

fn choose(
    request: &Request<'_>,
    dateline_day: Option<String>,
    evidence: &[Evidence],
    article: &Article<'_>,
    lexicon: &Lexicon,
    published: &mut Published,
) {
    let of = |kind: Kind| evidence.iter().filter(move |e| e.kind == kind);
    let named = weekdays_named(article, lexicon);
    let page = request.page_published.as_deref().and_then(|words| {
        let day = words.get(..10).unwrap_or(words);
        let (reading, _) = date::read(day, &date::Context::default());
        Some((reading?.civil.first?, day.to_owned()))
    });
    let mut chosen: Option<(Day, String, bool)> = None;
    if let Some(day) = request.published {
        chosen = Some((day, "as given".to_owned(), true));
    }
    // Any day of the page gives a dateline its year.
    let year_from = request
        .published
        .or(page.as_ref().map(|(day, _)| *day))
        .or_else(|| of(Kind::Labelled).map(|e| e.day).next())
        .or_else(|| of(Kind::Caption).map(|e| e.day).max())
        .or_else(|| of(Kind::Body).map(|e| e.day).max())
        .or_else(|| of(Kind::Header).map(|e| e.day).next());
    if let Some(words) = &dateline_day {
        let anchors: Vec<Anchor> =
            year_from.into_iter().map(|day| Anchor::day(day, AnchorOrigin::Published)).collect();
        let context = date::Context { zone: published.zone, anchors, ..date::Context::default() };
        let day = date::read(words, &context).0.and_then(|reading| reading.civil.first);
        match (day, &chosen) {
            (Some(day), None) => {
                chosen = Some((day, format!("the dateline, “{}”", one_line(words)), true));
            }
            (Some(day), Some((known, _, _))) if day != *known && (known.0 - day.0).abs() > 2 => {
                published.remarks.push(format!("? conflict: the dateline says “{}”, {day}", one_line(words)));
            }
            (None, None) => published.remarks.push(format!(
                "? the dateline says “{}” without a year, and nothing else on the page gives one: `--published DATE` settles it",
                one_line(words)
            )),
            _ => {}
        }
    }
    if chosen.is_none()
        && let Some((day, words)) = &page
    {
        chosen = Some((*day, format!("the page says it was published on {words}"), true));
    }
    for (kind, says) in [
        (Kind::Labelled, "the page’s own label"),
        (Kind::Letterhead, "the date line of the document"),
    ] {
        if chosen.is_none()
            && let Some(e) = of(kind).next()
        {
            chosen = Some((e.day, format!("{says}, “{}”", one_line(&e.words)), true));
        }
    }
    if chosen.is_none()
        && let Some(e) = of(Kind::Byline).next()
    {
        let bears_out = of(Kind::Caption)
            .chain(of(Kind::Body))
            .any(|other| (0..=MAX_DELAY_DAYS).contains(&(e.day.0 - other.day.0)));
        let later = of(Kind::Caption).any(|other| other.day > e.day);
        if !later {
            let why = format!("the date line under the headline, “{}”", one_line(&e.words));
            let why = if bears_out {
                why
            } else {
                format!("{why}; nothing else on the page bears it out")
            };
            chosen = Some((e.day, why, bears_out));
        }
    }
    // Days of the story: the last one under a picture of the day, or in the text.
    if chosen.is_none() {
        let latest = of(Kind::Caption).max_by_key(|e| e.day).or_else(|| {
            let body = of(Kind::Body).max_by_key(|e| e.day)?;
            // A day in the text is the story's own only if the story has weekdays to count from it.
            named
                .iter()
                .any(|name| *name == body.day.weekday().name().to_lowercase())
                .then_some(body)
        });
        if let Some(e) = latest {
            let header = of(Kind::Header)
                .map(|e| e.day)
                .find(|day| (0..=MAX_DELAY_DAYS).contains(&(day.0 - e.day.0)));
            let weekday = e.day.weekday().name();
            let agrees = named.iter().any(|name| *name == weekday.to_lowercase());
            match header {
                Some(day) => {
                    chosen = Some((
                        day,
                        format!("the head of the page, which “{}” bears out", one_line(&e.words)),
                        true,
                    ));
                }
                None => {
                    let mut why = format!("“{}”", one_line(&e.words));
                    if e.kind == Kind::Caption {
                        why.push_str(" under a picture");
                    }
                    if agrees {
                        why.push_str(&format!(
                            ", a {weekday}: the text speaks of {weekday} as the day of the events"
                        ));
                    } else {
                        why.push_str("; no weekday of the text bears it out");
                    }
                    chosen = Some((e.day, why, false));
                }
            }
        }
    }
    match &chosen {
        Some((day, why, sure)) => {
            published.anchor = Some(*day);
            published.day = Some(*day);
            let mark = if *sure { "" } else { "? " };
            published.remarks.insert(0, format!("{mark}days count from {}: {why}", written(*day)));
        }
        None => {
            published.remarks.insert(
                0,
                "? no day of publication was found; words such as “Monday” stay undated: `--published DATE` settles it"
                    .to_owned(),
            );
        }
    }
    conflicts(request, evidence, page, chosen.as_ref().map(|(day, _, _)| *day), &named, published);
}

fn written(day: Day) -> String {
    format!("{} {day}", day.weekday().name())
}

/// Names what disagrees with the chosen day.
fn conflicts(
    request: &Request<'_>,
    evidence: &[Evidence],
    page: Option<(Day, String)>,
    chosen: Option<Day>,
    named: &[String],
    published: &mut Published,
) {
    let headers =
        evidence.iter().filter(|e| e.kind == Kind::Header).map(|e| (e.day, one_line(&e.words)));
    for (day, words) in headers.chain(page) {
        match chosen {
            Some(known) if (day.0 - known.0).abs() > 2 => {
                let apart = (day.0 - known.0).abs();
                let side = if day > known { "later" } else { "earlier" };
                let mut remark = format!(
                    "? conflict: the page is headed “{words}”, {apart} days {side}; that is not taken for the day of the article"
                );
                if let Some(name) = named.first() {
                    let weekday = crate::date::civil::Weekday::parse(name);
                    if let Some(weekday) = weekday {
                        remark.push_str(&format!(
                            " (counted from it, “{}” would be {})",
                            weekday.name(),
                            day.on_or_before(weekday)
                        ));
                    }
                }
                published.remarks.push(remark);
            }
            None => published.remarks.push(format!(
                "? the page is headed “{words}”, and nothing bears that out: it can be the day on which the page was made"
            )),
            Some(_) => {}
        }
    }
    if let Some(given) = request.published
        && let Some(e) = evidence.iter().filter(|e| e.kind == Kind::Caption).max_by_key(|e| e.day)
        && e.day > given
    {
        published.remarks.push(format!(
            "? conflict: “{}” under a picture is later than {given}",
            one_line(&e.words)
        ));
    }
}

/// Weekdays that the text names, in small letters, in order, each once.
fn weekdays_named(article: &Article<'_>, _lexicon: &Lexicon) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for token in &article.tokens {
        if token.capital
            && token.lower.ends_with("day")
            && crate::date::civil::Weekday::parse(&token.lower).is_some()
            && !found.contains(&token.lower)
        {
            found.push(token.lower.clone());
        }
    }
    found
}
