//! Links that earlier versions wrote, and what they mean, for ever: `links/v1.json` has those of
//! version 1, and each later version adds a file of its own. What is in these files is never changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use headroom::model::preset::Preset;
use headroom::share::link::unpack;
use headroom::share::version::VERSION;
use headroom::share::{Tab, View, from_json};
use serde::Deserialize;

use crate::share_scenarios::bits;

#[derive(Deserialize)]
struct Kept {
    /// What it is an example of.
    what: String,
    /// The link as it was written.
    link: String,
    /// The same, compressed as it was then.
    packed: String,
    /// The scenario as a file of that version: what the link means.
    means: serde_json::Value,
    /// The same of the scenarios beside it, where the link says which.
    compared: Option<Vec<serde_json::Value>>,
    /// The key of the part of the page that it opens, where it says which.
    view: Option<String>,
}

fn kept(version: u64) -> Vec<Kept> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/native/links/v{version}.json"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn all() -> impl Iterator<Item = Kept> {
    (1..=VERSION).flat_map(kept)
}

/// The scenario of a file that was kept, as bits.
fn meant(what: &str, file: &serde_json::Value) -> (String, Preset, Vec<(String, u64)>) {
    let scenario = from_json(&file.to_string());
    bits(&scenario.unwrap_or_else(|error| panic!("{what}: {error}")))
}

#[test]
fn every_link_ever_written_still_means_the_same() {
    for Kept {
        what,
        link,
        means,
        compared,
        view,
        ..
    } in all()
    {
        let (read, problems) = View::from_link(&link);
        assert_eq!(problems, [], "{what}");
        // What is written of it today means it, too.
        let (again, problems) = View::from_link(&read.to_link());
        assert_eq!(problems, [], "{what}");
        for read in [read, again] {
            assert_eq!(bits(&read.scenario), meant(&what, &means), "{what}");
            let others: Option<Vec<_>> = read.compared.map(|all| all.iter().map(bits).collect());
            let expected: Option<Vec<_>> = compared
                .as_ref()
                .map(|all| all.iter().map(|file| meant(&what, file)).collect());
            assert_eq!(others.is_some(), expected.is_some(), "{what}");
            assert_eq!(
                others.unwrap_or_default(),
                expected.unwrap_or_default(),
                "{what}"
            );
            let tab = view.as_deref().unwrap_or(Tab::default().key());
            assert_eq!(read.tab.key(), tab, "{what}");
        }
    }
}

#[test]
fn every_link_ever_compressed_still_unpacks() {
    for Kept {
        what, link, packed, ..
    } in all()
    {
        assert_eq!(unpack(&packed).as_deref(), Ok(link.as_str()), "{what}");
    }
}

#[test]
fn what_is_kept_covers_every_kind_of_part() {
    for version in 1..=VERSION {
        let links: Vec<String> = kept(version).into_iter().map(|kept| kept.link).collect();
        let begins: BTreeSet<&str> = links
            .iter()
            .flat_map(|link| link.split('&'))
            .filter_map(|part| part.split(['=', '.']).next())
            .collect();
        for part in [
            "v",
            "preset",
            "name",
            "team",
            "growth",
            "hires",
            "initiative",
            "initiatives",
            "uncertain",
            "risk",
            "stress",
            "calendar",
            "currency",
            "actuals",
            "slides",
            "slide",
            "compare",
            "view",
        ] {
            assert!(
                begins.contains(part),
                "version {version}: no link has {part}"
            );
        }
    }
}
