//! A value known to lie between two ends.

use crate::Truth;

/// From `lo` to `hi`, both included. `None` is an open end.
///
/// An interval is never empty: [`Interval::new`] swaps ends that are the wrong way round only in the sense that it
/// refuses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval<T> {
    /// The least it can be.
    pub lo: Option<T>,
    /// The most it can be.
    pub hi: Option<T>,
}

impl<T: Copy + Ord> Interval<T> {
    /// Anything at all.
    pub const ANY: Self = Self { lo: None, hi: None };

    /// Exactly this.
    pub fn exactly(it: T) -> Self {
        Self { lo: Some(it), hi: Some(it) }
    }

    /// Between these ends; `None` if they leave nothing.
    pub fn new(lo: Option<T>, hi: Option<T>) -> Option<Self> {
        match (lo, hi) {
            (Some(a), Some(b)) if a > b => None,
            _ => Some(Self { lo, hi }),
        }
    }

    /// The single value, if there is but one.
    pub fn exact(self) -> Option<T> {
        self.lo.filter(|_| self.lo == self.hi)
    }

    /// Two possible worlds: the smallest interval that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { lo: self.lo.zip(other.lo).map(|(a, b)| a.min(b)), hi: self.hi.zip(other.hi).map(|(a, b)| a.max(b)) }
    }

    /// Two statements about one thing: what both allow; `None` if they contradict each other.
    #[must_use]
    pub fn meet(self, other: Self) -> Option<Self> {
        let lo = match (self.lo, other.lo) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        let hi = match (self.hi, other.hi) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self::new(lo, hi)
    }

    /// Whether every value of this is below every value of the other (yes), none is (no), or it depends.
    pub fn before(self, other: Self) -> Truth {
        if self.hi.zip(other.lo).is_some_and(|(a, b)| a < b) {
            Truth::Yes
        } else if self.lo.zip(other.hi).is_some_and(|(a, b)| a >= b) {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// Whether both are the same value.
    pub fn equals(self, other: Self) -> Truth {
        match (self.exact(), other.exact()) {
            (Some(a), Some(b)) => Truth::from(a == b),
            _ if self.meet(other).is_none() => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// Applies a function that never decreases. An end that it cannot map stays open.
    pub fn map_rising<U: Copy + Ord>(self, rise: impl Fn(T) -> Option<U>) -> Interval<U> {
        Interval { lo: self.lo.and_then(&rise), hi: self.hi.and_then(&rise) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn some_interval() -> impl Strategy<Value = Interval<i8>> {
        (any::<Option<i8>>(), any::<Option<i8>>()).prop_map(|(a, b)| match (a, b) {
            (Some(a), Some(b)) => Interval { lo: Some(a.min(b)), hi: Some(a.max(b)) },
            (lo, hi) => Interval { lo, hi },
        })
    }
    #[test]
    fn a_value_is_not_below_itself() {
        let (three, upward) = (Interval::exactly(3), Interval { lo: Some(3), hi: Some(5) });
        assert_eq!(three.before(three), Truth::No);
        assert_eq!(three.before(upward), Truth::Unknown);
        assert_eq!(upward.before(three), Truth::No);
        assert_eq!(three.before(Interval::exactly(4)), Truth::Yes);
    }

    fn points(i: Interval<i8>) -> std::ops::RangeInclusive<i8> {
        i.lo.unwrap_or(i8::MIN)..=i.hi.unwrap_or(i8::MAX)
    }

    proptest! {
        #[test]
        fn a_decided_comparison_holds_at_every_point(a in some_interval(), b in some_interval()) {
            for x in points(a).step_by(7) {
                for y in points(b).step_by(11) {
                    if a.before(b).is_decided() {
                        prop_assert_eq!(a.before(b), Truth::from(x < y));
                    }
                    if a.equals(b).is_decided() {
                        prop_assert_eq!(a.equals(b), Truth::from(x == y));
                    }
                }
            }
        }
    }
}
