//! Changes to a valid text, one after the other: what bit errors, editors, mail programs and people
//! who mean harm do to it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// No text becomes longer than this, in bytes: those at the limits have tests of their own.
const LONGEST: usize = 200_000;

/// Numbers that are hard to read or to keep.
const NUMBERS: [&str; 20] = [
    "0",
    "-0",
    "00",
    "1e308",
    "1e309",
    "-1e308",
    "5e-324",
    "1e-400",
    "9007199254740993",
    "4294967296",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "1.7976931348623159e308",
    "0.1e+0001",
    "1e99999999999999999999",
    "NaN",
    "Infinity",
    "0x1F",
    "null",
];

/// Letters that are hard to count, to turn into small ones, or to show.
const LETTERS: [&str; 18] = [
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\u{200b}",
    "\u{ffff}",
    "\u{10ffff}",
    "e\u{301}\u{301}\u{301}",
    "İ",
    "ß",
    "ﬃ",
    "１２３",
    "٣",
    "−",
    "👩‍👩‍👧‍👦",
    "𝟛",
];

/// One change.
#[derive(Clone, Debug)]
pub(super) enum Mutation {
    /// One bit is another one.
    Flip(Index, u8),
    /// One byte is another one.
    Byte(Index, u8),
    /// Some bytes are missing.
    Cut(Index, usize),
    /// All behind a place is missing.
    End(Index),
    /// A piece of another text stands there.
    Splice(Index, Index, usize),
    /// A piece stands elsewhere, too, so many times.
    Repeat(Index, usize, Index, usize),
    /// A run of digits is another number.
    Number(Index, String),
    /// Something is opened so many times, and closed as often or not.
    Nest(Index, (&'static str, &'static str), usize, bool),
    /// Something is put in.
    Insert(Index, String),
}

/// A change, with pieces that mean something in the format.
pub(super) fn mutation(pieces: &'static [&'static str]) -> impl Strategy<Value = Mutation> {
    let at = any::<Index>;
    let number = prop_oneof![
        4 => select(NUMBERS.to_vec()).prop_map(str::to_owned),
        1 => (1_usize..400).prop_map(|length| "9".repeat(length)),
        1 => (1_usize..400).prop_map(|length| format!("0.{}1", "0".repeat(length))),
        1 => any::<f64>().prop_map(|number| number.to_string()),
    ];
    let text = prop_oneof![
        3 => select(pieces.to_vec()).prop_map(str::to_owned),
        2 => select(LETTERS.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ];
    let brackets = select(vec![
        ("[", "]"),
        ("{\"a\":", "}"),
        ("\"", "\""),
        ("(", ")"),
        ("%25", ""),
        ("compare=name%3D", ""),
    ]);
    prop_oneof![
        3 => (at(), 0_u8..8).prop_map(|(at, bit)| Mutation::Flip(at, bit)),
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Mutation::Byte(at, byte)),
        3 => (at(), 1_usize..40).prop_map(|(at, length)| Mutation::Cut(at, length)),
        1 => at().prop_map(Mutation::End),
        3 => (at(), at(), 1_usize..200)
            .prop_map(|(at, from, length)| Mutation::Splice(at, from, length)),
        3 => (at(), 1_usize..100, at(), prop_oneof![9 => 1_usize..4, 1 => 50_usize..2_000])
            .prop_map(|(from, length, to, times)| Mutation::Repeat(from, length, to, times)),
        4 => (at(), number).prop_map(|(at, number)| Mutation::Number(at, number)),
        1 => (at(), brackets, prop_oneof![3 => 1_usize..5, 1 => 100_usize..3_000], any::<bool>())
            .prop_map(|(at, pair, depth, is_closed)| Mutation::Nest(at, pair, depth, is_closed)),
        5 => (at(), text).prop_map(|(at, text)| Mutation::Insert(at, text)),
    ]
}

/// A text after one to eight changes; the other text is where pieces come from.
pub(super) fn mutated(
    texts: impl Strategy<Value = (Vec<u8>, Vec<u8>)>,
    pieces: &'static [&'static str],
) -> impl Strategy<Value = Vec<u8>> {
    (texts, vec(mutation(pieces), 1..9)).prop_map(|((mut text, other), mutations)| {
        for mutation in &mutations {
            apply(mutation, &mut text, &other);
            text.truncate(LONGEST);
        }
        text
    })
}

fn apply(mutation: &Mutation, text: &mut Vec<u8>, other: &[u8]) {
    let place = |at: &Index, text: &[u8]| at.index(text.len() + 1);
    let piece = |from: usize, length: usize, text: &[u8]| {
        text[from..(from + length).min(text.len())].to_vec()
    };
    let insert = |at: usize, new: Vec<u8>, text: &mut Vec<u8>| {
        text.splice(at..at, new);
    };
    match mutation {
        Mutation::Flip(at, bit) => {
            if !text.is_empty() {
                let at = at.index(text.len());
                text[at] ^= 1 << bit;
            }
        }
        Mutation::Byte(at, byte) => {
            if !text.is_empty() {
                let at = at.index(text.len());
                text[at] = *byte;
            }
        }
        Mutation::Cut(at, length) => {
            let from = place(at, text);
            text.drain(from..(from + length).min(text.len()));
        }
        Mutation::End(at) => text.truncate(place(at, text)),
        Mutation::Splice(at, from, length) => {
            let new = piece(place(from, other), *length, other);
            insert(place(at, text), new, text);
        }
        Mutation::Repeat(from, length, to, times) => {
            let new = piece(place(from, text), *length, text).repeat(*times);
            insert(place(to, text), new, text);
        }
        Mutation::Number(at, number) => {
            let start = place(at, text);
            let digits = |from: usize, text: &[u8]| {
                let found = text[from..].iter().position(u8::is_ascii_digit);
                found.map(|found| from + found)
            };
            if let Some(from) = digits(start, text).or_else(|| digits(0, text)) {
                let run = text[from..].iter().take_while(|byte| byte.is_ascii_digit());
                let end = from + run.count();
                text.splice(from..end, number.bytes());
            }
        }
        Mutation::Nest(at, (open, close), depth, is_closed) => {
            let mut new = open.repeat(*depth);
            if *is_closed {
                new += &close.repeat(*depth);
            }
            insert(place(at, text), new.into_bytes(), text);
        }
        Mutation::Insert(at, new) => insert(place(at, text), new.clone().into_bytes(), text),
    }
}
