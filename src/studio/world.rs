//! What a room knows of the page.

use crate::chart::Ranges;
use crate::forecast::Forecast;
use crate::model::preset::Preset;
use crate::model::scenario::Scenario;
use crate::share::link::usual;
use crate::share::{View, from_link};

/// The page as the studio last heard of it.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// The plan on the page.
    pub scenario: Scenario,
    /// The scenarios that it is compared with, at most three.
    pub compared: Vec<Scenario>,
    /// The odds in a sentence, as the page shows it; empty until they are known.
    pub odds: String,
    /// The uncertain ranges of the plan, as the page's charts show them; none until they are known.
    pub ranges: Ranges,
    /// Whether the page's colours are the dark ones.
    pub dark: bool,
    /// The page's address without query and fragment.
    pub address: String,
    /// The page's fragment as it stands, without `#`: what a copied link carries.
    pub link: String,
    /// Whether the browser led to this plan: back, forward, an address that was typed.
    pub is_led: bool,
    /// Milliseconds since 1970, in UTC.
    pub now: f64,
}

impl Default for World {
    fn default() -> Self {
        Self {
            scenario: Scenario::preset(Preset::Realistic),
            compared: Vec::new(),
            odds: String::new(),
            ranges: Ranges::default(),
            dark: false,
            address: String::new(),
            link: String::new(),
            is_led: false,
            now: 0.0,
        }
    }
}

impl World {
    /// The plan in its comparison, whatever part of the page is open.
    #[must_use]
    pub fn view(&self) -> View {
        let is_usual = self.compared == usual(&self.scenario);
        View {
            compared: (!is_usual).then(|| self.compared.clone()),
            ..View::new(self.scenario.clone())
        }
    }

    /// Takes what has been forecast of the plan that a link tells. What is of other inputs, or of
    /// others' odds, is of another plan than the one on the page, and says nothing about that.
    pub fn take_forecast(&mut self, link: &str, forecast: &Forecast) {
        // What cannot be read of the link has been told where it was read first.
        let of = from_link(link).0;
        let Scenario {
            inputs,
            uncertainty,
            ..
        } = &self.scenario;
        if of.inputs == *inputs && of.uncertainty == *uncertainty {
            self.odds = forecast.sentence();
            self.ranges = forecast.ranges();
        }
    }
}
