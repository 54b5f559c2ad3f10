//! The kinds of paper and of speaker that offices write most often as the source of a fact, in Spanish. What is not
//! listed stays as it was written: a source is a name, and a guess at its translation would make another of it.

use crate::language::Language;

/// As it is written, and what it is called in Spanish.
const WORDS: [(&str, &str); 61] = [
    ("answer of ice's lawyers", "respuesta de los abogados de ICE"),
    ("appointment notice", "aviso de cita"),
    ("attorney", "abogado"),
    ("attorney's interview", "entrevista con el abogado"),
    ("birth certificate", "acta de nacimiento"),
    ("birth record", "acta de nacimiento"),
    ("bond paper", "papel de la fianza"),
    ("border papers", "papeles de la frontera"),
    ("certified disposition", "resolución penal certificada"),
    ("charging paper", "escrito de cargos"),
    ("citation", "citación"),
    ("clerk's search by counsel", "búsqueda del abogado en la secretaría de la corte"),
    ("client", "cliente"),
    ("client came to the office", "el cliente vino a la oficina"),
    ("court file", "expediente de la corte"),
    ("court notice", "aviso de la corte"),
    ("death certificate", "acta de defunción"),
    ("diploma", "diploma"),
    ("divorce decree", "sentencia de divorcio"),
    ("enrollment letter", "carta de inscripción escolar"),
    ("enrollment letter without a day", "carta de inscripción escolar, sin fecha"),
    ("eoir case information", "consulta de casos de EOIR"),
    ("eoir case information, by name only", "consulta de casos de EOIR, solo por nombre"),
    ("filing receipt", "recibo de presentación"),
    ("foia answers of eoir, cbp, obim", "respuestas FOIA de EOIR, CBP y OBIM"),
    ("green card", "tarjeta de residente permanente"),
    ("hearing notice", "aviso de audiencia"),
    ("hospital record", "expediente del hospital"),
    ("husband", "esposo"),
    ("ice locator", "localizador de ICE"),
    ("i-94", "I-94"),
    ("i-220a", "I-220A"),
    ("i-220b", "I-220B"),
    ("jail record", "registro de la cárcel"),
    ("judge's order", "orden del juez"),
    ("lease", "contrato de alquiler"),
    ("marriage certificate", "acta de matrimonio"),
    ("naturalization certificate", "certificado de naturalización"),
    ("notice of termination", "aviso de terminación"),
    ("notice to appear", "aviso de comparecencia (NTA)"),
    ("office file", "expediente de la oficina"),
    ("order", "orden"),
    ("order of the board", "orden de la Junta (BIA)"),
    ("passport", "pasaporte"),
    ("passport stamp", "sello del pasaporte"),
    ("passport stamp, day not readable", "sello del pasaporte, fecha ilegible"),
    ("pay stub", "recibo de pago"),
    ("pay stub of the week", "recibo de pago de la semana"),
    ("police report", "informe policial"),
    ("protection order", "orden de protección"),
    ("receipt notice", "aviso de recibo"),
    ("school and clinic records", "registros de la escuela y de la clínica"),
    ("school records", "registros de la escuela"),
    ("tax transcripts", "transcripciones de impuestos"),
    ("place asked for", "lugar de la consulta"),
    ("what if", "suposición"),
    ("wife", "esposa"),
    // Papers of other countries, written in Spanish already.
    ("partida de nacimiento", "partida de nacimiento"),
    ("cédula", "cédula"),
    ("dpi", "DPI"),
    ("dui", "DUI"),
];

/// What a source is called in Spanish, where that is known.
#[must_use]
pub fn in_spanish(source: &str) -> Option<&'static str> {
    let source = source.trim().to_lowercase();
    WORDS.iter().find(|(written, _)| *written == source).map(|(_, spanish)| *spanish)
}

/// A source or a speaker in a language; as it was written where no Spanish for it is known.
pub fn in_language(source: &str, language: Language) -> &str {
    match language {
        Language::Es => in_spanish(source).unwrap_or(source),
        Language::En => source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_source_is_told_in_spanish_and_another_is_left() {
        assert_eq!(in_spanish("Notice to Appear"), Some("aviso de comparecencia (NTA)"));
        assert_eq!(in_spanish("aunt, by telephone"), None);
    }
}
