//! `generate`: files made from the law pack, kept so that they can be read without the program.
//!
//! A test compares them with what would be made now, so a change of the law that is not followed here fails.

use crate::law_index::law_index;
use crate::step::{Failed, root};
use law::Pack;
use std::path::{Path, PathBuf};

/// The files, and what stands in each.
#[must_use]
pub fn files(pack: &Pack) -> Vec<(&'static str, String)> {
    let schema = format!("{:#}\n", client::schema(pack));
    vec![("docs/client.schema.json", schema), ("docs/law-index.md", law_index(pack))]
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
    for (name, text) in files(&pack()?) {
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
