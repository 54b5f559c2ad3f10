//! What a file says before anyone asks what it means: values with their places, the same for TOML and JSON.

use std::ops::Range;

/// Bytes of the file.
pub(crate) type At = Range<usize>;

/// Nested deeper than this, a file is refused. Facts need four levels.
pub(crate) const DEEPEST: usize = 12;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Where.
    pub at: At,
    /// What.
    pub it: It,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum It {
    Text(String),
    Whole(i64),
    Boolean(bool),
    /// A day as TOML writes it, without quotes.
    Day(String),
    /// A number with a fraction, or too large.
    OtherNumber,
    /// A time of day, or a day with one.
    Time,
    Null,
    List(Vec<Node>),
    Table(Vec<Pair>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub key: String,
    /// Where the key stands.
    pub at: At,
    pub node: Node,
}

impl Node {
    /// The value under a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.pairs().iter().find(|p| p.key == key).map(|p| &p.node)
    }

    /// Keys and values, if it is a table.
    pub(crate) fn pairs(&self) -> &[Pair] {
        if let It::Table(pairs) = &self.it { pairs } else { &[] }
    }

    /// Its kind, for a message; never its content.
    pub(crate) fn kind(&self) -> &'static str {
        match self.it {
            It::Text(_) => "a text",
            It::Whole(_) => "a whole number",
            It::Boolean(_) => "true or false",
            It::Day(_) => "a day",
            It::OtherNumber => "a number with a fraction, or too large",
            It::Time => "a time of day",
            It::Null => "null",
            It::List(_) => "a list",
            It::Table(_) => "a table",
        }
    }
}
