//! Forms kept while whoever typed them signs in again, or mends them.

use domain::answer::FieldId;
use domain::help::About;
use domain::id::{ApplicationId, CaseId, CitizenId, DraftId, HelpId, InvitationId, OfficerId, ParkedFormId, TopicId};
use domain::moment::Moment;
use domain::party::Seat;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::database::Connection;
use crate::entity::parked_form as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// The kinds as they are stored.
const TOPIC: &str = "topic";
const QUESTION: &str = "question";
const PICKS: &str = "picks";
const DELIVERY: &str = "delivery";
const HELP: &str = "help";
const ANSWER: &str = "answer";
const CASE: &str = "case";
const POINT: &str = "point";
const REASON: &str = "reason";
const MENDING: &str = "mending";
const DECLINE: &str = "decline";
const INVITE: &str = "invite";
const REAL_NAME: &str = "real_name";
const NEW_OFFICER: &str = "new_officer";
const MANDATE_AT_WINDOW: &str = "mandate_at_window";
const SERVED: &str = "served";
const NOT_SERVED: &str = "not_served";
const PHONE: &str = "phone";
const PERSON: &str = "person";
const NOT_THAT_PERSON: &str = "not_that_person";
const MANDATE: &str = "mandate";
const AWAY: &str = "away";
const IDENTIFIED: &str = "identified";
const INVITATION: &str = "invitation";

/// A form that waits: posted without a session, or refused where there is no draft to keep it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedForm {
    /// Its id.
    pub id: ParkedFormId,
    /// What it was meant for.
    pub about: Parked,
    /// What was typed.
    pub body: String,
    /// Until when it is kept.
    pub expires_at: Moment,
}

/// What a parked form was meant for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parked {
    /// A page of a citizen's draft.
    Topic(DraftId, TopicId),
    /// The answer to a question of the plan of a citizen's draft.
    Question(DraftId, FieldId),
    /// The items that a citizen picks for a draft.
    Picks(DraftId),
    /// How the results of a citizen's draft are to be delivered.
    Delivery(DraftId),
    /// What a citizen asks about a page or a paper of a draft; without one about its papers.
    Help(DraftId, Option<About>),
    /// What an officer answers to that.
    Answer(HelpId),
    /// An officer's decision of a case.
    Case(CaseId),
    /// What an officer names as wrong with a case.
    Point(CaseId),
    /// Why an officer asks for more a second time.
    Reason(CaseId),
    /// What a citizen mends in an application.
    Mending(ApplicationId),
    /// Why somebody does not want to apply together.
    Decline(InvitationId),
    /// Whom a citizen asks to take a seat at their draft.
    Invite(DraftId, Seat),
    /// A citizen's name and ID number, which were not confirmed.
    RealName(CitizenId),
    /// The name and number of an officer whom this administrator wanted to make an account for.
    NewOfficer(OfficerId),
    /// Whom somebody at this officer's window wants to act for them.
    MandateAtWindow(OfficerId),
    /// Who stands at the window of this officer.
    Served(OfficerId),
    /// The name and ID number of somebody at this officer's window, which were not confirmed.
    NotServed(OfficerId),
    /// The mobile number of somebody who wants to sign in.
    Phone,
    /// Somebody who entered a code that came to this account's number, and has to say who they are.
    Person(CitizenId),
    /// The name and ID number that they said, and that are not the account's.
    NotThatPerson,
    /// Whom a citizen wants to act for them.
    Mandate(CitizenId),
    /// The way back of somebody who went to the identity provider.
    Away,
    /// Whom somebody else identified, and who has no account yet.
    Identified,
    /// What opens an invitation, for who passes it on.
    Invitation(InvitationId),
}

/// Keeps a form under the hash of its token.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, form: &ParkedForm, token_hash: &str) -> Result<()> {
    let (kind, about, part) = match &form.about {
        Parked::Topic(draft, topic) => (TOPIC, draft.to_string(), Some(topic.to_string())),
        Parked::Question(draft, field) => (QUESTION, draft.to_string(), Some(field.to_string())),
        Parked::Picks(draft) => (PICKS, draft.to_string(), None),
        Parked::Delivery(draft) => (DELIVERY, draft.to_string(), None),
        Parked::Help(draft, about) => (HELP, draft.to_string(), about.as_ref().map(About::to_string)),
        Parked::Answer(help) => (ANSWER, help.to_string(), None),
        Parked::Case(case) => (CASE, case.to_string(), None),
        Parked::Point(case) => (POINT, case.to_string(), None),
        Parked::Reason(case) => (REASON, case.to_string(), None),
        Parked::Mending(application) => (MENDING, application.to_string(), None),
        Parked::Decline(invitation) => (DECLINE, invitation.to_string(), None),
        Parked::Invite(draft, seat) => (INVITE, draft.to_string(), Some(seat.to_string())),
        Parked::RealName(citizen) => (REAL_NAME, citizen.to_string(), None),
        Parked::NewOfficer(officer) => (NEW_OFFICER, officer.to_string(), None),
        Parked::MandateAtWindow(officer) => (MANDATE_AT_WINDOW, officer.to_string(), None),
        Parked::Served(officer) => (SERVED, officer.to_string(), None),
        Parked::NotServed(officer) => (NOT_SERVED, officer.to_string(), None),
        Parked::Phone => (PHONE, String::new(), None),
        Parked::Person(citizen) => (PERSON, citizen.to_string(), None),
        Parked::NotThatPerson => (NOT_THAT_PERSON, String::new(), None),
        Parked::Mandate(citizen) => (MANDATE, citizen.to_string(), None),
        Parked::Away => (AWAY, String::new(), None),
        Parked::Identified => (IDENTIFIED, String::new(), None),
        Parked::Invitation(invitation) => (INVITATION, invitation.to_string(), None),
    };
    let row = row::ActiveModel {
        id: Set(form.id.to_string()),
        token_hash: Set(token_hash.to_owned()),
        kind: Set(kind.to_owned()),
        about: Set(about),
        part: Set(part),
        body: Set(seal(db, "parked_forms", form.id.as_str(), &form.body)?),
        expires_at: Set(form.expires_at.0),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The form of a token, unless its time is over.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, token_hash: &str, now: Moment) -> Result<Option<ParkedForm>> {
    let own = row::Entity::find().filter(row::Column::TokenHash.eq(token_hash));
    let row = own.filter(row::Column::ExpiresAt.gt(now.0)).one(db).await?;
    row.map(|row| read(db, &row)).transpose()
}

/// Takes the form of a token out, also one whose time is over: it comes to one of those who ask at once.
///
/// # Errors
/// When the database fails.
pub async fn take(db: &impl Connection, token_hash: &str) -> Result<Option<ParkedForm>> {
    let own = row::Entity::find().filter(row::Column::TokenHash.eq(token_hash));
    let Some(row) = own.one(db).await? else {
        return Ok(None);
    };
    let taken = row::Entity::delete_by_id(row.id.as_str()).exec(db).await?;
    (taken.rows_affected == 1).then(|| read(db, &row)).transpose()
}

fn read(db: &impl Connection, row: &row::Model) -> Result<ParkedForm> {
    let broken = |_| Error::inconsistent("parked_forms", &row.id);
    let about = match (row.kind.as_str(), &row.part) {
        (TOPIC, Some(topic)) => Parked::Topic(row.about.parse().map_err(broken)?, topic.parse().map_err(broken)?),
        (QUESTION, Some(field)) => Parked::Question(row.about.parse().map_err(broken)?, field.parse().map_err(broken)?),
        (PICKS, _) => Parked::Picks(row.about.parse().map_err(broken)?),
        (DELIVERY, _) => Parked::Delivery(row.about.parse().map_err(broken)?),
        (HELP, None) => Parked::Help(row.about.parse().map_err(broken)?, None),
        (HELP, Some(about)) => Parked::Help(row.about.parse().map_err(broken)?, Some(about.parse().map_err(broken)?)),
        (ANSWER, _) => Parked::Answer(row.about.parse().map_err(broken)?),
        (CASE, _) => Parked::Case(row.about.parse().map_err(broken)?),
        (POINT, _) => Parked::Point(row.about.parse().map_err(broken)?),
        (REASON, _) => Parked::Reason(row.about.parse().map_err(broken)?),
        (MENDING, _) => Parked::Mending(row.about.parse().map_err(broken)?),
        (DECLINE, _) => Parked::Decline(row.about.parse().map_err(broken)?),
        (INVITE, Some(seat)) => Parked::Invite(row.about.parse().map_err(broken)?, seat.parse().map_err(broken)?),
        (REAL_NAME, _) => Parked::RealName(row.about.parse().map_err(broken)?),
        (NEW_OFFICER, _) => Parked::NewOfficer(row.about.parse().map_err(broken)?),
        (MANDATE_AT_WINDOW, _) => Parked::MandateAtWindow(row.about.parse().map_err(broken)?),
        (SERVED, _) => Parked::Served(row.about.parse().map_err(broken)?),
        (NOT_SERVED, _) => Parked::NotServed(row.about.parse().map_err(broken)?),
        (PHONE, _) => Parked::Phone,
        (PERSON, _) => Parked::Person(row.about.parse().map_err(broken)?),
        (NOT_THAT_PERSON, _) => Parked::NotThatPerson,
        (MANDATE, _) => Parked::Mandate(row.about.parse().map_err(broken)?),
        (AWAY, _) => Parked::Away,
        (IDENTIFIED, _) => Parked::Identified,
        (INVITATION, _) => Parked::Invitation(row.about.parse().map_err(broken)?),
        _ => return Err(Error::inconsistent("parked_forms", &row.id)),
    };
    Ok(ParkedForm {
        id: row.id.parse().map_err(broken)?,
        about,
        body: unseal(db, "parked_forms", &row.id, &row.body)?,
        expires_at: Moment(row.expires_at),
    })
}

/// Forgets a form.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, id: &ParkedFormId) -> Result<()> {
    row::Entity::delete_by_id(id.as_str()).exec(db).await?;
    Ok(())
}

/// Forgets every form whose time is over; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(db: &impl ConnectionTrait, now: Moment) -> Result<u64> {
    let over = row::Entity::delete_many().filter(row::Column::ExpiresAt.lte(now.0));
    Ok(over.exec(db).await?.rows_affected)
}

/// Forgets what waits for a draft or a citizen.
///
/// # Errors
/// When the database fails.
pub async fn delete_about(db: &impl ConnectionTrait, about: &str) -> Result<()> {
    let waiting = row::Entity::delete_many().filter(row::Column::About.eq(about));
    waiting.exec(db).await?;
    Ok(())
}
