//! Who may do what: every operation that takes an asker, for every kind of asker. One that is not in the table fails the test.

mod stage;
mod who;

use std::collections::BTreeSet;
use std::path::Path;

use bytes::Bytes;
use domain::account::Hat;
use domain::case::correction::{Flaw, Point};
use domain::draft::Consent;
use domain::notice::download::Download;
use domain::staff::Post;

use self::stage::{Stage, luggage_of, recorded, wanted, wish};
use self::who::{
    ALL, Audit, CASEWORKERS, CITIZENS, Elsewhere, Father, Guest, Half, KNOWN, Mother, Newcomer, Officer, Party,
    Receiver, STAFF, Security, Stranger, System, Who, Window,
};
use crate::account::outside::Means;
use crate::account::sign_in::Luggage;
use crate::account::{confirm, devices, erase, export, means, my_data, notice, passkey, real_name};
use crate::application::{self, mend, submit, track, watch};
use crate::casework::decide::{Verdict, decide};
use crate::casework::{accept, check, correct, list as cases, read as case};
use crate::draft::save::Typed;
use crate::draft::{
    self, again, arrange, attach, carry_over, consents, consult, defer, delete, deliver, library, park, promise, save,
    sign, start, take_over, upload,
};
use crate::hat::{list as hats, put_on::put_on};
use crate::help::{answer, ask, look};
use crate::mandate::draw_up::draw_up;
use crate::mandate::{self, guardian};
use crate::office::{MOTHER, NEWBORN, TestOffice, id, texts};
use crate::staff::{list as staff, log, make, manage, second_factor};
use crate::token::Token;
use crate::{Error, Refusal, Result, arrival, inbox, party, plan, window};

/// Operations that are not in the table, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "account::identity::start",
        "anybody may; it needs a provider, as its tests have",
    ),
    (
        "account::identity::finish",
        "anybody may; it needs a provider, as its tests have",
    ),
    (
        "account::hand_over::open",
        "anybody may; it needs an app that holds our pages, as its tests have",
    ),
    (
        "account::hand_over::switch",
        "anybody may; it needs an app that holds our pages, as its tests have",
    ),
    (
        "draft::entries::add",
        "as draft::save; it needs a theme with entries, as its tests have",
    ),
    (
        "draft::entries::remove",
        "as draft::save; it needs a theme with entries, as its tests have",
    ),
    (
        "draft::defer::defer",
        "as draft::defer::take_back; it needs a theme that lets a paper follow, as its tests have",
    ),
    (
        "draft::library::reuse",
        "as draft::arrange::turn; it needs a paper that an office took, as its tests have",
    ),
    (
        "draft::promise::say",
        "as draft::save; it needs a theme with a commitment, as its tests have",
    ),
    (
        "draft::attach::attach",
        "as draft::attach::allowed, which stands before the file is read",
    ),
    (
        "draft::pictures::grant",
        "as draft::attach::allowed; it needs an app that holds our pages, as its tests have",
    ),
];

/// Whether an operation let the asker in: what it then found wrong does not matter here.
fn is_let_in<T>(outcome: Result<T>) -> bool {
    match outcome {
        Ok(_) | Err(Error::Conflict | Error::Refused(_)) => !matches!(
            outcome,
            Err(Error::Refused(
                Refusal::HatOver | Refusal::RepresentsNoMore | Refusal::FilledByAgent
            ))
        ),
        Err(Error::Internal(error)) => panic!("{error}"),
        Err(_) => false,
    }
}

/// Asks everybody, and says whose outcome is not as the table has it.
macro_rules! table {
    ($stage:ident, $asker:ident: $($name:literal $admits:expr => $call:expr;)*) => {{
        let mut named = BTreeSet::new();
        let mut wrong = Vec::new();
        $(
            named.insert($name.split(' ').next().unwrap().to_owned());
            let admits: &[Who] = $admits;
            for (who, $asker) in &$stage.askers {
                // Each in a frame of its own: all of them in one would be more than a thread's stack.
                let ask = || Box::pin(async { $call.await });
                let outcome = ask().await;
                let said = outcome.as_ref().err().map(ToString::to_string);
                if is_let_in(outcome) != admits.contains(who) {
                    wrong.push(format!("{}: {who:?}: {said:?}", $name));
                }
            }
        )*
        assert!(wrong.is_empty(), "{wrong:#?}");
        named
    }};
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one table, to be read as one")]
async fn everybody_may_do_what_the_table_says_and_nothing_else() {
    for office in TestOffice::each().await {
        let s = Box::pin(Stage::set(office)).await;
        let ctx = &s.office.ctx;
        let (nobody, nothing) = (Token::new(ctx), Typed::default());
        let point = || Point {
            target: "field:child/person.name".parse().unwrap(),
            flaw: Flaw::Incorrect,
            sentence: "不对".to_owned(),
        };
        let post = || Post {
            department: id("police"),
            regions: BTreeSet::new(),
            tasks: BTreeSet::new(),
        };
        let named = table! { s, a:
            "help::ask::ask" &[Mother] => ask::ask(ctx, a, &s.draft, None, &wanted());
            "help::ask::read" &[Mother] => ask::read(ctx, a, &s.draft, None, None);
            "help::ask::list" &[Mother] => ask::list(ctx, a, &s.draft);
            "help::look::list" CASEWORKERS => look::list(ctx, a, 0);
            "help::look::count" STAFF => look::count(ctx, a);
            "help::look::read" &[Officer, Receiver] => look::read(ctx, a, &s.help);
            "help::look::open_file" &[] => look::open_file(ctx, a, &s.help, &s.filed_paper);
            "help::answer::answer" &[Officer, Receiver] => answer::answer(ctx, a, &s.help, "");
            "help::answer::keep_typed" &[Officer, Receiver] => answer::keep_typed(ctx, a, &s.help, "");
            "help::answer::typed" &[Officer, Receiver] => answer::typed(ctx, a, &s.help, None);
            "help::ask::close" &[Mother] => ask::close(ctx, a, &s.help);
            "account::confirm::send_code" CITIZENS => confirm::send_code(ctx, a, "any", &Luggage::default(), None);
            "account::confirm::by_code" CITIZENS => confirm::by_code(ctx, a, "any", &nobody, "1", &luggage_of(&s.office, a).await);
            "account::confirm::ask_device" CITIZENS => confirm::ask_device(ctx, a, "any", &luggage_of(&s.office, a).await);
            "account::confirm::by_device" CITIZENS => confirm::by_device(ctx, a, "any", "{}", &luggage_of(&s.office, a).await);
            "account::confirm::is_given" CITIZENS => confirm::is_given(ctx, a, "any", &luggage_of(&s.office, a).await);
            "account::confirm::take" CITIZENS => async {
                let luggage = luggage_of(&s.office, a).await;
                let tx = ctx.db.write().await.unwrap();
                confirm::take(ctx, &tx, a, "any", &luggage).await
            };
            "account::devices::list" CITIZENS => devices::list(ctx, a, None);
            "account::erase::may" CITIZENS => erase::may(ctx, a, luggage_of(&s.office, a).await.session.as_ref());
            "account::export::export" CITIZENS => export::export(ctx, a);
            "account::export::to_read" CITIZENS => export::to_read(ctx, a);
            "account::means::list" CITIZENS => means::list(ctx, a);
            "account::means::remove" CITIZENS => means::remove(ctx, a, Means::Identity, &luggage_of(&s.office, a).await);
            "account::my_data::collect" CITIZENS => my_data::collect(ctx, a, 9);
            "account::my_data::forget_paper" &[Mother] => my_data::forget_paper(ctx, a, &s.filed_paper);
            "account::notice::unseen" CITIZENS => notice::unseen(ctx, a, None);
            "account::passkey::list" CITIZENS => passkey::list(ctx, a);
            "account::passkey::remove" &[] => passkey::remove(ctx, a, &id("nobodys"));
            "account::passkey::add::ask" CITIZENS => passkey::add::ask(ctx, a, &luggage_of(&s.office, a).await);
            "account::passkey::add::add" CITIZENS => passkey::add::add(ctx, a, "{}", &luggage_of(&s.office, a).await);
            "account::passkey::live::ask" KNOWN => passkey::live::ask(ctx, a, &luggage_of(&s.office, a).await);
            "account::passkey::live::show" KNOWN => passkey::live::show(ctx, a, "{}", &luggage_of(&s.office, a).await);
            "account::real_name::confirm" CITIZENS => real_name::confirm(ctx, a, "", "", &Luggage::default());
            "account::real_name::keep_typed" CITIZENS => real_name::keep_typed(ctx, a, "", "");
            "account::real_name::typed" CITIZENS => real_name::typed(ctx, a, &nobody);
            "application::list::list" CITIZENS => application::list::list(ctx, a);
            "application::record::read" &[Mother] => application::record::read(ctx, a, &s.application);
            "casework::read::signatures" &[Officer, Receiver] => case::signatures(ctx, a, &s.case);
            "draft::deliver::choose" &[Mother] => deliver::choose(ctx, a, &s.draft, &std::collections::BTreeMap::new());
            "draft::deliver::forget" &[Mother] => deliver::forget(ctx, a, &s.draft, &domain::delivery::Post::default());
            "draft::promise::take_back" &[Mother] => promise::take_back(ctx, a, &s.draft, &id("item.none"));
            "draft::sign::read" &[Mother] => sign::read(ctx, a, &s.draft);
            "draft::sign::send_code" &[Mother] => sign::send_code(ctx, a, &s.draft, &Luggage::default(), None);
            "draft::sign::by_code" &[Mother] => sign::by_code(ctx, a, &s.draft, "", None, "");
            "draft::sign::ask_device" &[Mother] => async { sign::ask_device(ctx, a, &s.draft, &luggage_of(&s.office, a).await).await };
            "draft::sign::by_device" &[Mother] => async { sign::by_device(ctx, a, &s.draft, "", "", &luggage_of(&s.office, a).await).await };
            "application::submit::submit" &[Mother] => submit::submit(ctx, a, &s.draft);
            "application::submit::submit (by an agent)" &[Father, Party] => submit::submit(ctx, a, &s.agents_draft);
            "application::mend::read" &[Mother] => mend::read(ctx, a, &s.application);
            "application::mend::of_draft" &[Mother] => mend::of_draft(ctx, a, &s.filed_draft);
            "application::mend::save" &[Mother] => mend::save(ctx, a, &s.application, &nothing);
            "application::mend::is_sent" &[Mother] => mend::is_sent(ctx, a, &s.application, &nothing);
            "application::mend::sign::read" &[Mother] => mend::sign::read(ctx, a, &s.application);
            "application::mend::sign::send_code" &[Mother] => mend::sign::send_code(ctx, a, &s.application, &Luggage::default(), None);
            "application::mend::sign::by_code" &[Mother] => mend::sign::by_code(ctx, a, &s.application, "", None, "");
            "application::mend::sign::ask_device" &[Mother] => async { mend::sign::ask_device(ctx, a, &s.application, &luggage_of(&s.office, a).await).await };
            "application::mend::sign::by_device" &[Mother] => async { mend::sign::by_device(ctx, a, &s.application, "", "", &luggage_of(&s.office, a).await).await };
            "application::track::track" &[Mother] => track::track(ctx, a, &s.application);
            "application::watch::begin" &[Mother] => watch::begin(ctx, a, &s.application);
            "casework::list::list" CASEWORKERS => cases::list(ctx, a, cases::Pile::New, 0);
            "casework::read::read" &[Officer, Receiver] => case::read(ctx, a, &s.case);
            "casework::read::reveal" &[Officer, Receiver] => case::reveal(ctx, a, &s.case);
            "casework::read::open_file" &[Elsewhere] => case::open_file(ctx, a, &s.benefit, &s.filed_paper);
            "casework::accept::accept" &[Officer, Receiver] => accept::accept(ctx, a, &s.case);
            "casework::correct::name" &[Officer, Receiver] => correct::name(ctx, a, &s.case, &point(), "");
            "casework::correct::take_out" &[Officer, Receiver] => correct::take_out(ctx, a, &s.case, &point().target, "");
            "casework::correct::ask" &[Officer, Receiver] => correct::ask(ctx, a, &s.case, 10, "", "");
            "casework::check::record" &[Officer] => check::record(ctx, a, &s.case, &recorded());
            "casework::decide::decide" &[Officer] => decide(ctx, a, &s.case, Verdict::Grant, &texts("准", ""));
            "draft::again::start_again" &[Mother] => again::start_again(ctx, a, &s.application);
            "draft::arrange::turn" &[Mother] => arrange::turn(ctx, a, &s.paper);
            "draft::arrange::move_up" &[Mother] => arrange::move_up(ctx, a, &s.paper);
            "draft::arrange::hold_until" &[Mother] => arrange::hold_until(ctx, a, &s.paper, "");
            "draft::defer::take_back" &[Mother] => defer::take_back(ctx, a, &s.draft, &id("bank_card_copy"));
            "draft::library::list" CITIZENS => library::list(ctx, a);
            "draft::upload::begin" &[Mother] => async {
                let announced = upload::Announced {
                    name: String::new(),
                    size: 1,
                    sha256: "0".repeat(64),
                };
                upload::begin(ctx, a, &s.draft, &id("bank_card_copy"), announced).await
            };
            "draft::upload::find" &[Mother] => upload::find(ctx, a, &s.upload);
            "draft::upload::take" &[Mother] => upload::take(ctx, a, &s.upload, 0, Bytes::new());
            "draft::attach::allowed" &[Mother] => attach::allowed(ctx, a, &s.draft, &id("bank_card_copy"));
            "draft::attach::open" &[Mother] => attach::open(ctx, a, &s.paper);
            "draft::consult::consent" &[Mother] => consult::consent(ctx, a, &s.draft, Consent::Given);
            "draft::consult::consult" &[Mother] => consult::consult(ctx, a, &s.draft);
            "draft::consult::consult (by an agent)" &[Father, Party] => consult::consult(ctx, a, &s.agents_draft);
            "draft::carry_over::carry_over" &[Mother] => carry_over::carry_over(ctx, a, &s.draft, &id("none"));
            "draft::carry_over::prospect::look" &[Mother] => carry_over::look(ctx, a, &s.draft);
            "draft::list::list" CITIZENS => draft::list::list(ctx, a);
            "draft::read::read" &[Mother] => draft::read::read(ctx, a, &s.draft);
            "draft::park::find_point" &[Officer, Receiver] => park::find_point(ctx, a, &s.case, &nobody);
            "draft::park::find_reason" &[Officer, Receiver] => park::find_reason(ctx, a, &s.case, &nobody);
            "draft::park::find_mending" &[Mother] => park::find_mending(ctx, a, &s.application, &nobody);
            "draft::park::find_help" &[Mother] => park::find_help(ctx, a, &s.draft, None, &nobody);
            "draft::park::find_decline" &[Party] => park::find_decline(ctx, a, &s.invitation, &nobody);
            "draft::park::find_invite" &[Mother] => park::find_invite(ctx, a, &s.draft, &id("father"), &nobody);
            "draft::read::open" &[Mother] => draft::read::open(ctx, a, &s.draft);
            "draft::read::read (an agent's)" &[Mother, Father] => draft::read::read(ctx, a, &s.agents_draft);
            "draft::read::read_to_supply" &[Mother] => draft::read::read_to_supply(ctx, a, &s.draft, &id("bank_card_copy"));
            "draft::read::read_to_fill" &[Mother, Party] => draft::read::read_to_fill(ctx, a, &s.draft);
            "draft::save::save" &[Mother, Party] => save::save(ctx, a, &s.draft, &id("child"), &nothing);
            "draft::save::leave" &[Mother, Party] => save::leave(ctx, a, &s.draft, &id("child"), &nothing);
            "draft::save::keep" &[Mother] => async {
                save::keep(ctx, a, &s.draft, &id("child"), &id("child/person.name"), String::new(), Vec::new()).await
            };
            "draft::save::keep (about the party)" &[Mother, Party] => async {
                save::keep(ctx, a, &s.draft, &id("father"), &id("father/person.ethnicity"), String::new(), Vec::new()).await
            };
            "draft::save::save (by an agent)" &[Father, Party] => save::save(ctx, a, &s.agents_draft, &id("child"), &nothing);
            "draft::start::start" CITIZENS => start::start(ctx, a, &id("social-card"));
            "hat::list::list" CITIZENS => hats::list(ctx, a);
            "hat::list::ask_register" KNOWN => hats::ask_register(ctx, a);
            "hat::put_on::put_on" KNOWN => put_on(ctx, a, &Hat::Own, &luggage_of(&s.office, a).await);
            "hat::put_on::put_on (a principal's)" &[Father, Party] => put_on(ctx, a, &Hat::Mandate(s.mandate.clone()), &luggage_of(&s.office, a).await);
            "inbox::read" CITIZENS => inbox::read(ctx, a, None, 0);
            "inbox::download::remind" CITIZENS => inbox::download::remind(ctx, a, Download::Data);
            "inbox::download::remind (a record)" &[Mother] => inbox::download::remind(ctx, a, Download::Record(s.application.clone()));
            "inbox::download::remind (a paper)" &[Mother] => inbox::download::remind(ctx, a, Download::Paper(s.paper.clone()));
            "inbox::download::remind (a part)" &[] => inbox::download::remind(ctx, a, Download::Part(s.invitation.clone()));
            "inbox::count_new" CITIZENS => inbox::count_new(ctx, a, None);
            "mandate::accept::accept" &[Father] => mandate::accept::accept(ctx, a, &s.offered);
            "mandate::confirm::confirm" &[Mother] => mandate::confirm::confirm(ctx, a, &s.unconfirmed, &luggage_of(&s.office, a).await);
            "mandate::draw_up::draw_up" KNOWN => draw_up(ctx, a, &wish(&s.office, "何敏", "13800000031"));
            "mandate::draw_up::keep_said" &[Newcomer, Stranger, Mother, Father, Party, Window] => mandate::draw_up::keep_said(ctx, a, &mandate::draw_up::Said::default());
            "mandate::draw_up::said" &[Newcomer, Stranger, Mother, Father, Party, Window] => mandate::draw_up::said(ctx, a, &nobody);
            "mandate::guardian::guard" KNOWN => guardian::guard(ctx, a, "", "");
            "mandate::list::list_given" CITIZENS => mandate::list::list_given(ctx, a);
            "mandate::list::list_held" CITIZENS => mandate::list::list_held(ctx, a);
            "mandate::list::read" &[Mother] => mandate::list::read(ctx, a, &s.mandate, 10);
            "party::invite::invite" &[Mother] => party::invite::invite(ctx, a, &s.draft, &id("father"), ("", ""), false);
            "party::invite::link" &[Mother] => party::invite::link(ctx, a, &s.invitation, &nobody);
            "party::invite::remind" &[Mother] => party::invite::remind(ctx, a, &s.draft, &id("father"));
            "party::join::look" ALL => party::join::look(ctx, a, &nobody);
            "party::join::look (a link)" &[Stranger, Mother, Party] => party::join::look(ctx, a, &s.link.0);
            "party::join::join" &[Party] => async {
                match party::join::join(ctx, a, &s.link.0, &s.link.1).await {
                    // Whom it is not for is let in to hear just that.
                    Err(Error::Refused(Refusal::SomebodyElseMeant | Refusal::OwnLink)) => Err(Error::Forbidden),
                    outcome => outcome,
                }
            };
            "party::list::list" CITIZENS => party::list::list(ctx, a);
            "party::part::read" &[Party] => party::part::read(ctx, a, &s.invitation);
            "party::part::consent" &[Party] => party::part::consent(ctx, a, &s.invitation, Consent::Given);
            "party::part::signed" &[] => party::part::signed(ctx, a, &s.invitation);
            "party::agree::send_code" &[Party] => party::agree::send_code(ctx, a, &s.invitation, &Luggage::default(), None);
            "party::agree::by_code" &[Party] => party::agree::by_code(ctx, a, &s.invitation, "", None, "");
            "party::agree::ask_device" &[Party] => async { party::agree::ask_device(ctx, a, &s.invitation, &luggage_of(&s.office, a).await).await };
            "party::agree::by_device" &[Party] => async { party::agree::by_device(ctx, a, &s.invitation, "", "", &luggage_of(&s.office, a).await).await };
            "party::agree::decline" &[Party] => party::agree::decline(ctx, a, &s.invitation, "");
            "party::agree::take_back" &[Party] => party::agree::take_back(ctx, a, &s.invitation);
            "plan::read" ALL => plan::read(ctx, a, &id(NEWBORN));
            "plan::answer" &[Guest, Newcomer, Stranger, Mother, Father, Party] => plan::answer(ctx, a, &id(NEWBORN), &id(MOTHER[0].0), MOTHER[0].1);
            "plan::of_draft::read" &[Mother] => plan::of_draft::read(ctx, a, &s.draft);
            "plan::of_draft::answer" &[Mother] => plan::of_draft::answer(ctx, a, &s.draft, &id(MOTHER[0].0), MOTHER[0].1);
            "plan::of_draft::choose" &[Mother] => plan::of_draft::choose(ctx, a, &s.draft, &BTreeSet::new());
            "plan::choose" &[Guest, Newcomer, Stranger, Mother, Father, Party] => plan::choose(ctx, a, &id(NEWBORN), &BTreeSet::new());
            "arrival::list" &[System] => arrival::list(ctx, a);
            "staff::list::list" &[System, Security] => staff::list(ctx, a, 0);
            "staff::list::read" &[System, Security] => staff::read(ctx, a, &s.officer);
            "staff::log::read" &[Audit] => log::read(ctx, a, None, None, 0);
            "staff::log::list_officers" &[Audit] => log::list_officers(ctx, a);
            "staff::make::make" &[System] => make::make(ctx, a, "", "");
            "staff::make::keep_typed" &[System] => make::keep_typed(ctx, a, "", "");
            "staff::make::typed" &[System] => make::typed(ctx, a, &nobody);
            "staff::manage::add_post" &[Security] => manage::add_post(ctx, a, &s.officer, post());
            "staff::manage::drop_post" &[Security] => manage::drop_post(ctx, a, &s.officer, &post());
            "staff::manage::lock" &[Security] => manage::lock(ctx, a, &s.officer);
            "staff::manage::unlock" &[Security] => manage::unlock(ctx, a, &s.officer);
            "staff::manage::reset_second_factor" &[Security] => manage::reset_second_factor(ctx, a, &s.officer);
            "staff::second_factor::to_set_up" &[Half] => second_factor::to_set_up(ctx, a);
            "staff::second_factor::enter" &[Half] => second_factor::enter(ctx, a, "", &Luggage::default());
            "window::serve::serve" &[Window] => window::serve::serve(ctx, a, "", "");
            "window::serve::read" &[Window] => window::serve::read(ctx, a, &s.served);
            "window::serve::keep_typed" &[Window] => window::serve::keep_typed(ctx, a, "", "");
            "window::serve::typed" &[Window] => window::serve::typed(ctx, a, None);
            "window::mandate::draw_up" &[Window] => window::mandate::draw_up(ctx, a, &s.served, &wish(&s.office, "何敏", "13800000031"));
            "window::mandate::read" &[Window] => window::mandate::read(ctx, a, &s.served, &s.paper_mandate);
            "window::mandate::record" &[Window] => window::mandate::record(ctx, a, &s.served, &s.paper_mandate);
            "window::mandate::end" &[Window] => window::mandate::end(ctx, a, &s.served, &s.paper_mandate);
            "window::account::set_number" &[Window] => window::account::set_number(ctx, a, &s.served, "", "");
            "party::invite::withdraw" &[Mother] => party::invite::withdraw(ctx, a, &s.draft, &id("father"));
            "draft::consents::withdraw" &[Mother] => consents::withdraw(ctx, a, &s.consent);
            "draft::attach::detach" &[Mother] => attach::detach(ctx, a, &s.paper);
            "draft::take_over::take_over" &[Mother] => take_over::take_over(ctx, a, &s.agents_draft);
            "draft::delete::delete" &[Mother] => delete::delete(ctx, a, &s.draft);
            "mandate::end::end" &[Mother, Father, Party] => mandate::end::end(ctx, a, &s.mandate);
            "account::devices::end" &[Mother] => devices::end(ctx, a, &s.session);
            "application::withdraw::withdraw_case" &[Mother] => application::withdraw::withdraw_case(ctx, a, &s.application, &s.benefit);
            "application::withdraw::withdraw" &[Mother] => application::withdraw::withdraw(ctx, a, &s.application);
            "window::account::free_id_number" &[Window] => window::account::free_id_number(ctx, a, &s.served);
            "window::serve::finish" &[Window] => window::serve::finish(ctx, a, &s.served);
            "account::erase::erase" &[Newcomer, Stranger, Mother, Father] => erase::erase(ctx, a, luggage_of(&s.office, a).await.session.as_ref());
        };
        let covered: BTreeSet<String> = named
            .into_iter()
            .chain(ELSEWHERE.iter().map(|(name, _)| (*name).to_owned()))
            .collect();
        assert_eq!(
            covered,
            operations(),
            "an operation without a row, or a row without an operation"
        );
    }
}

/// Every public operation that takes an asker, as the sources have them.
fn operations() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let module = path.strip_prefix(&root).unwrap().with_extension("");
            let module = module.to_str().unwrap().replace('/', "::");
            let source = std::fs::read_to_string(&path).unwrap();
            for operation in source.split("\npub async fn ").skip(1) {
                let (name, rest) = operation.split_once(['(', '<']).unwrap();
                let (parameters, _) = rest.split_once(" -> ").unwrap();
                if parameters.contains("&Asker") {
                    found.insert(format!("{module}::{name}"));
                }
            }
        }
    }
    found
}
