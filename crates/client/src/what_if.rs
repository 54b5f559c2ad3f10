//! What if a fact were another: `orders[0].issued = 2020-01-01`.

use crate::entry::Said;
use crate::fault::{FaultKind, Refused, Slip};
use crate::file::ClientFile;
use crate::subject::Subject;
use crate::tree::{At, It, Node};
use crate::written;
use law::Pack;
use truth::Kind;

impl ClientFile {
    /// Supposes facts in place of whatever the history says of them, and names what was supposed. Assignments
    /// stand one a line or between `;`, each `PATH = VALUE` with values as client files write them, without need of
    /// quotes. `PATH = clear` supposes that nobody ever asked, `orders[1] = clear` that there is no such entry,
    /// `orders[1] = exists` that there is one, `orders = complete` that the list holds all, `orders = incomplete`
    /// that it may not. A line that begins with `#` is a comment.
    ///
    /// Supposed facts are never written to a file. A later call supposes on top of an earlier one; one call that
    /// supposes two things of one fact is refused.
    ///
    /// # Errors
    /// [`Refused`] with every fault; then nothing is supposed.
    pub fn suppose(&mut self, pack: &Pack, text: &str) -> Result<Vec<Subject>, Refused> {
        let mut slips = Vec::new();
        let mut supposed = self.supposed.clone();
        let mut named = Vec::new();
        for at in assignments(text) {
            match assignment(pack, text, at.clone()) {
                Ok((subject, said)) => {
                    if let Some(slip) = self.gap(pack, &supposed, subject, &said, &at) {
                        slips.push(slip);
                        continue;
                    }
                    let twice = named.contains(&subject) && !supposed.contains(&(subject, said.clone()));
                    if twice {
                        let path = subject.path(&pack.model);
                        let help = "Keep one of the two; each run of the command can try another";
                        slips.push(Slip::new(FaultKind::Duplicate, at, format!("{path} is supposed twice, to be two things"), help));
                        continue;
                    }
                    supposed.retain(|(other, _)| *other != subject);
                    supposed.push((subject, said));
                    if !named.contains(&subject) {
                        named.push(subject);
                    }
                }
                Err(slip) => slips.push(slip),
            }
        }
        if named.is_empty() && slips.is_empty() {
            slips.push(Slip::new(
                FaultKind::Missing,
                0..text.len(),
                "nothing is supposed here",
                "Write PATH = VALUE, such as custody.kind = ice",
            ));
        }
        if !slips.is_empty() {
            return Err(Refused::new("what-if", text, pack, slips));
        }
        self.supposed = supposed;
        Ok(named)
    }

    /// An entry that is supposed must be there, or be the next of its list.
    fn gap(&self, pack: &Pack, supposed: &[(Subject, Said)], subject: Subject, said: &Said, at: &At) -> Option<Slip> {
        let (record, n) = subject.entry(&pack.model)?;
        let there = self.history.iter().map(|e| (e.subject, &e.said)).chain(supposed.iter().map(|(subject, said)| (*subject, said)));
        let entries = there.filter(|(_, said)| **said != Said::Clear).filter_map(|(subject, _)| subject.entry(&pack.model));
        let next = entries.filter(|(of, _)| *of == record).map(|(_, n)| n.saturating_add(1)).max().unwrap_or(0);
        if n < next || (n == next && *said != Said::Clear) {
            return None;
        }
        let list = Subject::List(record).path(&pack.model);
        let help = format!("A new entry would be {list}[{next}]");
        Some(Slip::new(FaultKind::Gap, at.clone(), format!("there is no {list}[{n}]"), help))
    }
}

/// Where each assignment stands: between line ends and semicolons that are not in quotes.
fn assignments(text: &str) -> Vec<At> {
    let mut all = Vec::new();
    let (mut from, mut quoted) = (0, false);
    let mut take = |from: usize, to: usize| {
        let part = &text[from..to];
        let trimmed = part.trim();
        if !trimmed.is_empty() && !trimmed.starts_with('#') {
            let start = from + (part.len() - part.trim_start().len());
            all.push(start..start + trimmed.len());
        }
    };
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '\n' => {
                take(from, at);
                (from, quoted) = (at + 1, false);
            }
            ';' if !quoted => {
                take(from, at);
                from = at + 1;
            }
            _ => {}
        }
    }
    take(from, text.len());
    all
}

fn assignment(pack: &Pack, text: &str, at: At) -> Result<(Subject, Said), Slip> {
    let part = &text[at.clone()];
    let Some((path, value)) = part.split_once('=') else {
        return Err(Slip::new(FaultKind::Syntax, at, "there is no `=` here", "Write PATH = VALUE, such as custody.kind = ice"));
    };
    let path_at = at.start..at.start + path.trim_end().len();
    let subject = Subject::parse(&pack.model, path.trim()).map_err(|(what, help)| {
        let keep = help.starts_with("Did").then(|| path_at.clone());
        Slip { keep, ..Slip::new(FaultKind::Unknown, path_at.clone(), what, help) }
    })?;
    let start = at.end - value.trim_start().len();
    let value = value.trim();
    let node = |it| Node { at: start..at.end, it };
    let said = match (subject, value) {
        (_, "clear") => Said::Clear,
        (Subject::Entry(..), "exists") => Said::Exists,
        (Subject::List(_), "complete") => Said::Complete(true),
        (Subject::List(_), "incomplete") => Said::Complete(false),
        (Subject::Entry(..), _) => {
            let help = "Write clear or exists, or name a field: orders[0].issued = 2020-01-01";
            return Err(Slip::new(FaultKind::WrongValue, start..at.end, "an entry can be supposed to be there or not", help));
        }
        (Subject::List(_), _) => {
            let help = "Write complete, incomplete or clear";
            return Err(Slip::new(FaultKind::WrongValue, start..at.end, "a list can be supposed to be complete or not", help));
        }
        (Subject::Field(field, entry), _) => {
            written::read(pack, field, entry, &node(value_of(pack.model.fields[field as usize].kind, value, start)))?
        }
    };
    Ok((subject, said))
}

/// A value as the command line writes it: no quotes needed, several possibilities between `|` or in `[ ]`.
fn value_of(kind: Kind, value: &str, start: usize) -> It {
    let bare = |text: &str| {
        let text = text.trim();
        text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text).to_owned()
    };
    match (kind, value) {
        (Kind::YesNo, "true") => It::Boolean(true),
        (Kind::YesNo, "false") => It::Boolean(false),
        (Kind::Choice | Kind::Place, _) => {
            let list = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
            let parts: Vec<&str> = list.map_or_else(|| value.split('|').collect(), |list| list.split(',').collect());
            if list.is_none() && parts.len() == 1 {
                return It::Text(bare(value));
            }
            let at = start..start + value.len();
            It::List(parts.into_iter().map(|part| Node { at: at.clone(), it: It::Text(bare(part)) }).collect())
        }
        _ => It::Text(bare(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::tests::pack;

    fn client() -> (Pack, ClientFile) {
        let pack = pack();
        let text = include_str!("../tests/clients/absence.toml");
        let file = ClientFile::read("absence.toml", text.as_bytes(), &pack).unwrap();
        (pack, file)
    }
    fn value(file: &ClientFile, pack: &Pack, path: &str) -> String {
        let case = file.resolve(pack).case;
        match Subject::parse(&pack.model, path).unwrap() {
            Subject::Field(field, entry) => law::example::written(pack, &case.get(&pack.model, field, entry)),
            _ => unreachable!(),
        }
    }

    #[test]
    fn a_supposed_day_stands_in_place_of_what_every_source_says() {
        let (pack, mut file) = client();
        let named = file.suppose(&pack, "orders[0].issued=2020-01-01; custody.kind = ice").unwrap();
        assert_eq!(named.iter().map(|s| s.path(&pack.model)).collect::<Vec<_>>(), ["orders[0].issued", "custody.kind"]);
        assert_eq!(value(&file, &pack, "orders[0].issued"), "2020-01-01");
        assert_eq!(value(&file, &pack, "custody.kind"), "ice");
        let (_, mut other) = client();
        other.suppose(&pack, "orders[0].issued=1999").unwrap();
        other.suppose(&pack, "orders[0].issued=2020-01-01; custody.kind=ice; custody.kind=ice").unwrap();
        assert_eq!(other.fingerprint(&pack), file.fingerprint(&pack), "what was supposed first leaves no trace");
        file.suppose(&pack, "orders[0].issued=clear").unwrap();
        assert_eq!(value(&file, &pack, "orders[0].issued"), "unknown");
    }

    #[test]
    fn supposing_never_reaches_the_history_but_changes_the_fingerprint() {
        let (pack, mut file) = client();
        let before = (file.history.clone(), file.fingerprint(&pack));
        file.suppose(&pack, "custody.kind=ice|jail\n# a comment\norders = incomplete").unwrap();
        assert_eq!(file.history, before.0);
        assert_ne!(file.fingerprint(&pack), before.1);
        let case = file.resolve(&pack).case;
        assert!(!case.all_lists().any(|(record, complete, _)| record == pack.model.list("orders").unwrap() && complete));
    }

    #[test]
    fn an_entry_can_be_supposed_away_or_added_next_but_not_further() {
        let (pack, mut file) = client();
        let orders = pack.model.list("orders").unwrap();
        file.suppose(&pack, "orders[0]=clear").unwrap();
        assert_eq!(file.resolve(&pack).case.entries(orders).0, 0);
        let (pack, mut file) = client();
        assert_eq!(file.suppose(&pack, "orders[5].issued=2020").unwrap_err().kind(), Some(FaultKind::Gap));
        file.suppose(&pack, "orders[1].issued=2020; orders[2]=exists").unwrap();
        let resolved = file.resolve(&pack);
        assert_eq!(resolved.case.entries(orders).0, 3);
        assert!(resolved.case.entries(orders).1.is_empty(), "a supposed entry does not make the list incomplete");
    }

    #[test]
    fn a_slip_in_a_supposition_supposes_nothing_and_says_where() {
        let (pack, mut file) = client();
        for (text, kind) in [
            ("orders[0].isued=2020", FaultKind::Unknown),
            ("orders[0].issued=", FaultKind::Blank),
            ("orders[0].issued", FaultKind::Syntax),
            ("orders[0].issued=2020-02-30", FaultKind::NoSuchDay),
            ("custody.kind=Marte", FaultKind::WrongValue),
            ("orders=all", FaultKind::WrongValue),
        ] {
            let before = file.clone();
            let refused = file.suppose(&pack, &format!("custody.kind=free\n{text}")).unwrap_err();
            assert_eq!((refused.kind(), refused.faults[0].line), (Some(kind), Some(2)), "{text}");
            assert!(!refused.to_string().contains("Marte"));
            assert_eq!(file, before);
        }
        assert_eq!(file.suppose(&pack, " # only a remark").unwrap_err().kind(), Some(FaultKind::Missing));
    }

    /// Of two things supposed of one fact the last would count, unsaid, and the reader would believe both were tried.
    #[test]
    fn two_things_supposed_of_one_fact_are_refused_by_the_name_of_the_fact() {
        let (pack, mut file) = client();
        let refused = file.suppose(&pack, "custody.kind=ice\ncustody.kind=free").unwrap_err();
        assert_eq!(refused.kind(), Some(FaultKind::Duplicate));
        assert!(refused.to_string().contains("custody.kind is supposed twice"), "{refused}");
        assert!(file.supposed.is_empty());
    }
}
