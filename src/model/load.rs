//! Section 3 of a week: load against capacity, and what it does to speed and uptime.

#![allow(clippy::inline_always)] // part of the equations, which are compiled as a whole

use super::calendar::unit;
use super::delivery::Architecture;
use super::number::{Number, Truth};
use super::parameters::Performance;

/// Index of the database's queries, whose load grows faster than the users.
pub const QUERIES: usize = 1;

/// Utilisation above which the queue is not followed further: it would never end.
pub const UTILISATION_LIMIT: f64 = 0.99;

/// Slack in comparing utilisations.
const TOLERANCE: f64 = 1e-12;

/// Load on the architecture.
#[derive(Clone, Copy, Debug)]
pub struct Load<N = f64> {
    /// Utilisation of the fullest component.
    pub utilisation: N,
    /// The first component that full, as its index.
    pub bottleneck: N,
    /// Users that it carries.
    pub capacity: N,
}

/// Utilisation of every component at `users` users: (U/K)^e, with e above 1 for queries only.
#[inline(always)]
#[must_use]
#[allow(clippy::cast_precision_loss)] // components are few
pub fn load<N: Number>(users: N, architecture: &Architecture<N>, query_exponent: N) -> Load<N> {
    let carries = &architecture.carries;
    let mut utilisations = architecture.load_per_user.map(|per_user| users * per_user);
    let fullest = |utilisations: &[N]| {
        let each = utilisations.iter();
        each.fold(N::from(0.0), |fullest, &each| fullest.at_least(each))
    };
    // Up to full load x^e is at most x: below another component the queries stay below it.
    let queries = utilisations[QUERIES];
    let matters = queries.is_above(1.0)
        | query_exponent.is_below(1.0)
        | queries.reaches(fullest(&utilisations) * (1.0 - TOLERANCE));
    if matters.any() {
        utilisations[QUERIES] = N::choose(matters, queries.power(query_exponent), queries);
    }
    let utilisation = fullest(&utilisations);
    let nearly = utilisation * (1.0 - TOLERANCE);
    let (mut bottleneck, mut capacity) = (N::from(0.0), carries[0]);
    for (component, &each) in utilisations.iter().enumerate().rev() {
        let is_full = each.reaches(nearly);
        bottleneck = N::choose(is_full, component as f64, bottleneck);
        capacity = N::choose(is_full, carries[component], capacity);
    }
    Load {
        utilisation,
        bottleneck,
        capacity,
    }
}

/// Erlang C: the probability of having to wait with `servers` servers and an offered load of
/// `offered` servers. The recurrence of Erlang B is followed for 1/B, which needs one division:
/// 1/B₀ = 1, 1/Bₙ = 1 + n/a·1/Bₙ₋₁, and C = B/(1 − ρ(1 − B)) = 1/(1/B·(1 − ρ) + ρ).
#[inline(always)]
#[must_use]
#[allow(clippy::cast_precision_loss)] // servers are few
pub fn erlang_c<N: Number>(servers: usize, offered: N) -> N {
    let per_offered = offered.reciprocal();
    let mut inverse_blocking = N::from(1.0);
    for n in 1..=servers {
        inverse_blocking = per_offered * (n as f64) * inverse_blocking + 1.0;
    }
    let utilisation = offered / N::from(servers as f64);
    (inverse_blocking * utilisation.rest() + utilisation).reciprocal()
}

/// Response time against service time of an M/M/c queue: 1 + C/(c − a), followed up to
/// [`UTILISATION_LIMIT`].
#[inline(always)]
#[must_use]
#[allow(clippy::cast_precision_loss)] // servers are few
pub fn slow_down<N: Number>(servers: usize, utilisation: N) -> N {
    let offered = utilisation.at_most(UTILISATION_LIMIT) * servers as f64;
    erlang_c(servers, offered) / (N::from(servers as f64) - offered) + 1.0
}

/// A queue that remembers its last answer: an overloaded service asks the same for weeks.
#[derive(Clone, Copy, Debug)]
pub struct Queue<N = f64> {
    servers: N,
    utilisation: N,
    slow_down: N,
}

impl<N: Number> Queue<N> {
    /// An empty queue in front of so many servers, rounded to a whole number.
    #[inline(always)]
    #[must_use]
    pub fn new(servers: N) -> Self {
        Self {
            servers: servers.map(f64::round),
            utilisation: N::from(0.0),
            slow_down: N::from(1.0),
        }
    }

    /// [`slow_down`] at a utilisation.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 1000
    pub fn at(&mut self, utilisation: N) -> N {
        let utilisation = utilisation.at_most(UTILISATION_LIMIT);
        if !utilisation.is(self.utilisation).all() {
            self.utilisation = utilisation;
            let servers = self.servers.of(0);
            self.slow_down = if self.servers.is(servers).all() {
                slow_down(servers as usize, utilisation)
            } else {
                N::from_runs(|run| slow_down(self.servers.of(run) as usize, utilisation.of(run)))
            };
        }
        self.slow_down
    }
}

/// Speed and uptime of a week.
#[derive(Clone, Copy, Debug)]
pub struct Service<N = f64> {
    /// Page load, seconds.
    pub page: N,
    /// API response, seconds.
    pub api: N,
    /// Share of time the service can be used.
    pub uptime: N,
    /// How bad that is for customers, 0 to 1.
    pub pain: N,
}

/// What a load makes of speed and uptime: past full utilisation requests time out, and in peak
/// hours the part of the load that does not fit is turned away.
#[inline(always)]
#[must_use]
pub fn service<N: Number>(
    load: &Load<N>,
    architecture: &Architecture<N>,
    performance: &Performance<N>,
    queue: &mut Queue<N>,
) -> Service<N> {
    let (mut page, mut api) = (performance.timeout, performance.timeout);
    let times_out = load.utilisation.reaches(1.0 - TOLERANCE);
    if !times_out.all() {
        let slow_down = queue.at(load.utilisation);
        page = N::choose(
            times_out,
            page,
            (architecture.page * slow_down).at_most(page),
        );
        api = N::choose(times_out, api, (architecture.api * slow_down).at_most(api));
    }
    let mut turned_away = N::from(0.0);
    let is_full = load.utilisation.is_above(1.0);
    if is_full.any() {
        let beyond = performance.peak * load.utilisation.reciprocal().rest();
        turned_away = N::choose(is_full, beyond, 0.0);
    }
    let uptime = architecture.availability * turned_away.rest();
    Service {
        page,
        api,
        uptime,
        pain: pain(page, uptime),
    }
}

/// Pain of customers: none up to 2 s a page and 99.5 % uptime, full from 10 s or 95 %.
#[inline(always)]
#[must_use]
pub fn pain<N: Number>(page: N, uptime: N) -> N {
    let slow = unit((page - 2.0) * (1.0 / 8.0));
    let down = unit((N::from(0.995) - uptime) * (1.0 / 0.045));
    (slow.rest() * down.rest()).rest()
}
