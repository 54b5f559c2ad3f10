//! One answer in full: its proof, and what single facts would decide it while it is open.

use crate::input::Input;
use crate::line::{Asking, both};
use crate::model::{Danger, Line, Verdict};
use crate::questions::possible_answers;
use crate::safety::safety;
use law::about::About;
use law::case::{Analyzed, Case};
use law::program::{ConclusionId, Says};
use law::report::nearest;
use law::{Evaluation, Words};
use serde::Serialize;
use truth::{Cause, Kind, Reason, Truth};

/// At most this many open facts are tried.
const MOST_FACTS: usize = 24;

/// Pairs of facts are tried only among so few.
const MOST_IN_PAIRS: usize = 4;

/// An answer with what would decide it.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The answer and its proof.
    pub line: Line,
    /// Single facts, or an attorney's answer, each of which makes it yes; pairs of facts where no single one does.
    pub yes_if: Vec<Settles>,
    /// The same for no.
    pub no_if: Vec<Settles>,
}

/// A fact and the values of it that decide an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settles {
    /// Which fact, or which question to an attorney.
    pub about: Words,
    /// Each of these values decides it.
    pub is: Vec<Words>,
    /// Together with this one, if it takes two.
    pub and: Option<(Words, Words)>,
}

/// What an id stands for.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Explained {
    /// A conclusion.
    Line(Box<Explanation>),
    /// The gate's answer for one recipient, with every danger that bears on it.
    Verdict(Box<Verdict>, Vec<Explanation>),
}

/// Explains a conclusion by its name, or a verdict: `danger.no_case`, `order[0].late`, `verdict.opla`.
///
/// # Errors
/// The name most like it, if nothing is called so.
pub fn explain(input: &Input<'_>, name: &str) -> Result<Explained, Option<String>> {
    let asking = &mut Asking::new(input);
    if let Some(recipient) = name.strip_prefix("verdict.") {
        let safety = safety(asking);
        if let Some(verdict) = safety.verdicts.into_iter().find(|v| v.recipient.name() == recipient) {
            let bears = |d: &Danger| d.levels.iter().any(|(r, _)| *r == verdict.recipient);
            let dangers = safety.dangers.iter().filter(|d| bears(d)).filter_map(|d| asking.find(&d.line.id)).collect::<Vec<_>>();
            let dangers = dangers.into_iter().map(|(id, entry)| of(asking, id, entry)).collect();
            return Ok(Explained::Verdict(Box::new(verdict), dangers));
        }
    }
    match asking.find(name) {
        Some((id, entry)) => Ok(Explained::Line(Box::new(of(asking, id, entry)))),
        None => {
            let names = input.pack.program.conclusions.iter().map(|c| c.name.as_str());
            let verdicts = ["verdict.opla", "verdict.ero", "verdict.uscis", "verdict.court"];
            Err(nearest(name, names.chain(verdicts)).map(str::to_owned))
        }
    }
}

/// A conclusion, explained.
pub fn of(asking: &mut Asking<'_>, id: ConclusionId, entry: Option<u16>) -> Explanation {
    let line = asking.line(id, entry);
    let answer = asking.evaluation.conclusion(id, entry);
    let (mut yes_if, mut no_if) = (Vec::new(), Vec::new());
    let yes_or_no = asking.input.pack.program.conclusions[id as usize].kind == Kind::YesNo;
    if yes_or_no && !answer.is_decided() {
        let causes: Vec<Cause> = answer.causes.as_slice().iter().copied().take(MOST_FACTS).collect();
        let input = asking.input;
        let truth_in = |case: &Case| Evaluation::new(input.pack, case, input.as_of, input.confirmed).conclusion(id, entry).as_truth();
        for (n, cause) in causes.iter().enumerate() {
            for (about, is, case) in supposed(asking, input.case, cause) {
                match truth_in(&case) {
                    Truth::Yes => add(&mut yes_if, about, is, None),
                    Truth::No => add(&mut no_if, about, is, None),
                    Truth::Unknown if causes.len() <= MOST_IN_PAIRS => {
                        for other in causes.iter().skip(n + 1) {
                            for (other_about, other_is, both_so) in supposed(asking, &case, other) {
                                let and = Some((other_about, other_is));
                                match truth_in(&both_so) {
                                    Truth::Yes => add(&mut yes_if, about.clone(), is.clone(), and),
                                    Truth::No => add(&mut no_if, about.clone(), is.clone(), and),
                                    Truth::Unknown => {}
                                }
                            }
                        }
                    }
                    Truth::Unknown => {}
                }
            }
        }
        for all in [&mut yes_if, &mut no_if] {
            // Two facts are only worth naming where no single one decides.
            if all.iter().any(|s| s.and.is_none()) {
                all.retain(|s| s.and.is_none());
            }
        }
    }
    Explanation { line, yes_if, no_if }
}

fn add(all: &mut Vec<Settles>, about: Words, is: Words, and: Option<(Words, Words)>) {
    match all.iter_mut().find(|s| s.about == about && s.and == and) {
        Some(settles) => settles.is.push(is),
        None => all.push(Settles { about, is: vec![is], and }),
    }
}

/// Cases in which a gap is closed: what about, its value, the case.
fn supposed(asking: &Asking<'_>, on: &Case, cause: &Cause) -> Vec<(Words, Words, Case)> {
    let input = asking.input;
    match (cause.reason, About::unpack(cause.about)) {
        (Reason::NeedsAnalysis, About::Conclusion(id, entry)) => {
            let conclusion = &input.pack.program.conclusions[id as usize];
            let question = conclusion.clauses.iter().find_map(|c| match &input.pack.program.clauses[*c as usize].says {
                Says::Analysis(question, _) => Some(question.clone()),
                _ => None,
            });
            let question = question.unwrap_or_else(|| input.pack.conclusion_words(id));
            let answered = |truth: Truth| {
                let mut case = on.clone();
                let given =
                    Analyzed { truth, version: None, weighed: None, name: String::new(), on: String::new(), reasons: String::new() };
                case.analyses.insert((conclusion.name.clone(), entry), given);
                case
            };
            let about = both(format!("a lawyer answers “{}”", question.en), format!("un abogado responde a “{}”", question.es));
            vec![(about.clone(), both("yes", "sí"), answered(Truth::Yes)), (about, both("no", "no"), answered(Truth::No))]
        }
        (reason, _) if reason.is_of_fact() => {
            let Some(fact) = asking.missing_fact(cause) else { return Vec::new() };
            let changed = Input { numbers: input.numbers.clone(), ..Input::bare(input.pack, on, input.as_of, input.confirmed) };
            possible_answers(&changed, cause).into_iter().map(|(value, case)| (fact.label.clone(), value, case)).collect()
        }
        _ => Vec::new(),
    }
}
