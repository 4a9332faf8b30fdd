//! Entering an element.

use std::sync::Arc;

use saklig_bpmn::{
    Boundary, BoundaryTrigger, End, Gateway, Node, NodeKind, RuleTask, Start, Task, Trigger, UserTask,
};
use saklig_case::{CaseEvent, Instance, Key, Reason, Rejection, Severity, TaskKind, Token, Waiting, code};
use saklig_feel::Value;

use crate::run::{Run, Said};

impl Run<'_> {
    pub(crate) fn enter(&mut self, node: &Node, token: Token) -> Result<(), Rejection> {
        match &node.kind {
            NodeKind::Start(Start::None | Start::Message(_)) => self.pass(node, token),
            NodeKind::End(end) => self.end(node, end, token),
            NodeKind::Gateway(Gateway::Exclusive) => self.choose(node, token),
            NodeKind::Gateway(Gateway::Parallel) => self.join(node, &token),
            NodeKind::Task(task) => self.enter_task(node, task, token),
            NodeKind::Catch(trigger) => self.catch(node, trigger, token),
            NodeKind::SubProcess(_) => self.enter_scope(node, token),
            NodeKind::Boundary(_) | NodeKind::Unsupported(_) => {
                self.stop(&node.element, vec![token], code::INCIDENT, "element_utan_stod")
            }
        }
    }

    /// The tokens on every flow out of a node.
    pub(crate) fn out(&self, node: &Node, scope: Option<Key>) -> Vec<Token> {
        let flows = self.package.process().outgoing(node.id);
        flows.map(|flow| Token { scope, flow: Arc::clone(&flow.element) }).collect()
    }

    /// Goes through a node that waits for nothing.
    pub(crate) fn pass(&mut self, node: &Node, token: Token) -> Result<(), Rejection> {
        let given = self.out(node, token.scope);
        self.passed(node, vec![token], given)
    }

    pub(crate) fn passed(
        &mut self,
        node: &Node,
        taken: Vec<Token>,
        given: Vec<Token>,
    ) -> Result<(), Rejection> {
        let scope = taken.first().and_then(|token| token.scope);
        let dead_end = given.is_empty();
        self.emit(CaseEvent::Passed { element: Arc::clone(&node.element), taken, given });
        if dead_end { self.close_scope(scope) } else { Ok(()) }
    }

    fn join(&mut self, node: &Node, token: &Token) -> Result<(), Rejection> {
        let flows = self.package.process().incoming(node.id);
        let all = flows.map(|flow| Token { scope: token.scope, flow: Arc::clone(&flow.element) }).collect();
        let given = self.out(node, token.scope);
        self.passed(node, all, given)
    }

    /// An exclusive gateway. A condition that read something unknown takes no way.
    fn choose(&mut self, node: &Node, token: Token) -> Result<(), Rejection> {
        let process = self.package.process();
        let mut chosen = None;
        for flow in process.outgoing(node.id).filter(|flow| Some(flow.id) != node.default) {
            let Some(condition) = &flow.condition else {
                chosen = Some(flow);
                break;
            };
            match self.say(condition) {
                Said::Clear(value) if value.as_boolean() == Some(true) => {
                    chosen = Some(flow);
                    break;
                }
                // Null, a text, a number: what is neither true nor false takes no way.
                Said::Clear(value) if value.as_boolean().is_none() => {
                    return self.stop(&node.element, vec![token], code::PATH_UNCLEAR, &condition.text);
                }
                Said::Clear(_) => {}
                Said::Unclear(words) => {
                    return self.stop(&node.element, vec![token], code::PATH_UNCLEAR, &words.join(", "));
                }
            }
        }
        let chosen = chosen.or_else(|| node.default.map(|flow| process.flow(flow)));
        match chosen {
            Some(flow) => {
                let given = vec![Token { scope: token.scope, flow: Arc::clone(&flow.element) }];
                self.passed(node, vec![token], given)
            }
            None => self.stop(&node.element, vec![token], code::PATH_UNCLEAR, &node.element),
        }
    }

    fn end(&mut self, node: &Node, end: &End, token: Token) -> Result<(), Rejection> {
        match end {
            End::None => self.passed(node, vec![token], Vec::new()),
            End::Terminate => self.terminate(node, &token),
            End::Error(error) => self.throw(node, &error.0, token),
        }
    }

    fn enter_task(&mut self, node: &Node, task: &Task, token: Token) -> Result<(), Rejection> {
        match task {
            Task::BusinessRule(RuleTask::Table(called)) => self.evaluate_task(node, called, token),
            Task::BusinessRule(RuleTask::Job(work)) | Task::Service(work) | Task::Send(work) => {
                self.enter_work(node, &work.task_type, token)
            }
            Task::User(user) => self.enter_user_task(node, user, token),
            Task::Receive(message) => {
                let trigger = Trigger::Message(message.clone());
                self.catch(node, &trigger, token)
            }
        }
    }

    fn enter_user_task(&mut self, node: &Node, user: &UserTask, token: Token) -> Result<(), Rejection> {
        let key = self.key()?;
        let mut reasons = self.header_reasons(node);
        let open = self.case.warnings.open().filter(|(_, warning)| warning.severity == Severity::Blocks);
        reasons.extend(open.map(|(warning, _)| Reason::about(&warning.kind, &warning.subject)));
        reasons.extend(self.case.intake_reasons.iter().cloned());
        if reasons.is_empty() {
            reasons.push(Reason::about("arbetsuppgift", &node.element));
        }
        reasons.sort();
        reasons.dedup();
        let queue = self.queue(node, user);
        let task = self.open_task(TaskKind::Handle, Some(key), &queue, reasons)?;
        self.wait_at(node, key, token, Waiting::Task(task))
    }

    fn header_reasons(&mut self, node: &Node) -> Vec<Reason> {
        let Some(header) = node.header("skal") else { return Vec::new() };
        let Some(program) = self.package.header_program(node, "skal").cloned() else {
            return vec![Reason::new(header)];
        };
        match self.say_program(&program) {
            Said::Clear(value) => match (value.as_str(), value.as_list()) {
                (Some(code), _) if !code.is_empty() => vec![Reason::new(code)],
                (_, Some(list)) => list.iter().filter_map(Value::as_str).map(Reason::new).collect(),
                _ => Vec::new(),
            },
            Said::Unclear(words) => vec![Reason::about(code::PATH_UNCLEAR, &words.join(", "))],
        }
    }

    fn queue(&mut self, node: &Node, user: &UserTask) -> Arc<str> {
        if let Some(queue) = node.header("ko") {
            return Arc::from(queue);
        }
        let groups = user.candidate_groups.as_ref().map(|groups| self.say(groups));
        match groups {
            Some(Said::Clear(value)) => {
                let first =
                    value.as_list().and_then(|list| list.first()).and_then(Value::as_str).or(value.as_str());
                first.map_or_else(|| Arc::from("handlaggare"), Arc::from)
            }
            Some(Said::Unclear(_)) | None => Arc::from("handlaggare"),
        }
    }

    /// The node is entered and waits, with its boundary events armed.
    pub(crate) fn wait_at(
        &mut self,
        node: &Node,
        key: Key,
        token: Token,
        waiting: Waiting,
    ) -> Result<(), Rejection> {
        let scope = token.scope;
        let instance = Instance {
            element: Arc::clone(&node.element),
            scope,
            waiting: waiting.clone(),
            boundary: Vec::new(),
            since: self.at.now,
        };
        let instance = Box::new(instance);
        self.emit(CaseEvent::Entered { key, taken: vec![token], instance, given: Vec::new() });
        self.arm(node, key, waiting)
    }

    /// Arms the boundary events of an instance.
    pub(crate) fn arm(&mut self, node: &Node, key: Key, waiting: Waiting) -> Result<(), Rejection> {
        let events: Vec<(Arc<str>, Boundary)> = {
            let process = self.package.process();
            process
                .boundary(node.id)
                .map(|(event, boundary)| (Arc::clone(&event.element), boundary.clone()))
                .collect()
        };
        let mut armed = Vec::new();
        for (element, boundary) in events {
            match &boundary.trigger {
                BoundaryTrigger::Wait(trigger) => match self.await_trigger(trigger, key)? {
                    Ok(waiting) => armed.push((element, waiting)),
                    Err(words) => {
                        let reason = Reason::about(code::PATH_UNCLEAR, &words.join(", "));
                        let task =
                            self.open_task(TaskKind::Incident, Some(key), "driftstopp", vec![reason])?;
                        armed.push((element, Waiting::Incident(task)));
                    }
                },
                BoundaryTrigger::Error(_) => {}
            }
        }
        if !armed.is_empty() {
            self.emit(CaseEvent::WaitChanged { key, waiting, boundary: armed });
        }
        Ok(())
    }

    fn catch(&mut self, node: &Node, trigger: &Trigger, token: Token) -> Result<(), Rejection> {
        let key = self.key()?;
        match self.await_trigger(trigger, key)? {
            Ok(Waiting::Condition(true)) => self.pass(node, token),
            Ok(waiting) => self.wait_at(node, key, token, waiting),
            Err(words) => self.stop(&node.element, vec![token], code::PATH_UNCLEAR, &words.join(", ")),
        }
    }

    fn enter_scope(&mut self, node: &Node, token: Token) -> Result<(), Rejection> {
        let key = self.key()?;
        let process = self.package.process();
        let given = process
            .starts(Some(node.id))
            .iter()
            .map(|start| Token { scope: Some(key), flow: Arc::clone(&process.node(*start).element) })
            .collect();
        let instance = Box::new(Instance {
            element: Arc::clone(&node.element),
            scope: token.scope,
            waiting: Waiting::Inside,
            boundary: Vec::new(),
            since: self.at.now,
        });
        self.emit(CaseEvent::Entered { key, taken: vec![token], instance, given });
        self.arm(node, key, Waiting::Inside)
    }
}
