//! Shows a case: read, noted in the read log, then handed out.

use saklig_case::{
    Case, CaseKey, CaseState, Communication, DecisionKind, Ground, Item, Party, Proposal, Reason, RuleResult,
    TaskState, WarningState, code,
};
use saklig_number::Number;
use saklig_package::Package;

use crate::app::App;
use crate::error::AppError;
use crate::mask::Mask;
use crate::shown;
use crate::viewer::Look;
use crate::words::{confidence, instant, reason, source, word};

/// What a builder of shown things has at hand.
pub(crate) struct Desk<'d> {
    pub(crate) look: Look<'d>,
    pub(crate) case: &'d Case,
    pub(crate) package: &'d Package,
    pub(crate) mask: Mask,
}

impl App {
    /// A case. The read log is written first.
    pub fn show_case(&self, look: &Look<'_>, number: &str) -> Result<shown::Case, AppError> {
        let key = self.find_case(number)?;
        let case = self.load(key)?.case;
        let package = self.package(&case.bundle)?;
        let desk = Desk::new(*look, &case, &package);
        let mut shown = desk.shown();
        self.add_work(&desk, &mut shown)?;
        shown.claim_held_by = case.claim_held_by.map(|by| self.number_of(by)).transpose()?;
        shown.timeline = self.timeline(&desk)?;
        self.note_read(look.viewer, &[key], look.now)?;
        Ok(shown)
    }

    /// The number of a case.
    pub(crate) fn number_of(&self, key: CaseKey) -> Result<String, AppError> {
        let row = self.store.case(self.tenant, crate::convert::case_key(key)?)?;
        Ok(row.map_or_else(|| key.to_string(), |row| row.number.to_string()))
    }
}

impl<'d> Desk<'d> {
    pub(crate) fn new(look: Look<'d>, case: &'d Case, package: &'d Package) -> Self {
        Self { look, case, package, mask: Mask::of(case, package, look.texts) }
    }

    fn shown(&self) -> shown::Case {
        let case = self.case;
        shown::Case {
            number: case.number.to_string(),
            key: case.key.to_string(),
            case_type: case.case_type.to_string(),
            month: case.month.map(|month| month.to_string()),
            state: state(&case.state).to_owned(),
            opened: instant(case.opened_at),
            bundle: case.bundle.to_string(),
            special: self.mask.is_on(),
            parties: case.parties.iter().map(|party| self.party(party)).collect(),
            history: self.history(),
            claim_held_by: None,
            decisions: case.decisions.iter().map(|decision| self.decision(decision)).collect(),
            standing: self.standing(),
            prepared: self.prepared(),
            waits: Vec::new(),
            tasks: case.open_tasks().map(|task| self.task(task)).collect(),
            warnings: case.warnings.iter().map(|(key, warning)| self.warning(key, warning)).collect(),
            sheets: self.sheets(),
            communication: self.communication(),
            work: Vec::new(),
            findings: case
                .findings
                .iter()
                .map(|(task, finding)| shown::Finding {
                    task: task.to_string(),
                    finding: finding.word().to_owned(),
                })
                .collect(),
            facts: case.facts.iter().map(|(path, fact)| self.fact(path, fact)).collect(),
            timeline: Vec::new(),
        }
    }

    fn party(&self, party: &Party) -> shown::Party {
        let hidden = self.mask.is_on().then(|| self.look.texts.get("visa-sarskild", ()));
        let number = party.number().map(|number| number.reveal().to_owned()).unwrap_or_default();
        let name = party.names.last().map(|(name, _)| name.to_string()).unwrap_or_default();
        shown::Party {
            key: party.key.to_string(),
            role: party.role.word().to_owned(),
            number: hidden.clone().unwrap_or(number),
            name: hidden.unwrap_or(name),
        }
    }

    pub(crate) fn history(&self) -> Option<shown::History> {
        let (history, outcome, amount) = self.case.history.as_ref()?;
        Some(shown::History {
            system: history.system.to_string(),
            id: self.mask.text(&history.external_id),
            outcome: outcome.word().to_owned(),
            amount: amount.to_string(),
        })
    }

    pub(crate) fn decision(&self, decision: &saklig_case::Decision) -> shown::Decision {
        let proposal = decision.proposal();
        shown::Decision {
            key: decision.key().to_string(),
            outcome: proposal.outcome.word().to_owned(),
            amount: proposal.amount.to_string(),
            at: instant(decision.at()),
            by: decided_by(decision.kind()),
            attested_by: decision.attestation().map(|attestation| attestation.by.to_string()),
            mandate: decision.mandate().to_owned(),
            delegation: decision.delegation().to_owned(),
            authority: decision.authority_seq().to_string(),
            bundle: decision.bundle().to_string(),
            items: proposal.items.iter().map(|item| self.item(item)).collect(),
            grounds: decision.grounds().iter().map(|ground| self.ground(ground)).collect(),
        }
    }

    fn item(&self, item: &Item) -> shown::Item {
        shown::Item {
            id: item.id.to_string(),
            text: self.mask.text(&item.text),
            applied: item.applied.map(|amount| amount.to_string()),
            granted: item.granted.to_string(),
        }
    }

    fn ground(&self, ground: &Ground) -> shown::Ground {
        shown::Ground {
            rule: ground.rule.to_string(),
            result: result(ground.standing()).to_owned(),
            lagrum: ground.lagrum.iter().map(lagrum).collect(),
            motivation: self.mask.text(&ground.motivation),
            assessed_by: ground.assessment.as_ref().map(|assessment| assessment.by.to_string()),
            assessment: ground.assessment.as_ref().map(|assessment| self.mask.text(&assessment.reason)),
        }
    }

    pub(crate) fn proposal(&self, proposal: &Proposal) -> shown::Proposal {
        shown::Proposal {
            outcome: proposal.outcome.word().to_owned(),
            amount: proposal.amount.to_string(),
            items: proposal.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    pub(crate) fn reason(&self, coded: &Reason) -> shown::Reason {
        reason(self.look.texts, self.package, &self.mask, coded)
    }

    /// What is proposed and why a person must decide; nothing once it is decided.
    pub(crate) fn standing(&self) -> Option<shown::Standing> {
        let case = self.case;
        if case.decision().is_some() || case.history.is_some() {
            return None;
        }
        let mut reasons: Vec<Reason> = case.open_tasks().flat_map(|task| task.reasons.clone()).collect();
        let at_gate = case.open_tasks().any(|task| task.kind == saklig_case::TaskKind::Decide);
        if let (true, Some(standing)) = (at_gate, &case.standing) {
            reasons.extend(standing.reasons.iter().cloned());
        }
        for (key, warning) in case.warnings.open() {
            if warning.severity == saklig_case::Severity::Blocks {
                reasons.push(Reason::about(&key.kind, &key.subject));
            }
        }
        reasons.extend(case.intake_reasons.iter().cloned());
        reasons.sort();
        reasons.dedup();
        // A code that is said about something in particular need not be said in general too.
        let about: Vec<_> = reasons
            .iter()
            .filter(|r| !r.subject.is_empty())
            .map(|r| std::sync::Arc::clone(&r.code))
            .collect();
        reasons.retain(|reason| !reason.subject.is_empty() || !about.contains(&reason.code));
        let proposal = self.proposed().map(|proposal| self.proposal(&proposal));
        if proposal.is_none() && reasons.is_empty() {
            return None;
        }
        Some(shown::Standing { proposal, reasons: reasons.iter().map(|coded| self.reason(coded)).collect() })
    }

    /// What the rules propose now, also before the gate.
    pub(crate) fn proposed(&self) -> Option<Proposal> {
        let root = &self.package.decision_paths()?.proposal;
        let value = |name: &str| self.case.facts.value(&format!("{root}.{name}"));
        let outcome = saklig_case::Outcome::from_word(value("utfall")?.as_text()?)?;
        let amount = if outcome.carries_amount() { value("belopp")?.as_number()? } else { Number::from(0) };
        let sheet = self.package.sheet().and_then(|decl| self.case.sheets.get(&decl.path));
        let items = sheet.map(|sheet| {
            let applied = sheet.iter().filter_map(|(id, row)| {
                let applied = row.robot.as_ref().and_then(|robot| robot.applied)?;
                let granted = row.amount().unwrap_or_else(|| Number::from(0));
                Some(Item { id: id.clone(), text: row.label().1, applied: Some(applied), granted })
            });
            applied.collect()
        });
        let items = items.unwrap_or_default();
        Some(Proposal { outcome, amount, month: self.case.month, payee: None, items })
    }

    pub(crate) fn task(&self, task: &saklig_case::Task) -> shown::Task {
        let (state, by) = match &task.state {
            TaskState::Open => ("oppen", None),
            TaskState::Taken(by) => ("tagen", Some(by.to_string())),
            TaskState::Done => ("klar", None),
            TaskState::Cancelled => ("behovs_inte", None),
        };
        shown::Task {
            key: task.key.to_string(),
            kind: task.kind.word().to_owned(),
            queue: task.queue.to_string(),
            state: state.to_owned(),
            by,
            opened: instant(task.opened_at),
            deadline: task.deadline.map(instant),
            reasons: task.reasons.iter().map(|coded| self.reason(coded)).collect(),
        }
    }

    pub(crate) fn warning(
        &self,
        key: &saklig_case::WarningKey,
        warning: &saklig_case::Warning,
    ) -> shown::Warning {
        let (state, by, reason) = match &warning.state {
            WarningState::Open => ("oppen", None, None),
            WarningState::Closed => ("stangd", None, None),
            WarningState::Acknowledged { by, reason, .. } => {
                ("kvitterad", Some(by.to_string()), Some(self.mask.text(reason)))
            }
        };
        shown::Warning {
            kind: key.kind.to_string(),
            subject: self.mask.text(&key.subject),
            text: self.mask.text(&warning.text),
            blocks: warning.severity == saklig_case::Severity::Blocks,
            state: state.to_owned(),
            by,
            reason,
        }
    }

    pub(crate) fn sheets(&self) -> Vec<shown::Sheet> {
        let lines =
            |sheet: &saklig_case::RowSheet| sheet.iter().map(|(id, row)| self.line(id, row)).collect();
        let sheets = self.case.sheets.iter();
        sheets.map(|(path, sheet)| shown::Sheet { path: path.to_string(), lines: lines(sheet) }).collect()
    }

    fn line(&self, id: &str, row: &saklig_case::Row) -> shown::Line {
        let (group, text) = row.label();
        let removed = || "borttagen".to_owned();
        let human = row.human.as_ref();
        shown::Line {
            id: id.to_owned(),
            group: group.to_string(),
            text: self.mask.text(&text),
            robot: row.robot.as_ref().map(|robot| robot.amount.to_string()),
            human: human.map(|human| human.amount.map_or_else(removed, |amount| amount.to_string())),
            counts: row.amount().map(|amount| amount.to_string()),
            applied: row.robot.as_ref().and_then(|robot| robot.applied).map(|amount| amount.to_string()),
            by: human.map(|human| human.by.to_string()),
            reason: human.map(|human| self.mask.text(&human.reason)),
        }
    }

    pub(crate) fn communication(&self) -> Option<shown::Communication> {
        let empty = shown::Communication::default();
        match &self.case.communication {
            Communication::None => None,
            Communication::Given { at, manner, until } => Some(shown::Communication {
                state: "given".to_owned(),
                at: Some(instant(*at)),
                manner: self.mask.text(manner),
                until: Some(instant(*until)),
                reply: None,
            }),
            Communication::Replied { at, manner, text, .. } => Some(shown::Communication {
                state: "besvarad".to_owned(),
                at: Some(instant(*at)),
                manner: self.mask.text(manner),
                reply: Some(self.mask.text(text)),
                ..empty
            }),
            Communication::Excepted(ground) => Some(shown::Communication {
                state: "undantag".to_owned(),
                manner: self.mask.text(ground),
                ..empty
            }),
        }
    }

    pub(crate) fn fact(&self, path: &saklig_case::Path, fact: &saklig_case::Fact) -> shown::Fact {
        shown::Fact {
            path: self.mask.path(path.as_str()),
            value: self.mask.fact(path, fact, self.package),
            state: fact.state_text().to_owned(),
            source: source(&fact.provenance.source),
            at: instant(fact.provenance.at),
            evidence: fact.provenance.evidence.as_ref().map(ToString::to_string),
        }
    }

    /// The name of an element of the process.
    pub(crate) fn element(&self, id: &str) -> String {
        let name = self.package.process().find(id).map(|node| node.name.to_string()).unwrap_or_default();
        if name.is_empty() { id.to_owned() } else { name }
    }

    /// A word of a code, in the language of whoever looks.
    pub(crate) fn word(&self, prefix: &str, code: &str) -> String {
        word(self.look.texts, prefix, code)
    }
}

/// The state as a whole, a word.
pub(crate) fn state(state: &CaseState) -> &'static str {
    match state {
        CaseState::Running => "pagar",
        CaseState::Suspended => "vilande",
        CaseState::Cancelled => "avslutat_utan_beslut",
        CaseState::Ended => "avslutat",
    }
}

pub(crate) fn lagrum(lagrum: &saklig_case::Lagrum) -> shown::Lagrum {
    shown::Lagrum { text: lagrum.text.to_string(), confidence: confidence(lagrum.confidence) }
}

pub(crate) fn decided_by(kind: &DecisionKind) -> String {
    match kind {
        DecisionKind::Automatic => "automatisk_funktion".to_owned(),
        DecisionKind::Person(account) => account.to_string(),
    }
}

pub(crate) fn result(result: RuleResult) -> &'static str {
    match result {
        RuleResult::Met => "uppfyllt",
        RuleResult::NotMet => "ej_uppfyllt",
        RuleResult::Unclear => "oklart",
    }
}

/// The reason that a task has when the material must be communicated.
pub(crate) fn is_about_communication(task: &saklig_case::Task) -> bool {
    task.reasons.iter().any(|reason| reason.code.as_ref() == code::NOT_COMMUNICATED)
}
