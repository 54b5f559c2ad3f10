//! Sentences about the law of the day, each source once.

use super::sheet::Sheet;
use super::words::{ended, source, state};
use assess::model::{State, Statement};

/// Statements in their order; those that follow each other from one source share it.
pub fn list(sheet: &mut Sheet<'_>, indent: &str, all: &[Statement]) {
    let lang = sheet.look.language;
    for (n, it) in all.iter().enumerate() {
        let open = if it.state == State::Yes { String::new() } else { format!(" ({})", state(it.state, lang)) };
        sheet.line(&format!("{indent}· "), &format!("{indent}  "), &format!("{}{open}", ended(lang.of(&it.words))));
        if all.get(n + 1).is_none_or(|next| next.authority.id != it.authority.id) {
            sheet.line(&format!("{indent}    "), &format!("{indent}    "), &source(&it.authority, lang));
        }
    }
}
