//! The words of a `law` block.

use crate::syntax::At;
use truth::{Day, Span};
use winnow::Result;
use winnow::ascii::multispace1;
use winnow::combinator::{alt, delimited, opt, preceded, repeat};
use winnow::error::ContextError;
use winnow::prelude::*;
use winnow::stream::LocatingSlice;
use winnow::token::{take_till, take_while};

/// A word, number, text or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A word: letters, digits, underscores, inner hyphens.
    Word(String),
    /// A whole number.
    Whole(i64),
    /// Cents.
    Money(i64),
    /// A day.
    Day(Day),
    /// A length of time.
    Span(Span),
    /// Text between quotes.
    Text(String),
    /// `. , ( ) { } = != < <= > >= + - | :`
    Sign(&'static str),
}

impl Token {
    /// As a reader would name it in a message.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Word(word) => format!("`{word}`"),
            Self::Whole(n) => format!("`{n}`"),
            Self::Money(cents) => format!("`${}`", cents / 100),
            Self::Day(day) => format!("`{day}`"),
            Self::Span(span) => format!("`{span}`"),
            Self::Text(_) => "a text in quotes".to_owned(),
            Self::Sign(sign) => format!("`{sign}`"),
        }
    }
}

type Input<'a> = LocatingSlice<&'a str>;

/// Splits a block into tokens; on failure, where it could not go on and why.
pub fn tokens(text: &str, offset: usize) -> std::result::Result<Vec<(Token, At)>, (At, String)> {
    let mut input = LocatingSlice::new(text);
    let mut found = Vec::new();
    loop {
        let _: Result<()> = blank.parse_next(&mut input);
        if input.is_empty() {
            return Ok(found);
        }
        let start = text.len() - input.len();
        match token.parse_next(&mut input) {
            Ok(token) => {
                let end = text.len() - input.len();
                let token = token.map_err(|why| (offset + start..offset + end, why))?;
                found.push((token, offset + start..offset + end));
            }
            Err(_) => {
                let shown: String = input.chars().take(1).collect();
                let width = shown.len();
                return Err((offset + start..offset + start + width, format!("`{shown}` has no meaning here")));
            }
        }
    }
}

fn blank(input: &mut Input<'_>) -> Result<()> {
    repeat::<_, _, (), _, _>(0.., alt((multispace1.void(), ('#', take_till(0.., '\n')).void()))).parse_next(input)
}

/// A token; the inner error is a token that reads well but means nothing (February 30).
fn token(input: &mut Input<'_>) -> Result<std::result::Result<Token, String>> {
    alt((text.map(Ok), money.map(Ok), day, number, word.map(Ok), sign.map(Ok))).parse_next(input)
}

fn text(input: &mut Input<'_>) -> Result<Token> {
    delimited('"', take_till(0.., ['"', '\n']), '"').map(|t: &str| Token::Text(t.to_owned())).parse_next(input)
}

fn money(input: &mut Input<'_>) -> Result<Token> {
    // A comma belongs to the amount only before three digits; else it parts two items of a set.
    let thousands = repeat::<_, _, (), ContextError, _>(0.., (',', take_while(3..=3, |c: char| c.is_ascii_digit())));
    let digits = preceded('$', (take_while(1.., |c: char| c.is_ascii_digit()), thousands).take());
    (digits, opt(preceded('.', take_while(2..=2, |c: char| c.is_ascii_digit()))))
        .verify_map(|(whole, cents): (&str, Option<&str>)| cents_of(whole, cents))
        .map(Token::Money)
        .parse_next(input)
}

/// `10,000` and `50` to cents.
pub(crate) fn cents_of(whole: &str, cents: Option<&str>) -> Option<i64> {
    let dollars: i64 = whole.replace(',', "").parse().ok()?;
    dollars.checked_mul(100)?.checked_add(cents.map_or(Some(0), |c| c.parse().ok())?)
}

fn day(input: &mut Input<'_>) -> Result<std::result::Result<Token, String>> {
    let digits = |n: usize| take_while(n..=n, |c: char| c.is_ascii_digit());
    (digits(4), '-', digits(2), '-', digits(2))
        .take()
        .map(|written: &str| Day::parse(written).map(Token::Day).map_err(|e| e.to_string()))
        .parse_next(input)
}

fn number(input: &mut Input<'_>) -> Result<std::result::Result<Token, String>> {
    let number = take_while(1.., |c: char| c.is_ascii_digit());
    let unit = preceded(take_while(1.., ' '), alt(("years", "year", "months", "month", "weeks", "week", "days", "day")));
    let not_longer = winnow::combinator::not(take_while(1.., is_inner));
    (number, opt((unit, not_longer).take()))
        .map(|(digits, unit): (&str, Option<&str>)| match unit {
            None => digits.parse().map(Token::Whole).map_err(|_| format!("{digits} is too large a number")),
            Some(unit) => {
                Span::parse(&format!("{digits}{unit}")).map(Token::Span).ok_or_else(|| format!("{digits}{unit} is too long a time"))
            }
        })
        .parse_next(input)
}

fn is_inner(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn word(input: &mut Input<'_>) -> Result<Token> {
    let part = || take_while(1.., is_inner);
    let tail = repeat::<_, _, (), ContextError, _>(0.., ('-', part()));
    (take_while(1..=1, |c: char| c.is_ascii_alphabetic() || c == '_'), take_while(0.., is_inner), tail)
        .take()
        .map(|w: &str| Token::Word(w.to_owned()))
        .parse_next(input)
}

/// Two-letter signs stand before the letters they begin with.
const SIGNS: [&str; 16] = ["!=", "<=", ">=", "..", ".", ",", "(", ")", "{", "}", "=", "<", ">", "+", "-", "|"];

fn sign(input: &mut Input<'_>) -> Result<Token> {
    for sign in SIGNS {
        let found: Result<&str> = winnow::token::literal(sign).parse_next(input);
        if found.is_ok() {
            return Ok(Token::Sign(sign));
        }
    }
    winnow::combinator::fail.parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Token> {
        tokens(text, 0).unwrap().into_iter().map(|(t, _)| t).collect()
    }

    #[test]
    fn words_numbers_days_and_spans_are_told_apart() {
        let word = |w: &str| Token::Word(w.into());
        assert_eq!(
            kinds("as_of - 180 days <= order.issued # note\n and $10,000.50 2012-06-15 12"),
            vec![
                word("as_of"),
                Token::Sign("-"),
                Token::Span(Span { months: 0, days: 180 }),
                Token::Sign("<="),
                word("order"),
                Token::Sign("."),
                word("issued"),
                word("and"),
                Token::Money(1_000_050),
                Token::Day(Day::parse("2012-06-15").unwrap()),
                Token::Whole(12),
            ]
        );
        assert_eq!(kinds("instead of yajure-hurtado"), vec![word("instead"), word("of"), word("yajure-hurtado")]);
        assert_eq!(kinds("circuit 6"), vec![word("circuit"), Token::Whole(6)]);
    }

    #[test]
    fn a_day_that_does_not_exist_is_named() {
        assert!(tokens("from 2012-02-30", 10).unwrap_err().1.contains("2012-02-30"));
        assert_eq!(tokens("x ~ y", 10).unwrap_err().0, 12..13);
    }
}
