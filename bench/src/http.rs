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
pub(crate) struct Page {
    /// Its path, with the query.
    pub(crate) path: String,
    /// Its headers, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// Its body as sent.
    pub(crate) body: Vec<u8>,
    /// From the connection to the last byte, milliseconds.
    pub(crate) took: f64,
}

impl Page {
    /// Asks for a page that is for everyone.
    pub(crate) fn fetch(port: u16, path: &str) -> Result<Self> {
        Self::fetch_as("", port, path)
    }

    /// Asks for a page as whoever has these cookies.
    pub(crate) fn fetch_as(cookies: &str, port: u16, path: &str) -> Result<Self> {
        let started = Instant::now();
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        connection.set_nodelay(true)?;
        let cookies = if cookies.is_empty() {
            String::new()
        } else {
            format!("cookie: {cookies}\r\n")
        };
        // The older protocol has no chunks: what follows the head is the body.
        let head = format!("GET {path} HTTP/1.0\r\nhost: 127.0.0.1:{port}\r\naccept-encoding: br\r\n{cookies}\r\n");
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
        })
    }

    /// One header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// How long a page usually takes on a connection of its own, milliseconds.
pub(crate) fn usual(port: u16, path: &str) -> Result<f64> {
    let took: Vec<f64> = (0..TIMES)
        .map(|_| Ok(Page::fetch(port, path)?.took))
        .collect::<Result<_>>()?;
    Ok(median(took.into_iter()))
}
