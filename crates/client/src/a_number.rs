//! A-numbers: the number of a person's immigration file.

use std::fmt;

/// An A-number: nine digits. One of eight is the same number with a zero before it.
///
/// A person can have several, or none; both are findings, and a name or number never looked up hides old orders.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ANumber(String);

/// Why a text is no A-number. Never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ANumberError {
    /// Too few or too many digits.
    #[error("an A-number has 8 or 9 digits; this has {0}")]
    Digits(usize),
    /// Something that is neither digit, hyphen, space nor the letter A in front.
    #[error("an A-number is the letter A and digits; this has another sign in it")]
    Sign,
}

impl ANumberError {
    /// What to do about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Digits(n) if n > 9 => {
                "Read it again from the notice. A receipt number (three letters) or a court's case number is another thing"
            }
            Self::Digits(_) => "Read it again from the notice; an old one of 7 digits is written with zeros in front, to 9 digits",
            Self::Sign => "Write it as the notice does: A012-345-678",
        }
    }
}

impl ANumber {
    /// Reads every written form: `A012-345-678`, `A12 345 678`, `A# 012345678`, `12345678`.
    ///
    /// # Errors
    /// [`ANumberError`], which does not repeat the text.
    pub fn parse(text: &str) -> Result<Self, ANumberError> {
        let text = text.trim();
        let bare = text.strip_prefix(['A', 'a']).unwrap_or(text).trim_start_matches(['#', ' ', '-', '\u{2011}', '\u{2013}']);
        let mut digits = String::new();
        for sign in bare.chars() {
            match sign {
                '0'..='9' => digits.push(sign),
                // The hyphens that word processors put in place of the plain one.
                ' ' | '-' | '\u{a0}' | '\u{2010}' | '\u{2011}' | '\u{2013}' => {}
                _ => return Err(ANumberError::Sign),
            }
        }
        match digits.len() {
            9 => Ok(Self(digits)),
            8 => Ok(Self(format!("0{digits}"))),
            other => Err(ANumberError::Digits(other)),
        }
    }

    /// The nine digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ANumber {
    /// `A012-345-678`, for papers about the client. Never for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |range| self.0.get(range).unwrap_or_default();
        write!(f, "A{}-{}-{}", part(0..3), part(3..6), part(6..9))
    }
}

impl fmt::Debug for ANumber {
    /// Hidden, so that no panic or log can hold it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ANumber(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form_is_one_number_so_that_no_order_is_missed_for_its_hyphens() {
        for text in [
            "A012-345-678",
            "A12 345 678",
            "a12345678",
            "012345678",
            "12345678",
            "A# 012 345 678",
            "A-012-345-678",
            " A012\u{2011}345\u{2011}678 ",
        ] {
            assert_eq!(ANumber::parse(text).map(|n| n.to_string()), Ok("A012-345-678".to_owned()), "{text}");
        }
    }

    #[test]
    fn a_number_with_too_many_or_too_few_digits_is_refused_and_not_repeated() {
        assert_eq!(ANumber::parse("1234567"), Err(ANumberError::Digits(7)));
        assert_eq!(ANumber::parse("A0123456789"), Err(ANumberError::Digits(10)));
        assert_eq!(ANumber::parse("A012-345-678-90"), Err(ANumberError::Digits(11)));
        assert_eq!(ANumber::parse(""), Err(ANumberError::Digits(0)));
        let said = ANumber::parse("98765432101").unwrap_err();
        assert!(!format!("{said} {said:?} {}", said.help()).contains("98765"));
    }

    #[test]
    fn letters_are_refused_so_that_a_receipt_number_is_not_taken_for_a_file() {
        assert_eq!(ANumber::parse("MSC2190012345"), Err(ANumberError::Sign));
        assert_eq!(ANumber::parse("AA12345678"), Err(ANumberError::Sign));
        assert_eq!(ANumber::parse("A١٢٣٤٥٦٧٨"), Err(ANumberError::Sign));
    }

    #[test]
    fn a_panic_never_prints_it() {
        assert_eq!(format!("{:?}", ANumber::parse("12345678")), "Ok(ANumber(hidden))");
    }
}
