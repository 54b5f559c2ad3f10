//! The instruments in force on the day, and how their factors weigh for this client: a balance sheet, never a sum.

use super::desk::{Desk, LineView, Papers, Said};
use super::mark::{self, Mark};
use super::sources::Cited;
use assess::model::{Factor, Instrument, State};
use law::syntax::Direction;

/// Instruments with factors, and the others.
pub struct Policy<'a> {
    pub sheets: Vec<Sheet<'a>>,
    pub others: Vec<InstrumentView<'a>>,
}

/// An instrument with factors.
pub struct Sheet<'a> {
    pub instrument: InstrumentView<'a>,
    pub helps: Column<'a>,
    pub hurts: Column<'a>,
    pub either: Column<'a>,
    pub priorities: Column<'a>,
}

/// Factors of one direction.
#[derive(Default)]
pub struct Column<'a> {
    /// Those that hold, or wait for a lawyer.
    pub stand: Vec<FactorView<'a>>,
    /// Those that wait for a fact, or for law.
    pub open: Vec<FactorView<'a>>,
    /// Those that do not hold.
    pub absent: Vec<FactorView<'a>>,
}

impl Column<'_> {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stand.is_empty() && self.open.is_empty() && self.absent.is_empty()
    }
}

/// A factor.
pub struct FactorView<'a> {
    pub line: LineView<'a>,
    pub papers: Papers<'a>,
}

/// An instrument.
pub struct InstrumentView<'a> {
    pub title: &'a str,
    pub mark: Option<Mark>,
    pub cited: Cited,
    pub statements: Vec<Said<'a>>,
}

/// Builds it.
pub fn policy<'a>(desk: &mut Desk<'a>) -> Policy<'a> {
    let mut policy = Policy { sheets: Vec::new(), others: Vec::new() };
    for it in &desk.page.instruments {
        let instrument = instrument(desk, it);
        if it.factors.is_empty() {
            policy.others.push(instrument);
            continue;
        }
        let mut sheet = Sheet {
            instrument,
            helps: Column::default(),
            hurts: Column::default(),
            either: Column::default(),
            priorities: Column::default(),
        };
        for factor in &it.factors {
            let column = match factor.direction {
                Direction::For => &mut sheet.helps,
                Direction::Against => &mut sheet.hurts,
                Direction::Either => &mut sheet.either,
                Direction::Priority => &mut sheet.priorities,
            };
            let row = match factor.line.state {
                State::Yes | State::NeedsAnalysis => &mut column.stand,
                State::No => &mut column.absent,
                _ => &mut column.open,
            };
            row.push(view(desk, factor));
        }
        policy.sheets.push(sheet);
    }
    policy
}

fn view<'a>(desk: &mut Desk<'a>, factor: &'a Factor) -> FactorView<'a> {
    FactorView { line: desk.line(&factor.line), papers: desk.papers(&factor.evidence) }
}

fn instrument<'a>(desk: &mut Desk<'a>, of: &'a Instrument) -> InstrumentView<'a> {
    InstrumentView {
        title: desk.say(&of.title),
        mark: (of.in_force != State::Yes).then(|| mark::of(of.in_force, desk.lang)),
        cited: desk.register.cite(&of.authority),
        statements: desk.all_said(&of.statements),
    }
}
