//! The client file: what is known of a person, who said so, when, and how sure it is.
//!
//! The way through: `read_toml` and `read_json` turn outside bytes into one [tree](tree) with places, `read_file`
//! and `read_facts` take that for a [`ClientFile`], and [`ClientFile::resolve`] makes of its history the one case
//! that law is applied to. Nothing is ever overwritten: a later statement stands beside the earlier ones, and a
//! blank is no statement at all. This crate knows no clock and prints nothing.
#![forbid(unsafe_code)]

mod a_number;
mod append;
mod clearing;
mod code;
mod combine;
mod entry;
mod fault;
mod file;
mod masked;
mod name;
mod provenance;
mod read_facts;
mod read_file;
mod read_json;
mod read_toml;
mod replace;
mod resolve;
mod schema;
mod signed;
mod subject;
mod tree;
mod what_if;
mod written;

pub use a_number::{ANumber, ANumberError};
pub use append::{Addition, AppendError, Change, What, append, create};
pub use clearing::{Fallen, Falls, would_fall};
pub use entry::{Certainty, Entry, Said};
pub use fault::{Fault, FaultKind, Refused};
pub use file::{ClientFile, LARGEST_FILE, Shape};
pub use name::Name;
pub use provenance::{Provenance, Statement};
pub use resolve::{Conflict, Resolved, SetAside};
pub use schema::schema;
pub use signed::{Claim, Confirmation, FamilyLink, GivenAnswer};
pub use subject::Subject;
