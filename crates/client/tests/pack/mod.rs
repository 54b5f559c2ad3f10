//! A small pack of its own, so that these tests stand whatever the law becomes, and one client under it.

use client::{ClientFile, Refused};
use law::Pack;
use law::source::{File, Sources};

pub fn pack() -> Pack {
    let files = [
        ("facts/client.md", include_str!("client.md")),
        ("facts/order.md", include_str!("order.md")),
        ("facts/custody.md", include_str!("custody.md")),
        ("tables/places.md", include_str!("places.md")),
        ("deadlines/rescind.md", include_str!("rescind.md")),
    ];
    let (pack, reports) = Pack::examine(Sources::sorted(files.into_iter().map(|(path, text)| File::new(path, text)).collect()));
    assert!(reports.is_empty(), "{reports:#?}");
    pack
}

pub const ABSENCE: &str = include_str!("../clients/absence.toml");

/// What every file of these tests begins with.
#[allow(dead_code, reason = "not every test file needs it")]
pub const HEAD: &str = "format = \"forbear-client/1\"\ncode = \"X1\"\n[said]\nby = \"paralegal\"\non = 2026-07-01\nsource = \"client\"\ncertainty = \"client says\"\n";

#[allow(dead_code, reason = "not every test file needs it")]
pub fn read(pack: &Pack, text: &str) -> Result<ClientFile, Refused> {
    ClientFile::read("a client.toml", text.as_bytes(), pack)
}
