//! Arrange the files of a draft: in which order they are read, and which way up.

use data::Transaction;
use domain::draft::File;
use domain::field::date;
use domain::id::FileId;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// Turns a picture a quarter to the right; every pixel stays as it is.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; refused when the draft was submitted meanwhile.
pub async fn turn(ctx: &Context, asker: &Asker, id: &FileId) -> Result<File> {
    let (tx, mut files, at) = held(ctx, asker, id).await?;
    let mut file = files.swap_remove(at);
    file.turned = (file.turned + 1) % 4;
    data::file::arrange(&*tx, &file).await?;
    tx.commit().await?;
    Ok(file)
}

/// Moves a file before the one that stands before it; the first one stays.
///
/// # Errors
/// As [`turn`].
pub async fn move_up(ctx: &Context, asker: &Asker, id: &FileId) -> Result<File> {
    let (tx, mut files, at) = held(ctx, asker, id).await?;
    if at > 0 {
        files.swap(at - 1, at);
    }
    // Those of before have no place yet: all get one.
    for (place, file) in (1..).zip(&mut files) {
        file.place = place;
        data::file::arrange(&*tx, file).await?;
    }
    tx.commit().await?;
    Ok(files.swap_remove(at.saturating_sub(1)))
}

/// Keeps until when a paper holds, as its citizen reads on it, for every photo of it; nothing takes that back.
///
/// # Errors
/// As [`turn`]; refused when it is no day.
pub async fn hold_until(ctx: &Context, asker: &Asker, id: &FileId, until: &str) -> Result<File> {
    let (tx, mut files, at) = held(ctx, asker, id).await?;
    let until = match until.trim() {
        "" => None,
        text => Some(date(text).map_err(|_| Error::Refused(Refusal::NotADate))?),
    };
    for file in &mut files {
        file.valid_until = until;
        data::file::set_valid_until(&*tx, file).await?;
    }
    tx.commit().await?;
    Ok(files.swap_remove(at))
}

/// The files of the same material in their order, while the draft is held, and which of them it is.
async fn held(ctx: &Context, asker: &Asker, id: &FileId) -> Result<(Transaction, Vec<File>, usize)> {
    let file = data::file::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let tx = super::change_file(ctx, asker, &file).await?;
    let mut files = data::file::list(&*tx, &file.draft).await?;
    files.retain(|other| other.material == file.material && other.sent == file.sent);
    let at = files.iter().position(|other| other.id == *id).ok_or(Error::NotFound)?;
    Ok((tx, files, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{JPEG, MOTHER, PDF, PNG, TestOffice, id};

    const PAPER: &str = "diagnosis";

    #[tokio::test]
    async fn files_are_read_in_the_order_and_the_way_up_that_the_citizen_wants() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            let mut handed_in = Vec::new();
            for content in [JPEG, PNG, PDF] {
                handed_in.push(office.attach(&mother, &draft, PAPER, content).await.unwrap().id);
            }
            let paper = id(PAPER);
            let order = async || {
                let mine = office.read(&mother, &draft).await;
                let places = mine
                    .files_for(&paper)
                    .map(|file| handed_in.iter().position(|one| *one == file.id));
                places.map(Option::unwrap).collect::<Vec<_>>()
            };
            assert_eq!(order().await, [0, 1, 2]);
            let moved = move_up(&office.ctx, &mother, &handed_in[2]).await.unwrap();
            assert_eq!(moved.id, handed_in[2]);
            assert_eq!(order().await, [0, 2, 1]);
            for _ in 0..3 {
                move_up(&office.ctx, &mother, &handed_in[2]).await.unwrap();
            }
            assert_eq!(order().await, [2, 0, 1]);
            let mut turned = Vec::new();
            for _ in 0..5 {
                turned.push(turn(&office.ctx, &mother, &handed_in[0]).await.unwrap().turned);
            }
            assert_eq!(turned, [1, 2, 3, 0, 1]);
            office.attach(&mother, &draft, PAPER, JPEG).await.unwrap();
            let last = office.read(&mother, &draft).await.files.last().unwrap().id.clone();
            assert!(!handed_in.contains(&last), "what comes later stands behind");
            let stranger = office.citizen("zhou_he").await;
            let refused = turn(&office.ctx, &stranger, &handed_in[0]).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
    }

    #[tokio::test]
    async fn until_when_a_paper_holds_is_one_day_for_all_its_photos() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            let front = office.attach(&mother, &draft, PAPER, JPEG).await.unwrap().id;
            let holds = async || {
                let mine = office.read(&mother, &draft).await;
                mine.files.iter().map(|file| file.valid_until).collect::<Vec<_>>()
            };
            for wrong in ["长期", "2027-02-30"] {
                let refused = hold_until(&office.ctx, &mother, &front, wrong).await;
                assert!(matches!(refused, Err(Error::Refused(Refusal::NotADate))), "{wrong}");
            }
            hold_until(&office.ctx, &mother, &front, "２０２７年3月1日")
                .await
                .unwrap();
            office.attach(&mother, &draft, PAPER, PNG).await.unwrap();
            let day = Some(crate::office::day("2027-03-01"));
            assert_eq!(holds().await, [day, day], "also for the photo that comes later");
            hold_until(&office.ctx, &mother, &front, " ").await.unwrap();
            assert_eq!(holds().await, [None, None]);
        }
    }
}
