//! Danger: the strip, what must be kept, what keeps it closed, acts right and never right, every danger.

use super::sheet::Sheet;
use super::words::{because, capital, day, ended, in_days_or_passed, shape, state, verdict_shape};
use crate::language::Language;
use assess::model::{Assessment, Line, MissingFact, State};
use law::{Level, Recipient};

/// One line a recipient; below, each reason once, with those whom it concerns.
pub fn strip(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.heading((
        "SAFETY: may the client, or anyone for the client, make contact?",
        "SEGURIDAD: ¿puede el cliente, o alguien en su nombre, comunicarse?",
    ));
    if let Some(today) = &page.safety.not_today {
        sheet.danger("▲ ", "  ", lang.of(&today.words));
        for due in &today.due {
            let day = due.day_words.as_ref().map(|d| format!("{}: ", capital(lang.of(d)))).unwrap_or_default();
            sheet.line("  ■ ", "    ", &ended(&format!("{day}{}", lang.of(&due.words))));
        }
        sheet.blank();
    }
    let mut reasons: Vec<(&str, Vec<Recipient>)> = Vec::new();
    for verdict in &page.safety.verdicts {
        let (words, name) = (lang.of(&verdict.words), capital(lang.of(&verdict.name)));
        let text = match verdict.level {
            Level::Stop | Level::NothingToDecide => words.to_owned(),
            Level::Plan | Level::Ask => format!("{name}: {}", lower(words)),
        };
        let first = format!("{} ", verdict_shape(verdict.level));
        if verdict.level == Level::Stop {
            sheet.danger(&first, "  ", &text);
        } else {
            sheet.line(&first, "  ", &text);
        }
        let own = std::iter::once(&verdict.because).chain(&verdict.rules).map(|w| lang.of(w));
        for reason in own.filter(|r| !r.is_empty() && !words.to_lowercase().contains(&r.to_lowercase())) {
            match reasons.iter_mut().find(|(r, _)| *r == reason) {
                Some((_, all)) if all.contains(&verdict.recipient) => {}
                Some((_, all)) => all.push(verdict.recipient),
                None => reasons.push((reason, vec![verdict.recipient])),
            }
        }
    }
    if let Some(notice) = &page.safety.notice {
        sheet.blank();
        sheet.danger("", "", lang.of(notice));
        sheet.blank();
    }
    // Where nothing is known yet, one danger by name would read as true.
    let known = page.safety.dangers.iter().any(|d| d.line.state == State::Yes);
    let all_closed = page.safety.verdicts.iter().all(|v| v.level == Level::Stop);
    let law_too_old = page.safety.verdicts.iter().any(|v| !v.complete);
    if known || !all_closed || law_too_old {
        for (reason, toward) in &reasons {
            sheet.line(&format!("  {}: ", recipients(toward, lang)), "    ", &ended(reason));
        }
    }
    for verdict in &page.safety.verdicts {
        for by in &verdict.complete_by {
            let text = lang.pick(
                "the list of dangers rests on a confirmation of the office:",
                "la lista de peligros se apoya en una confirmación de la oficina:",
            );
            sheet.line("  ", "    ", &format!("{}: {text} {}, {}.", short(verdict.recipient, lang), by.name, day(&by.day, lang)));
        }
    }
    for opens in &page.safety.opens {
        let whose = recipients(&opens.recipients, lang);
        let label = lang.pick("What would change it", "Qué lo cambiaría");
        sheet.line("  ", "    ", &format!("{label} ({whose}): {}", lang.of(&opens.words)));
    }
    let count = page.safety.dangers.len();
    if count == 0 {
        return;
    }
    let text = match (lang, count) {
        (Language::En, 1) => "One danger holds or is not known; it stands below with its source.".to_owned(),
        (Language::Es, 1) => "Hay un peligro presente o que no se conoce; está abajo con su fuente.".to_owned(),
        (Language::En, n) => format!("{n} dangers hold or are not known; all stand below with their sources."),
        (Language::Es, n) => format!("Hay {n} peligros presentes o que no se conocen; todos están abajo con sus fuentes."),
    };
    sheet.line("  ", "  ", &text);
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// What must be kept, by day; what is not known stays a question.
pub fn duties(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.heading(("KEEP, whatever else holds", "CUMPLA, pase lo que pase"));
    let (stand, open): (Vec<_>, Vec<_>) = page.safety.duties.iter().partition(|d| d.line.state == State::Yes);
    for duty in &stand {
        let when = match (&duty.day_words, duty.in_days) {
            (Some(words), Some(n)) => format!("{} ({}). ", capital(lang.of(words)), in_days_or_passed(n, duty.passed_since, lang)),
            (Some(words), None) => format!("{}. ", capital(lang.of(words))),
            _ => String::new(),
        };
        sheet.line("■ ", "  ", &ended(&format!("{when}{}", lang.of(&duty.line.words))));
    }
    if stand.is_empty() {
        sheet.line(
            "  ",
            "  ",
            lang.pick(
                "No duty is known yet. That is not the same as none.",
                "Todavía no se conoce ninguna obligación. Eso no quiere decir que no haya.",
            ),
        );
    }
    for duty in &open {
        let asked = missing_names(&duty.line.missing, lang, 2);
        let open = if asked.is_empty() {
            state(duty.line.state, lang).to_owned()
        } else {
            format!("{} {asked}", lang.pick("not known:", "no se sabe:"))
        };
        sheet.line("⊙ ", "  ", &format!("{} ({open})", lang.of(&duty.line.words).trim_end_matches('.')));
    }
    sheet.line(
        "  ",
        "  ",
        lang.pick("Talk to a lawyer first, but the duty stands.", "Hable antes con un abogado, pero la obligación sigue."),
    );
}

/// What is missing before anything can be final.
pub fn not_final(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.heading(("FINAL?", "¿ES DEFINITIVO?"));
    if let Some((name, on)) = &page.safety.confirmed_by {
        sheet.line("  ", "  ", &format!("{} {name}, {}.", lang.pick("Situation confirmed by", "Situación confirmada por"), day(on, lang)));
    }
    for missing in &page.safety.not_final {
        sheet.line("⊙ ", "  ", lang.of(missing));
    }
    if page.safety.not_final.is_empty() {
        sheet.line(
            "  ",
            "  ",
            lang.pick("Nothing is missing. The answers above stay as they are.", "No falta nada. Las respuestas de arriba quedan igual."),
        );
    }
}

/// What keeps the gate closed: cheapest and safest to learn first.
pub fn keeps_closed(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    let all = &page.safety.keeps_closed;
    if all.is_empty() {
        return;
    }
    let (open, holds): (Vec<_>, Vec<_>) = all.iter().partition(|k| k.state != State::Yes);
    sheet.counted(
        (
            "WHAT KEEPS IT CLOSED (#), cheapest and safest to learn first",
            "QUÉ LO MANTIENE CERRADO (#), primero lo más fácil y menos riesgoso de averiguar",
        ),
        all.len(),
    );
    for keeps in open.iter().chain(&holds) {
        let toward = recipients(&keeps.closes, lang);
        let mark = if keeps.state == State::Yes { lang.pick("holds", "presente") } else { state(keeps.state, lang) };
        sheet.line(
            &format!("{} ", shape(keeps.state)),
            "  ",
            &format!("{} ({mark}; {}: {toward})", lang.of(&keeps.danger).trim_end_matches('.'), lang.pick("closes", "cierra")),
        );
        if keeps.state != State::Yes {
            sheet.labelled("    ", ("Not known", "No se sabe"), &missing_names(&keeps.missing, lang, 4));
        }
        // The danger's own way to learn it, or that of its first open fact.
        let learn = keeps.learn.as_ref().or_else(|| keeps.missing.iter().find_map(|m| m.learn.as_ref()));
        if let Some(learn) = learn {
            sheet.labelled("    ", ("How to check it without ICE", "Cómo comprobarlo sin ICE"), lang.of(learn));
        }
    }
}

/// Acts judged by themselves.
pub fn acts(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.heading(("STAYS RIGHT, with a lawyer named", "SIGUE SIENDO CORRECTO, con un abogado identificado"));
    for act in &page.safety.right {
        let plan = if act.plan { lang.pick(" (only under a written plan)", " (solo con un plan escrito)") } else { "" };
        act_line(sheet, &act.line, plan);
    }
    sheet.heading(("NEVER RIGHT", "NUNCA ES CORRECTO"));
    for act in &page.safety.never {
        act_line(sheet, &act.line, "");
    }
    if !page.safety.risks.is_empty() {
        sheet.heading(("RISKS that close no door", "RIESGOS que no cierran nada"));
        for risk in &page.safety.risks {
            act_line(sheet, risk, "");
        }
    }
}

fn act_line(sheet: &mut Sheet<'_>, line: &Line, after: &str) {
    let lang = sheet.look.language;
    let open = match line.state {
        State::Yes => String::new(),
        State::NotKnown => format!(" ({})", lang.pick("if it applies", "si aplica")),
        other => format!(" ({})", state(other, lang)),
    };
    sheet.line(&format!("{} ", shape(line.state)), "  ", &format!("{}{after}{open}", lang.of(&line.words).trim_end_matches('.')));
}

/// Every danger that holds or is not known, with its reason and source.
pub fn dangers(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.counted(("DANGERS that hold or are not known (#)", "PELIGROS presentes o que no se conocen (#)"), page.safety.dangers.len());
    for danger in &page.safety.dangers {
        let levels: Vec<String> =
            danger.levels.iter().map(|(r, l)| format!("{} {}", short(*r, lang), lang.of(&assess::changes::level_words(*l)))).collect();
        sheet.line(&format!("{} ", shape(danger.shown())), "  ", lang.of(&danger.line.words));
        sheet.line("    ", "    ", &format!("{}.", levels.join("; ")));
        // What is not known of it stands above, under what keeps the gate closed, where it does.
        let above = page.safety.keeps_closed.iter().any(|k| k.id == danger.line.id && k.state != State::Yes);
        if !above {
            sheet.labelled("    ", ("Why", "Por qué"), &because(&danger.line, lang));
        }
    }
    let cleared = page.safety.cleared.len();
    if cleared > 0 {
        let text = match lang {
            Language::En => format!("{cleared} dangers are known not to hold. --explain NAME shows each."),
            Language::Es => format!("Se sabe que otros {cleared} peligros no están presentes. --explain NOMBRE muestra cada uno."),
        };
        sheet.line("  ", "  ", &text);
        sheet.line("    ", "    ", &page.safety.cleared.join(", "));
    }
}

/// What contact is, and what to check first.
pub fn statements(sheet: &mut Sheet<'_>, page: &Assessment) {
    if page.safety.statements.is_empty() {
        return;
    }
    sheet.heading(("BEFORE ANY CONTACT", "ANTES DE CUALQUIER COMUNICACIÓN"));
    super::statements::list(sheet, "", &page.safety.statements);
}

/// The first few missing facts by name, and how many more.
pub fn missing_names(missing: &[MissingFact], lang: Language, most: usize) -> String {
    let mut names: Vec<String> = missing.iter().take(most).map(|m| lang.of(&m.label).to_owned()).collect();
    if missing.len() > most {
        let more = missing.len() - most;
        names.push(match lang {
            Language::En => format!("{more} more"),
            Language::Es => format!("{more} más"),
        });
    }
    names.join("; ")
}

/// A recipient in one word.
pub fn short(of: Recipient, lang: Language) -> &'static str {
    match of {
        Recipient::Opla => "OPLA",
        Recipient::Ero => "ERO",
        Recipient::Uscis => "USCIS",
        Recipient::Court => lang.pick("court", "corte"),
    }
}

fn recipients(all: &[Recipient], lang: Language) -> String {
    all.iter().map(|r| short(*r, lang)).collect::<Vec<_>>().join(", ")
}
