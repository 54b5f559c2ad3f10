//! Any text as a `law` block, as an expression and as a whole provision: no panic, and every report has its place
//! and can be shown.
#![no_main]

use law::Pack;
use law::source::{File, Sources};
use libfuzzer_sys::fuzz_target;

const HEAD: &str = "+++
title = { en = \"T\", es = \"T\" }
cite = [\"INA § 1\"]
in_force = [\"1990-01-01..\"]
last_seen = 2026-07-04
confidence = \"high\"
source = \"statute\"
+++
Prose.

```law
";

const FACTS: &str = "+++
record = \"order\"
list = \"orders\"
title = { en = \"O\", es = \"O\" }
why = { en = \"W\", es = \"W\" }
[[field]]
name = \"issued\"
type = \"date\"
optional = true
label = { en = \"L\", es = \"L\" }
question = { en = \"Q\", es = \"Q\" }
+++
Prose.
";

fuzz_target!(|text: &str| {
    let file = File::new("statutes/any.md", text);
    let mut reports = Vec::new();
    let _ = law::parser::block(&file, text, 0, &mut reports);
    let _ = law::parser::expression_of(&file, text, 0, &mut reports);
    let whole = vec![
        File::new("facts/order.md", FACTS),
        File::new("statutes/block.md", format!("{HEAD}{text}\n```\n")),
        File::new("statutes/any.md", text),
    ];
    let (pack, more) = Pack::examine(Sources::sorted(whole));
    reports.extend(more);
    for report in &reports {
        let (line, column) = report.line();
        assert!(line > 0 && column > 0 && !report.to_string().is_empty());
        assert!(!format!("{:?}", miette::Report::new(report.clone())).is_empty());
    }
    // A pack that was refused must never be asked; one that was not must answer.
    if reports.is_empty() {
        let case = law::case::Case::default();
        let confirmed = law::Confirmed::default();
        let mut evaluation = law::Evaluation::new(&pack, &case, truth::Day::from_number(20_000), &confirmed);
        for (id, conclusion) in pack.program.numbered() {
            if conclusion.subject.is_none() {
                let _ = evaluation.conclusion(id, None);
            }
        }
    }
});
