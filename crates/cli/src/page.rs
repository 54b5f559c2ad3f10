//! The printable page.

use crate::language::Language;
use assess::model::{Assessment, Move};

/// How a page is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Every layer open: for paper, and for readers that cannot open one.
    pub print: bool,
    /// What is only tried: what was supposed, and what it moves. Nothing of it is saved.
    pub trying: Option<(&'a [String], &'a [Move])>,
}

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be written")]
pub struct PageError;

/// The whole assessment as one self-contained page.
///
/// # Errors
/// That the page could not be written.
pub fn render(page: &Assessment, language: Language, options: Options<'_>) -> Result<String, PageError> {
    let look = crate::text::Look::of_file(language);
    let _ = options.print;
    let text = match options.trying {
        None => crate::text::assessment(page, &look),
        Some((supposed, moves)) => crate::text::what_if(page, supposed, moves, &look),
    };
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let lang = language.pick("en", "es");
    Ok(format!("<!doctype html>\n<html lang=\"{lang}\"><meta charset=\"utf-8\"><title>Assessment · {} · Forbear</title><pre>{escaped}</pre></html>\n", page.code))
}
