//! Check and submit: everything on one page, each answer with a link to change it that leads back here; in the elder
//! mode each topic is to be opened.

use domain::commitment::About;
use domain::draft::Gap;
use domain::form::{Form, FormField, FormTopic};
use domain::help::Help;
use domain::theme::material::Material;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::city::City;
use usecases::draft::read::MyDraft;
use usecases::draft::sign::{ToSign, read};
use usecases::help::ask::list;

use super::parties::{named, rows};
use super::plan::choose_path;
use super::sign::{self, SendSignCode};
use super::{delivery, promise};
use crate::respond::{go_on, status};
use crate::text::{
    date, delivery as delivery_text, draft as text, help as help_text, my_data, paper, party, promise as promise_text,
    sign as sign_text,
};
use crate::ui::field::{FROM_CHECK, FieldView, anchor, labelled, stated};
use crate::ui::finding::finding_rows;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::ui::succession::newer;
use crate::visit::{Visit, office, part, query, visit};

/// `/drafts/{id}/check`.
#[component]
pub(crate) fn CheckPage() -> impl IntoView {
    let Visit {
        asker, elder: is_elder, ..
    } = visit();
    let (office, id) = (office(), part("draft"));
    let (was_refused, in_full) = (query("problem").is_some(), query("show").is_some());
    let phone = sign::phone(&asker);
    let to_look_at = query("fields");
    let changed = query("problem").as_deref() == Some("record-changed");
    let shop = office.clone();
    loaded(
        async move {
            let to_sign = read(&office, &asker, &id.parse()?).await?;
            let helps = list(&office, &asker, &to_sign.mine.draft.id).await?;
            Ok((to_sign, helps))
        },
        move |(to_sign, helps)| {
            let mine = &to_sign.mine;
            let base = format!("/drafts/{}", mine.draft.id);
            let gaps = mine.gaps();
            let (stops, warns) = mine
                .findings()
                .into_iter()
                .partition::<Vec<_>, _>(|found| found.basis.is_some());
            if was_refused && !(gaps.is_empty() && stops.is_empty()) {
                status(StatusCode::UNPROCESSABLE_ENTITY);
            }
            let items = mine
                .theme
                .items
                .iter()
                .zip(&mine.plan.items)
                .filter(|(_, planned)| planned.is_taken());
            let items: Vec<_> = items.map(|(item, _)| item.short.as_str()).collect();
            let form = mine.form();
            let action = view! {
                <a class="button button--quiet" href=base.clone()>{text::TO_TASKS}</a>
                {next(&to_sign)}
            };
            let is_waiting = helps.iter().any(Help::is_open);
            let by_code = !to_sign.has_passkey && !to_sign.is_signed && gaps.is_empty();
            Frame::new(text::CHECK_TITLE)
            .place(mine.theme.name.clone())
            .exit(Exit::leave())
            .action(action)
            .around(view! {
                {newer(mine)}
                <h1>{text::CHECK_TITLE}</h1>
                <p class="lede">{text::CHECK_LEDE}</p>
                {to_look_again(mine, &base, &form, to_look_at.as_deref())}
                {(changed || to_sign.was_signed).then(|| view! { <p class="notice" role="alert">{sign_text::CHANGED}</p> })}
                {missing(mine, &base, &gaps, finding_rows(&shop, mine, &stops, true))}
                {warnings(finding_rows(&shop, mine, &warns, true))}
                <h2>{text::APPLIED_FOR}</h2>
                <dl class="stated"><div>
                    <dt class="num">{text::items(items.len())}</dt>
                    <dd>{items.join("、")}</dd>
                    <dd class="stated__change"><a class="field__doubt" href=choose_path(mine) aria-label=format!("{}：{}", text::CHANGE, text::APPLIED_FOR)>{text::CHANGE}</a></dd>
                </div></dl>
                {shows(mine, &base, &form, in_full)}
                {topics(mine, &shop.city, &base, &form, (is_elder, in_full))}
                {papers(mine, &base)}
                {promises(mine, &base)}
                {deliveries(mine, &shop.city, &base, in_full)}
                {together(mine)}
                {agreed(mine)}
                {is_waiting.then(|| view! { <p class="group note">{help_text::OPEN}</p> })}
                {by_code.then(|| view! { <p class="group note num">{sign_text::code_comes(&phone)}</p> })}
            })
        },
    )
}

/// What follows: signing, or submitting what was signed. Who has no key on their device has a code sent at once.
fn next(to_sign: &ToSign) -> AnyView {
    let draft = to_sign.mine.draft.id.to_string();
    let (action, label) = if to_sign.is_signed {
        (SubmitDraft::url(), text::SUBMIT)
    } else if to_sign.has_passkey {
        let href = format!("/drafts/{draft}/sign");
        return view! { <a class="button" href=href>{sign_text::TO_SIGN}</a> }.into_any();
    } else {
        (SendSignCode::url(), sign_text::TO_SIGN)
    };
    view! {
        <form method="post" action=action>
            <input type="hidden" name="draft" value=draft/>
            <button class="button">{label}</button>
        </form>
    }
    .into_any()
}

/// What registers said differently when it was to be submitted, each with a link to it.
fn to_look_again(mine: &MyDraft, base: &str, form: &Form<'_>, fields: Option<&str>) -> Option<impl IntoView + use<>> {
    let named: Vec<_> = fields?.split(',').collect();
    let mut rows = Vec::new();
    for page in &form.topics {
        let to_look_at = page
            .fields
            .iter()
            .filter(|field| named.contains(&field.id.to_string().as_str()));
        for field in to_look_at {
            let href = format!(
                "{base}/form/{}?edit={}&{FROM_CHECK}#{}",
                page.topic.id,
                field.id,
                anchor(&field.id)
            );
            rows.push(view! { <li><a href=href>{labelled(&mine.theme, field)}</a></li> });
        }
    }
    (!rows.is_empty()).then(|| {
        status(StatusCode::UNPROCESSABLE_ENTITY);
        view! {
            <div class="problem" role="alert"><h2>{text::REGISTERS_CHANGED}</h2><p>{text::REGISTERS_CHANGED_LEDE}</p><ul>{rows}</ul></div>
        }
    })
}

/// What is still missing, each with a link to where it is added.
fn missing(mine: &MyDraft, base: &str, gaps: &[Gap], stops: Vec<AnyView>) -> Option<impl IntoView + use<>> {
    let row = |gap: &Gap| {
        let (href, sentence) = match gap {
            Gap::NothingTaken => (choose_path(mine), text::NOTHING_TAKEN.to_owned()),
            Gap::Topic(id) => {
                let title = mine
                    .theme
                    .topics
                    .iter()
                    .find(|topic| topic.id == *id)
                    .map_or("", |topic| topic.title.as_str());
                (format!("{base}/form/{id}?{FROM_CHECK}"), text::gap_topic(title))
            }
            Gap::Promise(id) => {
                let name = mine.theme.item(id).map_or("", |item| item.short.as_str());
                (
                    promise::page_of(base, &About::Item(id.clone())),
                    promise_text::gap(name),
                )
            }
            Gap::Material(id) => {
                let name = mine
                    .theme
                    .materials
                    .iter()
                    .find(|material| material.id == *id)
                    .map_or("", |material| material.name.as_str());
                (format!("{base}/materials/{id}?{FROM_CHECK}"), text::gap_material(name))
            }
            Gap::Delivery(id) => {
                let name = mine.theme.item(id).map_or("", |item| item.result.as_str());
                (delivery::page_of(base, true), delivery_text::gap(name))
            }
            Gap::Party(seat) => {
                let signer = mine.signers().iter().find(|signer| signer.seat() == Some(seat));
                let sentence = signer.map(|signer| party::gap(mine.standing(signer), &named(mine, signer)));
                (format!("{base}/parties/{seat}"), sentence.unwrap_or_default())
            }
        };
        view! { <li><a href=href>{sentence}</a></li> }
    };
    (!(gaps.is_empty() && stops.is_empty())).then(|| {
        view! { <div class="problem" role="alert"><h2>{text::GAPS}</h2><ul>{gaps.iter().map(row).collect_view()}{stops}</ul></div> }
    })
}

/// What an officer would send back, each with how it is mended.
fn warnings(rows: Vec<AnyView>) -> Option<impl IntoView + use<>> {
    (!rows.is_empty()).then(|| {
        view! {
            <h2 id="found">{paper::FOUND}</h2>
            <p class="note">{paper::FOUND_NOTE}</p>
            <ul class="rows">{rows}</ul>
        }
    })
}

/// To the numbers in full and back, where any is hidden.
fn shows(mine: &MyDraft, base: &str, form: &Form<'_>, in_full: bool) -> Option<impl IntoView + use<>> {
    let mut fields = form.topics.iter().flat_map(|page| &page.fields);
    let (href, word) = if in_full {
        (format!("{base}/check"), my_data::HIDE)
    } else {
        (format!("{base}/check?show=1"), my_data::SHOW)
    };
    let is_any = fields.any(|field| field.field.element.kind.is_masked());
    let is_sent = (mine.deliveries_asked().iter()).any(|(_, chosen)| chosen.post().is_some());
    (is_any || is_sent).then(|| view! { <p class="group"><a class="field__doubt" href=href>{word}</a></p> })
}

/// The topics with their answers; in the elder mode each to open, so that everything is there and the page is short.
fn topics(mine: &MyDraft, city: &City, base: &str, form: &Form<'_>, (is_elder, in_full): (bool, bool)) -> AnyView {
    let beneath_heading =
        |page: &FormTopic<'_>| view! { <h2>{page.topic.title.clone()}</h2>{answers(mine, city, base, page, in_full)} };
    let to_open = |page: &FormTopic<'_>| {
        view! { <details><summary>{page.topic.title.clone()}</summary>{answers(mine, city, base, page, in_full)}</details> }
    };
    // Of what somebody else is still to say nothing was answered yet.
    let pages = form.topics.iter().filter(|page| !page.asks_nothing());
    if is_elder {
        let topics = pages.map(to_open).collect_view();
        view! { <h2>{text::ANSWERED}</h2><div class="asked">{topics}</div> }.into_any()
    } else {
        pages.map(beneath_heading).collect_view().into_any()
    }
}

/// What was answered to one topic.
fn answers(mine: &MyDraft, city: &City, base: &str, page: &FormTopic<'_>, in_full: bool) -> impl IntoView + use<> {
    let row = |field: &domain::form::FormField<'_>| {
        let given = mine.answers.text(&field.id).unwrap_or_default();
        let said = match mine.answers.get(&field.id).filter(|_| !given.is_empty()) {
            Some(answer) => stated(mine, field, &answer.text, in_full && !mine.hides(&field.id)),
            None => text::NOT_ANSWERED.to_owned(),
        };
        let href = format!(
            "{base}/form/{}?edit={}&{FROM_CHECK}#{}",
            page.topic.id,
            field.id,
            anchor(&field.id)
        );
        let label = labelled(&mine.theme, field);
        let known = FieldView::of(mine, city, field, None).stated();
        let source = known
            .source()
            .map(|source| view! { <dd class="note num">{source}</dd> });
        let differs = known
            .differs()
            .map(|differs| view! { <dd class="field__differs num">{differs}</dd> });
        view! {
            <div>
                <dt>{label.clone()}</dt>
                <dd class="num">{said}</dd>
                {source}
                {differs}
                <dd class="stated__change">{change(mine, field, href, &label)}</dd>
            </div>
        }
    };
    view! { <dl class="stated">{page.fields.iter().map(row).collect_view()}</dl> }
}

/// The way to change an answer; nothing where somebody else alone does.
fn change(mine: &MyDraft, field: &FormField<'_>, href: String, label: &str) -> AnyView {
    if mine.is_fixed(&field.id) {
        return ().into_any();
    }
    view! { <a class="field__doubt" href=href aria-label=format!("{}：{}", text::CHANGE, label)>{text::CHANGE}</a> }
        .into_any()
}

/// Who applies together, each with how they stand.
fn together(mine: &MyDraft) -> Option<impl IntoView + use<>> {
    (!mine.signers().is_empty()).then(|| view! { <h2>{party::TITLE}</h2>{rows(mine)} })
}

/// What the applicant agrees to by submitting, as one of those who apply together.
fn agreed(mine: &MyDraft) -> Option<impl IntoView + use<>> {
    let own = mine.theme.applicant_subject(&mine.answers)?;
    let party = mine.theme.parties.iter().find(|party| party.subject == *own)?;
    let words = format!("{}{}。", party::YOU_TOO, party.consent);
    Some(view! { <p class="group">{words}</p> })
}

fn papers(mine: &MyDraft, base: &str) -> Option<impl IntoView + use<>> {
    let handed: Vec<_> = mine
        .theme
        .materials
        .iter()
        .map(|material| (material, mine.files_for(&material.id).count()))
        .filter(|(material, count)| *count > 0 || mine.deferral(&material.id).is_some())
        .collect();
    let row = |(material, count): &(&Material, usize)| {
        view! {
            <div>
                <dt>{material.name.clone()}</dt>
                <dd class="num">{state(material, *count)}</dd>
                <dd class="stated__change"><a class="field__doubt" href=format!("{base}/materials/{}?{FROM_CHECK}", material.id) aria-label=format!("{}：{}", text::CHANGE, material.name)>{text::CHANGE}</a></dd>
            </div>
        }
    };
    (!handed.is_empty())
        .then(|| view! { <h2>{text::PAPERS}</h2><dl class="stated">{handed.iter().map(row).collect_view()}</dl> })
}

/// That it is handed in, or by when it follows.
fn state(material: &Material, count: usize) -> String {
    match &material.deferral {
        Some(rule) if count == 0 => {
            format!("{}。{}", paper::LATER_STATE, paper::within(&date::term(rule.term)))
        }
        _ => text::handed_in(count),
    }
}

/// What was promised, with the words.
fn promises(mine: &MyDraft, base: &str) -> Option<impl IntoView + use<>> {
    let made: Vec<_> = mine.offered().filter(|one| mine.is_promised(&one.about)).collect();
    let row = |one: &domain::commitment::Offered<'_>| {
        view! {
            <div>
                <dt>{one.name.to_owned()}</dt>
                <dd>{one.commitment.promise.clone()}</dd>
                <dd class="stated__change"><a class="field__doubt" href=promise::page_of(base, &one.about) aria-label=format!("{}：{}", text::CHANGE, one.name)>{text::CHANGE}</a></dd>
            </div>
        }
    };
    (!made.is_empty())
        .then(|| view! { <h2>{promise_text::TITLE}</h2><dl class="stated">{made.iter().map(row).collect_view()}</dl> })
}

/// How each result reaches the citizen, where there is something to choose.
fn deliveries(mine: &MyDraft, city: &City, base: &str, in_full: bool) -> Option<impl IntoView + use<>> {
    let rows = mine.deliveries_asked().into_iter().map(|(item, chosen)| {
        let (usual, word) = if mine.is_chosen(item, &chosen) {
            (None, text::CHANGE)
        } else {
            (Some(delivery_text::AS_USUAL), delivery_text::TO_CHOOSE)
        };
        let label = format!("{word}：{}", item.result);
        view! {
            <div>
                <dt>{item.result.clone()}</dt>
                <dd class="num">{delivery::words(city, &chosen, mine.window(city, item), in_full)}</dd>
                {usual.map(|usual| view! { <dd class="note">{usual}</dd> })}
                <dd class="stated__change"><a class="field__doubt" href=delivery::page_of(base, true) aria-label=label>{word}</a></dd>
            </div>
        }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| view! { <h2>{delivery_text::TITLE}</h2><dl class="stated">{rows}</dl> })
}

/// Submits the draft and goes to its application; submitted before, it goes there too.
#[server]
pub(crate) async fn submit_draft(draft: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    go_on(sign::hand_in(&office, &visit.asker, &draft).await);
    Ok(())
}
