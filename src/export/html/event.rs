//! One event as an article: what a reader of the page can know about it.

use crate::date::{Instant, Rule};
use crate::draw::markup::safe_link;
use crate::export::html::reasons::{Reasons, reasons};
use crate::export::html::write::Html;
use crate::export::html::{Page, anchor};
use crate::layout::filter;
use crate::layout::words;
use crate::order::FactId;
use crate::timeline::{ActorId, Citation, Event, EventId, Participant, Party, RelationKind};

/// Writes the article of row `at`.
pub fn article(page: &Page<'_>, html: &mut Html, at: usize) {
    let id = page.rows[at];
    let event = page.timeline.event(id);
    html.raw("<li><article class=\"about\"").attribute("id", &anchor(id));
    data(page, html, id, event);
    html.raw(" tabindex=\"-1\">\n<header>\n<p class=\"when\">").text(&when(page, id, event));
    html.raw(" <span class=\"kind\">").text(event.kind.word()).raw("</span>");
    if let Some(words) = event.status.as_ref().and_then(|s| words::status(s.value)) {
        html.raw(" <span class=\"status\">").text(words).raw("</span>");
    }
    html.raw("</p>\n<h3 dir=\"auto\">").text(&event.title).raw("</h3>\n</header>\n");
    html.raw("<div class=\"body\">\n");
    facts(page, html, event);
    saying(page, html, event);
    sources(page, html, &event.citations);
    accounts(page, html, event);
    relations(page, html, id);
    why(page, html, &reasons(page.order, page.rows, at));
    html.raw("<p class=\"id\">In the file: <code>").text(&event.key).raw("</code>, ");
    let position = page.files.position(event.span);
    html.text(&format!("{} line {}", position.file, position.line)).raw("</p>\n");
    html.raw("</div>\n</article></li>\n");
}

/// What the script filters by.
fn data(page: &Page<'_>, html: &mut Html, id: EventId, event: &Event) {
    let mut actors: Vec<ActorId> = Vec::new();
    for actor in event.actors() {
        let mut at = Some(actor);
        // A membership that runs in a circle ends where it comes to an actor again.
        while let Some(next) = at.filter(|next| !actors.contains(next)) {
            actors.push(next);
            at = page.timeline.actor(next).member_of;
        }
    }
    let actors: Vec<String> = actors.iter().map(|a| a.0.to_string()).collect();
    html.attribute("data-event", &id.0.to_string());
    html.attribute("data-actors", &actors.join(" "));
    html.attribute("data-kind", event.kind.word());
    let (first, last) = filter::days(page.timeline, page.order, id);
    if let Some(day) = first {
        html.attribute("data-from", &day.0.to_string());
    }
    if let Some(day) = last {
        html.attribute("data-to", &day.0.to_string());
    }
}

/// The date in words; for an event without one, what its relations leave of time.
fn when(page: &Page<'_>, id: EventId, event: &Event) -> String {
    if let Some(reading) = event.reading() {
        return page.timeline.printer.full(&reading.civil);
    }
    let bounds = page.order.bounds(id);
    let day = |at: Instant| page.timeline.zone.local(at).day();
    match (bounds.start_min.map(day), bounds.end_max.map(day)) {
        (Some(first), Some(last)) => {
            format!("no date; between {}", page.timeline.printer.days(first, last))
        }
        (Some(first), None) => format!("no date; {} or later", page.timeline.printer.day(first)),
        (None, Some(last)) => format!("no date; {} or earlier", page.timeline.printer.day(last)),
        (None, None) => "no date".to_owned(),
    }
}

fn facts(page: &Page<'_>, html: &mut Html, event: &Event) {
    html.raw("<dl>\n");
    if let Some(written) = &event.when
        && let Some(reading) = &written.reading
        && !matches!(reading.rule, Rule::Written)
    {
        html.raw("<dt>Date as written</dt><dd>").apart(&written.text);
        if let Some(anchor) = reading.anchor {
            html.text(&format!(", counted from {}", page.timeline.printer.day(anchor.day)));
        }
        html.raw("</dd>\n");
    }
    if let Some(form) = event.form.as_deref() {
        html.raw("<dt>Form</dt><dd>").apart(form).raw("</dd>\n");
    }
    if let Some(place) = event.place {
        html.raw("<dt>Place</dt><dd>").apart(&page.timeline.place(place).name).raw("</dd>\n");
    }
    let speaker: Vec<&Participant> = event.speaker.iter().collect();
    parties(page, html, "Speaker", &speaker);
    parties(page, html, "Taking part", &event.participants.iter().collect::<Vec<_>>());
    parties(page, html, "To", &event.to.iter().collect::<Vec<_>>());
    html.raw("</dl>\n");
}

fn parties(page: &Page<'_>, html: &mut Html, label: &'static str, parties: &[&Participant]) {
    if parties.is_empty() {
        return;
    }
    html.raw("<dt>").raw(label).raw("</dt><dd>");
    for (index, participant) in parties.iter().enumerate() {
        html.raw(if index > 0 { ", " } else { "" });
        let (name, office) = match participant.party {
            Party::Actor(id) => {
                let actor = page.timeline.actor(id);
                (actor.name.as_str(), actor.role.as_deref())
            }
            Party::Audience(audience) => (audience.word(), None),
        };
        html.apart(name);
        let details = [participant.role.as_deref(), office];
        let details: Vec<&str> = details.into_iter().flatten().collect();
        if !details.is_empty() {
            html.raw(" <small>(").apart(&details.join("; ")).raw(")</small>");
        }
    }
    html.raw("</dd>\n");
}

fn saying(page: &Page<'_>, html: &mut Html, event: &Event) {
    if let Some(quote) = &event.quote {
        html.raw("<blockquote dir=\"auto\"><p>").text(&words::quoted(&quote.value)).raw("</p>");
        let speaker = event.speaker.as_ref().and_then(|speaker| match speaker.party {
            Party::Actor(id) => Some(page.timeline.actor(id).name.as_str()),
            Party::Audience(_) => None,
        });
        let translated =
            event.translated_from.as_deref().map(|from| format!("translated from {from}"));
        let credits = [speaker, event.attribution.as_deref(), translated.as_deref()];
        let credits: Vec<&str> = credits.into_iter().flatten().collect();
        if !credits.is_empty() {
            html.raw("<footer>").text(&credits.join(", ")).raw("</footer>");
        }
        html.raw("</blockquote>\n");
    }
    if let Some(note) = event.note.as_deref() {
        html.raw("<p class=\"note\" dir=\"auto\">").text(note).raw("</p>\n");
    }
}

fn sources(page: &Page<'_>, html: &mut Html, citations: &[Citation]) {
    if citations.is_empty() {
        html.raw("<p class=\"sources\">No source is named.</p>\n");
        return;
    }
    html.raw("<h4>Sources</h4>\n<ul class=\"sources\">\n");
    for citation in citations {
        let source = page.timeline.source(citation.source);
        html.raw("<li>");
        if let Some(number) = page.number(citation.source) {
            html.raw("<a").attribute("href", &format!("#source-{number}")).raw(">");
            html.text(&format!("[{number}]")).raw("</a> ");
        }
        html.apart(&words::source(source, &page.timeline.printer));
        if let Some(locator) = citation.locator.as_deref() {
            html.raw(" ").apart(locator);
        }
        addresses(html, source.url.as_deref(), source.archive.as_deref());
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
}

/// Links to a source and to its archived copy; an address that no browser should open is shown as text.
pub fn addresses(html: &mut Html, url: Option<&str>, archive: Option<&str>) {
    for (address, name) in [(url, "source"), (archive, "archived copy")] {
        match address.map(|address| (address, safe_link(address))) {
            Some((_, Some(safe))) => {
                html.raw(" <a rel=\"noopener noreferrer external\"").attribute("href", safe);
                html.raw(">").text(name).raw("</a>");
            }
            Some((address, None)) => {
                html.raw(" <code>").text(address).raw("</code>");
            }
            None => {}
        }
    }
}

fn accounts(page: &Page<'_>, html: &mut Html, event: &Event) {
    if event.accounts.is_empty() {
        return;
    }
    html.raw("<h4>Other accounts</h4>\n<ul>\n");
    for account in &event.accounts {
        let claims: Vec<String> = account.claims.iter().map(words::claim).collect();
        html.raw("<li>").apart(&page.timeline.source(account.source).title).raw(": ");
        html.apart(&claims.join("; ")).raw("</li>\n");
    }
    html.raw("</ul>\n");
}

/// A link to another event's article.
fn to_event(page: &Page<'_>, html: &mut Html, id: EventId) {
    html.link(&format!("#{}", anchor(id)), &page.timeline.event(id).title);
}

fn relations(page: &Page<'_>, html: &mut Html, id: EventId) {
    let own = page.timeline.event(id).relations.iter().map(|r| (forward(r.kind), r.target));
    let others = page.incoming(id).iter().map(|&(kind, from)| (backward(kind), from));
    let all: Vec<(&'static str, EventId)> = own.chain(others).collect();
    if all.is_empty() {
        return;
    }
    html.raw("<h4>Relations</h4>\n<ul class=\"others\">\n");
    let mut done: Vec<&'static str> = Vec::new();
    for (words, _) in &all {
        if done.contains(words) {
            continue;
        }
        done.push(words);
        html.raw("<li>").raw(words).raw(" ");
        let events = all.iter().filter(|(other, _)| other == words).map(|(_, event)| *event);
        listed(page, html, events);
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
}

/// Links to events, one after the other.
fn listed(page: &Page<'_>, html: &mut Html, events: impl Iterator<Item = EventId>) {
    for (index, event) in events.enumerate() {
        html.raw(if index > 0 { "; " } else { "" });
        to_event(page, html, event);
    }
}

/// A relation as the event that carries it says it.
fn forward(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::After => "after",
        RelationKind::Before => "before",
        RelationKind::During => "during",
        RelationKind::PartOf => "part of",
        RelationKind::RespondsTo => "responds to",
        RelationKind::Announces => "announces",
        RelationKind::Quotes => "quotes",
        RelationKind::Reports => "reports",
        RelationKind::Supersedes => "replaces",
        RelationKind::Implements => "carries out",
        RelationKind::SameAs => "the same as",
    }
}

/// A relation as the event that it points to would say it.
fn backward(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::After => "before",
        RelationKind::Before => "after",
        RelationKind::During | RelationKind::PartOf => "contains",
        RelationKind::RespondsTo => "answered by",
        RelationKind::Announces => "announced by",
        RelationKind::Quotes => "quoted by",
        RelationKind::Reports => "reported by",
        RelationKind::Supersedes => "replaced by",
        RelationKind::Implements => "carried out by",
        RelationKind::SameAs => "the same as",
    }
}

fn why(page: &Page<'_>, html: &mut Html, reasons: &Reasons) {
    html.raw("<h4>Why it stands here</h4>\n<ul class=\"others\">\n");
    for (words, neighbour) in
        [("Certainly after ", &reasons.after), ("Certainly before ", &reasons.before)]
    {
        if let Some((other, facts)) = neighbour {
            html.raw("<li>").raw(words);
            to_event(page, html, *other);
            html.raw(", because<ol>\n");
            for &fact in facts {
                reason(page, html, fact);
            }
            html.raw("</ol></li>\n");
        }
    }
    for (words, events) in [
        ("At the same time, in part, as ", &reasons.overlapping),
        ("Nothing says whether it came before or after ", &reasons.open),
        ("The facts contradict each other about ", &reasons.contested),
    ] {
        if !events.is_empty() {
            html.raw("<li>").raw(words);
            listed(page, html, events.iter().copied());
            html.raw("</li>\n");
        }
    }
    if *reasons == Reasons::default() {
        html.raw("<li>No other event is near it.</li>\n");
    }
    html.raw("</ul>\n");
}

fn reason(page: &Page<'_>, html: &mut Html, fact: FactId) {
    html.raw("<li>").apart(&page.order.describe(page.timeline, fact));
    let per = page.order.fact(fact).per.map(|source| &page.timeline.source(source).key);
    let position = page.files.position(page.order.span_of(page.timeline, fact));
    let place = format!("{} line {}", position.file, position.line);
    html.raw(" <small>(");
    if let Some(per) = per {
        html.text("per ").apart(per).raw("; ");
    }
    html.text(&place).raw(")</small></li>\n");
}
