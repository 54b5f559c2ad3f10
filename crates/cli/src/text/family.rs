//! The relatives whose files are linked: each judged alone, then all of them together.

use super::sheet::Sheet;
use super::statements;
use crate::language::Language;
use assess::family::Standing;
use assess::model::Assessment;

/// The section; nothing where no file is linked.
pub fn section(sheet: &mut Sheet<'_>, page: &Assessment) {
    let Some(family) = &page.family else { return };
    let lang = sheet.look.language;
    sheet.counted(("FAMILY: each judged alone (#)", "FAMILIA: cada quien por separado (#)"), family.relatives.len());
    sheet.line("  ", "  ", note(family.opened, lang));
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
    if family.opened {
        sheet.labelled("  ", ("A request that names all", "Una solicitud que nombra a todos"), &verdicts(sheet, &family.together));
    }
    sheet.line("  ", "  ", lang.pick("What one request says of the others", "Lo que una solicitud dice de los demás"));
    statements::list(sheet, "  ", &family.reveals);
    sheet.line("  ", "  ", lang.pick("Consent, and one lawyer for several", "Permiso, y un solo abogado para varios"));
    statements::list(sheet, "  ", &family.consent);
}

/// Who may see the page, or how the office sees the rest.
#[must_use]
pub fn note(opened: bool, lang: Language) -> &'static str {
    if opened {
        lang.pick(
            "For the office only: hand this page to nobody of the family. Each is judged alone, from their own file.",
            "Solo para la oficina: no entregue esta página a nadie de la familia. Cada quien se juzga aparte, según su propio archivo.",
        )
    } else {
        lang.pick(
            "Before a request that names a relative, the office opens their files with --family: a request for all takes the strictest answer of all.",
            "Antes de una solicitud que nombre a un familiar, la oficina abre sus archivos con --family: una solicitud por todos lleva la respuesta más estricta de todas.",
        )
    }
}

fn verdicts(sheet: &Sheet<'_>, all: &[Standing]) -> String {
    let lang = sheet.look.language;
    let name = |s: &Standing| match s.recipient {
        law::Recipient::Court => lang.pick("court", "corte").to_owned(),
        other => other.name().to_uppercase(),
    };
    all.iter().map(|s| format!("{}: {}", name(s), lang.of(&s.words))).collect::<Vec<_>>().join("; ")
}
