//! What is malformed is refused whole, with its place and what to do, and nothing of what the client said is shown.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test may stop where it fails")]

mod pack;

use client::{ClientFile, FaultKind, LARGEST_FILE, Refused};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use pack::{ABSENCE, HEAD, pack, read};

fn refused(text: &str) -> Refused {
    let Err(refused) = read(&pack(), text) else { panic!("this was read:\n{text}") };
    assert!(!refused.faults.is_empty());
    for fault in &refused.faults {
        assert!(!fault.what.is_empty() && !fault.help.is_empty(), "{fault:?}");
    }
    refused
}

fn kind_and_line(text: &str) -> (FaultKind, usize) {
    let refused = refused(text);
    (refused.faults[0].kind, refused.faults[0].line.unwrap())
}

/// Adds lines after the head, which has seven.
fn with(lines: &str) -> String {
    format!("{HEAD}{lines}\n")
}

#[test]
fn the_client_of_these_tests_is_read() {
    let pack = pack();
    let file = read(&pack, ABSENCE).unwrap();
    assert_eq!(file.names.iter().map(client::Name::full).collect::<Vec<_>>(), ["José Marte Peña", "李"]);
    assert_eq!(file.a_numbers.as_ref().unwrap()[0].to_string(), "A012-345-678");
    assert_eq!((file.answers.len(), file.confirmations.len(), file.claims.len(), file.family.len()), (1, 1, 1, 1));
    assert_eq!(format!("{file:?}"), "ClientFile(7Q4K, 11 statements)");
}

#[test]
fn each_slip_names_its_line_and_its_kind() {
    for (lines, kind, line) in [
        ("[facts.client]\nfear_of_return = 7", FaultKind::WrongType, 9),
        ("[facts.client]\nborn = \"1900-02-30\"", FaultKind::NoSuchDay, 9),
        ("[facts.client]\nborn = 1900-02-30", FaultKind::NoSuchDay, 9),
        ("[facts.client]\nborn = 1900-13-01", FaultKind::NoSuchDay, 9),
        ("[facts.client]\nborn = \"soon\"", FaultKind::WrongType, 9),
        ("[facts.client]\nborn = \"2010..2009\"", FaultKind::WrongValue, 9),
        ("[facts.client]\nborn = \"none\"", FaultKind::WrongValue, 9),
        ("[facts.client]\nborn = 1990-03-04T10:00:00", FaultKind::WrongType, 9),
        ("[facts.client]\nborn = \"\"", FaultKind::Blank, 9),
        ("[facts.client]\nbest_language = \"  \"", FaultKind::Blank, 9),
        ("[facts.client]\nresidence = \"Nowhere\"", FaultKind::Place, 9),
        ("[facts.client]\nnationality = \"Honduras\"", FaultKind::WrongValue, 9),
        ("[facts.client]\nbron = 1990-03-04", FaultKind::Unknown, 9),
        ("[facts.cleint]\nborn = 1990-03-04", FaultKind::Unknown, 8),
        ("[[facts.order]]\nissued = 2019", FaultKind::Unknown, 8),
        ("[facts.orders]\nissued = 2019", FaultKind::WrongType, 8),
        ("[[facts.client]]\nborn = 1990", FaultKind::WrongType, 8),
        ("[facts.client]\nborn = { value = 1990, sorce = \"x\" }", FaultKind::Unknown, 9),
        ("[facts.client]\nborn = { source = \"x\" }", FaultKind::Missing, 9),
        ("[facts.client]\nborn = { value = 1990, certainty = \"sure\" }", FaultKind::WrongValue, 9),
        ("[facts.client]\nborn = { value = 1990, on = 2026 }", FaultKind::WrongType, 9),
        ("[facts]\ncomplete = [\"custody\"]", FaultKind::Unknown, 9),
        ("[facts]\ncomplete = true", FaultKind::WrongType, 9),
        ("[[changes]]\nfact = \"custody.kind\"\nvalue = \"ice\"\non = 2026-07-02", FaultKind::Missing, 8),
        ("[[changes]]\nfact = \"orders[0].isued\"\nvalue = 2019", FaultKind::Unknown, 9),
        ("[[changes]]\nfact = \"orders[3].issued\"\nvalue = 2019", FaultKind::Gap, 9),
        ("[[changes]]\nfact = \"orders[0].issued\"\nclear = true", FaultKind::Gap, 9),
        ("[[changes]]\nfact = \"custody.kind\"\nvalue = \"\"", FaultKind::Blank, 10),
        ("[[changes]]\nfact = \"custody.kind\"", FaultKind::Missing, 9),
        ("[[changes]]\nfact = \"custody.kind\"\nvalue = \"ice\"\nclear = true", FaultKind::Missing, 9),
        ("[[changes]]\nfact = \"custody.kind\"\nclear = false", FaultKind::WrongType, 10),
        ("[[changes]]\nfact = \"custody.kind\"\ncomplete = true", FaultKind::WrongType, 9),
        (
            "[[answers]]\nquestion = \"order.excsed\"\nelement = \"order[0]\"\nanswer = \"yes\"\nname = \"A\"\non = 2026-07-01",
            FaultKind::Unknown,
            9,
        ),
        ("[[answers]]\nquestion = \"order.excused\"\nanswer = \"yes\"\nname = \"A\"\non = 2026-07-01", FaultKind::Missing, 9),
        ("[[answers]]\nquestion = \"rescind.asked\"\nanswer = \"maybe\"\nname = \"A\"\non = 2026-07-01", FaultKind::WrongValue, 10),
        ("[[family]]\nfile = \"../other.toml\"\nis = \"spouse\"", FaultKind::WrongValue, 9),
        ("[[family]]\nfile = \"/etc/passwd\"\nis = \"spouse\"", FaultKind::WrongValue, 9),
        ("[[family]]\nfile = \"other.toml\"\nis = \"friend\"", FaultKind::WrongValue, 10),
        ("[[names]]\nas_on_notice = true", FaultKind::Missing, 8),
        ("[[names]]\ngiven = \"A\\u202Eb\"", FaultKind::HiddenSign, 9),
        ("[[confirmations]]\nname = \"A\"", FaultKind::Missing, 8),
        ("[[claims]]\nsays = 3\nby = \"x\"\non = 2026-07-01", FaultKind::WrongType, 9),
        ("[facts.client]\nborn = 1990\nborn = 1991", FaultKind::Duplicate, 10),
        ("[facts.client]\nborn = Marte", FaultKind::Syntax, 9),
        ("[facts.client\nborn = 1990", FaultKind::Syntax, 8),
    ] {
        let who = if lines.contains("2026-07-02") { "" } else { "\non = 2026-07-03\nby = \"p\"\nsource = \"c\"\ncertainty = \"inferred\"" };
        let text = with(&if lines.starts_with("[[changes]]") { format!("{lines}{who}") } else { lines.to_owned() });
        assert_eq!(kind_and_line(&text), (kind, line), "{lines}\n{}", refused(&text));
    }
}

#[test]
fn a_file_of_another_kind_gets_one_fault_and_not_a_hundred() {
    assert_eq!(refused("").faults.len(), 1);
    assert_eq!(refused("[package]\nname = \"x\"\nversion = \"1\"\n").kind(), Some(FaultKind::Format));
    let refused = refused("format = \"forbear-client/9\"\nzzz = 1\n");
    assert_eq!((refused.kind(), refused.faults.len()), (Some(FaultKind::Format), 1));
    assert!(refused.to_string().contains("forbear-client/1"));
}

#[test]
fn all_slips_are_told_at_once_from_top_to_bottom() {
    let refused = refused(&with("[facts.client]\nborn = \"soon\"\nbron = 1\n[facts.custody]\nkind = \"home\"\n"));
    assert_eq!(refused.faults.iter().map(|f| f.line.unwrap()).collect::<Vec<_>>(), [9, 10, 12]);
    let refused = self::refused(&with("[facts.client]\nborn = \"soon\"\n[[family]]\nfile = \"sub\\\\other.toml\"\nis = \"spouse\"\n"));
    assert_eq!(refused.faults.iter().map(|f| f.line.unwrap()).collect::<Vec<_>>(), [9, 11]);
}

#[test]
fn an_a_number_with_a_slip_is_refused_without_being_shown() {
    for (number, digits) in [("A012-345-678-90", 11), ("1234567", 7), ("0123456789", 10)] {
        let refused = refused(&format!("a_numbers = [\"{number}\"]\n{HEAD}"));
        assert_eq!((refused.kind(), refused.faults[0].line), (Some(FaultKind::ANumber), Some(1)));
        assert!(refused.to_string().contains(&format!("this has {digits}")));
        assert!(!shown(&refused).contains(&number[..4]), "{}", shown(&refused));
    }
    assert_eq!(kind_and_line(&format!("a_numbers = [\"MSC2190012345\"]\n{HEAD}")).0, FaultKind::ANumber);
    let pack = pack();
    assert_eq!(read(&pack, HEAD).unwrap().a_numbers, None, "nobody asked");
    assert_eq!(read(&pack, &format!("a_numbers = []\n{HEAD}")).unwrap().a_numbers, Some(vec![]), "known to have none");
}

#[test]
fn without_a_word_on_who_says_it_a_fact_is_no_fact() {
    let text = "format = \"forbear-client/1\"\ncode = \"X1\"\n[facts.client]\nborn = 1990\nfear_of_return = true\n";
    let refused = refused(text);
    assert_eq!((refused.kind(), refused.faults.len()), (Some(FaultKind::Missing), 1), "said once, not of each value");
    let text = "format = \"forbear-client/1\"\ncode = \"X1\"\n[facts.client]\nborn = { value = 1990, by = \"p\", on = 2026-07-01, source = \"passport\", certainty = \"documented\" }\n";
    assert_eq!(read(&pack(), text).unwrap().history.len(), 1);
}

#[test]
fn a_file_cut_anywhere_is_refused_or_says_only_what_the_whole_file_says() {
    let pack = pack();
    let whole = read(&pack, ABSENCE).unwrap();
    let mut shorter = 0;
    for cut in (0..ABSENCE.len()).filter(|n| ABSENCE.is_char_boundary(*n)) {
        let part = &ABSENCE[..cut];
        match read(&pack, part) {
            Err(refused) => assert!(refused.faults.iter().all(|f| f.line.is_some()), "{cut}"),
            // TOML has no end mark: cut between two lines, a file is a shorter file. What it still says must be so.
            Ok(part_read) => {
                shorter += 1;
                assert!(part.ends_with('\n'), "a file cut within a line is never read: {part}");
                assert!(part_read.history.iter().all(|entry| whole.history.contains(entry)), "{part}");
                assert!(part_read.answers.iter().all(|answer| whole.answers.contains(answer)), "{part}");
                assert!(part_read.confirmations.iter().all(|it| whole.confirmations.contains(it)), "{part}");
            }
        }
    }
    assert!(shorter > 0);
    let json = json_of(ABSENCE);
    for cut in (0..json.trim_end().len()).filter(|n| json.is_char_boundary(*n)) {
        let refused = ClientFile::read("c.json", &json.as_bytes()[..cut], &pack).expect_err("a cut JSON file never reads");
        assert!(refused.faults[0].line.is_some());
    }
}

/// The same client as JSON.
fn json_of(text: &str) -> String {
    fn plain(value: toml::Value) -> serde_json::Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(n) => n.into(),
            toml::Value::Float(n) => n.into(),
            toml::Value::Boolean(truth) => truth.into(),
            toml::Value::Datetime(day) => day.to_string().into(),
            toml::Value::Array(all) => all.into_iter().map(plain).collect::<Vec<_>>().into(),
            toml::Value::Table(table) => serde_json::Value::Object(table.into_iter().map(|(k, v)| (k, plain(v))).collect()),
        }
    }
    serde_json::to_string_pretty(&plain(toml::Value::Table(text.parse().unwrap()))).unwrap()
}

#[test]
fn json_says_the_same_as_toml() {
    let pack = pack();
    let (toml, json) = (read(&pack, ABSENCE).unwrap(), ClientFile::read("c.json", json_of(ABSENCE).as_bytes(), &pack).unwrap());
    assert_eq!(toml.fingerprint(&pack).len(), 64);
    assert_eq!((&toml.names, &toml.a_numbers, &toml.answers, &toml.family), (&json.names, &json.a_numbers, &json.answers, &json.family));
    let known = |file: &ClientFile| {
        let case = file.resolve(&pack).case;
        case.all_stated(&pack.model).map(|(f, n)| (f, n, case.get(&pack.model, f, n))).collect::<Vec<_>>()
    };
    assert_eq!(known(&toml), known(&json));
}

#[test]
fn slips_in_json_have_a_place_too() {
    let pack = pack();
    let head = "{\n \"format\": \"forbear-client/1\",\n \"code\": \"X1\",\n \"said\": {\"by\": \"p\", \"on\": \"2026-07-01\", \"source\": \"c\", \"certainty\": \"client says\"},\n ";
    for (lines, kind, line, column) in [
        ("\"facts\": {\"client\": {\n  \"bron\": \"1990\"}}\n}", FaultKind::Unknown, 6, 3),
        ("\"facts\": {\"client\": {\n  \"born\": \"soon\"}}\n}", FaultKind::WrongType, 6, 11),
        ("\"facts\": {\"client\": {\n  \"born\": null}}\n}", FaultKind::WrongType, 6, 11),
        ("\"facts\": {\"client\": {\n  \"born\": 1.5}}\n}", FaultKind::WrongType, 6, 11),
        ("\"facts\": {\"client\": {\n  \"born\": 99999999999999999999}}\n}", FaultKind::WrongType, 6, 11),
        ("\"facts\": {},\n  \"facts\": {}\n}", FaultKind::Duplicate, 6, 3),
        ("\"facts\": {},\n  \"names\": [}\n}", FaultKind::Syntax, 6, 13),
        ("\"facts\": {}\n}\n x", FaultKind::Syntax, 7, 2),
        ("\"names\": [{\"given\": \"\\ud800\"}]}", FaultKind::Syntax, 5, 29),
    ] {
        let refused = ClientFile::read("c.json", format!("{head}{lines}").as_bytes(), &pack).unwrap_err();
        let fault = &refused.faults[0];
        assert_eq!((fault.kind, fault.line, fault.column), (kind, Some(line), Some(column)), "{lines} {fault}");
    }
}

#[test]
fn what_is_too_large_too_deep_or_no_text_is_refused_before_it_costs_anything() {
    let pack = pack();
    let folder = std::env::temp_dir().join(format!("forbear-client-large-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("large.toml");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(40 << 20).unwrap();
    let started = std::time::Instant::now();
    let refused = ClientFile::open(&path, &pack).unwrap_err();
    assert_eq!(refused.kind(), Some(FaultKind::TooLarge));
    assert!(started.elapsed().as_secs() < 2);
    assert_eq!(ClientFile::open(&folder, &pack).unwrap_err().kind(), Some(FaultKind::Unreadable));
    assert_eq!(ClientFile::open(&folder.join("none.toml"), &pack).unwrap_err().kind(), Some(FaultKind::Unreadable));
    std::fs::remove_dir_all(&folder).unwrap();

    let at_most = usize::try_from(LARGEST_FILE).unwrap();
    let padded = format!("{HEAD}#{}\n", "x".repeat(at_most - HEAD.len() - 2));
    assert!(read(&pack, &padded).is_ok(), "4 MiB are read");
    assert_eq!(refused_kind(&format!("{padded}\n")), FaultKind::TooLarge);
    for deep in ["[".repeat(200_000), "{a=".repeat(200_000)] {
        assert_eq!(refused_kind(&with(&format!("x = {deep}"))), FaultKind::TooDeep);
    }
    assert_eq!(refused_kind(&with(&format!("{} = 1", vec!["a"; 200_000].join(".")))), FaultKind::TooDeep);
    for deep in ["[".repeat(1_000_000), "{\"a\":".repeat(200_000)] {
        let kind = ClientFile::read("c.json", deep.as_bytes(), &pack).unwrap_err().kind();
        assert!(matches!(kind, Some(FaultKind::Syntax | FaultKind::TooDeep)), "{kind:?}");
    }
    let closed = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
    let json = format!("{{\"format\": \"forbear-client/1\", \"x\": {closed}}}");
    assert_eq!(ClientFile::read("c.json", json.as_bytes(), &pack).unwrap_err().kind(), Some(FaultKind::TooDeep));
}

fn refused_kind(text: &str) -> FaultKind {
    refused(text).faults[0].kind
}

#[test]
fn bytes_that_are_no_text_are_named_by_their_place() {
    let mut bytes = with("[[names]]\ngiven = \"Jos").into_bytes();
    bytes.pop();
    bytes.extend([0xe9, b'"', b'\n']);
    let refused = ClientFile::read("a client.toml", &bytes, &pack()).unwrap_err();
    let fault = &refused.faults[0];
    assert_eq!((fault.kind, fault.line, fault.column), (FaultKind::NotText, Some(9), Some(13)));
}

#[test]
fn more_entries_than_anyone_has_are_refused() {
    let many = "[[facts.orders]]\n".repeat(1_001);
    assert_eq!(refused_kind(&with(&many)), FaultKind::TooMany);
}

/// What a terminal would show.
fn shown(refused: &Refused) -> String {
    let mut all = format!("{refused}\n{refused:?}\n");
    for fault in refused.related().unwrap() {
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).render_report(&mut all, fault).unwrap();
    }
    all
}

#[test]
fn no_error_ever_shows_a_name_a_number_or_what_was_told() {
    let told = ["Marte", "José", "Peña", "李", "012-", "12-345", "345-678", "12345678", "storm", "Lawyer", "1984", "other.toml"];
    let pack = pack();
    // Each line spoiled in several ways: whatever the fault, it shows nothing of these.
    let lines: Vec<&str> = ABSENCE.lines().collect();
    let mut shown_faults = 0;
    for n in 0..lines.len() {
        for spoil in ["zz = ", "\"", "= ", "[", "x", "\u{202e}"] {
            for at_end in [true, false] {
                let mut spoiled: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
                spoiled[n] = if at_end { format!("{}{spoil}", lines[n]) } else { format!("{spoil}{}", lines[n]) };
                let Err(refused) = read(&pack, &(spoiled.join("\n") + "\n")) else { continue };
                shown_faults += refused.faults.len();
                let shown = shown(&refused);
                for word in told {
                    assert!(!shown.contains(word), "{word} in:\n{shown}");
                }
            }
        }
    }
    assert!(shown_faults > 300, "{shown_faults}");
    // A value in the place of another.
    for (key, value) in [
        ("kind", "Marte"),
        ("residence", "Marte"),
        ("born", "Marte"),
        ("nationality", "Marte"),
        ("fear_of_return", "Marte"),
        ("Marte", "x"),
    ] {
        for table in ["client", "custody", "Marte"] {
            let Err(refused) = read(&pack, &with(&format!("[facts.{table}]\n{key} = \"{value}\"\n"))) else { continue };
            assert!(!shown(&refused).contains("Marte"), "{}", shown(&refused));
        }
    }
}

#[test]
fn an_error_is_shown_as_a_compiler_shows_it() {
    let refused = refused(&with("[[names]]\ngiven = \"José Marte\"\n\n[facts.client]\nbron = 1990-03-04\n"));
    let shown = shown(&refused);
    for part in ["client::unknown", "`client` has no field of this name", "a client.toml:12:1", "bron = 1990-03-04", "Did you mean `born`?"]
    {
        assert!(shown.contains(part), "{part} not in:\n{shown}");
    }
}

#[test]
fn a_file_full_of_slips_is_refused_in_a_moment() {
    let pack = pack();
    let started = std::time::Instant::now();
    let long = "x".repeat(1 << 21);
    for text in [
        with(&format!("[facts.client]\nresidence = \"{long}\"")),
        with(&format!("[facts.client]\n{long} = 1")),
        with(&format!("{long} = 1")),
        with(&format!("[[changes]]\nfact = \"{long}\"\nvalue = 1\non = 2026-07-03\nby = \"p\"\nsource = \"c\"\ncertainty = \"inferred\"")),
        with(&format!("[facts.custody]\nkind = [{}]", "\"ice\", ".repeat(200_000))),
        with(&format!("[facts]\ncomplete = [{}]", "\"ordrs\", ".repeat(100_000))),
        with(&"[[names]]\ngivn = \"x\"\n".repeat(100_000)),
    ] {
        let refused = read(&pack, &text).unwrap_err();
        assert!(refused.faults.len() <= 50 && refused.to_string().contains("Nothing was changed"));
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}
