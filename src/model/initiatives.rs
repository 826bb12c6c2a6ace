//! Engineering initiatives: the work of which the phases consist, and what it changes.

use std::borrow::Cow;

/// The number of components whose capacity can run out.
pub const COMPONENTS: usize = 6;

/// The components of the architecture, in the order in which a tie for the bottleneck is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Component {
    Connections,
    Queries,
    Application,
    Bandwidth,
    Jobs,
    Analytics,
}

impl Component {
    /// All components, in the model's order.
    pub const ALL: [Self; COMPONENTS] = [
        Self::Connections,
        Self::Queries,
        Self::Application,
        Self::Bandwidth,
        Self::Jobs,
        Self::Analytics,
    ];

    /// The name that people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Connections => "database connections",
            Self::Queries => "database queries",
            Self::Application => "application servers",
            Self::Bandwidth => "bandwidth",
            Self::Jobs => "background jobs",
            Self::Analytics => "search and analytics",
        }
    }

    /// The component that a run's row names by its number, 0 to 5.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a row holds 0 to 5
    pub fn from_code(code: f64) -> Option<Self> {
        Self::ALL.get(code as usize).copied()
    }
}

/// One thing that an initiative can change.
#[derive(Clone, Copy, Debug)]
pub struct Effect {
    /// The name in files and links.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// The value that changes nothing.
    pub neutral: f64,
    /// The values that are possible.
    pub possible: (f64, f64),
}

/// The number of effects of an initiative.
pub const EFFECT_COUNT: usize = 10;
/// Index of the multiplier on the page's load time.
pub const PAGE: usize = 6;
/// Index of the multiplier on the API's response time.
pub const API: usize = 7;
/// Index of the multiplier on conversion to Starter.
pub const CONVERSION: usize = 8;
/// Index of the availability that is reached.
pub const AVAILABILITY: usize = 9;

/// What an initiative can change: the capacity of the six components, in the order of
/// [`Component::ALL`], two response times, conversion, and availability.
pub static EFFECTS: [Effect; EFFECT_COUNT] = [
    multiplier("connections", "Database connections"),
    multiplier("queries", "Database queries"),
    multiplier("app", "Application servers"),
    multiplier("bandwidth", "Bandwidth"),
    multiplier("jobs", "Background jobs"),
    multiplier("analytics", "Search and analytics"),
    multiplier("page", "Page load time"),
    multiplier("api", "API response time"),
    multiplier("conversion", "Conversion to Starter"),
    Effect {
        key: "availability",
        label: "Availability reached",
        neutral: 0.0,
        possible: (0.0, 1.0),
    },
];

const fn multiplier(key: &'static str, label: &'static str) -> Effect {
    Effect {
        key,
        label,
        neutral: 1.0,
        possible: (0.001, 1000.0),
    }
}

/// What else an initiative brings about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing else.
    #[default]
    Plain,
    /// A service runs apart from then on, and takes operating time.
    Service,
    /// A service that makes single sign-on live.
    SingleSignOn,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Service, Self::SingleSignOn];

    /// The name in files and links.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Service => "service",
            Self::SingleSignOn => "sso",
        }
    }
}

/// One piece of engineering work and what it changes once it is finished.
#[derive(Clone, Debug, PartialEq)]
pub struct Initiative {
    /// The name in files and links: lower-case letters, digits and underscores.
    pub id: Cow<'static, str>,
    /// The name that people read.
    pub label: Cow<'static, str>,
    /// The phase it belongs to, 1 to 3.
    pub phase: u8,
    /// Estimated effort in engineer-weeks.
    pub effort: f64,
    /// What it changes, in the order of [`EFFECTS`].
    pub effects: [f64; EFFECT_COUNT],
    /// What else it brings about.
    pub kind: Kind,
}

/// The most initiatives a scenario can have.
pub const MAXIMUM_INITIATIVES: usize = 60;

/// The efforts that are possible, in engineer-weeks.
pub const EFFORT_POSSIBLE: (f64, f64) = (0.0, 10_000.0);

impl Initiative {
    /// An initiative that changes nothing.
    #[must_use]
    pub fn plain(
        phase: u8,
        id: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        effort: f64,
    ) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            phase,
            effort,
            effects: EFFECTS.each_ref().map(|effect| effect.neutral),
            kind: Kind::Plain,
        }
    }
}

macro_rules! initiatives {
    ($( $phase:literal $id:ident $label:literal $effort:literal
        { $($effect:ident $value:literal),* } $($kind:ident)?; )+) => {
        /// The initiatives of the plan, in the order in which each phase does them.
        #[must_use]
        pub fn planned() -> Vec<Initiative> {
            vec![ $( {
                #[allow(unused_mut)]
                let mut initiative = Initiative::plain($phase, stringify!($id), $label, $effort);
                $( initiative.effects[effect_index(stringify!($effect))] = $value; )*
                $( initiative.kind = Kind::$kind; )?
                initiative
            }, )+ ]
        }
    };
}

fn effect_index(key: &str) -> usize {
    EFFECTS
        .iter()
        .position(|effect| effect.key == key)
        .unwrap_or_else(|| unreachable!("the table below names effects only"))
}

// Phase, id, label, effort in engineer-weeks, what it multiplies or reaches, what else it is.
initiatives! {
    1 pooling "Connection pooling (PgBouncer)" 1.5 { connections 5.0 };
    1 query_optimisation "Query optimisation and indexes" 3.0 { queries 10.0, api 0.5 };
    1 read_replica "Read replica" 2.0 { queries 1.666_666_666_666_666_7 };
    1 caching "Redis caching" 2.0 { page 0.2 };
    1 background_jobs "Separate background jobs" 1.5 { jobs 4.0 };
    1 cdn "CDN and static assets" 1.5 { bandwidth 2.0 };
    1 autoscaling "Load balancer and auto-scaling" 2.0 { app 10.0, availability 0.997 };
    1 monitoring "Monitoring and alerting" 0.5 { availability 0.998 };
    2 replicas "Three replicas and N+1 removal" 6.0 { queries 4.0 };
    2 connection_routing "Connection routing" 2.0 { connections 4.0 };
    2 layered_caching "Multi-layer caching" 5.0 { queries 2.0, page 0.8 };
    2 api_performance "API performance" 5.0 { app 2.0, api 0.8 };
    2 search_analytics "Search and analytics offloading" 8.0 { queries 1.5, analytics 20.0 };
    2 boundaries "Service boundaries" 4.0 { jobs 3.0, availability 0.999 };
    3 auth_service "Authentication service with SSO" 6.0 { app 1.2 } SingleSignOn;
    3 notification_service "Notification service" 4.0 { jobs 4.0 } Service;
    3 kubernetes "Kubernetes and service mesh" 8.0 { app 5.0 };
    3 sharding "Sharding by tenant" 12.0 { connections 10.0, queries 16.0 };
    3 billing_service "Billing service" 4.0 { conversion 1.2 } Service;
    3 cqrs "CQRS and event pipeline" 6.0 { queries 4.0, jobs 3.0 };
    3 analytics_service "Analytics service" 3.0 { analytics 5.0 } Service;
    3 multi_region "Several regions and edge routing" 5.0 { bandwidth 40.0, availability 0.9995 };
}
