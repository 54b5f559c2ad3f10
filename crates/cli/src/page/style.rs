//! The page's one style sheet, and the policy that lets no other in.

use sha2::{Digest, Sha256};

/// The style sheet.
pub const SHEET: &str = include_str!("../../../../templates/assessment/page.css");

/// The policy of the page.
#[must_use]
pub fn policy() -> String {
    policy_of(SHEET)
}

/// Nothing is loaded, nothing runs, nothing is sent; the one style sheet is known by its fingerprint.
#[must_use]
pub fn policy_of(sheet: &str) -> String {
    format!("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", base64(&Sha256::digest(sheet.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let packed = three.iter().fold(0_u32, |all, b| (all << 8) | u32::from(*b)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = usize::try_from((packed >> (18 - 6 * place)) & 63).unwrap_or(0);
            text.push(if place <= three.len() { char::from(LETTERS[letter]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_everybody() {
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"M"), "TQ==");
    }
}
