//! Links that earlier versions wrote, and what they mean, for ever: `links/v1.json` has those of
//! version 1, and each later version adds a file of its own. Nothing in these files is ever changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use headroom::share::link::unpack;
use headroom::share::version::VERSION;
use headroom::share::{from_json, from_link, to_link};
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

#[test]
fn every_link_ever_written_still_means_the_same() {
    for Kept {
        what, link, means, ..
    } in all()
    {
        let (scenario, problems) = from_link(&link);
        assert_eq!(problems, [], "{what}");
        let expected =
            from_json(&means.to_string()).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(bits(&scenario), bits(&expected), "{what}");
        // What is written of it today means it, too.
        let (again, problems) = from_link(&to_link(&scenario));
        assert_eq!(
            (bits(&again), problems),
            (bits(&expected), vec![]),
            "{what}"
        );
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
        ] {
            assert!(
                begins.contains(part),
                "version {version}: no link has {part}"
            );
        }
    }
}
