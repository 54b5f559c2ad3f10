//! What can be known of a client, as the pack declares it.

use crate::provision::{texts_of, toml_day, words_of};
use crate::report::Report;
use crate::source::File;
use crate::syntax::{Expr, Words};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use truth::{Kind, Span, Symbol};

/// Index of a field among all fields.
pub type FieldId = u32;
/// Index of a record among all records.
pub type RecordId = u32;

/// A record: one of it, or a list.
#[derive(Clone, Debug)]
pub struct Record {
    /// `order`
    pub name: String,
    /// `orders`, if there can be several.
    pub list: Option<String>,
    /// What it is called.
    pub title: Words,
    /// Its fields.
    pub fields: Range<FieldId>,
}

/// A field of a record.
#[derive(Clone, Debug)]
pub struct Field {
    /// Of which record.
    pub record: RecordId,
    /// `issued`
    pub name: String,
    /// What kind of value it has.
    pub kind: Kind,
    /// Whether the value is a country (any two-letter code).
    pub country: bool,
    /// What it can be, if it is one of several.
    pub values: Vec<Symbol>,
    /// Words for each of these.
    pub value_labels: BTreeMap<Symbol, Words>,
    /// Whether it may be known to be none.
    pub optional: bool,
    /// A short noun phrase.
    pub label: Words,
    /// What to ask.
    pub question: Words,
    /// Why it is asked.
    pub why: Words,
    /// How long an answer stays fresh.
    pub shelf_life: Option<Span>,
    /// `1367`, where the law keeps it confidential.
    pub protected: Option<String>,
    /// How it can be learned without contacting ICE.
    pub learn: Option<Words>,
    /// Which of the sixteen questions it belongs to.
    pub group: Option<i64>,
}

/// Something that cannot be: the facts it names then count as in conflict.
#[derive(Clone, Debug)]
pub struct Impossible {
    /// Whose record.
    pub record: RecordId,
    /// When it is so.
    pub when: Expr,
    /// Index of the file.
    pub file: usize,
    /// What to say.
    pub say: Words,
}

/// Names of possibilities, numbered.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    names: Vec<String>,
    numbers: HashMap<String, Symbol>,
}

impl Symbols {
    /// The number of a name; a new one if it is new.
    pub fn number(&mut self, name: &str) -> Symbol {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = Symbol::try_from(self.names.len()).unwrap_or(Symbol::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// Numbers every pair of capital letters: the codes of countries.
    pub(crate) fn number_countries(&mut self) {
        for a in b'A'..=b'Z' {
            for b in b'A'..=b'Z' {
                self.number(&format!("{}{}", char::from(a), char::from(b)));
            }
        }
    }

    /// The number of a name, if it is known.
    #[must_use]
    pub fn known(&self, name: &str) -> Option<Symbol> {
        self.numbers.get(name).copied()
    }

    /// The name of a number.
    #[must_use]
    pub fn name(&self, number: Symbol) -> &str {
        self.names.get(usize::from(number)).map_or("?", String::as_str)
    }
}

/// All records and fields.
#[derive(Clone, Debug, Default)]
pub struct FactModel {
    /// By [`RecordId`].
    pub records: Vec<Record>,
    /// By [`FieldId`].
    pub fields: Vec<Field>,
    /// What cannot be.
    pub impossible: Vec<Impossible>,
    /// Names of possibilities.
    pub symbols: Symbols,
}

impl FactModel {
    /// The record of this name.
    #[must_use]
    pub fn record(&self, name: &str) -> Option<RecordId> {
        self.records.iter().position(|r| r.name == name).and_then(|i| u32::try_from(i).ok())
    }

    /// The record kept under this list name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<RecordId> {
        self.records.iter().position(|r| r.list.as_deref() == Some(name)).and_then(|i| u32::try_from(i).ok())
    }

    /// The field of this name in a record.
    #[must_use]
    pub fn field(&self, record: RecordId, name: &str) -> Option<FieldId> {
        let range = self.records.get(record as usize)?.fields.clone();
        range.into_iter().find(|id| self.fields[*id as usize].name == name)
    }

    /// Whether a record is kept as a list.
    #[must_use]
    pub fn is_list(&self, record: RecordId) -> bool {
        self.records[record as usize].list.is_some()
    }

    /// `order.issued`, `order[0].issued`, `client.born`.
    #[must_use]
    pub fn path(&self, field: FieldId, entry: Option<u16>) -> String {
        let it = &self.fields[field as usize];
        let record = &self.records[it.record as usize];
        match (entry, &record.list) {
            (Some(n), Some(list)) => format!("{list}[{n}].{}", it.name),
            _ => format!("{}.{}", record.name, it.name),
        }
    }

    /// Reads one declaration file.
    pub(crate) fn declare(&mut self, file: &File, index: usize, front: &toml::Table, reports: &mut Vec<Report>) {
        let mut fault = |key: &str, what: String| reports.push(Report::new(file, "law::facts", crate::provision::key_at(file, key), what));
        let Some(name) = front.get("record").and_then(toml::Value::as_str) else {
            fault("", "a facts file says `record = \"…\"`".into());
            return;
        };
        if name.replace('_', "-") != file.stem() {
            fault("record", format!("the file of record `{name}` is named {}.md", name.replace('_', "-")));
        }
        if self.record(name).is_some() {
            fault("record", format!("record `{name}` is declared twice"));
            return;
        }
        let title = front.get("title").and_then(words_of).unwrap_or_else(|| {
            fault("title", "a record needs a title in English and Spanish".into());
            Words::default()
        });
        let record = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        let first = u32::try_from(self.fields.len()).unwrap_or(u32::MAX);
        let whys = front.get("why").and_then(words_of);
        for table in front.get("field").and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_table) {
            match self.read_field(record, table, whys.as_ref()) {
                Ok(field) if self.fields[first as usize..].iter().any(|f| f.name == field.name) => {
                    fault("", format!("field `{}` is declared twice", field.name))
                }
                Ok(field) => self.fields.push(field),
                Err((name, what)) => fault("", format!("field `{name}`: {what}")),
            }
        }
        let last = u32::try_from(self.fields.len()).unwrap_or(u32::MAX);
        let list = front.get("list").and_then(toml::Value::as_str).map(str::to_owned);
        self.records.push(Record { name: name.to_owned(), list, title, fields: first..last });
        for table in front.get("impossible").and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_table) {
            let when = table.get("when").and_then(toml::Value::as_str);
            match (when, table.get("say").and_then(words_of)) {
                (Some(when), Some(say)) => {
                    let at = file.text.find(when).unwrap_or(0);
                    if let Some(when) = crate::parser::expression_of(file, when, at, reports) {
                        self.impossible.push(Impossible { record, when, file: index, say });
                    }
                }
                _ => reports.push(Report::new(file, "law::facts", 0..3, "`[[impossible]]` needs `when` and `say` in English and Spanish")),
            }
        }
    }

    fn read_field(&mut self, record: RecordId, table: &toml::Table, why: Option<&Words>) -> Result<Field, (String, String)> {
        let text = |key: &str| table.get(key).and_then(toml::Value::as_str);
        let name = text("name").unwrap_or("?").to_owned();
        let fault = |what: &str| (name.clone(), what.to_owned());
        let both = |key: &str| table.get(key).and_then(words_of).filter(|w| !w.en.is_empty() && !w.es.is_empty());
        let known =
            ["name", "type", "values", "labels", "optional", "label", "question", "why", "shelf_life", "protected", "learn", "group"];
        if let Some(key) = table.keys().find(|k| !known.contains(&k.as_str())) {
            return Err((name, format!("`{key}` has no meaning")));
        }
        let written = text("type").unwrap_or_default();
        let kind = match written {
            "yes/no" => Kind::YesNo,
            "whole" => Kind::Whole,
            "money" => Kind::Money,
            "date" => Kind::Date,
            "span" => Kind::Span,
            "text" => Kind::Text,
            "one of" | "country" => Kind::Choice,
            "place" => Kind::Place,
            other => return Err((name, format!("`{other}` is no type"))),
        };
        let values: Vec<Symbol> = texts_of(table.get("values")).iter().map(|v| self.symbols.number(v)).collect();
        if (written == "one of") == values.is_empty() {
            return Err(fault("`values` goes with type \"one of\", and only with it"));
        }
        let labels = table.get("labels").and_then(toml::Value::as_table);
        let mut value_labels = BTreeMap::new();
        for value in &values {
            let words = labels.and_then(|l| l.get(self.symbols.name(*value))).and_then(words_of);
            let words =
                words.ok_or_else(|| (name.clone(), format!("value `{}` has no label in both languages", self.symbols.name(*value))))?;
            value_labels.insert(*value, words);
        }
        let shelf_life = match text("shelf_life") {
            Some(written) => Some(Span::parse(written).ok_or_else(|| fault("`shelf_life` is a length of time"))?),
            None => None,
        };
        Ok(Field {
            record,
            kind,
            country: written == "country",
            values,
            value_labels,
            optional: table.get("optional").and_then(toml::Value::as_bool).unwrap_or(false),
            label: both("label").ok_or_else(|| fault("it needs a label in English and Spanish"))?,
            question: both("question").ok_or_else(|| fault("it needs a question in English and Spanish"))?,
            why: both("why").or_else(|| why.cloned()).ok_or_else(|| fault("it needs a why in English and Spanish"))?,
            shelf_life,
            protected: text("protected").map(str::to_owned),
            learn: both("learn"),
            group: table.get("group").and_then(toml::Value::as_integer),
            name,
        })
    }
}

/// A day as TOML writes it, or partly known as text.
pub(crate) fn written_day(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::Datetime(date) => toml_day(value).map(|_| date.to_string()).or_else(|| Some(date.to_string())),
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(year) => Some(year.to_string()),
        _ => None,
    }
}
