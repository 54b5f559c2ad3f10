//! Whether a text reads as a citation.

/// The signs by which a reader knows a citation for what it is.
///
/// This asks only that something can be looked up: a section, a volume and page, a form, a docket, a dated memo,
/// or a line of our own notes. Whether it says what we say is for the attorney who opens it.
#[must_use]
pub fn parses(citation: &str) -> bool {
    let citation = citation.trim();
    if citation.is_empty() || citation.len() > 300 {
        return false;
    }
    // A number, or a section by letter or Roman numeral at the end.
    let last = citation.rsplit([' ', '.']).next().unwrap_or_default();
    let section = !last.is_empty() && citation.contains(' ') && last.chars().all(|c| c.is_ascii_uppercase());
    (section || citation.chars().any(|c| c.is_ascii_digit())) && citation.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::parses;

    #[test]
    fn something_to_look_up_is_asked_for() {
        for good in [
            "INA § 240(b)(5)(C)",
            "8 C.F.R. § 1003.23(b)(4)(ii)",
            "Matter of Pedroza, 25 I&N Dec. 312 (BIA 2010)",
            "verdicts 9a",
            "U.S. Const. amend. V",
            "pd-timeline D",
        ] {
            assert!(parses(good), "{good}");
        }
        for bad in ["", "the statute", "1234"] {
            assert!(!parses(bad), "{bad}");
        }
    }
}
