//! Citizens who file one application after the other and officers who grant them, whatever happens to the server.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::StatusCode;
use sha2::{Digest, Sha256};
use testbed::papers::pdf_with;
use testbed::phone::Phone;
use tokio::sync::watch;

use crate::flight::{Deed, Flights};
use crate::ledger::{HandedIn, Ledger, Submitted};
use crate::people::desk::{Officer, Pile};
use crate::people::filing::{Citizen, draft_of, missing_papers};
use crate::people::form::Paper;
use crate::people::page::Page;
use crate::process::network::{Cut, Network};

/// What all of them share.
#[derive(Clone)]
pub(crate) struct Town {
    /// Where the server listens, while it does.
    pub(crate) server: watch::Receiver<Option<SocketAddr>>,
    /// What it acknowledged.
    pub(crate) ledger: Arc<Ledger>,
    /// Which submissions are under way.
    pub(crate) flights: Arc<Flights>,
    /// Everybody goes home.
    pub(crate) closing: Arc<AtomicBool>,
    /// The theme.
    pub(crate) slug: String,
    /// What is said about it.
    pub(crate) answers: BTreeMap<String, String>,
    /// The number that the dice begin with.
    pub(crate) seed: u64,
}

impl Town {
    fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }
}

/// A citizen of the town.
pub(crate) struct Client {
    town: Town,
    number: usize,
    citizen: Citizen<Network>,
    dice: fastrand::Rng,
    /// The draft that is being worked on.
    draft: Option<String>,
    papers: usize,
}

impl Client {
    /// Somebody who signed in and added a key to their account, while the server was up: a code that was cut off would make them wait.
    pub(crate) async fn new(town: &Town, number: usize, who: &str, origin: &str) -> Self {
        let network = Network::new(town.server.clone()).observed(town.flights.observe(number));
        let mut citizen = Citizen::new(network, who, town.answers.clone());
        let device = Phone::new(origin, u8::try_from(number + 1).unwrap());
        citizen.sign_in().await.unwrap();
        citizen.add_device(device).await.unwrap();
        let dice = fastrand::Rng::with_seed(town.seed.wrapping_add(number as u64));
        Self {
            town: town.clone(),
            number,
            citizen,
            dice,
            draft: None,
            papers: 0,
        }
    }

    /// Files until the town closes. After a cut: looks at what was acknowledged last, and goes on where it stood.
    pub(crate) async fn live(mut self) -> Citizen<Network> {
        while !self.town.is_closing() {
            if self.file().await == Err(Cut) {
                while !self.town.is_closing() && self.look_back().await == Err(Cut) {}
            }
        }
        self.citizen
    }

    async fn file(&mut self) -> Result<(), Cut> {
        let page = match &self.draft {
            Some(draft) => self.citizen.browser.get(&format!("/drafts/{draft}")).await?,
            None => self.begin().await?,
        };
        // Submitted, but the answer never arrived: the draft leads to its application.
        if let Some(draft) = self.draft.clone().filter(|_| page.path.starts_with("/applications/")) {
            return self.submit(draft).await;
        }
        let draft = draft_of(&page.path).to_owned();
        self.draft = Some(draft.clone());
        let page = match page.action() {
            Some(next) => self.citizen.browser.get(&next).await?,
            None => page,
        };
        let page = self.citizen.consent(page).await?;
        self.citizen.fill_in(page).await?;
        let materials = self.citizen.browser.get(&format!("/drafts/{draft}/materials")).await?;
        for material in missing_papers(&materials) {
            self.hand_in(&material).await?;
        }
        self.submit(draft).await
    }

    /// From the questions to the consent; what was answered before a cut is not asked again.
    async fn begin(&mut self) -> Result<Page, Cut> {
        if self.citizen.browser.cookies.is_empty() {
            self.citizen.sign_in().await?;
        }
        let list = self.citizen.plan(&self.town.slug).await?;
        let page = self
            .citizen
            .browser
            .press(&list, &list.form("start_draft"), ("", ""))
            .await?;
        assert!(page.path.starts_with("/drafts/"), "{page}");
        // Started before a cut and already filled from the registers: the list of steps comes instead.
        self.draft = Some(draft_of(&page.path).to_owned());
        Ok(page)
    }

    async fn hand_in(&mut self, material: &str) -> Result<(), Cut> {
        self.papers += 1;
        let name = format!("{}-{}.pdf", self.number, self.papers);
        let mut content = vec![0; 1 << self.dice.u32(4..18)];
        self.dice.fill(&mut content);
        let paper = Paper {
            name,
            content: pdf_with(&content),
        };
        let page = self.citizen.browser.get(material).await?;
        let answer = self
            .citizen
            .browser
            .hand_in(&page, std::slice::from_ref(&paper))
            .await?;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, material),
            "{answer}"
        );
        let sha256 = Sha256::digest(&paper.content).to_vec();
        let handed_in = HandedIn {
            client: self.number,
            material: material.to_owned(),
            name: paper.name,
            sha256,
            address: None,
        };
        self.town.ledger.entries().uploads.push(handed_in);
        self.note_address().await
    }

    /// Notes where the last file is read: once it is submitted its page is not there any more.
    async fn note_address(&mut self) -> Result<(), Cut> {
        let number = self.number;
        let is_own = |one: &&HandedIn| one.client == number;
        let last = self.town.ledger.entries().uploads.iter().rfind(is_own).cloned();
        let Some(last) = last.filter(|last| last.address.is_none()) else {
            return Ok(());
        };
        let address = address_of(&mut self.citizen, &last).await?;
        let mut entries = self.town.ledger.entries();
        if let Some(last) = entries.uploads.iter_mut().rfind(|one| one.client == number) {
            last.address = Some(address);
        }
        Ok(())
    }

    async fn submit(&mut self, draft: String) -> Result<(), Cut> {
        let answer = self.citizen.sign(&draft).await?;
        let application = answer.location().strip_prefix("/applications/");
        let application = application
            .unwrap_or_else(|| panic!("{answer} leads to {}", answer.location()))
            .to_owned();
        self.draft = None;
        self.town.ledger.entries().applications.push(Submitted {
            client: self.number,
            draft,
            application,
        });
        Ok(())
    }

    /// What was acknowledged last is there, also right after a restart.
    async fn look_back(&mut self) -> Result<(), Cut> {
        self.note_address().await?;
        let own = |client: usize| client == self.number;
        let entries = self.town.ledger.entries().clone();
        if let Some(submitted) = entries.applications.iter().rfind(|submitted| own(submitted.client)) {
            find_application(&mut self.citizen, submitted).await?;
        }
        if let Some(handed_in) = entries.uploads.iter().rfind(|handed_in| own(handed_in.client)) {
            find_file(&mut self.citizen, handed_in).await?;
        }
        Ok(())
    }
}

/// Finds an acknowledged application; its page.
pub(crate) async fn find_application(citizen: &mut Citizen<Network>, submitted: &Submitted) -> Result<Page, Cut> {
    let page = citizen
        .browser
        .get(&format!("/applications/{}", submitted.application))
        .await?;
    assert_eq!(
        page.status,
        StatusCode::OK,
        "an acknowledged application is gone: {submitted:?}"
    );
    Ok(page)
}

/// Where an acknowledged file is read; as long as that was not noted, its page has it by its name.
async fn address_of(citizen: &mut Citizen<Network>, handed_in: &HandedIn) -> Result<String, Cut> {
    if let Some(address) = &handed_in.address {
        return Ok(address.clone());
    }
    let page = citizen.browser.get(&handed_in.material).await?;
    let names = page.texts("a.file__name");
    let place = names.iter().position(|name| *name == handed_in.name);
    let place = place.unwrap_or_else(|| panic!("an acknowledged file is gone: {handed_in:?}, there are {names:?}"));
    Ok(page.attributes("a.file__name", "href").remove(place))
}

/// Reads an acknowledged file again.
pub(crate) async fn find_file(citizen: &mut Citizen<Network>, handed_in: &HandedIn) -> Result<(), Cut> {
    let address = address_of(citizen, handed_in).await?;
    let file = citizen.browser.get(&address).await?;
    assert_eq!(file.status, StatusCode::OK, "{handed_in:?}");
    assert_eq!(
        Sha256::digest(&file.body).as_slice(),
        handed_in.sha256,
        "an acknowledged file reads otherwise: {handed_in:?}"
    );
    Ok(())
}

/// An officer accepts and grants what is on the desk, until the town closes.
pub(crate) async fn work(town: Town, number: usize, who: &str) {
    let network = Network::new(town.server.clone()).observed(town.flights.observe(number));
    let mut officer = Officer::new(network, who);
    let mut dice = fastrand::Rng::with_seed(town.seed.wrapping_add(number as u64));
    let mut departures = town.flights.departures(Deed::Submit);
    let mut is_signed_in = false;
    while !town.is_closing() {
        // A cut in between leaves one with one factor, and perhaps with digits that are used: then the next are waited for.
        is_signed_in = is_signed_in || officer.sign_in().await.is_ok_and(|page| page.path.starts_with("/desk"));
        if !is_signed_in {
            continue;
        }
        // Nothing on the desk: something comes when somebody submits.
        if let Ok(false) = work_through(&town, &mut officer, &mut dice).await {
            drop(departures.changed().await);
        }
    }
}

/// Accepts and grants some of the cases on the desk; false when there is none.
async fn work_through(town: &Town, officer: &mut Officer<Network>, dice: &mut fastrand::Rng) -> Result<bool, Cut> {
    // Most that were accepted are granted at once: what is in that pile was left there by a cut.
    let pile = if dice.u8(0..4) == 0 { Pile::Open } else { Pile::New };
    let mut cases = officer.cases(pile).await?;
    dice.shuffle(&mut cases);
    for case in cases.iter().take(6) {
        let page = officer.accept(case).await?;
        let granted = officer.grant(&page, "已办好").await?;
        assert_eq!(
            (granted.status, granted.location()),
            (StatusCode::SEE_OTHER, case.as_str())
        );
        town.ledger.entries().grants.push(case.clone());
    }
    Ok(!cases.is_empty() || pile == Pile::Open)
}
