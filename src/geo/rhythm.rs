//! How the changes of a view follow each other: when a series of them is likely to be over.

/// The rhythm of a series of changes, such as the turns of a wheel; times are in milliseconds.
///
/// A new picture is wasted if the next change comes before it has been seen. A single change, and
/// the first of a series, are answered soon; a series that has gone on is expected to go on in its
/// rhythm, and is over once a change is overdue.
///
/// ```
/// use sanctuary_atlas::geo::Rhythm;
/// let mut rhythm = Rhythm::default();
/// rhythm.beat(1000.0);
/// assert!(!rhythm.is_over(1010.0) && rhythm.is_over(1030.0));
/// (1..10).for_each(|turn| rhythm.beat(1000.0 + 80.0 * f64::from(turn)));
/// assert!(!rhythm.is_over(1720.0 + 90.0) && rhythm.is_over(1720.0 + 110.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rhythm {
    last: f64,
    /// Between the last changes, the longer ones counting more.
    interval: f64,
    /// How many changes have followed each other closely.
    length: u32,
}

/// How long to wait after a single change.
const SHORTEST: f64 = 24.0;
/// How long to wait at most, so that the picture is there within 100 ms of the end of a movement.
const LONGEST: f64 = 150.0;
/// Changes after which a series is expected to go on.
const SERIES: u32 = 5;
/// How much later than expected a change may come.
const LATE: f64 = 1.2;

impl Default for Rhythm {
    fn default() -> Self {
        Self {
            last: f64::NEG_INFINITY,
            interval: f64::INFINITY,
            length: 0,
        }
    }
}

impl Rhythm {
    /// A change at a time.
    pub fn beat(&mut self, now: f64) {
        let gap = now - self.last;
        let goes_on = gap * LATE <= LONGEST;
        self.interval = if goes_on && self.length > 0 {
            gap.max((gap + self.interval) / 2.0)
        } else {
            gap
        };
        self.length = if goes_on { self.length + 1 } else { 0 };
        self.last = now;
    }

    /// When the last change was.
    pub fn last(&self) -> f64 {
        self.last
    }

    /// Whether no change is expected any more.
    pub fn is_over(&self, now: f64) -> bool {
        let is_series = self.length >= SERIES;
        let wait = if is_series {
            self.interval * LATE
        } else {
            SHORTEST
        };
        now - self.last >= wait.clamp(SHORTEST, LONGEST)
    }
}
