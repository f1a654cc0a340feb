//! Whether a date keeps to EDTF, or uses what this language has beyond it.

use crate::date::expression::{End, Expression, Single};
use crate::date::form::parse;
use crate::date::zone::Zone;

/// Whether a text is a date that every reader of EDTF takes: levels 0 to 2, in figures, without blanks, with
/// seconds beside each clock time and no clock times in intervals.
///
/// # Source
/// EDTF, Library of Congress, 4 February 2019.
pub fn is_edtf(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || "-:/.,~?%[]{}+XTZS".contains(c);
    text.chars().all(plain)
        && match parse(text) {
            Ok(Expression::Single(single)) => clock_has_seconds(single) != Some(false),
            Ok(Expression::Interval(interval)) => {
                [interval.start, interval.end].into_iter().all(|end| match end {
                    End::Single(single) => clock_has_seconds(single).is_none(),
                    End::Open | End::Unknown => true,
                })
            }
            Ok(Expression::Set(_)) => true,
            Ok(Expression::Stretch(_)) => false,
            Err(_) => false,
        }
}

/// Whether a clock time was written with its seconds; `None` where there is no clock time.
fn clock_has_seconds(single: Single) -> Option<bool> {
    match single {
        Single::DateTime(date_time) => {
            let plain =
                !matches!(date_time.zone, Some(Zone::Fixed(offset_s)) if offset_s % 60 != 0);
            Some(date_time.clock.second.is_some() && plain)
        }
        Single::Year(_)
        | Single::Month(_)
        | Single::Day(_)
        | Single::Part(_)
        | Single::Overnight(_)
        | Single::Distance(_)
        | Single::Period(_)
        | Single::Edge(_)
        | Single::Masked(_)
        | Single::Qualified(_)
        | Single::Season(_)
        | Single::Significant(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::date::edtf::is_edtf;

    #[test]
    fn what_only_this_language_has_is_told_apart() {
        for text in ["2016-09-05", "2016", "199X", "2016~", "2016-09/..", "[1667,1668]", "2016-23"]
        {
            assert!(is_edtf(text), "{text}");
        }
        assert!(is_edtf("2016-09-05T17:00:30+08:00"));
        for text in [
            "2016-09-05T17:00",
            "2016-09-05 17:00:30",
            "2016-09-05T17:00:30/2016-09-06",
            "5 September 2016",
            "44 BCE",
            "2016-09-05T17:00:30+00:19:32",
            "for weeks",
            "Monday",
            "2016-9-5",
        ] {
            assert!(!is_edtf(text), "{text}");
        }
    }
}
