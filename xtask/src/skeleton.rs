//! What a provision of each kind must say, with blanks.

use std::fmt::Write;

/// The word that marks a line which only a person can fill in.
pub const BLANK: &str = "BLANK";

/// The kinds that can be begun this way, and the `source` that usually goes with each.
pub const KINDS: [(&str, &str); 16] = [
    ("statutes", "statute"),
    ("regulations", "regulation"),
    ("precedents", "precedent"),
    ("policy/INSTRUMENT", "policy"),
    ("avenues", BLANK),
    ("programs", BLANK),
    ("relief", BLANK),
    ("safety/dangers", BLANK),
    ("safety/duties", BLANK),
    ("safety/acts", BLANK),
    ("safety/risks", BLANK),
    ("posture", BLANK),
    ("deadlines", BLANK),
    ("evidence", "practice"),
    ("tables", BLANK),
    ("facts", ""),
];

/// The text of a new file.
///
/// # Errors
/// In words, if the kind is none of [`KINDS`] or the id is not lower case with hyphens.
pub fn skeleton(kind: &str, id: &str) -> Result<String, String> {
    let well_formed = !id.is_empty()
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && id.starts_with(|c: char| c.is_ascii_lowercase());
    if !well_formed {
        return Err(format!("`{id}` cannot be an id. Write lower case letters, digits and hyphens, such as right-habeas"));
    }
    let of_instrument = kind.strip_prefix("policy/").is_some_and(|folder| !folder.is_empty() && !folder.contains('/'));
    let plain = if of_instrument { "policy/INSTRUMENT" } else { kind };
    let Some((_, source)) = KINDS.iter().find(|(k, _)| *k == plain) else {
        let kinds = KINDS.map(|(k, _)| k).join(", ");
        return Err(format!("`{kind}` is no kind of provision. Kinds are {kinds}"));
    };
    if plain == "facts" {
        return Ok(facts(id));
    }
    let mut out = front(plain, source, &id.replace('-', "_"));
    out.push_str(&format!("{BLANK}: what the source says, in plain words of our own, with its doubts.\n"));
    if let Some(law) = clauses(plain, &id.replace('-', "_")) {
        let _ = write!(out, "\n```law\n{law}```\n");
        for answer in ["yes", "no"] {
            let _ = write!(
                out,
                "\n```example {BLANK}: the published source whose answer is {answer}\nas_of = \"{BLANK}\"\n\n[expect]\n\"{}\" = \"{answer}\"\n```\n",
                concludes(plain, &id.replace('-', "_")),
            );
        }
    }
    Ok(out)
}

/// Front matter: every key of the kind, in the order of `law/LANGUAGE.md`.
fn front(kind: &str, source: &str, word: &str) -> String {
    let mut out = String::from("+++\n");
    let pair = |out: &mut String, key: &str, what: &str| {
        let _ = writeln!(out, "{key:<10} = {{ en = \"\", es = \"\" }} # {BLANK}: {what}, in both languages");
    };
    pair(&mut out, "title", "what it is called");
    let _ = writeln!(out, "cite       = [] # {BLANK}: where it can be looked up; at least one");
    let _ = writeln!(out, "in_force   = [\"{BLANK}\"] # from inclusive, to exclusive: \"2001-02-03..\"");
    let _ = writeln!(out, "last_seen  = \"{BLANK}\" # the newest day on which a source showed it in force");
    let volatile = matches!(kind, "policy/INSTRUMENT" | "precedents");
    let _ = writeln!(out, "volatile   = {volatile} # true for policy, litigation, fees, practice");
    let _ = writeln!(out, "confidence = \"{BLANK}\" # high, medium, low or unverified, as the source deserves");
    let _ = writeln!(out, "reviewed   = \"none\"");
    let hint = if source == BLANK { " # statute, regulation, precedent, policy, practice or judgment" } else { "" };
    let _ = writeln!(out, "source     = \"{source}\"{hint}");
    let _ = writeln!(out, "notes      = []");
    match kind {
        "avenues" | "programs" | "relief" => {
            let _ = writeln!(out, "asked_of   = [] # opla, ero, uscis, court: whom a request is made to; none named, all count");
            pair(&mut out, "decides", "who decides");
            pair(&mut out, "effect", "what it does for the client");
            pair(&mut out, "cost", "what it costs the client");
            pair(&mut out, "risk", "what it risks");
        }
        "safety/dangers" => {
            let _ = writeln!(out, "cost_rank  = 9 # 1 is the cheapest and safest to learn");
            pair(&mut out, "learn", "how the deciding fact is learned without contacting ICE");
        }
        "evidence" => {
            pair(&mut out, "issuer", "who can issue it");
            pair(&mut out, "watch", "what to watch for");
        }
        "policy/INSTRUMENT" => {
            let _ = writeln!(out, "instrument = \"{BLANK}\" # the row of law/sources/instruments.csv");
            let _ = writeln!(out, "evidence   = []");
        }
        "tables" => {
            let _ = writeln!(out, "covers     = \"{BLANK}\" # the span that the rows cover");
            let _ = writeln!(
                out,
                "key        = \"name\" # the column by which a row is looked up\n\n[[row]] # {BLANK}: one for each\nname = \"{BLANK}\""
            );
        }
        "statutes" | "regulations" | "precedents" | "posture" => {
            let _ =
                writeln!(out, "show       = [\"{word}.{word}\"] # stands on the page by itself; take it away if another provision uses it");
            let _ = writeln!(out, "\n[words]");
            pair(&mut out, word, "what the conclusion is called");
        }
        _ => {}
    }
    out.push_str("+++\n");
    out
}

/// The clauses that a kind begins with. `blank` is no name of the pack, so the check asks for it.
fn clauses(kind: &str, word: &str) -> Option<String> {
    let text = match kind {
        "avenues" | "relief" => format!("open when blank # {BLANK}: the facts that open it\ngrounds of open complete\n"),
        "programs" => {
            format!("requirement first \"{BLANK}\" es \"{BLANK}\" when blank # {BLANK}: the facts that fulfil it\nrequirements complete\n")
        }
        "safety/dangers" => {
            format!(
                "danger {word} \"{BLANK}\" es \"{BLANK}\" stop for OPLA, ERO, USCIS plan for court when blank # {BLANK}: levels, and the facts that make it a danger\n"
            )
        }
        "safety/duties" => format!("duty {word} \"{BLANK}\" es \"{BLANK}\" when blank # {BLANK}: who must keep it\n"),
        "safety/acts" => {
            format!("act {word} \"{BLANK}\" es \"{BLANK}\" right when blank # {BLANK}: right, right under plan, or never; and for whom\n")
        }
        "safety/risks" => format!("risk {word} \"{BLANK}\" es \"{BLANK}\" when blank # {BLANK}: who runs it\n"),
        "policy/INSTRUMENT" => {
            format!("weighs for \"{BLANK}\" es \"{BLANK}\" when blank # {BLANK}: direction, and the facts that make it weigh\n")
        }
        "deadlines" => {
            format!(
                "deadline {word} \"{BLANK}\" es \"{BLANK}\" is 30 days after blank # {BLANK}: how long, after which day, and who owes it\n    counting calendar rolling forward due from client\n"
            )
        }
        "statutes" | "regulations" | "precedents" | "posture" => {
            format!("{word} when blank # {BLANK}: the facts it asks for\ngrounds of {word} complete\n")
        }
        _ => return None,
    };
    Some(text)
}

/// The name that the first clause gives, as an example of the file writes it.
fn concludes(kind: &str, word: &str) -> String {
    match kind {
        "avenues" | "relief" => "open".to_owned(),
        "programs" => "met".to_owned(),
        "policy/INSTRUMENT" => "weighs".to_owned(),
        "safety/dangers" => format!("danger.{word}"),
        "safety/duties" => format!("duty.{word}"),
        "safety/acts" => format!("act.{word}"),
        "safety/risks" => format!("risk.{word}"),
        _ => word.to_owned(),
    }
}

/// A record of facts. It is no law, so it has neither citation nor span.
fn facts(id: &str) -> String {
    format!(
        "+++\nrecord = \"{}\"\n# list = \"…s\" # only if a client can have several\ntitle  = {{ en = \"\", es = \"\" }} # {BLANK}: what one is called\n\
         why    = {{ en = \"\", es = \"\" }} # {BLANK}: why its questions are asked\n\n[[field]] # {BLANK}: one for each thing that happened or is so\n\
         name  = \"{BLANK}\"\ntype  = \"{BLANK}\" # yes/no, whole, money, date, span, text, country, place, one of\n\
         label    = {{ en = \"\", es = \"\" }} # {BLANK}: a noun phrase\nquestion = {{ en = \"\", es = \"\" }} # {BLANK}: a whole question\n+++\n\
         {BLANK}: what the record holds, and what it does not.\n",
        id.replace('-', "_"),
    )
}
