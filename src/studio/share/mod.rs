//! The room in which a scenario is passed on: as a link, as a QR code, as a live chart on somebody
//! else's page.

mod address;
mod code;
mod embed;

use super::effect::{Answer, Effect};
use super::room::{Region, Room, Sent};
use super::world::World;
use crate::html::{Form, bare_field, button, details, escape};
use address::Address;
use embed::Embed;

/// The room.
pub struct Share {
    embed: Embed,
    /// What is said of the last button.
    said: String,
    /// What is said once the browser has done it.
    hoped: &'static str,
}

impl Share {
    /// The room as it is before anybody has been in it.
    #[must_use]
    pub fn new() -> Self {
        Self {
            embed: Embed::new(),
            said: String::new(),
            hoped: "",
        }
    }

    fn wanting(&mut self, effect: Effect, hoped: &'static str) -> Vec<Effect> {
        self.hoped = hoped;
        vec![effect]
    }
}

impl Default for Share {
    fn default() -> Self {
        Self::new()
    }
}

impl Room for Share {
    fn title(&self, _world: &World) -> String {
        "Share".to_owned()
    }

    fn open(&mut self, world: &World) -> String {
        self.said.clear();
        let link = bare_field(
            "link",
            "readonly aria-label=\"Link\"",
            &Address::of(world, "").url,
        );
        let copy = [
            button("do", "copy-link", "Copy link"),
            button("do", "share", "Share by the system …"),
        ]
        .concat();
        let embed = button("do", "copy-snippet", "Copy snippet");
        format!(
            "<div class=\"share-parts\">\
             <section aria-labelledby=\"share-link-head\"><h3 id=\"share-link-head\">Link</h3>\
             <p>Whoever opens it sees this scenario and can change it. All of it is in the link: nothing is \
             stored, and no server is told.</p>\
             <form class=\"share-link\">{link}{copy}</form>\
             <p id=\"share-said\" role=\"status\"></p><div id=\"share-about\"></div>{}</section>\
             <section aria-labelledby=\"share-code-head\"><h3 id=\"share-code-head\">QR code</h3>\
             <div id=\"share-code\"></div></section>\
             <section class=\"embed\" aria-labelledby=\"share-embed-head\"><h3 id=\"share-embed-head\">Embed</h3>\
             <p>A live chart, or the tiles, for an iframe on any page: with its crosshair, and a link to the \
             whole.</p>\
             <form data-live class=\"controls\">{}</form>\
             <div id=\"embed-snippet\"></div><form>{embed}</form><div id=\"embed-preview\"></div></section></div>",
            details("How long a link may be", &address::limits()),
            self.embed.html(),
        )
    }

    fn regions(&self, world: &World) -> Vec<Region> {
        let address = Address::of(world, "");
        let picture = match code::code(&address.url) {
            Some(code) => format!(
                "<div class=\"code\">{}</div><p class=\"hint\">{}</p><form>{}</form>",
                code.svg,
                escape(&code.about),
                button("do", "save-code", "Download as SVG")
            ),
            None => format!(
                "<p>The link has {} characters; a QR code holds {}. Send the link, or the scenario as a file.</p>",
                address.url.len(),
                code::MAXIMUM
            ),
        };
        let mut regions = vec![
            Region::shown("share-said", escape(&self.said)),
            Region::shown("share-about", address.about()),
            Region::of_controls("share-code", picture),
        ];
        regions.extend(self.embed.regions(world));
        regions
    }

    fn act(&mut self, form: &Form, _sent: Sent, world: &World) -> Vec<Effect> {
        self.embed.take(form);
        self.said.clear();
        let address = Address::of(world, "").url;
        match form.get("do") {
            Some("copy-link") => self.wanting(Effect::CopyText(address), "Link copied."),
            Some("copy-snippet") => {
                let snippet = self.embed.snippet(world);
                self.wanting(Effect::CopyText(snippet), "Snippet copied.")
            }
            Some("share") => {
                let title = format!("{} – Headroom", world.scenario.name);
                self.wanting(
                    Effect::Share {
                        title,
                        url: address,
                    },
                    "Shared.",
                )
            }
            Some("save-code") => {
                let download = code::code(&address).map(|code| Effect::Download {
                    name: "headroom-link.svg".to_owned(),
                    media: "image/svg+xml",
                    content: code.svg.into_bytes(),
                });
                download.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn hear(&mut self, answer: &Answer, _world: &World) -> Vec<Effect> {
        self.said = match answer {
            Answer::Done => self.hoped.to_owned(),
            Answer::Failed(reason) => format!(
                "The browser did not do it ({}). The link can be selected above and copied by hand.",
                reason.trim_end_matches('.')
            ),
        };
        Vec::new()
    }
}
