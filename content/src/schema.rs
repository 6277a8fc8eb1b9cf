//! JSON Schemas of the authored files, made from the types that read them, so that any editor completes and checks.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::file::ThemeFile;
use crate::file::calendar::CalendarFile;
use crate::file::city::CityFile;
use crate::file::edition::EditionFile;
use crate::file::element::ElementsFile;

/// The kinds of files that have a schema, `content/schema/{name}.schema.json`.
pub const NAMES: [&str; 5] = ["theme", "edition", "elements", "city", "calendar"];

/// The schema of this kind of file as it is committed; none for a name not in [`NAMES`].
#[must_use]
pub fn of(name: &str) -> Option<String> {
    // The draft that editors read best.
    let generator = SchemaSettings::draft07().into_generator();
    let schema = match name {
        "theme" => generator.into_root_schema_for::<ThemeFile>(),
        "edition" => generator.into_root_schema_for::<EditionFile>(),
        "elements" => generator.into_root_schema_for::<ElementsFile>(),
        "city" => generator.into_root_schema_for::<CityFile>(),
        "calendar" => generator.into_root_schema_for::<CalendarFile>(),
        _ => return None,
    };
    serde_json::to_string_pretty(&schema).ok().map(|text| text + "\n")
}

macro_rules! texts {
    ($($(#[doc = $doc:literal])* $name:ident = $pattern:literal, $description:literal;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug)]
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "pattern": $pattern, "description": $description})
            }
        }
    )*};
}

texts! {
    /// What `domain::id` takes for an id.
    Id = "^[A-Za-z0-9._-]{1,64}$", "编号：英文字母、数字、点、横线、下划线，最多 64 个。";
    /// What `domain::channel` takes for a way people come by.
    ChannelName = "^[a-z0-9-]{1,20}$", "渠道：小写英文字母、数字、横线，最多 20 个。";
    /// What `domain::answer::FieldId` is written as.
    FieldName = "^[A-Za-z0-9._-]{1,64}/[A-Za-z0-9._-]{1,64}$", "主体/数据项，比如 child/person.name。";
    /// What a division is told by.
    DivisionCode = "^[0-9]{6,12}$", "区划代码，6 到 12 位数字。";
    /// A day of some year.
    MonthDay = "^[01]?[0-9]-[0-3]?[0-9]$", "月-日，比如 08-31。";
    /// A day.
    Day = "^[0-9]{4}-[01][0-9]-[0-3][0-9]$", "年-月-日，比如 2026-10-01。";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_has_a_schema_and_nothing_else_has() {
        assert!(NAMES.iter().all(|name| of(name).is_some()));
        assert_eq!(of("recipe"), None);
    }
}
