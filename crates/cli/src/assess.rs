//! `forbear assess FILE`

use crate::clock::today;
use crate::confirmations::{self, Confirmations};
use crate::failure::Failure;
use crate::language::Language;
use crate::text::{self, Look};
use crate::{kept_days, law_pack, page, private_file};
use ::assess::changes::what_if;
use ::assess::explain::explain;
use ::assess::family::{Linked, family};
use ::assess::from_client::Prepared;
use ::assess::model::Move;
use client::ClientFile;
use law::{Pack, Words};
use serde::Serialize;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use truth::Day;

/// The largest list of suppositions that is read, in bytes.
const LARGEST_WHAT_IF: u64 = 1 << 20;

/// Arguments of `forbear assess`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The client file, TOML or JSON.
    file: PathBuf,
    /// The day asked for, YYYY-MM-DD; without it the file's own day, else today.
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// The place asked for (FL-S, TX, "circuit 11", MIA): an assumption that stands in for the court's place and the
    /// place of custody, only where these are not known.
    #[arg(long)]
    place: Option<String>,
    /// Language.
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// text for the terminal, html for a page to print, json for programs.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// With html: every layer open, for paper.
    #[arg(long)]
    print: bool,
    /// One answer with its whole proof, by its name: danger.no_case, order[0].late, verdict.opla.
    #[arg(long, value_name = "ID")]
    explain: Option<String>,
    /// What if a fact were another: custody.kind=ice, orders[0].issued=2020-01-01, orders=complete, warrant.any_open=clear.
    /// Nothing is saved.
    #[arg(long, value_name = "FACT=VALUE", num_args = 1..)]
    what_if: Vec<String>,
    /// The same, one a line, from a file; - reads standard input.
    #[arg(long, value_name = "FILE")]
    what_if_file: Option<PathBuf>,
    /// Open the linked files of relatives as well, and judge a request that names all of them. For the office only: hand
    /// that page to nobody of the family.
    #[arg(long)]
    family: bool,
    /// A folder with a law pack; without it, the pack inside the program.
    #[arg(long, value_name = "DIR")]
    law: Option<PathBuf>,
    /// The office's confirmations of provisions (TOML).
    #[arg(long, value_name = "FILE")]
    confirmations: Option<PathBuf>,
    /// Write here instead of to the screen: for your account only, whole or not at all.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Html,
    Json,
}

/// A change tried, as data.
#[derive(Serialize)]
struct Tried<'a> {
    schema: &'static str,
    nothing_is_saved: bool,
    supposed: &'a [String],
    /// What cannot stand together once this is supposed; each fact of it counts as not known.
    contradicts: &'a [&'a Words],
    moves: &'a [Move],
    assessment: &'a ::assess::Assessment,
}

/// Runs it.
///
/// # Errors
/// What does not read; then nothing was written.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let pack = law_pack::open(arguments.law.as_deref())?;
    let file = ClientFile::open(&arguments.file, &pack)?;
    let as_of = match &arguments.as_of {
        Some(text) => day_of("--as-of", text)?,
        None => file.as_of.unwrap_or_else(today),
    };
    let confirmations = confirmations::read(arguments.confirmations.as_deref(), &pack, today())?;
    let suppositions = suppositions(arguments)?;
    let look = if arguments.out.is_some() { Look::of_file(arguments.lang) } else { Look::of_output(arguments.lang) };
    let place = arguments.place.as_deref().or(file.place.as_deref());
    let folder = arguments.file.parent().unwrap_or(Path::new(""));
    let asked = Asked { pack: &pack, place, as_of, confirmations: &confirmations, look, arguments, folder };
    let text = match suppositions {
        Some(text) => asked.tried(&file, &text)?,
        None => asked.plain(&file)?,
    };
    match &arguments.out {
        Some(path) => private_file::write(path, &text)?,
        None => {
            // A reader that stops reading (`| head`) is no failure.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
        }
    }
    Ok(ExitCode::SUCCESS)
}

struct Asked<'a> {
    pack: &'a Pack,
    place: Option<&'a str>,
    as_of: Day,
    confirmations: &'a Confirmations,
    look: Look,
    arguments: &'a Arguments,
    /// Where the client file stands, and the linked files beside or below it.
    folder: &'a Path,
}

impl Asked<'_> {
    fn prepared(&self, file: &ClientFile) -> Result<Prepared, Failure> {
        let mut prepared = Prepared::new(self.pack, file, self.as_of);
        if let Some(place) = self.place {
            prepared.ask_in(self.pack, place).map_err(|near| {
                let help = near.map_or_else(
                    || "Write a state (FL), a federal district (FL-S), a circuit (\"circuit 11\") or a court (MIA)".to_owned(),
                    |n| format!("Did you mean `{n}`?"),
                );
                Failure::new("--place: the law pack knows no place of this name", help)
            })?;
        }
        Ok(prepared)
    }

    fn input<'p>(&'p self, prepared: &'p Prepared) -> ::assess::Input<'p> {
        let input = prepared.input(self.pack, &self.confirmations.confirmed, &self.confirmations.by, env!("CARGO_PKG_VERSION"));
        ::assess::Input { today: Some(today()), ..input }
    }

    fn plain(&self, file: &ClientFile) -> Result<String, Failure> {
        let prepared = self.prepared(file)?;
        let input = self.input(&prepared);
        self.shown(file, &input)
    }

    /// The assessment with the relatives whose files are linked, each assessed alone as of the same day.
    fn assessed(&self, file: &ClientFile, input: &::assess::Input<'_>) -> ::assess::Assessment {
        let mut page = ::assess::assess(input);
        if !self.arguments.family {
            let links: Vec<(String, Linked<'_>)> = file.family.iter().map(|link| (link.is.clone(), Linked::NotOpened)).collect();
            page.family = family(input, &page, &links);
            return page;
        }
        let of = |link: &client::FamilyLink| {
            let linked = ClientFile::open(&self.folder.join(&link.file), self.pack).ok()?;
            let prepared = Prepared::new(self.pack, &linked, self.as_of);
            Some(::assess::assess(&self.input(&prepared)))
        };
        let pages: Vec<Option<::assess::Assessment>> = file.family.iter().map(of).collect();
        let links: Vec<(String, Linked<'_>)> = file
            .family
            .iter()
            .zip(&pages)
            .map(|(link, page)| (link.is.clone(), page.as_ref().map_or(Linked::Unreadable, Linked::Assessed)))
            .collect();
        page.family = family(input, &page, &links);
        page
    }

    fn shown(&self, file: &ClientFile, input: &::assess::Input<'_>) -> Result<String, Failure> {
        if let Some(id) = &self.arguments.explain {
            let explained = explain(input, id).map_err(|near| {
                let help = near.map_or_else(
                    || "The names stand beside each answer, in the text and in --format json".to_owned(),
                    |n| format!("Did you mean `{n}`?"),
                );
                Failure::new("--explain: the law pack has no answer of this name for this client", help)
            })?;
            return Ok(match self.arguments.format {
                Format::Json => json(&explained)?,
                Format::Text | Format::Html => text::explained(&explained, &self.look),
            });
        }
        let page = self.assessed(file, input);
        Ok(match self.arguments.format {
            Format::Text => text::assessment(&page, &self.look),
            Format::Json => json(&page)?,
            Format::Html => self.rendered(&page, None)?,
        })
    }

    fn rendered(&self, page: &::assess::Assessment, trying: Option<(&[String], &[Move])>) -> Result<String, Failure> {
        let options = page::Options { print: self.arguments.print, trying };
        page::render(page, self.look.language, options).map_err(|why| Failure::new(why, "Please report this"))
    }

    fn tried(&self, file: &ClientFile, suppositions: &str) -> Result<String, Failure> {
        let mut changed = file.clone();
        let subjects = changed.suppose(self.pack, suppositions)?;
        let (before, after) = (self.prepared(file)?, self.prepared(&changed)?);
        let mut moves = what_if(&self.input(&before), &after.case);
        let input = self.input(&after);
        if self.arguments.explain.is_some() {
            return self.shown(&changed, &input);
        }
        let page = self.assessed(&changed, &input);
        let was = ::assess::assess(&self.input(&before));
        moves.extend(kept_days::moves(&was, &page));
        let mut supposed: Vec<String> = subjects.into_iter().map(|s| self.said(&changed.resolve(self.pack), s)).collect();
        let new = |words: &&Words| !was.conflicts.iter().any(|other| other.words == **words);
        let contradicts: Vec<&Words> = page.conflicts.iter().map(|conflict| &conflict.words).filter(new).collect();
        Ok(match self.arguments.format {
            Format::Json => json(&Tried {
                schema: "forbear-what-if/1",
                nothing_is_saved: true,
                supposed: &supposed,
                contradicts: &contradicts,
                moves: &moves,
                assessment: &page,
            })?,
            Format::Text => text::what_if(&page, &supposed, &contradicts, &moves, &self.look),
            Format::Html => {
                supposed.extend(contradicts.iter().map(|words| text::contradiction(words, self.look.language)));
                self.rendered(&page, Some((&supposed, &moves)))?
            }
        })
    }

    /// What was supposed, in words.
    fn said(&self, after: &client::Resolved, subject: client::Subject) -> String {
        let (model, lang) = (&self.pack.model, self.look.language);
        let path = subject.path(model);
        match subject {
            client::Subject::Field(field, entry) => {
                let record = model.fields[field as usize].record;
                let in_case = entry.map(|n| after.number_in_case(record, n));
                let answer = match in_case {
                    Some(None) => None,
                    None | Some(Some(_)) => {
                        // What contradicts something else counts as not known; what was typed is still what was supposed.
                        let entry = in_case.flatten();
                        let typed = after.provenance(field, entry).filter(|p| p.supposed).and_then(|p| p.newest());
                        Some(typed.map_or_else(|| after.case.get(model, field, entry), |s| s.answer.clone()))
                    }
                };
                let value = answer.map(|a| self.pack.value_words(&a, Some(field)));
                let value = value.as_ref().map_or(lang.pick("not known", "no se sabe"), |w| lang.of(w));
                format!("{}: {value} ({path})", lang.of(&model.fields[field as usize].label))
            }
            client::Subject::Entry(record, n) => {
                let there = if after.number_in_case(record, n).is_some() {
                    lang.pick("there is one", "hay una")
                } else {
                    lang.pick("there is none", "no hay")
                };
                format!("{} {}: {there} ({path})", lang.of(&model.records[record as usize].title), n + 1)
            }
            client::Subject::List(record) => {
                let whole = after.case.entries(record).1.is_empty();
                let said = if whole {
                    lang.pick("all are listed", "están todos")
                } else {
                    lang.pick("not known whether all are listed", "no se sabe si están todos")
                };
                format!("{}: {said} ({path})", lang.of(&model.records[record as usize].title))
            }
        }
    }
}

pub fn json(it: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(it)
        .map_err(|why| Failure::new(format!("the assessment cannot be written as JSON: {why}"), "Please report this"))?;
    Ok(text + "\n")
}

/// A day that was typed.
///
/// # Errors
/// That the calendar does not have it.
pub fn day_of(option: &str, text: &str) -> Result<Day, Failure> {
    Day::parse(text).map_err(|why| Failure::new(format!("{option}: {why}"), "Write year, month and day: 2026-07-15"))
}

/// What was supposed on the command line or in a file, if anything was.
fn suppositions(arguments: &Arguments) -> Result<Option<String>, Failure> {
    if arguments.what_if.is_empty() && arguments.what_if_file.is_none() {
        return Ok(None);
    }
    let mut all = arguments.what_if.join("\n");
    if let Some(path) = &arguments.what_if_file {
        all.push('\n');
        all.push_str(&read_what_if(path)?);
    }
    Ok(Some(all))
}

fn read_what_if(path: &Path) -> Result<String, Failure> {
    let help = "Write one FACT=VALUE a line, as UTF-8 text of at most 1 MiB";
    let unreadable = |why: std::io::Error| Failure::new(format!("--what-if-file cannot be read: {why}"), help);
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().lock().take(LARGEST_WHAT_IF + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        std::fs::File::open(path).map_err(unreadable)?.take(LARGEST_WHAT_IF + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if bytes.len() as u64 > LARGEST_WHAT_IF {
        return Err(Failure::new("--what-if-file is larger than 1 MiB", help));
    }
    String::from_utf8(bytes).map_err(|_| Failure::new("--what-if-file is not UTF-8 text", help))
}
