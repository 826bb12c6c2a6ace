//! A page without a browser: holds what the desk sends, and fills in forms as a browser would.

use std::collections::BTreeMap;

use headroom::ensemble::{Detail, Ensemble, Tally};
use headroom::insight::{Desk, News, Panel, SEED};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::View as Shown;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element of the page.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// All text inside.
    pub(crate) text: String,
    /// The elements around it, by their place among all.
    pub(crate) around: Vec<usize>,
}

impl Element {
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    pub(crate) fn is(&self, name: &str, attribute: &str, value: &str) -> bool {
        self.name == name && self.get(attribute) == Some(value)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.get("class")
            .is_some_and(|classes| classes.split(' ').any(|each| each == class))
    }
}

/// What a panel looks like, in the order of its elements.
#[derive(Debug)]
pub(crate) struct View(pub(crate) Vec<Element>);

impl View {
    pub(crate) fn all<'view>(
        &'view self,
        name: &'view str,
    ) -> impl Iterator<Item = &'view Element> {
        self.0.iter().filter(move |element| element.name == name)
    }

    pub(crate) fn by_id(&self, id: &str) -> &Element {
        let found = self.0.iter().find(|element| element.get("id") == Some(id));
        found.unwrap_or_else(|| panic!("there is no {id}"))
    }

    fn place(&self, id: &str) -> usize {
        let found = self.0.iter().position(|each| each.get("id") == Some(id));
        found.unwrap_or_else(|| panic!("there is no {id}"))
    }

    /// The place of the form of this part.
    pub(crate) fn form(&self, part: &str) -> usize {
        let marker = self
            .0
            .iter()
            .find(|each| each.is("input", "name", "part") && each.get("value") == Some(part));
        *marker
            .unwrap_or_else(|| panic!("there is no form {part}"))
            .around
            .last()
            .expect("a form around it")
    }

    /// The texts of the cells of each row of the first table within the element of this id.
    pub(crate) fn rows(&self, id: &str) -> Vec<Vec<String>> {
        let within = self.place(id);
        let is_row = |element: &Element| element.name == "tr" && element.around.contains(&within);
        let table = self
            .0
            .iter()
            .enumerate()
            .find(|(_, element)| element.name == "table" && element.around.contains(&within));
        let Some((table, _)) = table else {
            return Vec::new();
        };
        let rows = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, element)| is_row(element) && element.around.contains(&table));
        rows.map(|(row, _)| {
            let cells = self.0.iter().filter(|element| {
                matches!(element.name.as_str(), "td" | "th") && element.around.contains(&row)
            });
            cells.map(|cell| cell.text.trim().to_owned()).collect()
        })
        .collect()
    }

    /// Elements of a name within the element of this id.
    pub(crate) fn within<'view>(
        &'view self,
        id: &str,
        name: &'view str,
    ) -> impl Iterator<Item = &'view Element> {
        let within = self.place(id);
        self.0
            .iter()
            .filter(move |element| element.name == name && element.around.contains(&within))
    }
}

fn flatten(node: &Handle, around: &[usize], elements: &mut Vec<Element>) -> String {
    let mut text = String::new();
    let mut inside = around.to_vec();
    let mut place = None;
    match &node.data {
        // What keeps a line together is not seen.
        NodeData::Text { contents } => {
            text.push_str(&contents.borrow().replace('\u{2060}', ""));
        }
        NodeData::Element { name, attrs, .. } => {
            place = Some(elements.len());
            inside.push(elements.len());
            elements.push(Element {
                name: name.local.to_string(),
                attributes: attrs
                    .borrow()
                    .iter()
                    .map(|attribute| {
                        (
                            attribute.name.local.to_string(),
                            attribute.value.to_string(),
                        )
                    })
                    .collect(),
                text: String::new(),
                around: around.to_vec(),
            });
        }
        _ => {}
    }
    for child in node.children.borrow().iter() {
        text.push_str(&flatten(child, &inside, elements));
    }
    if let Some(place) = place {
        elements[place].text.clone_from(&text);
    }
    text
}

/// What a browser has within an element once every region has been put into its place.
pub(crate) fn assemble<'a>(
    root: &str,
    html: &str,
    regions: impl IntoIterator<Item = (&'a String, &'a String)>,
) -> View {
    let mut html = html.to_owned();
    let mut left: Vec<_> = regions.into_iter().collect();
    // A region may stand inside another.
    while !left.is_empty() {
        let before = left.len();
        left.retain(|(id, part)| {
            let Some(at) = html.find(&format!("id=\"{id}\"")) else {
                return true;
            };
            let close = at + html[at..].find('>').expect("a whole tag") + 1;
            html.insert_str(close, part);
            false
        });
        assert!(left.len() < before, "no place for {:?}", left[0].0);
    }
    parse(&format!(
        "<!doctype html><html><head><title>x</title></head><body><main id=\"{root}\">{html}</main></body></html>"
    ))
}

/// Reads a document as a browser does, and insists that it has nothing to mend.
pub(crate) fn parse(html: &str) -> View {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let errors = dom.errors.borrow();
    assert!(errors.is_empty(), "{errors:?}");
    let mut elements = Vec::new();
    flatten(&dom.document, &[], &mut elements);
    View(elements)
}

fn encoded(text: &str) -> String {
    let bytes = text.bytes();
    bytes
        .map(|byte| match byte {
            b' ' => "+".to_owned(),
            _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// All runs of an ensemble of the plan, with the luck of the panels.
pub(crate) fn counted(this: &Scenario, runs: u32) -> Tally {
    let mut ensemble = Ensemble::new(this, runs, SEED, Detail::Everything);
    let mut tally = ensemble.tally();
    ensemble.add_blocks(0..ensemble.blocks(), &mut tally);
    tally
}

/// A desk and the page before it.
pub(crate) struct Page {
    pub(crate) desk: Desk,
    html: BTreeMap<String, String>,
    /// Ids of what was sent by the last look, in order.
    pub(crate) sent: Vec<String>,
    pub(crate) applied: Vec<(Scenario, String)>,
    /// The same with the plans beside it, as far as the panel says which.
    pub(crate) links: Vec<(Shown, String)>,
    /// The links of the plans that these were made from.
    pub(crate) befores: Vec<String>,
}

impl Page {
    pub(crate) fn of(this: &Scenario) -> Self {
        let mut desk = Desk::new();
        desk.show(this.clone(), vec![Scenario::preset(Preset::AsWritten)]);
        Self {
            desk,
            html: BTreeMap::new(),
            sent: Vec::new(),
            applied: Vec::new(),
            links: Vec::new(),
            befores: Vec::new(),
        }
    }

    pub(crate) fn realistic() -> Self {
        Self::of(&Scenario::preset(Preset::Realistic))
    }

    pub(crate) fn show(&mut self, this: &Scenario) {
        self.show_beside(this, &[Scenario::preset(Preset::AsWritten)]);
    }

    pub(crate) fn show_beside(&mut self, this: &Scenario, others: &[Scenario]) {
        self.desk.show(this.clone(), others.to_vec());
    }

    /// Counts an ensemble of the plan.
    pub(crate) fn count(&mut self, this: &Scenario, runs: u32) {
        self.desk.tally(&counted(this, runs), runs, runs);
    }

    pub(crate) fn open(&mut self, panel: Panel) {
        self.desk.ask(panel.key(), "");
    }

    /// Works until nothing is left to do.
    pub(crate) fn work(&mut self) {
        while self.desk.step(5_000) {}
    }

    /// Takes in what is new.
    pub(crate) fn look(&mut self) {
        self.sent.clear();
        for news in self.desk.news() {
            match news {
                News::Html { id, html } => {
                    if Panel::ALL.iter().any(|panel| panel.id() == id) {
                        // New content: what was inside is gone.
                        self.html.retain(|known, _| !known.starts_with(&id));
                    }
                    // So is what was inside a part of it, or is to be.
                    let before = self.html.remove(&id).unwrap_or_default();
                    self.html.retain(|known, _| {
                        let place = format!("id=\"{known}\"");
                        !before.contains(&place) && !html.contains(&place)
                    });
                    self.sent.push(id.clone());
                    self.html.insert(id, html);
                }
                News::Apply { link, said, before } => {
                    self.befores.push(before);
                    let (view, problems) = Shown::from_link(&link);
                    assert!(problems.is_empty(), "{problems:?}");
                    self.applied.push((view.scenario.clone(), said.clone()));
                    self.links.push((view, said));
                }
            }
        }
    }

    /// A panel as it stands, after taking in what is new.
    pub(crate) fn view(&mut self, panel: Panel) -> View {
        self.look();
        let root = panel.id();
        let regions = self
            .html
            .iter()
            .filter(|(id, _)| id.starts_with(&root) && **id != root);
        assemble(&root, &self.html[&root], regions)
    }

    /// What a form would send as it stands, with some controls changed: the pairs, encoded.
    pub(crate) fn filled_in(
        &mut self,
        panel: Panel,
        part: &str,
        changes: &[(&str, &str)],
        button: Option<(&str, &str)>,
    ) -> String {
        let view = self.view(panel);
        let form = view.form(part);
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut known = Vec::new();
        for (place, element) in view.0.iter().enumerate() {
            if !element.around.contains(&form) {
                continue;
            }
            let Some(name) = element.get("name") else {
                continue;
            };
            known.push(name);
            let change = changes.iter().find(|(changed, _)| *changed == name);
            let value = match element.name.as_str() {
                "select" => {
                    let options: Vec<&Element> = view
                        .all("option")
                        .filter(|option| option.around.contains(&place))
                        .collect();
                    let chosen = options
                        .iter()
                        .find(|option| option.get("selected").is_some());
                    let chosen = chosen.or(options.first()).and_then(|it| it.get("value"));
                    let value = change.map_or(chosen, |(_, value)| Some(*value));
                    let value = value.expect("an option");
                    let is_offered = options
                        .iter()
                        .any(|option| option.get("value") == Some(value));
                    assert!(is_offered, "{name} does not offer {value}");
                    value
                }
                "input" => match element.get("type") {
                    Some("checkbox" | "radio") => {
                        let value = element.get("value").expect("a value");
                        let is_checked = change
                            .map_or(element.get("checked").is_some(), |(_, wanted)| {
                                *wanted == value
                            });
                        if !is_checked {
                            continue;
                        }
                        value
                    }
                    _ => change.map_or_else(
                        || element.get("value").unwrap_or_default(),
                        |(_, value)| *value,
                    ),
                },
                _ => continue,
            };
            pairs.push((name.to_owned(), value.to_owned()));
        }
        for (name, _) in changes {
            assert!(known.contains(name), "{part} has no {name}");
        }
        if let Some((name, value)) = button {
            let is_there = view
                .all("button")
                .any(|each| each.get("name") == Some(name) && each.get("value") == Some(value));
            assert!(is_there, "there is no button {name}={value}");
            pairs.push((name.to_owned(), value.to_owned()));
        }
        let pairs = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Changes controls of a form, and clicks a button of it.
    pub(crate) fn send(
        &mut self,
        panel: Panel,
        part: &str,
        changes: &[(&str, &str)],
        button: Option<(&str, &str)>,
    ) {
        let form = self.filled_in(panel, part, changes, button);
        self.desk.ask(panel.key(), &form);
    }
}
