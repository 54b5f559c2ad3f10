//! Words on the error output. Whoever reads it may stop early; that ends no command and changes no exit code.

/// Writes a line to the error output, if anyone still reads it.
macro_rules! tell {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($words)*);
    }};
}
