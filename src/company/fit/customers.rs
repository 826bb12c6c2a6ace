//! Users, accounts, prices and ARR.

use super::{Fitter, told};
use crate::company::field::Field;
use crate::company::root::differ;

const ACCOUNTS: [&str; 4] = [
    "tiers.starter.accounts",
    "tiers.professional.accounts",
    "tiers.enterprise.accounts",
    "tiers.custom.accounts",
];
const PRICES: [&str; 4] = [
    "tiers.starter.price",
    "tiers.professional.price",
    "tiers.enterprise.price",
    "tiers.custom.price",
];
const SEATS: [&str; 4] = [
    "tiers.starter.seats",
    "tiers.professional.seats",
    "tiers.enterprise.seats",
    "tiers.custom.seats",
];

/// Accounts and prices while they are brought together.
struct Customers {
    accounts: [f64; 4],
    prices: [f64; 4],
}

impl Customers {
    fn count(&self) -> f64 {
        self.accounts.iter().sum()
    }

    fn mrr(&self) -> f64 {
        let each = self.accounts.iter().zip(self.prices);
        each.map(|(accounts, price)| accounts * price).sum()
    }
}

impl Fitter<'_> {
    pub(super) fn customers(&mut self) {
        let mut customers = Customers {
            accounts: Field::ACCOUNTS.map(|field| self.want(field)),
            prices: Field::PRICES.map(|field| self.want(field)),
        };
        self.revenue_per_account(&mut customers);
        self.revenue(&mut customers);
        for tier in 0..4 {
            let (accounts, price) = (customers.accounts[tier], customers.prices[tier]);
            let carrier = self.customers_answer(tier);
            // What nobody changed keeps its bits.
            if differs(accounts, self.before.accounts[tier]) {
                self.set(ACCOUNTS[tier], accounts, carrier);
            }
            if differs(price, self.before.prices[tier]) {
                self.set(PRICES[tier], price, Field::PRICES[tier]);
            }
        }
        self.seats(customers.count());
        if let Some(market) = self.answers.get(Field::Market) {
            self.set("growth.market", market, Field::Market);
        }
    }

    /// The answer that accounts of a tier rest on.
    fn customers_answer(&self, tier: usize) -> Field {
        if self.answers.get(Field::Arr).is_some() && !self.answers.has_any(&Field::ACCOUNTS) {
            Field::Arr
        } else {
            Field::ACCOUNTS[tier]
        }
    }

    /// Revenue per account, typed in the place of prices.
    fn revenue_per_account(&mut self, customers: &mut Customers) {
        let Some(arpa) = self.answers.get(Field::Arpa) else {
            return;
        };
        let (count, mrr) = (customers.count(), customers.mrr());
        if count <= 0.0 || mrr <= 0.0 {
            let says = "Without an account that pays there is no revenue per account: type \
                        accounts and a price first.";
            self.refuse(Field::Arpa, says.to_owned());
            return;
        }
        let now = mrr / count;
        let is_believed = !self.answers.has_any(&Field::PRICES)
            || (differ(now, arpa) && {
                let (now, arpa) = (told(Field::Arpa, now), told(Field::Arpa, arpa));
                let says = format!("The prices come to {now} per account, not to {arpa}.");
                let choices = vec![
                    ("prices", format!("The prices: {now} per account")),
                    (
                        "arpa",
                        format!("{arpa} per account, with all prices in proportion"),
                    ),
                ];
                self.contradict("arpa", says, choices) == "arpa"
            });
        if is_believed {
            customers.prices = customers.prices.map(|price| price * arpa / now);
        }
    }

    /// ARR against accounts and prices.
    fn revenue(&mut self, customers: &mut Customers) {
        let Some(arr) = self.answers.get(Field::Arr) else {
            return;
        };
        let now = 12.0 * customers.mrr();
        let has_accounts = self.answers.has_any(&Field::ACCOUNTS);
        if now <= 0.0 {
            let priced = (0..4).find(|tier| customers.prices[*tier] > 0.0);
            match priced {
                _ if arr <= 0.0 => {}
                Some(tier) if !has_accounts => {
                    customers.accounts[tier] = arr / 12.0 / customers.prices[tier];
                }
                _ => {
                    let says = "Accounts times prices come to nothing: type accounts on a tier \
                                that has a price.";
                    self.refuse(Field::Arr, says.to_owned());
                }
            }
            return;
        }
        if !has_accounts {
            customers.accounts = customers.accounts.map(|accounts| accounts * arr / now);
            return;
        }
        if !differ(now, arr) {
            return;
        }
        let (sum, said) = (told(Field::Arr, now), told(Field::Arr, arr));
        let says = format!("Accounts times prices come to {sum} of ARR, not to {said}.");
        let choices = vec![
            ("accounts", format!("Accounts and prices: ARR is {sum}")),
            (
                "arr",
                format!("ARR of {said} at these prices, with accounts in proportion"),
            ),
            (
                "prices",
                format!("ARR of {said} from these accounts, with prices in proportion"),
            ),
        ];
        let factor = arr / now;
        match self.contradict("arr", says, choices) {
            "arr" => customers.accounts = customers.accounts.map(|it| it * factor),
            "prices" => customers.prices = customers.prices.map(|it| it * factor),
            _ => {}
        }
    }

    /// Users against the users of all accounts.
    fn seats(&mut self, count: f64) {
        let users = self.want(Field::Users);
        let tiers = self.inputs.parameters.tiers;
        let seated = |factor: f64| -> f64 {
            let each = tiers.iter();
            each.map(|tier| tier.accounts * (tier.seats * factor).max(1.0))
                .sum()
        };
        self.users = users;
        if count > users * (1.0 + 1e-9) {
            let says = format!(
                "{} accounts are more than {} users.",
                told(Field::Starter, count),
                told(Field::Users, users)
            );
            let field = self.customers_answer(0);
            self.refuse(field, says);
            self.users = seated(1.0);
        } else if seated(1.0) > users * (1.0 + 1e-9) {
            let (all, said) = (told(Field::Users, seated(1.0)), told(Field::Users, users));
            let says = format!(
                "With as many users per account as the scenario has, your accounts hold {all} \
                 users, more than the {said} that you have."
            );
            let choices = vec![
                ("users", format!("{said} users, fewer for each account")),
                (
                    "seats",
                    format!("The accounts: {all} users, all of them paid for"),
                ),
            ];
            if self.contradict("seats", says, choices) == "seats" {
                self.users = seated(1.0);
            } else if let Ok(factor) = crate::company::root::factor(users, (0.0, 1.0), seated) {
                for (tier, key) in tiers.iter().zip(SEATS) {
                    self.set(key, (tier.seats * factor).max(1.0), Field::Users);
                }
            }
        }
        if differs(self.users, self.before.users) {
            self.set("start.users", self.users, Field::Users);
        }
    }
}

/// Whether a value is another one at all.
fn differs(one: f64, other: f64) -> bool {
    one.to_bits() != other.to_bits()
}
