//! A citizen, from the guide to the application: answers what is asked, types what is open, hands in what is needed.

use std::collections::BTreeMap;

use http::StatusCode;
use testbed::phone::Phone;

use super::browser::{Browser, Wire};
use super::form::{Form, Paper, asked_by};
use super::page::Page;
use super::party::Party;

/// Longer than any theme.
const MANY: usize = 60;

/// A citizen in front of a browser, with something to say to every question.
#[derive(Debug, Clone)]
pub(crate) struct Citizen<W> {
    /// The browser.
    pub(crate) browser: Browser<W>,
    /// The account they sign in with.
    pub(crate) who: String,
    /// What they say, by `subject/element`.
    pub(crate) answers: BTreeMap<String, String>,
    /// The device they sign by; without one they sign by a code.
    pub(crate) device: Option<Phone>,
}

impl<W: Wire> Citizen<W> {
    /// Somebody who has not signed in.
    pub(crate) fn new(wire: W, who: &str, answers: BTreeMap<String, String>) -> Self {
        Self {
            browser: Browser::new(wire),
            who: who.to_owned(),
            answers,
            device: None,
        }
    }

    /// Signs in on this page, which asks for it, and goes where that leads.
    pub(crate) async fn sign_in_on(&mut self, page: &Page) -> Result<Page, W::Cut> {
        let button = ("citizen", self.who.as_str());
        let form = form_with(page, button);
        self.browser.press(page, &form, button).await
    }

    /// Signs in.
    pub(crate) async fn sign_in(&mut self) -> Result<Page, W::Cut> {
        let page = self.browser.get("/sign-in").await?;
        self.sign_in_on(&page).await
    }

    /// Answers the questions of a theme one by one, until its list is there.
    pub(crate) async fn plan(&mut self, slug: &str) -> Result<Page, W::Cut> {
        let mut page = self.browser.get(&format!("/themes/{slug}/plan")).await?;
        for _ in 0..MANY {
            let Some(mut form) = page.find_form("answer_question") else {
                return Ok(page);
            };
            let field = form.value("field").unwrap_or_default().to_owned();
            let answer = self.answer(&field);
            let button = if form.inputs.iter().any(|input| input.name == "value") {
                form.set("value", &answer);
                ("", "")
            } else if form.inputs.iter().any(|input| input.name == "picked[]") {
                for option in answer.split(',') {
                    form.set("picked[]", option);
                }
                ("", "")
            } else {
                form.button(&answer)
            };
            let (name, value) = (button.0.to_owned(), button.1.to_owned());
            page = self.browser.press(&page, &form, (&name, &value)).await?;
        }
        panic!("the questions never end: {page}")
    }

    /// From the list into the draft, signing in on the way when asked; consents when asked.
    pub(crate) async fn start(&mut self, mut list: Page) -> Result<Page, W::Cut> {
        for _ in 0..3 {
            let page = self.browser.press(&list, &list.form("start_draft"), ("", "")).await?;
            if page.path.starts_with("/drafts/") {
                return self.consent(page).await;
            }
            list = self.sign_in_on(&page).await?;
        }
        panic!("the draft never begins: {list}")
    }

    /// Lets the registers be read, if the page asks for that.
    pub(crate) async fn consent(&mut self, page: Page) -> Result<Page, W::Cut> {
        match page.find_form("give_consent") {
            Some(mut form) => {
                if form.value("sensitive").is_some() {
                    form.set("sensitive", "yes");
                }
                self.browser.press(&page, &form, ("agreed", "yes")).await
            }
            None => Ok(page),
        }
    }

    /// Fills in page after page of the form, until something else comes.
    pub(crate) async fn fill_in(&mut self, mut page: Page) -> Result<Page, W::Cut> {
        for _ in 0..MANY {
            let Some(form) = page.find_form("save_topic") else {
                return Ok(page);
            };
            let form = self.filled_in(form);
            page = self.browser.press(&page, &form, ("", "")).await?;
            assert_ne!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
        }
        panic!("the form never ends: {page}")
    }

    /// The form with something in every place that is empty or wrong.
    pub(crate) fn filled_in(&self, mut form: Form) -> Form {
        for field in open_fields(&form) {
            let (typed, answer) = (format!("typed[{field}]"), self.answer(&field));
            if form.value(&typed).is_some() || form.inputs.iter().any(|input| input.name == typed) {
                form.set(&typed, &answer);
            } else {
                form.set_parts(&format!("picked[{field}][]"), &answer);
            }
        }
        form
    }

    /// Hands in one paper on the page of a material; the page afterwards.
    pub(crate) async fn hand_in(&mut self, material: &str, paper: &Paper) -> Result<Page, W::Cut> {
        let page = self.browser.get(material).await?;
        let answer = self.browser.hand_in(&page, std::slice::from_ref(paper)).await?;
        self.browser.follow(answer).await
    }

    /// Asks everybody who has to agree, who do so in browsers of their own.
    pub(crate) async fn gather(&mut self, draft: &str) -> Result<(), W::Cut> {
        let seats = self.browser.get(&format!("/drafts/{draft}/parties")).await?;
        for seat in seats.links(&format!("/drafts/{draft}/parties/")) {
            let Some((name, link, digits)) = self.ask(&seat).await? else {
                continue;
            };
            let mut party = Party::new(self.browser.wire.beside());
            party.sign_in(&name).await?;
            let part = party.join(&link, &digits).await?;
            party.agree(&part).await?;
        }
        Ok(())
    }

    /// Asks somebody to take the seat of this page: who is meant, the link and the digits; nothing where somebody sits already.
    pub(crate) async fn ask(&mut self, seat: &str) -> Result<Option<(String, String, String)>, W::Cut> {
        let page = self.browser.get(seat).await?;
        let Some(mut form) = page.find_form("invite_party") else {
            return Ok(None);
        };
        if form.value("phone").is_some_and(str::is_empty) {
            form.set("phone", "13900000000");
        }
        let name = form.value("name").unwrap_or_default().to_owned();
        let page = self.browser.press(&page, &form, ("", "")).await?;
        let link = page.texts("#link").concat();
        let (_, link) = link
            .split_once("/invitation?link=")
            .unwrap_or_else(|| panic!("no link on {page}"));
        Ok(Some((name, link.to_owned(), page.texts("#told").concat())))
    }

    /// Signs and submits with everybody who has to agree, from the page where everything is checked; where that leads.
    pub(crate) async fn submit(&mut self, draft: &str) -> Result<Page, W::Cut> {
        self.gather(draft).await?;
        self.submit_alone(draft).await
    }

    /// The same, with nobody.
    pub(crate) async fn submit_alone(&mut self, draft: &str) -> Result<Page, W::Cut> {
        let answer = self.sign(draft).await?;
        self.browser.follow(answer).await
    }

    /// The same; the answer itself. Signed already, it is only submitted; without a device to sign by, a code comes.
    pub(crate) async fn sign(&mut self, draft: &str) -> Result<Page, W::Cut> {
        let answer = self.browser.look(&format!("/drafts/{draft}/check")).await?;
        // Submitted before, when nobody heard the answer.
        if answer.location().starts_with("/applications/") {
            return Ok(answer);
        }
        let check = self.browser.follow(answer).await?;
        if let Some(form) = check.find_form("submit_draft") {
            return self.browser.post(&check, &form, ("", "")).await;
        }
        if let Some(device) = self.device.as_mut() {
            let page = self.browser.get(&format!("/drafts/{draft}/sign")).await?;
            let mut form = page.form("sign_by_device");
            let asked = self.browser.ask(&page, &format!("/drafts/{draft}/sign/device")).await?;
            form.set("credential", &device.sign(&asked));
            return self.browser.post(&page, &form, ("", "")).await;
        }
        let page = self
            .browser
            .press(&check, &check.form("send_sign_code"), ("", ""))
            .await?;
        let Some(mut form) = page.find_form("sign_by_code") else {
            return Ok(page);
        };
        form.set("digits", &self.received(&page).await?);
        self.browser.post(&page, &form, ("", "")).await
    }

    /// Adds a key on this device to the account, after a code.
    pub(crate) async fn add_device(&mut self, mut device: Phone) -> Result<(), W::Cut> {
        let page = self.browser.get("/me/passkeys/add?next=/me").await?;
        let sent = self
            .browser
            .press(&page, &page.form("send_confirmation"), ("", ""))
            .await?;
        let mut form = sent.form("enter_confirmation");
        form.set("digits", &self.received(&sent).await?);
        let page = self.browser.press(&sent, &form, ("", "")).await?;
        let mut form = page.form("add_passkey");
        let asked = self.browser.ask(&page, "/passkeys/add").await?;
        form.set("credential", &device.make(&asked));
        self.browser.press(&page, &form, ("", "")).await?;
        self.device = Some(device);
        Ok(())
    }

    /// The digits that came last to the phone that this page names.
    pub(crate) async fn received(&mut self, page: &Page) -> Result<String, W::Cut> {
        received(&mut self.browser, page).await
    }

    /// Signs what was mended, by a code, on the page that asks for it.
    pub(crate) async fn signs_mending(&mut self, to_sign: &Page) -> Result<Page, W::Cut> {
        let form = to_sign.form("send_mend_code");
        let sent = self.browser.press(to_sign, &form, ("", "")).await?;
        let came = self.received(&sent).await?;
        let mut form = sent.form("sign_mend_by_code");
        form.set("digits", &came);
        self.browser.press(&sent, &form, ("", "")).await
    }

    fn answer(&self, field: &str) -> String {
        self.answers
            .get(field)
            .cloned()
            .unwrap_or_else(|| panic!("{} has nothing to say about {field}", self.who))
    }
}

/// The digits that came last to the phone that this page names in part: others may have got theirs in the same moment.
pub(crate) async fn received<W: Wire>(browser: &mut Browser<W>, page: &Page) -> Result<String, W::Cut> {
    let here = page.text();
    let messages = browser.get("/sandbox/messages").await?;
    let phones = messages.texts(".rows .state");
    let came = messages.texts(".rows__name").into_iter().zip(phones);
    let is_here = |phone: &str| {
        let number = phone.split(' ').next().unwrap_or_default();
        here.contains(&domain::identity::mask(number, 3, 4))
    };
    let digits = |said: &str| said.chars().filter(char::is_ascii_digit).take(6).collect::<String>();
    let mut codes = came.filter(|(_, phone)| is_here(phone)).map(|(said, _)| digits(&said));
    Ok(codes.find(|code| code.len() == 6).unwrap_or_default())
}

/// The form that has this button.
pub(crate) fn form_with(page: &Page, (name, value): (&str, &str)) -> Form {
    let has = |form: &Form| form.buttons.iter().any(|button| button.0 == name && button.1 == value);
    page.forms()
        .into_iter()
        .find(has)
        .unwrap_or_else(|| panic!("no button {name}={value} on {page}"))
}

/// The draft that a path is about.
pub(crate) fn draft_of(path: &str) -> &str {
    let behind = path
        .strip_prefix("/drafts/")
        .unwrap_or_else(|| panic!("{path} is not about a draft"));
    behind.split(['/', '?']).next().unwrap_or_default()
}

/// The papers that are still missing, by the addresses of their pages.
pub(crate) fn missing_papers(materials: &Page) -> Vec<String> {
    materials.links_with(".state--need")
}

/// The fields of a form that are empty, wrong or not chosen.
fn open_fields(form: &Form) -> Vec<String> {
    let fields = form
        .inputs
        .iter()
        .filter_map(|input| asked_by(&input.name))
        .map(str::to_owned);
    let is_open = |field: &String| {
        let names = [format!("typed[{field}]"), format!("picked[{field}][]")];
        let mut inputs = form
            .inputs
            .iter()
            .filter(|input| names.contains(&input.name))
            .peekable();
        match inputs.peek().map(|input| input.kind.as_str()) {
            Some("radio" | "checkbox") => inputs.all(|input| !input.is_checked),
            _ => inputs.any(|input| input.value.is_empty() || input.is_invalid),
        }
    };
    fields.filter(is_open).collect()
}
