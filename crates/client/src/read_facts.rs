//! Facts and later changes, as a file writes them, into statements.

use crate::entry::{Entry, Said};
use crate::fault::{FaultKind, Slip};
use crate::read_file::Reader;
use crate::subject::{MOST_ENTRIES, Subject, nearest, no_field};
use crate::tree::{At, It, Node, Pair};
use crate::written;
use law::facts::RecordId;
use std::collections::{BTreeMap, BTreeSet};
use truth::Day;

/// The whole history of a file.
pub(crate) fn history(reader: &mut Reader<'_>, tree: &Node) -> Vec<Entry> {
    let mut told = Told { reader, entries: Vec::new(), places: BTreeMap::new(), cleared: Vec::new(), nobody: false };
    if let Some(facts) = tree.get("facts") {
        told.facts(facts);
    }
    let changes = told.reader.tables(tree, "changes");
    for change in changes {
        told.change(change);
    }
    told.no_gaps();
    told.entries
}

struct Told<'r, 'a> {
    reader: &'r mut Reader<'a>,
    entries: Vec<Entry>,
    /// Where each entry of a list is first named.
    places: BTreeMap<(RecordId, u16), At>,
    /// Which entries are cleared, whole or in part, and where that is said.
    cleared: Vec<(RecordId, u16, At)>,
    /// Whether it was already said that nobody says these facts.
    nobody: bool,
}

impl Told<'_, '_> {
    fn facts(&mut self, facts: &Node) {
        if !matches!(facts.it, It::Table(_)) {
            self.reader.slip(
                FaultKind::WrongType,
                &facts.at,
                "`facts` is a table",
                "Write each record under its own heading: [facts.client]",
            );
            return;
        }
        for pair in facts.pairs() {
            let model = &self.reader.pack.model;
            if pair.key == "complete" {
                self.complete(&pair.node);
            } else if let Some(record) = model.list(&pair.key) {
                self.list(record, pair);
            } else if let Some(record) = model.record(&pair.key).filter(|r| !model.is_list(*r)) {
                if matches!(pair.node.it, It::Table(_)) {
                    self.fields(record, None, &pair.node);
                } else {
                    let help = format!("Write its fields under [facts.{}]", model.records[record as usize].name);
                    self.reader.slip(
                        FaultKind::WrongType,
                        &pair.node.at,
                        format!("this is one record, and {} stands here", pair.node.kind()),
                        help,
                    );
                }
            } else {
                self.no_record(pair);
            }
        }
    }

    fn no_record(&mut self, pair: &Pair) {
        let model = &self.reader.pack.model;
        let names = || model.records.iter().map(|r| r.list.as_deref().unwrap_or(&r.name));
        let meant = model.record(&pair.key).and_then(|r| model.records[r as usize].list.as_deref());
        let near = meant.or_else(|| nearest(&pair.key, names()));
        let help = near.map_or_else(|| format!("They are: {}", names().collect::<Vec<_>>().join(", ")), |n| format!("Did you mean `{n}`?"));
        let mut slip = Slip::new(FaultKind::Unknown, pair.at.clone(), "no record of facts is called so", help);
        slip.keep = near.map(|_| pair.at.clone());
        self.reader.slips.push(slip);
    }

    /// `complete = ["orders", "trips"]`
    fn complete(&mut self, node: &Node) {
        let It::List(items) = &node.it else {
            self.reader.slip(FaultKind::WrongType, &node.at, "`complete` is a list of lists", "Write complete = [\"orders\", \"trips\"]");
            return;
        };
        for item in items {
            let model = &self.reader.pack.model;
            let It::Text(name) = &item.it else {
                self.reader.slip(
                    FaultKind::WrongType,
                    &item.at,
                    "the name of a list is expected here",
                    "Write complete = [\"orders\", \"trips\"]",
                );
                continue;
            };
            let Some(record) = model.list(name) else {
                let lists = || model.records.iter().filter_map(|r| r.list.as_deref());
                let near = nearest(name, lists());
                let help = near
                    .map_or_else(|| format!("They are: {}", lists().collect::<Vec<_>>().join(", ")), |n| format!("Did you mean `{n}`?"));
                self.reader.slip(FaultKind::Unknown, &item.at, "no list of facts is called so", help);
                continue;
            };
            self.say(Subject::List(record), Said::Complete(true), None, &item.at);
        }
    }

    fn list(&mut self, record: RecordId, pair: &Pair) {
        let It::List(items) = &pair.node.it else {
            let help = format!("Write each entry under [[facts.{}]]; [] and its name in `complete` mean there are none", pair.key);
            self.reader.slip(FaultKind::WrongType, &pair.node.at, format!("`{}` is a list", pair.key), help);
            return;
        };
        for (n, item) in (0_u16..).zip(items) {
            if n >= MOST_ENTRIES {
                let help = "Keep only the entries that a person has looked at";
                self.reader.slip(FaultKind::TooMany, &item.at, format!("more than {MOST_ENTRIES} entries in one list are not read"), help);
                return;
            }
            if !matches!(item.it, It::Table(_)) {
                let help = format!("Write each entry under [[facts.{}]]", pair.key);
                self.reader.slip(FaultKind::WrongType, &item.at, format!("each entry of `{}` is a table", pair.key), help);
                continue;
            }
            let before = self.entries.len();
            self.fields(record, Some(n), item);
            // That there is such an entry was said when its first field was; of an empty one, when the file was.
            let first = self.entries[before..].iter().map(|e| e.on).min();
            let said_of = self.entries.get(before).cloned();
            match (said_of, first, self.reader.said.on) {
                (Some(of), Some(on), None) => self.entries.push(Entry { subject: Subject::Entry(record, n), said: Said::Exists, on, ..of }),
                (Some(of), Some(on), Some(said)) => {
                    self.entries.push(Entry { subject: Subject::Entry(record, n), said: Said::Exists, on: on.min(said), ..of });
                }
                _ => self.say(Subject::Entry(record, n), Said::Exists, None, &item.at),
            }
        }
    }

    fn fields(&mut self, record: RecordId, entry: Option<u16>, table: &Node) {
        for pair in table.pairs() {
            let model = &self.reader.pack.model;
            let Some(field) = model.field(record, &pair.key) else {
                let (what, help) = no_field(model, record, &pair.key);
                let mut slip = Slip::new(FaultKind::Unknown, pair.at.clone(), what, help);
                slip.keep = slip.help.starts_with("Did").then(|| pair.at.clone());
                self.reader.slips.push(slip);
                continue;
            };
            let wrapped = matches!(pair.node.it, It::Table(_)).then_some(&pair.node);
            let value = match wrapped {
                None => &pair.node,
                Some(table) => {
                    self.reader.only(table, &["value", "by", "on", "source", "certainty"], "a value with its source");
                    let Some(value) = table.get("value") else {
                        let help = "Write { value = …, source = \"…\" }";
                        self.reader.slip(FaultKind::Missing, &table.at, "there is no value", help);
                        continue;
                    };
                    value
                }
            };
            match written::read(self.reader.pack, field, entry, value) {
                Ok(said) => self.say(Subject::Field(field, entry), said, wrapped, &pair.at),
                Err(slip) => self.reader.slips.push(slip),
            }
        }
    }

    fn change(&mut self, table: &Node) {
        self.reader.only(table, &["fact", "value", "clear", "complete", "on", "by", "source", "certainty"], "a change");
        let Some(path) = self.reader.needed(table, "fact", "a change") else { return };
        let at = table.get("fact").map_or(&table.at, |n| &n.at).clone();
        let subject = match Subject::parse(&self.reader.pack.model, &path) {
            Ok(subject) => subject,
            Err((what, help)) => {
                let mut slip = Slip::new(FaultKind::Unknown, at.clone(), what, help);
                slip.keep = slip.help.starts_with("Did").then(|| at.clone());
                self.reader.slips.push(slip);
                return;
            }
        };
        // What a change leaves out is not taken from [said]: that is about the day the file began, and a change that
        // was cut short would say something that nobody said.
        let missing: Vec<&str> = ["on", "by", "source", "certainty"].into_iter().filter(|key| table.get(key).is_none()).collect();
        if !missing.is_empty() {
            let help = "Add on, by, source and certainty. If the file should have them, it may have been cut off";
            self.reader.slip(
                FaultKind::Missing,
                &table.at,
                format!("a change says itself who says it and when; missing: {}", missing.join(", ")),
                help,
            );
            return;
        }
        let acts: Vec<(&str, &Node)> =
            ["value", "clear", "complete"].into_iter().filter_map(|key| table.get(key).map(|n| (key, n))).collect();
        let [(act, node)] = acts[..] else {
            let help = "A new value is value = …; to take back what was said, clear = true";
            self.reader.slip(FaultKind::Missing, &at, "a change says one thing: `value`, `clear` or `complete`", help);
            return;
        };
        let said = match (act, subject, &node.it) {
            ("value", Subject::Field(field, entry), _) => written::read(self.reader.pack, field, entry, node),
            ("clear", _, It::Boolean(true)) => Ok(Said::Clear),
            ("clear", ..) => {
                let help = "Write clear = true, or leave the key out";
                Err(Slip::new(FaultKind::WrongType, node.at.clone(), "`clear` is true or is not there", help))
            }
            ("complete", Subject::List(_), It::Boolean(complete)) => Ok(Said::Complete(*complete)),
            ("complete", Subject::List(_), _) => Err(Slip::new(
                FaultKind::WrongType,
                node.at.clone(),
                "`complete` is true or false",
                "Write complete = true if the list holds all there are",
            )),
            ("complete", ..) => Err(Slip::new(
                FaultKind::WrongType,
                at.clone(),
                "only a list can be complete",
                "Name the list alone, such as fact = \"orders\"",
            )),
            _ => {
                let help = "Name the field too, such as fact = \"orders[0].issued\"";
                Err(Slip::new(FaultKind::WrongType, at.clone(), "a value belongs to a field, and this names none", help))
            }
        };
        match said {
            Ok(said) => self.say(subject, said, Some(table), &at),
            Err(slip) => self.reader.slips.push(slip),
        }
    }

    /// Writes a statement down, with who says it: itself, or `[said]`.
    fn say(&mut self, subject: Subject, said: Said, own: Option<&Node>, at: &At) {
        let outer = self.reader.said.clone();
        let (mut by, mut on, mut source, mut certainty) = (None, None, None, None);
        if let Some(table) = own {
            by = self.reader.text(table, "by");
            on = self.reader.day(table, "on");
            source = self.reader.text(table, "source");
            certainty = self.reader.certainty(table);
        }
        if let Some((record, n)) = subject.entry(&self.reader.pack.model) {
            if said == Said::Clear {
                self.cleared.push((record, n, at.clone()));
            } else {
                self.places.entry((record, n)).or_insert_with(|| at.clone());
            }
        }
        let by = by.or(outer.by);
        let on: Option<Day> = on.or(outer.on);
        let source = source.or(outer.source);
        let certainty = certainty.or(outer.certainty);
        let (Some(by), Some(on), Some(source), Some(certainty)) = (by, on, source, certainty) else {
            if !self.nobody {
                self.nobody = true;
                let help = "Add [said] with by, on, source and certainty, or write them beside the value: { value = …, source = \"…\" }";
                self.reader.slip(FaultKind::Missing, at, "nothing says who says this, from which source, how sure, and when", help);
            }
            return;
        };
        self.entries.push(Entry { subject, said, source, certainty, by, on });
    }

    /// An entry has all its forerunners: its number is its place in the list.
    fn no_gaps(&mut self) {
        let lists: BTreeSet<RecordId> = self.places.keys().map(|(record, _)| *record).collect();
        for record in lists {
            let named: Vec<(u16, At)> = self.places.range((record, 0)..=(record, u16::MAX)).map(|((_, n), at)| (*n, at.clone())).collect();
            for (next, (n, at)) in (0_u16..).zip(named) {
                if n != next {
                    let there = Subject::Entry(record, next).path(&self.reader.pack.model);
                    self.reader.slip(
                        FaultKind::Gap,
                        &at,
                        format!("an entry is named here, but there is no {there}"),
                        format!("A new entry is {there}"),
                    );
                    break;
                }
            }
        }
        for (record, n, at) in std::mem::take(&mut self.cleared) {
            if !self.places.contains_key(&(record, n)) {
                self.reader.slip(
                    FaultKind::Gap,
                    &at,
                    "there is no such entry to clear",
                    "Entries are counted from 0, in the order of the file",
                );
            }
        }
    }
}
