//! Navet, the population register: `personpostXML` V4 over SOAP 1.1.

use jiff::civil::Date;

use crate::answers::{OtherNumber, Person, Registered};
use crate::faults::{Kind, Source};
use crate::registry::Relation;
use crate::reply::Reply;
use crate::world::World;
use crate::xml::{Element, Writer, body, envelope};

const NAMESPACE: &str = "http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/epersondata/V1";
const ROOT: &str = "ns0:PersonpostXMLResponse \
    xmlns:ns0=\"http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/epersondata/V1\" \
    xmlns:ns1=\"http://www.skatteverket.se/folkbokforing/na/personpostXML/v4\"";
/// When every record was changed last.
const CHANGED: &str = "20251001081500";

/// Answers a message.
pub(crate) fn answer(world: &World, message: &[u8]) -> Reply {
    let Ok(number) = body(message).and_then(|request| asked_for(&request)) else { return refused() };
    world.asked(Source::Navet, &number, "", &["personpost"]);
    let fault = world.fault(Source::Navet, None, Some(&number));
    let about = match fault.as_ref().map(|fault| fault.kind) {
        Some(Kind::Error) => return refused(),
        Some(Kind::WrongPerson) => world.registry.somebody_else(&number),
        _ => number,
    };
    let today = world.held().now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let partial = fault.as_ref().is_some_and(|fault| fault.kind == Kind::Partial);
    let person = world.registry.person(&about, (today, today));
    let found = person.filter(|person| person.registered.is_some() || person.other_number.is_some());
    let text = envelope(|xml| {
        xml.inside(ROOT, |xml| {
            xml.inside("ns0:Folkbokforingsposter", |xml| {
                if let Some(person) = &found {
                    let relations = world.registry.relations(person, today);
                    record(person, &relations, partial, xml);
                }
            });
        });
    });
    Reply::soap(text).under(fault.as_ref())
}

/// The number asked for, when the order is in form.
fn asked_for(request: &Element) -> Result<String, String> {
    let named = matches!(request.name.as_str(), "PersonpostRequest" | "PersonpostXMLRequest");
    let organisation = request.text_at(&["Bestallning", "OrgNr"]).unwrap_or_default();
    let order = request.text_at(&["Bestallning", "BestallningsId"]).unwrap_or_default();
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = order.split('-').collect();
    let order_is_right = match parts.as_slice() {
        [serial, kind, version] => {
            digits(serial, 8) && digits(version, 4) && kind.strip_prefix("FO").is_some_and(|n| digits(n, 2))
        }
        _ => false,
    };
    let number = request.text_at(&["PersonId"]).unwrap_or_default();
    if named && request.ns == NAMESPACE && digits(organisation, 12) && order_is_right && digits(number, 12) {
        Ok(number.to_owned())
    } else {
        Err("the parameters are wrong".to_owned())
    }
}

fn refused() -> Reply {
    Reply::soap_fault(envelope(|xml| {
        xml.inside("S:Fault", |xml| {
            xml.leaf("faultcode", "S:Server");
            xml.leaf("faultstring", "Felaktiga inparametrar");
            xml.inside("detail", |xml| {
                xml.inside(&format!("ns0:WebServiceFault xmlns:ns0=\"{NAMESPACE}\""), |xml| {
                    xml.leaf("ns0:Felkod", "0");
                    xml.leaf("ns0:Beskrivning", "Felaktiga inparametrar");
                });
            });
        });
    }))
}

fn record(person: &Person, relations: &[Relation], partial: bool, xml: &mut Writer) {
    let registered = person.registered.as_ref();
    let protection = registered.map_or("inget", |registered| &registered.skydd);
    xml.inside("Folkbokforingspost", |xml| {
        if protection != "inget" {
            xml.leaf("Sekretessmarkering", "J");
        }
        if protection == "skyddad_folkbokforing" {
            xml.leaf("SkyddadFolkbokforing", "J");
        }
        xml.empty(&format!("Arendeuppgift andringstidpunkt=\"{CHANGED}\""));
        xml.inside("Personpost", |xml| {
            xml.inside("PersonId", |xml| xml.leaf("PersonNr", &person.number));
            referral(person, xml);
            let Some(registered) = registered else { return };
            // Partial: the record ends where its content should begin.
            if partial {
                xml.leaf("Fodelsedatum", &format!("{:04}0000", registered.fodd.year()));
                return;
            }
            content(registered, xml);
            if protection != "skyddad_folkbokforing" {
                self::relations(relations, xml);
            }
        });
    });
}

fn referral(person: &Person, xml: &mut Writer) {
    match &person.other_number {
        Some(OtherNumber::ReplacedBy(new)) => {
            xml.leaf("HanvisningsPersonNr", new);
            xml.inside("Avregistrering", |xml| {
                xml.leaf("AvregistreringsorsakKod", "GN");
                xml.leaf("Avregistreringsdatum", "20240515");
            });
        }
        Some(OtherNumber::Replaces(old)) => xml.inside("Hanvisningar", |xml| {
            xml.inside("Hanvisning", |xml| xml.leaf("HanvisningsPersonNr", old));
        }),
        None => {}
    }
}

fn content(registered: &Registered, xml: &mut Writer) {
    if let Some(day) = registered.avregistrerad {
        xml.inside("Avregistrering", |xml| {
            xml.leaf("AvregistreringsorsakKod", "AV");
            xml.leaf("Avregistreringsdatum", &digits(day));
        });
    }
    xml.leaf("Fodelsedatum", &digits(registered.fodd));
    xml.inside("Namn", |xml| {
        xml.leaf("Tilltalsnamnsmarkering", "10");
        xml.leaf("Fornamn", &registered.fornamn);
        xml.leaf("Efternamn", &registered.efternamn);
    });
    let (county, municipality) = registered.kommun.split_at_checked(2).unwrap_or(("", ""));
    xml.inside("Folkbokforing", |xml| {
        xml.leaf("Folkbokforingsdatum", &digits(registered.fodd));
        xml.leaf("LanKod", county);
        xml.leaf("KommunKod", municipality);
        if registered.adress.is_some() {
            xml.leaf("Folkbokforingstyp", "FB");
        }
    });
    match (&registered.adress, registered.skydd.as_str()) {
        (_, "skyddad_folkbokforing") => xml.inside("Adresser", |xml| {
            xml.inside("SarskildPostadress", |xml| {
                xml.leaf("Utdelningsadress1", "FÖRMEDLINGSUPPDRAG");
                xml.leaf("Utdelningsadress2", "BOX 999");
                xml.leaf("PostNr", "99999");
                xml.leaf("Postort", "DEMO");
            });
        }),
        (Some(address), _) => xml.inside("Adresser", |xml| {
            xml.inside("Folkbokforingsadress", |xml| {
                xml.leaf("Utdelningsadress2", &address.gata);
                // A number: the space goes, and so would a leading zero.
                let code: String = address.postnummer.split_whitespace().collect();
                xml.leaf("PostNr", code.trim_start_matches('0'));
                xml.leaf("Postort", &address.postort);
            });
        }),
        (None, _) => {}
    }
    xml.inside("Civilstand", |xml| xml.leaf("CivilstandKod", &registered.civilstand));
}

fn relations(relations: &[Relation], xml: &mut Writer) {
    if relations.is_empty() {
        return;
    }
    xml.inside("Relationer", |xml| {
        for relation in relations {
            xml.inside("Relation", |xml| {
                xml.inside("RelationId", |xml| xml.leaf("PersonNr", &relation.number));
                xml.leaf("Relationstyp", relation.kind);
                xml.may("RelationFromdatum", relation.from.map(digits));
                xml.may("RelationTomdatum", relation.to.map(digits));
            });
        }
    });
}

fn digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}
