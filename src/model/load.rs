//! Section 3 of a week: load against capacity, and what it does to speed and uptime.

use super::bounds::Bounds;
use super::calendar::unit;
use super::delivery::Architecture;
use super::exponential::power;
use super::initiatives::COMPONENTS;
use super::parameters::Performance;

/// Index of the database's queries, whose load grows faster than the users.
pub const QUERIES: usize = 1;

/// Utilisation above which the queue is not followed further: it would never end.
pub const UTILISATION_LIMIT: f64 = 0.99;

/// Slack in comparing utilisations.
const TOLERANCE: f64 = 1e-12;

/// Load on the architecture.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Utilisation of the fullest component.
    pub utilisation: f64,
    /// The first component that full.
    pub bottleneck: usize,
    /// Users that it carries.
    pub capacity: f64,
}

/// Utilisation of every component at `users` users: (U/K)^e, with e above 1 for queries only.
#[inline]
#[must_use]
pub fn load(users: f64, architecture: &Architecture, query_exponent: f64) -> Load {
    let carries = &architecture.carries;
    let mut utilisations = [0.0; COMPONENTS];
    for (utilisation, per_user) in utilisations.iter_mut().zip(&architecture.load_per_user) {
        *utilisation = users * per_user;
    }
    // Up to full load x^e is at most x: below another component the queries stay below it.
    let fullest = utilisations.iter().copied().fold(0.0, f64::at_least);
    let queries = utilisations[QUERIES];
    if queries > 1.0 || query_exponent < 1.0 || queries >= fullest * (1.0 - TOLERANCE) {
        utilisations[QUERIES] = power(queries, query_exponent);
    }
    let utilisation = utilisations.iter().copied().fold(0.0, f64::at_least);
    let bottleneck = utilisations
        .iter()
        .position(|&each| each >= utilisation * (1.0 - TOLERANCE))
        .unwrap_or(0);
    Load {
        utilisation,
        bottleneck,
        capacity: carries[bottleneck],
    }
}

/// Erlang C: the probability of having to wait with `servers` servers and an offered load of
/// `offered` servers. The recurrence of Erlang B is followed for 1/B, which needs one division:
/// 1/B₀ = 1, 1/Bₙ = 1 + n/a·1/Bₙ₋₁, and C = B/(1 − ρ(1 − B)) = 1/(1/B·(1 − ρ) + ρ).
#[must_use]
#[allow(clippy::cast_precision_loss)] // servers are few
pub fn erlang_c(servers: usize, offered: f64) -> f64 {
    let per_offered = 1.0 / offered;
    let mut inverse_blocking = 1.0;
    for n in 1..=servers {
        inverse_blocking = 1.0 + n as f64 * per_offered * inverse_blocking;
    }
    let utilisation = offered / servers as f64;
    1.0 / (inverse_blocking * (1.0 - utilisation) + utilisation)
}

/// Response time against service time of an M/M/c queue: 1 + C/(c − a), followed up to
/// [`UTILISATION_LIMIT`].
#[must_use]
#[allow(clippy::cast_precision_loss)] // servers are few
pub fn slow_down(servers: usize, utilisation: f64) -> f64 {
    let servers_ = servers as f64;
    let offered = servers_ * utilisation.at_most(UTILISATION_LIMIT);
    1.0 + erlang_c(servers, offered) / (servers_ - offered)
}

/// A queue that remembers its last answer: an overloaded service asks the same for weeks.
#[derive(Clone, Copy, Debug)]
pub struct Queue {
    servers: usize,
    utilisation: f64,
    slow_down: f64,
}

impl Queue {
    /// An empty queue in front of so many servers, rounded to a whole number.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 1000
    pub fn new(servers: f64) -> Self {
        Self {
            servers: servers.round() as usize,
            utilisation: 0.0,
            slow_down: 1.0,
        }
    }

    /// [`slow_down`] at a utilisation.
    #[inline]
    #[allow(clippy::float_cmp)] // the same question, to the bit
    pub fn at(&mut self, utilisation: f64) -> f64 {
        let utilisation = utilisation.at_most(UTILISATION_LIMIT);
        if utilisation != self.utilisation {
            self.utilisation = utilisation;
            self.slow_down = slow_down(self.servers, utilisation);
        }
        self.slow_down
    }
}

/// Speed and uptime of a week.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// Page load, seconds.
    pub page: f64,
    /// API response, seconds.
    pub api: f64,
    /// Share of time the service can be used.
    pub uptime: f64,
    /// How bad that is for customers, 0 to 1.
    pub pain: f64,
}

/// What a load makes of speed and uptime: past full utilisation requests time out, and in peak
/// hours the part of the load that does not fit is turned away.
#[inline]
#[must_use]
pub fn service(
    load: &Load,
    architecture: &Architecture,
    performance: &Performance,
    queue: &mut Queue,
) -> Service {
    let (page, api) = if load.utilisation >= 1.0 - TOLERANCE {
        (performance.timeout, performance.timeout)
    } else {
        let slow_down = queue.at(load.utilisation);
        (
            (architecture.page * slow_down).at_most(performance.timeout),
            (architecture.api * slow_down).at_most(performance.timeout),
        )
    };
    let turned_away = if load.utilisation > 1.0 {
        performance.peak * (1.0 - 1.0 / load.utilisation)
    } else {
        0.0
    };
    let uptime = architecture.availability * (1.0 - turned_away);
    Service {
        page,
        api,
        uptime,
        pain: pain(page, uptime),
    }
}

/// Pain of customers: none up to 2 s a page and 99.5 % uptime, full from 10 s or 95 %.
#[inline]
#[must_use]
pub fn pain(page: f64, uptime: f64) -> f64 {
    let slow = unit((page - 2.0) / 8.0);
    let down = unit((0.995 - uptime) * (1.0 / 0.045));
    1.0 - (1.0 - slow) * (1.0 - down)
}
