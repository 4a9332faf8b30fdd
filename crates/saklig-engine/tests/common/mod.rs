//! A small package whose process each test draws in a few words, and one helper that knows the API.
#![allow(dead_code, reason = "not every test file uses every helper")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use saklig_case::authority::{Mandate, Mode, Principal};
use saklig_case::{
    Actor, ActorKind, Answer, Authority, AuthorityEvent, Case, CaseEvent, CaseKey, CaseNumber, Claim,
    Command, Key, Moment, Opening, Outcome, Party, Protection, Provenance, Rejection, Role, Source,
    StatedFact, UnknownReason, Value,
};
use saklig_engine::{Packages, apply, begin, decide};
use saklig_package::{MemoryFiles, Package, Severity, load};

const MANIFEST: &str = include_str!("../data/process.toml");
const FACTS: &str = include_str!("../data/uppgifter.toml");
const RULES: &str = include_str!("../data/forslag.dmn");

/// The package `prov` with this process. `body` holds one element or flow a line:
/// `start a`, `end b`, `work c type`, `ask d source`, `rule e decision target`, `user f reason`, `xor g default`,
/// `and h`, `raw <xml…>`, and flows `a -> b` or `a -> b : condition`.
pub(crate) fn package(body: &str) -> Package {
    package_with(body, "")
}

/// The same with more in its manifest.
pub(crate) fn package_with(body: &str, more: &str) -> Package {
    let mut files = MemoryFiles::new();
    let proposal = "[beslut]\nforslag = \"beslut.forslag\"\n";
    let manifest =
        if body.contains("saklig.beslut") { MANIFEST.to_owned() } else { MANIFEST.replace(proposal, "") };
    files.insert("prov/process.toml", manifest + more);
    files.insert("prov/uppgifter.toml", FACTS);
    files.insert("prov/beslut/forslag.dmn", RULES);
    files.insert("prov/process.bpmn", bpmn(body));
    let (package, remarks) = load(&files, "prov", None);
    let errors: Vec<String> =
        remarks.iter().filter(|r| r.severity == Severity::Error).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    package
}

fn bpmn(body: &str) -> String {
    let mut xml = String::from(
        "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" id=\"m\" targetNamespace=\"t\">\n\
         <bpmn:message id=\"svar\" name=\"svar_pa_kommunicering\"><bpmn:extensionElements>\
         <zeebe:subscription correlationKey=\"=arende.nummer\"/></bpmn:extensionElements></bpmn:message>\n\
         <bpmn:error id=\"nekad\" name=\"nekad\" errorCode=\"NEKAD\"/>\n\
         <bpmn:process id=\"prov\" isExecutable=\"true\">\n",
    );
    for (at, line) in body.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        element(&mut xml, at, line);
    }
    xml.push_str("</bpmn:process></bpmn:definitions>");
    xml
}

fn element(xml: &mut String, at: usize, line: &str) {
    if let Some(raw) = line.strip_prefix("raw ") {
        writeln!(xml, "{raw}").unwrap();
    } else if let Some((source, rest)) = line.split_once(" -> ") {
        let (target, condition) = rest.split_once(" : ").unwrap_or((rest, ""));
        write!(
            xml,
            "<bpmn:sequenceFlow id=\"{source}_{target}\" sourceRef=\"{source}\" targetRef=\"{target}\">"
        )
        .unwrap();
        if !condition.is_empty() {
            let condition = condition.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            write!(xml, "<bpmn:conditionExpression>={condition}</bpmn:conditionExpression>").unwrap();
        }
        xml.push_str("</bpmn:sequenceFlow>\n");
    } else {
        let words: Vec<&str> = line.split_whitespace().collect();
        let text = match words.as_slice() {
            ["start", id] => format!("<bpmn:startEvent id=\"{id}\"/>"),
            ["end", id] => format!("<bpmn:endEvent id=\"{id}\"/>"),
            ["and", id] => format!("<bpmn:parallelGateway id=\"{id}\"/>"),
            ["xor", id] => format!("<bpmn:exclusiveGateway id=\"{id}\"/>"),
            ["xor", id, default] => {
                format!("<bpmn:exclusiveGateway id=\"{id}\" default=\"{id}_{default}\"/>")
            }
            ["work", id, kind] => service(id, kind, ""),
            ["ask", id, source] => service(id, "saklig.fraga", source),
            ["rule", id, decision, target] => format!(
                "<bpmn:businessRuleTask id=\"{id}\"><bpmn:extensionElements><zeebe:calledDecision decisionId=\"{decision}\" \
                 resultVariable=\"r\"/><zeebe:ioMapping><zeebe:output source=\"=r\" target=\"{target}\"/></zeebe:ioMapping>\
                 </bpmn:extensionElements></bpmn:businessRuleTask>"
            ),
            ["user", id, reason] => format!(
                "<bpmn:userTask id=\"{id}\"><bpmn:extensionElements><zeebe:userTask/><zeebe:taskHeaders>\
                 <zeebe:header key=\"skal\" value=\"{reason}\"/></zeebe:taskHeaders></bpmn:extensionElements></bpmn:userTask>"
            ),
            _ => panic!("line {at}: {line}"),
        };
        writeln!(xml, "{text}").unwrap();
    }
}

fn service(id: &str, kind: &str, source: &str) -> String {
    let headers = if source.is_empty() {
        String::new()
    } else {
        format!("<zeebe:taskHeaders><zeebe:header key=\"kalla\" value=\"{source}\"/></zeebe:taskHeaders>")
    };
    format!(
        "<bpmn:serviceTask id=\"{id}\"><bpmn:extensionElements><zeebe:taskDefinition type=\"{kind}\"/>{headers}\
         </bpmn:extensionElements></bpmn:serviceTask>"
    )
}

/// The way of the tests that decide: ask, evaluate, decide, letter and payment side by side, archive.
pub(crate) const LINE: &str = "
    start s
    ask fraga folk
    rule prova forslag beslut.forslag
    work besluta saklig.beslut
    and dela
    work brev saklig.brev.beslut
    work betala saklig.betala
    and samla
    work arkivera saklig.arkivera
    end klart
    s -> fraga
    fraga -> prova
    prova -> besluta
    besluta -> dela
    dela -> brev
    dela -> betala
    brev -> samla
    betala -> samla
    samla -> arkivera
    arkivera -> klart
";

/// 2025-01-10 at noon in Stockholm, moved by whole days.
pub(crate) fn at(days: i64) -> Moment {
    let noon: Timestamp = "2025-01-10T11:00:00Z".parse().unwrap();
    let now = noon.checked_add(jiff::SignedDuration::from_hours(24 * days)).unwrap();
    Moment { now, today: now.to_zoned(jiff::tz::TimeZone::UTC).date() }
}

/// A register in which the function may grant up to 10 000 kr, and the officer `eva` everything.
pub(crate) fn register() -> Authority {
    let mut register = Authority::default();
    let from = at(-30).today;
    let mandate = |id: &str, principal, outcomes: Vec<Outcome>, max: Option<i64>| {
        AuthorityEvent::MandateGiven(Mandate {
            id: id.into(),
            principal,
            case_type: "prov".into(),
            outcomes,
            max_amount: max.map(Into::into),
            from,
            to: None,
            delegation: "SN § 1".into(),
        })
    };
    let granted = Outcome::Granted;
    let events = [
        AuthorityEvent::ModeSet {
            case_type: "prov".into(),
            outcome: granted,
            mode: Mode::Automatic,
            reason: "prov".into(),
        },
        mandate("m1", Principal::AutomatedFunction, vec![granted], Some(10_000)),
        mandate("m2", Principal::Officer("eva".into()), Outcome::ALL.to_vec(), None),
    ];
    for (seq, event) in (1..).zip(&events) {
        register.apply(seq, event);
    }
    register
}

/// The command that opens a case about `amount` kr; with `income` the register's answer comes along.
pub(crate) fn open(amount: i64, income: Option<i64>) -> Command {
    let stated = |path: &str, value| StatedFact::known(path.parse().unwrap(), value);
    let said = |source| Provenance { source, at: at(0).now, evidence: None };
    let mut facts = vec![(
        said(Source::Applicant),
        vec![
            stated("ansokan.belopp", Value::Number(amount.into())),
            stated("ansokan.manad", Value::Month("2025-01".parse().unwrap())),
        ],
    )];
    if let Some(income) = income {
        facts.push((
            said(Source::Register("folk".into())),
            vec![stated("folk.inkomst", Value::Number(income.into()))],
        ));
    }
    let number = saklig_case::PersonId::parse("198211059954", at(0).today).unwrap();
    Command::Open(Box::new(Opening {
        key: CaseKey::new(7).unwrap(),
        number: CaseNumber::new("PR-2025-000007").unwrap(),
        at: at(0).now,
        case_type: "prov".into(),
        bundle: "".into(),
        month: Some("2025-01".parse().unwrap()),
        parties: vec![Party {
            key: "sokande".into(),
            role: Role::Applicant,
            numbers: vec![(number, at(0).now)],
            names: Vec::new(),
            protection: Protection::None,
        }],
        application: None,
        claims: vec![Claim { kind: "manad".into(), key: "abc".into() }],
        claim_held_by: None,
        draw: None,
        facts,
        reasons: Vec::new(),
    }))
}

/// An answer of the register: an income, or that it is unknown.
pub(crate) fn income(value: Option<i64>) -> Answer {
    let path = "folk.inkomst".parse().unwrap();
    let fact = match value {
        Some(value) => StatedFact::known(path, Value::Number(value.into())),
        None => StatedFact {
            path,
            state: saklig_case::FactState::Unknown { reason: UnknownReason::Failed, part: None },
            valid: None,
        },
    };
    let provenance = Provenance { source: Source::Register("folk".into()), at: at(0).now, evidence: None };
    Answer { provenance, replaces: Vec::new(), facts: vec![fact], protection: Vec::new() }
}

pub(crate) fn system() -> Actor {
    Actor { kind: ActorKind::System, key: "saklig".into() }
}

pub(crate) fn eva() -> Actor {
    Actor { kind: ActorKind::Officer, key: "eva".into() }
}

/// A case with its package and register, told one command after the other.
pub(crate) struct Told {
    pub(crate) package: Arc<Package>,
    pub(crate) register: Authority,
    pub(crate) case: Option<Case>,
    pub(crate) moment: Moment,
    pub(crate) events: Vec<CaseEvent>,
}

impl Told {
    pub(crate) fn new(body: &str) -> Self {
        static OF_LINE: LazyLock<Arc<Package>> = LazyLock::new(|| Arc::new(package(LINE)));
        let package = if body == LINE { Arc::clone(&OF_LINE) } else { Arc::new(package(body)) };
        Self { package, register: register(), case: None, moment: at(0), events: Vec::new() }
    }

    /// Tells the case something; checks on the way that deciding again gives the same and that the fold is the state.
    pub(crate) fn tell(&mut self, mut command: Command, actor: &Actor) -> Result<String, Rejection> {
        if let Command::Open(opening) = &mut command {
            opening.bundle = self.package.bundle().clone();
        }
        let packages = Packages::pinned(&self.package);
        let told = |case| decide(case, &packages, &self.register, command.clone(), actor, &self.moment);
        let events = told(self.case.as_ref())?;
        assert_eq!(Ok(&events), told(self.case.as_ref()).as_ref(), "the same command gives the same events");
        for event in &events {
            match &mut self.case {
                Some(case) => apply(case, event),
                None => self.case = begin(event),
            }
        }
        let text = told_in_words(&events);
        self.events.extend(events);
        Ok(text)
    }

    pub(crate) fn case(&self) -> &Case {
        self.case.as_ref().unwrap()
    }

    /// The key of the first work of a kind that is ordered and not done.
    pub(crate) fn job(&self, kind: &str) -> Key {
        let ordered = saklig_case::WorkState::Ordered;
        self.case().work.values().find(|w| w.kind.as_ref() == kind && w.state == ordered).unwrap().key
    }

    /// The key of the open task.
    pub(crate) fn task(&self) -> Key {
        self.case().open_tasks().next().unwrap().key
    }

    /// Completes the work of a kind.
    pub(crate) fn done(&mut self, kind: &str) -> String {
        let job = self.job(kind);
        let command = Command::CompleteWork { job, receipt: "ok".into(), answers: Vec::new() };
        self.tell(command, &system()).unwrap()
    }
}

/// One line per event, in the words of the model.
fn told_in_words(events: &[CaseEvent]) -> String {
    let mut text = String::new();
    for event in events {
        let line = match event {
            CaseEvent::Opened(_) => "opened".to_owned(),
            CaseEvent::Passed { element, given, .. } => {
                let flows: Vec<&str> = given.iter().map(|token| token.flow.as_ref()).collect();
                format!("passed {element} → {}", flows.join(", "))
            }
            CaseEvent::Entered { instance, .. } => format!("waits at {}", instance.element),
            CaseEvent::Left { over, given, .. } => {
                let flows: Vec<&str> = given.iter().map(|token| token.flow.as_ref()).collect();
                format!("left {over}→ {}", flows.join(", "))
            }
            CaseEvent::WorkOrdered { work, job } => {
                format!("ordered {}{}", work.kind, if job.held { " (held)" } else { "" })
            }
            CaseEvent::TaskOpened(task) => {
                let reasons: Vec<String> = task.reasons.iter().map(ToString::to_string).collect();
                format!("task {}: {}", task.kind.word(), reasons.join(", "))
            }
            CaseEvent::Evaluated(evaluation) => format!(
                "evaluated {}: {}{}",
                evaluation.decision,
                evaluation
                    .tables
                    .iter()
                    .flat_map(|t| t.rules.iter())
                    .map(AsRef::as_ref)
                    .collect::<Vec<_>>()
                    .join(" "),
                if evaluation.clear { "" } else { " unclear" }
            ),
            CaseEvent::Decided(decision) => {
                format!(
                    "decided {} {} by {}",
                    decision.proposal().outcome.word(),
                    decision.proposal().amount,
                    decision.mandate()
                )
            }
            other => other.kind().to_owned(),
        };
        writeln!(text, "{line}").unwrap();
    }
    text
}
