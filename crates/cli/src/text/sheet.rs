//! A page of text being written: wrapping, indents, headings.

use crate::language::Language;
use std::io::IsTerminal;
use textwrap::{Options, WordSeparator, WordSplitter};

/// The narrowest page; below this, lines are longer than the window.
const NARROWEST: usize = 40;
/// The widest: longer lines are hard to read.
const WIDEST: usize = 100;

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// In which language.
    pub language: Language,
    /// Columns.
    pub width: usize,
    /// Whether to use color. It never carries meaning alone.
    pub color: bool,
}

impl Look {
    /// For whatever the output is: a terminal's own width, else 80 columns without color.
    #[must_use]
    pub fn of_output(language: Language) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let width = if terminal { terminal_size::terminal_size().map_or(80, |(w, _)| usize::from(w.0)) } else { 80 };
        // NO_COLOR counts when it is set to anything but nothing (no-color.org).
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let plain = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Self { language, width: width.clamp(NARROWEST, WIDEST), color: terminal && !no_color && !plain }
    }

    /// For a file.
    #[must_use]
    pub fn of_file(language: Language) -> Self {
        Self { language, width: 80, color: false }
    }
}

/// A page of text being written.
pub struct Sheet<'l> {
    /// How it looks.
    pub look: &'l Look,
    out: String,
}

impl<'l> Sheet<'l> {
    /// An empty page.
    #[must_use]
    pub fn new(look: &'l Look) -> Self {
        Self { look, out: String::new() }
    }

    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        let mut text: String = self.out.trim_start_matches('\n').to_owned();
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    /// An empty line, never two.
    pub fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A heading of the first order, in both of the page's languages.
    pub fn heading(&mut self, words: (&str, &str)) {
        self.blank();
        let text = self.look.language.pick(words.0, words.1);
        self.strong(text);
    }

    /// A heading with a count where `#` stands.
    pub fn counted(&mut self, words: (&str, &str), count: usize) {
        self.blank();
        let text = self.look.language.pick(words.0, words.1).replace('#', &count.to_string());
        self.strong(&text);
    }

    /// A line that stands out.
    pub fn strong(&mut self, text: &str) {
        let text = if self.look.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
        self.line("", "", &text);
    }

    /// A line that warns.
    pub fn danger(&mut self, first: &str, rest: &str, text: &str) {
        let before = self.out.len();
        self.line(first, rest, text);
        if self.look.color {
            let lines: Vec<String> = self.out[before..].lines().map(|l| format!("\u{1b}[1;31m{l}\u{1b}[0m\n")).collect();
            self.out.truncate(before);
            self.out.extend(lines);
        }
    }

    /// A line between two rules.
    pub fn boxed(&mut self, text: &str) {
        let rule = "═".repeat(text.chars().count().min(self.look.width));
        for line in [&rule, text, &rule] {
            self.line("", "", line);
        }
    }

    /// A paragraph: wrapped, its first line and its further lines each with their own start.
    pub fn line(&mut self, first: &str, rest: &str, text: &str) {
        let options = Options::new(self.look.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(WordSplitter::NoHyphenation)
            .word_separator(WordSeparator::AsciiSpace);
        // A section sign stays with its number.
        let glued = text.replace("§ ", "§\u{a0}");
        for line in textwrap::wrap(&glued, options) {
            self.out.push_str(&line.trim_end().replace('\u{a0}', " "));
            self.out.push('\n');
        }
    }

    /// A paragraph under a label: `Why: …`.
    pub fn labelled(&mut self, indent: &str, label: (&str, &str), text: &str) {
        if text.is_empty() {
            return;
        }
        let label = self.look.language.pick(label.0, label.1);
        let rest = format!("{indent}  ");
        self.line(indent, &rest, &format!("{label}: {text}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(color: bool, width: usize, write: impl FnOnce(&mut Sheet<'_>)) -> String {
        let look = Look { language: Language::Es, width, color };
        let mut sheet = Sheet::new(&look);
        write(&mut sheet);
        sheet.finish()
    }

    #[test]
    fn color_only_repeats_what_the_words_say() {
        let write =
            |sheet: &mut Sheet<'_>| sheet.danger("⬣ ", "  ", "No se comunique con ICE sobre este caso, ni por escrito ni por teléfono.");
        let (plain, colored) = (written(false, 40, write), written(true, 40, write));
        assert!(!plain.contains('\u{1b}') && colored.contains("\u{1b}[1;31m"));
        let stripped = colored.replace("\u{1b}[1;31m", "").replace("\u{1b}[0m", "");
        assert_eq!(stripped, plain);
    }

    #[test]
    fn lines_wrap_under_their_own_start_and_a_section_sign_keeps_its_number() {
        let text =
            written(false, 40, |sheet| sheet.line("- ", "  ", "Moción según INA § 240(b)(5)(C)(i) y 8 C.F.R. § 1003.23(b)(4)(ii), hoy"));
        assert!(text.lines().all(|l| l.chars().count() <= 40), "{text}");
        assert!(text.lines().skip(1).all(|l| l.starts_with("  ")));
        assert!(!text.lines().any(|l| l.ends_with('§')), "{text}");
        assert!(!text.contains('\u{a0}'));
    }
}
