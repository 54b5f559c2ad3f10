//! Three-valued logic.

/// Yes, no, or not known.
///
/// The order `No < Unknown < Yes` makes `and` the smaller and `or` the larger of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Known to be false.
    No,
    /// Neither; a finding, not a failure.
    Unknown,
    /// Known to be true.
    Yes,
}

impl Truth {
    /// `no` decides; otherwise unknown spreads.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// `yes` decides; otherwise unknown spreads.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Unknown stays unknown.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "the logic's own word; `!` would hide that unknown survives")]
    pub fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }

    /// Two possible worlds: what both agree on, else unknown.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if self == other { self } else { Self::Unknown }
    }

    /// Whether this is yes or no.
    #[must_use]
    pub fn is_decided(self) -> bool {
        self != Self::Unknown
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{No, Unknown, Yes};

    #[test]
    fn every_cell_of_the_tables() {
        let and = [(No, No, No), (No, Unknown, No), (No, Yes, No), (Unknown, Unknown, Unknown), (Unknown, Yes, Unknown), (Yes, Yes, Yes)];
        let or = [(No, No, No), (No, Unknown, Unknown), (No, Yes, Yes), (Unknown, Unknown, Unknown), (Unknown, Yes, Yes), (Yes, Yes, Yes)];
        for (a, b, c) in and {
            assert_eq!((a.and(b), b.and(a)), (c, c));
        }
        for (a, b, c) in or {
            assert_eq!((a.or(b), b.or(a)), (c, c));
        }
        assert_eq!([No.not(), Unknown.not(), Yes.not()], [Yes, Unknown, No]);
        assert_eq!([No.join(Yes), No.join(No), Yes.join(Unknown)], [Unknown, No, Unknown]);
    }
}
