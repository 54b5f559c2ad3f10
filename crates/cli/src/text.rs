//! An assessment for the terminal, in the order of the page: danger first, then what to do, then why, then all of it.
//!
//! Shapes and words carry every answer; color only repeats what a word already says.

mod answers;
mod avenues;
mod changes;
mod checklist;
mod explain;
mod factors;
mod family;
mod practice_sheet;
mod receipt;
mod safety;
mod sheet;
mod statements;
mod words;

pub use explain::explained;
pub use family::note as family_note;
pub use practice_sheet::practice_sheet;
pub use sheet::Look;
pub use words::{confidence, state as item_state};

use crate::language::Language;
use assess::model::{Assessment, Move};
use law::Words;
use sheet::Sheet;

/// The whole assessment.
#[must_use]
pub fn assessment(page: &Assessment, look: &Look) -> String {
    let mut sheet = Sheet::new(look);
    head(&mut sheet, page);
    safety::strip(&mut sheet, page);
    safety::duties(&mut sheet, page);
    safety::not_final(&mut sheet, page);
    answers::decide_now(&mut sheet, page);
    answers::deadlines(&mut sheet, page);
    answers::conflicts(&mut sheet, page);
    answers::next_question(&mut sheet, page);
    safety::keeps_closed(&mut sheet, page);
    safety::acts(&mut sheet, page);
    safety::dangers(&mut sheet, page);
    family::section(&mut sheet, page);
    answers::posture(&mut sheet, page);
    avenues::section(&mut sheet, ("WAYS TO ASK", "MANERAS DE PEDIR"), &page.avenues);
    avenues::compared(&mut sheet, &page.avenues);
    avenues::section(&mut sheet, ("PROGRAMS", "PROGRAMAS"), &page.programs);
    avenues::section(&mut sheet, ("RELIEF", "BENEFICIOS MIGRATORIOS"), &page.relief);
    factors::section(&mut sheet, page);
    checklist::section(&mut sheet, page);
    changes::section(&mut sheet, page);
    answers::conclusions(&mut sheet, page);
    safety::statements(&mut sheet, page);
    receipt::cautions(&mut sheet, page);
    receipt::receipt(&mut sheet, page);
    sheet.finish()
}

/// What a change would move. Nothing of it is kept.
#[must_use]
pub fn what_if(page: &Assessment, supposed: &[String], contradicts: &[&Words], moves: &[Move], look: &Look) -> String {
    let mut sheet = Sheet::new(look);
    let lang = look.language;
    sheet.boxed(lang.pick("Trying a change. Nothing is saved.", "Se prueba un cambio. No se guarda nada."));
    for it in supposed {
        sheet.line("  = ", "    ", it);
    }
    for it in contradicts {
        sheet.danger("  ◎ ", "    ", &contradiction(it, lang));
    }
    changes::moves(&mut sheet, moves);
    head(&mut sheet, page);
    safety::strip(&mut sheet, page);
    safety::duties(&mut sheet, page);
    receipt::cautions(&mut sheet, page);
    receipt::receipt(&mut sheet, page);
    sheet.finish()
}

/// That what is supposed cannot stand beside something else, and what follows.
#[must_use]
pub fn contradiction(words: &Words, lang: Language) -> String {
    let first = lang.pick("This contradicts itself or the file", "Esto se contradice o contradice el expediente");
    let then =
        lang.pick("Until one of them gives way, each counts as not known.", "Mientras no se corrija uno, cada uno cuenta como no sabido.");
    format!("{first}. {} {then}", words::ended(lang.of(words)))
}

fn head(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.blank();
    let name = lang.pick("Assessment", "Evaluación");
    sheet.strong(&format!("{name} {}", page.code));
    if let Some(title) = &page.title {
        sheet.line("", "", lang.of(title));
    }
    if let Some(law) = &page.protected {
        let text = lang.pick(
            "Confidential by law: nothing of this page goes to the abuser, or to anyone who would pass it on",
            "Confidencial por ley: nada de esta página va a quien maltrata ni a quien pueda entregársela",
        );
        sheet.danger("", "", &format!("{text} ({}).", law.cite.join("; ")));
    }
    let day = lang.of(&page.as_of_words);
    sheet.line("", "", &format!("{} {day}", lang.pick("As of", "Según la ley al")));
    if let Some(place) = &page.place {
        let said = lang.pick("Asked for the place", "Lugar de la consulta:");
        if place.filled.is_empty() {
            let known = lang.pick(
                "nothing is assumed from it; the places of the court and of custody are known, or there is none",
                "no se supone nada por ello; los lugares de la corte y de la detención se conocen, o no los hay",
            );
            sheet.line("", "  ", &format!("{said} {}: {known}.", place.name));
        } else {
            let filled: Vec<&str> = place.filled.iter().map(|(_, label)| lang.of(label)).collect();
            let stands = lang.pick("assumed for what is not known", "se supone para lo que no se sabe");
            sheet.line("", "  ", &format!("{said} {}, {stands}: {}.", place.name, filled.join("; ")));
        }
    }
}
