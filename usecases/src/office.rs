//! An office to test in: a real database, a clock that is moved by hand, seeded dice, the sandbox's registers.

mod cases;
mod newer;
mod people;
mod promises;
mod sample;
mod together;

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use chrono::NaiveDate;
use content::{Authored, Library};
use domain::answer::{Answer, FieldId};
use domain::commitment::About;
use domain::draft::{Consent, File, Gap};
use domain::form::TopicState;
use domain::id::{ApplicationId, DraftId};
use domain::moment::Moment;
use futures::stream;
use object_store::memory::InMemory;
use sha2::{Digest, Sha256};
use testbed::TestDatabase;
use tokio::sync::Notify;

use crate::account::passkey;
use crate::account::sign_in::Luggage;
use crate::application::mend;
use crate::context::{Clock, Dice, Limits, Mode};
use crate::draft::attach::{Arriving, attach};
use crate::draft::read::{MyDraft, open, read_to_fill};
use crate::draft::save::{Typed, save};
use crate::draft::{consult, promise, sign, start};
use crate::message::SandboxMessenger;
use crate::register::sandbox::{Behaviour, SandboxRegisters};
use crate::theme::{Themes, publish::publish};
use crate::{Asker, Context, Result, application, outbox, plan, sandbox};

pub(crate) use newer::{changed, renamed};
pub(crate) use sample::{FATHER, MOTHER, acceptable, texts, typed_texts};
pub(crate) use testbed::papers::{JPEG, PDF, PNG};

/// The address people use.
pub(crate) const ORIGIN: &str = "https://zhangban.example";

/// The newborn theme.
pub(crate) const NEWBORN: &str = "newborn";

/// The text parsed, or the test is wrong.
pub(crate) fn id<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The embedded content, read once for all tests.
pub(crate) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::embedded().unwrap())
}

/// The newborn theme as it is authored.
pub(crate) fn newborn() -> &'static Authored {
    library()
        .themes
        .iter()
        .find(|authored| authored.slug == NEWBORN)
        .unwrap()
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub(crate) struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that is the same in every run.
#[derive(Debug, Default)]
struct SeededDice(AtomicU64);

impl Dice for SeededDice {
    fn roll(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let throw = self.0.fetch_add(1, Ordering::SeqCst).to_le_bytes();
            chunk.copy_from_slice(&Sha256::digest(throw)[..chunk.len()]);
        }
    }
}

/// An office on one database.
pub(crate) struct TestOffice {
    /// What operations work with.
    pub(crate) ctx: Context,
    /// The content of files.
    pub(crate) store: Arc<InMemory>,
    /// Its database.
    pub(crate) database: TestDatabase,
    clock: Arc<StandingClock>,
}

impl TestOffice {
    /// One office on each engine: Friday 2026-11-20, ten o'clock, everything published and founded.
    pub(crate) async fn each() -> Vec<Self> {
        let mut offices = Vec::new();
        for database in testbed::databases().await {
            offices.push(Self::open(database).await);
        }
        offices
    }

    async fn open(database: TestDatabase) -> Self {
        let ten = day("2026-11-20")
            .and_hms_opt(2, 0, 0)
            .unwrap()
            .and_utc()
            .timestamp_millis();
        let clock = Arc::new(StandingClock(AtomicI64::new(ten)));
        let store = Arc::new(InMemory::new());
        let city = Arc::new(library().city.clone());
        let ctx = Context {
            db: database.db.clone(),
            clock: clock.clone(),
            dice: Arc::new(SeededDice::default()),
            registers: Arc::new(SandboxRegisters {
                city: city.clone(),
                db: database.db.clone(),
                clock: clock.clone(),
            }),
            messenger: Some(Arc::new(SandboxMessenger {
                db: database.db.clone(),
                clock: clock.clone(),
            })),
            passkeys: passkey::relying_party(ORIGIN),
            identity: None,
            containers: BTreeMap::new(),
            store: store.clone(),
            city,
            region: None,
            trace: String::new(),
            calendar: Arc::new(library().calendar.clone()),
            themes: Arc::new(Themes::default()),
            mode: Mode::Sandbox,
            // A register that answers is waited for, also on a busy machine; see `hurry`.
            limits: Limits {
                register_wait: Duration::from_secs(10),
                recheck_wait: Duration::from_secs(10),
                ..Limits::default()
            },
            bell: Arc::new(Notify::new()),
            intake: Arc::default(),
            arrivals: Arc::default(),
            judging: Arc::default(),
        };
        for authored in &library().themes {
            publish(&ctx, authored).await.unwrap();
        }
        sandbox::found(&ctx).await.unwrap();
        Self {
            ctx,
            store,
            database,
            clock,
        }
    }

    /// Registers are hardly waited for any more.
    pub(crate) fn hurry(&mut self) {
        self.ctx.limits.register_wait = Duration::from_millis(1500);
    }

    /// Moves the clock.
    pub(crate) fn advance(&self, milliseconds: i64) {
        self.clock.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Another process on the same database and store, which remembers nothing.
    pub(crate) fn restarted(&self) -> Context {
        Context {
            themes: Arc::new(Themes::default()),
            bell: Arc::new(Notify::new()),
            intake: Arc::default(),
            ..self.ctx.clone()
        }
    }

    /// Makes a register behave so.
    pub(crate) async fn set_register(&self, register: &str, behaviour: Behaviour) {
        sandbox::set_behaviour(&self.ctx, &id(register), behaviour)
            .await
            .unwrap();
    }

    /// Answers these questions of a plan.
    pub(crate) async fn answer_plan(&self, asker: &Asker, slug: &str, answers: &[(&str, &str)]) {
        for (field, text) in answers {
            let answered = plan::answer(&self.ctx, asker, &id(slug), &id(field), text)
                .await
                .unwrap();
            assert_eq!(answered.problem, None, "{field}");
        }
    }

    /// A newborn draft with these answers, started; registers not yet asked.
    pub(crate) async fn started(&self, asker: &Asker, answers: &[(&str, &str)]) -> DraftId {
        self.answer_plan(asker, NEWBORN, answers).await;
        start::start(&self.ctx, asker, &id(NEWBORN)).await.unwrap()
    }

    /// A newborn draft with these answers, filled from the registers.
    pub(crate) async fn consulted(&self, asker: &Asker, answers: &[(&str, &str)]) -> DraftId {
        let draft = self.started(asker, answers).await;
        consult::consent(&self.ctx, asker, &draft, Consent::Given)
            .await
            .unwrap();
        draft
    }

    /// The draft of one of two shareholders who closes their company the simple way, with their word on the registers.
    pub(crate) async fn closing(&self, asker: &Asker, word: Consent) -> DraftId {
        let slug = "deregistration";
        self.answer_plan(asker, slug, &sample::CLOSING).await;
        let draft = start::start(&self.ctx, asker, &id(slug)).await.unwrap();
        consult::consent(&self.ctx, asker, &draft, word).await.unwrap();
        draft
    }

    /// A newborn draft of a mother that lacks nothing.
    pub(crate) async fn newborn_draft(&self, asker: &Asker) -> DraftId {
        let draft = self.consulted(asker, &MOTHER).await;
        self.complete(asker, &draft).await;
        draft
    }

    /// Submits a [`Self::newborn_draft`].
    pub(crate) async fn newborn_application(&self, asker: &Asker) -> ApplicationId {
        let draft = self.newborn_draft(asker).await;
        self.submit(asker, &draft).await.unwrap()
    }

    /// Signs a draft by a code to the asker's phone, and submits it.
    pub(crate) async fn submit(&self, asker: &Asker, draft: &DraftId) -> Result<ApplicationId> {
        self.sign(asker, draft).await?;
        let submitted = application::submit::submit(&self.ctx, asker, draft).await?;
        if !self.read(asker, draft).await.signers().is_empty() {
            self.deliver().await;
        }
        Ok(submitted)
    }

    /// Signs a draft by a code to the asker's phone.
    pub(crate) async fn sign(&self, asker: &Asker, draft: &DraftId) -> Result<()> {
        let ctx = &self.ctx;
        let shown = sign::read(ctx, asker, draft).await?.hash;
        let code = sign::send_code(ctx, asker, draft, &Luggage::default(), None).await?;
        let digits = self.received(asker).await;
        sign::by_code(ctx, asker, draft, &shown, Some(&code), &digits).await
    }

    /// Signs what was mended, by a code to the asker's own phone, which sends it.
    pub(crate) async fn mends(&self, asker: &Asker, application: &ApplicationId) -> Result<()> {
        let ctx = &self.ctx;
        // A moment after whatever was signed before: the code that comes last is this one.
        self.advance(1);
        let shown = mend::sign::read(ctx, asker, application).await?.hash;
        let code = mend::sign::send_code(ctx, asker, application, &Luggage::default(), None).await?;
        let digits = self.received(asker).await;
        mend::sign::by_code(ctx, asker, application, &shown, Some(&code), &digits).await
    }

    /// Types what is missing, with whoever sits there already, hands in every paper that is asked for, and has everybody agree who has to.
    pub(crate) async fn complete(&self, asker: &Asker, draft: &DraftId) {
        self.type_the_rest(asker, draft).await;
        self.type_theirs(asker, draft).await;
        self.type_the_rest(asker, draft).await;
        for gap in self.read(asker, draft).await.gaps_to_fill() {
            match gap {
                Gap::Material(material) => {
                    self.attach(asker, draft, material.as_str(), PDF).await.unwrap();
                }
                Gap::Promise(item) => {
                    let about = About::Item(item);
                    promise::say(&self.ctx, asker, draft, &about, Some(false))
                        .await
                        .unwrap();
                }
                other => panic!("{other:?}"),
            }
        }
        self.agree(asker, draft).await;
        assert_eq!(self.read(asker, draft).await.gaps(), []);
    }

    /// Types an acceptable text into every field that is open to the asker; an answer can open further fields.
    pub(crate) async fn type_the_rest(&self, asker: &Asker, draft: &DraftId) {
        for _ in 0..20 {
            let mine = read_to_fill(&self.ctx, asker, draft).await.unwrap();
            let form = mine.form();
            let Some(page) = form.first_open() else { return };
            let open = page.fields.iter().filter(|field| field.problem.is_some());
            let texts = open.map(|field| (field.id.to_string(), acceptable(&field.field.element.kind)));
            let typed = Typed {
                texts: texts.collect(),
                ..Typed::default()
            };
            save(&self.ctx, asker, draft, &page.topic.id, &typed).await.unwrap();
        }
        panic!("a field accepts nothing");
    }

    /// Saves a page of a draft.
    pub(crate) async fn save(
        &self,
        asker: &Asker,
        draft: &DraftId,
        topic: &str,
        typed: &[(&str, &str)],
    ) -> Result<TopicState> {
        save(&self.ctx, asker, draft, &id(topic), &typed_texts(typed)).await
    }

    /// Hands in a file.
    pub(crate) async fn attach(
        &self,
        asker: &Asker,
        draft: &DraftId,
        material: &str,
        content: &'static [u8],
    ) -> Result<File> {
        let content = stream::iter([Ok(Bytes::from_static(content))]);
        attach(
            &self.ctx,
            asker,
            draft,
            &id(material),
            Arriving {
                name: "照片.jpg".to_owned(),
                content,
                sha256: None,
            },
        )
        .await
    }

    /// The draft.
    pub(crate) async fn read(&self, asker: &Asker, draft: &DraftId) -> MyDraft {
        open(&self.ctx, asker, draft).await.unwrap()
    }

    /// One answer of a draft.
    pub(crate) async fn answer(&self, asker: &Asker, draft: &DraftId, field: &str) -> Option<Answer> {
        self.read(asker, draft)
            .await
            .answers
            .get(&id::<FieldId>(field))
            .cloned()
    }

    /// The text of an answer of a draft; empty when there is none.
    pub(crate) async fn text(&self, asker: &Asker, draft: &DraftId, field: &str) -> String {
        self.answer(asker, draft, field)
            .await
            .map(|answer| answer.text)
            .unwrap_or_default()
    }

    /// Where the content of all stored files lies.
    pub(crate) async fn stored(&self) -> BTreeSet<String> {
        use futures::TryStreamExt;
        use object_store::ObjectStore;
        let all: Vec<_> = self.store.list(None).try_collect().await.unwrap();
        all.into_iter().map(|one| one.location.to_string()).collect()
    }

    /// Runs the errands, and finds that none is left.
    pub(crate) async fn assert_no_errands(&self) {
        outbox::run(&self.ctx).await.unwrap();
        let due = data::outbox::list_due(self.ctx.db.read(), self.ctx.now(), 1).await;
        assert_eq!(due.unwrap(), []);
    }
}
