//! Ways to ask, programs, relief: what is open, what waits for a lawyer or a fact, what is closed and why.

use super::desk::{Desk, LineView, Papers, Said};
use super::mark::{self, Mark};
use super::phrases;
use super::words::Interface;
use askama::Template;
use assess::model::{Assessment, Avenue, Line, State};
use law::{Level, Recipient};
use std::sync::Arc;

/// Avenues by how they stand.
pub struct Openings<'a> {
    pub groups: Vec<Group<'a>>,
}

/// The same, as it stands on the page.
#[derive(Template)]
#[template(path = "assessment/opening-list.html")]
pub struct List<'a> {
    w: &'static Interface,
    open: bool,
    it: &'a Openings<'a>,
}

impl Openings<'_> {
    /// As it stands on the page, `open` where every layer is.
    #[must_use]
    pub fn list<'a>(&'a self, w: &'static Interface, open: &bool) -> List<'a> {
        List { w, open: *open, it: self }
    }
}

/// Avenues that stand alike.
pub struct Group<'a> {
    pub title: &'static str,
    pub note: Option<&'static str>,
    /// Whether each is shown whole, or as a row that opens.
    pub whole: bool,
    /// Whether only names are shown, since the pack holds nothing else.
    pub bare: bool,
    /// Whether the heading says already how each stands, so that no mark repeats it.
    pub alike: bool,
    /// Whether it stays shut until somebody opens it: what cannot be asked is read last.
    pub folded: bool,
    pub all: Vec<Opening<'a>>,
}

/// An avenue.
pub struct Opening<'a> {
    pub line: LineView<'a>,
    pub gate: Option<(Mark, String)>,
    /// Whether it is made before anything else is asked.
    pub first: bool,
    /// What the same page of the law asks besides: what is weighed once it is asked.
    pub weighed: Vec<LineView<'a>>,
    /// What it costs this client, and what it keeps, where nothing beside it shows that.
    pub loses: Vec<LineView<'a>>,
    pub keeps: Vec<LineView<'a>>,
    pub asked_of: Option<String>,
    pub decides: Option<&'a str>,
    pub effect: Option<&'a str>,
    pub cost: Option<&'a str>,
    pub risk: Option<&'a str>,
    pub requirements: Vec<LineView<'a>>,
    pub statements: Vec<Said<'a>>,
    pub papers: Papers<'a>,
}

/// Builds a section of them.
pub fn openings<'a>(desk: &mut Desk<'a>, all: &'a [Avenue]) -> Openings<'a> {
    let words = desk.words;
    let page = desk.page;
    let partly = |a: &Avenue| a.line.state == State::NotModelled && says_more(page, a);
    let never = |a: &Avenue| a.never.is_some();
    let kinds: [(&[State], &'static str, Option<&'static str>); 6] = [
        (&[State::Yes], words.open_group, Some(words.open_note)),
        (&[State::NeedsAnalysis], words.analysis_group, None),
        (&[State::NotKnown, State::Disagree], words.unknown_group, None),
        (&[State::LawNotSeen], words.unseen_group, None),
        (&[State::No], words.closed_group, None),
        (&[State::NotModelled], words.later_group, Some(words.later_note)),
    ];
    let mut groups = Vec::new();
    for (states, title, note) in kinds {
        let bare = matches!(states, [State::NotModelled]);
        if matches!(states, [State::No]) && all.iter().any(never) {
            let all = all.iter().filter(|a| never(a)).map(|a| opening(desk, a)).collect();
            groups.push(Group {
                title: words.never_group,
                note: Some(words.never_note),
                whole: false,
                bare: false,
                alike: true,
                folded: false,
                all,
            });
        }
        if bare {
            let of: Vec<&'a Avenue> = all.iter().filter(|a| partly(a)).collect();
            if !of.is_empty() {
                let all = of.into_iter().map(|a| opening(desk, a)).collect();
                groups.push(Group {
                    title: words.partly_group,
                    note: Some(words.partly_note),
                    whole: false,
                    bare: false,
                    alike: true,
                    folded: false,
                    all,
                });
            }
        }
        let of: Vec<&'a Avenue> = all.iter().filter(|a| states.contains(&a.line.state) && !partly(a) && !never(a)).collect();
        if of.is_empty() {
            continue;
        }
        let whole = matches!(states, [State::Yes] | [State::NeedsAnalysis]);
        let alike = matches!(states, [State::No] | [State::LawNotSeen]);
        let folded = matches!(states, [State::No]);
        groups.push(Group { title, note, whole, bare, alike, folded, all: of.into_iter().map(|a| opening(desk, a)).collect() });
    }
    Openings { groups }
}

/// Whether the pack holds more of something not modelled whole than its name.
fn says_more(page: &Assessment, of: &Avenue) -> bool {
    !of.requirements.is_empty()
        || !of.statements.is_empty()
        || !of.loses.is_empty()
        || !of.keeps.is_empty()
        || weighed(page, of).next().is_some()
}

fn opening<'a>(desk: &mut Desk<'a>, of: &'a Avenue) -> Opening<'a> {
    let lang = desk.lang;
    let mark = mark::of_way(of, lang);
    let asked_of: Vec<String> = of.asked_of.iter().map(|r| lang.of(&law::wording::recipient(*r)).to_owned()).collect();
    // Of ways to ask, what each costs and keeps stands side by side; of a program, with it.
    let beside = desk.page.avenues.iter().any(|a| a.line.id == of.line.id);
    let told = |all: &'a [Arc<Line>]| if beside || of.line.state == State::No { &[][..] } else { all };
    Opening {
        line: desk.marked(&of.line, mark),
        loses: told(&of.loses).iter().map(|l| desk.line(l)).collect(),
        keeps: told(&of.keeps).iter().map(|l| desk.line(l)).collect(),
        gate: gate(desk, of),
        first: of.goes_first && of.line.state != State::No,
        weighed: weighed(desk.page, of).map(|l| desk.line(l)).collect(),
        asked_of: (!asked_of.is_empty()).then(|| phrases::capital(&phrases::list(&asked_of, lang))),
        decides: desk.maybe(of.decides.as_ref()),
        effect: desk.maybe(of.effect.as_ref()),
        cost: desk.maybe(of.cost.as_ref()),
        risk: desk.maybe(of.risk.as_ref()),
        requirements: of.requirements.iter().map(|l| desk.line(l)).collect(),
        statements: desk.all_said(&of.statements),
        papers: desk.papers(&of.evidence),
    }
}

/// The conclusions that stand with a way to ask and not among the other answers: those of its own page of the law, where
/// neither is closed.
pub fn weighed<'a>(page: &'a Assessment, of: &'a Avenue) -> impl Iterator<Item = &'a Line> {
    let closed = |state: State| state == State::No;
    let provision = |id: &'a str| id.split('.').next().unwrap_or(id);
    let own = provision(&of.line.id);
    page.conclusions
        .iter()
        .filter(move |c| {
            !closed(of.line.state) && !matches!(c.state, State::No | State::NotModelled) && provision(&c.id) == own && c.id != of.line.id
        })
        .filter(|c| !of.requirements.iter().chain(of.consequences()).any(|r| r.id == c.id))
}

/// What the safety answer says of asking now, and how strict it is.
pub fn gate(desk: &Desk<'_>, of: &Avenue) -> Option<(Mark, String)> {
    of.gate.as_ref().map(|words| (strictest(desk, &of.asked_of), phrases::capital(desk.lang.of(words))))
}

/// The strictest verdict of those who are asked; of all, where the pack does not say whom.
fn strictest(desk: &Desk<'_>, asked_of: &[Recipient]) -> Mark {
    let verdicts = desk.page.safety.verdicts.iter().filter(|v| asked_of.is_empty() || asked_of.contains(&v.recipient));
    mark::of_level(verdicts.map(|v| v.level).max().unwrap_or(Level::Stop), desk.lang)
}
