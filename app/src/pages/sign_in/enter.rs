//! Where a mini-program opens the site for its user: by a hand-over, once; and the choice of whoever is signed in there already.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::hand_over::{Opened, handed as find_handed, open, switch};
use usecases::token::Token;
use usecases::{Asker, Error, Refusal};

use super::identity::{WHILE, come, forget_kept};
use super::luggage;
use crate::pages::means;
use crate::respond::{forget_browser, go_on, keep, own_path, say_nothing_of_the_address};
use crate::text::means as text;
use crate::ui::frame::Frame;
use crate::ui::loaded::{encode, loaded};
use crate::visit::{Container, Visit, office, query, visit};

/// The button that is meant, and the one beside it.
const BUTTON: &str = "button";
const QUIET: &str = "button button--quiet";

/// What the form says of a guest, who has no number.
const GUEST: &str = "guest";

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
    let hand_over = Token::from_browser(&query("ticket").unwrap_or_default());
    let seen_in = container.and_then(Container::means).filter(|_| !is_ahead);
    // Who only looks is given nothing to be known by.
    let luggage = seen_in.map(|_| luggage()).unwrap_or_default();
    let load = async move { open(&office, &asker, &hand_over, seen_in, &luggage).await };
    loaded(load, |opened| {
        go_on(Ok(match opened {
            Opened::Arrived(arrived, to) => come(&arrived, to.to_string()),
            Opened::Choice(handed, to) => {
                keep("handed", Some(&handed), WHILE);
                choice(to.as_str())
            }
        }));
    })
}

/// The page to choose on, with where to go on.
fn choice(next: &str) -> String {
    format!("/sign-in/choice?next={}", encode(next))
}

/// `/sign-in/choice?next=`: somebody else is signed in here, or a guest filled something in. The page has an address without a
/// hand-over, since it holds forms, and one that a form may lead back to.
#[component]
pub(crate) fn ChoicePage() -> impl IntoView {
    let (office, Visit { asker, handed, .. }) = (office(), visit());
    let next = own_path(&query("next").unwrap_or_default());
    let reader = office.clone();
    let load = async move {
        let found = match handed {
            Some(handed) => find_handed(&reader, &handed).await?,
            None => None,
        };
        found.ok_or(Error::Refused(Refusal::HandOverEnded))
    };
    loaded(load, move |found| {
        let app = means::name(&office, found.means);
        let here = here_as(&asker);
        let form = |action: &'static str, class: &'static str, label: String| {
            let switches = action == SwitchAccount::url();
            view! {
                <form method="post" action=action>
                    <input type="hidden" name="next" value=next.clone()/>
                    {switches.then(|| view! { <input type="hidden" name="here" value=here.clone()/> })}
                    <button class=class>{label}</button>
                </form>
            }
        };
        let (stay, switch) = (StayAsBefore::url(), SwitchAccount::url());
        let (title, lede, other, first) = match phone_of(&asker) {
            Some(phone) => (
                text::SOMEBODY_HERE,
                text::somebody_here(&phone, &app),
                form(switch, QUIET, text::switch_to(&app)),
                form(stay, BUTTON, text::stay(&phone)),
            ),
            None => (
                text::COME_ALONG,
                text::come_along(found.phone.as_deref().map(masked).as_deref(), &app),
                form(stay, QUIET, text::NOT_NOW.to_owned()),
                form(switch, BUTTON, text::sign_in_by(&app)),
            ),
        };
        Frame::new(title).action(view! { {other}{first} }).around(view! {
            <h1>{title}</h1>
            <p class="lede num">{lede}</p>
        })
    })
}

/// The number of who is signed in.
fn phone_of(asker: &Asker) -> Option<String> {
    let phone = match asker {
        Asker::Guest(_) => return None,
        Asker::Citizen(signed) => &signed.citizen.phone,
        Asker::HalfSignedIn(officer) | Asker::Officer(officer) => &officer.phone,
    };
    Some(masked(phone))
}

/// Who the page says is here.
fn here_as(asker: &Asker) -> String {
    phone_of(asker).unwrap_or_else(|| GUEST.to_owned())
}

/// A number with its middle hidden: whoever reads it may be somebody else.
fn masked(phone: &str) -> String {
    domain::identity::mask(phone, 3, 4)
}

/// Stays as before: signed in, or a guest; and forgets the hand-over's user.
#[server]
pub(crate) async fn stay_as_before(next: String) -> Result<(), ServerFnError> {
    let forgotten = forget_kept("handed", visit().handed).await;
    go_on(forgotten.map(|()| own_path(&next)));
    Ok(())
}

/// Signs in the hand-over's user: instead of whoever is signed in, or with what a guest filled in. Whoever signed in or out since the page
/// was shown has not read what would become of them, and reads it first.
#[server]
pub(crate) async fn switch_account(next: String, #[server(default)] here: String) -> Result<(), ServerFnError> {
    let outcome = async {
        let Visit { asker, handed, .. } = visit();
        if here != here_as(&asker) {
            return Ok(choice(&own_path(&next)));
        }
        let arrived = switch(&office(), &asker, handed.as_ref(), &luggage()).await?;
        if matches!(asker, Asker::Guest(_)) {
            keep("handed", None, 0);
        } else {
            // Before what the new one has is kept: of two cookies of one name the later holds.
            forget_browser();
        }
        Ok(come(&arrived, own_path(&next)))
    };
    go_on(outcome.await);
    Ok(())
}
