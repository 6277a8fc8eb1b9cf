//! Halls: where people are received, and when.

use chrono::NaiveTime;
use domain::hall::{Days, Hall, Hours};

use crate::calendar::month_and_day;
use crate::file::Name;
use crate::file::city::{DaysFile, HallFile, HoursFile};
use crate::finding::{Notes, Rule};
use crate::theme::names::id;

pub(super) fn read(file: &HallFile, notes: &mut Notes) -> Option<Hall> {
    let hours = file.hours.iter().map(|line| hours(line, notes)).collect();
    Some(Hall {
        id: id(&file.id, notes)?,
        name: file.name.clone(),
        address: file.address.clone(),
        phone: file.phone.clone(),
        region: file.region.value.clone(),
        hours,
    })
}

fn hours(file: &HoursFile, notes: &mut Notes) -> Hours {
    let mut day = |name: &Option<Name>| {
        let name = name.as_ref()?;
        let day = month_and_day(&name.value);
        if day.is_none() {
            let message = format!("“{}”不是日子，请写成 07-01 这样。", name.value);
            notes.add(name, Rule::CalendarDay, message);
        }
        day
    };
    let season = day(&file.from).zip(day(&file.to));
    let days = match file.days {
        DaysFile::Workdays => Days::Work,
        DaysFile::Restdays => Days::Rest,
        DaysFile::EveryDay => Days::Every,
    };
    let open = file.open.iter().filter_map(|times| from_to(times, notes)).collect();
    Hours { season, days, open }
}

fn from_to(times: &Name, notes: &mut Notes) -> Option<(NaiveTime, NaiveTime)> {
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
    let read = times
        .value
        .split_once('-')
        .and_then(|(from, to)| time(from).zip(time(to)));
    let read = read.filter(|(from, to)| from < to);
    if read.is_none() {
        let message = format!("“{}”不是开门的时间，请写成 09:00-12:00 这样。", times.value);
        notes.add(times, Rule::Hours, message);
    }
    read
}
