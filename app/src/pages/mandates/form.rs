//! The form of a mandate: who, until when, for what. A citizen fills it in at home, an officer for who stands at the window.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use domain::id::Slug;
use leptos::prelude::*;
use usecases::city::Agency;
use usecases::mandate::draw_up::{Said, Who, Wish, keep_said, lacks, said};
use usecases::theme::Published;
use usecases::theme::list::list;
use usecases::{Asker, Context, Refusal};

use crate::pages::home::is_for_companies;
use crate::respond::{keep, problem_codes};
use crate::text::{date, hat as text};
use crate::ui::mistakes::Mistakes;
use crate::visit::Visit;

/// For how many months, unless another is picked.
const MONTHS: u32 = 3;

/// Where the first field of each question is.
const NAME: &str = "name";
const UNTIL: &str = "until";
const WHICH: &str = "which";

/// What the form shows.
pub(crate) struct MandateForm {
    said: Said,
    /// What was wrong with it, for the page to say.
    pub(crate) mistakes: Mistakes,
    themes: Vec<Published>,
    agencies: Vec<Agency>,
    today: NaiveDate,
}

impl MandateForm {
    /// The form as it was refused, or a new one.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn load(office: &Context, visit: &Visit, refused: &str) -> usecases::Result<Self> {
        let mistakes = Mistakes::of(refused, text::problem, |code| Some(place(code)));
        let before = match visit.typed.as_ref().filter(|_| !mistakes.is_empty()) {
            Some(token) => said(office, &visit.asker, token).await?,
            None => None,
        };
        let fresh = || Said {
            months: MONTHS,
            ..Said::default()
        };
        let mut themes = list(office).await?;
        // What is for people comes first, as everywhere.
        themes.sort_by_key(|published| is_for_companies(&published.theme));
        Ok(Self {
            said: before.unwrap_or_else(fresh),
            mistakes,
            themes,
            agencies: office.city.agencies().to_vec(),
            today: office.today(),
        })
    }

    /// The fields; posted to this address under the id `mandate`, with what else the form carries.
    pub(crate) fn view(&self, to: &str, carried: impl IntoView) -> AnyView {
        view! {
            <form id="mandate" method="post" action=to.to_owned()>
                {carried.into_any()}
                {self.whom()}
                <fieldset class="field">
                    <legend>{text::UNTIL}</legend>
                    {self.mistakes.beside(UNTIL)}
                    {text::MONTHS.into_iter().enumerate().map(|choice| self.month(choice)).collect_view()}
                </fieldset>
                {self.which()}
            </form>
        }
        .into_any()
    }

    fn whom(&self) -> impl IntoView + use<> {
        let said = &self.said;
        let invalid = self.mistakes.invalid(NAME);
        let person = view! {
            <div class="field">
                <label for="name">{text::AGENT_NAME}</label>
                <p class="field__hint" id="name-hint">{text::AGENT_NAME_HINT}</p>
                {self.mistakes.beside(NAME)}
                <input id=NAME name="name" type="text" autocomplete="off" value=said.name.clone() aria-describedby="name-hint name-problem" aria-invalid=invalid/>
            </div>
            <div class="field">
                <label for="phone">{text::AGENT_PHONE}</label>
                <p class="field__hint" id="phone-hint">{text::AGENT_PHONE_HINT}</p>
                <input id="phone" name="phone" type="tel" inputmode="numeric" autocomplete="off" value=said.phone.clone() aria-describedby="phone-hint name-problem" aria-invalid=invalid/>
            </div>
        };
        if self.agencies.is_empty() {
            return person.into_any();
        }
        let agency = |agency: &Agency| {
            view! {
                <label class="choice__row">
                    <input type="radio" name="agency" value=agency.id.to_string() checked={said.agency == agency.id.as_str()}/>
                    <span>{agency.name.clone()}</span>
                </label>
            }
        };
        view! {
            <fieldset class="field">
                <legend>{text::WHOM}</legend>
                <label class="choice__row"><input type="radio" name="agency" value="" checked=said.agency.is_empty()/><span>{text::A_PERSON}</span></label>
                <div class="choice__more">{person}</div>
                {self.agencies.iter().map(agency).collect_view()}
            </fieldset>
        }
        .into_any()
    }

    fn month(&self, (position, (months, name)): (usize, (u32, &'static str))) -> impl IntoView + use<> {
        let day = date::day(last_day(self.today, months), self.today);
        let id = (position == 0).then_some(UNTIL);
        view! {
            <label class="choice__row">
                <input id=id type="radio" name="months" value=months.to_string() checked={months == self.said.months} aria-describedby="until-problem"/>
                <span class="num">{text::until(name, &day)}</span>
            </label>
        }
    }

    fn which(&self) -> impl IntoView + use<> {
        let said = &self.said;
        let theme = |published: &Published| {
            let theme = &published.theme;
            view! {
                <label class="choice__row">
                    <input type="checkbox" name="themes[]" value=theme.slug.to_string() checked=said.themes.contains(&theme.slug.to_string())/>
                    <span>{theme.name.clone()}</span>
                </label>
            }
        };
        view! {
            <fieldset class="field">
                <legend>{text::WHICH}</legend>
                {self.mistakes.beside(WHICH)}
                <label class="choice__row"><input id=WHICH type="radio" name="all" value="1" checked=said.all aria-describedby="which-problem"/><span>{text::ALL_THEMES}</span></label>
                <label class="choice__row"><input type="radio" name="all" value="" checked={!said.themes.is_empty()} aria-describedby="which-problem"/><span>{text::SOME_THEMES}</span></label>
                <div class="choice__more">{self.themes.iter().map(theme).collect_view()}</div>
            </fieldset>
        }
    }
}

/// Where a problem is mended.
fn place(code: &str) -> &'static str {
    match code {
        "not-a-day" => UNTIL,
        "no-theme" => WHICH,
        _ => NAME,
    }
}

fn last_day(today: NaiveDate, months: u32) -> NaiveDate {
    today.checked_add_months(Months::new(months)).unwrap_or(today)
}

/// What was filled in, as a wish; or everything that is wrong with it.
///
/// # Errors
/// For an agency or a theme that is none.
pub(crate) fn wish(said: &Said, today: NaiveDate) -> usecases::Result<Result<Wish, Vec<Refusal>>> {
    let lacks = lacks(said);
    if !lacks.is_empty() {
        return Ok(Err(lacks));
    }
    let slugs = said.themes.iter().map(|slug| slug.parse());
    let slugs: BTreeSet<Slug> = slugs.collect::<Result<_, _>>()?;
    let who = if said.agency.is_empty() {
        Who::Person {
            name: said.name.clone(),
            phone: said.phone.clone(),
        }
    } else {
        Who::Agency(said.agency.parse()?)
    };
    Ok(Ok(Wish {
        who,
        // What is ticked narrows it, whatever else was picked.
        themes: (!said.all || !slugs.is_empty()).then_some(slugs),
        until: last_day(today, said.months),
    }))
}

/// Back to the form at this path, which shows what was said and what is wrong with it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn refused(
    office: &Context,
    asker: &Asker,
    said: &Said,
    problems: &[Refusal],
    path: &str,
) -> usecases::Result<String> {
    let kept = keep_said(office, asker, said).await?;
    let seconds = u32::try_from(office.limits.parked / 1000).unwrap_or(0);
    keep("typed", Some(&kept), seconds);
    Ok(format!("{path}?problem={}", problem_codes(problems)))
}
