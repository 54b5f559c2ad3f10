//! What this rests on: law too old on the day, confirmations and whose, and what makes it reproducible.

use super::sheet::Sheet;
use super::words::{confidence, day};
use assess::model::Assessment;

/// Law that must be looked at again.
pub fn cautions(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    let receipt = &page.receipt;
    if receipt.stale.is_empty() && receipt.confirmations.is_empty() {
        return;
    }
    sheet.heading(("LAW TO LOOK AT AGAIN", "LEY QUE HAY QUE VOLVER A REVISAR"));
    for it in &receipt.stale {
        let seen = lang.pick("last seen in force", "vista vigente por última vez el");
        let check = lang.pick("check", "consulte");
        sheet.line(
            "△ ",
            "  ",
            &format!(
                "{}: {seen} {}; {check} {} ({}, {})",
                lang.of(&it.title),
                day(&it.last_seen, lang),
                it.cite.join("; "),
                it.id,
                confidence(it.confidence, lang)
            ),
        );
    }
    for by in &receipt.confirmations {
        let text = lang.pick("rests on a confirmation of the office", "se apoya en una confirmación de la oficina");
        sheet.line("■ ", "  ", &format!("{} {text}: {}, {} ({})", by.provision, by.name, day(&by.day, lang), by.source));
    }
}

/// The receipt.
pub fn receipt(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    let receipt = &page.receipt;
    sheet.blank();
    let reviewed = if receipt.reviewed == "none" { lang.pick("no attorney yet", "ningún abogado todavía") } else { &receipt.reviewed };
    let short = |hash: &str| hash.get(..12).unwrap_or(hash).to_owned();
    // What is said of another day than today depends on the day it was said.
    let made = page.receipt.made.as_ref();
    let made = made.map(|made| format!(" · {} {}", lang.pick("made on", "hecho el"), day(made, lang))).unwrap_or_default();
    let text = format!(
        "Forbear {} · {} {}, {} {} · {} {} · {} {}{made} · {}: {reviewed}",
        receipt.program,
        lang.pick("law pack", "paquete de leyes"),
        short(&receipt.pack),
        lang.pick("last seen", "visto por última vez el"),
        day(&receipt.pack_last_seen, lang),
        lang.pick("facts", "hechos"),
        short(&receipt.facts),
        lang.pick("as of", "al"),
        day(&receipt.as_of, lang),
        lang.pick("reviewed by", "revisado por"),
    );
    sheet.line("", "", &text);
    sheet.line(
        "",
        "",
        lang.pick("Not legal advice by a machine: a practitioner decides.", "Una máquina no da consejo legal: decide un profesional."),
    );
}
