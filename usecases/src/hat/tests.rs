use domain::account::Hat;

use super::list::{ask_register, list};
use super::put_on::put_on;
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::draft::{self, start};
use crate::office::{TestOffice, id};
use crate::register::sandbox::Behaviour;
use crate::{Asker, Error, Refusal};

async fn under(office: &TestOffice, who: &str, hat: &Hat) -> crate::Result<Asker> {
    let session = as_citizen(&office.ctx, &id(who), &Luggage::default()).await?.session;
    let asker = recognise(&office.ctx, Some(&session), None).await?;
    let luggage = Luggage {
        session: Some(session.clone()),
        ..Luggage::default()
    };
    let worn = put_on(&office.ctx, &asker, hat, &luggage).await?;
    let old = recognise(&office.ctx, Some(&session), None).await?;
    assert!(matches!(old, Asker::Guest(_)), "the token from before is worth nothing");
    recognise(&office.ctx, Some(&worn), None).await
}

#[tokio::test]
async fn whom_the_business_register_names_acts_for_the_company_and_nobody_else_does() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let owner = office.citizen("shen_jing").await;
        let company = ask_register(ctx, &owner).await.unwrap().unwrap();
        assert_eq!(company.name, "示范市知行文化传播有限公司");
        assert_eq!(
            ask_register(ctx, &owner).await.unwrap().unwrap(),
            company,
            "the same company again"
        );
        // A partner who does not represent it, and somebody in no register.
        for who in ["han_xue", "lin_xiao"] {
            let other = office.citizen(who).await;
            assert!(ask_register(ctx, &other).await.unwrap().is_none());
            let worn = under(&office, who, &Hat::Organisation(company.id.clone())).await;
            assert!(matches!(worn, Err(Error::Refused(Refusal::RepresentsNoMore))));
        }
        assert_eq!(
            list(ctx, &owner).await.unwrap()[0].name(),
            Some("示范市知行文化传播有限公司")
        );
    }
}

#[tokio::test]
async fn what_is_filed_for_a_company_is_the_companys_and_ends_with_the_registers_word() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let owner = office.citizen("shen_jing").await;
        let hat = Hat::Organisation(ask_register(ctx, &owner).await.unwrap().unwrap().id);
        let asker = under(&office, "shen_jing", &hat).await.unwrap();
        let draft = start::start(ctx, &asker, &id("social-card")).await.unwrap();
        assert_eq!(draft::list::list(ctx, &asker).await.unwrap().len(), 1);
        assert!(draft::list::list(ctx, &owner).await.unwrap().is_empty());
        assert!(matches!(
            draft::read::read(ctx, &owner, &draft).await,
            Err(Error::WearFirst(wanted)) if wanted == hat
        ));
        office.advance(24 * 3_600_000);
        let again = office.citizen("shen_jing").await;
        let late = draft::own(ctx, &again, &draft).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::RepresentsNoMore))));
        office.set_register("business", Behaviour::Down).await;
        let down = ask_register(ctx, &again).await;
        assert!(matches!(down, Err(Error::Refused(Refusal::RegisterDown))));
        office.set_register("business", Behaviour::Empty).await;
        assert!(ask_register(ctx, &again).await.unwrap().is_none());
        assert!(list(ctx, &again).await.unwrap().is_empty());
    }
}
