//! The JSON Schema of an assessment, read from the declarations of its model.
//!
//! The model's own source is read, so that a field that comes, goes or is renamed cannot be forgotten here: its words are
//! the description, and what the reader of the declarations does not understand is an error, never left out.

use crate::step::{Failed, root};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, PathArguments, Type};

/// Where the types are declared.
const SOURCES: [&str; 4] =
    ["crates/assess/src/model.rs", "crates/assess/src/not_today.rs", "crates/assess/src/family.rs", "crates/law/src/syntax.rs"];

/// The JSON Schema (draft 2020-12) of what `forbear assess --format json` prints.
///
/// # Errors
/// [`Failed`], if a source does not read or holds what has no schema yet.
pub fn schema() -> Result<Value, Failed> {
    let model = Model::read()?;
    let mut defs = BTreeMap::new();
    let mut open = vec!["Assessment".to_owned()];
    while let Some(name) = open.pop() {
        if !defs.contains_key(&name) {
            defs.insert(name.clone(), model.of_named(&name, &mut open)?);
        }
    }
    let mut root = defs.remove("Assessment").unwrap_or_default();
    root["properties"]["schema"] = json!({ "const": model.version });
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["$id"] = json!(format!("urn:{}", model.version.replace('/', ":")));
    root["title"] = json!("Assessment of a client, as data");
    root["$defs"] = json!(defs);
    Ok(root)
}

/// The declared types, by name.
struct Model {
    types: BTreeMap<String, Item>,
    version: String,
}

impl Model {
    fn read() -> Result<Self, Failed> {
        let mut model = Self { types: BTreeMap::new(), version: String::new() };
        for name in SOURCES {
            let path = root().join(name);
            let text = std::fs::read_to_string(&path).map_err(|why| Failed::File { path: path.clone(), why })?;
            let file = syn::parse_file(&text).map_err(|why| Failed::Asked(format!("{name}: {why}")))?;
            for item in file.items {
                let named = match &item {
                    Item::Struct(it) => it.ident.to_string(),
                    Item::Enum(it) => it.ident.to_string(),
                    Item::Const(it) if it.ident == "SCHEMA" => {
                        model.version = text_of(&it.expr).unwrap_or_default();
                        continue;
                    }
                    _ => continue,
                };
                // The first file that declares a name is meant.
                model.types.entry(named).or_insert(item);
            }
        }
        if model.version.is_empty() {
            return Err(Failed::Asked(format!("{}: `SCHEMA`, the version of the JSON form, is not declared here", SOURCES[0])));
        }
        Ok(model)
    }

    fn of_named(&self, name: &str, open: &mut Vec<String>) -> Result<Value, Failed> {
        let unclear =
            |what: &str| Failed::Asked(format!("{name}: {what}. Say in xtask/src/assessment_schema.rs how it is written as JSON"));
        match self.types.get(name) {
            Some(Item::Struct(of)) => {
                let Fields::Named(fields) = &of.fields else { return Err(unclear("its fields have no names")) };
                let (mut properties, mut required) = (Map::new(), Vec::new());
                for field in &fields.named {
                    let key = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    let serde = Serde::of(&field.attrs).map_err(|what| unclear(&format!("{key}: {what}")))?;
                    let shape = match serde.with.as_deref() {
                        Some(with) => written_by(with, open).ok_or_else(|| unclear(&format!("{key} is written by {with}")))?,
                        None => of_type(&field.ty, open).ok_or_else(|| unclear(&format!("{key} is of a kind not known here")))?,
                    };
                    properties.insert(key.clone(), described(shape, &field.attrs));
                    required.push(key);
                }
                Ok(described(object(properties, required), &of.attrs))
            }
            Some(Item::Enum(of)) => {
                let all = Serde::of(&of.attrs).map_err(|what| unclear(&what))?.rename_all;
                let mut names = Vec::new();
                for variant in &of.variants {
                    if !matches!(variant.fields, Fields::Unit) {
                        return Err(unclear("one of its values holds more than its name"));
                    }
                    let own = Serde::of(&variant.attrs).map_err(|what| unclear(&what))?.rename;
                    names.push(own.unwrap_or_else(|| cased(&variant.ident.to_string(), all.as_deref())));
                }
                Ok(described(json!({ "enum": names }), &of.attrs))
            }
            _ => Err(unclear("it is declared in none of the files that are read")),
        }
    }
}

/// What an attribute of serde says.
#[derive(Default)]
struct Serde {
    rename: Option<String>,
    rename_all: Option<String>,
    with: Option<String>,
}

impl Serde {
    fn of(attributes: &[Attribute]) -> Result<Self, String> {
        let mut found = Self::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("serde")) {
            let read = attribute.parse_nested_meta(|meta| {
                let into = match meta.path.get_ident().map(ToString::to_string).as_deref() {
                    Some("rename") => &mut found.rename,
                    Some("rename_all") => &mut found.rename_all,
                    Some("serialize_with") => &mut found.with,
                    _ => return Err(meta.error("not known here")),
                };
                *into = Some(meta.value()?.parse::<syn::LitStr>()?.value());
                Ok(())
            });
            read.map_err(|why| format!("an attribute of serde: {why}"))?;
        }
        Ok(found)
    }
}

/// The shape of a Rust type as JSON; nothing where it is not known.
fn of_type(of: &Type, open: &mut Vec<String>) -> Option<Value> {
    match of {
        Type::Reference(of) => of_type(&of.elem, open),
        Type::Tuple(of) => {
            let parts: Vec<Value> = of.elems.iter().map(|part| of_type(part, open)).collect::<Option<_>>()?;
            Some(json!({ "type": "array", "minItems": parts.len(), "items": false, "prefixItems": parts }))
        }
        Type::Path(of) => {
            let last = of.path.segments.last()?;
            let inner = match &last.arguments {
                PathArguments::AngleBracketed(all) => match all.args.first()? {
                    GenericArgument::Type(inner) => Some(inner),
                    _ => None,
                },
                _ => None,
            };
            match (last.ident.to_string().as_str(), inner) {
                ("Option", Some(inner)) => Some(or_null(of_type(inner, open)?)),
                ("Vec", Some(inner)) => Some(json!({ "type": "array", "items": of_type(inner, open)? })),
                ("Arc" | "Box", Some(inner)) => of_type(inner, open),
                ("String" | "str", None) => Some(json!({ "type": "string" })),
                ("bool", None) => Some(json!({ "type": "boolean" })),
                ("i64" | "i32", None) => Some(json!({ "type": "integer" })),
                ("usize" | "u64" | "u32" | "u16", None) => Some(json!({ "type": "integer", "minimum": 0 })),
                (name, None) => Some(named(name, open)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The shapes that the functions of `as_objects` write.
fn written_by(with: &str, open: &mut Vec<String>) -> Option<Value> {
    let (text, words) = (json!({ "type": "string" }), named("Words", open));
    let of = |pairs: &[(&str, &Value)]| {
        let properties = pairs.iter().map(|(key, shape)| ((*key).to_owned(), (*shape).clone())).collect();
        object(properties, pairs.iter().map(|(key, _)| (*key).to_owned()).collect())
    };
    let list = |of: Value| json!({ "type": "array", "items": of });
    Some(match with {
        "as_objects::levels" => {
            let (recipient, level) = (named("Recipient", open), named("Level", open));
            json!({ "type": "object", "propertyNames": recipient, "additionalProperties": level })
        }
        "as_objects::signed" => or_null(of(&[("name", &text), ("day", &text)])),
        "as_objects::answers" => list(of(&[("answer", &words), ("settles", &list(words.clone()))])),
        "as_objects::stale_facts" => list(of(&[("path", &text), ("label", &words), ("on", &text)])),
        "as_objects::claims" => list(of(&[("says", &text), ("by", &text), ("on", &text)])),
        "as_objects::filled" => list(of(&[("path", &text), ("label", &words)])),
        _ => return None,
    })
}

fn named(name: &str, open: &mut Vec<String>) -> Value {
    open.push(name.to_owned());
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// Every field is always written: what is nothing is `null`.
fn object(properties: Map<String, Value>, required: Vec<String>) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn or_null(shape: Value) -> Value {
    json!({ "anyOf": [shape, { "type": "null" }] })
}

/// With the words that stand above the declaration.
fn described(mut shape: Value, attributes: &[Attribute]) -> Value {
    let documented = attributes.iter().filter(|a| a.path().is_ident("doc")).filter_map(|a| match &a.meta {
        syn::Meta::NameValue(pair) => text_of(&pair.value),
        _ => None,
    });
    let lines: Vec<String> = documented.map(|line| line.trim().to_owned()).collect();
    if !lines.is_empty() {
        shape["description"] = json!(lines.join(" ").trim());
    }
    shape
}

fn text_of(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(it) => match &it.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// `NotKnown` as `not-known` or `notknown`, as serde would have it.
fn cased(name: &str, rule: Option<&str>) -> String {
    let apart = |sign: &str| {
        let mut out = String::new();
        for letter in name.chars() {
            if letter.is_uppercase() && !out.is_empty() {
                out.push_str(sign);
            }
            out.extend(letter.to_lowercase());
        }
        out
    };
    match rule {
        Some("kebab-case") => apart("-"),
        Some("snake_case") => apart("_"),
        Some("lowercase") => name.to_lowercase(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_schema_is_an_error_and_never_left_out() {
        let attribute: Attribute = syn::parse_quote!(#[serde(flatten)]);
        assert!(Serde::of(&[attribute]).is_err());
        assert!(written_by("as_objects::new", &mut Vec::new()).is_none());
        assert!(of_type(&syn::parse_quote!(HashMap<String, bool>), &mut Vec::new()).is_none());
        assert!(of_type(&syn::parse_quote!([u8; 4]), &mut Vec::new()).is_none());
    }

    #[test]
    fn names_are_cased_as_they_are_written() {
        let cased_as = |rule| cased("NotKnown", rule);
        assert_eq!((cased_as(Some("kebab-case")).as_str(), cased_as(Some("lowercase")).as_str()), ("not-known", "notknown"));
    }
}
