//! Why something is not known.

use std::sync::Arc;

/// The kind of gap. The order is the order in which gaps are worth closing: facts first, then a person's
/// analysis, then the law itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nobody has asked yet.
    NotAsked,
    /// Asked, and left for another day.
    NotToday,
    /// Asked; the answer is not known.
    NotKnown,
    /// Known, but not closely enough to decide.
    PartlyKnown,
    /// A list is not known to hold all there are.
    Incomplete,
    /// Sources disagree.
    Conflict,
    /// A person must weigh it.
    NeedsAnalysis,
    /// The pack leaves this out.
    NotModelled,
    /// No rule governs this day and place.
    NoRule,
    /// Authorities disagree.
    AuthoritiesConflict,
    /// Whether the law is in force on the day is not known.
    NotSeen,
    /// A field of something known to be none was read without asking.
    NoValue,
}

impl Reason {
    /// Whether a fact from the client or a record would close the gap.
    #[must_use]
    pub fn is_of_fact(self) -> bool {
        self <= Self::Conflict
    }
}

/// One gap: its kind, and what it is about. What `about` means is for the caller to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause {
    /// The kind of gap.
    pub reason: Reason,
    /// The fact, list, or clause, as the caller numbers them.
    pub about: u64,
}

/// The gaps that could still change an answer: a small sorted set, cheap to copy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Causes(Option<Arc<[Cause]>>);

impl Causes {
    /// No gap.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }

    /// A single gap.
    #[must_use]
    pub fn one(reason: Reason, about: u64) -> Self {
        Self(Some(Arc::from([Cause { reason, about }])))
    }

    /// All gaps, sorted.
    #[must_use]
    pub fn as_slice(&self) -> &[Cause] {
        self.0.as_deref().unwrap_or(&[])
    }

    /// Whether there is no gap.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    /// The gaps of both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (None, _) => other.clone(),
            (_, None) => self.clone(),
            (Some(a), Some(b)) if Arc::ptr_eq(a, b) => self.clone(),
            (Some(a), Some(b)) => {
                let mut all: Vec<Cause> = a.iter().chain(b.iter()).copied().collect();
                all.sort_unstable();
                all.dedup();
                if all.len() == a.len() {
                    return self.clone();
                }
                Self(Some(all.into()))
            }
        }
    }
}

impl FromIterator<Cause> for Causes {
    fn from_iter<I: IntoIterator<Item = Cause>>(gaps: I) -> Self {
        let mut all: Vec<Cause> = gaps.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        if all.is_empty() { Self(None) } else { Self(Some(all.into())) }
    }
}
