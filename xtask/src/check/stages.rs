//! The stages, in the order of their cost. A new one is a row here.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

use super::{Count, Project, packages};

/// One stage of the check.
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) run: fn(&Project) -> anyhow::Result<Count>,
}

pub(crate) const STAGES: &[Stage] = &[
    Stage { name: "fmt", what: "rustfmt", run: fmt },
    Stage { name: "typos", what: "spelling", run: typos },
    Stage { name: "tidy", what: "the code itself: layers, lengths, words, error pages", run: tidy },
    Stage { name: "deny", what: "bans, licences, sources", run: deny },
    Stage { name: "clippy", what: "build of all tests with clippy", run: clippy },
    Stage { name: "tests", what: "tests and doc tests", run: tests },
    Stage { name: "packages", what: "saklig check on every package and overlay", run: packages::check },
    Stage { name: "scenarios", what: "saklig test on every package", run: packages::scenarios },
    Stage { name: "kill", what: "the program killed 15 times, and a full disk", run: kill },
    Stage { name: "doc", what: "documentation of the code", run: doc },
];

/// Everything but xtask, whose tests are a stage of their own.
const CRATES: [&str; 4] = ["--workspace", "--exclude", "xtask", "--locked"];
/// What `cargo clippy` hands to its driver for `-D warnings`.
const DENY_WARNINGS: &str = "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__";

fn fmt(project: &Project) -> anyhow::Result<Count> {
    passes(cargo(project).args(["fmt", "--all", "--check"]))
}

fn typos(project: &Project) -> anyhow::Result<Count> {
    passes(tool(project, "typos")?.args(["--config", "_typos.toml"]))
}

fn tidy(project: &Project) -> anyhow::Result<Count> {
    counted(linted(cargo(project)).args([
        "test",
        "--package",
        "xtask",
        "--locked",
        "--no-fail-fast",
        "--quiet",
    ]))
}

fn deny(project: &Project) -> anyhow::Result<Count> {
    passes(tool(project, "cargo-deny")?.args([
        "--offline",
        "--locked",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))
}

fn clippy(project: &Project) -> anyhow::Result<Count> {
    passes(linted(cargo(project)).args(["test", "--quiet", "--no-run"]).args(CRATES))
}

fn tests(project: &Project) -> anyhow::Result<Count> {
    // Where a lint fails, the tests are run all the same.
    let builds = linted(cargo(project))
        .args(["test", "--quiet", "--no-run"])
        .args(CRATES)
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    let mut command = if builds { linted(cargo(project)) } else { cargo(project) };
    counted(command.args(["test", "--no-fail-fast", "--quiet"]).args(CRATES))
}

fn kill(project: &Project) -> anyhow::Result<Count> {
    let tally = crate::kill::run(&project.root, &project.cargo, 15, 1)?;
    Ok(if tally.is_green() { Count::PASSED } else { Count::FAILED })
}

fn doc(project: &Project) -> anyhow::Result<Count> {
    passes(
        cargo(project).env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--no-deps", "--quiet"]).args(CRATES),
    )
}

fn cargo(project: &Project) -> Command {
    let mut command = Command::new(&project.cargo);
    command.current_dir(&project.root);
    command
}

/// Lets clippy compile our own crates, so that they are built and linted in one go.
fn linted(mut command: Command) -> Command {
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", DENY_WARNINGS);
    command
}

/// A program that `verktyg/forbered` put into `.verktyg/bin`.
fn tool(project: &Project, name: &str) -> anyhow::Result<Command> {
    let path = project.root.join(".verktyg/bin").join(name);
    if !path.exists() {
        bail!("{name} is not installed: run verktyg/forbered");
    }
    let mut command = Command::new(path);
    command.current_dir(&project.root);
    Ok(command)
}

/// A command whose exit code is the answer.
fn passes(command: &mut Command) -> anyhow::Result<Count> {
    let status =
        command.status().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    Ok(if status.success() { Count::PASSED } else { Count::FAILED })
}

/// A command that runs tests: its output is shown and its results are counted. A failure that no test reports, such
/// as a build that breaks, counts as one.
fn counted(command: &mut Command) -> anyhow::Result<Count> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line.context("cannot read what the tests print")?;
            println!("{line}");
            count = count + Count::of_line(&line).unwrap_or_default();
        }
    }
    let status = child.wait().context("cannot wait for the tests")?;
    if !status.success() && count.failed == 0 {
        count = count + Count::FAILED;
    }
    Ok(count)
}
