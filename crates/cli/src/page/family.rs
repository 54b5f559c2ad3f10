//! The relatives whose files are linked: each judged alone, then all of them together.

use super::desk::{Desk, Said};
use super::mark::{self, Mark};
use super::phrases;
use super::strip::short_name;
use assess::family::{Relative, Standing};

/// The family of the client.
pub struct Family<'a> {
    /// Who may see the page, or how the office sees the rest.
    pub note: &'static str,
    pub relatives: Vec<RelativeView<'a>>,
    /// The verdicts for a request that names all.
    pub together: Vec<Verdict>,
    pub reveals: Vec<Said<'a>>,
    pub consent: Vec<Said<'a>>,
}

/// One relative.
pub struct RelativeView<'a> {
    pub words: String,
    pub withheld: Option<&'a str>,
    pub verdicts: Vec<Verdict>,
    /// The next day to keep, and what.
    pub next: Option<(String, &'a str)>,
    pub not_final: Vec<&'a str>,
}

/// Whom, and how strict.
pub struct Verdict {
    pub mark: Mark,
    pub names: String,
}

/// Builds it; nothing where no file is linked.
pub fn family<'a>(desk: &mut Desk<'a>) -> Option<Family<'a>> {
    let of = desk.page.family.as_ref()?;
    let relatives = of.relatives.iter().map(|r| relative(desk, r)).collect();
    let together = verdicts(desk, &of.together);
    Some(Family {
        note: crate::text::family_note(of.opened, desk.lang),
        relatives,
        together,
        reveals: desk.all_said(&of.reveals),
        consent: desk.all_said(&of.consent),
    })
}

fn relative<'a>(desk: &Desk<'a>, of: &'a Relative) -> RelativeView<'a> {
    let code = of.code.as_deref().map(|c| format!(" ({c})")).unwrap_or_default();
    RelativeView {
        words: format!("{}{code}", phrases::capital(desk.say(&of.words))),
        withheld: desk.maybe(of.withheld.as_ref()),
        verdicts: verdicts(desk, &of.verdicts),
        next: of.next.as_ref().map(|(what, day)| (phrases::capital(desk.say(day)), desk.say(what).trim_end_matches('.'))),
        not_final: of.not_final.iter().map(|w| desk.say(w)).collect(),
    }
}

/// Recipients with one answer together, strictest first.
fn verdicts(desk: &Desk<'_>, all: &[Standing]) -> Vec<Verdict> {
    let mut levels: Vec<law::Level> = all.iter().map(|s| s.level).collect();
    levels.sort_by(|a, b| b.cmp(a));
    levels.dedup();
    let names = |level| all.iter().filter(|s| s.level == level).map(|s| short_name(s.recipient, desk)).collect::<Vec<_>>().join(" · ");
    levels.into_iter().map(|level| Verdict { mark: mark::of_level(level, desk.lang), names: names(level) }).collect()
}
