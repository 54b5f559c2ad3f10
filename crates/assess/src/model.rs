//! An assessment, as data: what a page shows and a program reads. Words come in both languages.
//!
//! The JSON form of this is versioned by [`SCHEMA`]; a change of meaning is a new version.

use law::syntax::Direction;
use law::{Level, Recipient, Words};
use serde::Serialize;
use std::sync::Arc;

pub(crate) mod as_objects;

pub use crate::not_today::{DueNow, NotToday};

/// The version of the JSON form.
pub const SCHEMA: &str = "forbear-assessment/1";

/// How an answer stands, to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known: facts are missing.
    NotKnown,
    /// A lawyer must analyze it.
    NeedsAnalysis,
    /// Sources, or authorities, disagree.
    Disagree,
    /// The law of that day is not known to the pack.
    LawNotSeen,
    /// The pack does not hold this yet.
    NotModelled,
}

/// A fact that could still change an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingFact {
    /// `orders[0].issued`, or `orders` for "is the list complete?"
    pub path: String,
    /// A noun phrase.
    pub label: Words,
    /// What to ask.
    pub question: Words,
    /// Why.
    pub why: Words,
    /// How to learn it without contacting ICE.
    pub learn: Option<Words>,
    /// not asked, not known, partly known, in conflict, …
    pub reason: &'static str,
}

/// A provision that something rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Authority {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Words,
    /// Its citations.
    pub cite: Vec<String>,
    /// `high`, `medium`, `low`, `unverified`
    pub confidence: &'static str,
    /// When it was last seen in force.
    pub last_seen: String,
    /// Who reviewed it, or `none`.
    pub reviewed: String,
    /// statute, regulation, precedent, policy, practice, judgment
    pub source: String,
    /// Whether it is of a kind that changes without notice.
    pub volatile: bool,
    /// Who of the office confirmed it, where it would be too old on this day without that.
    pub confirmed: Option<ConfirmedBy>,
}

/// A person of the office who looked at the source of a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfirmedBy {
    /// Which provision.
    pub provision: String,
    /// What was looked at.
    pub source: String,
    /// When.
    pub day: String,
    /// Who.
    pub name: String,
}

/// Where a fact comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FactSource {
    /// Which paper, or who.
    pub source: String,
    /// documented, client says, inferred
    pub certainty: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub on: String,
    /// Older than its shelf life on the day asked for.
    pub stale: bool,
    /// An assumption: a range read into words such as "about 2009", a place taken from the question, or a what-if.
    pub assumed: bool,
    /// Sources disagree.
    pub conflict: bool,
}

/// A step of a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofStep {
    /// conclusion, clause, condition, fact, list, exception, gap, again
    pub kind: &'static str,
    /// The step in words.
    pub words: Arc<Words>,
    /// What came out, in words.
    pub answer: Arc<Words>,
    /// How that stands.
    pub state: State,
    /// The conclusion's name, for conclusions and exceptions: `again` refers to the step of the same name.
    pub name: Option<String>,
    /// The provision, for clauses and conclusions.
    pub authority: Option<Arc<Authority>>,
    /// `orders[0].issued`, for facts.
    pub path: Option<String>,
    /// Where the fact comes from.
    pub source: Option<Arc<FactSource>>,
    /// What decides it.
    pub parts: Vec<ProofStep>,
}

/// A line that can be explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The conclusion's name: what `--explain` takes.
    pub id: String,
    /// What it is.
    pub words: Words,
    /// How it stands.
    pub state: State,
    /// In one sentence, why.
    pub because: Words,
    /// Facts that could still change it.
    pub missing: Vec<MissingFact>,
    /// The published decisions nearest to the question that an attorney must answer. They answer nothing for this client.
    pub nearest: Vec<Nearest>,
    /// What it rests on.
    pub authority: Arc<Authority>,
    /// Who loses where it is not known; empty if nobody is named.
    pub burden: Option<Words>,
    /// Why, in full.
    pub proof: ProofStep,
}

/// A published decision on the question that an attorney must answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Nearest {
    /// The decision.
    pub title: Words,
    /// What was answered there.
    pub held: Words,
    /// What it found, in sentences.
    pub found: Vec<Statement>,
    /// The facts that decided there, each with this client's value.
    pub compared: Vec<(Words, Words)>,
    /// The decision, as something that is rested on.
    pub authority: Arc<Authority>,
}

/// A danger of voluntary contact.
#[derive(Clone, Debug, Serialize)]
pub struct Danger {
    /// The danger itself.
    pub line: Line,
    /// Whether it counts as true only until somebody has searched.
    pub until_searched: bool,
    /// How strict it is toward each recipient, where it matters at all.
    #[serde(serialize_with = "as_objects::levels")]
    pub levels: Vec<(Recipient, Level)>,
    /// 1 (cheapest and safest to learn) to 9.
    pub cost_rank: i64,
    /// How the deciding fact is learned without contacting ICE.
    pub learn: Option<Words>,
}

impl Danger {
    /// How it stands to a reader: what only a search is missing for is not known, though it counts as true.
    #[must_use]
    pub fn shown(&self) -> State {
        if self.until_searched { State::NotKnown } else { self.line.state }
    }
}

/// The gate's answer for one recipient.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// Whom.
    pub recipient: Recipient,
    /// What they are called.
    pub name: Words,
    /// The answer.
    pub level: Level,
    /// The answer in words.
    pub words: Words,
    /// In one sentence, why.
    pub because: Words,
    /// Names of the dangers that decide it, and whether each holds (or is not known).
    pub decided_by: Vec<String>,
    /// Whether anyone has power there: yes, no or not known.
    pub power: State,
    /// Whether the list of dangers is whole on that day.
    pub complete: bool,
    /// Whose confirmation that rests on, if it does.
    pub complete_by: Vec<ConfirmedBy>,
    /// Rules that made it milder or fixed it.
    pub rules: Vec<Words>,
}

/// What must be kept.
#[derive(Clone, Debug, Serialize)]
pub struct Duty {
    /// The duty.
    pub line: Line,
    /// The day, if there is one: earliest possible.
    pub day: Option<String>,
    /// The day in words.
    pub day_words: Option<Words>,
    /// Days from the day asked for; negative if it has passed.
    pub in_days: Option<i64>,
    /// Whether it was still to come on the day asked for, and had passed when the assessment was made.
    pub passed_since: bool,
}

/// An act judged by itself.
#[derive(Clone, Debug, Serialize)]
pub struct Act {
    /// The act.
    pub line: Line,
    /// Only under a lawyer's plan.
    pub plan: bool,
}

/// What keeps a gate closed.
#[derive(Clone, Debug, Serialize)]
pub struct KeepsClosed {
    /// Which danger.
    pub danger: Words,
    /// Its name.
    pub id: String,
    /// Whether it holds, or is not known.
    pub state: State,
    /// The facts that would decide it.
    pub missing: Vec<MissingFact>,
    /// How to learn it without contacting ICE.
    pub learn: Option<Words>,
    /// Toward whom it closes.
    pub closes: Vec<Recipient>,
}

/// The safety part.
#[derive(Clone, Debug, Serialize)]
pub struct Safety {
    /// What is said in large type with the verdicts, where any of them says not to make contact.
    pub notice: Option<Words>,
    /// One verdict a recipient.
    pub verdicts: Vec<Verdict>,
    /// Every danger that holds or is not known.
    pub dangers: Vec<Danger>,
    /// Names of the dangers that are known not to hold.
    pub cleared: Vec<String>,
    /// What keeps it closed, cheapest and safest first.
    pub keeps_closed: Vec<KeepsClosed>,
    /// What must be kept, by day.
    pub duties: Vec<Duty>,
    /// Acts that stay right.
    pub right: Vec<Act>,
    /// Acts that are never right.
    pub never: Vec<Act>,
    /// Named risks.
    pub risks: Vec<Line>,
    /// What contact is, and what to check before any.
    pub statements: Vec<Statement>,
    /// What is still missing before anything can be final; empty if nothing is.
    pub not_final: Vec<Words>,
    /// What would change the answer of each recipient that is closed.
    pub opens: Vec<Opens>,
    /// Where the day asked for is not today: that it is not, and what the answer is today.
    pub not_today: Option<NotToday>,
    /// Who confirmed the situation, and when.
    #[serde(serialize_with = "as_objects::signed")]
    pub confirmed_by: Option<(String, String)>,
}

/// What would change an answer that says not to make contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opens {
    /// Whose answer.
    pub recipients: Vec<Recipient>,
    /// What would change it, or that nothing to be learned does.
    pub words: Words,
    /// The facts that it names, as the client file writes them.
    pub facts: Vec<String>,
}

/// A sentence about the law of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The sentence.
    pub words: Words,
    /// How it stands: yes, or the law of that day was not seen.
    pub state: State,
    /// Where it comes from.
    pub authority: Arc<Authority>,
}

/// A last day.
#[derive(Clone, Debug, Serialize)]
pub struct Deadline {
    /// The deadline or duty.
    pub line: Line,
    /// The day to keep: the earliest possible. ISO.
    pub day: String,
    /// In words.
    pub day_words: Words,
    /// Whether the day is known only in part, so that the earliest is shown.
    pub partly: bool,
    /// Days from the day asked for; negative if it has passed.
    pub in_days: i64,
    /// Whether it was still to come on the day asked for, and had passed when the assessment was made.
    pub passed_since: bool,
    /// `client` or `government`
    pub due_from: &'static str,
    /// The act that it waited for, where that was done.
    pub done: Option<Done>,
}

/// What a deadline waited for, done.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// The day it was done. ISO.
    pub day: String,
    /// In words, without the weekday.
    pub day_words: Words,
    /// Whether that was in time.
    pub in_time: bool,
}

/// A document that proves something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: Words,
    /// in-hand, to-get or missing
    pub stage: &'static str,
    /// Who can issue it.
    pub issuer: Option<Words>,
    /// What to watch for.
    pub watch: Option<Words>,
}

/// A way to ask, or a program.
#[derive(Clone, Debug, Serialize)]
pub struct Avenue {
    /// Open, closed, or not known.
    pub line: Line,
    /// To whom it is asked; empty where the pack does not say.
    pub asked_of: Vec<Recipient>,
    /// What the safety answer says of asking now; nothing where it is closed anyway or nobody stands in the way.
    pub gate: Option<Words>,
    /// Whether the safety answer closes it now.
    pub gate_closed: bool,
    /// The act that it needs, where that act is never right for this client, or is not known to be right: while this
    /// stands the way is shut, whatever the line says of its law.
    pub never: Option<Words>,
    /// Whether it must be made before anything else is asked.
    pub goes_first: bool,
    /// What this client keeps by it: what holds, and what is not known.
    pub keeps: Vec<Arc<Line>>,
    /// What it costs this client: what holds, and what is not known.
    pub loses: Vec<Arc<Line>>,
    /// Who decides.
    pub decides: Option<Words>,
    /// What it does.
    pub effect: Option<Words>,
    /// What it costs the client.
    pub cost: Option<Words>,
    /// What it risks.
    pub risk: Option<Words>,
    /// Its parts, for programs.
    pub requirements: Vec<Line>,
    /// Sentences about it.
    pub statements: Vec<Statement>,
    /// What proves it.
    pub evidence: Vec<Evidence>,
}

impl Avenue {
    /// What it costs this client, then what it keeps.
    pub fn consequences(&self) -> impl Iterator<Item = &Line> {
        self.loses.iter().chain(&self.keeps).map(Arc::as_ref)
    }

    /// Its own line, its parts, and what it costs and keeps.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        std::iter::once(&self.line).chain(&self.requirements).chain(self.consequences())
    }
}

/// A factor of an instrument.
#[derive(Clone, Debug, Serialize)]
pub struct Factor {
    /// The factor.
    pub line: Line,
    /// Which way it weighs.
    pub direction: Direction,
    /// What proves it.
    pub evidence: Vec<Evidence>,
}

/// An instrument in force on the day.
#[derive(Clone, Debug, Serialize)]
pub struct Instrument {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Words,
    /// Where it comes from.
    pub authority: Arc<Authority>,
    /// Yes, or the law of that day was not seen.
    pub in_force: State,
    /// Its factors and priorities.
    pub factors: Vec<Factor>,
    /// Sentences about it.
    pub statements: Vec<Statement>,
}

/// The next best question.
#[derive(Clone, Debug, Serialize)]
pub struct NextQuestion {
    /// The fact.
    pub fact: MissingFact,
    /// How many open answers it could still change.
    pub bears_on: usize,
    /// How many safety answers among them.
    pub bears_on_safety: usize,
    /// How many facts can still change an answer.
    pub facts_open: usize,
    /// What each answer would settle.
    #[serde(serialize_with = "as_objects::answers")]
    pub answers: Vec<(Words, Vec<Words>)>,
}

/// A single change and what it moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The fact.
    pub path: String,
    /// If it were so.
    pub if_words: Words,
    /// How one comes to know it, or to make it so.
    pub how: Option<Words>,
    /// What moves: name, words, from, to.
    pub moves: Vec<Move>,
}

/// An answer that moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The conclusion or verdict.
    pub id: String,
    /// What it is.
    pub words: Words,
    /// What it was.
    pub from: Words,
    /// What it is now.
    pub to: Words,
    /// Whether a door closes.
    pub closes: bool,
}

/// One of at most seven things to decide now.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What.
    pub words: Words,
    /// Its state in words.
    pub stands: Words,
    /// How it stands.
    pub state: State,
    /// What to explain.
    pub id: String,
}

/// Facts in conflict, or impossible together.
#[derive(Clone, Debug, Serialize)]
pub struct Conflict {
    /// The facts.
    pub paths: Vec<String>,
    /// What to say.
    pub words: Words,
}

/// A place that was asked for: an assumption wherever it stands in for a fact that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AskedPlace {
    /// As it was written.
    pub name: String,
    /// The facts that it stands in for: path, label.
    #[serde(serialize_with = "as_objects::filled")]
    pub filled: Vec<(String, Words)>,
}

/// What makes this reproducible.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt {
    /// Fingerprint of the pack.
    pub pack: String,
    /// Fingerprint of the facts.
    pub facts: String,
    /// The day asked for.
    pub as_of: String,
    /// The day it was made, where whoever asked knew it.
    pub made: Option<String>,
    /// The program's version.
    pub program: String,
    /// Newest day any provision of the pack was last seen.
    pub pack_last_seen: String,
    /// Confirmations of the office that something on this page rests on.
    pub confirmations: Vec<ConfirmedBy>,
    /// Who reviewed the law of this page: `none` where no attorney has.
    pub reviewed: String,
    /// Provisions that are stale on the day and bear on this page.
    pub stale: Vec<Arc<Authority>>,
}

/// All of it.
#[derive(Clone, Debug, Serialize)]
pub struct Assessment {
    /// [`SCHEMA`]
    pub schema: &'static str,
    /// The office's code for the client.
    pub code: String,
    /// What a worked client shows.
    pub title: Option<Words>,
    /// The day asked for.
    pub as_of: String,
    /// In words.
    pub as_of_words: Words,
    /// The place asked for, and the facts that were filled from it.
    pub place: Option<AskedPlace>,
    /// The law that keeps facts on this page confidential, where any such fact is known.
    pub protected: Option<Arc<Authority>>,
    /// Safety.
    pub safety: Safety,
    /// At most seven rows.
    pub decide_now: Vec<Row>,
    /// Last days, soonest first.
    pub deadlines: Vec<Deadline>,
    /// The next best question.
    pub next_question: Option<NextQuestion>,
    /// Where the case stands: the stage and who decides.
    pub posture: Vec<Line>,
    /// The stage in words.
    pub stage: Words,
    /// Sentences about posture.
    pub posture_statements: Vec<Statement>,
    /// Ways to ask.
    pub avenues: Vec<Avenue>,
    /// Programs.
    pub programs: Vec<Avenue>,
    /// Relief and whatever later issues bring.
    pub relief: Vec<Avenue>,
    /// Other conclusions worth showing (custody, closure, motions).
    pub conclusions: Vec<Line>,
    /// Instruments in force on the day.
    pub instruments: Vec<Instrument>,
    /// What would change it.
    pub changes: Vec<Change>,
    /// The relatives whose files are linked, each judged alone; nothing where none is linked.
    pub family: Option<crate::family::Family>,
    /// Conflicts head the missing facts.
    pub conflicts: Vec<Conflict>,
    /// What was said and is kept, but does not count, and why.
    pub set_aside: Vec<Words>,
    /// Stale facts: path, label, day.
    #[serde(serialize_with = "as_objects::stale_facts")]
    pub stale_facts: Vec<(String, Words, String)>,
    /// Claims kept, shown and never used: words, by, on.
    #[serde(serialize_with = "as_objects::claims")]
    pub claims: Vec<(String, String, String)>,
    /// The receipt.
    pub receipt: Receipt,
}
