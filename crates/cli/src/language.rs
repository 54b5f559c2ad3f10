//! The two languages of every page.

use law::Words;

/// A reader's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// English
    #[default]
    En,
    /// Spanish
    Es,
}

impl Language {
    /// The words in this language.
    #[must_use]
    pub fn of(self, words: &Words) -> &str {
        match self {
            Self::En => &words.en,
            Self::Es => &words.es,
        }
    }

    /// One of two fixed texts.
    #[must_use]
    pub fn pick<'t>(self, en: &'t str, es: &'t str) -> &'t str {
        match self {
            Self::En => en,
            Self::Es => es,
        }
    }
}
