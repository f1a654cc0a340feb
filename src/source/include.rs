//! The walk over an event file and the files that it includes.

use crate::diagnostic::{Diagnostic, FileId, Files, Severity, Span};
use crate::source::decode::{self, Role};
use crate::source::document::{Document, Text};
use crate::source::findings::{Findings, INCLUDE_FAILED, MISSING_KEY, TOO_MUCH, error};
use crate::source::{Loader, MAX_BYTES, MAX_FILES, parse};
use std::collections::VecDeque;
use std::path::{Component, Path, PathBuf};

/// A file that was read or is to be read.
struct Visit {
    /// Its path as the loader is given it; two visits with one path are one file.
    path: PathBuf,
    /// Which visit named it, and where; `None` for the main file.
    named: Option<(usize, Span)>,
}

/// See [`crate::source::read`].
pub(super) fn read_all(
    files: &mut Files,
    name: &str,
    text: String,
    load: &mut Loader<'_>,
) -> (Vec<Document>, Vec<Diagnostic>) {
    let mut walk = Walk { visits: Vec::new(), findings: Findings::default(), complete: true };
    let mut documents = Vec::new();
    let mut bytes_left = MAX_BYTES;
    let mut next = VecDeque::from([0]);
    walk.visits.push(Visit { path: tidy(Path::new(name)), named: None });
    let mut main = Some(text);

    while let Some(visit) = next.pop_front() {
        let fetched = match main.take() {
            Some(text) => Ok((name.to_owned(), text)),
            None => {
                let path = walk.visits[visit].path.display().to_string();
                load(&path).map(|text| (path, text))
            }
        };
        let (path, text) = match fetched {
            Ok(fetched) => fetched,
            Err(reason) => {
                walk.not_fetched(visit, &reason);
                continue;
            }
        };
        if text.len() > bytes_left {
            files.add(&path, String::new());
            walk.too_large(visit, &path);
            continue;
        }
        bytes_left -= text.len();
        let file = files.add(&path, text);
        let role = if visit == 0 { Role::Main } else { Role::Included };
        match read_one(file, &files.get(file).text, role, &mut walk.findings) {
            Some(document) => {
                for include in &document.include {
                    next.extend(walk.name(visit, include));
                }
                documents.push(document);
            }
            None => walk.complete = false,
        }
    }
    if !walk.complete {
        documents.clear();
    }
    (documents, walk.findings.into_vec())
}

fn read_one(file: FileId, text: &str, role: Role, findings: &mut Findings) -> Option<Document> {
    match parse::parse(file, text, findings) {
        Ok(Some(parsed)) => decode::document(file, text, parsed, role, findings),
        Ok(None) if role == Role::Included => Some(Document { file, ..Document::default() }),
        Ok(None) => {
            let message = "the file is empty: `title` and `events` are missing";
            let start = Span::new(file, 0, 0);
            findings.add(|| {
                error(MISSING_KEY, message, start, "nothing but blanks and comments")
                    .help("write `title: …`, then `events:` and under it `  - kind: meeting`")
            });
            None
        }
        Err(fatal) => {
            findings.add(|| *fatal);
            None
        }
    }
}

struct Walk {
    visits: Vec<Visit>,
    findings: Findings,
    /// Whether every file could be read.
    complete: bool,
}

impl Walk {
    /// Notes a file that is named under `include`; gives its visit if it has to be read.
    fn name(&mut self, visit: usize, include: &Text) -> Option<usize> {
        let path = beside(&self.visits[visit].path, &include.value);
        if let Some(circle) = self.circle(visit, &path) {
            let name = include.value.clone();
            self.findings.add(|| {
                error(
                    INCLUDE_FAILED,
                    format!("`{name}` includes itself{circle}"),
                    include.span,
                    "a circle",
                )
                .help("remove this `include`")
            });
            return None;
        }
        if self.visits.iter().any(|known| known.path == path) {
            return None;
        }
        if self.visits.len() == MAX_FILES {
            self.complete = false;
            self.findings.add(|| {
                let message = format!("more than {MAX_FILES} files are included");
                error(TOO_MUCH, message, include.span, "one file too many")
                    .help("join some of the files")
            });
            return None;
        }
        self.visits.push(Visit { path, named: Some((visit, include.span)) });
        Some(self.visits.len() - 1)
    }

    /// Whether a path is that of a visit or of one that led to it; if so, by way of which others, in words.
    fn circle(&self, visit: usize, path: &Path) -> Option<String> {
        let mut through: Vec<String> = Vec::new();
        let mut at = visit;
        loop {
            let step = &self.visits[at];
            if step.path == path {
                through.reverse();
                let way = format!(", by way of {}", through.join(" and "));
                return Some(if through.is_empty() { String::new() } else { way });
            }
            through.push(format!("`{}`", step.path.display()));
            at = step.named?.0;
        }
    }

    fn not_fetched(&mut self, visit: usize, reason: &str) {
        self.complete = false;
        let Visit { path, named } = &self.visits[visit];
        let span = named.map(|(_, span)| span).unwrap_or_default();
        self.findings.add(|| {
            let message = format!("`{}` cannot be read: {reason}", path.display());
            error(INCLUDE_FAILED, message, span, "included here")
                .help("paths count from the folder of the file that includes")
        });
    }

    fn too_large(&mut self, visit: usize, path: &str) {
        self.complete = false;
        let named = self.visits[visit].named;
        self.findings.add(|| {
            let message = format!("`{path}` makes more than {} MiB in all", MAX_BYTES >> 20);
            let finding = Diagnostic::new(TOO_MUCH, Severity::Error, message);
            match named {
                Some((_, span)) => finding.at(span, "included here"),
                None => finding,
            }
            .help("make a file for each part of the story")
        });
    }
}

/// A path that a file names, as seen from where the program runs.
pub(super) fn beside(file: &Path, named: &str) -> PathBuf {
    tidy(&file.parent().unwrap_or(Path::new("")).join(named))
}

/// A path without `.`, and without `..` where a folder precedes it, so that one file has one path.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(tidy.components().next_back(), Some(Component::Normal(_))) =>
            {
                tidy.pop();
            }
            Component::Prefix(_)
            | Component::RootDir
            | Component::ParentDir
            | Component::Normal(_) => {
                tidy.push(component);
            }
        }
    }
    tidy
}
