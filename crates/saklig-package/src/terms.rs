//! What the decision gate is told, and why a package may not run.

use std::collections::BTreeMap;
use std::sync::Arc;

use saklig_case::Confidence;
use saklig_case::gate::{Delegation, Terms};
use saklig_feel::remark::{Place, Remark};

use crate::manifest::{Clause, Manifest};
use crate::parameter::{Municipal, Parameter};

/// The appeal route that keeps a decision from being delegated to an automated function (KL 6 kap. 38 §).
const FORBIDDING_ROUTE: &str = "laglighetsprovning";

/// What the gate is told about the package.
pub(crate) fn terms(manifest: &Manifest) -> Terms {
    Terms {
        case_type: manifest.id.clone(),
        highest_mode: manifest.highest_mode,
        delegation: delegation(manifest.delegation.as_ref()),
        execution_stated: manifest
            .execution
            .as_ref()
            .is_some_and(|clause| clause.confidence == Confidence::Confirmed && !clause.lagrum.is_empty()),
        least_rates: manifest.least_rates.clone(),
    }
}

fn delegation(clause: Option<&Clause>) -> Delegation {
    let Some(clause) = clause else { return Delegation::Unconfirmed };
    let says = |key: &str| clause.says.get(key).map_or("", String::as_str);
    if says("hindras_av_38") == "true" || says("overklagas") == FORBIDDING_ROUTE {
        return Delegation::Forbidden(clause.lagrum.clone());
    }
    let complete =
        says("hindras_av_38") == "false" && !says("overklagas").is_empty() && !clause.lagrum.is_empty();
    match clause.confidence {
        Confidence::Confirmed if complete => Delegation::Confirmed,
        Confidence::Confirmed | Confidence::Unconfirmed => Delegation::Unconfirmed,
    }
}

/// Why cases may not run on the package; empty when they may.
pub(crate) fn stops(
    manifest: &Manifest,
    parameters: &BTreeMap<Arc<str>, Parameter>,
    overlaid: bool,
    faulty: bool,
) -> Vec<Remark> {
    let file = Place::file(format!("{}/process.toml", manifest.id));
    let todo = if overlaid {
        "fill it in the overlay"
    } else {
        "let the municipality fill it in its overlay, and load the package with it"
    };
    let mut stops = Vec::new();
    if faulty {
        let what = "the package has faults";
        stops.push(Remark::error("E0122", file.clone(), what, "correct what `saklig package check` prints"));
    }
    if manifest.delegation.is_none() {
        let what = "[delegering] is missing: nobody has said whether an automated function may decide";
        stops.push(Remark::error("E0110", file.clone(), what, todo));
    }
    if manifest.execution.is_none() {
        let what = "[verkstallighet] is missing: nobody has said when a decision may be executed";
        stops.push(Remark::error("E0111", file, what, todo));
    }
    for parameter in parameters.values() {
        if parameter.municipal == Municipal::Must && parameter.periods.is_empty() {
            let what =
                format!("the municipality must set the parameter `{}` ({})", parameter.id, parameter.name);
            let remark = Remark::error("E0116", parameter.place.clone(), what, todo);
            stops.push(remark.with("parameter", &parameter.id).with("namn", &parameter.name));
        }
    }
    stops
}
