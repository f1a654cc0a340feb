//! Laws of the language of dates, tried on generated texts.

use crate::date::calendar::Calendar;
use crate::date::civil::Day;
use crate::date::form::{FORMS, parse};
use crate::date::tests::{clean, hangzhou};
use crate::date::zone::Zone;
use crate::date::{Bounds, Context, read};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

/// Whether one window holds another.
fn holds(outer: Bounds, inner: Bounds) -> bool {
    outer.start_min <= inner.start_min
        && inner.start_max <= outer.start_max
        && outer.end_min <= inner.end_min
        && inner.end_max <= outer.end_max
}

/// A context that says by which calendar dates go.
fn stated() -> Context {
    Context { calendar: Some(Calendar::Gregorian), ..Context::default() }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), whole in any::<bool>()) {
        let _ = read(&text, &Context { whole, ..hangzhou() });
    }

    #[test]
    fn no_mixture_of_examples_makes_it_panic(
        picks in proptest::collection::vec((0usize..FORMS.len(), 0usize..64, 0usize..24), 1..5),
    ) {
        // Pieces of true dates come much further than noise does.
        let piece = |(form, example, cut): &(usize, usize, usize)| {
            let examples = FORMS[*form].examples;
            examples[*example % examples.len()].chars().skip(cut / 3).collect::<String>()
        };
        let text = picks.iter().map(piece).collect::<Vec<_>>().join(["", " ", "/", "-"][picks.len() % 4]);
        let readers: Vec<&str> =
            FORMS.iter().filter(|form| form.parse(&text).is_ok()).map(|form| form.name).collect();
        prop_assert!(readers.len() <= 1, "{text}: {readers:?}");
        let (reading, _) = read(&text, &hangzhou());
        if let Some(reading) = reading {
            let printed = parse(&text).map(|expression| expression.to_string()).expect("it was read");
            let again = read(&printed, &hangzhou()).0;
            prop_assert_eq!(again.map(|again| again.hard), Some(reading.hard), "{} → {}", text, printed);
            for bounds in [reading.hard, reading.shown()] {
                let Bounds { start_min, start_max, end_min, end_max } = bounds;
                prop_assert!(start_max.is_none() || start_min <= start_max, "{text}: {bounds:?}");
                prop_assert!(end_max.is_none() || end_min <= end_max, "{text}: {bounds:?}");
                prop_assert!(end_max.is_none() || start_min <= end_max, "{text}: {bounds:?}");
            }
        }
    }

    #[test]
    fn a_day_is_read_as_it_is_printed(number in -4_371_587i32..=2_932_896) {
        let reading = clean(&Day(number).to_string(), &stated());
        prop_assert_eq!(reading.civil.first, Some(Day(number)));
    }

    #[test]
    fn padding_never_narrows(
        number in -3_000_000i32..=2_900_000,
        cut in 0usize..3,
        zone in proptest::sample::select(vec!["Asia/Shanghai", "Europe/Paris", "-03:30"]),
    ) {
        let context = Context { zone: Zone::parse(zone).expect("a zone"), ..stated() };
        let day = Day(number).to_string();
        let plain = &day[..day.len() - 3 * cut];
        let hard = |mark: &str| read(&format!("{plain}{mark}"), &context).0.map(|reading| reading.hard);
        let windows = ["", "?", "~", "%"].map(|mark| hard(mark).expect("a date"));
        prop_assert_eq!(windows[0], windows[1], "uncertain is not wider: {}", plain);
        for pair in windows.windows(2) {
            prop_assert!(holds(pair[1], pair[0]), "{plain}: {pair:?}");
        }
    }

    #[test]
    fn what_was_printed_is_read_as_the_same(
        picks in proptest::collection::vec((0usize..FORMS.len(), 0usize..64), 1..3),
        between in proptest::sample::select(vec!["/", " ", ", "]),
    ) {
        let example = |(form, example): &(usize, usize)| {
            let examples = FORMS[*form].examples;
            examples[*example % examples.len()]
        };
        let text = picks.iter().map(example).collect::<Vec<_>>().join(between);
        if let Ok(expression) = parse(&text) {
            let printed = expression.to_string();
            let again = parse(&printed).map(|again| again.to_string());
            prop_assert_eq!(again.as_ref(), Ok(&printed), "{}", text);
            let of = |text: &str| read(text, &hangzhou()).0.map(|reading| (reading.hard, reading.shown()));
            prop_assert_eq!(of(&printed), of(&text), "{} → {}", text, printed);
        }
    }

    #[test]
    fn minutes_lie_in_days_in_months_in_years(
        number in -4_371_587i32..=2_932_896,
        hour in 0u8..24,
        minute in 0u8..60,
        zone in proptest::sample::select(vec!["Asia/Shanghai", "Europe/Paris", "Pacific/Apia", "-03:30"]),
    ) {
        let context = Context { zone: Zone::parse(zone).expect("a zone"), ..stated() };
        let text = format!("{}T{hour:02}:{minute:02}", Day(number));
        let ends = [text.len(), text.len() - 6, text.len() - 9, text.len() - 12];
        let windows = ends.map(|end| clean(&text[..end], &context).hard);
        for pair in windows.windows(2) {
            prop_assert!(holds(pair[1], pair[0]), "{text}: {pair:?}");
        }
    }
}
