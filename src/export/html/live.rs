//! The page of a preview: findings beside the picture, and a script that asks for the next version.

use crate::diagnostic::{Diagnostic, Files, Severity};
use crate::export::Subject;
use crate::export::html::write::Html;
use crate::export::html::{anchor, page};
use crate::timeline::{EventId, Timeline};

/// What a live page does beyond the exported one.
pub(super) const SCRIPT: &str = include_str!("live.js");

/// What is said beside the picture.
pub struct Live<'a> {
    /// What was found in the file as it is now.
    pub findings: &'a [Diagnostic],
    /// The texts that the findings are about.
    pub files: &'a Files,
    /// Number of this version.
    pub version: u64,
    /// Whether the picture is that of an earlier version, because nothing can be made of the file as it is now.
    pub is_old: bool,
    /// The timeline that is shown.
    pub timeline: &'a Timeline,
}

/// Writes the page of a preview.
pub fn write(subject: Subject<'_>, live: &Live<'_>) -> String {
    page(subject, Some(live))
}

/// The findings, each with a link to the event that it is about.
pub(super) fn findings(html: &mut Html, live: &Live<'_>) {
    html.raw("<section class=\"findings\" aria-labelledby=\"findings\" role=\"status\"");
    html.attribute("data-version", &live.version.to_string()).raw(">\n");
    let errors = live.findings.iter().filter(|f| f.severity == Severity::Error).count();
    let warnings = live.findings.iter().filter(|f| f.severity == Severity::Warning).count();
    html.raw("<h2 id=\"findings\">");
    let counted = |count: usize, word: &str| crate::layout::words::count(count, word);
    let heading = format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
    html.text(&heading).raw("</h2>\n");
    if live.is_old {
        html.raw("<p class=\"old\">Nothing can be made of the file as it is now. What is shown is its last readable version.</p>\n");
    }
    html.raw("<ul>\n");
    for finding in live.findings.iter().filter(|f| f.severity < Severity::Note) {
        html.raw("<li").attribute("class", &finding.severity.to_string()).raw("><strong>");
        html.text(&format!("{} {}", finding.severity, finding.code)).raw("</strong> ");
        let event = if live.is_old { None } else { event_of(live.timeline, finding) };
        match event {
            Some(event) => html.link(&format!("#{}", anchor(event)), &finding.message),
            None => html.apart(&finding.message),
        };
        if let Some(span) = finding.primary() {
            let at = live.files.position(span);
            html.raw(" <small>");
            html.text(&format!("{}:{}:{}", at.file, at.line, at.column)).raw("</small>");
            let line = live.files.get(span.file);
            let text = line.text.get(line.line_range(at.line)).unwrap_or_default();
            let text: String = text.chars().take(200).collect();
            html.raw("<br><code>").text(text.trim()).raw("</code>");
        }
        if let Some(help) = &finding.help {
            html.raw("<br>").apart(help);
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n</section>\n");
}

/// The event that a finding is about: one that it names, else the one whose entry it points into.
fn event_of(timeline: &Timeline, finding: &Diagnostic) -> Option<EventId> {
    let named = finding.message.split('`').skip(1).step_by(2);
    for name in named {
        if let Some(id) = timeline.event_ids().find(|&id| timeline.event(id).key == name) {
            return Some(id);
        }
    }
    let at = finding.primary()?;
    let begun = |id: &EventId| {
        let span = timeline.event(*id).span;
        span.file == at.file && span.start <= at.start
    };
    timeline.event_ids().filter(begun).max_by_key(|&id| timeline.event(id).span.start)
}
