//! Somebody who is asked to apply together: signs in, opens the link, agrees and signs.

use super::browser::{Browser, Wire};
use super::filing::{form_with, received};
use super::page::Page;

/// Somebody who is asked.
#[derive(Debug, Clone)]
pub(crate) struct Party<W> {
    /// The browser.
    pub(crate) browser: Browser<W>,
}

impl<W: Wire> Party<W> {
    /// Somebody who has not signed in.
    pub(crate) fn new(wire: W) -> Self {
        Self {
            browser: Browser::new(wire),
        }
    }

    /// Signs in as the one of the sandbox's people who has this name.
    pub(crate) async fn sign_in(&mut self, name: &str) -> Result<Page, W::Cut> {
        let page = self.browser.get("/sign-in").await?;
        let buttons = page.attributes("button[name=citizen]", "value");
        let named = page.texts("button[name=citizen]").into_iter().zip(buttons);
        let who = named.into_iter().find(|(text, _)| text.starts_with(name));
        let (_, who) = who.unwrap_or_else(|| panic!("nobody called {name} signs in on {page}"));
        let button = ("citizen", who.as_str());
        self.browser.press(&page, &form_with(&page, button), button).await
    }

    /// Opens a link and enters the digits; where that leads.
    pub(crate) async fn join(&mut self, link: &str, digits: &str) -> Result<Page, W::Cut> {
        let page = self.browser.get(&format!("/invitation?link={link}")).await?;
        let mut form = page.form("join_invitation");
        form.set("digits", digits);
        self.browser.press(&page, &form, ("", "")).await
    }

    /// Lets their own registers be read for what this page shows; the page afterwards.
    pub(crate) async fn consent(&mut self, part: &Page) -> Result<Page, W::Cut> {
        let page = self.browser.get(&format!("{}/consent", part.path)).await?;
        let mut form = page.form("give_consent_together");
        form.set("sensitive", "yes");
        self.browser.press(&page, &form, ("agreed", "yes")).await
    }

    /// Agrees to what this page shows, and signs it by a code to their own phone.
    pub(crate) async fn agree(&mut self, part: &Page) -> Result<Page, W::Cut> {
        let form = part.form("send_party_code");
        let page = self.browser.press(part, &form, ("", "")).await?;
        let mut form = page.form("agree_by_code");
        form.set("digits", &received(&mut self.browser, &page).await?);
        self.browser.press(&page, &form, ("", "")).await
    }
}
