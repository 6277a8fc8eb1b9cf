//! What those who apply together agree to, as one hash: the same as long as nothing about it changes.

use std::collections::BTreeMap;

use domain::answer::Answers;
use domain::draft::File;
use domain::form::Form;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::draft::read::MyDraft;
use crate::token::hex;

/// The hash of the items, of what is asked and answered, and of the papers.
pub(crate) fn hash(mine: &MyDraft, form: &Form<'_>, answers: &Answers, files: &[File]) -> String {
    let asked = form.topics.iter().flat_map(|page| &page.fields);
    let answered = asked.map(|field| (field.id.to_string(), answers.text(&field.id).unwrap_or_default()));
    let items: Vec<String> = mine.plan.taken(&mine.theme).iter().map(ToString::to_string).collect();
    let papers = files
        .iter()
        .map(|file| (file.material.as_str(), file.sha256.as_str(), file.turned));
    let promises = mine.offered().filter(|one| mine.is_promised(&one.about));
    let promises = promises.map(|one| one.about.to_string());
    let deliveries = mine.to_deliver().into_iter();
    let deliveries = deliveries.map(|(item, delivery)| (item.id.to_string(), delivery.to_string()));
    let record = json!({
        "theme": mine.draft.theme_version.as_str(),
        "items": items,
        "answers": answered.collect::<BTreeMap<_, _>>(),
        "papers": papers.collect::<Vec<_>>(),
        "promises": promises.collect::<Vec<_>>(),
        "deliveries": deliveries.collect::<BTreeMap<_, _>>(),
        "deferrals": mine.deferrals.iter().map(|one| one.material.as_str()).collect::<Vec<_>>(),
    });
    hex(&Sha256::digest(record.to_string()))
}
