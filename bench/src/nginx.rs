//! The limit: nginx handing out the same bytes as files, with the same headers, compressed beforehand like ours.

use std::fmt::Write;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::http::Page;
use crate::site::CORES;

/// What nginx writes itself.
const OWN: [&str; 6] = [
    "content-length",
    "content-type",
    "connection",
    "date",
    "etag",
    "accept-ranges",
];
/// Longer than any start.
const START: Duration = Duration::from_secs(10);

/// nginx with one worker on the core that is measured; dropped, it is ended.
#[derive(Debug)]
pub(crate) struct Nginx {
    child: Child,
    /// Where it listens.
    pub(crate) port: u16,
}

impl Nginx {
    /// Starts it with these pages as its files.
    pub(crate) fn start(folder: &Path, pages: &[Page], port: u16) -> Result<Self> {
        let root = folder.join("nginx");
        std::fs::create_dir_all(&root)?;
        let mut locations = String::new();
        for (number, page) in pages.iter().enumerate() {
            let file = root.join(number.to_string());
            std::fs::write(&file, &page.body)?;
            let kind = page.header("content-type").unwrap_or("text/html");
            let path = &page.path;
            // For a path that ends in a slash nginx looks for a folder's index, whatever it is an alias of.
            let source = if path.ends_with('/') {
                format!("root {}; try_files /{number} =404;", root.display())
            } else {
                format!("alias {};", file.display())
            };
            writeln!(locations, "location = {path} {{ default_type \"{kind}\"; {source}")?;
            for (name, value) in page.headers.iter().filter(|(name, _)| !OWN.contains(&name.as_str())) {
                let value = value.replace('"', "\\\"");
                writeln!(locations, "add_header {name} \"{value}\";")?;
            }
            locations.push_str("}\n");
        }
        let config = root.join("nginx.conf");
        std::fs::write(&config, configuration(&root, &locations, port))?;
        let log = root.join("error.log");
        let child = Command::new("taskset")
            .args(["-c", CORES.0, "nginx", "-p"])
            .arg(&root)
            .arg("-e")
            .arg(&log)
            .arg("-c")
            .arg(&config)
            .stdin(Stdio::null())
            .spawn()
            .context("`taskset` cannot start nginx")?;
        let nginx = Self { child, port };
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if started.elapsed() > START {
                bail!(
                    "nginx does not start: {}",
                    std::fs::read_to_string(&log).unwrap_or_default()
                );
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        for page in pages {
            let copy = Page::fetch(port, &page.path)?;
            ensure!(copy.body == page.body, "nginx hands out another {}", page.path);
        }
        Ok(nginx)
    }
}

/// As fast as it gets: one worker, files sent by the kernel and kept open, no log, connections kept.
fn configuration(root: &Path, locations: &str, port: u16) -> String {
    let root = root.display();
    format!(
        "daemon off; master_process off; worker_processes 1; pid {root}/pid; error_log {root}/error.log;
        events {{ worker_connections 1024; }}
        http {{
            access_log off; server_tokens off; sendfile on; tcp_nopush on; tcp_nodelay on;
            keepalive_timeout 65; keepalive_requests 100000000; open_file_cache max=100 inactive=60s;
            client_body_temp_path {root}; proxy_temp_path {root}; fastcgi_temp_path {root};
            uwsgi_temp_path {root}; scgi_temp_path {root};
            server {{ listen 127.0.0.1:{port}; {locations} }}
        }}\n"
    )
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Already ended: then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
