//! A site of its own for one test: an empty database, a folder for files, and a clock that stands still until it is moved.

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use domain::moment::Moment;
use http::{Request, Response};
use http_body_util::BodyExt;
use server::config::outside::{Alipay, Identity, Registers, Sms, WeChat};
use server::config::{Config, ModeName, Secret};
use server::router::Shared;
use server::{Server, build, office};
use tempfile::TempDir;
use testbed::TestDatabase;
use tower::ServiceExt;
use usecases::Context;
use usecases::context::{Clock, Limits};

use crate::newborn;
use crate::people::browser::{Browser, Wire};
use crate::people::desk::Officer;
use crate::people::filing::Citizen;
use crate::people::page::Page;
use crate::people::party::Party;

/// A clock that stands still until it is moved.
#[derive(Debug)]
struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

/// A site.
pub(crate) struct Site {
    /// What the use cases work with: for what no browser can do, such as publishing.
    pub(crate) office: Context,
    /// All routes.
    pub(crate) router: Router,
    /// What its jobs need.
    pub(crate) shared: Shared,
    clock: Arc<StandingClock>,
    database: Option<Arc<TestDatabase>>,
    folder: Arc<TempDir>,
    setup: Setup,
}

/// How a site is set up.
#[derive(Debug, Clone)]
pub(crate) struct Setup {
    /// Sandbox or production.
    pub(crate) mode: ModeName,
    /// The address people use.
    pub(crate) public_url: Option<String>,
    /// How much and how long.
    pub(crate) limits: Limits,
    /// Who carries messages to phones.
    pub(crate) sms: Option<Sms>,
    /// Outside sources of facts.
    pub(crate) registers: Option<Registers>,
    /// Who vouches for people.
    pub(crate) identity: Option<Identity>,
    /// The mini program in WeChat that holds our pages.
    pub(crate) wechat: Option<WeChat>,
    /// The one in Alipay.
    pub(crate) alipay: Option<Alipay>,
    /// The folder of verification files.
    pub(crate) verification_dir: Option<PathBuf>,
}

impl Default for Setup {
    fn default() -> Self {
        // A register that answers is waited for, also on a busy machine.
        let limits = Limits {
            register_wait: std::time::Duration::from_secs(10),
            recheck_wait: std::time::Duration::from_secs(10),
            ..Limits::default()
        };
        Self {
            mode: ModeName::Sandbox,
            public_url: None,
            limits,
            sms: None,
            registers: None,
            identity: None,
            wechat: None,
            alipay: None,
            verification_dir: None,
        }
    }
}

/// The master key of a site that has no test database.
pub(crate) const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

impl Site {
    /// A sandbox on SQLite.
    pub(crate) async fn open() -> Self {
        Self::set_up(Setup::default()).await
    }

    /// A site on SQLite, set up so.
    pub(crate) async fn set_up(setup: Setup) -> Self {
        Self::over(None, setup).await
    }

    /// A sandbox on each engine.
    pub(crate) async fn each() -> Vec<Self> {
        let mut sites = Vec::new();
        for database in testbed::databases().await {
            sites.push(Self::over(Some(database), Setup::default()).await);
        }
        sites
    }

    async fn over(database: Option<TestDatabase>, setup: Setup) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a temporary folder"));
        // Friday, ten o'clock.
        let ten = "2026-11-20T10:00:00+08:00"
            .parse::<chrono::DateTime<chrono::FixedOffset>>()
            .expect("a time");
        let clock = Arc::new(StandingClock(AtomicI64::new(ten.timestamp_millis())));
        Self::serve(database.map(Arc::new), folder, clock, setup).await
    }

    /// Another server of this site, which remembers nothing.
    pub(crate) async fn beside(&self) -> Self {
        let (database, folder) = (self.database.clone(), Arc::clone(&self.folder));
        Self::serve(database, folder, Arc::clone(&self.clock), self.setup.clone()).await
    }

    async fn serve(
        database: Option<Arc<TestDatabase>>,
        folder: Arc<TempDir>,
        clock: Arc<StandingClock>,
        setup: Setup,
    ) -> Self {
        let master_key = database
            .as_ref()
            .map_or(KEY, |database| &database.master_key)
            .to_owned();
        let config = Config {
            public_url: setup.public_url.clone(),
            database_url: database.as_ref().map(|database| Secret::new(database.url.clone())),
            master_key: Some(Secret::new(master_key)),
            mode: setup.mode,
            site_dir: concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site").into(),
            connections: 4,
            sms: setup.sms.clone(),
            registers: setup.registers.clone(),
            identity: setup.identity.clone(),
            wechat: setup.wechat.clone(),
            alipay: setup.alipay.clone(),
            verification_dir: setup.verification_dir.clone(),
            ..Config::sandbox_in(folder.path())
        };
        let office = office::open_at(&config, clock.clone(), setup.limits)
            .await
            .expect("an office");
        let Server { router, shared } = build(&config, office.clone());
        Self {
            office,
            router,
            shared,
            clock,
            database,
            folder,
            setup,
        }
    }

    /// Which database it is on, for what a failed test says.
    pub(crate) fn engine(&self) -> &str {
        self.database
            .as_ref()
            .map_or("sqlite", |database| database.url.split(':').next().unwrap_or_default())
    }

    /// Where its files lie.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Moves the clock.
    pub(crate) fn advance(&self, milliseconds: i64) {
        self.clock.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Does what the server does beside the requests.
    pub(crate) async fn run_errands(&self) {
        usecases::outbox::run(&self.office).await.expect("the errands run");
    }

    /// A browser that was never here.
    pub(crate) fn browser(&self) -> Browser<Inside> {
        Browser::new(Inside(self.router.clone()))
    }

    /// The digits that came to a phone last.
    pub(crate) async fn received(&self) -> String {
        let messages = self.browser().get("/sandbox/messages").await.unwrap();
        let last = messages.texts(".rows__name").remove(0);
        last.chars().filter(char::is_ascii_digit).take(6).collect()
    }

    /// Proves a number on the page that asks for one; where that leads.
    pub(crate) async fn proven(&self, browser: &mut Browser<Inside>, page: &Page, phone: &str) -> Page {
        let mut form = page.form("send_code");
        form.set("phone", phone);
        let page = browser.press(page, &form, ("", "")).await.unwrap();
        let mut form = page.form("enter_code");
        form.set("digits", &self.received().await);
        browser.press(&page, &form, ("", "")).await.unwrap()
    }

    /// A citizen who is signed in.
    pub(crate) async fn citizen(&self, who: &str) -> Citizen<Inside> {
        let mut citizen = Citizen::new(Inside(self.router.clone()), who, newborn::answers());
        citizen.sign_in().await.unwrap();
        citizen
    }

    /// Somebody who was asked to apply together, signed in.
    pub(crate) async fn party(&self, name: &str) -> Party<Inside> {
        let mut party = Party::new(Inside(self.router.clone()));
        party.sign_in(name).await.unwrap();
        party
    }

    /// An officer who is signed in, half a minute later: each digits of the second factor are taken once.
    pub(crate) async fn officer(&self, who: &str) -> Officer<Inside> {
        self.advance(30_000);
        let mut officer = Officer::new(Inside(self.router.clone()), who);
        officer.sign_in().await.unwrap();
        officer
    }
}

/// The way into the router: nothing is cut on it.
#[derive(Debug, Clone)]
pub(crate) struct Inside(pub(crate) Router);

impl Wire for Inside {
    type Cut = Infallible;

    fn beside(&self) -> Self {
        self.clone()
    }

    async fn send(&mut self, request: Request<Bytes>) -> Result<Response<Bytes>, Infallible> {
        let response = self.0.clone().oneshot(request.map(Body::from)).await?;
        let (head, body) = response.into_parts();
        let body = body.collect().await.map(http_body_util::Collected::to_bytes);
        Ok(Response::from_parts(
            head,
            body.unwrap_or_else(|error| panic!("the answer breaks off: {error}")),
        ))
    }
}
