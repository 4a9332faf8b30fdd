//! SSBTEK, the benefit agencies' joint service: operation `hamtaBastjanstInformation` of contract v10 over SOAP 1.1.

mod agencies;
mod csn;
mod fk;
mod request;
mod skv;

use jiff::civil::Date;

use crate::answers::{Person, Said, Sources};
use crate::faults::{Fault, Kind, Source};
use crate::reply::Reply;
use crate::world::World;
use crate::xml::{Writer, envelope};
use request::{AGENCIES, NAMESPACE, Question};

/// The namespaces of the answer.
const ROOT: &str = "ssbt:hamtaBastjanstInformationResponse \
    xmlns:ssbt=\"http://schema.forsakringskassan.se/integration/ssbt/10\" \
    xmlns:er=\"http://api.arbetsformedlingen.se/arbetssokande/ersattningsstod/v2\" \
    xmlns:in=\"http://INT014.UBPService.Schemas\" \
    xmlns:tns=\"http://schema.transportstyrelsen.se/ssbtek/hamtauppgifterresponder/1\" \
    xmlns:fordon=\"http://schema.transportstyrelsen.se/ssbtek/fordon/1\"";

/// What an agency is to do out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Odd {
    Error,
    Partial,
    Silent,
    Garbage,
}

/// Answers a message.
pub(crate) fn answer(world: &World, message: &[u8]) -> Reply {
    let question = match request::read(message) {
        Ok(question) => question,
        Err((code, what)) => return fault(code, &what),
    };
    let agencies: Vec<&str> =
        AGENCIES.iter().zip(&question.asked).filter(|(_, asked)| asked.is_some()).map(|(a, _)| *a).collect();
    world.asked(Source::Ssbtek, &question.person, &question.case, &agencies);
    let fault = world.fault(Source::Ssbtek, None, Some(&question.person));
    let (person, all) = match fault.as_ref().map(|fault| fault.kind) {
        Some(Kind::Error) => return fault_of_service(),
        Some(Kind::Partial) => (question.person.clone(), Some(Odd::Silent)),
        Some(Kind::WrongPerson) => (world.registry.somebody_else(&question.person), None),
        _ => (question.person.clone(), None),
    };
    Reply::soap(respond(world, &question, &person, all)).under(fault.as_ref())
}

fn fault_of_service() -> Reply {
    fault("SSBT-100", "Internt fel i den sammansatta bastjänsten")
}

/// The whole answer, about `person`, who is the one asked for unless a fault says otherwise.
fn respond(world: &World, question: &Question, person: &str, all: Option<Odd>) -> String {
    envelope(|xml| {
        xml.inside(ROOT, |xml| {
            if let Some(echo) = &question.echo {
                xml.inside("ssbt:fraga", |xml| {
                    for child in &echo.children {
                        xml.again("ssbt:", child);
                    }
                });
            }
            xml.may("ssbt:frageTidpunkt", question.asked_at.as_ref());
            xml.may("ssbt:korrelationsid", question.correlation.as_ref());
            xml.inside("ssbt:svarsdata", |xml| {
                for (agency, asked) in AGENCIES.iter().zip(question.asked) {
                    let Some(period) = asked else { continue };
                    let fault = world.fault(Source::Ssbtek, Some(agency), Some(&question.person));
                    one(world, question, (agency, person), period, all, fault.as_ref(), xml);
                }
            });
        });
    })
}

fn one(
    world: &World,
    question: &Question,
    (agency, person): (&str, &str),
    period: (Date, Date),
    all: Option<Odd>,
    fault: Option<&Fault>,
    xml: &mut Writer,
) {
    let (mut about, mut odd) = (person.to_owned(), all.filter(|_| agency != "FK" && agency != "AF"));
    match fault.map(|fault| fault.kind) {
        Some(Kind::WrongPerson) => about = world.registry.somebody_else(person),
        Some(Kind::Partial) if agency == "FK" || agency == "SO" => odd = Some(Odd::Partial),
        Some(Kind::Partial) => odd = Some(Odd::Silent),
        Some(Kind::Garbage) => odd = Some(Odd::Garbage),
        Some(_) => odd = Some(Odd::Error),
        None => {}
    }
    let nobody = || Person { number: about.clone(), ..Person::default() };
    let person = world.registry.person(&about, period).unwrap_or_else(nobody);
    if odd == Some(Odd::Silent) || is_silent(agency, &person.sources) {
        return;
    }
    xml.inside(&format!("ssbt:{agency}"), |xml| match (odd, error_of(agency, &person.sources)) {
        (Some(Odd::Error), _) => {
            let code = fault.and_then(|fault| fault.code.as_deref());
            error(xml, code.unwrap_or("BT-101"), "Tekniskt fel hos bastjänsten");
        }
        (_, Some(code)) => error(xml, code, "Bastjänsten kunde inte svara"),
        (odd, None) => data(agency, question, &person, period, odd, xml),
    });
}

/// Whether an agency does not answer about this person.
fn is_silent(agency: &str, sources: &Sources) -> bool {
    match agency {
        "AF" => matches!(sources.af, Said::Silent),
        "CSN" => matches!(sources.csn, Said::Silent),
        "FK" => matches!(sources.fk, Said::Silent),
        "SKV" => matches!(sources.skv, Said::Silent),
        "SO" => matches!(sources.so, Said::Silent),
        "TNS" => matches!(sources.tns, Said::Silent),
        _ => matches!(sources.miv, Said::Silent),
    }
}

/// The code of an agency that fails for this person.
fn error_of<'p>(agency: &str, sources: &'p Sources) -> Option<&'p str> {
    fn code<T>(said: &Said<T>) -> Option<&str> {
        match said {
            Said::Error(code) => Some(code),
            Said::Nothing | Said::Silent | Said::Data(_) | Said::Partial(_) => None,
        }
    }
    match agency {
        "AF" => code(&sources.af),
        "CSN" => code(&sources.csn),
        "FK" => code(&sources.fk),
        "SKV" => code(&sources.skv),
        "SO" => code(&sources.so),
        "TNS" => code(&sources.tns),
        _ => code(&sources.miv),
    }
}

/// An agency's error: the part of the code before the hyphen is where it comes from.
fn error(xml: &mut Writer, code: &str, what: &str) {
    let (origin, code) = code.split_once('-').unwrap_or(("BT", code));
    xml.inside("ssbt:error", |xml| {
        xml.leaf("ssbt:kalla", if origin == "SSBT" { "SSBT" } else { "BT" });
        xml.leaf("ssbt:felkod", code);
        xml.leaf("ssbt:felmeddelande", what);
    });
}

fn data(
    agency: &str,
    question: &Question,
    person: &Person,
    period: (Date, Date),
    odd: Option<Odd>,
    xml: &mut Writer,
) {
    let garbage = odd == Some(Odd::Garbage);
    match (agency, &question.fk) {
        ("FK", Err(why)) => error(xml, "SSBT-010", why),
        ("FK", Ok(asked)) => xml.inside("ssbt:data", |xml| {
            let json = if garbage {
                "{\"utlamnare\":[{".to_owned()
            } else {
                fk::json(person, asked, odd == Some(Odd::Partial))
            };
            xml.leaf("ssbt:lefiJsonSvar", &packed(&json));
        }),
        ("CSN", _) => xml.inside("ssbt:data", |xml| {
            let text = if garbage { "<CSNSvar>\u{fffd}".to_owned() } else { csn::xml(person, period) };
            xml.leaf("ssbt:svar", &packed(&text));
        }),
        ("SKV", _) => xml.inside("ssbt:data", |xml| {
            let text = if garbage { "<Svar".to_owned() } else { skv::xml(person, period) };
            xml.inside("svar", |xml| xml.cdata(&text));
        }),
        _ if garbage => xml.inside("ssbt:data", |xml| xml.leaf("skrap", "\u{fffd}\u{fffd}")),
        ("AF", _) => agencies::af(question, person, xml),
        ("SO", _) => agencies::so(question, person, period, odd == Some(Odd::Partial), xml),
        ("TNS", _) => agencies::tns(person, xml),
        _ => agencies::miv(question, person, xml),
    }
}

fn packed(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}

/// The service's own fault.
fn fault(code: &str, what: &str) -> Reply {
    let text = envelope(|xml| {
        xml.inside("S:Fault", |xml| {
            xml.leaf("faultcode", if code == "SSBT-100" { "S:Server" } else { "S:Client" });
            xml.leaf("faultstring", what);
            xml.inside("detail", |xml| {
                let tag = format!("ssbt:hamtaBastjanstInformationFault xmlns:ssbt=\"{NAMESPACE}\"");
                xml.inside(&tag, |xml| {
                    xml.leaf("ssbt:felkod", code);
                    xml.leaf("ssbt:felmeddelande", what);
                });
            });
        });
    });
    Reply::soap_fault(text)
}

/// Whether a day lies in a period.
fn within(day: Date, (from, to): (Date, Date)) -> bool {
    from <= day && day <= to
}
