//! The room's HTML: the frame, which is sent once, and what its regions hold.

use super::figures::IMPLIED;
use crate::company::{
    Contradiction, FIELDS, FieldRow, QUESTIONS, QuestionRow, TEMPLATES, Template,
};
use crate::format;
use crate::html::{bare_field, button, details, each, escape, table};
use crate::model::units::Unit;

/// The element of a field's control.
pub(super) fn control_id(key: &str) -> String {
    format!("company-control-{key}")
}

/// The element of what is said about a field.
pub(super) fn note_id(key: &str) -> String {
    format!("company-note-{key}")
}

/// The element of a figure's value.
pub(super) fn value_id(key: &str) -> String {
    format!("company-value-{key}")
}

/// All of the room.
pub(super) fn frame(name_control: &str) -> String {
    let choices = each(&TEMPLATES, |template| {
        button("template", template.key, template.label)
    });
    let questions = each(QUESTIONS.iter().enumerate(), |(index, row)| {
        question(index + 1, row)
    });
    let implied = each(&IMPLIED, |figure| {
        let (label, key) = (escape(figure.label), figure.key);
        let instead = figure.typed.map_or_else(String::new, |field| {
            let key = field.row().key;
            format!(
                "<div id=\"{}\" class=\"instead\"></div><p id=\"{}\" class=\"remark\"></p>",
                control_id(key),
                note_id(key)
            )
        });
        format!(
            "<div class=\"figure\"><dt>{label}</dt><dd><output id=\"{}\" class=\"value\"></output>\
             {instead}</dd></div>",
            value_id(key)
        )
    });
    format!(
        "<form class=\"templates\" aria-label=\"Start from\">\
         <p>Start from {here}{choices}</p></form>\
         <div id=\"company-start\"></div>\
         <form class=\"answers\" data-live aria-label=\"Your company\">\
         <div class=\"questions\" data-enter=\"next\">\
         <fieldset><legend>What is your company called?</legend>\
         <div class=\"fields\"><div class=\"answer name\"><div id=\"{name}\">{name_control}</div>\
         <p id=\"{name_note}\" class=\"remark\"></p></div></div></fieldset>{questions}</div>\
         <div class=\"implied\"><h3>What this implies</h3>\
         <p class=\"hint\">Worked out by the model as you type. Type a figure that you know better: \
         the answer behind it follows.</p>\
         <p id=\"company-verdict\" class=\"verdict\"></p>\
         <div id=\"company-unclear\" role=\"status\"></div>\
         <dl>{implied}</dl></div>\
         <div class=\"finish\"><p id=\"company-brief\" class=\"hint\"></p><p id=\"company-said\" role=\"alert\"></p>\
         <p>{start} {reset}</p></div></form>",
        here = button("template", "", "the plan on the page"),
        name = control_id("name"),
        name_note = note_id("name"),
        start = button("start", "1", "Start"),
        reset = button("reset", "1", "Clear what I typed"),
    )
}

fn question(number: usize, row: &QuestionRow) -> String {
    let fields = FIELDS
        .iter()
        .filter(|field| field.question == row.question && field.instead_of.is_none());
    let fields = each(fields, |field| {
        format!(
            "<div class=\"answer\"><div id=\"{}\"></div><p id=\"{}\" class=\"remark\"></p></div>",
            control_id(field.key),
            note_id(field.key)
        )
    });
    format!(
        "<fieldset><legend><span class=\"number\">{number}</span> {}</legend>\
         <p class=\"hint\">{}</p><div class=\"fields\">{fields}</div></fieldset>",
        escape(row.asks),
        escape(row.help)
    )
}

/// The control of a field.
pub(super) fn control(row: &FieldRow, text: &str) -> String {
    let more = described(row.key);
    if let Some(answer) = row.instead_of {
        let label = format!("{}, typed instead of {answer}", row.label);
        let more = format!(
            "aria-label=\"{}\" placeholder=\"or type it\" {more}",
            escape(&label)
        );
        return bare_field(row.key, &more, text);
    }
    let suffix = match row.unit {
        Unit::DollarsPerAccountPerMonth => "",
        unit => unit.suffix(),
    };
    format!(
        "<label class=\"control\"><span>{}{}</span>{}</label>",
        escape(row.label),
        if suffix.is_empty() {
            String::new()
        } else {
            format!(" {suffix}")
        },
        bare_field(row.key, &more, text)
    )
}

/// The control of the company's name.
pub(super) fn name_control(text: &str) -> String {
    let more = format!("autofocus {}", described("name"));
    format!(
        "<label class=\"control\"><span>Name (optional)</span>{}</label>",
        bare_field("name", &more, text)
    )
}

fn described(key: &str) -> String {
    format!("aria-describedby=\"{}\"", note_id(key))
}

/// What is wrong with an answer.
pub(super) fn refusal(says: &str) -> String {
    format!("<span class=\"refusal\">{}</span>", escape(says))
}

/// What one starts from, and what its numbers rest on.
pub(super) fn start(template: Option<&Template>) -> String {
    let Some(template) = template else {
        return "<p class=\"hint\">The answers are those of the plan on the page. What is not asked \
                stays as it is there.</p>"
            .to_owned();
    };
    let row = |label: &str, value: String, basis: &str| {
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            escape(label),
            escape(&value),
            escape(basis)
        )
    };
    let answers = each(template.answers, |figure| {
        let field = figure.of.row();
        row(
            field.label,
            format::with_unit(field.unit, figure.value),
            figure.basis,
        )
    });
    let inputs = each(template.inputs, |figure| {
        crate::model::parameters::Parameter::by_key(figure.of).map_or_else(String::new, |input| {
            row(
                input.label,
                format::with_unit(input.unit, figure.value),
                figure.basis,
            )
        })
    });
    let hires = each(template.hires, |(role, month, salary)| {
        let value = format!(
            "{}, {}",
            format::with_unit(Unit::Month, *month),
            format::with_unit(Unit::DollarsPerYear, *salary)
        );
        row(role, value, "assumption")
    });
    let headings = ["", "Value", "What it rests on"];
    let basis = table(
        &format!("Numbers of “{}”", template.label),
        "basis",
        &headings,
        &format!("{answers}{inputs}{hires}"),
    );
    format!(
        "<p><strong>{}.</strong> {}</p>{}",
        escape(template.label),
        escape(template.says),
        details("What its numbers rest on", &basis)
    )
}

/// What does not fit together, with what can be believed.
pub(super) fn unclear(contradictions: &[Contradiction]) -> String {
    each(contradictions, |it| {
        let choices = each(&it.choices, |choice| {
            let checked = if choice.key == it.believed {
                " checked"
            } else {
                ""
            };
            format!(
                "<label><input type=\"radio\" id=\"company-{0}-{1}\" name=\"believe-{0}\" \
                 value=\"{1}\"{checked}> {2}</label>",
                it.key,
                choice.key,
                escape(&choice.text)
            )
        });
        let says = escape(&it.says);
        if choices.is_empty() {
            format!("<p class=\"unclear\">{says}</p>")
        } else {
            format!(
                "<fieldset class=\"unclear\"><legend>{says} Which one holds?</legend>{choices}\
                 </fieldset>"
            )
        }
    })
}
