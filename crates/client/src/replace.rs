//! Writing a file so that it is either as before or as it should be, never half; for its owner's eyes only.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static WRITTEN: AtomicU32 = AtomicU32::new(0);

/// Opens a new file that only its owner may read.
fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A name beside the file that no other writer of this machine uses. It holds no part of the file's own name.
fn beside(path: &Path) -> PathBuf {
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    folder_of(path).join(format!(".forbear-{}-{number}.tmp", std::process::id()))
}

/// Makes sure that the folder's own entry is on the disk.
fn settle(path: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder_of(path)) {
        // Some file systems cannot do this; the file itself is on the disk already.
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Puts new bytes in place of a file's.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = beside(path);
    let written = (|| {
        let mut file = open_new(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)
    })();
    if written.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    settle(path);
    written
}

/// Writes a file that is not there yet.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = open_new(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // It was made here, a moment ago; half a client file must not stay.
        let _ = std::fs::remove_file(path);
    }
    settle(path);
    written
}

/// Holds a file against other writers of this program, for as long as it is held.
///
/// A writer replaces the file, so the lock is taken again until it is on the file that stands there.
pub(crate) fn hold(path: &Path) -> io::Result<File> {
    for _ in 0..100 {
        let file = File::open(path)?;
        file.lock()?;
        if same(&file.metadata()?, &std::fs::metadata(path)?) {
            return Ok(file);
        }
    }
    Err(io::Error::new(io::ErrorKind::ResourceBusy, "others keep writing it"))
}

#[cfg(unix)]
fn same(a: &std::fs::Metadata, b: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same(_: &std::fs::Metadata, _: &std::fs::Metadata) -> bool {
    true
}
