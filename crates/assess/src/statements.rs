//! Sentences that are true of the law on the day.

use crate::line::Asking;
use crate::model::{State, Statement};
use law::provision::Provision;
use truth::Truth;

impl Asking<'_> {
    /// The statements of the provisions asked for that govern on the day, in the order of the pack.
    pub fn statements(&mut self, wanted: impl Fn(&Provision) -> bool) -> Vec<Statement> {
        let pack = self.input.pack;
        let mut all = Vec::new();
        for statement in &pack.program.statements {
            let provision = pack.program.clauses[statement.clause as usize].provision;
            if !wanted(&pack.provisions[provision as usize]) {
                continue;
            }
            let state = match self.evaluation.governs(statement.clause, None).as_truth() {
                Truth::Yes => State::Yes,
                Truth::Unknown => State::LawNotSeen,
                Truth::No => continue,
            };
            all.push(Statement { words: statement.words.clone(), state, authority: self.authority(provision) });
        }
        all
    }
}
