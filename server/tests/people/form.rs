//! A form as it stands in a page, and what a browser would send of it.

use scraper::{ElementRef, Html, Selector};

/// A form.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// Where it is sent; the page itself when the form does not say.
    pub(crate) action: Option<String>,
    /// Whether it is posted.
    pub(crate) is_post: bool,
    /// Whether it carries files.
    pub(crate) is_multipart: bool,
    /// Inputs and text areas with a name.
    pub(crate) inputs: Vec<Input>,
    /// The buttons that send it, name and value; empty for a button that has none.
    pub(crate) buttons: Vec<(String, String)>,
}

/// One input.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: String,
    /// `text`, `hidden`, `radio`, `checkbox`, `file`, `textarea`, `select`.
    pub(crate) kind: String,
    /// Whether a choice is made.
    pub(crate) is_checked: bool,
    /// Whether the page says that what stands in it is wrong.
    pub(crate) is_invalid: bool,
}

impl Input {
    fn is_choice(&self) -> bool {
        matches!(self.kind.as_str(), "radio" | "checkbox")
    }
}

/// All forms of a page.
pub(super) fn forms(html: &Html) -> Vec<Form> {
    html.select(&css("form")).map(|form| read(html, form)).collect()
}

/// A selector that is written in these tests.
pub(super) fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

fn read(html: &Html, form: ElementRef<'_>) -> Form {
    let attribute = |name: &str| form.value().attr(name).map(str::to_owned);
    let id = attribute("id");
    let belongs = |element: &ElementRef<'_>| match element.value().attr("form") {
        Some(owner) => id.as_deref() == Some(owner),
        None => element.ancestors().any(|ancestor| ancestor.id() == form.id()),
    };
    let controls = css("input, textarea, select, button");
    let controls: Vec<_> = html.select(&controls).filter(belongs).collect();
    let buttons = controls
        .iter()
        .filter(|control| control.value().name() == "button" && control.value().attr("disabled").is_none());
    Form {
        action: attribute("action"),
        is_post: attribute("method").is_some_and(|method| method.eq_ignore_ascii_case("post")),
        is_multipart: attribute("enctype").is_some_and(|kind| kind == "multipart/form-data"),
        inputs: controls.iter().filter_map(input).collect(),
        buttons: buttons
            .map(|button| (text_of(button, "name"), text_of(button, "value")))
            .collect(),
    }
}

fn input(control: &ElementRef<'_>) -> Option<Input> {
    let name = control.value().attr("name")?.to_owned();
    let (kind, value) = match control.value().name() {
        "input" => (
            control.value().attr("type").unwrap_or("text").to_owned(),
            text_of(control, "value"),
        ),
        "select" => ("select".to_owned(), chosen(control)),
        "textarea" => ("textarea".to_owned(), control.text().collect()),
        _ => return None,
    };
    let is_checked = control.value().attr("checked").is_some();
    let is_invalid = control.value().attr("aria-invalid").is_some();
    Some(Input {
        name,
        value,
        kind,
        is_checked,
        is_invalid,
    })
}

/// The option that is chosen; the first when the page says of none that it is.
fn chosen(control: &ElementRef<'_>) -> String {
    let (options, selected) = (css("option"), css("option[selected]"));
    let option = control
        .select(&selected)
        .next()
        .or_else(|| control.select(&options).next());
    option.map(|option| text_of(&option, "value")).unwrap_or_default()
}

fn text_of(control: &ElementRef<'_>, attribute: &str) -> String {
    control.value().attr(attribute).unwrap_or_default().to_owned()
}

impl Form {
    /// Types a text, or makes a choice.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        let is_choice = self.inputs.iter().any(|input| input.name == name && input.is_choice());
        let mut done = false;
        for input in self.inputs.iter_mut().filter(|input| input.name == name) {
            if is_choice {
                let is_meant = input.value == value;
                input.is_checked = is_meant || (input.kind == "checkbox" && input.is_checked);
                done |= is_meant;
            } else {
                value.clone_into(&mut input.value);
                done = true;
            }
        }
        assert!(done, "there is no {name} = {value} in {self:?}");
        self
    }

    /// The name of the first input whose name begins so.
    pub(crate) fn name_like(&self, begin: &str) -> String {
        let input = self.inputs.iter().find(|input| input.name.starts_with(begin));
        input
            .unwrap_or_else(|| panic!("there is no {begin}… in {self:?}"))
            .name
            .clone()
    }

    /// Fills in every part of a field, ticks every option of one: what stands between the commas.
    pub(crate) fn set_parts(&mut self, name: &str, value: &str) -> &mut Self {
        let is_part = |input: &&mut Input| input.name == name && !input.is_choice();
        let mut parts = self.inputs.iter_mut().filter(is_part).collect::<Vec<_>>();
        if parts.is_empty() {
            for option in value.split(',') {
                self.set(name, option);
            }
            return self;
        }
        let mut texts = value.splitn(parts.len(), ',');
        for part in &mut parts {
            part.value = texts.next().unwrap_or_default().to_owned();
        }
        self
    }

    /// Takes a tick away.
    pub(crate) fn untick(&mut self, name: &str, value: &str) -> &mut Self {
        let ticked = |input: &&mut Input| input.name == name && input.value == value && input.is_checked;
        let input = self.inputs.iter_mut().find(ticked);
        input
            .unwrap_or_else(|| panic!("there is no ticked {name} = {value}"))
            .is_checked = false;
        self
    }

    /// The value of an input.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.inputs
            .iter()
            .find(|input| input.name == name)
            .map(|input| input.value.as_str())
    }

    /// What is sent when this button is pressed; files go separately.
    pub(crate) fn entries(&self, button: (&str, &str)) -> Vec<(String, String)> {
        let sent = |input: &&Input| {
            if input.is_choice() {
                input.is_checked
            } else {
                input.kind != "file"
            }
        };
        let inputs = self
            .inputs
            .iter()
            .filter(sent)
            .map(|input| (input.name.clone(), input.value.clone()));
        let pressed = (!button.0.is_empty()).then(|| (button.0.to_owned(), button.1.to_owned()));
        inputs.chain(pressed).collect()
    }

    /// The button of this value.
    pub(crate) fn button(&self, value: &str) -> (&str, &str) {
        let found = self.buttons.iter().find(|(_, known)| known == value);
        let Some((name, value)) = found else {
            panic!("no button {value} in {self:?}")
        };
        (name, value)
    }
}

/// The field that an input says is asked.
pub(crate) fn asked_by(name: &str) -> Option<&str> {
    name.strip_prefix("was[")?.strip_suffix("][]")
}

/// A form posted as browsers do it (`application/x-www-form-urlencoded`).
pub(crate) fn urlencoded(entries: &[(String, String)]) -> String {
    let pairs = entries
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b' ' => "+".to_owned(),
        b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// A file that is handed in.
#[derive(Debug, Clone)]
pub(crate) struct Paper {
    /// Its name on the phone.
    pub(crate) name: String,
    /// Its content.
    pub(crate) content: Vec<u8>,
}

/// What separates the parts of a form with files.
pub(crate) const BOUNDARY: &str = "----ZhangbanTestsFormBoundary7MA4YWxkTrZu0gW";

/// A form with files as browsers post it (`multipart/form-data`).
pub(crate) fn multipart(field: &str, papers: &[Paper]) -> Vec<u8> {
    let mut body = Vec::new();
    for paper in papers {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{}\"\r\nContent-Type: application/octet-stream\r\n\r\n",
            paper.name
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&paper.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}
