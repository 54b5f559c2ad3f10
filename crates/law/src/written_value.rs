//! A value as a client file or an example writes it.

use crate::about::About;
use crate::facts::{FactModel, FieldId, written_day};
use crate::lexer::cents_of;
use crate::places::Places;
use crate::report::nearest;
use std::sync::Arc;
use truth::{Answer, Causes, Choice, Day, Interval, Kind, Reason, Span, SpanRange, Symbol, Truth, Value};

/// Why a written value was refused: what was found, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{label}: {found}. {expected}")]
pub struct ValueError {
    /// The field, in words.
    pub label: String,
    /// What was found.
    pub found: String,
    /// What would be right.
    pub expected: String,
}

/// Reads a value for a field. `entry` is the entry of its list.
///
/// # Errors
/// [`ValueError`] in the words of the field's label.
pub fn read(model: &FactModel, places: &Places, field: FieldId, entry: Option<u16>, written: &toml::Value) -> Result<Answer, ValueError> {
    let it = &model.fields[field as usize];
    let about = About::Fact(field, entry).pack();
    let error = |found: String, expected: &str| ValueError { label: it.label.en.clone(), found, expected: expected.to_owned() };
    if let Some(text) = written.as_str() {
        let reason = match text {
            "unknown" => Some(Reason::NotKnown),
            "not today" => Some(Reason::NotToday),
            _ => None,
        };
        if let Some(reason) = reason {
            return Ok(Answer::unknown(it.kind, it.optional, Causes::one(reason, about)));
        }
        if text == "none" && !it.values.iter().any(|v| model.symbols.name(*v) == "none") {
            if it.optional {
                return Ok(Answer::none(it.kind));
            }
            return Err(error("\"none\" cannot be".to_owned(), "If it is not known, write \"unknown\""));
        }
    }
    let value = match it.kind {
        Kind::YesNo => match written {
            toml::Value::Boolean(b) => Value::YesNo(Truth::from(*b)),
            toml::Value::String(t) if t == "yes" || t == "no" => Value::YesNo(Truth::from(t == "yes")),
            other => return Err(error(format!("found {}", shown(other)), "Write true, false or \"unknown\"")),
        },
        Kind::Whole => Value::Whole(range(written, |t| t.parse().ok()).ok_or_else(|| {
            error(format!("found {}", shown(written)), "Write a whole number, \"10..20\", \"at least 3\" or \"at most 3\"")
        })?),
        Kind::Money => Value::Money(
            range(written, money).ok_or_else(|| error(format!("found {}", shown(written)), "Write an amount such as \"$10,000\""))?,
        ),
        Kind::Date => {
            let text = written_day(written).ok_or_else(|| error(format!("found {}", shown(written)), "Write a day, such as 2009-05-03"))?;
            Value::Date(Day::parse_partly(&text).map_err(|e| error(e.to_string(), "Nothing was changed"))?)
        }
        Kind::Span => Value::Span(span(written).ok_or_else(|| {
            error(format!("found {}", shown(written)), "Write a length of time such as \"180 days\" or \"1 year 6 months\"")
        })?),
        Kind::Text => Value::Text(Some(Arc::from(
            written.as_str().ok_or_else(|| error(format!("found {}", shown(written)), "Write a text in quotes"))?,
        ))),
        Kind::Choice => {
            let names =
                names(written).ok_or_else(|| error(format!("found {}", shown(written)), "Write one of the values, or several in [ ]"))?;
            let symbols: Result<Vec<Symbol>, ValueError> = names.iter().map(|n| symbol(model, field, n)).collect();
            let symbols = symbols?;
            if symbols.is_empty() {
                return Err(error("an empty list of possibilities".into(), "If it is not known, write \"unknown\""));
            }
            Value::Choice(Choice::among(symbols))
        }
        Kind::Place => {
            let names =
                names(written).ok_or_else(|| error(format!("found {}", shown(written)), "Write a place such as \"FL\" or \"FL-S\""))?;
            let mut region = 0;
            for name in &names {
                let found = places.named(name).ok_or_else(|| {
                    let near = nearest(name, places.names()).map(|n| format!(" Did you mean {n:?}?")).unwrap_or_default();
                    error(
                        format!("{name:?} is no place the pack knows"),
                        &format!("Write a state (\"FL\"), a district (\"FL-S\"), \"circuit 11\", a court's code or \"abroad\".{near}"),
                    )
                })?;
                region |= found.0;
            }
            Value::Place(truth::Region(region))
        }
    };
    let causes = if value.is_exact() { Causes::none() } else { Causes::one(Reason::PartlyKnown, about) };
    Ok(Answer { value, none: Truth::No, causes })
}

fn symbol(model: &FactModel, field: FieldId, name: &str) -> Result<Symbol, ValueError> {
    let it = &model.fields[field as usize];
    let known = model.symbols.known(name);
    if it.country {
        // Every pair of capital letters has a number, so that countries no provision names still differ.
        if let Some(symbol) = known.filter(|_| name.len() == 2 && name.bytes().all(|b| b.is_ascii_uppercase())) {
            return Ok(symbol);
        }
    } else if let Some(symbol) = known.filter(|s| it.values.contains(s)) {
        return Ok(symbol);
    }
    let all: Vec<&str> = it.values.iter().map(|v| model.symbols.name(*v)).collect();
    let near = nearest(name, all.iter().copied()).map(|n| format!(" Did you mean {n:?}?")).unwrap_or_default();
    let expected = if it.country {
        "Write the country's two letters, such as \"HN\"".to_owned()
    } else {
        format!("It is one of: {}.{near}", all.join(", "))
    };
    Err(ValueError { label: it.label.en.clone(), found: format!("{name:?} is none of its values"), expected })
}

fn names(written: &toml::Value) -> Option<Vec<String>> {
    match written {
        toml::Value::String(text) => Some(vec![text.clone()]),
        toml::Value::Array(all) => all.iter().map(|v| v.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

/// A number known or partly known.
fn range(written: &toml::Value, read: impl Fn(&str) -> Option<i64>) -> Option<Interval<i64>> {
    let text = match written {
        toml::Value::Integer(n) => n.to_string(),
        toml::Value::String(text) => text.clone(),
        _ => return None,
    };
    // No count and no amount of a client is below nothing; sums rest on that.
    let read = |t: &str| if t.trim_start().starts_with('-') || t.contains("$-") { None } else { read(t) };
    if let Some(rest) = text.strip_prefix("at least ") {
        return Some(Interval { lo: Some(read(rest)?), hi: None });
    }
    if let Some(rest) = text.strip_prefix("at most ") {
        return Some(Interval { lo: None, hi: Some(read(rest)?) });
    }
    match text.split_once("..") {
        Some((lo, hi)) => Interval::new(Some(read(lo)?), Some(read(hi)?)),
        None => read(&text).map(Interval::exactly),
    }
}

fn money(text: &str) -> Option<i64> {
    let text = text.strip_prefix('$').unwrap_or(text);
    match text.split_once('.') {
        Some((whole, cents)) if cents.len() == 2 => cents_of(whole, Some(cents)),
        Some(_) => None,
        None => cents_of(text, None),
    }
}

fn span(written: &toml::Value) -> Option<SpanRange> {
    let text = written.as_str()?;
    if let Some(rest) = text.strip_prefix("at least ") {
        return Some(SpanRange { lo: Some(Span::parse(rest)?), hi: None });
    }
    if let Some(rest) = text.strip_prefix("at most ") {
        return Some(SpanRange { lo: None, hi: Some(Span::parse(rest)?) });
    }
    match text.split_once("..") {
        Some((lo, hi)) => {
            let (lo, hi) = (Span::parse(lo)?, Span::parse(hi)?);
            let backwards = SpanRange::exactly(hi).before(SpanRange::exactly(lo)) == Truth::Yes;
            (!backwards).then_some(SpanRange { lo: Some(lo), hi: Some(hi) })
        }
        None => Span::parse(text).map(SpanRange::exactly),
    }
}

/// A value named for a message, without repeating what may be private: kind, and the text only if short.
fn shown(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) if text.chars().count() <= 24 => format!("{text:?}"),
        toml::Value::String(_) => "a text".to_owned(),
        toml::Value::Integer(n) => n.to_string(),
        toml::Value::Float(n) => n.to_string(),
        toml::Value::Boolean(b) => b.to_string(),
        toml::Value::Datetime(d) => d.to_string(),
        toml::Value::Array(_) => "a list".to_owned(),
        toml::Value::Table(_) => "a table".to_owned(),
    }
}
