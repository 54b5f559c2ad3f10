//! What to do and what is known: rows to decide, deadlines, conflicts, the next question, posture, other answers.

use super::safety::missing_names;
use super::sheet::Sheet;
use super::words::{because, capital, day, in_days_or_passed, shape, source, state};
use crate::language::Language;
use crate::source_words;
use assess::model::{Assessment, Avenue, State};
use std::collections::BTreeSet;

/// At most seven rows.
pub fn decide_now(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.heading(("DECIDE NOW", "DECIDIR AHORA"));
    for (n, row) in page.decide_now.iter().enumerate() {
        let text = format!("{}: {}", lang.of(&row.words).trim_end_matches('.'), lang.of(&row.stands));
        sheet.line(&format!("{} {} ", n + 1, shape(row.state)), "    ", &text);
    }
    if page.decide_now.is_empty() {
        sheet.line(
            "  ",
            "  ",
            lang.pick(
                "Nothing is known yet, so nothing is open or closed. Start with safety.",
                "Todavía no se sabe nada, así que nada está abierto ni cerrado. Empiece por la seguridad.",
            ),
        );
    }
}

/// Last days: to come first, then what has passed.
pub fn deadlines(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.heading(("DEADLINES AND DAYS", "PLAZOS Y FECHAS"));
    if page.deadlines.is_empty() {
        sheet.line("  ", "  ", lang.pick("No day is known.", "No se conoce ninguna fecha."));
    }
    for it in &page.deadlines {
        let passed = if it.in_days < 0 && it.done.is_none() { lang.pick(", passed", ", ya pasó") } else { "" };
        let earliest = if it.partly {
            lang.pick("; known in part: the earliest possible day is shown", "; se conoce en parte: se muestra la primera fecha posible")
        } else {
            ""
        };
        let whose = if it.due_from == "government" { lang.pick("; due from the government", "; le toca al gobierno") } else { "" };
        let mark = if it.in_days < 0 && !it.is_kept() { "▲" } else { shape(it.line.state) };
        sheet.line(
            &format!("{mark} "),
            "  ",
            &format!(
                "{} ({}{passed}{earliest}{whose})",
                capital(lang.of(&it.day_words)),
                match &it.done {
                    Some(done) => crate::page::done_words(lang.of(&done.day_words), done.in_time, lang),
                    None => in_days_or_passed(it.in_days, it.passed_since, lang),
                }
            ),
        );
        sheet.line("    ", "    ", lang.of(&it.line.words));
        if !it.line.id.starts_with("duty.") {
            sheet.labelled("    ", ("Why", "Por qué"), &because(&it.line, lang));
        }
    }
}

/// Facts that contradict each other, and what is kept without counting.
pub fn conflicts(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    if page.conflicts.is_empty() && page.set_aside.is_empty() && page.stale_facts.is_empty() && page.claims.is_empty() {
        return;
    }
    sheet.heading(("FACTS TO SETTLE", "HECHOS POR ACLARAR"));
    for conflict in &page.conflicts {
        sheet.line("◎ ", "  ", &format!("{} ({})", lang.of(&conflict.words), conflict.paths.join(", ")));
    }
    for it in &page.set_aside {
        sheet.line("◎ ", "  ", lang.of(it));
    }
    for (path, label, on) in &page.stale_facts {
        let old = lang.pick("last asked", "se preguntó por última vez el");
        sheet.line(
            "△ ",
            "  ",
            &format!("{}: {old} {}; {} ({path})", lang.of(label), day(on, lang), lang.pick("ask again", "pregunte otra vez")),
        );
    }
    for (says, by, on) in &page.claims {
        let claimed = match lang {
            Language::En => format!("Claimed by {by}, {}, and not used: “{says}”", day(on, lang)),
            Language::Es => format!("Lo dice: {}, {}; no se usa: “{says}”", source_words::in_language(by, lang), day(on, lang)),
        };
        sheet.line("· ", "  ", &claimed);
    }
}

/// The question that would settle most.
pub fn next_question(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.heading(("NEXT QUESTION", "LA PREGUNTA SIGUIENTE"));
    let Some(next) = &page.next_question else {
        sheet.line(
            "  ",
            "  ",
            lang.pick("No missing fact could still change an answer.", "Ningún dato que falte cambiaría ya una respuesta."),
        );
        return;
    };
    sheet.line("  ", "  ", lang.of(&next.fact.question));
    sheet.labelled("  ", ("Why", "Por qué"), lang.of(&next.fact.why));
    let plural = |n: usize, one: &'static str, many: &'static str| if n == 1 { one } else { many };
    let counts = match lang {
        Language::En => format!(
            "It bears on {} open {}, {} of them about safety. {} {} can still change an answer.",
            next.bears_on,
            plural(next.bears_on, "answer", "answers"),
            next.bears_on_safety,
            next.facts_open,
            plural(next.facts_open, "fact", "facts")
        ),
        Language::Es => format!(
            "Pesa en {} {}, {} de ellas sobre seguridad. {} cambiar todavía una respuesta.",
            next.bears_on,
            plural(next.bears_on, "respuesta abierta", "respuestas abiertas"),
            next.bears_on_safety,
            if next.facts_open == 1 { "Un dato puede".to_owned() } else { format!("{} datos pueden", next.facts_open) }
        ),
    };
    sheet.line("  ", "  ", &counts);
    for (answer, settles) in &next.answers {
        if settles.is_empty() {
            continue;
        }
        let most = 3;
        let mut settled: Vec<String> = settles.iter().take(most).map(|w| lang.of(w).to_owned()).collect();
        if settles.len() > most {
            settled.push(format!("{} {}", settles.len() - most, lang.pick("more", "más")));
        }
        sheet.line("  - ", "    ", &format!("{}: {} {}", capital(lang.of(answer)), lang.pick("settles", "decide"), settled.join("; ")));
    }
    if let Some(learn) = &next.fact.learn {
        sheet.labelled("  ", ("How to learn it without ICE", "Cómo averiguarlo sin ICE"), lang.of(learn));
    }
    sheet.line("  ", "  ", &format!("{}: {}", lang.pick("In the file", "En el archivo"), next.fact.path));
}

/// Where the case stands, and who decides.
pub fn posture(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    sheet.heading(("WHERE THE CASE STANDS", "EN QUÉ PUNTO ESTÁ EL CASO"));
    sheet.line("  ", "  ", &format!("{}: {}", lang.pick("Stage", "Etapa"), lang.of(&page.stage)));
    for line in &page.posture {
        let open = if line.state == State::Yes { String::new() } else { format!(" ({})", state(line.state, lang)) };
        sheet.line(&format!("{} ", shape(line.state)), "  ", &format!("{}{open}", lang.of(&line.words)));
        sheet.labelled("    ", ("Why", "Por qué"), &because(line, lang));
    }
    super::statements::list(sheet, "", &page.posture_statements);
}

/// Conclusions that no other part shows.
pub fn conclusions(sheet: &mut Sheet<'_>, page: &Assessment) {
    let lang = sheet.look.language;
    if page.conclusions.is_empty() {
        return;
    }
    sheet.heading(("OTHER ANSWERS", "OTRAS RESPUESTAS"));
    let short =
        |state: State| page.conclusions.iter().filter(move |l| l.state == state).map(|l| lang.of(&l.words)).collect::<Vec<_>>().join("; ");
    let told: BTreeSet<&str> =
        page.avenues.iter().filter(|a| a.line.state != State::No).flat_map(Avenue::consequences).map(|l| l.id.as_str()).collect();
    let stand = page.conclusions.iter().filter(|l| !matches!(l.state, State::No | State::NotModelled));
    for line in stand.filter(|l| !told.contains(l.id.as_str())) {
        let stands = if line.state == State::Yes { lang.of(&line.proof.answer) } else { state(line.state, lang) };
        sheet.line(&format!("{} ", shape(line.state)), "  ", &format!("{}: {stands}", lang.of(&line.words)));
        let asked = missing_names(&line.missing, lang, 3);
        let why = match line.state {
            State::NotKnown if !asked.is_empty() => format!("{asked} {}", source(&line.authority, lang)),
            // The question stands in the line above.
            State::NeedsAnalysis => source(&line.authority, lang),
            _ => because(line, lang),
        };
        sheet.labelled("    ", ("Why", "Por qué"), &why);
    }
    sheet.labelled("  ", ("□ No", "□ No"), &short(State::No));
    sheet.labelled(
        "  ",
        ("· No rule of that day that the pack holds", "· Ninguna regla de ese día consta aquí"),
        &short(State::NotModelled),
    );
}
