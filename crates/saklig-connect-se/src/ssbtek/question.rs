//! The question, as the schema demands it (`sammansatt_bastjanst_v10.xsd`): what all agencies are told, and per agency
//! whether it is asked.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use saklig_connect::{Agency, Question};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Settings;
use crate::soap;
use crate::xml::escaped;

/// The groups of benefits whose payments are asked for: every group of LEFI v9 (`LefiExternFormanGruppKod`), those of
/// Försäkringskassan and of Pensionsmyndigheten.
const GROUPS: [&str; 30] = [
    "FK:ABB", "FK:AP", "FK:AS", "FK:BOB", "FK:BST", "FK:BTI", "FK:DPE", "FK:EJO", "FK:ET", "FK:FP",
    "FK:FSJP", "FK:GP", "FK:HE", "FK:MABB", "FK:MEK", "FK:NP", "FK:OMV", "FK:PJOB", "FK:PROG", "FK:RBE",
    "FK:SA", "FK:SBP", "FK:SJP", "FK:TFP", "FK:US", "FK:VB", "FK:YL", "PM:AP", "PM:BTI", "PM:EF",
];

/// What ties an answer to its question; no part of a person can be read from it.
pub(super) fn correlation(question: &Question, agencies: &[Agency], now: Timestamp) -> String {
    let mut hash = Sha256::new();
    let asked: Vec<&str> = agencies.iter().map(|agency| agency.word()).collect();
    let parts = [
        question.case().to_string(),
        question.person().reveal().to_owned(),
        question.from().to_string(),
        question.to().to_string(),
        asked.join(" "),
        now.to_string(),
    ];
    hash.update(parts.join("\n"));
    let half = hash.finalize().iter().take(16).fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
    format!("{half:032x}")
}

/// The whole message.
pub(super) fn message(
    settings: &Settings,
    question: &Question,
    agencies: &[Agency],
    correlation: &str,
    now: Timestamp,
) -> Vec<u8> {
    let parts = [
        "<s:hamtaBastjanstInformation xmlns:s=\"http://schema.forsakringskassan.se/integration/ssbt/10\">"
            .to_owned(),
        general(settings, question, correlation, now),
        "<s:specifikaFrageparametrar>".to_owned(),
        Agency::ALL.map(|agency| specific(agency, settings, question, agencies.contains(&agency))).concat(),
        "</s:specifikaFrageparametrar></s:hamtaBastjanstInformation>".to_owned(),
    ];
    soap::envelope(&parts.concat())
}

fn general(settings: &Settings, question: &Question, correlation: &str, now: Timestamp) -> String {
    format!(
        "<s:generellaFrageparametrar><s:frageTidpunkt>{now}</s:frageTidpunkt>\
         <s:korrelationsid>{correlation}</s:korrelationsid>\
         <s:fraganSkallInkluderasISvaret>false</s:fraganSkallInkluderasISvaret>\
         <s:ingivare><s:organisationsnummer>{}</s:organisationsnummer><s:namn>{}</s:namn>\
         <s:handlaggare>{}</s:handlaggare></s:ingivare>\
         <s:personidentitet>{}</s:personidentitet><s:arendeidentitet>{}</s:arendeidentitet>\
         <s:tidsperiod><s:fromDatum>{}</s:fromDatum><s:tomDatum>{}</s:tomDatum></s:tidsperiod>\
         <s:syfte>{}</s:syfte><s:lagtext>{}</s:lagtext></s:generellaFrageparametrar>",
        escaped(&settings.organisation),
        escaped(&settings.name),
        escaped(&settings.officer),
        escaped(question.person().reveal()),
        question.case(),
        question.from(),
        question.to(),
        escaped(question.purpose()),
        escaped(question.lagrum()),
    )
}

fn specific(agency: Agency, settings: &Settings, question: &Question, asked: bool) -> String {
    let name = super::element(agency);
    if agency == Agency::Fk && asked {
        let groups: Vec<&str> = GROUPS.into_iter().filter(|group| settings.asks(group)).collect();
        let lefi = json!({
            "personnummer": question.person().reveal(),
            "period": {"from": question.from().to_string(), "tom": question.to().to_string()},
            "preliminaraUtbetalningar": groups,
            "utbetalningar": groups,
        });
        return format!(
            "<s:FK inkludera=\"true\"><s:fraga><s:version>v9</s:version><s:aktorsid>{}</s:aktorsid>\
             <s:lefiJsonFraga>{}</s:lefiJsonFraga></s:fraga></s:FK>",
            escaped(&settings.lefi_actor),
            STANDARD.encode(lefi.to_string()),
        );
    }
    format!("<s:{name} inkludera=\"{asked}\"/>")
}
