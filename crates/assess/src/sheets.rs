//! Sheets for the practitioner, one or two pages of paper each: what to do when somebody was detained today, and what must be
//! done before any contact. They are cut from the assessment and the law of the day, and add nothing of their own.

use crate::input::Input;
use crate::line::{Asking, both};
use crate::model::{Assessment, Authority, State};
use law::{Level, Words};
use serde::Serialize;
use std::sync::Arc;
use truth::Value;

/// Which sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Detained today: place, numbers, bond and habeas, what not to sign, whom to call.
    Detained,
    /// The checks before any contact, and what keeps it closed.
    BeforeContact,
}

/// A sheet.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// `forbear-sheet/1`
    pub schema: &'static str,
    /// Its title.
    pub title: Words,
    /// The office's code for the client.
    pub code: String,
    /// The day, in words.
    pub as_of: Words,
    /// Where that is not today: that it is not, and what the answer was when the sheet was made.
    pub not_today: Option<Words>,
    /// The parts, in the order of use.
    pub parts: Vec<Part>,
    /// Fingerprint of the law pack and of the facts.
    pub pack: String,
    /// The same of the facts.
    pub facts: String,
    /// Who reviewed the law: `none` where no attorney has.
    pub reviewed: String,
}

/// A part of a sheet.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Its heading.
    pub title: Words,
    /// What its items are.
    pub kind: Kind,
    /// Its items.
    pub items: Vec<Item>,
}

/// What the items of a part are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Boxes to tick, or facts that are known.
    Tick,
    /// What must not be done.
    Never,
    /// What only is said.
    Said,
}

/// An item: a box to tick, or an answer.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// What it says.
    pub words: Words,
    /// How it stands; nothing where it is a thing to do.
    pub state: Option<State>,
    /// What belongs to it: a day, a reason, how to learn it.
    pub more: Option<Words>,
    /// Where it comes from.
    pub authority: Option<Arc<Authority>>,
}

/// Cuts a sheet from an assessment.
#[must_use]
pub fn sheet(input: &Input<'_>, page: &Assessment, which: Which) -> Sheet {
    let mut asking = Asking::new(input);
    let parts = match which {
        Which::Detained => detained(&mut asking, page),
        Which::BeforeContact => before_contact(&mut asking, page),
    };
    let title = match which {
        Which::Detained => both("Detained today", "Detención hoy"),
        Which::BeforeContact => both("Before any contact", "Antes de todo contacto"),
    };
    Sheet {
        schema: "forbear-sheet/1",
        title,
        code: page.code.clone(),
        as_of: page.as_of_words.clone(),
        not_today: page.safety.not_today.as_ref().map(|today| today.words.clone()),
        parts: parts.into_iter().filter(|p| !p.items.is_empty()).collect(),
        pack: page.receipt.pack.clone(),
        facts: page.receipt.facts.clone(),
        reviewed: page.receipt.reviewed.clone(),
    }
}

fn part(en: &str, es: &str, items: Vec<Item>) -> Part {
    Part { title: both(en, es), kind: Kind::Tick, items }
}

fn todo(words: Words, authority: Arc<Authority>) -> Item {
    Item { words, state: None, more: None, authority: Some(authority) }
}

fn never(page: &Assessment) -> Part {
    Part { title: both("Never", "Nunca"), kind: Kind::Never, items: acts(&page.safety.never) }
}

/// What the law says to do, from the pages of one folder, each page under its own title.
fn pages(asking: &mut Asking<'_>, group: &str) -> Vec<Part> {
    let mut order: Vec<(i64, usize)> = Vec::new();
    let pack = asking.input.pack;
    for (number, provision) in pack.provisions.iter().enumerate().filter(|(_, p)| p.kind == "safety" && p.group == group) {
        order.push((provision.order, number));
    }
    order.sort_unstable();
    order
        .into_iter()
        .map(|(_, number)| {
            let provision = &pack.provisions[number];
            let said = asking.statements(|p| p.id == provision.id);
            Part { title: provision.title.clone(), kind: Kind::Tick, items: said.into_iter().map(|s| todo(s.words, s.authority)).collect() }
        })
        .collect()
}

/// Facts as they stand: a blank to fill where one is not known.
fn facts(asking: &Asking<'_>, named: &[(&str, &str)]) -> Vec<Item> {
    let (input, model) = (asking.input, &asking.input.pack.model);
    let fields = named.iter().filter_map(|(record, field)| model.field(model.record(record)?, field));
    let item = |field: u32| {
        let answer = input.case.get(model, field, None);
        let it = &model.fields[field as usize];
        let known = answer.is_decided();
        let value = input.pack.value_words(&answer, Some(field));
        Item {
            words: both(format!("{}: {}", it.label.en, value.en), format!("{}: {}", it.label.es, value.es)),
            state: Some(if known { State::Yes } else { State::NotKnown }),
            more: if known { None } else { it.learn.clone() },
            authority: None,
        }
    };
    fields.map(item).collect()
}

/// The facts that a sheet about custody opens with.
const CUSTODY: [(&str, &str); 6] = [
    ("custody", "kind"),
    ("custody", "place"),
    ("custody", "since"),
    ("custody", "detainer"),
    ("proceedings", "stage"),
    ("proceedings", "next_hearing"),
];

/// The circuit of the place of custody: the law of bond and habeas.
fn circuit(asking: &Asking<'_>) -> Item {
    let (pack, model) = (asking.input.pack, &asking.input.pack.model);
    let field = model.record("custody").and_then(|record| model.field(record, "place"));
    let region = field.and_then(|field| match asking.input.case.get(model, field, None).value {
        Value::Place(region) if region.0 & pack.places.everywhere().0 != pack.places.everywhere().0 => Some(region),
        _ => None,
    });
    let circuits = region.map(|r| pack.places.circuits(r).join(", ").to_uppercase());
    let known = circuits.as_ref().is_some_and(|c| !c.is_empty() && !c.contains(','));
    let said = circuits.filter(|c| !c.is_empty());
    let (en, es) = said.as_ref().map_or(("not known", "no se sabe"), |c| (c.as_str(), c.as_str()));
    Item {
        words: both(format!("Federal circuit of that place: {en}"), format!("Circuito federal de ese lugar: {es}")),
        state: Some(if known { State::Yes } else { State::NotKnown }),
        more: None,
        authority: None,
    }
}

fn detained(asking: &mut Asking<'_>, page: &Assessment) -> Vec<Part> {
    let numbers = Item {
        words: both(
            "Every A-number, from the papers and the file: ______________________",
            "Todos los números A, de los papeles y del expediente: ______________________",
        ),
        state: None,
        more: None,
        authority: None,
    };
    let mut place = vec![numbers];
    place.extend(facts(asking, &CUSTODY));
    place.push(circuit(asking));
    let mut parts = vec![contact(page), part("Where, and which court", "Dónde, y qué corte", place)];
    let input = asking.input;
    let of_custody = |a: &&crate::model::Avenue| {
        let front = input.pack.provision(&a.line.authority.id).and_then(|(_, p)| p.front.get("sheet")?.as_str());
        front == Some("detained") && !matches!(a.line.state, State::NotModelled)
    };
    let bond = page.avenues.iter().filter(of_custody).map(|a| Item {
        words: a.line.words.clone(),
        state: Some(a.line.state),
        more: Some(a.line.because.clone()),
        authority: Some(a.line.authority.clone()),
    });
    let bond: Vec<Item> = bond.collect();
    let mut pages = pages(asking, "detained");
    parts.append(&mut pages);
    parts.push(part(
        "Bond, habeas and what stays right",
        "Fianza, hábeas y lo que sigue siendo correcto",
        bond.into_iter().chain(acts(&page.safety.right)).collect(),
    ));
    parts.push(never(page));
    parts.push(part("Days to keep", "Fechas que cumplir", days(page)));
    parts
}

fn before_contact(asking: &mut Asking<'_>, page: &Assessment) -> Vec<Part> {
    let mut parts = vec![contact(page)];
    let keeps = page.safety.keeps_closed.iter().map(|k| {
        let missing = |f: fn(&Words) -> &String| k.missing.iter().map(|m| f(&m.label).clone()).collect::<Vec<_>>().join("; ");
        let learn = k.learn.clone().unwrap_or_default();
        let join = |facts: String, learn: &str| if facts.is_empty() { learn.to_owned() } else { format!("{facts}. {learn}") };
        Item {
            words: k.danger.clone(),
            state: Some(k.state),
            more: Some(both(join(missing(|w| &w.en), &learn.en), join(missing(|w| &w.es), &learn.es))),
            authority: page.safety.dangers.iter().find(|d| d.line.id == k.id).map(|d| d.line.authority.clone()),
        }
    });
    parts.push(part("What keeps it closed", "Lo que lo mantiene cerrado", keeps.collect()));
    parts.extend(pages(asking, "checks"));
    let open = page.safety.not_final.iter().map(|w| Item { words: w.clone(), state: Some(State::NotKnown), more: None, authority: None });
    parts.push(part("Before anything is final", "Antes de que algo sea definitivo", open.collect()));
    parts.push(part("Days to keep, whatever is decided", "Fechas que cumplir, se decida lo que se decida", days(page)));
    parts.push(never(page));
    parts
}

fn contact(page: &Assessment) -> Part {
    Part { kind: Kind::Said, ..part("Contact", "Contacto", verdicts(page)) }
}

fn verdicts(page: &Assessment) -> Vec<Item> {
    let item = |v: &crate::model::Verdict| Item {
        // Only the mildest verdict does not name its recipient.
        words: if v.level == Level::Ask {
            both(format!("{}: {}", v.name.en, v.words.en), format!("{}: {}", v.name.es, v.words.es))
        } else {
            v.words.clone()
        },
        state: None,
        more: Some(v.because.clone()),
        authority: None,
    };
    page.safety.verdicts.iter().map(item).collect()
}

fn acts(all: &[crate::model::Act]) -> Vec<Item> {
    let item = |a: &crate::model::Act| Item {
        words: a.line.words.clone(),
        state: (a.line.state != State::Yes).then_some(a.line.state),
        more: a.plan.then(|| both("only with a named lawyer's written plan", "solo con el plan escrito de un abogado identificado")),
        authority: Some(a.line.authority.clone()),
    };
    all.iter().map(item).collect()
}

/// Duties with and without a day, and last days of the next three months; those not known stay as questions.
fn days(page: &Assessment) -> Vec<Item> {
    let duties = page.safety.duties.iter().map(|d| Item {
        words: d.line.words.clone(),
        state: (d.line.state != State::Yes).then_some(d.line.state),
        more: d.day_words.clone().or_else(|| (d.line.state != State::Yes).then(|| d.line.because.clone())),
        authority: Some(d.line.authority.clone()),
    });
    let told = |id: &str| page.safety.duties.iter().any(|d| d.line.id == id);
    let last = page.deadlines.iter().filter(|d| (0..=92).contains(&d.in_days) && !told(&d.line.id)).map(|d| Item {
        words: d.line.words.clone(),
        state: None,
        more: Some(d.day_words.clone()),
        authority: Some(d.line.authority.clone()),
    });
    duties.chain(last).collect()
}
