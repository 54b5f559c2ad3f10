//! Reads, checks and evaluates a law pack. See `law/LANGUAGE.md` for the language.
//!
//! The way through: [`source`] finds files, [`provision`] takes each apart, [`parser`] reads its `law` blocks into
//! [`syntax`], `compile` resolves and checks them into the flat [`program`], and [`evaluate`] answers from it and a
//! [`case`], as of a day. This crate knows no client, no screen and no clock.
#![forbid(unsafe_code)]

pub mod about;
pub mod case;
pub mod citation;
mod compile;
pub mod deadline;
pub mod evaluate;
pub mod example;
pub mod excerpt;
pub mod facts;
pub mod generated_test;
pub mod impossible;
pub mod lexer;
pub mod mutate;
pub mod notes;
pub mod pack;
pub mod parser;
pub mod places;
pub mod program;
pub mod proof;
pub mod provision;
pub mod report;
mod shown;
pub mod source;
pub mod span_of_law;
pub mod syntax;
pub mod wording;
pub mod written_value;

pub use evaluate::{Confirmed, Evaluation};
pub use pack::{Pack, Refused};
pub use syntax::{Level, Recipient, Words};
