//! `zhangban serve`: the site, until it is told to stop; what is being answered is answered first.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use axum::serve::ListenerExt;
use domain::staff::Officer;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use usecases::context::Mode;
use usecases::{Context, arrival, city::City};

use crate::config::Config;
use crate::{build, jobs, office};

/// How long answers that are under way may still take after the signal to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves the site.
pub(super) async fn serve() -> anyhow::Result<()> {
    let config = Config::load()?;
    let listener = match TcpListener::bind(config.listen).await {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("{} is taken; set ZHANGBAN_LISTEN to another address", config.listen)
        }
        bound => bound.with_context(|| format!("cannot listen on {}", config.listen))?,
    };
    let office = office::open(&config).await?;
    let server = build(&config, office.clone());
    let jobs = jobs::start(&server.shared);
    greet(&config, &office);
    let watchers = Arc::clone(&server.shared.watchers);
    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let stop = async move {
        signalled().await;
        tracing::info!("stopping");
        watchers.close();
        let _ = stopping.send(true);
    };
    // Without this, small writes on a kept connection wait 40 ms for an acknowledgement.
    let listener = listener.tap_io(|connection| {
        let _ = connection.set_nodelay(true);
    });
    let router = server.router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, router).with_graceful_shutdown(stop).into_future();
    let too_late = async move {
        let _ = stopped.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = serving => ended?,
        () = too_late => tracing::warn!("some answers were not finished"),
    }
    drop(jobs);
    if let Err(error) = arrival::write_down(&office).await {
        tracing::warn!(%error, "by which ways people came in the last minute is lost");
    }
    Ok(())
}

/// Says where the site is and, in a sandbox, whom to sign in as.
fn greet(config: &Config, office: &Context) {
    println!("\n掌办 is ready: {}", config.public_url());
    if office.mode == Mode::Sandbox {
        println!("{}", sandbox_greeting(&office.city, &config.public_url()));
    }
}

fn sandbox_greeting(city: &City, address: &str) -> String {
    let citizens = city
        .people()
        .iter()
        .filter_map(|person| Some(format!("  {}  {}", person.name, person.story.as_ref()?)));
    let duty = |officer: &Officer| match (officer.role(), officer.posts()) {
        (Some(role), _) => role.as_str().to_owned(),
        (None, posts) => {
            let departments = posts.iter().filter_map(|post| city.department(&post.department));
            departments
                .map(|department| department.short.as_str())
                .collect::<Vec<_>>()
                .join("、")
        }
    };
    let officers = city
        .officers()
        .iter()
        .map(|officer| format!("{}（{}）", officer.name, duty(officer)));
    format!(
        "Sandbox: everybody in it is invented. Sign in at {address}/sign-in as\n{}\nor as an officer: {}\nRegisters can be made to fail at {address}/sandbox\n",
        citizens.collect::<Vec<_>>().join("\n"),
        officers.collect::<Vec<_>>().join("、"),
    )
}

/// Waits for Ctrl-C or SIGTERM.
pub(super) async fn signalled() {
    let Ok(mut terminated) = signal(SignalKind::terminate()) else {
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}
