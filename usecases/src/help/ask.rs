//! Ask for help about a page of a draft, see what was asked, close it.

use chrono::NaiveDate;
use content::city::Office;
use domain::help::{About, Help, Wish, lead};
use domain::id::{DepartmentId, DraftId, HelpId};
use domain::identity::mobile_number;

use super::{LONGEST, find, papers};
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::park::find_help;
use crate::draft::read::{MyDraft, open};
use crate::draft::{own, own_to_change};
use crate::error::{Error, Refusal, Result};
use crate::lines::with_lf;
use crate::token::Token;

/// How many requests one draft has.
const MOST: usize = 20;

/// What of a text is kept at the most, so that what is too long is still there to be shortened.
const KEPT: usize = 3000;

/// What a citizen says, as it stands on the page.
#[derive(Debug, Clone)]
pub struct Said {
    /// What is wanted.
    pub wish: Wish,
    /// Which number to call.
    pub phone: String,
    /// What they want to know.
    pub question: String,
    /// That the department may see the draft.
    pub agrees: bool,
}

/// What a citizen finds where they ask.
#[derive(Debug)]
pub struct Asking {
    /// The draft that is asked about.
    pub mine: MyDraft,
    /// Everything that was asked about it, the newest first, also what is being written.
    pub helps: Vec<Help>,
    /// What was typed and could not be sent.
    pub typed: Option<Said>,
    /// The version of the draft has ended: nothing is sent before it is carried over.
    pub is_over: bool,
}

/// Shows where one asks about a page or a paper of the asker's draft, or about its papers; `typed`: what waits with this token.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's draft, and for what the theme does not have, unless something was asked about it;
/// [`Error::WearFirst`] under another hat; unless something was asked or typed, [`Error::Submitted`] once it is an application, and
/// [`Error::CarryOverFirst`] when the version of the draft has ended.
pub async fn read(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    about: Option<&About>,
    typed: Option<&Token>,
) -> Result<Asking> {
    let mine = open(ctx, asker, id).await?;
    let helps = data::help::list(ctx.db.read(), id).await?;
    let is_asked = helps.iter().any(|help| help.about.as_ref() == about);
    // Another version may not have what was asked about; what was written about it is still there.
    if !is_asked && about.is_some_and(|about| about.title(&mine.theme).is_none()) {
        return Err(Error::NotFound);
    }
    let typed = match typed {
        Some(token) => find_help(ctx, asker, id, about, token).await?,
        None => None,
    };
    let mine = if is_asked || typed.is_some() {
        mine
    } else {
        mine.current(asker)?
    };
    Ok(Asking {
        is_over: mine.is_to_carry_over(asker)?,
        mine,
        helps,
        typed,
    })
}

/// Asks whoever is competent for a page or a paper of the asker's draft, or for its papers. What was typed is kept first.
///
/// # Errors
/// Refused without consent, without a number to call, with too long a question, and when it was asked already and not answered;
/// [`Error::NotFound`] for somebody else's draft, and for what the theme does not have; [`Error::Conflict`] for what nobody is competent
/// for, or not any more; [`Error::CarryOverFirst`] when the version of the draft has ended.
pub async fn ask(ctx: &Context, asker: &Asker, id: &DraftId, about: Option<&About>, said: &Said) -> Result<HelpId> {
    let earlier = data::help::list(ctx.db.read(), id).await?;
    let sent = || earlier.iter().filter(|help| help.asked_at.is_some());
    let mine = open_to_ask(ctx, asker, id).await?;
    let help = compose(ctx, asker, &mine, about, said).await?;
    let is_same = |one: &&Help| {
        (&one.about, one.wish, &one.phone, &one.question) == (&help.about, help.wish, &help.phone, &help.question)
    };
    // The button was pressed twice.
    if let Some(same) = sent().filter(|one| one.is_open()).find(is_same) {
        return Ok(same.id.clone());
    }
    keep(ctx, &help).await?;
    if mine.is_to_carry_over(asker)? {
        return Err(Error::CarryOverFirst(id.clone()));
    }
    if sent().any(|one| one.about == help.about && one.is_open()) || sent().count() >= MOST {
        return Err(Error::Refused(Refusal::AskedAlready));
    }
    if let Some(first) = lacks(said).first() {
        return Err(Error::Refused(*first));
    }
    let tx = ctx.db.write().await?;
    let by = answer_by(ctx, &help.department);
    if !data::help::ask(&*tx, &help.id, ctx.now(), by).await? {
        return Err(Error::Refused(Refusal::AskedAlready));
    }
    tx.commit().await?;
    Ok(help.id)
}

/// Keeps what a citizen types for whoever is competent, unsent; also when the version of the draft has ended.
///
/// # Errors
/// As [`ask`], but for what was typed.
pub(crate) async fn write(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    about: Option<&About>,
    said: &Said,
) -> Result<()> {
    let mine = open_to_ask(ctx, asker, id).await?;
    keep(ctx, &compose(ctx, asker, &mine, about, said).await?).await
}

/// The asker's draft, also when its version has ended: what is asked about it is kept all the same.
async fn open_to_ask(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<MyDraft> {
    own_to_change(ctx, asker, id).await?;
    open(ctx, asker, id).await
}

async fn keep(ctx: &Context, help: &Help) -> Result<()> {
    let tx = ctx.db.write().await?;
    data::help::write(&*tx, help, ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// What a citizen types, as it is kept.
async fn compose(ctx: &Context, asker: &Asker, mine: &MyDraft, about: Option<&About>, said: &Said) -> Result<Help> {
    let id = &mine.draft.id;
    let citizen = asker.citizen()?.id.clone();
    if mine.draft.submitted_at.is_some() {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    if about.is_some_and(|about| about.title(&mine.theme).is_none()) {
        return Err(Error::NotFound);
    }
    let department = whom(mine, about).ok_or(Error::Conflict)?;
    let earlier = data::help::list(ctx.db.read(), id).await?;
    let is_unsent = |help: &&Help| help.about.as_ref() == about && help.asked_at.is_none();
    let unsent = earlier.iter().find(is_unsent);
    let cut = |text: &str| with_lf(text.trim()).chars().take(KEPT).collect::<String>();
    Ok(Help {
        id: match unsent {
            Some(help) => help.id.clone(),
            None => ctx.new_id().parse()?,
        },
        draft: id.clone(),
        citizen,
        department: department.clone(),
        region: region(ctx, mine, department),
        about: about.cloned(),
        wish: said.wish,
        phone: mobile_number(&said.phone).unwrap_or_else(|| cut(&said.phone)),
        question: cut(&said.question),
        asked_at: None,
        answer_by: None,
        answer: None,
        closed_at: None,
    })
}

/// Which department is competent for a page that the form asks, for a paper that is to be handed in, or for most of the papers.
#[must_use]
pub fn whom<'a>(mine: &'a MyDraft, about: Option<&About>) -> Option<&'a DepartmentId> {
    lead(&mine.theme, &mine.plan, about).filter(|_| is_there(mine, about))
}

/// Whether what is asked about is still a page of the form, or a paper of the theme.
#[must_use]
pub fn is_there(mine: &MyDraft, about: Option<&About>) -> bool {
    match about {
        Some(About::Page(topic)) => mine.form().topic(topic).is_some(),
        Some(About::Paper(material)) => mine.theme.material(material).is_some(),
        None => true,
    }
}

/// By which day a department answers what is sent to it today.
fn answer_by(ctx: &Context, department: &DepartmentId) -> NaiveDate {
    ctx.calendar.last_day(ctx.today(), ctx.city.answers_within(department))
}

/// The names of the papers that a department gets to see which is asked about all of them, where another needs some that it does not.
#[must_use]
pub fn seen<'a>(mine: &'a MyDraft, department: &DepartmentId) -> Option<Vec<&'a str>> {
    let needed = papers(mine, department);
    let planned = mine.plan.materials.iter().filter(|planned| !planned.need.is_waived());
    let asked = planned.filter_map(|planned| mine.theme.materials.get(planned.position));
    let (seen, unseen): (Vec<_>, Vec<_>) = asked.partition(|material| needed.contains(&material.id));
    (!unseen.is_empty()).then(|| seen.into_iter().map(|material| material.name.as_str()).collect())
}

/// The county whose officers answer.
fn region(ctx: &Context, mine: &MyDraft, department: &DepartmentId) -> String {
    let there = &mine.theme.region.code;
    let office = ctx.city.office_for(department, None, there);
    let region = office.and_then(Office::region);
    region.unwrap_or(there).to_owned()
}

/// What is missing or wrong in what was said, all of it at once.
#[must_use]
pub fn lacks(said: &Said) -> Vec<Refusal> {
    let is_long = with_lf(said.question.trim()).chars().count() > LONGEST;
    let lacks = [
        (said.wish.is_call() && mobile_number(&said.phone).is_none()).then_some(Refusal::NotAPhone),
        is_long.then_some(Refusal::DecisionText),
        (!said.agrees).then_some(Refusal::ConsentFirst),
    ];
    lacks.into_iter().flatten().collect()
}

/// Everything that was asked about the asker's draft, the newest first, also what is being written.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn list(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Vec<Help>> {
    own(ctx, asker, id).await?;
    Ok(data::help::list(ctx.db.read(), id).await?)
}

/// Closes a request about the asker's draft: from here the department does not see it any more.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn close(ctx: &Context, asker: &Asker, id: &HelpId) -> Result<Help> {
    asker.signed()?;
    let help = find(ctx, id).await?;
    own(ctx, asker, &help.draft).await?;
    let tx = ctx.db.write().await?;
    data::help::close(&*tx, id, ctx.now()).await?;
    tx.commit().await?;
    Ok(help)
}
