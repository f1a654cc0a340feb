//! Very many events as few rows: one for each day, week, month … in which something happened.
//!
//! A picture of a hundred thousand rows would be miles long or, on a page, one black bar. Above [`LIMIT`] events the
//! timeline is condensed before it is drawn: a row says how much happened in its days, of what kinds, and who took
//! part. The picture says that it is so, and how to see the events one by one.

use crate::date::civil::Day;
use crate::date::{self, Context};
use crate::layout::filter::{Filter, days};
use crate::layout::words::count;
use crate::order::OrderNetwork;
use crate::timeline::{ActorId, Event, EventId, Kind, Participant, Party, Timeline, When};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most events that are drawn one by one.
pub const LIMIT: usize = 20_000;

/// The most rows of a condensed picture.
const ROWS: usize = 400;

/// So many of those who took part most often are named in a row.
const NAMED: usize = 4;

/// What a condensed picture stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condensed {
    /// How many events its rows stand for.
    pub events: usize,
    /// How many events the filter left out before.
    pub left_out: usize,
    /// The stretch of time that a row stands for.
    pub unit: Unit,
    /// In how many points the dates and relations of the whole timeline contradict each other.
    pub contradictions: usize,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Every unit, the shortest first.
    const ALL: [Unit; 6] =
        [Unit::Day, Unit::Week, Unit::Month, Unit::Year, Unit::Decade, Unit::Century];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
            Unit::Decade => "decade",
            Unit::Century => "century",
        }
    }

    /// The last day of the stretch that begins on a day.
    fn last(self, first: Day) -> Day {
        let length = match self {
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Month => 31,
            Unit::Year => 366,
            Unit::Decade => 3_653,
            Unit::Century => 36_525,
        };
        // The stretch after it begins within so many days and one more.
        let next = self.first(first.plus_days(length));
        if next == first { first.plus_days(length - 1) } else { next.plus_days(-1) }
    }

    /// The first day of the stretch that a day lies in.
    fn first(self, day: Day) -> Day {
        let (year, month, _) = day.ymd();
        let of_year = |year| Day::from_ymd(year, 1, 1);
        let first = match self {
            Unit::Day => Some(day),
            Unit::Week => Some(day.on_or_before(crate::date::civil::Weekday::Monday)),
            Unit::Month => Day::from_ymd(year, month, 1),
            Unit::Year => of_year(year),
            Unit::Decade => of_year(year.div_euclid(10) * 10),
            Unit::Century => of_year(year.div_euclid(100) * 100),
        };
        first.unwrap_or(day)
    }
}

/// A timeline of one event for each stretch of time in which something happened, and what it stands for; the unit is
/// the shortest that gives at most 400 rows. `None` if few enough events are chosen to draw them one by one.
pub fn condensed(
    timeline: &Timeline,
    order: &OrderNetwork,
    filter: &Filter,
) -> Option<(Timeline, Condensed)> {
    if timeline.events.len() <= LIMIT {
        return None;
    }
    let chosen = filter.select(timeline, order);
    if chosen.len() <= LIMIT {
        return None;
    }
    let day = |id: EventId| {
        let (first, last) = days(timeline, order, id);
        (id, first.or(last))
    };
    let dated: Vec<(EventId, Option<Day>)> = chosen.iter().map(|&id| day(id)).collect();
    let stretches = |unit: Unit| {
        let mut firsts: Vec<Day> =
            dated.iter().filter_map(|&(_, day)| Some(unit.first(day?))).collect();
        firsts.sort_unstable();
        firsts.dedup();
        firsts.len()
    };
    let unit = Unit::ALL.into_iter().find(|&unit| stretches(unit) <= ROWS);
    let unit = unit.unwrap_or(Unit::Century);
    let mut rows: BTreeMap<(bool, Option<Day>), Vec<EventId>> = BTreeMap::new();
    for (id, day) in dated {
        let first = day.map(|day| unit.first(day));
        rows.entry((first.is_none(), first)).or_default().push(id);
    }
    let events = rows.iter().map(|((_, first), row)| event(timeline, unit, *first, row)).collect();
    let condensed = Condensed {
        events: chosen.len(),
        left_out: timeline.events.len() - chosen.len(),
        unit,
        contradictions: order.contradictions().len() + order.unlisted_contradictions(),
    };
    let whole = Timeline {
        title: timeline.title.clone(),
        subtitle: timeline.subtitle.clone(),
        language: timeline.language.clone(),
        printer: timeline.printer.clone(),
        zone: timeline.zone,
        as_of: timeline.as_of,
        actors: timeline.actors.clone(),
        events,
        ..Timeline::default()
    };
    Some((whole, condensed))
}

/// A row: what happened in its days.
fn event(timeline: &Timeline, unit: Unit, first: Option<Day>, row: &[EventId]) -> Event {
    let mut kinds: BTreeMap<usize, (Kind, usize)> = BTreeMap::new();
    let mut actors: BTreeMap<ActorId, usize> = BTreeMap::new();
    for &id in row {
        let event = timeline.event(id);
        let place = Kind::ALL.iter().position(|&(kind, _)| kind == event.kind).unwrap_or(0);
        kinds.entry(place).or_insert((event.kind, 0)).1 += 1;
        for actor in event.actors() {
            *actors.entry(actor).or_insert(0) += 1;
        }
    }
    let mut kinds: Vec<(Kind, usize)> = kinds.into_values().collect();
    kinds.sort_by_key(|&(_, number)| Reverse(number));
    let kinds: Vec<String> =
        kinds.into_iter().map(|(kind, number)| count(number, kind.word())).collect();
    let mut often: Vec<(ActorId, usize)> = actors.iter().map(|(&a, &n)| (a, n)).collect();
    often.sort_by_key(|&(actor, number)| (Reverse(number), actor));
    let name = |&(actor, number): &(ActorId, usize)| {
        format!("{} ({number})", timeline.actor(actor).label())
    };
    let often: Vec<String> = often.iter().take(NAMED).map(name).collect();
    let participant = |&actor: &ActorId| Participant {
        party: Party::Actor(actor),
        role: Default::default(),
        span: Default::default(),
    };
    let title = match row {
        [id] => timeline.event(*id).title.clone(),
        _ => count(row.len(), "event").into(),
    };
    let mut note = vec![kinds.join(", ")];
    if !often.is_empty() && row.len() > 1 {
        note.push(format!("most often {}", often.join(", ")));
    }
    let key = row.first().map(|&id| timeline.event(id).key.clone()).unwrap_or_default();
    Event {
        when: first.map(|first| when(timeline, first, unit.last(first))),
        participants: actors.keys().map(participant).collect(),
        note: note.join("; ").as_str().into(),
        ..Event::bare(key, Kind::Background, title)
    }
}

/// From the first day to the last of a row.
fn when(timeline: &Timeline, first: Day, last: Day) -> When {
    let text = if first == last { first.to_string() } else { format!("{first}/{last}") };
    let context = Context { zone: timeline.zone, whole: true, ..Context::default() };
    let (reading, _) = date::read(&text, &context);
    When { text: text.into(), span: Default::default(), reading }
}

#[cfg(test)]
mod tests {
    use super::{Condensed, LIMIT, ROWS, Unit, condensed};
    use crate::date::civil::Day;
    use crate::date::{self, Context};
    use crate::layout::Filter;
    use crate::order::OrderNetwork;
    use crate::timeline::{Event, Kind, Timeline, When};

    /// So many events, one every third day, the first of them on the first of May 2001.
    fn every_third_day(count: usize) -> Timeline {
        let first = Day::from_ymd(2001, 5, 1).expect("a day");
        let event = |number: usize| {
            let text = first.plus_days(3 * number as i32).to_string();
            let (reading, _) = date::read(&text, &Context::default());
            let mut event = Event::bare(format!("e{number}").into(), Kind::Meeting, "Talks".into());
            event.when = Some(When { text: text.into(), span: Default::default(), reading });
            event
        };
        Timeline { events: (0..count).map(event).collect(), ..Timeline::default() }
    }

    #[test]
    fn few_events_are_drawn_one_by_one() {
        let timeline = every_third_day(LIMIT);
        let order = OrderNetwork::build(&timeline);
        assert!(condensed(&timeline, &order, &Filter::default()).is_none());
    }

    #[test]
    fn every_event_is_counted_once_in_the_row_of_its_day() {
        let timeline = every_third_day(LIMIT + 1);
        let order = OrderNetwork::build(&timeline);
        let (rows, stands_for) =
            condensed(&timeline, &order, &Filter::default()).expect("too many");
        let expected =
            Condensed { events: LIMIT + 1, left_out: 0, unit: Unit::Year, contradictions: 0 };
        assert_eq!(stands_for, expected);
        assert!(rows.events.len() <= ROWS);
        let counted = |event: &Event| -> usize {
            let number = event.title.split(' ').next().expect("a number");
            number.parse().expect("a number of events")
        };
        assert_eq!(rows.events.iter().map(counted).sum::<usize>(), LIMIT + 1);
        // From 1 May on every third day: 82 days of the 245 that are left of 2001.
        assert_eq!(counted(&rows.events[0]), 82);
        assert_eq!(rows.events[0].when.as_ref().expect("a date").text, "2001-01-01/2001-12-31");
        assert_eq!(rows.events[0].note.as_deref(), Some("82 meetings"));
    }

    #[test]
    fn a_unit_ends_before_the_next_begins() {
        let day = Day::from_ymd(2016, 2, 29).expect("a day");
        for unit in Unit::ALL {
            let first = unit.first(day);
            let last = unit.last(first);
            assert!(first <= day && day <= last, "{unit:?}");
            assert_eq!(unit.first(last), first, "{unit:?}");
            assert_ne!(unit.first(last.plus_days(1)), first, "{unit:?}");
        }
    }
}
