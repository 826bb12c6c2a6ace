//! The link as a QR code.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The empty frame around a code that readers need, in modules.
const QUIET: usize = 4;

/// The error correction to prefer, the best first, while the code is not wider than so many
/// modules: a code of few modules is read from afar, one of many only if nothing is wasted.
const LEVELS: [(EcLevel, usize, &str); 4] = [
    (EcLevel::H, 57, "30 %"),
    (EcLevel::Q, 57, "25 %"),
    (EcLevel::M, 77, "15 %"),
    (EcLevel::L, 177, "7 %"),
];

/// The longest link that a code holds, in characters.
pub(super) const MAXIMUM: usize = 2_953;

/// Codes wider than this many modules want a steady hand.
const DENSE: usize = 97;

/// A QR code.
pub(super) struct Code {
    /// The picture, dark on light whatever the page's colours: readers expect it.
    pub(super) svg: String,
    /// What can be said of it.
    pub(super) about: String,
}

/// The code of a link, or nothing if it is too long for one.
pub(super) fn code(link: &str) -> Option<Code> {
    let (code, loss) = LEVELS.iter().find_map(|&(level, widest, loss)| {
        let code = QrCode::with_error_correction_level(link, level).ok()?;
        (code.width() <= widest).then_some((code, loss))
    })?;
    let width = code.width();
    let mut about = format!("Up to {loss} of it may be hidden or dirty.");
    if width > DENSE {
        about += " It is dense: hold the camera close and still, or print it large.";
    }
    Some(Code {
        svg: svg(&code.to_colors(), width),
        about,
    })
}

/// One path of all dark modules, run by run.
fn svg(modules: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (row, cells) in modules.chunks(width).enumerate() {
        let mut column = 0;
        for run in cells.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                let (x, y, length) = (column + QUIET, row + QUIET, run.len());
                let _: Result<(), _> = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            column += run.len();
        }
    }
    let side = width + 2 * QUIET;
    let pixels = side * (260 / side).max(3);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{pixels}\" height=\"{pixels}\" \
         viewBox=\"0 0 {side} {side}\" role=\"img\" shape-rendering=\"crispEdges\">\
         <title>QR code of the link</title>\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#ffffff\"/><path d=\"{path}\" fill=\"#000000\"/></svg>"
    )
}
