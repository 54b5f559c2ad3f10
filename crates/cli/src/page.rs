//! The printable page.

use crate::language::Language;
use assess::model::Assessment;

/// The whole assessment as one self-contained page.
#[must_use]
pub fn render(page: &Assessment, language: Language) -> String {
    let text = crate::text::assessment(page, &crate::text::Look::of_file(language));
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let lang = language.pick("en", "es");
    format!("<!doctype html>\n<html lang=\"{lang}\"><meta charset=\"utf-8\"><title>Assessment · {} · Forbear</title><pre>{escaped}</pre></html>\n", page.code)
}
