//! The three readers of what comes from elsewhere (links, files of scenarios, files of actuals), fed
//! with valid texts that were damaged. None may panic, take what is not possible, or need more time
//! and memory than the length of its text allows.
//!
//! By default each runs a few hundred cases. For a long run, say how many:
//!
//! ```text
//! PROPTEST_CASES=1000000 cargo test --test native -- fuzz::links --nocapture
//! PROPTEST_CASES=1000000 cargo test --test native -- fuzz::files --nocapture
//! PROPTEST_CASES=1000000 cargo test --test native -- fuzz::actuals --nocapture
//! ```
//!
//! A case that fails is made as small as it can be and shown as the text that was read; it belongs
//! into a test of its own beside the reader's others.

mod cost;
mod mutation;

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use headroom::actuals::{Decimal, Options};
use headroom::library::{Incoming, Kind, Record, read_file, to_collection};
use headroom::model::calendar::YearMonth;
use headroom::share::link::{pack, unpack};
use headroom::share::{View, to_json, to_link};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::actuals::files::assert_is_sound;
use crate::library_records::view;
use crate::share_fuzz::assert_link_is_taken;
use crate::share_scenarios::{assert_valid, scenario};
use cost::{Limit, within};
use mutation::mutated;

/// What means something in a link.
static LINK_PIECES: [&str; 34] = [
    "&",
    "=",
    ":",
    ",",
    "*",
    "#",
    "?",
    "%",
    "%2",
    "%FF",
    "%00",
    "%26",
    "%3D",
    "%2525",
    "+",
    "none",
    "z=1.",
    "v=2",
    "preset=as-written",
    "hires=",
    "hires.1.month=",
    "initiative.x=1:1:",
    "initiatives=",
    "uncertain.growth.viral=",
    "risk.database=",
    "stress.database=",
    "calendar.start=",
    "currency=",
    "actuals.users=",
    "slides=-",
    "slide.risk.note=",
    "compare=hire-early+",
    "compare=compare%3D",
    "view=",
];

/// What means something in a file of scenarios.
static FILE_PIECES: [&str; 34] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "\\u0000",
    "\\ud800",
    "\\udc00",
    "\\ud83d\\ude80",
    "null",
    "true",
    "{}",
    "[]",
    "\"\":0,",
    "\"library\":1,\"scenarios\":[",
    "\"version\":2,",
    "\"name\":\"",
    "\"preset\":\"as-written\",",
    "\"values\":{",
    "\"hires\":[",
    "\"initiatives\":[",
    "\"effects\":{",
    "\"uncertainty\":{",
    "\"risks\":{",
    "\"stress\":{",
    "\"calendar.start\":\"2027-03\",",
    "\"currency\":\"",
    "\"actuals\":{\"users\":{\"4\":",
    "\"presentation\":{",
    "\"__proto__\":{},",
    "//",
];

/// What means something in a file of actuals.
static ACTUALS_PIECES: [&str; 34] = [
    ",",
    ";",
    "\t",
    "|",
    "\"",
    "\"\"",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "$",
    "€",
    "CHF",
    "kr",
    "-",
    "−",
    "(",
    ")",
    "%",
    "K",
    "M",
    "b",
    ".",
    "1.234,5",
    "1,234.5",
    "week",
    "month",
    "date",
    "users",
    "MRR ($)",
    "2027-02-29",
    "2027-3",
    "#REF!",
    "n/a",
];

const LINK: Limit = Limit {
    held: (64 << 10, 20),
    taken: (256 << 10, 60),
};
/// No compressed byte comes to more than so many.
const PACKED: Limit = Limit {
    held: (64 << 10, 1032),
    taken: (64 << 10, 1032),
};
const FILE: Limit = Limit {
    held: (64 << 10, 64),
    taken: (64 << 10, 80),
};
/// A row of a byte or two is kept with its place and a cell for each column.
const ACTUALS: Limit = Limit {
    held: (64 << 10, 200),
    taken: (256 << 10, 400),
};

/// Links that were kept, and those of any scenarios, compared ones among them.
fn link() -> impl Strategy<Value = Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/native/links/v1.json");
    let text = fs::read_to_string(path).expect("the kept links");
    let kept: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
    let kept: Vec<Vec<u8>> = kept
        .iter()
        .map(|each| each["link"].as_str().expect("a link").as_bytes().to_vec())
        .collect();
    let compared = view().prop_map(|view| view.to_link().into_bytes());
    prop_oneof![
        3 => select(kept),
        3 => scenario().prop_map(|scenario| to_link(&scenario).into_bytes()),
        1 => compared,
    ]
}

fn assert_view_is_valid(view: &View) {
    assert_valid(&view.scenario);
    view.compared.iter().flatten().for_each(assert_valid);
}

/// Files of one scenario, of many, and records.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let record = view().prop_map(
        |View {
             scenario, compared, ..
         }| {
            let record = Record {
                id: "a".to_owned(),
                revision: 1,
                saved: 1e12,
                kind: Kind::Saved,
                deleted: None,
                scenario,
                compared,
            };
            record.to_text().into_bytes()
        },
    );
    prop_oneof![
        3 => scenario().prop_map(|scenario| to_json(&scenario).into_bytes()),
        2 => vec(view(), 0..4).prop_map(|all| to_collection(&all).into_bytes()),
        1 => record,
    ]
}

/// Files of actuals as spreadsheets of several countries write them.
fn actuals() -> impl Strategy<Value = Vec<u8>> {
    let form = select(vec![
        (
            ",",
            "week,users,ARR,cash,infra",
            "4,14200,$1.2M,\"1,500,000\",9000",
            "\n",
        ),
        (
            ";",
            "Datum;date;MRR (€);Cash",
            "x;2027-03-31;1.234,5;(2.000)",
            "\r\n",
        ),
        (
            "\t",
            "month\tusers\tnote\tcash",
            "3\t1 200\tfine\t-5'000.5",
            "\n",
        ),
        ("|", "\u{feff}Month|Users|ARR", "2028-02|12k|CHF 1.5M", "\r"),
    ]);
    let cell = prop_oneof![
        (1_u32..600).prop_map(|week| week.to_string()),
        "20[23][0-9]-[01][0-9](-[0-3][0-9])?",
        "[$€(-]{0,2}[0-9]{1,3}([.,' ]?[0-9]{3}){0,3}([.,][0-9]{1,2})?[KM)]?",
        "\"[^\"]{0,10}\"",
    ];
    (form, vec(vec(cell, 1..6), 0..40)).prop_map(|((delimiter, heading, first, end), rows)| {
        let rows = rows.iter().map(|row| row.join(delimiter));
        let lines = [heading.to_owned(), first.to_owned()]
            .into_iter()
            .chain(rows);
        lines.collect::<Vec<_>>().join(end).into_bytes()
    })
}

fn assert_is_said(error: &dyn std::fmt::Display) {
    let said = error.to_string();
    assert!(
        !said.is_empty() && !said.contains(char::is_control),
        "{said}"
    );
    assert!(said.chars().count() < 1000, "{said}");
}

fn check_link(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let plain = within(&PACKED, text.len(), || unpack(&text).map(Cow::into_owned));
    match &plain {
        Ok(plain) => {
            within(&LINK, plain.len(), || View::from_link(plain));
            assert_link_is_taken(plain);
        }
        Err(error) => assert_is_said(error),
    }
}

fn check_file(bytes: &[u8]) {
    match within(&FILE, bytes.len(), || read_file("plan.json", bytes)) {
        Ok(Incoming::One(view)) => assert_view_is_valid(&view),
        Ok(Incoming::Many(views)) => views.iter().for_each(assert_view_is_valid),
        Err(error) => assert_is_said(&error),
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        match within(&FILE, bytes.len(), || Record::from_text("a", text)) {
            Ok(record) => {
                assert_valid(&record.scenario);
                record.compared.iter().flatten().for_each(assert_valid);
            }
            Err(error) => assert_is_said(&error),
        }
    }
}

fn check_actuals(bytes: &[u8]) {
    for decimal in [None, Some(Decimal::Comma)] {
        for first_month in [None, YearMonth::new(2027, 3)] {
            let options = Options {
                decimal,
                first_month,
            };
            let _ = within(&ACTUALS, bytes.len(), || {
                headroom::actuals::read(bytes, &options)
            });
        }
    }
    assert_is_sound(bytes);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn links_that_were_damaged_are_read_within_bounds(
        bytes in mutated((link(), link()), &LINK_PIECES),
    ) {
        check_link(&bytes);
    }

    #[test]
    fn links_that_were_packed_and_damaged_are_read_within_bounds(
        bytes in mutated(
            (link().prop_map(|link| pack(&String::from_utf8_lossy(&link)).into_bytes()), link()),
            &LINK_PIECES,
        ),
    ) {
        check_link(&bytes);
    }

    #[test]
    fn files_that_were_damaged_are_read_within_bounds(
        bytes in mutated((file(), file()), &FILE_PIECES),
    ) {
        check_file(&bytes);
    }

    #[test]
    fn actuals_that_were_damaged_are_read_within_bounds(
        bytes in mutated((actuals(), actuals()), &ACTUALS_PIECES),
    ) {
        check_actuals(&bytes);
    }
}

/// What is longest for each reader: a piece that stands as often as the limit of the reader allows.
#[test]
fn long_texts_cost_as_much_as_their_length() {
    const LENGTH: usize = 990_000;
    let fill = |begin: &str, piece: &str, end: &str| {
        let count = (LENGTH - begin.len() - end.len()) / piece.len();
        format!("{begin}{}{end}", piece.repeat(count)).into_bytes()
    };
    let numbered = |begin: &str, piece: &dyn Fn(usize) -> String, end: &str| {
        let mut text = begin.to_owned();
        for number in 0.. {
            let next = piece(number);
            if text.len() + next.len() + end.len() > LENGTH {
                break;
            }
            text += &next;
        }
        (text + end).into_bytes()
    };
    for text in [
        fill("v=1", "&a", ""),
        fill("v=1", "&a=1", ""),
        fill("v=1&hires=", "1:1:a,", ""),
        fill("v=1&hires=", ",", ""),
        fill("v=1&initiatives=", "pooling,", ""),
        fill("v=1&actuals.users=", "4:1,", ""),
        fill("v=1&slides=", "risk,", ""),
        fill("v=1&compare=", "hire-early+", ""),
        fill("v=1&name=", "%25", ""),
        fill("v=1&compare=", "compare%3D", ""),
        numbered("v=1", &|number| format!("&k{number}=1"), ""),
        numbered("v=1", &|number| format!("&initiative.k{number}=1:1:"), ""),
        numbered("v=1", &|number| format!("&hires.{number}.month=1"), ""),
        numbered("v=1", &|number| format!("&uncertain.k{number}=1:2"), ""),
        numbered("v=1", &|number| format!("&slide.k{number}.note=1"), ""),
        numbered("v=1&actuals.users=", &|number| format!("{number}:1,"), ""),
    ] {
        check_link(&text);
    }
    for text in [
        fill("", "[", ""),
        fill("", "{\"a\":", ""),
        fill("[", "0,", "0]"),
        fill("{\"version\":1,\"name\":\"", "\\u00e9", "\"}"),
        fill("{\"version\":1,\"hires\":[", "{},", "{}]}"),
        fill(
            "{\"version\":1,\"hires\":[",
            "{\"role\":\"a\",\"month\":1,\"salary\":1},",
            "{}]}",
        ),
        fill(
            "{\"library\":1,\"scenarios\":[",
            "{\"version\":1},",
            "{\"version\":1}]}",
        ),
        fill("{\"library\":1,\"scenarios\":[", "[],", "[]]}"),
        fill("{\"version\":", "9", "}"),
        numbered(
            "{\"version\":1,\"values\":{",
            &|number| format!("\"k{number}\":1,"),
            "\"a\":1}}",
        ),
        numbered(
            "{\"version\":1,",
            &|number| format!("\"k{number}\":1,"),
            "\"a\":1}",
        ),
    ] {
        check_file(&text);
    }
    for text in [
        fill("week,users\n", "4,1\n", ""),
        fill("week,users\n", "\n", ""),
        fill("week,users\n", "\r", ""),
        fill("week,users\n", ",", ""),
        fill("week,users\n4,", "9", ""),
        fill("week,users\n4,", "1,", ""),
        fill("week,users\n4,", "-", ""),
        fill("week,users\n4,\"", "a\n", ""),
        fill("", "week,", "\n4,1"),
        fill("", "users,", "week\n4,1"),
        fill("", ",", "\n4,1"),
        fill("", "\"", ""),
        numbered(
            "week,users\n",
            &|number| format!("{},{number}\n", number % 5_000),
            "",
        ),
        numbered(
            "week,users\n",
            &|number| format!("x{number},\"{}\n\"\n", "y".repeat(180)),
            "",
        ),
    ] {
        check_actuals(&text);
    }
}
