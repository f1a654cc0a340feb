//! The protocol of mdBook's preprocessors: a book as JSON comes in, and goes out with its timelines drawn.
//!
//! The book is walked without being understood: whatever else it holds, of this version or the next, goes out as
//! it came in.

use crate::embed::request::{Request, of_place};
use crate::embed::{Content, Language, Place, apply, find, line_of};
use serde_json::Value;

/// A timeline that a chapter wants.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// Path of the chapter's file, relative to the book's sources.
    pub chapter: &'a str,
    /// The line of the chapter that it stands on.
    pub line: usize,
    /// What it asks for.
    pub request: &'a Request,
    /// The number of the picture in the book, from 1.
    pub number: usize,
}

/// Draws every timeline of a book. `draw` gives the HTML that stands in a timeline's place.
///
/// The input is `[context, book]`; `folder`, given to `draw` through what it captures, is in the context
/// ([`sources`]). Gives the book.
///
/// # Errors
/// The input is not what mdBook writes, or a timeline cannot be drawn: one sentence.
pub fn rewrite(
    input: &str,
    draw: &mut dyn FnMut(&Wanted<'_>) -> Result<String, String>,
) -> Result<String, String> {
    let parsed: Value = serde_json::from_str(input)
        .map_err(|error| format!("the book is not JSON as mdBook writes it: {error}"))?;
    let Value::Array(mut pair) = parsed else {
        return Err("the book is not the pair of context and book that mdBook writes".to_owned());
    };
    let (Some(mut book), 1) = (pair.pop(), pair.len()) else {
        return Err("the book is not the pair of context and book that mdBook writes".to_owned());
    };
    let mut number = 0;
    walk(&mut book, &mut number, draw)?;
    Ok(book.to_string())
}

/// The folder of the book's sources, as its context names it.
pub fn sources(input: &str) -> Option<String> {
    let parsed: Value = serde_json::from_str(input).ok()?;
    let context = parsed.get(0)?;
    let root = context.get("root")?.as_str()?;
    let source = context.pointer("/config/book/src").and_then(Value::as_str).unwrap_or("src");
    Some(format!("{root}/{source}"))
}

fn walk(
    value: &mut Value,
    number: &mut usize,
    draw: &mut dyn FnMut(&Wanted<'_>) -> Result<String, String>,
) -> Result<(), String> {
    match value {
        Value::Array(items) => {
            for item in items {
                walk(item, number, draw)?;
            }
        }
        Value::Object(fields) => {
            let path = ["source_path", "path"].iter().find_map(|key| fields.get(*key)?.as_str());
            let path = path.unwrap_or_default().to_owned();
            if let Some(Value::String(content)) = fields.get_mut("content") {
                *content = chapter(content, &path, number, draw)?;
            }
            for (_, field) in fields.iter_mut() {
                walk(field, number, draw)?;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    Ok(())
}

fn chapter(
    content: &str,
    path: &str,
    number: &mut usize,
    draw: &mut dyn FnMut(&Wanted<'_>) -> Result<String, String>,
) -> Result<String, String> {
    let mut edits = Vec::new();
    for place in find(content, Language::Markdown) {
        let line = line_of(content, place.span.start);
        let request = match of_place(&place, line) {
            None => continue,
            Some(Err(wrong)) => return Err(format!("{path}:{}: {}", wrong.line, wrong.message)),
            Some(Ok(request)) => request,
        };
        *number += 1;
        let wanted = Wanted { chapter: path, line, request: &request, number: *number };
        let drawn = draw(&wanted)?;
        edits.push((replaced(&place), figure(&drawn, request.option("caption"), &place)));
    }
    Ok(apply(content, &edits))
}

/// What the figure takes the place of.
fn replaced(place: &Place) -> std::ops::Range<usize> {
    match &place.content {
        Content::Block(block) => place.span.start..block.reference.end,
        Content::Image(image) => image.whole.clone(),
    }
}

/// The figure around a drawn picture, with lines indented as the block was.
fn figure(drawn: &str, caption: Option<&str>, place: &Place) -> String {
    let indent = match &place.content {
        Content::Block(block) => block.indent.as_str(),
        Content::Image(_) => "",
    };
    let mut out = format!("<figure class=\"timeline\">\n{drawn}\n");
    if let Some(caption) = caption {
        // Between empty lines, it is Markdown again.
        out.push_str(&format!("<figcaption>\n\n{caption}\n\n</figcaption>\n"));
    }
    out.push_str("</figure>\n");
    out.replace('\n', &format!("\n{indent}"))
}

#[cfg(test)]
mod tests {
    use super::{rewrite, sources};

    #[test]
    fn chapters_are_rewritten_and_all_else_stays() {
        let input = r#"[{"root":"/b","config":{"book":{"src":"text"}}},
            {"items":[{"Chapter":{"name":"One","content":"A\n\n```timeline\nfile: t.yaml\n//| caption: a < b\n```\n\nB ![x](u.yaml) C\n",
            "path":"one.md","sub_items":[{"Chapter":{"content":"none","path":"two.md"}}]}},"Separator"],"odd":[1.5,null]}]"#;
        let mut asked = Vec::new();
        let book = rewrite(input, &mut |wanted| {
            asked.push(format!("{} {} {:?}", wanted.chapter, wanted.line, wanted.request.origin));
            Ok(format!("<svg {}>", wanted.number))
        })
        .expect("a book");
        let book: serde_json::Value = serde_json::from_str(&book).expect("JSON");
        assert_eq!(
            book["items"][0]["Chapter"]["content"],
            "A\n\n<figure class=\"timeline\">\n<svg 1>\n<figcaption>\n\na < b\n\n</figcaption>\n</figure>\n\nB <figure class=\"timeline\">\n<svg 2>\n</figure>\n C\n"
        );
        assert_eq!(book["odd"], serde_json::json!([1.5, null]));
        assert_eq!(asked, ["one.md 3 File(\"t.yaml\")", "one.md 8 File(\"u.yaml\")"]);
        assert_eq!(sources(input).as_deref(), Some("/b/text"));
        assert!(rewrite("{}", &mut |_| Ok(String::new())).is_err());
    }
}
