//! The room of settings: the currency and the first month, which go with the plan, and how numbers
//! are written, which stays with the browser.

use super::effect::Effect;
use super::room::{Region, Room, Sent};
use super::world::World;
use crate::format;
use crate::html::{Form, Group, bare_field, button, escape, select};
use crate::model::calendar::YearMonth;
use crate::model::currency::{CURRENCIES, Currency};
use crate::share::link::to_link;

/// Locales to choose from, by their tags: those that differ in how they write numbers.
const LOCALES: [(&str, &str); 12] = [
    ("en-US", "English (United States)"),
    ("en-GB", "English (United Kingdom)"),
    ("en-IN", "English (India)"),
    ("de-DE", "Deutsch (Deutschland)"),
    ("de-CH", "Deutsch (Schweiz)"),
    ("fr-FR", "Français"),
    ("es-ES", "Español"),
    ("it-IT", "Italiano"),
    ("nl-NL", "Nederlands"),
    ("pt-BR", "Português (Brasil)"),
    ("pl-PL", "Polski"),
    ("sv-SE", "Svenska"),
];

/// The room.
#[derive(Default)]
pub(super) struct Settings {
    /// What was typed and could not be taken, with the reason.
    refused: Option<(Typed, String)>,
}

/// What stands in the room's controls.
struct Typed {
    currency: String,
    sign: String,
    first: String,
    numbers: String,
}

impl Typed {
    /// As the plan and the browser have it.
    fn of(world: &World) -> Self {
        let key = world.scenario.currency.key();
        let is_known = CURRENCIES.iter().any(|(code, _)| *code == key);
        let (currency, sign) = if is_known { (key, "") } else { (OTHER, key) };
        let first = world.scenario.first_month.map(|month| month.to_string());
        Self {
            currency: currency.to_owned(),
            sign: sign.to_owned(),
            first: first.unwrap_or_default(),
            numbers: format::locale_choice(),
        }
    }

    /// What a form says, and of what it does not say, what stood there.
    fn from(form: &Form, before: &Self) -> Self {
        let text = |name: &str, before: &str| form.get_or(name, before).trim().to_owned();
        Self {
            currency: text("currency", &before.currency),
            sign: text("sign", &before.sign),
            first: text("first", &before.first),
            numbers: text("numbers", &before.numbers),
        }
    }
}

/// The value of the menu for a sign of the founder's own.
const OTHER: &str = "other";

impl Settings {
    fn html(&self, world: &World) -> String {
        let (typed, refused) = match &self.refused {
            Some((typed, why)) => (typed, why.as_str()),
            None => (&Typed::of(world), ""),
        };
        let mut currencies: Vec<(String, String)> = CURRENCIES
            .iter()
            .map(|(code, sign)| ((*code).to_owned(), format!("{code}  {sign}")))
            .collect();
        currencies.push((OTHER.to_owned(), "another sign".to_owned()));
        let currency = select(
            "currency",
            "Currency",
            &[Group::new("", currencies)],
            &typed.currency,
        );
        let sign = format!(
            "<label class=\"control\"><span>Another sign, 1 to 4 characters</span>{}</label>",
            bare_field("sign", "maxlength=\"8\" size=\"6\"", &typed.sign)
        );
        let first = format!(
            "<label class=\"control\"><span>First month, such as 2027-03; empty counts months</span>{}</label>",
            bare_field(
                "first",
                "inputmode=\"numeric\" placeholder=\"2027-03\" size=\"10\"",
                &typed.first
            )
        );
        let mut locales = vec![(String::new(), "as the browser's language".to_owned())];
        locales.extend(LOCALES.map(|(tag, name)| (tag.to_owned(), name.to_owned())));
        let numbers = select(
            "numbers",
            "Numbers and months",
            &[Group::new("", locales)],
            &typed.numbers,
        );
        let example = format!(
            "{}, {}, {}",
            format::dollars(1_500_000.0),
            format::full(1234.5),
            format::dated(18)
        );
        format!(
            "<form><h3>This plan</h3><p>These go with the plan, in links and files. A currency \
             changes the sign only, no amount.</p><div class=\"controls\">{currency}{sign}{first}</div>\
             <h3>This browser</h3><div class=\"controls\">{numbers}</div>\
             <p>Written like this: {}. The page is drawn anew when this changes.</p>\
             <p class=\"refusal\" role=\"alert\">{}</p>\
             <div class=\"controls\">{}</div></form>",
            escape(&example),
            escape(refused),
            button("do", "take", "Take over")
        )
    }
}

impl Room for Settings {
    fn title(&self, _: &World) -> String {
        "Currency, calendar, numbers".to_owned()
    }

    fn open(&mut self, _: &World) -> String {
        self.refused = None;
        "<div id=\"settings\"></div>".to_owned()
    }

    fn regions(&self, world: &World) -> Vec<Region> {
        vec![Region::of_controls("settings".to_owned(), self.html(world))]
    }

    fn act(&mut self, form: &Form, sent: Sent, world: &World) -> Vec<Effect> {
        if sent == Sent::Changed {
            return Vec::new();
        }
        let mut scenario = world.scenario.clone();
        let typed = Typed::from(form, &Typed::of(world));
        let currency = match typed.currency.as_str() {
            OTHER => typed.sign.as_str(),
            code => code,
        };
        let Some(currency) = Currency::new(currency) else {
            let why = format!(
                "“{currency}” cannot be a currency's sign: it takes 1 to 4 characters, no digits, no spaces."
            );
            self.refused = Some((typed, why));
            return Vec::new();
        };
        let first_month = YearMonth::parse(&typed.first);
        if !typed.first.is_empty() && first_month.is_none() {
            let why = format!(
                "“{}” is no month: it takes one from 1970 to 2199, such as 2027-03.",
                typed.first
            );
            self.refused = Some((typed, why));
            return Vec::new();
        }
        self.refused = None;
        (scenario.currency, scenario.first_month) = (currency, first_month);
        let mut effects = Vec::new();
        if scenario != world.scenario {
            effects.push(Effect::Apply {
                link: to_link(&scenario),
                said: String::new(),
            });
        }
        if typed.numbers != format::locale_choice() {
            effects.push(Effect::Numbers(typed.numbers));
        }
        effects.push(Effect::Close);
        effects
    }
}
