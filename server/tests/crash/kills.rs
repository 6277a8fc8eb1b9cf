//! A hundred kills, at moments thrown by dice.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use content::Library;
use domain::theme::Theme;
use server::config::Config;
use server::office;
use tokio::sync::watch;
use tokio::task::JoinSet;
use usecases::theme::publish::publish;

use crate::audit::Audit;
use crate::clients::{Client, Town, find_application, find_file, work};
use crate::flight::{Deed, Flights};
use crate::invention::{Shape, invent};
use crate::people::filing::Citizen;
use crate::process::network::Network;
use crate::process::running::{Place, Running};

const KILLS: usize = 100;
/// So many of them must have cut a submission off.
const MUST_HIT: usize = 40;
const ITEMS: usize = 5;
/// Who files: everybody in the sandbox city who can sign in.
const CLIENTS: [&str; 8] = [
    "lin_xiao",
    "chen_yuan",
    "zhou_he",
    "song_lan",
    "tian_xi",
    "fang_ning",
    "luo_wenqing",
    "tang_yu",
];
const OFFICERS: [(&str, &str); 2] = [("health", "gao_ying"), ("police", "qin_feng")];
/// A run that takes longer hangs: two minutes are usual, and a busy machine is much slower.
const AT_MOST: Duration = Duration::from_mins(10);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_hundred_kills() {
    let seed = std::env::var("ZHANGBAN_TEST_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(20_261_122);
    println!("ZHANGBAN_TEST_SEED={seed}");
    let run = tokio::time::timeout(AT_MOST, run(seed)).await;
    assert!(run.is_ok(), "not done within {AT_MOST:?}");
}

async fn run(seed: u64) {
    let began = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path(), "info,sqlx=warn");
    let (slug, theme, answers) = publish_invented(&place, seed).await;
    let (listens, server) = watch::channel(None);
    let flights = Flights::new();
    let town = Town {
        server,
        ledger: Arc::default(),
        flights,
        closing: Arc::new(AtomicBool::new(false)),
        slug,
        answers,
        seed,
    };

    let mut clients = JoinSet::new();
    let mut first = Running::start(&place).await;
    listens.send_replace(Some(place.address));
    for (number, who) in CLIENTS.into_iter().enumerate() {
        let client = Client::new(&town, number, who, &place.origin()).await;
        clients.spawn(async move { (number, client.live().await) });
    }
    let mut officers = JoinSet::new();
    for (number, (_, who)) in OFFICERS.into_iter().enumerate() {
        officers.spawn(work(town.clone(), CLIENTS.len() + number, who));
    }

    let mut dice = fastrand::Rng::with_seed(seed);
    let mut audit = Audit::open(&place, &theme).await;
    listens.send_replace(None);
    first.kill();
    for number in 0..KILLS {
        let mut running = Running::start(&place).await;
        listens.send_replace(Some(place.address));
        audit.look(&town.ledger).await;
        wait_for_the_moment(&town, &mut dice).await;
        listens.send_replace(None);
        town.flights.kill(number, || running.kill());
        fail_with_the_first(&mut clients, &mut officers);
    }
    let killed = began.elapsed();

    let _running = Running::start(&place).await;
    listens.send_replace(Some(place.address));
    town.closing.store(true, Ordering::SeqCst);
    // Officers who wait for the next submission need not wait any longer.
    town.flights.wake();
    let citizens: Vec<(usize, Citizen<Network>)> = clients.join_all().await;
    officers.join_all().await;
    audit.wait_for_errands().await;
    let counted = audit.look(&town.ledger).await;
    let started = audit.look_at_everything(&town.ledger).await;
    read_everything_again(&town, citizens).await;

    let entries = town.ledger.entries().clone();
    let (hits, cut_grants) = (town.flights.hits(Deed::Submit), town.flights.hits(Deed::Grant));
    println!(
        "{KILLS} kills in {killed:.1?}, {hits} with a submission in flight and {cut_grants} with a grant; {counted} applications \
        ({} acknowledged), {} files, {} grants, {started} cases started by themselves; {:.1?} in all",
        entries.applications.len(),
        entries.uploads.len(),
        entries.grants.len(),
        began.elapsed(),
    );
    assert!(hits >= MUST_HIT, "only {hits} kills had a submission in flight");
}

/// Publishes a small theme for two departments into the database that the server will find.
async fn publish_invented(place: &Place, seed: u64) -> (String, Theme, std::collections::BTreeMap<String, String>) {
    let config = Config::sandbox_in(&place.folder);
    let city = Library::embedded().unwrap().city;
    let departments = OFFICERS.map(|(department, _)| department);
    let invention = invent(
        seed,
        Shape {
            departments: &departments,
            items: ITEMS,
            is_small: true,
        },
        &city,
    );
    let used: BTreeSet<_> = invention
        .authored
        .theme
        .items
        .iter()
        .map(|item| item.department.as_str())
        .collect();
    assert_eq!(
        used.len(),
        OFFICERS.len(),
        "another seed: one officer would have nothing to do"
    );
    let office = office::open(&config).await.unwrap();
    assert!(publish(&office, &invention.authored).await.unwrap());
    (invention.authored.slug, invention.authored.theme, invention.answers)
}

/// Most kills wait for a submission and follow it, by less than twice the time that one takes, some do so with a grant,
/// whose errand must survive; the others come at any moment.
async fn wait_for_the_moment(town: &Town, dice: &mut fastrand::Rng) {
    let lull = Duration::from_millis(dice.u64(50..700));
    let (aim, share) = (dice.u32(0..100), dice.f64());
    tokio::time::sleep(lull).await;
    let mut departures = match aim {
        0..60 => town.flights.departures(Deed::Submit),
        60..85 => town.flights.departures(Deed::Grant),
        _ => return,
    };
    // When nothing leaves for long, the kill comes anyway; it counts for what it is.
    let _ = tokio::time::timeout(Duration::from_secs(3), departures.changed()).await;
    tokio::time::sleep(town.flights.usual().mul_f64(share * 1.5)).await;
}

/// A client that found something wrong ends the run at once.
fn fail_with_the_first<T: 'static, U: 'static>(clients: &mut JoinSet<T>, officers: &mut JoinSet<U>) {
    let ended = clients.try_join_next().map(|ended| ended.map(drop));
    let ended = ended.or_else(|| officers.try_join_next().map(|ended| ended.map(drop)));
    if let Some(Err(error)) = ended {
        std::panic::resume_unwind(error.into_panic());
    }
}

/// Every acknowledged application and file, once more, by the browser of the citizen it was acknowledged to.
async fn read_everything_again(town: &Town, citizens: Vec<(usize, Citizen<Network>)>) {
    let mut readers = JoinSet::new();
    for (number, mut citizen) in citizens {
        let entries = town.ledger.entries().clone();
        readers.spawn(async move {
            for submitted in entries
                .applications
                .iter()
                .filter(|submitted| submitted.client == number)
            {
                let page = find_application(&mut citizen, submitted).await.unwrap();
                assert_eq!(page.texts(".thread > li").len(), ITEMS, "{submitted:?} {page}");
            }
            for handed_in in entries.uploads.iter().filter(|handed_in| handed_in.client == number) {
                find_file(&mut citizen, handed_in).await.unwrap();
            }
        });
    }
    readers.join_all().await;
}
