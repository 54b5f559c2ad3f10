//! A pack as files.

use super::ast::{Bound, Clause, Force, Pack, Provision, Says, Sort, Val};
use super::calendar;
use super::choices::Choices;
use super::print::{Here, full_name, kind_words, literal, scope, span};
use super::schema::{FIELDS, PLACES, RECORDS, TABLES, WORDS, fields_of, holidays};
use std::fmt::Write;

const PAIR: &str = "{ en = \"Words\", es = \"Palabras\" }";
const WORDS_PAIR: &str = "\"Words\" es \"Palabras\"";
pub const RECIPIENTS: [&str; 4] = ["OPLA", "ERO", "USCIS", "court"];

/// All files: path and text.
pub fn files(pack: &Pack) -> Vec<(String, String)> {
    let mut layout = Choices::new(&pack.layout);
    let mut all = facts(&mut layout);
    all.extend(tables(&pack.tables_cover, &mut layout));
    for (number, provision) in pack.provisions.iter().enumerate() {
        all.push((format!("{}/{}.md", provision.folder, provision.id), text(pack, number, provision, &mut layout)));
    }
    layout.shuffle(&mut all);
    all
}

/// The law that some conclusions rest on, in one text for a message; all of it, if none are named.
pub fn listed(pack: &Pack, about: &[usize]) -> String {
    let matter = rests_on(pack, about);
    let mut text = String::new();
    for (number, provision) in pack.provisions.iter().enumerate() {
        let clauses: Vec<&Clause> =
            provision.clauses.iter().filter(|c| about.is_empty() || concluded(pack, c).iter().any(|id| matter.contains(id))).collect();
        if clauses.is_empty() {
            continue;
        }
        let in_force: Vec<String> = provision.in_force.iter().map(force).collect();
        let seen = if provision.volatile { format!(", volatile, seen {}", calendar::shown(provision.last_seen)) } else { String::new() };
        let confirmed = provision.confirmed.map(|(day, right)| format!(", confirmed {} {right}", calendar::shown(day))).unwrap_or_default();
        let _ = writeln!(text, "--- {}/{}: {}{seen}{confirmed}", provision.folder, provision.id, in_force.join(" "));
        for it in clauses {
            text.push_str(&clause(pack, number, it, false, false));
        }
    }
    let covers: Vec<String> = pack.tables_cover.iter().map(force).collect();
    let _ = writeln!(text, "tables cover {covers:?}");
    text
}

/// The conclusions that a clause speaks of.
fn concluded(pack: &Pack, clause: &Clause) -> Vec<usize> {
    match &clause.says {
        Says::Ground(id)
        | Says::Complete(id)
        | Says::NotModelled(id)
        | Says::ExceptionsComplete(id)
        | Says::Rule(id, _)
        | Says::Analysis(id, _)
        | Says::Deadline(id, _) => vec![*id],
        Says::Exception(id, to) | Says::ExceptionNotModelled(id, to) => vec![*id, *to],
        Says::DangersComplete(_) => (0..pack.conclusions.len()).filter(|c| pack.conclusions[*c].sort == Sort::DangersComplete).collect(),
        Says::Statement | Says::Burden(_) => Vec::new(),
    }
}

/// Conclusions and all that they rest on.
fn rests_on(pack: &Pack, about: &[usize]) -> Vec<usize> {
    let mut all = about.to_vec();
    let mut next = 0;
    while let Some(id) = all.get(next).copied() {
        next += 1;
        for clause in pack.provisions.iter().flat_map(|p| &p.clauses).filter(|c| concluded(pack, c).contains(&id)) {
            let mut found = concluded(pack, clause);
            super::generate::walk_clause(clause, &mut |expr| match expr {
                super::ast::Expr::Concl(_, other) | super::ast::Expr::Timely(_, other, _) => found.push(*other),
                _ => {}
            });
            if pack.conclusions[id].sort == Sort::Met {
                let home = pack.conclusions[id].home;
                found.extend(
                    (0..pack.conclusions.len())
                        .filter(|c| pack.conclusions[*c].sort == Sort::Requirement && pack.conclusions[*c].home == home),
                );
            }
            for other in found {
                if !all.contains(&other) {
                    all.push(other);
                }
            }
        }
        if pack.conclusions[id].sort == Sort::Met {
            let home = pack.conclusions[id].home;
            all.extend(
                (0..pack.conclusions.len()).filter(|c| pack.conclusions[*c].sort == Sort::Requirement && pack.conclusions[*c].home == home),
            );
            let mut seen = Vec::new();
            all.retain(|c| {
                !seen.contains(c) && {
                    seen.push(*c);
                    true
                }
            });
        }
    }
    all
}

/// The declarations of facts.
pub fn facts(layout: &mut Choices<'_>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for (number, record) in RECORDS.iter().enumerate() {
        let mut text = format!("+++\nrecord = \"{}\"\n", record.name);
        if let Some(list) = record.list {
            let _ = writeln!(text, "list = \"{list}\"");
        }
        let _ = writeln!(text, "title = {PAIR}\nwhy = {PAIR}");
        let mut fields: Vec<usize> = fields_of(number).collect();
        layout.shuffle(&mut fields);
        for field in fields {
            let it = &FIELDS[field];
            let _ =
                writeln!(text, "[[field]]\nname = \"{}\"\ntype = \"{}\"\nlabel = {PAIR}\nquestion = {PAIR}", it.name, kind_words(it.kind));
            if it.optional {
                let _ = writeln!(text, "optional = true");
            }
            if let super::ast::Kind::Word(set) = it.kind {
                let mut words = WORDS[set].to_vec();
                layout.shuffle(&mut words);
                let labels: Vec<String> = words.iter().map(|w| format!("{w} = {PAIR}")).collect();
                let _ = writeln!(text, "values = {words:?}\nlabels = {{ {} }}", labels.join(", "));
            }
        }
        text.push_str("+++\n");
        files.push((format!("facts/{}.md", record.name), text));
    }
    files
}

fn tables(cover: &[Force], layout: &mut Choices<'_>) -> Vec<(String, String)> {
    let front = |key: &str, covers: &str| {
        format!(
            "+++\ntitle = {PAIR}\ncite = [\"K-12\"]\nin_force = [\"1990-01-01..\"]\nlast_seen = 2026-07-04\nvolatile = false\nconfidence = \"high\"\nsource = \"statute\"\nkey = \"{key}\"\ncovers = \"{covers}\"\n"
        )
    };
    let mut files = Vec::new();
    let mut add = |id: &str, key: &str, covers: &str, rows: Vec<String>, layout: &mut Choices<'_>| {
        let mut rows = rows;
        layout.shuffle(&mut rows);
        let rows: String = rows.iter().map(|r| format!("[[row]]\n{r}")).collect();
        files.push((format!("tables/{id}.md"), format!("{}{rows}+++\n", front(key, covers))));
    };
    let places = PLACES
        .iter()
        .map(|(id, state, circuit)| format!("id = \"{id}\"\nstate = \"{state}\"\ncircuit = \"{circuit}\"\ncourt = \"\"\n"))
        .collect();
    // The places keep their order: it numbers them, and nothing else may hang on it.
    add("places", "id", "1990-01-01..", places, &mut Choices::new(&[]));
    let (days, from, to) = holidays();
    let days = days.iter().map(|d| format!("day = {}\nname = {PAIR}\n", calendar::shown(*d))).collect();
    add("federal-holidays", "day", &format!("{}..{}", calendar::shown(from), calendar::shown(to)), days, layout);
    for (n, table) in TABLES.iter().enumerate() {
        let cell = |value: Val| match value {
            Val::Whole(n) => n.to_string(),
            Val::Bool(b) => b.to_string(),
            Val::Text(text) => format!("{text:?}"),
            other => format!("\"{}\"", literal(other)),
        };
        let rows = table
            .rows
            .iter()
            .map(|row| {
                table.columns.iter().zip(*row).filter_map(|((name, _), value)| Some(format!("{name} = {}\n", cell((*value)?)))).collect()
            })
            .collect();
        add(table.id, table.columns[0].0, &cover.get(n).map_or_else(|| "..".to_owned(), force), rows, layout);
    }
    files
}

/// `2012-06-15..2022-10-31`
pub fn force(force: &Force) -> String {
    format!("{}..{}", bound(force.from), bound(force.to))
}

fn bound(bound: Bound) -> String {
    match bound {
        Bound::Open => String::new(),
        Bound::On(day) => calendar::shown(day),
        Bound::Within(first, last) => calendar::shown(first)[..if last - first > 31 { 4 } else { 7 }].to_owned(),
        Bound::Unknown => "unknown".into(),
    }
}

fn text(pack: &Pack, number: usize, it: &Provision, layout: &mut Choices<'_>) -> String {
    let in_force: Vec<String> = it.in_force.iter().map(|f| format!("\"{}\"", force(f))).collect();
    let mut text = format!(
        "+++\ntitle = {PAIR}\ncite = [\"INA § 1\"]\nin_force = [{}]\nlast_seen = {}\nvolatile = {}\nconfidence = \"high\"\nsource = \"statute\"\n",
        in_force.join(", "),
        calendar::shown(it.last_seen),
        it.volatile
    );
    for (folder, keys) in [("programs", "decides effect cost risk"), ("safety/dangers", "learn"), ("policy/memo", "")] {
        if it.folder == folder {
            for key in keys.split_whitespace() {
                let _ = writeln!(text, "{key} = {PAIR}");
            }
        }
    }
    match it.folder {
        "safety/dangers" => text.push_str("cost_rank = 1\n"),
        "policy/memo" => text.push_str("instrument = \"MEMO\"\n"),
        _ => {}
    }
    // Every conclusion is shown and has words, wherever it is named first.
    let plain: Vec<usize> = (0..pack.conclusions.len())
        .filter(|c| matches!(pack.conclusions[*c].sort, Sort::Grounds | Sort::Rules | Sort::Exception))
        .collect();
    let shown: Vec<String> = plain.iter().map(|c| full_name(pack, *c)).collect();
    let _ = writeln!(text, "show = {shown:?}\n[words]");
    for conclusion in plain {
        let _ = writeln!(text, "{} = {PAIR}", pack.conclusions[conclusion].name);
    }
    text.push_str("+++\nWhat it says.\n");
    let mut clauses: Vec<String> = it.clauses.iter().map(|c| clause(pack, number, c, layout.chance(1, 2), layout.chance(1, 2))).collect();
    layout.shuffle(&mut clauses);
    text.push_str("```law\n");
    for clause in clauses {
        text.push_str(&clause);
        if layout.chance(1, 3) {
            text.push_str("```\nAnd further.\n```law\n# a note\n");
        }
    }
    text.push_str("```\n");
    text
}

/// A clause. `bare` prints bare names, `place_last` turns the selectors round.
pub fn clause(pack: &Pack, file: usize, it: &Clause, bare: bool, place_last: bool) -> String {
    let binders = subject(pack, &it.says).map(|list| (list, None)).into_iter().collect();
    let mut here = Here { pack, file, binders, bare };
    let name = |id: usize| {
        let full = full_name(pack, id);
        let own = full.strip_prefix(&format!("{}.", pack.provisions[file].id)).map(str::to_owned);
        own.filter(|_| bare).unwrap_or(full)
    };
    let last = |id: usize| &pack.conclusions[id].name;
    let mut when = it.when.as_ref().map(|w| format!(" when {}", here.whole(w))).unwrap_or_default();
    let head = match &it.says {
        Says::Ground(id) => match pack.conclusions[*id].sort {
            Sort::Requirement => format!("requirement {} {WORDS_PAIR}", last(*id)),
            Sort::Weighs => format!("weighs for {WORDS_PAIR}"),
            Sort::Danger => format!("danger {} {WORDS_PAIR} stop for OPLA, ERO plan for court", last(*id)),
            Sort::Power => format!("power of {}", RECIPIENTS.iter().find(|r| r.to_lowercase() == *last(*id)).unwrap_or(&"OPLA")),
            Sort::Act => format!("act {} {WORDS_PAIR} right under plan", last(*id)),
            Sort::Risk => format!("risk {} {WORDS_PAIR}", last(*id)),
            Sort::Duty => format!("duty {} {WORDS_PAIR} on client.born + 1 year", last(*id)),
            _ => name(*id),
        },
        Says::Complete(id) => match pack.conclusions[*id].sort {
            Sort::Met => "requirements complete".into(),
            Sort::Power => format!("power of {} complete", RECIPIENTS.iter().find(|r| r.to_lowercase() == *last(*id)).unwrap_or(&"OPLA")),
            _ => format!("grounds of {} complete", name(*id)),
        },
        Says::NotModelled(id) => format!("{} not modelled {WORDS_PAIR}", name(*id)),
        Says::Exception(id, to) => format!("exception {} to {}", name(*id), name(*to)),
        Says::ExceptionNotModelled(id, to) => format!("exception {} to {} not modelled {WORDS_PAIR}", name(*id), name(*to)),
        Says::ExceptionsComplete(id) => format!("exceptions to {} complete", name(*id)),
        Says::Rule(id, value) => format!("{} is {}", name(*id), here.before_word(value)),
        Says::Analysis(id, weighing) => {
            let fields: Vec<String> = weighing.iter().map(|f| here.whole(f)).collect();
            let weighing = if fields.is_empty() { String::new() } else { format!(" weighing {{ {} }}", fields.join(", ")) };
            format!("{} is analysis {WORDS_PAIR}{weighing}", name(*id))
        }
        Says::Deadline(id, it) => {
            let after = here.before_word(&it.after);
            let counting = if it.working { "working" } else { "calendar" };
            let rolling = if it.rolls { "forward" } else { "none" };
            let when = std::mem::take(&mut when);
            format!(
                "deadline {} {WORDS_PAIR} is {} after {after}\n {when} counting {counting} rolling {rolling} due from client",
                name(*id),
                span(it.span.0, it.span.1)
            )
        }
        Says::DangersComplete(recipients) => {
            format!("dangers for {} complete", recipients.iter().map(|r| RECIPIENTS[*r]).collect::<Vec<_>>().join(", "))
        }
        Says::Statement => format!("statement {WORDS_PAIR}"),
        Says::Burden(id) => format!("burden on government for {}", name(*id)),
    };
    format!("{head}{when}{}\n", selectors(&mut here, it, place_last))
}

/// The list of whose entries a clause speaks.
fn subject(pack: &Pack, says: &Says) -> Option<usize> {
    match says {
        Says::Ground(id) | Says::Complete(id) | Says::NotModelled(id) | Says::Exception(id, _) | Says::ExceptionNotModelled(id, _) => {
            pack.conclusions[*id].subject
        }
        Says::ExceptionsComplete(id) | Says::Rule(id, _) | Says::Analysis(id, _) | Says::Deadline(id, _) => pack.conclusions[*id].subject,
        Says::DangersComplete(_) | Says::Statement | Says::Burden(_) => None,
    }
}

fn selectors(here: &mut Here<'_>, it: &Clause, place_last: bool) -> String {
    let chosen = &it.selectors;
    let quoted = |b: Bound| if matches!(b, Bound::Within(..)) { format!("\"{}\"", bound(b)) } else { bound(b) };
    let mut span = String::new();
    if let Some(force) = &chosen.span {
        for (word, end) in [("from", force.from), ("to", force.to)] {
            if end != Bound::Open {
                let _ = write!(span, "\n  {word} {}", quoted(end));
            }
        }
    }
    let by = chosen.by.as_ref().map(|by| format!(" by {}", here.selecting(by))).unwrap_or_default();
    let place = chosen.place.as_ref().map(|(of, place, at)| {
        let at = at.as_ref().map(|at| format!(" at {}", here.selecting(at))).unwrap_or_default();
        format!("\n  in {} by {}{at}", scope(of), here.whole(place))
    });
    let place = place.unwrap_or_default();
    // A set of places after an expression would read as a set of values: it stands after a bound instead.
    let several = chosen.place.as_ref().is_some_and(|(of, ..)| of.of.len() > 1);
    let mut text = if place_last && !several { format!("{span}{by}{place}") } else { format!("{span}{place}{by}") };
    for (words, ids) in [("instead of", &chosen.instead_of), ("conflicts with", &chosen.conflicts)] {
        for id in ids {
            let _ = write!(text, "\n  {words} {}", here.pack.provisions[*id].id);
        }
    }
    text
}
