//! An assessment of another day than today: a file keeps its day, and neither the law nor the calendar waits for it.

use crate::input::Input;
use crate::line::{Asking, both};
use crate::model::{Duty, State, as_objects};
use crate::safety::{duties, verdicts};
use law::{Level, Recipient, Words};
use serde::Serialize;

/// An assessment for another day than the one it was made on.
#[derive(Clone, Debug, Serialize)]
pub struct NotToday {
    /// The day it was made. ISO.
    pub made: String,
    /// The same in words, without the weekday.
    pub made_words: Words,
    /// That it is for another day, and what the answer was when it was made.
    pub words: Words,
    /// What must be kept on that day and was not yet to be kept on the day asked for.
    pub due: Vec<DueNow>,
    /// The answers on the day it was made.
    #[serde(serialize_with = "as_objects::levels")]
    pub levels: Vec<(Recipient, Level)>,
}

/// A duty of the day an assessment was made on.
#[derive(Clone, Debug, Serialize)]
pub struct DueNow {
    /// The duty's name.
    pub id: String,
    /// The duty.
    pub words: Words,
    /// Its day, in words.
    pub day_words: Option<Words>,
}

/// That an answer is not today's, and today's answer beside it: a file keeps its day, the law does not wait for it.
pub(crate) fn not_today(asking: &Asking<'_>, kept: &[Duty]) -> Option<NotToday> {
    let input = asking.input;
    let today = input.today.filter(|today| *today != input.as_of)?;
    let now = Input::bare(input.pack, input.case, today, input.confirmed);
    let mut asking_now = Asking::new(&now);
    let levels = verdicts(&mut asking_now);
    let known_before = |id: &str| kept.iter().any(|d| d.line.state == State::Yes && d.line.id == id);
    let due = duties(&mut asking_now).into_iter().filter(|d| d.line.state == State::Yes && !known_before(&d.line.id));
    let due = due.map(|d| DueNow { id: d.line.id, words: d.line.words, day_words: d.day_words }).collect();
    let (day, now) = (law::wording::day(input.as_of), law::wording::day(today));
    // Recipients with one answer stand together, the strictest first.
    let list = |f: fn(&Words) -> &String| {
        let mut kinds = levels.to_vec();
        kinds.sort_unstable_by(|a, b| b.cmp(a));
        kinds.dedup();
        let names = |level: Level| {
            let of = Recipient::ALL.into_iter().zip(levels).filter(|(_, l)| *l == level);
            let name = |r: Recipient| if r == Recipient::Court { f(&both("court", "corte")).clone() } else { r.name().to_uppercase() };
            of.map(|(r, _)| name(r)).collect::<Vec<_>>().join(", ")
        };
        kinds.into_iter().map(|l| format!("{}: {}", names(l), f(&crate::changes::level_words(l)))).collect::<Vec<_>>().join("; ")
    };
    let words = both(
        format!(
            "This answer, and every count of days, is for {}. On {}, when this was made, it was: {}. Go to every hearing and check-in all the same. Before anything is done, make it again for the day it is done.",
            day.en,
            now.en,
            list(|w| &w.en)
        ),
        format!(
            "Esta respuesta, y toda cuenta de días, es para el {}. El {}, cuando se hizo, era: {}. Vaya de todos modos a toda audiencia y cita con ICE (“check-in”). Antes de hacer nada, hágala de nuevo para el día en que se hará.",
            day.es,
            now.es,
            list(|w| &w.es)
        ),
    );
    let levels = Recipient::ALL.into_iter().zip(levels).collect();
    Some(NotToday { made: today.to_string(), made_words: law::wording::day(today), words, due, levels })
}
