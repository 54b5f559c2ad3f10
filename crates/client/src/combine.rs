//! Several statements about one fact, made into what is known of it.
//!
//! Statements that overlap are all true at once: what is known is their overlap. Statements that do not are in
//! conflict: what is known is only that it may be any of them. Neither depends on the order in which they come.

use std::collections::BTreeMap;
use truth::{Answer, Causes, Reason, Span, SpanRange, Truth, Value};

/// What is known from all statements together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Combined {
    pub answer: Answer,
    /// Whether they contradict each other.
    pub conflict: bool,
}

/// What a statement leaves possible: that there is none, and which values.
#[derive(Clone, PartialEq)]
struct Possible {
    none: bool,
    value: Option<Value>,
}

impl Possible {
    fn of(answer: &Answer) -> Self {
        Self { none: answer.none != Truth::No, value: (answer.none != Truth::Yes).then(|| answer.value.clone()) }
    }

    fn answer(self, like: &Answer, causes: Causes) -> Answer {
        let (none, value) = match self.value {
            None => return Answer::none(like.value.kind()),
            Some(value) => (if self.none { Truth::Unknown } else { Truth::No }, value),
        };
        let answer = Answer { value, none, causes };
        if answer.is_decided() { Answer { causes: Causes::none(), ..answer } } else { answer }
    }
}

/// All statements together. `about` is the fact, for the reasons of what stays unknown. Nothing said gives `None`.
pub(crate) fn all(statements: &[&Answer], about: u64) -> Option<Combined> {
    let like = *statements.first()?;
    let mut sorted: BTreeMap<String, Possible> = BTreeMap::new();
    for statement in statements {
        sorted.insert(format!("{:?} {:?}", statement.none, statement.value), Possible::of(statement));
    }
    let possible: Vec<Possible> = sorted.into_values().collect();
    if let Some(both) = meet(&possible) {
        let nothing = both.value.as_ref().is_some_and(|v| *v == Value::unknown(v.kind()));
        let causes = if nothing {
            statements.iter().fold(Causes::none(), |all, s| all.union(&s.causes))
        } else {
            Causes::one(Reason::PartlyKnown, about)
        };
        return Some(Combined { answer: both.answer(like, causes), conflict: false });
    }
    let any = join(possible)?;
    Some(Combined { answer: any.answer(like, Causes::one(Reason::Conflict, about)), conflict: true })
}

/// What all of them leave possible; `None` if nothing.
fn meet(all: &[Possible]) -> Option<Possible> {
    let none = all.iter().all(|p| p.none);
    let values: Option<Vec<&Value>> = all.iter().map(|p| p.value.as_ref()).collect();
    let value = values.and_then(|values| meet_values(&values));
    (none || value.is_some()).then_some(Possible { none, value })
}

fn meet_values(values: &[&Value]) -> Option<Value> {
    let spans: Option<Vec<SpanRange>> = values.iter().map(|v| if let Value::Span(s) = v { Some(*s) } else { None }).collect();
    if let Some(spans) = spans {
        return meet_spans(&spans).map(Value::Span);
    }
    let mut all = values.iter();
    let first = (*all.next()?).clone();
    all.try_fold(first, |so_far, next| so_far.meet(next))
}

/// Lengths of time need care: days and months have no common measure, so two lengths may not compare at all.
fn meet_spans(all: &[SpanRange]) -> Option<SpanRange> {
    let surely_less = |a: Span, b: Span| SpanRange::exactly(a).before(SpanRange::exactly(b)) == Truth::Yes;
    let lows = || all.iter().filter_map(|s| s.lo);
    let highs = || all.iter().filter_map(|s| s.hi);
    if lows().any(|lo| highs().any(|hi| surely_less(hi, lo))) {
        return None;
    }
    let mut exact = all.iter().filter(|s| s.lo.is_some() && s.lo == s.hi);
    if let Some(one) = exact.next() {
        // Two exact lengths written in different units are one length only by chance.
        return exact.next().is_none().then_some(*one);
    }
    let lo = lows().reduce(|a, b| if surely_less(a, b) { b } else { a });
    let hi = highs().reduce(|a, b| if surely_less(b, a) { b } else { a });
    Some(SpanRange { lo, hi })
}

/// What any of them leaves possible.
fn join(all: Vec<Possible>) -> Option<Possible> {
    all.into_iter().reduce(|a, b| Possible {
        none: a.none || b.none,
        value: match (a.value, b.value) {
            (Some(a), Some(b)) => Some(a.join(&b)),
            (a, b) => a.or(b),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use truth::{Choice, Day, Interval, Kind};

    fn day(text: &str) -> Answer {
        let value = Value::Date(Day::parse_partly(text).unwrap());
        let causes = if value.is_exact() { Causes::none() } else { Causes::one(Reason::PartlyKnown, 1) };
        Answer { value, none: Truth::No, causes }
    }
    fn together(answers: &[Answer]) -> Combined {
        all(&answers.iter().collect::<Vec<_>>(), 1).unwrap()
    }

    #[test]
    fn a_year_and_a_month_of_it_are_one_statement_made_closer() {
        let known = together(&[day("2009"), day("2009-05")]);
        assert_eq!(known, Combined { answer: day("2009-05"), conflict: false });
        assert!(together(&[day("2009-05-03"), day("2009")]).answer.is_decided());
    }

    #[test]
    fn two_days_that_cannot_both_be_stay_possible_both_and_neither_wins() {
        let known = together(&[day("2009-05-03"), day("2012-01-01")]);
        assert!(known.conflict);
        assert_eq!(known.answer.value, day("2009-05-03..2012-01-01").value);
        assert_eq!(known.answer.causes, Causes::one(Reason::Conflict, 1));
    }

    #[test]
    fn never_happened_against_a_day_leaves_both_open() {
        let known = together(&[Answer::none(Kind::Date), day("2012-01-01")]);
        assert!(known.conflict && !known.answer.is_decided());
        assert_eq!(known.answer.none, Truth::Unknown);
    }

    #[test]
    fn not_known_to_one_source_takes_nothing_from_what_another_knows() {
        let unknown = Answer::unknown(Kind::Date, true, Causes::one(Reason::NotKnown, 1));
        assert_eq!(together(&[unknown.clone(), day("2012-01-01")]), Combined { answer: day("2012-01-01"), conflict: false });
        assert_eq!(together(&[unknown.clone(), Answer::none(Kind::Date)]).answer, Answer::none(Kind::Date));
        assert_eq!(together(std::slice::from_ref(&unknown)).answer, unknown);
    }

    #[test]
    fn three_that_overlap_only_in_pairs_are_in_conflict_whichever_comes_first() {
        let all = [day("2009..2011"), day("2010..2013"), day("2012..2014")];
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let known = together(&order.map(|n: usize| all[n].clone()));
            assert!(known.conflict);
            assert_eq!(known.answer.value, day("2009..2014").value);
        }
    }

    fn span(text: &str) -> Answer {
        let one = |t: &str| Span::parse(t).unwrap();
        let range = match text.split_once("..") {
            Some((a, b)) => SpanRange { lo: (!a.is_empty()).then(|| one(a)), hi: (!b.is_empty()).then(|| one(b)) },
            None => SpanRange::exactly(one(text)),
        };
        Answer { value: Value::Span(range), none: Truth::No, causes: Causes::none() }
    }

    #[test]
    fn ninety_days_and_three_months_are_not_taken_for_the_same_sentence() {
        assert!(together(&[span("90 days"), span("3 months")]).conflict);
        assert!(!together(&[span("12 months"), span("1 year")]).conflict);
        assert_eq!(together(&[span("1 year.."), span("18 months")]).answer.value, span("18 months").value);
        assert!(together(&[span("2 years.."), span("18 months")]).conflict);
        assert_eq!(together(&[span("1 year.."), span("..3 years"), span("2 years..")]).answer.value, span("2 years..3 years").value);
    }

    fn answer() -> impl Strategy<Value = Answer> {
        let date = (0..6_i32, 0..6_i32)
            .prop_map(|(a, b)| Value::Date(Interval { lo: Some(Day::from_number(a.min(b))), hi: Some(Day::from_number(a.max(b))) }));
        let any = Just(Value::Date(Interval::ANY));
        (prop_oneof![date, any], 0..3).prop_map(|(value, none)| match none {
            0 => Answer::none(Kind::Date),
            1 => Answer { value, none: Truth::Unknown, causes: Causes::one(Reason::NotKnown, 1) },
            _ => Answer { value, none: Truth::No, causes: Causes::one(Reason::PartlyKnown, 1) },
        })
    }
    fn choice() -> impl Strategy<Value = Answer> {
        prop::collection::vec(0_u16..4, 0..4).prop_map(|set| Answer {
            value: Value::Choice(Choice::among(set)),
            none: Truth::No,
            causes: Causes::one(Reason::PartlyKnown, 1),
        })
    }
    fn allows(answer: &Answer, n: Option<i32>) -> bool {
        match (n, &answer.value) {
            (None, _) => answer.none != Truth::No,
            (Some(_), _) if answer.none == Truth::Yes => false,
            (Some(n), Value::Date(days)) => days.lo.is_none_or(|lo| lo.number() <= n) && days.hi.is_none_or(|hi| n <= hi.number()),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn the_order_of_statements_never_matters(mut all in prop::collection::vec(answer(), 1..6), by in 0..6_usize) {
            let first = together(&all);
            let by = by % all.len();
            all.rotate_left(by);
            prop_assert_eq!(&together(&all), &first);
            all.reverse();
            prop_assert_eq!(&together(&all), &first);
        }

        #[test]
        fn nothing_that_all_sources_allow_is_ever_lost_and_a_conflict_keeps_what_any_allows(all in prop::collection::vec(answer(), 1..5)) {
            let known = together(&all);
            for n in [None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(5), Some(9)] {
                let by_all = all.iter().all(|a| allows(a, n));
                let by_any = all.iter().any(|a| allows(a, n));
                if known.conflict {
                    prop_assert!(!by_all);
                    prop_assert!(!by_any || allows(&known.answer, n));
                } else {
                    prop_assert_eq!(allows(&known.answer, n), by_all);
                }
            }
            prop_assert_eq!(known.answer.is_decided(), known.answer.causes.is_empty());
        }

        #[test]
        fn possibilities_meet_in_any_order(mut all in prop::collection::vec(choice(), 1..5)) {
            let first = together(&all);
            all.reverse();
            prop_assert_eq!(together(&all), first);
        }
    }
}
