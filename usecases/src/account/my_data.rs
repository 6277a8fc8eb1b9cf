//! Everything that is kept about a citizen (个人信息保护法 art. 45).

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use data::account::Means;
use data::aside::SetAside;
use data::delivery::Chosen;
use data::mandate::Use;
use data::passkey::Passkey;
use data::promise::Promise;
use data::session::Session;
use domain::account::{Citizen, Organisation};
use domain::answer::{Answers, FieldId};
use domain::application::EventKind;
use domain::condition::{Truth, judge};
use domain::deferral::Deferral;
use domain::draft::{Consented, Draft, File, Upload};
use domain::field::Element;
use domain::help::Help;
use domain::id::{AgencyId, DepartmentId, FileId};
use domain::mandate::Mandate;
use domain::moment::Moment;
use domain::notice::Notice;
use domain::party::Invitation;
use domain::register::{Fact, Outcome, Record};
use domain::signature::Signature;
use domain::theme::{Field, Read, Theme};

use crate::application::list::list_all as list_applications;
use crate::application::track::Tracked;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::party::list::Shared;
use crate::{party, theme};

/// Everything that is kept about a citizen, of each kind the newest first and not more than was asked for.
#[derive(Debug)]
pub struct MyData {
    /// Who.
    pub citizen: Citizen,
    /// By what the account is reached, since when.
    pub means: Vec<(Means, Moment)>,
    /// The devices that know the citizen by face, finger or code.
    pub passkeys: Vec<Passkey>,
    /// Whom the citizen let act for them, and what they did.
    pub mandates: Vec<(Mandate, Vec<Use>)>,
    /// For whom the citizen acts, as the business register says.
    pub represents: Vec<Organisation>,
    /// The agencies the citizen is a member of.
    pub agencies: Vec<AgencyId>,
    /// Where one is signed in.
    pub sessions: Vec<Session>,
    /// What was started, submitted or not.
    pub drafts: Vec<Kept>,
    /// What was submitted.
    pub applications: Vec<Tracked>,
    /// What others apply for together with the citizen.
    pub joined: Vec<Joined>,
    /// What was consented to.
    pub consents: Vec<Consented>,
    /// What was signed.
    pub signatures: Vec<Signature>,
    /// What the citizen was told.
    pub notices: Vec<Notice>,
    /// Nothing was left out.
    pub is_whole: bool,
}

/// What somebody else applies for together with the citizen.
#[derive(Debug)]
pub struct Joined {
    /// What it is, and what the citizen said to it.
    pub shared: Shared,
    /// What is known there about the citizen: the field, its label, and the answer in full.
    pub answers: Vec<(FieldId, String, String)>,
}

/// A draft, or the record of an application, with everything in it.
#[derive(Debug)]
pub struct Kept {
    /// The draft.
    pub draft: Draft,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// What it is called.
    pub title: String,
    /// What was answered.
    pub answers: Answers,
    /// What another device answered instead.
    pub rivals: BTreeMap<FieldId, String>,
    /// What was said to commitments.
    pub promises: Vec<Promise>,
    /// What was chosen of how results are delivered.
    pub deliveries: Vec<Chosen>,
    /// What was typed and has no place in the version it goes on with, or waits for another record.
    pub aside: Vec<SetAside>,
    /// What was handed in.
    pub files: Vec<File>,
    /// What was deferred.
    pub deferrals: Vec<Deferral>,
    /// What is on its way.
    pub uploads: Vec<Upload>,
    /// What departments were asked about it, and what they answered.
    pub helps: Vec<Help>,
    /// Which registers were asked, how that went, and when.
    pub looks: Vec<(Record, Outcome, Moment)>,
    /// What they said.
    pub facts: Vec<Fact>,
    /// Who was asked to apply together.
    pub invitations: Vec<Invitation>,
    /// The day it is looked at.
    today: NaiveDate,
}

impl Kept {
    /// The element of an answer; also of one that is asked of nobody, but of somebody else.
    #[must_use]
    pub fn element(&self, field: &FieldId) -> Option<&Arc<Element>> {
        let mut asked = self.theme.topics.iter().flat_map(|topic| &topic.fields);
        let same = |asked: &&Field| asked.element.id == field.element;
        self.theme.element(field).or_else(|| Some(&asked.find(same)?.element))
    }

    /// What was sent to departments, without what is still being written.
    pub fn helps_sent(&self) -> impl Iterator<Item = &Help> {
        self.helps.iter().filter(|help| help.asked_at.is_some())
    }

    /// What a register was asked for, by what is answered now.
    #[must_use]
    pub fn purpose(&self, record: &Record) -> String {
        let is_of_record = |read: &&Read| read.register == record.register && read.of == record.of;
        let asked = || self.theme.reads.iter().filter(is_of_record);
        let holds = |read: &&Read| judge(read.when.as_ref(), &self.answers, self.today) == Truth::Yes;
        let purposes: Vec<&str> = asked().filter(holds).map(|read| read.purpose.as_str()).collect();
        match (purposes.is_empty(), asked().next()) {
            (true, Some(read)) => read.purpose.clone(),
            _ => purposes.join("，"),
        }
    }
}

/// That somebody at a department looked at what was submitted.
#[derive(Debug)]
pub struct Look<'a> {
    /// At which application.
    pub application: &'a Tracked,
    /// Of which department.
    pub department: &'a DepartmentId,
    /// Whether numbers were shown in full.
    pub in_full: bool,
    /// When.
    pub at: Moment,
}

impl MyData {
    /// Who looked at what was submitted, the latest first: the department, not the officer.
    #[must_use]
    pub fn looks(&self) -> Vec<Look<'_>> {
        let mut looks: Vec<_> = self.applications.iter().flat_map(looks_at).collect();
        looks.sort_by_key(|look| std::cmp::Reverse(look.at));
        looks
    }
}

fn looks_at(application: &Tracked) -> impl Iterator<Item = Look<'_>> {
    let of = |id: &Option<domain::id::CaseId>| application.cases.iter().find(|case| Some(&case.id) == id.as_ref());
    application.events.iter().filter_map(move |event| {
        let in_full = match event.kind {
            EventKind::Looked => false,
            EventKind::Revealed => true,
            _ => return None,
        };
        Some(Look {
            application,
            department: &of(&event.case)?.department,
            in_full,
            at: event.at,
        })
    })
}

/// Everything that is kept about the asker, at most so much of each kind.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn collect(ctx: &Context, asker: &Asker, most: u64) -> Result<MyData> {
    let citizen = asker.citizen()?;
    let db = ctx.db.read();
    let mut drafts = Vec::new();
    for draft in data::draft::list_all(db, &citizen.id, most).await? {
        let theme = theme::version(ctx, db, &draft.theme_version).await?.theme;
        let answers = data::answer::list(db, &draft.id).await?;
        drafts.push(Kept {
            title: theme.title_of(&answers),
            rivals: data::rival::list(db, &draft.id).await?,
            promises: data::promise::list(db, &draft.id).await?,
            deliveries: data::delivery::list(db, &draft.id).await?,
            aside: data::aside::list(db, &draft.id).await?,
            files: data::file::list(db, &draft.id).await?,
            deferrals: data::deferral::list(db, &draft.id).await?,
            uploads: data::upload::list(db, &draft.id).await?,
            helps: data::help::list(db, &draft.id).await?,
            looks: data::register::list_looks(db, &draft.id).await?,
            facts: data::register::list_facts(db, &draft.id).await?,
            invitations: data::invitation::list(db, &draft.id).await?,
            today: ctx.today(),
            theme,
            answers,
            draft,
        });
    }
    let consents = data::consent::list(db, &citizen.id, most).await?;
    let notices = data::notice::list(db, &citizen.id, most).await?;
    let applications = list_applications(ctx, &citizen.id).await?;
    let submitted = drafts.iter().filter(|kept: &&Kept| kept.draft.submitted_at.is_some());
    let mut longest = drafts.len().max(consents.len()).max(notices.len());
    let mut mandates = Vec::new();
    for mandate in data::mandate::list_given(db, &citizen.id).await? {
        let uses = data::mandate::list_uses(db, &mandate.id, most).await?;
        longest = longest.max(uses.len());
        mandates.push((mandate, uses));
    }
    let joined = joined(ctx, citizen, most).await?;
    longest = longest.max(joined.len());
    let fits = u64::try_from(longest).is_ok_and(|longest| longest < most);
    let mut represents = Vec::new();
    for organisation in data::organisation::list_for(db, &citizen.id).await? {
        represents.extend(data::organisation::find(db, &organisation).await?);
    }
    Ok(MyData {
        passkeys: data::passkey::list(db, &citizen.id).await?,
        mandates,
        represents,
        agencies: data::agency::list_of(db, &citizen.id).await?,
        means: data::account::list_means(db, &citizen.id).await?,
        signatures: data::signature::list_own(db, &citizen.id).await?,
        sessions: data::session::list_open(db, &citizen.id, ctx.now()).await?,
        is_whole: fits && submitted.count() <= applications.len(),
        applications,
        citizen: citizen.clone(),
        drafts,
        joined,
        consents,
        notices,
    })
}

/// What others apply for together with a citizen.
async fn joined(ctx: &Context, citizen: &Citizen, most: u64) -> Result<Vec<Joined>> {
    let mut joined = Vec::new();
    for (shared, mine) in party::list::list_all(ctx, &citizen.id, most).await? {
        let form = mine.form();
        let asked = form.topics.iter().flat_map(|page| &page.fields);
        let said = asked.filter_map(|field| {
            let text = mine.answers.text(&field.id)?;
            Some((field.id.clone(), field.field.label().to_owned(), text.to_owned()))
        });
        joined.push(Joined {
            answers: said.collect(),
            shared,
        });
    }
    Ok(joined)
}

/// Takes a paper of the citizen's out of the library, every photo of it: it stays with the applications it was handed in with.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn forget_paper(ctx: &Context, asker: &Asker, id: &FileId) -> Result<()> {
    let citizen = asker.citizen()?;
    let tx = ctx.db.write().await?;
    let library = data::file::list_library(&*tx, &citizen.id).await?;
    let forgotten = library.iter().find(|file| file.id == *id).ok_or(Error::NotFound)?;
    let same = |file: &&File| file.draft == forgotten.draft && file.material == forgotten.material;
    for file in library.iter().filter(same) {
        data::file::take_out_of_library(&*tx, &file.id).await?;
    }
    Ok(tx.commit().await?)
}
