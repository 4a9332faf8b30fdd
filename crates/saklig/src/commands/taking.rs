//! Applications and earlier months on their way in: read from files, many at a time to the disk, in the order they
//! stand. Used by `run` and `demo`.

use std::collections::VecDeque;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use saklig_app::{AppError, Begun, ImportedMonth, Importing, InFlight, Received, SubmittedText};
use saklig_case::CaseKey;
use saklig_connect::EarlierMonth;
use saklig_package::Package;
use saklig_store::Refused;
use saklig_text::Texts;

use crate::context::{Folder, operator};
use crate::faults::{Fault, Told};
use crate::output::Exit;

/// How many writes are on their way to the disk at the same time.
const IN_FLIGHT: usize = 256;

/// One application as it was handed in.
#[derive(Debug, Clone)]
pub(crate) struct Submitted {
    /// The file it came in.
    pub(crate) file: String,
    /// The line it begins on, from 1.
    pub(crate) line: u32,
    /// The text.
    pub(crate) text: String,
}

/// What became of an application.
#[derive(Debug, Clone)]
pub(crate) enum Taken {
    /// A new case.
    New(CaseKey),
    /// The same application came before: its case.
    Before(CaseKey),
    /// Rejected; nothing is stored.
    Rejected(Vec<Told>),
}

impl Taken {
    /// The case it is.
    pub(crate) fn case(&self) -> Option<CaseKey> {
        match self {
            Self::New(case) | Self::Before(case) => Some(*case),
            Self::Rejected(_) => None,
        }
    }
}

/// What of an application tells whether it is the same as another.
#[derive(Debug, PartialEq, Eq, serde::Deserialize)]
struct Identity {
    id: String,
    kanal: Option<String>,
}

/// Takes in applications in their order; one that is rejected does not stop the others. `seen` is told after each.
pub(crate) fn take_in(
    folder: &Folder,
    package: &Arc<Package>,
    submitted: &[Submitted],
    texts: &Texts,
    seen: &dyn Fn(),
) -> anyhow::Result<Vec<Taken>> {
    let mut taken: Vec<Option<Taken>> = vec![None; submitted.len()];
    let mut under_way: VecDeque<(usize, Option<Identity>, InFlight)> = VecDeque::new();
    let finish = |(at, _, in_flight): (usize, _, InFlight), taken: &mut Vec<Option<Taken>>| {
        let came = folder.app.finish_intake(in_flight).map(|received| match received {
            Received::New(case) => Taken::New(case.key),
            Received::AlreadyThere(case) => Taken::Before(case),
        });
        seen();
        settle(taken, at, came, &submitted[at], texts)
    };
    for (at, one) in submitted.iter().enumerate() {
        let identity: Option<Identity> = serde_json::from_str(&one.text).ok();
        // Nobody can tell yet whether one on its way is the same: wait for it, so that a duplicate takes no number.
        let unsure = identity.is_none() || under_way.iter().any(|(_, other, _)| *other == identity);
        while under_way.len() >= IN_FLIGHT || (unsure && !under_way.is_empty()) {
            if let Some(first) = under_way.pop_front() {
                finish(first, &mut taken)?;
            }
        }
        let text = SubmittedText { text: &one.text, file: &one.file, line: one.line };
        match folder.app.begin_intake(package, &text, Vec::new(), folder.now) {
            Ok(Begun::InFlight(in_flight)) => under_way.push_back((at, identity, in_flight)),
            Ok(Begun::AlreadyThere(case)) => {
                seen();
                settle(&mut taken, at, Ok(Taken::Before(case)), one, texts)?;
            }
            Err(error) => {
                seen();
                settle(&mut taken, at, Err(error), one, texts)?;
            }
        }
    }
    for last in under_way {
        finish(last, &mut taken)?;
    }
    Ok(taken.into_iter().flatten().collect())
}

/// Notes what became of one. A rejection is an answer; a failure of the world ends the command.
fn settle(
    taken: &mut [Option<Taken>],
    at: usize,
    came: Result<Taken, AppError>,
    one: &Submitted,
    texts: &Texts,
) -> anyhow::Result<()> {
    let result = match came {
        Ok(result) => result,
        Err(error) if is_rejection(&error) => {
            let mut told = Told::all(&error.into(), texts);
            for told in told.iter_mut().filter(|told| told.file.is_empty()) {
                told.file.clone_from(&one.file);
                told.line = one.line;
            }
            Taken::Rejected(told)
        }
        Err(error) => return Err(error.into()),
    };
    if let Some(place) = taken.get_mut(at) {
        *place = Some(result);
    }
    Ok(())
}

fn is_rejection(error: &AppError) -> bool {
    match error {
        AppError::Rejected(_) | AppError::Faulty(_) => true,
        AppError::Refused(refused) => !matches!(refused, Refused::Failed(_)),
        _ => false,
    }
}

/// How many earlier months were new, how many were there, and which were rejected.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    pub(crate) new: usize,
    pub(crate) before: usize,
    pub(crate) rejected: Vec<Told>,
}

/// Reads in earlier months in their order.
pub(crate) fn import(
    folder: &Folder,
    package: &Arc<Package>,
    months: &[EarlierMonth],
    texts: &Texts,
    seen: &dyn Fn(),
) -> anyhow::Result<Imported> {
    let mut imported = Imported::default();
    let mut under_way: VecDeque<(&EarlierMonth, Importing)> = VecDeque::new();
    let mut note = |month: &EarlierMonth, came: Result<ImportedMonth, AppError>| -> anyhow::Result<()> {
        seen();
        match came {
            Ok(ImportedMonth::New) => imported.new += 1,
            Ok(ImportedMonth::AlreadyThere) => imported.before += 1,
            Err(error) if is_rejection(&error) => {
                let told = Told::all(&error.into(), texts).into_iter();
                imported.rejected.extend(told.map(|told| Told { place: month.id.to_string(), ..told }));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    };
    for month in months {
        if under_way.len() >= IN_FLIGHT
            && let Some((earlier, importing)) = under_way.pop_front()
        {
            note(earlier, folder.app.finish_import(importing))?;
        }
        match folder.app.begin_import(package, month, &operator(), folder.now) {
            Ok(importing) => under_way.push_back((month, importing)),
            Err(error) => note(month, Err(error))?,
        }
    }
    for (month, importing) in under_way {
        note(month, folder.app.finish_import(importing))?;
    }
    Ok(imported)
}

/// The texts at a path: a file, every `.json` and `.jsonl` file of a folder in order of name, or `-` for standard input.
pub(crate) fn texts_at(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let unreadable = |file: &Path, error: &std::io::Error| {
        let exit = if error.kind() == std::io::ErrorKind::NotFound { Exit::NotFound } else { Exit::Rejected };
        Fault::new("E0748", exit).with("file", file.display()).with("cause", error)
    };
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(|error| unreadable(path, &error))?;
        return Ok(vec![("-".to_owned(), text)]);
    }
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let entries = std::fs::read_dir(path).map_err(|error| unreadable(path, &error))?;
        let found: std::io::Result<Vec<PathBuf>> = entries.map(|entry| entry.map(|e| e.path())).collect();
        files = found.map_err(|error| unreadable(path, &error))?;
        files.retain(|file| file.extension().is_some_and(|end| end == "json" || end == "jsonl"));
        files.sort();
    }
    files
        .iter()
        .map(|file| {
            let bytes = std::fs::read(file).map_err(|error| unreadable(file, &error))?;
            let is_json = file.extension().is_some_and(|end| end == "json" || end == "jsonl");
            let text = match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(broken) if is_json => marked(broken.as_bytes()),
                Err(broken) => {
                    let error = std::io::Error::new(std::io::ErrorKind::InvalidData, broken.utf8_error());
                    return Err(unreadable(file, &error).into());
                }
            };
            Ok((file.display().to_string(), text))
        })
        .collect()
}

/// A text of which some lines are not UTF-8: those begin with a replacement character, so that they are no JSON and
/// are refused at their place, while the other lines go on.
fn marked(bytes: &[u8]) -> String {
    let line = |line: &[u8]| match std::str::from_utf8(line) {
        Ok(line) => line.to_owned(),
        Err(_) => format!("\u{fffd}{}", String::from_utf8_lossy(line)),
    };
    bytes.split(|byte| *byte == b'\n').map(line).collect::<Vec<_>>().join("\n")
}

/// The applications in a text: one JSON document, or one per line. A document that cannot be read is one application
/// too, so that what is wrong with it is told.
pub(crate) fn applications(file: &str, text: &str) -> Vec<Submitted> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let whole = |line, text: &str| Submitted { file: file.to_owned(), line, text: text.to_owned() };
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let first = lines.next();
    let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    match first {
        None => Vec::new(),
        // A document over several lines has a first line that is no document.
        Some((line, head))
            if Path::new(file).extension().is_some_and(|end| end == "jsonl")
                || is_json(head)
                || lines.clone().any(|(_, l)| is_json(l)) =>
        {
            std::iter::once((line, head)).chain(lines).map(|(line, text)| whole(line, text)).collect()
        }
        Some((line, _)) => vec![whole(line, text.trim_start_matches(['\n', '\r']))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &str, text: &str) -> Vec<(u32, String)> {
        applications(file, text).into_iter().map(|one| (one.line, one.text)).collect()
    }

    #[test]
    fn a_line_that_is_not_utf_8_is_refused_and_the_others_go_on() {
        let text = marked(b"{\"a\":1}\n{\"a\":\"\xe5\"}\n{\"a\":3}");
        let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        let found: Vec<bool> = lines("a.jsonl", &text).iter().map(|(_, line)| is_json(line)).collect();
        assert_eq!(found, [true, false, true]);
    }

    #[test]
    fn applications_are_found_one_per_line_or_as_one_document() {
        assert_eq!(lines("a.json", ""), []);
        assert_eq!(
            lines("-", "{\"a\":1}\n\n{\"a\":2}\n"),
            [(1, "{\"a\":1}".into()), (3, "{\"a\":2}".into())]
        );
        assert_eq!(lines("a.json", "{\n \"a\": 1\n}\n"), [(1, "{\n \"a\": 1\n}\n".into())]);
        assert_eq!(lines("a.jsonl", "rubbish\n{}\n"), [(1, "rubbish".into()), (2, "{}".into())]);
        assert_eq!(lines("-", "rubbish\n{}\n"), [(1, "rubbish".into()), (2, "{}".into())]);
        assert_eq!(lines("a.json", "{ broken\n"), [(1, "{ broken\n".into())]);
    }
}
