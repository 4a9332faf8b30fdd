//! Writes payment files: ISO 20022 pain.001.001.09 with Swedish addressing.
//!
//! The element order is the schema's; what differs between banks stands in [`BankProfile`]. Amounts are exact.

mod account;
mod charset;
mod profile;
mod xml;

pub use account::{Account, NotAnAccount};
pub use charset::Charset;
pub use profile::{Addressing, BankAccount, BankProfile, FileRules, Giro, Payer};

use std::collections::BTreeSet;

use saklig_connect::{FileFault, PaymentFile, PaymentLine};
use saklig_number::Number;

use xml::Xml;

/// The longest id in the schema (`Max35Text`).
const LONGEST_ID: usize = 35;
/// The longest name and unstructured text (`Max140Text`).
const LONGEST_TEXT: usize = 140;
/// The largest amount of one payment in öre: eighteen digits in the schema.
const LARGEST_ORE: i128 = 1_000_000_000_000_000;
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

/// The bytes of a payment file. Errors: E1151–E1154, with the key of the payment.
pub fn write(file: &PaymentFile, profile: &BankProfile) -> Result<Vec<u8>, FileFault> {
    sound_id(&file.message_id)?;
    if file.lines.is_empty() {
        return Err(fault("E1153", &file.message_id, "a payment file without payments"));
    }
    let mut keys = BTreeSet::new();
    let mut sum = 0_i128;
    for line in &file.lines {
        if !keys.insert(line.key) {
            return Err(fault("E1153", &line.key.to_string(), "the same payment twice in one file"));
        }
        sum += ore(line)?;
    }
    let (count, sum) = (file.lines.len().to_string(), kronor(sum));
    let mut xml = Xml::new();
    xml.open_with("Document", "xmlns", NAMESPACE);
    xml.open("CstmrCdtTrfInitn");
    xml.open("GrpHdr");
    xml.leaf("MsgId", &file.message_id);
    xml.leaf("CreDtTm", &file.created.strftime("%Y-%m-%dT%H:%M:%S").to_string());
    xml.leaf("NbOfTxs", &count);
    xml.leaf("CtrlSum", &sum);
    payer(&mut xml, "InitgPty", profile);
    xml.close("GrpHdr");
    xml.open("PmtInf");
    xml.leaf("PmtInfId", &file.message_id);
    xml.leaf("PmtMtd", "TRF");
    xml.leaf("BtchBookg", if profile.file.batch_booking { "true" } else { "false" });
    xml.leaf("NbOfTxs", &count);
    xml.leaf("CtrlSum", &sum);
    payment_type(&mut xml, &profile.file);
    xml.open("ReqdExctnDt");
    xml.leaf("Dt", &file.due.to_string());
    xml.close("ReqdExctnDt");
    payer(&mut xml, "Dbtr", profile);
    payer_account(&mut xml, &profile.payer)?;
    xml.open("DbtrAgt");
    agent_by_bic(&mut xml, &profile.payer.bic);
    xml.close("DbtrAgt");
    xml.leaf("ChrgBr", &profile.file.charges);
    for line in &file.lines {
        transaction(&mut xml, line, profile)?;
    }
    xml.close("PmtInf");
    xml.close("CstmrCdtTrfInitn");
    xml.close("Document");
    Ok(xml.into_bytes())
}

/// Whether a payment can be written. Errors: E1151, E1152.
pub fn check(line: &PaymentLine, profile: &BankProfile) -> Result<(), FileFault> {
    ore(line)?;
    transaction(&mut Xml::new(), line, profile)
}

fn fault(code: &'static str, place: &str, what: &str) -> FileFault {
    FileFault { code, place: place.to_owned(), what: what.to_owned() }
}

/// Ids go through every bank's systems: letters, digits and hyphens, neither first nor last a hyphen.
fn sound_id(id: &str) -> Result<(), FileFault> {
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plain && (1..=LONGEST_ID).contains(&id.len()) && !id.starts_with('-') && !id.ends_with('-') {
        return Ok(());
    }
    Err(fault("E1154", "MsgId", "an id is 1 to 35 letters, digits and hyphens"))
}

fn ore(line: &PaymentLine) -> Result<i128, FileFault> {
    let wrong = |what: &str| fault("E1152", &line.key.to_string(), what);
    let hundred = line.amount.checked_mul(Number::from(100)).map_err(|_| wrong("the amount is too large"))?;
    let ore = hundred.to_i128().ok_or_else(|| wrong("the amount has more than two decimals"))?;
    match ore {
        1..LARGEST_ORE => Ok(ore),
        ..=0 => Err(wrong("the amount is not more than zero")),
        _ => Err(wrong("the amount is too large")),
    }
}

fn kronor(ore: i128) -> String {
    format!("{}.{:02}", ore / 100, ore % 100)
}

fn payer(xml: &mut Xml, element: &str, profile: &BankProfile) {
    let (payer, rules) = (&profile.payer, &profile.file);
    xml.open(element);
    xml.leaf("Nm", &rules.charset.fit(&payer.name, LONGEST_TEXT));
    let parts = [("PstCd", &payer.postal_code, 16), ("TwnNm", &payer.town, 35)];
    if payer.street.is_some() || parts.iter().any(|(_, part, _)| part.is_some()) {
        xml.open("PstlAdr");
        for (name, part, longest) in parts {
            if let Some(part) = part {
                xml.leaf(name, &rules.charset.fit(part, longest));
            }
        }
        xml.leaf("Ctry", "SE");
        if let Some(street) = &payer.street {
            xml.leaf("AdrLine", &rules.charset.fit(street, 70));
        }
        xml.close("PstlAdr");
    }
    if let Some(organisation) = &payer.organisation {
        xml.open("Id");
        xml.open("OrgId");
        xml.open("Othr");
        xml.leaf("Id", organisation);
        xml.open("SchmeNm");
        // External codes of organisations have four letters; a bank's own word goes as proprietary.
        let coded = rules.organisation_scheme.len() == 4;
        xml.leaf(if coded { "Cd" } else { "Prtry" }, &rules.organisation_scheme);
        xml.close("SchmeNm");
        xml.close("Othr");
        xml.close("OrgId");
        xml.close("Id");
    }
    xml.close(element);
}

fn payment_type(xml: &mut Xml, rules: &FileRules) {
    if rules.service_level.is_none() && rules.purpose.is_none() {
        return;
    }
    xml.open("PmtTpInf");
    for (element, code) in [("SvcLvl", &rules.service_level), ("CtgyPurp", &rules.purpose)] {
        if let Some(code) = code {
            xml.open(element);
            xml.leaf("Cd", code);
            xml.close(element);
        }
    }
    xml.close("PmtTpInf");
}

fn payer_account(xml: &mut Xml, payer: &Payer) -> Result<(), FileFault> {
    let account =
        Account::read(&payer.account).map_err(|why| fault("E1155", "betalare.konto", &why.to_string()))?;
    xml.open("DbtrAcct");
    xml.open("Id");
    match account {
        Account::Iban(iban) => xml.leaf("IBAN", &iban),
        Account::Bankgiro(number) => other(xml, &number, "Prtry", "BGNR"),
        Account::Plusgiro(number) => other(xml, &number, "Prtry", "PGNR"),
        Account::Bank { clearing, number } => other(xml, &format!("{clearing}{number}"), "Cd", "BBAN"),
    }
    xml.close("Id");
    xml.leaf("Ccy", "SEK");
    xml.close("DbtrAcct");
    Ok(())
}

fn transaction(xml: &mut Xml, line: &PaymentLine, profile: &BankProfile) -> Result<(), FileFault> {
    let key = line.key.to_string();
    let account =
        Account::read(&line.account).map_err(|why| fault("E1151", &key, &format!("the account: {why}")))?;
    let rules = &profile.file;
    xml.open("CdtTrfTxInf");
    xml.open("PmtId");
    xml.leaf("InstrId", &key);
    xml.leaf("EndToEndId", &key);
    xml.close("PmtId");
    xml.open("Amt");
    xml.leaf_with("InstdAmt", "Ccy", "SEK", &kronor(ore(line)?));
    xml.close("Amt");
    creditor_agent(xml, &account, profile.addressing);
    let name = line.name.as_deref().map(|name| rules.charset.fit(name, LONGEST_TEXT));
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| rules.protected_name.clone());
    if !name.is_empty() {
        xml.open("Cdtr");
        xml.leaf("Nm", &name);
        xml.close("Cdtr");
    }
    xml.open("CdtrAcct");
    xml.open("Id");
    creditor_account(xml, &account, profile.addressing);
    xml.close("Id");
    xml.close("CdtrAcct");
    let reference = rules.charset.fit(&line.reference, LONGEST_TEXT);
    if !reference.is_empty() {
        xml.open("RmtInf");
        xml.leaf("Ustrd", &reference);
        xml.close("RmtInf");
    }
    xml.close("CdtTrfTxInf");
    Ok(())
}

/// The payee's bank. An IBAN says itself which it is.
fn creditor_agent(xml: &mut Xml, account: &Account, addressing: Addressing) {
    let member = match (account, addressing) {
        (Account::Iban(_), _) => return,
        (Account::Bank { clearing, .. }, _) => clearing.as_str(),
        (Account::Bankgiro(_), Addressing { bankgiro: Giro::Clearing, .. }) => "9900",
        (Account::Plusgiro(_), Addressing { plusgiro: Giro::Clearing, .. }) => "9960",
        (Account::Bankgiro(_), _) => {
            xml.open("CdtrAgt");
            agent_by_bic(xml, "BGABSESS");
            xml.close("CdtrAgt");
            return;
        }
        (Account::Plusgiro(_), _) => {
            xml.open("CdtrAgt");
            agent_by_bic(xml, "NDEASESS");
            xml.close("CdtrAgt");
            return;
        }
    };
    xml.open("CdtrAgt");
    xml.open("FinInstnId");
    xml.open("ClrSysMmbId");
    xml.open("ClrSysId");
    xml.leaf("Cd", "SESBA");
    xml.close("ClrSysId");
    // The fifth digit of a clearing number is a check digit and no part of the member's number.
    xml.leaf("MmbId", member.get(..4).unwrap_or(member));
    xml.close("ClrSysMmbId");
    xml.close("FinInstnId");
    xml.close("CdtrAgt");
}

fn creditor_account(xml: &mut Xml, account: &Account, addressing: Addressing) {
    match account {
        Account::Iban(iban) => xml.leaf("IBAN", iban),
        Account::Bankgiro(number) => other(xml, number, "Prtry", "BGNR"),
        Account::Plusgiro(number) => match addressing.plusgiro {
            Giro::Bic => other(xml, number, "Prtry", "PGNR"),
            Giro::Clearing => other(xml, number, "Cd", "BBAN"),
        },
        Account::Bank { clearing, number } => match addressing.bank_account {
            BankAccount::WithClearing => other(xml, &format!("{clearing}{number}"), "Cd", "BBAN"),
            BankAccount::WithoutClearing => other(xml, number, "Cd", "BBAN"),
        },
    }
}

fn agent_by_bic(xml: &mut Xml, bic: &str) {
    xml.open("FinInstnId");
    xml.leaf("BICFI", bic);
    xml.close("FinInstnId");
}

fn other(xml: &mut Xml, id: &str, kind: &str, scheme: &str) {
    xml.open("Othr");
    xml.leaf("Id", id);
    xml.open("SchmeNm");
    xml.leaf(kind, scheme);
    xml.close("SchmeNm");
    xml.close("Othr");
}
