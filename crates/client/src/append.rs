//! Adding to a client file without touching what is there.

use crate::entry::Certainty;
use crate::fault::{FaultKind, Refused};
use crate::file::{ClientFile, Shape, bytes_of, text_of, tree_of};
use crate::replace;
use crate::signed::{Claim, Confirmation, GivenAnswer};
use crate::tree::{It, Node};
use law::Pack;
use std::fmt;
use std::path::Path;
use truth::{Day, Truth};

/// A later statement about a fact.
#[derive(Clone, PartialEq)]
pub struct Change {
    /// Of what: `orders[0].issued`, `orders[1]`, `orders`.
    pub fact: String,
    /// What.
    pub what: What,
    /// The day it is written down.
    pub on: Day,
    /// Who writes it down.
    pub by: String,
    /// Who or which paper says it.
    pub source: String,
    /// How it is known.
    pub certainty: Certainty,
}

/// What a change says.
#[derive(Clone, PartialEq)]
pub enum What {
    /// A value, as client files write it. A blank one is refused.
    Value(toml::Value),
    /// What was said before is taken back.
    Clear,
    /// Whether a list holds all there are.
    Complete(bool),
}

/// Something to add to a client file.
#[derive(Clone, PartialEq)]
pub enum Addition {
    /// To its facts.
    Change(Change),
    /// An answer to an analysis question; `question` also needs the record's name where it is asked of an entry.
    Answer(GivenAnswer),
    /// A practitioner's confirmation.
    Confirmation(Confirmation),
    /// Somebody's claim.
    Claim(Claim),
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum AppendError {
    /// The file as it stands cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Refused(#[from] Refused),
    /// What was to be added is not right; the faults are of the file as it would have become.
    #[error("what was to be added does not read; nothing was written")]
    #[diagnostic(code("client::addition"), help("The places below are in the file as it would have become"))]
    Addition(#[related] Vec<crate::fault::Fault>),
    /// The disk.
    #[error("{path} cannot be written: {why}. Nothing was changed; check the folder and that you may write to it")]
    #[diagnostic(code("client::unwritable"))]
    Unwritable {
        /// Which file.
        path: String,
        /// What the system said.
        why: std::io::Error,
    },
}

impl fmt::Debug for Addition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.list())
    }
}

impl Addition {
    /// The list of the file that it goes to.
    fn list(&self) -> &'static str {
        match self {
            Self::Change(_) => "changes",
            Self::Answer(_) => "answers",
            Self::Confirmation(_) => "confirmations",
            Self::Claim(_) => "claims",
        }
    }

    /// Its keys and values, in the order in which they are written: what must be there comes last, so that a block
    /// that was cut short is refused and never says more than it said.
    fn pairs(&self, pack: &Pack) -> Vec<(&'static str, toml::Value)> {
        let text = |text: &str| toml::Value::String(text.to_owned());
        let day = |day: Day| day.to_string().parse().map_or_else(|_| toml::Value::String(day.to_string()), toml::Value::Datetime);
        let mut pairs = Vec::new();
        match self {
            Self::Change(change) => {
                pairs.push(("fact", text(&change.fact)));
                pairs.push(match &change.what {
                    What::Value(value) => ("value", value.clone()),
                    What::Clear => ("clear", toml::Value::Boolean(true)),
                    What::Complete(complete) => ("complete", toml::Value::Boolean(*complete)),
                });
                pairs.extend([("on", day(change.on)), ("by", text(&change.by)), ("source", text(&change.source))]);
                pairs.push(("certainty", text(change.certainty.name())));
            }
            Self::Answer(answer) => {
                pairs.push(("question", text(&answer.question)));
                if let Some(n) = answer.element {
                    let subject = pack.program.conclusion(&answer.question).and_then(|id| pack.program.conclusions[id as usize].subject);
                    let record = subject.map_or("?", |r| pack.model.records[r as usize].name.as_str());
                    pairs.push(("element", text(&format!("{record}[{n}]"))));
                }
                let truth = match answer.answer {
                    Truth::Yes => "yes",
                    Truth::No => "no",
                    Truth::Unknown => "unknown",
                };
                let optional =
                    [("version", answer.version.as_ref()), ("weighed", answer.weighed.as_ref()), ("reasons", Some(&answer.reasons))];
                pairs.extend(optional.into_iter().filter_map(|(key, value)| Some((key, text(value.filter(|v| !v.is_empty())?)))));
                pairs.extend([("answer", text(truth)), ("name", text(&answer.name)), ("on", day(answer.on))]);
            }
            Self::Confirmation(it) => {
                let checks = [("eoir_checked", it.eoir_checked), ("custody_checked", it.custody_checked)];
                pairs.extend(checks.into_iter().filter_map(|(key, on)| Some((key, day(on?)))));
                pairs.extend([("name", text(&it.name)), ("on", day(it.on))]);
            }
            Self::Claim(claim) => pairs.extend([("says", text(&claim.says)), ("by", text(&claim.by)), ("on", day(claim.on))]),
        }
        pairs
    }
}

/// Adds to a file. What is there stays byte for byte; the file is replaced whole or not at all, and only its owner
/// may read it afterwards.
///
/// # Errors
/// [`AppendError`]; then nothing was written.
pub fn append(path: &Path, pack: &Pack, additions: &[Addition]) -> Result<ClientFile, AppendError> {
    let name = path.display().to_string();
    let unwritable = |why| AppendError::Unwritable { path: name.clone(), why };
    // A link keeps pointing to the file it points to.
    let path = &path.canonicalize().map_err(|_| {
        Refused::whole(&name, FaultKind::Unreadable, "there is no such file", "Check the path; a new client file is made first")
    })?;
    let held = replace::hold(path).map_err(unwritable)?;
    let bytes = bytes_of(path)?;
    let before = ClientFile::read(&name, &bytes, pack)?;
    if additions.is_empty() {
        return Ok(before);
    }
    let text = text_of(&name, &bytes)?;
    let tree = tree_of(&name, text).map_err(|slip| Refused::new(&name, text, pack, vec![slip]))?;
    // The mark at the start that some editors leave stays where it is.
    let mark = bytes.len() - text.len();
    let mut new = bytes.get(..mark).unwrap_or_default().to_vec();
    new.extend(appended(&name, text, &tree, pack, additions).into_bytes());
    let after = ClientFile::read(&name, &new, pack).map_err(|refused| AppendError::Addition(refused.faults))?;
    replace::replace(path, &new).map_err(unwritable)?;
    drop(held);
    Ok(after)
}

/// Writes a new client file that only its owner may read.
///
/// # Errors
/// [`AppendError`], also if there is a file of that name already: none is ever written over.
pub fn create(path: &Path, pack: &Pack, text: &str) -> Result<ClientFile, AppendError> {
    let name = path.display().to_string();
    let file = ClientFile::read(&name, text.as_bytes(), pack).map_err(|refused| AppendError::Addition(refused.faults))?;
    replace::create(path, text.as_bytes()).map_err(|why| AppendError::Unwritable { path: name, why })?;
    Ok(file)
}

/// The text with the additions.
fn appended(name: &str, text: &str, tree: &Node, pack: &Pack, additions: &[Addition]) -> String {
    match Shape::of(name, text) {
        Shape::Toml => with_toml(text, pack, additions),
        Shape::Json => with_json(text, tree, pack, additions),
    }
}

fn with_toml(text: &str, pack: &Pack, additions: &[Addition]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    for addition in additions {
        out.push_str(&format!("{end}[[{}]]{end}", addition.list()));
        for (key, value) in addition.pairs(pack) {
            out.push_str(&format!("{key} = {value}{end}"));
        }
    }
    out
}

/// JSON has no end to add to: each addition goes before the closing sign of its list, or of the whole.
fn with_json(text: &str, tree: &Node, pack: &Pack, additions: &[Addition]) -> String {
    let mut out = text.to_owned();
    // From the back, so that places further up stay right.
    let mut lists: Vec<(&'static str, Option<&Node>)> = Vec::new();
    for addition in additions {
        if !lists.iter().any(|(list, _)| *list == addition.list()) {
            lists.push((addition.list(), tree.get(addition.list())));
        }
    }
    lists.sort_by_key(|(_, node)| std::cmp::Reverse(node.map_or(usize::MAX, |n| n.at.start)));
    for (list, node) in lists {
        let items: Vec<String> = additions.iter().filter(|a| a.list() == list).map(|a| json_of(&a.pairs(pack))).collect();
        let items = items.join(",\n    ");
        match node {
            Some(node) => {
                let empty = matches!(&node.it, It::List(items) if items.is_empty());
                let at = node.at.end.saturating_sub(1);
                out.insert_str(at, &format!("{}\n    {items}\n  ", if empty { "" } else { "," }));
            }
            None => {
                let at = out.rfind('}').unwrap_or(out.len());
                let kept = out[..at].trim_end().len();
                out.insert_str(kept, &format!("{}\n  \"{list}\": [\n    {items}\n  ]", if tree.pairs().is_empty() { "" } else { "," }));
            }
        }
    }
    out
}

fn json_of(pairs: &[(&'static str, toml::Value)]) -> String {
    let parts: Vec<String> = pairs.iter().map(|(key, value)| format!("\"{key}\": {}", json_value(value))).collect();
    format!("{{ {} }}", parts.join(", "))
}

fn json_value(value: &toml::Value) -> String {
    match value {
        toml::Value::Array(all) => format!("[{}]", all.iter().map(json_value).collect::<Vec<_>>().join(", ")),
        toml::Value::Integer(n) => n.to_string(),
        toml::Value::Boolean(truth) => truth.to_string(),
        toml::Value::Datetime(day) => format!("\"{day}\""),
        toml::Value::String(text) => serde_json::Value::String(text.clone()).to_string(),
        // No fact has such a value: the reader refuses what comes of this, and nothing is written.
        toml::Value::Float(_) | toml::Value::Table(_) => "null".to_owned(),
    }
}
