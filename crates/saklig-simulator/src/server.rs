//! The world on a socket: TLS with client certificates, HTTP/1.1, and where each path leads.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper::{HeaderMap, Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use crate::reply::{End, Reply};
use crate::world::World;
use crate::{archive, bank, control, navet, post, ssbtek};

/// The largest message that is taken, bytes.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// Takes connections until told to stop.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: TlsAcceptor,
    world: Arc<World>,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => return,
        };
        // A connection that fails concerns only whoever made it.
        let Ok((stream, _)) = accepted else { continue };
        let (tls, world) = (tls.clone(), Arc::clone(&world));
        tokio::spawn(async move { connection(stream, tls, world).await });
    }
}

async fn connection(stream: TcpStream, tls: TlsAcceptor, world: Arc<World>) {
    drop(stream.set_nodelay(true));
    let Ok(stream) = tls.accept(stream).await else { return };
    let service = service_fn(move |request| respond(Arc::clone(&world), request));
    let serving = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    drop(serving.await);
}

async fn respond(world: Arc<World>, request: Request<Incoming>) -> io::Result<Response<Half>> {
    let (head, body) = request.into_parts();
    let body = match Limited::new(body, MAX_BODY).collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => return response(Reply::refused(413, "for_stort", "")),
    };
    let work = move || route(&world, &head.method, head.uri.path(), &head.headers, &body);
    let reply = tokio::task::spawn_blocking(work).await;
    let reply = reply.unwrap_or_else(|_| Reply::refused(500, "internt_fel", ""));
    if reply.delay_seconds > 0 {
        tokio::time::sleep(std::time::Duration::from_secs(reply.delay_seconds)).await;
    }
    if reply.end == End::Nothing {
        return Err(io::Error::from(io::ErrorKind::ConnectionReset));
    }
    response(reply)
}

fn response(reply: Reply) -> io::Result<Response<Half>> {
    let length = reply.body.len();
    let body = Half { rest: Some(Bytes::from(reply.body)), cut: reply.end == End::Half, length };
    Response::builder()
        .status(reply.status)
        .header("content-type", reply.media_type)
        .header("content-length", length)
        .body(body)
        .map_err(io::Error::other)
}

/// Where a path leads.
fn route(world: &World, method: &Method, path: &str, headers: &HeaderMap, body: &[u8]) -> Reply {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (method.as_str(), parts.as_slice()) {
        ("POST", ["ssbtek", "v10"]) => ssbtek::answer(world, body),
        ("POST", ["navet", "V4", "personpostXML"]) => navet::answer(world, body),
        ("PUT", ["post", "v1", "brev", id]) => post::put(world, id, body),
        ("GET", ["post", "v1", "brev", id]) => post::get(world, id),
        ("POST", ["bank", "v1", "filer"]) => bank::post(world, body),
        ("GET", ["bank", "v1", "filer", id]) => bank::get(world, id),
        ("PUT", ["arkiv", "v1", "leveranser", key]) => {
            archive::put(world, key, header("x-arende"), header("x-innehall-sha256"), body)
        }
        ("GET", ["arkiv", "v1", "leveranser", key]) => archive::get(world, key),
        ("GET", ["varld", "v1", "halsa"]) => control::health(world),
        ("GET", ["varld", "v1", "klocka"]) => control::clock(world),
        ("PUT", ["varld", "v1", "klocka"]) => control::set_clock(world, body),
        ("GET", ["varld", "v1", "liggare"]) => control::ledger(world),
        ("GET", ["varld", "v1", "fel"]) => control::faults(world),
        ("PUT", ["varld", "v1", "fel"]) => control::set_faults(world, body),
        ("GET", ["varld", "v1", "hushall"]) => control::households(world),
        _ => Reply::not_found(),
    }
}

/// A body that may end in the middle.
struct Half {
    rest: Option<Bytes>,
    cut: bool,
    length: usize,
}

impl Body for Half {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match (self.rest.take(), self.cut) {
            (Some(whole), false) if whole.is_empty() => Poll::Ready(None),
            (Some(whole), false) => Poll::Ready(Some(Ok(Frame::data(whole)))),
            (Some(whole), true) => Poll::Ready(Some(Ok(Frame::data(whole.slice(..whole.len() / 2))))),
            (None, true) => Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionReset)))),
            (None, false) => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && !self.cut
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length as u64)
    }
}
