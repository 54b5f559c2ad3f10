//! Clauses and what follows them.

use super::{Parser, Read, Slip};
use crate::lexer::Token;
use crate::syntax::{At, Clause, DeadlineClause, Direction, Level, LevelClause, Name, Party, Recipient, Selectors, Words};

impl Parser<'_> {
    pub(super) fn clause(&mut self) -> Read<Clause> {
        let second = self.word_at(1).map(str::to_owned);
        let second = second.as_deref();
        match self.peek_word() {
            Some("grounds") if second == Some("of") => {
                self.next += 2;
                let name = self.name("a conclusion")?;
                self.need("complete")?;
                Ok(Clause::GroundsComplete(name))
            }
            Some("exceptions") if second == Some("to") => {
                self.next += 2;
                let name = self.name("a conclusion")?;
                self.need("complete")?;
                Ok(Clause::ExceptionsComplete(name))
            }
            Some("exception") => self.exception(),
            Some("requirements") if second == Some("complete") => {
                self.next += 2;
                Ok(Clause::RequirementsComplete)
            }
            Some("requirement") => {
                self.next += 1;
                let name = self.name("the requirement's name")?;
                let words = self.words()?;
                self.need("when")?;
                Ok(Clause::Requirement(name, words, self.expression()?))
            }
            Some("weighs") => self.weighs(),
            Some("danger") => {
                self.next += 1;
                let name = self.name("the danger's name")?;
                let words = self.words()?;
                let levels = self.levels()?;
                self.need("when")?;
                Ok(Clause::Danger(name, words, levels, self.expression()?))
            }
            Some("dangers") if second == Some("for") => {
                self.next += 2;
                let recipients = self.recipients()?;
                self.need("complete")?;
                Ok(Clause::DangersComplete(recipients))
            }
            Some("power") if second == Some("of") => {
                self.next += 2;
                let recipient = self.recipient()?;
                if self.word("complete") {
                    return Ok(Clause::PowerComplete(recipient));
                }
                self.need("when")?;
                Ok(Clause::Power(recipient, self.expression()?))
            }
            Some("lift") => self.lift(),
            Some("cap") => {
                self.next += 1;
                let name = self.name("the rule's name")?;
                let words = self.words()?;
                self.need("at")?;
                let levels = self.levels()?;
                self.need("when")?;
                Ok(Clause::Cap(name, words, levels, self.expression()?))
            }
            Some("duty") => {
                self.next += 1;
                let name = self.name("the duty's name")?;
                let words = self.words()?;
                let day = if self.word("on") { Some(self.expression()?) } else { None };
                self.need("when")?;
                Ok(Clause::Duty(name, words, day, self.expression()?))
            }
            Some("act") => self.act(),
            Some("risk") => {
                self.next += 1;
                let name = self.name("the risk's name")?;
                let words = self.words()?;
                self.need("when")?;
                Ok(Clause::Risk(name, words, self.expression()?))
            }
            Some("deadline") => self.deadline(),
            Some("statement") => {
                self.next += 1;
                Ok(Clause::Statement(self.words()?))
            }
            Some("burden") => {
                self.next += 1;
                self.need("on")?;
                let party = self.party()?;
                self.need("for")?;
                Ok(Clause::Burden(party, self.name("a conclusion")?))
            }
            Some(_) => self.conclusion(),
            None => self.slip("a clause"),
        }
    }

    /// `X when …`, `X is …`, `X not modelled …`
    fn conclusion(&mut self) -> Read<Clause> {
        let name = self.name("a conclusion")?;
        if self.word("when") {
            return Ok(Clause::Ground(name, self.expression()?));
        }
        if self.peek_word() == Some("not") && self.word_at(1) == Some("modelled") {
            self.next += 2;
            return Ok(Clause::NotModelled(name, self.words()?));
        }
        if !self.word("is") {
            return self.slip("`when`, `is` or `not modelled` after the name of the conclusion");
        }
        if self.word("analysis") {
            let words = self.words()?;
            let weighing = if self.word("weighing") { self.braced_names()? } else { Vec::new() };
            let when = if self.word("when") { Some(self.expression()?) } else { None };
            return Ok(Clause::Analysis(name, words, weighing, when));
        }
        let value = self.expression()?;
        let when = if self.word("when") { Some(self.expression()?) } else { None };
        Ok(Clause::Rule(name, value, when))
    }

    fn exception(&mut self) -> Read<Clause> {
        self.next += 1;
        let name = self.name("the exception's name")?;
        self.need("to")?;
        let to = self.name("the conclusion that it takes away from")?;
        if self.peek_word() == Some("not") && self.word_at(1) == Some("modelled") {
            self.next += 2;
            return Ok(Clause::ExceptionNotModelled(name, to, self.words()?));
        }
        self.need("when")?;
        Ok(Clause::Exception(name, to, self.expression()?))
    }

    fn weighs(&mut self) -> Read<Clause> {
        self.next += 1;
        let direction = match self.peek_word() {
            Some("for") => Direction::For,
            Some("against") => Direction::Against,
            Some("either") => Direction::Either,
            Some("priority") => Direction::Priority,
            _ => return self.slip("`for`, `against`, `either` or `priority`"),
        };
        self.next += 1;
        let words = self.words()?;
        self.need("when")?;
        Ok(Clause::Weighs(direction, words, self.expression()?))
    }

    fn lift(&mut self) -> Read<Clause> {
        self.next += 1;
        let name = self.name("the rule's name")?;
        let words = self.words()?;
        let from = self.level()?;
        self.need("to")?;
        let to = self.level()?;
        self.need("for")?;
        let recipients = self.recipients()?;
        let except = if self.word("except") { self.braced_names()? } else { Vec::new() };
        self.need("when")?;
        Ok(Clause::Lift(name, words, from, to, recipients, except, self.expression()?))
    }

    fn act(&mut self) -> Read<Clause> {
        self.next += 1;
        let name = self.name("the act's name")?;
        let words = self.words()?;
        let right = if self.word("right") {
            true
        } else if self.word("never") {
            false
        } else {
            return self.slip("`right` or `never`");
        };
        let plan = right && self.word("under");
        if plan {
            self.need("plan")?;
        }
        self.need("when")?;
        Ok(Clause::Act(name, words, right, plan, self.expression()?))
    }

    fn deadline(&mut self) -> Read<Clause> {
        self.next += 1;
        let name = self.name("the deadline's name")?;
        let words = self.words()?;
        self.need("is")?;
        let span = match self.peek() {
            Some(Token::Span(span)) => *span,
            _ => return self.slip("a length of time, such as `180 days`"),
        };
        self.next += 1;
        self.need("after")?;
        let after = self.expression()?;
        let when = if self.word("when") { Some(self.expression()?) } else { None };
        self.need("counting")?;
        let working = self.either("calendar", "working")?;
        self.need("rolling")?;
        let rolls = !self.either("forward", "none")?;
        self.need("due")?;
        self.need("from")?;
        let due_from = self.party()?;
        Ok(Clause::Deadline(Box::new(DeadlineClause { name, words, span, after, when, working, rolls, due_from })))
    }

    /// Whether the second of two words stands here.
    fn either(&mut self, first: &str, second: &str) -> Read<bool> {
        if self.word(first) {
            Ok(false)
        } else if self.word(second) {
            Ok(true)
        } else {
            self.slip(&format!("`{first}` or `{second}`"))
        }
    }

    fn party(&mut self) -> Read<Party> {
        Ok(if self.either("client", "government")? { Party::Government } else { Party::Client })
    }

    fn level(&mut self) -> Read<Level> {
        let level = match self.peek_word() {
            Some("stop") => Level::Stop,
            Some("plan") => Level::Plan,
            Some("ask") => Level::Ask,
            Some("nothing") => Level::NothingToDecide,
            _ => return self.slip("`stop`, `plan`, `ask` or `nothing`"),
        };
        self.next += 1;
        Ok(level)
    }

    /// `stop for OPLA, ERO if c plan for court`
    fn levels(&mut self) -> Read<Vec<LevelClause>> {
        let mut levels = Vec::new();
        while matches!(self.peek_word(), Some("stop" | "plan" | "ask" | "nothing")) {
            let level = self.level()?;
            self.need("for")?;
            let recipients = self.recipients()?;
            let condition = if self.word("if") { Some(self.expression()?) } else { None };
            levels.push(LevelClause { level, recipients, condition });
        }
        if levels.is_empty() { self.slip("a level, such as `stop for OPLA`") } else { Ok(levels) }
    }

    fn recipients(&mut self) -> Read<Vec<Recipient>> {
        let mut all = vec![self.recipient()?];
        while self.sign(",") {
            all.push(self.recipient()?);
        }
        Ok(all)
    }

    fn recipient(&mut self) -> Read<Recipient> {
        let (word, at) = self.any_word("`OPLA`, `ERO`, `USCIS` or `court`")?;
        Recipient::ALL.into_iter().find(|r| r.name() == word.to_lowercase()).ok_or_else(|| Slip {
            at,
            what: format!("`{word}` is no recipient"),
            help: Some("recipients are OPLA, ERO, USCIS and court".into()),
        })
    }

    fn braced_names(&mut self) -> Read<Vec<Name>> {
        self.need_sign("{")?;
        let mut names = vec![self.name("a name")?];
        while self.sign(",") {
            names.push(self.name("a name")?);
        }
        self.need_sign("}")?;
        Ok(names)
    }

    pub(super) fn selectors(&mut self) -> Read<Selectors> {
        let mut all = Selectors::default();
        loop {
            let spanned = |s: &Selectors| s.from.is_some() || s.to.is_some();
            if self.word("from") {
                all.from = Some(self.bound()?);
            } else if self.word("to") {
                all.to = Some(self.bound()?);
            } else if spanned(&all) && all.day.is_none() && self.word("by") {
                all.day = Some(self.expression()?);
            } else if self.word("in") {
                let scope = self.scope()?;
                if !self.word("by") {
                    return Err(Slip {
                        at: self.here(),
                        what: "a place rule must say by which place it is chosen".into(),
                        help: Some("write `in circuit 6 by custody.place`; there is no default place".into()),
                    });
                }
                let place = self.expression()?;
                let at = if self.word("at") { Some(self.expression()?) } else { None };
                all.place = Some((scope, place, at));
            } else if self.peek_word() == Some("instead") && self.word_at(1) == Some("of") {
                self.next += 2;
                all.instead_of.push(self.any_word("the id of a provision")?);
            } else if self.peek_word() == Some("conflicts") && self.word_at(1) == Some("with") {
                self.next += 2;
                all.conflicts.push(self.any_word("the id of a provision")?);
            } else {
                return Ok(all);
            }
        }
    }

    /// A day, or a partly known one in quotes.
    fn bound(&mut self) -> Read<(String, At)> {
        let at = self.here();
        let bound = match self.peek() {
            Some(Token::Day(day)) => day.to_string(),
            Some(Token::Text(text)) => text.clone(),
            Some(Token::Whole(year)) => year.to_string(),
            Some(Token::Word(word)) if word == "unknown" => word.clone(),
            _ => return self.slip("a day"),
        };
        self.next += 1;
        Ok((bound, at))
    }
}

impl Words {
    /// The same words in one language code, `en` or `es`.
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        if language == "es" { &self.es } else { &self.en }
    }
}

impl Name {
    /// A name from its parts, at no place of its own.
    #[must_use]
    pub fn made(dotted: &str) -> Self {
        Self { parts: dotted.split('.').map(str::to_owned).collect(), at: 0..0 }
    }
}
