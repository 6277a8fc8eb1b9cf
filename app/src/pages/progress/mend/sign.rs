//! Signing what was mended: what changes, old and new, and the same two ways to sign as for what was submitted; signed, it is sent.

use domain::id::ApplicationId;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::application::mend::sign::{self, ToSign};
use usecases::draft::record::DECLARATION;
use usecases::{Context, Error, Refusal};

use crate::pages::sign::{on_the_way, phone};
use crate::pages::sign_in::luggage;
use crate::respond::{go, go_on, keep, problem_code, status};
use crate::text::{correction as text, frame, party, sign as sign_text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::ui::mended::changes;
use crate::ui::signing::{self, Signing};
use crate::visit::{Visit, office, part, query, visit};

/// `/applications/{id}/mend/sign?sent=&problem=`.
#[component]
pub(crate) fn SignMendPage() -> impl IntoView {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let (id, was_sent) = (part("application"), query("sent").is_some());
    let refused = query("problem").unwrap_or_default();
    let reader = office.clone();
    let load = async move {
        let id: ApplicationId = id.parse()?;
        let to_sign = match sign::read(&reader, &asker, &id).await {
            Ok(to_sign) => Ok(to_sign),
            Err(error) => Err(instead(&id, error)?),
        };
        let is_sent = signing::is_sent(&reader, code.filter(|_| was_sent).as_ref()).await?;
        Ok((to_sign, phone(&asker), is_sent))
    };
    loaded(load, move |(to_sign, phone, is_sent)| match to_sign {
        Ok(to_sign) => page(&office, &to_sign, &phone, is_sent, &refused),
        Err(instead) => {
            go(&instead);
            ().into_any()
        }
    })
}

fn page(office: &Context, to_sign: &ToSign, phone: &str, is_sent: bool, refused: &str) -> AnyView {
    let mending = &to_sign.mending;
    let id = mending.tracked.application.id.to_string();
    let mend = format!("/applications/{id}/mend");
    let device = format!("{mend}/sign/device");
    let signing = Signing {
        about: ("application", &id),
        hash: &to_sign.hash,
        device: to_sign.has_passkey.then_some(device.as_str()),
        by_device: SignMendByDevice::url(),
        send: SendMendCode::url(),
        by_code: SignMendByCode::url(),
        label: text::SIGN,
        phone,
        is_sent,
        refused,
    };
    let changed = party::problem(refused).filter(|_| refused == "record-changed");
    if changed.is_some() || sign_text::problem(refused).is_some() {
        status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let told = (!to_sign.told.is_empty()).then(|| view! { <p>{text::will_be_told(&to_sign.told)}</p> });
    let exit = Exit {
        href: mend,
        label: frame::BACK,
    };
    let is_changed = !(to_sign.words.answers.is_empty() && to_sign.words.papers.is_empty());
    let title = if is_changed {
        text::SIGN_TITLE
    } else {
        text::SIGN_SAID_TITLE
    };
    Frame::new(title)
        .refuses(&signing.mistakes())
        .place(mending.mine.theme.name.clone())
        .exit(exit)
        .action(signing.action())
        .around(view! {
            <h1>{title}</h1>
            <p class="lede">{mending.tracked.title.clone()}</p>
            {changed.map(|changed| view! { <p class="notice" role="alert">{changed}</p> })}
            {changes(&to_sign.words, Some(&mending.mine.draft.id))}
            {told}
            <h2>{sign_text::DECLARE}</h2>
            <p>{DECLARATION}</p>
            {signing.form(office)}
        })
}

/// Where somebody goes on who cannot sign: to what still stands in the way, or to the application when nothing is to be mended any
/// more.
fn instead(id: &ApplicationId, error: Error) -> usecases::Result<String> {
    let page = format!("/applications/{id}/mend");
    Ok(match error {
        Error::Conflict => format!("/applications/{id}"),
        Error::Refused(Refusal::NotMended) => format!("{page}?more=1"),
        Error::Refused(
            refusal @ (Refusal::RecordChanged
            | Refusal::CodeOver
            | Refusal::CodeSpent
            | Refusal::NotVerified
            | Refusal::TooManyCodes),
        ) => {
            format!("{page}/sign?problem={}", problem_code(&Error::Refused(refusal)))
        }
        Error::Refused(refusal @ (Refusal::WrongCode | Refusal::ShortCode)) => {
            format!("{page}/sign?sent=1&problem={}", problem_code(&Error::Refused(refusal)))
        }
        Error::SignInFirst => format!("/sign-in?next={page}/sign"),
        error => return Err(error),
    })
}

/// Sends a code to sign with.
#[server]
pub(crate) async fn send_mend_code(application: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, address, .. }) = (office(), visit());
    let outcome = async {
        let id: ApplicationId = application.parse()?;
        let sent = sign::send_code(&office, &asker, &id, &luggage(), address.as_deref()).await;
        match on_the_way(&format!("/applications/{id}/mend/sign"), sent) {
            Err(error) => instead(&id, error),
            page => page,
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Signs by the digits that came, and sends what was mended.
#[server]
pub(crate) async fn sign_mend_by_code(
    application: String,
    #[server(default)] hash: String,
    #[server(default)] digits: String,
) -> Result<(), ServerFnError> {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let outcome = async {
        let id: ApplicationId = application.parse()?;
        let signed = sign::by_code(&office, &asker, &id, &hash, code.as_ref(), &digits).await;
        if signed.is_ok() {
            keep("code", None, 0);
        }
        after(&id, signed)
    };
    go_on(outcome.await);
    Ok(())
}

/// Signs by what the device answered, and sends what was mended.
#[server]
pub(crate) async fn sign_mend_by_device(
    application: String,
    #[server(default)] hash: String,
    #[server(default)] credential: String,
) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        let id: ApplicationId = application.parse()?;
        let signed = sign::by_device(&office, &asker, &id, &hash, &credential, &luggage()).await;
        after(&id, signed)
    };
    go_on(outcome.await);
    Ok(())
}

/// To the application, once it is sent.
fn after(id: &ApplicationId, signed: usecases::Result<()>) -> usecases::Result<String> {
    match signed {
        Ok(()) => Ok(format!("/applications/{id}")),
        Err(error) => instead(id, error),
    }
}
