//! Arbetsförmedlingen (`ers_stod.xsd`). The sample stands in another order than the schema; elements are found by name.

use saklig_connect::{AfDecision, AfPerson};

use super::answer::{Asked, Read, Said, nobody, same_person};
use crate::place::{At, truth};

pub(super) fn read(data: &At<'_>, asked: &Asked<'_>) -> Read<AfPerson> {
    let Some(answer) = data.need("Svar") else { return Ok(nobody("AF/data/Svar")) };
    let digits = answer.need_digits("IdentitetsbeteckningFysiskPerson");
    if !same_person(asked, digits.as_deref())? {
        return Ok(nobody("AF/data/Svar/IdentitetsbeteckningFysiskPerson"));
    }
    // 0 is "handled normally, a valid answer"; what the others mean is not in the contract.
    let code = answer.need_text("StatusSokandeinformationKod");
    if code.as_deref() != Some("0") {
        let code = code.as_deref().and_then(crate::soap::word).unwrap_or("status");
        return Ok(Said::Failed(format!("AF-{code}").into()));
    }
    let info = answer.child("ArbetssokandeInfo");
    let decisions = answer.child("BeslutInfo").and_then(|info| info.need("EkonomiskaBeslut"));
    let fund = answer.text("Akassetillhorighet");
    let secrecy = answer.element.child("Sekretessmarkering").and_then(crate::xml::Element::value);
    if secrecy.is_some_and(|text| truth(text).is_none()) {
        answer.wrong_at("Sekretessmarkering");
    }
    // What cannot be read protects.
    let secrecy = secrecy.is_some_and(|text| truth(text).unwrap_or(true));
    let decisions: Vec<AfDecision> =
        decisions.iter().flat_map(|all| all.all("Beslut")).filter_map(|at| decision(&at)).collect();
    let Some(info) = info else {
        return Ok(if decisions.is_empty() && fund.is_none() && !secrecy {
            Said::Nothing
        } else {
            Said::Data(AfPerson { secrecy, fund, status_code: code, decisions, ..AfPerson::default() })
        });
    };
    let job_seeker = info.truth("Arbetssokande");
    if job_seeker.is_none() {
        info.wrong_at("Arbetssokande");
    }
    Ok(Said::Data(AfPerson {
        job_seeker: job_seeker.unwrap_or(false),
        category: info.text("ArbetssokandeSKAT"),
        registered: info.date("ArbetssokandeRegistrerad"),
        extent: info.number("ArbetssokandeOmfattning"),
        deactivated: info.date("ArbetssokandeAvaktualiserad"),
        activity_report: info
            .child("AktivetetsRapportDatum")
            .and_then(|report| report.date("SenasteAktivitetsRapportDatum")),
        secrecy,
        fund,
        status_code: code,
        decisions,
    }))
}

fn decision(at: &At<'_>) -> Option<AfDecision> {
    Some(AfDecision {
        benefit: at.need_text("ErsattningTyp")?,
        extent: at.number("Omfattning"),
        from: at.date("BeslutFrom"),
        to: at.date("BeslutTom"),
    })
}
