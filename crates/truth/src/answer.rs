//! A value, whether there is one at all, and why it is not better known.

use crate::{Causes, Comparison, Kind, Reason, Truth, Value, compare};

/// What is known of a fact or a conclusion.
///
/// `causes` is empty exactly when the answer is decided; otherwise it holds the gaps that could still change it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    /// The value, where there is one.
    pub value: Value,
    /// Whether it is known to be none (never happened): `Yes` none, `No` present, `Unknown` either.
    pub none: Truth,
    /// What keeps it from being decided.
    pub causes: Causes,
}

impl Answer {
    /// A known value.
    #[must_use]
    pub fn known(value: Value) -> Self {
        Self { value, none: Truth::No, causes: Causes::none() }
    }

    /// Yes, no, or unknown for these causes. A decided truth drops them.
    #[must_use]
    pub fn truth(truth: Truth, causes: Causes) -> Self {
        let causes = if truth.is_decided() { Causes::none() } else { causes };
        Self { value: Value::YesNo(truth), none: Truth::No, causes }
    }

    /// Known to be none.
    #[must_use]
    pub fn none(kind: Kind) -> Self {
        Self { value: Value::unknown(kind), none: Truth::Yes, causes: Causes::none() }
    }

    /// Nothing known but the kind, and whether it may be none.
    #[must_use]
    pub fn unknown(kind: Kind, may_be_none: bool, causes: Causes) -> Self {
        Self { value: Value::unknown(kind), none: if may_be_none { Truth::Unknown } else { Truth::No }, causes }
    }

    /// Whether nothing unknown is left.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        match self.none {
            Truth::Yes => true,
            Truth::No => self.value.is_exact(),
            Truth::Unknown => false,
        }
    }

    /// As yes, no or unknown; what is not a yes/no is unknown.
    #[must_use]
    pub fn as_truth(&self) -> Truth {
        match (&self.value, self.none) {
            (Value::YesNo(truth), Truth::No) => *truth,
            _ => Truth::Unknown,
        }
    }

    /// Both. `no` decides alone; of two unknowns the gaps of both are carried.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::combine(self, other, Truth::No, Truth::and)
    }

    /// Either. `yes` decides alone.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self::combine(self, other, Truth::Yes, Truth::or)
    }

    /// The opposite.
    #[must_use]
    pub fn not(&self) -> Self {
        Self::truth(self.as_truth().not(), self.causes.clone())
    }

    fn combine(a: &Self, b: &Self, decides: Truth, with: fn(Truth, Truth) -> Truth) -> Self {
        let (x, y) = (a.as_truth(), b.as_truth());
        if x == decides || y == decides {
            return Self::truth(decides, Causes::none());
        }
        let causes = match (x.is_decided(), y.is_decided()) {
            (true, _) => b.causes.clone(),
            (_, true) => a.causes.clone(),
            _ => a.causes.union(&b.causes),
        };
        Self::truth(with(x, y), causes)
    }

    /// Two possible worlds: decided only if both are, and agree.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        if self.is_decided() && self.none == other.none && (self.none == Truth::Yes || self.value == other.value) {
            return Self { causes: self.causes.union(&other.causes), ..self.clone() }.settle();
        }
        let value = match (self.none, other.none) {
            (Truth::Yes, _) => other.value.clone(),
            (_, Truth::Yes) => self.value.clone(),
            _ => self.value.join(&other.value),
        };
        Self { value, none: self.none.join(other.none), causes: self.causes.union(&other.causes) }
    }

    fn settle(self) -> Self {
        if self.is_decided() { Self { causes: Causes::none(), ..self } } else { self }
    }

    /// Compares. Something that is none, or may be, compares to nothing: unknown. A checked pack asks `has` beside
    /// it, so that the none case is decided there.
    #[must_use]
    pub fn compare(&self, how: Comparison, other: &Self, about: u64) -> Self {
        if self.none == Truth::Yes || other.none == Truth::Yes {
            return Self::truth(Truth::Unknown, Causes::one(Reason::NoValue, about));
        }
        if self.none == Truth::Unknown || other.none == Truth::Unknown {
            return Self::truth(Truth::Unknown, self.causes.union(&other.causes));
        }
        let causes = self.causes.union(&other.causes);
        // Two known lengths, one in months and one in days, may have an order that no calendar fixes.
        let causes = if causes.is_empty() { Causes::one(Reason::NoRule, about) } else { causes };
        Self::truth(compare(&self.value, how, &other.value), causes)
    }

    /// Whether there is one.
    #[must_use]
    pub fn present(&self) -> Self {
        Self::truth(self.none.not(), self.causes.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Day;

    fn on(text: &str) -> Answer {
        Answer::known(Value::Date(Day::parse_partly(text).unwrap()))
    }

    #[test]
    fn two_possible_worlds_that_differ_leave_the_answer_open() {
        let (yes, no) = (Answer::truth(Truth::Yes, Causes::none()), Answer::truth(Truth::No, Causes::none()));
        assert_eq!(yes.join(&no).as_truth(), Truth::Unknown);
        assert_eq!(yes.join(&yes), yes);
        assert_eq!(on("2010-01-01").join(&on("2012-01-01")).value, on("2010-01-01..2012-01-01").value);
        assert_eq!(on("2010-01-01").join(&Answer::none(Kind::Date)).none, Truth::Unknown);
    }

    #[test]
    fn a_day_that_may_never_have_come_is_before_nothing() {
        let today = on("2013-07-05");
        let perhaps = Answer { none: Truth::Unknown, causes: Causes::one(Reason::NotAsked, 1), ..on("2010-01-01") };
        assert_eq!(on("2010-01-01").compare(Comparison::Less, &today, 0).as_truth(), Truth::Yes);
        assert_eq!(perhaps.compare(Comparison::Less, &today, 0), Answer::truth(Truth::Unknown, perhaps.causes.clone()));
        assert_eq!(today.compare(Comparison::Less, &perhaps, 0).as_truth(), Truth::Unknown);
        assert_eq!(Answer::none(Kind::Date).compare(Comparison::Less, &today, 0).as_truth(), Truth::Unknown);
    }

    #[test]
    fn an_open_answer_carries_the_gaps_of_both_sides() {
        let gap = |about| Answer::truth(Truth::Unknown, Causes::one(Reason::NotAsked, about));
        let both = gap(1).and(&gap(2));
        assert_eq!(both.causes.as_slice().iter().map(|c| c.about).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(gap(1).or(&Answer::known(Value::YesNo(Truth::Yes))).causes, Causes::none());
    }
}
