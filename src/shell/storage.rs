//! Where scenarios are kept: in the browser's database, or as far as it allows. What is kept, and
//! what becomes of it, is settled in [`crate::library`]; here are only texts under keys.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_events::EventListener;
use idb::{Database, Factory, ObjectStoreParams, Query, TransactionMode, TransactionResult};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, IdbTransaction, Window};

use super::Shell;
use super::effects::words;
use crate::library::{Change, Keep, Kept, Place};

/// The database, its only store, the channel on which tabs tell each other of changes, and what a
/// tab remembers for itself.
const DATABASE: &str = "headroom";
const SCENARIOS: &str = "scenarios";
const CHANNEL: &str = "headroom.scenarios";
const NOTE: &str = "headroom.tab";

/// What keys in the smaller storage begin with.
const PREFIX: &str = "headroom.scenario.";

type Texts = Vec<(String, String)>;

/// Something that keeps texts.
enum Store {
    Database(Database),
    Small(web_sys::Storage),
    /// In this tab only.
    Memory(RefCell<BTreeMap<String, String>>),
}

/// What of the browser keeps scenarios, once it has been opened.
#[derive(Default)]
pub(super) struct Storage {
    store: RefCell<Option<Rc<Store>>>,
    channel: RefCell<Option<BroadcastChannel>>,
}

/// Why something was not changed.
enum Trouble {
    /// Other texts are there.
    Conflict(Vec<(String, Option<String>)>),
    Refused(JsValue),
}

impl From<JsValue> for Trouble {
    fn from(error: JsValue) -> Self {
        Self::Refused(error)
    }
}

impl From<idb::Error> for Trouble {
    fn from(error: idb::Error) -> Self {
        match error {
            // It says what stands in the way of the database itself.
            idb::Error::IndexedDbNotFound(why) => Self::Refused(why),
            error => Self::Refused(error.to_string().into()),
        }
    }
}

/// Does what a room asks of the store.
pub(super) fn carry_out(shell: &Shell, room: &'static str, keep: Keep) {
    let shell = shell.clone();
    if let Keep::Note(note) = keep {
        if let Ok(Some(storage)) = shell.page.window.session_storage() {
            // Where nothing can be noted, a reload is a new tab.
            let _ = storage.set_item(NOTE, &note);
        }
        return;
    }
    spawn_local(async move {
        let kept = match keep {
            Keep::Open => open(&shell, room).await,
            Keep::Read => read(&shell).await,
            Keep::Change(changes) => change(&shell, &changes).await,
            Keep::Note(_) => return,
        };
        shell.with(|studio| studio.kept(room, &kept));
    });
}

async fn open(shell: &Shell, room: &'static str) -> Kept {
    let window = &shell.page.window;
    let (place, store, texts) = choose(window).await;
    *shell.storage.store.borrow_mut() = Some(Rc::new(store));
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        let hearing = shell.clone();
        EventListener::new(&channel, "message", move |_| {
            hearing.with(|studio| studio.kept(room, &Kept::Elsewhere));
        })
        .forget();
        *shell.storage.channel.borrow_mut() = Some(channel);
    }
    let note = window.session_storage().ok().flatten();
    let note = note.and_then(|storage| storage.get_item(NOTE).ok().flatten());
    Kept::Opened {
        place,
        tab: token() + &token(),
        note: note.unwrap_or_default(),
        texts,
    }
}

/// Digits that are unlikely to come twice.
fn token() -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 2³²
    let number = (js_sys::Math::random() * 4_294_967_296.0) as u32;
    format!("{number:08x}")
}

/// The best store that can be opened and read.
async fn choose(window: &Window) -> (Place, Store, Texts) {
    let small = window.local_storage().ok().flatten();
    let why = match open_database().await {
        Ok(database) => {
            if let Some(small) = &small {
                // What was kept there while there was no database. What cannot be moved stays.
                let _ = move_over(&database, small).await;
            }
            match read_database(&database).await {
                Ok(texts) => return (Place::Database, Store::Database(database), texts),
                Err(error) => error,
            }
        }
        Err(error) => error,
    };
    let why = said(&why);
    match small {
        Some(small) if is_writable(&small) => {
            let texts = read_small(&small);
            (Place::Small(why), Store::Small(small), texts)
        }
        _ => (
            Place::Nowhere(why),
            Store::Memory(RefCell::default()),
            Vec::new(),
        ),
    }
}

/// What the browser says, as a sentence.
fn said(why: &Trouble) -> String {
    let text = match why {
        Trouble::Refused(error) => words(error),
        Trouble::Conflict(_) => String::new(),
    };
    let text = text.trim_end_matches('.');
    format!("{text}.")
}

async fn open_database() -> Result<Database, Trouble> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        use idb::DatabaseEvent;
        if let Ok(database) = event.database() {
            // Where it fails the request does, too.
            let _ = database.create_object_store(SCENARIOS, ObjectStoreParams::new());
        }
    });
    Ok(request.await?)
}

/// A text as it is in the database. Something else has no business there: it is shown as JSON, so
/// that it can be looked at.
fn text_of(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| {
        js_sys::JSON::stringify(value).map_or_else(|_| String::new(), String::from)
    })
}

async fn read_database(database: &Database) -> Result<Texts, Trouble> {
    let transaction = database.transaction(&[SCENARIOS], TransactionMode::ReadOnly)?;
    let store = transaction.object_store(SCENARIOS)?;
    let keys = store.get_all_keys(None, None)?.await?;
    let values = store.get_all(None, None)?.await?;
    let keys = keys.iter().map(text_of);
    Ok(keys.zip(values.iter().map(text_of)).collect())
}

/// Makes changes in one transaction, which other tabs wait for.
async fn change_database(database: &Database, changes: &[Change]) -> Result<(), Trouble> {
    let transaction = database.transaction(&[SCENARIOS], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(SCENARIOS)?;
    let mut found = Vec::new();
    for Change { key, .. } in changes {
        let value = store.get(Query::Key(key.into()))?.await?;
        found.push((key.clone(), value.as_ref().map(text_of)));
    }
    if is_overtaken(changes, &found) {
        return Err(Trouble::Conflict(found));
    }
    for Change { key, after, .. } in changes {
        match after {
            Some(text) => {
                store.put(&text.into(), Some(&key.into()))?.await?;
            }
            None => store.delete(Query::Key(key.into()))?.await?,
        }
    }
    let raw: IdbTransaction = transaction.into();
    match idb::Transaction::from(raw.clone()).await? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err(Trouble::Refused(
            raw.error().map_or(JsValue::NULL, |error| {
                String::from(error.to_string()).into()
            }),
        )),
    }
}

fn is_overtaken(changes: &[Change], found: &[(String, Option<String>)]) -> bool {
    let mut pairs = changes.iter().zip(found);
    pairs.any(|(change, (_, found))| change.before != *found)
}

/// Moves what is in the smaller storage into the database, as far as it is not there.
async fn move_over(database: &Database, small: &web_sys::Storage) -> Result<(), Trouble> {
    for (key, text) in read_small(small) {
        let change = Change {
            key: key.clone(),
            before: None,
            after: Some(text.clone()),
        };
        let is_there = match change_database(database, &[change]).await {
            Ok(()) => true,
            Err(Trouble::Conflict(found)) => found == [(key.clone(), Some(text))],
            Err(error) => return Err(error),
        };
        if is_there {
            small.remove_item(&format!("{PREFIX}{key}"))?;
        }
    }
    Ok(())
}

fn is_writable(small: &web_sys::Storage) -> bool {
    let key = "headroom.test";
    small.set_item(key, "1").is_ok() && small.remove_item(key).is_ok()
}

fn read_small(small: &web_sys::Storage) -> Texts {
    let count = small.length().unwrap_or(0);
    let keys: Vec<String> = (0..count)
        .filter_map(|at| small.key(at).ok().flatten())
        .collect();
    keys.iter()
        .filter_map(|key| {
            let text = small.get_item(key).ok().flatten()?;
            Some((key.strip_prefix(PREFIX)?.to_owned(), text))
        })
        .collect()
}

/// Makes changes in the smaller storage, and takes them back if one cannot be made.
fn change_small(small: &web_sys::Storage, changes: &[Change]) -> Result<(), Trouble> {
    let place = |key: &str| format!("{PREFIX}{key}");
    let mut found = Vec::new();
    for Change { key, .. } in changes {
        found.push((key.clone(), small.get_item(&place(key))?));
    }
    if is_overtaken(changes, &found) {
        return Err(Trouble::Conflict(found));
    }
    let set = |key: &str, text: Option<&String>| match text {
        Some(text) => small.set_item(&place(key), text),
        None => small.remove_item(&place(key)),
    };
    for (at, Change { key, after, .. }) in changes.iter().enumerate() {
        if let Err(error) = set(key, after.as_ref()) {
            for Change { key, before, .. } in &changes[..at] {
                // There was room for it a moment ago.
                let _ = set(key, before.as_ref());
            }
            return Err(Trouble::Refused(error));
        }
    }
    Ok(())
}

fn change_memory(texts: &mut BTreeMap<String, String>, changes: &[Change]) {
    for Change { key, after, .. } in changes {
        match after {
            Some(text) => texts.insert(key.clone(), text.clone()),
            None => texts.remove(key),
        };
    }
}

fn store(shell: &Shell) -> Option<Rc<Store>> {
    shell.storage.store.borrow().clone()
}

async fn read(shell: &Shell) -> Kept {
    let texts = match store(shell).as_deref() {
        Some(Store::Database(database)) => read_database(database).await,
        Some(Store::Small(small)) => Ok(read_small(small)),
        Some(Store::Memory(texts)) => Ok(texts.borrow().clone().into_iter().collect()),
        None => Ok(Vec::new()),
    };
    texts.map_or_else(kept, Kept::Read)
}

async fn change(shell: &Shell, changes: &[Change]) -> Kept {
    let made = match store(shell).as_deref() {
        Some(Store::Database(database)) => change_database(database, changes).await,
        Some(Store::Small(small)) => change_small(small, changes),
        Some(Store::Memory(texts)) => {
            change_memory(&mut texts.borrow_mut(), changes);
            Ok(())
        }
        None => Err(Trouble::Refused("The library is not open.".into())),
    };
    if made.is_ok()
        && let Some(channel) = &*shell.storage.channel.borrow()
    {
        // Tabs that do not hear of it find out when they want to change the same.
        let _ = channel.post_message(&JsValue::NULL);
    }
    made.map_or_else(kept, |()| Kept::Changed)
}

/// What the store answers when something was in the way.
fn kept(trouble: Trouble) -> Kept {
    match trouble {
        Trouble::Conflict(found) => Kept::Conflict(found),
        Trouble::Refused(ref error) => Kept::Refused {
            is_full: is_full(error),
            why: said(&trouble),
        },
    }
}

/// Whether the browser says that there is no room left.
fn is_full(error: &JsValue) -> bool {
    let name = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::name);
    let text = name.map(String::from).or_else(|| error.as_string());
    // Firefox has a name of its own for its smaller storage.
    text.is_some_and(|text| text.contains("QuotaExceeded") || text.contains("QUOTA_REACHED"))
}
