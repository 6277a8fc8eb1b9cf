//! Delivery (送达): how the result of an item reaches the citizen. What was chosen for it holds; without that, the way that asks least
//! of them.
//!
//! Versions from before each result was asked about ask in their form for all at once. What is filled in or was filed in one of
//! them keeps that: there the form alone asks.

use std::fmt;
use std::str::FromStr;

use crate::answer::{Answers, FieldId};
use crate::id::{HallId, NotAnId};
use crate::identity::{half_width, mobile_number};
use crate::party::{NAME, PHONE};
use crate::theme::Theme;
use crate::theme::item::{Item, Way};

/// The element by which the form of such a version asks.
const WAY: &str = "delivery.way";
/// Its option for the post.
const BY_MAIL: &str = "mail";
/// Its option for fetching it.
const BY_HAND: &str = "pick_up";
/// The element for where to.
const ADDRESS: &str = "delivery.address";

/// How long a name of a recipient may be, characters.
pub const LONGEST_NAME: usize = 30;
/// How long an address may be, characters.
pub const LONGEST_ADDRESS: usize = 150;

/// Between the parts of a post address in its text.
const BAR: char = '|';

/// Whom something is sent to; as it was typed, also when something is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Post {
    recipient: String,
    phone: String,
    address: String,
}

impl Post {
    /// To this recipient, with what is typed on phones made plain.
    #[must_use]
    pub fn new(recipient: &str, phone: &str, address: &str) -> Self {
        let plain = |text: &str| half_width(text).replace(BAR, "、");
        Self {
            recipient: plain(recipient),
            phone: mobile_number(phone).unwrap_or_else(|| plain(phone)),
            address: plain(address),
        }
    }

    /// Who takes it in.
    #[must_use]
    pub fn recipient(&self) -> &str {
        &self.recipient
    }

    /// By which number the postman calls.
    #[must_use]
    pub fn phone(&self) -> &str {
        &self.phone
    }

    /// Where to.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What is wrong with it.
    #[must_use]
    pub fn flaws(&self) -> Vec<Flaw> {
        let is_between = |text: &str, most: usize| (1..=most).contains(&text.chars().count());
        let found = [
            (is_between(&self.recipient, LONGEST_NAME), Flaw::Recipient),
            (mobile_number(&self.phone).is_some(), Flaw::Phone),
            (is_between(&self.address, LONGEST_ADDRESS), Flaw::Address),
        ];
        let wrong = found.into_iter().filter(|(is_right, _)| !is_right);
        wrong.map(|(_, flaw)| flaw).collect()
    }
}

/// What is wrong with where something is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// No name of who takes it in, or one that is too long.
    Recipient,
    /// No mobile number.
    Phone,
    /// No address, or one that is too long.
    Address,
}

/// How a result reaches the citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// As an e-certificate or record.
    Electronic,
    /// By post.
    Post(Post),
    /// At a window: of a hall, or else of the office that decides.
    Window(Option<HallId>),
}

/// What stands in front of the rest in a text.
const MAIL: &str = "mail:";
const WINDOW: &str = "window";

impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Electronic => f.write_str(Way::Electronic.as_str()),
            Self::Post(post) => write!(f, "{MAIL}{}{BAR}{}{BAR}{}", post.recipient, post.phone, post.address),
            Self::Window(None) => f.write_str(WINDOW),
            Self::Window(Some(hall)) => write!(f, "{WINDOW}:{hall}"),
        }
    }
}

impl FromStr for Delivery {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text == Way::Electronic.as_str() {
            return Ok(Self::Electronic);
        }
        if let Some(post) = text.strip_prefix(MAIL) {
            let (recipient, rest) = post.split_once(BAR).ok_or(NotAnId)?;
            let (phone, address) = rest.split_once(BAR).ok_or(NotAnId)?;
            return Ok(Self::Post(Post::new(recipient, phone, address)));
        }
        match text.strip_prefix(WINDOW).ok_or(NotAnId)? {
            "" => Ok(Self::Window(None)),
            hall => Ok(Self::Window(Some(hall.strip_prefix(':').ok_or(NotAnId)?.parse()?))),
        }
    }
}

impl Delivery {
    /// Which way that is.
    #[must_use]
    pub fn way(&self) -> Way {
        match self {
            Self::Electronic => Way::Electronic,
            Self::Post(_) => Way::Mail,
            Self::Window(_) => Way::Window,
        }
    }

    /// Whom it is sent to, if it is.
    #[must_use]
    pub fn post(&self) -> Option<&Post> {
        match self {
            Self::Post(post) => Some(post),
            Self::Electronic | Self::Window(_) => None,
        }
    }

    /// The hall where it is fetched, if it is one.
    #[must_use]
    pub fn hall(&self) -> Option<&HallId> {
        match self {
            Self::Window(hall) => hall.as_ref(),
            Self::Electronic | Self::Post(_) => None,
        }
    }

    /// Whether the result of an item can be had like that.
    #[must_use]
    pub fn is_offered(&self, theme: &Theme, item: &Item) -> bool {
        let is_there = self.hall().is_none_or(|hall| theme.halls.contains(hall));
        is_there && item.offline.is_none() && item.ways.contains(&self.way())
    }
}

/// Whether there is anything to choose, or to say, of how the result of an item is delivered. What the form asks is not asked again,
/// unless this result cannot be had as the form says.
#[must_use]
pub fn is_asked(theme: &Theme, item: &Item, answers: &Answers) -> bool {
    let is_open = item.ways.len() > 1 || item.ways.contains(&Way::Mail);
    let is_answered = || asked_by(item, WAY).is_none_or(|way| answers.text(way).is_some());
    is_open && item.offline.is_none() && is_answered() && said(theme, item, answers).is_none()
}

/// Whether the form asks how the result of an item is delivered, with all others.
#[must_use]
pub fn is_in_form(item: &Item) -> bool {
    asked_by(item, WAY).is_some()
}

/// Whether a field asks how all results are delivered, or where to.
#[must_use]
pub fn is_asked_by(field: &FieldId) -> bool {
    [WAY, ADDRESS].contains(&field.element.as_str())
}

/// How the result of an item is delivered: as chosen while that is offered, or as usual; none where the theme says nothing of it.
#[must_use]
pub fn resolve(theme: &Theme, item: &Item, answers: &Answers, chosen: Option<&Delivery>) -> Option<Delivery> {
    let chosen = chosen.filter(|chosen| chosen.is_offered(theme, item)).cloned();
    chosen.or_else(|| usual(theme, item, answers))
}

/// Whether something about it is still to be said.
#[must_use]
pub fn is_missing(theme: &Theme, item: &Item, answers: &Answers, chosen: Option<&Delivery>) -> bool {
    let delivery = resolve(theme, item, answers, chosen);
    delivery.is_some_and(|delivery| delivery.post().is_some_and(|post| !post.flaws().is_empty()))
}

/// How the result of an item is delivered as long as nothing is chosen for it.
#[must_use]
pub fn usual(theme: &Theme, item: &Item, answers: &Answers) -> Option<Delivery> {
    let least = || {
        let mut ways = [Way::Electronic, Way::Window, Way::Mail].into_iter();
        let way = ways.find(|way| item.ways.contains(way))?;
        Some(by(way, theme, item, answers)).filter(|_| item.offline.is_none())
    };
    said(theme, item, answers).or_else(least)
}

/// As the form says of all results, where it asks and that way is offered.
#[must_use]
pub fn said(theme: &Theme, item: &Item, answers: &Answers) -> Option<Delivery> {
    let way = match answers.text(asked_by(item, WAY)?)? {
        BY_MAIL => Way::Mail,
        BY_HAND => Way::Window,
        _ => return None,
    };
    Some(by(way, theme, item, answers)).filter(|delivery| delivery.is_offered(theme, item))
}

fn by(way: Way, theme: &Theme, item: &Item, answers: &Answers) -> Delivery {
    match way {
        Way::Electronic => Delivery::Electronic,
        Way::Window => Delivery::Window(None),
        Way::Mail => Delivery::Post(usual_post(theme, item, answers)),
    }
}

/// To the applicant, and where the form says if it asks.
#[must_use]
pub fn usual_post(theme: &Theme, item: &Item, answers: &Answers) -> Post {
    let own = |element: &str| {
        let field = FieldId {
            subject: theme.applicant_subject(answers)?.clone(),
            element: element.parse().ok()?,
            index: 0,
        };
        answers.text(&field)
    };
    let address = asked_by(item, ADDRESS).and_then(|field| {
        let text = answers.text(field)?;
        let known = theme.element(field);
        Some(known.map_or_else(|| text.to_owned(), |element| element.kind.label(text).into_owned()))
    });
    Post::new(
        own(NAME).unwrap_or_default(),
        own(PHONE).unwrap_or_default(),
        &address.unwrap_or_default(),
    )
}

/// Whether the form says by this field that the result of an item is delivered so.
#[must_use]
pub fn is_said_by(item: &Item, delivery: &Delivery, field: &FieldId) -> bool {
    let is_it = |element: &str| asked_by(item, element) == Some(field);
    is_it(WAY) || (is_it(ADDRESS) && delivery.post().is_some())
}

/// The field of an item that asks for this element.
fn asked_by<'a>(item: &'a Item, element: &str) -> Option<&'a FieldId> {
    item.fields.iter().find(|field| field.element.as_str() == element)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::answer::tests::answers;
    use crate::theme::item::tests::item;
    use crate::theme::tests::theme;

    fn of_a_card() -> Theme {
        Theme::try_from(theme(&[("card", &[])])).unwrap()
    }

    fn with(ways: &[Way], fields: &[&str]) -> Item {
        Item {
            ways: ways.to_vec(),
            fields: fields.iter().map(|field| field.parse().unwrap()).collect(),
            ..item("card", &[])
        }
    }

    #[test]
    fn what_an_earlier_form_says_holds_where_it_is_offered_and_is_not_asked_again() {
        let theme = of_a_card();
        let asked = ["application/delivery.way", "application/delivery.address"];
        let told = answers(&[(asked[0], "mail"), (asked[1], "日月路 1 号")]);
        let both = with(&[Way::Electronic, Way::Mail], &asked);
        let post = usual(&theme, &both, &told).unwrap();
        assert_eq!(post.post().map(Post::address), Some("日月路 1 号"));
        assert_eq!(said(&theme, &both, &told), Some(post));
        assert!(is_in_form(&both) && !is_asked(&theme, &both, &told));
        assert!(!is_asked(&theme, &both, &answers(&[])), "the form asks it first");
        let window = with(&[Way::Window], &asked);
        assert_eq!(said(&theme, &window, &told), None, "nothing is sent of this one");
        assert_eq!(usual(&theme, &window, &told), Some(Delivery::Window(None)));
        assert_eq!(usual(&theme, &with(&[], &asked), &told), None);
    }

    #[test]
    fn what_cannot_be_had_as_an_earlier_form_says_is_asked() {
        let theme = of_a_card();
        let asked = ["application/delivery.way", "application/delivery.address"];
        let fetched = answers(&[(asked[0], "pick_up")]);
        let sent = with(&[Way::Mail], &asked);
        assert!(is_asked(&theme, &sent, &fetched) && is_missing(&theme, &sent, &fetched, None));
        assert!(!is_asked(&theme, &with(&[Way::Mail, Way::Window], &asked), &fetched));
    }

    #[test]
    fn without_a_choice_it_comes_by_the_way_that_asks_least() {
        let (theme, none) = (of_a_card(), answers(&[]));
        let of = |ways: &[Way]| usual(&theme, &with(ways, &[]), &none);
        assert_eq!(of(&[Way::Mail, Way::Electronic]), Some(Delivery::Electronic));
        assert_eq!(of(&[Way::Mail, Way::Window]), Some(Delivery::Window(None)));
        let sent = with(&[Way::Mail], &[]);
        assert!(is_asked(&theme, &sent, &none) && is_missing(&theme, &sent, &none, None));
        assert_eq!(said(&theme, &sent, &none), None, "nobody said so");
        let electronic = with(&[Way::Electronic], &[]);
        assert!(!is_asked(&theme, &electronic, &none), "nothing to choose from");
    }

    #[test]
    fn what_is_offered_no_more_does_not_hold() {
        let (theme, none) = (of_a_card(), answers(&[]));
        let card = with(&[Way::Electronic, Way::Window], &[]);
        let hall: Delivery = "window:hall".parse().unwrap();
        assert!(!hall.is_offered(&theme, &card), "the theme has no such hall");
        assert_eq!(resolve(&theme, &card, &none, Some(&hall)), Some(Delivery::Electronic));
        let window = Delivery::Window(None);
        assert_eq!(resolve(&theme, &card, &none, Some(&window)), Some(window.clone()));
    }

    #[test]
    fn a_parcel_needs_a_name_a_mobile_number_and_an_address() {
        assert_eq!(Post::new("林晓", "138 0000 0001", "日月路").flaws(), []);
        assert_eq!(
            Post::new("林晓", "１３８０００００００１", "日月路").phone(),
            "13800000001"
        );
        assert_eq!(
            Post::new(" ", "12345", "").flaws(),
            [Flaw::Recipient, Flaw::Phone, Flaw::Address]
        );
        assert_eq!(
            Post::new("林晓", "13800000001", &"路".repeat(151)).flaws(),
            [Flaw::Address]
        );
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_back(recipient in "\\PC{0,9}", phone in "\\PC{0,9}", address in "\\PC{0,20}") {
            let sent = Delivery::Post(Post::new(&recipient, &phone, &address));
            prop_assert_eq!(sent.to_string().parse::<Delivery>(), Ok(sent));
        }
    }
}
