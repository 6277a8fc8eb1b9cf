//! Those who apply together, each from their own account.

use domain::account::{Citizen, RealName};
use domain::id::{DraftId, InvitationId};
use domain::identity::IdNumber;
use domain::party::{ID_NUMBER, Seat, Standing};

use super::{TestOffice, id};
use crate::account::sign_in::Luggage;
use crate::party::{agree, invite, join, part};
use crate::{Asker, message, outbox};

impl TestOffice {
    /// Everybody who has to agree does, and what they are told is on its way no more.
    pub(crate) async fn agree(&self, asker: &Asker, draft: &DraftId) {
        let mine = self.read(asker, draft).await;
        if mine.signers().is_empty() {
            return;
        }
        for signer in mine.signers() {
            let (invitation, party) = match mine.invitations_of(signer).next() {
                Some(known) if known.citizen.is_some() => (
                    known.id.clone(),
                    self.account(known.citizen.as_ref().unwrap().as_str()).await,
                ),
                _ => self.seat(asker, draft, signer.seat().unwrap()).await,
            };
            self.agrees(&party, &invitation).await.unwrap();
        }
        let mine = self.read(asker, draft).await;
        let agreed = |signer| mine.standing(signer) == Standing::Agreed;
        assert!(mine.signers().iter().all(agreed));
        self.deliver().await;
    }

    /// Whoever sits there types what is left to them.
    pub(super) async fn type_theirs(&self, asker: &Asker, draft: &DraftId) {
        let invitations = self.read(asker, draft).await.invitations.into_iter();
        for citizen in invitations.filter_map(|invitation| invitation.citizen) {
            let party = self.account(citizen.as_str()).await;
            self.type_the_rest(&party, draft).await;
        }
    }

    /// Signs what the page of this part shows, by a code to their own phone.
    pub(crate) async fn agrees(&self, party: &Asker, invitation: &InvitationId) -> crate::Result<()> {
        let ctx = &self.ctx;
        let shown = part::read(ctx, party, invitation).await?.hash;
        let code = agree::send_code(ctx, party, invitation, &Luggage::default(), None).await?;
        let digits = self.received(party).await;
        agree::by_code(ctx, party, invitation, &shown, Some(&code), &digits).await
    }

    /// The code that came to the asker's phone last: others may have got one in the same moment.
    pub(crate) async fn received(&self, asker: &Asker) -> String {
        let phone = &asker.citizen().unwrap().phone;
        let messages = message::list(&self.ctx).await.unwrap().into_iter();
        let own = messages.filter(|message| message.phone == *phone);
        let mut texts = own.filter_map(|message| message.text.lines().next().map(str::to_owned));
        texts
            .find(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
            .unwrap()
    }

    /// Sends what is to be told, a moment before anything else is.
    pub(crate) async fn deliver(&self) {
        outbox::run(&self.ctx).await.unwrap();
        self.advance(1);
    }

    /// Asks whoever has the ID number of a seat, who takes it from their own account.
    pub(crate) async fn seat(&self, asker: &Asker, draft: &DraftId, seat: &Seat) -> (InvitationId, Asker) {
        let party = self.sitting(asker, draft, seat).await;
        let (link, digits) = self.invite(asker, draft, seat, &party).await;
        let invitation = join::join(&self.ctx, &party, &link, &digits).await.unwrap();
        (invitation, party)
    }

    /// Asks somebody to take a seat: the link, and the digits.
    pub(crate) async fn invite(
        &self,
        asker: &Asker,
        draft: &DraftId,
        seat: &Seat,
        party: &Asker,
    ) -> (crate::token::Token, String) {
        let (ctx, (citizen, known)) = (&self.ctx, party.real_name().unwrap());
        let kept = invite::invite(ctx, asker, draft, seat, (&known.name, &citizen.phone), false)
            .await
            .unwrap();
        let invitations = data::invitation::list(ctx.db.read(), draft).await.unwrap();
        let invitation = invitations.into_iter().find(|one| one.seat == *seat).unwrap();
        let link = invite::link(ctx, asker, &invitation.id, &kept).await.unwrap().unwrap();
        (link.token, link.digits)
    }

    /// Whoever has the ID number of a seat, with an account that is begun when there is none.
    async fn sitting(&self, asker: &Asker, draft: &DraftId, seat: &Seat) -> Asker {
        let (ctx, mine) = (&self.ctx, self.read(asker, draft).await);
        let number: IdNumber = id(seat.text(&mine.answers, ID_NUMBER).unwrap());
        let known = data::account::find_by_id_number(ctx.db.read(), &number).await.unwrap();
        if let Some(known) = known {
            return known.into();
        }
        let begun = Citizen {
            id: ctx.new_id().parse().unwrap(),
            // Their own, by the day they were born.
            phone: format!("139{}", &number.as_str()[6..14]),
            real_name: Some(RealName {
                name: seat.text(&mine.answers, domain::party::NAME).unwrap().to_owned(),
                id_number: number,
            }),
        };
        let tx = ctx.db.write().await.unwrap();
        data::account::save_citizen(&*tx, &begun).await.unwrap();
        tx.commit().await.unwrap();
        begun.into()
    }

    /// Somebody by their account, whether or not they can sign in.
    pub(crate) async fn account(&self, who: &str) -> Asker {
        let found = data::account::find_citizen(self.ctx.db.read(), &id(who)).await;
        found.unwrap().unwrap().into()
    }
}
