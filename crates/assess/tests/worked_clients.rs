//! Every worked client gets what its source says: each cell of the verdict table, each published answer, each
//! priority and factor of the old instruments.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod clients;

use assess::model::{Assessment, State};
use clients::{Expected, expected, law, prepared};
use law::Confirmed;
use law::evaluate::split_entry;

#[test]
fn every_cell_of_the_verdict_table_is_right() {
    check("verdicts");
}

#[test]
fn every_published_answer_is_what_the_source_says() {
    check("published");
}

#[test]
fn every_priority_and_factor_of_the_old_instruments_is_found() {
    check("policy");
}

fn check(group: &str) {
    let mut wrong = Vec::new();
    let rows = expected(group);
    assert!(!rows.is_empty());
    let mut cells = 0;
    for row in &rows {
        let (more, found) = wrong_cells(group, row);
        cells += more;
        wrong.extend(found);
    }
    eprintln!("{group}: {} clients, {cells} cells", rows.len());
    assert!(wrong.is_empty(), "{} of {cells} cells are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many cells a client has, and those that are wrong.
fn wrong_cells(group: &str, row: &Expected) -> (usize, Vec<String>) {
    let pack = law();
    let prepared = prepared(group, &row.file);
    let confirmed = Confirmed::default();
    let input = prepared.input(pack, &confirmed, &[], "test");
    let page = assess::assess(&input);
    let mut evaluation = law::Evaluation::new(pack, &prepared.case, prepared.as_of, &confirmed);
    let mut wrong = Vec::new();
    let mut cells = 0;
    let mut cell = |what: String, wanted: &str, found: &str, right: bool| {
        cells += 1;
        if !right {
            wrong.push(format!("{} ({}): {what}: should be {wanted}, is {found}", row.file, row.source));
        }
    };
    for (recipient, wanted) in &row.verdict {
        let verdict = page.safety.verdicts.iter().find(|v| v.recipient.name() == recipient).expect("one of the four recipients");
        let found = format!("{} ({})", verdict.level.name(), verdict.decided_by.join(", "));
        cell(format!("verdict {recipient}"), wanted, &found, verdict.level.name() == wanted);
    }
    for name in &row.dangers {
        let found = state_of(&page, &format!("danger.{name}"));
        cell(format!("danger {name}"), "named", &found, found == "yes");
    }
    for name in &row.not_dangers {
        let id = format!("danger.{name}");
        let found = if page.safety.cleared.contains(&id) { "no".to_owned() } else { state_of(&page, &id) };
        cell(format!("danger {name}"), "no", &found, found == "no");
    }
    // The clients of the red team (`rt-`) leave facts open on purpose: what is open must still be on the page. Of all
    // others it must hold.
    let may_be_open = row.file.starts_with("rt-");
    for (prefix, names) in [("duty", &row.duties), ("risk", &row.risks), ("act", &row.acts_right), ("act", &row.acts_never)] {
        for name in names {
            let found = state_of(&page, &format!("{prefix}.{name}"));
            cell(format!("{prefix} {name}"), "shown", &found, found == "yes" || (may_be_open && found != "not shown"));
        }
    }
    for name in &row.acts_right {
        let right = page.safety.right.iter().any(|a| plain(&a.line.id) == format!("act.{name}"));
        cell(format!("act {name}"), "among the right ones", "not there", right);
    }
    for name in &row.acts_never {
        let never = page.safety.never.iter().any(|a| plain(&a.line.id) == format!("act.{name}"));
        cell(format!("act {name}"), "among the ones never right", "not there", never);
    }
    let mut answer = |name: &str| evaluation.named(name).map_or_else(|| "no such answer".to_owned(), |a| law::example::written(pack, &a));
    for (name, wanted) in &row.expect {
        let found = answer(name);
        cell(name.clone(), wanted, &found, found == *wanted);
    }
    for (name, forbidden) in &row.must_not {
        let found = answer(name);
        cell(name.clone(), &format!("none of {forbidden:?}"), &found, !forbidden.contains(&found));
    }
    (cells, wrong)
}

/// How a danger, duty, risk or act of the page stands; of several entries, the first that is yes.
fn state_of(page: &Assessment, id: &str) -> String {
    let safety = &page.safety;
    let lines = safety.dangers.iter().map(|d| &d.line);
    let lines = lines.chain(safety.duties.iter().map(|d| &d.line)).chain(&safety.risks);
    let lines = lines.chain(safety.right.iter().chain(&safety.never).map(|a| &a.line));
    let mut found: Vec<State> = lines.filter(|l| plain(&l.id) == id).map(|l| l.state).collect();
    found.sort();
    match found.first() {
        None => "not shown".into(),
        Some(State::Yes) => "yes".into(),
        Some(other) => format!("{other:?}"),
    }
}

/// `duty.hearing` of whichever entry.
fn plain(id: &str) -> String {
    split_entry(id).map_or_else(|| id.to_owned(), |(name, _)| name)
}
