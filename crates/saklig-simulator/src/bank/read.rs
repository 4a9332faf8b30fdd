//! Reads pain.001.001.09 and tells what is wrong with it: structure, sums, accounts, ids.

use std::collections::BTreeSet;

use crate::post::is_name;
use crate::xml::{Element, read};

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
/// The longest id of the standard.
const MAX_ID: usize = 35;
/// How many decimals an amount may have.
const DECIMALS: usize = 5;

/// A file that follows the standard.
#[derive(Debug)]
pub(super) struct Ordered {
    pub(super) id: String,
    pub(super) sum: String,
    pub(super) payments: Vec<Order>,
}

/// A payment of it.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) end_to_end: String,
    pub(super) block: String,
    pub(super) amount: String,
    pub(super) account: String,
}

/// Code and place.
pub(super) type Wrong = (&'static str, String);

/// Reads a file.
pub(super) fn file(message: &[u8]) -> Result<Ordered, Wrong> {
    let document = read(message).map_err(|why| ("ej_xml", why))?;
    if document.name != "Document" || document.ns != NAMESPACE {
        return Err(("fel_namnrymd", document.ns));
    }
    let order = part(&document, "CstmrCdtTrfInitn")?;
    let header = part(order, "GrpHdr")?;
    let id = need(header, &["MsgId"])?;
    if id.len() > MAX_ID || !is_name(id) {
        return Err(("msgid_for_langt", "GrpHdr/MsgId".to_owned()));
    }
    need(header, &["CreDtTm"])?;
    part(header, "InitgPty")?;
    let (mut payments, mut ids) = (Vec::new(), BTreeSet::new());
    let mut total = 0_i128;
    for block in order.all("PmtInf") {
        let (of_block, sum) = self::block(block, &mut ids)?;
        total += sum;
        payments.extend(of_block);
    }
    if payments.is_empty() {
        return Err(("saknas", "PmtInf".to_owned()));
    }
    agrees(header, "GrpHdr", payments.len(), total, true)?;
    Ok(Ordered { id: id.to_owned(), sum: written(total), payments })
}

fn block(block: &Element, ids: &mut BTreeSet<String>) -> Result<(Vec<Order>, i128), Wrong> {
    let name = need(block, &["PmtInfId"])?;
    if name.len() > MAX_ID {
        return Err(("pmtinfid", "PmtInf/PmtInfId".to_owned()));
    }
    if need(block, &["PmtMtd"])? != "TRF" {
        return Err(("betalningssatt", "PmtInf/PmtMtd".to_owned()));
    }
    let day = need(block, &["ReqdExctnDt", "Dt"])?;
    if day.parse::<jiff::civil::Date>().is_err() {
        return Err(("datum", "PmtInf/ReqdExctnDt/Dt".to_owned()));
    }
    part(block, "Dbtr")?;
    part(block, "DbtrAgt")?;
    account(block, "DbtrAcct")?;
    let (mut orders, mut total) = (Vec::new(), 0);
    for payment in block.all("CdtTrfTxInf") {
        let (order, amount) = self::payment(payment, name)?;
        if !ids.insert(order.end_to_end.clone()) {
            return Err(("endtoendid_upprepat", order.end_to_end));
        }
        total += amount;
        orders.push(order);
    }
    agrees(block, "PmtInf", orders.len(), total, false)?;
    Ok((orders, total))
}

fn payment(payment: &Element, block: &str) -> Result<(Order, i128), Wrong> {
    let end_to_end = need(payment, &["PmtId", "EndToEndId"])?;
    if end_to_end.len() > MAX_ID {
        return Err(("endtoendid", "PmtId/EndToEndId".to_owned()));
    }
    let place = || format!("{end_to_end}/Amt/InstdAmt");
    let amount = need(payment, &["Amt", "InstdAmt"])?;
    let currency = payment.at(&["Amt", "InstdAmt"]).and_then(|element| element.attribute("Ccy"));
    if currency != Some("SEK") {
        return Err(("valuta", place()));
    }
    let scaled = scaled(amount).filter(|amount| *amount > 0).ok_or_else(|| ("belopp", place()))?;
    need(payment, &["Cdtr", "Nm"])?;
    let order = Order {
        end_to_end: end_to_end.to_owned(),
        block: block.to_owned(),
        amount: amount.to_owned(),
        account: account(payment, "CdtrAcct")?,
    };
    Ok((order, scaled))
}

/// Number and sum as the sender has counted them; the number is demanded where `must`.
fn agrees(element: &Element, place: &str, count: usize, total: i128, must: bool) -> Result<(), Wrong> {
    match element.text_at(&["NbOfTxs"]) {
        Some(told) if told != count.to_string() => return Err(("antal", format!("{place}/NbOfTxs"))),
        None if must => return Err(("saknas", format!("{place}/NbOfTxs"))),
        _ => {}
    }
    match element.text_at(&["CtrlSum"]) {
        Some(told) if scaled(told) != Some(total) => Err(("summa", format!("{place}/CtrlSum"))),
        _ => Ok(()),
    }
}

/// The account in its written form: IBAN, bankgiro, plusgiro, or clearing and account.
fn account(element: &Element, name: &str) -> Result<String, Wrong> {
    let id = part(part(element, name)?, "Id")?;
    if let Some(iban) = id.text_at(&["IBAN"]) {
        return if is_iban(iban) { Ok(iban.to_owned()) } else { Err(("iban", format!("{name}/Id/IBAN"))) };
    }
    let other = part(id, "Othr")?;
    let number = need(other, &["Id"])?;
    let scheme = other.text_at(&["SchmeNm", "Prtry"]).or_else(|| other.text_at(&["SchmeNm", "Cd"]));
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let place = || format!("{name}/Id/Othr/Id");
    match scheme {
        Some("BGNR") if !digits || !(7..=8).contains(&number.len()) => Err(("bgnr", place())),
        Some("PGNR" | "PG") if !digits || !(2..=8).contains(&number.len()) => Err(("pgnr", place())),
        Some("BBAN" | "CLRG") if !digits || !(5..=20).contains(&number.len()) => Err(("bban", place())),
        None => Err(("saknas", format!("{name}/Id/Othr/SchmeNm"))),
        Some(_) => Ok(number.to_owned()),
    }
}

/// ISO 13616: country, check digits, and remainder 1 when divided by 97.
fn is_iban(text: &str) -> bool {
    let plain = text.len() >= 15 && text.len() <= 34 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (Some(head), Some(tail)) = (text.get(..4), text.get(4..)) else { return false };
    let remainder = tail.chars().chain(head.chars()).try_fold(0_u32, |left, letter| {
        let value = letter.to_digit(36)?;
        Some(if value > 9 { (left * 100 + value) % 97 } else { (left * 10 + value) % 97 })
    });
    plain && remainder == Some(1)
}

fn part<'a>(element: &'a Element, name: &str) -> Result<&'a Element, Wrong> {
    element.child(name).ok_or_else(|| ("saknas", format!("{}/{name}", element.name)))
}

fn need<'a>(element: &'a Element, path: &[&str]) -> Result<&'a str, Wrong> {
    element.text_at(path).ok_or_else(|| ("saknas", format!("{}/{}", element.name, path.join("/"))))
}

/// An amount as whole hundred-thousandths.
fn scaled(text: &str) -> Option<i128> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 18 || part.len() > DECIMALS || !digits(whole) || !digits(part) {
        return None;
    }
    format!("{whole}{part:0<DECIMALS$}").parse().ok()
}

fn written(total: i128) -> String {
    let unit = 100_000;
    let text = format!("{}.{:05}", total / unit, total % unit);
    let short = text.trim_end_matches('0');
    let decimals = short.split('.').nth(1).map_or(0, str::len).max(2);
    format!("{}.{:0<decimals$}", total / unit, short.split('.').nth(1).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        assert_eq!(written(scaled("0.1").unwrap() + scaled("0.2").unwrap()), "0.30");
        assert_eq!(written(scaled("12345678").unwrap()), "12345678.00");
        assert_eq!(scaled("-1"), None);
        assert_eq!(scaled("1.123456"), None);
    }

    #[test]
    fn an_iban_is_checked_by_its_remainder() {
        assert!(is_iban("SE4550000000058398257466"));
        assert!(!is_iban("SE4550000000058398257467"));
        assert!(!is_iban("SE45åäö"));
    }
}
