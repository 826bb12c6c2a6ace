//! THE OUTPUT TABLE: one row a series. Charts, tables, exports and tests are loops over it.

use super::units::{Better, Unit};

/// One row of the output table.
#[derive(Debug)]
pub struct Series {
    /// The name in exports and on the command line. It never changes.
    pub key: &'static str,
    /// The name that people read.
    pub label: &'static str,
    meaning: &'static str,
    /// The unit of the value.
    pub unit: Unit,
    /// Which value is the better one.
    pub better: Better,
    /// Reads the value.
    pub get: fn(&Week) -> f64,
}

impl Series {
    /// What the series says, in a sentence or two.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        self.meaning.trim_start()
    }

    /// The series with this key, if there is one.
    #[must_use]
    pub fn by_key(key: &str) -> Option<&'static Self> {
        SERIES.iter().find(|series| series.key == key)
    }
}

macro_rules! series {
    ($( $(#[doc = $meaning:literal])+ $field:ident $label:literal $unit:ident $better:ident; )+) => {
        /// What a run says of one week. Stocks are those at the week's end; capacity, utilisation,
        /// response times, uptime, pain and single sign-on are those the week starts with; flows
        /// are of the week; revenue and costs are $ a month.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Week<N = f64> {
            $( $(#[doc = $meaning])+ pub $field: N, )+
        }

        /// The number of series.
        pub const SERIES_COUNT: usize = [$( stringify!($field) ),+].len();

        impl<N: Copy> Week<N> {
            /// Every value, in the order of [`SERIES`].
            #[inline]
            #[must_use]
            pub fn values(&self) -> [N; SERIES_COUNT] {
                [$( self.$field ),+]
            }

            /// The place of every value, in the order of [`SERIES`].
            #[inline]
            #[must_use]
            pub fn places(&self) -> [&N; SERIES_COUNT] {
                [$( &self.$field ),+]
            }

            /// The week with another number in the place of each.
            #[inline]
            #[must_use]
            pub fn map<M>(&self, number: impl Fn(N) -> M) -> Week<M> {
                Week { $( $field: number(self.$field) ),+ }
            }
        }

        /// Every series of a run, in the order of exports.
        pub static SERIES: &[Series] = &[
            $( Series {
                key: stringify!($field),
                label: $label,
                meaning: concat!($($meaning),+),
                unit: Unit::$unit,
                better: Better::$better,
                get: |week| week.$field,
            }, )+
        ];
    };
}

series! {
    /// Everybody who uses the product: free users and the users of all accounts.
    users "Users" Users More;
    /// Users who pay nothing.
    free "Free users" Users More;
    /// Accounts on the Starter tier.
    starter "Starter accounts" Accounts More;
    /// Accounts on the Professional tier.
    professional "Professional accounts" Accounts More;
    /// Accounts on the Enterprise tier.
    enterprise "Enterprise accounts" Accounts More;
    /// Accounts on the Custom tier.
    custom "Custom accounts" Accounts More;
    /// New users of the week.
    signups "Signups" UsersPerWeek More;
    /// Users who left in the week, free and paid.
    lost_users "Users lost" UsersPerWeek Less;
    /// Users of the strongest rival.
    competitor "Rival's users" Users Less;
    /// Monthly recurring revenue at list prices.
    mrr "MRR" DollarsPerMonth More;
    /// Annual recurring revenue: twelve times MRR.
    arr "ARR" DollarsPerYear More;
    /// MRR won in the week from new accounts.
    new_mrr "New MRR" DollarsPerMonth More;
    /// MRR won in the week from accounts that moved to a dearer tier.
    expansion_mrr "Expansion MRR" DollarsPerMonth More;
    /// MRR lost in the week from accounts that moved to a cheaper tier.
    contraction_mrr "Contraction MRR" DollarsPerMonth Less;
    /// MRR lost in the week with accounts that left.
    churned_mrr "Churned MRR" DollarsPerMonth Less;
    /// Revenue: the mean of the MRR that the week opens and closes with.
    revenue "Revenue" DollarsPerMonth More;
    /// The infrastructure bill.
    infra "Infrastructure" DollarsPerMonth Less;
    /// Everybody's pay with its loading.
    people "People" DollarsPerMonth Less;
    /// All costs: infrastructure, people, overhead, content and payment fees.
    cost "Costs" DollarsPerMonth Less;
    /// Net burn: costs less revenue. Below zero the company earns money.
    burn "Net burn" DollarsPerMonth Less;
    /// Cash in the bank. Below zero it is the funding that is missing.
    cash "Cash" Dollars More;
    /// The infrastructure bill for each user.
    cost_per_user "Infrastructure per user" DollarsPerUserPerMonth Less;
    /// Users that the weakest component of the architecture carries.
    capacity "Capacity" Users More;
    /// Load on the weakest component against what it carries.
    utilisation "Utilisation" Factor Less;
    /// The component with the highest utilisation, counted from 0.
    bottleneck "Bottleneck" Component More;
    /// Time until a page is loaded under the load of the week.
    page "Page load" Seconds Less;
    /// Response time of the API under the load of the week.
    api "API response" Seconds Less;
    /// Share of time in which the service can be used.
    uptime "Uptime" Share More;
    /// How bad speed and uptime are for customers, 0 to 1.
    pain "Performance pain" Share Less;
    /// The pain that customers have come to notice, 0 to 1.
    perceived "Perceived pain" Share Less;
    /// Engineers present, the share of the week counted.
    heads "Engineers" People More;
    /// What the engineers get done together.
    team "Team output" EngineerWeeksPerWeek More;
    /// Pace of features against the whole of today's output.
    velocity "Feature velocity" Share More;
    /// How much the product is seen as standing still, 0 to 1.
    stale "Feature stagnation" Share Less;
    /// Share of phase 1 that is done.
    phase1 "Phase 1 done" Share More;
    /// Share of phase 2 that is done.
    phase2 "Phase 2 done" Share More;
    /// Share of phase 3 that is done.
    phase3 "Phase 3 done" Share More;
    /// Whether single sign-on is live.
    sso "Single sign-on" YesNo More;
    /// Tickets of the week that a person has to answer.
    tickets "Tickets" TicketsPerWeek Less;
    /// How long a ticket waits for an answer.
    wait "Support wait" Weeks Less;
}
