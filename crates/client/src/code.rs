//! The office's code for a client. It stands on every page and in every list, so it names nobody.

use crate::a_number::ANumber;
use crate::name::Name;

/// The letter A and eight or nine digits, as the schema says it: an A-number, and no office's code.
pub(crate) const NUMBER: &str = r"^[Aa][-_]*(\d[-_]*){8,9}$";

/// Whether a code is an A-number, or has a name of this client in it.
///
/// Nine digits without the letter can be an office's own count: they are refused where they are this client's number.
pub(crate) fn names_somebody(code: &str, names: &[Name], numbers: &[ANumber]) -> bool {
    let number = ANumber::parse(&code.replace('_', "-"));
    let words: Vec<String> = names.iter().flat_map(Name::parts).map(bare).collect();
    let words: Vec<&str> = words.iter().flat_map(|name| name.split(|c: char| c.is_whitespace() || c == '-')).collect();
    number.is_ok_and(|n| code.starts_with(['A', 'a']) || numbers.contains(&n))
        || bare(code).split(['-', '_']).any(|part| part.len() > 2 && words.contains(&part))
}

/// In small letters and without accents, for a code has none.
fn bare(text: &str) -> String {
    let plain = |c| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    };
    text.to_lowercase().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str) -> bool {
        let name = Name { given: "Rosa Elvira".into(), family: vec!["Menjívar".into(), "Portillo-Peña".into()], as_on_notice: true };
        names_somebody(code, &[name], &ANumber::parse("A098-617-240").into_iter().collect::<Vec<_>>())
    }

    #[test]
    fn an_a_number_in_any_dress_is_no_code() {
        for code in ["A098-617-240", "a98617240", "A_012_345_678", "98617240", "098-617-240"] {
            assert!(names(code), "{code}");
        }
    }

    #[test]
    fn a_name_of_the_client_is_no_code_with_or_without_its_accents() {
        for code in ["MENJIVAR", "2026-rosa", "pena_3", "Elvira"] {
            assert!(names(code), "{code}");
        }
    }

    #[test]
    fn an_offices_own_count_is_a_code_though_it_has_nine_digits() {
        for code in ["24-0123456", "K4MX", "19-00098617", "ROSARIO", "A1", "012345678"] {
            assert!(!names(code), "{code}");
        }
    }
}
