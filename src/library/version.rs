//! The version of records, and the way from older ones to today's.

use serde_json::{Map, Value};

/// One step a version, oldest first: the first leads from version 1 to version 2.
pub(super) type Migration = fn(&mut Map<String, Value>);

/// The steps of records.
pub(super) const MIGRATIONS: &[Migration] = &[|record| {
    // Until then nobody knew what a plan was compared with: as usual.
    record.insert("compared".to_owned(), Value::Null);
}];

/// The version of records that is written today.
pub const VERSION: u64 = MIGRATIONS.len() as u64 + 1;

/// Brings a record of a known version up to date by the steps that it has not taken yet.
pub(super) fn migrate(version: u64, record: &mut Map<String, Value>, steps: &[Migration]) {
    for (_, step) in (1..).zip(steps).filter(|(from, _)| *from >= version) {
        step(record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_takes_the_steps_that_it_has_not_taken_yet_in_order() {
        let steps: [Migration; 3] = [
            |record| {
                record.insert("steps".to_owned(), json!([1]));
            },
            |record| {
                record["steps"]
                    .as_array_mut()
                    .expect("a list")
                    .push(json!(2));
            },
            |record| {
                record["steps"]
                    .as_array_mut()
                    .expect("a list")
                    .push(json!(3));
            },
        ];
        for (version, taken) in [
            (1, json!([1, 2, 3])),
            (2, json!([2, 3])),
            (3, json!([3])),
            (4, json!([])),
        ] {
            let mut record = Map::new();
            record.insert("steps".to_owned(), json!([]));
            migrate(version, &mut record, &steps);
            assert_eq!(record["steps"], taken, "from version {version}");
        }
    }
}
