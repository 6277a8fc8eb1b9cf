//! What the pre-check found: in words, with how to mend it and the way there.

use domain::answer::FieldId;
use domain::id::{FileId, MaterialId};
use domain::precheck::{Finding, What};
use leptos::prelude::*;
use usecases::Context;
use usecases::draft::read::MyDraft;

use crate::text::{date, paper as text};
use crate::ui::field::{FROM_CHECK, anchor, labelled, said};

/// What was found and how to mend it.
fn words(office: &Context, mine: &MyDraft, what: &What) -> Option<[String; 2]> {
    let paper = |id: &MaterialId| mine.theme.material(id);
    let name = |id: &MaterialId| paper(id).map_or("", |material| material.name.as_str());
    let file = |id: &FileId| {
        let found = mine.files.iter().find(|file| file.id == *id);
        found.map_or("", |file| file.name.as_str())
    };
    Some(match what {
        What::Register {
            field,
            register,
            said: told,
        } => {
            let known = office.city.register(register);
            let kind = &mine.theme.element(field)?.kind;
            text::register(
                &label(mine, field),
                known.map_or("", |known| known.name.as_str()),
                &said(kind, told, false),
            )
        }
        What::TwoNames { field, other } => text::two_names(&label(mine, field), &label(mine, other)),
        What::Unusual(field, usual) => {
            let kind = &mine.theme.element(field)?.kind;
            let typed = mine.answers.text(field).unwrap_or_default();
            text::unusual(&label(mine, field), &said(kind, typed, false), *usual, kind.unit())
        }
        What::Expired(id, day) => text::expired(name(id), &date::whole(*day)),
        What::Legible(id, _, pixels) => text::legible(name(id), *pixels),
        What::Pages(id, there) => text::pages(name(id), *there, paper(id)?.pages.as_ref()?),
        What::Twice(id, other) => text::twice(name(id), name(other)),
        What::Blank(id, of) => text::blank(name(id), file(of)),
        What::Pixels(id, _, pixels) => text::pixels(paper(id)?, *pixels),
        What::Kilobytes(id, _, kilobytes) => text::kilobytes(paper(id)?, *kilobytes),
        What::Format(id, of) => text::format(paper(id)?, file(of)),
    })
}

fn label(mine: &MyDraft, id: &FieldId) -> String {
    let form = mine.form();
    let mut fields = form.topics.iter().flat_map(|page| &page.fields);
    let field = fields.find(|field| field.id == *id);
    field.map_or_else(String::new, |field| labelled(&mine.theme, field))
}

/// Where it is mended, on the way back to the check page.
fn place(mine: &MyDraft, what: &What) -> Option<String> {
    let base = format!("/drafts/{}", mine.draft.id);
    if let Some(material) = what.material() {
        return Some(format!("{base}/materials/{material}?{FROM_CHECK}"));
    }
    let field = what.field()?;
    let form = mine.form();
    let page = form
        .topics
        .iter()
        .find(|page| page.fields.iter().any(|one| one.id == *field))?;
    let anchor = anchor(field);
    Some(format!(
        "{base}/form/{}?edit={field}&{FROM_CHECK}#{anchor}",
        page.topic.id
    ))
}

/// The findings of one kind as rows; with `mends` each leads to where it is mended.
pub(crate) fn finding_rows(office: &Context, mine: &MyDraft, findings: &[Finding], mends: bool) -> Vec<AnyView> {
    let row = |finding: &Finding| {
        let [found, mend] = words(office, mine, &finding.what)?;
        let law = finding.basis.as_ref().map(text::by_law);
        let link = mends.then(|| place(mine, &finding.what)).flatten().map(|href| {
            view! { <a class="more" href=href aria-label=format!("{}：{found}", text::MEND)>{text::MEND}</a> }
        });
        let mend = view! { <span class="note">{mend}{law}</span> };
        Some(view! { <li><span class="rows__name num">{found.clone()}</span>{link}{mend}</li> }.into_any())
    };
    findings.iter().filter_map(row).collect()
}
