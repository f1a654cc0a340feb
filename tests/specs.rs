//! Runs the event files in `tests/specs/*.md` and compares what is found with the marks in them.
//!
//! A spec is Markdown for people; its `yaml` blocks are whole event files. A comment at the end of a line marks a
//! finding whose primary place begins on that line, by severity, code and the first words of its message:
//!
//! ```text
//!     date: Monday, 2016-09-04  # error[D101]: `talks` is dated Monday 4 September 2016
//! ```
//!
//! One line can carry several marks. Every mark must be met by one finding, and every error and warning must be
//! marked. Notes may go unmarked, except in blocks that open with `yaml notes`; in blocks that open with `yaml possible`
//! what is merely possible is asked for, too, and every note marked.
#![allow(clippy::disallowed_methods, reason = "the specs are files beside this test")]

use demarche::Compiled;
use demarche::check::Evidence;
use demarche::diagnostic::Severity;
use std::fmt;
use std::path::Path;

/// What is expected or found on one line.
#[derive(Debug, Clone, PartialEq)]
struct Mark {
    line: usize,
    severity: Severity,
    code: String,
    words: String,
}

/// One event file of a spec.
#[derive(Debug)]
struct Block {
    heading: String,
    /// Line of the spec on which the block's first line stands.
    first_line: usize,
    with_notes: bool,
    with_possible: bool,
    text: String,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity, self.code, self.words)
    }
}

#[test]
fn specs_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs");
    let mut specs: Vec<_> = std::fs::read_dir(&folder)
        .expect("tests/specs can be listed")
        .map(|entry| entry.expect("tests/specs can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    specs.sort();
    assert!(!specs.is_empty(), "no specs in {}", folder.display());

    let mut broken = Vec::new();
    for path in specs {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let spec = std::fs::read_to_string(&path).expect("a spec is text");
        let blocks = blocks(&spec);
        assert!(!blocks.is_empty(), "{name} has no yaml block");
        broken.extend(blocks.iter().flat_map(|block| examine(&name, block)));
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// The differences between the marks of a block and what is found in it, one line each.
fn examine(spec: &str, block: &Block) -> Vec<String> {
    let mut texts = |path: &str| match path {
        "texts/wire.txt" => Ok(include_str!("specs/texts/wire.txt").to_owned()),
        _ => Err("there is no such file".to_owned()),
    };
    let compiled = demarche::compile(spec, block.text.clone(), &mut texts);
    let possible = if block.with_possible {
        let Compiled { files, timeline, graph, order, .. } = &compiled;
        demarche::check::possible::find(&Evidence {
            timeline,
            graph,
            order,
            files,
            quotations: &[],
        })
    } else {
        Vec::new()
    };
    let mut found: Vec<Mark> = compiled
        .findings
        .iter()
        .chain(&possible)
        .map(|finding| Mark {
            line: finding.primary().map_or(1, |span| compiled.files.position(span).line),
            severity: finding.severity,
            code: finding.code.to_string(),
            words: finding.message.clone(),
        })
        .collect();

    let mut differences = Vec::new();
    let at =
        |mark: &Mark| format!("{spec}:{} ({})", block.first_line + mark.line - 1, block.heading);
    for expected in block.text.lines().enumerate().flat_map(|(i, line)| marks(i + 1, line)) {
        let met = found.iter().position(|found| {
            (found.line, found.severity, &found.code)
                == (expected.line, expected.severity, &expected.code)
                && found.words.starts_with(&expected.words)
        });
        match met {
            Some(met) => drop(found.remove(met)),
            None => differences.push(format!("{}: not found: {expected}", at(&expected))),
        }
    }
    let unmarked = found.iter().filter(|mark| block.with_notes || mark.severity != Severity::Note);
    differences.extend(unmarked.map(|mark| format!("{}: not marked: {mark}", at(mark))));
    differences
}

/// The marks at the end of a line.
fn marks(line: usize, text: &str) -> Vec<Mark> {
    let severities =
        [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];
    let mut marks = Vec::new();
    for comment in text.split("# ").skip(1) {
        for (word, severity) in severities {
            let code_and_words = comment.strip_prefix(word).and_then(|rest| rest.strip_prefix('['));
            let Some((code, words)) = code_and_words.and_then(|rest| rest.split_once(']')) else {
                continue;
            };
            let words = words.trim_start_matches(':').trim().to_owned();
            marks.push(Mark { line, severity, code: code.to_owned(), words });
        }
    }
    marks
}

/// The `yaml` blocks of a spec.
fn blocks(spec: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut heading = String::new();
    let mut inside = false;
    for (i, line) in spec.lines().enumerate() {
        match (inside, line) {
            (false, "```yaml" | "```yaml notes" | "```yaml possible") => {
                blocks.push(Block {
                    heading: heading.clone(),
                    first_line: i + 2,
                    with_notes: line != "```yaml",
                    with_possible: line.ends_with("possible"),
                    text: String::new(),
                });
                inside = true;
            }
            (false, _) if line.starts_with('#') => {
                heading = line.trim_start_matches('#').trim().to_owned();
            }
            (false, _) => {}
            (true, "```") => inside = false,
            (true, _) => {
                if let Some(block) = blocks.last_mut() {
                    block.text.push_str(line);
                    block.text.push('\n');
                }
            }
        }
    }
    assert!(!inside, "a yaml block is not closed");
    blocks
}

#[test]
fn marks_are_read_from_the_end_of_a_line() {
    let line = "    date: 2016-9-5  # error[D001]: `2016-9-5` cannot # note[D605]";
    let found = marks(7, line);
    let found: Vec<String> = found.iter().map(Mark::to_string).collect();
    assert_eq!(found, ["error[D001]: `2016-9-5` cannot", "note[D605]: "]);
    assert!(marks(1, "color: \"#1f5fa8\"  # a remark").is_empty());
}

#[test]
fn blocks_know_their_heading_and_line() {
    let spec =
        "# Dates\n\ntext\n\n```yaml\ntitle: A\n```\n\n## More\n\n```yaml notes\ntitle: B\n```\n";
    let found = blocks(spec);
    let found: Vec<_> =
        found.iter().map(|b| (b.heading.as_str(), b.first_line, b.with_notes)).collect();
    assert_eq!(found, [("Dates", 6, false), ("More", 12, true)]);
}
