//! Writes elements, two spaces a level. Every text is escaped here and nowhere else.

/// An XML file under way.
pub(super) struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    pub(super) fn new() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), depth: 0 }
    }

    pub(super) fn open(&mut self, name: &str) {
        self.indent();
        self.add(&["<", name, ">\n"]);
        self.depth += 1;
    }

    pub(super) fn open_with(&mut self, name: &str, attribute: &str, value: &str) {
        self.indent();
        self.add(&["<", name, " ", attribute, "=\"", value, "\">\n"]);
        self.depth += 1;
    }

    pub(super) fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.add(&["</", name, ">\n"]);
    }

    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.indent();
        self.add(&["<", name, ">"]);
        self.escape(text);
        self.add(&["</", name, ">\n"]);
    }

    pub(super) fn leaf_with(&mut self, name: &str, attribute: &str, value: &str, text: &str) {
        self.indent();
        self.add(&["<", name, " ", attribute, "=\"", value, "\">"]);
        self.escape(text);
        self.add(&["</", name, ">\n"]);
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }

    fn add(&mut self, parts: &[&str]) {
        for part in parts {
            self.text.push_str(part);
        }
    }

    fn escape(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                other => self.text.push(other),
            }
        }
    }
}
