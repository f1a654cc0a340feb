//! The rules by which words become dates, each with the number that `show --dates` prints.

/// The rule by which a text became a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The date was written out.
    Written,
    /// A bare weekday about the past.
    WeekdayPast,
    /// A bare weekday about the future.
    WeekdayFuture,
    /// `last`, `next` or `this` before a weekday.
    WeekdayModified,
    /// `today`, `yesterday`, `tomorrow` and their kind.
    DayWord,
    /// A day or a month without its year.
    YearNearest,
    /// So many units before or after.
    Distance,
    /// The weekend.
    Weekend,
    /// A week, a month, a season or a year by its place beside the anchor's own.
    Period,
    /// `over the next several days`, `in recent weeks`.
    Stretch,
    /// `for weeks`.
    Lasting,
    /// `since Monday`, `until Monday`, `by Monday`.
    OneSided,
    /// `earlier Monday`, `later in the day`.
    Edge,
}

impl Rule {
    /// Every rule with its code and what it does.
    pub const ALL: [(Rule, &'static str, &'static str); 13] = [
        (Rule::Written, "R0", "as written"),
        (
            Rule::WeekdayPast,
            "R1",
            "a weekday about the past: the most recent one, the anchor's own day included",
        ),
        (
            Rule::WeekdayFuture,
            "R2",
            "a weekday about the future: the first one, the anchor's own day included",
        ),
        (
            Rule::WeekdayModified,
            "R3",
            "`last`: the most recent one before the anchor, or that of the week before; `next`: the first one after it, \
             or that of the week after; `this`: that of its week, Monday to Sunday",
        ),
        (Rule::DayWord, "R4", "a day by its distance from the anchor"),
        (
            Rule::YearNearest,
            "R5",
            "without a year: in the year that brings it nearest to the anchor",
        ),
        (
            Rule::Distance,
            "R6",
            "a count of units from the anchor: days are exact, of greater units and of hours half of one either way",
        ),
        (
            Rule::Weekend,
            "R7",
            "Saturday and Sunday on the side that the words point to; it may begin on Friday at 18:00",
        ),
        (
            Rule::Period,
            "R8",
            "a week (Monday to Sunday), month, season or year beside the anchor's; `early` and `late` are shown as halves",
        ),
        (
            Rule::Stretch,
            "R9",
            "begins or ends at the anchor for certain; how long it is (a couple 2, a few 2 to 5, several 3 to 7, \
             else 2 to 14) is shown and proves nothing",
        ),
        (
            Rule::Lasting,
            "R10",
            "has lasted so long at the anchor, for certain; that it is no longer than 12 units is shown and proves nothing",
        ),
        (
            Rule::OneSided,
            "R11",
            "`since`: starts then, and goes on at the anchor; `until`: ends then; `by`: not later",
        ),
        (
            Rule::Edge,
            "R12",
            "somewhere in the window, and before (`earlier`) or after (`later`) what tells of it",
        ),
    ];

    /// Its code: `R1`.
    pub fn code(self) -> &'static str {
        Rule::ALL[self as usize].1
    }

    /// What it does.
    pub fn summary(self) -> &'static str {
        Rule::ALL[self as usize].2
    }

    /// Whether the words name days, so that these can be written in their place without a loss.
    pub fn names_days(self) -> bool {
        match self {
            Rule::WeekdayPast
            | Rule::WeekdayFuture
            | Rule::WeekdayModified
            | Rule::DayWord
            | Rule::YearNearest => true,
            Rule::Written
            | Rule::Distance
            | Rule::Weekend
            | Rule::Period
            | Rule::Stretch
            | Rule::Lasting
            | Rule::OneSided
            | Rule::Edge => false,
        }
    }

    /// Whether the date was worked out from words, as against written out.
    pub fn is_counted(self) -> bool {
        self != Rule::Written
    }
}

#[cfg(test)]
mod tests {
    use crate::date::rule::Rule;

    #[test]
    fn each_rule_knows_its_row() {
        for (index, (rule, code, _)) in Rule::ALL.into_iter().enumerate() {
            assert_eq!((rule.code(), code), (code, format!("R{index}").as_str()));
            assert_eq!(rule as usize, index);
        }
    }
}
