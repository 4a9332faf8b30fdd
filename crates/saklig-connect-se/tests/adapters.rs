//! The adapters over a real socket: what is asked, what is kept, and what a failure is.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

mod common;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use common::{Does, Papers, Server};
use jiff::Timestamp;
use jiff::civil::date;
use saklig_case::{CaseKey, PersonId};
use saklig_connect::{Agency, Answered, BenefitRegister, Failure, PersonRegister, Question};
use saklig_connect_se::http::{Client, Limits};
use saklig_connect_se::navet::{self, Navet};
use saklig_connect_se::ssbtek::{self, FUND_HAS_ANSWERED, Ssbtek};

const PERSON: &str = "199001029827";

fn question() -> Question {
    let person = PersonId::parse(PERSON, date(2025, 11, 24)).unwrap();
    let period = (date(2025, 9, 1), date(2025, 10, 31));
    Question::new(
        CaseKey::new(7).unwrap(),
        &"Prövning <bistånd>".into(),
        &"SoL 12 kap. 1 §".into(),
        person,
        period,
    )
    .unwrap()
}

fn ssbtek(papers: &Papers, url: &str) -> Ssbtek {
    let settings = ssbtek::Settings {
        url: url.to_owned(),
        organisation: "162120002411".to_owned(),
        name: "Demokommun".to_owned(),
        officer: "saklig".to_owned(),
        lefi_actor: "demo".to_owned(),
        groups_left_out: vec!["FK:SA".to_owned()],
        fund_has_answered: FUND_HAS_ANSWERED.map(str::to_owned).to_vec(),
    };
    Ssbtek::new(Client::new(&papers.client(), Limits::default()).unwrap(), settings)
}

fn navet(papers: &Papers, url: &str) -> Navet {
    let settings = navet::Settings {
        url: url.to_owned(),
        organisation: "162120002411".to_owned(),
        order: "00000079-FO01-0001".to_owned(),
    };
    Navet::new(Client::new(&papers.client(), Limits::default()).unwrap(), settings)
}

#[test]
fn the_question_says_who_asks_about_whom_for_what_and_by_which_law() {
    let papers = Papers::new();
    let server = Server::start(&papers, |_, _| Does::Answer(503, Vec::new()));
    let failure =
        ssbtek(&papers, &server.url).ask(&question(), &[Agency::Fk, Agency::So], Timestamp::UNIX_EPOCH);
    assert_eq!(failure, Err(Failure::Unreachable("http-503".into())));
    let requests = server.heard.lock().unwrap();
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    assert!(
        head.contains("content-type: text/xml; charset=utf-8") && head.contains("soapaction: \"\""),
        "{head}"
    );
    let (before, rest) = body.split_once("<s:lefiJsonFraga>").unwrap();
    let (lefi, after) = rest.split_once("</s:lefiJsonFraga>").unwrap();
    let lefi = String::from_utf8(STANDARD.decode(lefi).unwrap()).unwrap();
    assert!(lefi.contains("\"utbetalningar\":[\"FK:ABB\"") && !lefi.contains("FK:SA\""), "{lefi}");
    let correlation = before.split("korrelationsid>").nth(1).unwrap().trim_end_matches("</s:");
    expect_test::expect_file!["answers/fraga.xml"]
        .assert_eq(&format!("{before}…{after}\n").replace(correlation, "…"));
}

#[test]
fn navet_is_asked_with_the_order_and_nobody_found_is_an_answer() {
    let papers = Papers::new();
    let none = "<S:Envelope xmlns:S='s'><S:Body><PersonpostXMLResponse><Folkbokforingsposter/></PersonpostXMLResponse></S:Body></S:Envelope>";
    let server = Server::start(&papers, |_, _| Does::Answer(200, none.as_bytes().to_vec()));
    let (reply, kept) = navet(&papers, &server.url).ask_kept(&question(), Timestamp::UNIX_EPOCH);
    assert_eq!(reply.unwrap().answer, Answered::Nothing);
    assert!(kept.unwrap().line(false).contains("\"mottaget\":\"navet\""));
    let heard = server.heard.lock().unwrap();
    for part in [
        "<n:OrgNr>162120002411</n:OrgNr>",
        "<n:BestallningsId>00000079-FO01-0001<",
        "<n:PersonId>199001029827<",
    ] {
        assert!(heard[0].contains(part), "{part}");
    }
}

#[test]
fn what_is_kept_of_a_masked_household_has_no_address() {
    let papers = Papers::new();
    let post = "<S:Envelope xmlns:S='s'><S:Body><PersonpostXMLResponse><Folkbokforingsposter><Folkbokforingspost><Personpost>\
        <PersonId><PersonNr>199001029827</PersonNr></PersonId><Folkbokforing><LanKod>22</LanKod><KommunKod>81</KommunKod>\
        <Fastighetsbeteckning>HEMLIG 1:2</Fastighetsbeteckning></Folkbokforing><Adresser><Folkbokforingsadress>\
        <Utdelningsadress2>HEMLIGA GATAN 3</Utdelningsadress2></Folkbokforingsadress></Adresser></Personpost>\
        </Folkbokforingspost></Folkbokforingsposter></PersonpostXMLResponse></S:Body></S:Envelope>";
    let server = Server::start(&papers, |_, _| Does::Answer(200, post.as_bytes().to_vec()));
    let (reply, kept) = navet(&papers, &server.url).ask_kept(&question(), Timestamp::UNIX_EPOCH);
    assert!(matches!(reply.unwrap().answer, Answered::Data(_)));
    let kept = kept.unwrap();
    assert!(kept.line(false).contains("HEMLIGA GATAN 3"));
    let masked = kept.line(true);
    assert!(!masked.contains("HEMLIG"), "{masked}");
    assert!(
        masked.contains("199001029827")
            && masked.contains("\"avskuret\":[\"Fastighetsbeteckning\",\"Adresser\"]")
    );
}

#[test]
fn garbage_and_a_cut_are_failures_that_may_be_repeated_and_somebody_else_is_not() {
    let papers = Papers::new();
    let other = "<S:Envelope xmlns:S='s'><S:Body><PersonpostXMLResponse><Folkbokforingsposter><Folkbokforingspost><Personpost>\
        <PersonId><PersonNr>199012119948</PersonNr></PersonId></Personpost></Folkbokforingspost></Folkbokforingsposter>\
        </PersonpostXMLResponse></S:Body></S:Envelope>";
    let server = Server::start(&papers, |number, _| match number {
        0 => Does::Answer(200, b"\x00\xffskrap".to_vec()),
        1 => Does::CutInTheMiddle,
        _ => Does::Answer(200, other.as_bytes().to_vec()),
    });
    let register = navet(&papers, &server.url);
    let ask = || register.ask(&question(), Timestamp::UNIX_EPOCH).unwrap_err();
    assert_eq!(ask(), Failure::Unreachable("E1011 byte 1".into()));
    assert_eq!(ask(), Failure::Unreachable("avbrott".into()));
    assert_eq!(ask(), Failure::Refused("E1022".into()));
}
