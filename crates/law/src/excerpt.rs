//! The few lines around a fault, cut so that a line of any length can be shown.
//!
//! What another program exports is often one single line. The renderer of reports pads by columns and ends the program
//! where a column is past 65,535, so what it is given is cut first; line and column stay those of the file.

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// A line of at most so many bytes is shown whole.
const LONGEST_LINE: usize = 400;
/// Of a longer one so many bytes are shown, and so many of them before the fault.
const SHOWN: usize = 120;
const BEFORE: usize = 60;
/// The most lines of one fault.
const MOST_LINES: usize = 16;

/// What is shown of a file beside one fault.
#[derive(Clone, Debug)]
pub struct Excerpt {
    path: String,
    text: String,
    /// Where the fault stands in `text`.
    span: Range<usize>,
    /// How many lines of the file stand before `text`.
    lines_before: usize,
    line: usize,
    column: usize,
}

impl Excerpt {
    /// The lines around a place in a text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: &str, at: &Range<usize>) -> Self {
        let start = floor_char(text, at.start);
        let end = floor_char(text, at.end).max(start);
        let first = start_of_line(text, start);
        let from = if first == 0 { 0 } else { start_of_line(text, first - 1) };
        let mut out = String::new();
        let (mut mark, mut end_mark) = (0, None);
        let (mut line_start, mut lines_after) = (from, 0);
        for (count, line) in text[from..].split('\n').enumerate() {
            if count == MOST_LINES || lines_after > 1 {
                break;
            }
            lines_after += usize::from(line_start + line.len() >= end);
            if count > 0 {
                out.push('\n');
            }
            let holds = |at: usize| (line_start..=line_start + line.len()).contains(&at);
            let in_view = if holds(start) {
                start - line_start
            } else if holds(end) {
                end - line_start
            } else {
                0
            };
            let shown = cut(line, in_view);
            if shown.start > 0 {
                out.push('…');
            }
            // Where a byte of this line stands in what is shown.
            let here = |at: usize| out.len() + (at - line_start).clamp(shown.start, shown.end) - shown.start;
            if holds(start) {
                mark = here(start);
            }
            if holds(end) {
                end_mark = Some(here(end));
            }
            // The renderer takes a lone carriage return for the end of a line; nobody else does.
            out.extend(line[shown.clone()].chars().map(|c| if c == '\r' { ' ' } else { c }));
            if shown.end < line.len() {
                out.push('…');
            }
            line_start += line.len() + 1;
        }
        // Without an end the fault goes on past the lines that are shown.
        let span = mark..end_mark.unwrap_or(out.len());
        Self {
            path: path.into(),
            text: out,
            span,
            lines_before: text[..from].matches('\n').count(),
            line: text[..start].matches('\n').count() + 1,
            column: text[first..start].chars().count() + 1,
        }
    }

    /// Line of the file, counted from one.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Column of the file in characters, counted from one.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// The mark under the fault.
    #[must_use]
    pub fn label(&self) -> LabeledSpan {
        LabeledSpan::new(Some("here".into()), self.span.start, self.span.len().max(1))
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(&'a self, span: &SourceSpan, before: usize, after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let read = self.text.read_span(span, before, after)?;
        let column = if before == 0 { self.column - 1 } else { read.column() };
        let (line, lines) = (read.line() + self.lines_before, read.line_count());
        Ok(Box::new(MietteSpanContents::new_named(self.path.clone(), read.data(), *read.span(), line, column, lines)))
    }
}

/// The part of a line that is shown.
fn cut(line: &str, in_view: usize) -> Range<usize> {
    if line.len() <= LONGEST_LINE {
        return 0..line.len();
    }
    let start = floor_char(line, in_view.saturating_sub(BEFORE));
    start..floor_char(line, start + SHOWN)
}

fn start_of_line(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, what: &str) -> (String, Excerpt) {
        let at = text.find(what).unwrap_or(text.len());
        let excerpt = Excerpt::new("p.md", text, &(at..at + what.len()));
        let marked = excerpt.text[excerpt.span.clone()].to_owned();
        (marked, excerpt)
    }

    #[test]
    fn a_short_file_is_shown_with_the_line_before_and_after() {
        let (marked, excerpt) = shown("one\ntwo\nthree fault\nfour\nfive", "fault");
        assert_eq!((marked.as_str(), excerpt.text.as_str()), ("fault", "two\nthree fault\nfour"));
        assert_eq!((excerpt.line(), excerpt.column()), (3, 7));
        let (marked, excerpt) = shown("fault\r\n", "fault");
        assert_eq!((marked.as_str(), excerpt.text.as_str(), excerpt.line()), ("fault", "fault \n", 1));
    }

    #[test]
    fn a_long_line_is_cut_and_its_column_stays_that_of_the_file() {
        let text = format!("before\n{}fault{}\nafter", "ñ".repeat(70_000), "ñ".repeat(70_000));
        let (marked, excerpt) = shown(&text, "fault");
        assert_eq!((marked.as_str(), excerpt.line(), excerpt.column()), ("fault", 2, 70_001));
        assert!(excerpt.text.len() < 500 && excerpt.text.contains("ñ…\nafter"), "{}", excerpt.text);
    }

    #[test]
    fn a_fault_longer_than_what_is_shown_is_marked_to_the_end_of_it() {
        let long = "x".repeat(70_000);
        let (marked, _) = shown(&long, &long);
        assert_eq!(marked.len(), SHOWN);
        let lines = "line\n".repeat(70_000);
        let (marked, excerpt) = shown(&lines, &lines);
        assert!(marked.starts_with("line\nline") && excerpt.text.matches('\n').count() < MOST_LINES);
    }

    #[test]
    fn the_end_of_a_file_and_an_empty_file_have_a_place() {
        for text in ["", "one\n", "one\n\n"] {
            let excerpt = Excerpt::new("p.md", text, &(text.len()..text.len() + 9));
            assert_eq!((excerpt.line(), excerpt.column()), (text.matches('\n').count() + 1, 1));
        }
    }
}
