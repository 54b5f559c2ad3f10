//! What is wrong with a client file: where, what was expected, and what to do. Never what the client said.

use crate::masked::masked;
use crate::tree::At;
use law::Pack;
use law::excerpt::Excerpt;
use miette::{Diagnostic, LabeledSpan, SourceCode};
use std::fmt;
use std::sync::Arc;

/// The kind of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// The file cannot be read from the disk.
    Unreadable,
    /// More bytes than a client file may hold.
    TooLarge,
    /// Not UTF-8 text.
    NotText,
    /// Not TOML, or not JSON.
    Syntax,
    /// Nested too deeply.
    TooDeep,
    /// A key or object twice.
    Duplicate,
    /// Not a client file, or of a version this program does not know.
    Format,
    /// A key, record or field that does not exist.
    Unknown,
    /// Something that must be there.
    Missing,
    /// A value of another kind than was expected.
    WrongType,
    /// A value that the field cannot have.
    WrongValue,
    /// A day that the calendar does not have.
    NoSuchDay,
    /// Nothing between the quotes.
    Blank,
    /// Not an A-number.
    ANumber,
    /// A place that the pack does not know.
    Place,
    /// An entry is named whose forerunners are not there.
    Gap,
    /// More than is read.
    TooMany,
    /// A sign that no one can see, or that turns text around.
    HiddenSign,
}

impl FaultKind {
    /// A stable name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "client::unreadable",
            Self::TooLarge => "client::too-large",
            Self::NotText => "client::not-text",
            Self::Syntax => "client::syntax",
            Self::TooDeep => "client::too-deep",
            Self::Duplicate => "client::duplicate",
            Self::Format => "client::format",
            Self::Unknown => "client::unknown",
            Self::Missing => "client::missing",
            Self::WrongType => "client::type",
            Self::WrongValue => "client::value",
            Self::NoSuchDay => "client::no-such-day",
            Self::Blank => "client::blank",
            Self::ANumber => "client::a-number",
            Self::Place => "client::place",
            Self::Gap => "client::gap",
            Self::TooMany => "client::too-many",
            Self::HiddenSign => "client::hidden-sign",
        }
    }
}

/// A fault before it is tied to its file.
#[derive(Clone, Debug)]
pub(crate) struct Slip {
    pub kind: FaultKind,
    pub at: At,
    pub what: String,
    pub help: String,
    /// Words that may be shown as they stand, such as a misspelled field.
    pub keep: Option<At>,
}

impl Slip {
    pub(crate) fn new(kind: FaultKind, at: At, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind, at, what: what.into(), help: help.into(), keep: None }
    }
}

/// One thing wrong, ready to be shown with the line it is about.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Its kind.
    pub kind: FaultKind,
    /// The file, as it was named to the program.
    pub path: String,
    /// Line, counted from one; `None` where the file has no lines to speak of.
    pub line: Option<usize>,
    /// Column in characters, counted from one.
    pub column: Option<usize>,
    /// What is wrong and what was expected, in one sentence.
    pub what: String,
    /// What to do.
    pub help: String,
    excerpt: Option<Arc<Excerpt>>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Fault {}

impl Diagnostic for Fault {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.kind.code()))
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_deref().map(|s| s as &dyn SourceCode)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_deref()?;
        Some(Box::new(std::iter::once(excerpt.label())))
    }
}

/// A file that was refused, and every reason. Nothing of it was used and nothing was changed.
#[derive(Clone, Debug)]
pub struct Refused {
    /// At least one, and at most fifty.
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub more: usize,
}

/// More faults than these are not shown.
const MOST_FAULTS: usize = 50;

impl Refused {
    /// A file that never came to be text.
    pub(crate) fn whole(path: &str, kind: FaultKind, what: impl Into<String>, help: impl Into<String>) -> Self {
        let fault = Fault { kind, path: path.to_owned(), line: None, column: None, what: what.into(), help: help.into(), excerpt: None };
        Self { faults: vec![fault], more: 0 }
    }

    /// A file that is not UTF-8 from some byte on.
    pub(crate) fn not_text(path: &str, bytes: &[u8], valid: usize) -> Self {
        let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
        let (line, column) = line_of(&before, before.len());
        let mut refused =
            Self::whole(path, FaultKind::NotText, "this is not UTF-8 text", "Save the file as UTF-8, without changing anything in it");
        for fault in &mut refused.faults {
            (fault.line, fault.column) = (Some(line), Some(column));
        }
        refused
    }

    /// Ties faults to their file, from top to bottom.
    pub(crate) fn new(path: &str, text: &str, pack: &Pack, mut slips: Vec<Slip>) -> Self {
        slips.sort_by_key(|s| s.at.start);
        let more = slips.len().saturating_sub(MOST_FAULTS);
        slips.truncate(MOST_FAULTS);
        let keep: Vec<At> = slips.iter().filter_map(|s| s.keep.clone()).collect();
        let masked = masked(pack, text, &keep);
        // The masked text has one byte for each character, so a place in it is a count of characters.
        let characters = |at: usize| text.get(..at).unwrap_or(text).chars().count();
        let faults = slips.into_iter().map(|slip| {
            let excerpt = Excerpt::new(path, &masked, &(characters(slip.at.start)..characters(slip.at.end)));
            Fault {
                kind: slip.kind,
                path: path.to_owned(),
                line: Some(excerpt.line()),
                column: Some(excerpt.column()),
                what: slip.what,
                help: slip.help,
                excerpt: Some(Arc::new(excerpt)),
            }
        });
        Self { faults: faults.collect(), more }
    }

    /// The first fault's kind.
    #[must_use]
    pub fn kind(&self) -> Option<FaultKind> {
        self.faults.first().map(|f| f.kind)
    }
}

/// Line and column of a byte, counted from one; the column in characters.
fn line_of(text: &str, at: usize) -> (usize, usize) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    (before.matches('\n').count() + 1, before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1)
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.faults.first().map_or("", |fault| fault.path.as_str());
        let count = self.faults.len() + self.more;
        write!(f, "{path} was not read: {count} {}. Nothing was changed", if count == 1 { "fault" } else { "faults" })?;
        for fault in &self.faults {
            write!(f, "\n  {}", fault.path)?;
            if let (Some(line), Some(column)) = (fault.line, fault.column) {
                write!(f, ":{line}:{column}")?;
            }
            write!(f, ": {}. {}", fault.what, fault.help)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refused {}

impl Diagnostic for Refused {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new("client::refused"))
    }
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.faults.iter().map(|f| f as &dyn Diagnostic)))
    }
}
