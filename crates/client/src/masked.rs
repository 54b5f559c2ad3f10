//! The text of a file as an error may show it: its shape and our own words, with everything a client said hidden.
//!
//! An error shows the line it is about. That line may hold a name or an A-number, and errors end up in terminals,
//! logs and bug reports. So only words that the program itself knows, and plain days, are left readable; each
//! other sign is put out with a star, one for one, so that columns stay where they are.

use crate::tree::At;
use law::Pack;
use std::collections::HashSet;

/// Keys of the file format.
pub(crate) const KEYS: [&str; 50] = [
    "format",
    "code",
    "title",
    "en",
    "es",
    "as_of",
    "place",
    "said",
    "by",
    "on",
    "source",
    "certainty",
    "names",
    "given",
    "family",
    "as_on_notice",
    "a_numbers",
    "facts",
    "complete",
    "value",
    "changes",
    "fact",
    "clear",
    "answers",
    "question",
    "element",
    "answer",
    "name",
    "reasons",
    "version",
    "weighed",
    "confirmations",
    "eoir_checked",
    "custody_checked",
    "claims",
    "says",
    "file",
    "is",
    "true",
    "false",
    "null",
    "yes",
    "no",
    "unknown",
    "none",
    "documented",
    "client",
    "says",
    "inferred",
    "forbear-client",
];

/// The text with its words hidden, as many characters as before, all of them ASCII. `keep` stays readable too.
pub(crate) fn masked(pack: &Pack, text: &str, keep: &[At]) -> String {
    let model = &pack.model;
    let mut known: HashSet<&str> = KEYS.into_iter().collect();
    for record in &model.records {
        known.insert(&record.name);
        known.extend(record.list.as_deref());
    }
    for field in &model.fields {
        known.insert(&field.name);
        known.extend(field.values.iter().map(|v| model.symbols.name(*v)));
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let at = text.len() - rest.len();
        if is_of_word(sign) {
            let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let kept = keep.iter().any(|k| k.start <= at && at + end <= k.end);
            if word.is_ascii() && (kept || known.contains(word) || is_day(word)) {
                out.push_str(word);
            } else {
                out.extend(word.chars().map(|_| '*'));
            }
            rest = after;
        } else {
            out.push(match sign {
                '\n' => '\n',
                '=' | '[' | ']' | '{' | '}' | '"' | ',' | ':' | '.' | '\'' | ' ' => sign,
                // Whatever else stands between words is shown as nothing, tabs too, for the columns' sake.
                c if c.is_whitespace() => ' ',
                _ => '*',
            });
            rest = &rest[sign.len_utf8()..];
        }
    }
    out
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_' || sign == '-'
}

/// `2019-03-06`: nine or eight digits in any grouping are never of this shape.
fn is_day(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 10 && bytes.iter().enumerate().all(|(n, b)| if n == 4 || n == 7 { *b == b'-' } else { b.is_ascii_digit() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::tests::pack;

    #[test]
    fn what_an_error_shows_of_a_line_holds_no_name_and_no_number() {
        let pack = pack();
        let text = "given = \"José\"\r\n\tissued = 2019-02-30 # of Ana\na_numbers = [\"A012-345-678\", 12 345 678]\nkind = \"in_absentia\"";
        let shown = masked(&pack, text, &[]);
        assert_eq!(
            shown,
            "given = \"****\" \n issued = 2019-02-30 * ** ***\na_numbers = [\"************\", ** *** ***]\nkind = \"in_absentia\""
        );
        assert_eq!(shown.chars().count(), text.chars().count());
    }
}
