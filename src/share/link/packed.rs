//! A link in few characters, for what cuts long ones: `z=1.` and the fragment, compressed (RFC 1950,
//! whose sum at the end tells a damaged link), in the letters of base64 for addresses.
//!
//! The page never reads this form: `static/unpack.js` puts the plain one into the address bar before
//! the page looks there. What reads links elsewhere does so here, and the two take and refuse the
//! same.

use std::borrow::Cow;

use data_encoding::{BASE64URL_NOPAD, Encoding};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use crate::share::check;
use crate::share::error::ScenarioError;

/// The key of a part that holds a whole link.
pub(super) const KEY: &str = "z";

/// What a packed link begins with: the key, and the version of this form.
const BEGIN: &str = "z=1.";

/// What a packed link may come to, in bytes: several times the longest link. Whoever sends more
/// wants to fill the memory.
pub const MAXIMUM_UNPACKED: usize = 1 << 20;

/// No compressed byte comes to more than this.
const MAXIMUM_RATIO: usize = 1032;

/// The compressor's greatest effort: a link is short.
const EFFORT: u8 = 10;

/// A link's fragment, packed. What is no link, because it holds what no address does, stays as it
/// is.
#[must_use]
pub fn pack(fragment: &str) -> String {
    if !is_plain(fragment.as_bytes()) {
        return fragment.to_owned();
    }
    let packed = compress_to_vec_zlib(fragment.as_bytes(), EFFORT);
    BEGIN.to_owned() + &BASE64URL_NOPAD.encode(&packed)
}

/// A link's fragment as [`from_link`](super::from_link) reads it, packed or not, with or without
/// `#` or `?` before it. Parts behind a packed one are kept.
///
/// # Errors
/// [`ScenarioError::Unexpected`] if it is packed and damaged, [`ScenarioError::TooLarge`] if it
/// comes to more than [`MAXIMUM_UNPACKED`].
pub fn unpack(fragment: &str) -> Result<Cow<'_, str>, ScenarioError> {
    let bare = fragment.trim().trim_start_matches(['#', '?']);
    if !bare.starts_with("z=") {
        return Ok(Cow::Borrowed(fragment));
    }
    let whole = bare.strip_prefix(BEGIN).ok_or_else(|| damaged(bare))?;
    let (packed, rest) = whole.split_at(whole.find('&').unwrap_or(whole.len()));
    let packed = lenient()
        .and_then(|letters| letters.decode(packed.as_bytes()).ok())
        .ok_or_else(|| damaged(bare))?;
    let bytes = inflate(&packed)?.ok_or_else(|| damaged(bare))?;
    match String::from_utf8(bytes) {
        Ok(text) if is_plain(text.as_bytes()) => Ok(Cow::Owned(text + rest)),
        _ => Err(damaged(bare)),
    }
}

/// What is wrong with a link that cannot be unpacked.
pub(super) fn damaged(raw: &str) -> ScenarioError {
    let value = raw.strip_prefix("z=").unwrap_or(raw);
    check::unexpected(
        KEY,
        "a compressed link of version 1, complete and unchanged",
        &check::quoted(value),
    )
}

/// Whether every character can stand in an address.
fn is_plain(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_graphic)
}

/// The letters, taken as browsers do: what the last one has too many of is dropped.
fn lenient() -> Option<Encoding> {
    let mut letters = BASE64URL_NOPAD.specification();
    letters.check_trailing_bits = false;
    letters.encoding().ok()
}

/// All that was compressed, within bounds of memory and time; nothing if it is damaged.
fn inflate(packed: &[u8]) -> Result<Option<Vec<u8>>, ScenarioError> {
    let room = packed.len().saturating_mul(MAXIMUM_RATIO);
    let mut bytes = vec![0; room.min(MAXIMUM_UNPACKED)];
    let mut state = Box::<DecompressorOxide>::default();
    let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER
        | inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, read, written) = decompress(&mut state, packed, &mut bytes, 0, flags);
    match status {
        TINFLStatus::Done if read == packed.len() => {
            bytes.truncate(written);
            Ok(Some(bytes))
        }
        TINFLStatus::HasMoreOutput if room > MAXIMUM_UNPACKED => Err(ScenarioError::TooLarge {
            what: "a compressed link",
            size: written,
            unit: "characters",
            limit: MAXIMUM_UNPACKED,
        }),
        _ => Ok(None),
    }
}
