//! How wide words are in the bundled font, and how they fall into lines.

use anyhow::Context;
use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};

/// The only font that pictures are written with, so that every machine writes the same.
pub const FONT: &[u8] = include_bytes!("../../fonts/SourceSerif4-SemiBold.ttf");
pub const FAMILY: &str = "Source Serif 4";

/// Measures words.
pub struct Lettering {
    letters: Charmap<'static>,
    /// In a size of one pixel.
    metrics: GlyphMetrics<'static>,
}

impl Lettering {
    pub fn new() -> anyhow::Result<Self> {
        let font = FontRef::new(FONT).context("the bundled font cannot be read")?;
        Ok(Self {
            letters: font.charmap(),
            metrics: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
        })
    }

    /// Width of a text in pixels, letter by letter.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let advance = |c| {
            let glyph = self.letters.map(c).unwrap_or(GlyphId::NOTDEF);
            self.metrics.advance_width(glyph).map_or(0.5, f64::from)
        };
        text.chars().map(advance).sum::<f64>() * size
    }

    /// The words in lines of at most a width, none broken.
    pub fn wrapped(&self, text: &str, size: f64, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match (longer, lines.last_mut()) {
                (Some(longer), Some(last)) if self.width(&longer, size) <= width => *last = longer,
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// At most so many lines; what does not fit ends with an ellipsis.
    pub fn lines(&self, text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
        let mut lines = self.wrapped(text, size, width);
        let is_cut = lines.len() > most;
        lines.truncate(most);
        // A word alone may be wider than the line.
        for line in lines
            .iter_mut()
            .filter(|line| self.width(line, size) > width)
        {
            self.shorten(line, size, width);
        }
        if is_cut && let Some(last) = lines.last_mut().filter(|line| !line.ends_with('…')) {
            self.shorten(last, size, width);
        }
        lines
    }

    /// Ends a line with an ellipsis that fits.
    fn shorten(&self, line: &mut String, size: f64, width: f64) {
        line.push('…');
        while self.width(line, size) > width && line.chars().count() > 1 {
            line.pop();
            line.pop();
            let kept = line.trim_end().len();
            line.truncate(kept);
            line.push('…');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_say_that_they_were_cut() {
        let lettering = Lettering::new().unwrap();
        let text = "Municipality, Cook County, Illinois, United States of America";
        for (width, most) in [(400.0, 2), (150.0, 2), (60.0, 3), (2000.0, 1)] {
            let lines = lettering.lines(text, 26.0, width, most);
            assert!(lines.len() <= most);
            for line in &lines {
                assert!(lettering.width(line, 26.0) <= width, "{line}");
            }
            let all = lettering.wrapped(text, 26.0, width);
            let fits = all.len() <= most && all.iter().all(|l| lettering.width(l, 26.0) <= width);
            assert_eq!(
                lines.iter().any(|line| line.ends_with('…')),
                !fits,
                "{lines:?}"
            );
        }
    }

    #[test]
    fn letters_of_all_three_languages_are_in_the_font() {
        let lettering = Lettering::new().unwrap();
        for c in "AZaz09 ÀÉÎŒœçñÑ¿¡üßøåłŁčšžőığ–…’“”".chars() {
            assert!(lettering.letters.map(c).is_some(), "{c} is missing");
        }
    }
}
