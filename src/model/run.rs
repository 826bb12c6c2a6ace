//! A run: the weeks of a company one after another, each wired from the sections of the model.
//! A stock changes only through flows that the row of its week reports.

use super::bounds::Bounds;
use super::calendar::MONTHS_PER_WEEK;
use super::churn::{Causes, Hazards, TIERS};
use super::delivery::{Architecture, PHASES, PlannedPhase, deliver, operations, stagnation, work};
use super::growth::{self, Rates};
use super::inputs::Inputs;
use super::load::{Queue, load, service};
use super::luck::{Luck, Strike, Struck};
use super::money;
use super::risks::{self, RISK_COUNT, RISKS, Risk};
use super::support::desk;
use super::team::{Roster, Workforce};
use super::week::Week;

/// Every week of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The weeks in order; the first is week 0, which people call week 1.
    pub weeks: Vec<Week>,
}

/// What passes from one week to the next.
#[derive(Clone, Debug)]
struct State {
    accounts: [f64; TIERS],
    free: f64,
    rival: f64,
    cash: f64,
    mrr: f64,
    done: [f64; PHASES],
    perceived: f64,
    stagnation: f64,
    backlog: f64,
    /// Signups of content marketing: they grow by the same factor every week.
    content: f64,
}

/// A company under way: what does not change in a run is worked out once, what has not changed
/// since last week is not worked out again.
#[derive(Debug)]
struct Company<'inputs> {
    inputs: &'inputs Inputs,
    roster: Roster,
    phases: [PlannedPhase; PHASES],
    hazards: Hazards,
    rates: Rates,
    raise_week: f64,
    /// Share of a change in quality that customers notice within a week.
    noticed: f64,
    state: State,
    workforce: Workforce,
    workforce_is_final: bool,
    finished: [usize; PHASES],
    architecture: Architecture,
    queue: Queue,
    strikes: [Strike; RISK_COUNT],
    struck: Struck,
    damage: Damage,
}

/// What events that have struck do to every week from then on, or to this one.
#[derive(Debug)]
struct Damage {
    /// Whether the database fails this week.
    outage: bool,
    /// Added to the infrastructure bill, $ a month.
    fallback: f64,
    /// What the infrastructure bill is multiplied by.
    bill: f64,
    /// What the rival's growth is multiplied by.
    rival: f64,
}

/// Runs the model over the horizon of the inputs.
#[must_use]
pub fn run(inputs: &Inputs) -> Run {
    let mut weeks = Vec::new();
    run_into(inputs, &mut weeks);
    Run { weeks }
}

/// Runs the model into rows that are already allocated, which saves the allocation in a loop.
pub fn run_into(inputs: &Inputs, weeks: &mut Vec<Week>) {
    run_with_into(inputs, &Luck::default(), weeks);
}

/// Runs the model with the luck of one run, such as a stress test.
#[must_use]
pub fn run_with(inputs: &Inputs, luck: &Luck) -> (Run, Struck) {
    let mut weeks = Vec::new();
    let struck = run_with_into(inputs, luck, &mut weeks);
    (Run { weeks }, struck)
}

/// Runs the model with luck into rows that are already allocated, and says which risk events
/// struck when.
#[allow(clippy::cast_precision_loss)] // a horizon is some hundred weeks
pub fn run_with_into(inputs: &Inputs, luck: &Luck, weeks: &mut Vec<Week>) -> Struck {
    weeks.resize(inputs.weeks(), Week::default());
    let mut company = Company::new(inputs, luck);
    for (week, row) in weeks.iter_mut().enumerate() {
        *row = company.step(week as f64);
    }
    company.struck
}

impl<'inputs> Company<'inputs> {
    fn new(inputs: &'inputs Inputs, luck: &Luck) -> Self {
        let p = &inputs.parameters;
        let accounts = p.tiers.map(|tier| tier.accounts);
        let seated: f64 = p.tiers.iter().map(|tier| tier.accounts * tier.seats).sum();
        let phases = PlannedPhase::with_overruns(inputs, luck.overruns);
        Self {
            roster: Roster::new(inputs, &luck.delays),
            hazards: Hazards::new(p),
            rates: Rates::new(p),
            raise_week: money::raise_week(&p.finance),
            noticed: 1.0 / p.churn.perception,
            state: State {
                accounts,
                free: (p.start.users - seated).at_least(0.0),
                rival: p.growth.competitor,
                cash: p.finance.cash,
                mrr: money::mrr(&accounts, &p.tiers),
                done: [0.0; PHASES],
                perceived: 0.0,
                stagnation: 0.0,
                backlog: 0.0,
                content: p.growth.content,
            },
            workforce: Workforce::default(),
            workforce_is_final: false,
            finished: [0; PHASES],
            architecture: Architecture::today(p),
            queue: Queue::new(p.performance.servers),
            phases,
            inputs,
            strikes: luck.strikes,
            struck: [None; RISK_COUNT],
            damage: Damage {
                outage: false,
                fallback: 0.0,
                bill: 1.0,
                rival: 1.0,
            },
        }
    }

    /// Lets the events strike whose week has come. Each waits through the weeks in which it could
    /// strike; whatever it changes, it changes from this week on.
    fn suffer(&mut self, week: f64) {
        self.damage.outage = false;
        for event in &RISKS {
            let strikes = match self.strikes[event.risk as usize] {
                Strike::Never => continue,
                Strike::In(at) => week >= f64::from(at),
                Strike::After(_) if !self.can_strike(event.risk, week) => false,
                Strike::After(0) => true,
                Strike::After(weeks) => {
                    self.strikes[event.risk as usize] = Strike::After(weeks - 1);
                    false
                }
            };
            if strikes {
                self.strikes[event.risk as usize] = Strike::Never;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // up to 520
                let number = week as u32 + 1;
                self.struck[event.risk as usize] = Some(number);
                self.strike(event.risk, week);
            }
        }
    }

    fn can_strike(&self, risk: Risk, week: f64) -> bool {
        let under_way =
            |phase: usize| self.phases[phase].is_under_way(week, self.state.done[phase]);
        match risk {
            Risk::Database => under_way(1) || under_way(2),
            Risk::Sprawl => under_way(2),
            Risk::Bill | Risk::Departure | Risk::Rival => true,
        }
    }

    fn strike(&mut self, risk: Risk, week: f64) {
        let done = self.state.done[2];
        match risk {
            Risk::Database => {
                self.damage.outage = true;
                self.damage.fallback += risks::FALLBACK;
                self.phases[2].add_rework(done, risks::REWORK);
            }
            Risk::Sprawl => self.phases[2].stretch(done, risks::SPRAWL),
            Risk::Bill => self.damage.bill *= risks::BILL,
            Risk::Departure => {
                self.roster.lose_one(week);
                self.workforce_is_final = false;
            }
            Risk::Rival => self.damage.rival *= risks::RIVAL,
        }
    }

    /// Brings team and architecture up to date with the start of a week.
    fn prepare(&mut self, week: f64) {
        if !self.workforce_is_final {
            self.workforce = self.roster.week(week);
            self.workforce_is_final = self.roster.is_settled(week);
        }
        deliver(
            self.inputs,
            &self.phases,
            &self.state.done,
            &mut self.finished,
            &mut self.architecture,
        );
    }

    /// One week, in the causal order of the model: team, architecture, load, work, support,
    /// churn, growth, revenue, money.
    #[inline]
    #[allow(clippy::too_many_lines)] // a whole week in its reading order, and its row
    fn step(&mut self, week: f64) -> Week {
        self.suffer(week);
        self.prepare(week);
        let p = &self.inputs.parameters;
        let state = &mut self.state;
        let workforce = self.workforce;
        let architecture = &self.architecture;

        let seats: f64 = (0..TIERS)
            .map(|i| state.accounts[i] * p.tiers[i].seats)
            .sum();
        let users = state.free + seats;
        let load = load(users, architecture, p.capacity.query_exponent);
        let mut service = service(&load, architecture, &p.performance, &mut self.queue);
        if self.damage.outage {
            service.uptime *= risks::OUTAGE_UPTIME;
            service.pain = 1.0;
        }
        state.perceived += (service.pain - state.perceived) * self.noticed;

        let productive = workforce.output * (1.0 - operations(architecture.services, &p.delivery));
        let left = work(
            &self.phases,
            &mut state.done,
            week,
            p.team.scaling * productive,
        );
        let velocity = ((1.0 - p.team.scaling) * productive + left) / self.roster.output_today;
        state.stagnation = stagnation(state.stagnation, velocity);

        let desk = desk(&p.support, week, users, state.perceived, state.backlog);
        state.backlog = desk.backlog;

        let causes = Causes::of(&p.churn, state.perceived, desk.swamped, state.stagnation);
        let leaving = self.hazards.leaving(causes.total());
        let free_lost = state.free * leaving.free;
        let lost: [f64; TIERS] = std::array::from_fn(|i| state.accounts[i] * leaving.tiers[i]);
        let seats_lost: f64 = (0..TIERS).map(|i| lost[i] * p.tiers[i].seats).sum();

        let room = growth::room(users, state.rival, p.growth.market);
        let quality = growth::quality(&p.growth, state.perceived, state.stagnation);
        let word_of_mouth =
            p.growth.viral * users * growth::loyalty(&p.growth, week, users, state.rival);
        let signups =
            ((word_of_mouth + state.content + growth::partners(&p.growth, week)) * room * quality)
                .at_most((p.growth.market - users - state.rival).at_least(0.0));
        state.content *= 1.0 + p.growth.content_growth;
        state.rival *=
            1.0 + p.growth.competitor_growth * self.damage.rival * room - self.rates.rival_loss;

        let single_sign_on = architecture.single_sign_on;
        let gate = if single_sign_on {
            1.0
        } else {
            p.conversion.before_sso
        };
        let stay = state.free - free_lost;
        let new_accounts = (stay * self.rates.starter * architecture.lift * quality)
            .at_most(stay / p.tiers[0].seats);
        let rates = &self.rates.upgrades[usize::from(single_sign_on)];
        let upgrades =
            std::array::from_fn(|i| (state.accounts[i] - lost[i]) * rates[i] * room * quality);
        let reps = growth::reps_present(p, week);
        let deals = reps * p.sales.deals * MONTHS_PER_WEEK * gate * quality * room;

        let movements = money::movements(&p.tiers, new_accounts, deals, &upgrades, &lost);
        state.free = (stay - new_accounts * p.tiers[0].seats).at_least(0.0) + signups;
        let [to_professional, to_enterprise, to_custom] = upgrades;
        let [starter, professional, enterprise, custom] = &mut state.accounts;
        *starter += new_accounts - to_professional - lost[0];
        *professional += to_professional - to_enterprise - lost[1];
        *enterprise += to_enterprise - to_custom + deals - lost[2];
        *custom += to_custom - lost[3];
        let closing_seats: f64 = (0..TIERS)
            .map(|i| state.accounts[i] * p.tiers[i].seats)
            .sum();
        let closing_users = state.free + closing_seats;
        let opening_mrr = state.mrr;
        state.mrr = money::mrr(&state.accounts, &p.tiers);

        let infra =
            (money::infrastructure(p, week, users) + self.damage.fallback) * self.damage.bill;
        let people = money::payroll(p, week, workforce.payroll, desk.agents, reps);
        let revenue = f64::midpoint(opening_mrr, state.mrr);
        let cost =
            infra + people + p.finance.overhead + p.finance.content + p.finance.fee * revenue;
        let burn = cost - revenue;
        state.cash -= burn * MONTHS_PER_WEEK;
        #[allow(clippy::float_cmp)] // both are whole numbers
        if week == self.raise_week {
            state.cash += p.finance.raise;
        }

        #[allow(clippy::cast_precision_loss)] // 0 to 5
        Week {
            users: closing_users,
            free: state.free,
            starter: state.accounts[0],
            professional: state.accounts[1],
            enterprise: state.accounts[2],
            custom: state.accounts[3],
            signups,
            lost_users: free_lost + seats_lost,
            competitor: state.rival,
            mrr: state.mrr,
            arr: 12.0 * state.mrr,
            new_mrr: movements.new,
            expansion_mrr: movements.expansion,
            contraction_mrr: movements.contraction,
            churned_mrr: movements.churned,
            revenue,
            infra,
            people,
            cost,
            burn,
            cash: state.cash,
            cost_per_user: money::per_user(infra, closing_users),
            capacity: load.capacity,
            utilisation: load.utilisation,
            bottleneck: load.bottleneck as f64,
            page: service.page,
            api: service.api,
            uptime: service.uptime,
            pain: service.pain,
            perceived: state.perceived,
            heads: workforce.heads,
            team: workforce.output,
            velocity,
            stale: state.stagnation,
            phase1: self.phases[0].share(state.done[0]),
            phase2: self.phases[1].share(state.done[1]),
            phase3: self.phases[2].share(state.done[2]),
            sso: f64::from(u8::from(single_sign_on)),
            tickets: desk.tickets,
            wait: desk.wait,
        }
    }
}
