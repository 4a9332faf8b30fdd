//! Coded words in sentences: reasons, warnings, states, events.

use jiff::Timestamp;
use saklig_case::{Confidence, Reason, Source};
use saklig_package::Package;
use saklig_text::{Args, Texts};

use crate::mask::Mask;
use crate::shown;

/// A sentence of a key made of a prefix and a code; the code itself when there is none.
pub(crate) fn word(texts: &Texts, prefix: &str, code: &str) -> String {
    texts.find(&format!("{prefix}-{}", code.replace(['.', ':'], "-")), ()).unwrap_or_else(|| code.to_owned())
}

/// Why a person must look, in a sentence, and what takes the reason away.
pub(crate) fn reason(texts: &Texts, package: &Package, mask: &Mask, reason: &Reason) -> shown::Reason {
    let subject = mask.text(&reason.subject);
    let key = format!("skal-{}", reason.code);
    let args = Args::new().with("avser", subject.as_str());
    let declared = package.warning(&reason.code).and_then(|declared| declared.texts.get(texts.lang().code()));
    let text = match (declared, texts.find(&key, &args)) {
        (Some(text), _) => text.clone(),
        (None, Some(text)) => text,
        (None, None) => reason.code.to_string(),
    };
    let remedy = match texts.find_attr(&key, "bort", &args) {
        Some(remedy) => remedy,
        None => match package.warning(&reason.code) {
            Some(declared) if declared.acknowledgeable => texts.get("visa-bort-kvittera", &args),
            Some(_) => texts.get("visa-bort-andras", &args),
            None => texts.get("visa-bort-person", &args),
        },
    };
    shown::Reason { code: reason.code.to_string(), subject, text, remedy }
}

/// `bekraftat` or `obekraftat`.
pub(crate) fn confidence(confidence: Confidence) -> String {
    match confidence {
        Confidence::Confirmed => "bekraftat",
        Confidence::Unconfirmed => "obekraftat",
    }
    .to_owned()
}

/// Who or what said a fact, a word.
pub(crate) fn source(source: &Source) -> String {
    match source {
        Source::Applicant => "ansokan".to_owned(),
        Source::Register(name) => format!("register:{name}"),
        Source::OwnRegister => "egna".to_owned(),
        Source::Import(system) => format!("import:{system}"),
        Source::Rule(key) => format!("regel:{key}"),
        Source::Worker(kind, _) => format!("arbetare:{kind}"),
        Source::Robot(name, _) => format!("robot:{name}"),
        Source::Officer(account) => format!("handlaggare:{account}"),
    }
}

/// Who or what said a fact, in words.
pub(crate) fn source_text(texts: &Texts, source: &str) -> String {
    let (kind, name) = source.split_once(':').unwrap_or((source, ""));
    let name = if kind == "register" { word(texts, "kalla", name) } else { name.to_owned() };
    texts.find(&format!("ursprung-{kind}"), [("namn", name)]).unwrap_or_else(|| source.to_owned())
}

/// An instant as the log has it.
pub(crate) fn instant(at: Timestamp) -> String {
    at.to_string()
}
