//! The post: takes a letter once, keeps it, delivers it when its time has come by the world's clock.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use crate::faults::Source;
use crate::ledger::{Entry, keep};
use crate::reply::Reply;
use crate::world::{Letter, World, sha256};

/// The longest id or case number that is taken.
const MAX_ID: usize = 64;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    brevid: String,
    arende: String,
    mottagare: Recipient,
    sprak: String,
    media: String,
    sha256: String,
    innehall: String,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Recipient {
    Named { namn: String, adress: Vec<String> },
    Special { sarskild: bool },
}

/// Takes a letter.
pub(crate) fn put(world: &World, id: &str, message: &[u8]) -> Reply {
    let fault = world.strike(Source::Post, None, None, true);
    if let Some(instead) = Reply::instead(fault.as_ref()) {
        return instead;
    }
    let reply = match checked(id, message) {
        Ok((sent, content)) => take(world, &sent, &content),
        Err((code, place)) => Reply::refused(400, code, &place),
    };
    reply.under(fault.as_ref())
}

/// Says what became of a letter.
pub(crate) fn get(world: &World, id: &str) -> Reply {
    let fault = world.strike(Source::Post, None, None, false);
    if let Some(instead) = Reply::instead(fault.as_ref()) {
        return instead;
    }
    let reply = match world.held().letters.get(id) {
        Some(letter) => Reply::json(
            200,
            &json!({
                "referens": letter.reference, "mottaget": letter.received.to_string(),
                "lamnat": letter.delivered.map(|at| at.to_string()),
            }),
        ),
        None => Reply::not_found(),
    };
    reply.under(fault.as_ref())
}

/// Letters, digits, hyphen and underscore: what can be the name of a file.
pub(crate) fn is_name(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !text.is_empty() && text.len() <= MAX_ID && text.bytes().all(plain)
}

fn checked(id: &str, message: &[u8]) -> Result<(Sent, Vec<u8>), (&'static str, String)> {
    let at = |place: &str| place.to_owned();
    let sent: Sent = serde_json::from_slice(message).map_err(|error| ("ej_json", error.to_string()))?;
    if sent.brevid != id || !is_name(id) {
        return Err(("brevid", at("brevid")));
    }
    if !is_name(&sent.arende) {
        return Err(("arende", at("arende")));
    }
    let addressed = match &sent.mottagare {
        Recipient::Named { namn, adress } => {
            !namn.trim().is_empty() && !adress.is_empty() && adress.iter().all(|line| !line.trim().is_empty())
        }
        Recipient::Special { sarskild } => *sarskild,
    };
    if !addressed {
        return Err(("mottagare", at("mottagare")));
    }
    if !is_name(&sent.sprak) {
        return Err(("sprak", at("sprak")));
    }
    let content = STANDARD.decode(&sent.innehall).map_err(|_| ("ej_base64", at("innehall")))?;
    if sent.media != "application/pdf" || !content.starts_with(b"%PDF-") {
        return Err(("ej_pdf", at("media")));
    }
    if sha256(&content) != sent.sha256.to_ascii_lowercase() {
        return Err(("fel_summa", at("sha256")));
    }
    Ok((sent, content))
}

fn take(world: &World, sent: &Sent, content: &[u8]) -> Reply {
    let digest = sha256(content);
    let mut held = world.held();
    if let Some(letter) = held.letters.get(&sent.brevid) {
        return if letter.sha256 == digest && letter.case == sent.arende {
            Reply::json(200, &receipt(letter))
        } else {
            Reply::refused(409, "brevid_upptaget", "brevid")
        };
    }
    let of_case = held.letters.values().filter(|letter| letter.case == sent.arende).count();
    let file = match of_case {
        0 => format!("post/{}.pdf", sent.arende),
        before => format!("post/{}-{}.pdf", sent.arende, before + 1),
    };
    let reference = format!("P-{:06}", held.letters.len() + 1);
    let entry = Entry::Brev {
        nu: held.now,
        brevid: sent.brevid.clone(),
        arende: sent.arende.clone(),
        referens: reference,
        sha256: digest,
        fil: file.clone(),
    };
    let kept = keep(&world.folder.join(&file), content).and_then(|()| held.add(entry, true));
    match (kept, held.letters.get(&sent.brevid)) {
        (Ok(()), Some(letter)) => Reply::json(201, &receipt(letter)),
        _ => Reply::refused(500, "disk", ""),
    }
}

fn receipt(letter: &Letter) -> serde_json::Value {
    json!({"referens": letter.reference, "mottaget": letter.received.to_string()})
}
