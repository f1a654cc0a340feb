//! Findings as SARIF 2.1.0, the format that code hosts and editors read.
//!
//! One run holds every file. A rule stands for each check; a result has its primary place as its location, its
//! other labels as related locations, and a chain of facts ([`Diagnostic::steps`]) as a code flow, to be walked
//! through one by one. Lines and columns count from 1, and columns count characters (`unicodeCodePoints`).
//!
//! Fingerprints are those of [`crate::diagnostic::fingerprint`].
//!
//! # Source
//! OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020.

use crate::diagnostic::fingerprint::Fingerprints;
use crate::diagnostic::{Code, Diagnostic, Files, Severity, Span, printable};
use serde::Serialize;
use std::collections::BTreeMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprint; the number changes when it is made of other things.
const FINGERPRINT: &str = "demarcheFinding/v1";

/// What a SARIF log says about one check.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: &'static str,
    /// How much its findings usually weigh.
    pub severity: Severity,
    /// What it finds, in half a sentence.
    pub summary: &'static str,
    /// What it finds, why that matters and what to do; Markdown.
    pub help: String,
}

/// A SARIF log in the making; filled by [`Log::add`].
#[derive(Debug)]
pub struct Log {
    rules: Vec<Rule>,
    results: Vec<SarifResult>,
    fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: &'a [SarifResult],
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<ReportingDescriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor<'a> {
    id: &'static str,
    name: &'static str,
    short_description: Message,
    help: Help<'a>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    code_flows: Vec<CodeFlow>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CodeFlow {
    thread_flows: [ThreadFlow; 1],
}

#[derive(Debug, Serialize)]
struct ThreadFlow {
    locations: Vec<ThreadFlowLocation>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ThreadFlowLocation {
    execution_order: usize,
    location: Location,
}

impl Log {
    /// A log without results, with a rule for every check there is.
    pub fn new(rules: Vec<Rule>) -> Log {
        Log { rules, results: Vec::new(), fingerprints: Fingerprints::default() }
    }

    /// Adds the findings of one event file.
    pub fn add(&mut self, files: &Files, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            let result = self.result(files, diagnostic);
            self.results.push(result);
        }
    }

    /// The log as indented JSON with a line break at its end.
    pub fn to_json(&self) -> String {
        let driver = Driver {
            name: "demarche",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: self.rules.iter().map(descriptor).collect(),
        };
        let run =
            Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results: &self.results };
        let document = Document { schema: SCHEMA, version: "2.1.0", runs: [run] };
        // Strings and numbers alone cannot fail to be written.
        let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
        text.push('\n');
        printable::json(text)
    }

    fn result(&mut self, files: &Files, diagnostic: &Diagnostic) -> SarifResult {
        let code = diagnostic.code;
        let primary = diagnostic.labels.iter().filter(|label| label.primary);
        let others = diagnostic.labels.iter().filter(|label| !label.primary);
        SarifResult {
            rule_id: code.0,
            rule_index: self.rules.iter().position(|rule| rule.code == code),
            level: level(diagnostic.severity),
            message: Message { text: message(diagnostic) },
            locations: primary
                .map(|label| location(files, label.span, None, &label.text))
                .collect(),
            related_locations: others
                .enumerate()
                .map(|(i, label)| location(files, label.span, Some(i + 1), &label.text))
                .collect(),
            code_flows: code_flow(files, diagnostic).into_iter().collect(),
            partial_fingerprints: BTreeMap::from([(
                FINGERPRINT,
                self.fingerprints.of(files, diagnostic),
            )]),
        }
    }
}

fn descriptor(rule: &Rule) -> ReportingDescriptor<'_> {
    ReportingDescriptor {
        id: rule.code.0,
        name: rule.name,
        short_description: Message { text: rule.summary.to_owned() },
        help: Help { text: &rule.help, markdown: &rule.help },
        default_configuration: Configuration { level: level(rule.severity) },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Everything that a finding says, in lines: viewers have no other place for notes and remedies.
fn message(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(diagnostic.notes.iter().cloned());
    lines.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
    lines.join("\n")
}

fn code_flow(files: &Files, diagnostic: &Diagnostic) -> Option<CodeFlow> {
    if diagnostic.steps.is_empty() {
        return None;
    }
    let steps = diagnostic.steps.iter().enumerate();
    let locations = steps.map(|(i, step)| ThreadFlowLocation {
        execution_order: i + 1,
        location: location(files, step.span, None, &step.text),
    });
    Some(CodeFlow { thread_flows: [ThreadFlow { locations: locations.collect() }] })
}

fn location(files: &Files, span: Span, id: Option<usize>, text: &str) -> Location {
    let start = files.position(span);
    let end = files.position(Span { start: span.end.max(span.start), ..span });
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(start.file) },
            region: Region {
                start_line: start.line,
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
            },
        },
        message: (!text.is_empty()).then(|| Message { text: text.to_owned() }),
    }
}

/// A path as a URI reference: everything but letters, digits and `-._~/` as percent and two digits.
fn uri(path: &str) -> String {
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{Log, Rule, uri};
    use crate::diagnostic::{Code, Diagnostic, Files, Severity, Span};

    fn log(findings: &[Diagnostic], files: &Files) -> serde_json::Value {
        let rule = Rule {
            code: Code("D301"),
            name: "contradiction",
            severity: Severity::Error,
            summary: "facts that cannot all hold",
            help: "take one away".to_owned(),
        };
        let mut log = Log::new(vec![rule]);
        log.add(files, findings);
        serde_json::from_str(&log.to_json()).expect("JSON")
    }

    fn chain(files: &mut Files) -> Diagnostic {
        let file = files.add("my talks.yaml", "title: Переговоры\nafter: b\nafter: a\n".to_owned());
        let (one, two) = (Span::new(file, 35, 36), Span::new(file, 44, 45));
        Diagnostic::new(Code("D301"), Severity::Error, "two facts")
            .at(two, "fact 2")
            .at(one, "fact 1")
            .step(one, "a after b")
            .step(two, "b after a")
            .note("short by 1 s")
            .help("withdraw one")
    }

    #[test]
    fn a_result_has_its_place_its_rule_and_its_words() {
        let mut files = Files::default();
        let finding = chain(&mut files);
        let log = log(&[finding], &files);
        let run = &log["runs"][0];
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "D301");
        let result = &run["results"][0];
        assert_eq!((&result["ruleId"], &result["ruleIndex"]), (&"D301".into(), &0.into()));
        assert_eq!(result["message"]["text"], "two facts\nshort by 1 s\nhelp: withdraw one");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20talks.yaml");
        assert_eq!(place["region"]["startLine"], 3);
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "fact 1");
    }

    #[test]
    fn a_chain_of_facts_is_a_code_flow_in_the_order_of_the_argument() {
        let mut files = Files::default();
        let finding = chain(&mut files);
        let log = log(&[finding], &files);
        let flow = &log["runs"][0]["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"];
        let step = |i: usize| {
            let location = &flow[i]["location"];
            let line = location["physicalLocation"]["region"]["startLine"].as_u64();
            (line, location["message"]["text"].as_str())
        };
        assert_eq!(step(0), (Some(2), Some("a after b")));
        assert_eq!(step(1), (Some(3), Some("b after a")));
    }

    #[test]
    fn a_fingerprint_outlives_new_lines_and_tells_equal_findings_apart() {
        let prints = |before: &str| {
            let mut files = Files::default();
            let file = files.add("a.yaml", format!("{before}date: Monday\n"));
            let at = Span::new(file, before.len(), before.len() + 4);
            let finding = Diagnostic::new(Code("D001"), Severity::Note, "a fact").at(at, "");
            let log = log(&[finding.clone(), finding], &files);
            let results = log["runs"][0]["results"].as_array().cloned().unwrap_or_default();
            results.iter().map(|r| r["partialFingerprints"].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(prints(""), prints("# one\n# two\n"));
        assert_ne!(prints("")[0], prints("")[1]);
    }

    #[test]
    fn a_finding_without_a_place_or_a_rule_is_still_told() {
        let finding = Diagnostic::new(Code("D999"), Severity::Warning, "a fact");
        let log = log(&[finding], &Files::default());
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["level"], "warning");
        assert!(result.get("locations").is_none() && result.get("ruleIndex").is_none());
    }

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("timelines/talks.yaml"), "timelines/talks.yaml");
        assert_eq!(uri("/tmp/a:b.yaml"), "file:///tmp/a%3Ab.yaml");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
        assert_eq!(uri("Гаага.yaml"), "%D0%93%D0%B0%D0%B0%D0%B3%D0%B0.yaml");
    }
}
