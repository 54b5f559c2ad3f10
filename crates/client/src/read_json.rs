//! JSON into the common tree, with the place of every value.
//!
//! `serde_json` tells where a text stops being JSON, but not where a value stands. So each level is read as raw
//! slices of the text first: where a slice lies in the text is where the value stands.

use crate::fault::{FaultKind, Slip};
use crate::tree::{DEEPEST, It, Node, Pair};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Reads a whole text.
pub(crate) fn read(text: &str) -> Result<Node, Slip> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| slip(text, 0, text, &error))?;
    node(text, whole.get(), 0)
}

/// Where a slice of the text lies in it.
fn offset(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

/// What the parser says, without what it read.
fn slip(text: &str, base: usize, part: &str, error: &serde_json::Error) -> Slip {
    let mut at = 0;
    for _ in 1..error.line() {
        at = part.get(at..).and_then(|rest| rest.find('\n')).map_or(part.len(), |n| at + n + 1);
    }
    let at = (base + at + error.column().saturating_sub(1)).min(text.len());
    if error.is_eof() {
        let help = "The file may be cut off here: compare it with its last copy";
        return Slip::new(FaultKind::Syntax, at..at, "the file ends in the middle", help);
    }
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if error.is_syntax() {
        // A syntax message names signs of the language, never words of the file.
        return Slip::new(FaultKind::Syntax, at..at, format!("this is not JSON: {message}"), "Every key and text stands in double quotes");
    }
    Slip::new(FaultKind::Syntax, at..at, "this is not JSON that can be read", "Every key and text stands in double quotes")
}

fn node(text: &str, raw: &str, depth: usize) -> Result<Node, Slip> {
    let start = offset(text, raw);
    let at = start..start + raw.len();
    if depth > DEEPEST {
        return Err(Slip::new(
            FaultKind::TooDeep,
            at.start..at.start + 1,
            "this is nested too deeply",
            "A client file needs no more than four levels",
        ));
    }
    let fault = |error: serde_json::Error| slip(text, start, raw, &error);
    let it = match raw.as_bytes().first() {
        Some(b'{') => It::Table(pairs(text, raw, &serde_json::from_str::<Object<'_>>(raw).map_err(fault)?, depth)?),
        Some(b'[') => {
            let List(items) = serde_json::from_str(raw).map_err(fault)?;
            It::List(items.into_iter().map(|item| node(text, item.get(), depth + 1)).collect::<Result<_, _>>()?)
        }
        Some(b'"') => It::Text(serde_json::from_str(raw).map_err(fault)?),
        Some(b't') => It::Boolean(true),
        Some(b'f') => It::Boolean(false),
        Some(b'n') => It::Null,
        _ => raw.parse().map_or(It::OtherNumber, It::Whole),
    };
    Ok(Node { at, it })
}

fn pairs(text: &str, raw: &str, object: &Object<'_>, depth: usize) -> Result<Vec<Pair>, Slip> {
    let mut all: Vec<Pair> = Vec::with_capacity(object.0.len());
    let mut seen = std::collections::HashSet::with_capacity(object.0.len());
    let mut from = offset(text, raw) + 1;
    for (key, value) in &object.0 {
        let node = node(text, value.get(), depth + 1)?;
        // Between the value before and this one stand only a comma, the key and a colon.
        let between = text.get(from..node.at.start).unwrap_or_default();
        let first = between.find('"').unwrap_or(0);
        let last = between.rfind('"').map_or(between.len(), |n| n + 1);
        let at = from + first..from + last;
        from = node.at.end;
        if !seen.insert(key.clone()) {
            let help = "Keep one. A later statement about a fact goes under \"changes\", so that nothing is lost";
            return Err(Slip::new(FaultKind::Duplicate, at, "this key stands twice in one object", help));
        }
        all.push(Pair { key: key.clone().into_owned(), at, node });
    }
    Ok(all)
}

/// The pairs of an object, in their order, repeats kept.
struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// The items of an array.
struct List<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut all = Vec::new();
                while let Some(key) = map.next_key::<Key<'de>>()? {
                    all.push((key.0, map.next_value()?));
                }
                Ok(all)
            }
        }
        deserializer.deserialize_map(Pairs).map(Object)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for List<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = Vec<&'de RawValue>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Self::Value, S::Error> {
                let mut all = Vec::new();
                while let Some(item) = seq.next_element()? {
                    all.push(item);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_seq(Items).map(List)
    }
}

/// A key, borrowed where it holds no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Cow<'de, str>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key in quotes")
            }
            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(key))
            }
            fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(key.to_owned()))
            }
        }
        deserializer.deserialize_str(Text).map(Key)
    }
}
