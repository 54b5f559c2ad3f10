//! TOML into the common tree.

use crate::fault::{FaultKind, Slip};
use crate::tree::{DEEPEST, It, Node, Pair};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Reads a whole text.
pub(crate) fn read(text: &str) -> Result<Node, Slip> {
    let table = DeTable::parse(text).map_err(|error| slip(text, &error))?;
    // TOML has no end mark. A line that does not end is the one sign that a file was cut short: `2019` may have been
    // `2019-03-06`.
    if !text.is_empty() && !text.ends_with('\n') {
        let help = "The file may be cut off here: compare it with its last copy. If it is whole, end its last line with Enter";
        return Err(Slip::new(FaultKind::Syntax, text.len()..text.len(), "the last line does not end", help));
    }
    let at = table.span();
    Ok(Node { at, it: It::Table(pairs(table.into_inner(), 0)?) })
}

/// What the parser says, without what it read.
fn slip(text: &str, error: &toml::de::Error) -> Slip {
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    let at = error.span().unwrap_or(text.len()..text.len());
    if message.contains("recurs") {
        return Slip::new(FaultKind::TooDeep, at, "this is nested too deeply", "A client file needs no more than four levels");
    }
    if message.starts_with("invalid date") {
        let help = "Write the day on the document, or only the year or month in quotes: \"2009\", \"2009-05\"";
        return Slip::new(FaultKind::NoSuchDay, at, "the calendar has no such day", help);
    }
    if message == "duplicate key" {
        let help = "Keep one. A later statement about a fact goes under [[changes]], so that nothing is lost";
        return Slip::new(FaultKind::Duplicate, at, "this key stands twice in one table", help);
    }
    // The parser's own words are blunter than ours.
    let message = message.replace("invalid", "not readable:");
    // It quotes only signs of the language itself, never words of the file.
    let cut = at.end >= text.trim_end().len();
    let help = if cut {
        "The file may be cut off here: compare it with its last copy"
    } else {
        "Texts stand in double quotes; a day stands alone: born = 1990-03-04"
    };
    Slip::new(FaultKind::Syntax, at, format!("this is not TOML: {message}"), help)
}

fn pairs(table: DeTable<'_>, depth: usize) -> Result<Vec<Pair>, Slip> {
    let mut all = Vec::with_capacity(table.len());
    for (key, value) in table {
        let at = key.span();
        all.push(Pair { key: key.into_inner().into_owned(), at, node: node(value, depth + 1)? });
    }
    // In the order of the file, so that faults are reported from top to bottom.
    all.sort_by_key(|p| p.at.start);
    Ok(all)
}

fn list(array: DeArray<'_>, depth: usize) -> Result<Vec<Node>, Slip> {
    array.into_iter().map(|value| node(value, depth + 1)).collect()
}

fn node(value: Spanned<DeValue<'_>>, depth: usize) -> Result<Node, Slip> {
    let at = value.span();
    if depth > DEEPEST {
        return Err(Slip::new(FaultKind::TooDeep, at, "this is nested too deeply", "A client file needs no more than four levels"));
    }
    let it = match value.into_inner() {
        DeValue::String(text) => It::Text(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(It::OtherNumber, It::Whole),
        DeValue::Float(_) => It::OtherNumber,
        DeValue::Boolean(truth) => It::Boolean(truth),
        DeValue::Datetime(when) if when.time.is_none() && when.offset.is_none() && when.date.is_some() => It::Day(when.to_string()),
        DeValue::Datetime(_) => It::Time,
        DeValue::Array(array) => It::List(list(array, depth)?),
        DeValue::Table(table) => It::Table(pairs(table, depth)?),
    };
    Ok(Node { at, it })
}
