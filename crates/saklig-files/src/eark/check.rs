//! Says what is wrong with a package.

use std::collections::BTreeSet;

use super::open::{Found, Opened, open};
use super::read_mets::{Listed, Mets, read};
use super::remark::Remark;
use super::{ERMS, METS, SEAL};

pub use super::open::Budget;

/// What to do about a file that is not what it was.
const CHANGED: &str = "the file has been changed or damaged: take another copy of the package";
/// What to do about a table of contents that does not fit.
const FORM: &str = "the package was made in the wrong way: tell whoever made it";

/// Everything that is wrong with a package; nothing when it is whole. Any bytes give remarks, never a panic.
pub fn check(bytes: &[u8]) -> Vec<Remark> {
    check_within(bytes, Budget::default())
}

/// As [`check`], within a budget: what is larger is refused before it is unpacked.
pub fn check_within(bytes: &[u8], budget: Budget) -> Vec<Remark> {
    let mut remarks = Vec::new();
    match open(bytes, budget, &mut remarks) {
        Err(remark) => remarks.push(remark),
        Ok(opened) => Checker { opened, remarks: &mut remarks, listed: BTreeSet::new() }.run(),
    }
    remarks
}

struct Checker<'r> {
    opened: Opened,
    remarks: &'r mut Vec<Remark>,
    /// The paths that some table of contents lists.
    listed: BTreeSet<String>,
}

impl Checker<'_> {
    fn say(&mut self, code: &'static str, file: &str, what: impl Into<String>, todo: &'static str) {
        self.remarks.push(Remark::new(code, file, what, todo));
    }

    /// From the top: the seal vouches for `METS.xml`, that for everything else. What is not vouched for is not believed,
    /// so that the file that was changed is the one that is named.
    fn run(mut self) {
        let Some(root) = self.opened.files.get(METS) else {
            return self.say("E1204", METS, "it is missing", CHANGED);
        };
        if let Some(broken) = &root.broken {
            let what = format!("it cannot be unpacked: {broken}");
            return self.say("E1203", METS, what, CHANGED);
        }
        let (hash, content) = (root.sha256.clone(), root.content.clone());
        match self.seal() {
            Some(seal) if seal != hash => {
                let what = format!("its SHA-256 is {hash}, the package's seal says {seal}");
                return self.say("E1203", METS, what, CHANGED);
            }
            Some(_) => {}
            None => self.say(
                "E1207",
                METS,
                "nothing vouches for it: the zip file has no seal",
                "compare the package's own SHA-256 with the archive's receipt",
            ),
        }
        let mets = match read(&content) {
            Ok(mets) => mets,
            Err(what) => return self.say("E1206", METS, what, FORM),
        };
        self.form(&mets, METS, &self.opened.folder.clone());
        self.list(&mets, "");
        for pointer in &mets.pointers {
            self.representation(pointer);
        }
        self.nothing_more();
        self.documents();
    }

    fn seal(&self) -> Option<String> {
        let text = std::str::from_utf8(&self.opened.comment).ok()?.strip_prefix(SEAL)?;
        Some(text.to_owned())
    }

    /// The form of a table of contents.
    fn form(&mut self, mets: &Mets, path: &str, id: &str) {
        let mut faults = mets.faults.clone();
        if mets.id != id {
            faults.push(format!("OBJID is `{}` and not `{id}`, the name of its folder", mets.id));
        }
        if !mets.has_structure {
            faults.push("there is no structMap with the label CSIP".to_owned());
        }
        if !mets.profile.contains("E-ARK") {
            faults.push(format!("PROFILE is `{}`, which is none of E-ARK", mets.profile));
        }
        if mets.kind != "AIP" {
            faults.push(format!("OAISPACKAGETYPE is `{}` and not AIP", mets.kind));
        }
        for fault in faults {
            self.say("E1206", path, fault, FORM);
        }
    }

    /// Every file that is listed is there, as it is listed.
    fn list(&mut self, mets: &Mets, folder: &str) {
        for file in &mets.files {
            let Some(path) = resolve(folder, &file.href) else {
                let what = format!("the reference `{}` leads out of the package", file.href);
                self.say("E1208", &format!("{folder}{METS}"), what, FORM);
                continue;
            };
            if !self.listed.insert(path.clone()) {
                self.say("E1206", &format!("{folder}{METS}"), format!("`{path}` is listed twice"), FORM);
            }
            let remark = match self.opened.files.get(&path) {
                None => Some(Remark::new("E1204", &path, "it is missing", CHANGED)),
                Some(found) => differs(&path, file, found),
            };
            self.remarks.extend(remark);
        }
    }

    /// The table of contents of a representation, when the top vouches for it.
    fn representation(&mut self, pointer: &str) {
        let Some(path) = resolve("", pointer) else {
            let what = format!("the reference `{pointer}` leads out of the package");
            return self.say("E1208", METS, what, FORM);
        };
        if !self.listed.contains(&path) {
            let what = format!("`{path}` has no checksum here");
            self.say("E1206", METS, what, FORM);
        }
        if self.remarks.iter().any(|remark| remark.file == path) {
            return;
        }
        let Some(folder) = path.strip_suffix(METS).map(ToOwned::to_owned) else {
            return self.say("E1206", METS, format!("`{path}` is no {METS}"), FORM);
        };
        let Some(found) = self.opened.files.get(&path) else { return };
        match read(&found.content) {
            Ok(mets) => {
                let id = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
                self.form(&mets, &path, &id);
                self.list(&mets, &folder);
            }
            Err(what) => self.say("E1206", &path, what, FORM),
        }
    }

    /// No file that nobody lists. Below a table of contents that is not believed, nobody can tell.
    fn nothing_more(&mut self) {
        let blind: Vec<String> = self
            .remarks
            .iter()
            .filter_map(|remark| remark.file.strip_suffix(METS).map(ToOwned::to_owned))
            .filter(|folder| !folder.is_empty())
            .collect();
        let extra: Vec<String> = self
            .opened
            .files
            .keys()
            .filter(|path| *path != METS && !self.listed.contains(*path))
            .filter(|path| !blind.iter().any(|folder| path.starts_with(folder.as_str())))
            .cloned()
            .collect();
        for path in extra {
            self.say("E1205", &path, "no table of contents lists it", CHANGED);
        }
    }

    /// Every document that the description for the archive names is there.
    fn documents(&mut self) {
        if self.remarks.iter().any(|remark| remark.file == ERMS) {
            return;
        }
        let Some(found) = self.opened.files.get(ERMS) else { return };
        match super::read_mets::appendices(&found.content) {
            Ok(paths) => {
                let told = |path: &String| self.remarks.iter().any(|remark| remark.file == *path);
                let gone = |path: &String| !self.opened.files.contains_key(path) && !told(path);
                let missing: Vec<String> = paths.into_iter().filter(gone).collect();
                for path in missing {
                    self.say("E1210", ERMS, format!("`{path}` is described and not there"), FORM);
                }
            }
            Err(what) => self.say("E1210", ERMS, what, FORM),
        }
    }
}

/// How a file is not what its table of contents says.
fn differs(path: &str, listed: &Listed, found: &Found) -> Option<Remark> {
    let remark = |what: String| Some(Remark::new("E1203", path, what, CHANGED));
    if let Some(broken) = &found.broken {
        return remark(format!("it cannot be unpacked: {broken}"));
    }
    let Some(sha256) = &listed.sha256 else {
        return Some(Remark::new("E1206", path, "it has no SHA-256 in the table of contents", FORM));
    };
    if !sha256.eq_ignore_ascii_case(&found.sha256) {
        return remark(format!("its SHA-256 is {}, the table of contents says {sha256}", found.sha256));
    }
    match listed.size.as_deref() {
        Some(size) if size.parse() == Ok(found.size) => None,
        said => {
            let what = format!(
                "it has {} bytes, the table of contents says {}",
                found.size,
                said.unwrap_or("nothing")
            );
            Some(Remark::new("E1209", path, what, FORM))
        }
    }
}

/// The path of a reference from the package's folder; none when it leads out.
fn resolve(folder: &str, href: &str) -> Option<String> {
    let href = href.strip_prefix("./").unwrap_or(href);
    let plain = !href.is_empty()
        && !href.contains(['\\', ':'])
        && href.split('/').all(|part| !matches!(part, "" | "." | ".."));
    plain.then(|| format!("{folder}{href}"))
}
