//! Months of the calendar.

use headroom::model::calendar::{
    YearMonth, month_of_week, week_of_moment, weeks_to_end_of_month, whole_weeks,
};
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
    // By whole numbers, which round nothing.
    for week in 1..=520_u32 {
        assert_eq!(
            month_of_week(week) + 1,
            (week * 12).div_ceil(52),
            "week {week}"
        );
    }
    for month in 0..=120_u32 {
        let weeks = u32::try_from(whole_weeks(f64::from(month))).expect("few");
        assert_eq!(weeks, month * 52 / 12, "month {month}");
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

mod writing {
    use headroom::chart::sheet::Sheet;
    use headroom::chart::{ChartSpec, Frame, Scene, Subject, describe};
    use headroom::format;
    use headroom::model::figures::figures;
    use headroom::session::timeline::Axis;
    use headroom::story::verdict;

    use super::{Preset, Scenario, YearMonth};

    fn start_in(month: &str) -> Scenario {
        let mut scenario = Scenario::preset(Preset::Realistic);
        scenario.first_month = YearMonth::parse(month);
        format::follow(&scenario);
        scenario
    }

    #[test]
    fn weeks_and_ticks_are_counted_until_the_first_month_is_known() {
        assert_eq!(format::dated(18), "18");
        assert_eq!(
            [0, 3].map(|month| format::month_tick(month, None)),
            ["now", "M3"]
        );
        start_in("2027-03");
        assert_eq!(format::dated(18), "18 (Jul 2027)");
        assert_eq!(format::dated(52), "52 (Feb 2028)");
        let ticks = [
            (0, None),
            (3, Some(0)),
            (9, Some(6)),
            (10, Some(9)),
            (12, Some(9)),
        ];
        assert_eq!(
            ticks.map(|(month, before)| format::month_tick(month, before)),
            ["Mar 2027", "Jun", "Dec", "Jan 2028", "Mar 2028"]
        );
    }

    #[test]
    fn the_axes_of_charts_and_timeline_name_the_months() {
        let scenario = start_in("2027-03");
        let run = scenario.run();
        let scene = Scene {
            subject: Subject {
                label: "this plan",
                inputs: &scenario.inputs,
                run: &run,
            },
            compared: &[],
            bands: &[],
            actuals: None,
        };
        let spec = ChartSpec::by_id("arr").expect("a chart");
        let frame = Frame::new(spec, &scene);
        for width in [340.0, 600.0, 1200.0] {
            let sheet = Sheet::new(&frame, width, 240.0);
            let texts: Vec<&str> = sheet.texts().map(|text| text.text.as_str()).collect();
            assert!(texts.contains(&"Mar 2027"), "{texts:?}");
            assert!(texts.iter().any(|text| text.ends_with("2028")), "{texts:?}");
            assert!(!texts.contains(&"now"), "{texts:?}");
            // At the end of month 12, where the axis says the same.
            assert!(texts.contains(&"$10M by Mar 2028"), "{texts:?}");
            let months: Vec<_> = sheet.texts().filter(|text| text.at.1 > 225.0).collect();
            for (one, next) in months.iter().zip(&months[1..]) {
                assert!(
                    one.bounds().right < next.bounds().left,
                    "{} and {}",
                    one.text,
                    next.text
                );
            }
        }
        assert!(describe(&frame).contains("$3M by Sep 2027: missed"));
        assert_eq!(Axis::new(52).ticks(1000.0)[0].label, "Mar 2027");
        // A frame that was made before is another drawing.
        let again = Frame::new(spec, &scene);
        assert!(
            headroom::chart::Layer::ALL
                .iter()
                .all(|&layer| frame.draws_same(layer, &again))
        );
        start_in("2027-04");
        let other = Frame::new(spec, &scene);
        assert!(
            headroom::chart::Layer::ALL
                .iter()
                .all(|&layer| !frame.draws_same(layer, &other))
        );
    }

    #[test]
    fn the_verdict_dates_its_weeks() {
        let scenario = start_in("2027-03");
        let run = scenario.run();
        let figures = figures(&scenario.inputs, &run);
        let headline = verdict::verdict(&scenario.inputs, &run, &figures, None).headline;
        let text: String = headline.iter().map(|span| span.text.as_str()).collect();
        assert!(text.contains("2027)") || text.contains("2028)"), "{text}");
    }
}
