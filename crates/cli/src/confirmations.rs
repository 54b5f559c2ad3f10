//! The office's confirmations: an attorney looked at a provision's source, on a day, and puts a name to it.
//!
//! Each lifts the age of one provision, in the version that was looked at, and of no other.

use crate::failure::{Failure, warn};
use assess::model::ConfirmedBy;
use law::excerpt::Excerpt;
use law::report::nearest;
use law::{Confirmed, Pack};
use miette::{Diagnostic, LabeledSpan, SourceCode};
use serde::Deserialize;
use std::fmt;
use std::ops::Range;
use std::path::Path;
use truth::Day;

/// So many characters of a version name it; `forbear law stale` prints more.
const SHORTEST_VERSION: usize = 12;
/// The largest file of confirmations that is read, in bytes.
const LARGEST_FILE: u64 = 4 << 20;

/// What the office confirmed, as the engine and as the page need it.
#[derive(Debug, Default)]
pub struct Confirmations {
    /// By provision: version and day.
    pub confirmed: Confirmed,
    /// With names and sources.
    pub by: Vec<ConfirmedBy>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    confirmation: Vec<toml::Spanned<One>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    provision: toml::Spanned<String>,
    version: toml::Spanned<String>,
    source: toml::Spanned<String>,
    day: toml::Spanned<toml::value::Datetime>,
    name: toml::Spanned<String>,
}

/// Reads the file, if one is named. Confirmations of another version, or of a provision that the pack does not
/// hold, are set aside with a warning.
///
/// # Errors
/// Where the file does not read: line, what was expected.
pub fn read(path: Option<&Path>, pack: &Pack, latest: Day) -> Result<Confirmations, Failure> {
    let Some(path) = path else { return Ok(Confirmations::default()) };
    let text = text_of(path)?;
    let fault = |at: Range<usize>, what: String, help: &str| {
        let excerpt = Excerpt::new(path.display().to_string(), &text, &at);
        Failure::Said(Fault { what, help: help.to_owned(), excerpt }.into())
    };
    let written: Written = toml::from_str(&text).map_err(|error| {
        let help = "Each is written under its own [[confirmation]] with provision, version, source, day and name";
        fault(error.span().unwrap_or(0..0), error.message().replace("invalid", "not readable:"), help)
    })?;
    let mut out = Confirmations::default();
    for one in written.confirmation {
        let one = one.into_inner();
        for (key, value) in [("provision", &one.provision), ("version", &one.version), ("source", &one.source), ("name", &one.name)] {
            if value.get_ref().trim().is_empty() {
                return Err(fault(value.span(), format!("`{key}` is empty"), "Write who looked, at which source, and what they confirm"));
            }
        }
        let written_day = one.day.get_ref();
        let day = if written_day.time.is_none() { Day::parse(&written_day.to_string()).ok() } else { None };
        let Some(day) = day else {
            return Err(fault(
                one.day.span(),
                "this is not a calendar day".into(),
                "Write the day on which the source was looked at: day = 2026-10-01",
            ));
        };
        if day > latest {
            return Err(fault(one.day.span(), "this day has not come yet".into(), "Write the day on which the source was looked at"));
        }
        add(&mut out, pack, one, day);
    }
    Ok(out)
}

fn add(out: &mut Confirmations, pack: &Pack, one: One, day: Day) {
    let (id, version) = (one.provision.into_inner(), one.version.into_inner());
    let Some((_, provision)) = pack.provision(&id) else {
        let near =
            nearest(&id, pack.provisions.iter().map(|p| p.id.as_str())).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        warn(format!("confirmation set aside: the pack holds no provision `{id}`{near}"));
        return;
    };
    if version.len() < SHORTEST_VERSION || !provision.version.starts_with(&version) {
        warn(format!(
            "confirmation of `{id}` set aside: it is for another version. Read the source again and confirm {}",
            &provision.version[..16]
        ));
        return;
    }
    if out.confirmed.get(&id).is_some_and(|(_, earlier)| *earlier >= day) {
        return;
    }
    out.confirmed.insert(id.clone(), (provision.version.clone(), day));
    out.by.retain(|b| b.provision != id);
    out.by.push(ConfirmedBy { provision: id, source: one.source.into_inner(), day: day.to_string(), name: one.name.into_inner() });
}

fn text_of(path: &Path) -> Result<String, Failure> {
    let help = "--confirmations names a TOML file with [[confirmation]] entries";
    let about = std::fs::metadata(path).map_err(|why| Failure::new(format!("{} cannot be read: {why}", path.display()), help))?;
    if about.len() > LARGEST_FILE {
        return Err(Failure::new(format!("{} is larger than 4 MiB", path.display()), help));
    }
    let bytes = std::fs::read(path).map_err(|why| Failure::new(format!("{} cannot be read: {why}", path.display()), help))?;
    String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes().iter().take(error.utf8_error().valid_up_to()).filter(|b| **b == b'\n').count() + 1;
        Failure::new(format!("{}:{line}: this is not UTF-8 text", path.display()), "Save the file as UTF-8")
    })
}

#[derive(Debug)]
struct Fault {
    what: String,
    help: String,
    excerpt: Excerpt,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Fault {}

impl Diagnostic for Fault {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new("confirmations"))
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(self.excerpt.label())))
    }
}
