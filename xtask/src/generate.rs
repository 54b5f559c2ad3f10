//! `generate`: files made from the law pack and from the model of an assessment, kept so that they can be read without
//! the program.
//!
//! A test compares them with what would be made now, so a change that is not followed here fails.

use crate::assessment_schema;
use crate::law_index::law_index;
use crate::step::{Failed, root};
use law::Pack;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The files, and what stands in each.
///
/// # Errors
/// [`Failed`], if the model of an assessment holds what has no schema.
pub fn files(pack: &Pack) -> Result<Vec<(&'static str, String)>, Failed> {
    let written = |schema: &Value| {
        let mut text = String::new();
        opened(schema, 0, &mut text);
        text + "\n"
    };
    Ok(vec![
        ("docs/client.schema.json", written(&client::schema(pack))),
        ("docs/assessment.schema.json", written(&assessment_schema::schema()?)),
        ("docs/law-index.md", law_index(pack)),
    ])
}

/// Objects are opened as deep as the fields of a record, and each field stands on one line: a change of one fact is a change of one
/// line.
fn opened(value: &Value, depth: usize, out: &mut String) {
    let Value::Object(pairs) = value else {
        out.push_str(&value.to_string());
        return;
    };
    if depth > 3 || pairs.is_empty() {
        out.push_str(&value.to_string());
        return;
    }
    out.push('{');
    for (n, (key, value)) in pairs.iter().enumerate() {
        out.push_str(if n == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        out.push_str(&Value::from(key.as_str()).to_string());
        out.push_str(": ");
        opened(value, depth + 1, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push('}');
}

/// The law pack as it stands in the folder, not as this program was built with it.
///
/// # Errors
/// [`Failed`], if a file cannot be read or the pack has faults.
pub fn pack() -> Result<Pack, Failed> {
    let folder = root().join("law");
    let sources = law::source::Sources::read(&folder).map_err(|error| Failed::Asked(error.to_string()))?;
    Ok(Pack::new(sources)?)
}

/// Writes every file.
///
/// # Errors
/// [`Failed`], naming the file.
pub fn run() -> Result<(), Failed> {
    for (name, text) in files(&pack()?)? {
        write(&root().join(name), &text)?;
        eprintln!("wrote {name}");
    }
    Ok(())
}

pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failed> {
    let failed = |why| Failed::File { path: PathBuf::from(path), why };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    std::fs::write(path, text).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::opened;
    use serde_json::{Value, json};

    #[test]
    fn an_opened_object_is_the_same_object() {
        let value = json!({ "a": { "b": { "c": { "d": { "e": [1, { "f": "g\"h" }] } } } }, "i": {}, "j": null });
        let mut text = String::new();
        opened(&value, 0, &mut text);
        assert_eq!(text.parse::<Value>().unwrap(), value);
        assert!(text.contains("\n        \"d\": {\"e\":[1,{\"f\":\"g\\\"h\"}]}"));
    }
}
