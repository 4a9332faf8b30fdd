//! What a connection that fails tells about what may have happened.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

mod common;

use std::time::Duration;

use common::{Does, Papers, Server};
use saklig_connect::Failure;
use saklig_connect_se::http::{Client, Limits};

const SHORT: Limits =
    Limits { connect: Duration::from_secs(2), total: Duration::from_millis(400), answer_bytes: 64 * 1024 };

fn client(papers: &Papers) -> Client {
    Client::new(&papers.client(), SHORT).unwrap()
}

fn put(does: Does) -> Failure {
    let papers = Papers::new();
    let does = std::sync::Mutex::new(Some(does));
    let server = Server::start(&papers, move |_, _| does.lock().unwrap().take().unwrap_or(Does::Cut));
    client(&papers).put(&server.url, &[], b"hej".to_vec()).unwrap_err()
}

#[test]
fn an_answer_comes_whole_and_the_headers_go_along() {
    let papers = Papers::new();
    let server = Server::start(&papers, |_, _| Does::Answer(201, b"{}".to_vec()));
    let answer = client(&papers).put(&server.url, &[("X-Prov", "ja")], b"hej".to_vec()).unwrap();
    assert_eq!((answer.status, &*answer.body), (201, &b"{}"[..]));
    let heard = server.heard.lock().unwrap();
    assert!(heard[0].starts_with("PUT / HTTP/1.1") && heard[0].contains("x-prov: ja"), "{}", heard[0]);
    assert!(heard[0].ends_with("\r\n\r\nhej"));
}

#[test]
fn before_the_request_went_out_nothing_has_happened() {
    let papers = Papers::new();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("https://localhost:{nobody}");
    let failure = client(&papers).put(&url, &[], Vec::new()).unwrap_err();
    assert_eq!(failure, Failure::Unreachable("anslutning".into()));
}

#[test]
fn after_it_went_out_nobody_knows() {
    assert_eq!(put(Does::Cut), Failure::InDoubt("avbrott".into()));
    assert_eq!(put(Does::CutInTheMiddle), Failure::InDoubt("avbrott".into()));
    assert_eq!(put(Does::Silent), Failure::InDoubt("tidsgrans".into()));
    assert_eq!(put(Does::Drips), Failure::InDoubt("for_stort".into()));
    assert_eq!(put(Does::Floods), Failure::InDoubt("for_stort".into()));
}

#[test]
fn a_question_is_never_in_doubt() {
    let papers = Papers::new();
    let server = Server::start(&papers, |_, _| Does::CutInTheMiddle);
    let client = client(&papers);
    assert_eq!(client.get(&server.url, &[]).unwrap_err(), Failure::Unreachable("avbrott".into()));
    assert_eq!(
        client.ask(&server.url, &[], b"?".to_vec()).unwrap_err(),
        Failure::Unreachable("avbrott".into())
    );
}

#[test]
fn without_our_certificate_or_trust_in_theirs_nothing_is_sent() {
    let papers = Papers::new();
    let server = Server::start(&papers, |_, _| Does::Answer(200, Vec::new()));
    let stranger = Client::new(&papers.stranger(), SHORT).unwrap();
    assert_eq!(stranger.put(&server.url, &[], Vec::new()).unwrap_err(), Failure::Unreachable("tls".into()));
    let elsewhere = client(&Papers::new());
    assert_eq!(elsewhere.put(&server.url, &[], Vec::new()).unwrap_err(), Failure::Unreachable("tls".into()));
    assert!(server.heard.lock().unwrap().is_empty());
}

#[test]
fn a_status_is_a_no_or_a_receiver_that_could_not() {
    let papers = Papers::new();
    let server = Server::start(&papers, |number, _| match number {
        0 => Does::Answer(409, br#"{"fel":"brevid_upptaget"}"#.to_vec()),
        1 => Does::Answer(400, b"<html>".to_vec()),
        2 => Does::Answer(503, Vec::new()),
        3 => Does::Answer(404, Vec::new()),
        4 => Does::Answer(302, Vec::new()),
        _ => Does::Answer(409, r#"{"fel":"Anna Andersson bor på"}"#.as_bytes().to_vec()),
    });
    let client = client(&papers);
    let get = || client.get(&server.url, &[]).unwrap();
    assert_eq!(get().accepted().unwrap_err(), Failure::Refused("brevid_upptaget".into()));
    assert_eq!(get().accepted().unwrap_err(), Failure::Refused("http-400".into()));
    assert_eq!(get().accepted().unwrap_err(), Failure::Unreachable("http-503".into()));
    assert_eq!(get().found().unwrap(), None);
    assert_eq!(get().accepted().unwrap_err(), Failure::Refused("http-302".into()));
    assert_eq!(get().accepted().unwrap_err(), Failure::Refused("http-409".into()));
}

#[test]
fn plain_http_and_nonsense_are_no_addresses() {
    let papers = Papers::new();
    for url in ["http://localhost:1/", "hej", ""] {
        let failure = client(&papers).get(url, &[]).unwrap_err();
        assert_eq!(failure, Failure::NotConnected("adress".into()), "{url}");
    }
}
