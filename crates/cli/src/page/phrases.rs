//! Short phrases with a number, a day or a list in them.

use crate::language::Language;
use truth::Day;

/// A written day in words; as written, if it is none.
#[must_use]
pub fn day(iso: &str, lang: Language) -> String {
    Day::parse(iso).map_or_else(|_| iso.to_owned(), |day| lang.of(&law::wording::day(day)).to_owned())
}

/// How far away a day is. Days far off are told in years: nobody counts 6,960 days.
#[must_use]
pub fn away(days: i64, lang: Language) -> String {
    let n = days.abs();
    let (years, past) = (n / 365, days < 0);
    match (lang, past, n) {
        (_, _, 0) => lang.pick("today", "hoy").to_owned(),
        (_, false, 1) => lang.pick("tomorrow", "mañana").to_owned(),
        (_, true, 1) => lang.pick("yesterday", "ayer").to_owned(),
        (Language::En, true, _) if years > 1 => format!("{years} years ago"),
        (Language::Es, true, _) if years > 1 => format!("hace {years} años"),
        (Language::En, false, _) if years > 1 => format!("in {years} years"),
        (Language::Es, false, _) if years > 1 => format!("en {years} años"),
        (Language::En, true, _) => format!("{n} days ago"),
        (Language::Es, true, _) => format!("hace {n} días"),
        (Language::En, false, _) => format!("in {n} days"),
        (Language::Es, false, _) => format!("en {n} días"),
    }
}

/// How far away a day is; of one that was to come on the day asked for and is gone, that it is.
#[must_use]
pub fn away_or_passed(days: i64, passed_since: bool, lang: Language) -> String {
    if passed_since { lang.pick("passed since then", "ya pasó desde entonces").to_owned() } else { away(days, lang) }
}

/// "On November 25, 2026, when this page was made: do not contact."
#[must_use]
pub fn when_made(day: &str, level: &str, lang: Language) -> String {
    match lang {
        Language::En => format!("On {day}, when this page was made: {level}."),
        Language::Es => format!("El {day}, cuando se hizo esta página: {level}."),
    }
}

/// "Made November 25, 2026: on a later day, make it again"
#[must_use]
pub fn made(day: &str, lang: Language) -> String {
    match lang {
        Language::En => format!("Made {day}: on a later day, make it again"),
        Language::Es => format!("Se hizo el {day}: otro día, hágala de nuevo"),
    }
}

/// "done on July 8, 2026, in time"
#[must_use]
pub fn done(day: &str, in_time: bool, lang: Language) -> String {
    match (lang, in_time) {
        (Language::En, true) => format!("done on {day}, in time"),
        (Language::En, false) => format!("done on {day}, after this day"),
        (Language::Es, true) => format!("hecho el {day}, a tiempo"),
        (Language::Es, false) => format!("hecho el {day}, después de esta fecha"),
    }
}

/// "ended 19 years ago"; an appointment or hearing does not end, it was.
#[must_use]
pub fn ended(away: &str, appointment: bool, lang: Language) -> String {
    match (lang, appointment) {
        (Language::En, true) => format!("was {away}"),
        (Language::En, false) => format!("ended {away}"),
        (Language::Es, true) => format!("fue {away}"),
        (Language::Es, false) => format!("venció {away}"),
    }
}

/// "4 deadlines passed, the last on June 25, 2007 (19 years ago)"
#[must_use]
pub fn passed(n: usize, day: &str, away: &str, lang: Language) -> String {
    match (lang, n) {
        (Language::En, 1) => format!("1 deadline passed, on {day} ({away})"),
        (Language::En, n) => format!("{n} deadlines passed, the last on {day} ({away})"),
        (Language::Es, 1) => format!("1 plazo vencido, el {day} ({away})"),
        (Language::Es, n) => format!("{n} plazos vencidos, el último el {day} ({away})"),
    }
}

/// With a capital at the start.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "A, B and C"; in Spanish, *e* before a word that begins with its sound.
#[must_use]
pub fn list(all: &[String], lang: Language) -> String {
    joined(all, |next| {
        let sound = next.trim_start_matches('h').to_lowercase();
        match lang {
            Language::En => "and",
            Language::Es if (sound.starts_with('i') && !sound.starts_with("ie")) || sound.starts_with('í') => "e",
            Language::Es => "y",
        }
    })
}

/// "A, B or C".
#[must_use]
pub fn either(all: &[String], lang: Language) -> String {
    joined(all, |next| match lang {
        Language::En => "or",
        Language::Es if next.to_lowercase().starts_with(['o', 'ó']) => "u",
        Language::Es => "o",
    })
}

fn joined(all: &[String], word: impl Fn(&str) -> &'static str) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {} {last}", rest.join(", "), word(last)),
    }
}

/// The first few, and how many more.
#[must_use]
pub fn some(all: &[&str], most: usize, lang: Language) -> String {
    let mut names: Vec<String> = all.iter().take(most).map(|n| (*n).to_owned()).collect();
    if all.len() > most {
        names.push(more(all.len() - most, lang));
    }
    names.join("; ")
}

/// "The 2 reasons above hold here as well."
#[must_use]
pub fn as_above(n: usize, besides: bool, lang: Language) -> String {
    match (lang, n, besides) {
        (Language::En, 1, true) => "One reason above holds here as well.".to_owned(),
        (Language::En, 1, false) => "A reason above holds here.".to_owned(),
        (Language::En, n, true) => format!("{n} reasons above hold here as well."),
        (Language::En, n, false) => format!("{n} reasons above hold here."),
        (Language::Es, 1, true) => "También vale aquí una razón de arriba.".to_owned(),
        (Language::Es, 1, false) => "Aquí vale una razón de arriba.".to_owned(),
        (Language::Es, n, true) => format!("También valen aquí {n} razones de arriba."),
        (Language::Es, n, false) => format!("Aquí valen {n} razones de arriba."),
    }
}

/// "3 more"
#[must_use]
pub fn more(n: usize, lang: Language) -> String {
    match lang {
        Language::En => format!("{n} more"),
        Language::Es => format!("{n} más"),
    }
}

/// "see step 2.1 of “Stop-time”"
#[must_use]
pub fn see_step(number: &str, of: &str, lang: Language) -> String {
    match lang {
        Language::En => format!("see step {number} of “{of}”"),
        Language::Es => format!("vea el paso {number} de “{of}”"),
    }
}

/// "4 facts can still change an answer"
#[must_use]
pub fn facts_open(n: usize, lang: Language) -> String {
    match (lang, n) {
        (Language::En, 1) => "1 fact can still change an answer".to_owned(),
        (Language::En, n) => format!("{n} facts can still change an answer"),
        (Language::Es, 1) => "1 dato todavía puede cambiar una respuesta".to_owned(),
        (Language::Es, n) => format!("{n} datos todavía pueden cambiar una respuesta"),
    }
}

/// "It bears on 5 open answers; 3 of them about contact or duties."
#[must_use]
pub fn bears_on(all: usize, about_contact: usize, lang: Language) -> String {
    let answers = match (lang, all) {
        (Language::En, 1) => "It bears on 1 open answer".to_owned(),
        (Language::En, n) => format!("It bears on {n} open answers"),
        (Language::Es, 1) => "Influye en 1 respuesta abierta".to_owned(),
        (Language::Es, n) => format!("Influye en {n} respuestas abiertas"),
    };
    match (lang, about_contact) {
        (_, 0) => format!("{answers}."),
        (Language::En, n) if n == all => format!("{answers}, about contact or duties."),
        (Language::En, n) => format!("{answers}; {n} of them about contact or duties."),
        (Language::Es, n) if n == all => format!("{answers}, sobre comunicarse o sobre obligaciones."),
        (Language::Es, n) => format!("{answers}; {n} sobre comunicarse o sobre obligaciones."),
    }
}

/// "settles 3"
#[must_use]
pub fn settles(n: usize, lang: Language) -> String {
    match lang {
        Language::En => format!("settles {n}"),
        Language::Es => format!("decide {n}"),
    }
}

/// "No answer to it settles anything alone; to be learned with it: A; B."
#[must_use]
pub fn none_settles(with: &[&str], lang: Language) -> String {
    match (lang, with) {
        (Language::En, []) => "No answer to it settles anything alone.".to_owned(),
        (Language::Es, []) => "Ninguna respuesta decide algo por sí sola.".to_owned(),
        (Language::En, with) => format!("No answer to it settles anything alone. Learn with it: {}.", some(with, 3, lang)),
        (Language::Es, with) => format!("Ninguna respuesta decide algo por sí sola. Averigüe junto con ella: {}.", some(with, 3, lang)),
    }
}

/// "bears on 3 answers here"
#[must_use]
pub fn bears_here(n: usize, lang: Language) -> String {
    match (lang, n) {
        (Language::En, 1) => "bears on 1 answer here".to_owned(),
        (Language::En, n) => format!("bears on {n} answers here"),
        (Language::Es, 1) => "toca 1 respuesta de aquí".to_owned(),
        (Language::Es, n) => format!("toca {n} respuestas de aquí"),
    }
}

/// "32 dangers are known not to hold."
#[must_use]
pub fn cleared(n: usize, lang: Language) -> String {
    match (lang, n) {
        (Language::En, 1) => "1 danger is known not to hold.".to_owned(),
        (Language::En, n) => format!("{n} dangers are known not to hold."),
        (Language::Es, 1) => "Se sabe que 1 peligro no se da.".to_owned(),
        (Language::Es, n) => format!("Se sabe que {n} peligros no se dan."),
    }
}

/// "Exceptions checked: 3, none applies"
#[must_use]
pub fn exceptions(all: usize, apply: usize, open: usize, lang: Language) -> String {
    match (lang, apply, open) {
        (Language::En, 0, 0) => format!("Exceptions checked: {all}, none applies"),
        (Language::Es, 0, 0) => format!("Excepciones revisadas: {all}, ninguna se aplica"),
        (Language::En, a, o) => format!("Exceptions checked: {all}; {a} applies, {o} not known"),
        (Language::Es, a, o) => format!("Excepciones revisadas: {all}; se aplican {a}, no se sabe de {o}"),
    }
}

/// How sure the research was.
#[must_use]
pub fn confidence(name: &str, lang: Language) -> String {
    match name {
        "high" => lang.pick("high", "alta"),
        "medium" => lang.pick("medium", "media"),
        "low" => lang.pick("low", "baja"),
        "unverified" => lang.pick("unverified", "sin verificar"),
        other => other,
    }
    .to_owned()
}

/// What kind of law it is.
#[must_use]
pub fn kind(name: &str, lang: Language) -> String {
    match name {
        "statute" => lang.pick("statute", "ley"),
        "regulation" => lang.pick("regulation", "reglamento"),
        "precedent" => lang.pick("precedent", "precedente"),
        "policy" => lang.pick("policy", "política"),
        "practice" => lang.pick("practice", "práctica"),
        "judgment" => lang.pick("judgment", "criterio propio"),
        "form" => lang.pick("form", "formulario"),
        other => other,
    }
    .to_owned()
}

/// Why a fact is not known.
#[must_use]
pub fn reason(name: &str, lang: Language) -> String {
    match name {
        "not asked" => lang.pick("not asked", "no se ha preguntado"),
        "not asked today" => lang.pick("not asked today", "hoy no se preguntó"),
        "asked, not known" => lang.pick("asked, not known", "se preguntó, no se sabe"),
        "known only in part" => lang.pick("known only in part", "se sabe solo en parte"),
        "list not complete" => lang.pick("list not known to be complete", "no se sabe si la lista está completa"),
        "sources disagree" => lang.pick("sources disagree", "las fuentes no coinciden"),
        "there is none" => lang.pick("there is none", "no hay"),
        _ => lang.pick("not known", "no se sabe"),
    }
    .to_owned()
}

/// How sure a fact is.
#[must_use]
pub fn certainty(name: &str, lang: Language) -> String {
    let known = client::Certainty::named(name).map(client::Certainty::words);
    known.as_ref().map_or_else(|| lang.pick("assumed", "supuesto").to_owned(), |w| lang.of(w).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_past_days_are_told_in_years() {
        assert_eq!(away(-6960, Language::En), "19 years ago");
        assert_eq!(away(-30, Language::Es), "hace 30 días");
        assert_eq!(away(83, Language::En), "in 83 days");
        assert_eq!(away(1, Language::Es), "mañana");
    }

    #[test]
    fn what_has_passed_is_told_with_its_day() {
        assert_eq!(passed(1, "August 1, 2007", "19 years ago", Language::En), "1 deadline passed, on August 1, 2007 (19 years ago)");
        assert_eq!(ended("hace 19 años", false, Language::Es), "venció hace 19 años");
        assert_eq!(ended("yesterday", true, Language::En), "was yesterday");
        assert_eq!(bears_on(1, 0, Language::En), "It bears on 1 open answer.");
    }

    #[test]
    fn spanish_lists_heed_the_sound_of_the_next_word() {
        let all = ["USCIS".to_owned(), "ICE".to_owned()];
        assert_eq!(list(&all, Language::Es), "USCIS e ICE");
        assert_eq!(list(&all, Language::En), "USCIS and ICE");
        assert_eq!(either(&["una".to_owned(), "otra".to_owned()], Language::Es), "una u otra");
    }
}
