//! `code`: what an error code means, and what to do.

use crate::context::Session;
use crate::embedded;
use crate::faults::Fault;
use crate::output::Exit;

/// The arguments.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "CODE")]
    code: String,
}

impl Args {
    /// Prints the page.
    pub(crate) fn run(self, session: &Session) -> anyhow::Result<Exit> {
        let code = self.code.to_uppercase();
        let missing = || Fault::new("E0757", Exit::NotFound).with("given", &self.code);
        let page = embedded::error_page(&code).ok_or_else(missing)?;
        if session.out.is_json() {
            session.out.json(&serde_json::json!({ "kod": code, "text": page }))?;
        } else {
            session.out.text(page)?;
        }
        Ok(Exit::Done)
    }
}
