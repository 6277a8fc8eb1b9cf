//! What stands around every page: the bar, the sandbox's notice, the main part, the action, the end.

use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use usecases::context::Mode;
use usecases::{Asker, Context};

use crate::pages::mode::SetMode;
use crate::pages::sign_in::SignOut;
use crate::respond::status;
use crate::text::{about_device, frame as text, inbox};
use crate::ui::card::{Card, card};
use crate::ui::hat;
use crate::ui::loaded::encode;
use crate::ui::mistakes::Mistakes;
use crate::ui::plain::plain;
use crate::visit::{Container, here, office, public_path, visit};

/// One way out, in the bar.
#[derive(Debug, Clone)]
pub(crate) struct Exit {
    /// Where to.
    pub(crate) href: String,
    /// What it says.
    pub(crate) label: &'static str,
}

impl Exit {
    /// To one's own things.
    pub(crate) fn mine() -> Self {
        Self {
            href: "/me".to_owned(),
            label: text::MINE,
        }
    }

    /// Out of a draft, from a page that holds nothing to save.
    pub(crate) fn leave() -> Self {
        Self {
            href: "/me".to_owned(),
            label: text::LEAVE,
        }
    }
}

/// How a page is left.
enum Way {
    /// By a link.
    Leads(AnyView),
    /// By a control of the page's own, which saves what it holds.
    Saves(AnyView),
}

/// Where the action stands.
#[derive(Default)]
enum Bar {
    /// Over the page, always in sight.
    #[default]
    InSight,
    /// At the end of the page.
    AtEnd,
}

/// What stands around one page.
#[derive(Default)]
pub(crate) struct Frame {
    title: String,
    place: Option<String>,
    exit: Option<Way>,
    wide: bool,
    public: bool,
    card: Option<Card>,
    calls: bool,
    told: Option<AnyView>,
    status: Option<AnyView>,
    action: Option<AnyView>,
    bar: Bar,
}

impl Frame {
    /// A page with this title in the browser's tab.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Its title.
    pub(super) fn title(&self) -> &str {
        &self.title
    }

    /// Where one is: the theme, or the department. The city otherwise.
    pub(crate) fn place(self, place: impl Into<String>) -> Self {
        Self {
            place: Some(place.into()),
            ..self
        }
    }

    /// The way out.
    pub(crate) fn exit(self, exit: Exit) -> Self {
        Self {
            exit: Some(Way::Leads(view! { <a href=exit.href>{exit.label}</a> }.into_any())),
            ..self
        }
    }

    /// The way out as a control of the page's own.
    pub(crate) fn exit_by(self, exit: impl IntoView + 'static) -> Self {
        Self {
            exit: Some(Way::Saves(exit.into_any())),
            ..self
        }
    }

    /// An officer's page: wider, with the way to sign out instead of the citizen's foot.
    pub(crate) fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// A page for everyone: it says which county it is for, and in the elder mode a person to call is below.
    pub(crate) fn public(self) -> Self {
        Self { public: true, ..self }
    }

    /// What a page for everyone says of itself where its address, which is this path, is sent on.
    pub(crate) fn shared(self, about: impl Into<String>, path: impl Into<String>) -> Self {
        let card = Card {
            about: about.into(),
            path: path.into(),
        };
        Self {
            card: Some(card),
            ..self
        }
    }

    /// The page itself offers a person to call.
    pub(crate) fn with_its_own_call(self) -> Self {
        Self { calls: true, ..self }
    }

    /// What of it is refused: the answer and the title say so, and all of it stands at the top.
    pub(crate) fn refuses(self, mistakes: &Mistakes) -> Self {
        if !mistakes.is_empty() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        Self {
            title: mistakes.title(&self.title),
            told: mistakes.told(),
            ..self
        }
    }

    /// The one action, with the quiet one beside it.
    pub(crate) fn action(self, action: impl IntoView + 'static) -> Self {
        Self {
            action: Some(action.into_any()),
            ..self
        }
    }

    /// What is said right above the action.
    pub(crate) fn status(self, status: Option<impl IntoView + 'static>) -> Self {
        Self {
            status: status.map(IntoAny::into_any),
            ..self
        }
    }

    /// The action stands at the end of the page and not over it: what it means is to be read first.
    pub(crate) fn at_end(self, at_end: bool) -> Self {
        let bar = if at_end { Bar::AtEnd } else { Bar::InSight };
        Self { bar, ..self }
    }

    /// The whole page around its main part.
    pub(crate) fn around(self, main: impl IntoView + 'static) -> AnyView {
        let office = office();
        let elder = visit().elder;
        let place = self.place.unwrap_or_else(|| region_name(&office));
        let change = (self.public && !elder).then(|| change_region(&office)).flatten();
        let sandbox = (office.mode == Mode::Sandbox).then(|| view! { <p class="sandbox">{text::SANDBOX}</p> });
        let number = office.city.helpline().number.clone();
        let call = (elder && !self.public && !self.calls).then(|| {
            view! { <a class="num unbroken" href=format!("tel:{number}")>{text::call_short(&number)}</a> }
        });
        // Large letters leave no room for both the place and somebody to call.
        let place_class = call.is_some().then_some("seen-by-readers");
        let call_below = (elder && self.public && !self.calls).then(|| {
            let class = if self.action.is_some() {
                "button button--plain button--inline"
            } else {
                "button button--plain"
            };
            view! { <a class=class href=format!("tel:{number}")>{text::CALL}</a> }
        });
        // Citizens sign out among their own things, staff anywhere.
        let sign_out = matches!(visit().asker, Asker::Officer(_))
            .then(|| view! { <form method="post" action=SignOut::url()><button>{text::SIGN_OUT}</button></form> });
        // From a page that holds something to save there is one way out, and it saves.
        let news = visit().news;
        let says_so_itself = matches!(here().as_str(), "/me" | "/me/inbox");
        let saves = matches!(self.exit, Some(Way::Saves(_)));
        let exit = self.exit.map(|way| match way {
            Way::Leads(view) | Way::Saves(view) => view,
        });
        let news = (news > 0 && !elder && !saves && !says_so_itself)
            .then(|| view! { <a class="num" href="/me/inbox">{inbox::with_new(news)}</a> });
        let in_shell = visit().container.is_some_and(Container::is_shell);
        let tab = text::tab(&self.title, in_shell);
        let card = card(&self.title, self.card);
        let has_action = self.action.is_some() || call_below.is_some();
        let action_class = match self.bar {
            Bar::InSight => "action",
            Bar::AtEnd => "action action--end",
        };
        let action = has_action.then(|| {
            view! {
                <section class=action_class aria-label=text::ACTION>
                    {self.status}
                    <div class="action__row">{call_below}{self.action}</div>
                </section>
            }
        });
        view! {
            <Title text=plain(&tab)/>
            {card}
            <a class="skip" href="#main">{text::SKIP}</a>
            {sandbox}
            {hat::banner()}
            <header class=if self.wide { "top-bar top-bar--wide" } else { "top-bar" }>
                <a class="top-bar__home" href=public_path("/")>
                    <span class="top-bar__mark" aria-hidden="true">"掌"</span>
                    <span class=place_class>{place}</span>
                </a>
                {change}
                <nav class="top-bar__links">{call}{news}{exit}{sign_out}</nav>
            </header>
            <main id="main" class=self.wide.then_some("desk")>{self.told}{main.into_any()}</main>
            {action}
            // `network.js` puts it where something was pressed. On a page for everyone nothing is typed that could be lost.
            {(!self.public).then(|| view! { <p id="unsent" class="unsent" aria-live="assertive" data-said=text::UNSENT></p> })}
            {(!self.wide).then(|| view! { <Foot calls=!(elder && self.public)/> })}
        }
        .into_any()
    }
}

/// The county that was chosen, else the city.
fn region_name(office: &Context) -> String {
    let chosen = office.region.as_ref().and_then(|code| office.city.region_below(code));
    chosen.map_or_else(|| office.city.name().to_owned(), |region| region.name.clone())
}

/// To the page that changes the county, where there is more than one.
fn change_region(office: &Context) -> Option<AnyView> {
    let link = || view! { <a class="top-bar__change" href=format!("/region?back={}", encode(&here()))>{text::CHANGE_REGION}</a> };
    (!office.city.below().is_empty()).then(|| link().into_any())
}

/// The end of a page; without the number where a button for it is in sight.
#[component]
fn Foot(calls: bool) -> impl IntoView {
    let office = office();
    let number = office.city.helpline().number.clone();
    let elder = visit().elder;
    let mode = |ordinary: bool| {
        view! {
            <form method="post" action=SetMode::url()>
                <input type="hidden" name="elder" value=if ordinary { "" } else { "1" }/>
                <input type="hidden" name="back" value=here()/>
                <button>{if ordinary { text::ORDINARY } else { text::ELDER }}</button>
            </form>
        }
    };
    view! {
        <footer class="foot">
            {calls.then(|| view! { <a class="foot__call num unbroken" href=format!("tel:{number}")>{text::call(&number)}</a> })}
            {elder.then(sizes)}
            <div class="foot__links">
                <a href=public_path("/")>{text::HOME}</a>
                {(!elder).then(|| view! { <a href=public_path("/themes")>{text::THEMES}</a> })}
                {elder.then(|| change_region(&office))}
                <a href=public_path("/about/device")>{about_device::TITLE}</a>
                {mode(elder)}
            </div>
        </footer>
    }
}

/// The three sizes of the elder mode.
fn sizes() -> impl IntoView {
    let chosen = usize::from(visit().larger);
    let size = |(index, name): (usize, &'static str)| {
        let current = (index == chosen).then_some("true");
        view! { <button class="size" name="elder" value=(index + 1).to_string() aria-current=current>{name}</button> }
    };
    view! {
        <form class="sizes" method="post" action=SetMode::url()>
            <input type="hidden" name="back" value=here()/>
            <span>{text::SIZE}</span>
            {text::SIZES.into_iter().enumerate().map(size).collect_view()}
        </form>
    }
}
