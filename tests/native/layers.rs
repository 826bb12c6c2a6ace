//! The layers of the crate: what each folder of the source may use of the others. Paths that
//! start at the crate, and chains of `super` that reach it, are read against one table.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder or file directly below `src`, and the others that it may use. Everybody may use
/// themselves.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("decimal", &[]),
    ("order", &[]),
    ("html", &[]),
    ("browser", &[]),
    ("format", &["model", "decimal"]),
    ("share", &["model", "decimal"]),
    ("actuals", &["model", "format", "decimal"]),
    ("ensemble", &["model"]),
    ("workbook", &["model", "format", "share"]),
    ("cli", &["model", "share", "ensemble", "workbook"]),
    ("session", &["model", "format", "order"]),
    ("company", &["model", "format"]),
    (
        "analysis",
        &["model", "format", "order", "ensemble", "session"],
    ),
    ("story", &["model", "format", "order"]),
    ("chart", &["model", "format", "order"]),
    ("protocol", &["ensemble"]),
    ("forms", &["protocol"]),
    (
        "forecast",
        &["model", "decimal", "format", "chart", "protocol"],
    ),
    (
        "insight",
        &[
            "model", "decimal", "order", "html", "format", "share", "ensemble", "session",
            "analysis", "story",
        ],
    ),
    ("present", &["model", "html", "format", "story", "chart"]),
    ("library", &["model", "share", "session"]),
    (
        "studio",
        &[
            "actuals", "model", "decimal", "order", "html", "format", "share", "session",
            "company", "library", "analysis", "story", "chart", "present", "forecast",
        ],
    ),
    (
        "engine",
        &[
            "model", "format", "share", "ensemble", "analysis", "insight", "protocol",
        ],
    ),
    (
        "ui",
        &[
            "model", "browser", "decimal", "format", "share", "session", "story", "chart",
            "protocol", "forecast", "forms",
        ],
    ),
    (
        "shell",
        &[
            "browser", "format", "share", "library", "studio", "protocol", "forecast",
        ],
    ),
    ("bin", &["cli", "engine", "ui", "shell", "workbook"]),
    ("lib", &[]),
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The module path of a file below `src`: `model/mod.rs` is `model`, `model/run.rs` `model, run`.
fn module_path(file: &Path) -> Vec<String> {
    let mut parts: Vec<String> = file
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// Source text without comments of lines, which may speak of anything.
fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The names that a path names at its end: one, or those directly inside `{…}`.
fn heads(after: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = after.trim_start().strip_prefix('{') else {
        return vec![name(after)];
    };
    let mut depth = 0_u32;
    let mut names = vec![name(group)];
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The layers that a text names, at a module path of `depth` parts.
fn used(text: &str, depth: usize) -> BTreeSet<String> {
    let text = without_comments(text);
    let mut names = BTreeSet::new();
    for root in ["crate::", "headroom::"] {
        for (at, _) in text.match_indices(root) {
            let starts_here = text[..at]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric() && c != '_');
            if starts_here {
                names.extend(heads(&text[at + root.len()..]));
            }
        }
    }
    // A chain that is long enough to reach the crate reaches a layer only if it names one.
    let mut rest = text.as_str();
    while let Some(at) = rest.find("super::") {
        let mut after = &rest[at..];
        let mut steps = 0;
        while let Some(next) = after.strip_prefix("super::") {
            after = next;
            steps += 1;
        }
        if steps >= depth {
            names.extend(
                heads(after)
                    .into_iter()
                    .filter(|name| LAYERS.iter().any(|(layer, _)| layer == name)),
            );
        }
        rest = after;
    }
    names
}

#[test]
fn every_file_uses_only_the_layers_below_its_own() {
    let mut files = Vec::new();
    collect_files(&source(), &mut files);
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let place = file.strip_prefix(source()).expect("below src").to_owned();
        let path = module_path(&place);
        let Some((layer, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == path[0]) else {
            wrong.push(format!("{}: {} is no layer", place.display(), path[0]));
            continue;
        };
        let text = fs::read_to_string(&file).expect("readable source");
        for name in used(&text, path.len()) {
            if name != *layer && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{}: {layer} may not use {name}", place.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn layers_do_not_depend_on_each_other_in_a_circle() {
    // The table is in order from the bottom: each row uses earlier rows only.
    for (index, (layer, allowed)) in LAYERS.iter().enumerate() {
        for other in *allowed {
            assert!(
                LAYERS[..index].iter().any(|(below, _)| below == other),
                "{layer} uses {other}, which does not stand below it"
            );
        }
    }
}

#[test]
fn paths_are_found_however_they_are_written() {
    for (text, depth, expected) in [
        ("use crate::model::units::Unit;", 1, vec!["model"]),
        (
            "use crate::{format, model::run};",
            2,
            vec!["format", "model"],
        ),
        (
            "use crate::{\n    model::{run, week},\n    ui,\n};",
            2,
            vec!["model", "ui"],
        ),
        ("let x = crate::ui::mount();", 1, vec!["ui"]),
        ("pub(crate) fn f() {}", 1, vec![]),
        ("// use crate::ui::mount;", 1, vec![]),
        ("use super::super::ui::mount;", 2, vec!["ui"]),
        ("use super::units::Unit;", 2, vec![]),
        ("use super::*;", 1, vec![]),
        ("headroom::ui::mount();", 2, vec!["ui"]),
        ("my_crate::ui::mount();", 2, vec![]),
    ] {
        let names: Vec<String> = used(text, depth).into_iter().collect();
        assert_eq!(names, expected, "{text}");
    }
}
