//! `completions` and `man`: what a shell and a reader need.

use std::path::PathBuf;

use clap_complete::Shell;

use crate::cli;
use crate::context::Session;
use crate::faults::Fault;
use crate::output::Exit;

/// The arguments of `completions`.
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    /// Prints the completions of a shell.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut cli::command(session.out.texts()), "saklig", &mut text);
        session.out.text(text)?;
        Ok(Exit::Done)
    }
}

/// The arguments of `man`.
#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Man {
    /// Writes a manual page per command.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let fault =
            |cause| Fault::new("E0751", Exit::World).with("file", self.folder.display()).with("cause", cause);
        let written = std::fs::create_dir_all(&self.folder)
            .and_then(|()| clap_mangen::generate_to(cli::command(session.out.texts()), &self.folder));
        written.map_err(|cause: std::io::Error| fault(cause))?;
        let folder = self.folder.display().to_string();
        session.out.line(session.out.texts().get("man-written", [("folder", folder)]))?;
        Ok(Exit::Done)
    }
}
