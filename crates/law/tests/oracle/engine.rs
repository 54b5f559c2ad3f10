//! The engine, asked in text and answering in this reading's values.

use super::ast::{Kind, Pack, Says, Val};
use super::calendar;
use super::case::{Binding, Case};
use super::print::full_name;
use super::print_pack::files;
use super::schema::{RECORDS, values};
use law::case::Analyzed;
use law::source::{File, Sources};
use law::{Confirmed, Evaluation};
use truth::{Answer, Day, Truth, Value};

/// The pack as the engine read it, or every reason why it refused.
pub fn read(pack: &Pack) -> Result<law::Pack, String> {
    let files = files(pack).into_iter().map(|(path, text)| File::new(path, text)).collect();
    law::Pack::new(Sources::sorted(files)).map_err(|refused| refused.to_string())
}

/// What the office has confirmed, for the versions that the engine gave the provisions.
pub fn confirmed(pack: &Pack, read: &law::Pack) -> Confirmed {
    let mut all = Confirmed::new();
    for provision in &pack.provisions {
        let (Some((on, right)), Some((_, found))) = (provision.confirmed, read.provision(&provision.id)) else { continue };
        let version = if right { found.version.clone() } else { "another".to_owned() };
        all.insert(provision.id.clone(), (version, Day::from_number(on)));
    }
    all
}

/// The facts of a case, read from text as examples are.
pub fn facts(read: &law::Pack, text: &str) -> law::case::Case {
    let table: toml::Table = text.parse().unwrap_or_else(|e| panic!("the case is no TOML: {e}\n{text}"));
    let mut faults = Vec::new();
    let case = law::example::read_facts(&read.model, &read.places, &table, &mut |key, what| faults.push(format!("{key}: {what}")));
    assert!(faults.is_empty(), "the case was refused: {faults:?}\n{text}");
    case
}

/// Every conclusion that can be asked for: of the pack, or of each known entry.
pub fn questions(pack: &Pack, case: &Case) -> Vec<(usize, Option<usize>)> {
    let entries = |list: usize| case.lists.get(&list).map_or(0, |l| l.entries.len());
    let of = |id: usize| match pack.conclusions[id].subject {
        None => vec![(id, None)],
        Some(list) => (0..entries(list)).map(|n| (id, Some(n))).collect(),
    };
    let hidden = |id: &usize| super::open_bugs::EXCEPTION_NOT_MODELLED && left_out(pack, *id);
    (0..pack.conclusions.len()).filter(|id| !hidden(id)).flat_map(of).collect()
}

/// Each question's name and the engine's answer to it, as the engine gives it.
fn asked(pack: &Pack, read: &law::Pack, case: &Case, questions: &[(usize, Option<usize>)]) -> Vec<(String, Answer)> {
    let mut facts = facts(read, &case.text());
    let confirmed = confirmed(pack, read);
    let as_of = Day::from_number(case.as_of);
    for ((id, entry), given) in &case.analyses {
        let name = full_name(pack, *id);
        let found = read.program.conclusion(&name).expect("the engine has the conclusion");
        let entry = entry.map(|e| u16::try_from(e).expect("few entries"));
        let binding = Evaluation::new(read, &facts, as_of, &confirmed).binding(found, entry);
        let (version, weighed) = match (given.bound_to, binding) {
            (Binding::Any, _) | (_, None) => (None, None),
            (Binding::Right, Some((version, weighed))) => (Some(version), Some(weighed)),
            (Binding::OtherVersion, Some((_, weighed))) => (Some("another".to_owned()), Some(weighed)),
            (Binding::OtherFacts, Some((version, _))) => (Some(version), Some("another".to_owned())),
        };
        let truth = given.answer.map_or(Truth::Unknown, Truth::from);
        let analyzed = Analyzed { truth, version, weighed, name: "A. Lawyer".into(), on: "2014-01-01".into(), reasons: "Reasons.".into() };
        facts.analyses.insert((name, entry), analyzed);
    }
    let mut evaluation = Evaluation::new(read, &facts, as_of, &confirmed);
    let ask = |(id, entry): &(usize, Option<usize>)| {
        let name = with_entry(pack, *id, *entry);
        let answer = evaluation.named(&name).unwrap_or_else(|| panic!("the engine has no {name}"));
        (name, answer)
    };
    questions.iter().map(ask).collect()
}

/// The engine's answers, in the order of the questions; none where it does not know.
pub fn answers(
    pack: &Pack,
    read: &law::Pack,
    case: &Case,
    questions: &[(usize, Option<usize>)],
) -> Result<Vec<Option<Val>>, (usize, String)> {
    let mut all = Vec::new();
    for ((id, _), (name, answer)) in questions.iter().zip(asked(pack, read, case, questions)) {
        if answer.is_decided() != answer.causes.is_empty() && !super::open_bugs::SPANS_WITHOUT_CAUSE {
            return Err((*id, format!("{name}: an open answer names what keeps it open, and only an open one: {answer:?}")));
        }
        all.push(decided(read, &answer, pack.conclusions[*id].kind));
    }
    Ok(all)
}

/// The engine's answers as examples write them, with the kinds of the gaps that keep them open.
pub fn written(pack: &Pack, read: &law::Pack, case: &Case, questions: &[(usize, Option<usize>)]) -> Vec<String> {
    let of = |answer: Answer| {
        let mut reasons: Vec<String> = answer.causes.as_slice().iter().map(|c| format!("{:?}", c.reason)).collect();
        reasons.sort();
        reasons.dedup();
        format!("{} {reasons:?}", law::example::written(read, &answer))
    };
    asked(pack, read, case, questions).into_iter().map(|(_, answer)| of(answer)).collect()
}

/// `p0.c1`, `order[0].c2`
pub fn with_entry(pack: &Pack, id: usize, entry: Option<usize>) -> String {
    let name = full_name(pack, id);
    match (pack.conclusions[id].subject, entry) {
        (Some(list), Some(n)) => format!("{}[{n}].{}", RECORDS[list].name, pack.conclusions[id].name),
        _ => name,
    }
}

fn decided(read: &law::Pack, answer: &Answer, kind: Kind) -> Option<Val> {
    if !answer.is_decided() {
        return None;
    }
    if answer.none == Truth::Yes {
        return Some(Val::None);
    }
    Some(match &answer.value {
        Value::YesNo(truth) => Val::Bool(*truth == Truth::Yes),
        Value::Whole(n) => Val::Whole(n.exact()?),
        Value::Money(n) => Val::Money(n.exact()?),
        Value::Date(d) => {
            let day = d.exact()?;
            let written = calendar::shown(day.number());
            assert_eq!(written, day.to_string(), "both calendars name the day alike");
            Val::Day(day.number())
        }
        Value::Span(s) => s.lo.map(|s| Val::Span(s.months, s.days))?,
        Value::Text(text) => known_word(kind, text.as_deref()?),
        Value::Choice(choice) => known_word(kind, read.model.symbols.name(choice.exact()?)),
        Value::Place(region) => Val::Place(u8::try_from(region.0.trailing_zeros()).ok()?),
    })
}

fn known_word(kind: Kind, text: &str) -> Val {
    let found = values(kind).into_iter().find(|v| matches!(v, Val::Text(t) | Val::Word(t) if *t == text));
    found.unwrap_or_else(|| panic!("{text:?} is none of the words drawn"))
}

/// Whether a conclusion is an exception that nobody has written.
pub fn left_out(pack: &Pack, id: usize) -> bool {
    pack.provisions.iter().flat_map(|p| &p.clauses).any(|c| matches!(c.says, Says::ExceptionNotModelled(it, _) if it == id))
}
