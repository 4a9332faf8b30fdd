//! The checked process graph: what the engine walks.
//!
//! A graph is read only. Ids ([`NodeId`], [`FlowId`]) are positions in one [`Process`] and mean nothing in another;
//! what is written in a log is the element id of the XML ([`Node::element`]).

use std::fmt;
use std::sync::Arc;

use crate::remark::Place;
use indexmap::IndexMap;

/// Everything one BPMN file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProcessModel {
    /// The file as the caller named it; empty when unnamed.
    pub file: Arc<str>,
    /// The executable processes, in the order of the file.
    pub processes: Vec<Process>,
    /// Processes and empty pools of the file that are drawn to show the other side and never run.
    pub not_executed: Vec<Participant>,
}

impl ProcessModel {
    /// The executable process with this id.
    pub fn process(&self, id: &str) -> Option<&Process> {
        self.processes.iter().find(|process| &*process.id == id)
    }
}

/// A process that is only drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Element id.
    pub id: Arc<str>,
    /// Visible name, empty when it has none.
    pub name: Arc<str>,
}

/// The position of a node in its process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

/// The position of a sequence flow in its process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowId(pub(crate) u32);

impl NodeId {
    /// The position, from 0, dense: fit for a vector with one slot per node.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl FlowId {
    /// The position, from 0, dense.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The model of a case type's flow (`Process` is the model, a case is one journey through it).
#[doc(alias = "process")]
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    /// Element id, the name the package and the log use.
    pub id: Arc<str>,
    /// Visible name, empty when it has none.
    pub name: Arc<str>,
    /// Where the process begins in the file.
    pub place: Place,
    /// All nodes, also those inside sub-processes, in the order of the file.
    pub nodes: Vec<Node>,
    /// All sequence flows whose both ends exist, in the order of the file.
    pub flows: Vec<Flow>,
    /// Lanes; they steer nothing.
    pub lanes: Vec<Lane>,
    /// `zeebe:properties` of the process itself.
    pub properties: Vec<Pair>,
    /// The start events at the top.
    pub(crate) starts: Vec<NodeId>,
    /// The nodes at the top.
    pub(crate) top: Vec<NodeId>,
    /// For each node, the nodes directly inside it.
    pub(crate) inside: Vec<Vec<NodeId>>,
    pub(crate) by_element: IndexMap<Arc<str>, NodeId>,
    pub(crate) flow_by_element: IndexMap<Arc<str>, FlowId>,
}

impl Process {
    /// The node with this id. Ids of another process are a fault of the caller.
    #[allow(clippy::indexing_slicing, reason = "a NodeId is made by the reader of this process only")]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The flow with this id. Ids of another process are a fault of the caller.
    #[allow(clippy::indexing_slicing, reason = "a FlowId is made by the reader of this process only")]
    pub fn flow(&self, id: FlowId) -> &Flow {
        &self.flows[id.index()]
    }

    /// The node whose XML element has this id; `None` when the model has none (a log may be older than the model).
    pub fn find(&self, element: &str) -> Option<&Node> {
        self.by_element.get(element).map(|id| self.node(*id))
    }

    /// The flow whose XML element has this id.
    pub fn find_flow(&self, element: &str) -> Option<&Flow> {
        self.flow_by_element.get(element).map(|id| self.flow(*id))
    }

    /// The start events of the process itself (`scope` none) or of an embedded sub-process.
    pub fn starts(&self, scope: Option<NodeId>) -> &[NodeId] {
        let Some(scope) = scope else { return &self.starts };
        if let NodeKind::SubProcess(inner) = &self.node(scope).kind { &inner.starts } else { &[] }
    }

    /// Where a token can appear in a scope, for checks: its start events, and what begins by itself but is not
    /// executed (event sub-processes). In a scope without any, which is an error of its own, whatever nothing leads to.
    pub(crate) fn entries(&self, scope: Option<NodeId>) -> Vec<NodeId> {
        let loose = |node: &&Node| node.incoming.is_empty();
        let by_itself =
            |node: &&Node| matches!(&node.kind, NodeKind::Unsupported(other) if other.host.is_none());
        let others = self.children(scope).filter(loose).filter(by_itself).map(|node| node.id);
        let entries: Vec<_> = self.starts(scope).iter().copied().chain(others).collect();
        if entries.is_empty() {
            self.children(scope).filter(loose).map(|node| node.id).collect()
        } else {
            entries
        }
    }

    /// The nodes directly in a scope: of the process itself (`scope` none) or of an embedded sub-process.
    pub fn children(&self, scope: Option<NodeId>) -> impl Iterator<Item = &Node> {
        let inside = scope.map_or(Some(&self.top), |scope| self.inside.get(scope.index()));
        inside.into_iter().flatten().map(|id| self.node(*id))
    }

    /// The scopes around a node, innermost first; empty at the top.
    pub fn scopes_around(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.node(node).parent, |scope| self.node(*scope).parent)
    }

    /// The flows that leave a node, in the order of the file (the order conditions are tried in).
    pub fn outgoing(&self, node: NodeId) -> impl Iterator<Item = &Flow> {
        self.node(node).outgoing.iter().map(|id| self.flow(*id))
    }

    /// The flows that enter a node.
    pub fn incoming(&self, node: NodeId) -> impl Iterator<Item = &Flow> {
        self.node(node).incoming.iter().map(|id| self.flow(*id))
    }

    /// The boundary events on a node, in the order of the file.
    pub fn boundary(&self, host: NodeId) -> impl Iterator<Item = (&Node, &Boundary)> {
        self.node(host).boundary.iter().filter_map(|id| {
            let node = self.node(*id);
            if let NodeKind::Boundary(event) = &node.kind { Some((node, event)) } else { None }
        })
    }
}

/// One element that a token can stand at.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Position in [`Process::nodes`].
    pub id: NodeId,
    /// Id of the XML element.
    pub element: Arc<str>,
    /// Visible name, empty when it has none.
    pub name: Arc<str>,
    /// Where the element begins in the file.
    pub place: Place,
    /// The embedded sub-process it lies in; none at the top.
    pub parent: Option<NodeId>,
    /// What it is.
    pub kind: NodeKind,
    /// Flows that enter.
    pub incoming: Vec<FlowId>,
    /// Flows that leave, in the order of the file.
    pub outgoing: Vec<FlowId>,
    /// The flow taken when no condition holds (exclusive gateways only); one of `outgoing`.
    pub default: Option<FlowId>,
    /// Boundary events that sit on this node.
    pub boundary: Vec<NodeId>,
    /// `zeebe:ioMapping` inputs: evaluated when the node is entered, local to it.
    pub inputs: Vec<Mapping>,
    /// `zeebe:ioMapping` outputs: evaluated when the node is completed, written to the tree of facts.
    pub outputs: Vec<Mapping>,
    /// `zeebe:taskHeaders`.
    pub headers: Vec<Pair>,
    /// `zeebe:properties`.
    pub properties: Vec<Pair>,
    /// `bpmn:documentation`, empty when there is none.
    pub documentation: Arc<str>,
}

impl Node {
    /// The value of a `zeebe:taskHeaders` header.
    pub fn header(&self, key: &str) -> Option<&str> {
        self.headers.iter().find(|pair| &*pair.key == key).map(|pair| &*pair.value)
    }

    /// The value of a `zeebe:properties` property.
    pub fn property(&self, key: &str) -> Option<&str> {
        self.properties.iter().find(|pair| &*pair.key == key).map(|pair| &*pair.value)
    }

    /// The job type, for every task that is carried out as a job.
    pub fn job_type(&self) -> Option<&str> {
        let NodeKind::Task(task) = &self.kind else { return None };
        match task {
            Task::Service(work) | Task::Send(work) | Task::BusinessRule(RuleTask::Job(work)) => {
                Some(&work.task_type)
            }
            Task::BusinessRule(RuleTask::Table(_)) | Task::User(_) | Task::Receive(_) => None,
        }
    }

    /// Whether boundary events may sit on it and several unconditional flows out of it are a parallel split.
    pub fn is_activity(&self) -> bool {
        matches!(self.kind, NodeKind::Task(_) | NodeKind::SubProcess(_))
    }
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// A start event.
    Start(Start),
    /// An end event.
    End(End),
    /// An intermediate catch event.
    Catch(Trigger),
    /// An event on the edge of an activity.
    Boundary(Boundary),
    /// A task.
    Task(Task),
    /// A gateway.
    Gateway(Gateway),
    /// An embedded sub-process.
    SubProcess(SubProcess),
    /// Something this version does not execute. There is always a remark of severity error; the node is kept so that
    /// a model with a fault still opens.
    Unsupported(Unsupported),
}

/// What begins a scope.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// Begun by a command, or by entering the sub-process.
    None,
    /// Begun by a message; its correlation key is not used.
    Message(Message),
}

/// How a path ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The token is consumed.
    None,
    /// Everything in the same scope is ended; at the top, the whole journey.
    Terminate,
    /// A BPMN error is thrown in the scope around, with this code.
    Error(ErrorCode),
}

/// What a waiting event waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// A moment.
    Timer(Timer),
    /// A message that correlates.
    Message(Message),
    /// A condition over the tree of facts that goes from not true to true ("the case was updated").
    Conditional(Expr),
}

/// A boundary event.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary {
    /// The activity it sits on.
    pub host: NodeId,
    /// Whether the activity is cancelled when it fires; always true for an error.
    pub interrupting: bool,
    /// What it waits for.
    pub trigger: BoundaryTrigger,
}

/// What a boundary event waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum BoundaryTrigger {
    /// Timer, message or condition.
    Wait(Trigger),
    /// A BPMN error thrown by the activity or in it; `None` catches every code.
    Error(Option<ErrorCode>),
}

/// The code of a BPMN error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode(pub Arc<str>);

impl fmt::Display for ErrorCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A timer. A fixed text in the file is rewritten to the FEEL call it stands for, so the expression always gives a
/// date, a date and time or a duration (for a cycle: a string as in ISO 8601).
#[derive(Clone, Debug, PartialEq)]
pub enum Timer {
    /// At a moment: a date, or a date and time.
    Date(Expr),
    /// After a duration, counted from when the node was entered.
    Duration(Expr),
    /// Again and again (`R3/PT1H`, `R/P1D`); only on boundary events that do not interrupt.
    Cycle(Expr),
}

impl Timer {
    /// The expression, whichever kind.
    pub fn expr(&self) -> &Expr {
        match self {
            Self::Date(expr) | Self::Duration(expr) | Self::Cycle(expr) => expr,
        }
    }
}

/// A message that is waited for.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Id of the `bpmn:message` element.
    pub element: Arc<str>,
    /// The name it is published under.
    pub name: Expr,
    /// `zeebe:subscription correlationKey`; none on start events of the process.
    pub correlation: Option<Expr>,
}

/// A task.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Work carried out as a job.
    Service(Work),
    /// Work that sends something, carried out as a job.
    Send(Work),
    /// A rule table, or work carried out as a job.
    BusinessRule(RuleTask),
    /// Work for a person.
    User(Box<UserTask>),
    /// Waits for a message.
    Receive(Message),
}

/// `zeebe:taskDefinition`.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// The job type; always a fixed text, since the reserved types must be seen in the model.
    pub task_type: Arc<str>,
    /// Number of tries; none when the model does not say.
    pub retries: Option<Expr>,
}

/// A business rule task.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleTask {
    /// `zeebe:calledDecision`.
    Table(CalledDecision),
    /// `zeebe:taskDefinition`.
    Job(Work),
}

/// `zeebe:calledDecision`.
#[derive(Clone, Debug, PartialEq)]
pub struct CalledDecision {
    /// Id of the DMN decision.
    pub decision: Expr,
    /// The variable the result is put in.
    pub result: Arc<str>,
}

/// A user task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UserTask {
    /// `zeebe:formDefinition`.
    pub form: Option<Form>,
    /// The person it is for.
    pub assignee: Option<Expr>,
    /// Groups that may take it.
    pub candidate_groups: Option<Expr>,
    /// Persons that may take it.
    pub candidate_users: Option<Expr>,
    /// `zeebe:taskSchedule dueDate`.
    pub due: Option<Expr>,
    /// `zeebe:taskSchedule followUpDate`.
    pub follow_up: Option<Expr>,
    /// `zeebe:priorityDefinition`, 0–100.
    pub priority: Option<Expr>,
    /// Whether `zeebe:userTask` is there. Without it Camunda 8 makes a job; here both are tasks for a person.
    pub native: bool,
}

/// The form of a user task.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// `formId`: a form of the package.
    Id(Arc<str>),
    /// `formKey` or `externalReference`: a name the tasklist resolves.
    Key(Expr),
}

/// A gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gateway {
    /// Takes the first flow whose condition holds, else the default; passes every token that comes.
    Exclusive,
    /// Waits for a token on every incoming flow, then takes every outgoing flow.
    Parallel,
}

/// An embedded sub-process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubProcess {
    /// Its start events.
    pub starts: Vec<NodeId>,
}

/// An element that is not executed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// The name of the XML element, for example `inclusiveGateway`.
    pub tag: Arc<str>,
    /// For a boundary event, the activity it sits on.
    pub host: Option<NodeId>,
}

/// A sequence flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Position in [`Process::flows`].
    pub id: FlowId,
    /// Id of the XML element.
    pub element: Arc<str>,
    /// Visible name, empty when it has none.
    pub name: Arc<str>,
    /// Where the element begins in the file.
    pub place: Place,
    /// The node it leaves.
    pub source: NodeId,
    /// The node it enters.
    pub target: NodeId,
    /// Must be true for the flow to be taken; only on flows out of an exclusive gateway.
    pub condition: Option<Expr>,
}

/// One line of `zeebe:ioMapping`.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// What is evaluated.
    pub source: Expr,
    /// The name, or path with dots, that gets the value.
    pub target: Arc<str>,
}

/// A key and a value, both fixed texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The key.
    pub key: Arc<str>,
    /// The value.
    pub value: Arc<str>,
}

/// A lane: who does what, for the reader of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Element id.
    pub id: Arc<str>,
    /// Visible name, empty when it has none.
    pub name: Arc<str>,
    /// The nodes in it.
    pub nodes: Vec<NodeId>,
}

/// A FEEL expression, not yet compiled: the package knows the names in scope.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// FEEL text, without the leading `=` of the file. A fixed text of the file is given as a FEEL literal here
    /// (`"text"`, `duration("P3D")`), so every expression can be compiled the same way.
    pub text: Arc<str>,
    /// The text as it stands in the file when it is fixed (has no leading `=`).
    pub fixed: Option<Arc<str>>,
    /// Where the expression begins: line and column of its first character where that is known, else of the
    /// element, and the id of the element it belongs to.
    pub place: Place,
}
