//! Pieces of HTML. Whatever a founder has written goes through [`escape`].

/// A text as it may stand in HTML, in attributes too.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The pieces of a list, one after the other.
pub(super) fn each<Item>(
    items: impl IntoIterator<Item = Item>,
    piece: impl FnMut(Item) -> String,
) -> String {
    items.into_iter().map(piece).collect()
}

/// Options of a menu under a heading; none stands without one.
pub(super) struct Group {
    pub(super) heading: String,
    /// Values and what people read.
    pub(super) options: Vec<(String, String)>,
}

impl Group {
    pub(super) fn new(heading: &str, options: Vec<(String, String)>) -> Self {
        Self {
            heading: heading.to_owned(),
            options,
        }
    }
}

/// A menu with its label.
pub(super) fn select(name: &str, label: &str, groups: &[Group], chosen: &str) -> String {
    format!(
        "<label class=\"control\"><span>{}</span>{}</label>",
        escape(label),
        bare_select(name, "", groups, chosen)
    )
}

/// A menu without a label of its own: `more` has to name it.
pub(super) fn bare_select(name: &str, more: &str, groups: &[Group], chosen: &str) -> String {
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
pub(super) fn field(name: &str, label: &str, value: &str) -> String {
    format!(
        "<label class=\"control\"><span>{}</span>{}</label>",
        escape(label),
        bare_field(name, "", value)
    )
}

/// A field without a label of its own: `more` has to name it.
pub(super) fn bare_field(name: &str, more: &str, value: &str) -> String {
    format!(
        "<input name=\"{}\" value=\"{}\" autocomplete=\"off\" spellcheck=\"false\" {more}>",
        escape(name),
        escape(value)
    )
}

/// A button that sends its form.
pub(super) fn button(name: &str, value: &str, text: &str) -> String {
    format!(
        "<button type=\"submit\" class=\"button\" name=\"{}\" value=\"{}\">{}</button>",
        escape(name),
        escape(value),
        escape(text)
    )
}

/// The name of an input, as a button that brings its slider into view.
pub(super) fn lever(key: &str, text: &str) -> String {
    format!(
        "<button type=\"button\" class=\"quiet lever\" data-lever=\"{}\">{}</button>",
        escape(key),
        escape(text)
    )
}

/// A form of a panel, or a part of one.
pub(super) fn form(panel: super::Panel, part: &str, content: &str) -> String {
    format!(
        "<form data-panel=\"{}\"><input type=\"hidden\" name=\"part\" value=\"{part}\">{content}</form>",
        panel.key()
    )
}

/// The place of a region, empty.
pub(super) fn place(panel: super::Panel, name: &str) -> String {
    format!("<div id=\"{}-{name}\"></div>", panel.id())
}

/// The place of a sentence that is read out when it changes.
pub(super) fn status(panel: super::Panel, name: &str) -> String {
    format!(
        "<div id=\"{}-{name}\" class=\"said\" role=\"status\"></div>",
        panel.id()
    )
}

/// The place of what is wrong with the form beside it.
pub(super) fn refusal(panel: super::Panel, name: &str) -> String {
    format!(
        "<p id=\"{}-{name}\" class=\"refusal\" role=\"alert\"></p>",
        panel.id()
    )
}

/// How far work is, with a button that drops it.
pub(super) fn progress(share: f64, label: &str, cancel: &str) -> String {
    let share = share.clamp(0.0, 1.0);
    format!(
        "<p class=\"under-way\"><progress max=\"1\" value=\"{share:.3}\" aria-label=\"{}\"></progress>\
         <span>{:.0} %</span>{}</p>",
        escape(label),
        share * 100.0,
        button("cancel", cancel, "Cancel")
    )
}

/// A result, marked if it is of an earlier plan or question: `wait` if its successor is on its way.
pub(super) fn dated(html: &str, is_old: bool, wait: bool) -> String {
    if !is_old {
        return html.to_owned();
    }
    let busy = if wait { " aria-busy=\"true\"" } else { "" };
    format!(
        "<div class=\"old\"{busy}><p class=\"hint\">Of the plan before this change:</p>{html}</div>"
    )
}

/// What stands behind a summary.
pub(super) fn details(summary: &str, html: &str) -> String {
    format!(
        "<details><summary>{}</summary>{html}</details>",
        escape(summary)
    )
}

/// The place of a region behind a summary. It stands in the skeleton, so that it stays open when its
/// content changes; the style sheet hides it while it is empty.
pub(super) fn drawer(panel: super::Panel, name: &str, summary: &str) -> String {
    details(summary, &place(panel, name))
}

/// What the colours of a column of bars stand for: classes and words.
pub(super) fn legend(colours: [(&str, &str); 2]) -> String {
    each(colours, |(class, word)| {
        format!("<span class=\"key\"><i class=\"{class}\"></i>{word}</span> ")
    })
}

/// A table with its caption, in a frame that scrolls by itself.
pub(super) fn table(caption: &str, class: &str, headings: &[&str], rows: &str) -> String {
    let headings = each(headings, |heading| {
        format!("<th scope=\"col\">{heading}</th>")
    });
    table_under(caption, class, &format!("<tr>{headings}</tr>"), rows)
}

/// The same under rows of headings of its own.
pub(super) fn table_under(caption: &str, class: &str, head: &str, rows: &str) -> String {
    let caption = escape(caption);
    format!(
        "<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\
         <table class=\"{class}\"><caption>{caption}</caption>\
         <thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    )
}
