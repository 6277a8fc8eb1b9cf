//! On whose behalf one acts: offers to take on, principals, organisations; and changing over.

pub(crate) mod child;

use domain::account::Hat;
use domain::mandate::Standing;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::hat::Worn;
use usecases::hat::list::{ask_register, list};
use usecases::hat::put_on::put_on;
use usecases::mandate::accept::accept;
use usecases::mandate::end::end;
use usecases::mandate::list::{Held, list_held};
use usecases::{Error, Refusal};

use super::mandates::scope;
use super::sign_in::{arrive, luggage};
use crate::respond::{go_on, own_path, problem_code, status};
use crate::text::hat as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::hat::worn;
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, query, visit};

/// `/me/hats`; with `?hat=` and `?next=` for something that is filed under another hat than the one worn.
#[component]
pub(crate) fn HatsPage() -> impl IntoView {
    let (office, Visit { asker, .. }) = (office(), visit());
    let next = own_path(&query("next").unwrap_or_default());
    let wanted: Option<Hat> = query("hat").and_then(|hat| hat.parse().ok());
    let problem = query("problem").as_deref().and_then(text::problem);
    if problem.is_some() {
        status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reader = office.clone();
    let load = async move {
        asker.real_name()?;
        let (hats, held) = (list(&reader, &asker).await?, list_held(&reader, &asker).await?);
        let mut themes = Vec::new();
        for one in &held {
            themes.push(scope(&reader, &one.mandate).await?);
        }
        Ok((hats, held, themes))
    };
    loaded(load, move |(hats, held, themes)| {
        let is_wanted = |hat: &Hat| wanted.as_ref().is_none_or(|wanted| wanted == hat);
        let own = (worn().hat() != Hat::Own && is_wanted(&Hat::Own)).then(
            || view! { <div class="choice">{button(&Hat::Own, text::MYSELF.to_owned(), String::new(), &next)}</div> },
        );
        let held: Vec<(Held, String)> = held.into_iter().zip(themes).collect();
        let of = |id: &domain::id::MandateId| held.iter().find(|(held, _)| held.mandate.id == *id);
        let people = hats.iter().filter_map(|hat| match hat {
            Worn::Mandate(mandate, _) if is_wanted(&hat.hat()) => {
                let (_, scope) = of(&mandate.id)?;
                Some(button(&hat.hat(), hat.name()?.to_owned(), scope.clone(), &next))
            }
            _ => None,
        });
        let people: Vec<_> = people.collect();
        let organisations = hats.iter().filter_map(|hat| match hat {
            Worn::Organisation(organisation) if is_wanted(&hat.hat()) => {
                let note = organisation.credit_code.clone();
                Some(button(&hat.hat(), organisation.name.clone(), note, &next))
            }
            _ => None,
        });
        let organisations: Vec<_> = organisations.collect();
        let is_choosing = wanted.is_none();
        let offers: Vec<_> = held
            .iter()
            .filter(|(held, _)| is_choosing && held.mandate.standing(office.today()) == Standing::Offered)
            .map(|(held, scope)| offer(held, scope))
            .collect();
        let nobody = is_choosing && people.is_empty() && offers.is_empty();
        let lede = if !is_choosing {
            text::WEAR_FIRST
        } else if nobody && organisations.is_empty() {
            text::NO_HATS
        } else {
            text::HATS_LEDE
        };
        let knows_organisations = is_choosing && office.city.knows_representatives().is_some();
        Frame::new(text::HATS).exit(Exit::mine()).around(view! {
            <h1>{text::HATS}</h1>
            <p class="lede">{lede}</p>
            {problem.map(|problem| view! { <p class="notice" role="alert">{problem}</p> })}
            {own}
            {(!offers.is_empty()).then(|| view! { <h2>{text::OFFERED}</h2><ul class="rows">{offers}</ul> })}
            {(!people.is_empty()).then(|| view! { <h2>{text::PEOPLE}</h2><div class="choice">{people}</div> })}
            {is_choosing.then(|| view! { <p class="group"><a href="/me/hats/child">{text::CHILD}</a></p> })}
            {(knows_organisations || !organisations.is_empty()).then(|| view! { <h2>{text::ORGANISATIONS}</h2> })}
            {(!organisations.is_empty()).then(|| view! { <div class="choice">{organisations}</div> })}
            {knows_organisations.then(|| view! {
                <form class="group" method="post" action=AskRegister::url()>
                    <button class="button button--plain button--inline">{text::ASK_REGISTER}</button>
                    <p class="note">{text::ASK_REGISTER_NOTE}</p>
                </form>
            })}
        })
    })
}

/// One hat to put on.
fn button(hat: &Hat, name: String, note: String, next: &str) -> impl IntoView + use<> {
    let note = (!note.is_empty()).then(|| view! { <br/><span class="note num">{note}</span> });
    view! {
        <form method="post" action=PutOnHat::url()>
            <input type="hidden" name="next" value=next.to_owned()/>
            <button class="choice__button" name="hat" value=hat.to_string()><span>{name}{note}</span></button>
        </form>
    }
}

/// A mandate that waits to be taken on.
fn offer(held: &Held, scope: &str) -> impl IntoView + use<> {
    let id = held.mandate.id.to_string();
    view! {
        <li>
            <span class="rows__name">{held.principal.clone()}<br/><span class="note num">{scope.to_owned()}</span></span>
            <form method="post" action=AcceptMandate::url()>
                <input type="hidden" name="mandate" value=id.clone()/>
                <button class="button button--plain button--inline">{text::ACCEPT}</button>
            </form>
            <form method="post" action=DeclineMandate::url()>
                <input type="hidden" name="mandate" value=id/>
                <button class="link-button">{text::DECLINE}</button>
            </form>
        </li>
    }
}

/// Puts on a hat, or without one takes it off, and goes where it was wanted.
#[server]
pub(crate) async fn put_on_hat(
    #[server(default)] hat: String,
    #[server(default)] next: String,
) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        match put_on(&office, &asker, &hat.parse()?, &luggage()).await {
            Ok(worn) => Ok(arrive(&worn).unwrap_or_else(|| own_path(&next))),
            Err(error @ Error::Refused(_)) => Ok(refused(&error)),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Takes a mandate on.
#[server]
pub(crate) async fn accept_mandate(mandate: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        match accept(&office, &asker, &mandate.parse()?).await {
            Err(error @ Error::Refused(_)) => Ok(refused(&error)),
            outcome => outcome.map(|()| "/me/hats".to_owned()),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Declines a mandate.
#[server]
pub(crate) async fn decline_mandate(mandate: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        end(&office, &asker, &mandate.parse()?).await?;
        Ok("/me/hats".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}

/// Asks the business register whom the asker represents.
#[server(name = AskRegister)]
pub(crate) async fn ask_business_register() -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        match ask_register(&office, &asker).await {
            Ok(Some(_)) => Ok("/me/hats".to_owned()),
            Ok(None) => Ok("/me/hats?problem=represents-none".to_owned()),
            Err(error @ Error::Refused(Refusal::RegisterDown)) => Ok(refused(&error)),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

fn refused(error: &Error) -> String {
    format!("/me/hats?problem={}", problem_code(error))
}
