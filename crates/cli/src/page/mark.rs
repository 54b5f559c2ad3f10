//! How an answer stands, as shape, word and effect. Shape and word carry what is true; color carries only what it does
//! to the client.

use crate::language::Language;
use assess::model::{Avenue, State};
use law::Level;

/// A shape with its word.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The symbol of the sprite.
    pub icon: &'static str,
    /// The class: which edge and tint.
    pub class: &'static str,
    /// The word, always shown.
    pub word: &'static str,
}

/// A plain answer.
#[must_use]
pub fn of(state: State, lang: Language) -> Mark {
    let (icon, class) = shape(state);
    let word = match state {
        State::Yes => lang.pick("Yes", "Sí"),
        State::No => lang.pick("No", "No"),
        State::NotKnown => lang.pick("Not known", "No se sabe"),
        State::NeedsAnalysis => lang.pick("Needs a lawyer's analysis", "Requiere análisis de un abogado"),
        State::Disagree => lang.pick("Sources disagree", "Las fuentes no coinciden"),
        State::LawNotSeen => lang.pick("Not known: law of that day not seen", "No se sabe: no se ha visto la ley de ese día"),
        State::NotModelled => lang.pick("Not modelled yet", "Todavía no incluido"),
    };
    Mark { icon, class, word }
}

/// An avenue, a program or relief.
#[must_use]
pub fn of_avenue(state: State, lang: Language) -> Mark {
    let word = match state {
        State::Yes => lang.pick("Open to ask", "Se puede pedir"),
        State::No => lang.pick("Cannot be asked now", "No se puede pedir ahora"),
        _ => return of(state, lang),
    };
    Mark { word, ..of(state, lang) }
}

/// A way to ask: shut where the act that it needs is never right here.
#[must_use]
pub fn of_way(it: &Avenue, lang: Language) -> Mark {
    match it.never {
        Some(_) => Mark { icon: "i-no", class: "danger", word: lang.pick("Never right here", "Nunca es correcto aquí") },
        None => of_avenue(it.line.state, lang),
    }
}

/// A danger.
#[must_use]
pub fn of_danger(state: State, lang: Language) -> Mark {
    match state {
        State::Yes => Mark { icon: "i-stop", class: "danger", word: lang.pick("Holds", "Presente") },
        State::NotKnown => Mark { word: lang.pick("Not known: counts as true", "No se sabe: cuenta como cierto"), ..of(state, lang) },
        _ => of(state, lang),
    }
}

/// A verdict.
#[must_use]
pub fn of_level(level: Level, lang: Language) -> Mark {
    match level {
        Level::Stop => Mark { icon: "i-stop", class: "stop", word: lang.pick("Do not contact", "No se comunique") },
        Level::Plan => Mark {
            icon: "i-plan",
            class: "plan",
            word: lang.pick("Only with a named lawyer's written plan", "Solo con el plan escrito de un abogado identificado"),
        },
        Level::NothingToDecide => {
            Mark { icon: "i-none", class: "neutral", word: lang.pick("Nothing to decide here", "Aquí no hay nada que decidir") }
        }
        Level::Ask => Mark {
            icon: "i-ask",
            class: "neutral",
            word: lang
                .pick("May be asked with signed consent; risk remains", "Se puede pedir con consentimiento firmado; sigue habiendo riesgo"),
        },
    }
}

fn shape(state: State) -> (&'static str, &'static str) {
    match state {
        State::Yes => ("i-yes", "yes"),
        State::No => ("i-no", "no"),
        State::NotKnown => ("i-unknown", "unknown"),
        State::NeedsAnalysis => ("i-analysis", "analysis"),
        State::Disagree => ("i-conflict", "unknown"),
        State::LawNotSeen => ("i-seen", "caution"),
        State::NotModelled => ("i-later", "later"),
    }
}
