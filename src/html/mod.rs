//! Pieces of HTML, and what its forms send: what the engine's panels and the studio's rooms are made
//! of. Whatever a founder has written goes through [`escape`].

mod form;

pub use form::Form;

/// A text as it may stand in HTML, in attributes too.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // No document may have these; a browser would drop most of them in silence.
            control if control.is_control() && !control.is_whitespace() => {
                escaped.push(char::REPLACEMENT_CHARACTER);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The pieces of a list, one after the other.
#[must_use]
pub fn each<Item>(
    items: impl IntoIterator<Item = Item>,
    piece: impl FnMut(Item) -> String,
) -> String {
    items.into_iter().map(piece).collect()
}

/// Options of a menu under a heading; none stands without one.
#[derive(Debug)]
pub struct Group {
    /// The heading; empty for none.
    pub heading: String,
    /// Values and what people read.
    pub options: Vec<(String, String)>,
}

impl Group {
    /// Options under a heading.
    #[must_use]
    pub fn new(heading: &str, options: Vec<(String, String)>) -> Self {
        Self {
            heading: heading.to_owned(),
            options,
        }
    }
}

/// A menu with its label.
#[must_use]
pub fn select(name: &str, label: &str, groups: &[Group], chosen: &str) -> String {
    format!(
        "<label class=\"control\"><span>{}</span>{}</label>",
        escape(label),
        bare_select(name, "", groups, chosen)
    )
}

/// A menu without a label of its own: `more` has to name it.
#[must_use]
pub fn bare_select(name: &str, more: &str, groups: &[Group], chosen: &str) -> String {
    let groups = each(groups, |group| {
        let options = each(&group.options, |(value, text)| {
            let selected = if value == chosen { " selected" } else { "" };
            format!(
                "<option value=\"{}\"{selected}>{}</option>",
                escape(value),
                escape(text)
            )
        });
        if group.heading.is_empty() {
            options
        } else {
            let heading = escape(&group.heading);
            format!("<optgroup label=\"{heading}\">{options}</optgroup>")
        }
    });
    format!("<select name=\"{}\" {more}>{groups}</select>", escape(name))
}

/// A field with its label.
#[must_use]
pub fn field(name: &str, label: &str, value: &str) -> String {
    format!(
        "<label class=\"control\"><span>{}</span>{}</label>",
        escape(label),
        bare_field(name, "", value)
    )
}

/// A field without a label of its own: `more` has to name it.
#[must_use]
pub fn bare_field(name: &str, more: &str, value: &str) -> String {
    format!(
        "<input name=\"{}\" value=\"{}\" autocomplete=\"off\" spellcheck=\"false\" {more}>",
        escape(name),
        escape(value)
    )
}

/// A button that sends its form.
#[must_use]
pub fn button(name: &str, value: &str, text: &str) -> String {
    button_with("", name, value, text)
}

/// One of several such buttons, of which the one that is chosen looks pressed.
#[must_use]
pub fn toggle(name: &str, value: &str, text: &str, is_chosen: bool) -> String {
    let more = format!(" aria-pressed=\"{is_chosen}\"");
    button_with(&more, name, value, text)
}

fn button_with(more: &str, name: &str, value: &str, text: &str) -> String {
    format!(
        "<button type=\"submit\" class=\"button\" name=\"{}\" value=\"{}\"{more}>{}</button>",
        escape(name),
        escape(value),
        escape(text)
    )
}

/// The name of an input, as a button that brings its slider into view.
#[must_use]
pub fn lever(key: &str, text: &str) -> String {
    format!(
        "<button type=\"button\" class=\"quiet lever\" data-lever=\"{}\">{}</button>",
        escape(key),
        escape(text)
    )
}

/// How far work is, from 0 to 1.
#[must_use]
pub fn progress(share: f64, label: &str) -> String {
    let share = share.clamp(0.0, 1.0);
    format!(
        "<progress max=\"1\" value=\"{share:.3}\" aria-label=\"{}\"></progress><span>{:.0} %</span>",
        escape(label),
        share * 100.0,
    )
}

/// What stands behind a summary.
#[must_use]
pub fn details(summary: &str, html: &str) -> String {
    details_under(&escape(summary), html)
}

/// The same under a summary that is HTML itself.
#[must_use]
pub fn details_under(summary: &str, html: &str) -> String {
    format!("<details><summary>{summary}</summary>{html}</details>")
}

/// What the colours of a column of bars stand for: classes and words.
#[must_use]
pub fn legend(colours: [(&str, &str); 2]) -> String {
    each(colours, |(class, word)| {
        format!("<span class=\"key\"><i class=\"{class}\"></i>{word}</span> ")
    })
}

/// A table with its caption, in a frame that scrolls by itself.
#[must_use]
pub fn table(caption: &str, class: &str, headings: &[&str], rows: &str) -> String {
    let headings = each(headings, |heading| {
        if heading.is_empty() {
            // No header at all is better than one that says nothing.
            "<td></td>".to_owned()
        } else {
            format!("<th scope=\"col\">{heading}</th>")
        }
    });
    table_under(caption, class, &format!("<tr>{headings}</tr>"), rows)
}

/// The same under rows of headings of its own.
#[must_use]
pub fn table_under(caption: &str, class: &str, head: &str, rows: &str) -> String {
    let caption = escape(caption);
    format!(
        "<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\
         <table class=\"{class}\"><caption>{caption}</caption>\
         <thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    )
}
