//! From the words of a `law` block to its clauses.
//!
//! A clause starts at the left margin and its further lines are indented. So a slip in one clause never hides
//! the next: each is read by itself, and each can have its own report.

mod clause;
mod expression;

use crate::lexer::{Token, tokens};
use crate::report::Report;
use crate::source::File;
use crate::syntax::{At, Name, Words, Written};

/// Nested deeper than this, a block is refused rather than read.
pub const DEEPEST: usize = 60;

/// Reads a block that starts at `offset` in the file. Clauses that do not read are left out and reported.
pub fn block(file: &File, text: &str, offset: usize, reports: &mut Vec<Report>) -> Vec<Written> {
    let mut written = Vec::new();
    for (start, clause) in split(text) {
        let at = offset + start..offset + start + clause.trim_end().len();
        match read(clause, offset + start) {
            Ok(Some((clause, selectors))) => written.push(Written { clause, selectors, at }),
            Ok(None) => {}
            Err(slip) => {
                let mut report = Report::new(file, "law::syntax", slip.at, slip.what);
                if let Some(help) = slip.help {
                    report = report.help(help);
                }
                reports.push(report);
            }
        }
    }
    written
}

/// Reads one expression, as `[[impossible]]` rules in fact files hold it.
pub fn expression_of(file: &File, text: &str, offset: usize, reports: &mut Vec<Report>) -> Option<crate::syntax::Expr> {
    let read = || {
        let tokens = tokens(text, offset).map_err(|(at, what)| Slip { at, what, help: None })?;
        let mut parser = Parser { tokens: &tokens, next: 0, end: offset + text.len(), depth: 0 };
        let read = parser.expression()?;
        parser.finish()?;
        Ok(read)
    };
    read().map_err(|slip: Slip| reports.push(Report::new(file, "law::syntax", slip.at, slip.what))).ok()
}

/// A place where reading could not go on.
#[derive(Debug)]
struct Slip {
    at: At,
    what: String,
    help: Option<String>,
}

type Read<T> = Result<T, Slip>;

/// Where each clause starts, and its text with its indented lines.
fn split(text: &str) -> Vec<(usize, &str)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.chars().next().is_some_and(|c| !c.is_whitespace() && c != '#') {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(from, to)| (from, &text[from..to])).collect()
}

fn read(text: &str, offset: usize) -> Read<Option<(crate::syntax::Clause, crate::syntax::Selectors)>> {
    let tokens = tokens(text, offset).map_err(|(at, what)| Slip { at, what, help: None })?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser { tokens: &tokens, next: 0, end: offset + text.trim_end().len(), depth: 0 };
    let clause = parser.clause()?;
    let selectors = parser.selectors()?;
    parser.finish()?;
    Ok(Some((clause, selectors)))
}

/// The tokens of one clause and how far reading has come.
struct Parser<'a> {
    tokens: &'a [(Token, At)],
    next: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn peek_word(&self) -> Option<&str> {
        self.word_at(0)
    }

    fn word_at(&self, ahead: usize) -> Option<&str> {
        match self.tokens.get(self.next + ahead) {
            Some((Token::Word(word), _)) => Some(word),
            _ => None,
        }
    }

    fn here(&self) -> At {
        self.tokens.get(self.next).map_or(self.end..self.end, |(_, at)| at.clone())
    }

    fn behind(&self) -> usize {
        self.next.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(self.end, |(_, at)| at.end)
    }

    fn slip<T>(&self, expected: &str) -> Read<T> {
        let found = self.peek().map_or_else(|| "the end of the clause".to_owned(), Token::shown);
        Err(Slip { at: self.here(), what: format!("expected {expected}, found {found}"), help: None })
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.peek_word() == Some(word);
        if found {
            self.next += 1;
        }
        found
    }

    fn need(&mut self, word: &str) -> Read<()> {
        if self.word(word) { Ok(()) } else { self.slip(&format!("`{word}`")) }
    }

    fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(s)) if *s == sign);
        if found {
            self.next += 1;
        }
        found
    }

    fn need_sign(&mut self, sign: &str) -> Read<()> {
        if self.sign(sign) { Ok(()) } else { self.slip(&format!("`{sign}`")) }
    }

    fn any_word(&mut self, what: &str) -> Read<(String, At)> {
        match self.peek() {
            Some(Token::Word(word)) => {
                let found = (word.clone(), self.here());
                self.next += 1;
                Ok(found)
            }
            _ => self.slip(what),
        }
    }

    fn name(&mut self, what: &str) -> Read<Name> {
        let (first, mut at) = self.any_word(what)?;
        let mut parts = vec![first];
        while self.sign(".") {
            let (part, end) = self.any_word("a name after the dot")?;
            parts.push(part);
            at.end = end.end;
        }
        Ok(Name { parts, at })
    }

    fn text(&mut self) -> Read<String> {
        match self.peek() {
            Some(Token::Text(text)) => {
                let text = text.clone();
                self.next += 1;
                Ok(text)
            }
            _ => self.slip("a text in quotes"),
        }
    }

    /// `"English" es "español"`
    fn words(&mut self) -> Read<Words> {
        let en = self.text()?;
        if !self.word("es") {
            return Err(Slip {
                at: self.here(),
                what: "this text has no Spanish".into(),
                help: Some("write \"English\" es \"español\"".into()),
            });
        }
        Ok(Words { en, es: self.text()? })
    }

    fn finish(&self) -> Read<()> {
        if self.next < self.tokens.len() { self.slip("the end of the clause") } else { Ok(()) }
    }
}
