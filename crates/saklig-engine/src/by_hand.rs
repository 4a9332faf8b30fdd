//! A person decides, and a second one attests where the authority register requires two.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_case::gate;
use saklig_case::{
    Assessment, Attestation, CaseEvent, Decision, DecisionKind, Ground, HumanDecision, Key, Lagrum, Prepared,
    Proposal, Reason, Rejection, RuleResult, TaskKind, Unreasoned, Waiting, Warrant, code,
};
use saklig_feel::Number;

use crate::deciding::Basis;
use crate::person::needed;
use crate::run::Run;

impl Run<'_> {
    /// A person decides.
    pub(crate) fn decide_by_hand(
        &mut self,
        task: Key,
        account: &Arc<str>,
        mut decision: HumanDecision,
    ) -> Result<(), Rejection> {
        let zero = Number::from(0);
        if decision.amount < zero {
            return Err(Rejection::Amount);
        }
        if !decision.outcome.carries_amount() && decision.amount != zero {
            return Err(Unreasoned::Amount.into());
        }
        let instance =
            self.case.tasks.get(&task).filter(|task| task.kind == TaskKind::Decide).and_then(|t| t.instance);
        let instance = instance.ok_or(Rejection::WrongTask)?;
        if let Some(ground) = &decision.exception {
            let (given_at, manner, by) = (self.at.now, Arc::clone(ground), Arc::clone(account));
            self.emit(CaseEvent::Communicated { given_at, manner, until: None, by });
        }
        decision.payee = decision.payee.or_else(|| self.proposal().and_then(|proposal| proposal.payee));
        let (proposal, mut basis) = self.by_person(account, &decision, self.at.now)?;
        let question = self.question(&proposal, &basis);
        let two = gate::needs_second(&question, self.authority);
        let warrant = if two {
            gate::first_of_two(&question, self.authority, account)
        } else {
            gate::personal(&question, self.authority, account)
        };
        let warrant = warrant.map_err(Rejection::MayNot)?;
        self.follows(&mut basis, (account, self.at.now), &decision)?;
        let (by, note) = (Arc::clone(account), Arc::from(decision.outcome.word()));
        let ended = CaseEvent::TaskEnded { task, by, note };
        if two {
            self.emit(ended);
            return self.prepare(instance, account, decision, proposal, (basis, warrant));
        }
        let key = self.key()?;
        let made = self.decision_of(key, account, proposal, basis, warrant)?;
        self.emit(CaseEvent::Decided(Box::new(made)));
        self.emit(ended);
        self.leave(instance)
    }

    /// The decision waits, named in a task, for a second officer.
    fn prepare(
        &mut self,
        instance: Key,
        account: &Arc<str>,
        decision: HumanDecision,
        proposal: Proposal,
        (basis, warrant): (Basis, Warrant),
    ) -> Result<(), Rejection> {
        let task =
            self.open_task(TaskKind::Attest, Some(instance), "attest", vec![Reason::new(code::TWO_PERSONS)])?;
        // What could not be decided is not put before a second person either.
        self.decision_of(task, account, proposal, basis, warrant)?;
        let prepared = Prepared { task, by: Arc::clone(account), at: self.at.now, decision };
        self.emit(CaseEvent::DecisionPrepared(Box::new(prepared)));
        self.wait_for_task(instance, task);
        Ok(())
    }

    /// A second officer attests a prepared decision, or gives it back.
    pub(crate) fn attest(
        &mut self,
        task: Key,
        by: &Arc<str>,
        refusal: Option<Arc<str>>,
    ) -> Result<(), Rejection> {
        let waiting = self.case.prepared.as_deref().filter(|waiting| waiting.prepared.task == task);
        let Some(waiting) = waiting else { return Err(Rejection::WrongTask) };
        let prepared = waiting.prepared.clone();
        if prepared.by == *by {
            return Err(Rejection::SamePerson(prepared.by));
        }
        if refusal.is_none() {
            let differences = waiting.differences(&self.case);
            if !differences.is_empty() {
                return Err(Rejection::ChangedSince { by: prepared.by, differences });
            }
        }
        self.mine(task, by)?;
        let instance = self.case.tasks.get(&task).and_then(|task| task.instance);
        let instance = instance.ok_or(Rejection::WrongTask)?;
        match refusal {
            None => self.decide_by_two(instance, prepared, by),
            Some(reason) => self.not_attested(instance, task, by, reason),
        }
    }

    fn decide_by_two(&mut self, instance: Key, first: Prepared, second: &Arc<str>) -> Result<(), Rejection> {
        let Prepared { task, by, at, decision } = first;
        let (proposal, mut basis) = self.by_person(&by, &decision, at)?;
        let question = self.question(&proposal, &basis);
        let (warrant, own) =
            gate::two_persons(&question, self.authority, (&by, second)).map_err(Rejection::MayNot)?;
        self.follows(&mut basis, (&by, at), &decision)?;
        let key = self.key()?;
        let attestation = Attestation {
            by: Arc::clone(second),
            mandate: own.mandate,
            delegation: own.delegation,
            at: self.at.now,
        };
        let made = self.decision_of(key, &by, proposal, basis, warrant)?.attested(attestation);
        self.emit(CaseEvent::Decided(Box::new(made)));
        let note = Arc::from(decision.outcome.word());
        self.emit(CaseEvent::TaskEnded { task, by: Arc::clone(second), note });
        self.leave(instance)
    }

    fn not_attested(
        &mut self,
        instance: Key,
        task: Key,
        by: &Arc<str>,
        reason: Arc<str>,
    ) -> Result<(), Rejection> {
        needed(&reason)?;
        let (note, again) = (Arc::clone(&reason), Reason::about(code::NOT_ATTESTED, &reason));
        self.emit(CaseEvent::DecisionReturned { task, by: Arc::clone(by), reason });
        self.emit(CaseEvent::TaskEnded { task, by: Arc::clone(by), note });
        let standing = self.case.standing.as_ref();
        let mut reasons = standing.map(|standing| standing.reasons.clone()).unwrap_or_default();
        reasons.push(again);
        let task = self.open_task(TaskKind::Decide, Some(instance), "beslut", reasons)?;
        self.wait_for_task(instance, task);
        Ok(())
    }

    fn wait_for_task(&mut self, instance: Key, task: Key) {
        let there = self.case.journey.instances.get(&instance);
        let boundary = there.map(|instance| instance.boundary.clone()).unwrap_or_default();
        self.emit(CaseEvent::WaitChanged { key: instance, waiting: Waiting::Task(task), boundary });
    }

    /// What a person decides, and what it rests on with the person's rulings.
    fn by_person(
        &self,
        account: &Arc<str>,
        decision: &HumanDecision,
        at: Timestamp,
    ) -> Result<(Proposal, Basis), Rejection> {
        let mut basis = self.basis();
        self.assess(&mut basis, (account, at), decision)?;
        let proposal = Proposal {
            outcome: decision.outcome,
            amount: decision.amount,
            month: self.case.month,
            payee: decision.payee.clone(),
            items: self.items(),
        };
        Ok((proposal, basis))
    }

    fn decision_of(
        &self,
        key: Key,
        account: &Arc<str>,
        proposal: Proposal,
        basis: Basis,
        warrant: Warrant,
    ) -> Result<Decision, Rejection> {
        let (kind, bundle) = (DecisionKind::Person(Arc::clone(account)), Arc::clone(&self.case.bundle));
        Ok(Decision::new(key, proposal, basis.grounds, kind, warrant, bundle, self.at.now)?)
    }

    /// A person's rulings stand in place of unclear results, or beside the rules.
    fn assess(
        &self,
        basis: &mut Basis,
        (account, at): (&Arc<str>, Timestamp),
        decision: &HumanDecision,
    ) -> Result<(), Rejection> {
        for ruling in &decision.rulings {
            if ruling.reason.trim().is_empty() || ruling.lagrum.trim().is_empty() {
                return Err(Rejection::ReasonMissing);
            }
            let (by, reason) = (Arc::clone(account), Arc::clone(&ruling.reason));
            let assessment = Assessment { by, reason, result: ruling.result, at };
            match basis.grounds.iter_mut().find(|ground| ground.rule == ruling.rule) {
                Some(ground) => ground.assessment = Some(assessment),
                None => basis.grounds.push(Ground {
                    rule: Arc::clone(&ruling.rule),
                    evaluation: None,
                    result: RuleResult::Unclear,
                    lagrum: self.cited(&ruling.lagrum),
                    motivation: Arc::clone(&ruling.reason),
                    facts: Vec::new(),
                    assessment: Some(assessment),
                }),
            }
        }
        Ok(())
    }

    /// What a person decides follows from the calculation, or the person says, with lagrum and reason, what takes the
    /// place of the calculation's grounds: these are then marked as not met by the person.
    fn follows(
        &self,
        basis: &mut Basis,
        (account, at): (&Arc<str>, Timestamp),
        decision: &HumanDecision,
    ) -> Result<(), Rejection> {
        let HumanDecision { outcome, amount, .. } = decision;
        if outcome.carries_amount() && *amount == Number::from(0) && self.package.sheet().is_some() {
            return Err(Rejection::NothingGranted(*outcome));
        }
        let Some(proposed) = self.proposal() else {
            // Nothing was calculated: only the person's own words say why.
            return if decision.rulings.is_empty() { Err(Rejection::ReasonMissing) } else { Ok(()) };
        };
        if *outcome == proposed.outcome && *amount == proposed.amount {
            return Ok(());
        }
        let evaluation = self.package.decision_paths().and_then(|paths| {
            let target = |path: &saklig_case::Path| *path.as_str() == *paths.proposal;
            self.case.evaluations.values().find(|evaluation| target(&evaluation.target))
        });
        let evaluation = evaluation.map(|evaluation| evaluation.key);
        let of_calculation = |ground: &Ground| ground.evaluation.is_some() && ground.evaluation == evaluation;
        let overruled = |ground: &Ground| of_calculation(ground) && ground.standing() != ground.result;
        if basis.grounds.iter().any(overruled) {
            return Ok(());
        }
        let own = basis.grounds.iter().find(|ground| ground.evaluation.is_none());
        let own = own.and_then(|ground| ground.assessment.as_ref()).map(|own| Arc::clone(&own.reason));
        let Some(reason) = own else {
            let (outcome, amount) = (proposed.outcome, proposed.amount);
            return Err(Rejection::AgainstCalculation { outcome, amount });
        };
        for ground in basis.grounds.iter_mut().filter(|ground| of_calculation(ground)) {
            let (by, reason) = (Arc::clone(account), Arc::clone(&reason));
            ground.assessment = Some(Assessment { by, reason, result: RuleResult::NotMet, at });
        }
        Ok(())
    }

    fn cited(&self, text: &Arc<str>) -> Vec<Lagrum> {
        if text.is_empty() {
            return Vec::new();
        }
        vec![self.package.lagrum(text)]
    }
}
