//! Why a line stands as it does: the proof, folded; or the link to where it stands.

use super::desk::LineView;
use super::proof;
use super::words::Interface;
use askama::Template;

/// The proof of a line, or the link to it.
#[derive(Template)]
#[template(path = "assessment/why.html")]
pub struct Why<'a> {
    w: &'static Interface,
    open: bool,
    line: &'a LineView<'a>,
}

impl LineView<'_> {
    /// Its proof as it stands on the page, `open` where every layer is.
    #[must_use]
    pub fn why<'a>(&'a self, w: &'static Interface, open: &bool) -> Why<'a> {
        Why { w, open: *open, line: self }
    }
}
