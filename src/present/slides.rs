//! The slides: one message a page.

use super::assumptions;
use super::charts;
use super::deck::{Blow, Deck};
use super::facts::{self, Fact};
use crate::format::{self, dollars, is_nothing, percent};
use crate::html::{each, escape};
use crate::model::calendar::month_start;
use crate::model::delivery::PHASES;
use crate::model::presentation::{Slide, Wording};
use crate::model::risks::RISKS;
use crate::model::slippage::{PhaseOutcome, SlipTolerance, phase_outcomes};
use crate::story::tiles::{Subject, Tile, tiles};
use crate::story::{Span, Tone, pages, plain_text, verdict};

/// Rows and columns of assumptions on their slide.
const ASSUMED: (usize, usize) = (2, 8);

/// What a slide is called.
#[must_use]
pub const fn name(slide: Slide) -> &'static str {
    match slide {
        Slide::Verdict => "The verdict",
        Slide::Growth => "Growth",
        Slide::Bridge => "ARR bridge",
        Slide::Burn => "Burn and the ask",
        Slide::Capacity => "Capacity and slip tolerance",
        Slide::Risk => "Risk",
        Slide::Assumptions => "Assumptions",
    }
}

/// The sentence that the scenario makes for a slide.
#[must_use]
pub fn headline(deck: &Deck, slide: Slide) -> Vec<Span> {
    let (inputs, run, figures) = (deck.inputs(), &deck.run, &deck.figures);
    match slide {
        Slide::Verdict => verdict::verdict(inputs, run, figures, None).headline,
        Slide::Growth => pages::growth(inputs, run),
        Slide::Bridge => pages::bridge(inputs, run),
        Slide::Burn => pages::ask(inputs, run, figures),
        Slide::Capacity => pages::capacity(run, figures),
        Slide::Risk => {
            let blows: Vec<pages::Blow> = deck
                .blows
                .iter()
                .map(|blow| pages::Blow {
                    label: blow.event.label,
                    effect: blow.lowest_cash,
                })
                .collect();
            pages::risk(&blows)
        }
        Slide::Assumptions => pages::assumptions(deck.scenario),
    }
}

/// Spans as HTML, good and bad news emphasised.
pub(super) fn spans(spans: &[Span]) -> String {
    each(spans, |span| {
        let text = escape(&span.text);
        match span.tone {
            Tone::Neutral => text,
            tone => format!("<strong class=\"{}\">{text}</strong>", tone_class(tone)),
        }
    })
}

pub(super) const fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "",
        Tone::Good => "good",
        Tone::Bad => "bad",
    }
}

/// A slide, with its place among those that are shown: from 1, of so many. One that is left out has
/// none.
#[must_use]
pub fn slide(deck: &Deck, slide: Slide, place: Option<(usize, usize)>) -> String {
    let own = deck
        .scenario
        .presentation
        .page(slide)
        .words(Wording::Headline);
    let made = headline(deck, slide);
    let (said, length) = if own.is_empty() {
        (spans(&made), plain_text(&made).chars().count())
    } else {
        (escape(own), own.chars().count())
    };
    let size = match length {
        0..=64 => "short",
        65..=120 => "medium",
        _ => "long",
    };
    let number = place.map_or_else(
        || "left out".to_owned(),
        |(number, of)| format!("{number} / {of}"),
    );
    format!(
        "<article class=\"slide slide-{key}\" data-look=\"{look}\"><div class=\"slide-page\">\
         <header><p class=\"slide-name\">{name}</p><h3 class=\"slide-headline {size}\">{said}</h3></header>\
         <div class=\"slide-body\">{body}</div>\
         <footer><span class=\"slide-plan\">{plan}</span>{against}{ranges}<span>{number}</span></footer>\
         </div></article>",
        key = slide.key(),
        look = deck.look.key(),
        name = name(slide),
        body = body(deck, slide),
        plan = escape(&plan(deck)),
        against = against(deck),
        ranges = match slide {
            Slide::Growth | Slide::Burn | Slide::Capacity => ranges(deck),
            _ => String::new(),
        },
    )
}

/// Which plan it is, and that it stands a stress test.
pub(super) fn plan(deck: &Deck) -> String {
    let struck: Vec<String> = RISKS
        .iter()
        .zip(deck.scenario.stress)
        .filter_map(|(event, week)| Some(format!("{} in week {}", event.label, week?)))
        .collect();
    if struck.is_empty() {
        return deck.scenario.name.clone();
    }
    format!("{}, stress test: {}", deck.scenario.name, struck.join(", "))
}

/// What the grey dashes are.
pub(super) fn against(deck: &Deck) -> String {
    if deck.compared.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = deck
        .compared
        .iter()
        .map(|other| &*other.short_name)
        .collect();
    format!(
        "<span class=\"slide-against\"><i aria-hidden=\"true\"></i>{}</span>",
        escape(&format!("against {}", names.join(", ")))
    )
}

/// What is shaded in the charts, and what is dashed there.
pub(super) fn ranges(deck: &Deck) -> String {
    if !deck.ranges.are_over(deck.horizon()) {
        return String::new();
    }
    format!(
        "<span class=\"slide-ranges\"><i aria-hidden=\"true\"></i>{}</span>",
        escape(&deck.ranges.legend())
    )
}

fn body(deck: &Deck, slide: Slide) -> String {
    match slide {
        Slide::Verdict => verdict_body(deck),
        Slide::Growth => growth_body(deck),
        Slide::Bridge => bridge_body(deck),
        Slide::Burn => burn_body(deck),
        Slide::Capacity => capacity_body(deck),
        Slide::Risk => risk_body(deck),
        Slide::Assumptions => assumptions::table(deck.scenario, ASSUMED.0, ASSUMED.1),
    }
}

fn figures(deck: &Deck, keys: &[&str]) -> Vec<Fact> {
    keys.iter().map(|key| Fact::figure(deck, key)).collect()
}

/// The tiles of the page.
pub(super) fn tile_list(deck: &Deck) -> String {
    let subject = Subject {
        run: &deck.run,
        figures: &deck.figures,
    };
    let tile = |tile: Tile| {
        let compared = tile.comparison.map_or_else(String::new, |text| {
            format!("<dd class=\"fact-note\">{}</dd>", escape(&text))
        });
        format!(
            "<div class=\"fact\"><dt>{}</dt><dd class=\"fact-value\">{}</dd>\
             <dd class=\"fact-note {}\">{}</dd>{compared}</div>",
            escape(&tile.label),
            escape(&tile.value),
            tone_class(tile.tone),
            escape(&tile.note),
        )
    };
    let all = each(tiles(subject, deck.compared.first()), tile);
    format!("<dl class=\"facts tiled\">{all}</dl>")
}

/// The odds, where they are known.
pub(super) fn odds(deck: &Deck) -> String {
    if deck.odds.is_empty() {
        return String::new();
    }
    format!("<p class=\"slide-odds\">{}</p>", escape(deck.odds))
}

fn verdict_body(deck: &Deck) -> String {
    let separation = deck.compared.first().map_or_else(String::new, |other| {
        let luck = deck.scenario.luck();
        let beside = Some((other, &luck));
        let said = verdict::verdict(deck.inputs(), &deck.run, &deck.figures, beside);
        let said = said.comparison.unwrap_or_default();
        format!("<p class=\"slide-said\">{}</p>", spans(&said))
    });
    format!("{}{}{separation}", tile_list(deck), odds(deck))
}

fn growth_body(deck: &Deck) -> String {
    let facts = figures(
        deck,
        &[
            "arr_month_6",
            "users_1m_week",
            "net_new_arr",
            "net_revenue_retention",
            "burn_multiple",
        ],
    );
    format!(
        "<div class=\"side-by-side\">{}{}</div>{}",
        charts::figure(deck, "arr", (470, 250)),
        charts::figure(deck, "users", (470, 250)),
        facts::list(&facts)
    )
}

fn bridge_body(deck: &Deck) -> String {
    let facts = figures(
        deck,
        &[
            "net_new_arr",
            "gross_revenue_retention",
            "net_revenue_retention",
            "quick_ratio",
            "arpa",
        ],
    );
    format!(
        "{}{}",
        charts::bridge(deck, (760, 270)),
        facts::list(&facts)
    )
}

fn burn_body(deck: &Deck) -> String {
    let finance = &deck.inputs().parameters.finance;
    #[allow(clippy::cast_precision_loss)] // weeks are few
    let is_within = month_start(finance.raise_month) < deck.horizon() as f64;
    let raise = Fact {
        label: "New funding planned".to_owned(),
        value: if finance.raise > 0.0 {
            dollars(finance.raise)
        } else {
            "none".to_owned()
        },
        notes: (finance.raise > 0.0)
            .then(|| {
                let when = format!("in month {}", format::full(finance.raise_month));
                if is_within {
                    when
                } else {
                    format!("{when}, beyond this horizon")
                }
            })
            .into_iter()
            .collect(),
    };
    let mut facts = figures(deck, &["missing_funding", "cash_out_week"]);
    facts.push(raise);
    facts.extend(figures(
        deck,
        &["highest_burn", "break_even_week", "burn_multiple"],
    ));
    beside(
        &charts::figure(deck, "cash", (560, 340)),
        &facts::list(&facts),
    )
}

/// A drawing with something beside it.
fn beside(drawing: &str, aside: &str) -> String {
    format!("<div class=\"with-aside\">{drawing}<div class=\"aside\">{aside}</div></div>")
}

fn capacity_body(deck: &Deck) -> String {
    let outcomes = phase_outcomes(deck.inputs(), &deck.run);
    let rows = each((1..=PHASES).zip(outcomes), |(number, outcome)| {
        phase_row(number, &outcome, deck.horizon())
    });
    let table = format!(
        "<table class=\"slide-table\"><caption>When each phase is done, and how much later it could \
         be</caption><thead><tr><th scope=\"col\">Phase</th><th scope=\"col\">Planned</th>\
         <th scope=\"col\">Done</th><th scope=\"col\">May slip</th></tr></thead>\
         <tbody>{rows}</tbody></table>"
    );
    let facts = figures(
        deck,
        &["weeks_over_capacity", "worst_uptime", "peak_utilisation"],
    );
    beside(
        &charts::figure(deck, "load", (560, 340)),
        &format!("{table}{}", facts::list(&facts)),
    )
}

fn phase_row(number: usize, outcome: &PhaseOutcome, horizon: usize) -> String {
    let done = outcome.finished.map_or_else(
        || format!("not in {horizon} weeks"),
        |week| format!("week {week}"),
    );
    let weeks = |count: u32| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} week{plural}")
    };
    let (slip, tone) = match outcome.tolerance {
        SlipTolerance::Slack { weeks: slack, .. } => (format!("✓ {}", weeks(slack)), Tone::Good),
        SlipTolerance::Late { weeks: late, .. } => (format!("✗ {} late", weeks(late)), Tone::Bad),
        SlipTolerance::NotCrossed => ("✓ not needed by then".to_owned(), Tone::Good),
        SlipTolerance::Unfinished {
            crossing_week: Some(week),
        } => (format!("✗ needed in week {week}"), Tone::Bad),
        SlipTolerance::Unfinished { .. } => ("—".to_owned(), Tone::Neutral),
    };
    format!(
        "<tr><th scope=\"row\">Phase {number}</th><td>week {}</td><td>{}</td>\
         <td class=\"{}\">{}</td></tr>",
        format::full(outcome.planned_end.round()),
        escape(&done),
        tone_class(tone),
        escape(&slip)
    )
}

fn risk_body(deck: &Deck) -> String {
    let rows = each(&deck.blows, |blow| risk_row(deck, blow));
    format!(
        "{}<table class=\"slide-table risks\"><caption>What each would do by itself, if it struck in \
         week {}</caption><thead><tr><th scope=\"col\">Risk</th><th scope=\"col\">Probability</th>\
         <th scope=\"col\">Lowest cash</th><th scope=\"col\">ARR at the horizon</th>\
         <th scope=\"col\">Weeks over capacity</th><th scope=\"col\">Rests on</th></tr></thead>\
         <tbody>{rows}</tbody></table>",
        odds(deck),
        deck.blow_week,
    )
}

fn risk_row(deck: &Deck, blow: &Blow) -> String {
    let event = blow.event;
    let probability = deck.scenario.uncertainty.probability(event.risk);
    let is_own = probability.to_bits() != event.probability.to_bits();
    let basis = if is_own {
        format!(
            "our own, not {} ({})",
            percent(event.probability, 0),
            event.basis
        )
    } else {
        event.basis.to_owned()
    };
    let weeks = blow.weeks_over_capacity;
    let sign = match weeks {
        0 => "±",
        1.. => "+",
        _ => "−",
    };
    format!(
        "<tr><th scope=\"row\">{}<small>{}</small></th><td>{} in {} weeks</td>{}{}<td>{sign}{}</td>\
         <td class=\"basis\">{}</td></tr>",
        escape(event.label),
        escape(event.when),
        percent(probability, 0),
        format::full(event.period),
        change(blow.lowest_cash),
        change(blow.arr),
        weeks.abs(),
        escape(&basis)
    )
}

/// A change of an amount, as a cell: with its sign, and bad news marked.
fn change(amount: f64) -> String {
    let text = dollars(amount);
    if is_nothing(&text) {
        return format!("<td>±{}</td>", dollars(0.0));
    }
    let class = if amount > 0.0 { "" } else { " class=\"bad\"" };
    let text = format::difference(amount, text);
    format!("<td{class}>{}</td>", escape(&text))
}
