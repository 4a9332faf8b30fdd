//! The bank: takes a payment file (pain.001.001.09) once, books its payments by the world's clock, answers with
//! pain.002.001.12.

mod read;
mod status;

use serde_json::json;

use crate::faults::Source;
use crate::ledger::{Entry, Payment, keep};
use crate::reply::Reply;
use crate::world::{World, sha256};
use read::Ordered;

/// Takes a payment file.
pub(crate) fn post(world: &World, message: &[u8]) -> Reply {
    let fault = world.strike(Source::Bank, None, None, true);
    if let Some(instead) = Reply::instead(fault.as_ref()) {
        return instead;
    }
    let reply = match read::file(message) {
        Ok(ordered) => take(world, ordered, message),
        Err((code, place)) => Reply::refused(400, code, &place),
    };
    reply.under(fault.as_ref())
}

/// Says where the payments of a file stand.
pub(crate) fn get(world: &World, id: &str) -> Reply {
    let fault = world.strike(Source::Bank, None, None, false);
    if let Some(instead) = Reply::instead(fault.as_ref()) {
        return instead;
    }
    let answer = {
        let held = world.held();
        held.files.get(id).map(|file| status::xml(id, file, &held.booked, held.now))
    };
    let Some(answer) = answer else { return Reply::not_found().under(fault.as_ref()) };
    let kept = keep(&world.folder.join(format!("bank/{id}.pain002.xml")), answer.as_bytes());
    let reply = if kept.is_ok() { Reply::xml(answer) } else { Reply::refused(500, "disk", "") };
    reply.under(fault.as_ref())
}

fn take(world: &World, ordered: Ordered, message: &[u8]) -> Reply {
    let refused: Vec<Option<String>> =
        ordered.payments.iter().map(|payment| world.refuses(&payment.account)).collect();
    let reply = {
        let mut held = world.held();
        if held.files.contains_key(&ordered.id) {
            return Reply::refused(409, "msgid_upptaget", "GrpHdr/MsgId");
        }
        let payments = ordered.payments.into_iter().zip(refused).map(|(payment, refused)| {
            // What was ordered before, in any file, is not paid again.
            let known = held.files.values().flat_map(|file| &file.payments);
            let before =
                known.filter(|one| one.nekad.is_none()).any(|one| one.endtoendid == payment.end_to_end);
            Payment {
                nekad: if before { Some("AM05".to_owned()) } else { refused },
                endtoendid: payment.end_to_end,
                pmtinfid: payment.block,
                belopp: payment.amount,
                konto: payment.account,
            }
        });
        let payments: Vec<Payment> = payments.collect();
        let file = format!("bank/{}.xml", ordered.id);
        let entry = Entry::Fil {
            nu: held.now,
            msgid: ordered.id.clone(),
            sha256: sha256(message),
            antal: payments.len(),
            summa: ordered.sum,
            fil: file.clone(),
            betalningar: payments,
        };
        let taken = held.now;
        match keep(&world.folder.join(&file), message).and_then(|()| held.add(entry, true)) {
            Ok(()) => Reply::json(202, &json!({"msgid": ordered.id, "mottaget": taken.to_string()})),
            Err(_) => Reply::refused(500, "disk", ""),
        }
    };
    if world.settle().is_ok() { reply } else { Reply::refused(500, "disk", "") }
}
