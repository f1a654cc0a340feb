//! HTML as text in which nothing from a file can be markup.
//!
//! [`Html::raw`] takes only what stands in the program itself; everything else goes through [`Html::text`] or
//! [`Html::attribute`], which escape it. Control characters and bidirectional overrides are left out, as in
//! the picture; each text that a person wrote stands in an element of its own direction.

use crate::draw::markup::is_printable;

/// A page that is being written.
#[derive(Debug, Default)]
pub struct Html {
    out: String,
}

impl Html {
    /// Markup of the program's own.
    pub fn raw(&mut self, markup: &'static str) -> &mut Html {
        self.out.push_str(markup);
        self
    }

    /// A text from anywhere.
    pub fn text(&mut self, text: &str) -> &mut Html {
        escape(&mut self.out, text);
        self
    }

    /// ` name="value"`, inside a tag that is open.
    pub fn attribute(&mut self, name: &'static str, value: &str) -> &mut Html {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(&mut self.out, value);
        self.out.push('"');
        self
    }

    /// A text in an element that keeps its direction to itself: `<bdi>…</bdi>`.
    pub fn apart(&mut self, text: &str) -> &mut Html {
        self.raw("<bdi>").text(text).raw("</bdi>")
    }

    /// A link to an address that the caller has found safe.
    pub fn link(&mut self, href: &str, text: &str) -> &mut Html {
        self.raw("<a").attribute("href", href).raw(">").apart(text).raw("</a>")
    }

    /// A picture that [`crate::draw`] has drawn; it escaped what is in it.
    pub fn picture(&mut self, svg: &str) -> &mut Html {
        self.out.push_str(svg);
        self
    }

    /// The page.
    pub fn finish(self) -> String {
        self.out
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars().filter(|&c| is_printable(c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn a_text_cannot_become_markup() {
        let mut html = Html::default();
        html.raw("<p").attribute("title", "\" onload='x'").raw(">");
        html.text("</p><script>\u{202e}\u{0}\u{1b}&amp;").raw("</p>");
        assert_eq!(
            html.finish(),
            "<p title=\"&quot; onload='x'\">&lt;/p&gt;&lt;script&gt;&amp;amp;</p>"
        );
    }
}
