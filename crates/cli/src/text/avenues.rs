//! Ways to ask, programs, relief: what is open with all of it, what waits for a fact, what is closed and why.

use super::safety::missing_names;
use super::sheet::Sheet;
use super::words::{because, shape, source, state};
use crate::language::Language;
use assess::changes::open_words;
use assess::model::{Avenue, Evidence, Line, State};
use std::collections::BTreeSet;

/// A section of them.
pub fn section(sheet: &mut Sheet<'_>, heading: (&str, &str), all: &[Avenue]) {
    if all.is_empty() {
        return;
    }
    let lang = sheet.look.language;
    sheet.heading(heading);
    let (later, all): (Vec<&Avenue>, Vec<&Avenue>) = all.iter().partition(|a| a.line.state == State::NotModelled && !held_in_part(a));
    for avenue in all {
        sheet.line(&format!("{} ", mark(avenue)), "  ", &format!("{}: {}", lang.of(&avenue.line.words), stands(avenue, lang)));
        sheet.labelled("    ", ("Why", "Por qué"), &because(&avenue.line, lang));
        if avenue.line.state == State::No {
            continue;
        }
        if let Some(burden) = &avenue.line.burden {
            sheet.line("    ", "      ", &format!("{}.", lang.of(burden)));
        }
        let parts = [
            (("Who decides", "Quién decide"), &avenue.decides),
            (("What it does", "Qué logra"), &avenue.effect),
            (("What it costs", "Qué cuesta"), &avenue.cost),
            (("Risk", "Riesgo"), &avenue.risk),
        ];
        for (label, words) in parts {
            if let Some(words) = words {
                sheet.labelled("    ", label, lang.of(words));
            }
        }
        requirements(sheet, &avenue.requirements);
        if avenue.requirements.iter().all(|r| r.nearest.is_empty()) {
            nearest(sheet, "    ", &avenue.line);
        }
        evidence(sheet, "    ", &avenue.evidence);
        super::statements::list(sheet, "    ", &avenue.statements);
    }
    if later.is_empty() {
        return;
    }
    // Neither open nor closed: the pack does not hold them yet, and a reader must not take silence for "no".
    sheet.line(
        "  ",
        "  ",
        lang.pick(
            "Not modelled yet; neither open nor closed here:",
            "Todavía no incluido; aquí no consta ni como abierto ni como cerrado:",
        ),
    );
    for avenue in later {
        let effect = avenue.effect.as_ref().map(|w| format!(": {}", lang.of(w))).unwrap_or_default();
        let risk = avenue.risk.as_ref().map(|w| format!(" {}: {}", lang.pick("Risk", "Riesgo"), lang.of(w))).unwrap_or_default();
        sheet.line("  · ", "    ", &format!("{}{effect}{risk}", lang.of(&avenue.line.words)));
    }
}

/// How a way stands, and what the safety answer says of it. One whose act is never right is shut, whatever its law says.
fn stands(avenue: &Avenue, lang: Language) -> String {
    if let Some(act) = &avenue.never {
        return format!("{}: {}", never_right(lang), lang.of(act));
    }
    let open = open_words(avenue.line.state);
    let open = lang.of(&open);
    match &avenue.gate {
        // Who reads only the first words must not take them for leave to write.
        Some(gate) if avenue.gate_closed => format!("{}; {}: {open}", lang.of(gate), lang.pick("by its own law", "según su propia ley")),
        Some(gate) => format!("{open}; {}", lang.of(gate)),
        None => open.to_owned(),
    }
}

fn never_right(lang: Language) -> &'static str {
    lang.pick("never right in this case", "nunca es correcto en este caso")
}

fn mark(avenue: &Avenue) -> &'static str {
    if avenue.never.is_some() { shape(State::No) } else { shape(avenue.line.state) }
}

/// Whether the pack holds more of something not modelled whole than its name.
fn held_in_part(of: &Avenue) -> bool {
    !of.requirements.is_empty() || !of.statements.is_empty() || !of.loses.is_empty() || !of.keeps.is_empty()
}

/// The ways to ask that keep or cost this client something, side by side. What costs comes first.
pub fn compared(sheet: &mut Sheet<'_>, all: &[Avenue]) {
    let lang = sheet.look.language;
    let told: Vec<&Avenue> = all.iter().filter(|a| a.line.state != State::No && a.consequences().next().is_some()).collect();
    if told.is_empty() {
        return;
    }
    sheet.heading(("SIDE BY SIDE: what each costs and keeps", "LADO A LADO: lo que cada una cuesta y conserva"));
    for avenue in &told {
        let stands =
            avenue.never.as_ref().map_or_else(|| lang.of(&open_words(avenue.line.state)).to_owned(), |_| never_right(lang).to_owned());
        sheet.line(&format!("{} ", mark(avenue)), "  ", &format!("{}: {stands}", lang.of(&avenue.line.words)));
        for (mark, lines) in [("−", &avenue.loses), ("+", &avenue.keeps)] {
            let names: Vec<String> = lines.iter().map(|line| consequence(line, lang)).collect();
            if !names.is_empty() {
                sheet.line(&format!("    {mark} "), "      ", &format!("{}.", names.join("; ")));
            }
        }
    }
    // Many ways share a consequence, so each says once what it rests on.
    sheet.line("  ", "  ", lang.pick("What each rests on:", "En qué se apoya cada una:"));
    let mut seen = BTreeSet::new();
    for line in told.iter().flat_map(|a| a.consequences()).filter(|line| seen.insert(line.id.as_str())) {
        sheet.line(
            &format!("  {} ", shape(line.state)),
            "    ",
            &format!("{}: {}", lang.of(&line.words).trim_end_matches('.'), because(line, lang)),
        );
    }
}

fn consequence(line: &Line, lang: Language) -> String {
    let words = lang.of(&line.words).trim_end_matches('.');
    if line.state == State::Yes { words.to_owned() } else { format!("{words} ({})", state(line.state, lang)) }
}

fn requirements(sheet: &mut Sheet<'_>, all: &[Line]) {
    let lang = sheet.look.language;
    for line in all {
        let asked = missing_names(&line.missing, lang, 2);
        let open = match line.state {
            State::NotKnown if !asked.is_empty() => format!("{} {asked}", lang.pick("not known:", "no se sabe:")),
            State::No | State::Yes => format!("{}; {}", state(line.state, lang), lang.of(&line.because).trim_end_matches('.')),
            other => state(other, lang).to_owned(),
        };
        sheet.line(&format!("    {} ", shape(line.state)), "      ", &format!("{}: {open}", lang.of(&line.words).trim_end_matches('.')));
        nearest(sheet, "      ", line);
    }
}

/// The decisions nearest to what an attorney must answer, and this client's facts beside those that decided there.
pub fn nearest(sheet: &mut Sheet<'_>, indent: &str, line: &Line) {
    let lang = sheet.look.language;
    for it in &line.nearest {
        let found: Vec<&str> = it.found.iter().map(|s| lang.of(&s.words).trim_end_matches('.')).collect();
        let here: Vec<String> = it.compared.iter().map(|(fact, value)| format!("{}: {}", lang.of(fact), lang.of(value))).collect();
        let text = format!(
            "{}. {}. {} {}. {}",
            found.join(". "),
            lang.of(&it.held),
            lang.pick("This client:", "Esta persona:"),
            here.join("; "),
            source(&it.authority, lang)
        );
        sheet.labelled(indent, ("Nearest decision", "Decisión más cercana"), &text);
    }
}

/// What proves it: missing first, then what is to be got, then what is in hand.
pub fn evidence(sheet: &mut Sheet<'_>, indent: &str, all: &[Evidence]) {
    let lang = sheet.look.language;
    for (stage, label) in [
        ("missing", ("Proof missing", "Pruebas que faltan")),
        ("to-get", ("Proof to get", "Pruebas por conseguir")),
        ("in-hand", ("Proof in hand", "Pruebas que ya tiene")),
    ] {
        let titles: Vec<&str> = all.iter().filter(|e| e.stage == stage).map(|e| lang.of(&e.title)).collect();
        sheet.labelled(indent, label, &titles.join("; "));
    }
}
