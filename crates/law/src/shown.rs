//! Words as proofs show them, made once for a pack: thousands of steps of one assessment share a few hundred texts.

use crate::pack::Pack;
use crate::program::{ConclusionId, NodeId, ProvisionId};
use crate::syntax::Words;
use std::sync::{Arc, OnceLock};
use truth::{Answer, Truth, Value};

/// Made when first asked for.
type Made = OnceLock<Box<[OnceLock<Arc<Words>>]>>;

/// The words of a pack that have been shown.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    steps: Made,
    nodes: Made,
    titles: Made,
    labels: Made,
}

impl Clone for Shown {
    /// Empty: a pack is copied to be changed.
    fn clone(&self) -> Self {
        Self::default()
    }
}

fn once(all: &Made, count: usize, number: u32, make: impl FnOnce() -> Words) -> Arc<Words> {
    let all = all.get_or_init(|| (0..count).map(|_| OnceLock::new()).collect());
    match all.get(number as usize) {
        Some(one) => Arc::clone(one.get_or_init(|| Arc::new(make()))),
        None => Arc::new(make()),
    }
}

/// Yes, no, none and not known: the answers of most steps.
static PLAIN: [OnceLock<Arc<Words>>; 4] = [const { OnceLock::new() }; 4];

impl Pack {
    /// [`Pack::step_words`], shared.
    #[must_use]
    pub fn shown_step(&self, id: ConclusionId) -> Arc<Words> {
        once(&self.shown.steps, self.program.conclusions.len(), id, || self.step_words(id))
    }

    /// [`Pack::node_words`], shared.
    #[must_use]
    pub fn shown_node(&self, node: NodeId) -> Arc<Words> {
        once(&self.shown.nodes, self.program.nodes.len(), node, || self.node_words(node))
    }

    /// The title of a provision, shared.
    #[must_use]
    pub fn shown_title(&self, provision: ProvisionId) -> Arc<Words> {
        once(&self.shown.titles, self.provisions.len(), provision, || self.provisions[provision as usize].title.clone())
    }

    /// The label of a fact, shared.
    #[must_use]
    pub fn shown_label(&self, field: u32) -> Arc<Words> {
        once(&self.shown.labels, self.model.fields.len(), field, || self.model.fields[field as usize].label.clone())
    }

    /// [`Pack::value_words`], shared where many answers are alike.
    #[must_use]
    pub fn shown_value(&self, answer: &Answer, field: Option<u32>) -> Arc<Words> {
        let plain = match (&answer.value, answer.none) {
            (_, Truth::Yes) => Some(0),
            (Value::YesNo(Truth::Yes), Truth::No) => Some(1),
            (Value::YesNo(Truth::No), Truth::No) => Some(2),
            (Value::YesNo(Truth::Unknown), _) => Some(3),
            _ => None,
        };
        match plain {
            Some(n) => Arc::clone(PLAIN[n].get_or_init(|| Arc::new(self.value_words(answer, field)))),
            None => Arc::new(self.value_words(answer, field)),
        }
    }
}
