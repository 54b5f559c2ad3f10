//! Pairs and triples of the model, as objects with names: a reader of the JSON form must not count places.

use law::{Level, Recipient, Words};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// `{"opla": "stop"}`
pub fn levels<S: Serializer>(of: &[(Recipient, Level)], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(of.len()))?;
    for (recipient, level) in of {
        map.serialize_entry(recipient.name(), level)?;
    }
    map.end()
}

#[derive(Serialize)]
struct Signed<'a> {
    name: &'a str,
    day: &'a str,
}

/// `{"name": …, "day": …}`
#[expect(clippy::ref_option, reason = "serde passes the field by reference")]
pub fn signed<S: Serializer>(of: &Option<(String, String)>, to: S) -> Result<S::Ok, S::Error> {
    of.as_ref().map(|(name, day)| Signed { name, day }).serialize(to)
}

#[derive(Serialize)]
struct Answered<'a> {
    answer: &'a Words,
    settles: &'a [Words],
}

/// `[{"answer": …, "settles": […]}]`
pub fn answers<S: Serializer>(of: &[(Words, Vec<Words>)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(of.iter().map(|(answer, settles)| Answered { answer, settles }))
}

#[derive(Serialize)]
struct Stale<'a> {
    path: &'a str,
    label: &'a Words,
    on: &'a str,
}

/// `[{"path": …, "label": …, "on": …}]`
pub fn stale_facts<S: Serializer>(of: &[(String, Words, String)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(of.iter().map(|(path, label, on)| Stale { path, label, on }))
}

#[derive(Serialize)]
struct Claimed<'a> {
    says: &'a str,
    by: &'a str,
    on: &'a str,
}

/// `[{"says": …, "by": …, "on": …}]`
pub fn claims<S: Serializer>(of: &[(String, String, String)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(of.iter().map(|(says, by, on)| Claimed { says, by, on }))
}

#[derive(Serialize)]
struct Filled<'a> {
    path: &'a str,
    label: &'a Words,
}

/// `[{"path": …, "label": …}]`
pub fn filled<S: Serializer>(of: &[(String, Words)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(of.iter().map(|(path, label)| Filled { path, label }))
}
