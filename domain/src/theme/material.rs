//! A material (材料): a paper or file, and the ways it is not asked for.

use super::item::{Basis, Commitment};
use crate::answer::{Answers, FieldId, Origin};
use crate::calendar::Term;
use crate::condition::Condition;
use crate::draft::MediaType;
use crate::id::{MaterialId, SourceId};
use crate::party::says_who;
use crate::precheck::Rule;

/// A paper or file.
#[derive(Debug, Clone)]
pub struct Material {
    /// Its id in the theme.
    pub id: MaterialId,
    /// Name.
    pub name: String,
    /// Official or standard code; the material library finds the same paper by it.
    pub code: Option<String>,
    /// Who issues it.
    pub issued_by: String,
    /// How to photograph or find it.
    pub hint: Option<String>,
    /// Needed only when this holds.
    pub when: Option<Condition>,
    /// May be left out.
    pub optional: bool,
    /// Ways it is not asked for; the first that holds wins.
    pub waivers: Vec<Waiver>,
    /// For how many months one that was handed in can be used again; found by its code.
    pub library: Option<u32>,
    /// It holds until a day that stands on it.
    pub expires: bool,
    /// How many pages or sides it has at least.
    pub pages: Option<Pages>,
    /// What the law wants of it: a finding by one of these rules keeps an application from being submitted.
    pub musts: Vec<Must>,
    /// 容缺: it may follow.
    pub deferral: Option<Deferral>,
    /// 告知承诺: a promise serves instead.
    pub commitment: Option<Commitment>,
    /// What a photo must be like.
    pub picture: Option<Picture>,
    /// The kinds of file that are taken; all when none is named.
    pub formats: Vec<MediaType>,
    /// Where the facts come from.
    pub sources: Vec<SourceId>,
}

impl Material {
    /// The kinds of file that are taken: those that are named; where none is, all, and for a photo every picture.
    #[must_use]
    pub fn kinds(&self) -> Vec<MediaType> {
        if !self.formats.is_empty() {
            return self.formats.clone();
        }
        let is_taken = |kind: &MediaType| self.picture.is_none() || *kind != MediaType::Pdf;
        MediaType::ALL
            .into_iter()
            .map(|(kind, _)| kind)
            .filter(is_taken)
            .collect()
    }
}

/// A material that may follow (容缺受理).
#[derive(Debug, Clone)]
pub struct Deferral {
    /// How long after acceptance.
    pub term: Term,
    /// What happens when it does not come, in words.
    pub text: String,
}

/// What a photo must be like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
    /// Dots per inch.
    pub dpi: Option<u32>,
    /// At least so many kilobytes.
    pub least_kilobytes: Option<u32>,
    /// At most so many kilobytes.
    pub most_kilobytes: Option<u32>,
    /// Colour of the background, in words.
    pub background: Option<String>,
}

/// How many pages or sides a paper has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// At least so many.
    pub least: u32,
    /// Which, in words.
    pub text: String,
}

/// What the law wants of a paper.
#[derive(Debug, Clone)]
pub struct Must {
    /// By which rule it is found.
    pub rule: Rule,
    /// Where it stands.
    pub basis: Basis,
}

/// One way a material is not asked for, with the reason in words.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Which way.
    pub mode: WaiverMode,
    /// The reason in words.
    pub reason: String,
}

/// The waiver modes (免提交).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaiverMode {
    /// The system writes it from the answers.
    Generated,
    /// An e-certificate is linked: a register gave all these facts.
    Certificate(Vec<FieldId>),
    /// A register is checked instead: it gave all these facts.
    Register(Vec<FieldId>),
}

/// Whether a waiver holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waived {
    /// It holds.
    Yes,
    /// It will hold if the registers say what is expected; they were not asked yet.
    Expected,
    /// It does not hold.
    No,
}

impl WaiverMode {
    /// Whether it holds. `read`: the registers were asked already.
    #[must_use]
    pub fn holds(&self, answers: &Answers, read: bool) -> Waived {
        let is_known = |field: &FieldId| Self::is_known(field, answers);
        match self {
            Self::Generated => Waived::Yes,
            Self::Certificate(facts) | Self::Register(facts) if facts.iter().all(is_known) => Waived::Yes,
            Self::Certificate(_) | Self::Register(_) if !read => Waived::Expected,
            Self::Certificate(_) | Self::Register(_) => Waived::No,
        }
    }

    /// Whether a register or an account says it. What those who apply together type of themselves is not known so; who they are is, since
    /// their own accounts say it.
    #[must_use]
    pub fn is_known(field: &FieldId, answers: &Answers) -> bool {
        answers.get(field).is_some_and(|answer| match answer.origin {
            Origin::Register(_) | Origin::Account => true,
            Origin::Party => says_who(field),
            Origin::Citizen => false,
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::answer::tests::answers;
    use crate::answer::{Answer, Answers};

    /// A paper that everybody must hand in.
    pub(crate) fn material(id: &str) -> Material {
        Material {
            id: id.parse().unwrap(),
            name: "证明".into(),
            code: None,
            issued_by: "医院".into(),
            hint: None,
            when: None,
            optional: false,
            waivers: vec![],
            library: None,
            expires: false,
            pages: None,
            musts: vec![],
            deferral: None,
            commitment: None,
            picture: None,
            formats: vec![],
            sources: vec![],
        }
    }

    #[test]
    fn of_a_photo_only_pictures_are_taken_unless_the_theme_says_otherwise() {
        let kinds = |picture: Option<Picture>, formats: &[MediaType]| {
            let formats = formats.to_vec();
            let material = Material {
                picture,
                formats,
                ..material("photo")
            };
            material.kinds()
        };
        let photo = || Some(Picture::default());
        assert_eq!(kinds(None, &[]), [MediaType::Jpeg, MediaType::Png, MediaType::Pdf]);
        assert_eq!(kinds(photo(), &[]), [MediaType::Jpeg, MediaType::Png]);
        assert_eq!(kinds(photo(), &[MediaType::Jpeg]), [MediaType::Jpeg]);
    }

    fn register_knows(field: &str) -> Answers {
        let (id, answer) = answers(&[(field, "1")])
            .iter()
            .next()
            .map(|(id, answer)| (id.clone(), answer.clone()))
            .unwrap();
        [(
            id,
            Answer {
                origin: Origin::Register("birth".parse().unwrap()),
                ..answer
            },
        )]
        .into_iter()
        .collect()
    }

    #[test]
    fn a_register_waives_a_paper_only_when_it_said_so_itself() {
        let mode = WaiverMode::Register(vec!["child/birth.record_number".parse().unwrap()]);
        assert_eq!(
            mode.holds(&register_knows("child/birth.record_number"), true),
            Waived::Yes
        );
        assert_eq!(
            mode.holds(&answers(&[("child/birth.record_number", "1")]), true),
            Waived::No
        );
    }

    #[test]
    fn who_somebody_is_their_own_account_says_as_well_as_a_register_and_what_they_type_of_themselves_it_does_not() {
        for (field, waived) in [
            ("father/person.name", Waived::Yes),
            ("father/person.id_number", Waived::Yes),
            ("father/person.ethnicity", Waived::No),
        ] {
            let field: FieldId = field.parse().unwrap();
            let said = answers(&[(&field.to_string(), "1")]);
            let theirs = Answer {
                origin: Origin::Party,
                ..said.get(&field).unwrap().clone()
            };
            let mode = WaiverMode::Register(vec![field.clone()]);
            assert_eq!(mode.holds(&[(field, theirs)].into_iter().collect(), true), waived);
        }
    }

    #[test]
    fn before_the_registers_were_asked_a_waiver_is_only_expected() {
        let mode = WaiverMode::Register(vec!["child/birth.record_number".parse().unwrap()]);
        assert_eq!(mode.holds(&answers(&[]), false), Waived::Expected);
    }

    #[test]
    fn a_generated_form_is_never_asked_for() {
        assert_eq!(WaiverMode::Generated.holds(&answers(&[]), false), Waived::Yes);
    }
}
