//! One of several named possibilities.

use crate::Truth;
use std::sync::Arc;

/// A named possibility, as its declarer numbers it.
pub type Symbol = u16;

/// What a `one of` value can still be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Anything of its kind.
    Any,
    /// One of these; sorted, without repeats, never empty.
    Of(Arc<[Symbol]>),
}

impl Choice {
    /// Exactly this.
    #[must_use]
    pub fn exactly(symbol: Symbol) -> Self {
        Self::Of(Arc::from([symbol]))
    }

    /// One of these; nothing to choose from is anything at all.
    #[must_use]
    pub fn among(symbols: impl IntoIterator<Item = Symbol>) -> Self {
        let mut all: Vec<Symbol> = symbols.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        if all.is_empty() { Self::Any } else { Self::Of(all.into()) }
    }

    /// The single possibility, if there is but one.
    #[must_use]
    pub fn exact(&self) -> Option<Symbol> {
        match self {
            Self::Of(all) if all.len() == 1 => all.first().copied(),
            _ => None,
        }
    }

    /// Whether both are the same.
    #[must_use]
    pub fn equals(&self, other: &Self) -> Truth {
        match (self, other) {
            (Self::Of(a), Self::Of(b)) if !a.iter().any(|s| b.contains(s)) => Truth::No,
            _ => match (self.exact(), other.exact()) {
                (Some(_), Some(_)) => Truth::Yes,
                _ => Truth::Unknown,
            },
        }
    }

    /// Whether it is one of these.
    #[must_use]
    pub fn within(&self, these: &[Symbol]) -> Truth {
        match self {
            Self::Any => Truth::Unknown,
            Self::Of(all) if all.iter().all(|s| these.contains(s)) => Truth::Yes,
            Self::Of(all) if all.iter().any(|s| these.contains(s)) => Truth::Unknown,
            Self::Of(_) => Truth::No,
        }
    }

    /// Two possible worlds.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Of(a), Self::Of(b)) => Self::among(a.iter().chain(b.iter()).copied()),
            _ => Self::Any,
        }
    }

    /// Two statements about one thing; `None` if they contradict each other.
    #[must_use]
    pub fn meet(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, it) | (it, Self::Any) => Some(it.clone()),
            (Self::Of(a), Self::Of(b)) => {
                let both: Vec<Symbol> = a.iter().filter(|s| b.contains(s)).copied().collect();
                (!both.is_empty()).then(|| Self::among(both))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_decides_only_where_all_its_members_agree() {
        let jail_or_ice = Choice::among([2, 1]);
        assert_eq!(jail_or_ice.equals(&Choice::exactly(3)), Truth::No);
        assert_eq!(jail_or_ice.equals(&Choice::exactly(1)), Truth::Unknown);
        assert_eq!(jail_or_ice.equals(&jail_or_ice), Truth::Unknown);
        assert_eq!(jail_or_ice.within(&[1, 2, 5]), Truth::Yes);
        assert_eq!(jail_or_ice.within(&[1]), Truth::Unknown);
        assert_eq!(Choice::Any.within(&[1]), Truth::Unknown);
        assert_eq!(jail_or_ice.meet(&Choice::exactly(3)), None);
    }
}
