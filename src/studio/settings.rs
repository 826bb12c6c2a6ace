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
    refused: Option<String>,
}

/// The value of the menu for a sign of the founder's own.
const OTHER: &str = "other";

impl Settings {
    fn html(&self, world: &World) -> String {
        let key = world.scenario.currency.key();
        let is_known = CURRENCIES.iter().any(|(code, _)| *code == key);
        let mut currencies: Vec<(String, String)> = CURRENCIES
            .iter()
            .map(|(code, sign)| ((*code).to_owned(), format!("{code}  {sign}")))
            .collect();
        currencies.push((OTHER.to_owned(), "another sign".to_owned()));
        let currency = select(
            "currency",
            "Currency",
            &[Group::new("", currencies)],
            if is_known { key } else { OTHER },
        );
        let sign = format!(
            "<label class=\"control\"><span>Another sign, 1 to 4 characters</span>{}</label>",
            bare_field(
                "sign",
                "maxlength=\"8\" size=\"6\"",
                if is_known { "" } else { key }
            )
        );
        let first = world.scenario.first_month.map(|month| month.to_string());
        let first = format!(
            "<label class=\"control\"><span>First month, such as 2027-03; empty counts months</span>{}</label>",
            bare_field(
                "first",
                "inputmode=\"numeric\" placeholder=\"2027-03\" size=\"10\"",
                first.as_deref().unwrap_or_default()
            )
        );
        let mut locales = vec![(String::new(), "as the browser's language".to_owned())];
        locales.extend(LOCALES.map(|(tag, name)| (tag.to_owned(), name.to_owned())));
        let numbers = select(
            "numbers",
            "Numbers and months",
            &[Group::new("", locales)],
            &format::locale_choice(),
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
            escape(self.refused.as_deref().unwrap_or_default()),
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
        let typed = match form.get_or("currency", scenario.currency.key()) {
            OTHER => form.get_or("sign", ""),
            code => code,
        };
        let Some(currency) = Currency::new(typed) else {
            self.refused = Some(format!(
                "“{}” cannot be a currency's sign: it takes 1 to 4 characters, no digits, no spaces.",
                typed.trim()
            ));
            return Vec::new();
        };
        let first = form.get_or("first", "").trim();
        let first_month = YearMonth::parse(first);
        if !first.is_empty() && first_month.is_none() {
            self.refused = Some(format!(
                "“{first}” is no month: it takes one from 1970 to 2199, such as 2027-03."
            ));
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
        let numbers = form.get_or("numbers", "");
        if *numbers != format::locale_choice() {
            effects.push(Effect::Numbers(numbers.to_owned()));
        }
        effects.push(Effect::Close);
        effects
    }
}
