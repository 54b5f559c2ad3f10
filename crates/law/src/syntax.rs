//! What a `law` block says, as written: clauses and expressions, each with its place in the file.
//!
//! Nothing is resolved here. The checked form that runs is [`crate::program`].

use std::ops::Range;
use truth::{Comparison, Day, Span, Unit};

/// Bytes of the file that something was read from.
pub type At = Range<usize>;

/// A dotted name and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Segments: `order.issued` has two.
    pub parts: Vec<String>,
    /// Where.
    pub at: At,
}

impl Name {
    /// With dots.
    #[must_use]
    pub fn dotted(&self) -> String {
        self.parts.join(".")
    }
}

/// Words in English and Spanish.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Words {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: String,
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub form: Form,
    /// Where.
    pub at: At,
}

/// The forms of an expression.
#[derive(Clone, Debug)]
pub enum Form {
    /// `yes`, `no`
    YesNo(bool),
    /// `none`
    None,
    /// `as_of`
    AsOf,
    /// `12`
    Whole(i64),
    /// `$10,000`, in cents
    Money(i64),
    /// `2012-06-15`
    Day(Day),
    /// `2 years`
    Span(Span),
    /// `"words"`
    Text(String),
    /// A name
    Name(Name),
    /// `a and b`
    And(Box<Expr>, Box<Expr>),
    /// `a or b`
    Or(Box<Expr>, Box<Expr>),
    /// `not a`
    Not(Box<Expr>),
    /// `a < b`
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// `x in { a, b }`
    In(Box<Expr>, Vec<Expr>),
    /// `place within circuit 6`
    Within(Box<Expr>, Scope),
    /// `has x`
    Has(Name),
    /// `any order o where e`
    Any(Each),
    /// `every order where e holds f`
    Every(Each, Box<Expr>),
    /// `count [distinct f] of order where e`
    Count(Option<Name>, Each),
    /// `sum f of order where e`
    Sum(Name, Each),
    /// `earliest f of order where e`; the flag is true for `latest`
    Extreme(bool, Box<Expr>, Each),
    /// `earliest of { a, b }`
    ExtremeOf(bool, Vec<Expr>),
    /// `years from a to b`
    Elapsed(Unit, Box<Expr>, Box<Expr>),
    /// `a + b`; the flag is true for `-`
    Plus(bool, Box<Expr>, Box<Expr>),
    /// `if c then a else b`
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `timely n by d`
    Timely(Name, Box<Expr>),
    /// `lookup f of t by k`
    Lookup(String, String, Box<Expr>),
}

/// Which list, under which name, and which of its entries.
#[derive(Clone, Debug)]
pub struct Each {
    /// The record's name.
    pub record: Name,
    /// The name of the entry inside, if given.
    pub var: Option<String>,
    /// The `where`.
    pub filter: Option<Box<Expr>>,
}

/// A set of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Words as written: `US`, `circuit 6`, `FL-S`; joined.
    pub of: Vec<String>,
    /// Taken away from it.
    pub except: Vec<String>,
    /// Where.
    pub at: At,
}

/// What follows a clause.
#[derive(Clone, Debug, Default)]
pub struct Selectors {
    /// `from`, a bound as written.
    pub from: Option<(String, At)>,
    /// `to`
    pub to: Option<(String, At)>,
    /// `by`, for the span
    pub day: Option<Expr>,
    /// `in … by … at …`
    pub place: Option<(Scope, Expr, Option<Expr>)>,
    /// `instead of`
    pub instead_of: Vec<(String, At)>,
    /// `conflicts with`
    pub conflicts: Vec<(String, At)>,
}

/// Whom a person may contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Recipient {
    /// ICE's lawyers.
    Opla,
    /// ICE's officers.
    Ero,
    /// The office for immigration benefits.
    Uscis,
    /// Immigration court and the Board.
    Court,
}

impl Recipient {
    /// All four, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Opla, Self::Ero, Self::Uscis, Self::Court];

    /// As written in law blocks and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Opla => "opla",
            Self::Ero => "ero",
            Self::Uscis => "uscis",
            Self::Court => "court",
        }
    }
}

/// How a danger, or the gate, stands toward a recipient. The order is the gate's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A request may be made once the client signs consent; risk remains.
    Ask,
    /// Only under a named lawyer's written plan.
    Plan,
    /// This recipient has nothing to decide.
    #[serde(rename = "n/a")]
    NothingToDecide,
    /// Do not contact.
    Stop,
}

impl Level {
    /// As written in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Plan => "plan",
            Self::NothingToDecide => "n/a",
            Self::Stop => "stop",
        }
    }
}

/// `stop for OPLA, ERO if C`
#[derive(Clone, Debug)]
pub struct LevelClause {
    /// How strict.
    pub level: Level,
    /// Toward whom.
    pub recipients: Vec<Recipient>,
    /// Only if.
    pub condition: Option<Expr>,
}

/// Which way a factor weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Helps.
    For,
    /// Hurts.
    Against,
    /// Some one way, some the other.
    Either,
    /// Makes a case an enforcement priority.
    Priority,
}

impl Direction {
    /// As written in law blocks.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Either => "either",
            Self::Priority => "priority",
        }
    }
}

/// Who owes an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// The client.
    Client,
    /// The government.
    Government,
}

/// The forms of a clause.
#[derive(Clone, Debug)]
pub enum Clause {
    /// `X when e`
    Ground(Name, Expr),
    /// `grounds of X complete`
    GroundsComplete(Name),
    /// `X not modelled "…"`
    NotModelled(Name, Words),
    /// `exception N to X when e`
    Exception(Name, Name, Expr),
    /// `exceptions to X complete`
    ExceptionsComplete(Name),
    /// `exception N to X not modelled "…"`
    ExceptionNotModelled(Name, Name, Words),
    /// `X is v [when e]`
    Rule(Name, Expr, Option<Expr>),
    /// `X is analysis "…" weighing { … } [when e]`
    Analysis(Name, Words, Vec<Name>, Option<Expr>),
    /// `requirement N "…" when e`
    Requirement(Name, Words, Expr),
    /// `requirements complete`
    RequirementsComplete,
    /// `weighs for "…" when e`
    Weighs(Direction, Words, Expr),
    /// `danger N "…" LEVELS when e`
    Danger(Name, Words, Vec<LevelClause>, Expr),
    /// `dangers for OPLA complete`
    DangersComplete(Vec<Recipient>),
    /// `power of OPLA when e`
    Power(Recipient, Expr),
    /// `power of OPLA complete`
    PowerComplete(Recipient),
    /// `lift N "…" stop to plan for … except { … } when e`
    Lift(Name, Words, Level, Level, Vec<Recipient>, Vec<Name>, Expr),
    /// `cap N "…" at plan for … when e`
    Cap(Name, Words, Vec<LevelClause>, Expr),
    /// `duty N "…" [on d] when e`
    Duty(Name, Words, Option<Expr>, Expr),
    /// `act N "…" right [under plan] | never when e`
    Act(Name, Words, bool, bool, Expr),
    /// `risk N "…" when e`
    Risk(Name, Words, Expr),
    /// `deadline N "…" is s after d [when e] counting … rolling … due from …`
    Deadline(Box<DeadlineClause>),
    /// `statement "…"`
    Statement(Words),
    /// `burden on client for X`
    Burden(Party, Name),
}

/// The parts of a deadline.
#[derive(Clone, Debug)]
pub struct DeadlineClause {
    /// Its name.
    pub name: Name,
    /// Its words.
    pub words: Words,
    /// How long.
    pub span: Span,
    /// After which day.
    pub after: Expr,
    /// Only if.
    pub when: Option<Expr>,
    /// Whether only working days count.
    pub working: bool,
    /// Whether a last day that is no working day moves forward.
    pub rolls: bool,
    /// Who owes it.
    pub due_from: Party,
}

/// A clause, its selectors, and where it stands.
#[derive(Clone, Debug)]
pub struct Written {
    /// The clause.
    pub clause: Clause,
    /// What follows it.
    pub selectors: Selectors,
    /// Where.
    pub at: At,
}
