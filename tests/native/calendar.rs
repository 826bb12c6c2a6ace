//! Months of the calendar.

use headroom::model::calendar::{YearMonth, month_of_week, week_of_moment, weeks_to_end_of_month};
use headroom::model::preset::Preset;
use headroom::model::scenario::Scenario;
use headroom::share::{from_json, from_link, to_json, to_link};

#[test]
fn a_month_is_read_as_it_is_written_and_nothing_else_is() {
    for text in ["1970-01", "2027-03", "2199-12"] {
        let month = YearMonth::parse(text).expect(text);
        assert_eq!(month.to_string(), text);
    }
    for text in [
        "",
        "2027",
        "2027-13",
        "2027-00",
        "2027-3",
        "27-03",
        "1969-12",
        "2200-01",
        "2027-03-01",
        "2027/03",
        "+027-03",
        "２０２７-03",
        " 2027-03",
        "2027-+3",
    ] {
        assert_eq!(YearMonth::parse(text), None, "{text}");
    }
}

#[test]
fn months_follow_each_other_over_the_years() {
    let december = YearMonth::new(2027, 12).expect("a month");
    assert_eq!(december.plus(1), YearMonth::new(2028, 1).expect("a month"));
    assert_eq!(december.plus(13).since(december), 13);
    assert_eq!(december.since(december.plus(2)), -2);
    assert_eq!((december.year(), december.month_index()), (2027, 11));
}

#[test]
fn weeks_belong_to_the_month_in_which_they_end() {
    // Months are 52/12 weeks long: 3 months are 13 weeks to the day.
    for (week, month) in [
        (1, 0),
        (4, 0),
        (5, 1),
        (8, 1),
        (9, 2),
        (13, 2),
        (14, 3),
        (26, 5),
        (52, 11),
    ] {
        assert_eq!(month_of_week(week), month, "week {week}");
    }
    for month in 1..=120_u32 {
        let last = u32::try_from(weeks_to_end_of_month(month)).expect("few");
        assert!(month_of_week(last) + 1 >= month, "month {month}");
        let told = week_of_moment(f64::from(month));
        assert!(
            (told - f64::from(month) * 52.0 / 12.0).abs() <= 0.5,
            "month {month}"
        );
    }
    assert_eq!(
        [1.0, 2.0, 3.0, 12.0].map(week_of_moment),
        [4.0, 9.0, 13.0, 52.0]
    );
}

#[test]
fn the_first_month_goes_with_the_scenario() {
    let mut scenario = Scenario::preset(Preset::Realistic);
    scenario.first_month = YearMonth::parse("2027-03");
    assert_eq!(to_link(&scenario), "v=1&calendar.start=2027-03");
    assert_eq!(from_link(&to_link(&scenario)), (scenario.clone(), vec![]));
    assert_eq!(from_json(&to_json(&scenario)), Ok(scenario));
    let (kept, problems) = from_link("v=1&calendar.start=March&team.scaling=0.5");
    assert_eq!(kept.first_month, None);
    assert!(
        problems[0].to_string().contains("such as 2027-03"),
        "{}",
        problems[0]
    );
}
