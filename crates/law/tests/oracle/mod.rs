//! A second reading of the language, to hold against the engine.
//!
//! [`generate`] draws small packs and cases, [`print`] and [`facts`] write them as text, [`interpret`] answers them
//! by its own two-valued reading of completed cases, and [`engine`] asks the engine. Nothing here evaluates with
//! the engine's code: not its logic, not its calendar, not its lists.
#![allow(dead_code, reason = "each test file uses a part of this")]

pub mod ast;
pub mod calendar;
pub mod case;
pub mod choices;
pub mod engine;
pub mod expression;
pub mod forms;
pub mod generate;
pub mod generate_case;
pub mod generate_expression;
pub mod interpret;
pub mod open_bugs;
pub mod print;
pub mod print_pack;
pub mod refine;
pub mod run;
pub mod schema;
pub mod small;
