//! What a room wants done that is not HTML, and what the browser answers.

use crate::library::Keep;

/// Something for the browser to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Take this scenario into the sliders, as one step that can be undone.
    Apply {
        /// The scenario as a link's fragment, with what it is compared with if that is to change.
        link: String,
        /// What has been done, in a sentence; empty if nothing is to be said.
        said: String,
    },
    /// Tell the founder something on the page, until it is dismissed.
    Say {
        /// What happened, in a sentence.
        title: String,
        /// One line for each part concerned.
        details: Vec<String>,
    },
    /// Hand a file to the founder.
    Download {
        /// Its name, with its ending.
        name: String,
        /// Its media type.
        media: &'static str,
        /// What is in it.
        content: Vec<u8>,
    },
    /// Put a text into the clipboard. [`Answer::Done`] follows, or [`Answer::Failed`].
    CopyText(String),
    /// Make pixels of a drawing. [`Answer::Done`] follows, or [`Answer::Failed`].
    Picture(Picture),
    /// The system's own dialog for sharing. [`Answer::Failed`] follows where there is none.
    Share {
        /// What is shared.
        title: String,
        /// Its address.
        url: String,
    },
    /// Make a workbook of the scenario of a link, and hand it to the founder.
    /// [`Answer::Done`] follows, or [`Answer::Failed`].
    Workbook {
        /// The scenario as a link's fragment.
        link: String,
        /// The file's name, with its ending.
        name: String,
    },
    /// Let the page's controls that send this form (`data-form`) be used, or not.
    Able {
        /// The form.
        what: &'static str,
        /// Whether it would do anything.
        is_able: bool,
    },
    /// Ask the store of scenarios for something: [`super::Room::hear_kept`].
    Keep(Keep),
    /// Write numbers and months from now on as this locale does, by its tag; empty for the browser's
    /// own. The page starts anew.
    Numbers(String),
    /// Open another room.
    Open(&'static str),
    /// Close the open room.
    Close,
    /// Fill the screen with the open room, or go back from that.
    FullScreen(bool),
    /// Print the open room.
    Print,
}

/// A drawing that is to become pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The drawing, with a width and a height of its own.
    pub svg: String,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Where the picture goes.
    pub to: PictureTo,
}

/// Where a picture goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureTo {
    /// Into a file of this name.
    File(String),
    /// Into the clipboard.
    Clipboard,
}

/// What the browser says of an effect, to the room that wanted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has been done.
    Done,
    /// It could not be done: why, in the browser's words.
    Failed(String),
}
