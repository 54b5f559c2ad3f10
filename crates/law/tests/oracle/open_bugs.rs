//! Faults of the engine that are reported and not yet mended. While one is `true`, the drawing keeps away from it,
//! so that it hides no other.

/// `exception N to X not modelled`: N itself is answered "no".
pub const EXCEPTION_NOT_MODELLED: bool = true;
/// The first or last day of entries that may be none is compared as if it were there.
pub const UNGUARDED_EXTREME: bool = false;
