//! The evidence checklist: each document once, whatever needs it, with who issues it and what to watch for.
//!
//! A letter that gives an employer trouble, or a certificate that a consulate must be asked for, is only a title beside
//! a factor; whoever fetches papers works from this list.

use super::sheet::Sheet;
use super::words::ended;
use assess::model::{Assessment, Evidence, State};
use std::collections::BTreeSet;

/// By stage: its name, shape and words, in the order of the list.
const STAGES: [(&str, &str, (&str, &str)); 3] =
    [("missing", "□", ("missing", "falta")), ("to-get", "◇", ("to get", "por conseguir")), ("in-hand", "■", ("in hand", "ya lo tiene"))];

/// The list: what is missing first, then what is to be got, then what is in hand.
pub fn section(sheet: &mut Sheet<'_>, page: &Assessment) {
    let all = every_paper(page);
    if all.is_empty() {
        return;
    }
    let lang = sheet.look.language;
    sheet.counted(("EVIDENCE CHECKLIST (#)", "LISTA DE PRUEBAS (#)"), all.len());
    for (stage, shape, words) in STAGES {
        for paper in all.iter().filter(|p| p.stage == stage) {
            sheet.line(&format!("  {shape} "), "    ", &format!("{}: {}", lang.of(&paper.title), lang.pick(words.0, words.1)));
            let told = |words: Option<&law::Words>| words.map(|w| ended(lang.of(w))).unwrap_or_default();
            sheet.labelled("      ", ("Who issues it", "Quién lo da"), &told(paper.issuer.as_ref()));
            sheet.labelled("      ", ("Watch for", "Fíjese en"), &told(paper.watch.as_ref()));
        }
    }
}

/// Every document that an open door, or a factor that may apply, names.
fn every_paper(page: &Assessment) -> Vec<&Evidence> {
    let ways = page.avenues.iter().chain(&page.programs).chain(&page.relief);
    let of_ways = ways.filter(|a| !matches!(a.line.state, State::No | State::NotModelled)).flat_map(|a| &a.evidence);
    let of_factors = page.instruments.iter().flat_map(|i| &i.factors).filter(|f| f.line.state != State::No).flat_map(|f| &f.evidence);
    let mut seen = BTreeSet::new();
    of_ways.chain(of_factors).filter(|e| seen.insert(e.id.as_str())).collect()
}
