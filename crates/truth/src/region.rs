//! Where something is, as a set of the smallest places that law tells apart.

use crate::Truth;

/// Up to 128 smallest places; which bit is which place is for the caller to say. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region(pub u128);

impl Region {
    /// Anywhere.
    pub const ANY: Self = Self(u128::MAX);

    /// Whether all of it lies in the scope (yes), none (no), or it depends.
    #[must_use]
    pub fn within(self, scope: Self) -> Truth {
        if self.0 & !scope.0 == 0 {
            Truth::Yes
        } else if self.0 & scope.0 == 0 {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// Whether both are the same smallest place.
    #[must_use]
    pub fn equals(self, other: Self) -> Truth {
        if self.0 & other.0 == 0 {
            Truth::No
        } else if self == other && self.0.is_power_of_two() {
            Truth::Yes
        } else {
            Truth::Unknown
        }
    }

    /// Two possible worlds.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Two statements about one thing; `None` if they contradict each other.
    #[must_use]
    pub fn meet(self, other: Self) -> Option<Self> {
        Some(Self(self.0 & other.0)).filter(|r| r.0 != 0)
    }
}
