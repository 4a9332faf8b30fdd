//! A process as text, for snapshots and for people who compare two versions.

use std::fmt::{self, Write};

use crate::model::{
    Boundary, BoundaryTrigger, End, Expr, Flow, Form, Gateway, Mapping, Message, Node, NodeId, NodeKind,
    Process, RuleTask, Start, Task, Timer, Trigger, UserTask, Work,
};

impl Process {
    /// The graph as text: one line per node, its settings and flows indented below, sub-processes nested.
    pub fn dump(&self) -> String {
        let mut out = format!("process {}{}\n", self.id, named(&self.name));
        for lane in &self.lanes {
            let nodes = lane.nodes.iter().map(|id| &*self.node(*id).element).collect::<Vec<_>>().join(" ");
            line(&mut out, 1, format_args!("lane {}{}: {nodes}", lane.id, named(&lane.name)));
        }
        self.dump_scope(None, 1, &mut out);
        out
    }

    fn dump_scope(&self, scope: Option<NodeId>, depth: usize, out: &mut String) {
        for node in self.children(scope) {
            line(out, depth, format_args!("{}: {}{}", node.element, self.kind_text(node), named(&node.name)));
            dump_settings(node, depth + 1, out);
            self.dump_scope(Some(node.id), depth + 1, out);
            for flow in self.outgoing(node.id) {
                self.dump_flow(node, flow, depth + 1, out);
            }
        }
    }

    fn dump_flow(&self, node: &Node, flow: &Flow, depth: usize, out: &mut String) {
        let target = &self.node(flow.target).element;
        let condition = flow.condition.as_ref().map(|it| format!(" if {}", it.text)).unwrap_or_default();
        let default = if node.default == Some(flow.id) { " default" } else { "" };
        line(out, depth, format_args!("→ {target} ({}){condition}{default}", flow.element));
    }

    fn kind_text(&self, node: &Node) -> String {
        match &node.kind {
            NodeKind::Start(Start::None) => "start".to_owned(),
            NodeKind::Start(Start::Message(message)) => format!("start on {}", message_text(message)),
            NodeKind::End(End::None) => "end".to_owned(),
            NodeKind::End(End::Terminate) => "end, terminate".to_owned(),
            NodeKind::End(End::Error(code)) => format!("end, error {code}"),
            NodeKind::Catch(trigger) => format!("wait for {}", trigger_text(trigger)),
            NodeKind::Boundary(event) => self.boundary_text(event),
            NodeKind::Task(task) => task_text(task),
            NodeKind::Gateway(Gateway::Exclusive) => "exclusive".to_owned(),
            NodeKind::Gateway(Gateway::Parallel) => "parallel".to_owned(),
            NodeKind::SubProcess(_) => "sub-process".to_owned(),
            NodeKind::Unsupported(other) => {
                let host =
                    other.host.map(|host| format!(" on {}", self.node(host).element)).unwrap_or_default();
                format!("not executed {}{host}", other.tag)
            }
        }
    }

    fn boundary_text(&self, event: &Boundary) -> String {
        let host = &self.node(event.host).element;
        let word = if event.interrupting { "interrupts" } else { "beside" };
        match &event.trigger {
            BoundaryTrigger::Wait(trigger) => format!("{word} {host} on {}", trigger_text(trigger)),
            BoundaryTrigger::Error(Some(code)) => format!("{word} {host} on error {code}"),
            BoundaryTrigger::Error(None) => format!("{word} {host} on any error"),
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

fn dump_settings(node: &Node, depth: usize, out: &mut String) {
    if let NodeKind::Task(Task::User(task)) = &node.kind {
        dump_user(task, depth, out);
    }
    let mapping = |out: &mut String, word: &str, list: &[Mapping]| {
        for Mapping { source, target } in list {
            line(out, depth, format_args!("{word} {target} = {}", source.text));
        }
    };
    mapping(out, "in", &node.inputs);
    mapping(out, "out", &node.outputs);
    for header in &node.headers {
        line(out, depth, format_args!("header {} = {}", header.key, header.value));
    }
    for property in &node.properties {
        line(out, depth, format_args!("property {} = {}", property.key, property.value));
    }
}

fn trigger_text(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Timer(Timer::Date(time)) => format!("moment {time}"),
        Trigger::Timer(Timer::Duration(time)) => format!("duration {time}"),
        Trigger::Timer(Timer::Cycle(time)) => format!("cycle {time}"),
        Trigger::Message(message) => message_text(message),
        Trigger::Conditional(condition) => format!("condition {condition}"),
    }
}

fn message_text(message: &Message) -> String {
    let key = message.correlation.as_ref().map(|key| format!(" key {key}")).unwrap_or_default();
    format!("message {}{key}", message.name)
}

fn task_text(task: &Task) -> String {
    match task {
        Task::Service(work) => format!("service {}", work_text(work)),
        Task::Send(work) => format!("send {}", work_text(work)),
        Task::BusinessRule(RuleTask::Job(work)) => format!("rule job {}", work_text(work)),
        Task::BusinessRule(RuleTask::Table(called)) => {
            format!("rule {} into {}", called.decision, called.result)
        }
        Task::User(task) => if task.native { "user" } else { "user (job)" }.to_owned(),
        Task::Receive(message) => format!("receive {}", message_text(message)),
    }
}

fn work_text(work: &Work) -> String {
    let retries = work.retries.as_ref().map(|retries| format!(" retries {retries}")).unwrap_or_default();
    format!("{}{retries}", work.task_type)
}

fn dump_user(task: &UserTask, depth: usize, out: &mut String) {
    match &task.form {
        Some(Form::Id(id)) => line(out, depth, format_args!("form {id}")),
        Some(Form::Key(key)) => line(out, depth, format_args!("form key {key}")),
        None => {}
    }
    let settings = [
        ("assignee", &task.assignee),
        ("groups", &task.candidate_groups),
        ("users", &task.candidate_users),
        ("due", &task.due),
        ("follow up", &task.follow_up),
        ("priority", &task.priority),
    ];
    for (word, value) in settings {
        if let Some(value) = value {
            line(out, depth, format_args!("{word} {value}"));
        }
    }
}

fn named(name: &str) -> String {
    if name.is_empty() {
        String::new()
    } else {
        format!(" \"{}\"", name.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

#[allow(clippy::let_underscore_must_use, reason = "writing to a string cannot fail")]
fn line(out: &mut String, depth: usize, text: fmt::Arguments) {
    let _ = writeln!(out, "{:1$}{text}", "", depth * 2);
}
