//! How cells look: number formats by unit, and the few kinds of cells there are.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::units::{Notation, Unit};

/// What a yellow cell is filled with.
const YELLOW: Color = Color::RGB(0x00FF_F2B3);
/// What stands behind headings.
const SHADE: Color = Color::RGB(0x00E8_ECF0);
/// What is there to be looked up rather than read.
const QUIET: Color = Color::RGB(0x0059_6470);
/// Lines between cells.
const LINE: Color = Color::RGB(0x00C4_CCD4);

/// How numbers of a unit are written that formulas come to.
#[must_use]
pub(super) const fn number_format(unit: Unit) -> &'static str {
    match unit {
        Unit::Dollars | Unit::DollarsPerMonth | Unit::DollarsPerYear => "$#,##0;[Red]-$#,##0",
        Unit::DollarsPerAccountPerMonth => "$#,##0.00",
        Unit::DollarsPerUserPerMonth => "$0.0000",
        Unit::Share | Unit::ShareOfRevenue | Unit::PerMonth | Unit::GrowthPerWeek => "0.00%",
        Unit::Users | Unit::UsersPerWeek | Unit::TicketsPerWeek => "#,##0",
        Unit::Accounts | Unit::AccountsPerMonth | Unit::Weeks => "#,##0.0",
        Unit::Component | Unit::Week => "0",
        // Yes and no are 1 and 0.
        Unit::YesNo => "\"yes\";\"yes\";\"no\"",
        Unit::LogHazard | Unit::Factor => "#,##0.000",
        Unit::Month | Unit::UsersPerUserPerWeek | Unit::TicketsPerUserPerWeek | Unit::Exponent => {
            "General"
        }
        _ => "#,##0.00",
    }
}

/// How numbers of a unit are written that somebody types: with all their digits, unless the unit
/// has a sign of its own or counts by the thousand.
const fn input_format(unit: Unit) -> &'static str {
    match unit {
        Unit::Accounts => "#,##0",
        Unit::Users | Unit::UsersPerWeek => number_format(unit),
        _ if !matches!(unit.notation(), Notation::Number | Notation::Place) => number_format(unit),
        _ => "General",
    }
}

fn plain() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

/// A sheet's title.
#[must_use]
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(16)
}

/// What stands below it.
#[must_use]
pub(super) fn note() -> Format {
    Format::new().set_font_color(QUIET)
}

/// The heading of a column.
#[must_use]
pub(super) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(SHADE)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_color(LINE)
}

/// What stands above several columns or rows.
#[must_use]
pub(super) fn section() -> Format {
    Format::new().set_bold().set_background_color(SHADE)
}

/// A text.
#[must_use]
pub(super) fn text() -> Format {
    plain()
}

/// A text of several lines.
#[must_use]
pub(super) fn wrapped() -> Format {
    plain().set_text_wrap()
}

/// A text that is there to be looked up.
#[must_use]
pub(super) fn quiet() -> Format {
    plain().set_font_color(QUIET).set_indent(1)
}

/// A yellow cell: the only kind that is meant to be changed.
#[must_use]
pub(super) fn input(unit: Unit) -> Format {
    plain()
        .set_num_format(input_format(unit))
        .set_background_color(YELLOW)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_unlocked()
}

/// A number that is worked out.
#[must_use]
pub(super) fn number(unit: Unit) -> Format {
    plain().set_num_format(number_format(unit))
}

/// A number on the way to another.
#[must_use]
pub(super) fn step(unit: Unit) -> Format {
    number(unit).set_font_color(QUIET)
}

/// Weeks beyond those that count.
#[must_use]
pub(super) fn beyond() -> Format {
    Format::new().set_font_color(Color::RGB(0x00B0_B8C0))
}
