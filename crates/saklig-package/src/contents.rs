//! Which files may be where: a file that nobody reads must not look as if it had an effect.

use saklig_feel::remark::{Place, Remark};

use crate::files::MemoryFiles;
use crate::manifest::Manifest;
use crate::overlay::Overlay;

/// A remark for each file of the package, its overlay and the shared folder that is read by nobody.
pub(crate) fn check(
    manifest: &Manifest,
    files: &MemoryFiles,
    overlay: Option<&Overlay>,
    remarks: &mut Vec<Remark>,
) {
    for (path, _) in files.iter() {
        let (folder, inner) = path.split_once('/').unwrap_or_default();
        let known = match inner.strip_prefix("overlay/") {
            Some(rest) if folder == &*manifest.id => {
                let inner = rest.split_once('/').map_or("", |(_, inner)| inner);
                if !in_overlay(inner, overlay) {
                    let what = "an overlay may not hold this file";
                    let todo = "an overlay holds overlay.toml, the DMN files it names under [[ersatt]], LASMIG.md and scenarier/";
                    remarks.push(
                        Remark::error("E0108", Place::file(path), what, todo)
                            .with("vad", "fil")
                            .with("namn", path),
                    );
                }
                true
            }
            _ if folder == "gemensamt" => in_shared(inner),
            _ => in_package(inner, manifest),
        };
        if !known {
            let what = "nothing reads this file";
            let todo = "move it to the folder of its kind, or remove it";
            remarks.push(Remark::error("E0121", Place::file(path), what, todo).with("fil", path));
        }
    }
}

fn in_overlay(inner: &str, overlay: Option<&Overlay>) -> bool {
    let replaced =
        || overlay.is_some_and(|overlay| overlay.replaced.iter().any(|(_, file)| *file.text == *inner));
    matches!(inner, "overlay.toml" | "LASMIG.md") || inner.starts_with("scenarier/") || replaced()
}

/// A file directly in a folder, with an ending.
fn directly(inner: &str, folder: &str, ending: &str) -> bool {
    inner.strip_prefix(folder).is_some_and(|rest| !rest.contains('/') && rest.ends_with(ending))
}

fn in_shared(inner: &str) -> bool {
    matches!(inner, "LASMIG.md" | "lagrum.toml")
        || directly(inner, "parametrar/", ".toml")
        || directly(inner, "beslut/", ".dmn")
        || inner.starts_with("brev/")
}

fn in_package(inner: &str, manifest: &Manifest) -> bool {
    matches!(inner, "process.toml" | "uppgifter.toml" | "LASMIG.md")
        || inner == &*manifest.process_file.text
        || manifest.form_file.as_ref().is_some_and(|file| *file.text == *inner)
        || directly(inner, "parametrar/", ".toml")
        || directly(inner, "beslut/", ".dmn")
        || ["scenarier/", "brev/", "robot/"].iter().any(|folder| inner.starts_with(folder))
}
