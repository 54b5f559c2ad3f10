//! The JSON Schema of client files, made from the declarations of facts.
//!
//! It describes the JSON form; TOML has the same shape, with days that stand alone read as texts. What one place of
//! a file says about another (an entry that is not there, who says a value) is beyond it and left to the reader.

use crate::entry::Certainty;
use crate::file::FORMAT;
use crate::subject::MOST_ENTRIES;
use law::Pack;
use law::facts::{FactModel, Field, FieldId};
use serde_json::{Map, Value, json};
use truth::Kind;

/// A day known or partly known, as texts write it. That the calendar has it is left to the reader.
const PARTLY: &str = r"\d{4}(-\d{2}(-\d{2})?)?";
const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";
const SPAN: &str = r"\d+ (year|month|week|day)s?,?( \d+ (year|month|week|day)s?,?)*";
const AMOUNT: &str = r"\$?\d{1,3}(,?\d{3})*(\.\d{2})?";

/// What a linked client can be of this one: the relations that the pack's facts know.
pub(crate) fn relations(model: &FactModel) -> Vec<String> {
    let field = model.record("relative").and_then(|r| model.field(r, "relation"));
    let values = field.map(|f| &model.fields[f as usize].values);
    let known: Vec<String> = values.into_iter().flatten().map(|v| model.symbols.name(*v).to_owned()).collect();
    if known.is_empty() { ["spouse", "child", "parent", "sibling", "grandparent", "other"].map(str::to_owned).to_vec() } else { known }
}

/// The JSON Schema (draft 2020-12) of client files under a pack.
#[must_use]
pub fn schema(pack: &Pack) -> Value {
    let model = &pack.model;
    let lists: Vec<&str> = model.records.iter().filter_map(|r| r.list.as_deref()).collect();
    let mut facts = Map::new();
    facts
        .insert("complete".into(), json!({ "type": "array", "items": { "enum": lists }, "description": "These lists hold all there are" }));
    let mut defs = Map::new();
    for record in &model.records {
        let mut properties = Map::new();
        for field in record.fields.clone() {
            properties.insert(model.fields[field as usize].name.clone(), of_field(model, field));
        }
        let mut of_record = object(&properties, &[]);
        of_record["title"] = json!(record.title.en);
        of_record["x-title-es"] = json!(record.title.es);
        let name = format!("record_{}", record.name);
        let reference = json!({ "$ref": format!("#/$defs/{name}") });
        defs.insert(name, of_record);
        match &record.list {
            None => facts.insert(record.name.clone(), reference),
            Some(list) => facts.insert(list.clone(), json!({ "type": "array", "items": reference, "maxItems": MOST_ENTRIES })),
        };
    }
    defs.insert("place".into(), json!({ "enum": pack.places.names().collect::<Vec<_>>() }));
    defs.insert("said".into(), json!({ "type": "string", "pattern": r"\S" }));
    defs.insert("day".into(), json!({ "type": "string", "pattern": DAY }));
    defs.insert("certainty".into(), json!({ "enum": Certainty::ALL.map(Certainty::name) }));
    let mut root = object(&root_properties(&facts, model), &["format", "code"]);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["$id"] = json!(format!("urn:{}", FORMAT.replace('/', ":")));
    root["title"] = json!("Client file");
    root["description"] = json!("A missing key is not asked; \"unknown\" is asked and not known. Nothing has a default.");
    root["$defs"] = Value::Object(defs);
    root
}

fn object(properties: &Map<String, Value>, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// An object from pairs.
fn shape<const N: usize>(properties: [(&str, Value); N], required: &[&str]) -> Value {
    let properties: Map<String, Value> = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    object(&properties, required)
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn root_properties(facts: &Map<String, Value>, model: &FactModel) -> Map<String, Value> {
    let said = json!({ "$ref": "#/$defs/said" });
    let day = json!({ "$ref": "#/$defs/day" });
    let certainty = json!({ "$ref": "#/$defs/certainty" });
    let who = || [("by", said.clone()), ("on", day.clone()), ("source", said.clone()), ("certainty", certainty.clone())];
    let name = shape(
        [("given", said.clone()), ("family", json!({ "anyOf": [said, list(&said)] })), ("as_on_notice", json!({ "type": "boolean" }))],
        &[],
    );
    let [by, on, source, sure] = who();
    let mut change = shape(
        [
            ("fact", said.clone()),
            ("value", json!({ "type": ["string", "boolean", "integer", "array"] })),
            ("clear", json!({ "const": true })),
            ("complete", json!({ "type": "boolean" })),
            by,
            on,
            source,
            sure,
        ],
        &["fact", "on", "by", "source", "certainty"],
    );
    change["oneOf"] = json!([{ "required": ["value"] }, { "required": ["clear"] }, { "required": ["complete"] }]);
    let answer = shape(
        [
            ("question", said.clone()),
            ("element", json!({ "type": "string", "pattern": r"^[a-z_]+\[\d+\]$" })),
            ("answer", json!({ "enum": ["yes", "no", "unknown"] })),
            ("name", said.clone()),
            ("on", day.clone()),
            ("reasons", said.clone()),
            ("version", said.clone()),
            ("weighed", said.clone()),
        ],
        &["question", "answer", "name", "on"],
    );
    let confirmation = shape(
        [("name", said.clone()), ("on", day.clone()), ("eoir_checked", day.clone()), ("custody_checked", day.clone())],
        &["name", "on"],
    );
    let properties = [
        ("format", json!({ "const": FORMAT })),
        ("code", json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{1,24}$", "not": { "pattern": crate::code::NUMBER } })),
        ("title", shape([("en", said.clone()), ("es", said.clone())], &["en", "es"])),
        ("as_of", day.clone()),
        ("place", json!({ "$ref": "#/$defs/place" })),
        ("said", shape(who(), &[])),
        ("names", list(&name)),
        (
            "a_numbers",
            list(
                &json!({ "anyOf": [{ "type": "string", "pattern": r"^\s*[Aa]?[# -]*(\d[ -]*){8,9}$" }, { "type": "integer", "minimum": 10_000_000, "maximum": 999_999_999 }] }),
            ),
        ),
        ("facts", object(facts, &[])),
        ("changes", list(&change)),
        ("answers", list(&answer)),
        ("confirmations", list(&confirmation)),
        ("claims", list(&shape([("says", said.clone()), ("by", said.clone()), ("on", day.clone())], &["says", "by", "on"]))),
        ("family", list(&shape([("file", said.clone()), ("is", json!({ "enum": relations(model) }))], &["file", "is"]))),
    ];
    properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A field: a plain value, or a value with who says it.
fn of_field(model: &FactModel, id: FieldId) -> Value {
    let field = &model.fields[id as usize];
    let plain = json!({ "anyOf": plain(model, field) });
    let wrapped = shape(
        [
            ("value", plain.clone()),
            ("by", json!({ "$ref": "#/$defs/said" })),
            ("on", json!({ "$ref": "#/$defs/day" })),
            ("source", json!({ "$ref": "#/$defs/said" })),
            ("certainty", json!({ "$ref": "#/$defs/certainty" })),
        ],
        &["value"],
    );
    let mut out = json!({ "title": field.label.en, "x-title-es": field.label.es, "description": field.question.en, "x-description-es": field.question.es });
    out["anyOf"] = json!([plain, wrapped]);
    if let Some(protected) = &field.protected {
        out["x-protected"] = json!(protected);
    }
    if let Some(shelf_life) = field.shelf_life {
        out["x-shelf-life"] = json!(shelf_life.to_string());
    }
    out
}

fn plain(model: &FactModel, field: &Field) -> Vec<Value> {
    let pattern = |inner: String| json!({ "type": "string", "pattern": format!("^({inner})$") });
    let range = |one: &str| format!("{one}|at least {one}|at most {one}|{one}\\.\\.{one}");
    let several = |one: Value| vec![one.clone(), json!({ "type": "array", "items": one, "minItems": 1 })];
    let mut forms = match field.kind {
        Kind::YesNo => vec![json!({ "type": "boolean" }), json!({ "enum": ["yes", "no"] })],
        Kind::Whole => vec![json!({ "type": "integer" }), pattern(range(r"-?\d{1,18}"))],
        Kind::Money => vec![json!({ "type": "integer" }), pattern(range(AMOUNT))],
        Kind::Date => vec![
            json!({ "type": "integer", "minimum": 1000, "maximum": 9999 }),
            pattern(format!(r" *({PARTLY}|(before|after|about) {PARTLY}|{PARTLY}\.\.({PARTLY})?|\.\.{PARTLY}) *")),
        ],
        Kind::Span => vec![pattern(range(SPAN))],
        // Every text that says something also covers "unknown" and "not today".
        Kind::Text => return vec![json!({ "$ref": "#/$defs/said" })],
        Kind::Choice if field.country => several(json!({ "type": "string", "pattern": "^[A-Z]{2}$" })),
        Kind::Choice => several(json!({ "enum": field.values.iter().map(|v| model.symbols.name(*v)).collect::<Vec<_>>() })),
        Kind::Place => several(json!({ "$ref": "#/$defs/place" })),
    };
    let mut words = vec!["unknown", "not today"];
    if field.optional {
        words.push("none");
    }
    forms.push(json!({ "enum": words }));
    forms
}
