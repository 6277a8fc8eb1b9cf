//! Look: an officer sees the requests for help of their posts, and of a draft what the department's items need. Every look is written down.

use std::collections::BTreeSet;
use std::sync::Arc;

use bytes::Bytes;
use domain::answer::{Answer, FieldId};
use domain::draft::File;
use domain::field::Kind;
use domain::help::{self, Help};
use domain::id::{FileId, HelpId, TopicId};
use domain::staff::{About, Act, Officer, Post, Task};
use domain::theme::Theme;
use domain::theme::item::Item;

use super::{find, items, papers};
use crate::asker::Asker;
use crate::audit::note_look;
use crate::context::Context;
use crate::draft::attach;
use crate::draft::read::{MyDraft, load};
use crate::error::{Error, Result};
use crate::theme;

/// Requests on one page.
pub const PAGE: u64 = 25;

/// One page of the requests that wait.
#[derive(Debug)]
pub struct Waiting {
    /// The requests with the theme of their draft, the one to be answered first in front.
    pub helps: Vec<(Help, Arc<Theme>)>,
    /// How many there are.
    pub count: u64,
    /// Which page, from zero.
    pub page: u64,
}

/// A request as the officer sees it.
#[derive(Debug)]
pub struct OpenHelp {
    /// The request.
    pub help: Help,
    record: MyDraft,
}

/// One answer that the department's items need.
#[derive(Debug)]
pub struct Stated<'a> {
    /// Whom or what it is about.
    pub subject: String,
    /// The field's label.
    pub label: String,
    /// What can be answered.
    pub kind: Kind,
    /// What stands there; nothing yet.
    pub answer: Option<&'a Answer>,
    /// Whether it is on the page that was asked about.
    pub is_asked_about: bool,
}

impl OpenHelp {
    /// The theme.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.record.theme
    }

    /// The items of the department that are applied for.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        items(&self.record, &self.help.department)
    }

    /// What the form asks for them, as it stands.
    #[must_use]
    pub fn stated(&self) -> Vec<Stated<'_>> {
        let is_asked_about = |topic: &TopicId| matches!(&self.help.about, Some(help::About::Page(id)) if id == topic);
        let needed: BTreeSet<&FieldId> = self.items().flat_map(|item| &item.fields).collect();
        let theme = &self.record.theme;
        let mut stated = Vec::new();
        for page in self.record.form().topics {
            for asked in page.fields.iter().filter(|field| needed.contains(&field.field.id)) {
                stated.push(Stated {
                    subject: theme.one_of_several(&asked.id),
                    label: asked.field.label().to_owned(),
                    kind: asked.field.element.kind.clone(),
                    answer: self.record.answers.get(&asked.id),
                    is_asked_about: is_asked_about(&page.topic.id),
                });
            }
        }
        stated
    }

    /// The papers for them that were handed in.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        let needed = papers(&self.record, &self.help.department);
        let files = self.record.files.iter();
        files.filter(move |file| needed.contains(&file.material))
    }
}

/// A page of the requests that wait within the officer's posts; the look is written down.
///
/// # Errors
/// [`Error::SignInFirst`], [`Error::SecondFactorFirst`] or [`Error::Forbidden`] for anyone but an officer who does casework.
pub async fn list(ctx: &Context, asker: &Asker, page: u64) -> Result<Waiting> {
    let officer = asker.officer()?;
    if officer.role().is_some() {
        return Err(Error::Forbidden);
    }
    note_look(ctx, officer, Act::SawCases, About::Nothing).await?;
    let (db, posts) = (ctx.db.read(), posts(officer));
    let mut helps = Vec::new();
    for help in data::help::list_within(db, &posts, page, PAGE).await? {
        let draft = data::draft::find(db, &help.draft).await?.ok_or(Error::NotFound)?;
        let theme = theme::version(ctx, db, &draft.theme_version).await?.theme;
        helps.push((help, theme));
    }
    let count = data::help::count_within(db, &posts).await?;
    Ok(Waiting { helps, count, page })
}

/// How many requests wait within the officer's posts.
///
/// # Errors
/// As [`list`].
pub async fn count(ctx: &Context, asker: &Asker) -> Result<u64> {
    Ok(data::help::count_within(ctx.db.read(), &posts(asker.officer()?)).await?)
}

/// The posts that help: those that accept.
fn posts(officer: &Officer) -> Vec<Post> {
    let mut posts = officer.posts().to_vec();
    posts.retain(|post| post.tasks.contains(&Task::Accept));
    posts
}

/// A request within the officer's posts with what the department sees of the draft; the look is written down.
///
/// # Errors
/// [`Error::NotFound`] outside of them, and for one that is answered or closed: its consent is over.
pub async fn read(ctx: &Context, asker: &Asker, id: &HelpId) -> Result<OpenHelp> {
    let officer = asker.officer()?;
    let help = within(ctx, officer, id).await?;
    let db = ctx.db.read();
    let draft = data::draft::find(db, &help.draft).await?.ok_or(Error::NotFound)?;
    if !help.is_open() || draft.submitted_at.is_some() {
        return Err(Error::NotFound);
    }
    note_look(ctx, officer, Act::SawDraft, About::Help(id.clone())).await?;
    let record = load(ctx, db, draft).await?;
    Ok(OpenHelp { help, record })
}

/// A file of the draft that the department's items need, with its content.
///
/// # Errors
/// As [`read`].
pub async fn open_file(ctx: &Context, asker: &Asker, id: &HelpId, file: &FileId) -> Result<(File, Bytes)> {
    let opened = read(ctx, asker, id).await?;
    let mut files = opened.files();
    let file = files.find(|known| known.id == *file).cloned().ok_or(Error::NotFound)?;
    let content = attach::content(ctx, file.content()).await?;
    note_look(ctx, asker.officer()?, Act::SawFile, About::File(file.id.clone())).await?;
    Ok((file, content))
}

/// A request that was sent, within one of the officer's posts, also one that is over.
pub(crate) async fn within(ctx: &Context, officer: &Officer, id: &HelpId) -> Result<Help> {
    let help = find(ctx, id).await?;
    if help.asked_at.is_some() && officer.may(Task::Accept, &help.department, &help.region) {
        Ok(help)
    } else {
        Err(Error::NotFound)
    }
}
