//! A pack as this second reading sees it. Its text is printed from here, and its answers are worked out from here.

/// A value. The order means nothing but lets sets be sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Val {
    /// Known to be none.
    None,
    Bool(bool),
    Whole(i64),
    /// Cents.
    Money(i64),
    /// Days from 1970-01-01.
    Day(i32),
    /// Months and days.
    Span(i32, i32),
    Text(&'static str),
    /// A named possibility, or a country.
    Word(&'static str),
    /// Index among [`super::schema::PLACES`].
    Place(u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Years,
    Months,
    Days,
}

/// Which list, which of its entries, and the name of one inside.
#[derive(Clone, Debug)]
pub struct Each {
    /// Index among [`super::schema::RECORDS`].
    pub list: usize,
    pub var: Option<&'static str>,
    pub filter: Option<Box<Expr>>,
}

#[derive(Clone, Debug)]
pub struct Scope {
    pub of: Vec<&'static str>,
    pub except: Vec<&'static str>,
}

/// `usize` for a field is an index among [`super::schema::FIELDS`]; for a conclusion, among [`Pack::conclusions`].
/// The optional number beside it says which enclosing list entry it is of, counted from outside.
#[derive(Clone, Debug)]
pub enum Expr {
    Lit(Val),
    AsOf,
    Field(Option<usize>, usize),
    Concl(Option<usize>, usize),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Cmp(Op, Box<Expr>, Box<Expr>),
    /// The flag is true for `not in`.
    In(bool, Box<Expr>, Vec<Expr>),
    Within(Box<Expr>, Scope),
    Has(Box<Expr>),
    HasEntry(usize),
    Any(Each),
    Every(Each, Box<Expr>),
    Count(Option<usize>, Each),
    Sum(usize, Each),
    /// The flag is true for `latest`.
    Extreme(bool, Box<Expr>, Each),
    ExtremeOf(bool, Vec<Expr>),
    Elapsed(Unit, Box<Expr>, Box<Expr>),
    /// The flag is true for `-`.
    Plus(bool, Box<Expr>, Box<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    Timely(Option<usize>, usize, Box<Expr>),
    /// Table, column, key.
    Lookup(usize, usize, Box<Expr>),
}

/// One end of a span of law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Open,
    On(i32),
    /// The first and the last day it may be: a year or a month.
    Within(i32, i32),
    Unknown,
}

#[derive(Clone, Copy, Debug)]
pub struct Force {
    pub from: Bound,
    pub to: Bound,
}

#[derive(Clone, Debug, Default)]
pub struct Selectors {
    pub span: Option<Force>,
    pub by: Option<Expr>,
    pub place: Option<(Scope, Expr, Option<Expr>)>,
    pub instead_of: Vec<usize>,
    pub conflicts: Vec<usize>,
}

impl Default for Force {
    fn default() -> Self {
        Self { from: Bound::Open, to: Bound::Open }
    }
}

#[derive(Clone, Debug)]
pub struct Clause {
    pub says: Says,
    pub when: Option<Expr>,
    pub selectors: Selectors,
}

/// What a clause says; the numbers are conclusions.
#[derive(Clone, Debug)]
pub enum Says {
    /// Any clause with one `when`: a ground, a requirement, a factor, a danger … as the conclusion's sort has it.
    Ground(usize),
    Complete(usize),
    NotModelled(usize),
    /// The exception, and what it takes away from. The exception's `when` is the clause's.
    Exception(usize, usize),
    ExceptionNotModelled(usize, usize),
    ExceptionsComplete(usize),
    Rule(usize, Expr),
    /// The fields it weighs.
    Analysis(usize, Vec<Expr>),
    Deadline(usize, Deadline),
    /// For some recipients, by index of `OPLA, ERO, USCIS, court`.
    DangersComplete(Vec<usize>),
    Statement,
    Burden(usize),
}

#[derive(Clone, Debug)]
pub struct Deadline {
    pub span: (i32, i32),
    pub after: Expr,
    pub working: bool,
    pub rolls: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Grounds: open until they are said to be complete.
    Grounds,
    Rules,
    Exception,
    Requirement,
    /// `met` of a provision.
    Met,
    Weighs,
    Danger,
    /// Of a recipient.
    DangersComplete,
    /// Of a recipient; grounds.
    Power,
    Duty,
    Act,
    Risk,
    Deadline,
}

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Bool,
    Whole,
    Money,
    Day,
    Span,
    Text,
    /// One of a set of words, by index among [`super::schema::WORDS`].
    Word(usize),
    Country,
    Place,
}

#[derive(Clone, Debug)]
pub struct Concl {
    /// Its own word, without the file's: `c1`, `met`, `opla`.
    pub name: String,
    /// Of each entry of this list.
    pub subject: Option<usize>,
    pub kind: Kind,
    pub optional: bool,
    pub sort: Sort,
    /// The provision that names it first.
    pub home: usize,
}

#[derive(Clone, Debug)]
pub struct Provision {
    /// `p0`; the file's name, and its word in expressions.
    pub id: String,
    pub folder: &'static str,
    pub in_force: Vec<Force>,
    pub last_seen: i32,
    pub volatile: bool,
    /// The office has confirmed it on this day; of another version if the flag is false.
    pub confirmed: Option<(i32, bool)>,
    pub clauses: Vec<Clause>,
}

#[derive(Clone, Debug, Default)]
pub struct Pack {
    pub conclusions: Vec<Concl>,
    pub provisions: Vec<Provision>,
    /// The days that the tables cover.
    pub tables_cover: Vec<Force>,
    /// How the text is laid out, never what it means: order of clauses, blocks, fields and rows.
    pub layout: Vec<u16>,
}
