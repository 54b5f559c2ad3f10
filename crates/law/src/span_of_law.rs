//! When law is in force: from a day, included, to a day, not included; either may be known only in part.

use truth::{Day, DayError, Interval, Truth};

/// One end of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// No end has been seen.
    Open,
    /// A day between these two, both possible.
    On(Interval<Day>),
    /// There is an end, or may be one, on a day that is not known.
    NotKnown,
}

/// A span in which law is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SpanOfLaw {
    /// The first day.
    pub from: Edge,
    /// The first day on which it no longer is.
    pub to: Edge,
}

impl SpanOfLaw {
    /// Always.
    pub const ALWAYS: Self = Self { from: Edge::Open, to: Edge::Open };

    /// Reads `2012-06-15..2022-10-31`, `1991-06-01..`, `2025-02..unknown`.
    ///
    /// # Errors
    /// [`DayError`] naming the text.
    pub fn parse(text: &str) -> Result<Self, DayError> {
        let (from, to) = text.split_once("..").ok_or_else(|| DayError::NotADay(text.to_owned()))?;
        let span = Self { from: edge(from)?, to: edge(to)? };
        if let (Edge::On(from), Edge::On(to)) = (span.from, span.to)
            && to.before(from) == Truth::Yes
        {
            return Err(DayError::Backwards(text.to_owned()));
        }
        Ok(span)
    }

    /// Whether it is in force on a day. Inside a partly known end: unknown.
    #[must_use]
    pub fn holds(&self, day: Day) -> Truth {
        let day = Interval::exactly(day);
        let begun = match self.from {
            Edge::Open => Truth::Yes,
            Edge::On(from) => day.before(from).not(),
            Edge::NotKnown => Truth::Unknown,
        };
        let going = match self.to {
            Edge::Open => Truth::Yes,
            Edge::On(to) => day.before(to),
            Edge::NotKnown => Truth::Unknown,
        };
        begun.and(going)
    }

    /// Whether no end has been seen.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.to == Edge::Open
    }

    /// The days on which the answer of [`Self::holds`] can change.
    pub fn turns(&self) -> impl Iterator<Item = Day> {
        let of = |edge: Edge| match edge {
            Edge::On(days) => [days.lo, days.hi],
            _ => [None, None],
        };
        of(self.from).into_iter().chain(of(self.to)).flatten()
    }
}

/// Reads one end as written beside `from` or `to`.
///
/// # Errors
/// [`DayError`] naming the text.
pub fn edge(text: &str) -> Result<Edge, DayError> {
    match text.trim() {
        "" => Ok(Edge::Open),
        "unknown" => Ok(Edge::NotKnown),
        text => Day::parse_partly(text).map(Edge::On),
    }
}

impl std::fmt::Display for SpanOfLaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |edge: Edge| match edge {
            Edge::Open => String::new(),
            Edge::NotKnown => "unknown".to_owned(),
            Edge::On(days) => match (days.exact(), days.lo, days.hi) {
                (Some(day), ..) => day.to_string(),
                (None, Some(lo), Some(hi)) if lo.calendar().0 == hi.calendar().0 && lo.calendar().1 == hi.calendar().1 => {
                    lo.to_string()[..7].to_owned()
                }
                (None, Some(lo), _) => lo.to_string()[..4].to_owned(),
                _ => "unknown".to_owned(),
            },
        };
        write!(f, "{}..{}", shown(self.from), shown(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(span: &str, day: &str) -> Truth {
        SpanOfLaw::parse(span).unwrap().holds(Day::parse(day).unwrap())
    }

    #[test]
    fn the_first_day_governs_and_the_end_day_does_not() {
        assert_eq!(on("2012-06-15..2022-10-31", "2012-06-14"), Truth::No);
        assert_eq!(on("2012-06-15..2022-10-31", "2012-06-15"), Truth::Yes);
        assert_eq!(on("2012-06-15..2022-10-31", "2022-10-30"), Truth::Yes);
        assert_eq!(on("2012-06-15..2022-10-31", "2022-10-31"), Truth::No);
    }

    #[test]
    fn inside_a_partly_known_end_nobody_knows() {
        assert_eq!(on("2025-02..", "2025-01-31"), Truth::No);
        assert_eq!(on("2025-02..", "2025-02-14"), Truth::Unknown);
        assert_eq!(on("2025-02..", "2025-02-28"), Truth::Yes);
        assert_eq!(on("2025-08-01..unknown", "2025-08-01"), Truth::Unknown);
        assert_eq!(on("2025-08-01..unknown", "2025-07-31"), Truth::No);
        assert_eq!(on("unknown..", "2025-07-31"), Truth::Unknown);
    }

    #[test]
    fn a_span_is_written_as_it_was_read() {
        for span in ["2012-06-15..2022-10-31", "2025-02..", "2025..unknown", "unknown..", ".."] {
            assert_eq!(SpanOfLaw::parse(span).unwrap().to_string(), span);
        }
        assert!(SpanOfLaw::parse("2022-01-01..2021-01-01").is_err());
    }
}
