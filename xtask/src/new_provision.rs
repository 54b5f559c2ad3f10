//! `new-provision KIND ID`: a file that has everything its kind asks for, and a marked blank where only a person
//! who read the source can write.
//!
//! Nothing is filled in with a likely value: `forbear law check` refuses each blank by its line, so a forgotten one
//! cannot become law.

use crate::generate::write;
use crate::skeleton;
use crate::step::{Failed, root};

/// Arguments of `new-provision`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder: `avenues`, `statutes`, `safety/dangers`, `policy/morton-2011`, `facts`, …
    kind: String,
    /// The id: lower case, with hyphens; the name of the file.
    id: String,
}

/// Writes the file; never over one that is there.
///
/// # Errors
/// [`Failed`], if the kind or the id does not fit, or the file cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Failed> {
    let (kind, id) = (arguments.kind.trim_end_matches('/'), arguments.id.as_str());
    let text = skeleton::skeleton(kind, id).map_err(Failed::Asked)?;
    let name = format!("law/{kind}/{id}.md");
    let path = root().join(&name);
    if path.exists() {
        return Err(Failed::Asked(format!("{name} is there already. Choose another id, or edit that file")));
    }
    if let Some(taken) = taken(id) {
        return Err(Failed::Asked(format!("the id `{id}` is taken by {taken}. Every file name in the pack is different")));
    }
    write(&path, &text)?;
    eprintln!("wrote {name}");
    eprintln!("Fill in each line that says BLANK, write the prose, add the rows of the notes to law/coverage.csv, then run");
    eprintln!("  cargo run -- law --law law check");
    eprintln!("  cargo run -- law --law law test {id}");
    Ok(())
}

/// The file that has this id, in whatever folder.
fn taken(id: &str) -> Option<String> {
    let sources = law::source::Sources::read(&root().join("law")).ok()?;
    sources.files.iter().find(|f| f.stem() == id && f.path.ends_with(".md")).map(|f| f.path.clone())
}
