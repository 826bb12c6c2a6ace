//! How long ago something was, in words.

/// "just now", "3 minutes ago", "5 days ago". What lies ahead, by a clock that was set back, is now.
pub(super) fn ago(then: f64, now: f64) -> String {
    const UNITS: [(f64, &str, f64); 5] = [
        (60_000.0, "minute", 60.0),
        (3_600_000.0, "hour", 24.0),
        (86_400_000.0, "day", 14.0),
        (604_800_000.0, "week", 9.0),
        (2_629_800_000.0, "month", f64::INFINITY),
    ];
    let past = now - then;
    for (length, unit, most) in UNITS {
        let count = (past / length).floor();
        if count < 1.0 {
            break;
        }
        if count < most {
            let ending = if count < 2.0 { "" } else { "s" };
            return format!("{count:.0} {unit}{ending} ago");
        }
    }
    "just now".to_owned()
}

#[cfg(test)]
mod tests {
    use super::ago;

    #[test]
    fn what_is_past_is_told_in_the_largest_unit_that_says_enough() {
        for (seconds, words) in [
            (-5.0, "just now"),
            (59.0, "just now"),
            (60.0, "1 minute ago"),
            (3_599.0, "59 minutes ago"),
            (3_600.0, "1 hour ago"),
            (86_399.0, "23 hours ago"),
            (86_400.0 * 13.0, "13 days ago"),
            (86_400.0 * 14.0, "2 weeks ago"),
            (86_400.0 * 62.0, "8 weeks ago"),
            (86_400.0 * 70.0, "2 months ago"),
            (86_400.0 * 800.0, "26 months ago"),
        ] {
            assert_eq!(ago(1e12, 1e12 + seconds * 1000.0), words);
        }
    }
}
