//! One answer in full: the sentence, what would decide it, and the numbered proof.

use super::sheet::{Look, Sheet};
use super::words::{because, capital, confidence, day, shape, state, verdict_shape};
use crate::language::Language;
use crate::source_words;
use assess::explain::{Explained, Explanation};
use assess::model::{Authority, FactSource, ProofStep, State};
use std::collections::HashMap;

/// A conclusion or a verdict, in full.
#[must_use]
pub fn explained(it: &Explained, look: &Look) -> String {
    let mut sheet = Sheet::new(look);
    match it {
        Explained::Line(one) => explanation(&mut sheet, one),
        Explained::Verdict(verdict, dangers) => {
            let lang = look.language;
            sheet.strong(&format!("{} {}: {}", verdict_shape(verdict.level), capital(lang.of(&verdict.name)), lang.of(&verdict.words)));
            sheet.line("  ", "  ", lang.of(&verdict.because));
            for rule in &verdict.rules {
                sheet.line("  ", "  ", lang.of(rule));
            }
            for by in &verdict.complete_by {
                let text = lang.pick(
                    "The list of dangers rests on a confirmation of the office:",
                    "La lista de peligros se apoya en una confirmación de la oficina:",
                );
                sheet.line("  ", "  ", &format!("{text} {}, {} ({}).", by.name, day(&by.day, lang), by.source));
            }
            if dangers.is_empty() {
                sheet.line(
                    "  ",
                    "  ",
                    lang.pick(
                        "No danger toward this recipient holds or is open.",
                        "Ante este destinatario no hay ningún peligro presente ni abierto.",
                    ),
                );
            }
            for danger in dangers {
                sheet.blank();
                explanation(&mut sheet, danger);
            }
        }
    }
    sheet.finish()
}

fn explanation(sheet: &mut Sheet<'_>, it: &Explanation) {
    let lang = sheet.look.language;
    let line = &it.line;
    let answer = if matches!(line.state, State::Yes | State::No) {
        lang.of(&line.proof.answer).to_owned()
    } else {
        state(line.state, lang).to_owned()
    };
    sheet.strong(&format!("{} {}: {answer}", shape(line.state), lang.of(&line.words).trim_end_matches('.')));
    sheet.line("  ", "  ", &because(line, lang));
    if let Some(burden) = &line.burden {
        sheet.line("  ", "  ", &format!("{}.", lang.of(burden)));
    }
    for (label, all) in [(("Yes if", "Sí, si"), &it.yes_if), (("No if", "No, si"), &it.no_if)] {
        for settles in all {
            let values: Vec<&str> = settles.is.iter().map(|w| lang.of(w)).collect();
            let and = settles
                .and
                .as_ref()
                .map(|(about, is)| format!("{} {}: {}", lang.pick(", and", ", y"), lang.of(about), lang.of(is)))
                .unwrap_or_default();
            sheet.labelled("  ", label, &format!("{}: {}{and}", lang.of(&settles.about), values.join(" / ")));
        }
    }
    if !matches!(line.state, State::Yes | State::No) && it.yes_if.is_empty() && it.no_if.is_empty() && !line.missing.is_empty() {
        sheet.line(
            "  ",
            "  ",
            lang.pick(
                "Neither one fact nor two decide it; several are missing:",
                "No basta un dato, ni dos, para decidirlo; faltan varios:",
            ),
        );
    }
    for fact in &line.missing {
        sheet.line("  ⊙ ", "    ", &format!("{} ({})", lang.of(&fact.question), fact.path));
        if let Some(learn) = &fact.learn {
            sheet.labelled("      ", ("How to learn it without ICE", "Cómo averiguarlo sin ICE"), lang.of(learn));
        }
    }
    super::avenues::nearest(sheet, "  ", line);
    sheet.heading(("PROOF", "PRUEBA DE LA RESPUESTA"));
    let mut numbered = HashMap::new();
    parts(sheet, &line.proof.parts, "", &mut numbered);
    if line.proof.parts.is_empty() {
        sheet.line("  ", "  ", lang.pick("Nothing in the pack speaks to it.", "Nada en el paquete de leyes se refiere a esto."));
    }
}

/// Steps in order, numbered so that a step can be named by telephone; exceptions grouped at the end.
fn parts(sheet: &mut Sheet<'_>, all: &[ProofStep], under: &str, numbered: &mut HashMap<String, String>) {
    let lang = sheet.look.language;
    let (exceptions, steps): (Vec<&ProofStep>, Vec<&ProofStep>) = all.iter().partition(|p| p.kind == "exception");
    let mut count = 0;
    let number = |n: usize| if under.is_empty() { n.to_string() } else { format!("{under}.{n}") };
    for step in steps {
        count += 1;
        one(sheet, step, &number(count), numbered);
    }
    if exceptions.is_empty() {
        return;
    }
    count += 1;
    let number = number(count);
    let applies = exceptions.iter().filter(|e| e.state == State::Yes).count();
    let open = exceptions.iter().filter(|e| !matches!(e.state, State::Yes | State::No)).count();
    let said = match (lang, applies, open) {
        (Language::En, 0, 0) => "none applies".to_owned(),
        (Language::Es, 0, 0) => "ninguna se aplica".to_owned(),
        (Language::En, a, 0) => format!("{a} applies"),
        (Language::Es, a, 0) => format!("se aplican {a}"),
        (Language::En, a, o) => format!("{a} applies, {o} not known"),
        (Language::Es, a, o) => format!("se aplican {a}, no se sabe de {o}"),
    };
    let title = lang.pick("Exceptions checked", "Excepciones revisadas");
    line(sheet, &number, &format!("{title}: {}, {said}", exceptions.len()));
    for (n, exception) in exceptions.into_iter().enumerate() {
        one(sheet, exception, &format!("{number}.{}", n + 1), numbered);
    }
}

fn one(sheet: &mut Sheet<'_>, step: &ProofStep, number: &str, numbered: &mut HashMap<String, String>) {
    let lang = sheet.look.language;
    let mut text = format!("{} {}: {}", shape(step.state), lang.of(&step.words).trim_end_matches('.'), lang.of(&step.answer));
    if step.kind == "again" {
        if let Some(earlier) = step.name.as_ref().and_then(|n| numbered.get(n)) {
            text.push_str(&format!(" ({} {earlier})", lang.pick("see", "vea")));
        }
    } else if let Some(name) = &step.name {
        numbered.entry(name.clone()).or_insert_with(|| number.to_owned());
        text.push_str(&format!(" ({name})"));
    }
    if step.kind == "fact" {
        text.push_str(&format!(" — {}", said_by(step, lang)));
    }
    // A condition on one fact stands in one line with it.
    if let ([only], "condition") = (step.parts.as_slice(), step.kind)
        && only.kind == "fact"
    {
        // The condition has said the value, unless it is about more than that.
        if !lang.of(&step.words).contains(lang.of(&only.answer)) {
            text.push_str(&format!(" — {}: {}", lang.of(&only.words), lang.of(&only.answer)));
        }
        text.push_str(&format!(" — {}", said_by(only, lang)));
        line(sheet, number, &text);
        return;
    }
    line(sheet, number, &text);
    if let (Some(authority), "clause" | "exception") = (&step.authority, step.kind) {
        let indent = " ".repeat(indent_of(number) + 2);
        let key = format!("[{}]", authority.id);
        match numbered.get(&key) {
            // Cited in full where it first stands.
            Some(earlier) => sheet.line(&indent, &indent, &format!("[{}: {} {earlier}]", authority.id, lang.pick("cited at", "citada en"))),
            None => {
                numbered.insert(key, number.to_owned());
                sheet.line(&indent, &indent, &format!("[{}: {}]", authority.id, cited(authority, lang)));
            }
        }
    }
    parts(sheet, &step.parts, number, numbered);
}

fn cited(authority: &Authority, lang: Language) -> String {
    let reviewed =
        if authority.reviewed == "none" { lang.pick("no attorney yet", "ningún abogado todavía") } else { &authority.reviewed };
    let mut cited = vec![
        authority.cite.join("; "),
        format!("{} {}", lang.pick("confidence", "certeza"), confidence(authority.confidence, lang)),
        format!("{} {}", lang.pick("seen in force", "vista vigente el"), day(&authority.last_seen, lang)),
        format!("{} {reviewed}", lang.pick("reviewed by", "revisada por")),
    ];
    if let Some(by) = &authority.confirmed {
        cited.push(format!("{} {}, {} ({})", lang.pick("confirmed by", "confirmada por"), by.name, day(&by.day, lang), by.source));
    }
    cited.join(" · ")
}

fn line(sheet: &mut Sheet<'_>, number: &str, text: &str) {
    let indent = " ".repeat(indent_of(number));
    sheet.line(&format!("{indent}{number} "), &format!("{indent}  "), text);
}

/// Deep steps stop moving to the right, so that a narrow page still holds words; their number tells the depth.
fn indent_of(number: &str) -> usize {
    2 + number.matches('.').count().min(4) * 2
}

/// Who says a fact.
fn said_by(step: &ProofStep, lang: Language) -> String {
    match &step.source {
        Some(source) => fact_source(source, lang),
        None => lang.pick("nobody has said", "nadie lo ha dicho").to_owned(),
    }
}

fn fact_source(source: &FactSource, lang: Language) -> String {
    let certainty = client::Certainty::named(&source.certainty).map(client::Certainty::words);
    let certainty = certainty.as_ref().map_or(lang.pick("assumed", "supuesto"), |w| lang.of(w));
    let mut parts = vec![source_words::in_language(&source.source, lang).to_owned(), certainty.to_owned()];
    if !source.on.is_empty() {
        parts.push(day(&source.on, lang));
    }
    if source.assumed && source.certainty != "assumed" {
        parts.push(lang.pick("an assumption", "es una suposición").to_owned());
    }
    if source.stale {
        parts.push(lang.pick("old: ask again", "antiguo: pregunte otra vez").to_owned());
    }
    if source.conflict {
        parts.push(lang.pick("sources disagree", "las fuentes no coinciden").to_owned());
    }
    parts.retain(|p| !p.is_empty());
    parts.join(", ")
}
