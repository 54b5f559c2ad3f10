//! Faults of the engine that are reported and not yet mended. While one is `true`, the drawing keeps away from it,
//! so that it hides no other.

/// `exception N to X not modelled`: N itself is answered "no".
pub const EXCEPTION_NOT_MODELLED: bool = false;
/// The first or last day of entries that may be none is compared as if it were there.
pub const UNGUARDED_EXTREME: bool = false;
/// A factor whose law is not known to be in force answers "no" where its condition fails.
pub const FACTOR_NOT_KNOWN_IN_FORCE: bool = false;
/// A table looked up by a place that is not known to the last.
pub const LOOKUP_BY_PLACE: bool = false;
/// An amount of money takes the comma after it.
pub const MONEY_IN_A_SET: bool = true;
/// Two known spans whose order hangs on the calendar leave no cause.
pub const SPANS_WITHOUT_CAUSE: bool = true;
/// A sum of money over no entries is a whole number.
pub const SUM_OF_NOTHING: bool = false;
/// Rules that give countries may be compared only with the countries they name.
pub const RULES_OF_COUNTRIES: bool = false;
