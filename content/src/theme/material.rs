//! Materials: papers, and the ways they are not asked for.

use domain::theme::material::{Material, Waiver, WaiverMode};

use super::names::Reader;
use crate::file::material::{MaterialFile, WaiverFile};

impl Reader<'_> {
    pub(crate) fn material(&mut self, file: &MaterialFile) -> Option<Material> {
        let id = self.id(&file.id);
        let when = self.when(file.when.as_ref());
        let waivers = file.waivers.iter().map(|waiver| self.waiver(waiver)).collect();
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
            sources,
        })
    }

    fn waiver(&mut self, file: &WaiverFile) -> Waiver {
        let (mode, reason) = match file {
            WaiverFile::Generated(generated) => (WaiverMode::Generated, &generated.reason),
            WaiverFile::Certificate(known) => (WaiverMode::Certificate(self.fields(&known.knows)), &known.reason),
            WaiverFile::Register(known) => (WaiverMode::Register(self.fields(&known.knows)), &known.reason),
            WaiverFile::Library(library) => (WaiverMode::Library { months: library.months }, &library.reason),
        };
        Waiver {
            mode,
            reason: reason.clone(),
        }
    }
}
