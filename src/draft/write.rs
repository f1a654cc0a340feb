//! The draft as an event file, with the reasons in comments.

use crate::draft::event::{Actor, Draft, Event, Place, Source, one_line};
use std::fmt::Write;

/// Width at which comments are wrapped, in characters.
const WIDTH: usize = 110;

impl Draft {
    /// The event file.
    pub fn to_yaml(&self) -> String {
        let mut out = String::new();
        comment(&mut out, "", "A draft, read from the article by rule: check it against the text.");
        comment(&mut out, "", "Comments that begin with `?` say what is not sure, and why.");
        for remark in &self.remarks {
            comment(&mut out, "", remark);
        }
        let title = if self.title.is_empty() { "Untitled" } else { &self.title };
        let _ = writeln!(out, "\ntitle: {}\nlanguage: en", scalar(title));
        if !self.zone.is_floating() {
            let _ = writeln!(out, "timezone: {}", self.zone);
        }
        if let Some(anchor) = self.anchor {
            let _ = writeln!(out, "anchor: {anchor}");
        }
        out.push_str("\nsources:\n");
        for source in &self.sources {
            write_source(&mut out, source);
        }
        if !self.actors.is_empty() {
            out.push_str("\nactors:\n");
            for actor in &self.actors {
                write_actor(&mut out, actor);
            }
        }
        if !self.places.is_empty() {
            out.push_str("\nplaces:\n");
            for place in &self.places {
                write_place(&mut out, place);
            }
        }
        if self.events.is_empty() {
            comment(&mut out, "", "? no statement, meeting or other event was found in the text");
            out.push_str("\nevents: []\n");
            return out;
        }
        out.push_str("\nevents:\n");
        let mut undated = false;
        for (number, event) in self.events.iter().enumerate() {
            if event.dating.is_none() && !undated {
                undated = true;
                if number > 0 {
                    out.push('\n');
                }
                comment(&mut out, "  ", "Not dated by the text.");
            } else if number > 0 {
                out.push('\n');
            }
            self.write_event(&mut out, event);
        }
        out
    }

    fn write_event(&self, out: &mut String, event: &Event) {
        let line = |out: &mut String, key: &str, value: &str| {
            let _ = writeln!(out, "    {key}: {value}");
        };
        let _ = writeln!(out, "  - id: {}", event.key);
        line(out, "kind", &event.kind);
        if let Some(form) = &event.form {
            line(out, "form", &scalar(form));
        }
        if let Some(dating) = &event.dating {
            let mark = if dating.doubtful { "? " } else { "" };
            let says = one_line(&dating.says);
            if says.is_empty() {
                line(out, "date", &scalar(&dating.value));
            } else {
                let _ = writeln!(out, "    date: {}  # {mark}{}", scalar(&dating.value), says);
            }
        }
        line(out, "title", &scalar(&event.title));
        if let Some(duration) = &event.duration {
            line(out, "duration", duration);
        }
        if let Some((name, _, _)) = &event.place {
            line(out, "place", &crate::draft::event::slug(name, 40));
        }
        if !event.participants.is_empty() {
            line(out, "actors", &format!("[{}]", event.participants.join(", ")));
        }
        if let Some(speaker) = &event.speaker {
            line(out, "speaker", speaker);
        }
        match &event.to[..] {
            [] => {}
            [one] => line(out, "to", one),
            many => line(out, "to", &format!("[{}]", many.join(", "))),
        }
        if let Some(quote) = &event.quote {
            line(out, "quote", &scalar(quote));
        }
        if let Some(attribution) = &event.attribution {
            line(out, "attribution", &scalar(attribution));
        }
        if let Some(status) = &event.status {
            line(out, "status", status);
        }
        if let Some(note) = &event.note {
            line(out, "note", &scalar(note));
        }
        let relations = [
            ("after", &event.after),
            ("before", &event.before),
            ("responds_to", &event.responds_to),
            ("announces", &event.announces),
            ("reports", &event.reports),
        ];
        for (word, targets) in relations {
            let keys: Vec<&str> = targets
                .iter()
                .filter_map(|&at| self.events.get(at))
                .map(|e| e.key.as_str())
                .collect();
            match keys[..] {
                [] => {}
                [one] => line(out, word, one),
                _ => line(out, word, &format!("[{}]", keys.join(", "))),
            }
        }
        let citing: Vec<String> = event
            .sources
            .iter()
            .map(|(key, locator)| format!("{key}: {}", flow(locator)))
            .collect();
        line(out, "source", &format!("{{ {} }}", citing.join(", ")));
        match &event.spans[..] {
            [] => {}
            [(_, span)] => line(out, "text_span", &format!("{}..{}", span.start, span.end)),
            many => {
                let spans: Vec<String> = many
                    .iter()
                    .map(|(key, span)| format!("{key}: {}..{}", span.start, span.end))
                    .collect();
                line(out, "text_span", &format!("{{ {} }}", spans.join(", ")));
            }
        }
        if !event.accounts.is_empty() {
            out.push_str("    accounts:\n");
            for (source, field, value) in &event.accounts {
                let _ = writeln!(
                    out,
                    "      - {{ source: {source}, claim: {{ {field}: {} }} }}",
                    flow(value)
                );
            }
        }
        for remark in &event.remarks {
            comment(out, "    ", remark);
        }
        for doubt in &event.doubts {
            comment(out, "    ", &format!("? {doubt}"));
        }
    }
}

fn write_source(out: &mut String, source: &Source) {
    let _ = writeln!(out, "  {}:\n    title: {}", source.key, scalar(&source.title));
    if let Some(publisher) = &source.publisher {
        let _ = writeln!(out, "    publisher: {}", scalar(publisher));
    }
    if let Some(day) = source.published {
        let _ = writeln!(out, "    published: {day}");
    }
    if let Some(place) = &source.dateline {
        let _ = writeln!(out, "    dateline: {{ place: {} }}", flow(place));
    }
    if let Some(path) = &source.path {
        let _ = writeln!(out, "    text: {}", scalar(path));
    }
    if let Some(digits) = &source.sha256 {
        let _ = writeln!(out, "    sha256: {digits}");
    }
    out.push_str("    language: en\n");
}

fn write_actor(out: &mut String, actor: &Actor) {
    let mut fields = vec![format!("name: {}", flow(&actor.name))];
    fields.extend(actor.short.as_ref().map(|short| format!("short: {}", flow(short))));
    fields.extend(actor.kind.map(|kind| format!("kind: {kind}")));
    fields.extend(actor.role.as_ref().map(|role| format!("role: {}", flow(role))));
    fields.extend(actor.member_of.as_ref().map(|of| format!("member_of: {of}")));
    let _ = writeln!(out, "  {}: {{ {} }}", actor.key, fields.join(", "));
}

fn write_place(out: &mut String, place: &Place) {
    let mut fields = vec![format!("name: {}", flow(&place.name))];
    fields.extend(place.zone.as_ref().map(|zone| format!("timezone: {zone}")));
    let _ = writeln!(out, "  {}: {{ {} }}", place.key, fields.join(", "));
}

/// A comment, wrapped.
fn comment(out: &mut String, indent: &str, text: &str) {
    let text: String = one_line(text).chars().filter(|c| !c.is_control()).collect();
    let mut line = String::new();
    let mut first = true;
    for word in text.split(' ') {
        if !line.is_empty()
            && indent.len() + line.chars().count() + word.chars().count() + 3 > WIDTH
        {
            let lead = if first { "" } else { "  " };
            let _ = writeln!(out, "{indent}# {lead}{line}");
            line.clear();
            first = false;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let lead = if first { "" } else { "  " };
    let _ = writeln!(out, "{indent}# {lead}{line}");
}

/// A text as a YAML scalar in a block: bare where nothing can be misread, in double quotes otherwise.
fn scalar(text: &str) -> String {
    let text = one_line(text);
    let plain_start = text.starts_with(char::is_alphanumeric);
    let risky = text.contains(": ")
        || text.contains(" #")
        || text.ends_with([':', ' '])
        || text.chars().any(|c| {
            c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}')
        });
    let word = matches!(
        text.to_lowercase().as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "~"
    );
    let number = text.parse::<f64>().is_ok();
    if plain_start && !risky && !word && !number { text } else { quoted(&text) }
}

/// A text as a YAML scalar inside brackets.
fn flow(text: &str) -> String {
    let text = one_line(text);
    let plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '’' | '–'))
        && !text.ends_with(' ')
        && scalar(&text) == text;
    if plain { text } else { quoted(&text) }
}

/// In double quotes, as JSON escapes: that is YAML, too.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control()
                || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}') =>
            {
                let _ = write!(out, "\\u{:04x}", u32::from(c).min(0xffff));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{flow, scalar};

    #[test]
    fn scalars_are_quoted_where_yaml_would_misread_them() {
        assert_eq!(scalar("Kerry to reporters"), "Kerry to reporters");
        assert_eq!(scalar("Kerry: no"), "\"Kerry: no\"");
        assert_eq!(scalar("“No,” he said"), "\"“No,” he said\"");
        assert_eq!(scalar("say \"no\""), "say \"no\"");
        assert_eq!(scalar("\"no\""), "\"\\\"no\\\"\"");
        assert_eq!(scalar("no"), "\"no\"");
        assert_eq!(flow("Hangzhou, China"), "\"Hangzhou, China\"");
    }
}
