//! Transportstyrelsen (`HamtaUppgifterResponder_1.0.xsd`): vehicles. The answer does not say whose they are.

use saklig_connect::{Vehicle, VehicleAnswer};

use super::answer::{Said, nobody};
use crate::place::At;
use crate::soap::word;

pub(super) fn read(data: &At<'_>) -> Said<VehicleAnswer> {
    let result = data.need_text("resultat");
    match result.as_deref() {
        Some("OK") => {}
        Some("FEL") => {
            let mut codes = Vec::new();
            data.element.find(&["felkod"], &mut codes);
            let code = codes.first().and_then(|code| code.value()).and_then(word).unwrap_or("FEL");
            return Said::Failed(format!("TNS-{code}").into());
        }
        _ => return nobody("TNS/data/resultat"),
    }
    if data.child("felresultat").is_some() {
        data.wrong_at("felresultat");
    }
    let held = data.child("fordonsinnehav");
    let all = held.iter().flat_map(|held| held.all("fordon")).collect::<Vec<_>>();
    if all.is_empty() {
        return Said::Nothing;
    }
    let vehicles = all.iter().filter_map(vehicle).collect();
    Said::Data(VehicleAnswer { result, vehicles })
}

fn vehicle(at: &At<'_>) -> Option<Vehicle> {
    Some(Vehicle {
        plate: at.need_text("regnr")?,
        make: at.text("fabrikat"),
        year: at.number("fordonsar"),
        kind: at.text("fordonsslag"),
        model: at.text("handelsbeteckning"),
    })
}
