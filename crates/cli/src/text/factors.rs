//! The balance sheet: what helps and what hurts under the instruments of the day, with what proves it. Never a number.

use super::avenues::evidence;
use super::safety::missing_names;
use super::sheet::Sheet;
use super::words::{because, ended, source, state};
use assess::model::{Assessment, Factor, State};
use law::syntax::Direction;

/// All instruments of the day, and their factors.
pub fn section(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.heading(("POLICY OF THE DAY, and what weighs under it", "POLÍTICA VIGENTE, y qué pesa según ella"));
    if page.instruments.is_empty() {
        sheet.line(
            "  ",
            "  ",
            lang.pick("No public instrument of that day is known.", "No se conoce ningún documento público de ese día."),
        );
    }
    let of = |wanted: &[Direction]| -> Vec<&Factor> {
        page.instruments.iter().flat_map(|i| &i.factors).filter(|f| wanted.contains(&f.direction) && f.line.state != State::No).collect()
    };
    group(sheet, ("HELPS", "A FAVOR"), "+", &of(&[Direction::For]));
    group(sheet, ("HURTS", "EN CONTRA"), "−", &of(&[Direction::Against, Direction::Priority]));
    group(sheet, ("MAY GO EITHER WAY", "PUEDE PESAR EN UN SENTIDO O EN EL OTRO"), "±", &of(&[Direction::Either]));
    let none = page.instruments.iter().flat_map(|i| &i.factors).filter(|f| f.line.state == State::No).count();
    if none > 0 {
        let text = match lang {
            crate::language::Language::En => format!("{none} further factors do not apply to this client."),
            crate::language::Language::Es => format!("Otros {none} factores no se aplican a este cliente."),
        };
        sheet.line("  ", "  ", &text);
    }
    for instrument in &page.instruments {
        let open = if instrument.in_force == State::Yes { String::new() } else { format!(" ({})", state(instrument.in_force, lang)) };
        sheet.line("  ", "    ", &format!("{}{open} {}", lang.of(&instrument.title), source(&instrument.authority, lang)));
        for it in &instrument.statements {
            sheet.line("    · ", "      ", &ended(lang.of(&it.words)));
        }
    }
}

fn group(sheet: &mut Sheet<'_>, heading: (&str, &str), sign: &str, all: &[&Factor]) {
    if all.is_empty() {
        return;
    }
    let lang = sheet.look.language;
    let (known, open): (Vec<&&Factor>, Vec<&&Factor>) = all.iter().partition(|f| f.line.state == State::Yes);
    sheet.line("  ", "  ", lang.pick(heading.0, heading.1));
    for factor in known {
        sheet.line(&format!("  {sign} "), "    ", lang.of(&factor.line.words));
        sheet.labelled("      ", ("Why", "Por qué"), &because(&factor.line, lang));
        evidence(sheet, "      ", &factor.evidence);
    }
    for factor in open {
        let asked = missing_names(&factor.line.missing, lang, 2);
        let open = if asked.is_empty() {
            state(factor.line.state, lang).to_owned()
        } else {
            format!("{}: {asked}", state(factor.line.state, lang))
        };
        sheet.line(&format!("  {sign}? "), "     ", &format!("{} ({open})", lang.of(&factor.line.words).trim_end_matches('.')));
    }
}
