//! What is wrong with a pack: which file, where, what was expected, and what to do.

use crate::excerpt::Excerpt;
use crate::syntax::At;
use miette::{Diagnostic, LabeledSpan, SourceCode};
use std::fmt;
use std::sync::Arc;

/// One thing wrong, ready to be shown with the words it is about.
#[derive(Clone, Debug)]
pub struct Report {
    /// The file, as the pack names it.
    pub path: String,
    /// A short name for the kind of fault, stable for programs.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub what: String,
    /// What to do.
    pub help: Option<String>,
    /// Where in the file.
    pub at: At,
    excerpt: Arc<Excerpt>,
}

impl Report {
    /// A fault at a place in a file.
    #[must_use]
    pub fn new(file: &crate::source::File, code: &'static str, at: At, what: impl Into<String>) -> Self {
        let end = file.text.len();
        let at = at.start.min(end)..at.end.min(end);
        let excerpt = Arc::new(Excerpt::new(&file.path, &file.text, &at));
        Self { path: file.path.clone(), code, what: what.into(), help: None, at, excerpt }
    }

    /// The same, with what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Line and column, counted from one; the column in characters.
    #[must_use]
    pub fn line(&self) -> (usize, usize) {
        (self.excerpt.line(), self.excerpt.column())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Report {}

impl Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&*self.excerpt)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(self.excerpt.label())))
    }
}

/// The name most like this one, for "did you mean".
#[must_use]
pub fn nearest<'a>(name: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    among
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(d, candidate)| *d <= 1 + candidate.len().max(name.len()) / 3)
        .min_by_key(|(d, _)| *d)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance, in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        assert_eq!(nearest("sentance", ["sentence", "statute"]), Some("sentence"));
        assert_eq!(nearest("zzzz", ["sentence", "statute"]), None);
    }
}
