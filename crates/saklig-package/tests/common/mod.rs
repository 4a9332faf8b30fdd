//! The small package of the tests, in memory.

use std::path::Path;

use saklig_package::{MemoryFiles, Remark};
use saklig_text::{Args, Lang, Texts};

/// Remarks, one a line.
#[allow(dead_code, reason = "not every test file shows remarks")]
pub(crate) fn lines(remarks: &[Remark]) -> String {
    let mut shown = String::new();
    for remark in remarks {
        assert_has_words(remark);
        shown.push_str(&remark.to_string());
        shown.push('\n');
    }
    shown
}

/// Both languages have a sentence for the remark, and every value that the sentence shows.
fn assert_has_words(remark: &Remark) {
    for lang in [Lang::Sv, Lang::En] {
        let args =
            remark.args.iter().fold(Args::new(), |args, (name, value)| args.with(*name, value.as_str()));
        let words = Texts::of(lang).fault(remark.code, args);
        assert!(words.is_some(), "no words for {remark}");
        let (what, todo) = words.unwrap_or_default();
        assert!(!what.contains('{') && !todo.contains('{'), "{lang:?}: {what} {todo}: {remark}");
    }
}

/// Reads a folder below the crate.
pub(crate) fn folder(name: &str) -> MemoryFiles {
    let mut files = MemoryFiles::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name), "", &mut files);
    files
}

fn read(folder: &Path, prefix: &str, files: &mut MemoryFiles) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, std::fs::read(entry.path()).unwrap());
        }
    }
}
