//! The story that every adapter of a port must pass, the fake too. A story says what broke it.

use jiff::Timestamp;

use crate::{
    Agency, Answered, Archive, ArchivePackage, BenefitRegister, BusinessSystem, Failure, History,
    HistoryQuestion, Letter, Mailer, Payment, PaymentGateway, PaymentStatus, PersonRegister, Question,
};

/// What an adapter did that the port does not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Broken(String);

fn must(holds: bool, what: &str) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken(what.to_owned())) }
}

fn works<T>(answer: Result<T, Failure>, what: &str) -> Result<T, Broken> {
    answer.map_err(|failure| Broken(format!("{what}: {failure}")))
}

/// A population register knows `known`, and does not answer for `stranger` as if it knew that there is nothing to
/// protect.
pub fn person_register(
    register: &dyn PersonRegister,
    known: &Question,
    stranger: &Question,
    now: Timestamp,
) -> Result<(), Broken> {
    let reply = works(register.ask(known, now), "a known person")?;
    must(matches!(reply.answer, Answered::Data(_)), "a known person has a record")?;
    must(reply.received_at == now, "the time of receipt is the caller's")?;
    let again = works(register.ask(known, now), "the same question again")?;
    must(again == reply, "the same question has the same answer")?;
    match register.ask(stranger, now) {
        Ok(reply) => must(reply.answer.part().is_none(), "a stranger has no record"),
        Err(_) => Ok(()),
    }
}

/// A benefit register answers for `known` from every agency that was asked and from no other.
pub fn benefit_register(
    register: &dyn BenefitRegister,
    known: &Question,
    stranger: &Question,
    now: Timestamp,
) -> Result<(), Broken> {
    let all = works(register.ask(known, &Agency::ALL, now), "a known person")?;
    must(Agency::ALL.iter().all(|agency| all.was_asked(*agency)), "every agency that is asked has a reply")?;
    for agency in Agency::ALL {
        let one = works(register.ask(known, &[agency], now), "one agency")?;
        let others = Agency::ALL.iter().filter(|other| **other != agency);
        must(one.was_asked(agency), "the agency that is asked has a reply")?;
        must(others.clone().all(|other| !one.was_asked(*other)), "an agency that is not asked has no reply")?;
    }
    match register.ask(stranger, &Agency::ALL, now) {
        Ok(reply) => must(
            !matches!(reply.fk.answer, Answered::Data(_)) && !matches!(reply.csn.answer, Answered::Data(_)),
            "a stranger has no payments",
        ),
        Err(_) => Ok(()),
    }
}

/// A business system knows earlier months of `known`, all of them before the month asked for and about the people
/// asked for, and never says "none" about `stranger` by silence.
pub fn business_system(
    system: &dyn BusinessSystem,
    known: &HistoryQuestion,
    stranger: &HistoryQuestion,
    now: Timestamp,
) -> Result<(), Broken> {
    let History::Months(months) = works(system.earlier(known, now), "a known household")? else {
        return Err(Broken("a known household has earlier months".to_owned()));
    };
    must(!months.is_empty(), "months are never an empty list")?;
    must(months.iter().all(|month| month.month < known.before()), "every month is before the one asked for")?;
    let concerned = |month: &crate::EarlierMonth| known.adults().iter().any(|adult| month.concerns(adult));
    must(months.iter().all(concerned), "every month is about the people asked for")?;
    match works(system.earlier(stranger, now), "a stranger")? {
        History::Silent => Ok(()),
        History::None | History::Months(_) => Err(Broken("of a stranger nothing is known".to_owned())),
    }
}

/// Post takes a letter once, and can be asked for it.
pub fn mailer(post: &dyn Mailer, letter: &Letter, now: Timestamp) -> Result<(), Broken> {
    must(
        works(post.sent(letter.key), "asked before")?.is_none(),
        "a letter that was never sent is not there",
    )?;
    let receipt = works(post.send(letter, now), "the first time")?;
    must(
        works(post.sent(letter.key), "asked after")? == Some(receipt.clone()),
        "a sent letter can be asked for",
    )?;
    let again = works(post.send(letter, now), "the second time")?;
    must(again == receipt, "a key that was taken gives the first receipt")
}

/// A payment gateway takes a payment once, tells where it stands, and never calls it paid before the bank has said so.
pub fn payment_gateway(bank: &dyn PaymentGateway, payment: &Payment, now: Timestamp) -> Result<(), Broken> {
    let before = works(bank.status(payment.key, now), "asked before")?;
    must(before == PaymentStatus::Unseen, "a payment that was never ordered is unseen")?;
    let receipt = works(bank.order(payment, now), "the first time")?;
    let after = works(bank.status(payment.key, now), "asked after")?;
    must(after == PaymentStatus::Accepted(receipt.clone()), "an ordered payment is accepted, not yet paid")?;
    let again = works(bank.order(payment, now), "the second time")?;
    must(again == receipt, "a key that was taken gives the first receipt")
}

/// An archive takes a package once, can be asked for it, says what it holds, and does not take `other`, which has the
/// same key and other content.
pub fn archive(
    archive: &dyn Archive,
    package: &ArchivePackage,
    other: &ArchivePackage,
    now: Timestamp,
) -> Result<(), Broken> {
    let before = works(archive.holds(package.key), "asked before")?;
    must(before.is_none(), "a package that was never handed over is not there")?;
    let held = works(archive.deposit(package, now), "the first time")?;
    must(held.sha256 == package.sha256, "the archive says what it holds")?;
    let after = works(archive.holds(package.key), "asked after")?;
    must(after == Some(held.clone()), "a package that was handed over can be asked for")?;
    let again = works(archive.deposit(package, now), "the second time")?;
    must(again == held, "a key that was taken gives the first receipt")?;
    must(
        matches!(archive.deposit(other, now), Err(Failure::Refused(_))),
        "other content under a key that was taken is refused",
    )?;
    must(works(archive.holds(package.key), "asked last")? == Some(held), "what is held does not change")
}
