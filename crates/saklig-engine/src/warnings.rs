//! Warnings open and close themselves as the rules see them.

use std::collections::BTreeMap;
use std::sync::Arc;

use saklig_case::{CaseEvent, Severity, WarningKey};

use crate::fold::items;
use crate::run::Run;

impl Run<'_> {
    /// Compares the warnings of the case with what all warning lists say now. A list that is unknown says nothing:
    /// its warnings stay as they are.
    pub(crate) fn refresh_warnings(&mut self) {
        let mut now = BTreeMap::new();
        let mut all_known = true;
        for list in self.package.warning_lists() {
            match items(&self.case.facts, list) {
                Some(ids) => {
                    for id in ids {
                        let (key, meaning) = self.warning_at(list, id);
                        now.insert(key, meaning);
                    }
                }
                None => all_known &= self.case.facts.get(list).is_none() && !self.is_under_unknown(list),
            }
        }
        let kinds: Vec<Arc<str>> = self.case.warnings.iter().map(|(key, _)| Arc::clone(&key.kind)).collect();
        let (open, close) = self.case.warnings.difference(&kinds, &now);
        for key in open {
            if let Some((severity, text)) = now.get(&key) {
                let (severity, text) = (*severity, Arc::clone(text));
                self.emit(CaseEvent::WarningOpened { key, severity, text });
            }
        }
        if all_known {
            for key in close {
                self.emit(CaseEvent::WarningClosed { key });
            }
        }
    }

    fn is_under_unknown(&self, list: &str) -> bool {
        let root = list.split('.').next().unwrap_or(list);
        self.case.facts.get(root).is_some_and(saklig_case::Fact::is_unknown)
    }

    fn warning_at(&self, list: &str, id: &str) -> (WarningKey, (Severity, Arc<str>)) {
        let text = |column: &str| -> Arc<str> {
            let value = self.case.facts.value(&format!("{list}[{id}].{column}"));
            value.map_or_else(|| Arc::from(""), |value| Arc::from(value.to_string()))
        };
        let kind = text("typ");
        // A type the package does not declare blocks: nobody has said that it may be passed over.
        let blocks = self.package.warning(&kind).is_none_or(|declared| declared.blocks);
        let severity = if blocks { Severity::Blocks } else { Severity::Notice };
        (WarningKey { kind, subject: text("nyckel") }, (severity, text("text")))
    }
}
