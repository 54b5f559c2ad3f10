//! From the tree of a file to a client: every key that a client file can have, and nothing else.

use crate::a_number::ANumber;
use crate::code::names_somebody;
use crate::entry::Certainty;
use crate::fault::{FaultKind, Slip};
use crate::file::{ClientFile, FORMAT};
use crate::name::Name;
use crate::read_facts;
use crate::signed::{Claim, Confirmation, FamilyLink, GivenAnswer};
use crate::subject::{Subject, nearest};
use crate::tree::{At, It, Node};
use crate::written::{blank, hidden, hidden_sign};
use law::program::Says;
use law::{Pack, Words};
use truth::{Day, Truth};

/// Reads on after a fault, so that all are told at once.
pub(crate) struct Reader<'a> {
    pub pack: &'a Pack,
    pub slips: Vec<Slip>,
    /// What `[said]` gives to values that do not say it themselves.
    pub said: SaidBy,
}

/// Who says a value, where it does not say so itself.
#[derive(Clone, Default)]
pub(crate) struct SaidBy {
    pub by: Option<String>,
    pub on: Option<Day>,
    pub source: Option<String>,
    pub certainty: Option<Certainty>,
}

/// Reads a whole file.
pub(crate) fn read(pack: &Pack, tree: &Node) -> Result<ClientFile, Vec<Slip>> {
    let mut reader = Reader { pack, slips: Vec::new(), said: SaidBy::default() };
    // A file of another kind or version gets that one fault, not a hundred that follow from it.
    if let Err(slip) = format_of(tree) {
        return Err(vec![slip]);
    }
    let file = reader.file(tree);
    if reader.slips.is_empty() { Ok(file) } else { Err(reader.slips) }
}

fn format_of(tree: &Node) -> Result<(), Slip> {
    let help = format!("A client file begins with format = \"{FORMAT}\"");
    match tree.get("format") {
        Some(Node { it: It::Text(text), .. }) if text == FORMAT => Ok(()),
        Some(node) => Err(Slip::new(FaultKind::Format, node.at.clone(), format!("this program reads {FORMAT} and no other format"), help)),
        None => Err(Slip::new(FaultKind::Format, 0..0, "nothing says that this is a client file", help)),
    }
}

impl Reader<'_> {
    pub(crate) fn slip(&mut self, kind: FaultKind, at: &At, what: impl Into<String>, help: impl Into<String>) {
        self.slips.push(Slip::new(kind, at.clone(), what, help));
    }

    /// Refuses keys that are not among these.
    pub(crate) fn only(&mut self, table: &Node, keys: &[&str], of: &str) {
        for pair in table.pairs().iter().filter(|p| !keys.contains(&p.key.as_str())) {
            let near = nearest(&pair.key, keys.iter().copied());
            let help = near.map_or_else(|| format!("It holds: {}", keys.join(", ")), |n| format!("Did you mean `{n}`?"));
            let mut slip = Slip::new(FaultKind::Unknown, pair.at.clone(), format!("{of} has no key of this name"), help);
            slip.keep = near.map(|_| pair.at.clone());
            self.slips.push(slip);
        }
    }

    /// A text that says something. `None` where there is none, or it was refused.
    pub(crate) fn text(&mut self, table: &Node, key: &str) -> Option<String> {
        let node = table.get(key)?;
        self.text_at(node)
    }

    fn text_at(&mut self, node: &Node) -> Option<String> {
        match &node.it {
            It::Text(text) if text.trim().is_empty() => self.slips.push(blank(node)),
            It::Text(text) if text.chars().any(hidden) => self.slips.push(hidden_sign(node)),
            It::Text(text) => return Some(text.trim().to_owned()),
            _ => self.slip(
                FaultKind::WrongType,
                &node.at,
                format!("a text in quotes is expected here, and this is {}", node.kind()),
                "Put it in double quotes",
            ),
        }
        None
    }

    /// A text that must be there.
    pub(crate) fn needed(&mut self, table: &Node, key: &str, of: &str) -> Option<String> {
        if table.get(key).is_none() {
            self.slip(FaultKind::Missing, &table.at, format!("{of} needs `{key}`"), format!("Add {key} = \"…\""));
        }
        self.text(table, key)
    }

    /// A day known to the day.
    pub(crate) fn day(&mut self, table: &Node, key: &str) -> Option<Day> {
        let node = table.get(key)?;
        let text = match &node.it {
            It::Text(text) | It::Day(text) => text.as_str(),
            _ => "",
        };
        match Day::parse(text) {
            Ok(day) => return Some(day),
            Err(truth::DayError::NoSuchDay(day)) => {
                self.slip(FaultKind::NoSuchDay, &node.at, format!("{day} does not exist in the calendar"), "Write the day on which it was");
            }
            Err(_) => self.slip(FaultKind::WrongType, &node.at, format!("`{key}` is one day"), "Write it as 2026-07-15"),
        }
        None
    }

    fn needed_day(&mut self, table: &Node, key: &str, of: &str) -> Option<Day> {
        if table.get(key).is_none() {
            self.slip(FaultKind::Missing, &table.at, format!("{of} needs `{key}`, a day"), format!("Add {key} = 2026-07-15"));
        }
        self.day(table, key)
    }

    /// The tables of a list of tables.
    pub(crate) fn tables<'n>(&mut self, tree: &'n Node, key: &str) -> Vec<&'n Node> {
        let Some(node) = tree.get(key) else { return Vec::new() };
        let It::List(items) = &node.it else {
            self.slip(FaultKind::WrongType, &node.at, format!("`{key}` is a list of tables"), format!("Write each under [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items {
            if matches!(item.it, It::Table(_)) {
                tables.push(item);
            } else {
                self.slip(FaultKind::WrongType, &item.at, format!("`{key}` is a list of tables"), format!("Write each under [[{key}]]"));
            }
        }
        tables
    }

    pub(crate) fn certainty(&mut self, table: &Node) -> Option<Certainty> {
        let written = self.text(table, "certainty")?;
        let found = Certainty::named(&written);
        if let (None, Some(node)) = (found, table.get("certainty")) {
            let all: Vec<String> = Certainty::ALL.iter().map(|c| format!("\"{}\"", c.name())).collect();
            self.slip(FaultKind::WrongValue, &node.at, "this is no certainty that facts have", format!("Write one of {}", all.join(", ")));
        }
        found
    }

    fn file(&mut self, tree: &Node) -> ClientFile {
        let keys = [
            "format",
            "code",
            "title",
            "as_of",
            "place",
            "said",
            "names",
            "a_numbers",
            "facts",
            "changes",
            "answers",
            "confirmations",
            "claims",
            "family",
        ];
        self.only(tree, &keys, "a client file");
        if let Some(said) = tree.get("said") {
            self.said_by(said);
        }
        let mut file = ClientFile {
            code: self.code(tree),
            title: self.title(tree),
            as_of: self.day(tree, "as_of"),
            place: self.place(tree),
            names: self.names(tree),
            a_numbers: self.a_numbers(tree),
            history: Vec::new(),
            answers: Vec::new(),
            confirmations: self.confirmations(tree),
            claims: self.claims(tree),
            family: self.family(tree),
            supposed: Vec::new(),
        };
        file.history = read_facts::history(self, tree);
        file.answers = self.answers(tree);
        self.code_names_nobody(tree, &file);
        file
    }

    fn said_by(&mut self, said: &Node) {
        if !matches!(said.it, It::Table(_)) {
            self.slip(FaultKind::WrongType, &said.at, "`said` is a table", "Write [said] and under it by, on, source, certainty");
            return;
        }
        self.only(said, &["by", "on", "source", "certainty"], "[said]");
        self.said = SaidBy {
            by: self.text(said, "by"),
            on: self.day(said, "on"),
            source: self.text(said, "source"),
            certainty: self.certainty(said),
        };
    }

    fn code(&mut self, tree: &Node) -> String {
        let Some(code) = self.needed(tree, "code", "a client file") else { return String::new() };
        let plain = code.len() <= 24 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if let (false, Some(node)) = (plain, tree.get("code")) {
            self.no_code(node);
        }
        code
    }

    fn no_code(&mut self, node: &Node) {
        let help = "Use up to 24 letters, digits and hyphens. It is the office's code and stands on every page, so it is never a name or an A-number";
        self.slip(FaultKind::WrongValue, &node.at, "this is no client code", help);
    }

    fn code_names_nobody(&mut self, tree: &Node, file: &ClientFile) {
        let numbers = file.a_numbers.as_deref().unwrap_or_default();
        if let (true, Some(node)) = (names_somebody(&file.code, &file.names, numbers), tree.get("code")) {
            self.no_code(node);
        }
    }

    fn title(&mut self, tree: &Node) -> Option<Words> {
        let title = tree.get("title")?;
        if !matches!(title.it, It::Table(_)) {
            self.slip(FaultKind::WrongType, &title.at, "a title has English and Spanish", "Write title = { en = \"…\", es = \"…\" }");
            return None;
        }
        self.only(title, &["en", "es"], "a title");
        Some(Words { en: self.needed(title, "en", "a title")?, es: self.needed(title, "es", "a title")? })
    }

    fn place(&mut self, tree: &Node) -> Option<String> {
        let place = self.text(tree, "place")?;
        if let (None, Some(node)) = (self.pack.places.named(&place), tree.get("place")) {
            let near = nearest(&place, self.pack.places.names()).map(|n| format!(" Did you mean \"{n}\"?")).unwrap_or_default();
            let help =
                format!("Write a state (\"FL\"), a federal district (\"FL-S\"), \"circuit 11\", a court's code or \"abroad\".{near}");
            self.slip(FaultKind::Place, &node.at, "the pack knows no such place", help);
        }
        Some(place)
    }

    fn names(&mut self, tree: &Node) -> Vec<Name> {
        let mut names = Vec::new();
        for table in self.tables(tree, "names") {
            self.only(table, &["given", "family", "as_on_notice"], "a name");
            let before = self.slips.len();
            let given = self.text(table, "given").unwrap_or_default();
            let family = match table.get("family") {
                None => Vec::new(),
                Some(Node { it: It::List(parts), .. }) => parts.iter().filter_map(|part| self.text_at(part)).collect(),
                Some(one) => self.text_at(one).into_iter().collect(),
            };
            let as_on_notice = match table.get("as_on_notice").map(|n| (&n.it, &n.at)) {
                None => false,
                Some((It::Boolean(so), _)) => *so,
                Some((_, at)) => {
                    self.slip(
                        FaultKind::WrongType,
                        at,
                        "`as_on_notice` is true or false",
                        "Write true if the Notice to Appear has the name so",
                    );
                    false
                }
            };
            if given.is_empty() && family.is_empty() && self.slips.len() == before {
                self.slip(
                    FaultKind::Missing,
                    &table.at,
                    "a name has a given name or a surname",
                    "Write given = \"…\" and family = [\"…\", \"…\"]",
                );
            }
            names.push(Name { given, family, as_on_notice });
        }
        names
    }

    fn a_numbers(&mut self, tree: &Node) -> Option<Vec<ANumber>> {
        let node = tree.get("a_numbers")?;
        let It::List(items) = &node.it else {
            let help = "Write a_numbers = [\"A012-345-678\"]; [] means known to have none; leave it out if nobody asked";
            self.slip(FaultKind::WrongType, &node.at, "`a_numbers` is a list", help);
            return None;
        };
        let mut numbers = Vec::new();
        for item in items {
            let written = match &item.it {
                It::Text(text) => text.clone(),
                It::Whole(number) => number.to_string(),
                _ => String::from("?"),
            };
            match ANumber::parse(&written) {
                Ok(number) => numbers.push(number),
                Err(error) => self.slip(FaultKind::ANumber, &item.at, error.to_string(), error.help()),
            }
        }
        numbers.sort();
        numbers.dedup();
        Some(numbers)
    }

    fn answers(&mut self, tree: &Node) -> Vec<GivenAnswer> {
        let keys = ["question", "element", "answer", "name", "on", "reasons", "version", "weighed"];
        let mut answers = Vec::new();
        for table in self.tables(tree, "answers") {
            self.only(table, &keys, "an answer");
            let (question, written) = (self.needed(table, "question", "an answer"), self.needed(table, "answer", "an answer"));
            let (name, on) = (self.needed(table, "name", "an answer"), self.needed_day(table, "on", "an answer"));
            let element = self.element(table);
            let reasons = self.text(table, "reasons").unwrap_or_default();
            let (version, weighed) = (self.text(table, "version"), self.text(table, "weighed"));
            let answer = match written.as_deref() {
                Some("yes") => Some(Truth::Yes),
                Some("no") => Some(Truth::No),
                Some("unknown") => Some(Truth::Unknown),
                Some(_) => {
                    let at = table.get("answer").map_or(&table.at, |n| &n.at);
                    let help = "\"unknown\" takes an earlier answer back";
                    self.slip(FaultKind::WrongValue, at, "an answer is \"yes\", \"no\" or \"unknown\"", help);
                    None
                }
                None => None,
            };
            if let Some(question) = &question {
                // An answer that names its version was given under a pack of its time; a later pack may have dropped the question.
                if version.is_none() {
                    self.question(table, question, element);
                }
            }
            if let (Some(question), Some(answer), Some(name), Some(on)) = (question, answer, name, on) {
                answers.push(GivenAnswer { question, element: element.map(|(_, n)| n), answer, name, on, reasons, version, weighed });
            }
        }
        answers
    }

    /// `order[0]`: the record and the entry's number.
    fn element(&mut self, table: &Node) -> Option<(u32, u16)> {
        let written = self.text(table, "element")?;
        match Subject::parse(&self.pack.model, &written) {
            Ok(Subject::Entry(record, entry)) => Some((record, entry)),
            _ => {
                let at = table.get("element").map_or(&table.at, |n| &n.at);
                self.slip(FaultKind::Unknown, at, "this names no entry of a list", "Write it as element = \"order[0]\", counted from 0");
                None
            }
        }
    }

    fn question(&mut self, table: &Node, question: &str, element: Option<(u32, u16)>) {
        let program = &self.pack.program;
        let at = table.get("question").map_or(&table.at, |n| &n.at);
        let asks = |clauses: &[u32]| clauses.iter().any(|c| matches!(program.clauses[*c as usize].says, Says::Analysis(..)));
        let questions = || program.conclusions.iter().filter(|c| asks(&c.clauses));
        let Some(found) = questions().find(|c| c.name == question) else {
            let near = nearest(question, questions().map(|c| c.name.as_str())).map(|n| format!("Did you mean \"{n}\"?"));
            let help = near
                .unwrap_or_else(|| "Facts go under [facts]; only what the pack leaves to a person's judgment is answered here".to_owned());
            self.slip(FaultKind::Unknown, at, "the pack asks no such question", help);
            return;
        };
        match (found.subject, element) {
            (None, None) => {}
            (Some(record), Some((named, _))) if record == named => {}
            (Some(record), _) => {
                let name = self.pack.model.records[record as usize].name.clone();
                let help = format!("Add element = \"{name}[0]\", counted from 0");
                self.slip(FaultKind::Missing, at, format!("this is asked of each `{name}`, and nothing says of which"), help);
            }
            (None, Some(_)) => self.slip(FaultKind::Unknown, at, "this is not asked of one entry", "Leave out `element`"),
        }
    }

    fn confirmations(&mut self, tree: &Node) -> Vec<Confirmation> {
        let mut all = Vec::new();
        for table in self.tables(tree, "confirmations") {
            self.only(table, &["name", "on", "eoir_checked", "custody_checked"], "a confirmation");
            let (name, on) = (self.needed(table, "name", "a confirmation"), self.needed_day(table, "on", "a confirmation"));
            let (eoir_checked, custody_checked) = (self.day(table, "eoir_checked"), self.day(table, "custody_checked"));
            if let (Some(name), Some(on)) = (name, on) {
                all.push(Confirmation { name, on, eoir_checked, custody_checked });
            }
        }
        all
    }

    fn claims(&mut self, tree: &Node) -> Vec<Claim> {
        let mut all = Vec::new();
        for table in self.tables(tree, "claims") {
            self.only(table, &["says", "by", "on"], "a claim");
            let (says, by, on) =
                (self.needed(table, "says", "a claim"), self.needed(table, "by", "a claim"), self.needed_day(table, "on", "a claim"));
            if let (Some(says), Some(by), Some(on)) = (says, by, on) {
                all.push(Claim { says, by, on });
            }
        }
        all
    }

    fn family(&mut self, tree: &Node) -> Vec<FamilyLink> {
        let mut all = Vec::new();
        let relations = crate::schema::relations(&self.pack.model);
        for table in self.tables(tree, "family") {
            self.only(table, &["file", "is"], "a family link");
            let (file, is) = (self.needed(table, "file", "a family link"), self.needed(table, "is", "a family link"));
            let (Some(file), Some(is)) = (file, is) else { continue };
            if let (false, Some(node)) = (relations.contains(&is), table.get("is")) {
                self.slip(FaultKind::WrongValue, &node.at, "this is no family relation", format!("Write one of {}", relations.join(", ")));
            }
            if let (false, Some(node)) = (stays_below(&file), table.get("file")) {
                let help = "Name a file beside this one or in a folder below it";
                self.slip(FaultKind::WrongValue, &node.at, "this path leads out of the folder", help);
            }
            all.push(FamilyLink { file, is });
        }
        all
    }
}

/// Whether a path stays beside or below the file that names it.
fn stays_below(path: &str) -> bool {
    use std::path::{Component, Path};
    !path.contains('\\') && Path::new(path).components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir))
}
