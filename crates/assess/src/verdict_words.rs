//! The words of a verdict. None of them says "safe".

use crate::line::{Asking, both};
use law::program::ConclusionId;
use law::{Level, Recipient, Words};

/// Why a recipient is closed although nothing that closes it is known to hold.
pub(crate) enum Open {
    /// These facts are missing.
    Facts(Words),
    /// The law was last seen on this day, too long ago.
    Law(Words),
    /// It is not known whether it has anything to decide.
    Power,
    /// An attorney's analysis is missing, or something the pack does not hold.
    Other,
}

/// In one sentence, why.
pub(crate) fn because(asking: &Asking<'_>, first: Option<ConclusionId>, open: Option<&Open>, level: Level) -> Words {
    match (first, open) {
        (Some(id), None) => asking.input.pack.conclusion_words(id),
        (_, Some(Open::Facts(facts))) => both(format!("Not known: {}", facts.en), format!("No se sabe: {}", facts.es)),
        (Some(id), Some(_)) => {
            let danger = asking.input.pack.conclusion_words(id);
            both(format!("Not known, and counts in full: {}", danger.en), format!("No se sabe, y cuenta por completo: {}", danger.es))
        }
        (None, _) if level == Level::Ask => both(
            "No danger that the pack holds applies; risk remains.",
            "No aplica ningún peligro de los que constan aquí; sigue habiendo riesgo.",
        ),
        (None, _) => both("", ""),
    }
}

/// The verdict itself.
pub(crate) fn of(recipient: Recipient, level: Level, open: Option<&Open>) -> Words {
    let name = law::wording::recipient(recipient);
    match level {
        Level::Stop => match open {
            None => {
                both(format!("Do not contact {} about this case.", name.en), format!("No se comunique con {} sobre este caso.", name.es))
            }
            Some(open) => {
                let until = until(open);
                both(
                    format!("Do not contact {}. {}, treat contact as dangerous.", name.en, until.en),
                    format!("No se comunique con {}. {}, considere peligroso todo contacto.", name.es, until.es),
                )
            }
        },
        Level::NothingToDecide => {
            both(format!("{}: nothing to decide here.", capital(&name.en)), format!("{}: aquí no hay nada que decidir.", capital(&name.es)))
        }
        Level::Plan => both("Only with a named lawyer's written plan.", "Solo con el plan escrito de un abogado identificado."),
        Level::Ask => both(
            "A request may be made once the client signs consent. Risk remains.",
            "Se puede presentar la solicitud cuando el cliente firme su consentimiento. Sigue habiendo riesgo.",
        ),
    }
}

fn until(open: &Open) -> Words {
    match open {
        Open::Facts(_) => both("Not everything is known; until it is", "No se sabe todo; hasta saberlo"),
        Open::Law(since) => both(
            format!("The law has not been checked since {}; until an attorney does", since.en),
            format!("La ley no se ha revisado desde el {}; hasta que un abogado lo haga", since.es),
        ),
        Open::Power => {
            both("It is not known whether there is anything to decide; until it is", "No se sabe si hay algo que decidir; hasta saberlo")
        }
        Open::Other => both("Not enough is known; until it is", "No se sabe lo suficiente; hasta saberlo"),
    }
}

/// In large type where all four are closed because facts are missing.
pub(crate) fn nothing_known() -> Words {
    both(
        "Do not contact ICE, immigration court or USCIS on your own yet. We do not know enough: not whether there is an old order, a case, a warrant, or how and when the person came. Any one of these can turn a letter into an arrest. If you have a hearing, a check-in, an appointment or a court date, do not skip it: talk to a lawyer before it. If someone is held now, say so first.",
        "No se comunique todavía por su cuenta con ICE, la corte de inmigración ni USCIS. No sabemos lo suficiente: si hay una orden antigua, un caso o una orden de arresto, ni cómo y cuándo llegó la persona. Cualquiera de estas cosas puede convertir una carta en un arresto. Si tiene una audiencia, una cita para reportarse, otra cita o fecha de corte, no falte: hable antes con un abogado. Si alguien está detenido ahora, dígalo primero.",
    )
}

/// In large type where any recipient is closed.
pub(crate) fn closed() -> Words {
    both(
        "Contact can lead to arrest or removal. Keep every hearing and check-in already set; call a lawyer first.",
        "Comunicarse puede llevar al arresto o a la deportación. Vaya a toda audiencia y cita con ICE (“check-in”) ya fijada; antes llame a un abogado.",
    )
}

pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
