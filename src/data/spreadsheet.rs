//! What spreadsheets need of tables.

/// Byte order mark: without it spreadsheets take UTF-8 for another encoding.
pub const BOM: &str = "\u{feff}";

/// A text that a spreadsheet does not take for a formula.
pub fn no_formula(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
