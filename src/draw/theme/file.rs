//! Themes of a user's own, from a small YAML file.
//!
//! ```yaml
//! base: light            # light, dark or print; gives every colour that is not said
//! paper: "#fffdf7"
//! strong: "#1a2b3c"      # also: ground, body, muted, relation, rule
//! palette: ["#1f5fa8", "#b8322a"]
//! lines: colored         # or `dashed`, for paper without colours
//! ```
//!
//! What is wrong is reported with its place, as in an event file, and the base's colour is taken. A colour too pale
//! for texts is a warning: it is used as it is given.

use crate::diagnostic::{Diagnostic, Files, Severity};
use crate::draw::color::{Rgb, TEXT_CONTRAST};
use crate::draw::theme::{Lines, THEMES, Theme};
use crate::source::document::Text;
use crate::source::findings::{UNKNOWN_WORD, error};
use crate::source::nearest::nearest;
use crate::source::theme::{ThemeFile, read_theme};

/// Reads a theme. Its text is added to `files` under `name`.
///
/// What the file leaves out, and what is wrong in it, is that of its base, or of the first theme of the table.
pub fn read(files: &mut Files, name: &str, text: String) -> (Theme, Vec<Diagnostic>) {
    let (file, mut findings) = read_theme(files, name, text);
    let file = file.unwrap_or_default();
    let mut theme = *base(&file, &mut findings);
    theme.name = "own";
    if let Some(lines) = word(&file.lines, &["colored", "dashed"], "`lines`", &mut findings) {
        theme.lines = if lines == 0 { Lines::Colored } else { Lines::Dashed };
    }
    let mut given: Vec<(&'static str, &Text, Rgb)> = Vec::new();
    for (ink, text) in &file.inks {
        if let Some(color) = color(text, &mut findings) {
            *place(&mut theme, ink) = color;
            given.push((ink, text, color));
        }
    }
    let palette: Vec<(&Text, Rgb)> = file
        .palette
        .iter()
        .filter_map(|text| color(text, &mut findings).map(|color| (text, color)))
        .collect();
    if !palette.is_empty() {
        for (at, slot) in theme.palette.iter_mut().enumerate() {
            *slot = palette[at % palette.len()].1;
        }
    }
    findings.extend(pale(&theme, &given));
    crate::diagnostic::sort(&mut findings);
    (theme, findings)
}

fn base(file: &ThemeFile, findings: &mut Vec<Diagnostic>) -> &'static Theme {
    let names = THEMES.map(|theme| theme.name);
    &THEMES[word(&file.base, &names, "`base`", findings).unwrap_or(0)]
}

/// The place of a word in a closed list; reports one that is not there.
fn word(
    text: &Option<Text>,
    known: &[&'static str],
    key: &str,
    findings: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let text = text.as_ref()?;
    let found = known.iter().position(|word| *word == text.value);
    if found.is_none() {
        let message = format!("{key} cannot be `{}`", text.value);
        let help = match nearest(&text.value, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", known.join(", ")),
        };
        findings.push(error(UNKNOWN_WORD, message, text.span, "not known").help(help));
    }
    found
}

fn color(text: &Text, findings: &mut Vec<Diagnostic>) -> Option<Rgb> {
    let color = Rgb::parse(&text.value);
    if color.is_none() {
        let message = format!("`{}` is not a colour", text.value);
        let help = "write six digits in quotes, such as `\"#1f5fa8\"`";
        findings.push(error(UNKNOWN_WORD, message, text.span, "not a colour").help(help));
    }
    color
}

fn place<'a>(theme: &'a mut Theme, ink: &str) -> &'a mut Rgb {
    match ink {
        "paper" => &mut theme.paper,
        "ground" => &mut theme.ground,
        "strong" => &mut theme.strong,
        "body" => &mut theme.body,
        "muted" => &mut theme.muted,
        "relation" => &mut theme.relation,
        _ => &mut theme.rule,
    }
}

/// Warnings for inks of texts that are hard to read on the paper or on the ground, at the colour that the file gives:
/// the ink itself, else what it stands on.
fn pale(theme: &Theme, given: &[(&'static str, &Text, Rgb)]) -> Vec<Diagnostic> {
    let inks = [("strong", theme.strong), ("body", theme.body), ("muted", theme.muted)];
    let grounds = [("paper", theme.paper), ("ground", theme.ground)];
    let mut findings = Vec::new();
    for (ink, color) in inks {
        for (ground, behind) in grounds {
            let contrast = color.contrast(behind);
            let at = |name: &str| given.iter().find(|(known, _, _)| *known == name);
            let Some((_, text, _)) = at(ink).or_else(|| at(ground)) else { continue };
            if contrast >= TEXT_CONTRAST {
                continue;
            }
            // Rounded down: 4.49 is not enough and must not read as 4.5.
            let tenths = (contrast * 10.0).floor() / 10.0;
            let message = format!("`{ink}` on `{ground}` has a contrast of {tenths:.1} to 1");
            let better = color.legible_on(&[theme.paper, theme.ground]);
            let help = format!("texts need {TEXT_CONTRAST} to 1; `{ink}: \"{better}\"` has it");
            let finding = Diagnostic::new(UNKNOWN_WORD, Severity::Warning, message);
            findings.push(finding.at(text.span, "hard to read").help(help));
            break;
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::diagnostic::Files;
    use crate::draw::color::Rgb;
    use crate::draw::theme::{Lines, THEMES};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) -> super::Theme {
        let (theme, findings) = read(&mut Files::default(), "my.yaml", text.to_owned());
        let messages: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(messages, expected);
        theme
    }

    #[test]
    fn a_theme_says_what_differs_from_its_base() {
        let theme =
            check("base: dark\nstrong: \"#fff\"\npalette: [\"#7fb2ff\"]\nlines: dashed\n", &[]);
        assert_eq!(theme.strong, Rgb(255, 255, 255));
        assert_eq!(theme.paper, THEMES[1].paper);
        assert_eq!(theme.palette, [Rgb(0x7f, 0xb2, 0xff); 8]);
        assert_eq!(theme.lines, Lines::Dashed);
    }

    #[test]
    fn everything_wrong_is_said_and_the_base_taken() {
        let text = "base: drak\npaper: cream\nstrnog: \"#000\"\nbody: #333333\n";
        let theme = check(
            text,
            &[
                "`base` cannot be `drak`",
                "`cream` is not a colour",
                "unknown key `strnog` in a theme",
                "YAML reads `#333333` as a comment, not as a colour",
            ],
        );
        assert_eq!(theme.paper, THEMES[0].paper);
        check("", &["the theme is empty"]);
        check("[light]", &["a theme is a list, but a map belongs here"]);
    }

    #[test]
    fn pale_inks_are_warned_of_once() {
        check("muted: \"#999999\"\n", &["`muted` on `paper` has a contrast of 2.8 to 1"]);
        check(
            "paper: \"#808080\"\nrule: \"#909090\"\n",
            &[
                "`body` on `paper` has a contrast of 2.5 to 1",
                "`muted` on `paper` has a contrast of 1.4 to 1",
                "`strong` on `paper` has a contrast of 4.1 to 1",
            ],
        );
    }
}
