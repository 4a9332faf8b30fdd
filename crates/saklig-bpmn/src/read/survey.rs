//! What is looked for in the whole file: ids used twice, other dialects, settings of other tools.

use std::sync::Arc;

use indexmap::IndexMap;

use super::Reader;
use crate::fault;
use crate::xml::{Element, Ns, Spot};

#[derive(Default)]
struct Survey {
    ids: IndexMap<Arc<str>, Spot>,
    twice: Vec<(Arc<str>, Spot, u32)>,
    other_dialect: Vec<Spot>,
    foreign: IndexMap<Arc<str>, Spot>,
}

impl Reader {
    /// Looks through the whole file; true when it is written in the dialect of Camunda 7.
    pub(super) fn survey(&mut self, root: &Element) -> bool {
        let mut survey = Survey::default();
        survey.walk(root, false);
        for (id, at, first) in survey.twice {
            let place = self.place(at, &id);
            self.remark(&fault::ID_TWICE, place, vec![("first", first.to_string())]);
        }
        for (namespace, at) in survey.foreign {
            let place = fault::place(&self.file, at, None);
            self.remark(&fault::FOREIGN, place, vec![("namespace", namespace.to_string())]);
        }
        let count = survey.other_dialect.len();
        let Some(first) = survey.other_dialect.first() else { return false };
        let place = fault::place(&self.file, *first, None);
        self.remark(&fault::OTHER_DIALECT, place, vec![("count", count.to_string())]);
        true
    }
}

impl Survey {
    fn walk(&mut self, element: &Element, inside_foreign: bool) {
        match &element.ns {
            Ns::Camunda7 => self.other_dialect.push(element.at),
            Ns::Other(uri) if !inside_foreign => {
                self.foreign.entry(Arc::clone(uri)).or_insert(element.at);
            }
            Ns::Bpmn => self.id(element),
            Ns::None | Ns::Zeebe | Ns::Picture | Ns::Other(_) => {}
        }
        let in_dialect = element.attributes.iter().filter(|attribute| attribute.ns == Ns::Camunda7);
        self.other_dialect.extend(in_dialect.map(|attribute| attribute.at));
        let foreign = matches!(element.ns, Ns::Other(_));
        for child in &element.children {
            self.walk(child, foreign);
        }
    }

    fn id(&mut self, element: &Element) {
        let Some(id) = element.id().map(Arc::<str>::from) else { return };
        if let Some(first) = self.ids.get(&id) {
            self.twice.push((id, element.at, first.line));
        } else {
            self.ids.insert(id, element.at);
        }
    }
}
