//! Whether a picture is still what would be drawn: a stamp at its end, compared instead of drawing again.
//!
//! The stamp is a `<metadata>` element with two digests: one of everything that the picture was drawn from
//! (the texts of the event file and its includes, the options, the version of the program), one of the picture
//! itself, so that a hand that changed it is noticed. Drawing is deterministic: equal inputs, equal bytes.

use crate::diagnostic::Files;
use sha2::{Digest, Sha256};

/// How the line with the stamp begins.
const BEGINS: &str = " <metadata>demarche: ";
/// How it ends.
const ENDS: &str = "</metadata>\n</svg>\n";

/// What a stamp says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The event file with its options, as an address relative to the picture: `talks.yaml?layout=horizontal`;
    /// nothing if the events stand in a report.
    pub file: Option<String>,
    /// Digest of what it was drawn from.
    pub inputs: String,
}

/// Digest of what a picture is drawn from.
pub fn inputs(files: &Files, look: &str) -> String {
    let mut digest = Sha256::new();
    let mut part = |text: &str| {
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text.as_bytes());
    };
    part(env!("CARGO_PKG_VERSION"));
    part(look);
    for file in files.iter() {
        // Where in a report a block stands does not change its picture.
        part(file.text.trim_start_matches('\n'));
    }
    hex(&digest.finalize())
}

/// The picture with a stamp at its end.
pub fn stamped(svg: &str, stamp: &Stamp) -> String {
    let body = svg.strip_suffix("</svg>\n").unwrap_or(svg);
    let picture = hex(&Sha256::digest(body.as_bytes()));
    let file = stamp.file.as_ref().map_or(String::new(), |file| format!("{} ", escaped(file)));
    format!("{body}{BEGINS}{file}inputs={} picture={picture}{ENDS}", stamp.inputs)
}

/// The stamp of a picture; nothing if it has none, or was changed since.
pub fn of(picture: &str) -> Option<Stamp> {
    let at = picture.rfind(BEGINS)?;
    let words = picture[at + BEGINS.len()..].strip_suffix(ENDS)?;
    let (words, digest) =
        words.rsplit_once(" picture=").or_else(|| words.rsplit_once("picture="))?;
    if digest != hex(&Sha256::digest(&picture.as_bytes()[..at])) {
        return None;
    }
    let (file, inputs) = match words.rsplit_once(" inputs=") {
        Some((file, inputs)) => (Some(unescaped(file)), inputs),
        None => (None, words.strip_prefix("inputs=")?),
    };
    Some(Stamp { file, inputs: inputs.to_owned() })
}

/// Whether a picture has a stamp, whatever a hand has done to it since.
pub fn has_one(picture: &str) -> bool {
    picture.contains(BEGINS)
}

/// The event file that a stamp names, whatever a hand has done to the picture since.
pub fn file_of(picture: &str) -> Option<String> {
    let at = picture.rfind(BEGINS)?;
    let (file, _) = picture[at + BEGINS.len()..].split_once(" inputs=")?;
    Some(unescaped(file))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{Stamp, inputs, of, stamped};
    use crate::diagnostic::Files;

    fn files(text: &str) -> Files {
        let mut files = Files::default();
        files.add("talks.yaml", text.to_owned());
        files
    }

    #[test]
    fn a_stamp_is_read_back_until_a_hand_changes_the_picture() {
        for file in [None, Some("a b.yaml?actor=x&to=<1>".to_owned())] {
            let stamp = Stamp { file, inputs: inputs(&files("title: T\n"), "") };
            let picture = stamped("<svg>\n <text>x</text>\n</svg>\n", &stamp);
            assert_eq!(of(&picture), Some(stamp));
            assert_eq!(of(&picture.replace(">x<", ">y<")), None);
        }
        assert_eq!(of("<svg>\n</svg>\n"), None);
    }

    #[test]
    fn inputs_differ_when_the_picture_may() {
        let of = |text, look| inputs(&files(text), look);
        assert_eq!(of("title: T\n", ""), of("\n\ntitle: T\n", ""));
        assert_ne!(of("title: T\n", ""), of("title: U\n", ""));
        assert_ne!(of("title: T\n", ""), of("title: T\n", "layout=horizontal"));
    }
}
