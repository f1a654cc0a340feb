//! The Julian calendar, day by day, against the tables of the crate that knows it best.

use demarche::date::calendar::{Calendar, julian_day, julian_ymd};
use demarche::date::civil::Day;

/// The table of Julian day numbers, beside the working copy; it is not part of this project.
const TABLE: &str = "../shared/benchmarks/calendar/jdn.csv";

#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads its table")]
fn the_two_calendars_name_the_days_of_the_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return;
    };
    let (mut tried, mut beyond) = (0, 0);
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [jdn, j_year, j_month, j_day, _, g_year, g_month, g_day, _] = cells[..] else {
            panic!("nine cells: {line}");
        };
        let number = |cell: &str| cell.parse::<i64>().expect("a number");
        let (old_year, new_year) = (number(j_year), number(g_year));
        // The first day of a 32-bit day number lies before the first of a count from 1970.
        let Ok(number_of_day) = i32::try_from(number(jdn) - 2_440_588) else {
            assert_eq!(number(jdn), i64::from(i32::MIN), "{line}");
            beyond += 1;
            continue;
        };
        let month = |name| demarche::date::civil::parse_month(name).expect("a month");
        let day = Day(number_of_day);
        let old = (old_year as i32, month(j_month), number(j_day) as u8);
        let new = (new_year as i32, month(g_month), number(g_day) as u8);
        assert_eq!((julian_ymd(day), day.ymd()), (old, new), "{line}");
        assert_eq!(julian_day(old.0, old.1, old.2), Some(day), "{line}");
        assert_eq!(Calendar::Gregorian.day(new.0, new.1, new.2), Some(day), "{line}");
        tried += 1;
    }
    println!("{tried} days agree; {beyond} lies beyond the days that a date can be counted to");
    assert_eq!((tried + beyond, beyond), (text.lines().count() - 1, 1));
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads its table")]
fn countries_change_their_calendar_as_in_the_table() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/benchmarks/calendar/reforming.csv");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return;
    };
    let mut tried = 0;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let day_of = |cell: &str| Day(cell.parse::<i32>().expect("a number") - 2_440_588);
        let (first, day) = (day_of(cells[0]), day_of(cells[1]));
        let month = demarche::date::civil::parse_month(cells[3]).expect("a month");
        let number = |cell: &str| cell.parse::<i32>().expect("a number");
        let name = (number(cells[2]), month, number(cells[4]) as u8);
        for country in demarche::date::calendar::countries() {
            let calendar = Calendar::reform(country).expect(country);
            // The table has reforms that no country made.
            if calendar.is_julian_on(first.plus_days(-1)) && !calendar.is_julian_on(first) {
                assert_eq!(calendar.ymd(day), name, "{country}: {line}");
                assert_eq!(calendar.day(name.0, name.1, name.2), Some(day), "{country}: {line}");
                tried += 1;
            }
        }
    }
    println!("{tried} days of countries");
    assert!(tried > 0);
}
