//! The checked form that runs: flat arrays of numbers, free of the text it came from.
//!
//! Nodes refer to nodes, facts and conclusions by index, so that the same form can later run over columns of
//! many clients.

use crate::facts::{FieldId, RecordId};
use crate::span_of_law::SpanOfLaw;
use crate::syntax::{At, Direction, Level, Party, Recipient, Words};
use std::collections::BTreeSet;
use std::ops::Range;
use truth::{Comparison, Day, Kind, Region, Span, Symbol, Unit};

/// Index of a node.
pub type NodeId = u32;
/// Index of a conclusion.
pub type ConclusionId = u32;
/// Index of a clause.
pub type ClauseId = u32;
/// Index of a provision.
pub type ProvisionId = u32;
/// Which enclosing `any`, `every` or subject an entry comes from, counted from outside.
pub type Slot = u8;

/// A step of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// `yes`, `no`
    YesNo(bool),
    /// `none`, of a kind
    None(Kind),
    /// The day the question is asked for.
    AsOf,
    /// A whole number.
    Whole(i64),
    /// Cents.
    Money(i64),
    /// A day.
    Day(Day),
    /// A length of time.
    Span(Span),
    /// A named possibility.
    Symbol(Symbol),
    /// Words: index into [`Program::texts`].
    Text(u32),
    /// A place.
    Place(Region),
    /// A fact.
    Field(FieldId, Option<Slot>),
    /// A conclusion.
    Conclusion(ConclusionId, Option<Slot>),
    /// Both.
    And(NodeId, NodeId),
    /// Either.
    Or(NodeId, NodeId),
    /// The opposite.
    Not(NodeId),
    /// A comparison.
    Compare(Comparison, NodeId, NodeId),
    /// One of: first of a run of `count` nodes in [`Program::items`].
    In(NodeId, u32, u32),
    /// In a region.
    Within(NodeId, Region),
    /// Whether there is one.
    Has(NodeId),
    /// Whether a list has an entry.
    HasEntry(RecordId),
    /// Whether some entry fulfils.
    Any(RecordId, Slot, Option<NodeId>),
    /// Whether all entries that fulfil the first fulfil the second.
    Every(RecordId, Slot, Option<NodeId>, NodeId),
    /// How many entries fulfil; how many different values of a node they have.
    Count(RecordId, Slot, Option<NodeId>, Option<NodeId>),
    /// The sum of a node over the entries that fulfil.
    Sum(RecordId, Slot, Option<NodeId>, NodeId),
    /// The first or (true) last day of a node over the entries that fulfil.
    Extreme(bool, RecordId, Slot, Option<NodeId>, NodeId),
    /// The first or last of a run in [`Program::items`].
    ExtremeOf(bool, u32, u32),
    /// Whole units from one day to another.
    Elapsed(Unit, NodeId, NodeId),
    /// The sum or (true) difference.
    Plus(bool, NodeId, NodeId),
    /// One or the other.
    If(NodeId, NodeId, NodeId),
    /// Whether a day is within a deadline.
    Timely(NodeId, NodeId),
    /// A column of a table, by key.
    Lookup(u32, u32, NodeId),
}

/// A clause, ready to run.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Of which provision.
    pub provision: ProvisionId,
    /// Where it stands in the provision's file.
    pub at: At,
    /// What it says.
    pub says: Says,
    /// Its condition; none is always.
    pub when: Option<NodeId>,
    /// The spans in which it governs.
    pub spans: Vec<SpanOfLaw>,
    /// The day that selects the span; none is the day asked for.
    pub day: Option<NodeId>,
    /// Where it governs, by which place, as of which day.
    pub place: Option<(Region, NodeId, Option<NodeId>)>,
    /// Provisions whose rules it displaces.
    pub instead_of: Vec<ProvisionId>,
    /// Provisions it is known to disagree with.
    pub conflicts: Vec<ProvisionId>,
}

/// What a clause says about its conclusion.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// One sufficient ground.
    Ground,
    /// A ground nobody has written.
    NotModelled(Words),
    /// These are all the grounds.
    Complete,
    /// An exception: its conclusion takes away.
    Exception(ConclusionId),
    /// An exception nobody has written.
    ExceptionNotModelled(Words),
    /// These are all the exceptions.
    ExceptionsComplete,
    /// The value is this.
    Value(NodeId),
    /// A person must say.
    Analysis(Words, Vec<NodeId>),
    /// Last day: a span after a day.
    Deadline {
        /// How long.
        span: Span,
        /// After which day.
        after: NodeId,
        /// Whether only working days count.
        working: bool,
        /// Whether it moves forward to a working day.
        rolls: bool,
        /// Who owes it.
        due_from: Party,
    },
}

/// What sort of thing a conclusion is to a reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Sort {
    /// A conclusion like any other.
    Plain,
    /// Takes away from others.
    Exception,
    /// A requirement of its file.
    Requirement,
    /// `met` of a file with requirements.
    Met,
    /// A factor or priority.
    Weighs(Direction),
    /// A danger of voluntary contact.
    Danger(Vec<LevelOf>),
    /// Whether the dangers for a recipient are all written down.
    DangersComplete(Recipient),
    /// Whether a recipient has something to decide.
    Power(Recipient),
    /// Makes a verdict milder.
    Lift {
        /// From this level.
        from: Level,
        /// To this one.
        to: Level,
        /// Toward these.
        recipients: Vec<Recipient>,
        /// Not where these hold.
        except: Vec<ConclusionId>,
    },
    /// Fixes a verdict.
    Cap(Vec<LevelOf>),
    /// What must be kept, and by when.
    Duty(Option<NodeId>),
    /// An act: right or never; whether under a plan.
    Act {
        /// Right, or never.
        right: bool,
        /// Only under a lawyer's plan.
        plan: bool,
    },
    /// A named risk.
    Risk,
    /// A last day.
    Deadline,
}

/// A level toward a recipient, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelOf {
    /// How strict.
    pub level: Level,
    /// Toward whom.
    pub recipient: Recipient,
    /// Only if.
    pub condition: Option<NodeId>,
}

/// Something that the law concludes.
#[derive(Clone, Debug)]
pub struct Conclusion {
    /// `danger.no_case`, `daca.met`, `order.unexecuted`
    pub name: String,
    /// Of each entry of this list.
    pub subject: Option<RecordId>,
    /// What kind of value it has.
    pub kind: Kind,
    /// What sort of thing it is.
    pub sort: Sort,
    /// Its words; empty where only the name says what it is.
    pub words: Words,
    /// The provision that names it first.
    pub provision: ProvisionId,
    /// Its clauses.
    pub clauses: Vec<ClauseId>,
    /// Who loses where it is unknown.
    pub burden: Option<Party>,
    /// Whether its one `when` is all its grounds.
    pub closed: bool,
}

/// A sentence that is true of the law on the day.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The words.
    pub words: Words,
    /// The clause that carries its provision, span and place.
    pub clause: ClauseId,
}

/// A keyed table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its id, as expressions write it.
    pub name: String,
    /// Which provision.
    pub provision: ProvisionId,
    /// The span that its rows cover.
    pub covers: SpanOfLaw,
    /// Columns.
    pub columns: Vec<String>,
    /// Which column is the key.
    pub key: usize,
    /// Rows: by column, as written.
    pub rows: Vec<Vec<Option<toml::Value>>>,
}

impl Table {
    /// What kind of values a column has, by its first cell.
    #[must_use]
    pub fn kind_of(&self, column: usize) -> Kind {
        match self.rows.iter().find_map(|r| r.get(column).and_then(Option::as_ref)) {
            Some(toml::Value::Datetime(_)) => Kind::Date,
            Some(toml::Value::Integer(_)) => Kind::Whole,
            Some(toml::Value::Boolean(_)) => Kind::YesNo,
            Some(toml::Value::String(text)) if text.starts_with('$') => Kind::Money,
            Some(toml::Value::String(text)) if Day::parse(text).is_ok() => Kind::Date,
            _ => Kind::Text,
        }
    }
}

/// A rule of what cannot be.
#[derive(Clone, Debug)]
pub struct Cannot {
    /// Whose record.
    pub record: RecordId,
    /// When it is broken.
    pub when: NodeId,
    /// What to say.
    pub say: Words,
}

/// All of a pack that runs.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// All nodes.
    pub nodes: Vec<Node>,
    /// Where each node came from: file and bytes.
    pub node_at: Vec<(u32, At)>,
    /// Runs of nodes that some nodes refer to.
    pub items: Vec<NodeId>,
    /// Words.
    pub texts: Vec<String>,
    /// All clauses.
    pub clauses: Vec<Clause>,
    /// All conclusions.
    pub conclusions: Vec<Conclusion>,
    /// All statements.
    pub statements: Vec<Statement>,
    /// All tables.
    pub tables: Vec<Table>,
    /// What cannot be.
    pub impossible: Vec<Cannot>,
    /// Conclusions by name.
    pub by_name: std::collections::HashMap<String, ConclusionId>,
    /// The requirements of each provision that has any, in the order of the text.
    requirements: std::collections::HashMap<ProvisionId, Vec<ConclusionId>>,
    /// Federal holidays and the span for which they are known.
    pub holidays: crate::deadline::Holidays,
}

impl Program {
    /// A run of nodes.
    #[must_use]
    pub fn run(&self, first: u32, count: u32) -> &[NodeId] {
        self.items.get(first as usize..(first + count) as usize).unwrap_or(&[])
    }

    /// The conclusion of this name.
    #[must_use]
    pub fn conclusion(&self, name: &str) -> Option<ConclusionId> {
        self.by_name.get(name).copied()
    }

    /// The requirements of a provision.
    #[must_use]
    pub fn requirements_of(&self, provision: ProvisionId) -> &[ConclusionId] {
        self.requirements.get(&provision).map_or(&[], Vec::as_slice)
    }

    /// Called once all conclusions are declared.
    pub(crate) fn number_requirements(&mut self) {
        for (id, conclusion) in (0_u32..).zip(&self.conclusions) {
            if conclusion.sort == Sort::Requirement {
                self.requirements.entry(conclusion.provision).or_default().push(id);
            }
        }
    }

    /// All conclusions, numbered.
    pub fn numbered(&self) -> impl Iterator<Item = (ConclusionId, &Conclusion)> {
        (0_u32..).zip(&self.conclusions)
    }

    /// Bytes of a node's own text.
    #[must_use]
    pub fn text_range(&self, node: NodeId) -> (u32, Range<usize>) {
        self.node_at.get(node as usize).cloned().unwrap_or((0, 0..0))
    }
}

impl Program {
    /// Visits a node and all below it, but not into conclusions.
    pub fn walk(&self, root: NodeId, visit: &mut impl FnMut(Node)) {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            let node = self.nodes[id as usize];
            visit(node);
            self.below(node, &mut open);
        }
    }

    /// The nodes directly below one.
    pub fn below(&self, node: Node, into: &mut Vec<NodeId>) {
        match node {
            Node::And(a, b)
            | Node::Or(a, b)
            | Node::Compare(_, a, b)
            | Node::Elapsed(_, a, b)
            | Node::Plus(_, a, b)
            | Node::Timely(a, b) => into.extend([a, b]),
            Node::Not(a) | Node::Within(a, _) | Node::Has(a) | Node::Lookup(_, _, a) => into.push(a),
            Node::In(a, first, count) => {
                into.push(a);
                into.extend_from_slice(self.run(first, count));
            }
            Node::ExtremeOf(_, first, count) => into.extend_from_slice(self.run(first, count)),
            Node::Any(_, _, filter) => into.extend(filter),
            Node::Every(_, _, filter, body) | Node::Sum(_, _, filter, body) | Node::Extreme(_, _, _, filter, body) => {
                into.extend(filter);
                into.push(body);
            }
            Node::Count(_, _, filter, field) => into.extend(filter.into_iter().chain(field)),
            Node::If(a, b, c) => into.extend([a, b, c]),
            Node::YesNo(_)
            | Node::None(_)
            | Node::AsOf
            | Node::Whole(_)
            | Node::Money(_)
            | Node::Day(_)
            | Node::Span(_)
            | Node::Symbol(_)
            | Node::Text(_)
            | Node::Place(_)
            | Node::Field(..)
            | Node::Conclusion(..)
            | Node::HasEntry(_) => {}
        }
    }

    /// The nodes that a clause begins from.
    fn roots(clause: &Clause) -> Vec<NodeId> {
        let mut roots: Vec<NodeId> = clause.when.into_iter().chain(clause.day).collect();
        if let Some((_, place, at)) = clause.place {
            roots.push(place);
            roots.extend(at);
        }
        match &clause.says {
            Says::Value(node) => roots.push(*node),
            Says::Deadline { after, .. } => roots.push(*after),
            // An answer binds to what it weighs.
            Says::Analysis(_, weighing) => roots.extend(weighing),
            _ => {}
        }
        roots
    }

    /// The provisions whose tables a provision looks into: where a row changes, so does what rests on it.
    #[must_use]
    pub fn tables_of(&self, provision: ProvisionId) -> BTreeSet<ProvisionId> {
        let mut found = BTreeSet::new();
        for clause in self.clauses.iter().filter(|c| c.provision == provision) {
            for root in Self::roots(clause) {
                self.walk(root, &mut |node| {
                    if let Node::Lookup(table, ..) = node {
                        found.extend(self.tables.get(table as usize).map(|t| t.provision));
                    }
                });
            }
        }
        found
    }

    /// The conclusions that one rests on.
    #[must_use]
    pub fn rests_on(&self, id: usize) -> Vec<ConclusionId> {
        let mut found = Vec::new();
        let conclusion = &self.conclusions[id];
        for clause in &conclusion.clauses {
            let clause = &self.clauses[*clause as usize];
            if let Says::Exception(other) = &clause.says {
                found.push(*other);
            }
            for root in Self::roots(clause) {
                self.walk(root, &mut |node| {
                    if let Node::Conclusion(other, _) = node {
                        found.push(other);
                    }
                });
            }
        }
        if conclusion.sort == Sort::Met {
            found.extend(self.requirements_of(conclusion.provision));
        }
        found
    }
}
