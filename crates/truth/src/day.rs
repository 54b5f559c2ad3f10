//! Calendar days. Never times, never time zones.

use crate::{Interval, Span};
use jiff::civil::Date;

/// A civil day, counted from 1970-01-01.
///
/// Counting in whole days keeps a column of days a column of integers; the calendar itself (leap years, month
/// lengths) is `jiff`'s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// Why a written day was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayError {
    /// The calendar has no such day.
    NoSuchDay(String),
    /// Not one of the written forms.
    NotADay(String),
    /// The first day lies after the last.
    Backwards(String),
}

impl std::fmt::Display for DayError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchDay(text) => write!(f, "{text} does not exist in the calendar. Write the day on the document, or only the year"),
            Self::NotADay(text) => write!(
                f,
                "{text:?} is not a day. Write 2009-05-03, 2009-05, 2009, \"before 2010-06-15\", \"after 2009\", \"2009-05..2009-08\" or \"about 2009\""
            ),
            Self::Backwards(text) => write!(f, "{text:?} ends before it begins. Put the earlier day first"),
        }
    }
}

impl std::error::Error for DayError {}

/// A unit in which time between two days is counted, whole ones only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Anniversaries passed. Someone born on February 29 has the anniversary on March 1 of a common year.
    Years,
    /// Month days passed; a missing day counts on the first of the next month.
    Months,
    /// Days passed.
    Days,
}

impl Day {
    /// The day of this year, month and day of the month, if the calendar has it.
    #[must_use]
    pub fn from_calendar(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from_date)
    }

    fn from_date(date: Date) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        // `Span` of days between two civil dates always fits: jiff's dates span 20,000 years.
        Self(epoch.until(date).map_or(0, |span| span.get_days()))
    }

    fn date(self) -> Option<Date> {
        let epoch = Date::constant(1970, 1, 1);
        epoch.checked_add(jiff::Span::new().try_days(self.0).ok()?).ok()
    }

    /// Year, month, day of the month.
    #[must_use]
    pub fn calendar(self) -> (i16, i8, i8) {
        self.date().map_or((0, 0, 0), |d| (d.year(), d.month(), d.day()))
    }

    /// The count from 1970-01-01.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day with this count from 1970-01-01.
    #[must_use]
    pub fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// The next day.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// 1 is Monday, 7 is Sunday.
    #[must_use]
    pub fn weekday(self) -> i8 {
        self.date().map_or(1, |d| d.weekday().to_monday_one_offset())
    }

    /// This day and a span: months first, then days. A day that the month lacks becomes the month's last
    /// (January 31 and one month is February 28). `None` beyond the calendar.
    #[must_use]
    pub fn plus(self, span: Span) -> Option<Self> {
        let months = jiff::Span::new().try_months(span.months).ok()?;
        let days = jiff::Span::new().try_days(span.days).ok()?;
        Some(Self::from_date(self.date()?.checked_add(months).ok()?.checked_add(days).ok()?))
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`DayError`] if it is not such a day.
    pub fn parse(text: &str) -> Result<Self, DayError> {
        match partly(text)? {
            Interval { lo: Some(lo), hi: Some(hi) } if lo == hi => Ok(lo),
            _ => Err(DayError::NotADay(text.to_owned())),
        }
    }

    /// Reads a day known or partly known, in any of the written forms.
    ///
    /// `about 2009` is 2008 to 2010; the caller shows that as an assumption.
    ///
    /// # Errors
    /// [`DayError`] naming the text.
    pub fn parse_partly(text: &str) -> Result<Interval<Self>, DayError> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix("before ") {
            let first = partly(rest)?.lo;
            return Ok(Interval { lo: None, hi: first.map(Self::previous) });
        }
        if let Some(rest) = text.strip_prefix("after ") {
            let last = partly(rest)?.hi;
            return Ok(Interval { lo: last.map(Self::next), hi: None });
        }
        if let Some(rest) = text.strip_prefix("about ") {
            let about = partly(rest)?;
            let year = |day: Option<Self>| day.map(|d| d.calendar().0);
            let (from, to) = (year(about.lo).map(|y| y - 1), year(about.hi).map(|y| y + 1));
            return Ok(Interval {
                lo: from.and_then(|y| Self::from_calendar(y, 1, 1)),
                hi: to.and_then(|y| Self::from_calendar(y, 12, 31)),
            });
        }
        if let Some((from, to)) = text.split_once("..") {
            let lo = if from.is_empty() { None } else { partly(from)?.lo };
            let hi = if to.is_empty() { None } else { partly(to)?.hi };
            return Interval::new(lo, hi).ok_or_else(|| DayError::Backwards(text.to_owned()));
        }
        partly(text)
    }
}

/// A year, a month or a day: first to last possible day.
fn partly(text: &str) -> Result<Interval<Day>, DayError> {
    let text = text.trim();
    let not = || DayError::NotADay(text.to_owned());
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') || !matches!(lengths[..], [4] | [4, 2] | [4, 2, 2]) {
        return Err(not());
    }
    let year: i16 = parts[0].parse().map_err(|_| not())?;
    let no_such = || DayError::NoSuchDay(text.to_owned());
    let first = |month, day| Day::from_calendar(year, month, day).ok_or_else(no_such);
    match parts.len() {
        1 => Ok(Interval { lo: Some(first(1, 1)?), hi: Some(first(12, 31)?) }),
        2 => {
            let month: i8 = parts[1].parse().map_err(|_| not())?;
            let start = first(month, 1)?;
            let last = start.plus(Span { months: 1, days: -1 });
            Ok(Interval { lo: Some(start), hi: last })
        }
        _ => {
            let month: i8 = parts[1].parse().map_err(|_| not())?;
            let day: i8 = parts[2].parse().map_err(|_| not())?;
            Ok(Interval::exactly(first(month, day)?))
        }
    }
}

impl std::fmt::Display for Day {
    /// ISO, for files and machines; people get words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (y, m, d) = self.calendar();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

/// Whole units that have passed from one day to another; negative if the second comes first.
#[must_use]
pub fn elapsed(unit: Unit, from: Day, to: Day) -> i64 {
    if unit == Unit::Days {
        return i64::from(to.number()) - i64::from(from.number());
    }
    if to < from {
        // The number of anniversaries still to come, rounded away from zero, so that the function rises in `to`.
        let ahead = elapsed(unit, to, from);
        let exact = anniversary(unit, to, ahead) == Some(from);
        return if exact { -ahead } else { -ahead - 1 };
    }
    let (fy, fm, _) = from.calendar();
    let (ty, tm, _) = to.calendar();
    let guess = match unit {
        Unit::Years => i64::from(ty) - i64::from(fy),
        _ => (i64::from(ty) - i64::from(fy)) * 12 + i64::from(tm) - i64::from(fm),
    };
    // The guess is at most one too many.
    if anniversary(unit, from, guess).is_some_and(|day| day <= to) { guess } else { guess - 1 }
}

/// The day `count` years or months after; a day that the month lacks counts on the first of the next.
fn anniversary(unit: Unit, from: Day, count: i64) -> Option<Day> {
    let months = i32::try_from(if unit == Unit::Years { count * 12 } else { count }).ok()?;
    let landed = from.plus(Span { months, days: 0 })?;
    Some(if landed.calendar().2 < from.calendar().2 { landed.next() } else { landed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn written_forms_are_what_they_prove() {
        let of = |t: &str| {
            let i = Day::parse_partly(t).unwrap();
            (i.lo.map(|d| d.to_string()).unwrap_or_default(), i.hi.map(|d| d.to_string()).unwrap_or_default())
        };
        let both = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(of("2009-05-03"), both("2009-05-03", "2009-05-03"));
        assert_eq!(of("2009"), both("2009-01-01", "2009-12-31"));
        assert_eq!(of("2012-02"), both("2012-02-01", "2012-02-29"));
        assert_eq!(of("before 2010-06-15"), both("", "2010-06-14"));
        assert_eq!(of("before 2010-06"), both("", "2010-05-31"));
        assert_eq!(of("after 2009"), both("2010-01-01", ""));
        assert_eq!(of("about 2009"), both("2008-01-01", "2010-12-31"));
        assert_eq!(of("2009-05..2009-08"), both("2009-05-01", "2009-08-31"));
    }

    #[test]
    fn impossible_days_are_refused_by_name() {
        assert!(matches!(Day::parse_partly("1900-02-30"), Err(DayError::NoSuchDay(_))));
        assert!(matches!(Day::parse_partly("2009-13"), Err(DayError::NoSuchDay(_))));
        assert!(matches!(Day::parse_partly("08/03/26"), Err(DayError::NotADay(_))));
        assert!(matches!(Day::parse_partly("2010..2009"), Err(DayError::Backwards(_))));
        assert!(matches!(Day::parse_partly("about soon"), Err(DayError::NotADay(_))));
    }

    #[test]
    fn a_leap_day_birthday_falls_on_march_first_in_a_common_year() {
        assert_eq!(elapsed(Unit::Years, day("2004-02-29"), day("2022-02-28")), 17);
        assert_eq!(elapsed(Unit::Years, day("2004-02-29"), day("2022-03-01")), 18);
        assert_eq!(elapsed(Unit::Years, day("1990-06-15"), day("1990-06-15")), 0);
        assert_eq!(elapsed(Unit::Years, day("1990-06-15"), day("1990-06-14")), -1);
        assert_eq!(elapsed(Unit::Months, day("2024-01-31"), day("2024-02-29")), 0);
        assert_eq!(elapsed(Unit::Months, day("2024-01-31"), day("2024-03-01")), 1);
    }

    #[test]
    fn a_month_end_is_clamped_when_a_span_is_added() {
        let plus = |d: &str, months, days| day(d).plus(Span { months, days }).unwrap().to_string();
        assert_eq!(plus("2024-01-31", 1, 0), "2024-02-29");
        assert_eq!(plus("2023-01-31", 1, 0), "2023-02-28");
        assert_eq!(plus("2019-03-06", 0, 180), "2019-09-02");
        assert_eq!(plus("2026-07-15", -24, 0), "2024-07-15");
    }

    #[test]
    fn counting_whole_years_never_falls_as_the_end_moves_on() {
        let from = day("2000-02-29");
        let mut last = i64::MIN;
        let mut to = day("1996-01-01");
        while to < day("2006-12-31") {
            let now = elapsed(Unit::Years, from, to);
            assert!(now >= last, "{to}");
            last = now;
            to = to.next();
        }
    }
}
