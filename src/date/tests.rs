//! The language of dates as a whole: texts, and the bounds and remarks that they give.

use crate::date::calendar::Calendar;
use crate::date::civil::{Day, Local, Weekday};
use crate::date::zone::{LocalClock, Zone};
use crate::date::{
    Anchor, AnchorOrigin, Bounds, Context, Cue, Edge, Finding, Frame, Instant, Precision, Reading,
    Rule, read,
};

/// Monday 5 September 2016, Shanghai time.
pub fn hangzhou() -> Context {
    Context {
        zone: Zone::parse("Asia/Shanghai").expect("a zone"),
        anchors: vec![anchor("2016-09-05", AnchorOrigin::Timeline)],
        ..Context::default()
    }
}

fn anchor(text: &str, origin: AnchorOrigin) -> Anchor {
    Anchor::day(day(text), origin)
}

fn day(text: &str) -> Day {
    let reading = read(text, &Context::default()).0.expect(text);
    reading.civil.first.expect(text)
}

/// An instant as clocks in `zone` show it: `2016-09-05 17:00:00`, `-` for none.
fn show(instant: Option<Instant>, zone: Zone) -> String {
    let Some(instant) = instant else { return "-".to_owned() };
    let local = zone.local(instant);
    let second = local.0 - local.day().first_second().0;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{} {hour:02}:{minute:02}:{second:02}", local.day())
}

fn show_bounds(bounds: Bounds, zone: Zone) -> [String; 4] {
    [bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max].map(|i| show(i, zone))
}

/// Reads without a remark.
#[track_caller]
pub fn clean(text: &str, context: &Context) -> Reading {
    let (reading, findings) = read(text, context);
    assert_eq!(findings, [], "{text}");
    reading.expect(text)
}

/// Start and end both lie in this window, in the zone of the context.
#[track_caller]
fn within(text: &str, context: &Context, first: &str, last: &str) -> Reading {
    let (reading, _) = read(text, context);
    let reading = reading.expect(text);
    let [start_min, start_max, end_min, end_max] = show_bounds(reading.hard, context.zone);
    assert_eq!([&start_min, &start_max], [first, last], "{text}");
    assert_eq!([&end_min, &end_max], [first, last], "{text}");
    reading
}

#[track_caller]
fn spans(text: &str, context: &Context, expected: [&str; 4]) -> Reading {
    let reading = clean(text, context);
    assert_eq!(show_bounds(reading.hard, context.zone), expected, "{text}");
    reading
}

/// The one remark on a text.
#[track_caller]
fn remark(text: &str, context: &Context) -> Finding {
    let (_, mut findings) = read(text, context);
    assert_eq!(findings.len(), 1, "{text}: {findings:?}");
    findings.remove(0)
}

#[test]
fn an_event_lies_somewhere_in_its_window() {
    let here = hangzhou();
    within("2016-09-05", &here, "2016-09-05 00:00:00", "2016-09-05 23:59:59");
    within("2016-09", &here, "2016-09-01 00:00:00", "2016-09-30 23:59:59");
    within("2016", &here, "2016-01-01 00:00:00", "2016-12-31 23:59:59");
    within("44 BCE", &Context::default(), "-0043-01-01 00:00:00", "-0043-12-31 23:59:59");
    within("2016-09-05 17:00", &here, "2016-09-05 17:00:00", "2016-09-05 17:00:59");
    within("2016-09-05T17:00:30", &here, "2016-09-05 17:00:30", "2016-09-05 17:00:30");
    within("2016-09-05T24:00", &here, "2016-09-06 00:00:00", "2016-09-06 00:00:59");
    within("2016-09-05T09:00Z", &here, "2016-09-05 17:00:00", "2016-09-05 17:00:59");
    within("2016-09-05 11:00 Europe/Paris", &here, "2016-09-05 17:00:00", "2016-09-05 17:00:59");
}

#[test]
fn a_whole_event_fills_its_window() {
    let whole = Context { whole: true, ..hangzhou() };
    let (first, last) = ("2016-09-04 00:00:00", "2016-09-04 23:59:59");
    spans("2016-09-04", &whole, [first, first, last, last]);
    let last = "2016-09-05 23:59:59";
    spans("2016-09-04/2016-09-05", &whole, [first, first, last, last]);
    // Where an evening begins and ends nobody knows, but it lasts from the one to the other.
    spans(
        "2016-09-04 evening",
        &whole,
        [
            "2016-09-04 16:00:00",
            "2016-09-04 18:00:00",
            "2016-09-04 21:59:59",
            "2016-09-04 23:59:59",
        ],
    );
}

#[test]
fn intervals_start_in_the_one_and_end_in_the_other() {
    let here = hangzhou();
    let days = [
        "2016-09-04 00:00:00",
        "2016-09-04 23:59:59",
        "2016-09-05 00:00:00",
        "2016-09-05 23:59:59",
    ];
    spans("2016-09-04/2016-09-05", &here, days);
    let open = ["2016-09-04 00:00:00", "2016-09-04 23:59:59", "2016-09-04 00:00:00", "-"];
    assert!(spans("2016-09-04/..", &here, open).civil.ongoing);
    assert!(!spans("2016-09-04/", &here, open).civil.ongoing);
    let until = ["-", "2016-09-04 23:59:59", "2016-09-04 00:00:00", "2016-09-04 23:59:59"];
    spans("../2016-09-04", &here, until);
    spans("/2016-09-04", &here, until);
    spans("../..", &here, ["-"; 4]);
    let hours = [
        "2016-09-04 10:00:00",
        "2016-09-04 10:00:59",
        "2016-09-04 11:30:00",
        "2016-09-04 11:30:59",
    ];
    spans("2016-09-04T10:00/2016-09-04T11:30", &here, hours);
    spans("2016-09-04 10:00/11:30", &here, hours);
    spans("2016-09-04 04:00 Europe/Paris/2016-09-04 05:30", &here, hours);
    spans("2016-09-04 02:00/2016-09-04 03:30Z", &here, hours);
}

#[test]
fn an_interval_that_overlaps_itself_ends_after_it_starts() {
    let text = "2016-09/2016-09-10";
    let expected = [
        "2016-09-01 00:00:00",
        "2016-09-10 23:59:59",
        "2016-09-10 00:00:00",
        "2016-09-10 23:59:59",
    ];
    spans(text, &hangzhou(), expected);
    let reversed = remark("2016-09-05/2016-09-02", &hangzhou());
    assert_eq!(reversed, Finding::IntervalReversed { range: 11..21, by_s: 2 * 86_400 + 1 });
}

#[test]
fn bare_weekdays_go_back_or_on() {
    let (past, future) = (hangzhou(), Context { cue: Cue::Future, ..hangzhou() });
    within("Sunday", &past, "2016-09-04 00:00:00", "2016-09-04 23:59:59");
    within("Sunday", &future, "2016-09-11 00:00:00", "2016-09-11 23:59:59");
    within("Sunday 09:30", &past, "2016-09-04 09:30:00", "2016-09-04 09:30:59");
    within("last Sunday", &past, "2016-09-04 00:00:00", "2016-09-04 23:59:59");
    within("last Monday", &past, "2016-08-29 00:00:00", "2016-08-29 23:59:59");
    within("tomorrow 5 p.m.", &past, "2016-09-06 17:00:00", "2016-09-06 17:00:59");
    assert_eq!(clean("Sunday", &past).rule, Rule::WeekdayPast);
    assert_eq!(
        remark("Monday", &past),
        Finding::TookSameDay { range: 0..6, day: day("2016-09-05") }
    );
}

#[test]
fn a_weekday_with_two_readings_keeps_both() {
    let wednesday =
        Context { anchors: vec![anchor("2016-09-07", AnchorOrigin::Event)], ..Context::default() };
    let reading = within("next Friday", &wednesday, "2016-09-09 00:00:00", "2016-09-16 23:59:59");
    assert_eq!(show(reading.shown().start_min, Zone::default()), "2016-09-16 00:00:00");
    assert_eq!(reading.civil.first, Some(day("2016-09-16")));
    let split = Finding::WeekdaySplit {
        range: 0..11,
        earlier: day("2016-09-09"),
        later: day("2016-09-16"),
        shown: day("2016-09-16"),
    };
    assert_eq!(remark("next Friday", &wednesday), split);
}

#[test]
fn weekdays_of_an_interval_count_from_each_other() {
    let tuesday =
        Context { anchors: vec![anchor("2016-09-06", AnchorOrigin::Event)], ..Context::default() };
    let days = |text: &str, context: &Context| {
        let civil = clean(text, context).civil;
        (civil.first, civil.last)
    };
    let expected = (Some(day("2016-08-29")), Some(day("2016-08-31")));
    assert_eq!(days("Monday/Wednesday", &tuesday), expected);
    let ahead = Context { cue: Cue::Future, ..tuesday.clone() };
    assert_eq!(days("Friday/Monday", &ahead), (Some(day("2016-09-09")), Some(day("2016-09-12"))));
    let nothing = Context::default();
    assert_eq!(
        days("2016-09-05/Wednesday", &nothing),
        (Some(day("2016-09-05")), Some(day("2016-09-07")))
    );
    assert_eq!(
        days("Monday 09:30/11:00", &tuesday),
        (Some(day("2016-09-05")), Some(day("2016-09-05")))
    );
}

#[test]
fn a_weekday_beside_a_date_is_checked() {
    clean("Monday, 2016-09-05", &hangzhou());
    let mismatch = Finding::WeekdayMismatch {
        weekday_range: 0..6,
        date_range: 8..18,
        stated: Weekday::Monday,
        date: day("2016-09-04"),
        nearest: day("2016-09-05"),
    };
    assert_eq!(remark("Monday, 2016-09-04", &hangzhou()), mismatch);
    within("Monday, 2016-09-04", &hangzhou(), "2016-09-04 00:00:00", "2016-09-04 23:59:59");
    assert!(matches!(
        remark("Thursday, 2016-09-05", &hangzhou()),
        Finding::WeekdayMismatch { nearest, .. } if nearest == day("2016-09-08")
    ));
}

#[test]
fn parts_of_a_day_have_a_certain_and_a_shown_window() {
    let here = hangzhou();
    let shown = |text: &str| {
        let reading = clean(text, &here);
        assert_eq!(reading.civil.precision, Precision::PartOfDay);
        let [first, _, _, last] = show_bounds(reading.shown(), here.zone);
        (first, last)
    };
    within("2016-09-05 morning", &here, "2016-09-05 00:00:00", "2016-09-05 11:59:59");
    assert_eq!(shown("2016-09-05 morning").0, "2016-09-05 06:00:00");
    within("tonight", &here, "2016-09-05 18:00:00", "2016-09-06 05:59:59");
    assert_eq!(shown("tonight").1, "2016-09-06 04:59:59");
    within("last night", &here, "2016-09-04 18:00:00", "2016-09-05 05:59:59");
    within("tomorrow night", &here, "2016-09-06 18:00:00", "2016-09-07 05:59:59");
    within("overnight", &here, "2016-09-04 20:00:00", "2016-09-05 07:59:59");
    within("early Sunday", &here, "2016-09-04 00:00:00", "2016-09-04 23:59:59");
    assert_eq!(shown("early Sunday").1, "2016-09-04 11:59:59");
}

#[test]
fn the_text_s_zone_goes_before_the_context_s() {
    let floating = clean("2016-09-05 17:00", &Context::default());
    assert_eq!(
        (floating.frame(), floating.zone),
        (Frame::Floating(LocalClock::COMMON), Zone::default())
    );
    assert_eq!(
        floating.hard.start_min,
        Some(Instant::new(Local(day("2016-09-05").first_second().0 + 61_200).0))
    );
    let stated = clean("2016-09-05 17:00+08:00", &Context::default());
    assert_eq!((stated.frame(), stated.zone), (Frame::Utc, Zone::Fixed(28_800)));
    assert_eq!(stated.hard.start_min, Some(Instant::new(1_473_066_000)));
}

#[test]
fn a_day_on_which_clocks_change_has_its_true_length() {
    let paris =
        Context { zone: Zone::parse("Europe/Paris").expect("a zone"), ..Context::default() };
    let hours = |text: &str| {
        let hard = clean(text, &paris).hard;
        (hard.start_max.expect(text).seconds() - hard.start_min.expect(text).seconds() + 1) / 3600
    };
    assert_eq!(hours("2016-03-27"), 23);
    assert_eq!(hours("2016-03-28"), 24);
    assert_eq!(hours("2016-10-30"), 25);
}

#[test]
fn anchors_are_needed_and_compared() {
    let no_anchor = Finding::NoAnchor { range: 0..6 };
    assert_eq!(remark("Monday 09:30", &Context::default()), no_anchor);
    // The page is dated 19 January 2017, the caption 5 September 2016: nineteen whole weeks.
    let page = anchor("2017-01-19", AnchorOrigin::Published);
    let caption = anchor("2016-09-05", AnchorOrigin::Dateline);
    let context = Context { anchors: vec![page, caption], ..Context::default() };
    let conflict = Finding::AnchorConflict {
        range: 0..6,
        used: (page, day("2017-01-15")),
        other: (caption, day("2016-09-04")),
    };
    assert_eq!(remark("Sunday", &context), conflict);
    let near = Context {
        anchors: vec![caption, anchor("2016-09-06", AnchorOrigin::Published)],
        ..context
    };
    clean("Sunday", &near);
}

#[test]
fn days_that_never_were_are_told() {
    let told = |text: &str| match remark(text, &Context::default()) {
        Finding::NoSuchDay { range, reason, suggestion } => {
            (text[range].to_owned(), reason, suggestion)
        }
        other => panic!("{text}: {other:?}"),
    };
    let expect = |range: &str, reason: &str, suggestion: Option<&str>| {
        (range.to_owned(), reason.to_owned(), suggestion.map(str::to_owned))
    };
    assert_eq!(
        told("2015-02-29"),
        expect("02-29", "February 2015 has 28 days", Some("2015-02-28"))
    );
    let no_month = "there is no month 13: months are 01 to 12";
    assert_eq!(told("2016-13-05"), expect("13", no_month, Some("2016-05-13")));
    assert_eq!(told("2016-13"), expect("13", no_month, None));
    assert_eq!(told("2016-09-00").2.as_deref(), Some("2016-09"));
    assert_eq!(
        told("31 June 2016"),
        expect("31 June", "June 2016 has 30 days", Some("2016-06-30"))
    );
}

#[test]
fn blanks_around_a_date_do_not_count() {
    let (reading, findings) = read(" Sunday, 2016-09-05 ", &Context::default());
    assert!(reading.is_some());
    assert!(
        matches!(&findings[..], [Finding::WeekdayMismatch { weekday_range, .. }] if *weekday_range == (1..7))
    );
}

#[test]
fn a_clock_time_that_was_skipped_or_shown_twice_is_remarked_on() {
    let remarks = |text: &str| {
        let zone = Zone::parse("America/New_York").expect("a zone");
        let (reading, findings) = read(text, &Context { zone, ..Context::default() });
        assert!(reading.is_some(), "{text}");
        let says = |finding: &Finding| match finding {
            Finding::DstGap { range, before, after, .. } => {
                Some(format!("{}: {before} or {after}", &text[range.clone()]))
            }
            Finding::DstFold { range, first_offset_s, second_offset_s, .. } => {
                Some(format!("{}: {first_offset_s} or {second_offset_s}", &text[range.clone()]))
            }
            _ => None,
        };
        findings.iter().filter_map(says).collect::<Vec<_>>()
    };
    assert_eq!(remarks("2016-03-13 02:30"), ["02:30: 2016-03-13 01:30 or 2016-03-13 03:30"]);
    assert_eq!(remarks("2016-11-06 01:30"), ["01:30: -14400 or -18000"]);
    assert_eq!(
        remarks("2016-11-06 01:10/01:30"),
        ["01:10: -14400 or -18000", "01:30: -14400 or -18000"]
    );
    for text in ["2016-11-06T01:30-05:00", "2016-03-13 02:30Z", "2016-03-13", "2016-03-13 03:00"] {
        assert_eq!(remarks(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn years_that_begin_in_march_go_on_after_december() {
    let england = Context {
        calendar: Calendar::reform("UNITED_KINGDOM"),
        year_start: Some((3, 25)),
        ..Context::default()
    };
    let days = |text: &str| {
        let (reading, _) = read(text, &england);
        let hard = reading.as_ref().expect(text).hard;
        let ends = [hard.start_min, hard.end_max];
        ends.map(|at| Zone::default().local(at.expect(text)).day().to_string())
    };
    // William and Mary were offered the crown on 13 February 1688/9, 23 February 1689 in Holland.
    for text in ["1688-02-13", "13 February 1688", "13 Feb. 1688/9", "13 February 1688/89"] {
        assert_eq!(days(text), ["1689-02-23", "1689-02-23"], "{text}");
    }
    assert_eq!(days("1688-03-25"), ["1688-04-04", "1688-04-04"]);
    assert_eq!(days("1688-02"), ["1689-02-11", "1689-03-10"]);
    assert_eq!(days("1688"), ["1688-04-04", "1689-04-03"]);
    // After the reform the year begins in January, in every sense.
    assert_eq!(days("1753-02-13"), ["1753-02-13", "1753-02-13"]);
    assert_eq!(
        clean("13 February 1688/9", &Context::default()).civil.first,
        Some(day_ns("1689-02-23"))
    );
}

fn day_ns(text: &str) -> Day {
    let context = Context { calendar: Some(Calendar::Gregorian), ..Context::default() };
    read(text, &context).0.and_then(|reading| reading.civil.first).expect(text)
}

#[test]
fn what_is_named_earlier_keeps_its_day_and_its_side() {
    let here = hangzhou();
    let reading =
        within("earlier in the day Monday", &here, "2016-09-05 00:00:00", "2016-09-05 23:59:59");
    assert_eq!((reading.edge, reading.rule), (Some(Edge::Earlier), Rule::Edge));
    let part = within("later Sunday evening", &here, "2016-09-04 16:00:00", "2016-09-04 23:59:59");
    assert_eq!(part.edge, Some(Edge::Later));
}
