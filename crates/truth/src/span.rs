//! Lengths of time as law writes them: years, months, days.

use crate::Truth;

/// A length of time. A year is twelve months; days are kept apart, since no number of days is a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// Whole months, years included.
    pub months: i32,
    /// Days beside them.
    pub days: i32,
}

impl Span {
    /// Reads `180 days`, `1 year 6 months`, `364 days`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut span = Self::default();
        let mut words = text.split_whitespace().peekable();
        words.peek()?;
        while let Some(number) = words.next() {
            let number: i32 = number.parse().ok().filter(|n| (0..=100_000).contains(n))?;
            match words.next()?.trim_end_matches(',').trim_end_matches('s') {
                "year" => span.months = span.months.checked_add(number.checked_mul(12)?)?,
                "month" => span.months = span.months.checked_add(number)?,
                "week" => span.days = span.days.checked_add(number.checked_mul(7)?)?,
                "day" => span.days = span.days.checked_add(number)?,
                _ => return None,
            }
        }
        Some(span)
    }

    /// The other way in time.
    #[must_use]
    pub fn backwards(self) -> Self {
        Self { months: -self.months, days: -self.days }
    }

    /// Fewest and most days it can last, wherever it falls in the calendar.
    fn day_bounds(self) -> (i64, i64) {
        const FEWEST: [i64; 12] = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334];
        const MOST: [i64; 12] = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337];
        let sign = if self.months < 0 { -1 } else { 1 };
        let months = i64::from(self.months.unsigned_abs());
        let (years, rest) = (months / 12, usize::try_from(months % 12).unwrap_or(0));
        // A century year that is no leap year can take one day from every hundred.
        let fewest = years * 365 + (years / 4 - years / 100 - 1).max(0) + FEWEST[rest];
        let most = years * 365 + (years + 3) / 4 + MOST[rest] + i64::from(rest > 0 && years > 0);
        let days = i64::from(self.days);
        if sign < 0 { (days - most, days - fewest) } else { (fewest + days, most + days) }
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [(self.months / 12, "year"), (self.months % 12, "month"), (self.days, "day")];
        let mut first = true;
        for (number, unit) in parts.into_iter().filter(|(number, _)| *number != 0) {
            let space = if first { "" } else { " " };
            let plural = if number == 1 { "" } else { "s" };
            write!(f, "{space}{number} {unit}{plural}")?;
            first = false;
        }
        if first { f.write_str("0 days") } else { Ok(()) }
    }
}

/// A span known to lie between two; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SpanRange {
    /// The shortest it can be.
    pub lo: Option<Span>,
    /// The longest it can be.
    pub hi: Option<Span>,
}

impl SpanRange {
    /// Of any length.
    pub const ANY: Self = Self { lo: None, hi: None };

    /// Exactly this long.
    #[must_use]
    pub fn exactly(span: Span) -> Self {
        Self { lo: Some(span), hi: Some(span) }
    }

    /// Whether this is surely shorter.
    ///
    /// Months against months and days against days compare exactly. Mixed, the answer stands only where it holds
    /// for every calendar: 180 days are shorter than a year, 365 days are *not known* to be.
    #[must_use]
    pub fn before(self, other: Self) -> Truth {
        let below = self.hi.zip(other.lo).map(|(a, b)| ordered(a, b, true));
        if below == Some(true) {
            return Truth::Yes;
        }
        let not_below = self.lo.zip(other.hi).map(|(a, b)| ordered(b, a, false));
        if not_below == Some(true) { Truth::No } else { Truth::Unknown }
    }

    /// Whether both are equally long.
    #[must_use]
    pub fn equals(self, other: Self) -> Truth {
        let exact = |r: Self| r.lo.filter(|_| r.lo == r.hi);
        match (exact(self), exact(other)) {
            (Some(a), Some(b)) if a == b => Truth::Yes,
            _ => self.before(other).or(other.before(self)).not().and(Truth::Unknown),
        }
    }

    /// Two possible worlds.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let lower = |a: Span, b: Span| {
            if ordered(a, b, false) {
                Some(a)
            } else if ordered(b, a, false) {
                Some(b)
            } else {
                None
            }
        };
        let upper = |a: Span, b: Span| {
            if ordered(a, b, false) {
                Some(b)
            } else if ordered(b, a, false) {
                Some(a)
            } else {
                None
            }
        };
        Self { lo: self.lo.zip(other.lo).and_then(|(a, b)| lower(a, b)), hi: self.hi.zip(other.hi).and_then(|(a, b)| upper(a, b)) }
    }
}

/// Whether `a < b` (strict) or `a <= b` in every calendar.
fn ordered(a: Span, b: Span, strict: bool) -> bool {
    if (a.days, b.days) == (0, 0) {
        return if strict { a.months < b.months } else { a.months <= b.months };
    }
    if a.months == b.months {
        return if strict { a.days < b.days } else { a.days <= b.days };
    }
    let (most, fewest) = (a.day_bounds().1, b.day_bounds().0);
    if strict { most < fewest } else { most <= fewest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> SpanRange {
        SpanRange::exactly(Span::parse(text).unwrap())
    }

    #[test]
    fn days_and_years_compare_only_where_every_calendar_agrees() {
        assert_eq!(range("180 days").before(range("1 year")), Truth::Yes);
        assert_eq!(range("365 days").before(range("1 year")), Truth::Unknown);
        assert_eq!(range("1 year").before(range("365 days")), Truth::No);
        assert_eq!(range("367 days").before(range("1 year")), Truth::No);
        assert_eq!(range("12 months").equals(range("1 year")), Truth::Yes);
        assert_eq!(range("6 months").before(range("180 days")), Truth::No);
        assert_eq!(range("90 days").equals(range("3 months")), Truth::Unknown);
        assert_eq!(range("10 days").equals(range("3 months")), Truth::No);
    }

    #[test]
    fn spans_read_and_print_alike() {
        assert_eq!(Span::parse("1 year 6 months").unwrap().to_string(), "1 year 6 months");
        assert_eq!(Span::parse("2 weeks").unwrap().to_string(), "14 days");
        assert_eq!(Span::parse("a while"), None);
        assert_eq!(Span::parse(""), None);
    }
}
