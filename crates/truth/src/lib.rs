//! What may be known of a thing, and how well.
//!
//! Nothing here knows law, files or clocks. A value is *known*, *partly known* or *unknown*; it may also be
//! known to be *none*. Every operation obeys one promise, which the rest of Forbear leans on:
//!
//! > If the result is decided, then every way of completing what is unknown gives that same result.
//!
//! That is why refining facts can never flip an answer, and why a danger can never be cleared by silence.
//! The operations are those of Kleene's strong three-valued logic (S. C. Kleene, *Introduction to
//! Metamathematics*, 1952, section 64) and of interval arithmetic.
#![forbid(unsafe_code)]

mod answer;
mod cause;
mod choice;
mod day;
mod interval;
mod kleene;
mod list;
mod region;
mod span;
mod value;

pub use answer::Answer;
pub use cause::{Cause, Causes, Reason};
pub use choice::{Choice, Symbol};
pub use day::{Day, DayError, Unit, elapsed};
pub use interval::Interval;
pub use kleene::Truth;
pub use list::{Member, any, count, count_distinct, earliest, every, latest, sum};
pub use region::Region;
pub use span::{Span, SpanRange};
pub use value::{Comparison, Kind, Value, compare};
