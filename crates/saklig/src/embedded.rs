//! What is inside the program: the shipped packages, the demo, and a page per error code.

use std::borrow::Cow;

use rust_embed::RustEmbed;
use saklig_package::{Files, MemoryFiles};

/// The shipped packages, as `forsorjningsstod-ateransokan/process.toml`.
#[derive(RustEmbed)]
#[folder = "../../processes"]
struct Processes;

/// The demo: applications, answers, earlier months, authority register.
#[derive(RustEmbed)]
#[folder = "../../demo"]
struct Demo;

/// A page per error code.
#[derive(RustEmbed)]
#[folder = "../../docs/fel"]
struct ErrorPages;

/// The files of all shipped packages.
pub(crate) fn packages() -> MemoryFiles {
    let mut files = MemoryFiles::new();
    for path in Processes::iter() {
        if let Some(file) = Processes::get(&path) {
            files.insert(path.into_owned(), file.data.into_owned());
        }
    }
    files
}

/// Whether a package of this name is shipped.
pub(crate) fn is_shipped(package: &str) -> bool {
    saklig_package::packages(&packages() as &dyn Files).iter().any(|id| id == package)
}

/// A file of the demo as text.
pub(crate) fn demo_file(path: &str) -> Option<String> {
    Demo::get(path).and_then(|file| text(file.data))
}

/// The demo's files in a folder, in order of name: name and text.
pub(crate) fn demo_folder(folder: &str) -> Vec<(String, String)> {
    let mut names: Vec<Cow<'static, str>> = Demo::iter()
        .filter(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
        .collect();
    names.sort();
    let read = |name: Cow<'static, str>| Some((format!("demo/{name}"), demo_file(&name)?));
    names.into_iter().filter_map(read).collect()
}

/// The page of an error code.
pub(crate) fn error_page(code: &str) -> Option<String> {
    ErrorPages::get(&format!("{code}.md")).and_then(|file| text(file.data))
}

fn text(data: Cow<'static, [u8]>) -> Option<String> {
    String::from_utf8(data.into_owned()).ok()
}
