//! `--deny`: what fails a check beside errors.

use crate::check::CHECKS;
use crate::cli::failure::nearest;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// Something that fails a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deny {
    /// Every finding of this weight, or a heavier one.
    Severity(Severity),
    /// Every finding of this check.
    Code(Code),
}

impl Deny {
    /// Reads `warnings`, `notes`, a code or the name of a check.
    ///
    /// # Errors
    /// It is none of them; names the nearest.
    pub fn parse(text: &str) -> Result<Deny, String> {
        match text {
            "warnings" => return Ok(Deny::Severity(Severity::Warning)),
            "notes" => return Ok(Deny::Severity(Severity::Note)),
            _ => {}
        }
        if let Some(check) = crate::check::find(text) {
            return Ok(Deny::Code(check.code));
        }
        let known = CHECKS.iter().flat_map(|check| [check.code.0, check.name]);
        match nearest(text, known.chain(["warnings", "notes"])) {
            Some(near) => Err(format!("there is no check of this name; did you mean `{near}`?")),
            None => Err("write `warnings`, `notes`, or a code such as `D602`".to_owned()),
        }
    }

    fn covers(self, finding: &Diagnostic) -> bool {
        match self {
            Deny::Severity(least) => finding.severity <= least,
            Deny::Code(code) => finding.code == code,
        }
    }
}

/// Whether a finding fails the check: an error, or one that is denied.
pub fn fails(finding: &Diagnostic, denied: &[Deny]) -> bool {
    finding.severity == Severity::Error || denied.iter().any(|deny| deny.covers(finding))
}

#[cfg(test)]
mod tests {
    use super::{Deny, fails};
    use crate::diagnostic::{Code, Diagnostic, Severity};

    #[test]
    fn errors_fail_always_and_others_only_when_denied() {
        let finding = |severity| Diagnostic::new(Code("D602"), severity, "x");
        let (warning, note) = (finding(Severity::Warning), finding(Severity::Note));
        assert!(fails(&finding(Severity::Error), &[]));
        assert!(!fails(&warning, &[]));
        assert!(fails(&warning, &[Deny::Severity(Severity::Warning)]));
        assert!(!fails(&note, &[Deny::Severity(Severity::Warning)]));
        assert!(fails(&warning, &[Deny::Severity(Severity::Note)]));
        assert!(fails(&note, &[Deny::Code(Code("D602"))]));
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_name() {
        assert_eq!(Deny::parse("duplicate-event"), Ok(Deny::Code(Code("D602"))));
        assert!(Deny::parse("warnigs").unwrap_err().contains("`warnings`"));
        assert!(Deny::parse("duplicate-evnt").unwrap_err().contains("`duplicate-event`"));
    }
}
