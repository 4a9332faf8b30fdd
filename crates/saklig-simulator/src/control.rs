//! The world about itself: is it there, what time is it, what has it received, what is out of the ordinary.

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::json;

use crate::faults::Faults;
use crate::reply::Reply;
use crate::world::World;

#[derive(Deserialize)]
struct Clock {
    nu: Timestamp,
}

pub(crate) fn health(world: &World) -> Reply {
    let held = world.held();
    let (letters, files, deliveries) = (held.letters.len(), held.files.len(), held.deliveries.len());
    Reply::json(
        200,
        &json!({
            "nu": held.now.to_string(), "brev": letters, "filer": files, "betalda": held.booked.len(),
            "leveranser": deliveries,
        }),
    )
}

pub(crate) fn clock(world: &World) -> Reply {
    Reply::json(200, &json!({"nu": world.held().now.to_string()}))
}

pub(crate) fn set_clock(world: &World, message: &[u8]) -> Reply {
    let Ok(wanted) = serde_json::from_slice::<Clock>(message) else {
        return Reply::refused(400, "ej_tid", "nu");
    };
    match world.move_clock(wanted.nu) {
        Ok(true) => clock(world),
        Ok(false) => Reply::refused(409, "klockan_gar_framat", "nu"),
        Err(_) => Reply::refused(500, "disk", ""),
    }
}

pub(crate) fn ledger(world: &World) -> Reply {
    world.ledger().map_or_else(|_| Reply::refused(500, "disk", ""), Reply::lines)
}

pub(crate) fn faults(world: &World) -> Reply {
    let faults = serde_json::to_value(world.faults()).unwrap_or_default();
    Reply::json(200, &faults)
}

pub(crate) fn set_faults(world: &World, message: &[u8]) -> Reply {
    match serde_json::from_slice::<Faults>(message) {
        Ok(faults) => {
            world.set_faults(faults);
            self::faults(world)
        }
        Err(error) => Reply::refused(400, "ej_fel", &error.to_string()),
    }
}

/// The households that the seed gives: who they are, so that somebody can apply on their behalf.
pub(crate) fn households(world: &World) -> Reply {
    let day = Date::constant(2025, 10, 1);
    let lines = world.registry.households().map(|household| {
        let first = household.adults().first().and_then(|one| world.registry.person(one, (day, day)));
        let address = first.and_then(|person| person.registered).and_then(|known| known.adress);
        json!({
            "vuxna": household.adults(), "barn": household.children(), "gifta": household.married(),
            "gata": address.map(|address| address.gata),
        })
        .to_string()
            + "\n"
    });
    Reply::lines(lines.collect())
}
