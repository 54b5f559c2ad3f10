//! The files of a pack, from the program itself or from a folder.

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../law");

/// The largest file a pack may hold, in bytes.
pub const LARGEST_FILE: u64 = 1 << 20;

/// The most files a pack may hold.
pub const MOST_FILES: usize = 20_000;

/// One file of a pack.
#[derive(Clone, Debug)]
pub struct File {
    /// Path below the pack's folder, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// A file from its parts.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The first folder of its path; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.split_once('/').map_or("", |(folder, _)| folder)
    }

    /// The name without folder and ending: the id of a provision.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// Why a folder could not be read as a pack.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The folder or a file in it cannot be read.
    #[error("cannot read {path}: {why}. Check that it exists and that you may read it")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// A file is not UTF-8.
    #[error("{path} is not UTF-8 text (byte {at}). Save it as UTF-8")]
    NotText {
        /// Which.
        path: PathBuf,
        /// The first byte that is not.
        at: usize,
    },
    /// A file or the pack is too large.
    #[error("{path} is larger than a pack may hold ({limit}). Split it, or leave it out")]
    TooLarge {
        /// Which.
        path: PathBuf,
        /// The limit, in words.
        limit: &'static str,
    },
}

/// All files of a pack, sorted by path.
#[derive(Clone, Debug)]
pub struct Sources {
    /// Sorted by path.
    pub files: Vec<File>,
}

impl Sources {
    /// The pack inside the program.
    #[must_use]
    pub fn embedded() -> Self {
        let mut files = Vec::new();
        gather_embedded(&EMBEDDED, &mut files);
        Self::sorted(files)
    }

    /// The pack in a folder.
    ///
    /// # Errors
    /// [`SourceError`] naming the file.
    pub fn read(folder: &Path) -> Result<Self, SourceError> {
        let mut files = Vec::new();
        gather(folder, folder, &mut files, 0)?;
        Ok(Self::sorted(files))
    }

    /// From files in hand.
    #[must_use]
    pub fn sorted(mut files: Vec<File>) -> Self {
        files.retain(|f| has_law(&f.path));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// A fingerprint of every file that the pack holds, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut all = Sha256::new();
        for file in &self.files {
            all.update(file.path.as_bytes());
            all.update([0]);
            all.update(file.text.as_bytes());
            all.update([0]);
        }
        hex(&all.finalize())
    }
}

/// A fingerprint of a text, in hexadecimal.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Markdown and tables belong to the pack; anything else in the folder does not.
fn has_law(path: &str) -> bool {
    (path.ends_with(".md") && path.contains('/')) || path.ends_with(".csv")
}

fn gather_embedded(dir: &Dir<'_>, files: &mut Vec<File>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(text) = file.contents_utf8() {
            files.push(File::new(path, text));
        }
    }
    for folder in dir.dirs() {
        gather_embedded(folder, files);
    }
}

fn gather(top: &Path, folder: &Path, files: &mut Vec<File>, depth: usize) -> Result<(), SourceError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |why| SourceError::Unreadable { path, why }
    };
    if depth > 8 {
        return Err(SourceError::TooLarge { path: folder.to_owned(), limit: "8 folders deep" });
    }
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let about = std::fs::metadata(&path).map_err(unreadable(&path))?;
        if about.is_dir() {
            gather(top, &path, files, depth + 1)?;
            continue;
        }
        let name = path.strip_prefix(top).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !has_law(&name) {
            continue;
        }
        if about.len() > LARGEST_FILE {
            return Err(SourceError::TooLarge { path, limit: "1 MiB a file" });
        }
        if files.len() >= MOST_FILES {
            return Err(SourceError::TooLarge { path: top.to_owned(), limit: "20,000 files" });
        }
        let bytes = std::fs::read(&path).map_err(unreadable(&path))?;
        let text = String::from_utf8(bytes).map_err(|e| SourceError::NotText { path: path.clone(), at: e.utf8_error().valid_up_to() })?;
        files.push(File::new(name, text));
    }
    Ok(())
}
