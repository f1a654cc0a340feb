//! Words of closed lists: kinds, states of an event, colours, zones, lengths of time.

use crate::date::Finding;
use crate::date::calendar::{self, Calendar};
use crate::date::duration::{self, SecondsRange};
use crate::date::zone::{self, LocalClock, Zone};
use crate::source::document::{self, Text};
use crate::source::findings::{UNKNOWN_WORD, WRONG_SHAPE, error};
use crate::source::nearest::nearest;
use crate::timeline::resolve::Resolver;
use crate::timeline::{ActorKind, Spanned};
use ecow::{EcoString, eco_format};
use std::ops::Range;

/// Kinds of actors with their words.
pub const ACTOR_KINDS: [(ActorKind, &str); 4] = [
    (ActorKind::Person, "person"),
    (ActorKind::State, "state"),
    (ActorKind::Organisation, "organisation"),
    (ActorKind::Group, "group"),
];

/// How an event lies in its date; whether it fills it.
pub(super) const EXTENTS: [(bool, &str); 2] = [(false, "within"), (true, "whole")];

impl Resolver {
    /// A word of a closed list; `what` is what it should be: `a kind of event`.
    pub fn word<T: Copy>(&mut self, text: &Text, what: &str, known: &[(T, &str)]) -> Option<T> {
        if let Some((value, _)) = known.iter().find(|(_, word)| *word == text.value) {
            return Some(*value);
        }
        let words = || known.iter().map(|(_, word)| *word);
        self.not_known(text, what, || match nearest(&text.value, words()) {
            Some(word) => format!("did you mean `{word}`?"),
            None => {
                let listed: Vec<String> = words().map(|word| format!("`{word}`")).collect();
                format!("it is one of {}", listed.join(", "))
            }
        });
        None
    }

    /// A time zone.
    ///
    /// `unknown` is a clock of its own of which nobody knows the zone; `unknown` and a name is the same clock wherever
    /// it stands.
    pub fn zone(&mut self, text: &Text) -> Option<Zone> {
        if let Some(name) = unknown(&text.value) {
            return Some(Zone::Floating(self.unknown_clock(name)));
        }
        let zone = Zone::parse(&text.value);
        if zone.is_none() {
            self.not_known(text, "a time zone", || match zone::nearest(&text.value) {
                Some(name) => format!("did you mean `{name}`?"),
                None => {
                    "write a name such as `Europe/Zurich`, an offset such as `+08:00`, or `unknown`"
                        .into()
                }
            });
        }
        zone
    }

    fn unknown_clock(&mut self, name: &str) -> LocalClock {
        if let Some(&clock) = self.clocks.get(name) {
            return clock;
        }
        self.timeline.further_clocks += 1;
        let clock = LocalClock(self.timeline.further_clocks);
        if !name.is_empty() {
            self.clocks.insert(name.to_owned(), clock);
        }
        clock
    }

    /// The clocks that `offset` or, failing that, `timezone` names. `offset: LMT` is the mean time of a longitude.
    pub fn clock_of(
        &mut self,
        offset: Option<&Text>,
        timezone: Option<&Text>,
        longitude: Option<f64>,
    ) -> Option<Zone> {
        let fixed = offset.and_then(|text| self.offset(text, longitude));
        let named = timezone.and_then(|text| self.zone(text));
        fixed.or(named)
    }

    fn offset(&mut self, text: &Text, longitude: Option<f64>) -> Option<Zone> {
        let mean_time = text.value.eq_ignore_ascii_case("lmt");
        let zone = match (mean_time, longitude) {
            (true, Some(longitude)) => Some(Zone::mean_time(longitude)),
            (true, None) => None,
            (false, _) => Zone::parse(&text.value).filter(|zone| matches!(zone, Zone::Fixed(_))),
        };
        if zone.is_none() {
            self.not_known(text, "an offset", || match mean_time {
                true => {
                    "local mean time follows from the `location` of the place: give it one".into()
                }
                false => "write `+08:00`, `+00:19:32` or `LMT`".into(),
            });
        }
        zone
    }

    /// The day on which the year begins in Julian dates; it needs a calendar that has some.
    pub fn year_start(&mut self, text: &Text, calendar: Option<Calendar>) -> Option<(u8, u8)> {
        let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() == 2);
        let parts = text.value.split_once('-').and_then(|(m, d)| Some((number(m)?, number(d)?)));
        let known = parts.filter(|&(month, day)| Calendar::Julian.day(1600, month, day).is_some());
        if known.is_none() {
            self.not_known(text, "a day on which a year begins", || {
                "write month and day, as in `year_start: \"03-25\"`".to_owned()
            });
        } else if matches!(calendar, None | Some(Calendar::Gregorian)) {
            self.findings.add(|| {
                let message = "`year_start` is about Julian dates, and the file has none";
                error(WRONG_SHAPE, message.to_owned(), text.span, "without effect").help(
                    "write `calendar: {reform: UNITED_KINGDOM}` or `calendar: julian` as well",
                )
            });
        }
        known
    }

    /// A length of time.
    pub fn length(&mut self, text: &Text) -> Option<SecondsRange> {
        match duration::read(&text.value) {
            Ok(length) => Some(length),
            Err(finding) => {
                self.findings.add(|| {
                    let message = format!("`{}` is not a length of time", text.value);
                    let label = if let Finding::BadDate { expected, .. } = finding {
                        format!("expected {expected}")
                    } else {
                        "not a length of time".to_owned()
                    };
                    error(UNKNOWN_WORD, message, text.span, label)
                        .help("write `90min`, `2h`, `10min..3h` or `1h..`")
                });
                None
            }
        }
    }

    /// The calendar that a file says its dates are written in.
    pub fn calendar(&mut self, calendar: &document::Calendar) -> Option<Calendar> {
        const KNOWN: [(Calendar, &str); 2] =
            [(Calendar::Gregorian, "gregorian"), (Calendar::Julian, "julian")];
        match calendar {
            document::Calendar::Named(name) => self.word(name, "a calendar", &KNOWN),
            document::Calendar::Reform(country) => {
                let reform = Calendar::reform(&country.value);
                if reform.is_none() {
                    self.not_known(country, "a country whose reform is known", || {
                        let known: Vec<_> = calendar::countries().collect();
                        format!("the countries are {}", known.join(", "))
                    });
                }
                reform
            }
        }
    }

    /// A colour, as `#rrggbb` in lower case.
    pub fn color(&mut self, text: &Text) -> Option<EcoString> {
        let digits = text.value.strip_prefix('#').unwrap_or("");
        let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match digits.len() {
            6 if hexadecimal => Some(text.value.to_ascii_lowercase()),
            3 if hexadecimal => {
                let doubled = digits.chars().flat_map(|digit| [digit, digit]);
                Some(eco_format!("#{}", doubled.collect::<String>().to_ascii_lowercase()))
            }
            _ => {
                self.not_known(text, "a colour", || {
                    "write `\"#1f5fa8\"`: red, green, blue".to_owned()
                });
                None
            }
        }
    }

    /// A grade of reliability.
    pub fn reliability(&mut self, text: &Text) -> Option<char> {
        match text.value.as_bytes() {
            [grade @ b'A'..=b'F'] => Some(char::from(*grade)),
            _ => {
                self.not_known(text, "a grade of reliability", || {
                    "write a letter from `A`, reliable, to `F`, cannot be judged".to_owned()
                });
                None
            }
        }
    }

    /// A fingerprint of a text.
    pub fn sha256(&mut self, text: &Text) -> Option<Spanned<EcoString>> {
        let digits = text.value.to_ascii_lowercase();
        if digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Some(Spanned { value: digits, span: text.span });
        }
        self.not_known(text, "a SHA-256 fingerprint", || {
            "write its 64 hexadecimal digits, as `sha256sum FILE` prints them".to_owned()
        });
        None
    }

    /// The bytes of a saved text: `245..311`.
    pub fn bytes(&mut self, text: &Text) -> Option<Range<usize>> {
        let range = text.value.split_once("..").and_then(|(start, end)| {
            let (start, end) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
            (start < end).then_some(start..end)
        });
        if range.is_none() {
            self.not_known(text, "a range of bytes", || {
                "write the first byte and the byte behind the last: `text_span: 245..311`"
                    .to_owned()
            });
        }
        range
    }

    fn not_known(&mut self, text: &Text, what: &str, help: impl FnOnce() -> String) {
        self.findings.add(|| {
            let message = format!("`{}` is not {what}", text.value);
            error(UNKNOWN_WORD, message, text.span, format!("not {what}")).help(help())
        });
    }
}

/// What follows the word `unknown` in the name of a zone; nothing if that is all.
pub(super) fn unknown(text: &str) -> Option<&str> {
    let (word, name) = text.split_once(' ').unwrap_or((text, ""));
    word.eq_ignore_ascii_case("unknown").then(|| name.trim())
}
