//! The evidence: every event with every source that is cited for it, as a table for an annex.
//!
//! One row is one citation: event, date, words, source, place in the source, address, and what holding the words
//! against the saved text gave. An event without a source has a row too, so that the gap shows. Rows are in the
//! order of the picture, and sources have the numbers that they have there.

use crate::date::print;
use crate::export::Subject;
use crate::layout::furniture::source_numbers;
use crate::layout::sequence::sequence;
use crate::layout::words;
use crate::quotation;
use crate::timeline::{Citation, EventId};

/// The heads of the columns.
const HEADS: [&str; 8] = ["No.", "Event", "Date", "Words", "Source", "Place", "Address", "Check"];

/// The rows of the table, each with as many cells as there are heads.
fn rows(subject: Subject<'_>) -> Vec<[String; 8]> {
    let timeline = subject.timeline;
    let chosen: Vec<EventId> = timeline.event_ids().collect();
    let sequence = sequence(timeline, subject.order, &chosen);
    let numbers = source_numbers(timeline, &sequence);
    let mut rows = Vec::new();
    for (index, &id) in sequence.rows.iter().enumerate() {
        let event = timeline.event(id);
        let number = (index + 1).to_string();
        let date = event.reading().map_or_else(String::new, |r| print::full(&r.civil));
        let quote = event.quote.as_ref().map_or("", |quote| quote.value.as_str());
        let head = [number, event.title.to_string(), date, quote.to_owned()];
        let cited: Vec<Option<&Citation>> = match event.citations.as_slice() {
            [] => vec![None],
            citations => citations.iter().map(Some).collect(),
        };
        for citation in cited {
            let [number, title, date, quote] = head.clone();
            let tail = match citation {
                None => ["no source".to_owned(), String::new(), String::new(), String::new()],
                Some(citation) => {
                    let source = timeline.source(citation.source);
                    let number = numbers[citation.source.0 as usize];
                    let number = number.map_or(String::new(), |number| format!("[{number}] "));
                    let address = source.archive.as_deref().or(source.url.as_deref());
                    [
                        format!("{number}{}", words::source(source, &timeline.printer)),
                        citation.locator.as_deref().unwrap_or_default().to_owned(),
                        address.unwrap_or_default().to_owned(),
                        result(subject, id, citation).to_owned(),
                    ]
                }
            };
            let [source, locator, address, result] = tail;
            rows.push([number, title, date, quote, source, locator, address, result]);
        }
    }
    rows
}

/// What holding the words of an event against a source gave.
fn result(subject: Subject<'_>, event: EventId, citation: &Citation) -> &'static str {
    let source = subject.timeline.source(citation.source);
    match (&subject.timeline.event(event).quote, &source.text, source.saved) {
        (None, _, _) => "no words to check",
        (Some(_), None, _) => "no saved text",
        (Some(_), Some(_), None) => "saved text not found",
        (Some(quote), Some(_), Some(file)) => {
            quotation::verify(&subject.files.get(file).text, &quote.value).word()
        }
    }
}

/// A cell on one line, without what no table can hold.
fn cell(text: &str) -> String {
    let text: String = text.chars().filter(|&c| crate::draw::markup::is_printable(c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As a table of GitHub-flavoured Markdown.
pub fn markdown(subject: Subject<'_>) -> String {
    let escaped = |text: &str| {
        let mut out = String::new();
        for c in cell(text).chars() {
            // Also `<`: what a file says is no HTML.
            if "\\|*_`[]<>~$".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
        out
    };
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = line(HEADS.iter().map(|head| (*head).to_owned()).collect());
    out.push_str(&line(HEADS.iter().map(|_| "---".to_owned()).collect()));
    for row in rows(subject) {
        out.push_str(&line(row.iter().map(|cell| escaped(cell)).collect()));
    }
    out
}

/// As CSV (RFC 4180), with a first line of heads.
pub fn csv(subject: Subject<'_>) -> String {
    let field = |text: &str| {
        let text = cell(text);
        // A spreadsheet takes what begins like this for a formula; an apostrophe makes it a text.
        let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text };
        if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let line = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
        format!("{}\r\n", cells.join(","))
    };
    let mut out = line(&HEADS);
    for row in rows(subject) {
        out.push_str(&line(&row.each_ref().map(String::as_str)));
    }
    out
}

/// As a `longtable` for LaTeX, with the packages that it needs in a comment.
pub fn latex(subject: Subject<'_>) -> String {
    let escaped = |text: &str| crate::export::escape::latex(&cell(text));
    let mut out = "% \\usepackage{longtable,booktabs,array,xurl}, \\usepackage{pdflscape} for \\begin{landscape}\n".to_owned();
    out.push_str("{\\footnotesize\\raggedright\n\\setlength{\\tabcolsep}{3pt}\n");
    let widths = ["0.04", "0.14", "0.11", "0.19", "0.17", "0.08", "0.12", "0.08"];
    let columns: Vec<String> = widths
        .iter()
        .map(|width| format!(">{{\\raggedright\\arraybackslash}}p{{{width}\\linewidth}}"))
        .collect();
    out.push_str(&format!("\\begin{{longtable}}{{@{{}}{}@{{}}}}\n\\toprule\n", columns.join("")));
    out.push_str(&format!("{} \\\\\n\\midrule\n\\endhead\n", HEADS.join(" & ")));
    for row in rows(subject) {
        let mut cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        if !row[6].is_empty() {
            cells[6] = format!("\\nolinkurl{{{}}}", crate::export::escape::latex_address(&row[6]));
        }
        out.push_str(&format!("{} \\\\\n", cells.join(" & ")));
    }
    out.push_str("\\bottomrule\n\\end{longtable}\n}\n");
    out
}

/// As a `table` for Typst.
pub fn typst(subject: Subject<'_>) -> String {
    let string =
        |text: &str| format!("\"{}\"", cell(text).replace('\\', "\\\\").replace('"', "\\\""));
    let mut out = "#set text(size: 7pt, hyphenate: true)\n#table(\n  columns: (auto, 2fr, 1.4fr, 3fr, 2.4fr, 1fr, 1.6fr, 1.1fr),\n  stroke: 0.4pt + luma(200),\n".to_owned();
    let heads: Vec<String> = HEADS.iter().map(|head| format!("[*{head}*]")).collect();
    out.push_str(&format!("  table.header({}),\n", heads.join(", ")));
    for row in rows(subject) {
        let cells: Vec<String> = row.iter().map(|cell| string(cell)).collect();
        out.push_str(&format!("  {},\n", cells.join(", ")));
    }
    out.push_str(")\n");
    out
}

#[cfg(test)]
mod tests {
    use super::{HEADS, csv, latex, markdown, typst};
    use crate::Compiled;
    use crate::export::Subject;

    const FILE: &str = "\
title: T
sources: { a: { title: 'A | b_c & 100 %', url: 'https://example.org/a_b?c=1&d=%20#x' }, b: { title: B, text: b.txt } }
actors: { x: { name: X } }
events:
  - { kind: statement, date: 2016-09-05, title: '=cmd()', speaker: x, quote: 'He said \"no\", <b>twice</b>', source: [{ a: p. 3 }, b] }
  - { kind: meeting, date: 2016-09-06, title: M, actors: [x] }
";

    fn with<T>(test: impl FnOnce(Subject<'_>) -> T) -> T {
        let compiled: Compiled =
            crate::compile("t.yaml", FILE.to_owned(), &mut |_| Err(String::new()));
        test(Subject {
            files: &compiled.files,
            timeline: &compiled.timeline,
            graph: &compiled.graph,
            order: &compiled.order,
        })
    }

    #[test]
    fn a_row_for_each_citation_and_for_each_event_without_one() {
        let lines = with(markdown);
        assert_eq!(lines.lines().count(), 2 + 3, "{lines}");
        assert!(lines.lines().all(|line| line.matches(" | ").count() >= HEADS.len() - 1));
        assert!(lines.contains("\\[1\\] “A \\| b\\_c & 100 %”. | p. 3 |"), "{lines}");
        assert!(lines.contains("| no source |"), "{lines}");
    }

    #[test]
    fn a_spreadsheet_gets_texts_and_no_formulas() {
        let table = with(csv);
        assert!(table.contains("\r\n1,'=cmd(),"), "{table}");
        assert!(table.contains("\"He said \"\"no\"\", <b>twice</b>\""), "{table}");
    }

    #[test]
    fn typesetters_get_texts_and_no_commands() {
        let table = with(latex);
        assert!(table.contains("A | b\\_c \\& 100 \\%"), "{table}");
        assert!(
            table.contains("\\nolinkurl{https://example.org/a_b?c=1\\&d=\\%20\\#x}"),
            "{table}"
        );
        assert!(with(typst).contains("\"He said \\\"no\\\", <b>twice</b>\""));
    }
}
