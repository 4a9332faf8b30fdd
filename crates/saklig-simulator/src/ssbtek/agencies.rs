//! The agencies that answer in plain XML: Arbetsförmedlingen, the unemployment funds, Transportstyrelsen,
//! Migrationsverket. Elements stand in the order of their schemas.

use jiff::civil::Date;

use super::request::Question;
use super::within;
use crate::answers::{Af, Fund, Person};
use crate::xml::Writer;

/// The fund that stands for the one that has not answered, when nobody says which.
const UNNAMED_FUND: &str = "Ej angiven arbetslöshetskassa";
const NOT_ANSWERED: &str = "not answered";

/// Arbetsförmedlingen. Somebody it knows nothing of gets an answer without information about job seeking.
pub(super) fn af(question: &Question, person: &Person, xml: &mut Writer) {
    let known = person.sources.af.part();
    xml.inside("ssbt:data", |xml| {
        xml.inside("er:Fraga", |xml| {
            xml.leaf("er:OrganisationsnummerForIngivare", &question.asker.organisation);
            xml.leaf("er:NamnPaIngivare", &question.asker.name);
            xml.leaf("er:KontonamnForHandlaggare", &question.asker.officer);
            xml.leaf("er:Referensnummer", &question.case);
            xml.show("er:From", question.period.0);
            xml.show("er:Tom", question.period.1);
            xml.leaf("er:SyfteMedFraga", &question.purpose);
            xml.leaf("er:LagParagraf", &question.provision);
            xml.leaf("er:IdentitetsbeteckningFysiskPerson", &person.number);
        });
        xml.inside("er:Svar", |xml| {
            xml.leaf("er:Schemaversion", "4.0");
            xml.leaf("er:Referensnummer", &question.case);
            xml.leaf("er:LagParagraf", &question.provision);
            xml.leaf("er:IdentitetsbeteckningFysiskPerson", &person.number);
            if let Some(registered) = &person.registered {
                xml.leaf("er:Fornamn", &registered.fornamn);
                xml.leaf("er:Efternamn", &registered.efternamn);
            }
            xml.may("er:Sekretessmarkering", known.map(|af| af.sekretess));
            if let Some(af) = known {
                seeker(af, xml);
                decisions(af, xml);
            }
            xml.may("er:Akassetillhorighet", known.and_then(|af| af.akassa.as_ref()));
            xml.leaf(
                "er:StatusSokandeinformationKod",
                known.and_then(|af| af.statuskod.as_deref()).unwrap_or("0"),
            );
            let text = "Frågan har behandlats normalt och ett giltigt svar har returnerats.";
            xml.leaf("er:StatusSokandeinformationKodText", text);
        });
    });
}

fn seeker(af: &Af, xml: &mut Writer) {
    xml.inside("er:ArbetssokandeInfo", |xml| {
        xml.show("er:Arbetssokande", af.arbetssokande);
        xml.may("er:ArbetssokandeSKAT", af.skat.as_ref());
        xml.may("er:ArbetssokandeRegistrerad", af.registrerad);
        xml.may("er:ArbetssokandeOmfattning", af.omfattning);
        xml.may("er:ArbetssokandeAvaktualiserad", af.avaktualiserad);
        xml.inside("er:AktivetetsRapportDatum", |xml| {
            let told = if af.aktivitetsrapport.is_some() {
                "Aktivitetsrapport inlämnad"
            } else {
                "Ingen aktivitetsrapport"
            };
            xml.leaf("er:AktivitetsRapportMeddelande", told);
            xml.may("er:SenasteAktivitetsRapportDatum", af.aktivitetsrapport);
        });
    });
}

fn decisions(af: &Af, xml: &mut Writer) {
    if af.beslut.is_empty() {
        return;
    }
    xml.inside("er:BeslutInfo", |xml| {
        xml.inside("er:EkonomiskaBeslut", |xml| {
            for decision in &af.beslut {
                xml.inside("er:Beslut", |xml| {
                    xml.leaf("er:ErsattningTyp", &decision.ersattningstyp);
                    xml.show("er:Omfattning", decision.omfattning.unwrap_or(0));
                    xml.show("er:BeslutFrom", decision.fran.unwrap_or_default());
                    xml.show("er:BeslutTom", decision.tom.unwrap_or_default());
                });
            }
        });
    });
}

/// The unemployment funds. In part: at least one of them has not answered.
pub(super) fn so(question: &Question, person: &Person, period: (Date, Date), odd: bool, xml: &mut Writer) {
    let said = &person.sources.so;
    let funds: &[Fund] = said.part().map(|so| so.svar.as_slice()).unwrap_or_default();
    let silent = (said.is_partial() || odd) && !funds.iter().any(|fund| fund.status == NOT_ANSWERED);
    xml.inside("ssbt:data", |xml| {
        xml.leaf("in:OrganisationsnummerIngivare", &question.asker.organisation);
        xml.leaf("in:NamnIngivare", &question.asker.name);
        xml.leaf("in:KontonamnHandlaggare", &question.asker.officer);
        xml.leaf("in:Referensnummer", &question.case);
        xml.show("in:From", period.0);
        xml.show("in:Tom", period.1);
        xml.leaf("in:Syfte", &question.purpose);
        xml.leaf("in:Paragraf", &question.provision);
        xml.leaf("in:IdentificationNumber", &person.number);
        xml.inside("in:ArbetsloshetsersattningLista", |xml| {
            for fund in funds {
                xml.inside("in:Arbetsloshetsersattning", |xml| self::fund(fund, period, xml));
            }
            if silent {
                xml.inside("in:Arbetsloshetsersattning", |xml| {
                    xml.leaf("in:SvarandeOrganisation", UNNAMED_FUND);
                    xml.leaf("in:StatusSvarandeOrganisation", NOT_ANSWERED);
                });
            }
        });
    });
}

fn fund(fund: &Fund, period: (Date, Date), xml: &mut Writer) {
    xml.leaf("in:SvarandeOrganisation", &fund.svarande);
    xml.leaf("in:StatusSvarandeOrganisation", &fund.status);
    for payment in fund.utbetalningar.iter().filter(|payment| within(payment.datum, period)) {
        xml.inside("in:Utbetalningar", |xml| {
            xml.show("in:Utbetalningsdatum", payment.datum);
            xml.show("in:NettoEfterSkatt", &payment.netto_efter_skatt);
            xml.show("in:NettoEfterAvdrag", &payment.netto_efter_avdrag);
            xml.leaf("in:Ersattningsdagar", payment.dagar.as_ref().map_or("0", |days| &days.0));
            xml.show("in:AvserFrom", payment.avser_fran.unwrap_or(payment.datum));
            xml.show("in:AvserTom", payment.avser_tom.unwrap_or(payment.datum));
        });
    }
    for suspension in &fund.avstangningar {
        xml.inside("in:Avstangningar", |xml| {
            xml.show("in:AvstangdFrom", suspension.fran);
            xml.show("in:AvstangdTom", suspension.tom.unwrap_or(period.1));
        });
    }
    if let Some(applied) = fund.ansokt {
        xml.inside("in:AnsoktOmErsattning", |xml| {
            xml.empty("in:BeslutOmRattTillErsattning xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"");
            xml.show("in:AnsokanOmUtbetalningInlamnad", applied);
        });
    }
}

/// Transportstyrelsen: vehicles now, whatever the period.
pub(super) fn tns(person: &Person, xml: &mut Writer) {
    xml.inside("ssbt:data", |xml| {
        let known = person.sources.tns.part();
        xml.leaf("tns:resultat", known.and_then(|tns| tns.resultat.as_deref()).unwrap_or("OK"));
        xml.inside("tns:fordonsinnehav", |xml| {
            for vehicle in known.map(|tns| tns.fordon.as_slice()).unwrap_or_default() {
                let text = |text: &Option<String>| text.clone().unwrap_or_default();
                xml.inside("fordon:fordon", |xml| {
                    xml.leaf("fordon:regnr", &vehicle.regnr);
                    xml.leaf("fordon:fabrikat", &text(&vehicle.fabrikat));
                    xml.leaf(
                        "fordon:fordonsar",
                        &vehicle.fordonsar.map(|year| year.to_string()).unwrap_or_default(),
                    );
                    xml.leaf("fordon:fordonsslag", &text(&vehicle.fordonsslag));
                    xml.leaf("fordon:handelsbeteckning", &text(&vehicle.handelsbeteckning));
                });
            }
        });
    });
}

/// Migrationsverket: decisions, whatever the period. Its elements have no namespace.
pub(super) fn miv(question: &Question, person: &Person, xml: &mut Writer) {
    xml.inside("ssbt:data", |xml| {
        xml.inside("response", |xml| {
            xml.may("korrelationsid", question.correlation.as_ref());
            xml.leaf("correlationid", question.correlation.as_deref().unwrap_or(&question.case));
            if let Some(registered) = &person.registered {
                xml.leaf("efternamn", &registered.efternamn);
                xml.leaf("fornamn", &registered.fornamn);
            }
            xml.leaf("personnummer", &person.number);
            let Some(miv) = person.sources.miv.part() else { return };
            xml.inside("svarCollection", |xml| {
                for permit in &miv.svar {
                    xml.inside("svar", |xml| {
                        xml.leaf("arendeTyp", &permit.arendetyp);
                        xml.may("beslutsKod", permit.beslutskod.as_ref());
                        xml.may("beslutsTyp", permit.beslutstyp.as_ref());
                        xml.may("beslutsdatum", permit.beslutsdatum);
                        xml.may("fromDatum", permit.fran);
                        xml.may("giltighetstid", permit.giltighetstid.as_ref());
                        xml.may("tomDatum", permit.tom);
                    });
                }
            });
        });
    });
}
