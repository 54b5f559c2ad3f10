//! Where a generator gets its decisions from: a list of numbers that proptest makes, and makes smaller.

/// Every choice is the next number; when none is left, every choice is the first option. So the first option is
/// always the plainest, and a shorter list is a smaller pack.
pub struct Choices<'a> {
    numbers: &'a [u16],
    next: usize,
}

impl<'a> Choices<'a> {
    pub fn new(numbers: &'a [u16]) -> Self {
        Self { numbers, next: 0 }
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let number = self.numbers.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        usize::from(number) % end.max(1)
    }

    /// True in `of` of `out_of` cases; false when nothing is left.
    pub fn chance(&mut self, of: usize, out_of: usize) -> bool {
        self.below(out_of) >= out_of - of
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// Some of these, in their order, at least one.
    pub fn some<T: Clone>(&mut self, from: &[T]) -> Vec<T> {
        let first = self.below(from.len());
        let mut found = Vec::new();
        for (n, one) in from.iter().enumerate() {
            if n == first || self.chance(1, 2) {
                found.push(one.clone());
            }
        }
        found
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for n in (1..all.len()).rev() {
            let other = n - self.below(n + 1);
            all.swap(n, other);
        }
    }
}
