//! What a founder makes of the presentation: which pages are shown, in which order, and what stands
//! on them in the founder's own words. What else is on a page comes from the scenario.

/// A page of the presentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slide {
    /// What becomes of cash and users.
    Verdict,
    /// Revenue and users.
    Growth,
    /// From today's ARR to that at the horizon.
    Bridge,
    /// What is spent, and the money that is asked for.
    Burn,
    /// Load, capacity, and how late the work may be.
    Capacity,
    /// What can go wrong.
    Risk,
    /// What all of it rests on.
    Assumptions,
}

/// How many pages there are.
pub const SLIDE_COUNT: usize = 7;

/// The longest headline, in characters.
pub const MAXIMUM_HEADLINE: usize = 200;

/// The longest speaker's note, in characters.
pub const MAXIMUM_NOTE: usize = 1000;

impl Slide {
    /// All pages, in the order that they have unless the founder moves them.
    pub const ALL: [Self; SLIDE_COUNT] = [
        Self::Verdict,
        Self::Growth,
        Self::Bridge,
        Self::Burn,
        Self::Capacity,
        Self::Risk,
        Self::Assumptions,
    ];

    /// The name in files and links. It never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Growth => "growth",
            Self::Bridge => "bridge",
            Self::Burn => "burn",
            Self::Capacity => "capacity",
            Self::Risk => "risk",
            Self::Assumptions => "assumptions",
        }
    }

    /// The page with this key, if there is one.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slide| slide.key() == key)
    }
}

/// A text of a page in the founder's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// In the place of the sentence that the scenario makes.
    Headline,
    /// What the speaker wants to remember: shown while editing, and on demand.
    Note,
}

impl Wording {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Headline, Self::Note];

    /// The name in files and links. It never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Note => "note",
        }
    }

    /// How long it may be, in characters.
    #[must_use]
    pub const fn limit(self) -> usize {
        match self {
            Self::Headline => MAXIMUM_HEADLINE,
            Self::Note => MAXIMUM_NOTE,
        }
    }
}

/// A text is longer than its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{length} characters, at most {limit} are possible")]
pub struct TooLong {
    /// How long it is, in characters.
    pub length: usize,
    /// How long it may be.
    pub limit: usize,
}

/// What the founder made of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    slide: Slide,
    words: [String; Wording::ALL.len()],
    /// Whether it is left out.
    pub hidden: bool,
    /// What tells the figures apart that the plan had when the headline was written; none if nobody
    /// said.
    pub written_for: Option<u32>,
}

impl Page {
    const fn untouched(slide: Slide) -> Self {
        Self {
            slide,
            words: [String::new(), String::new()],
            hidden: false,
            written_for: None,
        }
    }

    /// Which page it is.
    #[must_use]
    pub const fn slide(&self) -> Slide {
        self.slide
    }

    /// A text of the founder's own; empty for none.
    #[must_use]
    pub fn words(&self, wording: Wording) -> &str {
        &self.words[wording as usize]
    }

    /// Sets a text; an empty one for none.
    ///
    /// # Errors
    /// [`TooLong`], and the text stays as it was.
    pub fn set_words(&mut self, wording: Wording, text: String) -> Result<(), TooLong> {
        let (length, limit) = (text.chars().count(), wording.limit());
        if length > limit {
            return Err(TooLong { length, limit });
        }
        self.words[wording as usize] = text;
        Ok(())
    }
}

/// All pages, those left out among them, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presentation(Vec<Page>);

impl Default for Presentation {
    fn default() -> Self {
        Self(Slide::ALL.into_iter().map(Page::untouched).collect())
    }
}

impl Presentation {
    /// The pages in their order: each slide once.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.0
    }

    /// The place of a page, from 0.
    ///
    /// # Panics
    /// Never: every slide has its page.
    #[must_use]
    pub fn place(&self, slide: Slide) -> usize {
        self.0
            .iter()
            .position(|page| page.slide == slide)
            .unwrap_or_else(|| unreachable!("every slide has its page"))
    }

    /// A page.
    #[must_use]
    pub fn page(&self, slide: Slide) -> &Page {
        &self.0[self.place(slide)]
    }

    /// A page, to be changed.
    pub fn page_mut(&mut self, slide: Slide) -> &mut Page {
        let place = self.place(slide);
        &mut self.0[place]
    }

    /// Moves a page to a place, from 0, or as far as there are places; the others close up.
    pub fn move_to(&mut self, slide: Slide, place: usize) {
        let page = self.0.remove(self.place(slide));
        self.0.insert(place.min(self.0.len()), page);
    }

    /// Whether the pages are shown as they come, all of them.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        self.0
            .iter()
            .zip(Slide::ALL)
            .all(|(page, slide)| page.slide == slide && !page.hidden)
    }
}
