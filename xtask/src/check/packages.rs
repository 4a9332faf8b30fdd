//! The packages in `processes/`, by the program itself: what `saklig check` says of each, and every scenario.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};
use serde_json::Value;

use super::{Count, Project};

/// Where the packages lie.
const FOLDER: &str = "processes";

/// Checks each package as it is shipped, and with each overlay.
pub(crate) fn check(project: &Project) -> anyhow::Result<Count> {
    let mut count = Count::default();
    for package in folders_with(&project.root.join(FOLDER), "process.toml")? {
        let overlays =
            folders_with(&project.root.join(FOLDER).join(&package).join("overlay"), "overlay.toml")?;
        let path = format!("{FOLDER}/{package}");
        for overlay in std::iter::once(None).chain(overlays.iter().map(Some)) {
            let mut command = program(project);
            command.args(["check", &path]);
            if let Some(overlay) = overlay {
                command.args(["--overlay", overlay]);
            }
            let output = command.output().context("cannot start Cargo")?;
            if output.status.success() {
                count = count + Count::PASSED;
            } else {
                println!("{path}, overlay {}", overlay.map_or("none", String::as_str));
                println!(
                    "{}{}",
                    String::from_utf8_lossy(&output.stdout),
                    String::from_utf8_lossy(&output.stderr)
                );
                count = count + Count::FAILED;
            }
        }
    }
    if count == Count::default() {
        bail!("there is no package in {FOLDER}/");
    }
    Ok(count)
}

/// Runs every scenario; a row of a rule table that none shows, and a file that cannot be read, are failures too.
pub(crate) fn scenarios(project: &Project) -> anyhow::Result<Count> {
    let mut command = program(project);
    let output = command.args(["test", FOLDER, "--json"]).output().context("cannot start Cargo")?;
    let Ok(report) = serde_json::from_slice::<Value>(&output.stdout) else {
        bail!("saklig test: {}", String::from_utf8_lossy(&output.stderr));
    };
    let mut count = Count::default();
    for package in report["paket"].as_array().into_iter().flatten() {
        for difference in package["skillnader"].as_array().into_iter().flatten() {
            let text = |key: &str| difference[key].as_str().unwrap_or_default();
            let (place, case) = (text("fil"), text("fall"));
            println!(
                "{place}:{} {case} {}: {} ≠ {}",
                difference["rad"],
                text("kolumn"),
                text("vantat"),
                text("blev")
            );
            let why = difference["varfor"].as_array().into_iter().flatten().filter_map(Value::as_str);
            why.for_each(|line| println!("  {line}"));
        }
        let remarks: Vec<&Value> = package["anmarkningar"].as_array().into_iter().flatten().collect();
        for remark in &remarks {
            println!("{remark}");
        }
        let number = |key: &str| package[key].as_u64().unwrap_or_default();
        count.passed += number("godkanda");
        count.failed += number("underkanda") + number("rader_ej_visade");
    }
    if !output.status.success() && count.failed == 0 {
        count = count + Count::FAILED;
    }
    Ok(count)
}

/// `saklig`, built when something has changed; the words of its command follow.
fn program(project: &Project) -> Command {
    let mut command = Command::new(&project.cargo);
    command.current_dir(&project.root).args(["run", "--quiet", "--locked", "--package", "saklig", "--"]);
    command
}

/// The names of the folders in a folder that have this file; none when there is no such folder.
fn folders_with(folder: &Path, file: &str) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.join(file).is_file() {
                names.extend(path.file_name().and_then(|name| name.to_str()).map(str::to_owned));
            }
        }
    }
    names.sort();
    Ok(names)
}
