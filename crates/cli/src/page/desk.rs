//! What every part of the page is built with: the language, the register of provisions, and which lines have been
//! proved already, so that no proof stands twice.

use super::mark::{self, Mark};
use super::phrases;
use super::proof::{Proof, facts_used, proof};
use super::sources::{Cited, Register};
use super::words::Interface;
use crate::language::Language;
use assess::model::{Assessment, Avenue, Evidence, Line, MissingFact, State, Statement};
use law::Words;
use std::collections::{BTreeSet, HashMap};

/// What every part of the page is built with.
pub struct Desk<'a> {
    pub page: &'a Assessment,
    pub lang: Language,
    pub words: &'static Interface,
    pub register: Register<'a>,
    proved: BTreeSet<String>,
    /// The lines of the page that have a proof, by name, in their own words.
    lines: HashMap<&'a str, &'a Words>,
    /// Where the steps of other conclusions stand: the name of the place, the line, the number of the step.
    steps: HashMap<String, (String, String, String)>,
}

/// A line of the page.
#[derive(Clone, Debug)]
pub struct LineView<'a> {
    /// Where its proof stands.
    pub anchor: String,
    /// What it is.
    pub words: &'a str,
    /// How it stands.
    pub mark: Mark,
    /// Why, in a sentence, without what the mark says already.
    pub because: String,
    /// What it rests on.
    pub cited: Cited,
    /// Who must prove it.
    pub burden: Option<&'a str>,
    /// Whether its proof stands here and not in another part of the page.
    pub home: bool,
    /// The decisions nearest to what an attorney must answer, where the proof stands here.
    pub nearest: Vec<NearestView<'a>>,
    /// The proof, where it stands here and there is one.
    pub proof: Option<Proof<'a>>,
}

/// A published decision on a question that an attorney must answer.
#[derive(Clone, Debug)]
pub struct NearestView<'a> {
    pub title: &'a str,
    pub held: &'a str,
    pub found: Vec<&'a str>,
    /// The facts that decided there, with this client's values.
    pub compared: Vec<(&'a str, &'a str)>,
    pub cited: Cited,
}

/// A sentence about the law.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    pub words: &'a str,
    pub mark: Option<Mark>,
    pub cited: Cited,
}

/// A fact to learn.
#[derive(Clone, Debug)]
pub struct Missing<'a> {
    pub path: &'a str,
    pub label: &'a str,
    pub question: &'a str,
    pub why: &'a str,
    pub learn: Option<&'a str>,
    pub reason: String,
    /// The name of its place on the page, where it is the first to be learned.
    pub anchor: Option<String>,
}

/// A document, and how it stands.
#[derive(Clone, Debug)]
pub struct Paper<'a> {
    pub title: &'a str,
    pub issuer: Option<&'a str>,
    pub watch: Option<&'a str>,
}

/// Documents by how they stand.
#[derive(Clone, Debug, Default)]
pub struct Papers<'a> {
    pub in_hand: Vec<Paper<'a>>,
    pub to_get: Vec<Paper<'a>>,
    pub missing: Vec<Paper<'a>>,
}

impl Papers<'_> {
    /// Whether none is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.in_hand.is_empty() && self.to_get.is_empty() && self.missing.is_empty()
    }
}

impl<'a> Desk<'a> {
    /// A desk for a page.
    #[must_use]
    pub fn new(page: &'a Assessment, lang: Language) -> Self {
        Self {
            page,
            lang,
            words: Interface::of(lang),
            register: Register::new(&page.receipt.stale, lang),
            proved: BTreeSet::new(),
            lines: every_line(page).filter(|l| !l.proof.parts.is_empty()).map(|l| (l.id.as_str(), &l.words)).collect(),
            steps: HashMap::new(),
        }
    }

    /// Whether a conclusion has a line of its own with a proof, somewhere on the page.
    #[must_use]
    pub fn has_line(&self, name: &str) -> bool {
        self.lines.contains_key(name)
    }

    /// The words of a line of the page.
    #[must_use]
    pub fn line_words(&self, id: &str) -> &'a str {
        self.lines.get(id).map_or("", |words| self.lang.of(words).trim_end_matches('.'))
    }

    /// Where the steps of a conclusion without a line of its own stand: name of the place, line, number of the step.
    #[must_use]
    pub fn steps_of(&self, name: &str) -> Option<(&str, &str, &str)> {
        self.steps.get(name).map(|(anchor, line, number)| (anchor.as_str(), line.as_str(), number.as_str()))
    }

    /// Says that the steps of a conclusion stand here, and gives the place its name.
    pub fn steps_stand_here(&mut self, name: &str, line: &str, number: &str) -> String {
        let place = format!("s-{}", self.steps.len() + 1);
        self.steps.insert(name.to_owned(), (place.clone(), line.to_owned(), number.to_owned()));
        place
    }

    /// Words in the page's language.
    #[must_use]
    pub fn say(&self, words: &'a Words) -> &'a str {
        self.lang.of(words)
    }

    /// Words that may be missing.
    #[must_use]
    pub fn maybe(&self, words: Option<&'a Words>) -> Option<&'a str> {
        words.map(|w| self.lang.of(w)).filter(|w| !w.is_empty())
    }

    /// A line with a plain mark.
    pub fn line(&mut self, line: &'a Line) -> LineView<'a> {
        let mark = mark::of(line.state, self.lang);
        self.marked(line, mark)
    }

    /// A line with a mark of its own.
    pub fn marked(&mut self, line: &'a Line, mark: Mark) -> LineView<'a> {
        let mut cited = self.register.cite(&line.authority);
        // Old law is to be looked at where it decides; where it closes nothing and opens nothing, the register says so. A
        // line whose mark says that the law was not seen says it once.
        cited.stale &= !matches!(line.state, State::No | State::NotModelled | State::LawNotSeen);
        let home = self.proved.insert(line.id.clone());
        let proof = (home && !line.proof.parts.is_empty()).then(|| proof(self, line));
        LineView {
            anchor: anchor(&line.id),
            words: self.say(&line.words).trim_end_matches('.'),
            mark,
            because: self.because(line),
            cited,
            burden: self.maybe(line.burden.as_ref()),
            home,
            nearest: if home { self.nearest(line) } else { Vec::new() },
            proof,
        }
    }

    fn nearest(&mut self, line: &'a Line) -> Vec<NearestView<'a>> {
        let lang = self.lang;
        let view = |it: &'a assess::model::Nearest, cited: Cited| NearestView {
            title: lang.of(&it.title),
            held: lang.of(&it.held),
            found: it.found.iter().map(|s| lang.of(&s.words).trim_end_matches('.')).collect(),
            compared: it.compared.iter().map(|(fact, value)| (lang.of(fact), lang.of(value))).collect(),
            cited,
        };
        line.nearest.iter().map(|it| view(it, self.register.cite(&it.authority))).collect()
    }

    /// Why a line stands as it does, without what its mark says already.
    fn because(&self, line: &'a Line) -> String {
        if matches!(line.state, State::NotKnown | State::Disagree) && !line.missing.is_empty() {
            return self.names(&line.missing, 3);
        }
        let why = self.say(&line.because);
        let answer = self.say(&line.proof.answer);
        if line.state == State::NeedsAnalysis && why == self.say(&line.words) {
            return facts_used(self, line);
        }
        let says_nothing = matches!(line.state, State::NotModelled | State::LawNotSeen)
            || why == answer && matches!(line.state, State::Yes | State::No)
            || why == self.say(&line.words);
        if says_nothing { String::new() } else { why.trim_end_matches('.').to_owned() }
    }

    /// The first few missing facts by name, and how many more.
    #[must_use]
    pub fn names(&self, missing: &'a [MissingFact], most: usize) -> String {
        let names: Vec<&str> = missing.iter().map(|m| self.say(&m.label)).collect();
        phrases::some(&names, most, self.lang)
    }

    /// A fact to learn.
    #[must_use]
    pub fn missing(&self, fact: &'a MissingFact) -> Missing<'a> {
        Missing {
            path: &fact.path,
            label: self.say(&fact.label),
            question: self.say(&fact.question),
            why: self.say(&fact.why),
            learn: self.maybe(fact.learn.as_ref()),
            reason: phrases::reason(fact.reason, self.lang),
            anchor: None,
        }
    }

    /// A sentence about the law.
    pub fn said(&mut self, statement: &'a Statement) -> Said<'a> {
        let mark = (statement.state != State::Yes).then(|| mark::of(statement.state, self.lang));
        Said { words: self.say(&statement.words), mark, cited: self.register.cite(&statement.authority) }
    }

    /// Sentences about the law.
    pub fn all_said(&mut self, statements: &'a [Statement]) -> Vec<Said<'a>> {
        statements.iter().map(|s| self.said(s)).collect()
    }

    /// A document.
    #[must_use]
    pub fn paper(&self, it: &'a Evidence) -> Paper<'a> {
        Paper { title: self.say(&it.title), issuer: self.maybe(it.issuer.as_ref()), watch: self.maybe(it.watch.as_ref()) }
    }

    /// Documents by how they stand.
    #[must_use]
    pub fn papers(&self, all: &'a [Evidence]) -> Papers<'a> {
        let mut papers = Papers::default();
        for it in all {
            let paper = self.paper(it);
            match it.stage {
                "in-hand" => papers.in_hand.push(paper),
                "to-get" => papers.to_get.push(paper),
                _ => papers.missing.push(paper),
            }
        }
        papers
    }
}

/// Every line of the page that may wait for a fact.
pub fn waiting(page: &Assessment) -> impl Iterator<Item = &Line> {
    let safety = &page.safety;
    let acts = safety.right.iter().chain(&safety.never).map(|a| &a.line);
    let avenues = page.avenues.iter().chain(&page.programs).chain(&page.relief);
    (safety.dangers.iter().map(|d| &d.line))
        .chain(safety.duties.iter().map(|d| &d.line))
        .chain(acts)
        .chain(avenues.flat_map(|a| std::iter::once(&a.line).chain(&a.requirements)))
        .chain(page.instruments.iter().flat_map(|i| &i.factors).map(|f| &f.line))
}

/// Every line that the page may show: those, and what only follows from them.
pub fn every_line(page: &Assessment) -> impl Iterator<Item = &Line> {
    let avenues = page.avenues.iter().chain(&page.programs).chain(&page.relief);
    waiting(page)
        .chain(page.deadlines.iter().map(|d| &d.line))
        .chain(&page.posture)
        .chain(avenues.flat_map(Avenue::consequences))
        .chain(&page.conclusions)
}

/// Where a fact to learn stands.
#[must_use]
pub fn fact_anchor(path: &str) -> String {
    format!("f{}", anchor(path).trim_start_matches('w'))
}

/// Where a line's proof stands.
#[must_use]
pub fn anchor(id: &str) -> String {
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    format!("w-{plain}")
}
