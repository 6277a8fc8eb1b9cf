//! Items: what one department does, with basis, limit and result.

use domain::calendar::{DayKind, Term};
use domain::theme::item::{Applies, Basis, Item, Limit};

use super::names::Reader;
use crate::file::item::{AppliesFile, BasisFile, DayKindFile, ItemFile, LimitFile, TermFile};
use crate::finding::Rule;

impl Reader<'_> {
    pub(crate) fn item(&mut self, file: &ItemFile) -> Option<Item> {
        let id = self.id(&file.id);
        let department = self.id(&file.department);
        let office = file
            .office
            .as_ref()
            .and_then(|name| self.field(name))
            .map(|(field, _)| field);
        let basis = file.basis.iter().map(|basis| self.basis(basis)).collect();
        let applies = file.applies.as_ref().and_then(|applies| self.applies(applies));
        let after = self.items(&file.after);
        let fields = self.fields(&file.fields);
        let materials = self.materials(&file.materials);
        let sources = self.sources(&file.sources);
        if file.limit.is_none() {
            self.note_missing(file, "办理时限", "limit");
        }
        if file.result.is_none() {
            self.note_missing(file, "办理结果", "result");
        }
        let result = file.result.as_ref()?;
        Some(Item {
            id: id?,
            name: file.name.clone(),
            short: file.short.as_ref().unwrap_or(&result.name).clone(),
            code: file.code.clone(),
            department: department?,
            office,
            explain: file.explain.clone(),
            basis,
            accepts: file.accepts.clone(),
            applies,
            optional: file.optional,
            in_person: file.in_person.clone(),
            after,
            limit: limit(file.limit.as_ref()?),
            ask_by: file.ask_by.clone(),
            fee: file.fee.clone(),
            result: result.name.clone(),
            done: result.done.clone(),
            delivery: result.delivery.clone(),
            fields,
            materials,
            sources,
        })
    }

    fn note_missing(&mut self, file: &ItemFile, part: &str, key: &str) {
        let message = format!("事项“{}”没有写{part}，请补上 {key}。", file.name);
        self.notes.add(&file.id, Rule::MissingPart, message);
    }

    fn basis(&mut self, file: &BasisFile) -> Basis {
        let source = file.source.as_ref().and_then(|name| self.source_id(name));
        Basis {
            law: file.law.clone(),
            article: file.article.clone(),
            source,
        }
    }

    fn applies(&mut self, file: &AppliesFile) -> Option<Applies> {
        let when = self.condition(&file.when)?;
        Some(Applies {
            when,
            because: file.because.clone(),
            otherwise: file.otherwise.clone(),
        })
    }
}

fn limit(file: &LimitFile) -> Limit {
    Limit {
        promised: term(file.promised),
        statutory: file.statutory.map(term),
        illustrative: file.illustrative,
    }
}

fn term(file: TermFile) -> Term {
    let kind = match file.kind {
        DayKindFile::Working => DayKind::Working,
        DayKindFile::Natural => DayKind::Natural,
    };
    Term { days: file.days, kind }
}
