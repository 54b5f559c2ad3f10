//! The law's own tests: each example of a provision, run as written.

use crate::case::{Analyzed, Case};
use crate::evaluate::{Confirmed, Evaluation, split_entry};
use crate::facts::FactModel;
use crate::pack::Pack;
use crate::places::Places;
use crate::program::{LevelOf, ProvisionId, Sort};
use crate::provision::{error_message, error_span, texts_of, toml_day};
use crate::report::{Report, nearest};
use crate::source::File;
use crate::syntax::Recipient;
use crate::written_value;
use truth::{Answer, Day, Truth, Value};

/// An example, read and ready to run.
#[derive(Clone, Debug)]
pub struct Example {
    /// Whose.
    pub provision: ProvisionId,
    /// The source that publishes the answer, as written.
    pub source: String,
    /// Where its text starts in the file.
    pub offset: usize,
    /// The day the question is asked for.
    pub as_of: Day,
    /// The facts.
    pub case: Case,
    /// What must come out: full name, entry, written value.
    pub expect: Vec<(String, String)>,
    /// What must not.
    pub must_not: Vec<(String, Vec<String>)>,
}

/// An expectation that did not hold.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Whose example.
    pub provision: ProvisionId,
    /// Its source.
    pub source: String,
    /// Of what.
    pub name: String,
    /// What was expected.
    pub expected: String,
    /// What came out.
    pub found: String,
}

/// Reads every example of a pack; faults are reported.
#[must_use]
pub fn read_all(pack: &Pack, reports: &mut Vec<Report>) -> Vec<Example> {
    let mut all = Vec::new();
    for (number, provision) in (0_u32..).zip(&pack.provisions) {
        let file = &pack.sources.files[provision.file];
        for block in &provision.examples {
            let before = reports.len();
            if block.about.is_empty() {
                reports.push(
                    Report::new(file, "law::example", block.offset..block.offset, "an example names its source")
                        .help("write it after the fence: ```example Matter of …"),
                );
            }
            let table: toml::Table = match block.text.parse() {
                Ok(table) => table,
                Err(error) => {
                    reports.push(Report::new(
                        file,
                        "law::example",
                        error_span(&error, block.offset),
                        format!("the example is not TOML: {}", error_message(&error)),
                    ));
                    continue;
                }
            };
            let example = read(pack, number, file, block.offset, &block.about, &table, reports);
            if reports.len() == before {
                all.extend(example);
            }
        }
    }
    all
}

fn read(
    pack: &Pack,
    provision: ProvisionId,
    file: &File,
    offset: usize,
    source: &str,
    table: &toml::Table,
    reports: &mut Vec<Report>,
) -> Option<Example> {
    let mut fault = |key: &str, what: String| {
        let at = file.text[offset..].find(key).map_or(offset..offset, |at| offset + at..offset + at + key.len());
        reports.push(Report::new(file, "law::example", at, what));
    };
    let Some(as_of) = table.get("as_of").and_then(toml_day) else {
        fault("as_of", "an example says `as_of`, a day".into());
        return None;
    };
    let facts: toml::Table = table
        .iter()
        .filter(|(k, _)| !["as_of", "answers", "expect", "must_not"].contains(&k.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    let mut case = read_facts(&pack.model, &pack.places, &facts, &mut fault);
    let answers = table.get("answers").and_then(toml::Value::as_table);
    for (name, value) in answers.into_iter().flatten() {
        let full = full_name(pack, provision, name);
        let (Some((name, entry)), Some(truth)) = (full, value.as_str().and_then(truth_of)) else {
            fault(name, format!("`{name}` is no question of the pack, or its answer is not \"yes\", \"no\" or \"unknown\""));
            continue;
        };
        let on = as_of.to_string();
        case.analyses.insert(
            (name, entry),
            Analyzed { truth, version: None, weighed: None, name: "an attorney".into(), on, reasons: String::new() },
        );
    }
    let mut expect = Vec::new();
    let expected = table.get("expect").and_then(toml::Value::as_table);
    for (name, value) in expected.into_iter().flatten().filter(|(name, _)| *name != "must_not") {
        match full_name(pack, provision, name) {
            Some((full, entry)) => expect.push((with_entry(&full, entry), shown_value(value))),
            None => fault(name, unknown_name(pack, provision, name)),
        }
    }
    let mut must_not = Vec::new();
    // It may stand after `[expect]`, where TOML takes it for a part of that table.
    let forbidden = table.get("must_not").or_else(|| expected.and_then(|e| e.get("must_not")));
    for (name, values) in forbidden.and_then(toml::Value::as_table).into_iter().flatten() {
        match full_name(pack, provision, name) {
            Some((full, entry)) => must_not.push((with_entry(&full, entry), texts_of(Some(values)))),
            None => fault(name, unknown_name(pack, provision, name)),
        }
    }
    if expect.is_empty() && must_not.is_empty() {
        fault("", "an example expects something: `[expect]`".into());
    }
    Some(Example { provision, source: source.to_owned(), offset, as_of, case, expect, must_not })
}

fn truth_of(text: &str) -> Option<Truth> {
    match text {
        "yes" => Some(Truth::Yes),
        "no" => Some(Truth::No),
        "unknown" => Some(Truth::Unknown),
        _ => None,
    }
}

fn unknown_name(pack: &Pack, provision: ProvisionId, name: &str) -> String {
    let own = format!("{}.", pack.provisions[provision as usize].word());
    let names: Vec<&str> = pack.program.conclusions.iter().map(|c| c.name.strip_prefix(&own).unwrap_or(&c.name)).collect();
    let near = nearest(name, names).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    format!("nothing in the pack is called `{name}`{near}")
}

fn with_entry(name: &str, entry: Option<u16>) -> String {
    match (name.split_once('.'), entry) {
        (Some((record, rest)), Some(n)) => format!("{record}[{n}].{rest}"),
        _ => name.to_owned(),
    }
}

/// A name as an example writes it: the file's own, of an entry, or the pack's.
fn full_name(pack: &Pack, provision: ProvisionId, written: &str) -> Option<(String, Option<u16>)> {
    let (name, entry) = split_entry(written)?;
    let own = pack.provisions[provision as usize].word();
    if name == "direction" && pack.program.conclusion(&format!("{own}.weighs")).is_some() {
        return Some((format!("{own}.direction"), None));
    }
    if let Some(danger) = name.strip_suffix(".levels").filter(|danger| pack.program.conclusion(danger).is_some()) {
        return Some((format!("{danger}.levels"), None));
    }
    if let Some(act) = name.strip_suffix(".judged").filter(|act| pack.program.conclusion(act).is_some()) {
        return Some((format!("{act}.judged"), None));
    }
    let forms = [name.clone(), format!("{own}.{name}")].into_iter();
    let prefixed = ["danger", "duty", "act", "risk", "power", "lift", "cap"].into_iter().map(|p| format!("{p}.{name}"));
    let found = forms.chain(prefixed).find(|n| pack.program.conclusion(n).is_some())?;
    let id = pack.program.conclusion(&found)?;
    (pack.program.conclusions[id as usize].subject.is_some() == entry.is_some()).then_some((found, entry))
}

fn shown_value(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Boolean(b) => if *b { "yes" } else { "no" }.to_owned(),
        other => other.to_string(),
    }
}

/// Reads facts as examples write them: single records by name, lists by their list name.
pub fn read_facts(model: &FactModel, places: &Places, facts: &toml::Table, fault: &mut impl FnMut(&str, String)) -> Case {
    let mut case = Case::default();
    for (key, value) in facts {
        if key == "complete" {
            for list in texts_of(Some(value)) {
                match model.list(&list) {
                    Some(record) => case.set_complete(record, true),
                    None => fault(&list, no_list(model, &list)),
                }
            }
        } else if let (Some(record), toml::Value::Table(fields)) = (model.record(key).filter(|r| !model.is_list(*r)), value) {
            for (name, written) in fields {
                read_field(model, places, record, name, None, written, &mut case, fault);
            }
        } else if let (Some(record), toml::Value::Array(entries)) = (model.list(key), value) {
            for (n, entry) in (0_u16..).zip(entries) {
                case.add_entry(model, record, n);
                let Some(fields) = entry.as_table() else {
                    fault(key, format!("each of `{key}` is a table of fields"));
                    continue;
                };
                for (name, written) in fields {
                    read_field(model, places, record, name, Some(n), written, &mut case, fault);
                }
            }
        } else {
            let names = model.records.iter().map(|r| r.list.as_deref().unwrap_or(&r.name));
            let near = nearest(key, names).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
            fault(key, format!("no record of facts is called `{key}`{near}"));
        }
    }
    case
}

fn no_list(model: &FactModel, name: &str) -> String {
    let near =
        nearest(name, model.records.iter().filter_map(|r| r.list.as_deref())).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    format!("no list of facts is called `{name}`{near}")
}

#[expect(clippy::too_many_arguments, reason = "the two ways in (single, entry) differ by one argument; a struct would only rename them")]
fn read_field(
    model: &FactModel,
    places: &Places,
    record: u32,
    name: &str,
    entry: Option<u16>,
    written: &toml::Value,
    case: &mut Case,
    fault: &mut impl FnMut(&str, String),
) {
    let Some(field) = model.field(record, name) else {
        let fields = model.records[record as usize].fields.clone().map(|f| model.fields[f as usize].name.as_str());
        let near = nearest(name, fields).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        fault(name, format!("`{}` has no field `{name}`{near}", model.records[record as usize].name));
        return;
    };
    match written_value::read(model, places, field, entry, written) {
        Ok(answer) => match entry {
            None => case.set(field, answer),
            Some(n) => case.set_entry(model, field, n, Some(answer)),
        },
        Err(error) => fault(name, error.to_string()),
    }
}

/// An answer as examples write it.
#[must_use]
pub fn written(pack: &Pack, answer: &Answer) -> String {
    if answer.none == Truth::Yes {
        return "none".to_owned();
    }
    if !answer.is_decided() {
        return "unknown".to_owned();
    }
    match &answer.value {
        Value::YesNo(truth) => if *truth == Truth::Yes { "yes" } else { "no" }.to_owned(),
        Value::Whole(n) => n.exact().map(|n| n.to_string()).unwrap_or_default(),
        Value::Money(n) => n.exact().map(|n| format!("${}.{:02}", n / 100, n % 100)).unwrap_or_default(),
        Value::Date(d) => d.exact().map(|d| d.to_string()).unwrap_or_default(),
        Value::Span(s) => s.lo.map(|s| s.to_string()).unwrap_or_default(),
        Value::Text(t) => t.as_ref().map(ToString::to_string).unwrap_or_default(),
        Value::Choice(c) => c.exact().map(|s| pack.model.symbols.name(s).to_owned()).unwrap_or_default(),
        Value::Place(r) => pack.places.shown(*r),
    }
}

/// A danger's levels toward OPLA, ERO, USCIS and the court: `stop stop stop? -`; `?` where a condition goes with it.
fn shown_levels(levels: &[LevelOf]) -> String {
    let one = |recipient: Recipient| {
        let of = levels.iter().filter(|l| l.recipient == recipient);
        let all: Vec<String> = of.map(|l| format!("{}{}", l.level.name(), if l.condition.is_some() { "?" } else { "" })).collect();
        if all.is_empty() { "-".to_owned() } else { all.join("/") }
    };
    Recipient::ALL.map(one).join(" ")
}

/// What came of a name: the answer, or which way a factor weighs.
fn found(pack: &Pack, evaluation: &mut Evaluation<'_>, name: &str) -> String {
    if let Some(factor) = name.strip_suffix(".direction") {
        let id = pack.program.conclusion(&format!("{factor}.weighs"));
        if let Some(Sort::Weighs(direction)) = id.map(|id| &pack.program.conclusions[id as usize].sort) {
            return direction.name().to_owned();
        }
    }
    if let Some(danger) = name.strip_suffix(".levels") {
        let id = pack.program.conclusion(danger);
        if let Some(Sort::Danger(levels)) = id.map(|id| &pack.program.conclusions[id as usize].sort) {
            return shown_levels(levels);
        }
    }
    if let Some(act) = name.strip_suffix(".judged") {
        let id = pack.program.conclusion(act);
        if let Some(Sort::Act { right, plan }) = id.map(|id| &pack.program.conclusions[id as usize].sort) {
            return match (right, plan) {
                (false, _) => "never",
                (true, true) => "right under plan",
                (true, false) => "right",
            }
            .to_owned();
        }
    }
    evaluation.named(name).map_or_else(|| "no such conclusion".to_owned(), |a| written(pack, &a))
}

/// Runs an example; what did not hold.
#[must_use]
pub fn run(pack: &Pack, example: &Example) -> Vec<Failure> {
    let confirmed = Confirmed::default();
    let mut evaluation = Evaluation::new(pack, &example.case, example.as_of, &confirmed);
    let mut failures = Vec::new();
    let mut fail = |name: &str, expected: String, found: String| {
        failures.push(Failure { provision: example.provision, source: example.source.clone(), name: name.to_owned(), expected, found });
    };
    for (name, expected) in &example.expect {
        let found = found(pack, &mut evaluation, name);
        if found != *expected {
            fail(name, expected.clone(), found);
        }
    }
    for (name, values) in &example.must_not {
        let found = found(pack, &mut evaluation, name);
        if values.contains(&found) {
            fail(name, format!("not {found}"), found);
        }
    }
    failures
}
