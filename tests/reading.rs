//! Reading event files: small texts, and what is found wrong with them.
//!
//! An expected finding is one line: code, line:column, message; with `help` under it where the remedy matters.

use demarche::diagnostic::{Diagnostic, Files};
use demarche::source;
use demarche::source::document::Document;

/// Reads a text as the file `talks.yaml`; there is nothing to include.
fn read(yaml: &str) -> (Files, Vec<Document>, Vec<Diagnostic>) {
    read_with(yaml, &[])
}

/// Reads a text as the file `talks.yaml`, with other files that it can include.
fn read_with(yaml: &str, others: &[(&str, &str)]) -> (Files, Vec<Document>, Vec<Diagnostic>) {
    let mut files = Files::default();
    let mut load = |path: &str| {
        let found = others.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| text.to_string()).ok_or_else(|| "no such file".to_owned())
    };
    let (documents, findings) = source::read(&mut files, "talks.yaml", yaml.to_owned(), &mut load);
    (files, documents, findings)
}

/// One line a finding, and one for its remedy.
fn summary(files: &Files, findings: &[Diagnostic]) -> String {
    let mut lines = String::new();
    for finding in findings {
        let place = finding.primary().map_or("-".to_owned(), |span| {
            let at = files.position(span);
            format!("{}:{}", at.line, at.column)
        });
        lines += &format!("{} {place} {}\n", finding.code, finding.message);
        if let Some(help) = &finding.help {
            lines += &format!("  {help}\n");
        }
    }
    lines
}

/// Reads a text and compares its findings, line by line; indentation of `expected` does not count.
#[track_caller]
fn check(yaml: &str, expected: &str) {
    let (files, _, findings) = read(yaml);
    compare(&summary(&files, &findings), expected);
}

#[track_caller]
fn compare(actual: &str, expected: &str) {
    let trimmed = |text: &str| text.trim().lines().map(|l| l.trim().to_owned()).collect::<Vec<_>>();
    assert!(trimmed(actual) == trimmed(expected), "\nfound:\n{actual}\nexpected:\n{expected}");
}

/// As [`check`], for one field of an event; the event begins in line 3, the field is in line 4.
#[track_caller]
fn check_field(field: &str, expected: &str) {
    check(&format!("title: t\nevents:\n  - kind: meeting\n    {field}\n"), expected);
}

/// A file with something of everything; nothing in it is wrong.
const COMPLETE: &str = r##"
title: Syria cease-fire talks
subtitle: Hangzhou
language: en
timezone: Asia/Shanghai
anchor: 2016-09-05
as_of: 2016-09-05
calendar: {reform: RUSSIA}
prefer: [voa, nyt]
allow: [D505: the author was there]
sources:
  voa: {title: No deal, published: 2016-09-05, dateline: "Hangzhou, 2016-09-05", reliability: B}
  nyt: {title: Talks fail, dateline: {place: Hangzhou, date: 2016-09-05}}
actors:
  usa: {name: United States, kind: state, color: "#1f5fa8"}
  kerry:
    name: John Kerry
    aliases: [Secretary Kerry]
    member_of: usa
    tenure: 2013-02-01/2017-01-20
    born: 1943-12-11
    died:
  lavrov: {name: Sergei Lavrov}
places:
  hangzhou: {name: "Hangzhou, China", timezone: Asia/Shanghai, location: [30.27, 120.16]}
events:
  - id: first
    kind: meeting
    date: 2016
    time: 09:30
    title: NO
    actors: [kerry, {lavrov: host}]
    place: hangzhou
    source: {voa: p. 3}
  - id: second
    kind: message
    date: "2016-09-05"
    sent: 2016-09-06
    anchor: 2016-09-04
    speaker: kerry
    to: reporters
    after: {first: {gap: 10min..3h, per: voa}}
    responds_to: first
    quotes: [first, {first: {per: nyt}}]
    source: [voa, {nyt: page 1}]
    accounts: [{source: nyt, claim: {duration: 90min, actors: [kerry]}}]
    allow: {D402: it was a short way}
"##;

#[test]
fn a_complete_file_has_no_findings() {
    check(COMPLETE, "");
}

#[test]
fn values_keep_the_text_that_was_written() {
    let (_, documents, _) = read(COMPLETE);
    let event = &documents[0].events[0];
    let texts = [event.date.as_ref(), event.time.as_deref(), event.title.as_ref()];
    let values = texts.map(|text| text.unwrap().value.as_str());
    assert_eq!(values, ["2016", "09:30", "NO"]);
}

#[test]
fn the_forms_of_a_field_mean_the_same() {
    for actors in ["[kerry, {annan: host}]", "{kerry: , annan: host}", "[{kerry: ~, annan: host}]"]
    {
        let yaml = format!("title: t\nevents: [{{kind: call, actors: {actors}}}]\n");
        let (files, documents, findings) = read(&yaml);
        compare(&summary(&files, &findings), "");
        let parts = &documents[0].events[0].actors;
        let parts: Vec<_> = parts
            .iter()
            .map(|part| (part.actor.value.as_str(), part.role.as_ref().map(|r| r.value.as_str())))
            .collect();
        assert_eq!(parts, [("kerry", None), ("annan", Some("host"))], "{actors}");
    }
}

#[test]
fn a_relation_carries_its_gap_and_who_says_so() {
    let (_, documents, _) = read(COMPLETE);
    let links: Vec<_> = documents[0].events[1]
        .links
        .iter()
        .map(|link| {
            let detail = |text: Option<&source::document::Text>| {
                text.map_or("-".to_owned(), |text| text.value.clone().to_string())
            };
            format!(
                "{} {} {} {}",
                link.relation,
                link.target.value,
                detail(link.gap.as_deref()),
                detail(link.per.as_deref())
            )
        })
        .collect();
    let expected = [
        "after first 10min..3h voa",
        "responds_to first - -",
        "quotes first - -",
        "quotes first - nyt",
    ];
    assert_eq!(links, expected);
}

#[test]
fn a_claim_is_kept_as_written() {
    let (_, documents, _) = read(COMPLETE);
    let claims = &documents[0].events[1].accounts[0].claims;
    let claims: Vec<_> = claims.iter().map(|(f, c)| (f.value.as_str(), c.value.as_str())).collect();
    assert_eq!(claims, [("duration", "90min"), ("actors", "[kerry]")]);
}

#[test]
fn spans_are_bytes_of_the_text_itself() {
    let yaml = "title: \"Kerry–Lavrov\"\nevents:\n  - {kind: call, note: 'é–é', quote: Ænd, date: 2016 }\n    # –\n  - kind: call\n    quote: |\n      «Non»\n\n";
    for yaml in [yaml.to_owned(), format!("\u{feff}{yaml}"), yaml.replace('\n', "\r\n")] {
        let (files, documents, findings) = read(&yaml);
        compare(&summary(&files, &findings), "");
        let event = &documents[0].events[0];
        let texts = [
            documents[0].title.as_ref(),
            event.note.as_deref(),
            event.quote.as_ref(),
            event.date.as_ref(),
            documents[0].events[1].quote.as_ref(),
        ];
        let slices = texts.map(|text| files.slice(text.unwrap().span));
        assert_eq!(slices, ["Kerry–Lavrov", "é–é", "Ænd", "2016", "«Non»"]);
    }
}

#[test]
fn every_mistake_of_a_record_is_reported_in_one_run() {
    check(
        "titel: t\nevents:\n  - id: a\n  - knid: meeting\n    speeker: x\n    zz: 1\n  - kind:\n  - kind: [call]\n    quote: {a: b}\n",
        "
        D703 1:1 unknown key `titel` in an event file
          did you mean `title`?
        D705 3:5 `kind` is missing in an event
          write `kind: meeting`
        D703 4:5 unknown key `knid` in an event
          did you mean `kind`?
        D703 5:5 unknown key `speeker` in an event
          did you mean `speaker`?
        D703 6:5 unknown key `zz` in an event
          the keys of an event are `id`, `kind`, `form`, `title`, `date`, `time`, `timezone`, `offset`, `dated`, `anchor`, `duration`, `span`, `place`, `actors`, `speaker`, `to`, `quote`, `translated_from`, `attribution`, `source`, `text_span`, `status`, `note`, `sent`, `delivered`, `published`, `after`, `before`, `during`, `part_of`, `responds_to`, `announces`, `quotes`, `reports`, `supersedes`, `implements`, `same_as`, `accounts`, `allow`
        D705 7:5 `kind` has no value
          write `kind: meeting`
        D704 8:11 `kind` is a list, but a text belongs here
          write one text, in quotes if need be
        D704 9:12 `quote` is a map, but a text belongs here
          write one text, in quotes if need be
        ",
    );
}

#[test]
fn keys_that_have_to_be_there() {
    check(
        "subtitle: x\nactors:\n  kerry:\nsources: {voa: {url: x}}\n",
        "
        D705 1:1 `events` is missing in an event file
          write `events: [{kind: meeting}]`
        D705 1:1 `title` is missing in an event file
          write `title: Cease-fire talks`
        D705 3:3 `name` is missing in an actor
          write `name: John Kerry`
        D705 4:11 `title` is missing in a source
          write `title: No deal after talks`
        ",
    );
    let empty = "
        D705 1:1 the file is empty: `title` and `events` are missing
          write `title: …`, then `events:` and under it `  - kind: meeting`
        ";
    check("", empty);
    check("\u{feff}# only a comment\n", empty);
}

#[test]
fn a_date_that_yaml_took_for_its_own_is_to_be_quoted() {
    check_field(
        "date: [1667,1668]",
        "
        D002 4:11 YAML reads `[1667,1668]` as a list, not as a date
          quote it: `date: \"[1667,1668]\"`
        ",
    );
    check_field(
        "date: {..1984}",
        "
        D002 4:11 YAML reads `{..1984}` as a map, not as a date
          quote it: `date: \"{..1984}\"`
        ",
    );
    check_field(
        "date: %2001",
        "
        D701 4:11 a text that is not quoted begins with `%`
          quote the text: `date: \"%2001\"`
        ",
    );
    check_field("date: '[1667,1668]'", "");
}

#[test]
fn a_colour_that_yaml_took_for_a_comment_is_to_be_quoted() {
    check(
        "title: t\nevents: []\nactors:\n  usa:\n    name: United States\n    color: #1f5fa8\n",
        "
        D704 6:12 YAML reads `#1f5fa8` as a comment, not as a colour
          quote it: `color: \"#1f5fa8\"`
        ",
    );
}

#[test]
fn fields_with_a_shape_of_their_own() {
    check_field(
        "time: 09:30",
        "D705 4:11 `time` stands without a `date`\nwrite `date: 2016-09-05` beside it",
    );
    check_field(
        "allow: [D402]",
        "D705 4:13 `D402` is excused without a reason\nwrite `allow: {D402: the reason}`",
    );
    check_field(
        "during: {a: {gap: 1h}}",
        "D703 4:18 unknown key `gap` in a relation\nthe keys of a relation are `per`, `reject`",
    );
    check_field(
        "actors: [[kerry]]",
        "D704 4:14 an item of `actors` is a list, but a text belongs here\nremove the inner brackets",
    );
}

#[test]
fn a_location_is_a_pair_of_degrees() {
    let place = |location: &str| {
        format!("title: t\nevents: []\nplaces:\n  geneva:\n    location: {location}\n")
    };
    check(&place("[46.2, 6.14]"), "");
    for wrong in ["[46.2]", "[460, 6.14]", "46.2", "[46.2, east]", "[NaN, 0]", "{lat: 46.2}"] {
        check(
            &place(wrong),
            "
            D704 5:15 a location is two numbers: latitude and longitude in degrees
              write `location: [30.27, 120.16]`; south and west are negative
            ",
        );
    }
}

#[test]
fn a_key_stands_once() {
    let yaml =
        "title: t\nactors: {a: {name: A}, b: {name: B}, a: {name: C}}\ntitle: u\nevents: []\n";
    check(
        yaml,
        "
        D702 2:38 the key `a` stands twice
          remove one of the two, or rename it
        D702 3:1 the key `title` stands twice
          remove one of the two, or rename it
        ",
    );
    let (files, documents, findings) = read(yaml);
    assert_eq!(documents[0].title.as_ref().unwrap().value, "t", "the first is kept");
    assert_eq!(documents[0].actors.len(), 2);
    let first = &findings[1].labels[1];
    assert_eq!((files.position(first.span).line, first.text.as_str()), (1, "first here"));
}

#[test]
fn a_key_of_a_long_map_stands_once() {
    let actors: String = (0..40).map(|n| format!("  a{}: {{name: A}}\n", n % 39)).collect();
    check(
        &format!("title: t\nevents: []\nactors:\n{actors}"),
        "D702 43:3 the key `a0` stands twice\nremove one of the two, or rename it",
    );
}

#[test]
fn keys_and_tags_that_an_event_file_has_no_use_for() {
    check(
        "title: !mine t\n<<: {subtitle: s}\n[a]: b\nevents: !!seq []\n",
        "
        D704 1:8 the tag `!mine` means nothing in an event file
          remove it, or quote the text if it begins with `!`: \"!mine …\"
        D704 2:1 the key `<<` merges maps in other programs, not here
          write the keys out
        D704 3:1 a list stands where a key belongs
          write a text as key
        ",
    );
    for root in ["- a\n", "text\n"] {
        let shape = if root == "text\n" { "a text" } else { "a list" };
        check(
            root,
            &format!(
                "D704 1:1 an event file is {shape}, but a map belongs here\nwrite its keys, one a line: `key: text`"
            ),
        );
    }
}

#[test]
fn an_alias_repeats_what_it_names() {
    let (files, documents, findings) = read(
        "title: t\nevents:\n  - {kind: call, actors: &both [a, b]}\n  - {kind: call, actors: *both}\n",
    );
    compare(&summary(&files, &findings), "");
    assert_eq!(documents[0].events[1].actors, documents[0].events[0].actors);
}

/// Texts that are not YAML: what is said, and the place.
#[test]
fn a_syntax_error_is_explained_in_the_words_of_the_author() {
    let cases = [
        (
            "title: Meeting: the second\n",
            "D701 1:15 a `:` stands inside a text that is not quoted\n quote the text: `title: \"Meeting: the second\"`",
        ),
        (
            "events:\n  - quote: He said: \"no\"\n",
            "D701 2:19 a `:` stands inside a text that is not quoted\n quote the text: `- quote: 'He said: \"no\"'`",
        ),
        (
            "title: Kerry's visit: day 2\n",
            "D701 1:21 a `:` stands inside a text that is not quoted\n quote the text: `title: \"Kerry's visit: day 2\"`",
        ),
        (
            "title: \"Talks\nevents: []\n",
            "D701 1:8 a text that begins with `\"` is never closed\n write `\"` at its end",
        ),
        (
            "quote: \"Yes\" he said\n",
            "D701 1:14 text goes on after the closing `\"`\n to quote inside a text, put the whole of it in single quotes: `'\"Yes\", he said'`",
        ),
        (
            "quote: 'it's'\n",
            "D701 1:12 text goes on after the closing `'`\n write an apostrophe inside single quotes as `''`, or use double quotes",
        ),
        (
            "title: t\nevents:\n\t- kind: call\n",
            "D701 3:1 a tab indents this line\n indent with blanks; YAML allows no tabs here",
        ),
        (
            "title: t\n  subtitle: s\n",
            "D701 2:3 `subtitle` is indented deeper than the line above it\n indent the keys of one entry alike",
        ),
        (
            "events:\n  - id: a\n   kind: call\n",
            "D701 3:4 this line is not indented like its neighbours\n indent the keys of one entry alike, and every `-` of one list alike",
        ),
        (
            "actors: [a, b\nevents: []\n",
            "D701 1:9 `[` is never closed\n write `]` where the list ends",
        ),
        (
            "title Talks\nevents: []\n",
            "D701 1:1 a line without `: ` stands where a key belongs\n write `key: text`, with a blank after the `:`",
        ),
        (
            "title: @kerry\n",
            "D701 1:8 a text that is not quoted begins with `@`\n quote the text: `title: \"@kerry\"`",
        ),
        (
            "title: *kerry\n",
            "D701 1:8 `*kerry` repeats something that has no such name\n quote the text: `title: \"*kerry\"`",
        ),
        ("title: a\u{7}b\n", "D701 1:8 the character U+0007 is not allowed in YAML\n remove it"),
        (
            "title: t\n---\ntitle: u\n",
            "D701 2:1 a second YAML document begins here\n move it to a file of its own and name that file under `include`",
        ),
        (
            "title: &a [*a]\n",
            "D701 1:12 an alias stands inside of what it repeats\n write out what is meant",
        ),
    ];
    for (yaml, expected) in cases {
        check(yaml, expected);
        assert!(read(yaml).1.is_empty(), "no document of {yaml:?}");
    }
}

#[test]
fn included_files_follow_the_main_one() {
    let main = "title: t\ninclude: [parts/people.yaml, more.yaml]\n";
    let people = "include: ./sources.yaml\nactors: {kerry: {name: John Kerry}}\n";
    let others = [
        ("parts/people.yaml", people),
        ("more.yaml", "include: parts/../parts/sources.yaml\nevents: [{kind: call, knid: x}]\n"),
        ("parts/sources.yaml", "# none yet\n"),
    ];
    let (files, documents, findings) = read_with(main, &others);
    let names: Vec<_> = documents.iter().map(|d| files.get(d.file).name.as_str()).collect();
    assert_eq!(names, ["talks.yaml", "parts/people.yaml", "more.yaml", "parts/sources.yaml"]);
    let finding = findings[0].primary().unwrap();
    assert_eq!((findings.len(), files.position(finding).file), (1, "more.yaml"));
}

#[test]
fn a_file_that_cannot_be_included() {
    let (files, documents, findings) = read_with(
        "title: t\ninclude: [a.yaml, gone.yaml]\n",
        &[("a.yaml", "include: talks.yaml\n")],
    );
    compare(
        &summary(&files, &findings),
        "
        D708 2:19 `gone.yaml` cannot be read: no such file
          paths count from the folder of the file that includes
        D708 1:10 `talks.yaml` includes itself, by way of `a.yaml`
          remove this `include`
        ",
    );
    assert!(documents.is_empty(), "a timeline without one of its files is not the author's");
}

/// Texts that are built to break a reader: one finding, no panic, at once.
#[test]
fn garbage_is_refused() {
    let bomb: String = (1..30)
        .map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{}, ", n - 1).repeat(9)))
        .collect();
    let deep_aliases: String = (1..9)
        .map(|n| format!("a{n}: &a{n} {}*a{}{}\n", "[".repeat(20), n - 1, "]".repeat(20)))
        .collect();
    let cases = [
        ("D706", "[".repeat(10_000_000)),
        ("D706", "{a: ".repeat(1_000_000)),
        ("D706", "- ".repeat(1_000_000)),
        ("D706", (0..200).map(|n| format!("{}a:\n", " ".repeat(n))).collect()),
        ("D706", format!("a0: &a0 [x]\n{bomb}")),
        ("D706", format!("a0: &a0 [x]\n{deep_aliases}")),
        ("D701", format!("a: &a {}\nb: [{}", "x".repeat(1_000_000), "*a, ".repeat(3))),
        ("D706", format!("a: &a {}\nb: [{}]", "x".repeat(1_000_000), "*a, ".repeat(9))),
        ("D706", format!("a: &a [{}x]\nb: [{}]", " ".repeat(1_000_000), "*a, ".repeat(9))),
        ("D706", " ".repeat(source::MAX_BYTES + 1)),
        ("D704", "?".repeat(1_000_000)),
        ("D701", "\0".repeat(1_000)),
        ("D701", "\"".repeat(1_000_001)),
        ("D701", "a: |\n\u{85}\u{2028}\u{feff}\n b".to_owned()),
    ];
    for (code, yaml) in cases {
        let (_, documents, findings) = read(&yaml);
        let start: String = yaml.chars().take(30).collect();
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.0).collect();
        assert_eq!((codes, documents.len()), (vec![code], 0), "{start}");
    }
}

#[test]
fn a_long_text_is_a_text() {
    let quote = "é".repeat(1_000_000);
    let (_, documents, findings) =
        read(&format!("title: t\nevents:\n  - kind: statement\n    quote: {quote}\n"));
    assert_eq!(findings, []);
    assert_eq!(documents[0].events[0].quote.as_ref().unwrap().value, quote);
}

#[test]
fn findings_without_end_are_cut() {
    let (_, _, findings) = read(&format!("title: t\nevents: [{}]\n", "{}, ".repeat(50_000)));
    assert_eq!(findings.len(), 1_001);
    assert_eq!(findings[1_000].message, "49000 more errors are not shown");
}

/// No cut or changed piece of a good file makes the reader panic, and every place lies in the text.
#[test]
fn mutilated_files_do_not_panic() {
    let text = COMPLETE;
    let cuts = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
    let scraps = [
        "\t", "\n", ": ", "[", "{", "\"", "'", "- ", "*a", "&a ", "#", "é", "\u{feff}", "\0", "|\n",
    ];
    for (number, at) in cuts.enumerate() {
        let scrap = scraps[number % scraps.len()];
        for yaml in [
            text[..at].to_owned(),
            text[at..].to_owned(),
            format!("{}{scrap}{}", &text[..at], &text[at..]),
        ] {
            let (files, _, findings) = read(&yaml);
            for label in findings.iter().flat_map(|finding| &finding.labels) {
                let (start, end) = (label.span.start as usize, label.span.end as usize);
                assert!(yaml.get(start..end).is_some(), "{start}..{end} of {yaml:?}");
            }
            summary(&files, &findings);
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2_000))]

    /// Random texts, mostly of characters that mean something to YAML.
    #[test]
    fn random_texts_do_not_panic(yaml in "([-:?,\\[\\]{}#&*!|>'\"%@` \n\t~a0é–.]|events|kind: |\n  - |title: ){0,60}") {
        let (files, _, findings) = read(&yaml);
        summary(&files, &findings);
    }
}
