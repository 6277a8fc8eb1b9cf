//! One connection to the server, kept from request to request, and cut when the server dies.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Bytes;
use http::{Request, Response, StatusCode, header};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::people::browser::Wire;

/// Somebody who sees requests leave and answers arrive.
pub(crate) trait Observer: Send + Sync {
    /// The last byte of a request to this path left.
    fn sent(&self, _path: &str) {}
    /// Its answer arrived whole, or never will.
    fn ended(&self, _path: &str, _answered: bool) {}
}

/// The connection broke off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut;

impl From<std::io::Error> for Cut {
    fn from(_: std::io::Error) -> Self {
        Self
    }
}

/// One visitor's way to the server.
pub(crate) struct Network {
    /// Where the server listens; nowhere while it is down.
    server: watch::Receiver<Option<SocketAddr>>,
    connection: Option<TcpStream>,
    observer: Option<Arc<dyn Observer>>,
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Network").finish_non_exhaustive()
    }
}

impl Network {
    /// A way to the server, wherever it listens.
    pub(crate) fn new(server: watch::Receiver<Option<SocketAddr>>) -> Self {
        Self {
            server,
            connection: None,
            observer: None,
        }
    }

    /// A way to a server that stays where it is.
    pub(crate) fn to(address: SocketAddr) -> Self {
        Self::new(watch::channel(Some(address)).1)
    }

    /// The same way, watched.
    pub(crate) fn observed(self, observer: Arc<dyn Observer>) -> Self {
        Self {
            observer: Some(observer),
            ..self
        }
    }

    /// The connection of the last request, or a new one as soon as the server listens.
    async fn connect(&mut self) -> Result<TcpStream, Cut> {
        if let Some(connection) = self.connection.take() {
            return Ok(connection);
        }
        let address = self
            .server
            .wait_for(Option::is_some)
            .await
            .map_or(None, |address| *address);
        let connection = TcpStream::connect(address.ok_or(Cut)?).await?;
        connection.set_nodelay(true)?;
        Ok(connection)
    }
}

impl Wire for Network {
    type Cut = Cut;

    fn beside(&self) -> Self {
        Self::new(self.server.clone())
    }

    async fn send(&mut self, request: Request<Bytes>) -> Result<Response<Bytes>, Cut> {
        let path = request.uri().path().to_owned();
        let mut connection = self.connect().await?;
        connection.write_all(&head_of(&request)).await?;
        connection.write_all(request.body()).await?;
        if let Some(observer) = &self.observer {
            observer.sent(&path);
        }
        let answer = answer(&mut connection).await;
        if let Some(observer) = &self.observer {
            observer.ended(&path, answer.is_ok());
        }
        let answer = answer?;
        self.connection = Some(connection);
        Ok(answer)
    }
}

/// A request up to its body.
fn head_of(request: &Request<Bytes>) -> Vec<u8> {
    let mut head = format!(
        "{} {} HTTP/1.1\r\ncontent-length: {}\r\n",
        request.method(),
        request.uri(),
        request.body().len()
    )
    .into_bytes();
    for (name, value) in request.headers() {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// Reads one whole answer. Every page of ours says how long it is.
async fn answer(connection: &mut TcpStream) -> Result<Response<Bytes>, Cut> {
    let mut read = Vec::with_capacity(16 * 1024);
    let (mut response, length) = loop {
        if let Some((response, head, body)) = parse(&read) {
            read.drain(..head);
            break (response, body);
        }
        if connection.read_buf(&mut read).await? == 0 {
            return Err(Cut);
        }
    };
    while read.len() < length {
        if connection.read_buf(&mut read).await? == 0 {
            return Err(Cut);
        }
    }
    *response.body_mut() = read.into();
    Ok(response)
}

/// The head of an answer once it is whole, how long it is, and how long the body will be.
fn parse(read: &[u8]) -> Option<(Response<Bytes>, usize, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(length) = head.parse(read).expect("the server speaks HTTP") else {
        return None;
    };
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = head.code.and_then(|code| StatusCode::from_u16(code).ok())?;
    for line in head.headers.iter() {
        let name = header::HeaderName::from_bytes(line.name.as_bytes()).ok()?;
        response
            .headers_mut()
            .append(name, header::HeaderValue::from_bytes(line.value).ok()?);
    }
    let body = response
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok());
    Some((response, length, body.expect("an answer says how long it is")))
}
