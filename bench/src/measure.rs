//! Medians.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The middle and the slowest of many runs.
#[derive(Clone, Copy)]
pub struct Median {
    middle: Duration,
    worst: Duration,
}

impl Median {
    /// Of these; of none, zero.
    pub fn of(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        let middle = all.get(all.len() / 2).copied().unwrap_or_default();
        Self { middle, worst: all.last().copied().unwrap_or_default() }
    }

    /// Whether its middle is below another's.
    pub fn is_below(self, other: Self) -> bool {
        self.middle < other.middle
    }

    /// `3.21 ms`
    pub fn middle(self) -> String {
        milliseconds(self.middle)
    }

    /// `8.05 ms`
    pub fn worst(self) -> String {
        milliseconds(self.worst)
    }
}

fn milliseconds(it: Duration) -> String {
    format!("{:.2} ms", it.as_secs_f64() * 1000.0)
}

/// Does it this many times, after a tenth as many that do not count.
pub fn median<T>(runs: u32, mut act: impl FnMut() -> T) -> Median {
    for _ in 0..runs / 10 + 1 {
        black_box(act());
    }
    let all = (0..runs.max(1)).map(|_| {
        let start = Instant::now();
        let made = black_box(act());
        let took = start.elapsed();
        // Freeing what was made is no part of making it.
        drop(made);
        took
    });
    Median::of(all.collect())
}
