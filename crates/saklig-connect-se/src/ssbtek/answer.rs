//! The answer: seven agencies that each say data or an error, read one by one.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_connect::{Agency, Answered, BenefitReply, Reply};

use super::{af, csn, element, fk, miv, skv, so, tns};
use crate::disbelieved::Disbelieved;
use crate::place::{At, Misfits, names};
use crate::soap::{self, Body, word};

/// What was asked: an answer to anything else is not believed.
#[derive(Clone, Copy)]
pub struct Asked<'q> {
    /// The person's twelve digits.
    pub person: &'q str,
    /// The agencies that were asked.
    pub agencies: &'q [Agency],
    /// What ties the answer to the question; none when nothing was sent.
    pub correlation: Option<&'q str>,
    /// The statuses by which a fund says that it has answered.
    pub fund_has_answered: &'q [String],
}

/// What one agency said, before what did not fit is counted in.
pub(super) enum Said<T> {
    Nothing,
    Data(T),
    Failed(Arc<str>),
}

/// What reading one agency's data comes to; an error when it is about somebody else.
pub(super) type Read<T> = Result<Said<T>, Disbelieved>;

/// Reads an answer to a question about one person.
pub fn read(bytes: &[u8], asked: &Asked<'_>, now: Timestamp) -> Result<BenefitReply, Disbelieved> {
    let answer = match soap::open(bytes, "hamtaBastjanstInformationResponse")? {
        Body::Answer(answer) => answer,
        Body::Fault(code) => return Err(Disbelieved::Fault(code)),
        Body::Foreign => return Err(Disbelieved::Foreign),
    };
    let told = answer.child("korrelationsid").and_then(crate::xml::Element::value);
    if let (Some(sent), Some(told)) = (asked.correlation, told)
        && sent != told
    {
        return Err(Disbelieved::OtherQuestion);
    }
    let silent = Misfits::default();
    let whole = At::new(&answer, "svar", &silent);
    let data = whole.child("svarsdata").ok_or(Disbelieved::Foreign)?;
    let mut reply = BenefitReply::not_asked(now);
    for agency in asked.agencies {
        match agency {
            Agency::Af => reply.af = one(&data, *agency, now, |at| af::read(at, asked))?,
            Agency::Csn => reply.csn = one(&data, *agency, now, |at| csn::read(at, asked))?,
            Agency::Fk => reply.fk = one(&data, *agency, now, |at| fk::read(at, asked))?,
            Agency::Skv => reply.skv = one(&data, *agency, now, |at| skv::read(at, asked))?,
            Agency::So => reply.so = one(&data, *agency, now, |at| so::read(at, asked))?,
            Agency::Tns => reply.tns = one(&data, *agency, now, |at| Ok(tns::read(at)))?,
            Agency::Miv => reply.miv = one(&data, *agency, now, |at| miv::read(at, asked))?,
        }
    }
    Ok(reply)
}

/// One agency: its error, its data, or that it is missing though it was asked.
fn one<T: Default>(
    data: &At<'_>,
    agency: Agency,
    now: Timestamp,
    read: impl Fn(&At<'_>) -> Read<T>,
) -> Result<Reply<T>, Disbelieved> {
    let name = element(agency);
    let misfits = Misfits::default();
    let mut found = data.element.all(name);
    let failed = |code: &str| Ok(Reply::failed(code, now));
    let (Some(first), None) = (found.next(), found.next()) else {
        return failed(&format!("E1025 {name}"));
    };
    let at = At::new(first, name, &misfits);
    let said = match (at.child("error"), at.child("data")) {
        (Some(error), None) => return failed(&error_code(&error)),
        (None, Some(data)) => read(&data)?,
        (Some(_), Some(_)) | (None, None) => return failed(&format!("E1024 {name}")),
    };
    let answer = match (said, misfits.first()) {
        (Said::Failed(code), _) => Answered::Failed { code },
        (Said::Nothing, None) => Answered::Nothing,
        (Said::Nothing, Some(code)) => Answered::Partial { code, part: T::default() },
        (Said::Data(data), None) => Answered::Data(data),
        (Said::Data(part), Some(code)) => Answered::Partial { code, part },
    };
    Ok(Reply { answer, received_at: now })
}

/// `BT-101`: who failed (`SSBT` the compound service, `BT` the agency's own) and how.
fn error_code(error: &At<'_>) -> String {
    let source = error.element.child("kalla").and_then(crate::xml::Element::value).and_then(word);
    let code = error.element.child("felkod").and_then(crate::xml::Element::value).and_then(word);
    match (source, code) {
        (Some(source), Some(code)) if code.starts_with(&format!("{source}-")) => code.to_owned(),
        (Some(source), Some(code)) => format!("{source}-{code}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "fel".to_owned(),
    }
}

/// Refuses the whole answer when digits in it name somebody else; says whether they were there.
pub(super) fn same_person(asked: &Asked<'_>, digits: Option<&str>) -> Result<bool, Disbelieved> {
    match digits {
        Some(digits) if !names(asked.person, digits) => Err(Disbelieved::OtherPerson),
        found => Ok(found.is_some()),
    }
}

/// The failure of an agency whose answer does not say whom it is about.
pub(super) fn nobody<T>(place: &str) -> Said<T> {
    Said::Failed(Arc::from(format!("E1024 {place}")))
}
