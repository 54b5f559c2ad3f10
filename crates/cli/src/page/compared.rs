//! Ways to ask side by side: what each costs this client and what it keeps. Each consequence is proved once, since many
//! ways share it.

use super::desk::{Desk, LineView, anchor};
use super::mark::{self, Mark};
use super::openings::gate;
use assess::model::{Line, State};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Ways to ask side by side.
pub struct Compared<'a> {
    pub ways: Vec<Way<'a>>,
    /// Everything that they cost or keep, each once, with its proof.
    pub lines: Vec<LineView<'a>>,
}

/// One way to ask.
pub struct Way<'a> {
    pub words: &'a str,
    pub mark: Mark,
    /// What the safety answer says of asking now, and how strict it is.
    pub gate: Option<(Mark, String)>,
    pub loses: Vec<Consequence<'a>>,
    pub keeps: Vec<Consequence<'a>>,
}

/// What it costs or keeps, by name.
pub struct Consequence<'a> {
    pub words: &'a str,
    pub mark: Mark,
    pub anchor: String,
}

/// Those that cost or keep something and are not closed.
pub fn compared<'a>(desk: &mut Desk<'a>) -> Compared<'a> {
    let page = desk.page;
    let told = page.avenues.iter().filter(|a| a.line.state != State::No);
    let told: Vec<_> = told.filter(|a| !a.keeps.is_empty() || !a.loses.is_empty()).collect();
    let mut seen = BTreeSet::new();
    let each = told.iter().flat_map(|a| a.consequences()).filter(|l| seen.insert(l.id.as_str()));
    let lines = each.map(|l| desk.line(l)).collect();
    let named = |all: &'a [Arc<Line>]| all.iter().map(|l| consequence(desk, l)).collect();
    let way = |a: &&'a assess::model::Avenue| Way {
        words: desk.say(&a.line.words),
        mark: mark::of_way(a, desk.lang),
        gate: gate(desk, a),
        loses: named(&a.loses),
        keeps: named(&a.keeps),
    };
    Compared { ways: told.iter().map(way).collect(), lines }
}

fn consequence<'a>(desk: &Desk<'a>, of: &'a Line) -> Consequence<'a> {
    Consequence { words: desk.say(&of.words).trim_end_matches('.'), mark: mark::of(of.state, desk.lang), anchor: anchor(&of.id) }
}
