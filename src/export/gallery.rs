//! A contact sheet of pictures, as a Markdown page that stands beside them.

use std::fmt::Write;

/// A timeline with its pictures.
pub struct Entry {
    /// Its title.
    pub title: String,
    /// What it covers: `4–5 September 2016 · 9 events · 5 actors`.
    pub subtitle: String,
    /// Where its event file lies, seen from the page.
    pub source: String,
    /// File names of its pictures, and what each is called.
    pub pictures: Vec<(String, &'static str)>,
}

/// Widths that pictures are shown at: an upright one, and one that is wider than high.
const UPRIGHT_PX: u32 = 320;
const WIDE_PX: u32 = 640;

/// Writes the page.
pub fn write(entries: &[Entry]) -> String {
    let mut out = String::from("# Gallery\n\n");
    let count = entries.len();
    let timelines = if count == 1 { "timeline" } else { "timelines" };
    let _ = writeln!(
        out,
        "{count} {timelines}, drawn by `demarche gallery`. A click on a picture shows it alone."
    );
    for entry in entries {
        let (title, subtitle) = (escaped(&entry.title), escaped(&entry.subtitle));
        let _ = writeln!(
            out,
            "\n## {title}\n\n{subtitle} · [event file]({})\n",
            address(&entry.source)
        );
        for (file, layout) in &entry.pictures {
            let width =
                if matches!(*layout, "horizontal" | "tracks") { WIDE_PX } else { UPRIGHT_PX };
            let (href, alt) = (address(file), attribute(&format!("{}, {layout}", entry.title)));
            let _ = writeln!(
                out,
                "<a href=\"{href}\"><img src=\"{href}\" width=\"{width}\" alt=\"{alt}\"></a>"
            );
        }
    }
    out
}

/// A text that means itself in Markdown and in HTML, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c if crate::draw::markup::is_printable(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// The same in the value of an attribute.
fn attribute(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A path as an address: what would end it or begin something else as bytes in hexadecimal.
fn address(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        b'\\' => "/".to_owned(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::{Entry, write};

    #[test]
    fn hostile_titles_and_names_stay_text() {
        let page = write(&[Entry {
            title: "A <b>*talk*</b>\n# [x](y) \"z\" \u{202e}".to_owned(),
            subtitle: "1 event".to_owned(),
            source: "../a b)/ü.yaml".to_owned(),
            pictures: vec![("a\".svg".to_owned(), "vertical")],
        }]);
        let expected = "\
# Gallery

1 timeline, drawn by `demarche gallery`. A click on a picture shows it alone.

## A &lt;b>\\*talk\\*&lt;/b> \\# \\[x\\](y) \"z\" \n
1 event · [event file](../a%20b%29/%C3%BC.yaml)

<a href=\"a%22.svg\"><img src=\"a%22.svg\" width=\"320\" alt=\"A &lt;b>*talk*&lt;/b> # [x](y) &quot;z&quot; \u{202e}, vertical\"></a>
";
        assert_eq!(page, expected);
    }
}
