//! The agencies' answers as facts. Ids of elements are made of role, day and code, so they are the same when the
//! agency is asked again.

use saklig_case::{Answer, PartyKey, Source, Value};

use super::write::{Doubt, List, Sheet, date, day, latest, number, text};
use crate::{
    AfPerson, Agency, BenefitReply, CsnPayment, FkPayment, MivAnswer, Reply, SkvAnswer, SoAnswer,
    VehicleAnswer,
};

/// What every agency says about the adults of a case, one answer per agency.
pub fn benefit_facts(adults: &[(PartyKey, BenefitReply)]) -> Vec<Answer> {
    Agency::ALL.into_iter().map(|agency| agency_facts(agency, adults)).collect()
}

/// What one agency says about the adults of a case.
pub fn agency_facts(agency: Agency, adults: &[(PartyKey, BenefitReply)]) -> Answer {
    match agency {
        Agency::Af => one(agency, adults, |r| &r.af, "ssbtek.af.personer", af),
        Agency::Csn => one(agency, adults, |r| &r.csn, "ssbtek.csn.utbetalningar", csn),
        Agency::Fk => one(agency, adults, |r| &r.fk, "ssbtek.fk.utbetalningar", fk),
        Agency::Skv => two(
            agency,
            adults,
            |r| &r.skv,
            [("ssbtek.skv.kapital", capital), ("ssbtek.skv.aterbetalning", refunds)],
        ),
        Agency::So => two(
            agency,
            adults,
            |r| &r.so,
            [("ssbtek.so.utbetalningar", fund_payments), ("ssbtek.so.svarande", funds)],
        ),
        Agency::Tns => one(agency, adults, |r| &r.tns, "ssbtek.tns.fordon", tns),
        Agency::Miv => one(agency, adults, |r| &r.miv, "ssbtek.miv.svar", miv),
    }
}

type Pick<T> = fn(&BenefitReply) -> &Reply<T>;
type Fill<T> = fn(&mut List, &str, &T);

fn one<T>(
    agency: Agency,
    adults: &[(PartyKey, BenefitReply)],
    pick: Pick<T>,
    path: &'static str,
    fill: Fill<T>,
) -> Answer {
    lists(agency, adults, pick, &[(path, fill)])
}

fn two<T>(
    agency: Agency,
    adults: &[(PartyKey, BenefitReply)],
    pick: Pick<T>,
    parts: [(&'static str, Fill<T>); 2],
) -> Answer {
    lists(agency, adults, pick, &parts)
}

fn lists<T>(
    agency: Agency,
    adults: &[(PartyKey, BenefitReply)],
    pick: Pick<T>,
    parts: &[(&'static str, Fill<T>)],
) -> Answer {
    let replies = || adults.iter().map(|(_, reply)| pick(reply));
    let doubt = Doubt::worst(replies());
    let mut sheet = Sheet::new();
    for (path, fill) in parts {
        let mut list = List::new(path);
        for (role, reply) in adults {
            if let Some(part) = pick(reply).answer.part() {
                fill(&mut list, role, part);
            }
        }
        sheet.list(list, doubt);
    }
    let roots: Vec<&str> = parts.iter().map(|(path, _)| *path).collect();
    sheet.answer(Source::Register(agency.word().into()), latest(replies()), &roots)
}

fn af(list: &mut List, role: &str, person: &AfPerson) {
    list.element(&[role])
        .value("arbetssokande", Value::Boolean(person.job_seeker))
        .may("skat", text(person.category.as_ref()))
        .may("registrerad", date(person.registered))
        .may("omfattning", number(person.extent))
        .may("avaktualiserad", date(person.deactivated))
        .may("aktivitetsrapport", date(person.activity_report))
        .value("sekretess", Value::Boolean(person.secrecy))
        .may("akassa", text(person.fund.as_ref()))
        .may("statuskod", text(person.status_code.as_ref()))
        .list("beslut", |list| {
            for decision in &person.decisions {
                let from = decision.from.map_or_else(|| "utan_datum".to_owned(), day);
                list.element(&[&from, &decision.benefit])
                    .text("ersattningstyp", &decision.benefit)
                    .may("omfattning", number(decision.extent))
                    .may("fran", date(decision.from))
                    .may("tom", date(decision.to));
            }
        });
}

fn csn(list: &mut List, role: &str, payments: &Vec<CsnPayment>) {
    for payment in payments {
        let when = payment.paid_on.or(payment.from).map_or_else(|| "utan_datum".to_owned(), day);
        list.element(&[role, &when, &payment.support, &payment.amount_kind])
            .value("person", Value::text(role))
            .text("stodform", &payment.support)
            .text("beloppstyp", &payment.amount_kind)
            .value("belopp", Value::Number(payment.amount))
            .may("utbetdatum", date(payment.paid_on))
            .may("utbetstatus", text(payment.status.as_ref()))
            .may("startvecka", text(payment.first_week.as_ref()))
            .may("slutvecka", text(payment.last_week.as_ref()))
            .may("fran", date(payment.from));
    }
}

fn fk(list: &mut List, role: &str, payments: &Vec<FkPayment>) {
    for payment in payments {
        list.element(&[role, &day(payment.paid_on), &payment.family])
            .value("person", Value::text(role))
            .value("datum", Value::Date(payment.paid_on))
            .value("netto", Value::Number(payment.net))
            .text("foretag", &payment.company)
            .text("formansfamilj", &payment.family)
            .may("typ", text(payment.kind.as_ref()))
            .value("preliminar", Value::Boolean(payment.preliminary))
            .may("avser_fran", date(payment.concerns_from))
            .list("detaljer", |list| {
                for detail in &payment.details {
                    list.element(&[&detail.amount_kind])
                        .text("forman", &detail.benefit)
                        .text("beloppstyp", &detail.amount_kind)
                        .value("belopp", Value::Number(detail.amount))
                        .value("avdrag", Value::Boolean(detail.deduction));
                }
            });
    }
}

fn capital(list: &mut List, role: &str, answer: &SkvAnswer) {
    for capital in &answer.capital {
        list.element(&[role, &capital.year.to_string()])
            .value("person", Value::text(role))
            .value("taxeringsar", Value::Number(capital.year))
            .value("intakter", Value::Number(capital.income))
            .value("overskott", Value::Number(capital.surplus));
    }
}

fn refunds(list: &mut List, role: &str, answer: &SkvAnswer) {
    for refund in &answer.refunds {
        list.element(&[role, &day(refund.on)])
            .value("person", Value::text(role))
            .value("datum", Value::Date(refund.on))
            .value("belopp", Value::Number(refund.amount));
    }
}

fn fund_payments(list: &mut List, role: &str, answers: &Vec<SoAnswer>) {
    for answer in answers {
        for payment in &answer.payments {
            list.element(&[role, &day(payment.paid_on), &answer.fund])
                .value("person", Value::text(role))
                .text("svarande", &answer.fund)
                .value("datum", Value::Date(payment.paid_on))
                .value("netto_efter_skatt", Value::Number(payment.after_tax))
                .value("netto_efter_avdrag", Value::Number(payment.after_deductions))
                .may("dagar", number(payment.days))
                .may("avser_fran", date(payment.concerns_from))
                .may("avser_tom", date(payment.concerns_to));
        }
    }
}

fn funds(list: &mut List, role: &str, answers: &Vec<SoAnswer>) {
    for answer in answers {
        list.element(&[role, &answer.fund])
            .value("person", Value::text(role))
            .text("svarande", &answer.fund)
            .text("status", &answer.status)
            .may("ansokt", answer.applied.map(Value::Boolean))
            .value("avstangd", Value::Boolean(!answer.suspensions.is_empty()));
    }
}

fn tns(list: &mut List, role: &str, answer: &VehicleAnswer) {
    for vehicle in &answer.vehicles {
        list.element(&[role, &vehicle.plate])
            .value("person", Value::text(role))
            .text("regnr", &vehicle.plate)
            .may("fabrikat", text(vehicle.make.as_ref()))
            .may("fordonsar", number(vehicle.year))
            .may("fordonsslag", text(vehicle.kind.as_ref()))
            .may("handelsbeteckning", text(vehicle.model.as_ref()));
    }
}

fn miv(list: &mut List, role: &str, answers: &Vec<MivAnswer>) {
    for answer in answers {
        let decided = answer.decided.map_or_else(|| "utan_datum".to_owned(), day);
        list.element(&[role, &decided, &answer.matter])
            .value("person", Value::text(role))
            .text("arendetyp", &answer.matter)
            .may("beslutskod", text(answer.code.as_ref()))
            .may("beslutstyp", text(answer.kind.as_ref()))
            .may("beslutsdatum", date(answer.decided))
            .may("fran", date(answer.from))
            .may("tom", date(answer.to))
            .may("giltighetstid", text(answer.duration.as_ref()));
    }
}
