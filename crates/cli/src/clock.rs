//! The only place that asks what day it is.

use truth::Day;

/// Today, where this machine stands.
#[must_use]
pub fn today() -> Day {
    let date = jiff::ZonedDateTime::now().date();
    // A machine's calendar day always reads; the fallback keeps a broken clock from ending the program.
    Day::parse(&date.to_string()).unwrap_or(Day::from_number(0))
}
