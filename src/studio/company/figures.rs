//! THE FIGURES that answers imply, in the order of the room.

use crate::company::{Field, Measured};
use crate::format::{decimal, dollars, percent, plain, short};
use crate::model::units::Unit;

/// A figure as it stands in the room.
pub(super) struct Implied {
    /// The name in element ids.
    pub(super) key: &'static str,
    /// The name that people read.
    pub(super) label: &'static str,
    /// The field in which it can be typed.
    pub(super) typed: Option<Field>,
    /// Its value in words.
    pub(super) value: fn(&Measured) -> String,
}

const fn implied(
    key: &'static str,
    label: &'static str,
    typed: Option<Field>,
    value: fn(&Measured) -> String,
) -> Implied {
    Implied {
        key,
        label,
        typed,
        value,
    }
}

fn or_none(value: Option<f64>, text: impl Fn(f64) -> String) -> String {
    value.map_or_else(|| "none".to_owned(), text)
}

pub(super) static IMPLIED: [Implied; 12] = [
    implied("runway", "Runway today", Some(Field::Runway), |it| {
        it.runway.map_or_else(
            || "earns what it spends".to_owned(),
            |months| {
                let unit = if months >= 1000.0 {
                    short(months)
                } else {
                    decimal(months, 1)
                };
                format!("{unit} months")
            },
        )
    }),
    implied("burn", "Net burn a month", None, |it| dollars(it.burn)),
    implied(
        "total",
        "All costs a month",
        Some(Field::TotalCosts),
        |it| dollars(it.total),
    ),
    implied("arr-now", "ARR", None, |it| dollars(it.arr)),
    implied(
        "arr-growth",
        "ARR growth a month",
        Some(Field::ArrGrowth),
        |it| or_none(it.arr_growth, |growth| percent(growth, 1)),
    ),
    implied(
        "weekly",
        "User growth a week",
        Some(Field::WeeklyGrowth),
        |it| percent(it.weekly, 2),
    ),
    implied(
        "arpa",
        "Revenue per account a month",
        Some(Field::Arpa),
        |it| or_none(it.arpa, dollars),
    ),
    implied(
        "per-user",
        "Infrastructure per user a month",
        Some(Field::CostPerUser),
        |it| plain(Unit::DollarsPerUserPerMonth, it.cost_per_user),
    ),
    implied("market", "Market size", Some(Field::Market), |it| {
        short(it.market)
    }),
    implied(
        "burn-multiple",
        "Burn multiple of the first quarter",
        None,
        |it| {
            or_none(it.burn_multiple, |multiple| {
                format!("{}×", decimal(multiple, 1))
            })
        },
    ),
    implied("margin", "Gross margin", None, |it| {
        or_none(it.gross_margin, |margin| percent(margin, 0))
    }),
    implied("load", "Load on what you have", None, |it| {
        let load = percent(it.users / it.limit, 0);
        it.over_capacity.map_or_else(
            || format!("{load}, never over"),
            |week| format!("{load}, over from week {week}"),
        )
    }),
];

/// The figures that matter most, in a line: what a small screen has room for beside the questions.
pub(super) fn brief(measured: &Measured) -> String {
    let of = |key: &str| {
        let figure = IMPLIED.iter().find(|figure| figure.key == key);
        figure.map_or_else(String::new, |figure| (figure.value)(measured))
    };
    format!(
        "Runway {} · ARR {}, {} a month · users {} a week",
        of("runway"),
        of("arr-now"),
        of("arr-growth"),
        of("weekly")
    )
}
