//! An officer, from the desk to the decision.

use super::browser::{Browser, Wire};
use super::filing::form_with;
use super::page::Page;

/// An officer in front of a browser.
#[derive(Debug, Clone)]
pub(crate) struct Officer<W> {
    /// The browser.
    pub(crate) browser: Browser<W>,
    /// The account they sign in with.
    pub(crate) who: String,
}

/// The piles of the desk, in the order of its tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pile {
    /// Not yet accepted.
    New = 0,
    /// Being worked on.
    Open = 2,
}

impl<W: Wire> Officer<W> {
    /// Somebody who has not signed in.
    pub(crate) fn new(wire: W, who: &str) -> Self {
        Self {
            browser: Browser::new(wire),
            who: who.to_owned(),
        }
    }

    /// Signs in with both factors; the desk, or what else the officer is there for.
    pub(crate) async fn sign_in(&mut self) -> Result<Page, W::Cut> {
        let page = self.begin().await?;
        let digits = self.digits().await?;
        // All of now may be used: who tries them again uses up tries.
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(page);
        }
        let mut form = page.form("enter_second_factor");
        form.set("digits", &digits);
        self.browser.press(&page, &form, ("", "")).await
    }

    /// Signs in with the first factor; the page that asks for the second.
    pub(crate) async fn begin(&mut self) -> Result<Page, W::Cut> {
        let page = self.browser.get("/sign-in").await?;
        let button = ("officer", self.who.as_str());
        let form = form_with(&page, button);
        self.browser.press(&page, &form, button).await
    }

    /// What the officer reads from their phone.
    pub(crate) async fn digits(&mut self) -> Result<String, W::Cut> {
        let messages = self.browser.get("/sandbox/messages").await?;
        Ok(messages.texts(&format!("#digits-{}", self.who)).concat())
    }

    /// The addresses of the first cases of a pile.
    pub(crate) async fn cases(&mut self, pile: Pile) -> Result<Vec<String>, W::Cut> {
        let desk = self.browser.get(&format!("/desk?pile={}", pile as u8)).await?;
        Ok(desk.attributes(".cases a[href]", "href"))
    }

    /// Accepts a case if it can be accepted; its page afterwards.
    pub(crate) async fn accept(&mut self, case: &str) -> Result<Page, W::Cut> {
        let page = self.browser.get(case).await?;
        match page.find_form("accept_case") {
            Some(form) => self.browser.press(&page, &form, ("", "")).await,
            None => Ok(page),
        }
    }

    /// Says on the page of a case as it is now what is wrong with the child's name; where that leads.
    pub(crate) async fn name_point(&mut self, case: &str, sentence: &str) -> Result<Page, W::Cut> {
        let page = self
            .browser
            .get(&format!("{case}?point=field:child/person.name"))
            .await?;
        let mut form = page.form("name_point");
        form.set("sentence", sentence);
        self.browser.press(&page, &form, ("", "")).await
    }

    /// Says that, and asks the citizen to mend it; where that leads.
    pub(crate) async fn ask_to_mend(&mut self, case: &str, sentence: &str) -> Result<Page, W::Cut> {
        let named = self.name_point(case, sentence).await?;
        let form = named.form("ask_for_correction");
        self.browser.press(&named, &form, ("", "")).await
    }

    /// Grants a case that was accepted; the answer itself.
    pub(crate) async fn grant(&mut self, page: &Page, text: &str) -> Result<Page, W::Cut> {
        let mut form = page.form("decide_case");
        form.set("text", text);
        self.browser.post(page, &form, ("verdict", "grant")).await
    }
}
