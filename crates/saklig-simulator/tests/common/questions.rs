//! What the world is asked, as the contracts say.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const FK_GROUPS: &str =
    "\"FK:ABB\",\"FK:BOB\",\"FK:BST\",\"FK:OMV\",\"FK:SJP\",\"FK:YL\",\"PM:AP\",\"PM:BTI\",\"PM:EF\"";

pub(crate) fn ssbtek(person: &str, from: &str, to: &str, asked: [bool; 7]) -> String {
    let [af, csn, fk, skv, so, tns, miv] = asked;
    let json = format!(
        "{{\"personnummer\":\"{person}\",\"period\":{{\"from\":\"{from}\",\"tom\":\"{to}\"}},\"utbetalningar\":[{FK_GROUPS}]}}"
    );
    let packed = STANDARD.encode(json);
    format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>\
         <q:hamtaBastjanstInformation xmlns:q=\"http://schema.forsakringskassan.se/integration/ssbt/10\">\
         <q:generellaFrageparametrar><q:korrelationsid>k-1</q:korrelationsid>\
         <q:fraganSkallInkluderasISvaret>true</q:fraganSkallInkluderasISvaret>\
         <q:ingivare><q:organisationsnummer>162120009999</q:organisationsnummer><q:namn>Demokommun</q:namn>\
         <q:handlaggare>automatisk funktion</q:handlaggare></q:ingivare>\
         <q:personidentitet>{person}</q:personidentitet><q:arendeidentitet>FS-2025-000001</q:arendeidentitet>\
         <q:tidsperiod><q:fromDatum>{from}</q:fromDatum><q:tomDatum>{to}</q:tomDatum></q:tidsperiod>\
         <q:syfte>Prövning av ekonomiskt bistånd</q:syfte><q:lagtext>5 § förordning (2008:975)</q:lagtext>\
         </q:generellaFrageparametrar><q:specifikaFrageparametrar>\
         <q:AF inkludera=\"{af}\"/><q:CSN inkludera=\"{csn}\"/><q:FK inkludera=\"{fk}\"><q:fraga>\
         <q:version>v9</q:version><q:aktorsid>999-1</q:aktorsid><q:lefiJsonFraga>{packed}</q:lefiJsonFraga>\
         </q:fraga></q:FK><q:SKV inkludera=\"{skv}\"/><q:SO inkludera=\"{so}\"/><q:TNS inkludera=\"{tns}\"/>\
         <q:MIV inkludera=\"{miv}\"/></q:specifikaFrageparametrar></q:hamtaBastjanstInformation>\
         </e:Body></e:Envelope>"
    )
}

pub(crate) fn navet(person: &str, order: &str) -> String {
    format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><n:PersonpostRequest \
         xmlns:n=\"http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/epersondata/V1\">\
         <n:Bestallning><n:OrgNr>162120009999</n:OrgNr><n:BestallningsId>{order}</n:BestallningsId></n:Bestallning>\
         <n:PersonId>{person}</n:PersonId></n:PersonpostRequest></e:Body></e:Envelope>"
    )
}

/// A letter of some bytes.
pub(crate) fn letter(id: &str, case: &str, pdf: &[u8], sum: &str) -> String {
    serde_json::json!({
        "brevid": id, "arende": case, "mottagare": {"namn": "Kim Exempel", "adress": ["Demogatan 1", "999 01 Demo"]},
        "sprak": "sv", "media": "application/pdf", "sha256": sum, "innehall": STANDARD.encode(pdf),
    })
    .to_string()
}

/// A payment file: each payment is its `EndToEndId`, amount and account.
pub(crate) fn payments(id: &str, sum: &str, payments: &[(&str, &str, &str)]) -> String {
    let one = |(key, amount, account): &(&str, &str, &str)| {
        format!(
            "<CdtTrfTxInf><PmtId><EndToEndId>{key}</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"SEK\">{amount}</InstdAmt></Amt>\
             <Cdtr><Nm>Kim Exempel</Nm></Cdtr><CdtrAcct><Id><Othr><Id>{account}</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr>\
             </Id></CdtrAcct></CdtTrfTxInf>"
        )
    };
    let count = payments.len();
    let all: String = payments.iter().map(one).collect();
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn><GrpHdr><MsgId>{id}</MsgId>\
         <CreDtTm>2025-11-24T08:00:00</CreDtTm><NbOfTxs>{count}</NbOfTxs><CtrlSum>{sum}</CtrlSum><InitgPty><Nm>Demokommun</Nm>\
         </InitgPty></GrpHdr><PmtInf><PmtInfId>{id}-1</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt><Dt>2025-11-25</Dt></ReqdExctnDt>\
         <Dbtr><Nm>Demokommun</Nm></Dbtr><DbtrAcct><Id><IBAN>SE4550000000058398257466</IBAN></Id></DbtrAcct><DbtrAgt>\
         <FinInstnId><BICFI>DEMOSESS</BICFI></FinInstnId></DbtrAgt>{all}</PmtInf></CstmrCdtTrfInitn></Document>"
    )
}
