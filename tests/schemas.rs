//! Reports for programs keep to their schemas: JSON to ours, SARIF to the public one.
//!
//! The schemas are held against the reports by Python's `jsonschema`, a validator that others wrote. Where it is not
//! installed, or `SARIF_SCHEMA` does not name the SARIF 2.1.0 schema (in the npm package `@microsoft/jest-sarif`,
//! for one), the test says so in a line and passes.
#![allow(clippy::disallowed_methods, reason = "schemas are files, and the validator is a program")]

use demarche::check::CHECKS;
use demarche::diagnostic::json::Report;
use demarche::diagnostic::sarif::{Log, Rule};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Holds a document against a schema: whether it keeps to it, and where not; nothing if nobody can tell.
fn validate(schema: &Path, document: &str) -> Option<Result<(), String>> {
    const PROGRAM: &str = "\
import json, sys
try:
    import jsonschema
except ImportError:
    sys.exit(77)
schema = json.load(open(sys.argv[1], encoding='utf-8'))
document = json.load(open(sys.argv[2], encoding='utf-8'))
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
errors = [f'{list(e.absolute_path)}: {e.message[:200]}' for e in validator(schema).iter_errors(document)]
print('\\n'.join(errors[:20]))
sys.exit(1 if errors else 0)
";
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), document).expect("a temporary file");
    let run = Command::new("python3").args(["-c", PROGRAM]).arg(schema).arg(file.path()).output();
    match run.as_ref().map(|output| output.status.code()) {
        Ok(Some(0)) => Some(Ok(())),
        Ok(Some(1)) => {
            let errors = run.map(|output| output.stdout).unwrap_or_default();
            Some(Err(String::from_utf8_lossy(&errors).into_owned()))
        }
        Ok(_) | Err(_) => {
            println!("skipped: python3 with jsonschema is not installed");
            None
        }
    }
}

/// What is found in every check's example, as both reports.
fn reports() -> (String, String) {
    let mut report = Report::new();
    let rule = |check: &demarche::check::Check| Rule {
        code: check.code,
        name: check.name,
        severity: check.severity,
        summary: check.summary,
        help: check.explain.trim().to_owned(),
    };
    let mut log = Log::new(CHECKS.iter().map(rule).collect());
    for check in CHECKS {
        let mut nothing = |_: &str| Err("there is no such file".to_owned());
        let name = format!("examples/{}.yaml", check.code);
        let compiled = demarche::compile(&name, check.example.to_owned(), &mut nothing);
        report.add(&compiled.files, &compiled.findings, |code| {
            demarche::check::find(code.0).map(|check| check.name)
        });
        log.add(&compiled.files, &compiled.findings);
    }
    (report.to_json(), log.to_json())
}

#[test]
fn json_keeps_to_our_schema() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json");
    let (report, _) = reports();
    if let Some(result) = validate(&schema, &report) {
        assert_eq!(result, Ok(()));
        // A schema that lets everything pass would show nothing.
        let broken = report.replacen("\"severity\": \"", "\"severity\": \"very ", 1);
        assert!(validate(&schema, &broken).is_some_and(|result| result.is_err()));
    }
}

#[test]
fn sarif_keeps_to_the_public_schema() {
    let Some(schema) = std::env::var_os("SARIF_SCHEMA").map(PathBuf::from) else {
        println!("skipped: SARIF_SCHEMA does not name the schema of SARIF 2.1.0");
        return;
    };
    let (_, log) = reports();
    if let Some(result) = validate(&schema, &log) {
        assert_eq!(result, Ok(()));
        let count = log.matches("\"ruleId\"").count();
        println!("SARIF: {count} findings keep to {}", schema.display());
        let broken = log.replacen("\"ruleId\"", "\"rule\"", 1);
        assert!(validate(&schema, &broken).is_some_and(|result| result.is_err()));
    }
}
