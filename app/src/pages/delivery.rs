//! How each result reaches the citizen: one form for all of them, with the addresses that are known and another one.

use std::collections::BTreeMap;

use domain::delivery::{Delivery, Flaw, Post};
use domain::draft::Gap;
use domain::field::Kind;
use domain::id::{DraftId, ItemId};
use domain::theme::item::{Item, Way};
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::city::{City, Office};
use usecases::draft::deliver::{book, choose, forget};
use usecases::draft::park::Posted;
use usecases::draft::read::{MyDraft, read};

use super::parked;
use crate::respond::{go_on, status};
use crate::text::{delivery as text, draft, frame};
use crate::ui::field::FROM_CHECK;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{office, part, query, visit};

/// What is posted for the address that is typed.
const ANOTHER: &str = "another";

/// Where it is typed.
const RECIPIENT: &str = "recipient";
const PHONE: &str = "phone";
const ADDRESS: &str = "address";

/// The page of a draft.
pub(crate) fn page_of(base: &str, from_check: bool) -> String {
    if from_check {
        format!("{base}/delivery?{FROM_CHECK}")
    } else {
        format!("{base}/delivery")
    }
}

/// Whether something about it is still to be said.
pub(crate) fn is_open(mine: &MyDraft) -> bool {
    mine.gaps_to_fill().iter().any(|gap| matches!(gap, Gap::Delivery(_)))
}

/// Whether somebody still has to look at it: nothing was chosen yet, or something is still to be said.
pub(crate) fn is_to_choose(mine: &MyDraft) -> bool {
    is_open(mine) || !mine.is_delivery_chosen()
}

/// How a result is delivered, in words; the phone in part where it is only looked at. `decides`: the office that does, where it is
/// known.
pub(crate) fn words(city: &City, delivery: &Delivery, decides: Option<&Office>, in_full: bool) -> String {
    match delivery {
        Delivery::Electronic => text::ELECTRONIC.to_owned(),
        Delivery::Window(hall) => match hall.as_ref().and_then(|id| city.hall(id)) {
            Some(hall) => text::window(&hall.name, &hall.address),
            None => decides.map_or_else(|| text::OFFICE.to_owned(), at_office),
        },
        Delivery::Post(post) if in_full => text::post(post.address(), post.recipient(), post.phone()),
        Delivery::Post(post) => text::post(post.address(), post.recipient(), &Kind::Phone.masked(post.phone())),
    }
}

fn at_office(office: &Office) -> String {
    match &office.address {
        Some(address) => text::window(&office.name, address),
        None => text::window_by_phone(&office.name, &office.phone),
    }
}

/// `/drafts/{id}/delivery`.
#[component]
pub(crate) fn DeliveryPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("draft"));
    let from_check = query("from").as_deref() == Some("check");
    let refused = query("problem").is_some();
    let reader = office.clone();
    let load = async move {
        let mine = read(&reader, &asker, &id.parse()?).await?;
        if mine.deliveries_asked().is_empty() {
            return Err(Error::NotFound);
        }
        let book = book(&reader, &mine).await?;
        Ok((mine, book))
    };
    loaded(load, move |(mine, book)| {
        if refused && is_open(&mine) {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        page(&office.city, &mine, &book, (from_check, refused))
    })
}

fn page(city: &City, mine: &MyDraft, book: &[Post], (from_check, refused): (bool, bool)) -> AnyView {
    let base = format!("/drafts/{}", mine.draft.id);
    let asked = mine.deliveries_asked();
    let known = known(mine, book);
    let flaws = flaws(mine, &known, refused);
    let mistakes: Mistakes = flaws.iter().map(|flaw| (place(*flaw), text::flaw(*flaw))).collect();
    let rows: Vec<_> = asked
        .iter()
        .map(|(item, chosen)| result(city, mine, item, chosen, &known))
        .collect();
    let (back, word) = if from_check {
        (format!("{base}/check"), frame::BACK)
    } else {
        (base, draft::TO_TASKS)
    };
    let is_to_fill = from_check && mistakes.is_empty() && is_open(mine);
    let to_fill = is_to_fill.then(|| view! { <p class="notice">{text::FILL_IN}</p> });
    let action = view! {
        <a class="button button--quiet" href=back>{word}</a>
        <button class="button" form="delivery">{text::SAVE}</button>
    };
    Frame::new(text::TITLE)
        .refuses(&mistakes)
        .place(mine.theme.name.clone())
        .exit(Exit::leave())
        .action(action)
        .around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede">{text::LEDE}</p>
            {to_fill}
            <form id="delivery" method="post" action=ChooseDelivery::url()>
                {hidden(mine, from_check)}
                {rows}
                {another(mine, &known, &mistakes)}
            </form>
            {addresses(mine, book, from_check)}
        })
}

fn hidden(mine: &MyDraft, from_check: bool) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
        {from_check.then(|| view! { <input type="hidden" name="from" value="check"/> })}
    }
}

/// The addresses that can be chosen as they are: those that hold now or as usual, and those of other applications.
fn known(mine: &MyDraft, book: &[Post]) -> Vec<Post> {
    let mut known: Vec<Post> = Vec::new();
    let mut add = |post: &Post| {
        if !known.contains(post) {
            known.push(post.clone());
        }
    };
    for (item, chosen) in mine.deliveries_asked() {
        let usual = mine.usual_delivery(item);
        let usual = usual.as_ref().and_then(Delivery::post);
        usual
            .filter(|post| !post.address().is_empty())
            .into_iter()
            .for_each(&mut add);
        let chosen = chosen.post().filter(|post| post.flaws().is_empty());
        chosen.into_iter().for_each(&mut add);
    }
    book.iter().for_each(&mut add);
    known
}

/// The ways in which one result can be had, with what the theme says of that.
fn result(city: &City, mine: &MyDraft, item: &Item, chosen: &Delivery, known: &[Post]) -> impl IntoView + use<> {
    let mut options: Vec<(String, String, bool)> = Vec::new();
    let decides = mine.window(city, item);
    let mut offer = |delivery: &Delivery| {
        let words = words(city, delivery, decides, true);
        options.push((delivery.to_string(), words, delivery == chosen));
    };
    for way in &item.ways {
        match way {
            Way::Electronic => offer(&Delivery::Electronic),
            Way::Window => {
                offer(&Delivery::Window(None));
                let halls = mine.theme.halls.iter().cloned();
                halls.for_each(|hall| offer(&Delivery::Window(Some(hall))));
            }
            Way::Mail => known.iter().cloned().for_each(|post| offer(&Delivery::Post(post))),
        }
    }
    if item.ways.contains(&Way::Mail) {
        let is_chosen = chosen.post().is_some_and(|post| !known.contains(post));
        options.push((ANOTHER.to_owned(), text::ANOTHER.to_owned(), is_chosen));
    }
    let name = format!("ways[{}]", item.id);
    let rows = options.into_iter().map(|(value, label, is_chosen)| {
        view! {
            <label class="choice__row">
                <input type="radio" name=name.clone() value=value checked=is_chosen/>
                <span class="num">{label}</span>
            </label>
        }
    });
    let hint_id = item.delivery.is_some().then(|| format!("ways-{}-hint", item.id));
    let hint = item.delivery.clone();
    let hint = hint.map(|hint| view! { <p class="field__hint" id=hint_id.clone()>{hint}</p> });
    view! {
        <fieldset class="field" aria-describedby=hint_id>
            <legend>{item.result.clone()}</legend>
            {hint}
            {rows.collect_view()}
        </fieldset>
    }
}

/// The address that was typed.
fn typed(mine: &MyDraft, known: &[Post]) -> Option<Post> {
    let asked = mine.deliveries_asked();
    let mut posts = asked.iter().filter_map(|(_, chosen)| chosen.post());
    posts.find(|post| !known.contains(post)).cloned()
}

/// What is wrong with it, once it was posted: an address that is merely missing as usual, nobody typed wrong.
fn flaws(mine: &MyDraft, known: &[Post], refused: bool) -> Vec<Flaw> {
    let asked = mine.deliveries_asked();
    let is_usual = |post: &Post| {
        let mut usual = asked.iter().filter_map(|(item, _)| mine.usual_delivery(item));
        usual.any(|usual| usual.post() == Some(post))
    };
    let posted = typed(mine, known).filter(|post| refused || !is_usual(post));
    posted.as_ref().map(Post::flaws).unwrap_or_default()
}

/// Where each of them is mended.
fn place(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Recipient => RECIPIENT,
        Flaw::Phone => PHONE,
        Flaw::Address => ADDRESS,
    }
}

/// The address that is typed, once for all results that are sent there; with what is wrong with it beside it.
fn another(mine: &MyDraft, known: &[Post], mistakes: &Mistakes) -> Option<impl IntoView + use<>> {
    let asked = mine.deliveries_asked();
    let first = asked.iter().find(|(item, _)| item.ways.contains(&Way::Mail))?;
    let usual = mine.usual_post(first.0);
    // Whose name and number it is mostly, so that only the address is to be typed.
    let shown = typed(mine, known).unwrap_or_else(|| Post::new(usual.recipient(), usual.phone(), ""));
    Some(view! {
        <h2>{text::WHERE}</h2>
        <p class="note">{text::WHERE_HINT}</p>
        <div class="field">
            <label for=RECIPIENT>{text::RECIPIENT}</label>
            <input id=RECIPIENT name="recipient" type="text" value=shown.recipient().to_owned() autocomplete="name" aria-describedby="recipient-problem" aria-invalid=mistakes.invalid(RECIPIENT)/>
            {mistakes.beside(RECIPIENT)}
        </div>
        <div class="field">
            <label for=PHONE>{text::PHONE}</label>
            <input id=PHONE name="phone" type="text" inputmode="numeric" value=shown.phone().to_owned() autocomplete="tel-national" aria-describedby="phone-problem" aria-invalid=mistakes.invalid(PHONE)/>
            {mistakes.beside(PHONE)}
        </div>
        <div class="field">
            <label for=ADDRESS>{text::ADDRESS}</label>
            <p class="field__hint" id="address-hint">{text::ADDRESS_HINT}</p>
            <input id=ADDRESS name="address" type="text" value=shown.address().to_owned() autocomplete="street-address" aria-describedby="address-hint address-problem" aria-invalid=mistakes.invalid(ADDRESS)/>
            {mistakes.beside(ADDRESS)}
        </div>
    })
}

/// The address book, from which each can be taken out.
fn addresses(mine: &MyDraft, book: &[Post], from_check: bool) -> Option<impl IntoView + use<>> {
    let row = |post: &Post| {
        let words = text::post(post.address(), post.recipient(), post.phone());
        let label = format!("{}：{words}", text::FORGET);
        view! {
            <li>
                <span class="rows__name num">{words}</span>
                <form method="post" action=ForgetAddress::url()>
                    {hidden(mine, from_check)}
                    <input type="hidden" name="address" value=Delivery::Post(post.clone()).to_string()/>
                    <button class="link-button" aria-label=label>{text::FORGET}</button>
                </form>
            </li>
        }
    };
    (!book.is_empty()).then(|| {
        view! {
            <h2>{text::BOOK}</h2>
            <p class="note">{text::BOOK_NOTE}</p>
            <ul class="rows">{book.iter().map(row).collect_view()}</ul>
        }
    })
}

/// Keeps how each result is delivered, as it was typed, and goes on; with something missing the page is shown again. Without a
/// session what was typed is parked.
#[server]
pub(crate) async fn choose_delivery(
    draft: String,
    #[server(default)] ways: BTreeMap<String, String>,
    #[server(default)] recipient: String,
    #[server(default)] phone: String,
    #[server(default)] address: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id: DraftId = draft.parse()?;
        let typed = Delivery::Post(Post::new(&recipient, &phone, &address));
        let mut wanted = BTreeMap::new();
        for (item, way) in &ways {
            let item: ItemId = item.parse()?;
            let delivery = if way == ANOTHER { typed.clone() } else { way.parse()? };
            wanted.insert(item, delivery);
        }
        if !visit.asker.is_signed_in() {
            return parked::park(&office, &Posted::Delivery(id, wanted)).await;
        }
        choose(&office, &visit.asker, &id, &wanted).await?;
        let mine = read(&office, &visit.asker, &id).await?;
        let base = format!("/drafts/{id}");
        Ok(match (is_open(&mine), from == "check") {
            (true, true) => format!("{base}/delivery?problem=address&{FROM_CHECK}"),
            (true, false) => format!("{base}/delivery?problem=address"),
            (false, _) => format!("{base}/check"),
        })
    };
    go_on(outcome.await);
    Ok(())
}

/// Takes an address out of the book.
#[server]
pub(crate) async fn forget_address(
    draft: String,
    address: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let sent: Delivery = address.parse()?;
        let post = sent.post().ok_or(Error::NotFound)?;
        forget(&office, &visit.asker, &draft.parse()?, post).await?;
        Ok(page_of(&format!("/drafts/{draft}"), from == "check"))
    };
    go_on(outcome.await);
    Ok(())
}
