//! A change carried over from one plan to another, by their links.

/// The key of a part of a link.
#[inline(never)]
fn key(part: &str) -> Option<&str> {
    part.split('=').next()
}

/// What is another in one link than in the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The parts that are new, as they stand in the link.
    pub parts: String,
    /// The keys of all parts that are new or gone, joined likewise.
    pub keys: String,
}

impl Change {
    /// What was changed from one link to another, as [`super::View::to_link`] writes them.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Self {
        let [before, after] = [before, after].map(|link| link.split('&').collect::<Vec<_>>());
        let new: Vec<&str> = after
            .iter()
            .filter(|part| !before.contains(part))
            .copied()
            .collect();
        let gone = before.iter().filter(|part| !after.contains(part));
        let keys: Vec<&str> = new
            .iter()
            .chain(gone)
            .filter_map(|part| key(part))
            .collect();
        Self {
            parts: new.join("&"),
            keys: keys.join("&"),
        }
    }

    /// The link of a plan with the same changed in it: what was changed in the plan as well is as it
    /// is here.
    #[must_use]
    pub fn carried_to(&self, link: &str) -> String {
        let mut carried = self.parts.clone();
        for part in link.split('&') {
            if !self
                .keys
                .split('&')
                .any(|changed| Some(changed) == key(part))
            {
                carried.push('&');
                carried.push_str(part);
            }
        }
        carried
    }
}
