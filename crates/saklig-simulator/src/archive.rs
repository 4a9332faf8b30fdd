//! The archive: takes a package once and keeps its bytes.

use serde_json::json;

use crate::faults::Source;
use crate::ledger::{Entry, keep};
use crate::post::is_name;
use crate::reply::Reply;
use crate::world::{Delivery, World, sha256};

/// Takes a package: the case number and the sum are the request's headers.
pub(crate) fn put(world: &World, key: &str, case: Option<&str>, sum: Option<&str>, content: &[u8]) -> Reply {
    let fault = world.strike(Source::Arkiv, None, None, true);
    if let Some(instead) = Reply::instead(fault.as_ref()) {
        return instead;
    }
    let digest = sha256(content);
    let reply = match (case, sum) {
        _ if !is_name(key) => Reply::refused(400, "nyckel", "nyckel"),
        (Some(case), _) if !is_name(case) => Reply::refused(400, "arende", "X-Arende"),
        (None, _) => Reply::refused(400, "saknas", "X-Arende"),
        (_, None) => Reply::refused(400, "saknas", "X-Innehall-SHA256"),
        (_, Some(sum)) if sum.to_ascii_lowercase() != digest => {
            Reply::refused(400, "fel_summa", "X-Innehall-SHA256")
        }
        _ if !content.starts_with(b"PK") => Reply::refused(400, "ej_zip", ""),
        (Some(case), Some(_)) => take(world, key, case, &digest, content),
    };
    reply.under(fault.as_ref())
}

/// Says what the archive has under a key.
pub(crate) fn get(world: &World, key: &str) -> Reply {
    let fault = world.strike(Source::Arkiv, None, None, false);
    if let Some(instead) = Reply::instead(fault.as_ref()) {
        return instead;
    }
    let reply = match world.held().deliveries.get(key) {
        Some(delivery) => Reply::json(200, &receipt(delivery)),
        None => Reply::not_found(),
    };
    reply.under(fault.as_ref())
}

fn take(world: &World, key: &str, case: &str, digest: &str, content: &[u8]) -> Reply {
    let mut held = world.held();
    if let Some(delivery) = held.deliveries.get(key) {
        return if delivery.sha256 == digest {
            Reply::json(200, &receipt(delivery))
        } else {
            Reply::refused(409, "nyckel_upptagen", "nyckel")
        };
    }
    let file = format!("arkiv/{key}-{case}.zip");
    let entry = Entry::Leverans {
        nu: held.now,
        nyckel: key.to_owned(),
        arende: case.to_owned(),
        referens: format!("A-{:06}", held.deliveries.len() + 1),
        sha256: digest.to_owned(),
        fil: file.clone(),
    };
    let kept = keep(&world.folder.join(&file), content).and_then(|()| held.add(entry, true));
    match (kept, held.deliveries.get(key)) {
        (Ok(()), Some(delivery)) => Reply::json(201, &receipt(delivery)),
        _ => Reply::refused(500, "disk", ""),
    }
}

fn receipt(delivery: &Delivery) -> serde_json::Value {
    json!({
        "referens": delivery.reference, "sha256": delivery.sha256, "mottaget": delivery.received.to_string(),
    })
}
