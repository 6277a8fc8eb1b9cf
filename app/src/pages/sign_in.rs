//! Signing in: by a code to one's phone, by a passkey, by a hand-over of an app, or as one of the sandbox's people; and signing out.

pub(crate) mod code;
pub(crate) mod enter;
pub(crate) mod identity;
pub(crate) mod person;

use domain::staff::Officer;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::account::sign_in::{Luggage, SignedIn, Unparked, as_citizen};
use usecases::city::Person;
use usecases::context::Mode;
use usecases::staff::sign_in::as_officer;
use usecases::token::Token;

use super::{parked, staff};
use crate::respond::{YEAR, forget_browser, go, go_on, keep, keep_form, own_path, status, submitted_path};
use crate::text::{account as text, means, privacy, staff as staff_text};
use crate::ui::bridge;
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, office, query, visit};

/// `/sign-in?next=`.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let office = office();
    let next = own_path(&query("next").unwrap_or_default());
    let Visit {
        parked,
        typed,
        identified,
        ..
    } = visit();
    let refused = query("problem").unwrap_or_default();
    let is_of_means = means::problem(&refused).is_some();
    let why = if parked.is_some() {
        Some(text::PARKED)
    } else {
        query("next").filter(|_| !is_of_means).map(|_| text::NEEDED)
    };
    let problem = text::problem(&refused);
    let is_of_device = refused == "not-verified";
    if is_of_device {
        status(http::StatusCode::UNPROCESSABLE_ENTITY);
    }
    let told = |code: &str| text::problem(code).filter(|_| !is_of_device);
    let mistakes = Mistakes::of(&refused, told, code::place);
    let by_device = office.passkeys.is_some().then(|| {
        // What a device is asked waits for this browser.
        browser();
        super::passkeys::sign_in_form(&next, problem.filter(|_| is_of_device))
    });
    let is_of_phone = problem.is_some() && !is_of_means && !is_of_device;
    let reader = office.clone();
    let load = async move {
        let typed = match typed.filter(|_| is_of_phone) {
            Some(typed) => usecases::account::code::typed(&reader, &typed).await?,
            None => None,
        };
        let identified = match identified {
            Some(identified) => usecases::account::bind::identified(&reader, &identified).await?,
            None => None,
        };
        Ok((typed, identified))
    };
    loaded(load, move |(typed, identified)| {
        let has_phone = office.messenger.is_some();
        let phone_form = |typed: Option<String>, is_first: bool| {
            has_phone.then(|| code::phone_form(&next, typed.unwrap_or_default(), &mistakes, is_first))
        };
        // Whom others know gives a mobile number, and nothing else matters now.
        if let Some(found) = identified {
            let form = phone_form(typed.or_else(|| found.phone.clone()), true);
            return Frame::new(text::SIGN_IN).refuses(&mistakes).around(view! {
                <h1>{means::ASK_PHONE}</h1>
                {identity::known(&office, &found, &next)}
                {form.is_none().then(|| view! { <p class="lede">{text::NO_SIGN_IN}</p> })}
                {form}
            });
        }
        let by_identity = office
            .identity
            .as_ref()
            .map(|provider| identity::button(provider.name(), &next));
        let by_app = bridge::sign_in(&office, &next, if has_phone { "#phone" } else { "#main" });
        let is_other_way = by_identity.is_some() || by_app.is_some();
        let by_phone = phone_form(typed, !is_other_way);
        let nothing = (by_phone.is_none() && !is_other_way).then(|| view! { <p class="lede">{text::NO_SIGN_IN}</p> });
        let or_by_phone = (by_phone.is_some() && is_other_way).then(|| view! { <h2>{means::OR_BY_PHONE}</h2> });
        let people = (office.mode == Mode::Sandbox).then(|| people(&office, &next));
        Frame::new(text::SIGN_IN).refuses(&mistakes).around(view! {
            <h1>{text::SIGN_IN}</h1>
            {why.map(|why| view! { <p class="notice">{why}</p> })}
            {by_app}
            {by_identity}
            {or_by_phone}
            {by_phone}
            <p class="group"><a class="more" href="/privacy">{privacy::LINK}</a></p>
            {nothing}
            {by_device}
            {people}
            <p class="note group"><a href="/staff/sign-in">{staff_text::SIGN_IN}</a></p>
        })
    })
}

/// Everybody in the sandbox.
fn people(office: &Context, next: &str) -> impl IntoView + use<> {
    let citizens = office.city.people().iter().filter(|person| person.can_sign_in());
    let citizens = citizens.map(|person| citizen_row(person, next)).collect_view();
    let officers = office.city.officers().iter();
    let officers = officers
        .map(|officer| officer_row(officer, &staff::duty(office, officer)))
        .collect_view();
    view! {
        <h2>{text::PEOPLE}</h2>
        <p class="note">{text::PEOPLE_LEDE}</p>
        <h3 class="group">{text::CITIZENS}</h3>
        <div>{citizens}</div>
        <h3 class="group">{text::OFFICERS}</h3>
        <div>{officers}</div>
    }
}

fn citizen_row(person: &Person, next: &str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=SignInAsCitizen::url()>
            <input type="hidden" name="next" value=next.to_owned()/>
            <button class="choice__button" name="citizen" value=person.id.to_string()>
                <span>{person.name.clone()}<br/><span class="note">{person.story.clone()}</span></span>
            </button>
        </form>
    }
}

fn officer_row(officer: &Officer, duty: &str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=SignInAsOfficer::url()>
            <button class="choice__button" name="officer" value=officer.id.to_string()>
                <span>{officer.name.clone()}<br/><span class="note">{duty.to_owned()}</span></span>
            </button>
        </form>
    }
}

/// What the browser is known by. One that is not known yet is from now on.
fn browser() -> Token {
    visit().browser.unwrap_or_else(|| {
        let browser = Token::new(&office());
        keep("browser", Some(&browser), YEAR);
        browser
    })
}

/// What the browser holds before signing in.
pub(super) fn luggage() -> Luggage {
    let visit = visit();
    Luggage {
        session: visit.session,
        guest: visit.guest,
        parked: visit.parked,
        identified: visit.identified,
        code: visit.code,
        browser: Some(browser()),
        device: visit.device,
    }
}

/// Seconds that the browser keeps a session; the server ends it by its own clock.
pub(super) fn session_seconds() -> u32 {
    u32::try_from(office().limits.session / 1000).unwrap_or(u32::MAX)
}

/// Keeps the session.
pub(super) fn keep_session(session: &Token) {
    keep("session", Some(session), session_seconds());
}

/// Keeps the session; the page of the form that was given back now, if one waited. One that was not is left for whom it belongs to.
pub(super) fn arrive(signed_in: &SignedIn) -> Option<String> {
    keep_session(&signed_in.session);
    let about = match signed_in.unparked.as_ref()? {
        Unparked::Saved(about) => {
            keep("parked", None, 0);
            about
        }
        // From here it waits as one that was refused.
        Unparked::Waits(about) => {
            if let Some(token) = visit().parked {
                keep_form(&office(), "typed", &token);
            }
            keep("parked", None, 0);
            about
        }
        // Its page asks for the hat, and whoever puts that on has the form.
        Unparked::WearFirst(about) => about,
        Unparked::Submitted(became) => {
            keep("parked", None, 0);
            return Some(submitted_path(became));
        }
    };
    parked::page_of(about)
}

/// Signs in as a citizen of the sandbox and goes where it was wanted.
#[server]
pub(crate) async fn sign_in_as_citizen(citizen: String, next: String) -> Result<(), ServerFnError> {
    let office = office();
    let outcome = async {
        let signed_in = as_citizen(&office, &citizen.parse()?, &luggage()).await?;
        keep("guest", None, 0);
        Ok(arrive(&signed_in).unwrap_or_else(|| own_path(&next)))
    };
    go_on(outcome.await);
    Ok(())
}

/// The first factor of an officer of the sandbox; the second is next.
#[server]
pub(crate) async fn sign_in_as_officer(officer: String) -> Result<(), ServerFnError> {
    let office = office();
    let outcome = async {
        let session = as_officer(&office, &officer.parse()?, &luggage()).await?;
        keep_session(&session);
        Ok("/staff/second-factor".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}

/// Signs out.
#[server]
pub(crate) async fn sign_out() -> Result<(), ServerFnError> {
    if let Some(session) = visit().session
        && let Err(error) = usecases::account::sign_out::sign_out(&office(), &session).await
    {
        go_on(Err(error));
        return Ok(());
    }
    forget_browser();
    go("/");
    Ok(())
}
