//! CSN's answer: XML of its own (v4.0), which SSBTEK packs in base64.

use jiff::civil::Date;

use super::within;
use crate::answers::{CsnPayment, Person};
use crate::xml::Writer;

/// CSN's forms, in the order of the schema: element, and the element's name in the list of forms.
const FORMS: [(&str, &str); 5] = [
    ("Studiemedel", "studiemedel"),
    ("Studiehjalp", "studiehjalp"),
    ("HemutrustningsLan", "hemutrustningslan"),
    ("Studiestartsstod", "studiestartsstod"),
    ("Omstallningsstudiestod", "omstallningsstudiestod"),
];

/// Where a form of support belongs.
fn form_of(support: &str) -> &'static str {
    match support {
        "SH" | "SB" => "Studiehjalp",
        "HUT" => "HemutrustningsLan",
        "SSSTÖD" => "Studiestartsstod",
        "OSS" => "Omstallningsstudiestod",
        _ => "Studiemedel",
    }
}

/// The answer about a person and a period.
pub(super) fn xml(person: &Person, period: (Date, Date)) -> String {
    let known = person.sources.csn.part();
    let payments: Vec<&CsnPayment> = known
        .map(|csn| csn.utbetalningar.as_slice())
        .unwrap_or_default()
        .iter()
        .filter(|payment| payment.utbetdatum.or(payment.fran).is_none_or(|day| within(day, period)))
        .collect();
    let mut xml = Writer::document();
    let root = "k:CSNSvar xmlns:k=\"http://schema.csn.se/v4.0/kommunfraga\" \
        xmlns:p=\"http://schema.csn.se/v4.0/person\" xmlns:t=\"http://schema.csn.se/v4.0/csntyper\" \
        xmlns:sm=\"http://schema.csn.se/v4.0/studiemedel\" xmlns:sh=\"http://schema.csn.se/v4.0/studiehjalp\" \
        xmlns:hu=\"http://schema.csn.se/v4.0/hemutrustningslan\" \
        xmlns:ss=\"http://schema.csn.se/v4.0/studiestartsstod\" \
        xmlns:os=\"http://schema.csn.se/v4.0/omstallningsstudiestod\" schemaVersion=\"4.0\"";
    xml.inside(root, |xml| {
        xml.inside("k:GemensamtSvarEkbistand", |xml| {
            xml.inside("k:Resultat", |xml| {
                xml.leaf("k:ResultatKod", "0");
                xml.leaf("k:ResultatText", "Allt OK, inget att rapportera");
            });
        });
        xml.empty("k:GemensamtFragaEkbistand");
        xml.inside("k:Personer", |xml| self::person(person, known.is_some(), &payments, xml));
    });
    xml.done()
}

fn person(person: &Person, known: bool, payments: &[&CsnPayment], xml: &mut Writer) {
    let (century, short) = person.number.split_at_checked(2).unwrap_or(("19", ""));
    let status = if known { "          " } else { "Ej träff" };
    let tag =
        format!("k:Person personnummer=\"{short}\" Status=\"{status}\" sekretess=\"  \" sekel=\"{century}\"");
    xml.inside(&tag, |xml| {
        xml.inside("p:Studiestodstypforteckning", |xml| {
            for (form, name) in FORMS {
                let has = payments.iter().any(|payment| form_of(&payment.stodform) == form);
                xml.leaf(&format!("t:{name}"), if has { "1" } else { "0" });
            }
        });
        for (form, _) in FORMS {
            let of_form: Vec<&CsnPayment> =
                payments.iter().copied().filter(|payment| form_of(&payment.stodform) == form).collect();
            if of_form.is_empty() {
                xml.empty(&format!("p:{form}"));
            } else {
                xml.inside(&format!("p:{form}"), |xml| {
                    xml.inside("p:Arenden", |xml| matters(form, &of_form, xml));
                });
            }
        }
    });
}

fn matters(form: &str, payments: &[&CsnPayment], xml: &mut Writer) {
    let ns = match form {
        "Studiehjalp" => "sh",
        "HemutrustningsLan" => "hu",
        "Studiestartsstod" => "ss",
        "Omstallningsstudiestod" => "os",
        _ => "sm",
    };
    let same = |a: &&CsnPayment, b: &&CsnPayment| a.stodform == b.stodform;
    for (at, matter) in payments.chunk_by(same).enumerate() {
        let Some(first) = matter.first() else { continue };
        xml.inside(&format!("p:Arende lopnummer=\"{}\"", at + 1), |xml| {
            xml.leaf(&format!("{ns}:stodform"), &first.stodform);
            xml.leaf(&format!("{ns}:klartext"), &first.stodform);
            xml.leaf(&format!("{ns}:status"), "BESLUTAD");
            if ns != "hu" {
                xml.empty(&format!("{ns}:soktaTider"));
                xml.empty(&format!("{ns}:BeviljadeTider"));
            }
            xml.inside(&format!("{ns}:UtbetalningsPlan"), |xml| {
                for payment in matter {
                    xml.inside(&format!("{ns}:Utbetalning"), |xml| self::payment(payment, xml));
                }
            });
        });
    }
}

fn payment(payment: &CsnPayment, xml: &mut Writer) {
    // A payment that is not booked has the date 0.
    let day = |day: Date| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    xml.leaf("t:utbetdatum", &payment.utbetdatum.map_or_else(|| "0".to_owned(), day));
    xml.leaf("t:utbetstatus", payment.utbetstatus.as_deref().unwrap_or("Utbetald"));
    xml.inside("t:Utbetaldatider", |xml| {
        xml.inside("t:Utbetaldtid", |xml| {
            xml.may("t:startvecka", payment.startvecka.as_ref());
            xml.may("t:slutvecka", payment.slutvecka.as_ref());
            xml.inside("t:Beloppen", |xml| {
                xml.inside("t:Belopp", |xml| {
                    xml.leaf("t:beloppstyp", &payment.beloppstyp);
                    xml.leaf("t:klartext", &payment.beloppstyp);
                    xml.show("t:belopp", &payment.belopp);
                    xml.show("t:totbelopp", &payment.belopp);
                });
            });
            xml.show("t:totbelopp", &payment.belopp);
        });
    });
    xml.show("t:totbelopp", &payment.belopp);
}
