//! What a gap is about, packed into the number that [`truth::Cause`] carries.

/// The subject of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A field; of which entry, if its record is a list.
    Fact(u32, Option<u16>),
    /// Whether a list holds all there are.
    List(u32),
    /// A clause of the program.
    Clause(u32),
    /// A conclusion; of which entry.
    Conclusion(u32, Option<u16>),
    /// A step of an expression.
    Node(u32),
}

impl About {
    /// Packed.
    #[must_use]
    pub fn pack(self) -> u64 {
        let entry = |e: Option<u16>| e.map_or(0, |e| u64::from(e) + 1);
        match self {
            Self::Fact(id, e) => u64::from(id) | entry(e) << 32,
            Self::List(id) => u64::from(id) | 1 << 60,
            Self::Clause(id) => u64::from(id) | 2 << 60,
            Self::Conclusion(id, e) => u64::from(id) | entry(e) << 32 | 3 << 60,
            Self::Node(id) => u64::from(id) | 4 << 60,
        }
    }

    /// Unpacked.
    #[must_use]
    pub fn unpack(packed: u64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "the packing puts 32 and 17 bits here")]
        let (id, e) = (packed as u32, (packed >> 32 & 0xffff_ffff & 0x1_ffff) as u32);
        let entry = e.checked_sub(1).and_then(|e| u16::try_from(e).ok());
        match packed >> 60 {
            0 => Self::Fact(id, entry),
            1 => Self::List(id),
            2 => Self::Clause(id),
            4 => Self::Node(id),
            _ => Self::Conclusion(id, entry),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::About;

    #[test]
    fn what_is_packed_comes_out_again() {
        for about in [
            About::Fact(7, None),
            About::Fact(7, Some(0)),
            About::Fact(9, Some(65_535)),
            About::List(3),
            About::Clause(4),
            About::Conclusion(5, Some(2)),
            About::Node(6),
        ] {
            assert_eq!(About::unpack(about.pack()), about);
        }
    }
}
