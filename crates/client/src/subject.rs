//! What a statement is about: a fact, an entry of a list, or whether a list holds all there are.

use law::facts::{FactModel, FieldId, RecordId};
/// What something is said of. Entries are counted as the file counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A field; of which entry, if its record is a list. `orders[0].issued`, `custody.kind`
    Field(FieldId, Option<u16>),
    /// An entry of a list. `orders[0]`
    Entry(RecordId, u16),
    /// Whether a list holds all there are. `orders`
    List(RecordId),
}

/// The most entries of one list that are read.
pub(crate) const MOST_ENTRIES: u16 = 1_000;

impl Subject {
    /// As files and the command line write it.
    #[must_use]
    pub fn path(self, model: &FactModel) -> String {
        let list = |record: RecordId| model.records.get(record as usize).map_or("?", |r| r.list.as_deref().unwrap_or(&r.name));
        match self {
            Self::Field(field, entry) => model.path(field, entry),
            Self::Entry(record, entry) => format!("{}[{entry}]", list(record)),
            Self::List(record) => list(record).to_owned(),
        }
    }

    /// Its list and entry, if it lies in a list.
    #[must_use]
    pub fn entry(self, model: &FactModel) -> Option<(RecordId, u16)> {
        match self {
            Self::Field(field, Some(entry)) => Some((model.fields[field as usize].record, entry)),
            Self::Entry(record, entry) => Some((record, entry)),
            _ => None,
        }
    }

    /// Reads a written path.
    ///
    /// # Errors
    /// What is wrong with it and what to write, without repeating it.
    pub fn parse(model: &FactModel, path: &str) -> Result<Self, (String, String)> {
        let (head, field) = match path.split_once('.') {
            Some((head, field)) => (head, Some(field)),
            None => (path, None),
        };
        let (name, entry) = match head.split_once('[') {
            None => (head, None),
            Some((name, rest)) => {
                let number = rest.strip_suffix(']').and_then(|n| n.parse::<u16>().ok()).filter(|n| *n < MOST_ENTRIES);
                let help =
                    || format!("Write the entry's number, counted from 0: {name}[0]", name = known_list(model, name).unwrap_or("orders"));
                (name, Some(number.ok_or_else(|| ("the entry's number does not read".to_owned(), help()))?))
            }
        };
        let names = || model.records.iter().map(|r| r.list.as_deref().unwrap_or(&r.name));
        let unknown = || {
            let near = nearest(name, names()).map(|n| format!("Did you mean `{n}`?"));
            (
                "no record of facts is called so".to_owned(),
                near.unwrap_or_else(|| format!("They are: {}", names().collect::<Vec<_>>().join(", "))),
            )
        };
        let record = model.list(name).or_else(|| model.record(name)).ok_or_else(unknown)?;
        let written = model.records[record as usize].list.as_deref().unwrap_or(&model.records[record as usize].name);
        match (model.is_list(record), entry, field) {
            (true, None, None) => Ok(Self::List(record)),
            (true, Some(entry), None) => Ok(Self::Entry(record, entry)),
            (true, None, Some(_)) => {
                Err((format!("`{written}` is a list, and this does not say of which entry"), format!("Count from 0: {written}[0]")))
            }
            (false, Some(_), _) => Err((format!("there is only one `{written}`"), "Leave out the number in [ ]".to_owned())),
            (false, None, None) => Err((format!("this names no field of `{written}`"), format!("Write {written}. and the field"))),
            (_, entry, Some(field)) => match model.field(record, field) {
                Some(id) => Ok(Self::Field(id, entry)),
                None => Err(no_field(model, record, field)),
            },
        }
    }
}

fn known_list<'m>(model: &'m FactModel, name: &str) -> Option<&'m str> {
    model.records[model.list(name)? as usize].list.as_deref()
}

/// The name most like this one. A very long text is like none, and comparing it would take long.
pub(crate) fn nearest<'n>(name: &str, among: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > 60 { None } else { law::report::nearest(name, among) }
}

/// What to say of a field that is not there.
pub(crate) fn no_field(model: &FactModel, record: RecordId, field: &str) -> (String, String) {
    let record = &model.records[record as usize];
    let names: Vec<&str> = record.fields.clone().map(|f| model.fields[f as usize].name.as_str()).collect();
    let what = format!("`{}` has no field of this name", record.name);
    let near = nearest(field, names.iter().copied()).map(|n| format!("Did you mean `{n}`?"));
    (what, near.unwrap_or_else(|| format!("Its fields are: {}", names.join(", "))))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use law::Pack;
    use law::source::{File, Sources};

    /// A small pack of its own, so that these tests stand whatever the law becomes.
    pub(crate) fn pack() -> Pack {
        let file = |path: &str, text: &str| File::new(path, text);
        let files = vec![
            file("facts/client.md", include_str!("../tests/pack/client.md")),
            file("facts/order.md", include_str!("../tests/pack/order.md")),
            file("facts/custody.md", include_str!("../tests/pack/custody.md")),
            file("tables/places.md", include_str!("../tests/pack/places.md")),
            file("deadlines/rescind.md", include_str!("../tests/pack/rescind.md")),
        ];
        let (pack, reports) = Pack::examine(Sources::sorted(files));
        let reports: Vec<String> = reports.iter().map(|r| format!("{}:{:?}: {r}", r.path, r.line())).collect();
        assert!(reports.is_empty(), "{reports:#?}");
        pack
    }

    #[test]
    fn a_path_that_names_nothing_says_what_it_could_name() {
        let model = pack().model;
        let path = |text: &str| Subject::parse(&model, text);
        for good in ["orders[3].issued", "custody.kind", "orders[0]", "orders"] {
            assert_eq!(path(good).unwrap().path(&model), good);
        }
        assert_eq!(path("order[3].issued").unwrap().path(&model), "orders[3].issued");
        assert!(path("orders[0].isued").unwrap_err().1.contains("`issued`"));
        assert!(path("custdy.kind").unwrap_err().1.contains("`custody`"));
        for bad in ["orders.issued", "custody", "custody[0].kind", "orders[-1]", "orders[99999]", "orders[0", "", ".", "Ana"] {
            let (what, help) = path(bad).unwrap_err();
            assert!(!what.is_empty() && !help.is_empty(), "{bad}");
            assert!(!format!("{what}{help}").contains("Ana"));
        }
    }
}
