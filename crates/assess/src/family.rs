//! A family: each relative is judged alone, from their own file, and a packet that names several takes the strictest
//! verdict of all (rule X6). A file that cannot be read, and one that the law keeps confidential, closes.
//!
//! What is confidential in one file is never shown in another: where one hurt the other, the page of the one would
//! otherwise tell where the other stands. That a file *is* confidential would tell it too. So the files are opened only
//! where the office asks for that, on a page for the office alone; a page that a client takes home looks the same
//! whatever the linked files hold, and even the office's page does not say why a file is not shown.

use crate::input::Input;
use crate::line::{Asking, both};
use crate::model::{Assessment, Statement};
use law::{Level, Recipient, Words};
use serde::Serialize;

/// The relatives of a client, and what one request would say of them.
#[derive(Clone, Debug, Serialize)]
pub struct Family {
    /// Each relative.
    pub relatives: Vec<Relative>,
    /// Whether the linked files were opened: then the page is for the office only.
    pub opened: bool,
    /// The verdict for a request that names all of them: by recipient, the strictest; empty where the files were not
    /// opened.
    pub together: Vec<Standing>,
    /// What one request says of the others.
    pub reveals: Vec<Statement>,
    /// Consent of each, and whether one lawyer can speak for all.
    pub consent: Vec<Statement>,
}

/// A recipient and a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Whom.
    pub recipient: Recipient,
    /// How strict.
    pub level: Level,
    /// In a few words.
    pub words: Words,
}

/// One relative.
#[derive(Clone, Debug, Serialize)]
pub struct Relative {
    /// What that person is of the client, as the client file has it.
    pub is: String,
    /// In words.
    pub words: Words,
    /// The office's code; nothing where the file is not shown here.
    pub code: Option<String>,
    /// Why the file is not shown here.
    pub withheld: Option<Words>,
    /// By recipient; empty where the file is not shown here.
    pub verdicts: Vec<Standing>,
    /// What is still needed before anything is final, consent among it.
    pub not_final: Vec<Words>,
    /// The next day that this relative must keep.
    pub next: Option<(Words, Words)>,
}

/// How a linked file came out.
pub enum Linked<'a> {
    /// It was read and assessed as of the same day.
    Assessed(&'a Assessment),
    /// It could not be read.
    Unreadable,
    /// Nobody asked for it to be opened.
    NotOpened,
}

/// The relatives of a client: what each is, and the assessment of their own file. Nothing where none is linked.
#[must_use]
pub fn family(input: &Input<'_>, own: &Assessment, links: &[(String, Linked<'_>)]) -> Option<Family> {
    if links.is_empty() {
        return None;
    }
    let relatives: Vec<Relative> = links.iter().map(|(is, linked)| relative(input, is, linked)).collect();
    let together = Recipient::ALL.into_iter().map(|recipient| {
        let of_own = own.safety.verdicts.iter().find(|v| v.recipient == recipient).map_or(Level::Stop, |v| v.level);
        // A file that says nothing here counts as closed.
        let of = |r: &Relative| r.verdicts.iter().find(|s| s.recipient == recipient).map_or(Level::Stop, |s| s.level);
        standing(recipient, relatives.iter().map(of).fold(of_own, std::cmp::Ord::max))
    });
    let opened = !links.iter().any(|(_, linked)| matches!(linked, Linked::NotOpened));
    let together = if opened { together.collect() } else { Vec::new() };
    let mut asking = Asking::new(input);
    let of = |asking: &mut Asking<'_>, consent: bool| {
        asking.statements(|p| p.kind == "safety" && p.group == "family" && on_consent(p) == consent)
    };
    Some(Family { relatives, opened, together, reveals: of(&mut asking, false), consent: of(&mut asking, true) })
}

/// Whether a page of the law's folder on families is about consent; every other says what a request reveals.
fn on_consent(provision: &law::provision::Provision) -> bool {
    provision.front.get("consent").and_then(|v| v.as_bool()).unwrap_or(false)
}

fn standing(recipient: Recipient, level: Level) -> Standing {
    Standing { recipient, level, words: crate::changes::level_words(level) }
}

fn relative(input: &Input<'_>, is: &str, linked: &Linked<'_>) -> Relative {
    let bare = |withheld: Words| Relative {
        is: is.to_owned(),
        words: relation(input, is),
        code: None,
        withheld: Some(withheld),
        verdicts: Vec::new(),
        not_final: Vec::new(),
        next: None,
    };
    match linked {
        Linked::NotOpened => bare(both(
            "This relative's own file was not opened for this page.",
            "El archivo propio de este familiar no se abrió para esta página.",
        )),
        Linked::Unreadable => bare(not_shown()),
        Linked::Assessed(page) if page.protected.is_some() => bare(not_shown()),
        Linked::Assessed(page) => Relative {
            is: is.to_owned(),
            words: relation(input, is),
            code: Some(page.code.clone()),
            withheld: None,
            verdicts: page.safety.verdicts.iter().map(|v| standing(v.recipient, v.level)).collect(),
            not_final: page.safety.not_final.clone(),
            next: page.deadlines.iter().find(|d| d.in_days >= 0 && !d.is_kept()).map(|d| (d.line.words.clone(), d.day_words.clone())),
        },
    }
}

/// The same words whatever the reason: the reason would tell.
fn not_shown() -> Words {
    both(
        "This relative's file is not shown here: open it by itself. Until then, treat contact as dangerous for this relative.",
        "El archivo de este familiar no se muestra aquí: ábralo por separado. Hasta entonces, considere peligroso todo contacto para este familiar.",
    )
}

/// The relation in words, from the values of the fact that lists relatives.
fn relation(input: &Input<'_>, is: &str) -> Words {
    let pack = input.pack;
    let field = pack.model.list("relatives").and_then(|record| pack.model.field(record, "relation"));
    let named = field.and_then(|field| {
        let values = &pack.model.fields[field as usize].values;
        values.iter().map(|s| pack.symbol_words(*s, Some(field))).zip(values).find(|(_, s)| pack.model.symbols.name(**s) == is)
    });
    named.map_or_else(|| both(is.replace('_', " "), is.replace('_', " ")), |(words, _)| words)
}
