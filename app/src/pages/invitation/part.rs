//! One's part: what it is, who asks, what the others wrote, what is one's own to say, what one agrees to.

use domain::draft::Consent;
use domain::form::{FormField, TopicState};
use domain::id::InvitationId;
use domain::notice::download::Download;
use domain::party::Standing;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::application::supplement::Mend;
use usecases::draft::read::MyDraft;
use usecases::party::agree::{self, take_back};
use usecases::party::part::{Part, read};
use usecases::{Context, Error, Refusal};

use crate::pages::promise::promised;
use crate::pages::sign::{on_the_way, phone};
use crate::pages::sign_in::luggage;
use crate::respond::{go_on, keep, problem_code, status};
use crate::text::frame::call;
use crate::text::{date, draft, party as text, sign};
use crate::ui::field::{labelled, said};
use crate::ui::frame::{Exit, Frame};
use crate::ui::leaving::download;
use crate::ui::loaded::loaded;
use crate::ui::mended::changes;
use crate::ui::signing::{self, Signing};
use crate::visit::{Visit, office, part, query, visit};

/// `/parties/{invitation}?sent=&problem=`.
#[component]
pub(crate) fn PartPage() -> impl IntoView {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let (id, was_sent) = (part("invitation"), query("sent").is_some());
    let refused = query("problem").unwrap_or_default();
    let is_unsigned = sign::problem(&refused).is_some();
    let problem = text::problem(&refused).filter(|_| !is_unsigned);
    let reader = office.clone();
    let load = async move {
        let part = read(&reader, &asker, &id.parse()?).await?;
        let is_sent = signing::is_sent(&reader, code.filter(|_| was_sent).as_ref()).await?;
        Ok((part, phone(&asker), is_sent))
    };
    loaded(load, move |(part, phone, is_sent)| {
        if problem.is_some() || is_unsigned {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let id = part.invitation.id.to_string();
        let device = format!("/parties/{id}/sign/device");
        let signing = can_sign(&part).then(|| Signing {
            about: ("invitation", &id),
            hash: &part.hash,
            device: part.has_passkey.then_some(device.as_str()),
            by_device: AgreeByDevice::url(),
            send: SendPartyCode::url(),
            by_code: AgreeByCode::url(),
            label: text::AGREE,
            phone: &phone,
            is_sent,
            refused: &refused,
        });
        page(&office, &part, signing.as_ref(), problem)
    })
}

/// Whether it is theirs to sign now.
fn can_sign(part: &Part) -> bool {
    let is_said = matches!(part.standing, Standing::Agreed | Standing::Declined);
    part.mine.draft.submitted_at.is_none() && part.is_needed && part.is_ready && !is_said
}

fn page(office: &Context, part: &Part, signing: Option<&Signing<'_>>, problem: Option<&'static str>) -> AnyView {
    let mine = &part.mine;
    let title = text::together(&mine.title());
    let taken = mine.theme.items.iter().zip(&mine.plan.items);
    let items: Vec<_> = taken.filter(|(_, planned)| planned.is_taken()).collect();
    let items: Vec<_> = items.into_iter().map(|(item, _)| item.short.as_str()).collect();
    let is_open = mine.draft.submitted_at.is_none();
    let asks = mine
        .applicant_name()
        .map(|name| view! { <p class="lede">{text::asks(name)}</p> });
    let how = match (is_open, part.is_needed) {
        (false, _) => text::SUBMITTED,
        (true, false) => text::NOT_NEEDED,
        (true, true) if !part.is_ready && part.standing != Standing::Declined => text::NOT_READY,
        (true, true) => text::yours(part.standing),
    };
    let agreed = part.asks().map(|party| {
        let signs = party.signs.clone().map(|signs| view! { <li>{signs}</li> });
        view! { <li>{party.consent.clone()}</li>{signs} }
    });
    let frame = Frame::new(title.clone())
        .refuses(&signing.map(Signing::mistakes).unwrap_or_default())
        .place(mine.theme.name.clone())
        .exit(Exit::mine());
    let frame = if is_open && part.is_needed {
        // What one agrees to stands at the end of the page. With the code at the top the buttons are to be in sight.
        let is_to_read = signing.is_some_and(|signing| !signing.is_sent);
        frame.action(action(part, signing)).at_end(is_to_read)
    } else {
        frame
    };
    // A code that came is entered at the top: what it signs was read before it was sent.
    let form = signing.map(|signing| signing.form(office));
    let (first, last) = if signing.is_some_and(|signing| signing.is_sent) {
        (form, None)
    } else {
        (None, form)
    };
    frame.around(view! {
        <h1>{title}</h1>
        {asks}
        <p role="status">{how}</p>
        {problem.map(|problem| view! { <p class="notice" role="alert">{problem}</p> })}
        {mended(office, part)}
        {first}
        <h2>{draft::APPLIED_FOR}</h2>
        <p>{items.join("、")}</p>
        {is_open.then(|| own(part))}
        <h2>{text::WRITTEN}</h2>
        {written(&part.mine)}
        <p class="note">{text::HIDDEN}</p>
        {promised(mine)}
        <h2>{text::YOU_AGREE}</h2>
        <ul class="plain">{agreed.collect_view()}</ul>
        {last}
        {signing.is_some_and(is_crowded).then(|| view! { <p class="group">{decline(part, "more")}</p> })}
        {part.signed.is_some().then(|| handed_out(part))}
    })
}

/// Whether the action has no room beside the buttons for signing.
fn is_crowded(signing: &Signing<'_>) -> bool {
    signing.is_sent || signing.device.is_some()
}

/// What can be done now.
fn action(part: &Part, signing: Option<&Signing<'_>>) -> AnyView {
    let back = |class: &'static str| {
        view! {
            <form method="post" action=TakeBackWord::url()>
                <input type="hidden" name="invitation" value=part.invitation.id.to_string()/>
                <button class=class>{text::THINK_AGAIN}</button>
            </form>
        }
    };
    match part.standing {
        Standing::Agreed => back("button button--quiet").into_any(),
        Standing::Declined => back("button").into_any(),
        _ => {
            let has_room = signing.is_none_or(|signing| !is_crowded(signing));
            view! {
                {has_room.then(|| decline(part, "button button--quiet"))}
                {signing.map(Signing::action)}
            }
            .into_any()
        }
    }
}

/// The way to say no.
fn decline(part: &Part, class: &'static str) -> impl IntoView + use<> {
    view! { <a class=class href=format!("/parties/{}/decline", part.invitation.id)>{text::DECLINE}</a> }
}

/// What was mended of it since, old and new, and whom to call about it.
fn mended(office: &Context, part: &Part) -> Option<impl IntoView + use<>> {
    let number = office.city.helpline().number.clone();
    let one = |mend: &Mend| {
        let by = text::mended_by(&mend.name, &date::time(mend.at, office.today()));
        view! { <p class="num">{by}</p>{changes(&mend.words, None)} }
    };
    let all: Vec<_> = part.mended.iter().map(one).collect();
    (!all.is_empty()).then(|| {
        view! {
            <h2>{text::MENDED}</h2>
            {all}
            <p class="group"><a class="num unbroken" href=format!("tel:{number}")>{call(&number)}</a></p>
        }
    })
}

/// What they signed, to take along.
fn handed_out(part: &Part) -> impl IntoView + use<> {
    let file = Download::Part(part.invitation.id.clone());
    view! { <div class="group">{download(&file, text::SIGNED, "link-button")}</div> }
}

/// What is theirs to say, and to let be looked up.
fn own(part: &Part) -> Option<impl IntoView + use<>> {
    let (id, draft_id) = (&part.invitation.id, &part.mine.draft.id);
    let row = |href: String, name: String, (class, word): (&'static str, &'static str)| {
        view! { <li><a class="rows__link" href=href><span class="rows__name">{name}</span><span class=class>{word}</span></a></li> }
    };
    let form = part.mine.form();
    let topics = form.topics.iter().map(|page| {
        let state = match page.state() {
            TopicState::Complete => ("state state--done", draft::DONE),
            TopicState::Open => ("state state--need", draft::OPEN),
            TopicState::Wrong => ("state state--wrong", draft::WRONG),
        };
        row(
            format!("/drafts/{draft_id}/form/{}", page.topic.id),
            page.topic.title.clone(),
            state,
        )
    });
    let topics: Vec<_> = topics.collect();
    let registers = part.reads().next().map(|_| {
        let state = match part.invitation.consent {
            Consent::NotAsked => ("state state--need", draft::NOT_YET),
            Consent::Given | Consent::InPart => ("state state--done", draft::REGISTERS_READ),
            Consent::Declined => ("state", draft::REGISTERS_DECLINED),
        };
        row(format!("/parties/{id}/consent"), text::REGISTERS.to_owned(), state)
    });
    (!topics.is_empty() || registers.is_some())
        .then(|| view! { <h2>{text::YOUR_PART}</h2><ul class="rows">{registers}{topics}</ul> })
}

/// What is written of what they sign: what is for everybody's eyes, and what is said of themselves.
fn written(mine: &MyDraft) -> impl IntoView + use<> {
    let form = mine.everything();
    let fields = form.topics.iter().flat_map(|page| &page.fields);
    let row = |field: &FormField<'_>| {
        let text = mine.answers.text(&field.id)?;
        let said = said(&field.field.element.kind, text, false);
        Some(view! { <div><dt>{labelled(&mine.theme, field)}</dt><dd class="num">{said}</dd></div> })
    };
    view! { <dl class="stated">{fields.filter_map(row).collect_view()}</dl> }
}

/// Sends a code to sign with.
#[server]
pub(crate) async fn send_party_code(invitation: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, address, .. }) = (office(), visit());
    let outcome = async {
        let id: InvitationId = invitation.parse()?;
        let sent = agree::send_code(&office, &asker, &id, &luggage(), address.as_deref()).await;
        let page = format!("/parties/{id}");
        match on_the_way(&page, sent) {
            Err(error @ Error::Refused(_)) => Ok(format!("{page}?problem={}", problem_code(&error))),
            page => page,
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Agrees to what was shown, and signs it by the digits that came.
#[server]
pub(crate) async fn agree_by_code(
    invitation: String,
    #[server(default)] hash: String,
    #[server(default)] digits: String,
) -> Result<(), ServerFnError> {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let outcome = async {
        let id: InvitationId = invitation.parse()?;
        let agreed = agree::by_code(&office, &asker, &id, &hash, code.as_ref(), &digits).await;
        if agreed.is_ok() {
            keep("code", None, 0);
        }
        after(&id, agreed)
    };
    go_on(outcome.await);
    Ok(())
}

/// Agrees to what was shown, and signs it by what the device answered.
#[server]
pub(crate) async fn agree_by_device(
    invitation: String,
    #[server(default)] hash: String,
    #[server(default)] credential: String,
) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        let id: InvitationId = invitation.parse()?;
        let agreed = agree::by_device(&office, &asker, &id, &hash, &credential, &luggage()).await;
        after(&id, agreed)
    };
    go_on(outcome.await);
    Ok(())
}

/// Back to the page; what was refused is said there, beside the digits where these are not the ones.
fn after(id: &InvitationId, agreed: usecases::Result<()>) -> usecases::Result<String> {
    match agreed {
        Ok(()) => Ok(format!("/parties/{id}")),
        Err(Error::Refused(refusal)) => {
            let are_digits = matches!(refusal, Refusal::WrongCode | Refusal::ShortCode);
            let stage = if are_digits { "sent=1&" } else { "" };
            let code = problem_code(&Error::Refused(refusal));
            Ok(format!("/parties/{id}?{stage}problem={code}"))
        }
        Err(error) => Err(error),
    }
}

/// Neither agrees nor declines any more.
#[server]
pub(crate) async fn take_back_word(invitation: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id: InvitationId = invitation.parse()?;
        match take_back(&office, &visit.asker, &id).await {
            Err(error @ Error::Refused(_)) => Ok(format!("/parties/{id}?problem={}", problem_code(&error))),
            outcome => outcome.map(|()| format!("/parties/{id}")),
        }
    };
    go_on(outcome.await);
    Ok(())
}
