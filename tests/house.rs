//! The house: which room may import which, and where each outside crate may be named.

#![allow(clippy::disallowed_methods, reason = "a test reads the sources")]

use std::fs;
use std::path::{Path, PathBuf};

/// For each room, the rooms that it may import. Imports go down only.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("date", &[]),
    ("quotation", &[]),
    ("prose", &["quotation"]),
    ("source", &["diagnostic"]),
    ("timeline", &["source", "date", "diagnostic"]),
    ("graph", &["timeline"]),
    ("order", &["timeline", "date", "diagnostic"]),
    ("commitments", &["order", "timeline", "date", "diagnostic"]),
    (
        "check",
        &["commitments", "order", "graph", "timeline", "date", "diagnostic", "prose", "quotation"],
    ),
    ("draft", &["prose", "quotation", "date"]),
    ("layout", &["commitments", "order", "timeline", "date"]),
    ("draw", &["layout", "timeline", "source", "diagnostic"]),
    ("embed", &["export", "source", "diagnostic"]),
    (
        "export",
        &[
            "draw",
            "layout",
            "commitments",
            "order",
            "graph",
            "timeline",
            "date",
            "diagnostic",
            "quotation",
        ],
    ),
];

/// For each outside crate, the only rooms that may name it.
const FENCES: &[(&str, &[&str])] = &[
    ("granit_parser", &["source"]),
    ("chrono", &["date"]),
    ("chrono_tz", &["date"]),
    ("julian", &["date"]),
    ("icu_datetime", &["date"]),
    ("icu_calendar", &["date"]),
    ("icu_locale_core", &["date"]),
    ("petgraph", &["graph"]),
    ("plotters", &["draw"]),
    ("plotters_backend", &["draw"]),
    ("harfrust", &["draw"]),
    ("notosans", &["draw"]),
    ("dejavu", &["draw"]),
    ("skrifa", &["draw"]),
    ("pdf_writer", &["draw"]),
    ("subsetter", &["draw"]),
    ("resvg", &["export"]),
    ("png", &["export"]),
    ("unicode_bidi", &["draw", "layout"]),
    ("unicode_linebreak", &["layout"]),
    ("batsat", &["layout"]),
    ("annotate_snippets", &["diagnostic"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("httparse", &["cli"]),
    ("tempfile", &["cli"]),
    ("serde_yaml", &["export"]),
    ("unicode_segmentation", &["prose", "quotation"]),
    ("memchr", &["diagnostic", "quotation", "source"]),
    ("ecow", &["source", "timeline"]),
    ("thin_vec", &["date", "source", "timeline"]),
    ("unicode_normalization", &["quotation", "draft"]),
    ("sha2", &["export", "embed", "quotation"]),
    ("base64", &["export"]),
    ("html5gum", &["draft"]),
    ("pulldown_cmark", &["draft", "embed"]),
    ("encoding_rs", &["draft"]),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the project").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every file of `src` with its room and the code before its unit tests.
fn code() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    rust_files(&src)
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&src).expect("a path under src");
            let room =
                inside.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned());
            let text = fs::read_to_string(&path).expect("a source file");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            (room.unwrap_or_default(), path, text)
        })
        .collect()
}

/// The words that follow `prefix` in code, not in comments.
fn named_after<'a>(text: &'a str, prefix: &str) -> Vec<&'a str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.match_indices(prefix).map(move |(at, _)| &line[at + prefix.len()..]))
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
        })
        .collect()
}

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    for (room, path, text) in code() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == room) else {
            continue;
        };
        for target in named_after(&text, "crate::") {
            let is_room = MAY_IMPORT.iter().any(|(name, _)| *name == target) || target == "cli";
            if is_room && target != room && !allowed.contains(&target) {
                wrong.push(format!("{}: `{room}` imports `{target}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    let rooms: Vec<String> = code().into_iter().map(|(room, _, _)| room).collect();
    let known = |room: &str| {
        matches!(room, "lib.rs" | "main.rs" | "cli") || MAY_IMPORT.iter().any(|(n, _)| *n == room)
    };
    let unknown: Vec<&String> = rooms.iter().filter(|r| !known(r)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (room, path, text) in code() {
        for (name, rooms) in FENCES {
            let prefix = format!("{name}::");
            let uses =
                text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
                    line.match_indices(&prefix).any(|(at, _)| {
                        !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                    })
                });
            if uses && !rooms.contains(&room.as_str()) {
                wrong.push(format!(
                    "{}: names `{name}`, which belongs to {rooms:?}",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
