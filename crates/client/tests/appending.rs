//! Adding to a file: what is there stays, half a file never stands, and only its owner reads it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test may stop where it fails")]

mod pack;

use client::{Addition, AppendError, Certainty, Change, Claim, ClientFile, Confirmation, GivenAnswer, What, append, create};
use law::Pack;
use pack::{ABSENCE, pack};
use std::path::PathBuf;
use truth::{Day, Truth};

/// A folder of its own for each test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("forbear-client-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(&self.0).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn change(fact: &str, what: What) -> Addition {
    let (by, source) = ("attorney".to_owned(), "the \"order\", page 2\nback".to_owned());
    Addition::Change(Change { fact: fact.to_owned(), what, on: day("2026-07-20"), by, source, certainty: Certainty::Documented })
}

fn text(value: &str) -> What {
    What::Value(toml::Value::String(value.to_owned()))
}

fn one_of_each() -> Vec<Addition> {
    vec![
        change("orders[0].issued", What::Value(toml::Value::Datetime("2019-03-05".parse().unwrap()))),
        change("orders[1].kind", text("after_hearing")),
        change("custody.kind", What::Value(toml::Value::Array(vec!["ice".into(), "jail".into()]))),
        change("orders", What::Complete(true)),
        change("client.born", What::Clear),
        Addition::Answer(GivenAnswer {
            question: "order.excused".into(),
            element: Some(0),
            answer: Truth::No,
            name: "B. Lawyer".into(),
            on: day("2026-07-20"),
            reasons: "It was \"only\" rain.\n[[changes]]".into(),
            version: Some("abc".into()),
            weighed: Some("def".into()),
        }),
        Addition::Confirmation(Confirmation {
            name: "B. Lawyer".into(),
            on: day("2026-07-20"),
            eoir_checked: None,
            custody_checked: Some(day("2026-07-20")),
        }),
        Addition::Claim(Claim { says: "is a citizen".into(), by: "aunt".into(), on: day("2026-07-20") }),
    ]
}

fn check(pack: &Pack, before: &ClientFile, after: &ClientFile) {
    assert_eq!(after.history.len(), before.history.len() + 5);
    assert!(before.history.iter().all(|entry| after.history.contains(entry)), "nothing that was said is lost");
    assert_eq!((after.answers.len(), after.confirmations.len(), after.claims.len()), (2, 2, 2));
    let answer = after.answers.iter().find(|a| a.name == "B. Lawyer").unwrap();
    assert_eq!(
        (answer.reasons.as_str(), answer.version.as_deref(), answer.weighed.as_deref()),
        ("It was \"only\" rain.\n[[changes]]", Some("abc"), Some("def"))
    );
    let orders = pack.model.list("orders").unwrap();
    let case = after.resolve(pack).case;
    assert_eq!(case.entries(orders).0, 2);
    assert!(case.entries(orders).1.is_empty());
}

#[test]
fn what_was_there_stays_byte_for_byte_and_what_is_added_reads_back() {
    let (pack, folder) = (pack(), Folder::new("stays"));
    for (name, was) in [("a.toml", ABSENCE.to_owned()), ("b.toml", ABSENCE.replace('\n', "\r\n")), ("c.toml", format!("\u{feff}{ABSENCE}"))]
    {
        let path = folder.file(name, &was);
        let before = ClientFile::open(&path, &pack).unwrap();
        let after = append(&path, &pack, &one_of_each()).unwrap();
        check(&pack, &before, &after);
        let now = std::fs::read_to_string(&path).unwrap();
        assert!(now.starts_with(&was), "{name}");
        assert_eq!(ClientFile::open(&path, &pack).unwrap(), after);
        assert_eq!(now.contains("\r\n"), was.contains("\r\n"));
    }
    assert_eq!(folder.names(), ["a.toml", "b.toml", "c.toml"], "no file is left beside them");
}

#[test]
fn json_keeps_its_own_text_around_what_is_added() {
    let (pack, folder) = (pack(), Folder::new("json"));
    let facts = r#""said": {"by": "p", "on": "2026-07-01", "source": "c", "certainty": "client says"},
  "facts": {"client": {"born":   1984}, "orders": [{"kind": "in_absentia"}]}"#;
    let head = format!("{{\n  \"format\": \"forbear-client/1\",\n  \"code\": \"X1\",\n  {facts}");
    let lists = r#""answers": [{"question": "rescind.asked", "answer": "yes", "name": "A", "on": "2026-07-01"}], "confirmations": [{"name": "A", "on": "2026-07-01"}], "claims": [{"says": "x", "by": "y", "on": "2026-07-01"}]"#;
    for was in [format!("{head},\n  {lists}\n}}\n"), format!("{head},\n  \"changes\": [],\n  {lists}\n}}")] {
        let path = folder.file("a.json", &was);
        let before = ClientFile::open(&path, &pack).unwrap();
        let after = append(&path, &pack, &one_of_each()).unwrap();
        check(&pack, &before, &after);
        let now = std::fs::read_to_string(&path).unwrap();
        assert!(now.contains(facts), "{now}");
        assert_eq!(ClientFile::open(&path, &pack).unwrap(), after);
        let more = append(&path, &pack, &[change("custody.kind", text("ice"))]).unwrap();
        assert_eq!(more.history.len(), after.history.len() + 1);
    }
}

#[test]
fn an_addition_that_does_not_read_leaves_the_file_as_it_was() {
    let (pack, folder) = (pack(), Folder::new("refused"));
    let path = folder.file("a.toml", ABSENCE);
    for bad in [
        change("orders[0].isued", text("2019")),
        change("orders[9].issued", text("2019")),
        change("custody.kind", text("")),
        change("custody.kind", text("home")),
        change("orders[0].issued", text("2019-02-30")),
        change("custody.kind", What::Complete(true)),
        change("custody.kind", What::Value(toml::Value::Float(1.5))),
    ] {
        let refused = append(&path, &pack, std::slice::from_ref(&bad)).unwrap_err();
        assert!(matches!(refused, AppendError::Addition(_)), "{bad:?} {refused}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), ABSENCE);
    }
    let cut = folder.file("b.toml", &ABSENCE[..200]);
    assert!(matches!(append(&cut, &pack, &one_of_each()), Err(AppendError::Refused(_))));
    assert_eq!(std::fs::read_to_string(&cut).unwrap(), ABSENCE[..200]);
    assert!(matches!(append(&folder.0.join("none.toml"), &pack, &one_of_each()), Err(AppendError::Refused(_))));
    assert_eq!(folder.names(), ["a.toml", "b.toml"]);
}

#[test]
fn a_change_list_written_in_one_line_is_refused_rather_than_rewritten() {
    let (pack, folder) = (pack(), Folder::new("inline"));
    let was = format!("changes = []\n{ABSENCE}")
        .replace(&ABSENCE[ABSENCE.find("[[changes]]").unwrap()..ABSENCE.find("[[answers]]").unwrap()], "");
    let path = folder.file("a.toml", &was);
    assert!(ClientFile::open(&path, &pack).is_ok());
    assert!(matches!(append(&path, &pack, &one_of_each()), Err(AppendError::Addition(_))));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), was);
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let (pack, folder) = (pack(), Folder::new("create"));
    let path = folder.0.join("new.toml");
    create(&path, &pack, ABSENCE).unwrap();
    assert!(matches!(create(&path, &pack, ABSENCE), Err(AppendError::Unwritable { .. })));
    assert!(matches!(create(&folder.0.join("other.toml"), &pack, "x = 1\n"), Err(AppendError::Addition(_))));
    assert_eq!(folder.names(), ["new.toml"]);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_a_file_that_holds_facts() {
    use std::os::unix::fs::PermissionsExt;
    let (pack, folder) = (pack(), Folder::new("mode"));
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let path = folder.file("a.toml", ABSENCE);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    append(&path, &pack, &one_of_each()).unwrap();
    assert_eq!(mode(&path), 0o600);
    let new = folder.0.join("new.toml");
    create(&new, &pack, ABSENCE).unwrap();
    assert_eq!(mode(&new), 0o600);
    let link = folder.0.join("link.toml");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    append(&link, &pack, &one_of_each()[..1]).unwrap();
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink(), "a link still leads to the one file");
}

#[test]
fn two_people_who_add_at_once_both_find_their_words_in_the_file() {
    let (pack, folder) = (pack(), Folder::new("both"));
    let path = folder.file("a.toml", ABSENCE);
    let before = ClientFile::open(&path, &pack).unwrap().history.len();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..5 {
                    append(&path, &pack, &[change("custody.kind", text("ice"))]).unwrap();
                }
            });
        }
    });
    assert_eq!(ClientFile::open(&path, &pack).unwrap().history.len(), before + 40);
    assert_eq!(folder.names(), ["a.toml"]);
}
