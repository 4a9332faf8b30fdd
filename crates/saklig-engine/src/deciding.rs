//! The gate in the process: what is proposed, what it rests on, whether it may be decided now, and by whom.

use std::collections::BTreeSet;
use std::sync::Arc;

use saklig_bpmn::Node;
use saklig_case::gate::{self, Question};
use saklig_case::spot_check::Drawn;
use saklig_case::{
    CaseEvent, Confidence, Decision, DecisionKind, Ground, Item, Key, Outcome, Path, Proposal, Reason,
    Rejection, RuleResult, Severity, TaskKind, Token, UnknownReason, Waiting, Warrant, code,
};
use saklig_feel::Number;

use crate::run::Run;

/// What a decision rests on.
#[derive(Debug, Default)]
pub(crate) struct Basis {
    pub(crate) grounds: Vec<Ground>,
    unknown: Vec<(Path, UnknownReason)>,
    unconfirmed: Vec<Arc<str>>,
    by_hand: Vec<Arc<str>>,
}

impl Run<'_> {
    /// The reserved task `saklig.beslut`.
    pub(crate) fn enter_gate(&mut self, node: &Node, token: Token) -> Result<(), Rejection> {
        let basis = self.basis();
        let proposal = self.proposal();
        let answer = match &proposal {
            Some(proposal) => gate::automatic(&self.question(proposal, &basis), self.authority),
            None => Err(self.without_proposal(&basis)),
        };
        match (answer, proposal) {
            (Ok((warrant, drawn)), Some(proposal)) => {
                self.decide_now(node, token, proposal, basis, warrant, drawn)
            }
            (Err(reasons), proposal) => self.refer(node, token, proposal, reasons),
            (Ok(_), None) => self.refer(node, token, None, vec![Reason::new(code::PROPOSAL_BROKEN)]),
        }
    }

    /// The case is put at its gate from the start: nothing is asked, a person decides or ends it.
    pub(crate) fn put_at_gate(&mut self, reason: Reason) -> Result<(), Rejection> {
        let process = self.package.process();
        let gate = process.nodes.iter().find(|node| node.job_type() == Some("saklig.beslut"));
        let Some(node) = gate else { return Err(Rejection::PackageRefuses(Arc::from("saklig.beslut"))) };
        let token = Token { scope: None, flow: Arc::clone(&node.element) };
        self.refer(node, token, None, vec![reason])
    }

    fn decide_now(
        &mut self,
        node: &Node,
        token: Token,
        proposal: Proposal,
        basis: Basis,
        warrant: Warrant,
        drawn: Drawn,
    ) -> Result<(), Rejection> {
        let key = self.key()?;
        let bundle = Arc::clone(&self.case.bundle);
        let kind = DecisionKind::Automatic;
        match Decision::new(key, proposal.clone(), basis.grounds, kind, warrant, bundle, self.at.now) {
            Ok(decision) => {
                self.emit(CaseEvent::DrawMet { drawn });
                self.emit(CaseEvent::Decided(Box::new(decision)));
                if drawn == Drawn::After {
                    self.open_task(
                        TaskKind::Assess,
                        None,
                        "stickprov",
                        vec![Reason::about(code::DRAWN, "efter")],
                    )?;
                }
                self.pass(node, token)
            }
            Err(_) => self.refer(node, token, Some(proposal), vec![Reason::new(code::PROPOSAL_BROKEN)]),
        }
    }

    fn refer(
        &mut self,
        node: &Node,
        token: Token,
        proposal: Option<Proposal>,
        reasons: Vec<Reason>,
    ) -> Result<(), Rejection> {
        if reasons.iter().any(|reason| reason.code.as_ref() == code::DRAWN) {
            self.emit(CaseEvent::DrawMet { drawn: Drawn::Before });
        }
        self.emit(CaseEvent::Referred { proposal: proposal.map(Box::new), reasons: reasons.clone() });
        let key = self.key()?;
        let task = self.open_task(TaskKind::Decide, Some(key), "beslut", reasons)?;
        self.wait_at(node, key, token, Waiting::Task(task))
    }

    fn without_proposal(&self, basis: &Basis) -> Vec<Reason> {
        let mut reasons = vec![Reason::new(code::PROPOSAL_BROKEN)];
        for ground in basis.grounds.iter().filter(|ground| ground.standing() == RuleResult::Unclear) {
            reasons.push(Reason::about(code::UNCLEAR, &ground.rule));
        }
        let open = self.case.warnings.open().filter(|(_, warning)| warning.severity == Severity::Blocks);
        reasons.extend(open.map(|(key, _)| Reason::about(&key.kind, &key.subject)));
        reasons.sort();
        reasons.dedup();
        reasons
    }

    pub(crate) fn question<'q>(&'q self, proposal: &'q Proposal, basis: &'q Basis) -> Question<'q> {
        Question {
            terms: self.package.terms(),
            proposal,
            grounds: &basis.grounds,
            unknown: &basis.unknown,
            unconfirmed_values: &basis.unconfirmed,
            human_touched: &basis.by_hand,
            warnings: &self.case.warnings,
            communication: &self.case.communication,
            draw: self.case.draw.as_ref(),
            month_covered: self.case.month.is_none_or(|month| self.package.covers(month)),
            holds_claim: self.package.claim().is_none() || !self.case.claims.is_empty(),
            already_checked: !self.case.findings.is_empty(),
            now: self.at.now,
            today: self.at.today,
        }
    }

    /// What the rules propose; none when it cannot be read.
    pub(crate) fn proposal(&self) -> Option<Proposal> {
        let root = &self.package.decision_paths()?.proposal;
        let value = |name: &str| self.case.facts.value(&format!("{root}.{name}"));
        let outcome = Outcome::from_word(value("utfall")?.as_text()?)?;
        let amount = if outcome.carries_amount() { value("belopp")?.as_number()? } else { Number::from(0) };
        let payee = value("mottagare").and_then(|value| value.as_text().map(Arc::from));
        Some(Proposal { outcome, amount, month: self.case.month, payee, items: self.items() })
    }

    /// The lines that answer to something applied for.
    pub(crate) fn items(&self) -> Vec<Item> {
        let Some(sheet) = self.package.sheet().and_then(|decl| self.case.sheets.get(&decl.path)) else {
            return Vec::new();
        };
        sheet
            .iter()
            .filter_map(|(id, row)| {
                let applied = row.robot.as_ref().and_then(|robot| robot.applied);
                applied?;
                let granted = row.amount().unwrap_or_else(|| Number::from(0));
                Some(Item { id: Arc::clone(id), text: row.label().1, applied, granted })
            })
            .collect()
    }

    /// All that the latest evaluations rest on: an unclear rule anywhere keeps the robot from deciding.
    pub(crate) fn basis(&self) -> Basis {
        let mut basis = Basis::default();
        let mut seen = BTreeSet::new();
        let mut by_hand = BTreeSet::new();
        let mut unconfirmed = BTreeSet::new();
        for evaluation in self.case.evaluations.values() {
            if !evaluation.clear {
                basis.grounds.push(unclear_ground(&evaluation.decision, evaluation.key));
            }
            for hit in &evaluation.tables {
                for rule in &hit.rules {
                    if seen.insert((Arc::clone(&hit.table), Arc::clone(rule))) {
                        basis.grounds.extend(self.ground(&hit.table, rule, evaluation.key));
                    }
                }
            }
            for path in &evaluation.unknown {
                basis.unknown.push((path.clone(), self.why_unknown(path)));
            }
            for path in &evaluation.facts {
                if self
                    .case
                    .facts
                    .get(path.as_str())
                    .is_some_and(|fact| fact.provenance.source.is_human_touch())
                {
                    by_hand.insert(Arc::<str>::from(path.as_str()));
                }
            }
            for parameter in evaluation.parameters.iter().filter(|p| p.confidence == Confidence::Unconfirmed)
            {
                unconfirmed.insert(Arc::clone(&parameter.path));
            }
        }
        for sheet in self.case.sheets.values() {
            by_hand.extend(sheet.iter().filter(|(_, row)| row.human.is_some()).map(|(id, _)| Arc::clone(id)));
        }
        basis.unknown.sort();
        basis.unknown.dedup();
        basis.by_hand = by_hand.into_iter().collect();
        basis.unconfirmed = unconfirmed.into_iter().collect();
        basis
    }

    fn why_unknown(&self, path: &Path) -> UnknownReason {
        use saklig_case::FactState;
        match self.case.facts.get(path.as_str()).map(|fact| &fact.state) {
            Some(FactState::Unknown { reason, .. }) => *reason,
            Some(FactState::Known(_) | FactState::Empty) | None => UnknownReason::NotAsked,
        }
    }

    /// The ground a matched row gives; none for a working rule without provision and sentence.
    fn ground(&self, table: &Arc<str>, rule: &Arc<str>, evaluation: Key) -> Option<Ground> {
        let (lagrum, motivation) = self.package.row_annotations(table, rule)?;
        if lagrum.is_empty() && motivation.is_empty() {
            return None;
        }
        Some(Ground {
            rule: Arc::from(format!("{table}/{rule}")),
            evaluation: Some(evaluation),
            result: RuleResult::Met,
            lagrum,
            motivation,
            facts: Vec::new(),
            assessment: None,
        })
    }
}

fn unclear_ground(decision: &Arc<str>, evaluation: Key) -> Ground {
    Ground {
        rule: Arc::clone(decision),
        evaluation: Some(evaluation),
        result: RuleResult::Unclear,
        lagrum: Vec::new(),
        motivation: Arc::from(""),
        facts: Vec::new(),
        assessment: None,
    }
}
