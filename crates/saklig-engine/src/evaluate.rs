//! Business rule tasks: rules are evaluated, the result becomes facts, lines and warnings.

use std::sync::Arc;

use saklig_bpmn::{CalledDecision, Node};
use saklig_case::{
    CaseEvent, Evaluation, FactState, ParameterRead, Path, Rejection, RobotRow, RowId, StatedFact, TableHit,
    Token, UnknownReason, code,
};
use saklig_feel::Number;
use saklig_rules::{Entry, Outcome};

use crate::convert;
use crate::run::{Run, Said};

impl Run<'_> {
    pub(crate) fn evaluate_task(
        &mut self,
        node: &Node,
        called: &CalledDecision,
        token: Token,
    ) -> Result<(), Rejection> {
        let decision: Arc<str> = match self.say(&called.decision) {
            Said::Clear(value) => match value.as_str() {
                Some(decision) => Arc::from(decision),
                None => return self.stop(&node.element, vec![token], code::INCIDENT, &called.decision.text),
            },
            Said::Unclear(words) => {
                return self.stop(&node.element, vec![token], code::PATH_UNCLEAR, &words.join(", "));
            }
        };
        let target = node.outputs.first().map_or(&called.result, |mapping| &mapping.target);
        let Ok(target) = Path::new(target) else {
            return self.stop(&node.element, vec![token], code::INCIDENT, target);
        };
        match self.evaluate(&node.element, &decision, target.clone())? {
            Ok(()) => {
                self.after_evaluation(&target);
                self.pass(node, token)
            }
            Err(why) => self.stop(&node.element, vec![token], code::INCIDENT, &why),
        }
    }

    /// Evaluates a decision of the rules and writes the result at `target`; the error says why it could not.
    fn evaluate(
        &mut self,
        element: &Arc<str>,
        decision: &Arc<str>,
        target: Path,
    ) -> Result<Result<(), String>, Rejection> {
        let Some(rules) = self.package.rules(decision) else {
            return Ok(Err(format!("{decision}: E0716")));
        };
        let inputs = self.inputs(rules);
        let outcome = match rules.rules.evaluate(decision, &inputs, &self.env()) {
            Ok(outcome) => outcome,
            Err(error) => return Ok(Err(format!("{decision}: {}", error.code()))),
        };
        let key = self.key()?;
        let evaluation = self.evaluation(key, element, decision, target, &outcome);
        self.emit(CaseEvent::Evaluated(Box::new(evaluation)));
        Ok(Ok(()))
    }

    fn inputs(&mut self, rules: &saklig_package::RuleSet) -> saklig_rules::Inputs {
        let given: Vec<_> = rules
            .inputs
            .iter()
            .filter_map(|name| Some((Arc::clone(name), self.view.root(&self.case, name)?)))
            .collect();
        let mut inputs = saklig_rules::Inputs::numbered(self.view.marks());
        for (name, value) in given {
            inputs.insert(name, value);
        }
        for missing in self.package.far_saknas() {
            inputs.assume(saklig_rules::Assumption {
                decision: Arc::clone(&missing.table),
                path: Arc::clone(&missing.input),
                value: missing.value.clone(),
            });
        }
        inputs
    }

    fn evaluation(
        &self,
        key: saklig_case::Key,
        element: &Arc<str>,
        decision: &Arc<str>,
        target: Path,
        outcome: &Outcome,
    ) -> Evaluation {
        let read = self.read(&outcome.reads);
        let clear = outcome.clear && read.is_clear();
        let mut tables = Vec::new();
        for trace in &outcome.trace.decisions {
            collect_hits(trace, &mut tables);
        }
        let parameters = read
            .parameters
            .iter()
            .filter_map(|at| self.view.parameters().leaf(*at))
            .map(|leaf| ParameterRead {
                path: Arc::clone(&leaf.path),
                value: Arc::clone(&leaf.value),
                confidence: leaf.confidence,
            })
            .collect();
        let mut result = Vec::new();
        if clear {
            convert::to_facts(&target, &outcome.value, &mut result);
        } else {
            let state = FactState::Unknown { reason: UnknownReason::Unclear, part: None };
            result.push(StatedFact { path: target.clone(), state, valid: None });
        }
        let mut unknown: Vec<Path> = read.unknown.iter().map(|(path, _)| path.clone()).collect();
        for at in &read.unknown_parameters {
            if let Some(leaf) = self.view.parameters().leaf(*at)
                && let Ok(path) = Path::new(&format!("parametrar.{}", leaf.path))
            {
                unknown.push(path);
            }
        }
        Evaluation {
            key,
            element: Arc::clone(element),
            decision: Arc::clone(decision),
            bundle: Arc::clone(self.package.bundle()),
            at: self.at.now,
            target,
            tables,
            facts: read.facts,
            unknown,
            assumed: outcome.assumed.iter().map(|path| self.assumed(path)).collect(),
            parameters,
            clear,
            result,
        }
    }

    /// A fact that may be missing, and the value that was taken instead.
    fn assumed(&self, path: &Arc<str>) -> (Arc<str>, Arc<str>) {
        let declared = Path::new(path).map_or_else(|_| path.to_string(), |path| path.declared());
        let bare = |text: &str| text.replace("[]", "");
        let missing = self.package.far_saknas().iter().find(|there| bare(&there.input) == bare(&declared));
        (Arc::clone(path), missing.map_or_else(|| Arc::from(""), |there| Arc::from(there.value.to_string())))
    }

    /// Lines and warnings that follow from a result.
    fn after_evaluation(&mut self, target: &Path) {
        if let Some(sheet) = self.package.sheet()
            && Path::new(&sheet.path).is_ok_and(|path| path.is_within(target.as_str()))
        {
            self.reconcile(sheet);
        }
        let lists = self.package.warning_lists();
        if lists.iter().any(|list| Path::new(list).is_ok_and(|path| path.is_within(target.as_str()))) {
            self.refresh_warnings();
        }
    }

    /// The robot's side of the calculation. An unclear result withdraws nothing: the decision rests on it and is unclear.
    fn reconcile(&mut self, sheet: &saklig_package::SheetDecl) {
        let Some(ids) = crate::fold::items(&self.case.facts, &sheet.path).map(<[RowId]>::to_vec) else {
            return;
        };
        let text = |id: &str, column: &str| -> Arc<str> {
            let value = self.case.facts.value(&format!("{}[{id}].{column}", sheet.path));
            value.map_or_else(|| Arc::from(""), |value| Arc::from(value.to_string()))
        };
        let number = |id: &str, column: &str| -> Option<Number> {
            self.case
                .facts
                .value(&format!("{}[{id}].{column}", sheet.path))
                .and_then(saklig_case::Value::as_number)
        };
        let rerun: Vec<(RowId, RobotRow)> = ids
            .iter()
            .filter_map(|id| {
                let amount = number(id, &sheet.amount)?;
                let applied = number(id, &sheet.applied);
                let row =
                    RobotRow { kind: text(id, &sheet.kind), text: text(id, &sheet.text), amount, applied };
                Some((Arc::clone(id), row))
            })
            .collect();
        let change = self.case.sheets.get(&sheet.path).cloned().unwrap_or_default().reconcile(&rerun);
        if !change.refreshed.is_empty() || !change.withdrawn.is_empty() {
            self.emit(CaseEvent::RowsReconciled { sheet: Arc::clone(&sheet.path), change });
        }
    }
}

fn collect_hits(entry: &Entry, hits: &mut Vec<TableHit>) {
    for call in &entry.calls {
        collect_hits(call, hits);
    }
    if !entry.rows.is_empty() || entry.open.is_some() {
        let rules = entry.rows.iter().map(|row| Arc::clone(&row.id)).collect();
        let hit = TableHit { table: Arc::clone(&entry.id), rules, clear: entry.clear };
        if !hits.contains(&hit) {
            hits.push(hit);
        }
    }
}
