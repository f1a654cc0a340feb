//! The JSON Schema of event files, held against the reader: the same keys, and the same files pass.

#![allow(clippy::disallowed_methods, reason = "a test reads the sample files")]

use demarche::check::CHECKS;
use demarche::compile;
use serde_json::Value;
use std::collections::BTreeSet;

fn schema() -> Value {
    serde_json::from_str(&demarche::export::schema::write()).expect("the schema is JSON")
}

/// The keys of a record by the reader's own words: what it says when it finds one that nothing is like.
fn keys_of(file: &str) -> BTreeSet<String> {
    let compiled = compile("keys.yaml", file.to_owned(), &mut |_| Err(String::new()));
    let finding = compiled.findings.iter().find(|f| f.code.0 == "D703").expect("an unknown key");
    let help = finding.help.as_deref().expect("its help");
    help.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn properties(of: &Value) -> BTreeSet<String> {
    of["properties"].as_object().expect("properties").keys().cloned().collect()
}

#[test]
fn the_schema_has_the_keys_of_the_reader() {
    let schema = schema();
    let definition = |name: &str| schema["definitions"][name].clone();
    let alternative = |of: &Value, at: usize| of["anyOf"][at].clone();
    let in_relation =
        |name: &str| alternative(&definition(name), 1)["additionalProperties"]["anyOf"][0].clone();
    let head = "title: T\n";
    let event = "events:\n  - kind: meeting\n    date: 2016-09-05\n    id: a\n";
    let zz = "zzzzzzzzzzzzzz: 1";
    for (file, record) in [
        (format!("{head}{zz}\n{event}"), schema.clone()),
        (format!("{head}{event}    {zz}\n"), definition("event")),
        (format!("{head}sources: {{ a: {{ title: T, {zz} }} }}\n{event}"), definition("source")),
        (format!("{head}actors: {{ a: {{ name: A, {zz} }} }}\n{event}"), definition("actor")),
        (
            format!("{head}places: {{ a: {{ {zz} }} }}\n{event}"),
            alternative(&definition("place"), 0),
        ),
        (
            format!("{head}calendar: {{ reform: RUSSIA, {zz} }}\n{event}"),
            alternative(&definition("calendar"), 1),
        ),
        (
            format!("{head}sources: {{ a: {{ title: T, dateline: {{ {zz} }} }} }}\n{event}"),
            alternative(&definition("dateline"), 1),
        ),
        (
            format!("{head}{event}    after: {{ a: {{ {zz} }} }}\n"),
            in_relation("relation_with_gap"),
        ),
        (format!("{head}{event}    during: {{ a: {{ {zz} }} }}\n"), in_relation("relation")),
        (format!("{head}{event}    accounts: [{{ source: s, {zz} }}]\n"), definition("account")),
    ] {
        assert_eq!(properties(&record), keys_of(&file), "{file}");
    }
}

/// What is wrong with a value by the schema; the keywords that ours uses, and a panic at any other.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let fields = schema.as_object().expect("a schema is an object");
    for (keyword, wanted) in fields {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "definitions" => {}
            "$ref" => {
                let path =
                    wanted.as_str().and_then(|r| r.strip_prefix('#')).expect("a local reference");
                let target = root.pointer(path).unwrap_or_else(|| panic!("{path} is not there"));
                faults.extend(self::faults(root, target, value, at));
            }
            "anyOf" => {
                let choices = wanted.as_array().expect("a list");
                if !choices.iter().any(|one| self::faults(root, one, value, at).is_empty()) {
                    faults.push(format!("{at}: none of the forms"));
                }
            }
            "enum" => {
                if !wanted.as_array().expect("a list").contains(value) {
                    faults.push(format!("{at}: {value} is none of {wanted}"));
                }
            }
            "type" => {
                let is = match value {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "number",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                let fits = wanted == is
                    || wanted.as_array().is_some_and(|all| all.iter().any(|t| t == is));
                if !fits {
                    faults.push(format!("{at}: {is} instead of {wanted}"));
                }
            }
            "required" => {
                for key in wanted.as_array().expect("a list") {
                    if value.is_object() && value.get(key.as_str().expect("a key")).is_none() {
                        faults.push(format!("{at}: {key} is missing"));
                    }
                }
            }
            "properties" => {
                for (key, schema) in wanted.as_object().expect("properties") {
                    if let Some(value) = value.get(key) {
                        faults.extend(self::faults(root, schema, value, &format!("{at}/{key}")));
                    }
                }
            }
            "additionalProperties" => {
                let known = fields.get("properties").and_then(Value::as_object);
                for (key, value) in value.as_object().into_iter().flatten() {
                    if known.is_some_and(|known| known.contains_key(key)) {
                        continue;
                    }
                    match wanted {
                        Value::Bool(false) => faults.push(format!("{at}: unknown key {key}")),
                        schema => {
                            faults.extend(self::faults(root, schema, value, &format!("{at}/{key}")))
                        }
                    }
                }
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    let schema = wanted.get(index).filter(|_| wanted.is_array()).unwrap_or(wanted);
                    faults.extend(self::faults(root, schema, value, &format!("{at}/{index}")));
                }
            }
            "minItems" | "maxItems" | "minProperties" => {
                let count = value.as_array().map(Vec::len).or(value.as_object().map(|o| o.len()));
                let limit = wanted.as_u64().expect("a number") as usize;
                if count.is_some_and(|n| if keyword == "maxItems" { n > limit } else { n < limit })
                {
                    faults.push(format!("{at}: {keyword} {limit}"));
                }
            }
            "minimum" | "maximum" => {
                let limit = wanted.as_f64().expect("a number");
                if value
                    .as_f64()
                    .is_some_and(|v| if keyword == "minimum" { v < limit } else { v > limit })
                {
                    faults.push(format!("{at}: {keyword} {limit}"));
                }
            }
            "pattern" => {
                // The only one there is: a colour.
                let digits = value.as_str().and_then(|text| text.strip_prefix('#'));
                let is_color = digits.is_some_and(|d| {
                    matches!(d.len(), 3 | 6) && d.bytes().all(|b| b.is_ascii_hexdigit())
                });
                if value.is_string() && !is_color {
                    faults.push(format!("{at}: no colour"));
                }
            }
            other => panic!("this test does not know `{other}`"),
        }
    }
    faults
}

/// The findings that the schema can know of too: keys, shapes, words of closed lists.
const OF_THE_FORM: [&str; 6] = ["D002", "D706", "D703", "D704", "D705", "D707"];

#[test]
fn samples_and_examples_pass_where_the_reader_lets_them() {
    let schema = schema();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("timelines");
    let samples =
        std::fs::read_dir(folder).expect("the sample files").flatten().filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.ends_with(".yaml")
                .then(|| (name, std::fs::read_to_string(entry.path()).expect("a sample")))
        });
    let examples = CHECKS.iter().flat_map(|check| {
        [check.example, check.cure]
            .map(|text| (format!("the page of {}", check.code), text.to_owned()))
    });
    let mut passed = 0;
    let mut refused = 0;
    for (name, text) in samples.chain(examples) {
        let Ok(value) = serde_yaml::from_str::<Value>(&text) else { continue };
        let compiled =
            compile(&name, text.clone(), &mut |_| Err("there is no other file".to_owned()));
        let of_the_form = compiled.findings.iter().find(|f| OF_THE_FORM.contains(&f.code.0));
        let faults = faults(&schema, &schema, &value, "");
        match of_the_form {
            None => {
                assert!(faults.is_empty(), "{name}: {faults:#?}\n{text}");
                passed += 1;
            }
            Some(finding) if faults.is_empty() => {
                // What only the reader can see: a missing title where nothing is included, and the like.
                assert_eq!(finding.code.0, "D705", "{name}: {}\n{text}", finding.message);
            }
            Some(_) => refused += 1,
        }
    }
    println!("{passed} files pass, {refused} are refused by both");
    assert!(passed > 60 && refused > 0);
}
