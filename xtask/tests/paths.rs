//! The project builds anywhere: no path of somebody's machine, no name of a registry, nothing from beside the clone.
#![allow(clippy::expect_used, reason = "a tidy test that cannot read the project has failed")]

mod tree;

use regex::Regex;

/// The address of the index that Cargo itself writes into its lock file is no choice of ours.
const LOCK: &str = "Cargo.lock";

fn lines_with(pattern: &str, wanted: impl Fn(&tree::File) -> bool) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    let mut found = Vec::new();
    for file in tree::files().iter().filter(|file| file.path != LOCK && wanted(file)) {
        for (line, text) in file.text.lines().enumerate().filter(|(_, text)| pattern.is_match(text)) {
            found.push(format!("{}:{}: {}", file.path, line + 1, text.trim()));
        }
    }
    found
}

#[test]
fn no_file_names_a_folder_of_a_machine() {
    // The first letter in brackets, so that this line does not find itself.
    let pattern = r#"(^|[\s"'(=`:])/([w]ork|[f]arm|[r]oot|[h]ome/\w+|[U]sers/\w+|[t]mp/target)(/|\b)"#;
    tree::none("Paths of a machine:", &lines_with(pattern, |_| true));
}

#[test]
fn no_file_names_a_registry() {
    let pattern = r"(static|index)\.crates\.[i]o|[p]ypi\.org|[r]egistry\.npmjs|[p]roxy\.golang|[d]eb\.debian\.org|repo1?\.[m]aven";
    tree::none("Names of registries; use the ordinary client:", &lines_with(pattern, |_| true));
}

#[test]
fn nothing_is_built_from_beside_the_clone() {
    // A test may read more material when it is there, and count it; a program may not.
    let builds = |file: &tree::File| {
        let test = file.path.contains("/tests/") || file.path == "xtask/src/fuzz.rs" || file.is("md");
        !test || file.text.contains("include_str!(\"../../../../shared")
    };
    tree::none("Files from outside the project:", &lines_with(r"\.\./[s]hared", builds));
}
