//! Bytes as they are saved → the text of an article: encodings, HTML, Markdown.
//!
//! A text is UTF-8 unless a byte-order mark, the page itself or the caller declares another encoding. HTML is cut into
//! tokens by the rules of the WHATWG; what a page says about itself (title, day of publication) is kept apart.

use encoding_rs::Encoding;
use html5gum::{Token, Tokenizer};

/// The text of an article, and what its page says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The text; paragraphs are parted by empty lines.
    pub text: String,
    /// Whether the text is the file as it is saved, byte for byte.
    pub as_saved: bool,
    /// Title.
    pub title: Option<String>,
    /// The site.
    pub publisher: Option<String>,
    /// The day of publication, as the page writes it.
    pub published: Option<String>,
}

/// Why bytes are no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Not text at all; what it seems to be.
    Binary(&'static str),
    /// Not UTF-8, and no other encoding is declared: the byte at which it breaks.
    Encoding(usize),
    /// An encoding that nobody knows.
    UnknownEncoding(String),
    /// The declared encoding does not fit the bytes.
    Misfit(&'static str),
}

/// How an article is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// As it stands.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// The format of a file, by the end of its name and, failing that, its first words.
pub fn format_of(name: &str, bytes: &[u8]) -> Format {
    let name = name.to_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if ends(&[".html", ".htm", ".xhtml"])
        || head.starts_with("<!doctype html")
        || head.starts_with("<html")
    {
        Format::Html
    } else if ends(&[".md", ".markdown"]) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// Reads the bytes of an article. `encoding` is the name of an encoding that the caller declares.
///
/// # Errors
/// [`Unreadable`]: the bytes are no text, or in an encoding that nothing declares.
pub fn read(bytes: &[u8], format: Format, encoding: Option<&str>) -> Result<Page, Unreadable> {
    if let Some(kind) = binary(bytes) {
        return Err(Unreadable::Binary(kind));
    }
    let (text, as_saved) = decode(bytes, format, encoding)?;
    Ok(match format {
        Format::Text => Page { text, as_saved, ..Page::default() },
        Format::Markdown => Page { text: markdown(&text), ..Page::default() },
        Format::Html => html(&text),
    })
}

fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 6] = [
        (b"%PDF", "a PDF: save its text"),
        (b"PK\x03\x04", "an archive or an office document: save its text"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"\x1f\x8b", "a compressed file: unpack it"),
        (b"\xd0\xcf\x11\xe0", "an office document: save its text"),
    ];
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(kind);
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let head = &bytes[..bytes.len().min(8_192)];
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    (!wide && (head.contains(&0) || odd * 20 > head.len().max(1))).then_some("binary data")
}

fn decode(
    bytes: &[u8],
    format: Format,
    encoding: Option<&str>,
) -> Result<(String, bool), Unreadable> {
    let declared = match encoding {
        Some(name) => Some(
            Encoding::for_label(name.as_bytes())
                .ok_or_else(|| Unreadable::UnknownEncoding(name.to_owned()))?,
        ),
        None => Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| {
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2_048)]).to_lowercase();
            (format == Format::Html).then(|| charset(&head)).flatten()
        }),
    };
    let plain = std::str::from_utf8(bytes);
    match (declared, plain) {
        (None, Ok(text)) => Ok((text.to_owned(), true)),
        (None, Err(error)) => Err(Unreadable::Encoding(error.valid_up_to())),
        (Some(encoding), _) if encoding == encoding_rs::UTF_8 && plain.is_ok() => {
            let text = String::from_utf8_lossy(bytes);
            let bare = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
            let as_saved = bare.len() == bytes.len();
            Ok((bare, as_saved))
        }
        (Some(encoding), _) => {
            let (text, used, wrong) = encoding.decode(bytes);
            if wrong {
                Err(Unreadable::Misfit(used.name()))
            } else {
                Ok((text.into_owned(), false))
            }
        }
    }
}

/// `charset=…` in the head of a page.
fn charset(head: &str) -> Option<&'static Encoding> {
    let at = head.find("charset")? + "charset".len();
    let rest = head[at..].trim_start_matches([' ', '=', '"', '\'']);
    let label: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    Encoding::for_label(label.as_bytes())
}

/// The words of Markdown, block by block.
fn markdown(source: &str) -> String {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let mut text = String::new();
    let mut hidden = 0usize;
    for event in Parser::new(source) {
        match event {
            Event::Start(
                Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_),
            ) => hidden += 1,
            Event::End(
                TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_),
            ) => {
                hidden = hidden.saturating_sub(1);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                text.push_str("\n\n")
            }
            Event::Text(words) | Event::Code(words) if hidden == 0 => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    text
}

/// Elements whose words are no part of an article.
const DROPPED: [&str; 14] = [
    "script", "style", "nav", "footer", "aside", "form", "button", "select", "noscript",
    "template", "svg", "iframe", "menu", "dialog",
];
/// Elements that end a paragraph.
const BLOCKS: [&str; 27] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "br",
    "tr",
    "table",
    "section",
    "article",
    "header",
    "main",
    "blockquote",
    "figure",
    "figcaption",
    "dd",
    "dt",
    "dl",
    "hr",
    "time",
    "pre",
];

/// The words of a page, paragraph by paragraph, and what it says about itself.
fn html(source: &str) -> Page {
    let mut page = Page::default();
    let mut paragraphs: Vec<String> = vec![String::new()];
    let mut dropped: Vec<String> = Vec::new();
    let mut in_title = false;
    let mut title = String::new();
    for token in Tokenizer::new(source).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_lowercase();
                let attribute = |wanted: &str| {
                    tag.attributes
                        .iter()
                        .find(|(key, _)| key.eq_ignore_ascii_case(wanted.as_bytes()))
                        .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                };
                if name == "meta" {
                    let key = attribute("property")
                        .or_else(|| attribute("name"))
                        .or_else(|| attribute("itemprop"));
                    if let (Some(key), Some(content)) = (key, attribute("content")) {
                        meta(&mut page, &key.to_lowercase(), content);
                    }
                }
                if name == "title" {
                    in_title = true;
                }
                if DROPPED.contains(&name.as_str()) && !tag.self_closing {
                    dropped.push(name.clone());
                }
                if name == "time" && page.published.is_none() {
                    page.published = attribute("datetime");
                }
                if BLOCKS.contains(&name.as_str()) {
                    paragraphs.push(String::new());
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_lowercase();
                if name == "title" {
                    in_title = false;
                }
                if let Some(at) = dropped.iter().rposition(|open| *open == name) {
                    dropped.truncate(at);
                }
                if BLOCKS.contains(&name.as_str()) {
                    paragraphs.push(String::new());
                }
            }
            Token::String(words) => {
                let words = String::from_utf8_lossy(&words);
                if in_title {
                    title.push_str(&words);
                } else if dropped.is_empty()
                    && let Some(paragraph) = paragraphs.last_mut()
                {
                    paragraph.push_str(&words);
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let paragraphs: Vec<String> = paragraphs
        .iter()
        .map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|words| !words.is_empty())
        .collect();
    page.text = paragraphs.join("\n\n") + "\n";
    if page.title.is_none() && !title.trim().is_empty() {
        page.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    page
}

fn meta(page: &mut Page, key: &str, content: String) {
    match key {
        "og:title" => page.title = Some(content),
        "og:site_name" => page.publisher = Some(content),
        "article:published_time"
        | "datepublished"
        | "date"
        | "dc.date"
        | "dc.date.issued"
        | "pubdate" => {
            page.published = Some(content);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Unreadable, format_of, read};

    #[test]
    fn html_is_cut_into_paragraphs() {
        let source = "<!doctype html><html><head><title>No deal</title>\
            <meta property=\"article:published_time\" content=\"2016-09-05T10:00:00Z\"></head>\
            <body><nav>Home</nav><article><h1>No deal</h1><p>Annan &amp; Assad <b>met</b>.</p><script>x</script></article></body>";
        let page = read(source.as_bytes(), Format::Html, None).expect("a page");
        assert_eq!(page.text, "No deal\n\nAnnan & Assad met.\n");
        assert_eq!(page.title.as_deref(), Some("No deal"));
        assert_eq!(page.published.as_deref(), Some("2016-09-05T10:00:00Z"));
    }

    #[test]
    fn markdown_loses_its_marks() {
        let page = read(b"# No *deal*\n\nAnnan **met** [Assad](x).\n", Format::Markdown, None)
            .expect("a page");
        assert_eq!(page.text.trim(), "No deal\n\nAnnan met Assad.");
    }

    #[test]
    fn encodings_are_declared_or_refused() {
        assert_eq!(read(b"caf\xe9", Format::Text, None), Err(Unreadable::Encoding(3)));
        let page = read(b"caf\xe9", Format::Text, Some("latin1")).expect("a page");
        assert_eq!(page.text, "café");
        assert!(matches!(
            read(b"x", Format::Text, Some("klingon")),
            Err(Unreadable::UnknownEncoding(_))
        ));
        assert!(matches!(read(b"%PDF-1.4", Format::Text, None), Err(Unreadable::Binary(_))));
        assert!(matches!(read(b"a\0b", Format::Text, None), Err(Unreadable::Binary(_))));
    }

    #[test]
    fn the_format_is_told_by_name_or_content() {
        assert_eq!(format_of("a.html", b""), Format::Html);
        assert_eq!(format_of("a", b"\n<!DOCTYPE html>"), Format::Html);
        assert_eq!(format_of("a.md", b""), Format::Markdown);
        assert_eq!(format_of("a.txt", b"# x"), Format::Text);
    }
}
