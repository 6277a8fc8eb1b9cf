//! The pre-check (智慧预审): what an officer would send back, found before it is submitted. It warns; only what the law wants stops.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::answer::{Answers, FieldId};
use crate::draft::File;
use crate::field::{Kind, same_text};
use crate::form::{Form, FormField};
use crate::id::{FileId, MaterialId, RegisterId};
use crate::plan::{Need, Plan};
use crate::register::Fact;
use crate::theme::Theme;
use crate::theme::item::Basis;
use crate::theme::material::{Material, Picture};

/// The longer side of a picture in which print can still be read, pixels.
pub const LEGIBLE: u32 = 640;

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Filed<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// Which papers are wanted.
    pub plan: &'a Plan,
    /// What is asked.
    pub form: &'a Form<'a>,
    /// What was answered.
    pub answers: &'a Answers,
    /// What registers said.
    pub facts: &'a [Fact],
    /// What was handed in.
    pub files: &'a [File],
    /// The day it is judged on.
    pub today: NaiveDate,
}

/// The rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A name or number is not as the register has it.
    Register,
    /// Two answers about one person do not go together.
    TwoNames,
    /// A number lies where it seldom does.
    Unusual,
    /// A paper does not hold any more.
    Expired,
    /// A photo is too small to be read.
    Legible,
    /// Pages or sides are missing.
    Pages,
    /// One file serves as two papers.
    Twice,
    /// There is nothing on any page.
    Blank,
    /// A photo is not what it must be like.
    Picture,
}

/// Something an officer would send back.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What.
    pub what: What,
    /// Where the law wants it otherwise: then it stops.
    pub basis: Option<Basis>,
}

/// What was found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A register has this answer otherwise.
    Register {
        /// The answer.
        field: FieldId,
        /// Which register.
        register: RegisterId,
        /// What it says.
        said: String,
    },
    /// Two subjects have one ID number and two names.
    TwoNames {
        /// One name.
        field: FieldId,
        /// The other.
        other: FieldId,
    },
    /// This number usually lies between these two.
    Unusual(FieldId, (i64, i64)),
    /// A paper held until this day.
    Expired(MaterialId, NaiveDate),
    /// The longer side of this picture has so many pixels.
    Legible(MaterialId, FileId, u32),
    /// There are only so many pages.
    Pages(MaterialId, u32),
    /// The paper is the same file as this other one.
    Twice(MaterialId, MaterialId),
    /// This document is empty.
    Blank(MaterialId, FileId),
    /// This photo has other pixels.
    Pixels(MaterialId, FileId, (u32, u32)),
    /// This photo is so many kilobytes: too many or too few.
    Kilobytes(MaterialId, FileId, u64),
    /// This file is of another kind than is taken.
    Format(MaterialId, FileId),
}

impl What {
    /// By which rule.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self {
            Self::Register { .. } => Rule::Register,
            Self::TwoNames { .. } => Rule::TwoNames,
            Self::Unusual(..) => Rule::Unusual,
            Self::Expired(..) => Rule::Expired,
            Self::Legible(..) => Rule::Legible,
            Self::Pages(..) => Rule::Pages,
            Self::Twice(..) => Rule::Twice,
            Self::Blank(..) => Rule::Blank,
            Self::Pixels(..) | Self::Kilobytes(..) | Self::Format(..) => Rule::Picture,
        }
    }

    /// The paper it is about.
    #[must_use]
    pub fn material(&self) -> Option<&MaterialId> {
        match self {
            Self::Register { .. } | Self::TwoNames { .. } | Self::Unusual(..) => None,
            Self::Expired(material, _)
            | Self::Legible(material, ..)
            | Self::Pages(material, _)
            | Self::Twice(material, _)
            | Self::Blank(material, _)
            | Self::Pixels(material, ..)
            | Self::Kilobytes(material, ..)
            | Self::Format(material, _) => Some(material),
        }
    }

    /// The answer it is about.
    #[must_use]
    pub fn field(&self) -> Option<&FieldId> {
        match self {
            Self::Register { field, .. } | Self::TwoNames { field, .. } | Self::Unusual(field, _) => Some(field),
            _ => None,
        }
    }
}

/// Everything an officer would send back, the answers first, then the papers in the theme's order.
#[must_use]
pub fn precheck(filed: &Filed<'_>) -> Vec<Finding> {
    let answers = (against_registers(filed).into_iter())
        .chain(two_names(filed))
        .chain(unusual(filed));
    let answers = answers.map(|what| Finding { what, basis: None });
    let papers = wanted(filed).flat_map(|material| {
        paper(filed, material).into_iter().map(|what| {
            let must = material.musts.iter().find(|must| must.rule == what.rule());
            Finding {
                basis: must.map(|must| must.basis.clone()),
                what,
            }
        })
    });
    answers.chain(papers).collect()
}

/// Names and numbers that a register has otherwise.
fn against_registers(filed: &Filed<'_>) -> Vec<What> {
    let against = |(field, text): (&FormField<'_>, &str)| {
        let differs = |fact: &&Fact| fact.field == field.id && !same_text(&fact.text, text);
        let fact = filed.facts.iter().find(differs)?;
        Some(What::Register {
            field: field.id.clone(),
            register: fact.record.register.clone(),
            said: fact.text.clone(),
        })
    };
    let of_a_person = |kind: &Kind| matches!(kind, Kind::Name | Kind::IdNumber);
    answered(filed, of_a_person).into_iter().filter_map(against).collect()
}

/// One ID number, two names.
fn two_names(filed: &Filed<'_>) -> Vec<What> {
    let names = answered(filed, |kind| matches!(kind, Kind::Name));
    let mut first: BTreeMap<(String, &str), &FieldId> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, text) in answered(filed, |kind| matches!(kind, Kind::IdNumber)) {
        let is_theirs = |name: &FormField<'_>| name.id.subject == number.id.subject && name.id.index == number.id.index;
        for (name, said) in names.iter().filter(|(name, _)| is_theirs(name)) {
            let person = (text.trim().to_uppercase(), name.id.element.as_str());
            let other = *first.entry(person).or_insert(&name.id);
            if !same_text(said, filed.answers.text(other).unwrap_or_default()) {
                found.push(What::TwoNames {
                    field: name.id.clone(),
                    other: other.clone(),
                });
            }
        }
    }
    found
}

/// Numbers that lie where they seldom do: five metres, written where centimetres are asked for.
fn unusual(filed: &Filed<'_>) -> Vec<What> {
    let beyond = |(field, text): (&FormField<'_>, &str)| {
        let usual = field.field.element.kind.unusual(text)?;
        Some(What::Unusual(field.id.clone(), usual))
    };
    let of_numbers = |kind: &Kind| matches!(kind, Kind::Number { .. });
    answered(filed, of_numbers).into_iter().filter_map(beyond).collect()
}

/// The answers to fields of a kind, that are not empty.
fn answered<'a>(filed: &Filed<'a>, is_wanted: fn(&Kind) -> bool) -> Vec<(&'a FormField<'a>, &'a str)> {
    let fields = filed.form.topics.iter().flat_map(|page| &page.fields);
    let answered = |field: &'a FormField<'a>| Some((field, filed.answers.text(&field.id)?));
    let fields = fields.filter(|field| is_wanted(&field.field.element.kind));
    fields
        .filter_map(answered)
        .filter(|(_, text)| !text.trim().is_empty())
        .collect()
}

/// The papers that are asked for.
fn wanted<'a>(filed: &Filed<'a>) -> impl Iterator<Item = &'a Material> + use<'a> {
    let filed = *filed;
    let planned = filed.plan.materials.iter();
    let asked = planned.filter(|planned| !matches!(planned.need, Need::Waived(_) | Need::WaiverExpected(_)));
    asked.filter_map(move |planned| filed.theme.materials.get(planned.position))
}

/// What is wrong with one paper.
fn paper(filed: &Filed<'_>, material: &Material) -> Vec<What> {
    let own: Vec<&File> = (filed.files.iter().filter(|file| file.material == material.id)).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let id = || material.id.clone();
    let until = own.iter().filter_map(|file| file.valid_until).min();
    let expired = until.filter(|until| *until < filed.today);
    let there: u32 = own.iter().map(|file| file.pages).sum();
    let missing = material.pages.as_ref().filter(|pages| there < pages.least);
    let of_each = own.iter().flat_map(|file| one_file(material, file));
    (expired.into_iter().map(|until| What::Expired(id(), until)))
        .chain(missing.into_iter().map(|_| What::Pages(id(), there)))
        .chain(same_as(filed, material, &own).map(|other| What::Twice(id(), other)))
        .chain(of_each)
        .collect()
}

/// A paper before it in the theme that is one of the same files.
fn same_as(filed: &Filed<'_>, material: &Material, own: &[&File]) -> Option<MaterialId> {
    let mut before = wanted(filed).take_while(|other| other.id != material.id);
    let is_same = |other: &&Material| {
        let mut theirs = filed.files.iter().filter(|file| file.material == other.id);
        theirs.any(|file| own.iter().any(|own| own.sha256 == file.sha256))
    };
    before.find(is_same).map(|other| other.id.clone())
}

/// What is wrong with one file.
fn one_file(material: &Material, file: &File) -> Vec<What> {
    let (paper, id) = (material.id.clone(), file.id.clone());
    if file.is_blank {
        return vec![What::Blank(paper, id)];
    }
    if !material.kinds().contains(&file.media_type) {
        return vec![What::Format(paper, id)];
    }
    let Some(pixels @ (width, height)) = file.shown() else {
        return Vec::new();
    };
    match &material.picture {
        Some(picture) => (wrong_pixels(picture, pixels).then(|| What::Pixels(paper.clone(), id.clone(), pixels)))
            .into_iter()
            .chain(wrong_size(picture, file.size).map(|kilobytes| What::Kilobytes(paper, id, kilobytes)))
            .collect(),
        None if width.max(height) < LEGIBLE => vec![What::Legible(paper, id, width.max(height))],
        None => Vec::new(),
    }
}

fn wrong_pixels(picture: &Picture, (width, height): (u32, u32)) -> bool {
    picture.width.is_some_and(|wanted| wanted != width) || picture.height.is_some_and(|wanted| wanted != height)
}

/// The kilobytes of a photo, begun ones counted, when they are too many or too few.
fn wrong_size(picture: &Picture, bytes: u64) -> Option<u64> {
    let kilobytes = bytes.div_ceil(1024);
    let is_heavy = picture.most_kilobytes.is_some_and(|most| kilobytes > u64::from(most));
    let is_light = picture
        .least_kilobytes
        .is_some_and(|least| kilobytes < u64::from(least));
    (is_heavy || is_light).then_some(kilobytes)
}

#[cfg(test)]
mod tests;
