//! From what is written to what runs: names resolved, kinds checked, every fault reported.

mod declare;
mod exclusive;
mod expression;
mod lower;
mod resolve;
mod whole;

pub(crate) use exclusive::same;

use crate::facts::{FactModel, RecordId};
use crate::places::Places;
use crate::program::{ConclusionId, Node, NodeId, Program, ProvisionId, Slot};
use crate::provision::Provision;
use crate::report::Report;
use crate::source::Sources;
use crate::syntax::{At, Written};
use truth::{Kind, Symbol};

/// What is known of the kind of an expression while it is being checked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Type {
    pub kind: Kind,
    /// What a choice can be; none for any country.
    pub values: Option<Vec<Symbol>>,
    /// Whether it may be none.
    pub optional: bool,
}

impl Type {
    pub(crate) fn of(kind: Kind) -> Self {
        Self { kind, values: None, optional: false }
    }
}

/// A list entry that a name may mean.
#[derive(Clone, Debug)]
pub(crate) struct Binder {
    pub record: RecordId,
    pub var: Option<String>,
    pub slot: Slot,
}

/// Something that may be none, as a guard names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guarded {
    Field(u32, Option<Slot>),
    Conclusion(u32, Option<Slot>),
}

/// Where an expression stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    pub binders: Vec<Binder>,
    pub guards: Vec<Guarded>,
    /// The word of the file, for its own names.
    pub file_word: String,
}

/// A clause that has been read, and whose.
pub(crate) struct Pending {
    pub provision: ProvisionId,
    pub written: Written,
}

pub(crate) struct Compiler<'a> {
    pub sources: &'a Sources,
    pub provisions: &'a [Provision],
    pub model: &'a mut FactModel,
    pub places: &'a Places,
    pub program: Program,
    pub types: Vec<Option<Type>>,
    pub reports: Vec<Report>,
    /// The file of facts that is being read, where no provision is.
    pub fact_file: Option<usize>,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(sources: &'a Sources, provisions: &'a [Provision], model: &'a mut FactModel, places: &'a Places) -> Self {
        Self { sources, provisions, model, places, program: Program::default(), types: Vec::new(), reports: Vec::new(), fact_file: None }
    }

    /// Compiles everything; the program is usable only if no report was made.
    pub(crate) fn run(mut self, written: Vec<Pending>) -> (Program, Vec<Report>) {
        self.tables();
        for pending in &written {
            self.declare(pending);
        }
        self.declare_met(&written);
        self.program.number_requirements();
        self.infer_kinds(&written);
        for pending in &written {
            self.lower_clause(pending);
        }
        self.impossible();
        self.default_unknown_kinds();
        self.check_whole();
        (self.program, self.reports)
    }

    pub(crate) fn report(&mut self, provision: ProvisionId, code: &'static str, at: At, what: impl Into<String>) {
        self.report_with(provision, code, at, what, None);
    }

    pub(crate) fn report_with(
        &mut self,
        provision: ProvisionId,
        code: &'static str,
        at: At,
        what: impl Into<String>,
        help: Option<String>,
    ) {
        let file = &self.sources.files[self.fact_file.unwrap_or_else(|| self.provisions[provision as usize].file)];
        let mut report = Report::new(file, code, at, what);
        if let Some(help) = help {
            report = report.help(help);
        }
        self.reports.push(report);
    }

    pub(crate) fn node(&mut self, provision: ProvisionId, at: &At, node: Node) -> NodeId {
        self.program.nodes.push(node);
        self.program.node_at.push((provision, at.clone()));
        u32::try_from(self.program.nodes.len() - 1).unwrap_or(u32::MAX)
    }

    pub(crate) fn kind_of(&self, conclusion: ConclusionId) -> Option<&Type> {
        self.types.get(conclusion as usize).and_then(Option::as_ref)
    }

    /// The provision with this id.
    pub(crate) fn provision_named(&self, id: &str) -> Option<ProvisionId> {
        self.provisions.iter().position(|p| p.id == id).and_then(|i| u32::try_from(i).ok())
    }
}
