//! Files that hold a client's facts: written whole or not at all, for their owner's eyes only.

use crate::failure::{Failure, warn};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file that only its owner may read, in place of one that may be there, and says that it is not encrypted.
///
/// # Errors
/// What the system said; then what was there is as it was.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = folder.join(format!(".forbear-{}.tmp", std::process::id()));
    let written = open_new(&temporary).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)
    });
    if let Err(why) = written {
        let _ = std::fs::remove_file(&temporary);
        return Err(Failure::new(
            format!("{} cannot be written: {why}", path.display()),
            "Check the folder, and that you may write to it. What was there is unchanged",
        ));
    }
    say_not_encrypted(path);
    Ok(())
}

/// Says that a file with facts is readable by whoever gets hold of it.
pub fn say_not_encrypted(path: &Path) {
    warn(format!(
        "{} holds a client's facts and is not encrypted yet. Only your account may read it; keep it off shared drives.",
        path.display()
    ));
}

fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
