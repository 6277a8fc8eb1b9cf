//! Everything in the `content/` folder, loaded and checked once.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fs, io};

use domain::calendar::Calendar;
use domain::theme::Theme;

use crate::city::{self, City};
use crate::element::{self, Elements};
use crate::file::city::CityFile;
use crate::finding::{Finding, Notes, Rule};
use crate::lint::{self, Checklist};
use crate::{calendar, theme, yaml};

/// The files of this folder as they were when the program was built.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

const ELEMENTS: &str = "elements.yaml";

/// All themes, data elements, the calendar and the sandbox city.
#[derive(Debug, Clone)]
pub struct Library {
    /// The themes, by folder name.
    pub themes: Vec<Authored>,
    /// The data elements all of them share.
    pub elements: Elements,
    /// All published years.
    pub calendar: Calendar,
    /// The sandbox city.
    pub city: City,
    /// Where themes have moved beneath the editions that counties wrote: their own values hold meanwhile, or, where the
    /// edition no longer fits at all, their last version.
    pub conflicts: Vec<Finding>,
}

/// A theme with the texts it was read from, which is what a published version keeps.
#[derive(Debug, Clone)]
pub struct Authored {
    /// Address of the guide, and name of its folder.
    pub slug: String,
    /// The text of `theme.yaml`.
    pub source: String,
    /// The text of `elements.yaml`.
    pub elements: String,
    /// See [`theme::hash`].
    pub hash: String,
    /// What they say.
    pub theme: Theme,
    /// What counties change in it.
    pub editions: Vec<Edition>,
}

/// A region edition with its text.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Division code of the county.
    pub region: String,
    /// The text of the file.
    pub source: String,
}

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Problems {
    /// A file or folder cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that must be there is not.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The files are there, and not in order; every problem at once.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Findings(Vec<Finding>),
}

/// A file's path below the folder, with `/`, and its text.
type File<'a> = (&'a str, &'a str);

impl Library {
    /// What was embedded when the program was built.
    ///
    /// # Errors
    /// [`Problems::Missing`] and [`Problems::Findings`]; a test holds that there are none in what is released.
    pub fn embedded() -> Result<Self, Problems> {
        // What was embedded never changes: it is checked once.
        static CHECKED: OnceLock<Library> = OnceLock::new();
        if let Some(library) = CHECKED.get() {
            return Ok(library.clone());
        }
        let library = Self::of(EMBEDDED)?;
        Ok(CHECKED.get_or_init(|| library).clone())
    }

    /// What lies in a folder laid out like `content/`.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn from_folder(folder: &Path) -> Result<Self, Problems> {
        let mut files = Vec::new();
        gather(folder, "", &mut files)?;
        files.sort();
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        Self::of(&files)
    }

    /// Every problem of what lies in a folder laid out like `content/`, conflicts of editions included; none when all is in order.
    ///
    /// # Errors
    /// [`Problems::Unreadable`] and [`Problems::Missing`].
    pub fn findings_in(folder: &Path) -> Result<Vec<Finding>, Problems> {
        match Self::from_folder(folder) {
            Ok(library) => Ok(library.conflicts),
            Err(Problems::Findings(findings)) => Ok(findings),
            Err(problems) => Err(problems),
        }
    }

    fn of(files: &[File<'_>]) -> Result<Self, Problems> {
        let elements_text = text_of(files, ELEMENTS)?;
        let elements = element::read(ELEMENTS, elements_text).map_err(Problems::Findings)?;
        let mut findings = Vec::new();
        let city = city_of(text_of(files, city::FILE)?, &elements, &mut findings);
        let slugs = files
            .iter()
            .filter_map(|(path, _)| folder_of(path))
            .map(str::to_owned)
            .collect();
        let checklist = Checklist {
            elements: elements_text,
            city: city.as_ref(),
            slugs: Some(&slugs),
        };
        let mut themes = Vec::new();
        for (path, source) in files {
            let Some(folder) = folder_of(path) else { continue };
            findings.extend(checklist.theme(path, source));
            let Some(mut authored) = keep(authored(path, folder, source, elements_text), &mut findings) else {
                continue;
            };
            for (path, region, text) in editions_of(files, folder) {
                findings.extend(checklist.edition(path, text, source));
                findings.extend(misplaced(path, region, text));
                authored.editions.push(Edition {
                    region: region.to_owned(),
                    source: text.to_owned(),
                });
            }
            themes.push(authored);
        }
        let mut years = Vec::new();
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with("calendar/")) {
            years.extend(keep(calendar::read(path, text), &mut findings));
        }
        let (conflicts, findings): (Vec<_>, Vec<_>) = findings
            .into_iter()
            .partition(|finding| matches!(finding.rule, Rule::EditionConflict | Rule::EditionGone));
        match city {
            Some(city) if findings.is_empty() => Ok(Self {
                conflicts: in_order(conflicts),
                themes,
                elements,
                calendar: Calendar::new(&years),
                city,
            }),
            _ => Err(Problems::Findings(in_order([findings, conflicts].concat()))),
        }
    }
}

/// The folder of a theme, when this is the path of one.
fn folder_of(path: &str) -> Option<&str> {
    path.strip_prefix("themes/")?.strip_suffix("/theme.yaml")
}

/// That the code within an edition is not the one its file is called after.
fn misplaced(path: &str, region: &str, text: &str) -> Option<Finding> {
    let edition = crate::edition::parse(path, text).ok()?;
    if edition.region.code == region {
        return None;
    }
    let mut notes = Notes::new(path);
    let message = format!(
        "文件叫 {region}，里面写的区县代码是 {}，请改成一样的。",
        edition.region.code
    );
    notes.add(&edition.theme, Rule::EditionPlace, message);
    notes.into_findings().pop()
}

/// Path, division code and text of a theme's editions.
fn editions_of<'a>(files: &[File<'a>], folder: &str) -> Vec<(&'a str, &'a str, &'a str)> {
    let below = format!("themes/{folder}/editions/");
    let edition = |(path, text): &File<'a>| {
        let region = path.strip_prefix(&below)?.strip_suffix(".yaml")?;
        Some((*path, region, *text))
    };
    files.iter().filter_map(edition).collect()
}

fn text_of<'a>(files: &[File<'a>], path: &'static str) -> Result<&'a str, Problems> {
    files
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, text)| *text)
        .ok_or(Problems::Missing(path))
}

fn city_of(text: &str, elements: &Elements, findings: &mut Vec<Finding>) -> Option<City> {
    let file: CityFile = keep(yaml::read(city::FILE, text), findings)?;
    let mut notes = Notes::new(city::FILE);
    lint::records::note(&file, elements, &mut notes);
    findings.extend(notes.into_findings());
    keep(City::try_from(file), findings)
}

fn authored(path: &str, folder: &str, source: &str, elements: &str) -> Result<Authored, Vec<Finding>> {
    // Lint has told what is wrong already, with the name of the file.
    let theme = theme::read(source, elements).map_err(|_| Vec::new())?;
    if theme.slug.as_str() != folder {
        let mut notes = Notes::new(path);
        let file = theme::parse(path, source)?;
        let message = format!("slug 写的是“{}”，文件夹叫“{folder}”，请改成一样的。", file.slug.value);
        notes.add(&file.slug, Rule::SlugFolder, message);
        return Err(notes.into_findings());
    }
    Ok(Authored {
        slug: folder.to_owned(),
        source: source.to_owned(),
        elements: elements.to_owned(),
        hash: theme::hash(source, elements),
        theme,
        editions: Vec::new(),
    })
}

fn keep<T>(read: Result<T, Vec<Finding>>, findings: &mut Vec<Finding>) -> Option<T> {
    read.map_err(|found| findings.extend(found)).ok()
}

fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort();
    findings.dedup();
    findings
}

/// Every YAML file below the folder, except what lies beside the content: code and tests.
fn gather(folder: &Path, below: &str, files: &mut Vec<(String, String)>) -> Result<(), Problems> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        |source| Problems::Unreadable { path, source }
    };
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = format!("{below}{}", name.to_string_lossy());
        if path.is_dir() && !matches!(name.as_str(), "src" | "tests") {
            gather(&path, &format!("{name}/"), files)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
            files.push((name, text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::tests::{ELEMENTS as SAMPLE_ELEMENTS, SOURCE};

    const SAMPLE_CITY: &str = include_str!("../tests/sample/city.yaml");

    fn rules(files: &[File<'_>]) -> Vec<String> {
        let Err(Problems::Findings(findings)) = Library::of(files) else {
            panic!("no findings")
        };
        findings
            .iter()
            .map(|finding| format!("{} {}", finding.file, finding.rule))
            .collect()
    }

    #[test]
    fn keeps_each_theme_with_the_texts_it_was_read_from() {
        let files = [
            ("elements.yaml", SAMPLE_ELEMENTS),
            ("city/city.yaml", SAMPLE_CITY),
            ("themes/moving-house/theme.yaml", SOURCE),
        ];
        let library = Library::of(&files).unwrap();
        let authored = &library.themes[0];
        assert_eq!(
            (authored.slug.as_str(), authored.source.as_str()),
            ("moving-house", SOURCE)
        );
        assert_eq!(authored.hash, theme::hash(SOURCE, SAMPLE_ELEMENTS));
    }

    #[test]
    fn tells_what_is_wrong_in_every_file_at_once() {
        let source = SOURCE.replace("lead: police", "lead: army");
        let city = SAMPLE_CITY.replace("person.sex: female", "person.sex: unknown");
        let files = [
            ("elements.yaml", SAMPLE_ELEMENTS),
            ("city/city.yaml", city.as_str()),
            ("calendar/2026.yaml", "year: 2026\n"),
            ("themes/moving/theme.yaml", source.as_str()),
        ];
        assert_eq!(
            rules(&files),
            [
                "calendar/2026.yaml syntax",
                "city/city.yaml record-value",
                "themes/moving/theme.yaml slug-folder",
                "themes/moving/theme.yaml unknown-department",
            ]
        );
    }

    #[test]
    fn a_record_says_nothing_that_its_register_is_not_known_to_say() {
        let city = SAMPLE_CITY.replace("says: {self: [person.name, person.sex]}", "says: {self: [person.name]}");
        let files = [
            ("elements.yaml", SAMPLE_ELEMENTS),
            ("city/city.yaml", city.as_str()),
            ("themes/moving-house/theme.yaml", SOURCE),
        ];
        assert_eq!(rules(&files), ["city/city.yaml record-value"]);
    }

    #[test]
    fn says_which_file_is_missing() {
        assert_eq!(Library::of(&[]).unwrap_err().to_string(), "elements.yaml is missing");
        assert_eq!(
            Library::of(&[("elements.yaml", SAMPLE_ELEMENTS)])
                .unwrap_err()
                .to_string(),
            "city/city.yaml is missing"
        );
    }
}
