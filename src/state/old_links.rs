//! Forms that links had once, turned into today's. A link that has been given out never breaks: its form gets a
//! function here and a line in `tests/golden-links.txt`.

/// Parameters of a query, decoded.
type Pairs = Vec<(String, String)>;

/// Each turns one old form into today's, and leaves all else as it is; the oldest comes first.
const MIGRATIONS: [fn(Pairs) -> Pairs; 2] = [list_beside_lens, provision_beside_lens];

/// A query in today's form.
pub fn migrated(pairs: Pairs) -> Pairs {
    MIGRATIONS
        .into_iter()
        .fold(pairs, |pairs, migrate| migrate(pairs))
}

/// `lens=list&list=<id>` became `lens=list:<id>`.
fn list_beside_lens(pairs: Pairs) -> Pairs {
    choice_into_lens(pairs, "list")
}

/// `lens=provision&provision=<code>` became `lens=provision:<code>`.
fn provision_beside_lens(pairs: Pairs) -> Pairs {
    choice_into_lens(pairs, "provision")
}

fn choice_into_lens(mut pairs: Pairs, kind: &str) -> Pairs {
    let choice = pairs.iter().position(|(name, _)| name == kind);
    let lens = pairs
        .iter()
        .position(|(name, value)| name == "lens" && value == kind);
    if let (Some(choice), Some(lens)) = (choice, lens) {
        pairs[lens].1 = format!("{kind}:{}", pairs[choice].1);
        pairs.remove(choice);
    }
    pairs
}
