//! Items: what one department does, with basis, limit and result.

use std::collections::BTreeMap;

use domain::account::Level;
use domain::answer::FieldId;
use domain::calendar::{DayKind, Term};
use domain::theme::item::{Applies, Automatic, Basis, Commitment, Fee, Item, Limit, Pause, Way};

use super::names::Reader;
use crate::file::item::{
    AppliesFile, AutomaticFile, BasisFile, CommitmentFile, DayKindFile, FeeFile, ItemFile, LevelFile, LimitFile,
    PauseFile, TermFile, WayFile,
};
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
        let after = self.items_or_groups(&file.after);
        let after_decided = self.items_or_groups(&file.after_decided);
        let pauses = file.pauses.iter().map(|pause| self.pause(file, pause)).collect();
        let commitment = file.commitment.as_ref().map(|commitment| self.commitment(commitment));
        let automatic = file.automatic.as_ref().and_then(|automatic| self.automatic(automatic));
        let fields = self.fields(&file.fields);
        let wording = self.wording(file, &fields);
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
            level: level(file.level),
            in_person: file.in_person.clone(),
            offline: file.offline.clone(),
            if_refused: file.if_refused.clone(),
            after,
            after_decided,
            limit: limit(file.limit.as_ref()?),
            pauses,
            commitment,
            automatic,
            contact: file.contact.clone(),
            ask_by: file.ask_by.clone(),
            fee: file.fee.as_ref().map(fee),
            result: result.name.clone(),
            done: result.done.clone(),
            delivery: result.delivery.clone(),
            ways: result.ways.iter().copied().map(way).collect(),
            valid: result.valid.clone(),
            fields,
            wording,
            materials,
            sources,
        })
    }

    /// What the office calls its fields; a word for what it does not need is noted.
    fn wording(&mut self, file: &ItemFile, fields: &[FieldId]) -> BTreeMap<FieldId, String> {
        let mut wording = BTreeMap::new();
        for word in &file.wording {
            let Some((field, _)) = self.field(&word.field) else {
                continue;
            };
            if !fields.contains(&field) {
                let message = format!(
                    "“{}”不在事项“{}”的 fields 里，请写进去，或者去掉这个叫法。",
                    word.field.value, file.name
                );
                self.notes.add(&word.field, Rule::AskedForNothing, message);
            }
            if wording.insert(field, word.label.clone()).is_some() {
                let message = format!("“{}”的叫法写了两次，请只留一处。", word.field.value);
                self.notes.add(&word.field, Rule::Duplicate, message);
            }
        }
        wording
    }

    fn note_missing(&mut self, file: &ItemFile, part: &str, key: &str) {
        let message = format!("事项“{}”没有写{part}，请补上 {key}。", file.name);
        self.notes.add(&file.id, Rule::MissingPart, message);
    }

    pub(super) fn basis(&mut self, file: &BasisFile) -> Basis {
        let source = file.source.as_ref().and_then(|name| self.source_id(name));
        Basis {
            law: file.law.clone(),
            article: file.article.clone(),
            source,
        }
    }

    fn pause(&mut self, item: &ItemFile, file: &PauseFile) -> Pause {
        if file.binding && file.days.is_none_or(|term| term.days == 0) {
            self.note_missing(item, &format!("“{}”要满几天", file.name), "days");
        }
        Pause {
            name: file.name.clone(),
            explain: file.explain.clone(),
            term: file.days.map(term),
            is_binding: file.binding,
            basis: file.basis.as_ref().map(|basis| self.basis(basis)),
        }
    }

    pub(crate) fn commitment(&mut self, file: &CommitmentFile) -> Commitment {
        Commitment {
            notice: file.notice.clone(),
            consequence: file.consequence.clone(),
            excluded: file.excluded.clone(),
            promise: file.promise.clone(),
            check: file.check.clone(),
            check_within: file.check_within.map(term),
            sources: self.sources(&file.sources),
        }
    }

    fn automatic(&mut self, file: &AutomaticFile) -> Option<Automatic> {
        let when = self.condition(&file.when)?;
        let because = file.because.clone();
        Some(Automatic { when, because })
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

fn level(file: LevelFile) -> Level {
    match file {
        LevelFile::RealName => Level::RealName,
        LevelFile::Live => Level::Live,
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
    days(file.days, file.kind)
}

/// A number of days of this kind.
pub(crate) fn days(days: u32, kind: DayKindFile) -> Term {
    let kind = match kind {
        DayKindFile::Working => DayKind::Working,
        DayKindFile::Natural => DayKind::Natural,
    };
    Term { days, kind }
}

fn fee(file: &FeeFile) -> Fee {
    let (fen, words) = match file {
        FeeFile::Words(words) => (None, words),
        FeeFile::Sum { fen, words } => (Some(*fen), words),
    };
    let words = words.clone();
    Fee { fen, words }
}

fn way(file: WayFile) -> Way {
    match file {
        WayFile::Electronic => Way::Electronic,
        WayFile::Mail => Way::Mail,
        WayFile::Window => Way::Window,
    }
}
