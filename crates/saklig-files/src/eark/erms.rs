//! ERMS: the case and its documents as an archive's register describes them (CITS ERMS 2.1, schema 2.1.2).
//!
//! Schema 2.1.2 and not 3.0.2: METS says `citserms_v2_1`, the only version its list of content types knows, and it is
//! what FGS Ärendehantering 2.0 stands on. Its attribute `recordPhysicalOrDigital` is not used: 2.1.2 spells the values
//! wrong.

use saklig_connect::{AgentRole, ArchiveContents, ArchivedAgent, ArchivedRecord, Direction};

use super::xml::Xml;
use super::{DATA, sha256};

/// An id in the form of a UUID (version 8: made from a hash), the same each time for the same name.
fn uuid(name: &str) -> String {
    let hash = sha256(format!("saklig.arkiv/{name}").as_bytes());
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    format!("{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

fn agent(xml: &mut Xml, agent: &ArchivedAgent) {
    let kind = match agent.role {
        AgentRole::Party => "counterpart",
        AgentRole::DecisionMaker => "authorising_person",
    };
    xml.open("agent", &[("agentType", kind)]);
    xml.text("name", &[], &agent.name);
    if let Some(number) = &agent.number {
        xml.text("idNumber", &[("idNumberType", "personnummer")], number);
    }
    xml.text("role", &[], &agent.words);
    xml.close();
}

fn software(xml: &mut Xml) {
    xml.open("agent", &[("agentType", "creator")]);
    xml.text("name", &[], concat!("Saklig ", env!("CARGO_PKG_VERSION")));
    xml.close();
}

fn control(xml: &mut Xml, contents: &ArchiveContents) {
    xml.open("control", &[]);
    xml.text("identification", &[("identificationType", "paket")], &contents.id);
    xml.open("maintenanceInformation", &[]);
    xml.empty("maintenanceStatus", &[("value", "new")]);
    xml.open("maintenanceAgency", &[]);
    xml.text("agencyName", &[], &contents.authority);
    xml.close();
    xml.open("maintenanceHistory", &[]);
    xml.open("maintenanceEvent", &[]);
    xml.empty("eventType", &[("value", "created")]);
    xml.text("eventDateTime", &[], &contents.created.to_string());
    software(xml);
    xml.close();
    xml.close();
    xml.close();
    xml.open("systemInformation", &[]);
    xml.open("agents", &[]);
    software(xml);
    xml.close();
    xml.close();
    xml.close();
}

fn record(xml: &mut Xml, contents: &ArchiveContents, number: usize, record: &ArchivedRecord) {
    let case = &contents.file;
    let id = format!("{}/{number}", case.number);
    xml.open("record", &[("systemIdentifier", &uuid(&format!("{}/{id}", contents.id)))]);
    xml.text("objectId", &[], &id);
    xml.text("title", &[], &record.title);
    xml.text("runningNumber", &[], &number.to_string());
    let (direction, date) = match record.direction {
        Direction::Incoming => ("incoming", "received"),
        Direction::Outgoing => ("outgoing", "sent"),
        Direction::Internal => ("internal_memo_without_follow-up", "created"),
    };
    xml.empty("direction", &[("directionDefinition", direction)]);
    if !record.description.is_empty() {
        xml.text("description", &[], &record.description);
    }
    xml.open("dates", &[]);
    xml.text("date", &[("dateType", date)], &record.at.to_string());
    xml.close();
    if !record.files.is_empty() {
        xml.open("additionalInformation", &[]);
        for file in &record.files {
            let path = format!("{DATA}{}", file.path);
            xml.empty(
                "appendix",
                &[("name", &file.title), ("fileFormat", &file.media_type), ("path", &path)],
            );
        }
        xml.close();
    }
    xml.close();
}

/// The document.
pub(super) fn write(contents: &ArchiveContents) -> Vec<u8> {
    let case = &contents.file;
    let mut xml = Xml::new();
    xml.open(
        "erms",
        &[
            ("xmlns", "https://DILCIS.eu/XML/ERMS"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", "https://DILCIS.eu/XML/ERMS ../../schemas/ERMS.xsd"),
        ],
    );
    control(&mut xml, contents);
    xml.open("aggregations", &[]);
    xml.open("aggregation", &[("systemIdentifier", &uuid(&contents.id)), ("aggregationType", "caseFile")]);
    xml.text("objectId", &[], &case.number);
    xml.text("extraId", &[("extraIdType", "arende")], &case.key.to_string());
    xml.text("classification", &[("classificationCode", &case.case_type.0)], &case.case_type.1);
    xml.open("keywords", &[]);
    xml.text("keyword", &[], &case.outcome);
    xml.close();
    xml.text("title", &[], &contents.title);
    xml.empty("status", &[("value", "closed")]);
    if !case.agents.is_empty() {
        xml.open("agents", &[]);
        for one in &case.agents {
            agent(&mut xml, one);
        }
        xml.close();
    }
    xml.open("dates", &[]);
    xml.text("date", &[("dateType", "opened")], &case.opened.to_string());
    xml.text("date", &[("dateType", "decision_date")], &case.decided.to_string());
    xml.text("date", &[("dateType", "archived")], &contents.created.to_string());
    xml.close();
    if !case.notes.is_empty() {
        xml.open("notes", &[]);
        for (kind, text) in &case.notes {
            xml.text("note", &[("noteType", kind)], text);
        }
        xml.close();
    }
    for (index, one) in contents.records.iter().enumerate() {
        record(&mut xml, contents, index + 1, one);
    }
    xml.finish()
}
