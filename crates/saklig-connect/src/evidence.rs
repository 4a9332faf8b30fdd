//! Answers as the text that is kept as evidence: the lines that [`read`](crate::read) reads, with the address of a
//! protected household cut before anything is stored, and the cut told.

use jiff::civil::Date;
use saklig_case::PersonId;
use saklig_number::Number;
use serde_json::{Map, Value, json};

use crate::{
    AfPerson, Answered, BenefitReply, CsnPayment, EarlierMonth, FkPayment, MivAnswer, PersonRecord, Relation,
    SkvAnswer, SoAnswer, VehicleAnswer,
};

/// One person's answers for a period as one line of JSON. With `masked` the address is left out and the line says so
/// in `avskuret`.
pub fn line(
    person: &PersonId,
    (from, to): (Date, Date),
    population: &Answered<PersonRecord>,
    benefits: &BenefitReply,
    masked: bool,
) -> String {
    let mut sources = Map::new();
    let had_address = population.part().is_some_and(|person| person.address.is_some());
    put(&mut sources, "folkbokforing", population, |person| record(person, masked));
    put(&mut sources, "af", &benefits.af.answer, af);
    put(&mut sources, "csn", &benefits.csn.answer, |payments| json!({"utbetalningar": all(payments, csn)}));
    put(&mut sources, "fk", &benefits.fk.answer, |payments| json!({"utbetalningar": all(payments, fk)}));
    put(&mut sources, "skv", &benefits.skv.answer, skv);
    put(&mut sources, "so", &benefits.so.answer, |answers| json!({"svar": all(answers, so)}));
    put(&mut sources, "tns", &benefits.tns.answer, tns);
    put(&mut sources, "miv", &benefits.miv.answer, |answers| json!({"svar": all(answers, miv)}));
    let mut line =
        json!({"person": person.reveal(), "fran": from.to_string(), "tom": to.to_string(), "svar": sources});
    if masked
        && had_address
        && let Some(members) = line.as_object_mut()
    {
        members.insert("avskuret".to_owned(), json!(["folkbokforing.adress"]));
    }
    line.to_string()
}

/// An earlier month as one line of JSON: its canonical text, whose hash names it.
pub fn earlier(month: &EarlierMonth) -> String {
    let housing = month.housing.as_ref().map(|housing| {
        json!({"form": &*housing.form, "rum": number(housing.rooms), "personer": number(housing.persons)})
    });
    let account = month
        .account
        .as_ref()
        .map(|account| json!({"clearing": &*account.clearing, "konto": &*account.number}));
    json!({
        "id": &*month.id, "manad": month.month.to_string(), "beslutat": month.decided.to_string(),
        "utfall": month.outcome.word(), "belopp": month.amount.to_string(),
        "arende": {"lage": &*month.standing.state, "avslutat": date(month.standing.closed)},
        "sokande": month.applicant.reveal(), "medsokande": month.co_applicant.as_ref().map(PersonId::reveal),
        "civilstand": &*month.civil_status, "hushallsgemenskap": month.shared_household,
        "barn": all(&month.children, |child| json!({
            "personnummer": child.number.reveal(), "boende": &*child.living, "dagar": number(child.days)
        })),
        "boende": housing,
        "inkomster": all(&month.incomes, |income| json!({
            "id": &*income.id, "kalla": &*income.source, "kod": &*income.code, "person": &*income.person,
            "belopp": income.amount.to_string()
        })),
        "kostnader": all(&month.costs, |cost| json!({
            "id": &*cost.id, "slag": &*cost.kind, "ansokt": cost.applied.to_string(),
            "godkant": cost.approved.to_string()
        })),
        "overskott": month.surplus.to_string(), "betalning": account,
        "fordon": all(&month.vehicles, |plate| json!(&**plate)),
        "tillgangar": all(&month.assets, |kind| json!(&**kind)),
        "manader_i_rad": month.months_in_a_row.to_string(),
        "jobbstimulans": all(&month.stimulus, |stimulus| json!({
            "person": &*stimulus.person, "start": stimulus.start.to_string()
        })),
    })
    .to_string()
}

fn put<T>(sources: &mut Map<String, Value>, key: &str, answer: &Answered<T>, write: impl Fn(&T) -> Value) {
    let value = match answer {
        Answered::NotAsked => return,
        Answered::Nothing => json!({"lage": "none"}),
        Answered::Data(data) => json!({"lage": "data", "uppgifter": write(data)}),
        Answered::Partial { code, part } => {
            json!({"lage": "partial", "orsak": &**code, "uppgifter": write(part)})
        }
        Answered::Failed { code } => json!({"lage": "error", "orsak": &**code}),
    };
    sources.insert(key.to_owned(), value);
}

fn all<T>(items: &[T], write: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(write).collect()
}

fn date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn number(number: Option<Number>) -> Option<String> {
    number.map(|number| number.to_string())
}

fn record(person: &PersonRecord, masked: bool) -> Value {
    let address = person.address.as_ref().filter(|_| !masked).map(|address| {
        json!({"gata": &*address.street, "postnummer": &*address.postal_code, "postort": &*address.town})
    });
    let mut record = json!({
        "fodd": date(person.born), "fornamn": person.given_name.as_deref(),
        "efternamn": person.family_name.as_deref(), "kommun": person.municipality.as_deref(),
        "skydd": person.protection.word(), "civilstand": person.civil_status.as_deref(),
        "maka": person.spouse.as_ref().map(PersonId::reveal), "adress": address,
        "avregistrerad": person.deregistered.as_ref().and_then(|gone| date(gone.on))
    });
    if let Some(members) = record.as_object_mut() {
        if let Some(reason) = person.deregistered.as_ref().and_then(|gone| gone.reason.as_deref()) {
            members.insert("avregistreringsorsak".to_owned(), json!(reason));
        }
        if !person.referrals.is_empty() {
            members.insert(
                "hanvisningar".to_owned(),
                json!(all(&person.referrals, |number| json!(number.reveal()))),
            );
        }
        if !person.relations.is_empty() {
            members.insert("relationer".to_owned(), json!(all(&person.relations, relation)));
        }
        if let Some(coordination) = &person.coordination {
            let level = coordination.level.as_deref();
            members.insert("samordning".to_owned(), json!({"lage": &*coordination.state, "niva": level}));
        }
    }
    record
}

fn relation(relation: &Relation) -> Value {
    let gone = relation.deregistered.as_ref();
    json!({
        "slag": &*relation.kind, "person": relation.person.as_ref().map(PersonId::reveal),
        "fran": date(relation.from), "avslutad": relation.ended, "tom": date(relation.to),
        "avregistrerad": gone.and_then(|gone| date(gone.on)),
        "avregistreringsorsak": gone.and_then(|gone| gone.reason.as_deref())
    })
}

fn af(person: &AfPerson) -> Value {
    json!({
        "arbetssokande": person.job_seeker, "skat": person.category.as_deref(), "registrerad": date(person.registered),
        "omfattning": number(person.extent), "avaktualiserad": date(person.deactivated),
        "aktivitetsrapport": date(person.activity_report), "sekretess": person.secrecy,
        "akassa": person.fund.as_deref(), "statuskod": person.status_code.as_deref(),
        "beslut": all(&person.decisions, |decision| json!({
            "ersattningstyp": &*decision.benefit, "omfattning": number(decision.extent), "fran": date(decision.from),
            "tom": date(decision.to)
        })),
    })
}

fn csn(payment: &CsnPayment) -> Value {
    json!({
        "stodform": &*payment.support, "beloppstyp": &*payment.amount_kind, "belopp": payment.amount.to_string(),
        "utbetdatum": date(payment.paid_on), "utbetstatus": payment.status.as_deref(),
        "startvecka": payment.first_week.as_deref(), "slutvecka": payment.last_week.as_deref(),
        "fran": date(payment.from)
    })
}

fn fk(payment: &FkPayment) -> Value {
    json!({
        "datum": payment.paid_on.to_string(), "netto": payment.net.to_string(), "foretag": &*payment.company,
        "formansfamilj": &*payment.family, "typ": payment.kind.as_deref(), "preliminar": payment.preliminary,
        "avser_fran": date(payment.concerns_from),
        "detaljer": all(&payment.details, |detail| json!({
            "forman": &*detail.benefit, "beloppstyp": &*detail.amount_kind, "belopp": detail.amount.to_string(),
            "avdrag": detail.deduction
        })),
    })
}

fn skv(answer: &SkvAnswer) -> Value {
    json!({
        "kapital": all(&answer.capital, |capital| json!({
            "taxeringsar": capital.year.to_string(), "intakter": capital.income.to_string(),
            "overskott": capital.surplus.to_string()
        })),
        "aterbetalning": all(&answer.refunds, |refund| json!({
            "datum": refund.on.to_string(), "belopp": refund.amount.to_string()
        })),
    })
}

fn so(answer: &SoAnswer) -> Value {
    json!({
        "svarande": &*answer.fund, "status": &*answer.status,
        "utbetalningar": all(&answer.payments, |payment| json!({
            "datum": payment.paid_on.to_string(), "netto_efter_skatt": payment.after_tax.to_string(),
            "netto_efter_avdrag": payment.after_deductions.to_string(), "dagar": number(payment.days),
            "avser_fran": date(payment.concerns_from), "avser_tom": date(payment.concerns_to)
        })),
        "avstangningar": all(&answer.suspensions, |suspension| json!({
            "fran": suspension.from.to_string(), "tom": date(suspension.to)
        })),
        "ansokt": answer.applied,
    })
}

fn tns(answer: &VehicleAnswer) -> Value {
    json!({
        "resultat": answer.result.as_deref(),
        "fordon": all(&answer.vehicles, |vehicle| json!({
            "regnr": &*vehicle.plate, "fabrikat": vehicle.make.as_deref(), "fordonsar": number(vehicle.year),
            "fordonsslag": vehicle.kind.as_deref(), "handelsbeteckning": vehicle.model.as_deref()
        })),
    })
}

fn miv(answer: &MivAnswer) -> Value {
    json!({
        "arendetyp": &*answer.matter, "beslutskod": answer.code.as_deref(), "beslutstyp": answer.kind.as_deref(),
        "beslutsdatum": date(answer.decided), "fran": date(answer.from), "tom": date(answer.to),
        "giltighetstid": answer.duration.as_deref()
    })
}
