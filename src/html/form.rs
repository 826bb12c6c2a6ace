//! What a form sends: names and values, urlencoded.

use percent_encoding::percent_decode_str;

/// The pairs of a form, in the order of its controls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

impl Form {
    /// Reads urlencoded pairs, as a browser sends them.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decode(name), decode(value))
                })
                .collect(),
        )
    }

    /// Whether it has no pair at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes over what another form has sent; what only this one knows stays.
    pub fn take(&mut self, sent: &Self) {
        self.0
            .retain(|(name, _)| !sent.0.iter().any(|(known, _)| known == name));
        self.0.extend(sent.0.iter().cloned());
    }

    /// Gives a control another value than it sent.
    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.add(name, value);
    }

    /// Gives a control one more value.
    pub fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Forgets what a control sent.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    /// The value of a control: the last, if there are several of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut pairs = self.0.iter().rev();
        pairs
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a control, or what it has before anybody touched it.
    #[must_use]
    pub fn get_or<'text>(&'text self, name: &str, before: &'text str) -> &'text str {
        self.get(name).unwrap_or(before)
    }

    /// Whether a control or button of this name sent this value.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0
            .iter()
            .any(|(known, sent)| known == name && sent == value)
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn pairs_are_decoded_and_the_button_comes_last() {
        let form = Form::parse("a=1+2%26&lever=x&lever=y&%C3%BC=%3Cscript%3E&empty=&bare");
        assert_eq!(form.get("a"), Some("1 2&"));
        assert!(form.has("lever", "x") && form.has("lever", "y"));
        assert_eq!(form.get("ü"), Some("<script>"));
        assert_eq!(form.get("empty"), Some(""));
        assert_eq!(form.get("bare"), Some(""));
        assert_eq!(form.get("none"), None);
        assert!(Form::parse("").is_empty());
    }
}
