//! Materials: papers, and the ways they are not asked for.

use domain::draft::MediaType;
use domain::precheck::Rule;
use domain::theme::material::{Deferral, Material, Must, Pages, Picture, Waiver, WaiverMode};

use super::item::days;
use super::names::Reader;
use crate::file::material::{DeferFile, FormatFile, MaterialFile, MustRuleFile, PagesFile, PictureFile, WaiverFile};

impl Reader<'_> {
    pub(crate) fn material(&mut self, file: &MaterialFile) -> Option<Material> {
        let id = self.id(&file.id);
        let when = self.when(file.when.as_ref());
        let waivers = file.waivers.iter().map(|waiver| self.waiver(waiver)).collect();
        let commitment = file.commitment.as_ref().map(|commitment| self.commitment(commitment));
        let musts = file.must.iter().map(|must| Must {
            rule: rule(must.rule),
            basis: self.basis(&must.basis),
        });
        let musts = musts.collect();
        let sources = self.sources(&file.sources);
        Some(Material {
            id: id?,
            name: file.name.clone(),
            code: file.code.clone(),
            issued_by: file.issued_by.clone(),
            hint: file.hint.clone(),
            when,
            optional: file.optional,
            waivers,
            library: file.library.as_ref().map(|library| library.months),
            expires: file.expires,
            pages: file.pages.as_ref().map(pages),
            musts,
            deferral: file.defer.as_ref().map(deferral),
            commitment,
            picture: file.picture.as_ref().map(picture),
            formats: file.formats.iter().copied().map(format).collect(),
            sources,
        })
    }

    fn waiver(&mut self, file: &WaiverFile) -> Waiver {
        let (mode, reason) = match file {
            WaiverFile::Generated(generated) => (WaiverMode::Generated, &generated.reason),
            WaiverFile::Certificate(known) => (WaiverMode::Certificate(self.fields(&known.knows)), &known.reason),
            WaiverFile::Register(known) => (WaiverMode::Register(self.fields(&known.knows)), &known.reason),
        };
        Waiver {
            mode,
            reason: reason.clone(),
        }
    }
}

fn rule(file: MustRuleFile) -> Rule {
    match file {
        MustRuleFile::Expired => Rule::Expired,
        MustRuleFile::Pages => Rule::Pages,
        MustRuleFile::Picture => Rule::Picture,
    }
}

fn pages(file: &PagesFile) -> Pages {
    Pages {
        least: file.least,
        text: file.text.clone(),
    }
}

fn deferral(file: &DeferFile) -> Deferral {
    Deferral {
        term: days(file.days, file.kind),
        text: file.text.clone(),
    }
}

fn picture(file: &PictureFile) -> Picture {
    Picture {
        width: file.width,
        height: file.height,
        dpi: file.dpi,
        least_kilobytes: file.kilobytes.and_then(|size| size.least),
        most_kilobytes: file.kilobytes.and_then(|size| size.most),
        background: file.background.clone(),
    }
}

fn format(file: FormatFile) -> MediaType {
    match file {
        FormatFile::Jpeg => MediaType::Jpeg,
        FormatFile::Png => MediaType::Png,
        FormatFile::Pdf => MediaType::Pdf,
    }
}
