//! Worked clients as tests of the gate: the verdict for each recipient, the dangers, the acts.

use assess::Input;
use assess::line::Asking;
use law::case::Case;
use law::mutate::Mutant;
use law::program::Sort;
use law::{Confirmed, Pack, Recipient};
use std::path::Path;
use truth::{Day, Truth};

/// One client and what it must get.
struct Worked {
    file: String,
    case: Case,
    as_of: Day,
    expected: toml::Table,
}

/// All of a folder.
pub struct WorkedClients(Vec<Worked>);

impl WorkedClients {
    /// Reads every client that `expected.toml` names.
    pub fn read(pack: &Pack, folder: &Path) -> Result<Self, String> {
        let path = folder.join("expected.toml");
        let text =
            std::fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}. Name the folder with --clients", path.display()))?;
        let expected: toml::Table =
            text.parse().map_err(|e: toml::de::Error| format!("{} is not TOML: {}", path.display(), e.message()))?;
        let mut all = Vec::new();
        for (file, expected) in expected {
            let client = client::ClientFile::open(&folder.join(&file), pack).map_err(|e| format!("{file}: {e}"))?;
            let as_of = client.as_of.ok_or_else(|| format!("{file}: a worked client fixes its day with `as_of`"))?;
            let expected = expected.as_table().cloned().unwrap_or_default();
            all.push(Worked { file, case: client.resolve(pack).case, as_of, expected });
        }
        Ok(Self(all))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether a client could notice the change: what safety is made of.
    pub fn see(&self, mutant: &Mutant) -> bool {
        matches!(
            mutant.operator,
            "level"
                | "lift"
                | "act"
                | "cap"
                | "drop clause"
                | "drop danger"
                | "place"
                | "set"
                | "and/or"
                | "when"
                | "any/every"
                | "first/last"
                | "comparison"
        )
    }

    /// What is not as expected.
    pub fn wrong(&self, pack: &Pack) -> Vec<String> {
        let mut all = Vec::new();
        for it in &self.0 {
            it.wrong(pack, &mut all);
        }
        all
    }
}

impl Worked {
    fn wrong(&self, pack: &Pack, all: &mut Vec<String>) {
        let confirmed = Confirmed::default();
        let input = Input::bare(pack, &self.case, self.as_of, &confirmed);
        let mut asking = Asking::new(&input);
        let levels = assess::safety::verdicts(&mut asking);
        let table = |key: &str| self.expected.get(key).and_then(toml::Value::as_table);
        let names =
            |key: &str| self.expected.get(key).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str);
        for (recipient, level) in Recipient::ALL.into_iter().zip(levels) {
            let wanted = table("verdict").and_then(|v| v.get(recipient.name())).and_then(toml::Value::as_str);
            if wanted.is_some_and(|w| w != level.name()) {
                all.push(format!("{}: {} is {}", self.file, recipient.name(), level.name()));
            }
        }
        let mut truth =
            |name: String| pack.program.conclusion(&name).map_or(Truth::Unknown, |id| asking.evaluation.conclusion(id, None).as_truth());
        for (key, prefix, wanted) in [("dangers", "danger", Truth::Yes), ("not_dangers", "danger", Truth::No)] {
            for name in names(key).filter(|n| truth(format!("{prefix}.{n}")) != wanted) {
                all.push(format!("{}: {prefix} {name}", self.file));
            }
        }
        for (key, right_wanted) in [("acts_right", true), ("acts_never", false)] {
            for name in names(key) {
                let id = pack.program.conclusion(&format!("act.{name}"));
                let sort = id.map(|id| &pack.program.conclusions[id as usize].sort);
                if !matches!(sort, Some(Sort::Act { right, .. }) if *right == right_wanted) {
                    all.push(format!("{}: act {name}", self.file));
                }
            }
        }
    }
}
