//! Native tests of everything that runs without a browser, in one harness.
#![cfg(not(target_arch = "wasm32"))]
// Tests that compare with == mean the same bits, and what they count is some hundreds.
#![allow(clippy::float_cmp, clippy::cast_precision_loss)]

mod actuals;
mod actuals_room;
mod analysis_cores;
mod analysis_model;
mod analysis_search;
mod bounds;
mod builtins;
mod calendar;
mod charts;
mod cli;
mod cli_ensemble;
mod company;
mod company_room;
mod conservation;
mod currency;
mod distributions;
mod engine;
mod ensembles;
mod evidence;
mod export;
mod figures;
mod fuzz;
mod golden;
mod history;
mod insight_compare;
mod insight_decide;
mod insight_matters;
mod insight_page;
mod insight_panels;
mod insight_uncertainty;
mod lanes;
mod layers;
mod library_records;
mod library_tabs;
mod misfortune;
mod monotonicity;
mod old_links;
mod packed_counts;
mod presentation;
mod random;
mod share_compressed;
mod share_errors;
mod share_fuzz;
mod share_room;
mod share_round_trip;
mod share_scenarios;
mod share_views;
mod story;
mod studio_library;
mod studio_page;
mod tables;
mod targets;
mod templates;
mod transcendental;
mod workbook_agreement;
mod workbook_cli;
mod workbook_file;
mod workbook_formulas;
mod workbook_office;
mod workbook_structure;

#[path = "../common/bits.rs"]
mod bits;
