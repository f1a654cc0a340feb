//! A timeline as one HTML file that needs nothing else: no network, no other file.
//!
//! The picture stands beside an article for each event, in the order of the picture. Without JavaScript the
//! whole page is there to read and to print, and events of the picture lead to their articles. With it, the
//! articles fold, and the reader can search, filter, zoom and pan. Both styles and script are files of their own
//! (`page.css`, `page.js`); the content-security policy allows these two by their digests and nothing else:
//! whatever an event file holds, it cannot run, load or send anything.

mod event;
pub mod live;
mod reasons;
mod write;

use crate::diagnostic::Files;
use crate::draw::markup::safe_language;
use crate::draw::text::FontMeasure;
use crate::draw::theme::{THEMES, actor_colors};
use crate::export::Subject;
use crate::export::html::live::Live;
use crate::export::html::write::Html;
use crate::layout::furniture::{source_numbers, subtitle};
use crate::layout::sequence::sequence;
use crate::layout::{Options, words};
use crate::order::OrderNetwork;
use crate::timeline::{EventId, Kind, RelationKind, SourceId, Timeline};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The styles of the page.
const STYLES: &str = include_str!("page.css");
/// The script of the page.
const SCRIPT: &str = include_str!("page.js");

/// What the parts of the page are written from.
struct Page<'a> {
    files: &'a Files,
    timeline: &'a Timeline,
    order: &'a OrderNetwork,
    /// The events in the order of the picture.
    rows: &'a [EventId],
    /// The number of each source that is cited, as in the picture.
    numbers: Vec<Option<usize>>,
    /// For each event, the relations of others that point to it.
    incoming: Vec<Vec<(RelationKind, EventId)>>,
}

impl Page<'_> {
    fn number(&self, source: SourceId) -> Option<usize> {
        self.numbers[source.0 as usize]
    }

    fn incoming(&self, event: EventId) -> &[(RelationKind, EventId)] {
        &self.incoming[event.0 as usize]
    }
}

/// The id of an event's article.
fn anchor(event: EventId) -> String {
    format!("about-{}", event.0)
}

/// Writes the page.
pub fn write(subject: Subject<'_>) -> String {
    page(subject, None)
}

/// Writes the page; with findings beside the picture and a script that looks for a new version, if it is live.
fn page(subject: Subject<'_>, live: Option<&Live<'_>>) -> String {
    let timeline = subject.timeline;
    let chosen: Vec<EventId> = timeline.event_ids().collect();
    let sequence = sequence(timeline, subject.order, &chosen);
    let mut incoming = vec![Vec::new(); timeline.events.len()];
    for id in timeline.event_ids() {
        for relation in &timeline.event(id).relations {
            incoming[relation.target.0 as usize].push((relation.kind, id));
        }
    }
    let page = Page {
        files: subject.files,
        timeline,
        order: subject.order,
        rows: &sequence.rows,
        numbers: source_numbers(timeline, &sequence),
        incoming,
    };
    let mut html = Html::default();
    head(&mut html, timeline, live.is_some());
    html.raw("<a class=\"skip\" href=\"#events\">Skip to the events</a>\n<header class=\"top\">\n");
    html.raw("<h1 dir=\"auto\">").text(&timeline.title).raw("</h1>\n");
    let actors = timeline.event_ids().flat_map(|id| timeline.event(id).actors());
    let mut actors: Vec<_> = actors.collect();
    actors.sort();
    actors.dedup();
    html.raw("<p class=\"subtitle\" dir=\"auto\">");
    html.text(&subtitle(timeline, &sequence.rows, sequence.rows.len(), actors.len()))
        .raw("</p>\n</header>\n");
    tools(&page, &mut html);
    if let Some(live) = live {
        live::findings(&mut html, live);
    }
    html.raw("<main>\n");
    picture(subject, &mut html);
    html.raw("<section class=\"list\" aria-labelledby=\"events\" tabindex=\"0\">\n");
    html.raw("<h2 id=\"events\" tabindex=\"-1\">Events, in order</h2>\n<ol class=\"events\">\n");
    for at in 0..page.rows.len() {
        event::article(&page, &mut html, at);
    }
    html.raw("</ol>\n");
    sources(&page, &mut html);
    html.raw("</section>\n</main>\n<script>").raw(SCRIPT).raw("</script>\n");
    if live.is_some() {
        html.raw("<script>").raw(live::SCRIPT).raw("</script>\n");
    }
    html.raw("</body>\n</html>\n");
    html.finish()
}

/// A digest as a content-security policy names it.
fn digest(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The content-security policy of the page.
pub fn policy(is_live: bool) -> String {
    let (script, style) = (digest(SCRIPT), digest(STYLES));
    // A live page asks the server that it came from for the next version.
    let live = if is_live {
        format!(" {}; connect-src 'self'", digest(live::SCRIPT))
    } else {
        String::new()
    };
    format!(
        "default-src 'none'; script-src {script}{live}; style-src {style}; base-uri 'none'; form-action 'none'"
    )
}

fn head(html: &mut Html, timeline: &Timeline, is_live: bool) {
    let language = timeline.language.as_deref().and_then(safe_language).unwrap_or("en");
    html.raw("<!DOCTYPE html>\n<html").attribute("lang", language).raw(">\n<head>\n");
    html.raw("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\"");
    html.attribute("content", &policy(is_live)).raw(">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<title>").text(&timeline.title).raw("</title>\n<style>").raw(STYLES);
    html.raw("</style>\n</head>\n<body>\n");
}

/// What only works with the script, and is shown by it.
fn tools(page: &Page<'_>, html: &mut Html) {
    let timeline = page.timeline;
    html.raw("<div class=\"tools\" role=\"search\" aria-label=\"Events\" hidden>\n");
    html.raw("<label>Search <input type=\"search\" id=\"words\" autocomplete=\"off\"></label>\n");
    html.raw("<label>Actor <select id=\"actor\"><option value=\"\">all</option>");
    let mut seen = vec![false; timeline.actors.len()];
    for id in timeline.event_ids() {
        for actor in timeline.event(id).actors() {
            let mut at = Some(actor);
            while let Some(next) = at.filter(|next| !seen[next.0 as usize]) {
                seen[next.0 as usize] = true;
                at = timeline.actor(next).member_of;
            }
        }
    }
    for id in timeline.actor_ids().filter(|id| seen[id.0 as usize]) {
        html.raw("<option").attribute("value", &id.0.to_string()).raw(">");
        html.text(&timeline.actor(id).name).raw("</option>");
    }
    html.raw("</select></label>\n<label>Kind <select id=\"kind\"><option value=\"\">all</option>");
    let occurs = |kind: Kind| timeline.events.iter().any(|event| event.kind == kind);
    for (_, word) in Kind::ALL.iter().filter(|(kind, _)| occurs(*kind)) {
        html.raw("<option>").text(word).raw("</option>");
    }
    html.raw("</select></label>\n");
    for (id, label) in [("from", "From"), ("to", "To")] {
        html.raw("<label>").raw(label).raw(" <input class=\"day\"").attribute("id", id);
        html.raw(" size=\"10\" placeholder=\"YYYY-MM-DD\" autocomplete=\"off\"></label>\n");
    }
    html.raw("<button type=\"button\" id=\"clear\">Show all</button>\n");
    html.raw("<span id=\"count\" role=\"status\"></span>\n</div>\n");
}

/// The picture, in which every event leads to its article.
fn picture(subject: Subject<'_>, html: &mut Html) {
    let options = Options::default();
    let measure = FontMeasure::new();
    let arranged = crate::layout::arrange(subject.timeline, subject.order, &options, &measure);
    let Ok(mut layout) = arranged else {
        html.raw("<p>There is no event to draw.</p>\n");
        return;
    };
    for figure in &mut layout.events {
        figure.href = Some(format!("#{}", anchor(figure.event)));
    }
    let colors = actor_colors(subject.timeline, &THEMES[0]);
    let color = |actor: crate::timeline::ActorId| colors.get(actor.0 as usize).cloned();
    let svg = crate::draw::draw(&layout, &color, &THEMES[0]);
    html.raw("<section class=\"picture\" aria-label=\"Picture\">\n");
    html.raw("<p class=\"zoom\" hidden>");
    html.raw("<button type=\"button\" id=\"out\" aria-label=\"Zoom out\">−</button>");
    html.raw("<button type=\"button\" id=\"in\" aria-label=\"Zoom in\">+</button>");
    html.raw("<button type=\"button\" id=\"real\">Real size</button>");
    html.raw("<button type=\"button\" id=\"fit\">Fit</button></p>\n");
    html.raw(
        "<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"Picture, scrollable\">\n",
    );
    html.picture(&as_group(svg)).raw("</div>\n</section>\n");
}

/// The picture's root as a group: an image could have no links inside it for those who do not see it. Its title
/// is its name, its description goes on being one.
fn as_group(svg: String) -> String {
    const IMAGE: &str = "role=\"img\" aria-labelledby=\"picture-title picture-description\"";
    const GROUP: &str =
        "role=\"group\" aria-labelledby=\"picture-title\" aria-describedby=\"picture-description\"";
    svg.replacen(IMAGE, GROUP, 1)
}

/// The numbered sources.
fn sources(page: &Page<'_>, html: &mut Html) {
    let cited = (0..page.timeline.sources.len() as u32).map(SourceId);
    let cited: Vec<(SourceId, usize)> =
        cited.filter_map(|id| page.number(id).map(|number| (id, number))).collect();
    if cited.is_empty() {
        return;
    }
    html.raw("<h2>Sources</h2>\n<ol class=\"all-sources\">\n");
    for (id, number) in cited {
        let source = page.timeline.source(id);
        html.raw("<li").attribute("id", &format!("source-{number}"));
        html.attribute("value", &number.to_string())
            .raw(">")
            .apart(&words::source(source, &page.timeline.printer));
        event::addresses(html, source.url.as_deref(), source.archive.as_deref());
        html.raw("</li>\n");
    }
    html.raw("</ol>\n");
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLES, digest, write};
    use crate::export::Subject;

    fn page(text: &str) -> String {
        let compiled = crate::compile("talks.yaml", text.to_owned(), &mut |_| Err(String::new()));
        write(Subject {
            files: &compiled.files,
            timeline: &compiled.timeline,
            graph: &compiled.graph,
            order: &compiled.order,
        })
    }

    #[test]
    fn the_policy_allows_the_two_files_and_nothing_else() {
        let html = page("title: T\nevents:\n  - { kind: meeting, date: 2016-09-05 }\n");
        assert!(!SCRIPT.contains("</script") && !STYLES.contains("</style"));
        assert!(html.contains(&format!("<script>{SCRIPT}</script>")));
        assert!(html.contains(&digest(SCRIPT)) && html.contains(&digest(STYLES)));
        assert_eq!(html.matches("<script").count(), 1);
        assert_eq!(html.matches("<style").count(), 1);
    }

    #[test]
    fn the_picture_is_a_group_of_links_to_articles() {
        let html = page("title: T\nevents:\n  - { kind: meeting, date: 2016-09-05 }\n");
        assert!(html.contains("role=\"group\" aria-labelledby=\"picture-title\""));
        assert!(!html.contains("role=\"img\""));
        assert!(html.contains("<a href=\"#about-0\">") && html.contains("id=\"about-0\""));
    }

    #[test]
    fn what_a_file_says_is_text() {
        let html = page(
            "title: '<script>alert(1)</script>'\n\
             sources: { a: { title: ']]> </style><img src=x onerror=alert(1)>', url: 'javascript:alert(1)' } }\n\
             events:\n  - { kind: meeting, date: 2016-09-05, title: '\" onclick=\"x', source: { a: '</li><iframe>' } }\n",
        );
        for bad in ["<script>alert", "<img", "<iframe", "href=\"javascript", "\" onclick=\"x"] {
            assert!(!html.contains(bad), "{bad}\n{html}");
        }
    }

    #[test]
    fn a_file_without_events_is_a_page_too() {
        assert!(page("title: T\nevents: []\n").contains("There is no event to draw."));
    }
}
