//! The relatives whose files are linked: each judged alone, then all of them together.

use super::sheet::Sheet;
use super::statements;
use assess::family::Standing;
use assess::model::Assessment;

/// The section; nothing where no file is linked.
pub fn section(sheet: &mut Sheet<'_>, page: &Assessment) {
    let Some(family) = &page.family else { return };
    let lang = sheet.look.language;
    sheet.counted(("FAMILY: each judged alone (#)", "FAMILIA: cada quien por separado (#)"), family.relatives.len());
    for relative in &family.relatives {
        let code = relative.code.as_deref().map(|c| format!(" ({c})")).unwrap_or_default();
        sheet.line("■ ", "  ", &format!("{}{code}", lang.of(&relative.words)));
        if let Some(why) = &relative.withheld {
            sheet.line("    ", "    ", lang.of(why));
            continue;
        }
        sheet.line("    ", "    ", &verdicts(sheet, &relative.verdicts));
        if let Some((what, day)) = &relative.next {
            sheet.labelled("    ", ("To keep", "Hay que cumplir"), &format!("{}: {}", lang.of(day), lang.of(what)));
        }
        for open in &relative.not_final {
            sheet.line("    ⊙ ", "      ", lang.of(open));
        }
    }
    sheet.labelled("  ", ("A request that names all", "Una solicitud que nombra a todos"), &verdicts(sheet, &family.together));
    sheet.line("  ", "  ", lang.pick("What one request says of the others", "Lo que una solicitud dice de los demás"));
    statements::list(sheet, "  ", &family.reveals);
    sheet.line("  ", "  ", lang.pick("Consent, and one lawyer for several", "Permiso, y un solo abogado para varios"));
    statements::list(sheet, "  ", &family.consent);
}

fn verdicts(sheet: &Sheet<'_>, all: &[Standing]) -> String {
    let lang = sheet.look.language;
    let name = |s: &Standing| match s.recipient {
        law::Recipient::Court => lang.pick("court", "corte").to_owned(),
        other => other.name().to_uppercase(),
    };
    all.iter().map(|s| format!("{}: {}", name(s), lang.of(&s.words))).collect::<Vec<_>>().join("; ")
}
