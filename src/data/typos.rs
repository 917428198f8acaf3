//! How many typing errors lie between a query and a name: the restricted Damerau–Levenshtein distance, in which
//! a letter too many, too few or wrong, or two neighbours exchanged, is one edit.
//!
//! A name is read letter by letter and one row of the table is kept for each, so that names in order need
//! only be read from where they differ from the one before. Of a row only the cells near the diagonal
//! count: a name that has strayed further is given up.

/// Letters of a query from which on one edit, and two, are forgiven.
const ONE_EDIT_FROM: usize = 4;
const TWO_EDITS_FROM: usize = 8;
/// Letters of a query beyond which nothing is forgiven: no name is so long.
const LONGEST: usize = 48;

/// The rank of the nearest name that the query is no part of.
pub(super) const FIRST_RANK: u8 = 3;

/// Edits that are forgiven in a folded query.
pub(super) fn allowed(query: &str) -> u8 {
    match query.chars().filter(|letter| *letter != ' ').count() {
        ..ONE_EDIT_FROM => 0,
        ONE_EDIT_FROM..TWO_EDITS_FROM => 1,
        TWO_EDITS_FROM.. => 2,
    }
}

/// How far a name is from a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Nearness {
    /// Edits from the query to the whole name, or to its beginning where that is nearer.
    pub edits: u8,
    /// Whether the nearest is only the beginning of the name.
    pub is_beginning: bool,
}

impl Nearness {
    /// As in [`super::search`]: after all names that the query is a part of; first those with fewer edits, then
    /// whole names.
    pub fn rank(self) -> u8 {
        FIRST_RANK + 2 * self.edits.saturating_sub(1) + u8::from(self.is_beginning)
    }
}

/// Most edits that are forgiven.
const MOST_EDITS: usize = 2;
/// Cells of a row on and beside the diagonal.
const BAND: usize = 2 * MOST_EDITS + 1;

/// The distances between the beginnings of a query and what has been read of a name.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// For the beginning of the query that is as long as what has been read, in the middle, and for those up to
    /// [`MOST_EDITS`] letters shorter and longer.
    cells: [u8; BAND],
    /// The letter that was read.
    letter: char,
    /// The least distance of the whole query from a beginning of the name so far.
    beginning: u8,
}

/// The distance of a query of so many letters from the `read` letters of a row.
fn whole(cells: &[u8; BAND], read: usize, query: usize) -> u8 {
    let cell = (query + MOST_EDITS).checked_sub(read);
    cell.and_then(|cell| cells.get(cell))
        .map_or(u8::MAX, |cell| *cell)
}

/// A query and the rows for the letters of the name that is being read.
#[derive(Debug)]
pub(super) struct Typos {
    query: Vec<char>,
    allowed: u8,
    rows: Vec<Row>,
    /// Whether no name that begins with what has been read can come near any more.
    is_hopeless: bool,
}

impl Typos {
    /// `None` where no edit is forgiven: the query is too short, or longer than any name.
    pub fn of(query: &str) -> Option<Self> {
        Self::within(query, allowed(query))
    }

    fn within(query: &str, allowed: u8) -> Option<Self> {
        let query: Vec<char> = query.chars().collect();
        if allowed == 0 || query.len() > LONGEST {
            return None;
        }
        let mut cells = [u8::MAX; BAND];
        for (cell, distance) in cells[MOST_EDITS..].iter_mut().zip(0..=allowed) {
            *cell = distance;
        }
        let start = Row {
            cells,
            letter: '\0',
            beginning: whole(&cells, 0, query.len()),
        };
        Some(Self {
            query,
            allowed,
            rows: vec![start],
            is_hopeless: false,
        })
    }

    /// Letters of the name that have been read.
    fn read(&self) -> usize {
        self.rows.len() - 1
    }

    /// How near a name is, if it is near enough. `shared`: how many letters at its beginning are those of the name
    /// that was measured before.
    pub fn measure(&mut self, name: &str, shared: usize) -> Option<Nearness> {
        if !self.is_hopeless || shared < self.read() {
            self.rows.truncate(shared + 1);
            self.is_hopeless = false;
            let at = self.read();
            for letter in name.chars().skip(at) {
                self.push(letter);
                if self.is_hopeless {
                    break;
                }
            }
        }
        let last = self.rows.last()?;
        let whole = whole(&last.cells, self.read(), self.query.len());
        let nearness = Nearness {
            edits: last.beginning,
            is_beginning: self.is_hopeless || last.beginning < whole,
        };
        (nearness.edits <= self.allowed).then_some(nearness)
    }

    /// How near the name or its beginning is, or its end from one of its words on; that counts as only a part.
    pub fn nearest_in(&mut self, name: &str) -> Option<Nearness> {
        let whole = self.measure(name, 0);
        let words = name.match_indices(' ').filter_map(|(at, space)| {
            let end = self.measure(&name[at + space.len()..], 0)?;
            (!end.is_beginning).then_some(Nearness {
                is_beginning: true,
                ..end
            })
        });
        words.chain(whole).min()
    }

    /// Reads the next letter.
    fn push(&mut self, letter: char) {
        let depth = self.rows.len();
        let above = &self.rows[depth - 1];
        let mut cells = [u8::MAX; BAND];
        let mut least = u8::MAX;
        let width = usize::from(self.allowed);
        for cell in MOST_EDITS - width..=MOST_EDITS + width {
            // Letters of the query that this cell is about.
            let Some(at) = (depth + cell).checked_sub(MOST_EDITS) else {
                continue;
            };
            if at > self.query.len() {
                break;
            }
            let longer = above.cells.get(cell + 1).copied();
            let mut distance = longer.unwrap_or(u8::MAX).saturating_add(1);
            if let Some(before) = at.checked_sub(1) {
                let is_wrong = self.query[before] != letter;
                let replaced = above.cells[cell].saturating_add(u8::from(is_wrong));
                let shorter = cell.checked_sub(1).map_or(u8::MAX, |cell| cells[cell]);
                distance = distance.min(replaced).min(shorter.saturating_add(1));
                if let Some(two_before) = at.checked_sub(2)
                    && depth > 1
                    && self.query[two_before] == letter
                    && self.query[before] == above.letter
                {
                    let exchanged = self.rows[depth - 2].cells[cell];
                    distance = distance.min(exchanged.saturating_add(1));
                }
            }
            cells[cell] = distance;
            least = least.min(distance);
        }
        let row = Row {
            cells,
            letter,
            beginning: above.beginning.min(whole(&cells, depth, self.query.len())),
        };
        self.rows.push(row);
        self.is_hopeless = least > self.allowed;
    }
}

/// Folded names in the order of a column, and how much of each is the same as of the one before.
#[derive(Debug, Clone, Default)]
pub(super) struct FoldedNames {
    text: String,
    /// Where each name ends in the text.
    ends: Vec<u32>,
    /// Letters that each name shares with the one before, at most 255.
    shared: Vec<u8>,
}

impl FoldedNames {
    pub fn push(&mut self, name: &str) {
        let before = self.ends.len().checked_sub(1).map_or("", |at| self.get(at));
        let same = before.chars().zip(name.chars());
        let shared = same.take_while(|(a, b)| a == b).count();
        self.shared.push(u8::try_from(shared).unwrap_or(u8::MAX));
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A name by its number; empty for one that is not there.
    pub fn get(&self, number: usize) -> &str {
        let end = |number: usize| self.ends.get(number).map(|end| *end as usize);
        let start = number.checked_sub(1).map_or(Some(0), end);
        let range = start.zip(end(number)).map(|(start, end)| start..end);
        range
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    /// Every name that is near a query.
    pub fn near(&self, typos: &mut Typos, mut visit: impl FnMut(usize, Nearness)) {
        for (number, shared) in self.shared.iter().enumerate() {
            let shared = if number == 0 { 0 } else { usize::from(*shared) };
            // Most names: they begin like one that was given up, and need not even be looked at.
            let is_given_up = typos.is_hopeless && shared >= typos.read();
            let name = if is_given_up { "" } else { self.get(number) };
            if let Some(nearness) = typos.measure(name, shared) {
                visit(number, nearness);
            }
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The whole table, as the definition has it.
    fn distance(a: &str, b: &str) -> u8 {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut table = vec![vec![0usize; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let mut least = (table[i - 1][j] + 1)
                            .min(table[i][j - 1] + 1)
                            .min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                            least = least.min(table[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        u8::try_from(table[a.len()][b.len()]).unwrap()
    }

    fn nearness(query: &str, name: &str) -> Nearness {
        let beginnings = name.char_indices().map(|(at, _)| &name[..at]);
        let beginning = beginnings.map(|part| distance(query, part)).min();
        let whole = distance(query, name);
        Nearness {
            edits: whole.min(beginning.unwrap_or(u8::MAX)),
            is_beginning: beginning.is_some_and(|beginning| beginning < whole),
        }
    }

    #[test]
    fn errors_are_counted_as_a_typist_makes_them() {
        for (query, name, edits) in [
            ("munchne", "munchen", 1),
            ("glsgow", "glasgow", 1),
            ("chiccago", "chicago", 1),
            ("birmingam", "birmingham", 1),
            ("edimbrugh", "edinburgh", 2),
            ("edimbrogh", "edinburgh", 3),
            ("phildelphai", "philadelphia", 2),
        ] {
            assert_eq!(distance(query, name), edits, "{query} {name}");
            let found = Typos::of(query).and_then(|mut typos| typos.measure(name, 0));
            assert_eq!(
                found.map(|found| found.edits),
                (edits <= allowed(query)).then_some(edits),
                "{query} {name}"
            );
        }
    }

    #[test]
    fn short_queries_are_taken_as_they_are() {
        assert!(Typos::of("rom").is_none());
        assert!(Typos::of("a b c").is_none());
        assert_eq!(allowed("rome"), 1);
        assert_eq!(allowed("dortmun"), 1);
        assert_eq!(allowed("new york"), 1);
        assert_eq!(allowed("dortmund"), 2);
        assert!(Typos::of(&"a".repeat(LONGEST + 1)).is_none());
    }

    proptest! {
        /// Rows near the diagonal, taken over from the name before, give what the whole table gives.
        #[test]
        fn the_rows_agree_with_the_whole_table(
            query in "[abcé]{1,7}",
            allowed in 1u8..=2,
            mut names in prop::collection::vec("[abcé]{0,9}", 1..40),
            is_sorted in any::<bool>(),
        ) {
            if is_sorted { names.sort() }
            let mut folded = FoldedNames::default();
            names.iter().for_each(|name| folded.push(name));
            let mut typos = Typos::within(&query, allowed).unwrap();
            let mut found = Vec::new();
            folded.near(&mut typos, |number, nearness| found.push((number, nearness)));
            let expected: Vec<_> = names
                .iter()
                .map(|name| nearness(&query, name))
                .enumerate()
                .filter(|(_, nearness)| nearness.edits <= allowed)
                .collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn names_are_kept_as_they_were(names in prop::collection::vec("\\PC{0,6}", 0..9)) {
            let mut folded = FoldedNames::default();
            names.iter().for_each(|name| folded.push(name));
            prop_assert_eq!(folded.len(), names.len());
            for (number, name) in names.iter().enumerate() {
                prop_assert_eq!(folded.get(number), name);
            }
            prop_assert_eq!(folded.get(names.len()), "");
        }
    }
}
