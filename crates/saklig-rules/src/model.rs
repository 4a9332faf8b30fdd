//! A DMN model as it was read: nothing compiled, every part with its line and element id.

use std::sync::Arc;

/// A DMN document as read. A model with faults opens; its remarks say what is wrong.
#[derive(Debug, Clone, Default)]
#[doc(alias = "regelmodell")]
pub struct Model {
    /// File name as given by the caller.
    pub file: Arc<str>,
    /// Name of the model.
    pub name: String,
    /// Namespace of the model.
    pub namespace: String,
    /// Named types.
    pub types: Vec<ItemDefinition>,
    /// What the rules are given.
    pub inputs: Vec<InputData>,
    /// DMN decisions: tables and other boxed expressions.
    pub decisions: Vec<RuleTable>,
    /// Functions that decisions use (business knowledge models).
    pub functions: Vec<KnowledgeModel>,
    /// The document could not be read to its end; nothing in it is evaluated.
    pub damaged: bool,
}

/// Where an element stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Element id, or a name where the element has none.
    pub element: Option<Arc<str>>,
    /// Line of the start tag, counted from 1.
    pub line: u32,
}

/// A piece of FEEL, or another text, with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The text as written, entities resolved.
    pub text: Arc<str>,
    /// Element id of the cell or expression.
    pub element: Option<Arc<str>>,
    /// Line of the first character, counted from 1.
    pub line: u32,
    /// Column of the first character, counted from 1.
    pub column: u32,
}

/// A named type (`itemDefinition`) or one of its components.
#[derive(Debug, Clone)]
pub struct ItemDefinition {
    /// Name that `typeRef` uses.
    pub name: String,
    /// The type it renames, unless it has components.
    pub type_ref: Option<String>,
    /// A list of what is described.
    pub is_collection: bool,
    /// Unary tests that an item shall pass.
    pub allowed_values: Option<Text>,
    /// Fields of a structured type.
    pub components: Vec<ItemDefinition>,
    /// Where it stands.
    pub origin: Origin,
}

/// A value the rules are given.
#[derive(Debug, Clone)]
pub struct InputData {
    /// Element id.
    pub id: Arc<str>,
    /// Name in expressions.
    pub name: Arc<str>,
    /// Declared type.
    pub type_ref: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// A DMN decision.
#[derive(Debug, Clone)]
#[doc(alias = "regeltabell")]
pub struct RuleTable {
    /// Element id.
    pub id: Arc<str>,
    /// Name in expressions and in the trace.
    pub name: Arc<str>,
    /// Declared type of the result.
    pub type_ref: Option<String>,
    /// What it reads and calls, in document order.
    pub requires: Vec<Requirement>,
    /// Its logic.
    pub body: Option<Boxed>,
    /// A part of it was left out with a remark; it is not evaluated.
    pub faulty: bool,
    /// Where it stands.
    pub origin: Origin,
}

/// A function with a name (`businessKnowledgeModel`).
#[derive(Debug, Clone)]
pub struct KnowledgeModel {
    /// Element id.
    pub id: Arc<str>,
    /// Name in expressions and in the trace.
    pub name: Arc<str>,
    /// The functions it calls.
    pub requires: Vec<Requirement>,
    /// Its parameters and logic.
    pub logic: Option<FunctionDefinition>,
    /// A part of it was left out with a remark; it is not evaluated.
    pub faulty: bool,
    /// Where it stands.
    pub origin: Origin,
}

/// What a requirement points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequirementKind {
    /// Input data.
    Input,
    /// The result of another decision.
    Decision,
    /// A function.
    Knowledge,
}

/// A requirement of a decision or function.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// What it points at.
    pub kind: RequirementKind,
    /// Element id it points at, without `#`.
    pub target: String,
    /// Where it stands.
    pub origin: Origin,
}

/// A boxed expression.
#[derive(Debug, Clone)]
pub struct Boxed {
    /// Declared type.
    pub type_ref: Option<String>,
    /// Where it stands.
    pub origin: Origin,
    /// What it is.
    pub kind: BoxedKind,
}

/// The kinds of boxed expressions.
#[derive(Debug, Clone)]
pub enum BoxedKind {
    /// A decision table.
    Table(Table),
    /// A FEEL expression.
    Literal(Text),
    /// Named entries; later ones see earlier ones. An entry without name is the result.
    Context(Vec<ContextEntry>),
    /// A list of expressions.
    List(Vec<Boxed>),
    /// A list of contexts with the same fields.
    Relation {
        /// Field names.
        columns: Vec<String>,
        /// Rows of expressions, one for each column.
        rows: Vec<Vec<Boxed>>,
    },
    /// A call with named arguments.
    Invocation {
        /// The function, most often its name.
        function: Text,
        /// Parameter names and arguments.
        bindings: Vec<(String, Boxed)>,
    },
    /// A function value.
    Function(Box<FunctionDefinition>),
    /// If, then, else.
    Conditional(Box<[Boxed; 3]>),
    /// The items for which `matches` is true; sees `item`.
    Filter {
        /// The list.
        list: Box<Boxed>,
        /// The condition.
        matches: Box<Boxed>,
    },
    /// One result for each item.
    For(Box<Iteration>),
    /// True when one item satisfies.
    Some(Box<Iteration>),
    /// True when all items satisfy.
    Every(Box<Iteration>),
}

/// An entry of a boxed context.
#[derive(Debug, Clone)]
pub struct ContextEntry {
    /// Name; none for the result entry.
    pub name: Option<Arc<str>>,
    /// Declared type of the entry.
    pub type_ref: Option<String>,
    /// Its expression.
    pub body: Boxed,
}

/// A loop over a list.
#[derive(Debug, Clone)]
pub struct Iteration {
    /// Name of the item.
    pub variable: String,
    /// The list.
    pub list: Boxed,
    /// What is evaluated for each item.
    pub body: Boxed,
}

/// A function with parameters and a body.
#[derive(Debug, Clone)]
pub struct FunctionDefinition {
    /// Parameter names and types.
    pub parameters: Vec<(String, Option<String>)>,
    /// What it evaluates.
    pub body: Option<Boxed>,
    /// Where it stands.
    pub origin: Origin,
}

/// Which rows of a table give its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitPolicy {
    /// At most one row may match.
    Unique,
    /// Several rows may match when they agree.
    Any,
    /// The match with the highest output priority.
    Priority,
    /// The first match; later rows are not evaluated.
    First,
    /// All matches in the order of the rows.
    RuleOrder,
    /// All matches in the order of output priority.
    OutputOrder,
    /// All matches, as a list or aggregated.
    Collect(Aggregation),
}

impl HitPolicy {
    /// The table gives one row's output, not a collection.
    pub const fn is_single_hit(self) -> bool {
        matches!(self, HitPolicy::Unique | HitPolicy::Any | HitPolicy::Priority | HitPolicy::First)
    }
}

/// How a collecting table puts its outputs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// As a list.
    List,
    /// Their sum.
    Sum,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Their number.
    Count,
}

/// A decision table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Element id.
    pub id: Option<Arc<str>>,
    /// Which rows give the result.
    pub hit_policy: HitPolicy,
    /// Input columns.
    pub inputs: Vec<InputColumn>,
    /// Output columns.
    pub outputs: Vec<OutputColumn>,
    /// Names of the annotation columns.
    pub annotations: Vec<Arc<str>>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// An input column.
#[derive(Debug, Clone)]
pub struct InputColumn {
    /// Label, or the text of the expression.
    pub label: Arc<str>,
    /// What is tested.
    pub expression: Text,
    /// Declared type.
    pub type_ref: Option<String>,
    /// Unary tests that the value shall pass.
    pub allowed: Option<Text>,
    /// Where it stands.
    pub origin: Origin,
}

/// An output column.
#[derive(Debug, Clone)]
pub struct OutputColumn {
    /// Name of the field when there are several outputs.
    pub name: Option<Arc<str>>,
    /// Label, for people.
    pub label: Option<Arc<str>>,
    /// Declared type.
    pub type_ref: Option<String>,
    /// The values in order of priority.
    pub allowed: Option<Text>,
    /// Value when no row matches.
    pub default: Option<Text>,
    /// Where it stands.
    pub origin: Origin,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Element id.
    pub id: Arc<str>,
    /// One test for each input column.
    pub tests: Vec<Text>,
    /// One expression for each output column.
    pub outputs: Vec<Text>,
    /// One text for each annotation column.
    pub annotations: Vec<Arc<str>>,
    /// Where it stands.
    pub origin: Origin,
}
