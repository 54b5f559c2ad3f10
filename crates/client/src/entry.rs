//! One statement in the history of a client: what was said, by which source, how sure, written down by whom, when.

use crate::subject::Subject;
use law::Words;
use law::facts::FactModel;
use std::fmt;
use truth::{Answer, Day};

/// How a fact is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// A paper shows it.
    Documented,
    /// The client, or somebody for the client, says it.
    ClientSays,
    /// Somebody concluded it from other facts.
    Inferred,
}

impl Certainty {
    /// All of them, in the order of their weight to a reader. None outweighs another for the law.
    pub const ALL: [Self; 3] = [Self::Documented, Self::ClientSays, Self::Inferred];

    /// As files write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::ClientSays => "client says",
            Self::Inferred => "inferred",
        }
    }

    /// From a file.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }

    /// For a reader.
    #[must_use]
    pub fn words(self) -> Words {
        let (en, es) = match self {
            Self::Documented => ("document", "documento"),
            Self::ClientSays => ("client says", "según el cliente"),
            Self::Inferred => ("inferred", "deducido"),
        };
        Words { en: en.to_owned(), es: es.to_owned() }
    }
}

/// What was said.
#[derive(Clone, PartialEq)]
pub enum Said {
    /// A value, or that it is unknown or none.
    Value {
        /// As it was written.
        written: toml::Value,
        /// As it is understood.
        answer: Answer,
        /// Whether it was written with "about": the range it stands for is an assumption.
        about: bool,
    },
    /// What was said before is taken back; of an entry, that it is one of the list at all.
    Clear,
    /// There is such an entry, though nothing else may be known of it.
    Exists,
    /// The list holds all there are; or it may not.
    Complete(bool),
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A value may be a text that names somebody.
        f.write_str(match self {
            Self::Value { .. } => "Value",
            Self::Clear => "Clear",
            Self::Exists => "Exists",
            Self::Complete(true) => "Complete",
            Self::Complete(false) => "NotComplete",
        })
    }
}

/// One statement. Its place in the file never matters; the day it was recorded does.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Of what.
    pub subject: Subject,
    /// What.
    pub said: Said,
    /// Who or which paper says it.
    pub source: String,
    /// How it is known.
    pub certainty: Certainty,
    /// Who wrote it down.
    pub by: String,
    /// The day it was written down.
    pub on: Day,
}

impl Entry {
    /// What makes two names of a source one source: not its capitals or spaces.
    pub(crate) fn source_key(&self) -> String {
        self.source.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    }

    /// A line that is the same for the same statement, for fingerprints.
    pub(crate) fn canonical(&self, model: &FactModel) -> String {
        let said = match &self.said {
            // A day is a day, whether the file is TOML or JSON, which has no days.
            Said::Value { written: toml::Value::String(text), .. } => format!("= {text}"),
            Said::Value { written, .. } => format!("= {written}"),
            Said::Clear => "clear".to_owned(),
            // Who says so is no more than who says its fields.
            Said::Exists => return format!("{} exists | {}", self.subject.path(model), self.on),
            Said::Complete(complete) => format!("complete {complete}"),
        };
        format!("{} {said} | {} | {} | {} | {}", self.subject.path(model), self.source, self.certainty.name(), self.by, self.on)
    }
}
