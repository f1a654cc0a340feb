//! A theme file as it is written: colours by their names, before any of them is looked at.

use crate::diagnostic::{Diagnostic, FileId, Files, Span};
use crate::source::decode::color;
use crate::source::document::Text;
use crate::source::findings::{Findings, MISSING_KEY, error};
use crate::source::parse;
use crate::source::reader::Reader;

/// The inks that a theme file may give a colour to.
pub const INKS: [&str; 7] = ["paper", "ground", "strong", "body", "muted", "relation", "rule"];

/// What a theme file says.
#[derive(Debug, Clone, Default)]
pub struct ThemeFile {
    /// `base`: the theme that gives what is not said.
    pub base: Option<Text>,
    /// `lines`: what tells delegations apart.
    pub lines: Option<Text>,
    /// A colour for each of [`INKS`] that has one, in their order.
    pub inks: Vec<(&'static str, Text)>,
    /// `palette`: colours for delegations.
    pub palette: Vec<Text>,
}

/// Reads a theme file. Its text is added to `files` under `name`. Gives nothing if the text is no map of YAML.
pub fn read_theme(
    files: &mut Files,
    name: &str,
    text: String,
) -> (Option<ThemeFile>, Vec<Diagnostic>) {
    let file = files.add(name, text);
    let mut findings = Findings::default();
    let theme = read(file, &files.get(file).text, &mut findings);
    (theme, findings.into_vec())
}

fn read(file: FileId, text: &str, findings: &mut Findings) -> Option<ThemeFile> {
    let root = match parse::parse(file, text, findings) {
        Ok(Some(parsed)) => parsed.root,
        Ok(None) => {
            findings.add(|| {
                let start = Span::new(file, 0, 0);
                error(MISSING_KEY, "the theme is empty", start, "nothing but blanks and comments")
                    .help("write `base: light`, and under it the colours that differ")
            });
            return None;
        }
        Err(fatal) => {
            findings.add(|| *fatal);
            return None;
        }
    };
    let mut reader = Reader { file, text, findings };
    reader.record(&root, "a theme", root.span, |fields| ThemeFile {
        base: fields.text("base"),
        lines: fields.text("lines"),
        inks: INKS.into_iter().filter_map(|ink| Some((ink, color(fields, ink)?))).collect(),
        palette: fields.texts("palette"),
    })
}
