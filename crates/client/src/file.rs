//! A client file, read.

use crate::a_number::ANumber;
use crate::entry::{Entry, Said};
use crate::fault::{FaultKind, Refused, Slip};
use crate::name::Name;
use crate::read_file;
use crate::signed::{Claim, Confirmation, FamilyLink, GivenAnswer};
use crate::subject::Subject;
use crate::tree::Node;
use crate::{read_json, read_toml};
use law::{Pack, Words};
use std::fmt;
use std::io::Read;
use std::path::Path;
use truth::Day;

/// The largest client file that is read, in bytes.
pub const LARGEST_FILE: u64 = 4 << 20;

/// The version of the format that this program reads and writes.
pub(crate) const FORMAT: &str = "forbear-client/1";

/// How a client file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// TOML
    Toml,
    /// JSON
    Json,
}

impl Shape {
    /// By the ending of the name, and where that says nothing, by how the text begins.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let ending = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        match ending.as_str() {
            "json" => Self::Json,
            "toml" => Self::Toml,
            _ if text.trim_start().starts_with('{') => Self::Json,
            _ => Self::Toml,
        }
    }
}

/// All that is known of one client, as it was said. Whatever was said stays; see [`ClientFile::resolve`].
#[derive(Clone, PartialEq)]
pub struct ClientFile {
    /// The office's code for the client; never a name.
    pub code: String,
    /// What the case shows; of worked clients only.
    pub title: Option<Words>,
    /// The day that the question is asked for, where the file fixes it.
    pub as_of: Option<Day>,
    /// Where the question is asked, as the pack names places.
    pub place: Option<String>,
    /// The client's names.
    pub names: Vec<Name>,
    /// The client's A-numbers. `None`: not asked. Empty: known to have none.
    pub a_numbers: Option<Vec<ANumber>>,
    /// Every statement about facts, in no order that matters.
    pub history: Vec<Entry>,
    /// Answers to analysis questions.
    pub answers: Vec<GivenAnswer>,
    /// Who confirmed the safety situation.
    pub confirmations: Vec<Confirmation>,
    /// What others claim; never used.
    pub claims: Vec<Claim>,
    /// Linked clients.
    pub family: Vec<FamilyLink>,
    /// What a what-if supposes instead of the history; never written.
    pub(crate) supposed: Vec<(Subject, Said)>,
}

impl fmt::Debug for ClientFile {
    /// The code and counts only: a client's facts stay out of logs and panics.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientFile({}, {} statements)", self.code, self.history.len())
    }
}

impl ClientFile {
    /// Reads a file from the disk.
    ///
    /// # Errors
    /// [`Refused`] with every fault found; nothing of the file is used then.
    pub fn open(path: &Path, pack: &Pack) -> Result<Self, Refused> {
        let name = path.display().to_string();
        let bytes = bytes_of(path)?;
        Self::read(&name, &bytes, pack)
    }

    /// Reads a file from its bytes. The name tells TOML from JSON and stands in errors.
    ///
    /// # Errors
    /// [`Refused`] with every fault found.
    pub fn read(name: &str, bytes: &[u8], pack: &Pack) -> Result<Self, Refused> {
        let text = text_of(name, bytes)?;
        let tree = tree_of(name, text).map_err(|slip| Refused::new(name, text, pack, vec![slip]))?;
        read_file::read(pack, &tree).map_err(|slips| Refused::new(name, text, pack, slips))
    }

    /// A fingerprint of all that answers rest on: every statement and every answer, whatever their order.
    /// Names, A-numbers and claims decide nothing and are not in it.
    #[must_use]
    pub fn fingerprint(&self, pack: &Pack) -> String {
        let mut lines: Vec<String> = self.history.iter().map(|entry| entry.canonical(&pack.model)).collect();
        lines.extend(self.answers.iter().map(|a| {
            let bound = (a.version.as_deref().unwrap_or("any"), a.weighed.as_deref().unwrap_or("any"));
            format!("answer {} {:?} {:?} | {} | {} | {:?} | {bound:?}", a.question, a.element, a.answer, a.name, a.on, a.reasons)
        }));
        lines.extend(self.supposed.iter().map(|(subject, said)| match said {
            Said::Value { written, .. } => format!("suppose {} = {written}", subject.path(&pack.model)),
            other => format!("suppose {} {other:?}", subject.path(&pack.model)),
        }));
        lines.sort_unstable();
        law::source::fingerprint(&lines.join("\n"))
    }
}

/// The bytes of a file, if it is small enough.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, Refused> {
    let name = path.display().to_string();
    let unreadable = |error: std::io::Error| {
        Refused::whole(
            &name,
            FaultKind::Unreadable,
            format!("the file cannot be read: {error}"),
            "Check the path, and that you may read the file",
        )
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        let help = "Name the client file itself";
        return Err(Refused::whole(&name, FaultKind::Unreadable, "this is a folder, not a file", help));
    }
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that is too large, even one that grows or has no length.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// The text of a file.
pub(crate) fn text_of<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str, Refused> {
    if bytes.len() as u64 > LARGEST_FILE {
        let help = "A client file holds facts, not documents: keep scans and exports beside it";
        return Err(Refused::whole(name, FaultKind::TooLarge, "the file is larger than 4 MiB, more than a client file may hold", help));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Refused::not_text(name, bytes, error.valid_up_to()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// What a text says, before anyone asks what it means.
pub(crate) fn tree_of(name: &str, text: &str) -> Result<Node, Slip> {
    match Shape::of(name, text) {
        Shape::Toml => read_toml::read(text),
        Shape::Json => read_json::read(text),
    }
}
