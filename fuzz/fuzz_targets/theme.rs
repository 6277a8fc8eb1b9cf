//! A theme file and an edition over it: whatever is written, it is a theme or a list of findings.
#![no_main]

use content::lint::Checklist;
use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: fuzz::seed("theme", fuzz::library().themes.iter().map(|authored| &authored.source)),
    |text: &str| {
        let library = fuzz::library();
        let Some(authored) = library.themes.first() else { return };
        let checklist = Checklist { elements: &authored.elements, city: Some(&library.city), slugs: None };
        let _ = content::theme::read_with(text, &library.elements);
        let _ = checklist.theme("theme.yaml", text);
        let _ = checklist.edition("edition.yaml", text, &authored.source);
        let _ = content::element::read("elements.yaml", text);
    }
);
