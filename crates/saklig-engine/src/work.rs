//! Work in the world: ordered, done, failed.

use std::sync::Arc;

use saklig_bpmn::Node;
use saklig_case::authority::Braked;
use saklig_case::{
    Answer, CaseEvent, CaseKey, DecisionKind, Key, NewJob, Rejection, Token, Waiting, Work, WorkFailure,
    WorkState, code,
};
use saklig_feel::Number;

use crate::run::Run;

/// Task types that are reached only through the gate, each needing a decision in force that is not used up.
const AFTER_GATE: [&str; 4] = ["saklig.betala", "saklig.brev.beslut", "saklig.tillstand", "saklig.arkivera"];

impl Run<'_> {
    /// A task carried out as a job, or by the engine itself.
    pub(crate) fn enter_work(
        &mut self,
        node: &Node,
        task_type: &Arc<str>,
        token: Token,
    ) -> Result<(), Rejection> {
        match task_type.as_ref() {
            "saklig.beslut" => self.enter_gate(node, token),
            "saklig.fraga" => self.ask(node, task_type, token),
            "saklig.betala" if self.nothing_to_pay() => self.pass(node, token),
            after if AFTER_GATE.contains(&after) => self.carry_out(node, task_type, token),
            reserved if reserved.starts_with("saklig.") => {
                self.stop(&node.element, vec![token], code::INCIDENT, reserved)
            }
            other => {
                let key = format!("{}:{}:{}", other, self.case.key, self.case.next_counter);
                self.order(node, task_type, token, key, "", None)
            }
        }
    }

    fn nothing_to_pay(&self) -> bool {
        self.case.decision().is_some_and(|decision| decision.proposal().amount == Number::from(0))
    }

    /// A question to registers. What was answered already, because the answers came with the application, is not asked.
    fn ask(&mut self, node: &Node, task_type: &Arc<str>, token: Token) -> Result<(), Rejection> {
        let Some(question) = node.header("kalla") else {
            return self.stop(&node.element, vec![token], code::INCIDENT, "kalla");
        };
        let mut sources =
            self.package.sources().iter().filter(|source| source.question.as_ref() == question).peekable();
        if sources.peek().is_none() {
            return self.stop(&node.element, vec![token], code::INCIDENT, question);
        }
        let has = |path: &Arc<str>| self.case.facts.below(path).next().is_some();
        let answered = sources.all(|source| source.paths.iter().all(has));
        if answered {
            return self.pass(node, token);
        }
        let key = format!("{}:{question}:{}", self.case.key, self.case.next_counter);
        self.order(node, task_type, token, key, question, None)
    }

    /// Letter, payment, permit, archive: only for a decision of this case that is in force and has not been carried
    /// out in this way.
    fn carry_out(&mut self, node: &Node, task_type: &Arc<str>, token: Token) -> Result<(), Rejection> {
        let Some(decision) = self.case.decision() else {
            return self.stop(&node.element, vec![token], code::INCIDENT, "beslut_saknas");
        };
        let key = decision.key();
        let used = self.case.work.values().any(|work| {
            work.kind == *task_type
                && work.decision == Some(key)
                && !matches!(work.state, WorkState::Cancelled | WorkState::Failed(_))
        });
        if used {
            return self.stop(&node.element, vec![token], code::INCIDENT, "beslut_forbrukat");
        }
        if task_type.as_ref() == "saklig.betala" && !decision.proposal().outcome.carries_amount() {
            return self.stop(&node.element, vec![token], code::INCIDENT, "beslut_utan_belopp");
        }
        let business_key = match task_type.as_ref() {
            "saklig.betala" => match self.payment_key(key) {
                Some(business_key) => business_key,
                None => {
                    return self.stop(&node.element, vec![token], code::INCIDENT, "betalning_kraver_person");
                }
            },
            "saklig.arkivera" => format!("{}", self.case.key),
            _ => format!("{key}"),
        };
        self.order(node, task_type, token, business_key, "", Some(key))
    }

    /// One payment per claim. A case that has decided before, or that holds no claim, pays only on a person's decision,
    /// which then is the key; else there is none.
    fn payment_key(&self, decision: Key) -> Option<String> {
        match self.case.claims.first() {
            Some(claim) if self.case.decisions.len() == 1 => Some(format!("{}:{}", claim.kind, claim.key)),
            _ => {
                let latest = self.case.decisions.iter().find(|made| made.key() == decision)?;
                matches!(latest.kind(), DecisionKind::Person(_)).then(|| format!("beslut:{decision}"))
            }
        }
    }

    fn order(
        &mut self,
        node: &Node,
        task_type: &Arc<str>,
        token: Token,
        business_key: String,
        target: &str,
        decision: Option<Key>,
    ) -> Result<(), Rejection> {
        let instance = self.key()?;
        let job = self.new_job(instance, task_type, Arc::from(business_key), target, decision)?;
        self.wait_at(node, instance, token, Waiting::Work(job))
    }

    fn new_job(
        &mut self,
        instance: Key,
        kind: &Arc<str>,
        business_key: Arc<str>,
        target: &str,
        decision: Option<Key>,
    ) -> Result<Key, Rejection> {
        let key = self.key()?;
        let case: CaseKey = self.case.key;
        let braked =
            Braked::of_work(kind).is_some_and(|kind| self.authority.is_braked(&self.case.case_type, kind));
        let held = braked || (!target.is_empty() && self.authority.stopped(target).is_some());
        let job = NewJob {
            key,
            case,
            kind: Arc::clone(kind),
            business_key: Arc::clone(&business_key),
            priority: 0,
            not_before: self.at.now,
            held,
        };
        let work = Work {
            key,
            kind: Arc::clone(kind),
            instance,
            business_key,
            target: Arc::from(target),
            decision,
            state: WorkState::Ordered,
            ordered_at: self.at.now,
        };
        self.emit(CaseEvent::WorkOrdered { work: Box::new(work), job: Box::new(job) });
        Ok(key)
    }

    fn ordered(&self, job: Key) -> Result<Work, Rejection> {
        let work = self.case.work.get(&job).filter(|work| work.state == WorkState::Ordered);
        work.cloned().ok_or_else(|| Rejection::NotThere { what: "job", key: job.to_string() })
    }

    pub(crate) fn complete_work(
        &mut self,
        job: Key,
        receipt: Arc<str>,
        answers: Vec<Answer>,
    ) -> Result<(), Rejection> {
        let work = self.ordered(job)?;
        self.emit(CaseEvent::WorkDone { job, receipt, at: self.at.now });
        self.take_in(answers);
        self.leave(work.instance)
    }

    /// A register that could not be asked leaves its facts unknown and the case goes on: rules that read them are
    /// unclear. Other work is a BPMN error when it is one of the business, else an incident.
    pub(crate) fn fail_work(
        &mut self,
        job: Key,
        failure: WorkFailure,
        answers: Vec<Answer>,
    ) -> Result<(), Rejection> {
        let work = self.ordered(job)?;
        let (code, business) = (Arc::clone(&failure.code), failure.business);
        self.emit(CaseEvent::WorkFailed { job, failure });
        self.take_in(answers);
        if work.kind.as_ref() == "saklig.fraga" {
            return self.leave(work.instance);
        }
        if business && self.raise(work.instance, &code)? {
            return Ok(());
        }
        self.incident(work.instance, &work.kind)
    }

    pub(crate) fn take_in(&mut self, answers: Vec<Answer>) {
        if !answers.is_empty() {
            self.emit(CaseEvent::FactsStated { reason: Arc::from(""), answers });
        }
    }
}
