//! How results are delivered, as a draft stands.

use domain::answer::Answers;
use domain::delivery::{self, Delivery, Post};
use domain::draft::Gap;
use domain::id::ItemId;
use domain::theme::item::Item;

use super::MyDraft;
use crate::city::{City, Office};

impl MyDraft {
    /// The taken items whose results are delivered in a way that the theme names, each with how.
    #[must_use]
    pub fn to_deliver(&self) -> Vec<(&Item, Delivery)> {
        let taken = self.plan.taken(&self.theme);
        let items = self.theme.items.iter().filter(|item| taken.contains(&item.id));
        items.filter_map(|item| Some((item, self.delivery(item)?))).collect()
    }

    /// Those of them about which there is something to choose or to say, or was while the form asked as well.
    #[must_use]
    pub fn deliveries_asked(&self) -> Vec<(&Item, Delivery)> {
        let mut asked = self.to_deliver();
        let is_asked = |item: &Item| delivery::is_asked(&self.theme, item, self.said());
        asked.retain(|(item, _)| is_asked(item) || self.chosen_for(&item.id).is_some());
        asked
    }

    /// How the result of an item is delivered; none where the theme says nothing of it.
    #[must_use]
    pub fn delivery(&self, item: &Item) -> Option<Delivery> {
        delivery::resolve(&self.theme, item, self.said(), self.chosen_for(&item.id))
    }

    /// The office where the result of an item can be fetched; none while nobody answered which office decides.
    #[must_use]
    pub fn window<'a>(&self, city: &'a City, item: &Item) -> Option<&'a Office> {
        let deciding = match &item.office {
            Some(field) => Some(self.said().text(field)?),
            None => None,
        };
        city.office_for(&item.department, deciding, &self.theme.region.code)
    }

    /// How it is as long as nothing is chosen for it.
    #[must_use]
    pub fn usual_delivery(&self, item: &Item) -> Option<Delivery> {
        delivery::usual(&self.theme, item, self.said())
    }

    /// Whether something else was chosen for the result of an item than the form of an earlier version says of all: that holds.
    #[must_use]
    pub fn is_delivered_otherwise(&self, item: &Item) -> bool {
        delivery::is_in_form(item) && self.delivery(item) != self.usual_delivery(item)
    }

    /// Where it would be sent, as far as that is known without asking.
    #[must_use]
    pub fn usual_post(&self, item: &Item) -> Post {
        delivery::usual_post(&self.theme, item, self.said())
    }

    /// Whether somebody chose how every result is delivered about which there is something to choose.
    #[must_use]
    pub fn is_delivery_chosen(&self) -> bool {
        let mut asked = self.deliveries_asked().into_iter();
        asked.all(|(item, delivery)| self.is_chosen(item, &delivery))
    }

    /// Whether somebody chose that the result of an item is delivered so. Where it is sent as the form or the account says, that was
    /// said there.
    #[must_use]
    pub fn is_chosen(&self, item: &Item, delivery: &Delivery) -> bool {
        delivery.post().is_some() || self.chosen_for(&item.id) == Some(delivery)
    }

    /// What is still to be said of where results are sent.
    pub(super) fn undelivered(&self) -> impl Iterator<Item = Gap> {
        let asked = self.deliveries_asked().into_iter();
        let missing = asked.filter(move |(item, _)| {
            let chosen = self.chosen_for(&item.id);
            delivery::is_missing(&self.theme, item, self.said(), chosen)
        });
        missing.map(|(item, _)| Gap::Delivery(item.id.clone()))
    }

    fn chosen_for(&self, item: &ItemId) -> Option<&Delivery> {
        let mut all = self.deliveries.iter();
        all.find(|chosen| chosen.item == *item).map(|chosen| &chosen.delivery)
    }

    /// What is said of all results, whoever looks: for an officer with what was mended.
    fn said(&self) -> &Answers {
        match self.part {
            Some(_) => &self.whole.answers,
            None => &self.answers,
        }
    }
}
