//! The Julian calendar, day by day, against the tables of the crate that knows it best.

use demarche::date::calendar::{Calendar, julian_day, julian_ymd, julian_ymd_of_jdn};
use demarche::date::civil::{Day, EPOCH_JDN, ymd_of_jdn};

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
    let mut tried = 0;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [jdn, j_year, j_month, j_day, _, g_year, g_month, g_day, _] = cells[..] else {
            panic!("nine cells: {line}");
        };
        let number = |cell: &str| cell.parse::<i32>().expect("a number");
        let month = |name| demarche::date::civil::parse_month(name).expect("a month");
        let old = (number(j_year), month(j_month), number(j_day) as u8);
        let new = (number(g_year), month(g_month), number(g_day) as u8);
        let jdn = number(jdn);
        assert_eq!((julian_ymd_of_jdn(jdn), ymd_of_jdn(jdn)), (old, new), "{line}");
        tried += 1;
        // The first days of a 32-bit Julian day number lie before the first of a count from 1970: they have names, but
        // no file can name them.
        let Some(number_of_day) = jdn.checked_sub(EPOCH_JDN) else { continue };
        let day = Day(number_of_day);
        assert_eq!((julian_ymd(day), day.ymd()), (old, new), "{line}");
        assert_eq!(julian_day(old.0, old.1, old.2), Some(day), "{line}");
        assert_eq!(Calendar::Gregorian.day(new.0, new.1, new.2), Some(day), "{line}");
    }
    println!("{tried} days agree");
    assert_eq!(tried, text.lines().count() - 1);
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
