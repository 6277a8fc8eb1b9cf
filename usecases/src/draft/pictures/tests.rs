use std::sync::Arc;

use async_trait::async_trait;
use futures::stream;

use super::*;
use crate::account::outside::{Exchange, Failure, Means};
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::account::sign_out::sign_out;
use crate::error::Refusal;
use crate::office::{JPEG, MOTHER, PNG, TestOffice, id};

const PAPER: &str = "diagnosis";

/// A platform that is asked nothing here.
struct Platform;

#[async_trait]
impl Exchange for Platform {
    async fn subject(&self, _: &str) -> std::result::Result<String, Failure> {
        Err(Failure::Down)
    }
}

/// Offices with a mini-program in Alipay.
async fn offices() -> Vec<TestOffice> {
    let mut offices = TestOffice::each().await;
    for office in &mut offices {
        office.ctx.containers.insert(Means::Alipay, Arc::new(Platform));
    }
    offices
}

/// A web-view in which a citizen is signed in.
struct WebView {
    asker: Asker,
    session: Token,
}

impl WebView {
    async fn of(office: &TestOffice, who: &str) -> Self {
        let ctx = &office.ctx;
        let session = as_citizen(ctx, &id(who), &Luggage::default()).await.unwrap().session;
        let asker = recognise(ctx, Some(&session), None).await.unwrap();
        Self { asker, session }
    }

    async fn granted(&self, office: &TestOffice, draft: &DraftId) -> Result<Token> {
        grant(&office.ctx, &self.asker, Some(&self.session), draft, &id(PAPER)).await
    }
}

/// A mother in the mini-program, with a draft.
async fn mother(office: &TestOffice) -> (WebView, DraftId) {
    let mother = WebView::of(office, "lin_xiao").await;
    let draft = office.started(&mother.asker, &MOTHER).await;
    (mother, draft)
}

/// What the mini-program sends.
async fn sent(office: &TestOffice, grant: &Token, content: &'static [u8]) -> Result<File> {
    let arriving = Arriving {
        name: "照片".to_owned(),
        content: stream::iter([Ok(Bytes::from_static(content))]),
        sha256: None,
    };
    hand_in(&office.ctx, grant, arriving).await
}

fn is_over(outcome: &Result<File>) -> bool {
    matches!(outcome, Err(Error::NotFound))
}

#[tokio::test]
async fn several_pictures_come_to_the_paper_they_are_for_judged_like_every_file() {
    for office in offices().await {
        let (mother, draft) = mother(&office).await;
        let grant = mother.granted(&office, &draft).await.unwrap();
        let first = sent(&office, &grant, JPEG).await.unwrap();
        assert_eq!((first.draft, first.material), (draft.clone(), id(PAPER)));
        let program = sent(&office, &grant, b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff").await;
        assert!(matches!(program, Err(Error::Refused(Refusal::FileKind))), "{program:?}");
        let second = sent(&office, &grant, PNG).await;
        assert!(second.is_ok(), "one that is refused does not end it: {second:?}");
        let read = office.read(&mother.asker, &draft).await;
        assert_eq!(read.files_for(&id(PAPER)).count(), 2);
        assert_eq!(office.stored().await.len(), 2);
    }
}

#[tokio::test]
async fn a_picture_whose_answer_was_lost_is_there_once_also_at_the_last_free_place() {
    for mut office in offices().await {
        office.ctx.limits.files_per_material = 2;
        let (mother, draft) = mother(&office).await;
        let grant = mother.granted(&office, &draft).await.unwrap();
        let mut there = Vec::new();
        for content in [JPEG, PNG] {
            let first = sent(&office, &grant, content).await.unwrap();
            let again = sent(&office, &grant, content).await.unwrap();
            assert_eq!(again, first);
            there.push(first.id);
        }
        let again = sent(&office, &grant, JPEG).await.unwrap();
        assert_eq!(Some(&again.id), there.first());
        let read = office.read(&mother.asker, &draft).await;
        assert_eq!(read.files_for(&id(PAPER)).count(), 2);
        assert_eq!(office.stored().await.len(), 2, "what came twice is stored once");
    }
}

#[tokio::test]
async fn a_grant_is_over_after_ten_minutes_and_another_token_never_was_one() {
    for office in offices().await {
        let (mother, draft) = mother(&office).await;
        let grant = mother.granted(&office, &draft).await.unwrap();
        office.advance(GOOD - 1);
        assert!(sent(&office, &grant, JPEG).await.is_ok());
        office.advance(1);
        assert!(is_over(&sent(&office, &grant, JPEG).await));
        let known = granted(&office.ctx, &grant).await;
        assert!(matches!(known, Err(Error::NotFound)), "{known:?}");
        for made_up in ["", "made up", mother.session.secret()] {
            assert!(is_over(&sent(&office, &Token::from_browser(made_up), JPEG).await));
        }
        assert_eq!(office.stored().await.len(), 1);
    }
}

#[tokio::test]
async fn whoever_is_back_or_chooses_again_has_ended_what_was_granted_before() {
    for office in offices().await {
        let (mother, draft) = mother(&office).await;
        let first = mother.granted(&office, &draft).await.unwrap();
        let second = mother.granted(&office, &draft).await.unwrap();
        assert!(is_over(&sent(&office, &first, JPEG).await));
        assert!(sent(&office, &second, JPEG).await.is_ok());
        let elsewhere = WebView::of(&office, "lin_xiao").await;
        end(&office.ctx, Some(&elsewhere.session)).await.unwrap();
        end(&office.ctx, None).await.unwrap();
        assert!(
            sent(&office, &second, JPEG).await.is_ok(),
            "another device of hers ends nothing here"
        );
        end(&office.ctx, Some(&mother.session)).await.unwrap();
        assert!(is_over(&sent(&office, &second, JPEG).await));
    }
}

#[tokio::test]
async fn who_signed_out_hands_in_nothing_more() {
    for office in offices().await {
        let (mother, draft) = mother(&office).await;
        let grant = mother.granted(&office, &draft).await.unwrap();
        sign_out(&office.ctx, &mother.session).await.unwrap();
        assert!(is_over(&sent(&office, &grant, JPEG).await));
        assert!(office.stored().await.is_empty());
    }
}

#[tokio::test]
async fn what_was_submitted_meanwhile_takes_no_picture() {
    for office in offices().await {
        let mother = WebView::of(&office, "lin_xiao").await;
        let draft = office.newborn_draft(&mother.asker).await;
        let grant = mother.granted(&office, &draft).await.unwrap();
        office.submit(&mother.asker, &draft).await.unwrap();
        let stored = office.stored().await.len();
        let late = sent(&office, &grant, JPEG).await;
        assert!(
            matches!(late, Err(Error::Refused(Refusal::AlreadySubmitted))),
            "{late:?}"
        );
        assert_eq!(office.stored().await.len(), stored);
        let again = mother.granted(&office, &draft).await;
        assert!(
            matches!(again, Err(Error::Refused(Refusal::AlreadySubmitted))),
            "{again:?}"
        );
    }
}

#[tokio::test]
async fn nobody_is_granted_anything_for_what_is_not_theirs_or_where_no_app_holds_the_pages() {
    for mut office in offices().await {
        let (mother, draft) = mother(&office).await;
        let stranger = WebView::of(&office, "zhou_he").await;
        let theirs = stranger.granted(&office, &draft).await;
        assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
        let session = Some(&mother.session);
        let borrowed = grant(&office.ctx, &Asker::Guest(None), session, &draft, &id(PAPER)).await;
        assert!(matches!(borrowed, Err(Error::SignInFirst)));
        let unknown = grant(&office.ctx, &mother.asker, session, &draft, &id("nowhere")).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        office.ctx.containers.clear();
        let nowhere = mother.granted(&office, &draft).await;
        assert!(matches!(nowhere, Err(Error::NotFound)), "{nowhere:?}");
    }
}

#[tokio::test]
async fn a_paper_takes_no_more_pictures_than_files() {
    for mut office in offices().await {
        office.ctx.limits.files_per_material = 1;
        let (mother, draft) = mother(&office).await;
        let grant = mother.granted(&office, &draft).await.unwrap();
        sent(&office, &grant, JPEG).await.unwrap();
        let more = sent(&office, &grant, PNG).await;
        assert!(matches!(more, Err(Error::Refused(Refusal::TooManyFiles))), "{more:?}");
        let again = mother.granted(&office, &draft).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::TooManyFiles))), "{again:?}");
    }
}
