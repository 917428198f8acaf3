//! Decimal numbers as text, to two places.
//!
//! The standard library reads and writes every float exactly; that machinery costs some 30 KB of
//! wasm. Links and drawings need two places.

/// Largest magnitude that is read or written.
const LARGEST: f64 = 1e9;

/// Writes a number, rounded to two places, without trailing zeros. What is not finite is 0.
///
/// ```
/// use sanctuary_atlas::domain::decimal;
/// assert_eq!(decimal::write(-3.14159), "-3.14");
/// assert_eq!(decimal::write(6.5), "6.5");
/// assert_eq!(decimal::write(-0.001), "0");
/// ```
pub fn write(number: f64) -> String {
    write_to(number, 2)
}

/// Writes a number, rounded to some places (at most 6), as [`write`] does.
///
/// ```
/// use sanctuary_atlas::domain::decimal;
/// assert_eq!(decimal::write_to(1.000_26, 4), "1.0003");
/// assert_eq!(decimal::write_to(-12.04, 1), "-12");
/// ```
pub fn write_to(number: f64, places: u32) -> String {
    let unit = 10_i64.pow(places.min(6));
    let bounded = if number.is_finite() {
        number.clamp(-LARGEST, LARGEST)
    } else {
        0.0
    };
    let units = (bounded * unit as f64).round() as i64;
    let sign = if units < 0 { "-" } else { "" };
    let (whole, part) = (units.abs() / unit, units.abs() % unit);
    let mut text = format!(
        "{sign}{whole}.{part:0width$}",
        width = places.min(6) as usize
    );
    let length = text.trim_end_matches('0').trim_end_matches('.').len();
    text.truncate(length);
    text
}

/// Reads a number written with digits, at most one point and a leading minus; `None` for anything
/// else, and for more than nine digits before the point.
///
/// ```
/// use sanctuary_atlas::domain::decimal;
/// assert_eq!(decimal::read("-12.5"), Some(-12.5));
/// for bad in ["", "-", ".", "1e3", "NaN", "1,5", "1.2.3", "+1", "99999999999"] {
///     assert_eq!(decimal::read(bad), None, "{bad}");
/// }
/// ```
pub fn read(text: &str) -> Option<f64> {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or((1.0, text), |rest| (-1.0, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |digits: &str| -> Option<u32> {
        let plain = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| {
            digits
                .bytes()
                .fold(0, |number, b| number * 10 + u32::from(b - b'0'))
        })
    };
    let fraction = f64::from(number(part)?) / 10_f64.powi(part.len() as i32);
    Some(sign * (f64::from(number(whole)?) + fraction))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_can_be_read(number in -1e6..1e6f64) {
            let back = read(&write(number)).unwrap();
            prop_assert!((back - number).abs() <= 0.005 + 1e-9);
            prop_assert_eq!(write(back), write(number));
        }

        #[test]
        fn any_text_can_be_read_and_any_number_written(text in "\\PC{0,30}", number in prop::num::f64::ANY) {
            let _ = read(&text);
            prop_assert!(read(&write(number)).is_some() || number.abs() > 9e8);
        }
    }
}
