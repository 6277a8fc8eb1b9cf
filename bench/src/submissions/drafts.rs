//! Drafts with nothing missing, signed and ready to be submitted: written straight into the database of a server that is not running.

use anyhow::{Context as _, Result};
use app::visit::token_cookie;
use content::Authored;
use domain::account::Hat;
use domain::answer::{Answer, FieldId, Origin};
use domain::draft::{Consent, Draft};
use domain::id::{CitizenId, DraftId};
use domain::signature::{Method, Signature};
use serde_json::json;
use server::office;
use usecases::account::recognise::recognise;
use usecases::account::sign_in::{Luggage, as_citizen};
use usecases::draft::sign;
use usecases::theme::publish::publish;
use usecases::{Asker, Context};

use crate::site::Place;

/// Items of the theme: so many cases has each application.
pub(super) const ITEMS: usize = 7;
/// Answers that somebody typed.
const TYPED: usize = 20;
/// Drafts stored in one transaction.
const AT_ONCE: usize = 200;

/// What one citizen submits.
#[derive(Debug)]
pub(super) struct Queue {
    /// Who is signed in.
    pub(super) cookie: String,
    /// The drafts, one after the other.
    pub(super) drafts: Vec<String>,
}

/// So many drafts in all, in equal parts for so many citizens.
pub(super) fn prepare(place: &Place, drafts: usize, citizens: usize) -> Result<Vec<Queue>> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let ctx = office::open(&place.config()).await?;
        let theme = theme()?;
        publish(&ctx, &theme).await?;
        let mut queues = Vec::new();
        let people: Vec<_> = ctx.city.people().iter().filter(|person| person.can_sign_in()).collect();
        for person in people.iter().cycle().take(citizens) {
            let signed_in = as_citizen(&ctx, &person.id, &Luggage::default()).await?;
            let filled = fill(&ctx, &person.id, &theme, drafts / citizens).await?;
            let asker = recognise(&ctx, Some(&signed_in.session), None).await?;
            sign_all(&ctx, &asker, &person.id, &filled).await?;
            queues.push(Queue {
                cookie: format!("{}={}", token_cookie("session", false), signed_in.session.secret()),
                drafts: filled.iter().map(ToString::to_string).collect(),
            });
        }
        Ok(queues)
    })
}

/// So many drafts of one citizen, each with every answer.
async fn fill(ctx: &Context, citizen: &CitizenId, theme: &Authored, count: usize) -> Result<Vec<DraftId>> {
    let version = data::theme::find_current_id(ctx.db.read(), &theme.theme.slug, None).await?;
    let version = version.context("the theme is not published")?;
    let answers: Vec<FieldId> = (theme.theme.topics.iter())
        .flat_map(|topic| topic.fields.iter().map(|field| field.id.clone()))
        .collect();
    let mut drafts = Vec::with_capacity(count);
    while drafts.len() < count {
        let tx = ctx.db.write().await?;
        for _ in 0..AT_ONCE.min(count - drafts.len()) {
            let draft = Draft {
                id: ctx.new_id().parse()?,
                theme_version: version.clone(),
                citizen: Some(citizen.clone()),
                hat: Hat::Own,
                chosen: None,
                consent: Consent::Declined,
                created_at: ctx.now(),
                updated_at: ctx.now(),
                submitted_at: None,
                revision: 0,
            };
            data::draft::insert(&*tx, &draft, None).await?;
            for (number, field) in answers.iter().enumerate() {
                let answer = Answer {
                    text: format!("第 {number} 项填的内容，和平常人写的差不多长"),
                    origin: Origin::Citizen,
                    as_of: ctx.today(),
                    contested: false,
                };
                data::answer::save(&*tx, &draft.id, field, &answer).await?;
            }
            drafts.push(draft.id);
        }
        tx.commit().await?;
    }
    Ok(drafts)
}

/// Signs each draft as it is, by what a code leaves behind.
async fn sign_all(ctx: &Context, asker: &Asker, citizen: &CitizenId, drafts: &[DraftId]) -> Result<()> {
    for some in drafts.chunks(AT_ONCE) {
        let mut signatures = Vec::with_capacity(some.len());
        for draft in some {
            signatures.push(Signature {
                id: ctx.new_id().parse()?,
                draft: draft.clone(),
                citizen: citizen.clone(),
                party: None,
                method: Method::Code,
                hash: sign::read(ctx, asker, draft).await?.hash,
                proof: "{}".to_owned(),
                at: ctx.now(),
            });
        }
        let tx = ctx.db.write().await?;
        for signature in &signatures {
            data::signature::add(&*tx, signature).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// A life event with as many items and answers as a large one, that no register and no paper is needed for.
fn theme() -> Result<Authored> {
    let elements: Vec<_> = (0..TYPED)
        .map(|number| json!({"id": format!("note.number_{number}"), "label": format!("第 {number} 项"), "kind": {"text": 60}}))
        .collect();
    let fields: Vec<_> = (0..TYPED).map(|number| format!("me/note.number_{number}")).collect();
    let item = |number: usize| {
        json!({
            "id": format!("item_{number}"),
            "name": format!("第 {number} 件事"),
            "department": "police",
            "explain": "审核以后办好。",
            "basis": [{"law": "示范市办事规定", "source": "example"}],
            "accepts": ["材料齐全。"],
            "limit": {"promised": {"days": 3}, "illustrative": true},
            "result": {"name": format!("第 {number} 件事的结果"), "delivery": "办好了会告诉您"},
            "fields": fields,
            "sources": ["example"],
        })
    };
    let source = json!({
        "format": content::file::FORMAT,
        "slug": "many-submissions",
        "name": "很多人同时办的事",
        "summary": "给测量用的事，不是真的。",
        "region": {"code": "000000", "name": "示范市"},
        "lead": "police",
        "sources": [{"id": "example", "title": "示范市的示例，为测量编写，不是真实规定", "kind": "illustration"}],
        "subjects": [{"id": "me", "name": "申请人"}],
        "applicant": {"subject": "me"},
        "topics": [{"id": "me", "title": "申请人的信息", "fields": fields.iter().map(|field| json!({"field": field})).collect::<Vec<_>>()}],
        "items": (0..ITEMS).map(item).collect::<Vec<_>>(),
    });
    let (source, elements) = (format!("{source:#}"), format!("{:#}", json!({"elements": elements})));
    let theme = content::theme::read(&source, &elements).map_err(|found| anyhow::anyhow!("{found:?}"))?;
    Ok(Authored {
        hash: content::theme::hash(&source, &elements),
        slug: theme.slug.to_string(),
        source,
        elements,
        theme,
        editions: Vec::new(),
    })
}
