//! Loading: from files to a [`Package`], whole, with a remark for everything that is wrong.

use std::collections::BTreeMap;
use std::sync::Arc;

use saklig_bpmn::Process;
use saklig_case::Month;
use saklig_feel::remark::{Place, Remark};
use saklig_feel::{Program, Scope, Type, compile_expression};
use saklig_form::Form;
use saklig_form::toml_table::Document;
use saklig_rules::Model;

use crate::bundle::Bundle;
use crate::checks;
use crate::declared::{
    ClaimDecl, CommunicationDecl, DecisionDecl, MayBeMissing, SheetDecl, SourceDecl, WarningDecl, tree,
};
use crate::facts::{self, Declarations};
use crate::files::{Files, MemoryFiles};
use crate::manifest::{self, CODES, Manifest, Written};
use crate::overlay::{self, Overlay, Touched};
use crate::package::{Inner, Package};
use crate::parameter::{self, Parameter};
use crate::program;
use crate::rulebook::{self, Around, Rulebook};
use crate::terms;
use crate::view::ParameterView;

/// The name of the parameters in the tree.
const PARAMETERS: &str = "parametrar";

/// Loads the package `id` with one overlay (none: the package as it is shipped). Whatever is wrong is a remark; the
/// package comes back in any case, and [`Package::may_run`] says whether it may be used.
pub fn load(files: &dyn Files, id: &str, overlay: Option<&str>) -> (Package, Vec<Remark>) {
    let (bundle, mut remarks) = Bundle::gather(files, id, overlay);
    let (package, found) = open(&bundle, remarks.iter().any(Remark::is_error));
    remarks.extend(found);
    (package, remarks)
}

/// Loads the package in a bundle.
pub fn load_bundle(bundle: &Bundle) -> (Package, Vec<Remark>) {
    open(bundle, false)
}

/// The ids of the packages there are: folders with a `process.toml`.
pub fn packages(files: &dyn Files) -> Vec<String> {
    let mut ids: Vec<String> = files
        .list()
        .iter()
        .filter_map(|path| path.strip_suffix("/process.toml"))
        .filter(|id| !id.contains('/'))
        .map(str::to_owned)
        .collect();
    ids.sort();
    ids
}

/// The overlays a package has: folders with an `overlay.toml`.
pub fn overlays(files: &dyn Files, package: &str) -> Vec<String> {
    let prefix = format!("{package}/overlay/");
    let mut ids: Vec<String> = files
        .list()
        .iter()
        .filter_map(|path| path.strip_prefix(&prefix)?.strip_suffix("/overlay.toml"))
        .map(str::to_owned)
        .collect();
    ids.sort();
    ids
}

/// The texts of a bundle under one package.
struct Sources<'b> {
    files: &'b MemoryFiles,
    id: &'b str,
}

impl Sources<'_> {
    fn text(&self, path: &str) -> Option<String> {
        self.files.read(path).and_then(|content| String::from_utf8(content).ok())
    }

    fn own(&self, name: &str) -> (String, Option<String>) {
        let path = format!("{}/{name}", self.id);
        let text = self.text(&path);
        (path, text)
    }

    /// Paths and texts directly in a folder with this ending, sorted.
    fn folder(&self, folder: &str, ending: &str) -> Vec<(String, String)> {
        let prefix = format!("{folder}/");
        let inside = |path: &&str| {
            path.strip_prefix(&prefix).is_some_and(|rest| rest.ends_with(ending) && !rest.contains('/'))
        };
        self.files
            .iter()
            .map(|(path, _)| path)
            .filter(inside)
            .filter_map(|path| Some((path.to_owned(), self.text(path)?)))
            .collect()
    }
}

fn absent(path: &str, remarks: &mut Vec<Remark>) {
    let remark = Remark::error(
        "E0101",
        Place::file(path),
        "the file is not there",
        "add the file, or correct its name",
    );
    remarks.push(remark.with("fil", path));
}

fn open(bundle: &Bundle, damaged: bool) -> (Package, Vec<Remark>) {
    let sources = Sources { files: bundle.files(), id: bundle.package() };
    let mut remarks = Vec::new();
    let mut manifest = read_manifest(&sources, &mut remarks);
    let facts = read_facts(&sources, &mut remarks);
    let mut parameters = read_parameters(&sources, &mut remarks);
    let overlay = read_overlay(bundle, &sources, &mut manifest, &mut parameters, &mut remarks);
    let mut scope = facts.scope();
    let types = parameters.values().map(|parameter| (parameter.id.clone(), parameter.feel_type()));
    scope.declare(PARAMETERS, Type::context(types));

    let process = read_process(&sources, &manifest, &mut remarks);
    let (programs, found) = program::compile(&process, &scope, &facts);
    remarks.extend(found);
    let rulebook = read_rules(&sources, &manifest, overlay.as_ref(), &scope, &process, &mut remarks);
    let form = read_form(&sources, &manifest, &mut remarks);
    let mut compiler = Sections { scope: &scope, remarks: Vec::new() };
    let decl_sources = compiler.sources(&manifest);
    let claim = compiler.claim(&manifest);
    let may_be_missing = compiler.may_be_missing(&manifest);
    remarks.append(&mut compiler.remarks);
    let parts = checks::Parts {
        manifest: &manifest,
        facts: &facts,
        parameters: &parameters,
        rulebook: &rulebook,
        process: &process,
        form: form.as_ref(),
        files: bundle.files(),
        overlay: overlay.as_ref(),
    };
    checks::check(&parts, &mut remarks);
    let stops = terms::stops(
        &manifest,
        &parameters,
        overlay.is_some(),
        damaged || remarks.iter().any(Remark::is_error),
    );
    let inner = Inner {
        version: bundle.version().into(),
        tree: tree(&facts),
        roots: scope.names().map(|(name, _)| name.clone()).collect(),
        views: views(&manifest, &parameters),
        no_month: Arc::new(ParameterView::new(None, parameters.values())),
        sources: decl_sources,
        sheet: sheet(&manifest),
        decision: decision(&manifest),
        communication: communication(&manifest),
        warning_lists: manifest.warning_lists.iter().map(|list| list.text.clone()).collect(),
        warnings: manifest.warnings.iter().map(|(kind, of)| (kind.clone(), warning(kind, of))).collect(),
        claim,
        may_be_missing,
        terms: terms::terms(&manifest),
        scenarios: scenarios(bundle),
        stops,
        bundle: bundle.clone(),
        overlay,
        facts,
        scope,
        parameters,
        rulebook,
        process,
        programs,
        form,
        manifest,
    };
    (Package { inner: Arc::new(inner) }, remarks)
}

fn read_manifest(sources: &Sources<'_>, remarks: &mut Vec<Remark>) -> Manifest {
    let (path, text) = sources.own("process.toml");
    if text.is_none() {
        absent(&path, remarks);
    }
    let text = text.unwrap_or_default();
    let document = Document::parse(&text, &path, CODES);
    let mut manifest = manifest::read(&document, sources.id);
    if !text.is_empty() {
        remarks.extend(document.into_remarks());
    }
    if let Some(text) = sources.text("gemensamt/lagrum.toml") {
        let document = Document::parse(&text, "gemensamt/lagrum.toml", CODES);
        let root = document.root();
        for (id, provision) in manifest::provisions(&root) {
            manifest.lagrum.entry(id).or_insert(provision);
        }
        root.finish();
        drop(root);
        remarks.extend(document.into_remarks());
    }
    manifest
}

fn read_facts(sources: &Sources<'_>, remarks: &mut Vec<Remark>) -> Declarations {
    let (path, text) = sources.own("uppgifter.toml");
    let Some(text) = text else {
        absent(&path, remarks);
        return facts::read(&Document::parse("", &path, CODES));
    };
    let document = Document::parse(&text, &path, CODES);
    let declarations = facts::read(&document);
    remarks.extend(document.into_remarks());
    declarations
}

fn read_parameters(sources: &Sources<'_>, remarks: &mut Vec<Remark>) -> BTreeMap<Arc<str>, Parameter> {
    let mut parameters: BTreeMap<Arc<str>, Parameter> = BTreeMap::new();
    let own = format!("{}/parametrar", sources.id);
    let files = [sources.folder("gemensamt/parametrar", ".toml"), sources.folder(&own, ".toml")].concat();
    for (path, text) in files {
        let document = Document::parse(&text, &path, CODES);
        let read = parameter::read(&document);
        remarks.extend(document.into_remarks());
        for parameter in read {
            if let Some(first) = parameters.get(&parameter.id) {
                let what = format!("the parameter `{}` stands in {} too", parameter.id, first.place.file);
                let remark = Remark::error("E0119", parameter.place.clone(), what, "keep one of them");
                remarks.push(remark.with("id", &parameter.id));
                continue;
            }
            parameters.insert(parameter.id.clone(), parameter);
        }
    }
    parameters
}

fn read_overlay(
    bundle: &Bundle,
    sources: &Sources<'_>,
    manifest: &mut Manifest,
    parameters: &mut BTreeMap<Arc<str>, Parameter>,
    remarks: &mut Vec<Remark>,
) -> Option<Overlay> {
    let id = bundle.overlay()?;
    let (path, text) = sources.own(&format!("overlay/{id}/overlay.toml"));
    let Some(text) = text else {
        absent(&path, remarks);
        return None;
    };
    let document = Document::parse(&text, &path, CODES);
    let overlay = overlay::apply(&document, id, &mut Touched { manifest, parameters });
    remarks.extend(document.into_remarks());
    Some(overlay)
}

fn read_process(sources: &Sources<'_>, manifest: &Manifest, remarks: &mut Vec<Remark>) -> Process {
    let (path, text) = sources.own(&manifest.process_file.text);
    let Some(text) = text else {
        absent(&path, remarks);
        return no_process();
    };
    let (model, found) = saklig_bpmn::parse(&text, &path);
    remarks.extend(found);
    let count = model.processes.len();
    if count > 1 {
        let what = format!("the file holds {count} processes that can be executed");
        let todo = "keep one in the package's process file";
        remarks.push(Remark::error("E0121", Place::file(path.as_str()), what, todo).with("fil", &path));
    }
    model.processes.into_iter().next().unwrap_or_else(no_process)
}

/// What stands in for a process that could not be read, so that the package still opens.
const NO_PROCESS: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="saknas" isExecutable="true"><startEvent id="start"><outgoing>f</outgoing></startEvent><endEvent id="slut"><incoming>f</incoming></endEvent><sequenceFlow id="f" sourceRef="start" targetRef="slut"/></process></definitions>"#;

fn no_process() -> Process {
    let (model, _) = saklig_bpmn::parse(NO_PROCESS, "");
    match model.processes.into_iter().next() {
        Some(process) => process,
        None => unreachable!("a constant process can be read"),
    }
}

fn read_rules(
    sources: &Sources<'_>,
    manifest: &Manifest,
    overlay: Option<&Overlay>,
    scope: &Scope,
    process: &Process,
    remarks: &mut Vec<Remark>,
) -> Rulebook {
    let shared = sources.folder("gemensamt/beslut", ".dmn");
    let own = sources.folder(&format!("{}/beslut", sources.id), ".dmn");
    let mut models = rulebook::read(&[shared, own].concat(), remarks);
    for (table, file) in overlay.iter().flat_map(|overlay| overlay.replaced.iter()) {
        let folder = overlay.map(|overlay| overlay.id.clone()).unwrap_or_default();
        let (path, text) = sources.own(&format!("overlay/{folder}/{}", file.text));
        let Some(text) = text else {
            absent(&path, remarks);
            continue;
        };
        let (model, found) = Model::read(&text, &path);
        remarks.extend(found);
        rulebook::replace(&mut models, table, model, remarks);
    }
    for model in &models {
        for (cited, place) in rulebook::citations(&model.model) {
            if !manifest.lagrum.contains_key(&cited) {
                let what =
                    format!("the row cites `{cited}`, which the package does not list under [[lagrum]]");
                let todo = "write it exactly as in process.toml, or add it there with its source";
                remarks.push(Remark::error("E0112", place, what, todo).with("lagrum", cited));
            }
        }
    }
    let locals = program::locals_of_calls(process);
    rulebook::compile(models, &Around { scope, manifest, locals: &locals }, remarks)
}

fn read_form(sources: &Sources<'_>, manifest: &Manifest, remarks: &mut Vec<Remark>) -> Option<Form> {
    let named = manifest.form_file.as_ref()?;
    let (path, text) = sources.own(&named.text);
    let Some(text) = text else {
        absent(&path, remarks);
        return None;
    };
    let (form, found) = Form::read(&text, &path);
    remarks.extend(found);
    form
}

fn views(
    manifest: &Manifest,
    parameters: &BTreeMap<Arc<str>, Parameter>,
) -> BTreeMap<Month, Arc<ParameterView>> {
    checks::covered(manifest)
        .into_iter()
        .map(|month| (month, Arc::new(ParameterView::new(Some(month), parameters.values()))))
        .collect()
}

fn sheet(manifest: &Manifest) -> Option<SheetDecl> {
    let calculation = manifest.calculation.as_ref()?;
    Some(SheetDecl {
        path: calculation.rows.text.clone(),
        id: calculation.id.clone(),
        amount: calculation.amount.clone(),
        kind: calculation.kind.clone(),
        text: calculation.text.clone(),
        applied: calculation.applied.clone(),
        groups: calculation.groups.clone(),
    })
}

fn or_empty(written: Option<&Written>) -> Arc<str> {
    written.map(|written| written.text.clone()).unwrap_or_default()
}

fn decision(manifest: &Manifest) -> Option<DecisionDecl> {
    let paths = manifest.proposal.as_ref()?;
    Some(DecisionDecl { proposal: paths.proposal.text.clone(), payment: or_empty(paths.payment.as_ref()) })
}

fn communication(manifest: &Manifest) -> Option<CommunicationDecl> {
    let rule = manifest.communication.as_ref()?;
    Some(CommunicationDecl {
        time: rule.given.text.clone(),
        reply: or_empty(rule.answer.as_ref()),
        days_parameter: or_empty(rule.days.as_ref()),
        lagrum: or_empty(rule.lagrum.as_ref()),
    })
}

fn warning(kind: &Arc<str>, of: &manifest::WarningType) -> WarningDecl {
    WarningDecl {
        kind: kind.clone(),
        blocks: of.blocks,
        acknowledgeable: of.may_be_acknowledged,
        texts: of.texts.clone(),
    }
}

/// Scenario files, also those of the overlay.
fn scenarios(bundle: &Bundle) -> Vec<String> {
    let is_scenario = |path: &&str| {
        let (folder, name) = path.rsplit_once('/').unwrap_or_default();
        folder.ends_with("/scenarier") && name.strip_suffix(".md").is_some()
    };
    bundle.files().iter().map(|(path, _)| path).filter(is_scenario).map(str::to_owned).collect()
}

/// Compiles the expressions of the manifest.
struct Sections<'a> {
    scope: &'a Scope,
    remarks: Vec<Remark>,
}

impl Sections<'_> {
    fn program(&mut self, written: Option<&Written>) -> Option<Program> {
        let written = written?;
        match compile_expression(&written.text, self.scope) {
            Ok(program) => Some(program),
            Err(faults) => {
                self.remarks.extend(faults.iter().map(|fault| fault.remark(&written.text, &written.place)));
                None
            }
        }
    }

    fn sources(&mut self, manifest: &Manifest) -> Vec<SourceDecl> {
        let mut sources = Vec::new();
        for (id, rule) in &manifest.sources {
            sources.push(SourceDecl {
                id: id.clone(),
                name: rule.name.clone(),
                port: rule.port.clone(),
                question: rule.question.clone(),
                paths: rule.paths.iter().map(|path| path.replace("[]", "").into()).collect(),
                required: rule.required,
                persons: rule.persons.clone(),
                from: self.program(rule.from.as_ref()),
                to: self.program(rule.to.as_ref()),
                purpose: rule.purpose.clone(),
                lagrum: rule.lagrum.clone(),
            });
        }
        sources
    }

    fn claim(&mut self, manifest: &Manifest) -> Option<ClaimDecl> {
        let claim = manifest.claim.as_ref()?;
        Some(ClaimDecl {
            kind: manifest.id.clone(),
            per: claim.per.iter().map(|part| part.as_str().into()).collect(),
            key: self.program(claim.expression.as_ref()),
        })
    }

    fn may_be_missing(&mut self, manifest: &Manifest) -> Vec<MayBeMissing> {
        let mut found = Vec::new();
        for rule in &manifest.may_be_missing {
            let value = self.program(Some(&rule.value)).and_then(|program| program.constant());
            let Some(value) = value else {
                let what = format!("`{}` is not a FEEL literal", rule.value.text);
                let todo = "write the least favourable value as a literal: 0, \"text\", true";
                self.remarks.push(
                    Remark::error("E0118", rule.value.place.clone(), what, todo)
                        .with("vad", "varde")
                        .with("namn", &rule.value.text),
                );
                continue;
            };
            found.push(MayBeMissing {
                table: rule.table.text.clone(),
                input: rule.input.text.clone(),
                value,
                motivation: rule.motivation.clone(),
            });
        }
        found
    }
}
