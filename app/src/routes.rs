//! Every address of the site, and the document around each page.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::pages::{
    about_device, applications, carry_over, check, consent, delivery, desk, devices, draft, guide, hats, help, home,
    inbox, invitation, library, mandates, materials, me, means, my_data, offline, parties, passkeys, plan, privacy,
    problem, progress, promise, real_name, record, region, sandbox, sign, sign_in, staff, topic, window,
};
use crate::visit::{Visit, visit};

/// The addresses whose page is the same for everyone of one mode: no session is looked up for them, and they may be cached.
pub const PUBLIC: [&str; 5] = ["/", "/themes", "/themes/{slug}", "/search", "/offline"];

/// Where the identity provider sends the browser back to.
pub const IDENTITY_RETURN: &str = "/sign-in/identity/return";

/// The document around each page.
#[must_use]
pub fn shell(stylesheet: &str) -> impl IntoView + use<> {
    let stylesheet = stylesheet.to_owned();
    let Visit { elder, larger, .. } = visit();
    let larger = (elder && larger > 0).then(|| larger.to_string());
    view! {
        <!DOCTYPE html>
        <html lang="zh-CN" data-mode=elder.then_some("elder") data-larger=larger>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"/>
                <meta name="format-detection" content="telephone=no"/>
                <meta name="theme-color" content="#fbfaf6" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#15171a" media="(prefers-color-scheme: dark)"/>
                <link rel="stylesheet" href=stylesheet/>
                <link rel="icon" href="/icon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <script async src="/network.js"></script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// All pages. Each renders whole before it is sent, so that it needs no script and has the right status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <FlatRoutes fallback=problem::NotFoundPage>
                <Route path=path!("/") view=home::HomePage ssr=SsrMode::Async/>
                <Route path=path!("/search") view=home::SearchPage ssr=SsrMode::Async/>
                <Route path=path!("/themes") view=home::ThemesPage ssr=SsrMode::Async/>
                <Route path=path!("/themes/:slug") view=guide::GuidePage ssr=SsrMode::Async/>
                <Route path=path!("/themes/:slug/plan") view=plan::PlanPage ssr=SsrMode::Async/>
                <Route path=path!("/themes/:slug/poster") view=guide::poster::PosterPage ssr=SsrMode::Async/>
                <Route path=path!("/region") view=region::RegionPage ssr=SsrMode::Async/>
                <Route path=path!("/privacy") view=privacy::PrivacyPage ssr=SsrMode::Async/>
                <Route path=path!("/about/device") view=about_device::AboutDevicePage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=sign_in::SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/choice") view=sign_in::enter::ChoicePage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/code") view=sign_in::code::CodePage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/person") view=sign_in::person::PersonPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/identity") view=sign_in::identity::AwayPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/identity/return") view=sign_in::identity::ReturnPage ssr=SsrMode::Async/>
                <Route path=path!("/enter") view=sign_in::enter::EnterPage ssr=SsrMode::Async/>
                <Route path=path!("/me") view=me::MePage ssr=SsrMode::Async/>
                <Route path=path!("/me/inbox") view=inbox::InboxPage ssr=SsrMode::Async/>
                <Route path=path!("/me/real-name") view=real_name::RealNamePage ssr=SsrMode::Async/>
                <Route path=path!("/me/hats") view=hats::HatsPage ssr=SsrMode::Async/>
                <Route path=path!("/me/hats/child") view=hats::child::ChildPage ssr=SsrMode::Async/>
                <Route path=path!("/me/mandates") view=mandates::MandatesPage ssr=SsrMode::Async/>
                <Route path=path!("/me/mandates/new") view=mandates::new::NewMandatePage ssr=SsrMode::Async/>
                <Route path=path!("/me/mandates/:mandate") view=mandates::mandate::MandatePage ssr=SsrMode::Async/>
                <Route path=path!("/me/devices") view=devices::DevicesPage ssr=SsrMode::Async/>
                <Route path=path!("/me/passkeys") view=passkeys::PasskeysPage ssr=SsrMode::Async/>
                <Route path=path!("/me/passkeys/add") view=passkeys::add::AddPasskeyPage ssr=SsrMode::Async/>
                <Route path=path!("/me/live") view=passkeys::live::LivePage ssr=SsrMode::Async/>
                <Route path=path!("/me/data") view=my_data::MyDataPage ssr=SsrMode::Async/>
                <Route path=path!("/me/data/export") view=my_data::export::ExportPage ssr=SsrMode::Async/>
                <Route path=path!("/me/data/delete") view=my_data::erase::ErasePage ssr=SsrMode::Async/>
                <Route path=path!("/me/data/deleted") view=my_data::erase::ErasedPage ssr=SsrMode::Async/>
                <Route path=path!("/me/library") view=library::LibraryPage ssr=SsrMode::Async/>
                <Route path=path!("/me/means") view=means::MeansPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft") view=draft::DraftPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/consent") view=consent::ConsentPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/form/:topic") view=topic::TopicPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/materials") view=materials::MaterialsPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/materials/:material") view=materials::material::MaterialPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/help") view=help::HelpPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/promises/:about") view=promise::PromisePage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/delivery") view=delivery::DeliveryPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/check") view=check::CheckPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/parties") view=parties::PartiesPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/parties/:seat") view=parties::seat::SeatPage ssr=SsrMode::Async/>
                <Route path=path!("/invitation") view=invitation::InvitationPage ssr=SsrMode::Async/>
                <Route path=path!("/parties/:invitation") view=invitation::part::PartPage ssr=SsrMode::Async/>
                <Route path=path!("/parties/:invitation/consent") view=invitation::consent::PartConsentPage ssr=SsrMode::Async/>
                <Route path=path!("/parties/:invitation/decline") view=invitation::decline::DeclinePage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/carry-over") view=carry_over::CarryOverPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/sign") view=sign::SignPage ssr=SsrMode::Async/>
                <Route path=path!("/drafts/:draft/delete") view=draft::DeletePage ssr=SsrMode::Async/>
                <Route path=path!("/applications") view=applications::ApplicationsPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:application") view=progress::ProgressPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:application/record") view=record::RecordPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:application/withdraw") view=progress::withdraw::WithdrawPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:application/cases/:case/withdraw") view=progress::withdraw::WithdrawCasePage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:application/mend") view=progress::mend::MendPage ssr=SsrMode::Async/>
                <Route path=path!("/applications/:application/mend/sign") view=progress::mend::sign::SignMendPage ssr=SsrMode::Async/>
                <Route path=path!("/desk") view=desk::DeskPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/help") view=desk::help::HelpsPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/help/:help") view=desk::help::AnswerPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/cases/:case") view=desk::case::CasePage ssr=SsrMode::Async/>
                <Route path=path!("/desk/cases/:case/record") view=record::CaseRecordPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/window") view=window::WindowPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/window/person") view=window::person::PersonPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/window/mandate") view=window::mandate::NewPaperPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/window/mandates/:mandate") view=window::mandate::PaperPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/window/number") view=window::account::NumberPage ssr=SsrMode::Async/>
                <Route path=path!("/desk/window/free") view=window::account::FreePage ssr=SsrMode::Async/>
                <Route path=path!("/staff/sign-in") view=staff::sign_in::StaffSignInPage ssr=SsrMode::Async/>
                <Route path=path!("/staff/sign-in/code") view=staff::sign_in::StaffCodePage ssr=SsrMode::Async/>
                <Route path=path!("/staff/second-factor") view=staff::second_factor::SecondFactorPage ssr=SsrMode::Async/>
                <Route path=path!("/staff") view=staff::accounts::AccountsPage ssr=SsrMode::Async/>
                <Route path=path!("/staff/arrivals") view=staff::arrivals::ArrivalsPage ssr=SsrMode::Async/>
                <Route path=path!("/staff/accounts/:officer") view=staff::account::AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/audit") view=staff::audit::AuditPage ssr=SsrMode::Async/>
                <Route path=path!("/offline") view=offline::OfflinePage ssr=SsrMode::Async/>
                <Route path=path!("/sandbox") view=sandbox::SandboxPage ssr=SsrMode::Async/>
                <Route path=path!("/sandbox/messages") view=sandbox::MessagesPage ssr=SsrMode::Async/>
                <Route path=path!("/problem/:code") view=problem::ProblemPage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}
