//! Signing in as one of the sandbox's people, and signing out.

use domain::account::Officer;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::sign_in::{Luggage, SignedIn, Unparked, as_citizen, as_officer};
use usecases::city::Person;
use usecases::context::Mode;

use crate::respond::{go, go_on, keep, own_path};
use crate::text::account as text;
use crate::ui::frame::Frame;
use crate::visit::{office, query, visit};

/// `/sign-in?next=`.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let office = office();
    let next = own_path(&query("next").unwrap_or_default());
    let why = if visit().parked.is_some() {
        Some(text::PARKED)
    } else {
        query("next").map(|_| text::NEEDED)
    };
    let notice = why.map(|why| view! { <p class="notice">{why}</p> });
    if office.mode != Mode::Sandbox {
        return Frame::new(text::SIGN_IN)
            .around(view! {<h1>{text::SIGN_IN}</h1><p class="lede">{text::NO_SIGN_IN}</p>})
            .into_any();
    }
    let department = |officer: &Officer| {
        office
            .city
            .department(&officer.department)
            .map_or_else(String::new, |known| known.name.clone())
    };
    let citizens = office
        .city
        .people()
        .iter()
        .filter(|person| person.can_sign_in())
        .map(|person| citizen_row(person, &next))
        .collect_view();
    let officers = office
        .city
        .officers()
        .iter()
        .map(|officer| officer_row(officer, &department(officer)))
        .collect_view();
    Frame::new(text::SIGN_IN)
        .around(view! {
            <h1>{text::SIGN_IN}</h1>
            <p class="lede">{text::SIGN_IN_LEDE}</p>
            {notice}
            <h2>{text::CITIZENS}</h2>
            <div>{citizens}</div>
            <h2>{text::OFFICERS}</h2>
            <div>{officers}</div>
        })
        .into_any()
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

fn officer_row(officer: &Officer, department: &str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=SignInAsOfficer::url()>
            <button class="choice__button" name="officer" value=officer.id.to_string()>
                <span>{officer.name.clone()}<br/><span class="note">{department.to_owned()}</span></span>
            </button>
        </form>
    }
}

/// What the browser holds before signing in.
fn luggage() -> Luggage {
    let visit = visit();
    Luggage {
        session: visit.session,
        guest: visit.guest,
        parked: visit.parked,
    }
}

/// Seconds that the browser keeps a session; the server ends it by its own clock.
fn session_seconds() -> u32 {
    u32::try_from(office().limits.session / 1000).unwrap_or(u32::MAX)
}

/// Keeps the session; the page whose form was saved now, if one waited. One that was not given back is left for whom it belongs to.
fn arrive(signed_in: &SignedIn) -> Option<String> {
    keep("session", Some(&signed_in.session), session_seconds());
    let page = match signed_in.unparked.as_ref()? {
        Unparked::Topic(draft, topic) => format!("/drafts/{draft}/form/{topic}"),
        Unparked::Case(case) => format!("/desk/cases/{case}"),
    };
    keep("parked", None, 0);
    Some(page)
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

/// Signs in as an officer of the sandbox and goes to the desk.
#[server]
pub(crate) async fn sign_in_as_officer(officer: String) -> Result<(), ServerFnError> {
    let office = office();
    let outcome = async {
        let signed_in = as_officer(&office, &officer.parse()?, &luggage()).await?;
        Ok(arrive(&signed_in).unwrap_or_else(|| "/desk".to_owned()))
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
    keep("session", None, 0);
    go("/");
    Ok(())
}
