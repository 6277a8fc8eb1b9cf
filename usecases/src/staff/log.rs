//! Read the log of what staff did: the auditor's work, who can change nothing in it.

use chrono::{Days, NaiveDate};
use data::audit::Filter;
pub use data::audit::Line;
use domain::id::OfficerId;
use domain::moment::Moment;
use domain::staff::{About, Act, Role};

use crate::asker::Asker;
use crate::audit::note_look;
use crate::context::Context;
use crate::error::Result;

/// Lines on one page.
pub const PAGE: u64 = 50;

/// One line with its number and, where it was an officer, their name.
#[derive(Debug)]
pub struct Entry {
    /// Its number.
    pub number: i64,
    /// What it says.
    pub line: Line,
    /// The name of whoever did it.
    pub name: Option<String>,
}

/// A page of the log, the newest in front: of everybody or one, of all days or one.
///
/// # Errors
/// [`crate::Error::Forbidden`] for everybody but the auditor.
pub async fn read(
    ctx: &Context,
    asker: &Asker,
    who: Option<OfficerId>,
    day: Option<NaiveDate>,
    page: u64,
) -> Result<Vec<Entry>> {
    let officer = asker.administrator(Role::Audit)?;
    note_look(ctx, officer, Act::SawLog, About::Nothing).await?;
    let next = day.and_then(|day| day.checked_add_days(Days::new(1)));
    let filter = Filter {
        who,
        from: day.map(Moment::start_of),
        until: next.map(Moment::start_of),
    };
    let db = ctx.db.read();
    let mut entries = Vec::new();
    for (number, line) in data::audit::list(db, &filter, page, PAGE).await? {
        let account = match &line.who {
            Some(id) => data::staff::find(db, id).await?,
            None => None,
        };
        let name = account.map(|account| account.officer.name);
        entries.push(Entry { number, line, name });
    }
    Ok(entries)
}

/// Everybody whose lines can be asked for.
///
/// # Errors
/// As [`read`].
pub async fn list_officers(ctx: &Context, asker: &Asker) -> Result<Vec<(OfficerId, String)>> {
    asker.administrator(Role::Audit)?;
    let accounts = data::staff::list(ctx.db.read(), 0, u64::from(u16::MAX)).await?;
    let named = accounts
        .into_iter()
        .map(|account| (account.officer.id, account.officer.name));
    Ok(named.collect())
}
