//! Who may do what: every operation that takes an asker, for every kind of asker. One that is not in the table fails the test.

use std::collections::BTreeSet;
use std::path::Path;

use bytes::Bytes;
use domain::account::Hat;
use domain::draft::Consent;
use domain::id::{ApplicationId, CaseId, DraftId, FileId, MandateId, OfficerId, SessionId, UploadId};
use domain::staff::Post;

use crate::account::outside::Means;
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::account::{confirm, devices, erase, export, means, my_data, notice, passkey, real_name};
use crate::application::{self, submit, track, watch};
use crate::casework::decide::{Verdict, decide};
use crate::casework::{accept, list as cases, read as case};
use crate::draft::save::Typed;
use crate::draft::{self, again, arrange, attach, consents, consult, delete, save, start, take_over, upload};
use crate::hat::{list as hats, put_on::put_on};
use crate::mandate::draw_up::{Who as Agent, Wish, draw_up};
use crate::mandate::{self, guardian};
use crate::office::{MOTHER, NEWBORN, PDF, TestOffice, id, texts};
use crate::staff::{list as staff, log, make, manage, second_factor};
use crate::token::Token;
use crate::{Asker, Error, Refusal, Result, plan, window};

/// Every kind of asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// Nobody signed in.
    Guest,
    /// By phone alone.
    Newcomer,
    /// Known by name, and nothing here is theirs.
    Stranger,
    /// Whose draft and application it is, and who gave a mandate.
    Mother,
    /// Who holds the mandate and wears its hat.
    Father,
    /// An officer who owes the second factor.
    Half,
    /// An officer with the post.
    Officer,
    /// An officer of the same department who may not decide.
    Receiver,
    /// An officer of another department.
    Elsewhere,
    /// Serves at a window.
    Window,
    /// Runs the accounts.
    System,
    /// Gives rights.
    Security,
    /// Reads the log.
    Audit,
}

use Who::{
    Audit, Elsewhere, Father, Guest, Half, Mother, Newcomer, Officer, Receiver, Security, Stranger, System, Window,
};

const ALL: &[Who] = &[
    Guest, Newcomer, Stranger, Mother, Father, Half, Officer, Receiver, Elsewhere, Window, System, Security, Audit,
];
const CITIZENS: &[Who] = &[Newcomer, Stranger, Mother, Father];
const KNOWN: &[Who] = &[Stranger, Mother, Father];
const CASEWORKERS: &[Who] = &[Officer, Receiver, Elsewhere, Window];

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
        "draft::entries::add",
        "as draft::save; it needs a theme with entries, as its tests have",
    ),
    (
        "draft::entries::remove",
        "as draft::save; it needs a theme with entries, as its tests have",
    ),
    (
        "draft::attach::attach",
        "as draft::attach::allowed, which stands before the file is read",
    ),
];

/// What there is to act upon.
struct Stage {
    office: TestOffice,
    askers: Vec<(Who, Asker)>,
    draft: DraftId,
    paper: FileId,
    /// A file on its way to the draft.
    upload: UploadId,
    agents_draft: DraftId,
    application: ApplicationId,
    filed_paper: FileId,
    /// A case of the health commission.
    case: CaseId,
    /// A case of the insurance bureau, with a paper.
    benefit: CaseId,
    session: SessionId,
    consent: String,
    unconfirmed: MandateId,
    offered: MandateId,
    mandate: MandateId,
    officer: OfficerId,
    /// Somebody stands at the window.
    served: Token,
    /// Theirs, on paper.
    paper_mandate: MandateId,
}

fn wish(office: &TestOffice, name: &str, phone: &str) -> Wish {
    Wish {
        who: Agent::Person {
            name: name.to_owned(),
            phone: phone.to_owned(),
        },
        themes: None,
        until: office.ctx.today(),
    }
}

impl Stage {
    async fn set(office: TestOffice) -> Self {
        let ctx = &office.ctx;
        let (newcomer, _) = office.newcomer("13911112222").await;
        let mother = office.citizen("lin_xiao").await;
        let filed = office.newborn_draft(&mother).await;
        let filed_paper = office.read(&mother, &filed).await.files[0].id.clone();
        let application = submit::submit(ctx, &mother, &filed).await.unwrap();
        let case = office.case(&application, "birth_certificate").await.id;
        let benefit = office.case(&application, "maternity_benefit").await.id;
        let draft = office.consulted(&mother, &MOTHER).await;
        let paper = office.attach(&mother, &draft, "bank_card_copy", PDF).await.unwrap();
        let announced = upload::Announced {
            name: String::new(),
            size: 9,
            sha256: "1".repeat(64),
        };
        let upload = upload::begin(ctx, &mother, &draft, &id("bank_card_copy"), announced)
            .await
            .unwrap();
        let luggage = luggage_of(&office, &mother).await;
        let mut mandates = Vec::new();
        for _ in 0..2 {
            let one = draw_up(ctx, &mother, &wish(&office, "陈远", "13800000002"))
                .await
                .unwrap();
            office.confirm_mandate(&mother, &one, &luggage).await;
            mandates.push(one);
        }
        let unconfirmed = draw_up(ctx, &mother, &wish(&office, "陈远", "13800000002"))
            .await
            .unwrap();
        let [offered, mandate] = mandates.try_into().unwrap();
        let himself = office.citizen("chen_yuan").await;
        mandate::accept::accept(ctx, &himself, &mandate).await.unwrap();
        let luggage = luggage_of(&office, &himself).await;
        let session = put_on(ctx, &himself, &Hat::Mandate(mandate.clone()), &luggage)
            .await
            .unwrap();
        let father = recognise(ctx, Some(&session), None).await.unwrap();
        let agents_draft = office.consulted(&father, &MOTHER).await;
        let consents = data::consent::list(ctx.db.read(), &id("lin_xiao"), 9).await.unwrap();
        let consent = consents.iter().find(|given| given.draft == draft).unwrap().id.clone();
        let sessions = devices::list(ctx, &mother, None).await.unwrap().0;
        let at_window = office.officer("fang_yuan").await;
        let served = window::serve::serve(ctx, &at_window, "吴桐", "000000199707200032")
            .await
            .unwrap();
        let paper_mandate = window::mandate::draw_up(ctx, &at_window, &served, &wish(&office, "何敏", "13800000031"))
            .await
            .unwrap();
        let askers = vec![
            (Guest, Asker::Guest(None)),
            (Newcomer, newcomer),
            (Stranger, office.citizen("zhou_he").await),
            (Mother, mother),
            (Father, father),
            (Half, office.half_signed_in("gao_ying").await),
            (Officer, office.officer("gao_ying").await),
            (Receiver, office.officer("wei_min").await),
            (Elsewhere, office.officer("ye_qing").await),
            (Window, at_window),
            (System, office.officer("jiang_he").await),
            (Security, office.officer("an_ning").await),
            (Audit, office.officer("shen_ji").await),
        ];
        Self {
            session: sessions.last().unwrap().id.clone(),
            askers,
            draft,
            paper: paper.id,
            upload: upload.id,
            agents_draft,
            application,
            filed_paper,
            case,
            benefit,
            consent,
            unconfirmed,
            offered,
            mandate,
            officer: id("su_yu"),
            served,
            paper_mandate,
            office,
        }
    }
}

/// A browser in which this asker is signed in.
async fn luggage_of(office: &TestOffice, asker: &Asker) -> Luggage {
    let Ok(citizen) = asker.citizen() else {
        return Luggage::default();
    };
    let signed_in = as_citizen(&office.ctx, &citizen.id, &Luggage::default()).await.unwrap();
    Luggage {
        session: Some(signed_in.session),
        ..Luggage::default()
    }
}

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
        let s = Stage::set(office).await;
        let ctx = &s.office.ctx;
        let (nobody, nothing) = (Token::new(ctx), Typed::default());
        let post = || Post {
            department: id("police"),
            regions: BTreeSet::new(),
            tasks: BTreeSet::new(),
        };
        let named = table! { s, a:
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
            "application::submit::submit" &[Mother] => submit::submit(ctx, a, &s.draft);
            "application::submit::submit (by an agent)" &[Father] => submit::submit(ctx, a, &s.agents_draft);
            "application::track::track" &[Mother] => track::track(ctx, a, &s.application);
            "application::watch::begin" &[Mother] => watch::begin(ctx, a, &s.application);
            "casework::list::list" CASEWORKERS => cases::list(ctx, a, cases::Pile::New, 0);
            "casework::read::read" &[Officer, Receiver] => case::read(ctx, a, &s.case);
            "casework::read::reveal" &[Officer, Receiver] => case::reveal(ctx, a, &s.case);
            "casework::read::open_file" &[Elsewhere] => case::open_file(ctx, a, &s.benefit, &s.filed_paper);
            "casework::accept::accept" &[Officer, Receiver] => accept::accept(ctx, a, &s.case);
            "casework::decide::decide" &[Officer] => decide(ctx, a, &s.case, Verdict::Grant, &texts("准", ""));
            "draft::again::start_again" &[Mother] => again::start_again(ctx, a, &s.application);
            "draft::arrange::turn" &[Mother] => arrange::turn(ctx, a, &s.paper);
            "draft::arrange::move_up" &[Mother] => arrange::move_up(ctx, a, &s.paper);
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
            "draft::consult::consult (by an agent)" &[Father] => consult::consult(ctx, a, &s.agents_draft);
            "draft::list::list" CITIZENS => draft::list::list(ctx, a);
            "draft::read::read" &[Mother] => draft::read::read(ctx, a, &s.draft);
            "draft::read::read (an agent's)" &[Mother, Father] => draft::read::read(ctx, a, &s.agents_draft);
            "draft::save::save" &[Mother] => save::save(ctx, a, &s.draft, &id("child"), &nothing);
            "draft::save::keep" &[Mother] => async {
                save::keep(ctx, a, &s.draft, &id("child"), &id("child/person.name"), String::new(), Vec::new()).await
            };
            "draft::save::save (by an agent)" &[Father] => save::save(ctx, a, &s.agents_draft, &id("child"), &nothing);
            "draft::start::start" CITIZENS => start::start(ctx, a, &id("social-card"));
            "hat::list::list" CITIZENS => hats::list(ctx, a);
            "hat::list::ask_register" KNOWN => hats::ask_register(ctx, a);
            "hat::put_on::put_on" KNOWN => put_on(ctx, a, &Hat::Own, &luggage_of(&s.office, a).await);
            "hat::put_on::put_on (a principal's)" &[Father] => put_on(ctx, a, &Hat::Mandate(s.mandate.clone()), &luggage_of(&s.office, a).await);
            "mandate::accept::accept" &[Father] => mandate::accept::accept(ctx, a, &s.offered);
            "mandate::confirm::confirm" &[Mother] => mandate::confirm::confirm(ctx, a, &s.unconfirmed, &luggage_of(&s.office, a).await);
            "mandate::draw_up::draw_up" KNOWN => draw_up(ctx, a, &wish(&s.office, "何敏", "13800000031"));
            "mandate::draw_up::keep_said" &[Newcomer, Stranger, Mother, Father, Window] => mandate::draw_up::keep_said(ctx, a, &mandate::draw_up::Said::default());
            "mandate::draw_up::said" &[Newcomer, Stranger, Mother, Father, Window] => mandate::draw_up::said(ctx, a, &nobody);
            "mandate::guardian::guard" KNOWN => guardian::guard(ctx, a, "", "");
            "mandate::list::list_given" CITIZENS => mandate::list::list_given(ctx, a);
            "mandate::list::list_held" CITIZENS => mandate::list::list_held(ctx, a);
            "mandate::list::read" &[Mother] => mandate::list::read(ctx, a, &s.mandate, 10);
            "plan::read" ALL => plan::read(ctx, a, &id(NEWBORN));
            "plan::answer" &[Guest, Newcomer, Stranger, Mother, Father] => plan::answer(ctx, a, &id(NEWBORN), &id(MOTHER[0].0), MOTHER[0].1);
            "plan::choose" &[Guest, Newcomer, Stranger, Mother, Father] => plan::choose(ctx, a, &id(NEWBORN), &BTreeSet::new());
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
            "draft::consents::withdraw" &[Mother] => consents::withdraw(ctx, a, &s.consent);
            "draft::attach::detach" &[Mother] => attach::detach(ctx, a, &s.paper);
            "draft::take_over::take_over" &[Mother] => take_over::take_over(ctx, a, &s.agents_draft);
            "draft::delete::delete" &[Mother] => delete::delete(ctx, a, &s.draft);
            "mandate::end::end" &[Mother, Father] => mandate::end::end(ctx, a, &s.mandate);
            "account::devices::end" &[Mother] => devices::end(ctx, a, &s.session);
            "application::withdraw::withdraw" &[Mother] => application::withdraw::withdraw(ctx, a, &s.application);
            "window::account::free_id_number" &[Window] => window::account::free_id_number(ctx, a, &s.served);
            "window::serve::finish" &[Window] => window::serve::finish(ctx, a, &s.served);
            "account::erase::erase" CITIZENS => erase::erase(ctx, a, luggage_of(&s.office, a).await.session.as_ref());
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
