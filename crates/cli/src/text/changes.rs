//! What would change it: the fact, or the few together, from, to, and how one comes to know or do it.

use super::sheet::Sheet;
use crate::page::moved;
use assess::model::{Assessment, Change, Move};

/// At most this many changes are printed; the rest are counted.
const MOST: usize = 12;

/// The section.
pub fn section(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.counted(("WHAT WOULD CHANGE IT (#)", "QUÉ LO CAMBIARÍA (#)"), page.changes.len());
    if page.changes.is_empty() {
        sheet.line(
            "  ",
            "  ",
            lang.pick("No change of up to three facts moves an answer.", "Ningún cambio de hasta tres hechos mueve una respuesta."),
        );
    }
    for change in page.changes.iter().take(MOST) {
        one(sheet, change);
    }
    if page.changes.len() > MOST {
        let more = page.changes.len() - MOST;
        sheet.line("  ", "  ", &format!("{more} {}", lang.pick("more; --format json lists all.", "más; --format json los muestra todos.")));
    }
}

fn one(sheet: &mut Sheet<'_>, change: &Change) {
    let lang = sheet.look.language;
    sheet.line("  ", "    ", &format!("{} {} ({})", lang.pick("If", "Si"), lang.of(&change.if_words), change.path));
    moves(sheet, &change.moves);
    if let Some(how) = &change.how {
        sheet.labelled("      ", ("How", "Cómo"), lang.of(how));
    }
}

/// Answers that move: openings first, then doors that close.
pub fn moves(sheet: &mut Sheet<'_>, all: &[Move]) {
    let lang = sheet.look.language;
    if all.is_empty() {
        sheet.line("    ", "    ", lang.pick("No answer moves.", "No se mueve ninguna respuesta."));
    }
    let alike = moved(lang, all);
    for it in alike.iter().filter(|m| !m.closes).chain(alike.iter().filter(|m| m.closes)) {
        sheet.line("    → ", "      ", &format!("{}: {} → {}", it.words, it.from, it.to));
    }
}
