//! Why the world does not start, or cannot go on.

use std::io;
use std::path::{Path, PathBuf};

/// Why the world does not start.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    /// E1051: a file of the world.
    #[error("E1051: {} cannot be read or written", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// E1052: nowhere to listen.
    #[error("E1052: the world cannot listen on port {port}")]
    Listen {
        /// The port asked for; 0 means any.
        port: u16,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// E1053: certificates.
    #[error("E1053: the world's certificates cannot be made ({what})")]
    Certificates {
        /// What went wrong.
        what: String,
    },
    /// E1054: the file of faults.
    #[error("E1054: the file of faults {file} cannot be used: {what}")]
    Faults {
        /// The file.
        file: String,
        /// What is wrong, with the line.
        what: String,
    },
    /// E1055: a line of answers.
    #[error("E1055: {file}:{line}: the line of answers cannot be used: {what}")]
    Answers {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// E1056: the ledger.
    #[error("E1056: the ledger {} is damaged at line {line}", path.display())]
    Ledger {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// E1057: another world.
    #[error("E1057: another world already runs in {}", path.display())]
    Taken {
        /// The world's folder.
        path: PathBuf,
    },
}

impl WorldError {
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }

    /// The named arguments of its sentence.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::File { path, .. } | Self::Taken { path } => vec![("file", path.display().to_string())],
            Self::Listen { port, .. } => vec![("port", port.to_string())],
            Self::Certificates { what } => vec![("what", what.clone())],
            Self::Faults { file, what } => vec![("file", file.clone()), ("what", what.clone())],
            Self::Answers { file, line, what } => {
                vec![("file", file.clone()), ("line", line.to_string()), ("what", what.clone())]
            }
            Self::Ledger { path, line } => {
                vec![("file", path.display().to_string()), ("line", line.to_string())]
            }
        }
    }
}
