//! No way around the gate: examples, and the check against a search of every path.

mod common;

use std::collections::BTreeSet;

use common::{flows, model};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use saklig_bpmn::{ReservedTypes, check_gate, parse};

const RESERVED: ReservedTypes =
    ReservedTypes { prefix: "saklig.", gate: "saklig.beslut", after_gate: &["saklig.betala"], other: &[] };

fn job(id: &str, task_type: &str) -> String {
    format!(
        "<serviceTask id='{id}'><extensionElements><zeebe:taskDefinition type='{task_type}'/></extensionElements></serviceTask>"
    )
}

fn timer(id: &str, host: &str) -> String {
    format!(
        "<boundaryEvent id='{id}' attachedToRef='{host}'><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>"
    )
}

fn error(id: &str, host: &str, code: Option<&str>) -> String {
    let reference = code.map(|code| format!(" errorRef='{code}'")).unwrap_or_default();
    format!(
        "<boundaryEvent id='{id}' attachedToRef='{host}'><errorEventDefinition{reference}/></boundaryEvent>"
    )
}

const ERRORS: &str = "<error id='E1' errorCode='E1'/><error id='E2' errorCode='E2'/>";

/// The paths around the gate of a model, one per line. The model always has `s`, `e`, `beslut` and `betala`.
fn check(elements: &str, list: &str, expected: &Expect) {
    let always = format!(
        "<startEvent id='s'/><endEvent id='e'/>{}{}",
        job("beslut", "saklig.beslut"),
        job("betala", "saklig.betala")
    );
    let (model, remarks) = parse(&model(ERRORS, &format!("{always}{elements}{}", flows(list))), "m");
    assert!(remarks.is_empty(), "{remarks:#?}");
    let paths: String = around(&model.processes[0]).into_iter().map(|(_, path)| path + "\n").collect();
    expected.assert_eq(&paths);
}

/// The tasks behind the gate that a path reaches without it, with the path.
fn around(process: &saklig_bpmn::Process) -> Vec<(String, String)> {
    let remarks = check_gate(process, &RESERVED);
    let arg = |remark: &saklig_bpmn::remark::Remark, name: &str| {
        remark.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    remarks.iter().map(|remark| (arg(remark, "element"), arg(remark, "path"))).collect()
}

#[test]
fn in_a_row() {
    check("", "s>beslut beslut>betala betala>e", &expect![[""]]);
}

#[test]
fn a_gateway_past_the_gate() {
    check(
        "<exclusiveGateway id='g' default='g-betala'/>",
        "s>g g>beslut?=x g>betala beslut>betala betala>e",
        &expect![[r#"
            s → g → betala
        "#]],
    );
}

#[test]
fn a_parallel_branch() {
    check(
        "<parallelGateway id='d'/><parallelGateway id='j'/>",
        "s>d d>beslut d>betala beslut>j betala>j j>e",
        &expect![[r#"
            s → d → betala
        "#]],
    );
}

#[test]
fn a_boundary_event_on_the_gate_leaves_it_undecided() {
    check(
        &timer("sent", "beslut"),
        "s>beslut beslut>betala sent>betala betala>e",
        &expect![[r#"
        s → beslut → sent → betala
    "#]],
    );
}

#[test]
fn an_error_of_the_gate_leaves_it_undecided() {
    check(
        &error("fel", "beslut", None),
        "s>beslut beslut>betala fel>betala betala>e",
        &expect![[r#"
        s → beslut → fel → betala
    "#]],
    );
}

#[test]
fn a_loop_after_the_gate_is_behind_it() {
    check(
        "<exclusiveGateway id='g' default='g-e'/><userTask id='u'/>",
        "s>beslut beslut>betala betala>g g>e g>u?=mer u>betala",
        &expect![[""]],
    );
}

#[test]
fn a_sub_process_with_the_gate_in_it() {
    let sub = |inner: &str| {
        format!(
            "<subProcess id='sub'><startEvent id='i'/><endEvent id='j'/>{inner}</subProcess>{}",
            timer("sent", "sub")
        )
    };
    let decide = job("beslut2", "saklig.beslut") + &flows("i>beslut2 beslut2>j");
    check(&sub(&decide), "s>sub sub>betala sent>beslut beslut>betala betala>e", &expect![[""]]);
    check(
        &sub(&decide),
        "s>sub sub>betala sent>betala beslut>e s>beslut betala>e",
        &expect![[r#"
        s → sub → sent → betala
    "#]],
    );
}

#[test]
fn an_error_end_leads_to_the_event_that_catches_it() {
    let sub = |code: &str| {
        format!(
            "<subProcess id='sub'><startEvent id='i'/><endEvent id='j'/><endEvent id='x'><errorEventDefinition errorRef='{code}'/></endEvent>\
             <endEvent id='y'><errorEventDefinition errorRef='E1'/></endEvent>\
             <userTask id='u'/><exclusiveGateway id='g' default='g-j'/>{}</subProcess>{}{}",
            flows("i>u u>g g>x?=y g>y?=z g>j"),
            error("fel1", "sub", Some("E1")),
            error("fel", "sub", None),
        )
    };
    let list = "s>sub sub>beslut beslut>e fel1>e betala>e fel>betala";
    let declared = |code| sub(code) + &flows("beslut>betala");
    check(&declared("E1"), list, &expect![[""]]);
    check(
        &declared("E2"),
        list,
        &expect![[r#"
        s → sub → i → u → g → x → fel → betala
    "#]],
    );
}

/// A random process, and the same seen without the crate under test.
#[derive(Clone, Debug)]
struct Model {
    nodes: Vec<Step>,
    flows: BTreeSet<(usize, usize)>,
}

#[derive(Clone, Debug)]
struct Step {
    kind: Kind,
    parent: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Start,
    End,
    /// An error end, with code 1 or 2.
    Throw(u8),
    Gate,
    Pay,
    Job,
    User,
    Xor,
    Sub,
    /// A timer on the edge of a step.
    Timer(usize),
    /// An error event on the edge of a step; 0 catches every code.
    Catch(usize, u8),
}

impl Model {
    /// Every scope has a start, boundary events sit on activities of their own scope, flows stay in their scope.
    fn build(kinds: &[(u8, usize, usize)], ways: &[(usize, usize, usize)]) -> Self {
        let mut nodes = vec![Step { kind: Kind::Start, parent: None }];
        for (kind, parent, host) in kinds {
            let mut scopes = vec![None];
            scopes.extend((0..nodes.len()).filter(|at| nodes[*at].kind == Kind::Sub).map(Some));
            let parent = scopes[parent % scopes.len()];
            let mut hosts = (0..nodes.len())
                .filter(|at| nodes[*at].parent == parent && nodes[*at].activity())
                .collect::<Vec<_>>();
            hosts.sort_by_key(|at| nodes[*at].kind != Kind::Sub);
            let host = (!hosts.is_empty()).then(|| hosts[(host / 2) % hosts.len()]);
            let kind = match (kind % 16, host) {
                (0, _) => Kind::End,
                (1 | 2, _) => Kind::Throw(1 + kind % 2),
                (3 | 4, _) => Kind::Gate,
                (5 | 6, _) => Kind::Pay,
                (7, _) => Kind::Job,
                (8, _) => Kind::Xor,
                (9, Some(host)) => Kind::Timer(host),
                (10..=12, Some(host)) => Kind::Catch(host, kind % 3),
                (13..=15, _) => Kind::Sub,
                _ => Kind::User,
            };
            nodes.push(Step { kind, parent });
            if kind == Kind::Sub {
                nodes.push(Step { kind: Kind::Start, parent: Some(nodes.len() - 1) });
            }
        }
        let flows = (0..nodes.len()).zip(ways).flat_map(|(at, way)| Self::flows(&nodes, at, *way)).collect();
        Self { nodes, flows }
    }

    /// Up to two flows from a node to others in its scope, where BPMN allows them; a start always has one.
    fn flows(
        nodes: &[Step],
        at: usize,
        (count, first, second): (usize, usize, usize),
    ) -> Vec<(usize, usize)> {
        let targets: Vec<_> = (0..nodes.len())
            .filter(|to| nodes[*to].parent == nodes[at].parent)
            .filter(|to| !matches!(nodes[*to].kind, Kind::Start | Kind::Timer(_) | Kind::Catch(..)))
            .collect();
        let count = match nodes[at].kind {
            Kind::End | Kind::Throw(_) => 0,
            Kind::Start => count.max(1),
            _ => count,
        };
        if targets.is_empty() {
            return Vec::new();
        }
        [first, second].iter().take(count).map(|to| (at, targets[to % targets.len()])).collect()
    }

    fn xml(&self) -> String {
        model(ERRORS, &self.scope(None))
    }

    fn scope(&self, parent: Option<usize>) -> String {
        let mut out = String::new();
        for (at, step) in self.nodes.iter().enumerate().filter(|(_, step)| step.parent == parent) {
            let id = format!("n{at}");
            let element = match step.kind {
                Kind::Start => format!("<startEvent id='{id}'/>"),
                Kind::End => format!("<endEvent id='{id}'/>"),
                Kind::Throw(code) => {
                    format!("<endEvent id='{id}'><errorEventDefinition errorRef='E{code}'/></endEvent>")
                }
                Kind::Gate => job(&id, "saklig.beslut"),
                Kind::Pay => job(&id, "saklig.betala"),
                Kind::Job => job(&id, "annat"),
                Kind::User => format!("<userTask id='{id}'/>"),
                Kind::Xor => format!("<exclusiveGateway id='{id}'/>"),
                Kind::Sub => format!("<subProcess id='{id}'>{}</subProcess>", self.scope(Some(at))),
                Kind::Timer(host) => timer(&id, &format!("n{host}")),
                Kind::Catch(host, 0) => error(&id, &format!("n{host}"), None),
                Kind::Catch(host, code) => error(&id, &format!("n{host}"), Some(&format!("E{code}"))),
            };
            out.push_str(&element);
        }
        for (from, to) in self.flows.iter().filter(|(from, _)| self.nodes[*from].parent == parent) {
            let ends = format!("sourceRef='n{from}' targetRef='n{to}'");
            out.extend(["<sequenceFlow id='f", &format!("{from}-{to}"), "' ", &ends, "/>"]);
        }
        out
    }

    /// Every task behind the gate that some path reaches before the gate has decided, by walking all paths.
    fn reached_undecided(&self) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut path = Vec::new();
        for (at, step) in self.nodes.iter().enumerate() {
            if step.parent.is_none() && step.kind == Kind::Start {
                self.enter(at, &mut path, &mut found);
            }
        }
        found
    }

    fn enter(&self, at: usize, path: &mut Vec<(usize, bool)>, found: &mut BTreeSet<usize>) {
        if path.contains(&(at, true)) {
            return;
        }
        path.push((at, true));
        let step = &self.nodes[at];
        if step.kind == Kind::Pay {
            found.insert(at);
        }
        match step.kind {
            Kind::Gate => {}
            Kind::Sub => {
                for (start, inner) in self.nodes.iter().enumerate() {
                    if inner.parent == Some(at) && inner.kind == Kind::Start {
                        self.enter(start, path, found);
                    }
                }
            }
            Kind::Throw(code) => {
                if let Some(event) = self.caught_by(at, code) {
                    self.enter(event, path, found);
                }
            }
            _ => self.leave(at, path, found),
        }
        let may_fail = matches!(step.kind, Kind::Gate | Kind::Pay | Kind::Job);
        for (event, other) in self.nodes.iter().enumerate() {
            match other.kind {
                Kind::Timer(host) if host == at => self.enter(event, path, found),
                Kind::Catch(host, _) if may_fail && (host == at || self.inside(at, host)) => {
                    self.enter(event, path, found);
                }
                _ => {}
            }
        }
        path.pop();
    }

    fn leave(&self, at: usize, path: &mut Vec<(usize, bool)>, found: &mut BTreeSet<usize>) {
        if path.contains(&(at, false)) {
            return;
        }
        path.push((at, false));
        let mut ways = 0;
        for (_, to) in self.flows.iter().filter(|(from, _)| *from == at) {
            ways += 1;
            self.enter(*to, path, found);
        }
        if let (0, Some(parent)) = (ways, self.nodes[at].parent) {
            self.leave(parent, path, found);
        }
        path.pop();
    }

    fn inside(&self, at: usize, scope: usize) -> bool {
        self.nodes[at].parent.is_some_and(|parent| parent == scope || self.inside(parent, scope))
    }

    fn caught_by(&self, at: usize, code: u8) -> Option<usize> {
        let scope = self.nodes[at].parent?;
        let on_edge = |code: u8| self.nodes.iter().position(|step| step.kind == Kind::Catch(scope, code));
        on_edge(code).or_else(|| on_edge(0)).or_else(|| self.caught_by(scope, code))
    }
}

impl Step {
    fn activity(&self) -> bool {
        matches!(self.kind, Kind::Gate | Kind::Pay | Kind::Job | Kind::User | Kind::Sub)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_check_finds_what_a_search_of_every_path_finds(
        kinds in prop::collection::vec((any::<u8>(), 0usize..8, 0usize..8), 1..12),
        ways in prop::collection::vec((0usize..3, 0usize..16, 0usize..16), 24),
    ) {
        let model = Model::build(&kinds, &ways);
        let (read, _) = parse(&model.xml(), "m");
        let found = around(&read.processes[0]);
        let wanted: BTreeSet<_> = model.reached_undecided().iter().map(|at| format!("n{at}")).collect();
        prop_assert_eq!(found.iter().map(|(element, _)| element.clone()).collect::<BTreeSet<_>>(), wanted);
        for (element, path) in found {
            let steps: Vec<usize> = path.split(" → ").map(|id| id[1..].parse().unwrap()).collect();
            prop_assert_eq!(model.nodes[steps[0]].kind, Kind::Start);
            prop_assert_eq!(format!("n{}", steps[steps.len() - 1]), element);
            for pair in steps.windows(2).filter(|pair| model.nodes[pair[0]].kind == Kind::Gate) {
                prop_assert!(matches!(model.nodes[pair[1]].kind, Kind::Timer(_) | Kind::Catch(..)), "leaves a gate: {}", path);
            }
        }
    }

    #[test]
    fn no_text_makes_the_reader_fall(text in "(<[a-z:]{1,8}( [a-z]{1,4}='[a-z&;=]{0,5}')?/?>|</[a-z:]{1,8}>|[a-zåäö&;<=]{0,6}){0,12}") {
        let (_, remarks) = parse(&text, "m");
        prop_assert!(!remarks.is_empty());
    }
}
