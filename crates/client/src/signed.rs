//! What people put their name to beside facts: answers to analysis questions, confirmations, claims, family links.

use std::fmt;
use truth::{Day, Truth};

/// A person's answer to an analysis question of the law pack.
#[derive(Clone, PartialEq, Eq)]
pub struct GivenAnswer {
    /// The conclusion that asks it: `rescind_in_absentia.exceptional_circumstances`.
    pub question: String,
    /// Which entry it is asked of, as the file counts them: `order[0]`.
    pub element: Option<u16>,
    /// Yes, no, or not known (which takes an earlier answer back).
    pub answer: Truth,
    /// Who answered.
    pub name: String,
    /// On which day.
    pub on: Day,
    /// Why.
    pub reasons: String,
    /// The version of the provision it was given for; without one it is taken for any version.
    pub version: Option<String>,
    /// The fingerprint of the facts it weighed; without one it is taken for any.
    pub weighed: Option<String>,
}

impl fmt::Debug for GivenAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Reasons are an attorney's work on a named client; they stay out of logs.
        write!(f, "GivenAnswer({} {:?} {:?} {})", self.question, self.element, self.answer, self.on)
    }
}

/// A named practitioner confirms the safety situation. It changes no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Who.
    pub name: String,
    /// On which day.
    pub on: Day,
    /// The day on which the court's own system was looked at, if it was.
    pub eoir_checked: Option<Day>,
    /// The day on which custody was looked up, if it was.
    pub custody_checked: Option<Day>,
}

/// A conclusion that somebody claims: kept, shown beside ours, never used.
#[derive(Clone, PartialEq, Eq)]
pub struct Claim {
    /// In their words.
    pub says: String,
    /// Who.
    pub by: String,
    /// On which day.
    pub on: Day,
}

impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Claim({})", self.on)
    }
}

/// Another client file, and what that person is of this one.
#[derive(Clone, PartialEq, Eq)]
pub struct FamilyLink {
    /// Its file, beside this one or in a folder below.
    pub file: String,
    /// What that person is: `spouse` means that person is the spouse of this client.
    pub is: String,
}

impl fmt::Debug for FamilyLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FamilyLink({})", self.is)
    }
}
