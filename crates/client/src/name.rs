//! A person's name, as papers have it.

use std::fmt;

/// A name in any script. Two surnames stay two: papers are searched under each.
#[derive(Clone, PartialEq, Eq)]
pub struct Name {
    /// Given names, as written; empty for a person with only one name.
    pub given: String,
    /// Surnames in their order; empty for a person with only one name.
    pub family: Vec<String>,
    /// Whether the Notice to Appear has it so.
    pub as_on_notice: bool,
}

impl Name {
    /// `José Marte Peña`
    #[must_use]
    pub fn full(&self) -> String {
        self.parts().collect::<Vec<_>>().join(" ")
    }

    /// Its parts in reading order: given names, then each surname.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        [self.given.as_str()].into_iter().chain(self.family.iter().map(String::as_str)).filter(|part| !part.is_empty())
    }
}

impl fmt::Debug for Name {
    /// Hidden, so that no panic or log can hold it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_surnames_stay_two_and_one_name_needs_no_second() {
        let two = Name { given: "José".into(), family: vec!["Marte".into(), "Peña".into()], as_on_notice: true };
        assert_eq!(two.full(), "José Marte Peña");
        let one = Name { given: String::new(), family: vec!["Sukarno".into()], as_on_notice: false };
        assert_eq!(one.full(), "Sukarno");
        assert_eq!(format!("{two:?}"), "Name(hidden)");
    }
}
