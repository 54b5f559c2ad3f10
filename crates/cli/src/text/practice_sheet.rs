//! A practitioner's sheet for the terminal.

use super::sheet::{Look, Sheet};
use super::words::{source, state};
use assess::model::State;
use assess::sheets::{self, Kind};

/// The whole sheet.
#[must_use]
pub fn practice_sheet(it: &sheets::Sheet, look: &Look) -> String {
    let lang = look.language;
    let mut sheet = Sheet::new(look);
    sheet.strong(&format!("{} · {}", lang.of(&it.title), it.code));
    sheet.line("", "", &format!("{} {}", lang.pick("As of", "Según la ley al"), lang.of(&it.as_of)));
    if let Some(words) = &it.not_today {
        sheet.blank();
        sheet.danger("▲ ", "  ", lang.of(words));
    }
    for part in &it.parts {
        sheet.blank();
        sheet.strong(lang.of(&part.title));
        for (n, item) in part.items.iter().enumerate() {
            let known = item.state == Some(State::Yes);
            let stands = item.state.filter(|_| !known).map(|s| format!(" ({})", state(s, lang))).unwrap_or_default();
            let mark = match part.kind {
                Kind::Never => "× ",
                Kind::Said => "– ",
                Kind::Tick if known => "■ ",
                Kind::Tick => "□ ",
            };
            sheet.line(mark, "  ", &format!("{}{stands}", lang.of(&item.words)));
            if let Some(more) = &item.more {
                sheet.line("    ", "    ", lang.of(more));
            }
            // Items that follow each other from one source share it.
            let next = part.items.get(n + 1).and_then(|i| i.authority.as_ref());
            if let Some(authority) = item.authority.as_ref().filter(|a| next.is_none_or(|next| next.id != a.id)) {
                sheet.line("    ", "    ", &source(authority, lang));
            }
        }
    }
    sheet.blank();
    let reviewed = if it.reviewed == "none" { lang.pick("no attorney yet", "ningún abogado todavía") } else { &it.reviewed };
    sheet.line("", "", &format!("{} {reviewed}", lang.pick("Law reviewed by:", "Ley revisada por:")));
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    sheet.line(
        "",
        "",
        &format!("{} {} · {} {}", lang.pick("Law pack", "Ley"), short(&it.pack), lang.pick("facts", "hechos"), short(&it.facts)),
    );
    sheet.finish()
}
