//! Any value that law speaks of, known or partly known.

use crate::{Choice, Day, Interval, Region, SpanRange, Truth};
use std::sync::Arc;

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// A whole number.
    Whole,
    /// Money, in cents.
    Money,
    /// A calendar day.
    Date,
    /// A length of time.
    Span,
    /// Words that only ever compare for equality.
    Text,
    /// One of several named possibilities.
    Choice,
    /// A place.
    Place,
}

/// A value, and how well it is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Yes, no or unknown.
    YesNo(Truth),
    /// A whole number between two ends.
    Whole(Interval<i64>),
    /// Cents between two ends.
    Money(Interval<i64>),
    /// A day between two ends.
    Date(Interval<Day>),
    /// A length between two ends.
    Span(SpanRange),
    /// Words, or any words.
    Text(Option<Arc<str>>),
    /// One of several.
    Choice(Choice),
    /// Somewhere in a region.
    Place(Region),
}

impl Value {
    /// Nothing known but the kind.
    #[must_use]
    pub fn unknown(kind: Kind) -> Self {
        match kind {
            Kind::YesNo => Self::YesNo(Truth::Unknown),
            Kind::Whole => Self::Whole(Interval::ANY),
            Kind::Money => Self::Money(Interval::ANY),
            Kind::Date => Self::Date(Interval::ANY),
            Kind::Span => Self::Span(SpanRange::ANY),
            Kind::Text => Self::Text(None),
            Kind::Choice => Self::Choice(Choice::Any),
            Kind::Place => Self::Place(Region::ANY),
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::YesNo(_) => Kind::YesNo,
            Self::Whole(_) => Kind::Whole,
            Self::Money(_) => Kind::Money,
            Self::Date(_) => Kind::Date,
            Self::Span(_) => Kind::Span,
            Self::Text(_) => Kind::Text,
            Self::Choice(_) => Kind::Choice,
            Self::Place(_) => Kind::Place,
        }
    }

    /// Whether there is but one possibility left.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        match self {
            Self::YesNo(truth) => truth.is_decided(),
            Self::Whole(i) | Self::Money(i) => i.exact().is_some(),
            Self::Date(i) => i.exact().is_some(),
            Self::Span(s) => s.lo.is_some() && s.lo == s.hi,
            Self::Text(t) => t.is_some(),
            Self::Choice(c) => c.exact().is_some(),
            Self::Place(r) => r.0.is_power_of_two(),
        }
    }

    /// Two possible worlds: a value that allows both. Kinds that differ allow anything of the first kind.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::YesNo(a), Self::YesNo(b)) => Self::YesNo(a.join(*b)),
            (Self::Whole(a), Self::Whole(b)) => Self::Whole(a.join(*b)),
            (Self::Money(a), Self::Money(b)) => Self::Money(a.join(*b)),
            (Self::Date(a), Self::Date(b)) => Self::Date(a.join(*b)),
            (Self::Span(a), Self::Span(b)) => Self::Span(a.join(*b)),
            (Self::Text(a), Self::Text(b)) => Self::Text(a.clone().filter(|_| a == b)),
            (Self::Choice(a), Self::Choice(b)) => Self::Choice(a.join(b)),
            (Self::Place(a), Self::Place(b)) => Self::Place(a.join(*b)),
            (a, _) => Self::unknown(a.kind()),
        }
    }

    /// Two statements about one thing: what both allow; `None` if they contradict each other.
    #[must_use]
    pub fn meet(&self, other: &Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::YesNo(Truth::Unknown), Self::YesNo(b)) => Self::YesNo(*b),
            (Self::YesNo(a), Self::YesNo(b)) if a == b || !b.is_decided() => Self::YesNo(*a),
            (Self::Whole(a), Self::Whole(b)) => Self::Whole(a.meet(*b)?),
            (Self::Money(a), Self::Money(b)) => Self::Money(a.meet(*b)?),
            (Self::Date(a), Self::Date(b)) => Self::Date(a.meet(*b)?),
            (Self::Span(a), Self::Span(b)) => {
                if a.equals(*b) == Truth::No {
                    return None;
                }
                // Of two ranges that may overlap the narrower statement is kept; both stay in the history.
                Self::Span(if self.is_exact() { *a } else { *b })
            }
            (Self::Text(a), Self::Text(b)) => match (a, b) {
                (Some(x), Some(y)) if x != y => return None,
                _ => Self::Text(a.clone().or_else(|| b.clone())),
            },
            (Self::Choice(a), Self::Choice(b)) => Self::Choice(a.meet(b)?),
            (Self::Place(a), Self::Place(b)) => Self::Place(a.meet(*b)?),
            _ => return None,
        })
    }
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// Compares two values. Decided only where every possible pair agrees; values of different kinds are never
/// decided (a checked pack has no such comparison).
#[must_use]
pub fn compare(a: &Value, how: Comparison, b: &Value) -> Truth {
    use Comparison as C;
    match how {
        C::Equal => equals(a, b),
        C::NotEqual => equals(a, b).not(),
        C::Less => before(a, b),
        C::GreaterOrEqual => before(a, b).not(),
        C::Greater => before(b, a),
        C::LessOrEqual => before(b, a).not(),
    }
}

fn equals(a: &Value, b: &Value) -> Truth {
    match (a, b) {
        (Value::YesNo(a), Value::YesNo(b)) => match (a.is_decided(), b.is_decided()) {
            (true, true) => Truth::from(a == b),
            _ => Truth::Unknown,
        },
        (Value::Whole(a), Value::Whole(b)) | (Value::Money(a), Value::Money(b)) => a.equals(*b),
        (Value::Date(a), Value::Date(b)) => a.equals(*b),
        (Value::Span(a), Value::Span(b)) => a.equals(*b),
        (Value::Text(Some(a)), Value::Text(Some(b))) => Truth::from(a == b),
        (Value::Choice(a), Value::Choice(b)) => a.equals(b),
        (Value::Place(a), Value::Place(b)) => a.equals(*b),
        _ => Truth::Unknown,
    }
}

fn before(a: &Value, b: &Value) -> Truth {
    match (a, b) {
        (Value::Whole(a), Value::Whole(b)) | (Value::Money(a), Value::Money(b)) => a.before(*b),
        (Value::Date(a), Value::Date(b)) => a.before(*b),
        (Value::Span(a), Value::Span(b)) => a.before(*b),
        _ => Truth::Unknown,
    }
}
