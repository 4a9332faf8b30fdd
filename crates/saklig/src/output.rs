//! What is printed, and how a command ends. Everything goes through [`Out`].

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use saklig_text::{Lang, Texts};
use serde::Serialize;

/// How a command ends; the table in the manual says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It did what was asked.
    Done = 0,
    /// It did, and found something: a test that fails, a case that is stuck, a log that was changed.
    Found = 1,
    /// The words of the command are not understood.
    Usage = 2,
    /// What was handed in was rejected, all or a part of it.
    Rejected = 3,
    /// There is no such case, task, package or folder.
    NotFound = 4,
    /// The store, the disk or the world failed; try again.
    World = 5,
}

impl Exit {
    /// Every way to end.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 6] =
        [Self::Done, Self::Found, Self::Usage, Self::Rejected, Self::NotFound, Self::World];

    /// The number.
    pub(crate) const fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Where a command prints: text in one language, or JSON.
pub(crate) struct Out {
    texts: &'static Texts,
    json: bool,
    colour: bool,
    width: Option<u16>,
}

#[allow(clippy::unused_self, reason = "whoever prints holds the one way out")]
impl Out {
    /// Prints in this language; JSON when asked for; colour when the terminal shows it; tables as wide as it is.
    pub(crate) fn new(texts: &'static Texts, json: bool, colour: bool, width: Option<u16>) -> Self {
        Self { texts, json, colour, width }
    }

    /// The texts of the language.
    pub(crate) fn texts(&self) -> &'static Texts {
        self.texts
    }

    /// The language.
    pub(crate) fn lang(&self) -> Lang {
        self.texts.lang()
    }

    /// Whether JSON is asked for: then [`json`](Self::json) is printed, once, and nothing else.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// A line.
    pub(crate) fn line(&self, text: impl AsRef<str>) -> io::Result<()> {
        writeln!(io::stdout().lock(), "{}", text.as_ref())
    }

    /// An empty line.
    pub(crate) fn blank(&self) -> io::Result<()> {
        self.line("")
    }

    /// A line that stands out where the terminal can show it; the words alone must do.
    pub(crate) fn heading(&self, text: impl AsRef<str>) -> io::Result<()> {
        let text = text.as_ref();
        if self.colour { self.line(format!("\u{1b}[1m{text}\u{1b}[0m")) } else { self.line(text) }
    }

    /// Text as it stands, without a line feed after it.
    pub(crate) fn text(&self, text: impl AsRef<[u8]>) -> io::Result<()> {
        io::stdout().lock().write_all(text.as_ref())
    }

    /// A table, with a head or without, and no lines around the cells, so that it can be read aloud, cut and sorted.
    pub(crate) fn table(&self, head: &[String], rows: Vec<Vec<String>>) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        if let Some(width) = self.width {
            table.set_width(width);
        }
        if !head.is_empty() {
            table.set_header(head);
        }
        for row in rows {
            table.add_row(row);
        }
        let shown = table.to_string();
        shown.lines().try_for_each(|line| self.line(line.trim_end()))
    }

    /// One JSON value.
    pub(crate) fn json(&self, value: &impl Serialize) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        serde_json::to_writer_pretty(&mut stdout, value)?;
        stdout.write_all(b"\n")
    }

    /// A message beside the output: faults, and what happens under way.
    pub(crate) fn note(&self, text: impl AsRef<str>) -> io::Result<()> {
        writeln!(io::stderr().lock(), "{}", text.as_ref())
    }
}
