//! One page as it is sent, and how long that took.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::table::median;

/// How often a page is asked for to know how long it usually takes.
const TIMES: usize = 101;

/// A page as it came over the wire.
#[derive(Debug)]
pub(super) struct Page {
    /// Its path, with the query.
    pub(super) path: String,
    /// Its headers, names in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// Its body as sent.
    pub(super) body: Vec<u8>,
    /// From the connection to the last byte, milliseconds.
    pub(super) took: f64,
    /// Where the style sheet lies that it names.
    stylesheet: Option<String>,
}

impl Page {
    /// Asks for a page in this encoding.
    pub(super) fn fetch(port: u16, path: &str, encoding: &str) -> Result<Self> {
        let mut page = Self::ask(port, path, encoding)?;
        if page
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"))
        {
            let plain = Self::ask(port, path, "identity")?;
            let text = String::from_utf8_lossy(&plain.body);
            let (_, behind) = text
                .split_once("rel=\"stylesheet\" href=\"")
                .or_else(|| text.split_once("<link rel=\"stylesheet\""))
                .unwrap_or_default();
            page.stylesheet = behind.split('"').find(|part| part.contains(".css")).map(str::to_owned);
        }
        Ok(page)
    }

    fn ask(port: u16, path: &str, encoding: &str) -> Result<Self> {
        let started = Instant::now();
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        connection.set_nodelay(true)?;
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\naccept-encoding: {encoding}\r\nconnection: close\r\n\r\n"
        );
        connection.write_all(head.as_bytes())?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer)?;
        let took = started.elapsed().as_secs_f64() * 1000.0;
        let end = answer
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .context("no answer")?;
        let body = answer.split_off(end + 4);
        let head = String::from_utf8_lossy(&answer);
        let mut lines = head.lines();
        let status = lines.next().unwrap_or_default();
        ensure!(status.contains(" 200 "), "{path} on port {port} answers {status}");
        let headers = lines.filter_map(|line| line.split_once(": "));
        Ok(Self {
            path: path.to_owned(),
            headers: headers
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
                .collect(),
            body,
            took,
            stylesheet: None,
        })
    }

    /// One header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Where its style sheet lies.
    pub(super) fn stylesheet(&self) -> Result<&str> {
        self.stylesheet
            .as_deref()
            .with_context(|| format!("{} names no style sheet", self.path))
    }
}

/// How long a page usually takes on a connection of its own, milliseconds.
pub(super) fn usual(port: u16, path: &str) -> Result<f64> {
    let took: Vec<f64> = (0..TIMES)
        .map(|_| Ok(Page::ask(port, path, "br")?.took))
        .collect::<Result<_>>()?;
    Ok(median(took.into_iter()))
}
