//! Papers, judged by their content.

use std::io;

use domain::draft::MediaType;
use futures::stream;

use super::*;
use crate::office::{JPEG, MOTHER, PDF, PNG, TestOffice, id};

const INVOICES: &str = "medical_invoices";

async fn draft(office: &TestOffice) -> (Asker, DraftId) {
    let mother = office.citizen("lin_xiao").await;
    let draft = office.started(&mother, &MOTHER).await;
    (mother, draft)
}

#[tokio::test]
async fn a_photo_a_picture_and_a_document_are_taken_and_given_back_byte_for_byte() {
    for office in TestOffice::each().await {
        let (mother, draft) = draft(&office).await;
        for (content, kind) in [(JPEG, MediaType::Jpeg), (PNG, MediaType::Png), (PDF, MediaType::Pdf)] {
            let file = office.attach(&mother, &draft, INVOICES, content).await.unwrap();
            assert_eq!((file.media_type, file.size), (kind, content.len() as u64));
            assert_eq!(file.sha256, hex(&Sha256::digest(content)));
            assert_eq!(file.code.as_deref(), Some("M43PCN00090009"));
            let (known, bytes) = open(&office.ctx, &mother, &file.id).await.unwrap();
            assert_eq!((known, &bytes[..]), (file, content));
        }
        assert_eq!(office.read(&mother, &draft).await.files_for(&id(INVOICES)).count(), 3);
    }
}

#[tokio::test]
async fn a_file_that_arrives_in_small_pieces_is_whole() {
    for office in TestOffice::each().await {
        let (mother, draft) = draft(&office).await;
        let photo = testbed::papers::jpeg_of(12 * 1024 * 1024);
        let pieces: Vec<_> = photo
            .chunks(65_521)
            .map(|piece| Ok::<_, Error>(Bytes::copy_from_slice(piece)))
            .collect();
        let arriving = Arriving {
            name: "大.jpg".to_owned(),
            content: stream::iter(pieces),
            sha256: None,
        };
        let file = attach(&office.ctx, &mother, &draft, &id(INVOICES), arriving)
            .await
            .unwrap();
        assert_eq!(file.sha256, hex(&Sha256::digest(&photo)));
        assert_eq!(open(&office.ctx, &mother, &file.id).await.unwrap().1, photo);
        let drops = JPEG.iter().map(|byte| Ok::<_, Error>(Bytes::copy_from_slice(&[*byte])));
        let arriving = Arriving {
            name: "慢.jpg".to_owned(),
            content: stream::iter(drops),
            sha256: None,
        };
        let file = attach(&office.ctx, &mother, &draft, &id(INVOICES), arriving)
            .await
            .unwrap();
        assert_eq!(file.media_type, MediaType::Jpeg);
    }
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_in_the_store() {
    for mut office in TestOffice::each().await {
        office.ctx.limits.file_bytes = JPEG.len() as u64;
        let (mother, draft) = draft(&office).await;
        let executable: &[u8] = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00\xb8\x00\x00\x00";
        let page: &[u8] = b"<html><script>alert(1)</script></html>";
        for (content, refusal) in [
            (executable, Refusal::FileKind),
            (page, Refusal::FileKind),
            (b"GIF89a\x01\0\x01\0\0\0\0;", Refusal::FileKind),
            (b"", Refusal::FileEmpty),
            (PDF, Refusal::FileTooLarge),
        ] {
            let refused = office.attach(&mother, &draft, INVOICES, content).await;
            assert!(
                matches!(refused, Err(Error::Refused(known)) if known == refusal),
                "{refused:?}"
            );
        }
        assert!(office.stored().await.is_empty());
        assert_eq!(office.read(&mother, &draft).await.files, []);
        office.attach(&mother, &draft, INVOICES, JPEG).await.unwrap();
    }
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing_behind() {
    for office in TestOffice::each().await {
        let (mother, draft) = draft(&office).await;
        let broken = [
            Ok(Bytes::from_static(JPEG)),
            Err(Error::Internal(Box::new(io::Error::other("the tunnel")))),
        ];
        let arriving = Arriving {
            name: "照片.jpg".to_owned(),
            content: stream::iter(broken),
            sha256: None,
        };
        let refused = attach(&office.ctx, &mother, &draft, &id(INVOICES), arriving).await;
        assert!(matches!(refused, Err(Error::Internal(_))));
        assert!(office.stored().await.is_empty());
        assert_eq!(office.read(&mother, &draft).await.files, []);
    }
}

#[tokio::test]
async fn one_file_too_many_is_refused() {
    for office in TestOffice::each().await {
        let (mother, draft) = draft(&office).await;
        for _ in 0..office.ctx.limits.files_per_material {
            office.attach(&mother, &draft, INVOICES, JPEG).await.unwrap();
        }
        let refused = office.attach(&mother, &draft, INVOICES, JPEG).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::TooManyFiles))));
        office.attach(&mother, &draft, "diagnosis", JPEG).await.unwrap();
        assert_eq!(office.stored().await.len(), office.ctx.limits.files_per_material + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_not_more_than_are_allowed() {
    for mut office in TestOffice::each().await {
        office.ctx.limits.files_per_material = 2;
        let (mother, draft) = draft(&office).await;
        let one = || office.attach(&mother, &draft, INVOICES, JPEG);
        let all = futures::future::join_all((0..6).map(|_| one())).await;
        assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 2);
        assert_eq!(office.read(&mother, &draft).await.files.len(), 2);
        assert_eq!(office.stored().await.len(), 2);
    }
}

#[tokio::test]
async fn nothing_is_handed_in_for_somebody_else_or_for_no_material() {
    for office in TestOffice::each().await {
        let (mother, draft) = draft(&office).await;
        let file = office.attach(&mother, &draft, INVOICES, PDF).await.unwrap();
        let stranger = office.citizen("zhou_he").await;
        assert!(matches!(
            office.attach(&stranger, &draft, INVOICES, PDF).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            open(&office.ctx, &stranger, &file.id).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            detach(&office.ctx, &stranger, &file.id).await,
            Err(Error::NotFound)
        ));
        let officer = office.officer("gao_ying").await;
        assert!(matches!(
            open(&office.ctx, &officer, &file.id).await,
            Err(Error::Forbidden)
        ));
        assert!(matches!(
            office.attach(&mother, &draft, "love_letter", PDF).await,
            Err(Error::NotFound)
        ));
        assert_eq!(office.stored().await.len(), 1);
    }
}

#[tokio::test]
async fn taking_a_file_away_deletes_its_content() {
    for office in TestOffice::each().await {
        let (mother, draft) = draft(&office).await;
        let keep = office.attach(&mother, &draft, INVOICES, PDF).await.unwrap();
        let gone = office.attach(&mother, &draft, INVOICES, JPEG).await.unwrap();
        assert_eq!(detach(&office.ctx, &mother, &gone.id).await.unwrap(), gone);
        assert!(matches!(
            open(&office.ctx, &mother, &gone.id).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            detach(&office.ctx, &mother, &gone.id).await,
            Err(Error::NotFound)
        ));
        assert_eq!(office.read(&mother, &draft).await.files, std::slice::from_ref(&keep));
        assert_eq!(office.stored().await, [place(&keep.id).to_string()].into());
    }
}

#[tokio::test]
async fn papers_of_a_submitted_application_stay_as_they_are() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        office.submit(&mother, &draft).await.unwrap();
        let before = office.stored().await;
        let refused = office.attach(&mother, &draft, INVOICES, PDF).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::AlreadySubmitted))));
        let file = office.read(&mother, &draft).await.files[0].id.clone();
        let refused = detach(&office.ctx, &mother, &file).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::AlreadySubmitted))));
        assert_eq!(office.stored().await, before);
        open(&office.ctx, &mother, &file).await.unwrap();
    }
}

#[tokio::test]
async fn a_name_from_a_phone_is_kept_without_what_breaks_lines() {
    for office in TestOffice::each().await {
        let (mother, draft) = draft(&office).await;
        let content = stream::iter([Ok::<_, Error>(Bytes::from_static(PNG))]);
        let arriving = Arriving {
            name: format!("发票\r\nX-Evil: 1{}", "很".repeat(500)),
            content,
            sha256: None,
        };
        let file = attach(&office.ctx, &mother, &draft, &id(INVOICES), arriving)
            .await
            .unwrap();
        assert!(file.name.starts_with("发票X-Evil"));
        assert_eq!(file.name.chars().count(), 120);
    }
}
