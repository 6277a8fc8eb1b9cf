//! Sign: one screen, by a face or a finger at one's own device, or by a code to one's phone; signed, it is submitted.

use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::application::submit::submit;
use usecases::draft::record::DECLARATION;
use usecases::draft::sign::{self, ToSign};
use usecases::token::Token;
use usecases::{Asker, Context, Error, Refusal};

use crate::pages::sign_in::luggage;
use crate::respond::{go, go_on, keep, problem_code, status};
use crate::text::sign as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::{encode, loaded};
use crate::ui::signing::{self, Signing};
use crate::visit::{Visit, office, part, query, visit};

/// Seconds that the browser keeps what stands for a code.
const WHILE: u32 = 30 * 60;

/// `/drafts/{id}/sign`.
#[component]
pub(crate) fn SignPage() -> impl IntoView {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let id = part("draft");
    let refused = query("problem").unwrap_or_default();
    let was_sent = query("sent").is_some();
    let reader = office.clone();
    let load = async move {
        let to_sign = sign::read(&reader, &asker, &id.parse()?).await?;
        let is_sent = signing::is_sent(&reader, code.filter(|_| was_sent).as_ref()).await?;
        Ok((to_sign, phone(&asker), is_sent))
    };
    loaded(load, move |(to_sign, phone, is_sent)| {
        let base = format!("/drafts/{}", to_sign.mine.draft.id);
        if !to_sign.mine.gaps().is_empty() {
            go(&format!("{base}/check?problem=incomplete"));
        }
        if text::problem(&refused).is_some() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        page(&office, &to_sign, &phone, is_sent, &refused)
    })
}

fn page(office: &Context, to_sign: &ToSign, phone: &str, is_sent: bool, refused: &str) -> AnyView {
    let mine = &to_sign.mine;
    let (draft, base) = (mine.draft.id.to_string(), format!("/drafts/{}", mine.draft.id));
    let taken = mine.plan.taken(&mine.theme);
    let items = mine.theme.items.iter().filter(|item| taken.contains(&item.id));
    let mut departments: Vec<_> = items.map(|item| &item.department).collect();
    departments.sort_unstable();
    departments.dedup();
    let device = format!("{base}/sign/device");
    let signing = Signing {
        about: ("draft", &draft),
        hash: &to_sign.hash,
        device: to_sign.has_passkey.then_some(device.as_str()),
        by_device: SignByDevice::url(),
        send: SendSignCode::url(),
        by_code: SignByCode::url(),
        label: text::SIGN,
        phone,
        is_sent,
        refused,
    };
    Frame::new(text::TITLE)
        .refuses(&signing.mistakes())
        .place(mine.theme.name.clone())
        .exit(Exit::leave())
        .action(signing.action())
        .around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede num">{text::lede(&mine.title(), departments.len())}</p>
            <h2>{text::DECLARE}</h2>
            <p>{DECLARATION}</p>
            {signing.form(office)}
        })
}

/// The asker's number, to be looked over.
pub(super) fn phone(asker: &Asker) -> String {
    asker
        .citizen()
        .map(|citizen| domain::identity::mask(&citizen.phone, 3, 4))
        .unwrap_or_default()
}

/// Where somebody goes who cannot sign or submit yet.
fn instead(draft: &str, error: Error) -> usecases::Result<String> {
    let page = format!("/drafts/{draft}/sign");
    Ok(match error {
        Error::Refused(refusal @ (Refusal::Incomplete | Refusal::RecordChanged)) => {
            format!(
                "/drafts/{draft}/check?problem={}",
                problem_code(&Error::Refused(refusal))
            )
        }
        Error::Refused(Refusal::SignFirst) => page,
        Error::LookAgain(fields) => {
            let fields: Vec<_> = fields.iter().map(ToString::to_string).collect();
            let fields = encode(&fields.join(","));
            format!("/drafts/{draft}/check?problem=look-again&fields={fields}")
        }
        Error::SignInFirst => format!("/sign-in?next=/drafts/{draft}/check"),
        Error::RealNameFirst => format!("/me/real-name?next={page}"),
        Error::LiveFirst => format!("/me/live?next={page}"),
        error => return Err(error),
    })
}

/// Submits, and goes to the application; submitted before, it goes there too.
pub(super) async fn hand_in(office: &Context, asker: &Asker, draft: &str) -> usecases::Result<String> {
    match submit(office, asker, &draft.parse()?).await {
        Ok(application) => Ok(format!("/applications/{application}")),
        Err(error) => instead(draft, error),
    }
}

/// Where somebody goes who had a code sent on this page: to enter it there, or to read why none came.
pub(super) fn on_the_way(page: &str, sent: usecases::Result<Token>) -> usecases::Result<String> {
    match sent {
        Ok(code) => {
            keep("code", Some(&code), WHILE);
            Ok(format!("{page}?sent=1"))
        }
        // One that was asked for too soon leaves the one before as it is.
        Err(error @ Error::Refused(Refusal::CodeHolds)) => {
            Ok(format!("{page}?sent=1&problem={}", problem_code(&error)))
        }
        Err(error @ Error::Refused(Refusal::TooManyCodes | Refusal::NotSent)) => {
            Ok(format!("{page}?problem={}", problem_code(&error)))
        }
        Err(error) => Err(error),
    }
}

/// Sends a code to sign with.
#[server]
pub(crate) async fn send_sign_code(draft: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, address, .. }) = (office(), visit());
    let outcome = async {
        let sent = sign::send_code(&office, &asker, &draft.parse()?, &luggage(), address.as_deref()).await;
        match on_the_way(&format!("/drafts/{draft}/sign"), sent) {
            // From another tab, after it was submitted.
            Err(Error::Refused(Refusal::AlreadySubmitted)) => hand_in(&office, &asker, &draft).await,
            Err(error) => instead(&draft, error),
            page => page,
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Signs by the digits that came, and submits.
#[server]
pub(crate) async fn sign_by_code(
    draft: String,
    hash: String,
    #[server(default)] digits: String,
) -> Result<(), ServerFnError> {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let outcome = async {
        let signed = sign::by_code(&office, &asker, &draft.parse()?, &hash, code.as_ref(), &digits).await;
        if signed.is_ok() {
            keep("code", None, 0);
        }
        after(&office, &asker, &draft, signed, "sent=1&").await
    };
    go_on(outcome.await);
    Ok(())
}

/// Signs by what the device answered, and submits.
#[server]
pub(crate) async fn sign_by_device(draft: String, hash: String, credential: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        let signed = sign::by_device(&office, &asker, &draft.parse()?, &hash, &credential, &luggage()).await;
        after(&office, &asker, &draft, signed, "").await
    };
    go_on(outcome.await);
    Ok(())
}

/// Submits what was signed; what was refused is said on the page for signing. Pressed once more after that, it leads to the application.
async fn after(
    office: &Context,
    asker: &Asker,
    draft: &str,
    signed: usecases::Result<()>,
    stage: &str,
) -> usecases::Result<String> {
    match signed {
        Ok(()) | Err(Error::Refused(Refusal::AlreadySubmitted)) => hand_in(office, asker, draft).await,
        Err(
            error @ Error::Refused(
                Refusal::WrongCode
                | Refusal::ShortCode
                | Refusal::CodeOver
                | Refusal::CodeSpent
                | Refusal::NotVerified
                | Refusal::TooManyCodes,
            ),
        ) => Ok(format!("/drafts/{draft}/sign?{stage}problem={}", problem_code(&error))),
        Err(error) => instead(draft, error),
    }
}
