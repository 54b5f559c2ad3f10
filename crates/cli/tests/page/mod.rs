//! An assessment as data, read the way a person reads the page; and small clients, written down the way an office does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]
#![allow(dead_code, reason = "each test file uses some of it")]

use crate::forbear::{Ran, file, forbear, root};
use serde_json::Value;
use std::path::Path;

/// One assessment.
pub struct Page(pub Value);

impl Page {
    /// The page of a client.
    pub fn of(client: &str) -> Self {
        Self::asked(client, &[])
    }

    /// The page of a client, with more said on the command line; of a change that is tried, the page after it.
    pub fn asked(client: &str, more: &[&str]) -> Self {
        let ran = forbear(&[&["assess", client, "--format", "json"], more].concat());
        assert_eq!(ran.code, 0, "{client} {more:?}: {}", ran.err);
        let mut data: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        Self(if data["assessment"].is_object() { data["assessment"].take() } else { data })
    }

    /// The page of a client if these facts were so. Nothing is saved.
    pub fn if_so(client: &str, facts: &[&str]) -> Self {
        Self::asked(client, &[&["--what-if"], facts].concat())
    }

    /// The line of this name, wherever it stands.
    pub fn line(&self, id: &str) -> Option<&Value> {
        fn below<'p>(of: &'p Value, id: &str) -> Option<&'p Value> {
            match of {
                Value::Object(map) if map.get("id").is_some_and(|i| i == id) && map.contains_key("because") => Some(of),
                Value::Object(map) => map.values().find_map(|v| below(v, id)),
                Value::Array(all) => all.iter().find_map(|v| below(v, id)),
                _ => None,
            }
        }
        below(&self.0, id)
    }

    /// How it stands: yes, no, not-known, needs-analysis, …
    pub fn state(&self, id: &str) -> &str {
        self.line(id).map_or("not shown", |line| line["state"].as_str().unwrap())
    }

    /// The facts that could still change it.
    pub fn missing(&self, id: &str) -> Vec<&str> {
        let line = self.line(id).unwrap_or_else(|| panic!("{id} is on the page"));
        line["missing"].as_array().unwrap().iter().map(|m| m["path"].as_str().unwrap()).collect()
    }

    /// A way to ask, a program or a kind of relief, with all that is told of it.
    pub fn way(&self, id: &str) -> &Value {
        let ways = ["avenues", "programs", "relief"].into_iter().flat_map(|part| self.0[part].as_array().unwrap());
        ways.into_iter().find(|a| a["line"]["id"] == id).unwrap_or_else(|| panic!("{id} is on the page"))
    }

    /// What a way to ask `keeps` or `loses`, as far as it is so.
    pub fn told_of(&self, way: &str, part: &str) -> Vec<&str> {
        let lines = self.way(way)[part].as_array().unwrap();
        lines.iter().filter(|l| l["state"] == "yes").map(|l| l["id"].as_str().unwrap()).collect()
    }

    /// The gate's answer for one recipient.
    pub fn verdict(&self, recipient: &str) -> &str {
        let verdicts = self.0["safety"]["verdicts"].as_array().unwrap();
        verdicts.iter().find(|v| v["recipient"] == recipient).map(|v| v["level"].as_str().unwrap()).expect("one of the four")
    }

    /// Whether a danger is known not to hold.
    pub fn is_cleared(&self, danger: &str) -> bool {
        self.0["safety"]["cleared"].as_array().unwrap().iter().any(|c| c == danger)
    }

    /// How an act that is never right stands.
    pub fn never(&self, act: &str) -> &str {
        let acts = self.0["safety"]["never"].as_array().unwrap();
        acts.iter().find(|a| a["line"]["id"] == act).map_or("not shown", |a| a["line"]["state"].as_str().unwrap())
    }

    /// The last day of a deadline.
    pub fn deadline(&self, id: &str) -> Option<&str> {
        self.0["deadlines"].as_array().unwrap().iter().find(|d| d["line"]["id"] == id)?["day"].as_str()
    }

    /// The fact that the next question asks.
    pub fn next(&self) -> Option<&str> {
        self.0["next_question"]["fact"]["path"].as_str()
    }
}

/// What every small client begins with.
pub const HEAD: &str = "format = \"forbear-client/1\"\ncode = \"T7\"\nas_of = 2026-07-15\n\n[said]\nby = \"paralegal\"\non = 2026-07-15\nsource = \"client\"\ncertainty = \"client says\"\n\n";

/// A small client of whom this is written down.
pub fn client(folder: &Path, facts: &str) -> String {
    file(folder, "client.toml", format!("{HEAD}{facts}"))
}

/// Records a fact with `forbear fact`, as the paralegal does on a day.
pub fn record(path: &str, fact: &str, value: &str, source: &str, on: &str) -> Ran {
    let ran = forbear(&["fact", path, fact, value, "--source", source, "--certainty", "documented", "--by", "paralegal", "--on", on]);
    assert_eq!(ran.code, 0, "{fact} {value}: {}", ran.err);
    ran
}

/// Takes back what was said of a fact, with `forbear clear`.
pub fn take_back(path: &str, fact: &str, on: &str) {
    let ran = forbear(&["clear", path, fact, "--by", "paralegal", "--on", on, "--yes"]);
    assert_eq!(ran.code, 0, "{fact}: {}", ran.err);
}

/// A worked client, where it stands.
pub fn worked(client: &str) -> String {
    root().join("clients").join(client).display().to_string()
}
