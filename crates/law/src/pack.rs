//! A law pack: all of it, read, checked and ready to run.

use crate::compile::{Compiler, Pending};
use crate::facts::FactModel;
use crate::places::{Place, Places};
use crate::program::{Program, ProvisionId};
use crate::provision::{Provision, read, take_apart, words_of};
use crate::report::Report;
use crate::shown::Shown;
use crate::source::Sources;
use crate::syntax::Words;
use std::collections::HashMap;

/// All law, ready to run.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The files.
    pub sources: Sources,
    /// The provisions, sorted by path.
    pub provisions: Vec<Provision>,
    /// What can be known of a client.
    pub model: FactModel,
    /// Where law can differ.
    pub places: Places,
    /// What runs.
    pub program: Program,
    /// A fingerprint of all files.
    pub hash: String,
    /// The provisions by id.
    by_id: HashMap<String, ProvisionId>,
    /// Words for values that only rules give, from `values` in front matter.
    values: HashMap<String, Words>,
    /// Words that have been shown.
    pub(crate) shown: Shown,
}

/// A pack that was refused, and every reason.
pub struct Refused(pub Vec<Report>);

impl std::fmt::Debug for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the law pack has {} faults", self.0.len())?;
        for report in self.0.iter().take(20) {
            let (line, column) = report.line();
            write!(f, "\n  {}:{line}:{column}: {report}", report.path)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refused {}

impl Pack {
    /// The pack inside the program.
    ///
    /// # Errors
    /// [`Refused`], if the program was built with a faulty pack.
    pub fn embedded() -> Result<Self, Refused> {
        Self::new(Sources::embedded())
    }

    /// Reads and checks a pack.
    ///
    /// # Errors
    /// [`Refused`] with every fault found.
    pub fn new(sources: Sources) -> Result<Self, Refused> {
        let (pack, reports) = Self::examine(sources);
        if reports.is_empty() { Ok(pack) } else { Err(Refused(reports)) }
    }

    /// Reads a pack as far as it can be read, and reports every fault. With faults it must not be used to answer.
    #[must_use]
    pub fn examine(sources: Sources) -> (Self, Vec<Report>) {
        let mut reports = Vec::new();
        let mut model = FactModel::default();
        let mut provisions = Vec::new();
        model.symbols.number_countries();
        for (index, file) in sources.files.iter().enumerate().filter(|(_, f)| f.path.ends_with(".md")) {
            let Some(parts) = take_apart(file, &mut reports) else { continue };
            if file.folder() == "facts" {
                model.declare(file, index, &parts.front, &mut reports);
            } else if let Some(provision) = read(file, index, parts, &mut reports) {
                provisions.push(provision);
            }
        }
        twice(&sources, &provisions, &mut reports);
        let places = places_of(&sources, &provisions, &mut reports);
        let mut pending = Vec::new();
        for (number, provision) in (0_u32..).zip(&provisions) {
            let file = &sources.files[provision.file];
            for block in &provision.blocks {
                let written = crate::parser::block(file, &block.text, block.offset, &mut reports);
                pending.extend(written.into_iter().map(|written| Pending { provision: number, written }));
            }
        }
        let (program, more) = Compiler::new(&sources, &provisions, &mut model, &places).run(pending);
        reports.extend(more);
        let hash = sources.hash();
        // Where an id or a value stands twice, the first counts.
        let mut by_id = HashMap::new();
        for (number, provision) in (0_u32..).zip(&provisions) {
            by_id.entry(provision.id.clone()).or_insert(number);
        }
        let values = provisions.iter().rev().flat_map(|p| p.front.get("values").and_then(toml::Value::as_table)).flatten();
        let values = values.filter_map(|(name, value)| Some((name.clone(), words_of(value)?))).collect();
        (Self { sources, provisions, model, places, program, hash, by_id, values, shown: Shown::default() }, reports)
    }

    /// The provision with this id.
    #[must_use]
    pub fn provision(&self, id: &str) -> Option<(ProvisionId, &Provision)> {
        let number = *self.by_id.get(id)?;
        Some((number, &self.provisions[number as usize]))
    }

    /// Words for a value that only rules give.
    pub(crate) fn named_value(&self, name: &str) -> Option<&Words> {
        self.values.get(name)
    }
}

/// Ids are unique, and so are the words that expressions write for them.
fn twice(sources: &Sources, provisions: &[Provision], reports: &mut Vec<Report>) {
    let mut seen = std::collections::HashMap::new();
    for provision in provisions {
        if let Some(other) = seen.insert(provision.word(), provision.file) {
            let text = format!("the id `{}` is taken by {}", provision.id, sources.files[other].path);
            reports
                .push(Report::new(&sources.files[provision.file], "law::id", 0..3, text).help("every file name in the pack is different"));
        }
    }
}

/// The table of districts, states and circuits; courts are further names for the district they sit in.
fn places_of(sources: &Sources, provisions: &[Provision], reports: &mut Vec<Report>) -> Places {
    let rows = |id: &str| -> Vec<toml::Table> {
        let table = provisions.iter().find(|p| p.id == id);
        let rows = table.and_then(|p| p.front.get("row")).and_then(toml::Value::as_array);
        rows.into_iter().flatten().filter_map(toml::Value::as_table).cloned().collect()
    };
    let text = |row: &toml::Table, key: &str| match row.get(key) {
        Some(toml::Value::String(text)) => text.clone(),
        Some(toml::Value::Integer(n)) => n.to_string(),
        _ => String::new(),
    };
    let all = rows("places")
        .iter()
        .map(|row| Place { id: text(row, "id"), state: text(row, "state"), circuit: text(row, "circuit"), court: text(row, "court") })
        .collect();
    let mut places = Places::new(all).unwrap_or_else(|count| {
        if let Some(p) = provisions.iter().find(|p| p.id == "places") {
            let text = format!("{count} smallest places; at most 128 can be told apart");
            reports.push(Report::new(&sources.files[p.file], "law::place", 0..3, text));
        }
        Places::default()
    });
    for row in rows("immigration-courts") {
        let district = text(&row, "district");
        places.also(&text(&row, "code"), if district.is_empty() { "US" } else { &district });
    }
    places
}
