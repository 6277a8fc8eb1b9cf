//! Citizens who submit one ready draft after the other, each over a connection that stays open.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::drafts::Queue;
use crate::site::Running;

/// Where the button of the page posts to.
const SUBMIT: &str = "/rpc/app/pages/check/submit_draft";

/// A submission that the server acknowledged.
#[derive(Debug)]
pub(super) struct Acknowledged {
    /// The draft.
    pub(super) draft: String,
    /// The application that it became.
    pub(super) application: String,
    /// From the button to the answer, milliseconds.
    pub(super) took: f64,
}

/// Everybody submits until the time is over, each at one of the servers. What was acknowledged.
pub(super) fn submit(servers: &[Running], queues: Vec<Queue>, seconds: u32) -> Result<Vec<Acknowledged>> {
    let end = Instant::now() + Duration::from_secs(u64::from(seconds));
    let ports = servers.iter().map(|server| server.port).cycle();
    let citizens: Vec<_> = (queues.into_iter().zip(ports))
        .map(|(queue, port)| thread::spawn(move || live(port, queue, end)))
        .collect();
    let mut all = Vec::new();
    for citizen in citizens {
        all.extend(citizen.join().map_err(|_| anyhow::anyhow!("a citizen panicked"))??);
    }
    Ok(all)
}

fn live(port: u16, queue: Queue, end: Instant) -> Result<Vec<Acknowledged>> {
    let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    connection.set_nodelay(true)?;
    let mut answers = BufReader::new(connection.try_clone()?);
    let mut acknowledged = Vec::new();
    for draft in queue.drafts {
        let started = Instant::now();
        if started >= end {
            return Ok(acknowledged);
        }
        let body = format!("draft={draft}");
        let request = format!(
            "POST {SUBMIT} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncookie: {}\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            queue.cookie,
            body.len()
        );
        connection.write_all(request.as_bytes())?;
        let application = application(&mut answers).with_context(|| format!("draft {draft}"))?;
        acknowledged.push(Acknowledged {
            draft,
            application,
            took: started.elapsed().as_secs_f64() * 1000.0,
        });
    }
    bail!("there were too few drafts for the time; ask for more with --drafts");
}

/// Reads one answer to its end: the application that it leads to.
fn application(answers: &mut impl BufRead) -> Result<String> {
    let (mut length, mut location, mut status) = (0, None, String::new());
    for number in 0.. {
        let mut line = String::new();
        ensure!(answers.read_line(&mut line)? > 0, "the server hung up");
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if number == 0 {
            line.clone_into(&mut status);
            continue;
        }
        let (name, value) = line.split_once(": ").unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse()?;
        } else if name.eq_ignore_ascii_case("location") {
            location = Some(value.to_owned());
        }
    }
    std::io::copy(&mut answers.take(length), &mut std::io::sink())?;
    let location = location.with_context(|| format!("the server answers {status}"))?;
    let application = location.strip_prefix("/applications/");
    Ok(application
        .with_context(|| format!("not submitted: {location}"))?
        .to_owned())
}
