//! The program, built and started as a user starts it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

/// How often it is looked whether the program has ended.
const LOOK: Duration = Duration::from_millis(2);

/// The built program.
pub(super) struct Program(PathBuf);

/// How it ended.
pub(super) struct Ended {
    pub(super) success: bool,
    pub(super) killed: bool,
    pub(super) printed: String,
    pub(super) errors: String,
}

impl Program {
    /// Builds it.
    pub(super) fn build(root: &Path, cargo: &Path) -> anyhow::Result<Self> {
        let arguments = [
            "build",
            "--quiet",
            "--locked",
            "--package",
            "saklig",
            "--message-format=json-render-diagnostics",
        ];
        let output = Command::new(cargo)
            .current_dir(root)
            .args(arguments)
            .stderr(Stdio::inherit())
            .output()
            .context("cannot start Cargo")?;
        let text = String::from_utf8_lossy(&output.stdout);
        let found = text.lines().rev().find_map(|line| {
            let message: serde_json::Value = serde_json::from_str(line).ok()?;
            let named = message.get("target")?.get("name")?.as_str()? == "saklig";
            named.then(|| message.get("executable")?.as_str().map(PathBuf::from)).flatten()
        });
        match found {
            Some(program) if output.status.success() => Ok(Self(program)),
            _ => bail!("saklig cannot be built"),
        }
    }

    /// Runs the demo out of a folder, and kills it after so long.
    pub(super) fn demo(&self, from: &Path, data: &Path, after: Option<Duration>) -> anyhow::Result<Ended> {
        let mut child = Command::new(&self.0)
            .arg("demo")
            .arg("--from")
            .arg(from)
            .arg("--data")
            .arg(data.join("data"))
            .arg("--secrets")
            .arg(data.join("hemligheter"))
            .args(["--json", "--lang", "en"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("cannot start saklig")?;
        let mut stdout = child.stdout.take().context("no output")?;
        let mut stderr = child.stderr.take().context("no output")?;
        let (printed, errors, killed, status) = std::thread::scope(|scope| {
            let printed = scope.spawn(move || read(&mut stdout));
            let errors = scope.spawn(move || read(&mut stderr));
            let begin = Instant::now();
            let mut killed = false;
            let status = loop {
                if let Some(status) = child.try_wait()? {
                    break status;
                }
                if !killed && after.is_some_and(|after| begin.elapsed() >= after) {
                    child.kill()?;
                    killed = true;
                }
                std::thread::sleep(LOOK);
            };
            anyhow::Ok((printed.join(), errors.join(), killed, status))
        })?;
        let (printed, errors) = (printed.unwrap_or_default(), errors.unwrap_or_default());
        // One that ended by itself in the meantime was not killed.
        Ok(Ended { success: status.success(), killed: killed && status.code().is_none(), printed, errors })
    }
}

fn read(from: &mut impl std::io::Read) -> String {
    let mut bytes = Vec::new();
    // What cannot be read any more was not printed.
    drop(from.read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}
