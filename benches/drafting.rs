//! How long a draft of so many bytes takes, and how long the check of one quotation in them.
//!
//! `cargo bench --bench drafting -- [BYTES…]` (default 100000 1000000): the articles of the tests, over and over, each
//! paragraph with a sentence of its own so that none is taken for a repeated caption.

#![allow(clippy::disallowed_methods, reason = "a benchmark reads files and its arguments")]

use demarche::draft::{Request, draft};
use demarche::prose::Lexicon;
use demarche::quotation::Saved;
use std::hint::black_box;
use std::time::Instant;

fn text_of(bytes: usize) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the articles")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let articles: Vec<String> =
        paths.iter().map(|path| std::fs::read_to_string(path).expect("an article")).collect();
    let mut text = String::new();
    let mut number = 0;
    while text.len() < bytes {
        for article in &articles {
            for paragraph in article.split("\n\n").filter(|p| p.split_whitespace().count() > 12) {
                number += 1;
                text.push_str(&format!("{} This was paragraph {number}.\n\n", paragraph.trim()));
            }
        }
    }
    text.truncate(
        text.char_indices().map(|(at, _)| at).take_while(|at| *at <= bytes).last().unwrap_or(0),
    );
    text
}

fn main() {
    let mut wanted: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    if wanted.is_empty() {
        wanted = vec![100_000, 1_000_000];
    }
    println!("   bytes  events   draft, s   MB/s   quotation, µs");
    let lexicon = Lexicon::english();
    for bytes in wanted {
        let text = text_of(bytes);
        let mut times = Vec::new();
        let mut events = 0;
        for _ in 0..3 {
            let start = Instant::now();
            let request = Request { text: &text, key: "article".to_owned(), ..Request::default() };
            let made = draft(&[request], &lexicon).expect("English");
            black_box(made.to_yaml());
            events = made.events.len();
            times.push(start.elapsed().as_secs_f64());
        }
        times.sort_by(f64::total_cmp);
        let saved = Saved::new(&text);
        let start = Instant::now();
        let quotes: Vec<&str> =
            saved.passages().iter().take(200).map(|p| &text[p.inner.clone()]).collect();
        for quote in &quotes {
            black_box(saved.verify(quote));
        }
        let each = start.elapsed().as_secs_f64() * 1e6 / quotes.len().max(1) as f64;
        println!(
            "{:>8} {:>7} {:>10.3} {:>6.2} {:>15.1}",
            text.len(),
            events,
            times[1],
            text.len() as f64 / 1e6 / times[1],
            each
        );
    }
}
