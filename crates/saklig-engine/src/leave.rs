//! Leaving an element: by its normal way, over a boundary event, with a scope that closes, by an error.

use std::sync::Arc;

use saklig_bpmn::{BoundaryTrigger, Node, NodeKind};
use saklig_case::{CaseEvent, Key, Rejection, Token, Waiting, WorkState, code};

use crate::run::Run;

impl Run<'_> {
    /// Leaves an instance by its normal way.
    pub(crate) fn leave(&mut self, key: Key) -> Result<(), Rejection> {
        let Some((element, scope)) = self.place(key) else { return Ok(()) };
        let given = match self.package.process().find(&element) {
            Some(node) => self.out(node, scope),
            None => Vec::new(),
        };
        self.leave_over(key, "", given)
    }

    /// Leaves an instance so that its element is entered again.
    pub(crate) fn retry(&mut self, key: Key) -> Result<(), Rejection> {
        let Some((element, scope)) = self.place(key) else { return Ok(()) };
        let given = vec![Token { scope, flow: element }];
        self.leave_over(key, "", given)
    }

    fn place(&self, key: Key) -> Option<(Arc<str>, Option<Key>)> {
        self.case.journey.instances.get(&key).map(|instance| (Arc::clone(&instance.element), instance.scope))
    }

    fn leave_over(&mut self, key: Key, over: &str, given: Vec<Token>) -> Result<(), Rejection> {
        let scope = self.place(key).and_then(|(_, scope)| scope);
        self.call_off(key);
        let dead_end = given.is_empty();
        self.emit(CaseEvent::Left { key, over: Arc::from(over), given });
        if dead_end { self.close_scope(scope) } else { Ok(()) }
    }

    /// Calls off everything an instance, and all inside it, waits for.
    fn call_off(&mut self, root: Key) {
        for key in self.case.journey.subtree(root) {
            let tasks: Vec<Key> = self
                .case
                .open_tasks()
                .filter(|task| task.instance == Some(key))
                .map(|task| task.key)
                .collect();
            for task in tasks {
                self.emit(CaseEvent::TaskEnded { task, by: Arc::from(""), note: Arc::from("") });
            }
            let timers: Vec<Key> = self
                .case
                .timers
                .iter()
                .filter(|(_, (instance, _))| *instance == key)
                .map(|(key, _)| *key)
                .collect();
            for key in timers {
                self.emit(CaseEvent::TimerEnded { key, fired: false });
            }
            let work: Vec<Key> = self
                .case
                .work
                .values()
                .filter(|work| work.instance == key && work.state == WorkState::Ordered)
                .map(|work| work.key)
                .collect();
            for job in work {
                self.emit(CaseEvent::WorkCancelled { job });
            }
        }
    }

    /// A sub-process in which nothing is under way any more is left.
    pub(crate) fn close_scope(&mut self, scope: Option<Key>) -> Result<(), Rejection> {
        let Some(key) = scope else { return Ok(()) };
        let inside = self.case.journey.instances.get(&key).is_some_and(|i| i.waiting == Waiting::Inside);
        if inside && self.case.journey.is_quiet(scope) { self.leave(key) } else { Ok(()) }
    }

    /// A terminate end: everything in the scope is over.
    pub(crate) fn terminate(&mut self, node: &Node, token: &Token) -> Result<(), Rejection> {
        let scope = token.scope;
        let instances: Vec<Key> = self
            .case
            .journey
            .instances
            .iter()
            .filter(|(_, instance)| instance.scope == scope)
            .map(|(key, _)| *key)
            .collect();
        for key in instances {
            self.call_off(key);
            self.emit(CaseEvent::Left { key, over: Arc::clone(&node.element), given: Vec::new() });
        }
        let all = self.case.journey.tokens.iter().filter(|there| there.scope == scope).cloned().collect();
        self.emit(CaseEvent::Passed { element: Arc::clone(&node.element), taken: all, given: Vec::new() });
        self.close_scope(scope)
    }

    /// A BPMN error: caught by the nearest boundary event around it, else a person is asked.
    pub(crate) fn throw(&mut self, node: &Node, error: &str, token: Token) -> Result<(), Rejection> {
        let mut scope = token.scope;
        while let Some(key) = scope {
            if let Some((event, given)) = self.catcher(key, error) {
                self.emit(CaseEvent::Passed {
                    element: Arc::clone(&node.element),
                    taken: vec![token],
                    given: Vec::new(),
                });
                return self.leave_over(key, &event, given);
            }
            scope = self.case.journey.instances.get(&key).and_then(|instance| instance.scope);
        }
        self.stop(&node.element, vec![token], code::INCIDENT, error)
    }

    /// The boundary event of an instance, or of one around it, that catches an error raised by the instance's own work.
    pub(crate) fn raise(&mut self, key: Key, error: &str) -> Result<bool, Rejection> {
        let mut at = Some(key);
        while let Some(key) = at {
            if let Some((event, given)) = self.catcher(key, error) {
                self.leave_over(key, &event, given)?;
                return Ok(true);
            }
            at = self.case.journey.instances.get(&key).and_then(|instance| instance.scope);
        }
        Ok(false)
    }

    fn catcher(&self, key: Key, error: &str) -> Option<(Arc<str>, Vec<Token>)> {
        let process = self.package.process();
        let instance = self.case.journey.instances.get(&key)?;
        let host = process.find(&instance.element)?;
        let (event, _) = process.boundary(host.id).find(|(_, boundary)| match &boundary.trigger {
            BoundaryTrigger::Error(None) => true,
            BoundaryTrigger::Error(Some(code)) => code.0.as_ref() == error,
            BoundaryTrigger::Wait(_) => false,
        })?;
        Some((Arc::clone(&event.element), self.out(event, instance.scope)))
    }

    /// A boundary event fires.
    pub(crate) fn fire_boundary(&mut self, key: Key, event: &Arc<str>) -> Result<(), Rejection> {
        let process = self.package.process();
        let Some(node) = process.find(event) else { return Ok(()) };
        let NodeKind::Boundary(boundary) = &node.kind else { return Ok(()) };
        let Some((_, scope)) = self.place(key) else { return Ok(()) };
        let given = self.out(node, scope);
        if boundary.interrupting {
            return self.leave_over(key, event, given);
        }
        self.disarm(key, event);
        self.emit(CaseEvent::Branched { key, event: Arc::clone(event), given });
        Ok(())
    }

    /// A boundary event that does not interrupt fires once (a condition again when it has been false).
    fn disarm(&mut self, key: Key, event: &Arc<str>) {
        let Some(instance) = self.case.journey.instances.get(&key) else { return };
        let waiting = instance.waiting.clone();
        let boundary = instance
            .boundary
            .iter()
            .filter_map(|(element, armed)| match (element == event, armed) {
                (true, Waiting::Condition(_)) => Some((Arc::clone(element), Waiting::Condition(true))),
                (true, _) => None,
                (false, armed) => Some((Arc::clone(element), armed.clone())),
            })
            .collect();
        self.emit(CaseEvent::WaitChanged { key, waiting, boundary });
    }
}
