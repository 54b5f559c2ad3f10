//! Runs of drawn packs and cases.

use super::ast::Pack;
use super::case::Case;
use super::{engine, generate, generate_case, print_pack};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestError, TestRunner};

/// A pack, a case for it, and the pack as the engine read it.
pub struct Drawn {
    pub pack: Pack,
    pub case: Case,
    pub read: law::Pack,
}

/// Draws a pack and a case with at most `most` completions, and has the engine read the pack.
pub fn drawn(numbers: &(Vec<u16>, Vec<u16>), most: usize) -> Result<Drawn, TestCaseError> {
    let pack = generate::pack(&numbers.0);
    let case = generate_case::case(&pack, &numbers.1, most);
    let read = engine::read(&pack).map_err(|why| {
        TestCaseError::fail(format!("the engine refused a pack that is sound:\n{why}\n{}", print_pack::listed(&pack, &[])))
    })?;
    Ok(Drawn { pack, case, read })
}

/// Tries a property on drawn numbers, `cases` times unless `PROPTEST_CASES` says otherwise. The seed is fixed, so
/// that a run can be repeated; `PROPTEST_RNG_SEED` changes it.
pub fn runs(cases: u32, property: impl Fn(&(Vec<u16>, Vec<u16>)) -> Result<(), TestCaseError>) {
    let mut config = ProptestConfig { failure_persistence: None, max_shrink_iters: 6000, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_260_704);
    }
    let numbers = || prop::collection::vec(any::<u16>(), 0..700);
    let mut runner = TestRunner::new(config);
    match runner.run(&(numbers(), numbers()), |numbers| property(&numbers)) {
        Ok(()) => {}
        Err(TestError::Fail(why, _)) => panic!("{why}"),
        Err(TestError::Abort(why)) => panic!("given up: {why}"),
    }
}

/// The engine's answers to all questions of a case.
pub fn answered(drawn: &Drawn, case: &Case, questions: &[(usize, Option<usize>)]) -> Result<Vec<Option<super::ast::Val>>, TestCaseError> {
    engine::answers(&drawn.pack, &drawn.read, case, questions).or_else(|why| check(Some(why), &drawn.pack, case).map(|()| Vec::new()))
}

/// Fails with all that is needed to see why.
pub fn check(wrong: Option<(usize, String)>, pack: &Pack, case: &Case) -> Result<(), TestCaseError> {
    match wrong {
        None => Ok(()),
        Some((id, why)) => {
            let as_of = super::calendar::shown(case.as_of);
            let analyses = &case.analyses;
            Err(TestCaseError::fail(format!(
                "{why}\nas_of {as_of}, analyses {analyses:?}\n{}{}",
                case.text(),
                print_pack::listed(pack, &[id])
            )))
        }
    }
}

/// Numbers without proptest, for runs that only draw.
pub fn numbers(seed: u64) -> Vec<u16> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d;
    let next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u16::try_from(state >> 40 & 0xffff).unwrap_or(0)
    };
    std::iter::repeat_with(next).take(600).collect()
}
