//! Where a mini-program opens the site for its user: by a ticket, once; and the choice of whoever is signed in there already.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::bind::identified as find_identified;
use usecases::account::ticket::{Opened, open, switch};
use usecases::token::Token;
use usecases::{Asker, Error, Refusal};

use super::identity::{WHILE, come, forget_identified};
use super::luggage;
use crate::pages::means;
use crate::respond::{go_on, keep, own_path, say_nothing_of_the_address};
use crate::text::means as text;
use crate::ui::frame::Frame;
use crate::ui::loaded::{encode, loaded};
use crate::visit::{Container, Visit, office, query, visit};

/// `/enter?ticket=`: to where the mini-program's user wanted to go, or a page that says why not.
#[component]
pub(crate) fn EnterPage() -> impl IntoView {
    say_nothing_of_the_address();
    let Visit {
        asker,
        container,
        is_ahead,
        ..
    } = visit();
    let office = office();
    let ticket = Token::from_browser(&query("ticket").unwrap_or_default());
    let seen_in = container.and_then(Container::means).filter(|_| !is_ahead);
    // Who only looks is given nothing to be known by.
    let luggage = seen_in.map(|_| luggage()).unwrap_or_default();
    let load = async move { open(&office, &asker, &ticket, seen_in, &luggage).await };
    loaded(load, |opened| {
        go_on(Ok(match opened {
            Opened::Arrived(arrived, to) => come(&arrived, to.to_string()),
            Opened::SomebodyElse(identified, to) => {
                keep("identified", Some(&identified), WHILE);
                format!("/enter/choice?next={}", encode(to.as_str()))
            }
        }));
    })
}

/// `/enter/choice?next=`: somebody else is signed in here. The page has an address without a ticket, since it holds forms.
#[component]
pub(crate) fn ChoicePage() -> impl IntoView {
    let (office, Visit { asker, identified, .. }) = (office(), visit());
    let next = own_path(&query("next").unwrap_or_default());
    let reader = office.clone();
    let load = async move {
        let found = match identified {
            Some(identified) => find_identified(&reader, &identified).await?,
            None => None,
        };
        let here = phone_of(&asker).zip(found);
        here.ok_or(Error::Refused(Refusal::TicketOver))
    };
    loaded(load, move |(phone, found)| {
        let app = means::name(&office, found.means);
        let hidden = || view! { <input type="hidden" name="next" value=next.clone()/> };
        let action = view! {
            <form method="post" action=SwitchAccount::url()>
                {hidden()}
                <button class="button button--quiet">{text::switch_to(&app)}</button>
            </form>
            <form method="post" action=StaySignedIn::url()>
                {hidden()}
                <button class="button">{text::stay(&phone)}</button>
            </form>
        };
        Frame::new(text::SOMEBODY_HERE).action(action).around(view! {
            <h1>{text::SOMEBODY_HERE}</h1>
            <p class="lede num">{text::somebody_here(&phone, &app)}</p>
        })
    })
}

/// The number of who is signed in, with its middle hidden: whoever reads it may be somebody else.
fn phone_of(asker: &Asker) -> Option<String> {
    let phone = match asker {
        Asker::Guest(_) => return None,
        Asker::Citizen(signed) => &signed.citizen.phone,
        Asker::HalfSignedIn(officer) | Asker::Officer(officer) => &officer.phone,
    };
    Some(domain::identity::mask(phone, 3, 4))
}

/// Stays who is signed in, and forgets the ticket's user.
#[server]
pub(crate) async fn stay_signed_in(next: String) -> Result<(), ServerFnError> {
    let forgotten = forget_identified().await;
    go_on(forgotten.map(|()| own_path(&next)));
    Ok(())
}

/// Signs out whoever is signed in, and signs in the ticket's user.
#[server]
pub(crate) async fn switch_account(next: String) -> Result<(), ServerFnError> {
    let outcome = async {
        let arrived = switch(&office(), &luggage()).await?;
        // Whoever sits here now finds nothing of the one before.
        for name in ["session", "guest", "typed", "code", "parked"] {
            keep(name, None, 0);
        }
        Ok(come(&arrived, own_path(&next)))
    };
    go_on(outcome.await);
    Ok(())
}
