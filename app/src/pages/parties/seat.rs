//! One of those who apply together, as the applicant sees them: asking, reminding, asking no more.

use domain::id::DraftId;
use domain::party::{Invitation, Seat, Standing};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::park::{Posted, find_invite, park};
use usecases::draft::read::{MyDraft, read};
use usecases::party::invite::{Link, Said, invite, known, lacks, link, remind, withdraw};
use usecases::{Error, Refusal};

use super::named;
use crate::pages::parked;
use crate::pages::steps::next_but_waiting;
use crate::respond::{go_on, keep, keep_form, problem_code, problem_codes};
use crate::text::{date, draft, party as text};
use crate::ui::code::drawn;
use crate::ui::frame::{Exit, Frame};
use crate::ui::leaving::can_keep;
use crate::ui::loaded::{encode, loaded};
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, address, office, part, query, visit};

/// Seconds that the browser keeps what opens an invitation.
const WHILE: u32 = 30 * 60;

/// Where the fields are.
const NAME: &str = "name";
const PHONE: &str = "phone";

/// `/drafts/{id}/parties/{seat}?problem=`.
#[component]
pub(crate) fn SeatPage() -> impl IntoView {
    let office = office();
    let Visit {
        asker, typed, parked, ..
    } = visit();
    let (id, seat) = (part("draft"), part("seat"));
    let refused = query("problem").unwrap_or_default();
    let mistakes = Mistakes::of(&refused, text::problem, place);
    let was_reminded = query("reminded").is_some();
    let today = office.today();
    let halls = office.city.halls().first().map(|hall| hall.name.clone());
    let city = office.city.name().to_owned();
    let load = async move {
        let (id, seat): (DraftId, Seat) = (id.parse()?, seat.parse()?);
        let mine = read(&office, &asker, &id).await?;
        let signer = mine.signers().iter().find(|signer| signer.seats.contains(&seat));
        let signer = signer.ok_or(Error::NotFound)?.clone();
        let invitation = mine.invitations_of(&signer).next().cloned();
        let made = match (&typed, &invitation) {
            (Some(typed), Some(invitation)) => link(&office, &asker, &invitation.id, typed).await?,
            _ => None,
        };
        let (name, phone) = known(&mine, &signer);
        let mut said = Said {
            name,
            phone,
            by_message: false,
        };
        // Unsent it waits in one place after signing in or a mistake, and in the other while somebody says who they are.
        for token in [parked, typed].iter().flatten() {
            said = find_invite(&office, &asker, &id, &seat, token).await?.unwrap_or(said);
        }
        Ok((mine, signer, invitation, said, made))
    };
    loaded(load, move |(mine, signer, invitation, said, made)| {
        let standing = mine.standing(&signer);
        let seat = signer.seat().map(ToString::to_string).unwrap_or_default();
        let title = named(&mine, &signer);
        let is_taken = invitation
            .as_ref()
            .is_some_and(|invitation| invitation.citizen.is_some());
        let exit = Exit {
            href: format!("/drafts/{}/parties", mine.draft.id),
            label: text::TITLE,
        };
        let name = invitation
            .as_ref()
            .map_or(said.name.as_str(), |invitation| invitation.name.as_str());
        let lede = text::sentence(standing, name);
        let make = if invitation.is_some() {
            text::MAKE_AGAIN
        } else {
            text::MAKE
        };
        // Once there is a link one goes on meanwhile; another one is made beneath what that does to the first.
        let is_waiting = standing == Standing::Waiting;
        let again = is_waiting
            .then(|| view! { <button class="button button--plain button--inline">{make}</button> }.into_any());
        let form = (!is_taken).then(|| invite_form(&mine, &seat, &said, &mistakes, (invitation.is_some(), again)));
        let action = if is_taken {
            remind_form(&mine, &seat, standing).into_any()
        } else if is_waiting {
            view! { <a class="button" href=next_but_waiting(&mine)>{draft::NEXT}</a> }.into_any()
        } else {
            view! { <button class="button" form="invite">{make}</button> }.into_any()
        };
        let message = |is_sent| text::message(&city, mine.applicant_name().unwrap_or_default(), is_sent);
        let hall = halls.as_deref().unwrap_or(text::A_HALL);
        Frame::new(title.clone())
            .refuses(&mistakes)
            .place(mine.theme.name.clone())
            .exit(exit)
            .action(action)
            // The digits are told before one goes on: the bar does not lie over them.
            .at_end(made.is_some())
            .around(view! {
                <h1>{title}</h1>
                <p class="lede">{lede}</p>
                {was_reminded.then(|| view! { <p class="notice" role="status">{text::REMINDED}</p> })}
                {invitation.as_ref().map(|invitation| said_so(invitation, today))}
                {made.zip(invitation.as_ref()).map(|(link, invitation)| pass_on(&link, invitation, &message(link.is_sent)))}
                {form}
                {invitation.is_some().then(|| withdraw_form(&mine, &seat))}
                {(!is_taken).then(|| view! { <h2>{text::NO_PHONE}</h2><p>{text::no_phone(hall)}</p> })}
            })
    })
}

/// When they agreed, or why they did not.
fn said_so(invitation: &Invitation, today: chrono::NaiveDate) -> impl IntoView + use<> {
    let reason = invitation.declined.as_ref().and_then(|(_, reason)| reason.clone());
    let reason = reason.map(|reason| view! { <p>{text::reason(&reason)}</p> });
    let agreed = invitation.agreed.as_ref().map(|(at, _)| date::time(*at, today));
    view! { {reason}{agreed.map(|at| view! { <p class="note num">{at}</p> })} }
}

/// The link and the digits, on two ways, one right below the other: who misses the digits sends a link that does not open. The link stands
/// whole in a message that says from whom it is, to be copied with one press where the browser can, and everywhere by holding it;
/// web-views of apps open no messages of the phone.
fn pass_on(link: &Link, invitation: &Invitation, message: &str) -> impl IntoView + use<> {
    let address = address(&format!("/invitation?link={}", link.token.secret()));
    let by_phone = can_keep().then(|| {
        let href = format!(
            "sms:{}?body={}",
            invitation.phone,
            encode(&format!("{message}{address}"))
        );
        view! { <a class="more" href=href>{text::SEND_LINK}</a> }
    });
    let (pass_on, digits, how) = if link.is_sent {
        (text::PASS_ON_ALONE, text::DIGITS_SENT, text::DIGITS_SENT_HOW)
    } else {
        (text::PASS_ON, text::DIGITS, text::DIGITS_HOW)
    };
    view! {
        <section class="group">
            <h2>{pass_on}</h2>
            <p>{text::PASS_ON_HOW}</p>
            <p class="field__known whole" id="message">{message.to_owned()}<span id="link">{address.clone()}</span></p>
            <p class="group">
                <button class="button button--plain button--inline" type="button" hidden data-copies="message" data-copied=text::COPIED>{text::COPY}</button>
                <span class="note" role="status"></span>
                {by_phone}
            </p>
            <script async src="/copy.js"></script>
            <h2>{digits}</h2>
            <p class="field__known num" id="told">{link.digits.clone()}</p>
            <p>{how}</p>
            <p class="note">{text::GOOD}</p>
            <details>
                <summary>{text::SCAN}</summary>
                {drawn(&address, text::LINK)}
            </details>
        </section>
    }
}

/// Where a problem is mended.
fn place(code: &str) -> Option<&'static str> {
    match code {
        "not-a-party" | "name-differs" => Some(NAME),
        "not-a-phone" => Some(PHONE),
        _ => None,
    }
}

/// Whom to ask; asked before, with what asking again does, and the button for it where the bar has another.
fn invite_form(
    mine: &MyDraft,
    seat: &str,
    said: &Said,
    mistakes: &Mistakes,
    (is_again, again): (bool, Option<AnyView>),
) -> impl IntoView + use<> {
    view! {
        <form id="invite" class="group" method="post" action=InviteParty::url()>
            <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
            <input type="hidden" name="seat" value=seat.to_owned()/>
            <div class="field">
                <label for="name">{text::NAME}</label>
                <p class="field__hint" id="name-hint">{text::NAME_HINT}</p>
                <input id="name" name="name" type="text" autocomplete="off" value=said.name.clone() aria-describedby="name-hint name-problem" aria-invalid=mistakes.invalid(NAME)/>
                {mistakes.beside(NAME)}
            </div>
            <div class="field">
                <label for="phone">{text::PHONE}</label>
                <input id="phone" name="phone" type="tel" inputmode="numeric" autocomplete="off" value=said.phone.clone() aria-describedby="phone-problem" aria-invalid=mistakes.invalid(PHONE)/>
                {mistakes.beside(PHONE)}
            </div>
            <div class="field">
                <p class="field__hint" id="message-hint">{text::BY_MESSAGE_HINT}</p>
                <label class="choice__row"><input type="checkbox" name="message" value="yes" checked=said.by_message aria-describedby="message-hint"/><span>{text::BY_MESSAGE}</span></label>
            </div>
            {is_again.then(|| view! { <p class="note group">{text::MAKE_AGAIN_NOTE}</p> })}
            {again}
        </form>
    }
}

fn remind_form(mine: &MyDraft, seat: &str, standing: Standing) -> impl IntoView + use<> {
    let is_open = matches!(standing, Standing::Joined | Standing::Outdated);
    let (draft, seat) = (mine.draft.id.to_string(), seat.to_owned());
    let back = format!("/drafts/{draft}/parties");
    view! {
        <a class="button button--quiet" href=back>{text::BACK}</a>
        {is_open.then(|| view! {
            <form method="post" action=RemindParty::url()>
                <input type="hidden" name="draft" value=draft/>
                <input type="hidden" name="seat" value=seat/>
                <button class="button">{text::REMIND}</button>
            </form>
        })}
    }
}

/// Says what goes with them before the button for it is in reach.
fn withdraw_form(mine: &MyDraft, seat: &str) -> impl IntoView + use<> {
    view! {
        <details class="group">
            <summary>{text::WITHDRAW}</summary>
            <form method="post" action=WithdrawInvitation::url()>
                <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
                <input type="hidden" name="seat" value=seat.to_owned()/>
                <p>{text::WITHDRAW_NOTE}</p>
                <p class="group"><button class="button button--danger button--inline">{text::WITHDRAW_SURE}</button></p>
            </form>
        </details>
    }
}

/// Where somebody is asked to take a seat.
pub(crate) fn page_of(draft: &DraftId, seat: &Seat) -> String {
    format!("/drafts/{draft}/parties/{seat}")
}

/// Asks somebody to take a seat; what opens it stands on the page that follows. Whoever has to sign in first, to put on a hat or to say who
/// they are, finds there what they typed.
#[server]
pub(crate) async fn invite_party(
    draft: String,
    seat: String,
    #[server(default)] name: String,
    #[server(default)] phone: String,
    #[server(default)] message: String,
) -> Result<(), ServerFnError> {
    let (office, Visit { asker, parked, .. }) = (office(), visit());
    let outcome = async {
        let (id, at): (DraftId, Seat) = (draft.parse()?, seat.parse()?);
        let page = page_of(&id, &at);
        let said = Said {
            name,
            phone,
            by_message: !message.is_empty(),
        };
        let posted = Posted::Invite(id.clone(), at.clone(), said.clone());
        if !asker.is_signed_in() {
            return parked::park(&office, &posted).await;
        }
        let who = (said.name.as_str(), said.phone.as_str());
        match invite(&office, &asker, &id, &at, who, said.by_message).await {
            Ok(kept) => {
                if let Some(token) = &parked
                    && find_invite(&office, &asker, &id, &at, token).await?.is_some()
                {
                    keep("parked", None, 0);
                }
                keep("typed", Some(&kept), WHILE);
                Ok(page)
            }
            Err(Error::Refused(
                refusal @ (Refusal::NotAParty
                | Refusal::NameDiffers
                | Refusal::NotAPhone
                | Refusal::SeatTaken
                | Refusal::TooManyTries),
            )) => {
                let mistakes = lacks(&said.name, &said.phone);
                let codes = if mistakes.is_empty() {
                    problem_code(&Error::Refused(refusal)).to_owned()
                } else {
                    problem_codes(&mistakes)
                };
                keep_form(&office, "typed", &park(&office, &posted).await?);
                Ok(format!("{page}?problem={codes}"))
            }
            Err(Error::WearFirst(hat)) => parked::wear_first(&office, &posted, &hat).await,
            Err(Error::CarryOverFirst(draft)) => {
                keep_form(&office, "typed", &park(&office, &posted).await?);
                Ok(format!("/drafts/{draft}/carry-over?next={}", encode(&page)))
            }
            Err(Error::RealNameFirst) => {
                // Who one is, is typed under the other name.
                keep_form(&office, "parked", &park(&office, &posted).await?);
                Ok(format!("/me/real-name?next={}", encode(&page)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Reminds somebody who took a seat.
#[server]
pub(crate) async fn remind_party(draft: String, seat: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        let at: Seat = seat.parse()?;
        let page = format!("/drafts/{draft}/parties/{at}");
        match remind(&office, &asker, &draft.parse()?, &at).await {
            Err(error @ Error::Refused(Refusal::TooManyTries)) => {
                Ok(format!("{page}?problem={}", problem_code(&error)))
            }
            outcome => outcome.map(|()| format!("{page}?reminded=1")),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Asks somebody no more.
#[server]
pub(crate) async fn withdraw_invitation(draft: String, seat: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        let at: Seat = seat.parse()?;
        withdraw(&office, &asker, &draft.parse()?, &at).await?;
        Ok(format!("/drafts/{draft}/parties/{at}"))
    };
    go_on(outcome.await);
    Ok(())
}
