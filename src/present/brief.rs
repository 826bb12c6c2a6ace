//! The brief: a page of paper with the verdict, the ask, the tiles, three charts, and what it all
//! rests on.

use super::assumptions;
use super::charts;
use super::deck::Deck;
use super::slides::{against, odds, plan, ranges, spans, tile_list};
use crate::html::{each, escape};
use crate::story::{pages, verdict};

/// How many assumptions there is room for: columns and rows.
pub const BRIEF_ASSUMPTIONS: (usize, usize) = (2, 8);

/// The charts, with the sizes at which type reads well on paper.
const CHARTS: [(&str, (u32, u32)); 3] = [
    ("arr", (350, 200)),
    ("cash", (350, 200)),
    ("load", (710, 190)),
];

/// The brief. Charts take what room the words leave, so that it fills one page and no more.
#[must_use]
pub fn brief(deck: &Deck) -> String {
    let (inputs, run, figures) = (deck.inputs(), &deck.run, &deck.figures);
    let said = verdict::verdict(inputs, run, figures, None).headline;
    let charts = each(CHARTS, |(id, size)| {
        let spec = charts::spec(id);
        format!(
            "<figure class=\"slide-chart brief-{id}\"><figcaption><b>{}</b> {}</figcaption>\
             <div class=\"wide-drawing\">{}</div></figure>",
            escape(spec.title),
            escape(spec.subtitle),
            charts::chart(deck, spec, size)
        )
    });
    let (columns, rows) = BRIEF_ASSUMPTIONS;
    format!(
        "<article class=\"brief-page\" data-look=\"{look}\">\
         <header><p class=\"slide-name\">{plan}</p>{against}\
         <h3 class=\"brief-verdict\">{verdict}</h3>{odds}\
         <p class=\"brief-ask\">{ask}</p></header>{tiles}\
         <div class=\"brief-charts\">{charts}</div>{ranges}\
         <section class=\"brief-assumed\">{assumed}</section></article>",
        look = deck.look.key(),
        plan = escape(&plan(deck)),
        against = against(deck),
        verdict = spans(&said),
        odds = odds(deck),
        ask = spans(&pages::ask(inputs, run, figures)),
        tiles = tile_list(deck),
        ranges = ranges(deck),
        assumed = assumptions::table(deck.scenario, columns, rows),
    )
}
