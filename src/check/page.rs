//! The checks' pages of documentation, made from the table: one by one for `explain`, all in one for `docs/checks.md`.

use crate::check::{CHECKS, Check, possible};
use std::ops::Range;

/// Unchanged lines that a difference shows around each change.
const CONTEXT: usize = 2;

impl Check {
    /// The check's page of documentation: heading, text, the example, and what mends it; Markdown.
    pub fn page(&self) -> String {
        let on_request = match self.run {
            Some(_) if possible::has(self.code) => {
                "\n\nWhat is merely possible by the dates is noted on request: `demarche check --possible`."
            }
            Some(_) | None => "",
        };
        format!(
            "# {} {}\n\n{}: {}\n\n{}{on_request}\n\n## Example\n\n```yaml\n{}```\n\n## Mended\n\n```diff\n{}```\n",
            self.code,
            self.name,
            self.severity,
            self.summary,
            self.explain.trim(),
            self.example,
            difference(self.example, self.cure)
        )
    }
}

/// All pages in one, with a table before them; Markdown.
pub fn all() -> String {
    let mut out = "\
# Checks

Everything that `demarche check` can find, made from the table that the program itself reads: `demarche explain CODE`
prints the same. An *error* is certainly wrong, whatever the dates that are not exact; a *warning* is probably not what
was meant; a *note* is worth knowing, and is printed with `--notes`.

| code | | name | finds |
|---|---|---|---|
"
    .to_owned();
    for check in CHECKS {
        out.push_str(&format!(
            "| [{code}](#{anchor}) | {} | {name} | {} |\n",
            check.severity,
            check.summary.replace('|', "\\|"),
            code = check.code,
            name = check.name,
            anchor = format_args!("{}-{}", check.code.0.to_lowercase(), check.name),
        ));
    }
    for check in CHECKS {
        out.push('\n');
        let mut in_code = false;
        for line in check.page().lines() {
            in_code ^= line.starts_with("```");
            // The pages are chapters here.
            let deeper = if line.starts_with('#') && !in_code { "#" } else { "" };
            out.push_str(&format!("{deeper}{line}\n"));
        }
    }
    out
}

/// What has to change in one text to make the other: its lines with `-` and `+` before those that differ, and only the
/// lines near them.
fn difference(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    // The longest common part of the rest of both, from each line of the one and the other.
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let mut lines = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            lines.push(('-', old[i]));
            i += 1;
        } else {
            lines.push(('+', new[j]));
            j += 1;
        }
    }
    let near = |at: usize| {
        let around: Range<usize> = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(lines.len());
        lines[around].iter().any(|(mark, _)| *mark != ' ')
    };
    let mut out = String::new();
    for (at, (mark, line)) in lines.iter().enumerate() {
        if near(at) {
            out.push_str(&format!("{mark} {line}\n"));
        } else if at == 0 || near(at - 1) {
            out.push_str("  …\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn only_what_is_near_a_change_is_shown() {
        let before = "a\nb\nc\nd\ne\nf\n";
        assert_eq!(difference(before, "a\nb\nc\nD\ne\nf\n"), "  …\n  b\n  c\n- d\n+ D\n  e\n  f\n");
        assert_eq!(difference("a\n", "a\nb\n"), "  a\n+ b\n");
        assert_eq!(difference("a\nb\n", "b\n"), "- a\n  b\n");
    }
}
