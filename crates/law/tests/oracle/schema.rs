//! The facts, places, tables and holidays that every drawn pack has.

use super::ast::Kind::{self, Bool, Country, Day, Money, Place, Span, Text, Whole, Word};
use super::ast::Val;
use super::calendar::day;

pub struct Record {
    pub name: &'static str,
    pub list: Option<&'static str>,
}

pub struct Field {
    pub record: usize,
    pub name: &'static str,
    pub kind: Kind,
    pub optional: bool,
}

pub const CLIENT: usize = 0;
pub const ORDER: usize = 3;
pub const TRIP: usize = 4;

pub const RECORDS: [Record; 5] = [
    Record { name: "client", list: None },
    Record { name: "custody", list: None },
    Record { name: "court", list: None },
    Record { name: "order", list: Some("orders") },
    Record { name: "trip", list: Some("trips") },
];

const fn field(record: usize, name: &'static str, kind: Kind) -> Field {
    Field { record, name, kind, optional: false }
}
const fn optional(record: usize, name: &'static str, kind: Kind) -> Field {
    Field { record, name, kind, optional: true }
}

pub const FIELDS: [Field; 30] = [
    field(0, "poor", Bool),
    field(0, "ill", Bool),
    field(0, "old", Bool),
    field(0, "shade", Word(0)),
    field(0, "born", Day),
    optional(0, "left", Day),
    field(0, "number", Whole),
    optional(0, "spare", Whole),
    field(0, "cash", Money),
    field(0, "term", Span),
    field(0, "reply", Word(1)),
    field(0, "home", Country),
    field(0, "note", Text),
    field(1, "place", Place),
    optional(1, "since", Day),
    field(1, "kind", Word(0)),
    field(2, "place", Place),
    field(2, "sits", Bool),
    field(3, "final", Bool),
    field(3, "kind", Word(0)),
    field(3, "issued", Day),
    optional(3, "ended", Day),
    field(3, "amount", Whole),
    field(3, "fee", Money),
    field(3, "spot", Place),
    field(4, "kind", Word(0)),
    field(4, "final", Bool),
    field(4, "began", Day),
    optional(4, "back", Day),
    field(4, "length", Whole),
];

/// Words of the choices. The second set's words are also words of the language.
pub const WORDS: [&[&str]; 2] = [&["red", "green", "blue"], &["yes", "no", "none"]];

/// Smallest places: district, state, circuit.
pub const PLACES: [(&str, &str, &str); 6] =
    [("FL-S", "FL", "11"), ("FL-M", "FL", "11"), ("GA", "GA", "11"), ("TX", "TX", "5"), ("OH", "OH", "6"), ("abroad", "", "")];

/// Names of sets of places.
pub const REGIONS: [&str; 9] = ["US", "FL", "circuit 11", "circuit 5", "circuit 6", "FL-S", "TX", "GA", "abroad"];

/// The smallest places in a named set, as bits.
pub fn region(name: &str) -> u32 {
    let mut bits = 0;
    for (n, (id, state, circuit)) in PLACES.iter().enumerate() {
        let here = name == *id || name == *state || name == format!("circuit {circuit}") || (name == "US" && !state.is_empty());
        bits |= u32::from(here) << n;
    }
    bits
}

/// Days around which the drawn law turns: leap days, month ends, weekends, holidays, and neighbors.
pub fn grid() -> Vec<i32> {
    [
        (2012, 2, 29),
        (2012, 3, 31),
        (2013, 1, 31),
        (2013, 2, 28),
        (2013, 3, 1),
        (2013, 6, 30),
        (2013, 7, 3),
        (2013, 7, 4),
        (2013, 7, 5),
        (2013, 7, 8),
        (2013, 8, 31),
        (2014, 2, 28),
        (2014, 3, 1),
    ]
    .map(|(y, m, d)| day(y, m, d))
    .to_vec()
}

/// Holidays, some on weekends, and the days for which they are all.
pub fn holidays() -> (Vec<i32>, i32, i32) {
    let days =
        [(2012, 7, 4), (2012, 12, 25), (2013, 1, 1), (2013, 5, 27), (2013, 7, 4), (2013, 9, 2), (2013, 12, 25), (2014, 1, 1), (2014, 7, 4)];
    (days.map(|(y, m, d)| day(y, m, d)).to_vec(), day(2010, 1, 1), day(2019, 1, 1))
}

/// Values of a kind, for facts and for literals.
pub fn values(kind: Kind) -> Vec<Val> {
    match kind {
        Bool => vec![Val::Bool(false), Val::Bool(true)],
        Whole => (0..4).map(Val::Whole).collect(),
        Money => [0, 5_000, 1_000_000, 1_000_050].map(Val::Money).to_vec(),
        Day => grid().into_iter().map(Val::Day).collect(),
        Span => [(0, 30), (1, 0), (0, 180), (6, 0), (0, 365), (12, 0), (24, 0), (12, 5)].map(|(m, d)| Val::Span(m, d)).to_vec(),
        Text => ["oak", "elm"].map(Val::Text).to_vec(),
        Word(set) => WORDS[set].iter().map(|w| Val::Word(w)).collect(),
        Country => ["HN", "MX"].map(Val::Word).to_vec(),
        Place => (0..6).map(Val::Place).collect(),
    }
}

/// A table: its word, its columns (the first is the key), the kinds of the columns, and its rows.
pub struct Table {
    pub id: &'static str,
    pub columns: &'static [(&'static str, Kind)],
    pub rows: &'static [&'static [Option<Val>]],
}

pub const TABLES: [Table; 3] = [
    Table {
        id: "rates",
        columns: &[("code", Word(0)), ("level", Whole), ("price", Money), ("sure", Bool), ("word", Text)],
        rows: &[
            &[Some(Val::Word("red")), Some(Val::Whole(1)), Some(Val::Money(5_000)), Some(Val::Bool(true)), Some(Val::Text("oak"))],
            &[Some(Val::Word("green")), Some(Val::Whole(3)), None, Some(Val::Bool(false)), Some(Val::Text("elm"))],
        ],
    },
    Table {
        id: "offices",
        columns: &[("at", Place), ("floor", Whole)],
        rows: &[&[Some(Val::Place(0)), Some(Val::Whole(1))], &[Some(Val::Place(3)), Some(Val::Whole(2))]],
    },
    Table {
        id: "steps",
        columns: &[("count", Whole), ("name", Text)],
        rows: &[&[Some(Val::Whole(0)), Some(Val::Text("oak"))], &[Some(Val::Whole(2)), Some(Val::Text("elm"))]],
    },
];

pub fn fields_of(record: usize) -> impl Iterator<Item = usize> {
    (0..FIELDS.len()).filter(move |f| FIELDS[*f].record == record)
}

pub fn is_list(record: usize) -> bool {
    RECORDS[record].list.is_some()
}

pub fn field_named(record: usize, name: &str) -> usize {
    (0..FIELDS.len()).find(|f| FIELDS[*f].record == record && FIELDS[*f].name == name).expect("the schema has it")
}
