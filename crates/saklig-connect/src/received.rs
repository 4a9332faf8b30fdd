//! What a register sent, kept as evidence beside the facts that were made of it.

use std::sync::Arc;

use serde_json::json;

/// An answer as it was received: in whole, and without what must not be kept of a protected household.
#[derive(Clone, PartialEq, Eq)]
pub struct Received {
    source: &'static str,
    whole: Arc<str>,
    cut: Arc<str>,
    what: Vec<&'static str>,
}

impl Received {
    /// What `source` sent. `cut` is the same without `what`.
    pub fn new(source: &'static str, whole: &str, cut: &str, what: Vec<&'static str>) -> Self {
        Self { source, whole: Arc::from(whole), cut: Arc::from(cut), what }
    }

    /// The service it came from, e.g. `navet`.
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// It as a line of JSON. For a masked household the cut is made before anything is stored, and told.
    pub fn line(&self, masked: bool) -> String {
        let text = if masked { &self.cut } else { &self.whole };
        let mut line = json!({"mottaget": self.source, "svar": &**text});
        if masked
            && !self.what.is_empty()
            && let Some(members) = line.as_object_mut()
        {
            members.insert("avskuret".to_owned(), json!(self.what));
        }
        line.to_string()
    }
}

impl std::fmt::Debug for Received {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Received({}, {} bytes)", self.source, self.whole.len())
    }
}
