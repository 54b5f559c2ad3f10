//! What people who do this work complained of, one test each: who is touched by a change of law, and answers that were
//! wrong, too kind, or told without what they cost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is not as it must be")]

mod forbear;
mod page;

use forbear::forbear;
use page::{Page, client as written, record, take_back, worked};
use std::fs;
use tempfile::TempDir;

/// The line on whom a provision touches, of `forbear law stale`.
fn touches(list: &str, provision: &str) -> String {
    let part = list.split("△ ").find(|part| part.starts_with(&format!("{provision} ("))).unwrap_or_else(|| panic!("{provision}: {list}"));
    part.lines().find(|line| line.trim_start().starts_with("touches")).unwrap().trim().to_owned()
}

/// Complaint B5: when the law changed, lawyers could not list the clients of the status it was about. Here the law on
/// what kept ICE away, and the table of TPS countries, grow old: the list names the client with TPS, by code, and not
/// those who never had it.
#[test]
fn a_change_of_law_names_the_clients_it_is_about_and_no_others() {
    let folder = TempDir::new().unwrap();
    for (name, client) in [
        ("tps.toml", "verdicts/20-tps-ended.toml"),
        ("court.toml", "verdicts/08-in-court-relief-there.toml"),
        ("citizen.toml", "verdicts/16a-no-docket.toml"),
        ("order.toml", "miami-in-absentia.toml"),
    ] {
        fs::copy(worked(client), folder.path().join(name)).unwrap();
    }
    let ran = forbear(&["law", "stale", "--as-of", "2026-09-25", "--clients", &folder.path().display().to_string()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("4 clients were read"), "{}", ran.out);
    assert_eq!(touches(&ran.out, "status-ended"), "touches 1 client: V20");
    assert_eq!(touches(&ran.out, "right-citizenship-claim"), "touches 1 client: 16AN");
    // A hearing that has passed without a word of what happened may have ended in an order.
    assert_eq!(touches(&ran.out, "hidden-order"), "touches 2 clients: K4MX, V08");
    // What is looked up in a table rests on the table too: when a row changes, these are the clients to call.
    assert!(touches(&ran.out, "tps").contains("V20"), "the table of TPS countries: {}", touches(&ran.out, "tps"));
    assert!(!ran.out.contains("Menjívar") && !ran.out.contains("tps.toml"), "by code, never by name");
    // And what changed between two days is one command.
    let diff = forbear(&["law", "diff", "2026-06-24", "2026-06-26"]);
    assert!(diff.out.contains("mullin-v-doe") && diff.out.contains("begins to govern"), "{}", diff.out);
}

/// Ten years here, a citizen child, a notice without time or place, the victim of some crime: what one screener called
/// "strong" three times over.
const STRONG: &str = "[facts]
complete = [\"relatives\"]
[facts.proceedings]
stage = \"pending_judge\"
notice_states_time_and_place = false
notice_served = 2016-03-01
[facts.last_entry]
day = 2005-02-01
manner = \"without_inspection\"
[facts.history]
continuous_presence_since = 2005-02-01
[facts.victim]
listed_crime = true
[[facts.relatives]]
relation = \"child\"
status = \"citizen\"
";

/// Complaint B12: a screener called such a case "strong" for cancellation, termination and a U visa, with no question on
/// crimes, the child's age, the clock, or harm and help. Nothing is open while a bar is unasked, and the page lists what
/// nobody asked.
#[test]
fn no_relief_is_strong_while_a_bar_was_never_asked_about() {
    let folder = TempDir::new().unwrap();
    let path = written(folder.path(), STRONG);
    let page = Page::of(&path);
    for (way, unasked) in [
        (
            "cancellation_42b.met",
            &[
                "relatives[0].born",
                "relatives[0].married",
                "convictions",
                "charges",
                "record.admissions",
                "record.complete_sources",
                "trips",
                "orders",
                "history.prior_cancellation",
            ][..],
        ),
        ("termination.open", &["proceedings.charges_ruling", "proceedings.dhs_position"][..]),
        ("u_status.open", &["victim_petition.supplement_b_signed", "convictions", "record.admissions"][..]),
    ] {
        assert_eq!(page.state(way), "not-known", "{way}");
        for fact in unasked {
            assert!(page.missing(way).contains(fact), "{way} does not say that nobody asked {fact}: {:?}", page.missing(way));
        }
    }
    // A lawyer's questions are named as such, and nobody answers them from a list.
    for part in ["u_status.listed_crime", "u_status.substantial_abuse", "u_status.help_given"] {
        assert_eq!(page.state(part), "needs-analysis", "{part}");
    }
    for lang in ["en", "es"] {
        let shown = forbear(&["assess", &path, "--format", "html", "--lang", lang]).out;
        for fact in page.way("cancellation_42b.met")["line"]["missing"].as_array().unwrap() {
            let label = fact["label"][lang].as_str().unwrap();
            assert!(shown.contains(&label.replace('\'', "&#39;")), "the page in {lang} does not show what is unasked: {label}");
        }
        let text = forbear(&["assess", &path, "--lang", lang]).out.to_lowercase();
        for word in ["strong", "good chance", "eligible", "qualif", "sólido", "buena posibilidad", "elegible", "califica"] {
            assert!(!text.contains(word), "the page in {lang} says {word:?}");
        }
    }
}

/// Complaint B12, the questions themselves: the child's birthday decides to the day, and a record that nobody has
/// analyzed is neither harmless nor, by itself, the end.
#[test]
fn the_childs_age_and_the_record_are_asked_and_each_decides() {
    let folder = TempDir::new().unwrap();
    let path = written(folder.path(), STRONG);
    let counts = "cancellation_42b.relative_who_counts";
    let born = |day: &str| Page::if_so(&path, &[&format!("relatives[0].born={day}"), "relatives[0].married=no"]);
    assert_eq!(born("2005-07-16").state(counts), "yes", "21 tomorrow");
    let of_age = born("2005-07-15");
    assert_eq!(of_age.state(counts), "no", "21 today");
    assert_eq!(of_age.state("cancellation_42b.met"), "no");
    let empty = ["charges=complete", "convictions=complete", "record.admissions=no", "record.complete_sources=yes"];
    let record = "cancellation_42b.no_barring_offense";
    assert_eq!(Page::if_so(&path, &empty).state(record), "yes");
    // A petty theft of one hundred and eighty days at most: for somebody to read, not for a list.
    let theft = ["convictions[0].kind=other", "convictions[0].maximum=180 days", "convictions[0].aggravated_felony=no"];
    let state = Page::if_so(&path, &[&theft[..], &empty[..]].concat());
    assert!(!["yes", "no"].contains(&state.state(record)), "{}", state.state(record));
    let felony = ["convictions[0].kind=other", "convictions[0].aggravated_felony=yes"];
    assert_eq!(Page::if_so(&path, &felony).state(record), "no");
}

const SELF_PETITION: &str = "vawa_self_petition.open";

/// Complaint B13: facts that nobody answered added no condition, so an almost blank form came out as "eligible".
#[test]
fn an_almost_blank_form_opens_nothing() {
    let folder = TempDir::new().unwrap();
    let blank = Page::of(&written(folder.path(), ""));
    for part in ["avenues", "programs", "relief"] {
        for way in blank.0[part].as_array().unwrap() {
            assert_ne!(way["line"]["state"], "yes", "{} of a blank form", way["line"]["id"]);
        }
    }
    let page = Page::of(&written(
        folder.path(),
        "[facts.victim]\nabuse = true\n[facts.abuser]\nrelation = \"spouse\"\nlast_status = \"citizen\"\nmarried = 2019-06-01\n",
    ));
    assert_eq!(page.state(SELF_PETITION), "not-known");
    for unasked in ["abuser.client_free_to_marry", "abuser.died", "abuser.remarried", "abuser.lived_together", "record.admissions"] {
        assert!(page.missing(SELF_PETITION).contains(&unasked), "{unasked}: {:?}", page.missing(SELF_PETITION));
    }
}

/// Complaint B13: the death of a resident abuser was accepted, a marriage after the approval was called a bar, and the
/// client's own earlier marriage was never asked about.
#[test]
fn death_remarriage_and_the_clients_own_marriage_each_decide_as_the_law_says() {
    // A case with everything: petition approved in June, remarried in September. The approval stands.
    let approved = worked("published/v31b-remarried-after-approval.toml");
    assert_eq!(Page::of(&approved).state(SELF_PETITION), "yes");
    assert_eq!(Page::of(&worked("published/v31a-remarried-before-approval.toml")).state(SELF_PETITION), "no");
    // The resident who died before anything was filed leaves nothing; the citizen leaves two years.
    let bigamy = worked("published/v30-own-marriage-not-ended.toml");
    let dead = |status: &str, day: &str| {
        let facts = ["abuser.client_free_to_marry=yes", &format!("abuser.last_status={status}"), &format!("abuser.died={day}")];
        Page::if_so(&bigamy, &facts).state("vawa_self_petition.abuser_alive_or_window").to_owned()
    };
    let as_of = Page::of(&bigamy).0["as_of"].as_str().unwrap().to_owned();
    assert_eq!(as_of, "2026-01-15");
    assert_eq!((dead("permanent_resident", "2025-12-15"), dead("citizen", "2025-12-15")), ("no".to_owned(), "yes".to_owned()));
    assert_eq!((dead("citizen", "2024-01-15"), dead("citizen", "2024-01-14")), ("yes".to_owned(), "no".to_owned()), "two years to the day");
    // The client's own marriage that had not ended closes it; never asked about, it keeps it from being open.
    assert_eq!(Page::of(&bigamy).state(SELF_PETITION), "no");
    let folder = TempDir::new().unwrap();
    let path = forbear::copy(folder.path(), "published/v31b-remarried-after-approval.toml");
    take_back(&path, "abuser.client_free_to_marry", "2025-10-16");
    let page = Page::of(&path);
    assert_eq!((page.state(SELF_PETITION), page.missing(SELF_PETITION)), ("not-known", vec!["abuser.client_free_to_marry"]));
}

/// Complaint B15: a dismissal offered as a favor ended work permits and cancellation claims. Before anybody drafts, each
/// way says what this client loses and keeps by it, agreeing unread is never right, and the consent is written down.
#[test]
fn a_dismissal_as_a_favor_says_first_what_it_takes_from_this_client() {
    let folder = TempDir::new().unwrap();
    let path = forbear::copy(folder.path(), "published/v21-dismissal-offered.toml");
    let page = Page::of(&path);
    let takes = page.told_of("dismissal.open", "loses");
    assert!(takes.contains(&"case_ending_effects.cancellation_ends"), "{takes:?}");
    assert!(takes.contains(&"case_ending_effects.cancellation_permit_ends"), "{takes:?}");
    // The other kinds of discretion, side by side: these keep both.
    for way in ["administrative_closure.open", "stipulation.open", "hearing_date.open", "continuance.open", "oppose_dismissal.open"] {
        assert_eq!(page.state(way), "yes", "{way}");
        assert!(!page.told_of(way, "loses").iter().any(|l| l.starts_with("case_ending_effects.")), "{way}");
        let keeps = page.told_of(way, "keeps");
        assert!(keeps.contains(&"continuance.court_relief_waits") && keeps.contains(&"continuance.permit_stays"), "{way}: {keeps:?}");
    }
    assert!(page.told_of("administrative_closure.open", "loses").contains(&"administrative_closure.court_relief_sleeps"));
    assert_eq!(page.never("act.dismissal_without_comparison"), "yes");
    for (lang, words) in [
        (
            "en",
            [
                "The request for cancellation of removal ends",
                "The work permit from cancellation (C10) loses its basis",
                "Agree to a dismissal without a written comparison",
            ],
        ),
        (
            "es",
            [
                "Termina la solicitud de cancelación de la expulsión",
                "El permiso de trabajo por cancelación (C10) pierde su base",
                "Aceptar desestimar el caso sin comparar por escrito",
            ],
        ),
    ] {
        let said = forbear(&["assess", &path, "--lang", lang]).said();
        for part in words {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
    // Informed consent: missing until it is recorded, with its day.
    let no_consent = |page: &Page| {
        page.0["safety"]["not_final"].as_array().unwrap().iter().any(|w| w["en"].as_str().unwrap().contains("informed consent"))
    };
    assert!(no_consent(&page));
    record(&path, "consent.signed", "2022-05-02", "consent form", "2022-05-02");
    assert!(!no_consent(&Page::of(&path)));
    // The same offer to somebody with nothing in court takes nothing there.
    let other = Page::of(&worked("miami-overstay.toml"));
    assert!(!other.told_of("dismissal.open", "loses").contains(&"case_ending_effects.cancellation_ends"));
}

/// Complaint B16: a family filed for DACA by itself, nine days short, and handed its file to DHS. Where a firm date
/// fails the stop comes before any contact, and says by how much; on the day itself it does not.
#[test]
fn nine_days_late_stops_before_anything_reaches_dhs() {
    let act = "act.request_where_a_fixed_date_fails";
    for late in ["published/v01-nine-days-late.toml", "published/v01-nine-days-late-2026.toml", "published/v01-one-day-late.toml"] {
        let page = Page::of(&worked(late));
        assert_eq!((page.state("daca.met"), page.never(act), page.state("risk.request_exposes")), ("no", "yes", "yes"), "{late}");
        assert_eq!(page.verdict("uscis"), "stop", "{late}");
        let first = page.0["decide_now"].as_array().unwrap();
        assert!(first.iter().all(|row| !row["id"].as_str().unwrap().starts_with("daca")), "{late}: {first:?}");
    }
    let nine = worked("published/v01-nine-days-late.toml");
    assert!(forbear(&["assess", &nine, "--explain", "daca_residence.days_late"]).out.contains('9'));
    for (lang, words) in [
        ("en", "Do not file a DACA request: a fixed date is missed"),
        ("es", "No presente una solicitud de DACA: no cumple una fecha fija"),
    ] {
        let said = forbear(&["assess", &nine, "--lang", lang]).said();
        let never = said.split(if lang == "en" { "NEVER RIGHT" } else { "NUNCA ES CORRECTO" }).nth(1).unwrap();
        assert!(never.contains(words), "{lang}: {said}");
    }
    let in_time = Page::of(&worked("published/v01-on-the-day.toml"));
    assert_eq!((in_time.state("daca.resided_since_2007_06_15"), in_time.never(act)), ("yes", "not shown"));
    // Somebody with an appointment at USCIS all the same: a second request, for DACA, is still never right.
    let more = ["filings[2].agency=uscis", "filings[2].form=i_821d", "filings[2].stage=planned", "filings=complete"];
    let page = Page::if_so(&worked("verdicts/03-no-case-uscis-filing.toml"), &more);
    assert_eq!((page.verdict("uscis"), page.never(act), page.state("daca.met")), ("plan", "yes", "no"));
}

/// Complaint B17: published guides print "born on or after June 15, 1981" and "90 days or more". Each rule has its
/// citation and its own bound, to the day, and says where the guides are wrong.
#[test]
fn the_day_and_the_ninety_days_that_guides_get_wrong_are_right_and_cited() {
    let age = "daca.under_31_on_2012_06_15";
    for (client, answer) in [("v05a-born-1981-06-14", "no"), ("v05b-born-1981-06-15", "no"), ("v05c-born-1981-06-16", "yes")] {
        assert_eq!(Page::of(&worked(&format!("published/{client}.toml"))).state(age), answer, "{client}");
    }
    let proof = forbear(&["assess", &worked("published/v05b-born-1981-06-15.toml"), "--explain", age]).said();
    assert!(proof.contains("June 15, 1981") && proof.contains("8 C.F.R. § 236.22") && proof.contains("confidence high"), "{proof}");
    let rule = forbear(&["law", "show", "daca"]).said();
    assert!(rule.contains("several published guides print that day as the cut-off and are wrong"), "{rule}");
    // Ninety days exactly: not yet significant for DACA, a priority under the memo of 2014. Two rules, two citations.
    let folder = TempDir::new().unwrap();
    let facts = "[facts]\ncomplete = [\"convictions\"]\n[[facts.convictions]]\nkind = \"other\"\nlevel = \"misdemeanor\"\nmaximum = \"1 year\"\nexpunged = false\njuvenile = false\nvacated = false\n";
    let path = written(folder.path(), facts);
    for (days, daca, priority) in [(89, "yes", "no"), (90, "yes", "yes"), (91, "no", "yes")] {
        let asked = |rule: &str| {
            let days = format!("convictions[0].days_to_serve={days}");
            forbear(&["assess", &path, "--as-of", "2015-06-01", "--what-if", &days, "--explain", rule]).said()
        };
        let (program, memo) = (asked("daca_crime.no_significant_misdemeanor"), asked("johnson_2b.weighs"));
        assert!(program.contains(&format!("No significant misdemeanor: {daca}")), "{days}: {program}");
        assert!(memo.contains(&format!("significant misdemeanor: {priority}")), "{days}: {memo}");
        assert!(program.contains("8 C.F.R. § 236.22(b)") && memo.contains("DHS memo (Nov. 20, 2014)"), "{days}");
    }
    let rule = forbear(&["law", "show", "daca-crime"]).said();
    assert!(rule.contains("Ninety days is not more than ninety") && rule.contains("90 days *or more*"), "{rule}");
}

/// Complaint B18: twenty-five offices of ICE's lawyers asked for different criminal records. The page of the time of
/// requests says that local rules differed, with its source and the day it was last seen; so does the document itself.
#[test]
fn no_office_is_taken_for_all_offices() {
    let client = worked("policy/v33a-2022-01-10.toml");
    for (lang, differ) in [
        ("en", "local rules differed, above all on criminal records"),
        ("es", "las reglas locales variaban, sobre todo en antecedentes penales"),
    ] {
        for form in ["text", "html"] {
            let said = forbear(&["assess", &client, "--as-of", "2021-08-02", "--lang", lang, "--format", form]).said();
            assert!(said.contains(differ), "{lang}, {form}: {said}");
        }
    }
    let page = Page::asked(&client, &["--as-of", "2021-08-02"]);
    let memo = page.0["instruments"].as_array().unwrap().iter().find(|i| i["id"] == "trasvina-2021").expect("in force that day");
    assert_eq!(
        (&memo["authority"]["cite"][0], &memo["authority"]["last_seen"]),
        (&"OPLA memo (May 27, 2021)".into(), &"2022-04-24".into())
    );
    let document = forbear(&["law", "show", "certified-disposition"]).said();
    assert!(document.contains("have asked for different criminal papers (NIPNLG comparison, August 2021)"), "{document}");
}
