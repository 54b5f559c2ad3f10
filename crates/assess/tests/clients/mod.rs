//! The worked clients and what is expected of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]
#![allow(dead_code, reason = "each test file uses some of it")]

use assess::from_client::Prepared;
use client::ClientFile;
use law::Pack;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

/// A row of an `expected.toml`.
#[derive(Debug, Default)]
pub struct Expected {
    pub file: String,
    pub source: String,
    pub verdict: BTreeMap<String, String>,
    pub dangers: Vec<String>,
    pub not_dangers: Vec<String>,
    pub duties: Vec<String>,
    pub risks: Vec<String>,
    pub acts_right: Vec<String>,
    pub acts_never: Vec<String>,
    pub expect: BTreeMap<String, String>,
    pub must_not: BTreeMap<String, Vec<String>>,
}

/// The law inside the program. Faults of wording change no answer and are `law check`'s business.
pub fn law() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let (pack, mut reports) = Pack::examine(law::source::Sources::embedded());
        reports.retain(|r| !["law::words", "law::unused"].contains(&r.code));
        let reports: Vec<String> = reports.iter().map(|r| format!("{}:{:?}: {r}", r.path, r.line())).collect();
        assert!(reports.is_empty(), "{reports:#?}");
        pack
    })
}

fn folder(group: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../clients").join(group)
}

/// A worked client, read.
pub fn client(group: &str, file: &str) -> ClientFile {
    ClientFile::open(&folder(group).join(file), law()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// A worked client on its own day.
pub fn prepared(group: &str, file: &str) -> Prepared {
    let client = client(group, file);
    let as_of = client.as_of.expect("a worked client fixes its day");
    Prepared::new(law(), &client, as_of)
}

/// Every row of a group; a client file without a row, or a row without a file, is an error.
pub fn expected(group: &str) -> Vec<Expected> {
    let text = std::fs::read_to_string(folder(group).join("expected.toml")).expect("expected.toml is there");
    let table: toml::Table = text.parse().expect("expected.toml is TOML");
    let files = std::fs::read_dir(folder(group))
        .expect("the folder is there")
        .map(|e| e.expect("it can be read").file_name().into_string().expect("its name is text"));
    for file in files.filter(|f| f != "expected.toml") {
        assert!(table.contains_key(&file), "{group}/{file} has no row in expected.toml");
    }
    table.into_iter().map(|(file, row)| row_of(file, row.as_table().expect("a row is a table"))).collect()
}

fn row_of(file: String, row: &toml::Table) -> Expected {
    let known = ["source", "verdict", "dangers", "not_dangers", "duties", "risks", "acts_right", "acts_never", "expect", "must_not"];
    for key in row.keys() {
        assert!(known.contains(&key.as_str()), "{file}: `{key}` means nothing");
    }
    let texts = |v: Option<&toml::Value>| -> Vec<String> {
        let of = |v: &toml::Value| v.as_str().expect("a text").to_owned();
        v.map(|v| v.as_array().expect("a list").iter().map(of).collect()).unwrap_or_default()
    };
    let pairs = |key: &str| -> BTreeMap<String, String> {
        let of = |v: &toml::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
        row.get(key).map(|t| t.as_table().expect("a table").iter().map(|(k, v)| (k.clone(), of(v))).collect()).unwrap_or_default()
    };
    let must_not = row.get("must_not").map(|t| t.as_table().expect("a table").iter().map(|(k, v)| (k.clone(), texts(Some(v)))).collect());
    Expected {
        source: row.get("source").and_then(toml::Value::as_str).unwrap_or_default().to_owned(),
        verdict: pairs("verdict"),
        dangers: texts(row.get("dangers")),
        not_dangers: texts(row.get("not_dangers")),
        duties: texts(row.get("duties")),
        risks: texts(row.get("risks")),
        acts_right: texts(row.get("acts_right")),
        acts_never: texts(row.get("acts_never")),
        expect: pairs("expect"),
        must_not: must_not.unwrap_or_default(),
        file,
    }
}
