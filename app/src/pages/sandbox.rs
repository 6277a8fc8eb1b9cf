//! The sandbox's switches: make a register slow, down, empty or contradictory; and the messages to its phones. Exists in the
//! sandbox only.

use domain::staff::Officer;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::register::sandbox::Behaviour;
use usecases::sandbox::{list_behaviours, set_behaviour};
use usecases::staff::second_factor::sandbox_digits;

use crate::respond::go_on;
use crate::text::{date, sandbox as text, staff};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::office;

/// `/sandbox`.
#[component]
pub(crate) fn SandboxPage() -> impl IntoView {
    let office = office();
    loaded(async move { list_behaviours(&office).await }, |registers| {
        let forms = registers.into_iter().map(|(id, name, current)| {
            let option = |(behaviour, label): (&(Behaviour, &'static str), &'static str)| {
                view! {
                    <label class="choice__row">
                        <input type="radio" name="behaviour" value=behaviour.1 checked=behaviour.0 == current/>
                        <span>{label}</span>
                    </label>
                }
            };
            let options = Behaviour::ALL.iter().zip(text::BEHAVIOURS).map(option).collect_view();
            view! {
                <form class="group" method="post" action=SetRegister::url()>
                    <input type="hidden" name="register" value=id.to_string()/>
                    <fieldset class="field"><legend>{name}</legend>{options}</fieldset>
                    <p class="group"><button class="button button--plain button--inline">{text::SAVE}</button></p>
                </form>
            }
        });
        Frame::new(text::TITLE).exit(Exit::mine()).around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede">{text::LEDE}</p>
            {forms.collect_view()}
        })
    })
}

/// `/sandbox/messages`: what came to the phones.
#[component]
pub(crate) fn MessagesPage() -> impl IntoView {
    let office = office();
    let today = office.today();
    let load = async move {
        let messages = usecases::message::list(&office).await?;
        Ok((messages, sandbox_digits(&office).await?))
    };
    loaded(load, move |(messages, digits)| {
        let nothing = messages
            .is_empty()
            .then(|| view! { <p class="lede">{text::NO_MESSAGES}</p> });
        let row = |message: usecases::message::Message| {
            view! {
                <li>
                    <span class="rows__name num">{text::message(&message.text)}</span>
                    <span class="state num">{format!("{} · {}", message.phone, date::time(message.at, today))}</span>
                </li>
            }
        };
        Frame::new(text::MESSAGES).exit(Exit::mine()).around(view! {
            <h1>{text::MESSAGES}</h1>
            {nothing}
            <ul class="rows group">{messages.into_iter().map(row).collect_view()}</ul>
            <h2 id="digits">{staff::SANDBOX_DIGITS}</h2>
            <ul class="rows group">{digits.into_iter().map(digits_row).collect_view()}</ul>
        })
    })
}

/// What an officer would read from their phone.
fn digits_row((officer, digits): (Officer, Option<String>)) -> impl IntoView {
    let digits = digits.unwrap_or_else(|| staff::NO_DIGITS.to_owned());
    view! {
        <li>
            <span class="rows__name">{officer.name}</span>
            <span class="num" id=format!("digits-{}", officer.id)>{digits}</span>
        </li>
    }
}

/// Makes a register behave so.
#[server]
pub(crate) async fn set_register(register: String, behaviour: String) -> Result<(), ServerFnError> {
    let office = office();
    let outcome = async {
        let behaviour = Behaviour::from_word(&behaviour).ok_or(usecases::Error::NotFound)?;
        set_behaviour(&office, &register.parse()?, behaviour).await?;
        Ok("/sandbox".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}
