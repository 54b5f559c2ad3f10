//! Last days: counting days, working days, and moving off days on which nothing can be filed.

use truth::{Answer, Causes, Day, Interval, Reason, Span, Value};

/// The federal holidays that the pack holds.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    /// Sorted.
    pub days: Vec<Day>,
    /// From the first day covered to the first not covered.
    pub covered: Option<(Day, Day)>,
}

impl Holidays {
    /// Whether nothing can be filed that day; `None` outside the days that the table covers.
    fn is_off(&self, day: Day) -> Option<bool> {
        if day.weekday() >= 6 {
            return Some(true);
        }
        let (from, to) = self.covered?;
        (from <= day && day < to).then(|| self.days.binary_search(&day).is_ok())
    }

    /// The next day on which something can be filed, this one included, and whether holidays were known.
    fn next_open(&self, mut day: Day) -> (Day, bool) {
        let mut known = true;
        loop {
            match self.is_off(day) {
                Some(true) => day = day.next(),
                Some(false) => return (day, known),
                None => {
                    known = false;
                    return (day, known);
                }
            }
        }
    }

    /// The last day of a deadline that starts after an exactly known day, and whether holidays were known.
    fn last_day(&self, after: Day, span: Span, working: bool, rolls: bool) -> Option<(Day, bool)> {
        let mut known = true;
        let mut day = after;
        if working {
            for _ in 0..span.days {
                day = day.next();
                let (open, sure) = self.next_open(day);
                (day, known) = (open, known && sure);
            }
        } else {
            day = after.plus(span)?;
        }
        if rolls {
            let (open, sure) = self.next_open(day);
            return Some((open, known && sure));
        }
        Some((day, known))
    }
}

/// The last day of a deadline, as closely as the first day is known.
///
/// The function rises with the first day, so the ends of an interval map to the ends of the answer. Where the
/// holidays of that year are not in the pack, the day may be later by a few: the answer is then an interval, and
/// its earliest day is the one to keep.
#[must_use]
pub fn last_day(holidays: &Holidays, after: &Answer, span: Span, working: bool, rolls: bool, about: u64) -> Answer {
    let Value::Date(days) = &after.value else { return after.clone() };
    if after.none == truth::Truth::Yes {
        return after.clone();
    }
    let mut sure = true;
    let mut map = |day: Day, latest: bool| {
        let (last, known) = holidays.last_day(day, span, working, rolls)?;
        sure &= known;
        // A run of holidays and a weekend never moves a day by more than four.
        let slack = Span { months: 0, days: if latest && !known { 4 + if working { span.days / 5 } else { 0 } } else { 0 } };
        last.plus(slack)
    };
    let value = Value::Date(Interval { lo: days.lo.and_then(|d| map(d, false)), hi: days.hi.and_then(|d| map(d, true)) });
    let causes = if sure { after.causes.clone() } else { after.causes.union(&Causes::one(Reason::NotSeen, about)) };
    let causes = if value.is_exact() && after.none == truth::Truth::No { Causes::none() } else { causes };
    Answer { value, none: after.none, causes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }
    fn holidays() -> Holidays {
        Holidays { days: vec![day("2026-07-03"), day("2026-09-07")], covered: Some((day("2026-01-01"), day("2027-01-01"))) }
    }
    fn last(after: &str, days: i32, working: bool, rolls: bool) -> String {
        let after = Answer::known(Value::Date(Day::parse_partly(after).unwrap()));
        match last_day(&holidays(), &after, Span { months: 0, days }, working, rolls, 0).value {
            Value::Date(i) => i.exact().map_or_else(|| format!("{}..{}", i.lo.unwrap(), i.hi.unwrap()), |d| d.to_string()),
            _ => unreachable!(),
        }
    }

    #[test]
    fn a_last_day_on_a_weekend_or_holiday_moves_to_the_next_working_day() {
        assert_eq!(last("2026-06-03", 30, false, true), "2026-07-06"); // Friday July 3 is observed, then a weekend
        assert_eq!(last("2026-06-03", 30, false, false), "2026-07-03");
        assert_eq!(last("2026-08-06", 30, false, true), "2026-09-08"); // Saturday, Sunday, Labor Day
    }

    #[test]
    fn five_working_days_leave_out_weekends_and_holidays() {
        assert_eq!(last("2026-07-01", 5, true, false), "2026-07-09"); // Thu 2, Mon 6, Tue 7, Wed 8, Thu 9
    }

    #[test]
    fn outside_the_holidays_the_pack_holds_the_day_is_an_interval() {
        assert_eq!(last("2031-01-06", 30, false, true), "2031-02-05..2031-02-09");
    }
}
