//! Expressions. `or` binds loosest, then `and`, `not`, comparison, `+`.

use super::{DEEPEST, Parser, Read, Slip};
use crate::lexer::Token;
use crate::syntax::{Each, Expr, Form, Scope};
use truth::{Comparison, Unit};

impl Parser<'_> {
    pub(super) fn expression(&mut self) -> Read<Expr> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Slip {
                at: self.here(),
                what: format!("nested more than {DEEPEST} deep"),
                help: Some("name a part as a conclusion of its own".into()),
            });
        }
        let mut left = self.conjunction()?;
        while self.word("or") {
            let right = self.conjunction()?;
            left = join(left, right, Form::Or);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn conjunction(&mut self) -> Read<Expr> {
        let mut left = self.negation()?;
        while self.word("and") {
            let right = self.negation()?;
            left = join(left, right, Form::And);
        }
        Ok(left)
    }

    fn negation(&mut self) -> Read<Expr> {
        let start = self.here().start;
        if !self.word("not") {
            return self.comparison();
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.slip("fewer `not`s");
        }
        let inner = self.negation()?;
        self.depth -= 1;
        Ok(Expr { at: start..inner.at.end, form: Form::Not(Box::new(inner)) })
    }

    fn comparison(&mut self) -> Read<Expr> {
        let left = self.addition()?;
        let how = match self.peek() {
            Some(Token::Sign("=")) => Comparison::Equal,
            Some(Token::Sign("!=")) => Comparison::NotEqual,
            Some(Token::Sign("<")) => Comparison::Less,
            Some(Token::Sign("<=")) => Comparison::LessOrEqual,
            Some(Token::Sign(">")) => Comparison::Greater,
            Some(Token::Sign(">=")) => Comparison::GreaterOrEqual,
            _ => return self.membership(left),
        };
        self.next += 1;
        let right = self.addition()?;
        Ok(join(left, right, |a, b| Form::Compare(how, a, b)))
    }

    fn membership(&mut self, left: Expr) -> Read<Expr> {
        let braces = |ahead: usize| matches!(self.tokens.get(self.next + ahead), Some((Token::Sign("{"), _)));
        let negated = self.peek_word() == Some("not") && self.word_at(1) == Some("in") && braces(2);
        if negated || (self.peek_word() == Some("in") && braces(1) && !self.is_place_selector()) {
            self.next += if negated { 2 } else { 1 };
            let items = self.braced()?;
            let at = left.at.start..self.behind();
            let inside = Expr { at: at.clone(), form: Form::In(Box::new(left), items) };
            return Ok(if negated { Expr { at, form: Form::Not(Box::new(inside)) } } else { inside });
        }
        if self.word("within") {
            let scope = self.scope()?;
            return Ok(Expr { at: left.at.start..scope.at.end, form: Form::Within(Box::new(left), scope) });
        }
        Ok(left)
    }

    /// Whether `in { … }` here says where a clause governs: a `by` or `except` follows the braces.
    fn is_place_selector(&self) -> bool {
        let rest = self.tokens.get(self.next + 1..).unwrap_or_default();
        let close = rest.iter().position(|(token, _)| matches!(token, Token::Sign("}")));
        let after = close.and_then(|n| rest.get(n + 1)).map(|(token, _)| token);
        matches!(after, Some(Token::Word(word)) if word == "by" || word == "except")
    }

    /// `{ a, b, c }`
    fn braced(&mut self) -> Read<Vec<Expr>> {
        self.need_sign("{")?;
        let mut items = vec![self.expression()?];
        while self.sign(",") {
            items.push(self.expression()?);
        }
        self.need_sign("}")?;
        Ok(items)
    }

    fn addition(&mut self) -> Read<Expr> {
        let mut left = self.primary()?;
        loop {
            let minus = match self.peek() {
                Some(Token::Sign("+")) => false,
                Some(Token::Sign("-")) => true,
                _ => return Ok(left),
            };
            self.next += 1;
            let right = self.primary()?;
            left = join(left, right, |a, b| Form::Plus(minus, a, b));
        }
    }

    fn primary(&mut self) -> Read<Expr> {
        let start = self.here().start;
        let form = match self.peek() {
            Some(Token::Whole(n)) => Some(Form::Whole(*n)),
            Some(Token::Money(cents)) => Some(Form::Money(*cents)),
            Some(Token::Day(day)) => Some(Form::Day(*day)),
            Some(Token::Span(span)) => Some(Form::Span(*span)),
            Some(Token::Text(text)) => Some(Form::Text(text.clone())),
            _ => None,
        };
        if let Some(form) = form {
            self.next += 1;
            return Ok(Expr { form, at: start..self.behind() });
        }
        if self.sign("(") {
            let mut inner = self.expression()?;
            self.need_sign(")")?;
            inner.at = start..self.behind();
            return Ok(inner);
        }
        let Some(word) = self.peek_word().map(str::to_owned) else { return self.slip("a fact, a value or a condition") };
        let form = self.worded(&word)?;
        Ok(Expr { form, at: start..self.behind() })
    }

    /// The forms that a word begins.
    fn worded(&mut self, word: &str) -> Read<Form> {
        let form = match word {
            "yes" | "no" => Form::YesNo(word == "yes"),
            "none" => Form::None,
            "as_of" => Form::AsOf,
            "has" => {
                self.next += 1;
                return Ok(Form::Has(self.name("a fact or a list")?));
            }
            "any" => {
                self.next += 1;
                return Ok(Form::Any(self.each()?));
            }
            "every" => {
                self.next += 1;
                let each = self.each()?;
                if !self.word("holds") {
                    return self.slip("`holds` and what each entry must fulfil");
                }
                return Ok(Form::Every(each, Box::new(self.expression()?)));
            }
            "count" => {
                self.next += 1;
                let distinct = if self.word("distinct") { Some(self.name("the field to tell apart")?) } else { None };
                self.need("of")?;
                return Ok(Form::Count(distinct, self.each()?));
            }
            "sum" => {
                self.next += 1;
                let field = self.name("the field to add up")?;
                self.need("of")?;
                return Ok(Form::Sum(field, self.each()?));
            }
            "earliest" | "latest" => return self.extreme(word == "latest"),
            "years" | "months" | "days" if self.word_at(1) == Some("from") => {
                self.next += 2;
                let unit = match word {
                    "years" => Unit::Years,
                    "months" => Unit::Months,
                    _ => Unit::Days,
                };
                let from = self.addition()?;
                self.need("to")?;
                let to = self.addition()?;
                return Ok(Form::Elapsed(unit, Box::new(from), Box::new(to)));
            }
            "if" => {
                self.next += 1;
                let condition = self.expression()?;
                self.need("then")?;
                let then = self.expression()?;
                self.need("else")?;
                let otherwise = self.expression()?;
                return Ok(Form::If(Box::new(condition), Box::new(then), Box::new(otherwise)));
            }
            "timely" => {
                self.next += 1;
                let deadline = self.name("a deadline")?;
                self.need("by")?;
                return Ok(Form::Timely(deadline, Box::new(self.addition()?)));
            }
            "lookup" => {
                self.next += 1;
                let (field, _) = self.any_word("a column")?;
                self.need("of")?;
                let (table, _) = self.any_word("a table")?;
                self.need("by")?;
                return Ok(Form::Lookup(field, table, Box::new(self.addition()?)));
            }
            _ => return Ok(Form::Name(self.name("a name")?)),
        };
        self.next += 1;
        Ok(form)
    }

    fn extreme(&mut self, last: bool) -> Read<Form> {
        self.next += 1;
        if self.word("of") {
            return Ok(Form::ExtremeOf(last, self.braced()?));
        }
        let value = self.addition()?;
        self.need("of")?;
        Ok(Form::Extreme(last, Box::new(value), self.each()?))
    }

    /// `order o where e`
    fn each(&mut self) -> Read<Each> {
        let record = self.name("a record that is kept as a list")?;
        let is_end = |w: &str| {
            [
                "where",
                "holds",
                "and",
                "or",
                "from",
                "to",
                "in",
                "by",
                "instead",
                "conflicts",
                "then",
                "else",
                "counting",
                "rolling",
                "due",
                "within",
                "when",
                "if",
                "es",
                "at",
                "on",
                "except",
                "right",
                "never",
                "stop",
                "plan",
                "ask",
                "nothing",
                "for",
            ]
            .contains(&w)
        };
        let var = match self.peek_word() {
            Some(word) if !is_end(word) => {
                let word = word.to_owned();
                self.next += 1;
                Some(word)
            }
            _ => None,
        };
        let filter = if self.word("where") { Some(Box::new(self.expression()?)) } else { None };
        Ok(Each { record, var, filter })
    }

    /// `US except TX`, `circuit 6`, `{ circuit 2, NY-S }`
    pub(super) fn scope(&mut self) -> Read<Scope> {
        let start = self.here().start;
        let of = self.places()?;
        let except = if self.word("except") { self.places()? } else { Vec::new() };
        Ok(Scope { of, except, at: start..self.behind() })
    }

    fn places(&mut self) -> Read<Vec<String>> {
        if !self.sign("{") {
            return Ok(vec![self.place()?]);
        }
        let mut places = vec![self.place()?];
        while self.sign(",") {
            places.push(self.place()?);
        }
        self.need_sign("}")?;
        Ok(places)
    }

    fn place(&mut self) -> Read<String> {
        let (word, _) = self.any_word("a place: `US`, a state, `circuit 6`, a district such as `FL-S`")?;
        if word != "circuit" {
            return Ok(word);
        }
        match self.peek() {
            Some(Token::Whole(n)) => {
                let place = format!("circuit {n}");
                self.next += 1;
                Ok(place)
            }
            _ => Ok(format!("circuit {}", self.any_word("the circuit's number, or `dc`")?.0)),
        }
    }
}

fn join(left: Expr, right: Expr, form: impl FnOnce(Box<Expr>, Box<Expr>) -> Form) -> Expr {
    Expr { at: left.at.start..right.at.end, form: form(Box::new(left), Box::new(right)) }
}
