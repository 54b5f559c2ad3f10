//! A value of a fact as a file writes it, taken for what it means; refused without repeating it.

use crate::entry::Said;
use crate::fault::{FaultKind, Slip};
use crate::tree::{It, Node};
use law::Pack;
use law::facts::FieldId;
use law::written_value;
use truth::{Day, DayError, Kind};

/// A value of the tree in the form that the law reads and the writer writes.
fn plain(node: &Node) -> Option<toml::Value> {
    Some(match &node.it {
        It::Text(text) => toml::Value::String(text.clone()),
        It::Whole(number) => toml::Value::Integer(*number),
        It::Boolean(truth) => toml::Value::Boolean(*truth),
        It::Day(day) => toml::Value::Datetime(day.parse().ok()?),
        It::List(items) => toml::Value::Array(items.iter().map(plain).collect::<Option<_>>()?),
        It::OtherNumber | It::Time | It::Null | It::Table(_) => return None,
    })
}

/// No value but a text is longer than this, in bytes, and no list of possibilities in entries.
const LONGEST: usize = 100;

fn longest(node: &Node) -> usize {
    match &node.it {
        It::Text(text) => text.len(),
        It::List(items) => items.iter().map(longest).max().unwrap_or(0).max(items.len()),
        _ => 0,
    }
}

/// What to say of a blank: it never stands for anything.
pub(crate) fn blank(node: &Node) -> Slip {
    let help = "Leave the key out if nobody asked, or write \"unknown\". To take back what was said, add a change with clear = true";
    Slip::new(FaultKind::Blank, node.at.clone(), "there is nothing between the quotes", help)
}

/// Reads the value of a field.
pub(crate) fn read(pack: &Pack, field: FieldId, entry: Option<u16>, node: &Node) -> Result<Said, Slip> {
    let it = &pack.model.fields[field as usize];
    let label = &it.label.en;
    if matches!(&node.it, It::Text(text) if text.trim().is_empty()) {
        return Err(blank(node));
    }
    if let It::Text(text) = &node.it
        && text.chars().any(hidden)
    {
        return Err(hidden_sign(node));
    }
    let at = node.at.clone();
    // Only a text field holds prose. Anything else this long is no value, and is not worth comparing with all names.
    if it.kind != Kind::Text && longest(node) > LONGEST {
        let help = "Write a single value; what a paper says in full goes into a field for text";
        return Err(Slip::new(FaultKind::WrongType, at, format!("{label}: this is too long to be its value"), help));
    }
    if it.kind == Kind::Date {
        // The law's reader repeats the text it could not read; a text in a day's place can be anything.
        let text = match &node.it {
            It::Text(text) if !matches!(text.as_str(), "unknown" | "not today" | "none") => Some(text.clone()),
            It::Whole(year) => Some(year.to_string()),
            _ => None,
        };
        if let Some(Err(error)) = text.map(|t| Day::parse_partly(&t)) {
            let (kind, what, help) = match error {
                DayError::NoSuchDay(day) => (
                    FaultKind::NoSuchDay,
                    format!("{label}: {day} does not exist in the calendar"),
                    "Write the day on the document, or only the year or month: \"2009\", \"2009-05\"",
                ),
                DayError::Backwards(_) => {
                    (FaultKind::WrongValue, format!("{label}: this ends before it begins"), "Put the earlier day first")
                }
                DayError::NotADay(_) => (
                    FaultKind::WrongType,
                    format!("{label}: this is not a day"),
                    "Write 2009-05-03, or in quotes \"2009-05\", \"2009\", \"before 2010-06-15\", \"after 2009\", \"2009-05..2009-08\", \"about 2009\" or \"unknown\"",
                ),
            };
            return Err(Slip::new(kind, at, what, help));
        }
    }
    let Some(written) = plain(node) else {
        let help = if matches!(node.it, It::Null) {
            "null has no meaning here: leave the key out if nobody asked, or write \"unknown\""
        } else {
            "A value is true, false, a whole number, a day, a text in quotes, or a list of possibilities"
        };
        return Err(Slip::new(FaultKind::WrongType, at, format!("{label}: found {}", node.kind()), help));
    };
    match written_value::read(&pack.model, &pack.places, field, entry, &written) {
        Ok(answer) => {
            let about = it.kind == Kind::Date && written.as_str().is_some_and(|t| t.trim_start().starts_with("about "));
            Ok(Said::Value { written, answer, about })
        }
        Err(error) => {
            let (kind, what) = match (&node.it, it.kind) {
                (It::Text(_), Kind::Place) => (FaultKind::Place, format!("{label}: the pack knows no such place")),
                (It::Text(text), _) if text == "none" => (FaultKind::WrongValue, format!("{label}: this cannot be \"none\"")),
                (It::Text(_) | It::List(_), Kind::Choice) => (FaultKind::WrongValue, format!("{label}: this is none of its values")),
                _ => (FaultKind::WrongType, format!("{label}: found {}", node.kind())),
            };
            Err(Slip::new(kind, at, what, error.expected))
        }
    }
}

/// Signs that no reader sees, or that turn the text around them.
pub(crate) fn hidden(sign: char) -> bool {
    (sign.is_control() && !matches!(sign, '\n' | '\r' | '\t')) || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What to say of such a sign.
pub(crate) fn hidden_sign(node: &Node) -> Slip {
    let help = "Type the text again instead of pasting it; names in every script are read as they are";
    Slip::new(FaultKind::HiddenSign, node.at.clone(), "this holds a sign that cannot be seen or that turns text around", help)
}
