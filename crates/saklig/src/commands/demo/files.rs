//! Where the demo's files are: inside the program, or in a folder of the same shape.

use std::path::PathBuf;

use anyhow::Context as _;

use saklig_package::MemoryFiles;

use super::super::package;
use super::super::taking::texts_at;
use super::CASE_TYPE;
use crate::embedded;

/// The demo's files.
#[derive(Debug, Clone)]
pub(in crate::commands) struct DemoFiles(Option<PathBuf>);

impl DemoFiles {
    /// The files in this folder; the shipped ones when none is given.
    pub(in crate::commands) fn new(from: Option<PathBuf>) -> Self {
        Self(from)
    }

    /// A file as text.
    pub(in crate::commands) fn file(&self, name: &str) -> anyhow::Result<String> {
        match &self.0 {
            Some(from) => {
                let text = texts_at(&from.join(name))?.into_iter().next();
                text.map(|(_, text)| text).with_context(|| format!("{name} cannot be read"))
            }
            None => embedded::demo_file(name).with_context(|| format!("{name} is not in the program")),
        }
    }

    /// The files of a folder in order of name: name and text.
    pub(in crate::commands) fn folder(&self, name: &str) -> anyhow::Result<Vec<(String, String)>> {
        match &self.0 {
            Some(from) => texts_at(&from.join(name)),
            None => Ok(embedded::demo_folder(name)),
        }
    }

    /// The package: the one in the folder `processes`, where there is one, else the shipped one.
    pub(in crate::commands) fn packages(&self) -> anyhow::Result<MemoryFiles> {
        let own =
            self.0.as_ref().map(|from| from.join("processes").join(CASE_TYPE)).filter(|own| own.is_dir());
        Ok(match own {
            Some(own) => package::files(&own)?.0,
            None => embedded::packages(),
        })
    }

    /// The folder of the registers' answers, when it is not inside the program.
    pub(in crate::commands) fn answers(&self) -> Option<PathBuf> {
        self.0.as_ref().map(|from| from.join("answers"))
    }
}
