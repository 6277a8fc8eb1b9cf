//! What everybody asks about: drafts, applications, mandates, a question, somebody at the window.

use domain::account::Hat;
use domain::commitment::check::Outcome;
use domain::id::{
    ApplicationId, CaseId, DraftId, FileId, HelpId, InvitationId, MandateId, OfficerId, SessionId, UploadId,
};

use super::who::{
    Audit, Elsewhere, Father, Guest, Half, Mother, Newcomer, Officer, Party, Receiver, Security, Stranger, System, Who,
    Window,
};
use crate::account::devices;
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::casework::check;
use crate::draft::upload;
use crate::hat::put_on::put_on;
use crate::help::ask;
use crate::mandate;
use crate::mandate::draw_up::{Who as Agent, Wish, draw_up};
use crate::office::{MOTHER, PDF, TestOffice, id};
use crate::token::Token;
use crate::{Asker, window};

/// What there is to act upon.
pub(super) struct Stage {
    pub(super) office: TestOffice,
    pub(super) askers: Vec<(Who, Asker)>,
    pub(super) draft: DraftId,
    pub(super) paper: FileId,
    /// A file on its way to the draft.
    pub(super) upload: UploadId,
    pub(super) agents_draft: DraftId,
    /// That of the party, at the mother's draft.
    pub(super) invitation: InvitationId,
    /// A link that nobody opened, to another draft of hers, and its digits.
    pub(super) link: (Token, String),
    pub(super) application: ApplicationId,
    pub(super) filed_paper: FileId,
    /// What the application was made from.
    pub(super) filed_draft: DraftId,
    /// A question about the draft to the health commission.
    pub(super) help: HelpId,
    /// A case of the health commission.
    pub(super) case: CaseId,
    /// A case of the insurance bureau, with a paper.
    pub(super) benefit: CaseId,
    pub(super) session: SessionId,
    pub(super) consent: String,
    pub(super) unconfirmed: MandateId,
    pub(super) offered: MandateId,
    pub(super) mandate: MandateId,
    pub(super) officer: OfficerId,
    /// Somebody stands at the window.
    pub(super) served: Token,
    /// Theirs, on paper.
    pub(super) paper_mandate: MandateId,
}

pub(super) fn wanted() -> ask::Said {
    ask::Said {
        wish: domain::help::Wish::LookOver,
        phone: String::new(),
        question: String::new(),
        agrees: true,
    }
}

pub(super) fn recorded() -> check::Recorded {
    check::Recorded {
        about: id("item.birth_certificate"),
        number: 1,
        outcome: Outcome::Kept,
        sentence: String::new(),
        days: 0,
    }
}

pub(super) fn wish(office: &TestOffice, name: &str, phone: &str) -> Wish {
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
    /// Sets it.
    pub(super) async fn set(office: TestOffice) -> Self {
        let ctx = &office.ctx;
        let (newcomer, _) = office.newcomer("13911112222").await;
        let mother = office.citizen("lin_xiao").await;
        let filed = office.newborn_draft(&mother).await;
        let filed_paper = office.read(&mother, &filed).await.files[0].id.clone();
        let application = office.submit(&mother, &filed).await.unwrap();
        let case = office.case(&application, "birth_certificate").await.id;
        let benefit = office.case(&application, "maternity_benefit").await.id;
        let draft = office.consulted(&mother, &MOTHER).await;
        let paper = office.attach(&mother, &draft, "bank_card_copy", PDF).await.unwrap();
        let help = ask::ask(ctx, &mother, &draft, Some(&id("child")), &wanted())
            .await
            .unwrap();
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
        let worn = put_on(ctx, &himself, &Hat::Mandate(mandate.clone()), &luggage)
            .await
            .unwrap();
        let father = recognise(ctx, Some(&worn.session), None).await.unwrap();
        let agents_draft = office.consulted(&father, &MOTHER).await;
        let (invitation, _) = office.seat(&mother, &draft, &id("father")).await;
        let link = office.invite(&father, &agents_draft, &id("father"), &himself).await;
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
            (Party, himself),
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
            invitation,
            link,
            application,
            filed_paper,
            help,
            filed_draft: filed,
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
pub(super) async fn luggage_of(office: &TestOffice, asker: &Asker) -> Luggage {
    let Ok(citizen) = asker.citizen() else {
        return Luggage::default();
    };
    // Whose account is gone is not signed in any more.
    let signed_in = as_citizen(&office.ctx, &citizen.id, &Luggage::default()).await;
    Luggage {
        session: signed_in.ok().map(|signed_in| signed_in.session),
        ..Luggage::default()
    }
}
