//! Documents → timeline: ids, titles, zones and words, on small files.

use demarche::date::zone::{LocalClock, Zone};
use demarche::diagnostic::{Diagnostic, Files, Severity};
use demarche::source;
use demarche::timeline::resolve::resolve;
use demarche::timeline::{Audience, Event, Party, Step, Timeline};

/// Reads a text that has no mistake of form, with `others` to include.
#[track_caller]
fn timeline_with(yaml: &str, others: &[(&str, &str)]) -> (Files, Timeline, Vec<Diagnostic>) {
    let mut files = Files::default();
    let mut load = |path: &str| {
        let found = others.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| text.to_string()).ok_or_else(|| "no such file".to_owned())
    };
    let (documents, findings) = source::read(&mut files, "talks.yaml", yaml.to_owned(), &mut load);
    assert_eq!(findings, []);
    let (timeline, findings) = resolve(documents);
    (files, timeline, findings)
}

/// As [`timeline_with`], for a file alone; `events` are the lines under `events:`.
#[track_caller]
fn timeline(head: &str, events: &str) -> (Files, Timeline, Vec<Diagnostic>) {
    timeline_with(&format!("title: t\n{head}events:\n{events}"), &[])
}

const PEOPLE: &str = "\
actors:
  usa: {name: United States, kind: state, color: '#1F5'}
  kerry: {name: John Kerry, short: Kerry, member_of: usa}
  lavrov: {name: Sergei Lavrov, short: Lavrov}
  annan: {name: Kofi Annan, short: Annan}
";

#[test]
fn an_empty_list_of_documents_is_an_empty_timeline() {
    let (timeline, findings) = resolve(Vec::new());
    assert_eq!((timeline.events.len(), findings.len()), (0, 0));
}

#[test]
fn ids_are_looked_up_wherever_they_stand() {
    let (_, timeline, findings) = timeline(
        PEOPLE,
        "  - {id: b, kind: call, after: {a: {gap: 1h.., per: voa}}, speaker: kerry, to: [reporters, lavrov]}
  - {id: a, kind: call, source: {voa: p. 3}, place: geneva}
sources: {voa: {title: News}}
places: {geneva: {name: Geneva}}
",
    );
    assert_eq!((findings, timeline.unresolved.len()), (vec![], 0));
    let [b, a] = &timeline.events[..] else { panic!("two events") };
    let relation = &b.relations[0];
    assert_eq!(timeline.event(relation.target).key, "a");
    assert_eq!(relation.gap.as_ref().unwrap().min_s, 3600);
    assert_eq!(timeline.source(relation.per.unwrap()).key, "voa");
    assert_eq!(b.to[0].party, Party::Audience(Audience::Reporters));
    assert_eq!(a.citations[0].locator.as_deref(), Some("p. 3"));
    assert_eq!(timeline.place(a.place.unwrap()).name, "Geneva");
    let kerry = timeline.actor_ids().find(|id| timeline.actor(*id).key == "kerry").unwrap();
    assert_eq!(b.actors()[0], kerry);
    assert_eq!(timeline.color(kerry), Some("#11ff55"), "inherited from usa");
}

#[test]
fn a_name_that_nothing_answers_to_is_kept_with_the_nearest() {
    let (files, timeline, findings) = timeline(
        PEOPLE,
        "  - {id: talks, kind: call, actors: [kerrry, xyz], after: taks, source: voa, place: geneva}\n",
    );
    assert_eq!(findings, []);
    let misses: Vec<_> = timeline
        .unresolved
        .iter()
        .map(|miss| (miss.name.as_str(), miss.nearest.as_deref(), files.slice(miss.span)))
        .collect();
    let expected = [
        ("geneva", None, "geneva"),
        ("voa", None, "voa"),
        ("kerrry", Some("kerry"), "kerrry"),
        ("xyz", None, "xyz"),
        ("taks", Some("talks"), "taks"),
    ];
    assert_eq!(misses, expected);
    assert_eq!(timeline.events[0].relations, []);
}

#[test]
fn guesses_are_bounded() {
    let ids: String = (0..3_000)
        .map(|n| format!("  - {{id: event-{n}, kind: call, after: evnt-{n}}}\n"))
        .collect();
    let (_, timeline, _) = timeline("", &ids);
    let guessed = timeline.unresolved.iter().filter(|miss| miss.nearest.is_some()).count();
    assert_eq!((timeline.unresolved.len(), guessed), (3_000, 100));
}

#[test]
fn an_id_that_stands_twice_belongs_to_the_first() {
    let (files, timeline, _) = timeline_with(
        "title: t\ninclude: more.yaml\nactors: {kerry: {name: John Kerry}}\nevents:\n  - {id: a, kind: call}\n  - {id: a, kind: visit}\n",
        &[(
            "more.yaml",
            "actors: {kerry: {name: Another}}\nevents: [{kind: call, speaker: kerry, after: a}]\n",
        )],
    );
    let reused: Vec<_> = timeline
        .reused_ids
        .iter()
        .map(|id| {
            let again = files.position(id.again);
            (id.key.as_str(), files.position(id.first).line, again.file.to_owned(), again.line)
        })
        .collect();
    let expected = [("kerry", 3, "more.yaml".to_owned(), 1), ("a", 5, "talks.yaml".to_owned(), 6)];
    assert_eq!(reused, expected);
    assert_eq!((timeline.actors.len(), timeline.events.len()), (1, 3));
    assert_eq!(timeline.events[2].relations[0].target.0, 0);
}

/// The title of one event with these fields.
#[track_caller]
fn title(fields: &str) -> String {
    let places = "places: {geneva: {name: Geneva}}\n";
    let (_, timeline, _) = timeline(&format!("{PEOPLE}{places}"), &format!("  - {{{fields}}}\n"));
    timeline.events[0].title.clone().to_string()
}

#[test]
fn an_event_without_a_title_is_given_one() {
    assert_eq!(title("kind: meeting, title: Talks"), "Talks");
    assert_eq!(title("kind: meeting, actors: [kerry, lavrov]"), "Kerry–Lavrov meeting");
    assert_eq!(title("kind: meeting, actors: [kerry]"), "Meeting with Kerry");
    assert_eq!(
        title("kind: call, actors: [kerry, lavrov, annan]"),
        "Call of Kerry, Lavrov and Annan"
    );
    assert_eq!(title("kind: meeting, form: plenary, place: geneva"), "Plenary in Geneva");
    assert_eq!(title("kind: statement, speaker: kerry, to: reporters"), "Kerry to reporters");
    assert_eq!(
        title("kind: statement, speaker: kerry, to: press, form: press-conference"),
        "Press conference by Kerry to the press"
    );
    assert_eq!(title("kind: message, speaker: annan, to: [lavrov]"), "Message by Annan to Lavrov");
    assert_eq!(title("kind: milestone"), "Milestone");
}

#[test]
fn an_event_without_an_id_is_given_one() {
    let (_, timeline, _) = timeline(
        PEOPLE,
        "  - {kind: meeting, actors: [kerry, lavrov]}
  - {kind: meeting, actors: [kerry, lavrov]}
  - {id: x, kind: call, after: kerry-lavrov-meeting-2}
",
    );
    let keys: Vec<_> = timeline.events.iter().map(|event: &Event| event.key.as_str()).collect();
    assert_eq!(keys, ["kerry-lavrov-meeting", "kerry-lavrov-meeting-2", "x"]);
    assert_eq!(timeline.events[2].relations[0].target.0, 1);
}

#[test]
fn the_nearest_zone_that_is_named_counts() {
    let head = "timezone: Europe/London
places: {hangzhou: {timezone: Asia/Shanghai}, sea: {name: At sea}}
";
    let events = "  - {kind: call, date: 2016-09-05, timezone: Asia/Tokyo, place: hangzhou}
  - {kind: call, date: 2016-09-05, place: hangzhou}
  - {kind: call, date: 2016-09-05, place: sea}
";
    let zones = |head: &str| {
        let (_, timeline, _) = timeline(head, events);
        timeline.events.iter().map(|event| event.reading().unwrap().zone).collect::<Vec<_>>()
    };
    let named = |name: &str| Zone::parse(name).unwrap();
    let [tokyo, shanghai, london] = ["Asia/Tokyo", "Asia/Shanghai", "Europe/London"].map(named);
    assert_eq!(zones(head), [tokyo, shanghai, london]);
    let homeless = head.replace("timezone: Europe/London\n", "");
    assert_eq!(zones(&homeless), [tokyo, shanghai, Zone::default()]);
}

#[test]
fn a_clock_of_unknown_zone_is_one_clock_wherever_it_is_named() {
    let head = "timezone: Europe/London
places: {ship: {timezone: unknown}, port: {timezone: unknown register}, sea: {timezone: unknown}}
";
    let events = "  - {kind: call, date: 2016-09-05, place: ship}
  - {kind: call, date: 2016-09-05, place: port}
  - {kind: call, date: 2016-09-05, timezone: Unknown register}
  - {kind: call, date: 2016-09-05, place: sea}
  - {kind: call, date: 2016-09-05, place: ship}
  - {kind: call, date: 2016-09-05, timezone: unknown}
  - {kind: call, date: 2016-09-05}
";
    let (_, timeline, _) = timeline(head, events);
    let zones = timeline.events.iter().map(|event| event.reading().unwrap().zone);
    let expected = [1, 2, 2, 3, 1, 4].map(|clock| Zone::Floating(LocalClock(clock)));
    let london = Zone::parse("Europe/London").unwrap();
    assert_eq!(zones.collect::<Vec<_>>(), [&expected[..], &[london]].concat());
    assert_eq!(timeline.further_clocks, 4);
}

#[test]
fn an_included_file_may_have_a_zone_of_its_own() {
    let (_, timeline, _) = timeline_with(
        "title: t\ntimezone: Europe/London\ninclude: [a.yaml, b.yaml]\n",
        &[
            ("a.yaml", "timezone: Asia/Tokyo\nevents: [{kind: call, date: 2016-09-05}]\n"),
            ("b.yaml", "events: [{kind: call, date: 2016-09-05}]\n"),
        ],
    );
    let zones: Vec<_> = timeline.events.iter().map(|e| Some(e.reading()?.zone)).collect();
    assert_eq!(zones, ["Asia/Tokyo", "Europe/London"].map(Zone::parse));
}

#[test]
fn words_of_closed_lists() {
    let (files, timeline, findings) = timeline(
        "timezone: Asia/Shanghei
anchor: 2016-09-05
sources: {voa: {title: News, reliability: G}}
actors: {usa: {name: United States, kind: country, color: blue}}
",
        "  - {kind: meting, status: hold, span: all, duration: long, timezone: Mars/Base}\n",
    );
    let said: Vec<_> = findings
        .iter()
        .map(|finding| {
            let help = finding.help.as_deref().unwrap();
            format!("{} {} | {help}", files.slice(finding.primary().unwrap()), finding.message)
        })
        .collect();
    let expected = [
        "Asia/Shanghei `Asia/Shanghei` is not a time zone | did you mean `Asia/Shanghai`?",
        "G `G` is not a grade of reliability | write a letter from `A`, reliable, to `F`, cannot be judged",
        "country `country` is not a kind of actor | it is one of `person`, `state`, `organisation`, `group`",
        "blue `blue` is not a colour | write `\"#1f5fa8\"`: red, green, blue",
        "meting `meting` is not a kind of event | did you mean `meeting`?",
        "hold `hold` is not a status | did you mean `held`?",
        "all `all` is not a way to lie in a date | it is one of `within`, `whole`",
        "long `long` is not a length of time | write `90min`, `2h`, `10min..3h` or `1h..`",
        "Mars/Base `Mars/Base` is not a time zone | write a name such as `Europe/Zurich`, an offset such as `+08:00`, or `unknown`",
    ];
    assert_eq!(said, expected);
    assert_eq!(timeline.events.len(), 1, "kept all the same");
}

#[test]
fn dates_that_cannot_be_read_are_findings_of_their_own_text() {
    let (files, timeline, _) = timeline(
        "",
        "  - kind: message
    date: '2016-09-05'
    time: soon
    sent: 2016-09-06
    delivered: someday
",
    );
    let event = &timeline.events[0];
    let when = event.when.as_ref().unwrap();
    assert_eq!((when.text.as_str(), &when.reading), ("2016-09-05 soon", &None));
    let steps: Vec<_> =
        timeline.passages.iter().map(|p| (p.step, p.when.reading.is_some())).collect();
    assert_eq!(steps, [(Step::Sent, true), (Step::Delivered, false)]);
    let last = timeline.date_findings.last().unwrap();
    assert_eq!((files.slice(last.span), last.event.unwrap().0), ("someday", 0));
}

#[test]
fn the_head_of_the_file() {
    let (_, timeline, findings) = timeline(
        "subtitle: s
anchor: 2016-09-05
as_of: 2016-09-07
prefer: [voa]
allow: [D505: no press was there]
sources:
  voa: {title: News, published: 2016-09-05, dateline: 'Hangzhou, China, 2016-09-04'}
  nyt: {title: Times, dateline: {place: Hangzhou, date: 2016-09-05}}
  xin: {title: Agency, dateline: Hangzhou}
",
        "  - kind: call\n",
    );
    assert_eq!(findings, []);
    let (anchor, as_of) = (timeline.anchor.unwrap(), timeline.as_of.unwrap());
    assert_eq!((as_of.0 - anchor.0, timeline.prefer[0].0), (2, 0));
    assert_eq!(timeline.allow[0].reason, "no press was there");
    let datelines: Vec<_> = timeline
        .sources
        .iter()
        .map(|source| {
            let (place, date) = source.dateline.as_ref().unwrap();
            (place.as_str(), date.as_ref().map(|date| date.value.civil.first.unwrap().0 - anchor.0))
        })
        .collect();
    assert_eq!(
        datelines,
        [("Hangzhou, China", Some(-1)), ("Hangzhou", Some(0)), ("Hangzhou", None)]
    );
}

/// The Gregorian day of the one event of a file.
#[track_caller]
fn day_of(calendar: &str, date: &str) -> String {
    let (_, timeline, findings) = timeline(
        &format!("calendar: {calendar}\n"),
        &format!("  - kind: call\n    date: {date}\n"),
    );
    assert_eq!(findings, []);
    let when = timeline.events[0].when.as_ref().unwrap();
    when.reading.as_ref().unwrap().civil.first.unwrap().to_string()
}

#[test]
fn dates_are_read_by_the_calendar_of_the_file() {
    assert_eq!(day_of("gregorian", "1648-10-14"), "1648-10-14");
    assert_eq!(day_of("julian", "1648-10-14"), "1648-10-24");
    assert_eq!(day_of("julian", "14 October 1648"), "1648-10-24");
    assert_eq!(day_of("julian", "1648-10"), "1648-10-11");
    assert_eq!(day_of("julian", "1648"), "1648-01-11");
    assert_eq!(day_of("julian", "1648~"), "1648-01-11");
    assert_eq!(day_of("{reform: RUSSIA}", "1917-10-25"), "1917-11-07");
    assert_eq!(day_of("{reform: RUSSIA}", "1918-02-14"), "1918-02-14");
    assert_eq!(day_of("{reform: RUSSIA}", "1917-10-25/1918-03-03"), "1917-11-07");
    // Both names stand for themselves, whatever the file says.
    for calendar in ["gregorian", "julian", "{reform: RUSSIA}"] {
        assert_eq!(day_of(calendar, "{os: 1713-03-31, ns: 1713-04-11}"), "1713-04-11");
        assert_eq!(day_of(calendar, "\n      os: 1774-07-10"), "1774-07-21");
    }
}

#[test]
fn a_calendar_has_to_be_known() {
    let finding = |calendar: &str| {
        let (_, _, findings) = timeline(&format!("calendar: {calendar}\n"), "  - kind: call\n");
        findings.first().map(|finding| (finding.severity, finding.message.clone()))
    };
    assert_eq!(finding("gregorian"), None);
    assert_eq!(finding("{reform: united kingdom}"), None);
    let unknown = "`gregorain` is not a calendar".to_owned();
    assert_eq!(finding("gregorain"), Some((Severity::Error, unknown)));
    let unknown = "`ATLANTIS` is not a country whose reform is known".to_owned();
    assert_eq!(finding("{reform: ATLANTIS}"), Some((Severity::Error, unknown)));
}
