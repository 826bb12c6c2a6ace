//! The link that is shared, and who would cut it.

use crate::format::full;
use crate::html::{each, escape, table};
use crate::share::link::pack;
use crate::studio::world::World;

/// Up to so many characters every program that people share links with takes an address whole.
pub(super) const ORDINARY: usize = 2_000;

/// What takes links, and how long a one it takes.
struct Channel {
    name: &'static str,
    limit: usize,
    /// Where the limit is written down; none if it is an assumption.
    source: Option<&'static str>,
}

/// Programs that cut or refuse long links, by what they take.
const CHANNELS: &[Channel] = &[
    Channel {
        name: "a line of an e-mail",
        limit: 998,
        source: Some("RFC 5322; most programs mend longer lines"),
    },
    Channel {
        name: "a text message",
        limit: 1_600,
        source: None,
    },
    Channel {
        name: "Discord",
        limit: 2_000,
        source: Some("Discord: length of a message"),
    },
    Channel {
        name: "a link in a spreadsheet",
        limit: 2_079,
        source: Some("XlsxWriter: Excel's limit of an address"),
    },
    Channel {
        name: "Slack",
        limit: 4_000,
        source: Some("Slack's advice to programs; it cuts at 40,000"),
    },
    Channel {
        name: "Telegram",
        limit: 4_096,
        source: Some("Telegram: length of a message"),
    },
    Channel {
        name: "Microsoft Teams",
        limit: 28_000,
        source: Some("Microsoft: 28 KB a message"),
    },
    Channel {
        name: "WhatsApp",
        limit: 65_536,
        source: None,
    },
];

/// A link to what is on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The whole address.
    pub(super) url: String,
    /// How long it would be uncompressed, where it is compressed.
    pub(super) plain: Option<usize>,
}

impl Address {
    /// The link of the page; `query` is empty or begins with `?`. Compressed if it would be longer
    /// than everybody takes, and compression helps.
    pub(super) fn of(world: &World, query: &str) -> Self {
        let begin = format!("{}{query}", world.address);
        if world.link.is_empty() {
            return Self {
                url: begin,
                plain: None,
            };
        }
        let url = format!("{begin}#{}", world.link);
        if url.len() > ORDINARY {
            let packed = format!("{begin}#{}", pack(&world.link));
            if packed.len() < url.len() {
                return Self {
                    url: packed,
                    plain: Some(url.len()),
                };
            }
        }
        Self { url, plain: None }
    }

    /// How long it is, and who would cut it.
    pub(super) fn about(&self) -> String {
        let length = self.url.chars().count();
        let long = number(length);
        let mut text = match self.plain {
            None => format!(
                "<p class=\"hint\">{long} characters, readable: each part is an input and its value.</p>"
            ),
            Some(plain) => format!(
                "<p class=\"hint\">{long} characters: compressed from {}, which chat programs would cut. It opens \
                 as any other; the address bar then has the readable form.</p>",
                number(plain)
            ),
        };
        let cutting: Vec<String> = CHANNELS
            .iter()
            .filter(|channel| channel.limit < length)
            .map(|channel| format!("{} ({})", channel.name, number(channel.limit)))
            .collect();
        if length > ORDINARY {
            text += "<p class=\"bad\" role=\"alert\">Too long for some: ";
            text += &escape(&cutting.join(", "));
            text += ". Send it another way, or send the scenario as a file.</p>";
        }
        text
    }
}

fn number(count: usize) -> String {
    #[allow(clippy::cast_precision_loss)] // a count of characters
    full(count as f64)
}

/// All limits in a table.
pub(super) fn limits() -> String {
    let rows = each(CHANNELS, |channel| {
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            escape(channel.name),
            number(channel.limit),
            escape(channel.source.unwrap_or("assumption"))
        )
    });
    table(
        "Who takes links of how many characters",
        "limits",
        &["", "Characters", "Source"],
        &rows,
    )
}
