//! A package, loaded: everything the engine asks of a case type.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use saklig_bpmn::{Expr, Node, Process};
use saklig_case::gate::Terms;
use saklig_case::{Lagrum, Month};
use saklig_feel::remark::Remark;
use saklig_feel::{Program, Scope};
use saklig_form::Form;

use crate::bundle::Bundle;
use crate::declared::{
    ClaimDecl, CommunicationDecl, DecisionDecl, Declared, MayBeMissing, SheetDecl, SourceDecl, WarningDecl,
};
use crate::facts::Declarations;
use crate::manifest::{Manifest, Provision};
use crate::overlay::Overlay;
use crate::parameter::Parameter;
use crate::program::ProcessPrograms;
use crate::rulebook::{RuleSet, Rulebook, TableRows};
use crate::view::ParameterView;

/// A case type as a whole, resolved with its shared values and one overlay.
#[doc(alias = "paket")]
#[derive(Debug, Clone)]
pub struct Package {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) version: Arc<str>,
    pub(crate) bundle: Bundle,
    pub(crate) manifest: Manifest,
    pub(crate) overlay: Option<Overlay>,
    pub(crate) facts: Declarations,
    pub(crate) tree: Vec<Declared>,
    pub(crate) scope: Scope,
    pub(crate) roots: Vec<Arc<str>>,
    pub(crate) parameters: BTreeMap<Arc<str>, Parameter>,
    pub(crate) views: BTreeMap<Month, Arc<ParameterView>>,
    pub(crate) no_month: Arc<ParameterView>,
    pub(crate) rulebook: Rulebook,
    pub(crate) process: Process,
    pub(crate) programs: ProcessPrograms,
    pub(crate) form: Option<Form>,
    pub(crate) sources: Vec<SourceDecl>,
    pub(crate) sheet: Option<SheetDecl>,
    pub(crate) decision: Option<DecisionDecl>,
    pub(crate) communication: Option<CommunicationDecl>,
    pub(crate) warning_lists: Vec<Arc<str>>,
    pub(crate) warnings: IndexMap<Arc<str>, WarningDecl>,
    pub(crate) claim: Option<ClaimDecl>,
    pub(crate) may_be_missing: Vec<MayBeMissing>,
    pub(crate) terms: Terms,
    pub(crate) scenarios: Vec<String>,
    pub(crate) stops: Vec<Remark>,
}

impl Package {
    /// The case type.
    pub fn id(&self) -> &Arc<str> {
        &self.inner.manifest.id
    }

    /// The version that a case pins: the SHA-256 of the bundle, 64 hexadecimal digits.
    pub fn bundle(&self) -> &Arc<str> {
        &self.inner.version
    }

    /// The bundle it was loaded from.
    pub fn archive(&self) -> &Bundle {
        &self.inner.bundle
    }

    /// What `process.toml` says, with what the overlay filled or confirmed.
    pub fn manifest(&self) -> &Manifest {
        &self.inner.manifest
    }

    /// What the overlay changed.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.inner.overlay.as_ref()
    }

    /// The process.
    pub fn process(&self) -> &Process {
        &self.inner.process
    }

    /// The names at the top of the tree of facts, in slot order.
    pub fn roots(&self) -> &[Arc<str>] {
        &self.inner.roots
    }

    /// The names at the top of the tree with their types, for compiling further expressions over it.
    pub fn scope(&self) -> &Scope {
        &self.inner.scope
    }

    /// The compiled expression of the process. Its slots are [`roots`](Self::roots), then the
    /// [`locals`](Self::locals) of the node it belongs to. `None` for an expression with faults.
    pub fn program(&self, expr: &Expr) -> Option<&Program> {
        self.inner.programs.get(expr.place.element.as_deref().unwrap_or_default(), &expr.text)
    }

    /// The local names of a node, in slot order after [`roots`](Self::roots): variables of ioMapping inputs (outermost
    /// sub-process first), the result variable of a called decision, and the variables that outputs take from a result.
    /// A local name hides the same name of the tree. A condition on a flow has the locals of the gateway it leaves.
    pub fn locals(&self, node: &Node) -> Vec<Arc<str>> {
        self.inner.programs.locals(node).to_vec()
    }

    /// The compiled value of a task header that begins with `=`.
    pub fn header_program(&self, node: &Node, key: &str) -> Option<&Program> {
        let text = node.header(key)?.strip_prefix('=')?.trim();
        self.inner.programs.get(&node.element, text)
    }

    /// The rules that hold a decision, by its id or name.
    pub fn rules(&self, decision: &str) -> Option<&RuleSet> {
        self.inner.rulebook.decision(decision)
    }

    /// All rules.
    pub fn rulebook(&self) -> &Rulebook {
        &self.inner.rulebook
    }

    /// The rows of all rule tables, for seeing which of them a scenario has shown.
    pub fn table_rows(&self) -> &[TableRows] {
        self.inner.rulebook.rows()
    }

    /// The provisions and the sentence of a row, by table (id or name of the table, decision or function) and row id.
    pub fn row_annotations(&self, table: &str, rule: &str) -> Option<(Vec<Lagrum>, Arc<str>)> {
        let annotations = self.inner.rulebook.annotations(table, rule)?;
        Some((annotations.lagrum.clone(), annotations.motivation.clone()))
    }

    /// A provision by the text it is cited with; unconfirmed when the package does not list it.
    pub fn lagrum(&self, text: &str) -> Lagrum {
        self.inner.manifest.provision(text)
    }

    /// The provisions that may be cited.
    pub fn provisions(&self) -> &IndexMap<Arc<str>, Provision> {
        &self.inner.manifest.lagrum
    }

    /// The declared tree of facts: the nodes at the top.
    pub fn declared(&self) -> &[Declared] {
        &self.inner.tree
    }

    /// A node at the top of the declared tree.
    pub fn declared_root(&self, name: &str) -> Option<&Declared> {
        self.inner.tree.iter().find(|node| &*node.name == name)
    }

    /// The declared paths, flat.
    pub fn facts(&self) -> &Declarations {
        &self.inner.facts
    }

    /// Whether a declared path (without brackets) is a list.
    pub fn is_list(&self, declared_path: &str) -> bool {
        self.inner.facts.get(declared_path).is_some_and(|declaration| declaration.kind.is_list())
    }

    /// The sources that are asked.
    pub fn sources(&self) -> &[SourceDecl] {
        &self.inner.sources
    }

    /// The parameters, by id.
    pub fn parameters(&self) -> &BTreeMap<Arc<str>, Parameter> {
        &self.inner.parameters
    }

    /// The parameters that hold for a month; without a month nothing is known. Months the package covers are kept ready.
    pub fn parameters_for(&self, month: Option<Month>) -> Arc<ParameterView> {
        let Some(month) = month else { return Arc::clone(&self.inner.no_month) };
        match self.inner.views.get(&month) {
            Some(view) => Arc::clone(view),
            None => Arc::new(ParameterView::new(Some(month), self.inner.parameters.values())),
        }
    }

    /// Whether the package covers a month; true for every month when it says none.
    pub fn covers(&self, month: Month) -> bool {
        self.inner.manifest.months.is_none_or(|(first, last)| first <= month && month <= last)
    }

    /// The rows of the calculation.
    pub fn sheet(&self) -> Option<&SheetDecl> {
        self.inner.sheet.as_ref()
    }

    /// Where the proposal stands.
    pub fn decision_paths(&self) -> Option<&DecisionDecl> {
        self.inner.decision.as_ref()
    }

    /// Communication before a decision against the party.
    pub fn communication(&self) -> Option<&CommunicationDecl> {
        self.inner.communication.as_ref()
    }

    /// Paths of the lists of warnings.
    pub fn warning_lists(&self) -> &[Arc<str>] {
        &self.inner.warning_lists
    }

    /// A type of warning.
    pub fn warning(&self, kind: &str) -> Option<&WarningDecl> {
        self.inner.warnings.get(kind)
    }

    /// All types of warnings, in order of the manifest.
    pub fn warnings(&self) -> impl Iterator<Item = &WarningDecl> {
        self.inner.warnings.values()
    }

    /// What the decision gate is told.
    pub fn terms(&self) -> &Terms {
        &self.inner.terms
    }

    /// What only one case may hold.
    pub fn claim(&self) -> Option<&ClaimDecl> {
        self.inner.claim.as_ref()
    }

    /// The only inputs that may be unknown.
    pub fn far_saknas(&self) -> &[MayBeMissing] {
        &self.inner.may_be_missing
    }

    /// The form of an application.
    pub fn form(&self) -> Option<&Form> {
        self.inner.form.as_ref()
    }

    /// The scenario files, sorted: paths in the bundle.
    pub fn scenarios(&self) -> &[String] {
        &self.inner.scenarios
    }

    /// A file of the bundle as text, by its path (`forsorjningsstod-ateransokan/LASMIG.md`).
    pub fn file(&self, path: &str) -> Option<String> {
        use crate::files::Files as _;
        self.inner.bundle.files().read(path).and_then(|content| String::from_utf8(content).ok())
    }

    /// Whether cases may run on it; every reason when not. A package that may not run still opens, so that it can be
    /// shown, checked and corrected.
    pub fn may_run(&self) -> Result<(), Vec<Remark>> {
        if self.inner.stops.is_empty() { Ok(()) } else { Err(self.inner.stops.clone()) }
    }
}
