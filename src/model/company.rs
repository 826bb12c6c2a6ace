//! A company under way: what it is made of, and how a week passes, each wired from the sections of
//! the model. A stock changes only through flows that the row of its week reports.

#![allow(clippy::inline_always)] // the equations are compiled as a whole

use super::calendar::MONTHS_PER_WEEK;
use super::churn::{Causes, Hazards, TIERS};
use super::delivery::{Architecture, PHASES, PlannedPhase, deliver, operations, stagnation, work};
use super::fate::Fate;
use super::growth::{self, Rates, seats};
use super::initiatives::Initiative;
use super::inputs::Inputs;
use super::load::{Queue, load, service};
use super::luck::Luck;
use super::money;
use super::number::{Number, Truth};
use super::parameters::Parameters;
use super::risks::{self, RISKS, Risk};
use super::schedule::Schedule;
use super::support::desk;
use super::team::{Roster, Workforce};
use super::week::Week;

/// What passes from one week to the next.
#[derive(Clone, Debug)]
struct State<N> {
    accounts: [N; TIERS],
    free: N,
    rival: N,
    cash: N,
    mrr: N,
    done: [N; PHASES],
    perceived: N,
    stagnation: N,
    backlog: N,
    /// Signups of content marketing: they grow by the same factor every week.
    content: N,
    /// Free users and those of all accounts.
    users: N,
}

/// A company under way, or several side by side that have the same hires and initiatives: what
/// does not change in a run is worked out once, what has not changed since last week is not worked
/// out again.
#[derive(Debug)]
pub(super) struct Company<'inputs, N: Number> {
    pub(super) parameters: Parameters<N>,
    initiatives: &'inputs [Initiative],
    roster: Roster<N>,
    phases: [PlannedPhase<N>; PHASES],
    pub(super) hazards: Hazards<N>,
    rates: Rates<N>,
    steps: money::Steps<N>,
    paid_of_usage: N,
    /// What a dollar of pay a year costs, $ a month.
    monthly_loading: N,
    raise_week: N,
    /// Share of a change in quality that customers notice within a week.
    noticed: N,
    state: State<N>,
    workforce: Workforce<N>,
    workforce_is_final: bool,
    schedule: Schedule<N>,
    /// The first week from which on it stays as it is.
    schedule_settled: f64,
    architecture: Architecture<N>,
    queue: Queue<N>,
    pub(super) fate: Fate<N>,
    damage: Damage<N>,
}

/// What events that have struck do to every week from then on, or to this one.
#[derive(Debug)]
struct Damage<N: Number> {
    /// Whether the database fails this week.
    outage: N::Truth,
    /// Added to the infrastructure bill, $ a month.
    fallback: N,
    /// What the infrastructure bill is multiplied by.
    bill: N,
    /// What the rival's growth is multiplied by.
    rival: N,
}

impl<'inputs, N: Number> Company<'inputs, N> {
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(super) fn new<const RUNS: usize>(runs: [(&'inputs Inputs, &Luck); RUNS]) -> Self {
        let number = |of: [f64; RUNS]| N::from_runs(|run| of[run]);
        let parameters = Parameters::gather(runs.map(|(inputs, _)| &inputs.parameters), number);
        let p = &parameters;
        let (
            Inputs {
                hires, initiatives, ..
            },
            _,
        ) = runs[0];
        let accounts = p.tiers.map(|tier| tier.accounts);
        let seated = seats(&accounts, p);
        let free = (p.start.users - seated).at_least(0.0);
        let overruns =
            std::array::from_fn(|phase| number(runs.map(|(_, luck)| luck.overruns[phase])));
        let zero = N::from(0.0);
        let roster = Roster::with_delays(p.team, hires, |index| {
            N::from_runs(|run| {
                let delay = runs[run].1.delays.get(index).copied();
                delay.unwrap_or(p.team.delay.of(run))
            })
        });
        Self {
            workforce: roster.week(0.0),
            workforce_is_final: false,
            schedule: Schedule::of(p, 0.0),
            schedule_settled: Schedule::settled(p),
            roster,
            hazards: Hazards::new(p),
            rates: Rates::new(p),
            steps: money::Steps::new(&p.tiers),
            paid_of_usage: money::paid_of_usage(&p.infra),
            monthly_loading: money::monthly_loading(p),
            raise_week: money::raise_week(&p.finance),
            noticed: p.churn.perception.reciprocal(),
            state: State {
                accounts,
                users: free + seated,
                free,
                rival: p.growth.competitor,
                cash: p.finance.cash,
                mrr: money::mrr(&accounts, &p.tiers),
                done: [zero; PHASES],
                perceived: zero,
                stagnation: zero,
                backlog: zero,
                content: p.growth.content,
            },
            architecture: Architecture::today(p),
            queue: Queue::new(p.performance.servers),
            phases: PlannedPhase::with_overruns(p, initiatives, overruns),
            initiatives,
            fate: Fate::new(|run| &runs[run].1.strikes),
            damage: Damage {
                outage: N::Truth::from(false),
                fallback: zero,
                bill: N::from(1.0),
                rival: N::from(1.0),
            },
            parameters,
        }
    }

    /// Lets the events strike whose week has come. Each waits through the weeks in which it could
    /// strike; whatever it changes, it changes from this week on.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn suffer(&mut self, week: f64) {
        self.damage.outage = N::Truth::from(false);
        for event in &RISKS {
            if !self.fate.is_near(event.risk, week) {
                continue;
            }
            let can_strike = self.can_strike(event.risk, week);
            let strikes = self.fate.strikes(event.risk, week, can_strike);
            if strikes.any() {
                self.strike(event.risk, week, strikes);
            }
        }
    }

    #[inline(always)]
    fn can_strike(&self, risk: Risk, week: f64) -> N::Truth {
        let under_way =
            |phase: usize| self.phases[phase].is_under_way(week, self.state.done[phase]);
        match risk {
            Risk::Database => under_way(1) | under_way(2),
            Risk::Sprawl => under_way(2),
            Risk::Bill | Risk::Departure | Risk::Rival => N::Truth::from(true),
        }
    }

    #[inline(always)]
    fn strike(&mut self, risk: Risk, week: f64, strikes: N::Truth) {
        let done = self.state.done[2];
        match risk {
            Risk::Database => {
                self.damage.outage = strikes;
                self.damage.fallback += N::choose(strikes, risks::FALLBACK, 0.0);
                self.phases[2].add_rework(done, risks::REWORK, strikes);
            }
            Risk::Sprawl => self.phases[2].stretch(done, risks::SPRAWL, strikes),
            Risk::Bill => self.damage.bill *= N::choose(strikes, risks::BILL, 1.0),
            Risk::Departure => {
                self.roster.lose_one(week, strikes);
                self.workforce_is_final = false;
            }
            Risk::Rival => self.damage.rival *= N::choose(strikes, risks::RIVAL, 1.0),
        }
    }

    /// Brings team and architecture up to date with the start of a week.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn prepare(&mut self, week: f64) {
        if !self.workforce_is_final {
            self.workforce = self.roster.week(week);
            self.workforce_is_final = self.roster.is_settled(week);
        }
        if week <= self.schedule_settled {
            self.schedule = Schedule::of(&self.parameters, week);
        }
        deliver(
            self.initiatives,
            &mut self.phases,
            &self.state.done,
            &mut self.architecture,
        );
    }

    /// One week, in the causal order of the model: team, architecture, load, work, support,
    /// churn, growth, revenue, money.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    #[allow(clippy::too_many_lines)] // a whole week in its reading order, and its row
    pub(super) fn step(&mut self, week: f64) -> Week<N> {
        self.suffer(week);
        self.prepare(week);
        let p = &self.parameters;
        let state = &mut self.state;
        let (workforce, schedule) = (&self.workforce, &self.schedule);
        let architecture = &self.architecture;

        let users = state.users;
        let load = load(users, architecture, p.capacity.query_exponent);
        let mut service = service(&load, architecture, &p.performance, &mut self.queue);
        let outage = self.damage.outage;
        if outage.any() {
            let uptime = service.uptime * risks::OUTAGE_UPTIME;
            service.uptime = N::choose(outage, uptime, service.uptime);
            service.pain = N::choose(outage, 1.0, service.pain);
        }
        state.perceived += (service.pain - state.perceived) * self.noticed;

        let productive = workforce.output * operations(architecture.services, &p.delivery).rest();
        let left = work(
            &self.phases,
            &mut state.done,
            week,
            p.team.scaling * productive,
        );
        let velocity = (p.team.scaling.rest() * productive + left) / self.roster.output_today;
        state.stagnation = stagnation(state.stagnation, velocity);

        let desk = desk(
            &p.support,
            &schedule.staffing,
            users,
            state.perceived,
            state.backlog,
        );
        state.backlog = desk.backlog;

        let causes = Causes::of(&p.churn, state.perceived, desk.swamped, state.stagnation);
        let leaving = self.hazards.leaving(causes.total());
        let free_lost = state.free * leaving.free;
        let lost: [N; TIERS] = std::array::from_fn(|i| state.accounts[i] * leaving.tiers[i]);
        let seats_lost = seats(&lost, p);

        let room = growth::room(users, state.rival, p.growth.market);
        let quality = growth::quality(&p.growth, state.perceived, state.stagnation);
        let loyalty = N::choose(users.is_below(state.rival), schedule.loyalty, 1.0);
        let word_of_mouth = p.growth.viral * users * loyalty;
        let signups = ((word_of_mouth + state.content + schedule.partners) * room * quality)
            .at_most((p.growth.market - users - state.rival).at_least(0.0));
        state.content *= self.rates.content;
        state.rival *=
            p.growth.competitor_growth * self.damage.rival * room + 1.0 - self.rates.rival_loss;

        let single_sign_on = architecture.single_sign_on;
        let gate = N::choose(single_sign_on, 1.0, p.conversion.before_sso);
        let stay = state.free - free_lost;
        let new_accounts = (stay * self.rates.starter * architecture.lift * quality)
            .at_most(stay / p.tiers[0].seats);
        let [before, since] = &self.rates.upgrades;
        let upgrades = std::array::from_fn(|i| {
            let rate = N::choose(single_sign_on, since[i], before[i]);
            (state.accounts[i] - lost[i]) * rate * room * quality
        });
        let deals = schedule.reps * p.sales.deals * MONTHS_PER_WEEK * gate * quality * room;

        let movements =
            money::movements(&p.tiers, &self.steps, new_accounts, deals, &upgrades, &lost);
        state.free = (stay - new_accounts * p.tiers[0].seats).at_least(0.0) + signups;
        let [to_professional, to_enterprise, to_custom] = upgrades;
        let [starter, professional, enterprise, custom] = &mut state.accounts;
        *starter += new_accounts - to_professional - lost[0];
        *professional += to_professional - to_enterprise - lost[1];
        *enterprise += to_enterprise - to_custom + deals - lost[2];
        *custom += to_custom - lost[3];
        state.users = state.free + seats(&state.accounts, p);
        let opening_mrr = state.mrr;
        state.mrr = money::mrr(&state.accounts, &p.tiers);

        let bill = schedule.infrastructure + users * p.infra.per_user * self.paid_of_usage;
        let infra = (bill + self.damage.fallback) * self.damage.bill;
        let people = self.monthly_loading * schedule.others.with(workforce.payroll);
        let revenue = (opening_mrr + state.mrr) * 0.5;
        let cost =
            infra + people + p.finance.overhead + p.finance.content + p.finance.fee * revenue;
        let burn = cost - revenue;
        state.cash -= burn * MONTHS_PER_WEEK;
        let raised = self.raise_week.is(week);
        if raised.any() {
            state.cash = N::choose(raised, state.cash + p.finance.raise, state.cash);
        }

        Week {
            users: state.users,
            free: state.free,
            starter: state.accounts[0],
            professional: state.accounts[1],
            enterprise: state.accounts[2],
            custom: state.accounts[3],
            signups,
            lost_users: free_lost + seats_lost,
            competitor: state.rival,
            mrr: state.mrr,
            arr: state.mrr * 12.0,
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
            cost_per_user: money::per_user(infra, state.users),
            capacity: load.capacity,
            utilisation: load.utilisation,
            bottleneck: load.bottleneck,
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
            sso: N::choose(single_sign_on, 1.0, 0.0),
            tickets: desk.tickets,
            wait: desk.wait,
        }
    }
}
