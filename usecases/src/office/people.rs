//! Who signs in, and how.

use domain::id::MandateId;

use super::{TestOffice, id};
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, SignedIn, as_citizen};
use crate::account::{code, confirm};
use crate::mandate::confirm::purpose;
use crate::staff::second_factor;
use crate::staff::sign_in::as_officer;
use crate::{Asker, mandate, message};

impl TestOffice {
    /// A signed-in citizen.
    pub(crate) async fn citizen(&self, who: &str) -> Asker {
        self.citizen_with_browser(who).await.0
    }

    /// A signed-in citizen, and their browser.
    pub(crate) async fn citizen_with_browser(&self, who: &str) -> (Asker, Luggage) {
        let signed_in = as_citizen(&self.ctx, &id(who), &Luggage::default()).await.unwrap();
        let asker = recognise(&self.ctx, Some(&signed_in.session), None).await.unwrap();
        let luggage = Luggage {
            session: Some(signed_in.session),
            ..Luggage::default()
        };
        (asker, luggage)
    }

    /// A signed-in officer.
    pub(crate) async fn officer(&self, who: &str) -> Asker {
        let signed_in = self.sign_in_officer(who, &Luggage::default()).await;
        recognise(&self.ctx, Some(&signed_in.session), None).await.unwrap()
    }

    /// Somebody who signed in by a code to this number for the first time, and their browser.
    pub(crate) async fn newcomer(&self, phone: &str) -> (Asker, Luggage) {
        let ctx = &self.ctx;
        let token = code::send(ctx, phone, &Luggage::default(), None).await.unwrap();
        let digits = message::list(ctx).await.unwrap().remove(0).text;
        let signed_in = code::sign_in(ctx, &token, &digits, &Luggage::default()).await.unwrap();
        let asker = recognise(ctx, Some(&signed_in.session), None).await.unwrap();
        let luggage = Luggage {
            session: Some(signed_in.session),
            ..Luggage::default()
        };
        (asker, luggage)
    }

    /// Confirms a mandate of the asker's.
    pub(crate) async fn confirm_mandate(&self, asker: &Asker, id: &MandateId, luggage: &Luggage) {
        // Between two codes to one number lies a minute.
        self.advance(60_000);
        let (ctx, purpose) = (&self.ctx, purpose(id));
        let code = confirm::send_code(ctx, asker, &purpose, luggage, None).await.unwrap();
        let digits = message::list(ctx).await.unwrap().remove(0).text;
        confirm::by_code(ctx, asker, &purpose, &code, &digits, luggage)
            .await
            .unwrap();
        mandate::confirm::confirm(ctx, asker, id, luggage).await.unwrap();
    }

    /// An officer who owes the second factor.
    pub(crate) async fn half_signed_in(&self, who: &str) -> Asker {
        let half = as_officer(&self.ctx, &id(who), &Luggage::default()).await.unwrap();
        recognise(&self.ctx, Some(&half), None).await.unwrap()
    }

    /// Signs an officer in with both factors, half a minute later: each digits are taken once.
    pub(crate) async fn sign_in_officer(&self, who: &str, luggage: &Luggage) -> SignedIn {
        self.advance(30_000);
        let half = as_officer(&self.ctx, &id(who), luggage).await.unwrap();
        let asker = recognise(&self.ctx, Some(&half), None).await.unwrap();
        let luggage = Luggage {
            session: Some(half),
            ..luggage.clone()
        };
        let digits = self.digits(who).await;
        second_factor::enter(&self.ctx, &asker, &digits, &luggage)
            .await
            .unwrap()
    }

    /// What an officer reads from their phone.
    pub(crate) async fn digits(&self, who: &str) -> String {
        let digits = second_factor::sandbox_digits(&self.ctx).await.unwrap();
        let own = digits.into_iter().find(|(officer, _)| officer.id.as_str() == who);
        own.unwrap().1.unwrap()
    }
}
