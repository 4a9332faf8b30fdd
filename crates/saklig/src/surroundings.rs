//! What the program takes from around it. Read here, once, and nowhere else.

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;

use jiff::Timestamp;
use saklig_text::Lang;

/// Arguments, environment, terminal and time.
pub(crate) struct Surroundings {
    /// The words of the command.
    pub(crate) args: Vec<OsString>,
    /// The language of the locale.
    pub(crate) lang: Lang,
    /// `SAKLIG_DATA`.
    pub(crate) data: Option<PathBuf>,
    /// `SAKLIG_SECRETS`.
    pub(crate) secrets: Option<PathBuf>,
    /// The user's folder for data: `$XDG_DATA_HOME`, else `~/.local/share`.
    pub(crate) home: Option<PathBuf>,
    /// Whether standard output is a terminal that shows colour and nobody has asked for none.
    pub(crate) colour: bool,
    /// How wide the terminal that standard output goes to is; none when it goes to a file or a program.
    pub(crate) width: Option<u16>,
    /// Whether messages go to a terminal.
    pub(crate) terminal: bool,
    /// `SAKLIG_AS`: the account of whoever works.
    pub(crate) account: Option<String>,
    /// The user of the operating system.
    pub(crate) user: Option<String>,
    /// The real time.
    pub(crate) now: Timestamp,
}

impl Surroundings {
    /// Reads them.
    #[allow(clippy::disallowed_methods, reason = "the edge reads the clock and hands the time in")]
    pub(crate) fn read() -> Self {
        let text = |name: &str| std::env::var(name).ok();
        let path = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].map(text);
        let no_colour = path("NO_COLOR").is_some() || text("TERM").is_some_and(|term| term == "dumb");
        Self {
            args: std::env::args_os().collect(),
            lang: Lang::from_locale(locale.iter().map(Option::as_deref)),
            data: path("SAKLIG_DATA"),
            secrets: path("SAKLIG_SECRETS"),
            home: path("XDG_DATA_HOME").or_else(|| path("HOME").map(|home| home.join(".local/share"))),
            colour: !no_colour && std::io::stdout().is_terminal(),
            width: std::io::stdout()
                .is_terminal()
                .then(|| text("COLUMNS").and_then(|columns| columns.parse().ok()).unwrap_or(100)),
            terminal: std::io::stderr().is_terminal(),
            account: text("SAKLIG_AS").filter(|account| !account.is_empty()),
            user: text("USER").or_else(|| text("LOGNAME")).filter(|user| !user.is_empty()),
            now: Timestamp::now(),
        }
    }
}
